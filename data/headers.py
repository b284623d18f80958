"""A header's labels become columns: how well they explain a table, and which column is which of two alike."""

from __future__ import annotations

from collections.abc import Sequence

from data.grid import Column, Table
from data.layouts import AMOUNTS, Role, squeezed
from data.pdf import Page


def score(columns: Sequence[Column]) -> int:
    """How many columns a header explains; 0 where it is no header of projects."""
    roles = [c.role for c in columns if c.role]
    if Role.NAME not in roles or not any(r in AMOUNTS for r in roles) or len(set(roles)) < 3:
        return 0
    known = sum(10 for c in columns if c.role)
    return known - sum(len(squeezed(c.label)) for c in columns) // 20


def split(columns: list[Column], top: float, page: Page) -> list[Table]:
    """Side by side, the same labels again are another table."""
    groups: list[list[Column]] = [[]]
    for column in columns:
        begins = column.role is not None and groups[-1] and column.role == groups[-1][0].role
        if begins and any(c.role is Role.NAME for c in groups[-1]):
            groups.append([])
        groups[-1].append(column)
    return [
        Table(settled(g), top, page.height) for g in groups if any(c.role is Role.NAME for c in g)
    ]


def settled(columns: list[Column]) -> tuple[Column, ...]:
    """Roles told apart by their neighbours: うち… after the budget is the budget's, a first
    未 labelled narrow column is the number's.
    """
    settled: list[Column] = []
    for column in columns:
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
