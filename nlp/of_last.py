"""Asked of the one project that was shown last: いつから, これって新規, 新しい車には何が付くの, クマのほうは."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Attribute, Dimension, Intent, Measure, OutOfScope, Query
from nlp.asked import Asked, names_something
from nlp.compose import compose
from nlp.context import is_single, shown
from nlp.patterns import pattern
from nlp.phrases import Slot
from nlp.plain import COMPUTED
from nlp.reference import Sure
from nlp.refuse import incomparable
from nlp.told_numbers import is_told


def untold_of_last(asked: Asked, last: Query) -> Intent | None:
    """「いつから？」 after an answer about one project is asked of that project."""
    if is_single(last) and not asked.parts and is_told(asked, shown(last, asked.lexicon)[0]):
        return replace(last, attributes=(Attribute.DESCRIPTION,))
    if names_something(asked) or not asked.sentence.has(Slot.UNTOLD):
        return None
    intent = compose(asked)
    if isinstance(intent, OutOfScope) and is_single(last):
        return replace(intent, about=tuple(last.scope.projects or ()))
    return intent


_WHAT = pattern(r"何が|なにが|何を|なにを|どんな|どこが|どう(?!し|や)")


def content_of_last(asked: Asked, last: Query) -> Intent | None:
    """「新しい車には何が付くの」 after a project that speaks of a new car: what it does."""
    said = [t for r in asked.references for t in r.mention.tokens]
    named = any(not p.topic for p in asked.parts) or any(
        r.sure is Sure.NAMED for r in asked.references
    )
    if not is_single(last) or not said or named or asked.sentence.has_any(_OF_MANY):
        return None
    if asked.operations or asked.attributes or not _WHAT.search(asked.sentence.text):
        return None
    row = asked.lexicon.projects.index(shown(last, asked.lexicon)[0])
    if not all(asked.lexicon.topics.prints(row, t) for t in said):
        return None
    return replace(last, attributes=(Attribute.DESCRIPTION,))


_OFFICE = pattern("([部局課係])(?:は|って)?(?:どこ|どちら|何)")


def field_of_last(asked: Asked, last: Query) -> Intent | None:
    """「これって新規？」「課はどこ」: a kind, an account or an office, asked of the one project shown last."""
    office = _OFFICE.match(asked.sentence.text) if is_single(last) and not asked.parts else None
    if office:
        field = Attribute.DEPARTMENT if office[1] in "部局" else Attribute.SECTION
        return replace(last, attributes=(field,))
    fields = {Dimension.KIND: Attribute.KIND, Dimension.ACCOUNT: Attribute.ACCOUNT}
    groups = [p.entity.dimension for p in asked.parts]
    found = [fields[g] for g in groups if g in fields]
    if not is_single(last) or not found or len(found) != len(groups) or not asked.asks_nothing:
        return None
    if asked.sentence.has(Slot.NOUN) or asked.sentence.has(Slot.AMOUNT):
        return None
    return replace(last, attributes=tuple(dict.fromkeys(found)))


def outcome_of_last(asked: Asked, last: Query) -> Intent | None:
    """「予算額は要求どおりになった？」 after one project: its two amounts, and not all projects of that kind;
    refused where no list tells (昨年度より増えている？).
    """
    outcome = asked.sentence.has(Slot.OUTCOME)
    others = [p for p in asked.parts if not p.topic] or asked.references
    if not outcome or others or not is_single(last) or asked.sentence.has(Slot.NOUN):
        return None
    if asked.measure in COMPUTED:
        return None
    refused = incomparable(asked)
    if refused:
        return replace(refused, about=tuple(last.scope.projects or ()))
    if not asked.lexicon.has_budget:
        return None
    return replace(last, measure=Measure.BUDGET, attributes=(Attribute.REQUESTED, Attribute.BUDGET))


def other_one(asked: Asked, last: Query) -> Intent | None:
    """「クマのほうは？」 after one project: the other one whose own words say it, of those it may be about."""
    topics = [r for r in asked.references if r.sure is Sure.TOPIC]
    alone = len(topics) == 1 == len(asked.parts) and is_single(last)
    if not alone or not asked.asks_nothing or asked.sentence.has_any(_OF_MANY):
        return None
    tokens, lexicon = topics[0].mention.tokens, asked.lexicon
    said = [p for p in topics[0].projects if p not in shown(last, lexicon)]
    rows = {p: lexicon.projects.index(p) for p in said}
    own = [p for p in said if all(lexicon.topics.prints(rows[p], t) for t in tokens)]
    return replace(last, scope=lexicon.of_projects(own)) if len(own) == 1 and tokens else None


_OF_MANY = frozenset({Slot.NOUN, Slot.ABOUT})
