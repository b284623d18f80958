"""Editions as columns with posting lists, so that selecting is set work over row numbers.

Rows are numbered over all editions in the order given, each edition in the order of its list. Here
lives selecting by ids and exact names only; words never reach it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property, partial
from operator import attrgetter

from msgspec import Struct

from data.model import GENERAL_ACCOUNT, Edition, EditionId, Policy, Project, ProjectId, Section, Yen
from data.query import SHARES, Dimension, Measure, Range, Scope

Rows = Sequence[int]


def account_of(project: Project) -> str:
    """The account a project belongs to; the general one where the list marks none."""
    return project.account or GENERAL_ACCOUNT


def section_of(project: Project) -> Section:
    """The section within its department."""
    return Section(project.department, project.section)


def policy_of(project: Project) -> Policy | None:
    """The policy within its pillar, where the list has one."""
    return Policy(project.pillar or "", project.policy) if project.policy else None


KEYS: dict[Dimension, Callable[[Project], Hashable]] = {
    Dimension.DEPARTMENT: lambda p: p.department,
    Dimension.SECTION: section_of,
    Dimension.KIND: lambda p: p.kind,
    Dimension.PILLAR: lambda p: p.pillar,
    Dimension.POLICY: policy_of,
    Dimension.ACCOUNT: account_of,
    Dimension.EDITION: lambda p: p.edition,
}


MILLION = 1_000_000
"""The whole of which a share is told in whole numbers."""


def amount(project: Project, measure: Measure) -> Yen | None:
    """What a project counts for in a measure, in yen (rows for COUNT); None where the cell is empty."""
    return COLUMNS[measure](project)


def _new_money(project: Project) -> Yen | None:
    return project.requested.total if project.is_new else project.requested.level_up


def _ongoing(project: Project) -> Yen | None:
    total = project.requested.total
    return None if total is None else total - (project.requested.level_up or 0)


def _change(project: Project) -> Yen | None:
    budget, requested = project.budgeted.total, project.requested.total
    return None if budget is None or requested is None else budget - requested


def _cut(project: Project) -> Yen | None:
    change = _change(project)
    return None if change is None else -change


def _share(part: Measure, project: Project) -> int | None:
    whole, yen = project.requested.total, COLUMNS[part](project)
    return yen * MILLION // whole if whole and yen is not None else None


def _one(_project: Project) -> Yen:
    return 1


COLUMNS: dict[Measure, Callable[[Project], Yen | None]] = {
    Measure.REQUESTED: attrgetter("requested.total"),
    Measure.REQUESTED_LEVELUP: attrgetter("requested.level_up"),
    Measure.BUDGET: attrgetter("budgeted.total"),
    Measure.BUDGET_LEVELUP: attrgetter("budgeted.level_up"),
    Measure.NEW_MONEY: _new_money,
    Measure.ONGOING: _ongoing,
    Measure.CHANGE: _change,
    Measure.CUT: _cut,
    Measure.COUNT: _one,
    **{share: partial(_share, part) for share, part in SHARES.items()},
}
"""What a project counts for in each measure."""


GROUP_FIELDS = {
    Dimension.DEPARTMENT: "departments",
    Dimension.SECTION: "sections",
    Dimension.KIND: "kinds",
    Dimension.PILLAR: "pillars",
    Dimension.POLICY: "policies",
    Dimension.ACCOUNT: "accounts",
}
"""The field of a scope that holds the groups of a dimension."""

_FIELDS = {Dimension.EDITION: "editions", **GROUP_FIELDS}
"""The fields of a scope that say values of a dimension."""

_WANTED = attrgetter(*_FIELDS.values())
"""The values of all those fields."""

_NO_ROWS: frozenset[int] = frozenset()


class Index(Struct, frozen=True, eq=False, dict=True, weakref=True):
    """All projects that can be asked about; build it with `Index.of`."""

    editions: tuple[Edition, ...]
    projects: tuple[Project, ...]
    _rows: dict[ProjectId, int]
    _postings: dict[Dimension, dict[Hashable, frozenset[int]]]
    _sorted: dict[Measure, tuple[list[Yen], list[int]]] = {}

    @classmethod
    def of(cls, editions: Iterable[Edition]) -> Index:
        """Index editions; the same id twice keeps the later one."""
        kept = tuple({e.id: e for e in editions}.values())
        projects = tuple(p for e in kept for p in e.projects)
        postings: dict[Dimension, dict[Hashable, set[int]]] = {d: {} for d in Dimension}
        for row, project in enumerate(projects):
            for dimension, key in KEYS.items():
                postings[dimension].setdefault(key(project), set()).add(row)
        return cls(
            kept,
            projects,
            {p.id: row for row, p in enumerate(projects)},
            {d: {k: frozenset(v) for k, v in lists.items()} for d, lists in postings.items()},
        )

    @cached_property
    def by_id(self) -> dict[EditionId, Edition]:
        """The editions by their ids."""
        return {e.id: e for e in self.editions}

    def project(self, project_id: ProjectId) -> Project | None:
        """The project of that id, if the index holds it."""
        row = self._rows.get(project_id)
        return None if row is None else self.projects[row]

    def newest(self, municipality: str | None = None) -> EditionId | None:
        """The newest edition (year, then stage) of a ward, or of the ward of the last edition given."""
        if not self.editions:
            return None
        return self._newest.get(municipality or self.editions[-1].id.municipality)

    @cached_property
    def _newest(self) -> dict[str, EditionId]:
        """The newest edition of each ward."""
        return {e.municipality: e for e in sorted(self.by_id)}

    def values(self, dimension: Dimension, scope: Scope | None = None) -> list[Hashable]:
        """The values of a dimension among the projects in scope, in the order of the list."""
        key = KEYS[dimension]
        rows = self.select(scope or Scope())
        return list(dict.fromkeys(key(self.projects[row]) for row in rows))

    def select(self, scope: Scope) -> list[int]:
        """The rows in scope, in the order of the lists."""
        sets = [
            self._any(dimension, wanted)
            for dimension, wanted in zip(_FIELDS, _WANTED(scope), strict=True)
            if wanted is not None
        ]
        if scope.ranges:
            sets += map(self._between, scope.ranges)
        if scope.projects is not None:
            known = self._rows
            sets.append(frozenset([known[p] for p in scope.projects if p in known]))
        if not sets:
            return list(range(len(self.projects)))
        if len(sets) == 1:
            return sorted(sets[0])
        sets.sort(key=len)
        return sorted(sets[0].intersection(*sets[1:]))

    def take(self, scope: Scope) -> list[Project]:
        """The projects in scope, in the order of the lists."""
        return list(map(self.projects.__getitem__, self.select(scope)))

    def _any(self, dimension: Dimension, wanted: frozenset[Hashable]) -> frozenset[int]:
        lists = self._postings[dimension]
        if len(wanted) == 1:
            return lists.get(next(iter(wanted)), _NO_ROWS)
        return _NO_ROWS.union(*[lists.get(value, _NO_ROWS) for value in wanted])

    def _between(self, bounds: Range) -> frozenset[int]:
        if bounds.measure not in self._sorted:
            amounts = ((amount(p, bounds.measure), row) for row, p in enumerate(self.projects))
            pairs = sorted((yen, row) for yen, row in amounts if yen is not None)
            self._sorted[bounds.measure] = [y for y, _ in pairs], [r for _, r in pairs]
        yens, rows = self._sorted[bounds.measure]
        start = 0 if bounds.low is None else bisect_left(yens, bounds.low)
        end = len(yens) if bounds.high is None else bisect_right(yens, bounds.high)
        return frozenset(rows[start:end])
