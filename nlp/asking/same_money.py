"""The money that is meant where a sentence says none: that of the answer before it (予算額は > 差は > 全体の何％)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from data.query import MONEY, Measure, Operation, Query
from nlp.asking.asked import Asked
from nlp.asking.context import Memory, is_single, reached
from nlp.meaning.reference import Sure
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any

_COMPUTES = frozenset({Slot.OPERATION, Slot.PER_EACH, Slot.EXTREME, Slot.DIRECTION, Slot.DIMENSION})
"""What makes a figure of money that the sentence itself need not say."""

_SAYS_MONEY = frozenset({Slot.MEASURE, Slot.OUTCOME, Slot.UNTOLD, Slot.BOUND})
_OF_MANY = frozenset({Slot.EXTREME, Slot.DIMENSION, Slot.NOUN})
_APART = frozenset({Slot.EXTREME, Slot.AMOUNT})
_AGAIN = frozenset({Slot.NARROW, Slot.REFER, Slot.SAME, Slot.THEN})
_TITLE = pattern("要求|予算|request|budget")
_HOW_MUCH = pattern("^お?(?:いくら|幾ら)|^何円|^なんぼ|^いかほど")
_ASKS_FOR_ROWS = frozenset(
    {Slot.NOUN, Slot.EXTREME, Slot.AMOUNT, Slot.BOUND, Slot.OPERATION, Slot.RESET}
)
_WHOLE = ("総額", "全額", "トータル")
"""After a part of an amount these ask for all of it."""

_OF_ROWS = frozenset({Operation.SHARE, Operation.COMPARE})


def of_same_money(asked: Asked, memory: Memory) -> Asked:
    """A sentence that computes with what was asked about before, and says no money: 「差は」 after two 予算額."""
    last = memory.choices.options[0] if memory.choices else memory.query
    if (
        last is None
        or asked.sentence.has_any(_SAYS_MONEY)
        or says_money(asked)
        or _is_unknown(asked)
    ):
        return asked
    money = money_of(last)
    if money is Measure.BUDGET:
        return replace(asked, usual=money)
    computes = asked.sentence.has_any(_COMPUTES) or _asks_only_how_much(asked)
    if money is Measure.REQUESTED or not (computes and _is_of_before(asked, memory)):
        return asked
    if money is Measure.REQUESTED_LEVELUP and (
        holds_any(asked.sentence.text, _WHOLE) or _is_complete(asked, last)
    ):
        return asked
    if asked.single and not is_single(last):
        return asked  # 「防災ラジオはいくら」 after a total of the level-up parts
    if Operation.COUNT in asked.operations and asked.parts:
        return asked
    rows = money is Measure.COUNT
    if rows and (_HIGH.search(asked.sentence.text) or _of_projects(asked)):
        # 「科学館と図書館はどっちが高い」 after a number of rows
        before = _money_before(last, memory)
        return asked if before is None or asked.parts else replace(asked, usual=before)
    compares = _OF_ROWS.intersection(asked.operations) or asked.sentence.has(Slot.PER_EACH)
    placed = asked.sentence.has(Slot.EXTREME) or asked.sentence.has(Slot.LIMIT)
    if rows and (asked.attributes or not compares or placed):
        return asked  # 「金額では何%」 after a number of rows
    if is_single(last) and not memory.choices and asked.sentence.has_any(_OF_MANY):
        return asked  # 「一番高い事業は」 after the money of one project is asked of all
    priced = asked.sentence.has(Slot.AMOUNT) or _HIGH.search(asked.sentence.text)
    apart = asked.sentence.has(Slot.NOUN) and asked.sentence.has_any(_APART) and priced
    if apart and not (asked.parts or asked.sentence.has_any(_AGAIN)):
        return asked  # and so is 「1億円以上の事業の合計は」
    return replace(asked, usual=money)


_HIGH = pattern("[高安]い")


def _money_before(last: Query, memory: Memory) -> Measure | None:
    """The money of the same projects that was asked for before their number."""
    whole = replace(last.scope, ranges=())  # a number of level-up parts is of those that have one
    queries = (q for q in reversed(memory.last) if isinstance(q, Query))
    same = (q for q in queries if q.scope in (last.scope, whole))
    return next((q.measure for q in same if q.measure in _COLUMNS), None)


_COLUMNS = frozenset({Measure.BUDGET, Measure.REQUESTED_LEVELUP, Measure.BUDGET_LEVELUP})


def _of_projects(asked: Asked) -> bool:
    """Whether nothing but projects is named: one row each."""
    return bool(asked.parts) and all(p.is_project for p in asked.parts)


_OF_BUDGET = (Measure.BUDGET, Measure.BUDGET_LEVELUP)


_OF_ALL = pattern("全(?:体|事業)の")


def _is_complete(asked: Asked, last: Query) -> bool:
    """Whether a total is asked of what the sentence itself names: 「防災課の合計は」 after its level-up part; after that of
    the whole list whatever is computed, 「科学館と図書館はどっちが高い」.
    """
    if asked.sentence.has_any(_AGAIN):
        return False
    if asked.parts and last.scope.is_open and asked.sentence.has_any(_FIGURES):
        return True
    named = bool(asked.parts) or bool(_OF_ALL.search(asked.sentence.text))
    return named and Operation.SUM in asked.operations


_FIGURES = frozenset({Slot.OPERATION, Slot.PER_EACH, Slot.EXTREME, Slot.DIRECTION})


def of_same_column(asked: Asked, memory: Memory) -> Asked:
    """「レベルアップ分は？」 after a budget: the part of the budget, and not that of the request."""
    last = memory.query
    if last is None or money_of(last) not in _OF_BUDGET or "要求" in asked.sentence.text:
        return asked
    spans = tuple(
        replace(s, value=Measure.BUDGET_LEVELUP) if s.value is Measure.REQUESTED_LEVELUP else s
        for s in asked.sentence.spans
    )
    if spans == asked.sentence.spans:
        return asked
    return replace(asked, sentence=replace(asked.sentence, spans=spans))


def _asks_only_how_much(asked: Asked) -> bool:
    """Whether money is asked of what is named, in no word that says which: 「税務課はいくら」, 「新規だけだといくら」."""
    said = asked.sentence.all(Slot.ATTRIBUTE)
    text = asked.sentence.text
    return (
        bool(said)
        and not asked.sentence.has_any(_ASKS_FOR_ROWS)
        and all(_HOW_MUCH.search(text[s.begin : s.end]) for s in said)
    )


def says_money(asked: Asked) -> bool:
    """Whether a column of the list is named: 要求額, and not いくら."""
    text = asked.sentence.text
    fields = asked.sentence.all(Slot.ATTRIBUTE)
    if any(s.value not in MONEY or _TITLE.search(text[s.begin : s.end]) for s in fields):
        return True
    return any(_TITLE.search(text[s.begin : s.end]) for s in asked.sentence.all(Slot.EXTREME))


def money_said(asked: Asked, last: Query) -> Measure:
    """The money that a sentence names, else that of what was shown."""
    return asked.measure if asked.sentence.has(Slot.MEASURE) or says_money(asked) else last.measure


def _is_unknown(asked: Asked) -> bool:
    return any(r.sure in (Sure.ABSENT, Sure.SEVERAL) for r in asked.references)


def _is_of_before(asked: Asked, memory: Memory) -> bool:
    """Whether all that a sentence names is what was asked about before, or has to do with it."""
    select, whole = asked.lexicon.index.select, asked.lexicon.whole
    before: set[int] = set()
    for query in (i for i in memory.last if isinstance(i, Query) and asked.parts):
        before.update(select(reached(query, asked.lexicon)))
    held = [not before.isdisjoint(select(whole.narrow(p.entity.scope))) for p in asked.parts]
    compares = Operation.COMPARE in asked.operations
    if compares and len(held) == 1:
        return True  # 「科学館との差は」
    beside = compares or asked.sentence.has(Slot.PER_EACH)
    return any(held) if beside and held else all(held)


def money_of(query: Query) -> Measure:
    """The money that an answer told, or the number of rows; what was requested where it told no other."""
    if query.operation is Operation.COUNT:
        return Measure.COUNT
    if query.operation is Operation.DETAIL:
        return next((MONEY[a] for a in query.attributes if a in MONEY), Measure.REQUESTED)
    bounds = {r.measure for r in query.scope.ranges}
    if query.operation is Operation.LIST and bounds == {Measure.BUDGET}:
        return Measure.BUDGET
    return query.measure


def alike_money(queries: Iterable[Query]) -> Measure:
    """The money of which all of some answers are; what was requested where they differ."""
    told = {money_of(q) for q in queries}
    return told.pop() if len(told) == 1 else Measure.REQUESTED
