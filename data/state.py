"""What is carried from row to row while a list is read: records and totals so far, headings, units, doubts."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from data.amounts import yen
from data.grid import Row
from data.layouts import Role
from data.model import Yen


class Printed(Struct, frozen=True):
    """A total that the list prints: what it is called, and what it says in yen, by column."""

    label: str
    amounts: dict[Role, Yen]
    page: int
    after: int = 0
    """How many records stand before it."""


@dataclass(slots=True)
class Record:
    """A project as its row prints it; `tops` are where its cells of 部 and 課 begin, which rows may share."""

    cells: dict[Role, str]
    page: int
    unit: Yen
    units: dict[Role, Yen]
    tops: dict[Role, float]


@dataclass(slots=True)
class State:
    """What is carried from row to row while a list is read.

    `units` are what single columns say they count in; `begun` is a row that a page's foot cut off before
    its number and amounts.
    """

    unit: Yen = 1_000
    units: dict[Role, Yen] = field(default_factory=dict)
    pillar: str | None = None
    policy: str | None = None
    numbered_pillars: bool = False
    begun: Row | None = None
    records: list[Record] = field(default_factory=list)
    totals: list[Printed] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def yen(self, role: Role, text: str) -> Yen | None:
        """The yen of a cell."""
        return yen(text, self.units.get(role, self.unit))
