"""Answering: `Intent × Index → Answer`. Selects and adds, and never reads a word of the asker.

Every figure an answer carries is computed here from the records its query selects. The union `Answer`
is closed: a new kind does not type-check until every renderer says it.
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import TypeAlias, assert_never

from msgspec import Struct

from data.index import KEYS, Index, amount
from data.model import Project
from data.query import (
    Choices,
    Dimension,
    Help,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Range,
    Scope,
)

Number: TypeAlias = int | Fraction
"""Exact: yen, rows, or a fraction of them; rounding is the renderer's."""


class Details(Struct, frozen=True):
    """One project or a few, with the attributes asked for in `query.attributes`."""

    query: Query
    projects: tuple[Project, ...]


class Listing(Struct, frozen=True):
    """A page of the projects in scope: `projects` are all of them, `shown` those of this page."""

    query: Query
    projects: tuple[Project, ...]
    shown: tuple[Project, ...]
    total: Number | None


class Total(Struct, frozen=True):
    """A count, sum, average or median of `projects`; `without` are in scope but have no such amount."""

    query: Query
    projects: tuple[Project, ...]
    without: int
    value: Number | None


class Ranked(Struct, frozen=True):
    """A project at its rank (from 1; equal amounts share a rank)."""

    rank: int
    project: Project
    value: int


class Ranking(Struct, frozen=True):
    """The projects in rank, `places` those asked for, of `of` that have a value in the measure."""

    query: Query
    places: tuple[Ranked, ...]
    of: int


class Group(Struct, frozen=True):
    """One row of a breakdown. `key` is a value of the dimension; None where the list has none."""

    key: Hashable
    count: int
    value: Number


class Breakdown(Struct, frozen=True):
    """Groups of the projects in scope. For max and min: in rank, with `query.first` places shown. `total` is of
    all their projects: the sum, or the average where averages are asked for.
    """

    query: Query
    projects: tuple[Project, ...]
    groups: tuple[Group, ...]
    total: Number


class Share(Struct, frozen=True):
    """A part of a whole; `ratio` is None where the whole is nothing."""

    query: Query
    projects: tuple[Project, ...]
    part: int
    whole: int
    ratio: Fraction | None


class Side(Struct, frozen=True):
    """One side of a comparison."""

    scope: Scope
    projects: tuple[Project, ...]
    value: int


class Comparison(Struct, frozen=True):
    """Two or more sides; the difference and ratio are of the first two, larger before smaller."""

    query: Query
    sides: tuple[Side, ...]
    difference: int
    ratio: Fraction | None

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects of all sides, each once."""
        return tuple(dict.fromkeys(p for side in self.sides for p in side.projects))


class Offer(Struct, frozen=True):
    """Several queries of which one was meant; `labels` are the projects each is about."""

    choices: Choices
    options: tuple[tuple[Project, ...], ...]

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects of all options, each once."""
        return tuple(dict.fromkeys(p for option in self.options for p in option))


class Absent(Struct, frozen=True):
    """The list does not hold it; `nearest` are suggestions."""

    intent: NotFound
    nearest: tuple[Project, ...]


class Refusal(Struct, frozen=True):
    """The list cannot tell; `about` are the projects it was asked of, whose section may know."""

    intent: OutOfScope
    about: tuple[Project, ...]


class Guidance(Struct, frozen=True):
    """What the program can do."""

    intent: Help


Answer: TypeAlias = (
    Details
    | Listing
    | Total
    | Ranking
    | Breakdown
    | Share
    | Comparison
    | Offer
    | Absent
    | Refusal
    | Guidance
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
            return _breakdown(query, projects)
        case Operation.COUNT | Operation.SUM | Operation.AVERAGE | Operation.MEDIAN:
            return _total(query, projects)
        case Operation.MAX | Operation.MIN if query.by is None:
            return _rank(query, projects)
        case Operation.MAX | Operation.MIN | Operation.BREAKDOWN:
            return _breakdown(query, projects)
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


def _values(projects: tuple[Project, ...], measure: Measure) -> list[int]:
    return [v for v in (amount(p, measure) for p in projects) if v is not None]


def _sum(projects: tuple[Project, ...], measure: Measure) -> int | None:
    values = _values(projects, measure)
    return sum(values) if values else None


def _total(query: Query, projects: tuple[Project, ...]) -> Total:
    if query.operation is Operation.COUNT:
        return Total(query, projects, 0, len(projects))
    valued = tuple(p for p in projects if amount(p, query.measure) is not None)
    values = _values(valued, query.measure)
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


def _rank(query: Query, projects: tuple[Project, ...]) -> Ranking:
    largest = query.operation is Operation.MAX
    valued = [(amount(p, query.measure), p) for p in projects]
    rows = sorted(((v, p) for v, p in valued if v is not None), key=lambda r: r[0], reverse=largest)
    places: list[Ranked] = []
    for position, (value, project) in enumerate(rows, 1):
        tied = bool(places) and places[-1].value == value
        places.append(Ranked(places[-1].rank if tied else position, project, value))
    last = query.first - 1 + (query.limit or 1)
    while 0 < last < len(places) and places[last].value == places[last - 1].value:
        last += 1  # whoever shares the last place belongs to it
    return Ranking(query, tuple(places[query.first - 1 : last]), len(places))


def groups_of(
    projects: tuple[Project, ...], by: Dimension, measure: Measure, each: Operation = Operation.SUM
) -> list[Group]:
    """The groups of a dimension, in the order of the list, with the sum or the average of each."""
    members: dict[Hashable, list[Project]] = {}
    key = KEYS[by]
    for project in projects:
        members.setdefault(key(project), []).append(project)
    return [
        Group(k, len(group), _of_group(_values(tuple(group), measure), each))
        for k, group in members.items()
    ]


def _of_group(values: list[int], each: Operation) -> Number:
    return Fraction(sum(values), len(values) or 1) if each is Operation.AVERAGE else sum(values)


def _breakdown(query: Query, projects: tuple[Project, ...]) -> Breakdown:
    assert query.by is not None
    key = KEYS[query.by]
    groups = groups_of(projects, query.by, query.measure, query.each)
    if query.having:
        held = {g.key for g in groups if _holds(g, query.having, projects, query)}
        groups = [g for g in groups if g.key in held]
        projects = tuple(p for p in projects if key(p) in held)
    total = _of_group(_values(projects, query.measure), query.each)
    if query.operation in (Operation.MAX, Operation.MIN):
        told = {key(p) for p in projects if amount(p, query.measure) is not None}
        groups = [g for g in groups if g.key in told]  # an empty cell is not the smallest amount
        groups.sort(key=lambda g: g.value, reverse=query.operation is Operation.MAX)
    elif query.descending is not None:
        groups.sort(key=lambda g: g.value, reverse=query.descending)
    return Breakdown(query, projects, tuple(groups), total)


def group_places(answer: Breakdown) -> list[tuple[int, int, Group]]:
    """Position, rank and group of the places asked for; equal values share a rank and a place."""
    places: list[tuple[int, int, Group]] = []
    for at, group in enumerate(answer.groups):
        tied = bool(places) and places[-1][2].value == group.value
        places.append((at, places[-1][1] if tied else at + 1, group))
    start = answer.query.first - 1
    last = start + (answer.query.limit or 1)
    while 0 < last < len(places) and places[last][2].value == places[last - 1][2].value:
        last += 1
    return places[start:last]


def _holds(group: Group, bounds: Range, projects: tuple[Project, ...], query: Query) -> bool:
    """Whether what a group has lies within bounds, in the measure that they are of."""
    value: Number = group.count
    if bounds.measure is not Measure.COUNT:
        assert query.by is not None
        mine = tuple(p for p in projects if KEYS[query.by](p) == group.key)
        value = _of_group(_values(mine, bounds.measure), query.each)
    return (bounds.low is None or value >= bounds.low) and (
        bounds.high is None or value <= bounds.high
    )


def _share(query: Query, index: Index) -> Share:
    """A part of `parts[0]`, or of the whole edition; a level-up share is of the same projects' total."""
    projects = tuple(index.take(query.scope))
    part = _sum(projects, query.measure) or 0
    base = query.parts[0] if query.parts else Scope(editions=query.scope.editions)
    measure = query.measure
    if query.parts and query.parts[0] == query.scope:
        measure = _BASE.get(measure, measure)
    whole = _sum(tuple(index.take(base)), measure) or 0
    return Share(query, projects, part, whole, Fraction(part, whole) if whole else None)


_BASE = {
    Measure.REQUESTED_LEVELUP: Measure.REQUESTED,
    Measure.BUDGET_LEVELUP: Measure.BUDGET,
    Measure.BUDGET: Measure.REQUESTED,
    Measure.NEW_MONEY: Measure.REQUESTED,
    Measure.ONGOING: Measure.REQUESTED,
}
"""What a measure is a part of, where a share is asked of the same projects."""


def _compare(query: Query, index: Index) -> Comparison:
    sides = []
    for scope in query.parts:
        projects = tuple(index.take(scope))
        sides.append(Side(scope, projects, _sum(projects, query.measure) or 0))
    first, second = sides[0].value, sides[1].value
    ratio = Fraction(first, second) if second else None
    return Comparison(query, tuple(sides), abs(first - second), ratio)
