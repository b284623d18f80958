"""What an answer may say, computed anew: from the intent and the records, never from the answer's values.

This is the second opinion behind the guard. It shares no code with `data.answer` and does not use the
index's posting lists: it walks the records of the edition and tests each one. Only where an edition is
too large to walk while someone waits (`WALK`) it takes the index's selection of rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import assert_never

from msgspec import Struct

from bot.describe import NAMED
from data.answer import PAGE
from data.answers import Absent, Answer, Guidance, Offer, Refusal
from data.index import Index
from data.model import GENERAL_ACCOUNT, NEW, Policy, Project, Section, Yen
from data.query import SHARES, Dimension, Measure, Operation, Query, Range, Scope

WALK = 20_000
"""Records that are walked one by one, about a millisecond a thousand conditions."""


def _new_money(project: Project) -> Yen | None:
    amounts = project.requested
    return amounts.total if project.kind.startswith(NEW) else amounts.level_up


def _ongoing(project: Project) -> Yen | None:
    amounts = project.requested
    return amounts.total - (amounts.level_up or 0) if amounts.total is not None else None


def _change(project: Project) -> Yen | None:
    amounts = (project.requested.total, project.budgeted.total)
    return None if None in amounts else (amounts[1] or 0) - (amounts[0] or 0)


def _cut(project: Project) -> Yen | None:
    amounts = (project.requested.total, project.budgeted.total)
    return None if None in amounts else (amounts[0] or 0) - (amounts[1] or 0)


def _granted(project: Project) -> Fraction | None:
    """What the budget is of the request."""
    return _part(project.budgeted.total, project.requested.total)


def _grown(project: Project) -> Fraction | None:
    """What the level-up part is of the request."""
    return _part(project.requested.level_up, project.requested.total)


def _part(yen: Yen | None, whole: Yen | None) -> Fraction | None:
    return Fraction(yen, whole) if whole and yen is not None else None


PARTS = {Measure.LEVELUP_SHARE: _grown, Measure.GRANTED_SHARE: _granted}
"""What of a request a share is; its own table, as all that judges answers is."""


def _millionths(share: Measure, project: Project) -> int | None:
    part = PARTS[share](project)
    return None if part is None else 1_000_000 * part // 1


MONEY: dict[Measure, Callable[[Project], Yen | None]] = {
    Measure.REQUESTED: attrgetter("requested.total"),
    Measure.REQUESTED_LEVELUP: attrgetter("requested.level_up"),
    Measure.BUDGET: attrgetter("budgeted.total"),
    Measure.BUDGET_LEVELUP: attrgetter("budgeted.level_up"),
    Measure.NEW_MONEY: _new_money,
    Measure.ONGOING: _ongoing,
    Measure.CHANGE: _change,
    Measure.CUT: _cut,
    Measure.COUNT: lambda _: 1,
    **{share: partial(_millionths, share) for share in PARTS},
}
"""What a record holds of each money."""

GROUP: dict[Dimension, Callable[[Project], Hashable]] = {
    Dimension.DEPARTMENT: lambda p: p.department,
    Dimension.SECTION: lambda p: Section(p.department, p.section),
    Dimension.KIND: lambda p: p.kind,
    Dimension.PILLAR: lambda p: p.pillar,
    Dimension.POLICY: lambda p: Policy(p.pillar or "", p.policy) if p.policy else None,
    Dimension.ACCOUNT: lambda p: p.account or GENERAL_ACCOUNT,
    Dimension.EDITION: lambda p: p.edition,
}

BASE = {
    Measure.REQUESTED_LEVELUP: Measure.REQUESTED,
    Measure.BUDGET_LEVELUP: Measure.BUDGET,
    Measure.BUDGET: Measure.REQUESTED,
    Measure.NEW_MONEY: Measure.REQUESTED,
    Measure.ONGOING: Measure.REQUESTED,
}
"""What a money is a part of, of the same projects; its own table, as all that judges answers is."""


class Evidence(Struct):
    """What may be said of an intent.

    `money`: the measure of a figure that no label names. `yen`: computed figures by measure. `groups`:
    count, value and rank by key. `sides`: values of a comparison in order. `own`: numbers that the
    question itself holds (limits, positions); `span`: the rows of its page; `bounds`: its amounts. `pairs`:
    amounts of the same project in two editions, by its number. `texts`: published or asked texts
    that may be quoted whole, digits and all.
    """

    records: list[Project] = []
    money: Measure = Measure.REQUESTED
    yen: dict[Measure, set[int]] = {}
    counts: set[int] = set()
    percents: set[Fraction] = set()
    ratios: set[Fraction] = set()
    groups: dict[Hashable, tuple[int, int, int]] = {}
    sides: list[int] = []
    span: tuple[int, int] | None = None
    own: set[int] = set()
    bounds: set[Yen] = set()
    pairs: dict[int, set[int]] = {}
    texts: list[str] = []
    years: set[int] = set()

    def shares(self, group: tuple[int, int, int] | None) -> set[Fraction]:
        """The per cent that may stand beside a group: its part in all groups; without one, those computed."""
        if group is None:
            return self.percents
        return {Fraction(100 * group[1], yen) for yen in self.yen.get(self.money, ()) if yen}


def second_look(scope: Scope, index: Index) -> list[Project]:
    """The records in scope, found by testing each record."""
    pool: Iterable[Project]
    if scope.projects is not None:
        pool = [p for p in map(index.project, scope.projects) if p]
    elif len(index.projects) > WALK:
        pool = [index.projects[row] for row in index.select(scope)]
    elif scope.editions is not None:
        pool = chain.from_iterable(
            index.by_id[e].projects for e in scope.editions if e in index.by_id
        )
    else:
        pool = index.projects
    return _fitting(pool, scope)


def _fitting(pool: Iterable[Project], scope: Scope) -> list[Project]:
    editions, departments, kinds, pillars = (
        scope.editions,
        scope.departments,
        scope.kinds,
        scope.pillars,
    )
    found = list(pool)
    if editions is not None and scope.projects is not None:
        found = [p for p in found if p.edition in editions]
    if departments is not None:
        found = [p for p in found if p.department in departments]
    if scope.sections is not None:
        pairs = {(s.department, s.name) for s in scope.sections}
        found = [p for p in found if (p.department, p.section) in pairs]
    if kinds is not None:
        found = [p for p in found if p.kind in kinds]
    if pillars is not None:
        found = [p for p in found if p.pillar in pillars]
    if scope.policies is not None:
        both = {(s.pillar, s.name) for s in scope.policies}
        found = [p for p in found if p.policy and (p.pillar or "", p.policy) in both]
    if scope.accounts is not None:
        found = [p for p in found if (p.account or GENERAL_ACCOUNT) in scope.accounts]
    for bounds in scope.ranges:
        found = _within(found, bounds)
    return found


def _within(pool: list[Project], bounds: Range) -> list[Project]:
    low, high = bounds.low, bounds.high
    cells = zip(pool, map(MONEY[bounds.measure], pool), strict=True)
    told = [(p, yen) for p, yen in cells if yen is not None]
    return [p for p, yen in told if (low is None or yen >= low) and (high is None or yen <= high)]


def evidence_for(answer: Answer, index: Index) -> Evidence:
    """What may be said in reply to the intent of an answer."""
    match answer:
        case Offer():
            found = Evidence()
            for query in answer.choices.options:
                found.records += second_look(query.scope, index)
                _asked(query, found, index)
            return found
        case Absent():
            known = [p for p in map(index.project, answer.intent.nearest) if p]
            return Evidence(records=known, texts=[answer.intent.words])
        case Refusal():
            about = [p for p in map(index.project, answer.intent.about) if p]
            return Evidence(records=about, texts=[t for p in about for t in _names(p)])
        case Guidance():
            edition = index.by_id.get(answer.intent.edition)
            records = edition.projects if edition else ()
            return Evidence(texts=[t for p in records for t in _names(p)])
        case _:
            return _computed(answer.query, index)


def _names(project: Project) -> tuple[str, ...]:
    """What may be quoted of a project where no figure is said."""
    return project.name, project.department, project.section, project.kind


def _computed(query: Query, index: Index) -> Evidence:
    found = Evidence(money=query.measure)
    _asked(query, found, index)
    if query.operation is Operation.COMPARE:
        _sides(query, found, index)
        return found
    found.records = second_look(query.scope, index)
    found.counts.add(len(found.records))
    if query.operation is Operation.DETAIL:
        return found
    values = [v for v in map(MONEY[query.measure], found.records) if v is not None]
    found.counts |= {len(values), len(found.records) - len(values)}
    match query.operation:
        case Operation.LIST | Operation.SUM | Operation.AVERAGE | Operation.MEDIAN:
            _totals(query, values, found)
        case Operation.SHARE:
            _share(query, sum(values), found, index)
        case Operation.BREAKDOWN | Operation.MAX | Operation.MIN | Operation.COUNT if query.by:
            _groups(query, found)
        case Operation.MAX | Operation.MIN | Operation.COUNT:
            pass  # every place is a record's own amount, and what is counted is known
        case Operation.BREAKDOWN:
            raise ValueError("a breakdown names what it groups by")
        case _:
            assert_never(query.operation)
    return found


def _totals(query: Query, values: list[int], found: Evidence) -> None:
    if query.operation is Operation.LIST and query.measure is Measure.COUNT:
        found.money = Measure.REQUESTED
    if query.operation is Operation.LIST:
        last = query.first - 1 + (query.limit or PAGE)
        found.span = query.first, min(last, len(found.records))
    else:
        money = MONEY[query.measure]
        found.records = [p for p in found.records if money(p) is not None]
    if not values:
        return
    yen = found.yen.setdefault(query.measure, set())
    if query.operation is Operation.MEDIAN:
        middle = sorted(values)[(len(values) - 1) // 2 : len(values) // 2 + 1]
        yen.add(_nearest(Fraction(sum(middle), len(middle))))
        return
    yen.add(sum(values))
    if query.measure in (Measure.CHANGE, Measure.CUT):
        for column in (Measure.REQUESTED, Measure.BUDGET):
            cells = [MONEY[column](p) or 0 for p in found.records]
            found.yen.setdefault(column, set()).add(sum(cells))
    if query.operation is Operation.AVERAGE:
        yen.add(_nearest(Fraction(sum(values), len(values))))


def _nearest(value: int | Fraction) -> int:
    if isinstance(value, int):
        return value
    half = Fraction(1, 2)
    return int(value + half) if value >= 0 else -int(half - value)


def _share(query: Query, part: int, found: Evidence, index: Index) -> None:
    same = bool(query.parts) and query.parts[0] == query.scope
    base = query.parts[0] if query.parts else Scope(editions=query.scope.editions)
    measure = BASE.get(query.measure, query.measure) if same else query.measure
    values = [MONEY[measure](p) or 0 for p in second_look(base, index)]
    if query.measure is Measure.COUNT:
        found.counts |= {part, sum(values)}
    found.yen.setdefault(query.measure, set()).add(part)
    found.yen.setdefault(measure, set()).add(sum(values))
    if sum(values):
        found.percents.add(Fraction(part * 100, sum(values)))


def _groups(query: Query, found: Evidence) -> None:
    assert query.by is not None
    rows: dict[Hashable, list[Project]] = {}
    key = GROUP[query.by]
    for project in found.records:
        rows.setdefault(key(project), []).append(project)
    counted = query.operation is Operation.COUNT
    if counted:
        rows.pop(None, None)  # 記載なし is no group to count
    if query.having:
        rows = {k: v for k, v in rows.items() if _has(v, query.having, query.each)}
    found.records = [p for p in found.records if key(p) in rows]
    money = MONEY[Measure.COUNT if counted else query.measure]
    if query.operation in (Operation.MAX, Operation.MIN):
        rows = {k: v for k, v in rows.items() if any(money(p) is not None for p in v)}
    amounts = {k: _taken(map(money, members), query.each) for k, members in rows.items()}
    sign = -1 if query.operation is Operation.MIN else 1
    ranked = sorted([sign * value for value in amounts.values()])
    for k, members in rows.items():
        rank = 1 + len(ranked) - bisect_right(ranked, sign * amounts[k])
        found.groups[k] = (len(members), _nearest(amounts[k]), rank)
    every = [money(p) for members in rows.values() for p in members]
    found.yen[query.measure] = {_nearest(_taken(every, query.each))}
    found.counts |= {len(amounts), len(every)}


def _taken(cells: Iterable[Yen | None], each: Operation) -> int | Fraction:
    filled = [yen for yen in cells if yen is not None]
    if filled and each is Operation.AVERAGE:
        return Fraction(sum(filled), len(filled))
    return sum(filled)


def _has(members: list[Project], bounds: Range, each: Operation) -> bool:
    way = Operation.SUM if bounds.measure is Measure.COUNT else each
    cells = [MONEY[bounds.measure](p) for p in members]
    value = _taken(cells, way)
    return (
        any(cell is not None for cell in cells)
        and (bounds.low is None or value >= bounds.low)
        and (bounds.high is None or value <= bounds.high)
    )


def _sides(query: Query, found: Evidence, index: Index) -> None:
    money, sides = MONEY[query.measure], list[int | Fraction]()
    for scope in query.parts:
        records = second_look(scope, index)
        found.records += [p for p in records if p not in found.records]
        sides.append(_taken(map(money, records), query.each))
    if not found.records:
        found.counts.add(0)
    found.sides = [_nearest(side) for side in sides]
    first, second = sides[:2]
    found.yen[query.measure] = {_nearest(max(sides[:2]) - min(sides[:2]))}
    if query.measure is Measure.COUNT:
        found.counts |= found.yen[query.measure]
    if first and second:
        found.ratios |= {Fraction(first, second), Fraction(second, first)}


def _asked(query: Query, found: Evidence, index: Index) -> None:
    """The numbers and texts that the question itself holds."""
    found.own |= {query.first, query.limit or query.first}
    _bounds(query.having, found)
    for scope in (query.scope, *query.parts):
        for edition in scope.editions or ():
            if edition in index.by_id:
                found.years.add(edition.fiscal_year)
        found.texts += filter(None, (scope.topic, scope.label))
        for limits in scope.ranges:
            _bounds(limits, found)
        if scope.projects is not None:
            found.own.add(len(scope.projects))
            if len(scope.projects) <= NAMED:
                found.texts += [p.name for p in map(index.project, scope.projects) if p]
        for names in (scope.departments, scope.kinds, scope.pillars, scope.accounts):
            if names:
                found.texts += names
        for pairs in (scope.sections, scope.policies):
            if pairs:
                found.texts += [pair.name for pair in pairs]


def _bounds(limits: Range | None, found: Evidence) -> None:
    """The limits that a question sets, and the round numbers beside them."""
    if limits is None:
        return
    said = {limits.low or 0, (limits.low or 0) - 1, limits.high or 0, (limits.high or 0) + 1}
    if limits.measure in SHARES:
        found.percents |= {Fraction(n, 10_000) for n in said}
        return
    found.bounds |= said
    if limits.measure is Measure.COUNT:
        found.counts |= said
