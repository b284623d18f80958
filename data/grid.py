"""The shapes of a grid: columns, tables, bands and rows, as values. How they are found is not decided here."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from data.layouts import Role


class Column(NamedTuple):
    """A column: from where to where across the page, its printed label, what it holds."""

    x0: float
    x1: float
    label: str
    role: Role | None
    mark: tuple[float, float] | None = None
    """From where to where its label stands, where no rules close the column."""


class Label(NamedTuple):
    """A header label without a box around it."""

    x0: float
    x1: float
    bottom: float
    text: str
    role: Role | None


class Band(NamedTuple):
    """A row's place on the page."""

    top: float
    bottom: float


class Place(NamedTuple):
    """Where a row stands, and between which rules."""

    band: Band
    ruled: Band


class Table(Struct, frozen=True):
    """The columns of one table on a page, and where its body begins and ends."""

    columns: tuple[Column, ...]
    top: float
    bottom: float

    def column(self, role: Role) -> Column | None:
        """The first column of a role."""
        return next((c for c in self.columns if c.role is role), None)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.columns[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.columns[-1].x1


class Row(Struct, frozen=True):
    """A row: its place, the text of its cells by role, its whole text, and where that begins.

    `merged` are the roles whose cell is shared with other rows, with where that begins; `torn` are amounts
    whose figures run over the column's edge.
    """

    page: int
    band: Band
    cells: dict[Role, str]
    text: str
    start: float
    merged: dict[Role, float] = {}
    torn: frozenset[Role] = frozenset()
    crosses: bool = False
    """Whether it is one line that runs on over the columns, as a heading does."""

    @property
    def where(self) -> str:
        """The place as a warning says it: a page, or the row of a sheet (page 0)."""
        return f"p.{self.page}" if self.page else f"{self.band.top:.0f}行目"
