"""Groups of projects: the sum, the average or the number of each, in order, and which reach a limit."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

from data.answers import Breakdown, Group, Number
from data.index import COLUMNS, KEYS, amount
from data.model import Project
from data.query import Dimension, Measure, Operation, Query, Range


def groups_of(
    projects: tuple[Project, ...], by: Dimension, measure: Measure, each: Operation = Operation.SUM
) -> list[Group]:
    """The groups of a dimension, in the order of the list, with the sum or the average of each."""
    members: dict[Hashable, list[Project]] = {}
    key = KEYS[by]
    for project in projects:
        members.setdefault(key(project), []).append(project)
    return [
        Group(k, len(group), _of_group(values_of(tuple(group), measure), each))
        for k, group in members.items()
    ]


def _of_group(values: list[int], each: Operation) -> Number:
    return Fraction(sum(values), len(values) or 1) if each is Operation.AVERAGE else sum(values)


def breakdown(query: Query, projects: tuple[Project, ...]) -> Breakdown:
    """The groups that a query asks for."""
    assert query.by is not None
    key = KEYS[query.by]
    groups = groups_of(projects, query.by, query.measure, query.each)
    if query.operation is Operation.COUNT:
        groups = [g for g in groups if g.key is not None]  # 記載なし is no group
        projects = tuple(p for p in projects if key(p) is not None)
    if query.having:
        held = {g.key for g in groups if _holds(g, query.having, projects, query)}
        groups = [g for g in groups if g.key in held]
        projects = tuple(p for p in projects if key(p) in held)
    total = _of_group(values_of(projects, query.measure), query.each)
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
        amounts = values_of(mine, bounds.measure)
        if not amounts:
            return False  # an empty cell is no amount below a bound
        value = _of_group(amounts, query.each)
    return bounds.holds(value)


def values_of(projects: tuple[Project, ...], measure: Measure) -> list[int]:
    """The amounts of projects in a measure, without empty cells."""
    return [v for v in map(COLUMNS[measure], projects) if v is not None]
