"""What can be asked of an index, as values: the only thing that passes from `nlp` to `data.answer`.

A `Scope` says which projects; a `Query` says what to do with them; the other intents say why there is
nothing to compute. In a scope None means any and an empty set means none. Words of the asker never
reach this file: `nlp` has turned them into ids and names of the index.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias, TypeVar

from msgspec import Struct

from data.model import EditionId, Policy, ProjectId, Section, Yen


class Operation(StrEnum):
    """What to do with the projects in scope."""

    DETAIL = "detail"
    LIST = "list"
    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    MAX = "max"
    MIN = "min"
    SHARE = "share"
    COMPARE = "compare"
    BREAKDOWN = "breakdown"


class Measure(StrEnum):
    """What is added up. NEW_MONEY is 新規の額 plus the level-up part of the rest, ONGOING the request without
    its level-up part, CHANGE the budget less the request, CUT the request less the budget; COUNT counts rows.
    LEVELUP_SHARE is the level-up part and GRANTED_SHARE the budget, both in millionths of the request: projects are
    ranked and bounded by them, and they are never added up.
    """

    REQUESTED = "requested"
    REQUESTED_LEVELUP = "requested_levelup"
    BUDGET = "budget"
    BUDGET_LEVELUP = "budget_levelup"
    NEW_MONEY = "new_money"
    COUNT = "count"
    ONGOING = "requested_without_levelup"
    CHANGE = "change"
    CUT = "cut"
    LEVELUP_SHARE = "levelup_share"
    GRANTED_SHARE = "granted_share"


SHARES = {
    Measure.LEVELUP_SHARE: Measure.REQUESTED_LEVELUP,
    Measure.GRANTED_SHARE: Measure.BUDGET,
}
"""What is no money, but an amount of a project in millionths of its request, and which amount that is."""


class Dimension(StrEnum):
    """What a breakdown groups by."""

    DEPARTMENT = "department"
    SECTION = "section"
    KIND = "kind"
    PILLAR = "chapter"
    POLICY = "policy"
    ACCOUNT = "account"
    EDITION = "edition"


class Attribute(StrEnum):
    """A field of one project that can be asked for; the names of the JSON records."""

    NAME = "name"
    REQUESTED = "requested"
    REQUESTED_LEVELUP = "requested_levelup"
    BUDGET = "budget"
    BUDGET_LEVELUP = "budget_levelup"
    DEPARTMENT = "department"
    SECTION = "section"
    DESCRIPTION = "description"
    KIND = "kind"
    PILLAR = "chapter"
    POLICY = "policy"
    ACCOUNT = "account"
    SOURCE = "source"


MONEY = {
    Attribute.REQUESTED: Measure.REQUESTED,
    Attribute.REQUESTED_LEVELUP: Measure.REQUESTED_LEVELUP,
    Attribute.BUDGET: Measure.BUDGET,
    Attribute.BUDGET_LEVELUP: Measure.BUDGET_LEVELUP,
}
"""The attributes that are amounts, and what money each is."""


class Range(Struct, frozen=True):
    """Amounts from `low` to `high` yen, both included; None is open."""

    measure: Measure = Measure.REQUESTED
    low: Yen | None = None
    high: Yen | None = None

    def holds(self, value: int | Fraction) -> bool:
        """Whether an amount lies within."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


T = TypeVar("T")


def _both(mine: frozenset[T] | None, theirs: frozenset[T] | None) -> frozenset[T] | None:
    if mine is None or theirs is None:
        return theirs if mine is None else mine
    return mine & theirs


def _all(join: str, mine: str | None, theirs: str | None) -> str | None:
    return f"{mine}{join}{theirs}" if mine and theirs else mine or theirs or None


class Scope(Struct, frozen=True, omit_defaults=True):
    """Which projects. None means any, an empty set means none.

    `topic` is the asker's words for which `projects` were found; it selects nothing by itself and is
    kept so that an answer can say it and a button can carry it. `label` says how `projects` were chosen
    where no words name them (「上位3件以外」); it selects nothing either, and no button carries it.
    """

    editions: frozenset[EditionId] | None = None
    projects: frozenset[ProjectId] | None = None
    departments: frozenset[str] | None = None
    sections: frozenset[Section] | None = None
    kinds: frozenset[str] | None = None
    pillars: frozenset[str] | None = None
    policies: frozenset[Policy] | None = None
    accounts: frozenset[str] | None = None
    ranges: tuple[Range, ...] = ()
    topic: str | None = None
    label: str | None = None

    def narrow(self, other: Scope) -> Scope:
        """Both conditions at once (「そのうち新規は？」)."""
        return Scope(
            _both(self.editions, other.editions),
            _both(self.projects, other.projects),
            _both(self.departments, other.departments),
            _both(self.sections, other.sections),
            _both(self.kinds, other.kinds),
            _both(self.pillars, other.pillars),
            _both(self.policies, other.policies),
            _both(self.accounts, other.accounts),
            self.ranges + tuple([r for r in other.ranges if r not in self.ranges]),
            _all(" ", self.topic, other.topic),
            _all("・", self.label, other.label),
        )

    @property
    def is_open(self) -> bool:
        """Whether nothing but the edition is said: the whole list."""
        return self == Scope(editions=self.editions)


class Query(Struct, frozen=True, tag=True, omit_defaults=True):
    """One computation over the index.

    `parts`: the sides of a comparison, the one whole that a share is of, or the project whose place in a
    ranking is asked for. `by`: what a breakdown, or a ranking of groups, groups by. `descending`: None keeps
    the order of the list. `first`: the rank or row to begin with, from 1 (「2番目は？」, the next page). `limit`: how many from there. `per_each`:
    a comparison asks for 何倍. `each`: what is taken of every group, its sum or its average. `having`: only
    groups whose amount (or number of projects) lies within. A COUNT with `by` counts groups. `against`: what
    the one figure is held against (「10億円を超えてる？」), per cent for a share.
    """

    operation: Operation
    scope: Scope = Scope()
    measure: Measure = Measure.REQUESTED
    attributes: tuple[Attribute, ...] = ()
    parts: tuple[Scope, ...] = ()
    by: Dimension | None = None
    descending: bool | None = None
    first: int = 1
    limit: int | None = None
    per_each: bool = False
    each: Operation = Operation.SUM
    having: Range | None = None
    against: Range | None = None


class Choices(Struct, frozen=True, tag=True):
    """The words fit several things equally and one was meant; each option is a whole query."""

    options: tuple[Query, ...]


class NotFound(Struct, frozen=True, tag=True):
    """The list does not hold it. `nearest` are suggestions without figures."""

    edition: EditionId
    words: str
    nearest: tuple[ProjectId, ...] = ()


class Untold(StrEnum):
    """Why the list cannot tell: what it does not print, or what is not about it at all."""

    LAST_YEAR = "last_year"
    DECISION = "decision"
    REASON = "reason"
    TIME = "time"
    PLACE = "place"
    HOW_TO = "how_to"
    ELIGIBILITY = "eligibility"
    USERS = "users"
    PERSON = "person"
    OPINION = "opinion"
    UNCOMPUTED = "uncomputed"
    OTHER_EDITION = "other_edition"
    UNRELATED = "unrelated"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"


class OutOfScope(Struct, frozen=True, tag=True):
    """Not about the list, or what the list cannot tell; `about` is the project it was asked of."""

    edition: EditionId
    reason: Untold
    about: tuple[ProjectId, ...] = ()


class Help(Struct, frozen=True, tag=True):
    """What the program can do."""

    edition: EditionId


Intent: TypeAlias = Query | Choices | NotFound | OutOfScope | Help
