"""The closed union of answers: what was computed, for whoever says it.

A new kind does not type-check until every renderer says it. Exact values only; rounding is the renderer's.
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

from data.model import Project
from data.query import Choices, Help, NotFound, OutOfScope, Query, Scope

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
    """One side of a comparison: its sum, or its average; `printed` is whether the list prints any amount for it."""

    scope: Scope
    projects: tuple[Project, ...]
    value: Number
    printed: bool = True


class Comparison(Struct, frozen=True):
    """Two or more sides; the difference and ratio are of the first two, larger before smaller. Where the list
    prints no amount for a side it is not `complete`, and neither difference nor ratio is to be told.
    """

    query: Query
    sides: tuple[Side, ...]
    difference: Number
    ratio: Fraction | None
    complete: bool = True

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


Computed: TypeAlias = Total | Share | Comparison | Breakdown
"""The answers that carry a code by which they can be computed again."""

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
