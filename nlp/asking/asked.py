"""What one sentence says, before it is decided what it asks: its parts, its measure, its fields.

Questions about `Asked` only; nothing here makes a query.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from data.diff import Outcome
from data.index import amount
from data.model import Project
from data.query import (
    Attribute,
    Dimension,
    Measure,
    Operation,
    OutOfScope,
    Range,
    Scope,
    Untold,
)
from nlp.meaning.parts import Part, scope_of
from nlp.meaning.reference import Reference, Sure
from nlp.names.lexicon import Lexicon
from nlp.sentences.sentence import Sentence
from nlp.words.amounts import ROUGHLY, centre, rounded_to
from nlp.words.once import once
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span

TOTALS = frozenset({Operation.COUNT, Operation.SUM, Operation.AVERAGE, Operation.MEDIAN})


ASKING = frozenset(
    {
        Slot.OPERATION, Slot.ATTRIBUTE, Slot.MEASURE, Slot.EXTREME, Slot.DIMENSION, Slot.DIRECTION,
        Slot.PER_EACH, Slot.UNTOLD, Slot.HELP, Slot.SAME, Slot.MORE, Slot.ORDINAL, Slot.LIMIT,
    }
)  # fmt: skip
"""What a sentence says that asks, beyond names."""


class Asked(Struct, frozen=True, dict=True):
    """Everything one sentence says, before it is decided what it asks.

    `dated`: the edition was chosen by a year or a stage that the question names. `within`: what it is
    asked of in its conversation, where it is asked of that. `spent`: spans that were used to take something
    away. `bounds`: amounts that were said by other things (〜より高い). `bounds_of`: the money of which its own
    amounts are, and `usual`: the money that is meant where it says none, where the conversation says it.
    """

    sentence: Sentence
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    lexicon: Lexicon
    dated: bool = False
    within: Scope | None = None
    spent: frozenset[Span] = frozenset()
    bounds: tuple[Range, ...] = ()
    bounds_of: Measure | None = None
    usual: Measure = Measure.REQUESTED

    @once
    def operations(self) -> list[Operation]:
        """The operations named, in order; a sum is also named by the money of which it is (レベルアップ分の合計)."""
        named = [
            s.value for s in self.sentence.all(Slot.OPERATION) if isinstance(s.value, Operation)
        ]
        money, text = self.sentence.all(Slot.MEASURE), self.sentence.text
        summed = bool(money) and any(text.endswith("合計", s.begin, s.end) for s in money)
        return [*named, Operation.SUM] if summed and Operation.SUM not in named else named

    @once
    def attributes(self) -> list[Attribute]:
        """The attributes named, in order, each once."""
        said = self.sentence.all(Slot.ATTRIBUTE)
        return list(dict.fromkeys([s.value for s in said if isinstance(s.value, Attribute)]))

    @once
    def asks_nothing(self) -> bool:
        """Whether nothing but names was said."""
        return not self.sentence.has_any(ASKING)

    @once
    def single(self) -> Project | None:
        """The one project that was named, if it was one."""
        if not self.parts:
            return None
        named = [p for p in self.parts if not p.excluded]
        ids = {i for p in named if p.is_project for i in p.entity.scope.projects or ()}
        return self.lexicon.index.project(ids.pop()) if len(ids) == 1 else None

    @once
    def lone(self) -> tuple[Part, Project] | None:
        """The one part that means a single project, by its name or by words that only it holds."""
        alone = [
            p for p in self.parts if len(p.entity.scope.projects or ()) == 1 and not p.excluded
        ]
        if len(alone) != 1 or alone[0].entity.dimension is not None:
            return None
        project = self.lexicon.index.project(next(iter(alone[0].entity.scope.projects or ())))
        return (alone[0], project) if project else None

    @once
    def measure(self) -> Measure:
        """Which money is asked for; rows where things are counted."""
        return _measure_of(self)

    def scope(self, parts: Iterable[Part] | None = None) -> Scope:
        """What its parts (or some of them) and its amounts select, within what it is asked of."""
        named = scope_of(self.parts if parts is None else parts, ranges(self), self.lexicon)
        return self.within.narrow(replace(named, editions=None)) if self.within else named


_AMOUNTS = frozenset({Slot.AMOUNT, Slot.BOUND})


def ranges(asked: Asked) -> tuple[Range, ...]:
    """The amounts named, in the measure they were named for."""
    if not asked.sentence.has_any(_AMOUNTS) or claimed(asked):
        return asked.bounds
    measure = asked.measure
    own_money = measure if measure is not Measure.COUNT else Measure.REQUESTED
    kept = asked.bounds_of or own_money
    spans = [
        s
        for s in asked.sentence.all(Slot.AMOUNT)
        if isinstance(s.value, Range) and s not in asked.spent
    ]
    named = [bounded_measure(s, asked.sentence) for s in spans]
    if any(named) and not all(named):
        kept = asked.bounds_of or Measure.REQUESTED  # 1億円以上でレベルアップ分1000万円未満
    own = [m or kept for m in named]
    said = tuple(_of(m, _as_said(s, m, asked.lexicon)) for s, m in zip(spans, own, strict=True))
    bounds = (s.value for s in asked.sentence.all(Slot.BOUND) if isinstance(s.value, Range))
    return (*said, *bounds, *asked.bounds)


def _of(measure: Measure, said: Range) -> Range:
    """An amount of that money; a cut or a rise of so much at most is one at least."""
    low = 1 if said.low is None and measure in DIFFERENCES else said.low
    return replace(said, measure=measure, low=low)


_OF_MONEY = pattern("(?:が|は|も|の|で|、)*(?:合計で)?")
_REQUEST = pattern("要求額|要求|金額|予算額|予算|額")


def bounded_measure(span: Span, sentence: Sentence) -> Measure | None:
    """「要求額は1億円以上で、レベルアップ分は1000万円未満」: the money that is said right before an amount; None where
    none is, or only one is said at all.
    """
    said = [*sentence.all(Slot.MEASURE), *sentence.all(Slot.ATTRIBUTE)]
    money = [s for s in said if isinstance(s.value, Measure) or s.value is Attribute.REQUESTED]
    kinds = {s.value for s in money}
    if _is_of_those(span, money, sentence):
        return Measure.REQUESTED
    before = [s for s in money if s.end <= span.begin]
    last = max(before, key=lambda s: s.end, default=None)
    requested = last is not None and sentence.text.startswith("要求", last.begin)
    if last and requested and _OF_MONEY.fullmatch(sentence.text, last.end, span.begin):
        return Measure.REQUESTED  # 「要求額1千万円以上の事業の平均予算額」
    if len(kinds) < 2 or last is None:
        return None
    if not _OF_MONEY.fullmatch(sentence.text, last.end, span.begin):
        return None
    if isinstance(last.value, Measure):
        return last.value
    named = _REQUEST.fullmatch(sentence.text, last.begin, last.end)
    return Measure.REQUESTED if named else None


_OF_THOSE = pattern(
    "[^、。]{0,8}?(?:事業|もの|やつ|案件)(?:の(?:(?:中|うち|なか)(?:で|から)?、?)?|で、?|と(?:その)?|における|について|に関する)"
)


def _is_of_those(span: Span, money: list[Span], sentence: Sentence) -> bool:
    """Whether the money is that of the projects that an amount bounds: 1億円以上の事業のレベルアップ分."""
    after = min((s for s in money if s.begin >= span.end), key=lambda s: s.begin, default=None)
    alone = after is not None and all(s.begin >= span.end for s in money)
    return bool(alone and after and _OF_THOSE.fullmatch(sentence.text, span.end, after.begin))


_CLAIM = pattern(
    "も(?:要求|かか|使|つか|する|計上|積)|(?:要求|計上)してるって|って(?:ほんと|本当|マジ|まじ|ほんま)"
)


def claimed(asked: Asked) -> bool:
    """「さくらライナーに4億も要求してるってマジ？」: an amount that is doubted, and no condition."""
    lone = asked.lone is not None and len([p for p in asked.parts if not p.excluded]) == 1
    return lone and bool(_CLAIM.search(asked.sentence.text))


def _as_said(span: Span, measure: Measure, lexicon: Lexicon) -> Range:
    """「330万円の事業」 means those of just that amount where there are any; 「4100万円くらい」 those that are rounded
    to it, where there are any; else those near it.
    """
    assert isinstance(span.value, Range)
    said = centre(span.value) if span.rule in ROUGHLY else None
    if said is None:
        return span.value
    narrow = [rounded_to(said), span.value]
    if span.rule == "amount round":
        narrow.insert(0, Range(low=said, high=said))
    amounts = [v for p in lexicon.projects if (v := amount(p, measure)) is not None]
    return next((r for r in narrow if r and any(r.holds(v) for v in amounts)), span.value)


def _measure_of(asked: Asked) -> Measure:
    named = [s for s in asked.sentence.all(Slot.MEASURE) if isinstance(s.value, Measure)]
    if _level_up_is_money(asked):
        return Measure.REQUESTED_LEVELUP
    if assessed := _assessed(asked):
        return assessed
    for span in asked.sentence.all(Slot.EXTREME):
        if span.rule in BY_RULE:
            return BY_RULE[span.rule]
    if bounding := _bounding(named, asked.sentence):
        if _only_bounds(bounding, named, asked.sentence):
            return Measure.REQUESTED
        named = [s for s in named if s not in bounding] or named
    for span in [s for s in named if s.value in DIFFERENCES] or named:
        if span.value is Measure.BUDGET_LEVELUP and not asked.lexicon.has_budget:
            return Measure.REQUESTED_LEVELUP  # 予算のうちレベルアップは
        if span.value in OF_BUDGET and not asked.lexicon.has_budget:
            continue
        if any(s.begin == span.end for s in asked.sentence.all(Slot.RESET)):
            continue  # レベルアップ分じゃなくて
        return Measure(span.value)  # type: ignore[arg-type]
    if asked.lexicon.has_budget and says_budget(asked):
        return Measure.BUDGET
    return asked.usual


def _bounding(named: list[Span], sentence: Sentence) -> list[Span]:
    """Those of some words for money that say which money a bound is of."""
    amounts = sentence.all(Slot.AMOUNT)
    return [
        s
        for s in named
        if any(
            _OF_MONEY.fullmatch(sentence.text, s.end, a.begin) for a in amounts if s.end <= a.begin
        )
    ]


def _only_bounds(bounding: list[Span], named: list[Span], sentence: Sentence) -> bool:
    """「レベルアップ分が1億円以上の事業の、要求額の合計」: the measure is that of a bound, and another is asked for."""
    requests = [
        s
        for s in sentence.all(Slot.ATTRIBUTE)
        if s.value is Attribute.REQUESTED and _REQUEST.fullmatch(sentence.text, s.begin, s.end)
    ]
    return len(bounding) == len(named) and len(_bounding(requests, sentence)) < len(requests)


_NAMED = pattern("(?:額|予算|要求)(?:が|は|の)?$")
_HOW_MUCH = pattern("(?:いくら|どれだけ|どのくらい|どれくらい|なんぼ)$")


def _assessed(asked: Asked) -> Measure | None:
    """「全体でいくら削られた」「100万円以上増額された」: how much the decision took or gave, where the list has both columns."""
    span = asked.sentence.first(Slot.OUTCOME)
    if not span or not asked.lexicon.has_budget or span.value not in BY_OUTCOME:
        return None
    text, amounts = asked.sentence.text, asked.sentence.all(Slot.AMOUNT)
    bounded = any(
        s.end == span.begin and not _NAMED.search(text, max(0, s.begin - 4), s.begin)
        for s in amounts
    )
    said = bounded or _HOW_MUCH.search(asked.sentence.text[: span.begin])
    return BY_OUTCOME[span.value] if said else None


DIFFERENCES = (Measure.CHANGE, Measure.CUT)
"""What a decision made of a request, in yen."""

BY_OUTCOME: dict[object, Measure] = {Outcome.CUT: Measure.CUT, Outcome.RAISED: Measure.CHANGE}
"""The difference that an outcome speaks of."""

BY_RULE = {"most raised": Measure.CHANGE, "most cut": Measure.CUT}
"""The difference that is ranked: 一番増えたのは."""

OF_BUDGET = (
    Measure.BUDGET,
    Measure.CHANGE,
    Measure.CUT,
    Measure.BUDGET_LEVELUP,
    Measure.GRANTED_SHARE,
)
"""Money that only a list with budgets prints."""

_HOW_MUCH_OF = pattern(r"(?:って|は|の|、)?")


def _level_up_is_money(asked: Asked) -> bool:
    """「防災ラジオのレベルアップいくら」: beside one project, the kind is its part of the amount."""
    kinds = [p for p in asked.parts if p.entity.dimension is Dimension.KIND]
    if not kinds or not asked.single:
        return False
    kinds = [p for p in kinds if p.entity.label == asked.lexicon.level_up_word]
    amounts = [s for s in asked.sentence.all(Slot.ATTRIBUTE) if s.value is Attribute.REQUESTED]
    text = asked.sentence.text
    return any(_HOW_MUCH_OF.fullmatch(text, p.end, s.begin) for p in kinds for s in amounts)


def says_budget(asked: Asked) -> bool:
    """予算 without 要求, or what was decided, where the edition knows budgets."""
    sentence = asked.sentence
    for span in (*sentence.all(Slot.ATTRIBUTE), *sentence.all(Slot.OPERATION)):
        said = sentence.text[span.begin : span.end]
        if (
            ("予算" in said and "要求" not in said)
            or "よさん" in said
            or ("budget" in said and "request" not in said)
        ):
            return True
    return any(s.value is Untold.DECISION for s in sentence.all(Slot.UNTOLD))


def names_something(asked: Asked) -> bool:
    """Whether the sentence names something itself, found or not."""
    unresolved = any(r.sure in (Sure.ABSENT, Sure.SEVERAL) for r in asked.references)
    return bool(asked.parts) or unresolved or asked.sentence.has(Slot.NUMBER)


def uncomputable(asked: Asked) -> OutOfScope:
    """The refusal of what no query has: whatever would be computed would be something else."""
    return OutOfScope(asked.lexicon.edition.id, Untold.UNCOMPUTED)
