"""A header's labels become columns: how well they explain a table, and which column is which of two alike."""

from __future__ import annotations

from collections.abc import Sequence

from data.grid import Column, Table
from data.layouts import AMOUNTS, Role, squeezed
from data.pdf import Page
from data.titles import fiscal_year


def score(columns: Sequence[Column]) -> int:
    """How many columns a header explains; 0 where it is no header of projects."""
    roles = [c.role for c in columns if c.role]
    if Role.NAME not in roles or not any(r in AMOUNTS for r in roles) or len(set(roles)) < 3:
        return 0
    return 10 * len(set(roles)) + len(roles)


def _aged(column: Column, latest: int | None) -> Column:
    said = fiscal_year(column.label) if column.role in AMOUNTS else None
    return column._replace(role=Role.OTHER_MONEY) if said and latest and said < latest else column


def split(columns: list[Column], top: float, page: Page, year: int | None) -> list[Table]:
    """Side by side, the same labels again are another table."""
    groups: list[list[Column]] = [[]]
    for column in columns:
        begins = column.role is not None and groups[-1] and column.role == groups[-1][0].role
        if begins and any(c.role is Role.NAME for c in groups[-1]):
            groups.append([])
        groups[-1].append(column)
    return [
        Table(settled(g, year), top, page.height)
        for g in groups
        if any(c.role is Role.NAME for c in g)
    ]


def settled(columns: list[Column], year: int | None) -> tuple[Column, ...]:
    """Roles told apart by their neighbours: うち… after the budget is the budget's; amounts of a year
    before the list's are other money.
    """
    years = [fiscal_year(c.label) for c in columns if c.role in AMOUNTS]
    latest = max([y for y in (*years, year) if y], default=None)
    settled: list[Column] = []
    for column in (_aged(c, latest) for c in columns):
        role = column.role
        before = next((c.role for c in reversed(settled) if c.role in AMOUNTS), None)
        taken = {c.role for c in settled}
        if (
            role is Role.REQUESTED_LEVELUP
            and before in (Role.BUDGET, Role.BUDGET_LEVELUP)
            and "要求" not in column.label
        ):
            role = Role.BUDGET_LEVELUP
        elif (
            role in (Role.REQUESTED, Role.BUDGET)
            and role in taken
            and "うち" in squeezed(column.label)
        ):
            role = Role.REQUESTED_LEVELUP if role is Role.REQUESTED else Role.BUDGET_LEVELUP
        elif role in taken and role not in (Role.NOTE, Role.OTHER_MONEY, None):
            role = Role.NOTE
        settled.append(column._replace(role=role))
    return tuple(settled)
