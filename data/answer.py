"""Answering: `Intent × Index → Answer`. Selects and adds, and never reads a word of the asker.

Every figure an answer carries is computed here from the records its query selects. The union `Answer`
is closed: a new kind does not type-check until every renderer says it.
"""

from __future__ import annotations

from fractions import Fraction
from operator import itemgetter
from typing import assert_never

from msgspec.structs import replace

from data.answers import (
    Absent,
    Answer,
    Comparison,
    Details,
    Guidance,
    Listing,
    Number,
    Offer,
    Ranked,
    Ranking,
    Refusal,
    Share,
    Side,
    Total,
)
from data.groups import breakdown, values_of
from data.index import COLUMNS, Index, amount
from data.model import Project
from data.query import (
    SHARES,
    Choices,
    Help,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Scope,
)

PAGE = 10
"""Rows of a list that one message shows."""


def answer(intent: Intent, index: Index) -> Answer:
    """Compute the answer to an intent from the records of the index."""
    match intent:
        case Query():
            return _query(intent, index)
        case Choices():
            return Offer(intent, tuple(tuple(index.take(q.scope)) for q in intent.options))
        case NotFound():
            return Absent(intent, _known(intent.nearest, index))
        case OutOfScope():
            return Refusal(intent, _known(intent.about, index))
        case Help():
            return Guidance(intent)
        case _:
            assert_never(intent)


def _known(ids: tuple[object, ...], index: Index) -> tuple[Project, ...]:
    return tuple(p for p in (index.project(i) for i in ids) if p)  # type: ignore[arg-type]


def _query(query: Query, index: Index) -> Answer:
    if query.measure in SHARES and (
        query.by is not None or query.operation not in (Operation.MAX, Operation.MIN)
    ):
        query = replace(query, measure=Measure.REQUESTED)  # shares are not added up
    match query.operation:
        case Operation.COMPARE:
            return _compare(query, index)
        case Operation.SHARE:
            return _share(query, index)
    projects = tuple(index.take(query.scope))
    match query.operation:
        case Operation.DETAIL:
            return Details(query, projects)
        case Operation.LIST:
            return _list(query, projects)
        case Operation.COUNT if query.by is not None:
            return breakdown(query, projects)
        case Operation.COUNT | Operation.SUM | Operation.AVERAGE | Operation.MEDIAN:
            return _total(query, projects)
        case Operation.MAX | Operation.MIN if query.by is None:
            return _rank(query, projects)
        case Operation.MAX | Operation.MIN | Operation.BREAKDOWN:
            return breakdown(query, projects)
        case _:
            assert_never(query.operation)


def ordered(projects: tuple[Project, ...], query: Query) -> tuple[Project, ...]:
    """The projects in the order the query asks for; those without a value come last."""
    if query.descending is None:
        return projects
    sign = -1 if query.descending else 1

    def key(project: Project) -> tuple[bool, int]:
        value = amount(project, query.measure)
        return value is None, sign * (value or 0)

    return tuple(sorted(projects, key=key))


def _list(query: Query, projects: tuple[Project, ...]) -> Listing:
    rows = ordered(projects, query)
    start = query.first - 1
    return Listing(
        query, rows, rows[start : start + (query.limit or PAGE)], _sum(rows, query.measure)
    )


def _sum(projects: tuple[Project, ...], measure: Measure) -> int | None:
    values = values_of(projects, measure)
    return sum(values) if values else None


def _total(query: Query, projects: tuple[Project, ...]) -> Total:
    if query.operation is Operation.COUNT:
        return Total(query, projects, 0, len(projects))
    column = COLUMNS[query.measure]
    valued = tuple([p for p in projects if column(p) is not None])
    values = values_of(valued, query.measure)
    value: Number | None = None
    match query.operation if values else None:
        case Operation.SUM:
            value = sum(values)
        case Operation.AVERAGE:
            value = Fraction(sum(values), len(values))
        case Operation.MEDIAN:
            value = _median(values)
    return Total(query, valued, len(projects) - len(valued), value)


def _median(values: list[int]) -> Fraction:
    ordered = sorted(values)
    half = len(ordered) // 2
    return Fraction(
        ordered[half] if len(ordered) % 2 else ordered[half - 1] + ordered[half],
        1 + (len(ordered) % 2 == 0),
    )


_VALUE = itemgetter(0)


def _rank(query: Query, projects: tuple[Project, ...]) -> Ranking:
    largest = query.operation is Operation.MAX
    valued = zip(map(COLUMNS[query.measure], projects), projects, strict=True)
    rows = sorted([(v, p) for v, p in valued if v is not None], key=_VALUE, reverse=largest)
    last = query.first - 1 + (query.limit or 1)
    while 0 < last < len(rows) and rows[last][0] == rows[last - 1][0]:
        last += 1  # whoever shares the last place belongs to it
    places: list[Ranked] = []
    for position, (value, project) in enumerate(rows[:last], 1):
        tied = bool(places) and places[-1].value == value
        places.append(Ranked(places[-1].rank if tied else position, project, value))
    return Ranking(query, tuple(places[query.first - 1 :]), len(rows))


def _share(query: Query, index: Index) -> Share:
    """A part of `parts[0]`, or of the whole edition; a level-up share is of the same projects' total."""
    projects = tuple(index.take(query.scope))
    part = _sum(projects, query.measure) or 0
    base = query.parts[0] if query.parts else Scope(editions=query.scope.editions)
    measure = query.measure
    if query.parts and query.parts[0] == query.scope:
        measure = BASE.get(measure, measure)
    whole = _sum(tuple(index.take(base)), measure) or 0
    return Share(query, projects, part, whole, Fraction(part, whole) if whole else None)


BASE = {
    Measure.REQUESTED_LEVELUP: Measure.REQUESTED,
    Measure.BUDGET_LEVELUP: Measure.BUDGET,
    Measure.BUDGET: Measure.REQUESTED,
    Measure.NEW_MONEY: Measure.REQUESTED,
    Measure.ONGOING: Measure.REQUESTED,
}
"""What a measure is a part of, where a share is asked of the same projects."""


def _taken(values: list[int], each: Operation) -> Number:
    """The sum of some amounts, or their average where `each` is that; 0 of none."""
    average = each is Operation.AVERAGE and bool(values)
    return Fraction(sum(values), len(values)) if average else sum(values)


def _compare(query: Query, index: Index) -> Comparison:
    sides = []
    for scope in query.parts:
        projects = tuple(index.take(scope))
        values = values_of(projects, query.measure)
        average = query.each is Operation.AVERAGE
        empty = not values and (bool(projects) or average)  # of none there is no average
        sides.append(Side(scope, projects, _taken(values, query.each), printed=not empty))
    first, second = sides[0].value, sides[1].value
    complete = all(side.printed for side in sides)
    ratio = Fraction(first, second) if second and complete else None
    return Comparison(query, tuple(sides), max(first, second) - min(first, second), ratio, complete)
