"""Questions that group or rank: by department, the largest, the third, in order."""

from __future__ import annotations

from data.index import amount
from data.query import (
    Attribute,
    Dimension,
    Measure,
    Operation,
    Query,
    Scope,
)
from nlp.asked import TOTALS, Asked, measure_of, ranges
from nlp.compare import comparison, sides_of
from nlp.details import detail
from nlp.parts import scope_of
from nlp.phrases import Slot


def grouping(asked: Asked) -> bool:
    """Whether groups are asked for: 部ごと, 内訳, どの部が一番."""
    sentence = asked.sentence
    projects = {p.entity.scope for p in asked.parts if p.is_project}
    if sentence.has(Slot.DIMENSION):
        return True
    if Operation.BREAKDOWN in asked.operations:
        return len(projects) < 2  # それぞれ of projects that are named means each of them
    which = _asks_for_office(asked)
    terms = [s for s in sentence.all(Slot.TERM) if not belongs(asked, s.end)]
    return sentence.has(Slot.EXTREME) and (bool(terms) or which) and not asked.single


def _asks_for_office(asked: Asked) -> bool:
    """「どの課が一番」; in 「一番高い事業の担当は」 the office is a field of the project."""
    extreme = asked.sentence.first(Slot.EXTREME)
    return any(
        s.value in (Attribute.DEPARTMENT, Attribute.SECTION)
        and not (extreme and extreme.begin < s.begin and asked.sentence.has(Slot.NOUN))
        for s in asked.sentence.all(Slot.ATTRIBUTE)
    )


def belongs(asked: Asked, end: int) -> bool:
    """「その他」の柱の, 小柱「…」: a term beside a named group only says what the group is."""
    groups = [p for p in asked.parts if p.entity.dimension]
    return any(0 <= end - p.end <= 4 or 0 <= p.begin - end <= 1 for p in groups)


def dimension_of(asked: Asked) -> Dimension | None:
    """What to group by: what is said, or what the scope suggests."""
    for slot in (Slot.DIMENSION, Slot.TERM):
        for span in asked.sentence.all(slot):
            if isinstance(span.value, Dimension) and (
                slot is Slot.DIMENSION or not belongs(asked, span.end)
            ):
                return span.value
    for attribute in asked.attributes:
        if attribute in (Attribute.DEPARTMENT, Attribute.SECTION):
            return Dimension(attribute.value)
    named = [p.entity.dimension for p in asked.parts if not p.excluded]
    twice = [d for d in named if d and named.count(d) > 1]
    if twice:
        return twice[0]
    if Dimension.SECTION in named or any(p.topic for p in asked.parts):
        return Dimension.KIND if Dimension.SECTION in named else Dimension.DEPARTMENT
    if Dimension.DEPARTMENT in named:
        return Dimension.SECTION
    if Dimension.PILLAR in named:
        return Dimension.POLICY
    return None if asked.single else Dimension.DEPARTMENT


def breakdown(asked: Asked) -> Query:
    """Groups of a scope; with 一番 and the like, ranked groups."""
    by = dimension_of(asked)
    counted = Operation.COUNT in asked.operations
    measure = Measure.COUNT if counted else measure_of(asked)
    parts = list(asked.parts)
    same = [p for p in parts if p.entity.dimension is by and not p.excluded]
    scope = scope_of(
        [p for p in parts if p not in same or len(same) == 1 or True], ranges(asked), asked.lexicon
    )
    if not asked.sentence.has(Slot.EXTREME):
        ordered = True if is_ordered(asked) else None
        return Query(Operation.BREAKDOWN, scope, measure, by=by, descending=ordered)
    largest = descending(asked)
    first, limit = places(asked)
    operation = Operation.MAX if largest else Operation.MIN
    return Query(operation, scope, measure, by=by, descending=largest, first=first, limit=limit)


def descending(asked: Asked) -> bool:
    """Largest first, unless the smallest are asked for."""
    said = [s.value for s in asked.sentence.all(Slot.EXTREME) if s.value is not None]
    said += [s.value for s in asked.sentence.all(Slot.DIRECTION) if s.value is not None]
    smallest = [v for v in said if v is False]
    return not smallest


def is_ordered(asked: Asked) -> bool:
    """高い順に, 大きいほうから: a direction and an order, or a direction and a place."""
    spans = asked.sentence.all(Slot.DIRECTION)
    order = any(s.value is None for s in spans)
    direction = any(s.value is not None for s in spans)
    placed = asked.sentence.has(Slot.ORDINAL) or asked.sentence.has(Slot.LIMIT)
    if any(
        asked.sentence.text[s.begin : s.end].endswith("位")
        for s in asked.sentence.all(Slot.ORDINAL)
    ):
        return True
    return (
        (order and direction)
        or (direction and (placed or (not asked.attributes and not asked.operations)))
        or (order and placed)
    )


def places(asked: Asked) -> tuple[int, int]:
    """Which ranks: トップ5 from the first, 2番目 alone."""
    limit = asked.sentence.first(Slot.LIMIT)
    ordinal = asked.sentence.first(Slot.ORDINAL)
    if ordinal and isinstance(ordinal.value, int):
        return ordinal.value, 1
    return 1, limit.value if limit and isinstance(limit.value, int) else 1


def top(asked: Asked, first: int, limit: int, *, largest: bool) -> Scope:
    """The projects at some ranks of what a sentence names, as a scope of their own."""
    scope, measure = asked.scope(), measure_of(asked)
    valued = [(amount(p, measure), p) for p in asked.lexicon.index.take(scope)]
    rows = sorted(((v, p) for v, p in valued if v is not None), key=lambda r: r[0], reverse=largest)
    return asked.lexicon.of_projects(p for _, p in rows[first - 1 : first - 1 + limit])


def both_ends(asked: Asked) -> Query | None:
    """「最大の事業と最小の事業の差」: the two ends beside each other."""
    ends = {s.value for s in asked.sentence.all(Slot.EXTREME)}
    ends |= {s.value for s in asked.sentence.all(Slot.DIRECTION)} - {None}
    if not {True, False} <= ends or not asked.sentence.has(Slot.EXTREME):
        return None
    sides = [top(asked, 1, 1, largest=True), top(asked, 1, 1, largest=False)]
    return comparison(asked, sides) if all(s.projects for s in sides) else None


def ranking(asked: Asked) -> Query:
    """The largest or smallest projects of a scope, or all of it in order."""
    named = [p for p in asked.parts if p.is_project and not p.excluded]
    scope = asked.scope()
    largest = descending(asked)
    first, limit = places(asked)
    measure = measure_of(asked)
    if asked.single and len(named) == 1:
        return detail(asked, asked.parts)
    sides = comparison(asked, sides_of(asked)) if len(named) == 2 else None
    if sides:
        return sides
    placed = asked.sentence.has(Slot.LIMIT) or asked.sentence.has(Slot.ORDINAL)
    total = next((o for o in asked.operations if o in TOTALS and o is not Operation.COUNT), None)
    if total and limit > 1:
        return Query(total, top(asked, first, limit, largest=largest), measure)
    if not asked.sentence.has(Slot.EXTREME) and not placed:
        return Query(Operation.LIST, scope, measure, descending=largest)
    operation = Operation.MAX if largest else Operation.MIN
    return Query(operation, scope, measure, descending=largest, first=first, limit=limit)
