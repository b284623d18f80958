"""What a decision made of what was asked about: 「予算額は要求どおりになった？」 after a project, 「減額されたのは」 after a section."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import (
    Attribute,
    Intent,
    Measure,
    Operation,
    OutOfScope,
    Query,
    Range,
    Scope,
    Untold,
)
from nlp.asking.asked import DIFFERENCES, Asked
from nlp.asking.compose import query_of
from nlp.asking.context import is_list, is_set, is_single, reached
from nlp.asking.plain import COMPUTED
from nlp.asking.refuse import incomparable, untold
from nlp.words.phrases import Slot


def outcome_of_last(asked: Asked, last: Query) -> Intent | None:
    """「予算額は要求どおりになった？」 after one project: its two amounts, and not all projects of that kind;
    refused where no list tells (昨年度より増えている？).
    """
    outcome = _of_outcome(asked)
    others = [p for p in asked.parts if not p.topic] or asked.references
    if not outcome or others or not is_single(last) or asked.sentence.has(Slot.NOUN):
        return None
    if asked.measure in COMPUTED:
        return None
    why = any(s.value is Untold.REASON for s in asked.sentence.all(Slot.UNTOLD))
    refused = incomparable(asked) or (untold(asked) if why else None)
    if isinstance(refused, OutOfScope):
        return replace(refused, about=tuple(last.scope.projects or ()))
    if not asked.lexicon.has_budget:
        return None
    return replace(last, measure=Measure.BUDGET, attributes=(Attribute.REQUESTED, Attribute.BUDGET))


def _decided(asked: Asked) -> bool:
    """Whether what a decision made of a request bounds projects: 要求より減った."""
    bounds = [s.value for s in asked.sentence.all(Slot.BOUND)]
    return any(isinstance(b, Range) and b.measure in DIFFERENCES for b in bounds)


def outcome_of_set(asked: Asked, last: Query) -> Intent | None:
    """「減額されたのは」 after a section: those of that section."""
    spans = [*asked.sentence.all(Slot.OUTCOME), *asked.sentence.all(Slot.BOUND)]
    places = is_list(last) and last.operation is not Operation.LIST
    if not spans or not _of_outcome(asked):
        return None
    if places:
        return _outcome_of_places(asked, last)
    if not is_set(last) or last.scope.is_open:
        return None
    if not asked.parts and not _decided(asked):
        return None  # a list that does not tell it
    if asked.sentence.has_any(_OF_ALL) or any(
        "事業" in asked.sentence.text[s.begin : s.end] for s in spans
    ):
        return None  # 「減額された事業は」 is asked of all
    own = all(any(s.begin <= p.begin and p.end <= s.end for s in spans) for p in asked.parts)
    if not own or asked.references:
        return None
    return query_of(replace(asked, within=_opened(asked, last.scope)))


def _opened(asked: Asked, scope: Scope) -> Scope:
    """A scope without what became of its projects, where that is denied or another is asked for: 「満額じゃなかったのは」,
    「減額されたのは」 of what was granted in full.
    """
    select, whole = asked.lexicon.index.select, asked.lexicon.whole
    before = set(select(scope))
    for part in asked.parts:
        rows = set(select(whole.narrow(part.entity.scope)))
        if before <= rows if part.excluded else before.isdisjoint(rows):
            return replace(scope, projects=None, topic=None)
    return scope


_OF_THOSE = ("もの", "やつ")


def _outcome_of_places(asked: Asked, last: Query) -> Query | None:
    """「減額されたものは」 after the first five: those of the five."""
    nouns = [asked.sentence.text[s.begin : s.end] for s in asked.sentence.all(Slot.NOUN)]
    if any(n not in _OF_THOSE for n in nouns) or asked.sentence.has_any(_OF_MORE):
        return None
    return query_of(replace(asked, within=reached(last, asked.lexicon)))


_OF_MORE = frozenset({Slot.WHOLE, Slot.EXTREME, Slot.ORDINAL, Slot.LIMIT})


def _of_outcome(asked: Asked) -> bool:
    return asked.sentence.has(Slot.OUTCOME) or _decided(asked)


_OF_ALL = frozenset({Slot.NARROW, Slot.NOUN, Slot.WHOLE, Slot.EXTREME, Slot.ORDINAL, Slot.LIMIT})
