"""Rows become entries: each is a record, a total, a heading, or the rest of the record before.

What is carried from row to row lives in one `State`; what does not fit is said there, never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec import Struct

from data.amounts import digits, is_figure, yen
from data.grid import Row
from data.layouts import (
    ACCOUNT,
    AMOUNTS,
    DITTO,
    EMPTY,
    PILLAR_MARK,
    POLICY_MARK,
    TOTAL,
    Role,
    role_of,
    squeezed,
)
from data.model import Yen


class Printed(Struct, frozen=True):
    """A total that the list prints: what it is called, and what it says in yen, by column."""

    label: str
    amounts: dict[Role, Yen]
    page: int
    after: int = 0
    """How many records stand before it."""


@dataclass(slots=True)
class State:
    """What is carried from row to row while a list is read."""

    unit: Yen = 1_000
    pillar: str | None = None
    policy: str | None = None
    numbered_pillars: bool = False
    records: list[dict[Role, str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    totals: list[Printed] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def take(row: Row, state: State, *, first: bool) -> None:
    """A row is a record, a total, a heading, or the rest of the record before."""
    figures = {r: row.cells.get(r, "") for r in AMOUNTS if is_figure(row.cells.get(r, ""))}
    label = _label(row)
    if figures and _is_total(row, label):
        amounts = {r: v for r, t in figures.items() if (v := yen(t, state.unit)) is not None}
        state.totals.append(Printed(label, amounts, row.page, len(state.records)))
    elif row.crosses and not figures and _is_marked(row):
        _heading(row, state)
    elif row.cells.get(Role.NAME, "").strip() and (
        figures or digits(row.cells.get(Role.NO, "")) is not None or _dashes(row)
    ):
        _record(row, state)
    elif _is_header_again(row):
        return
    elif _is_rest(row, state, first=first):
        _continue(row, state)
    elif row.text.strip() and not figures:
        _heading(row, state)
    elif figures:
        state.warnings.append(
            f"{row.where}: 事業名のない金額の行があります（{row.text.strip()[:30]}）。"
        )


def _is_marked(row: Row) -> bool:
    text = row.text.strip()
    return bool(POLICY_MARK.match(text) or PILLAR_MARK.match(text))


def _dashes(row: Row) -> bool:
    """A record whose amounts are all －."""
    amounts = [row.cells.get(r, "").strip() for r in AMOUNTS if r in row.cells]
    return any(t and t in EMPTY for t in amounts)


def _label(row: Row) -> str:
    words = [t for r, t in row.cells.items() if r not in AMOUNTS and r is not Role.OTHER_MONEY]
    return squeezed("".join(words))


def _is_total(row: Row, label: str) -> bool:
    if digits(row.cells.get(Role.NO, "")) is not None:
        return False
    cells = [
        squeezed(row.cells.get(r, ""))
        for r in (Role.NO, Role.DEPARTMENT, Role.SECTION, Role.NAME, Role.KIND)
    ]
    lone = not row.cells.get(Role.DESCRIPTION, "").strip()
    return lone and bool(
        TOTAL.match(re.sub(r"[0-9]+(?:件|事業)", "", label))
        or any(re.fullmatch("(?:総|小)?(?:合)?計", c) for c in cells if c)
    )


def _is_header_again(row: Row) -> bool:

    roles = [role for role, text in row.cells.items() if text.strip() and role_of(text) is role]
    return len(roles) >= 3


def _is_rest(row: Row, state: State, *, first: bool) -> bool:
    """Whether a row is the part of the record before that a page's foot cut off."""
    if not state.records or any(row.cells.get(r, "").strip() not in EMPTY for r in AMOUNTS):
        return False
    left = [
        row.cells.get(r, "").strip()
        for r in (Role.NO, Role.DEPARTMENT, Role.SECTION, Role.KIND)
        if r in row.cells and r not in row.merged
    ]
    held = [r for r in (Role.NAME, Role.DESCRIPTION, Role.NOTE) if row.cells.get(r, "").strip()]
    if (
        not held
        or any(left)
        or POLICY_MARK.match(row.text.strip())
        or PILLAR_MARK.match(row.text.strip())
    ):
        return False
    return first or Role.DESCRIPTION in held


def _continue(row: Row, state: State) -> None:
    record = state.records[-1]
    for role in (Role.NAME, Role.DESCRIPTION):
        record[role] = record.get(role, "") + row.cells.get(role, "").strip()


_NOTE = re.compile(
    r"^(?:※|\*|注|備考|\(注|（注|[-－‐]?\s*[0-9０-９]+\s*[-－‐]?$|[0-9０-９]+[/／][0-9０-９]+$)|単位"
)


def _heading(row: Row, state: State) -> None:
    text = row.text.strip().strip("　 ")
    if _NOTE.search(text) or TOTAL.fullmatch(squeezed(text)):
        return
    if POLICY_MARK.match(text):
        state.policy = POLICY_MARK.sub("", text, count=1).strip("　 ")
    elif PILLAR_MARK.match(text):
        state.pillar, state.policy = PILLAR_MARK.sub("", text, count=1).strip("　 "), None
        state.numbered_pillars = True
    elif state.numbered_pillars:
        state.policy = text
    else:
        state.pillar, state.policy = text, None


_INHERITED = (Role.DEPARTMENT, Role.SECTION)


def _record(row: Row, state: State) -> None:
    cells = {role: text.strip().strip("　") for role, text in row.cells.items()}
    before = state.records[-1] if state.records else {}
    where = f"{row.where} No.{cells.get(Role.NO) or len(state.records) + 1}"
    for role in (*_INHERITED, Role.KIND, Role.NAME, Role.DESCRIPTION):
        if cells.get(role, "") in DITTO and role in cells and before.get(role):
            cells[role] = before[role]
    if Role.DEPARTMENT in cells and not cells[Role.DEPARTMENT] and before.get(Role.DEPARTMENT):
        cells[Role.DEPARTMENT] = before[Role.DEPARTMENT]
        if not cells.get(Role.SECTION) and before.get(Role.SECTION):
            cells[Role.SECTION] = before[Role.SECTION]
    elif (
        Role.SECTION in cells
        and not cells[Role.SECTION]
        and cells.get(Role.DEPARTMENT) in (before.get(Role.DEPARTMENT), None)
    ):
        cells[Role.SECTION] = before.get(Role.SECTION, "")
    account = _account(cells)
    if account:
        cells[Role.ACCOUNT] = account
    for role in AMOUNTS:
        if role in cells and cells[role] not in EMPTY and yen(cells[role], state.unit) is None:
            state.warnings.append(f"{where}: 金額「{cells[role][:20]}」を読み取れません。")
    headings = ((Role.PILLAR, state.pillar), (Role.POLICY, state.policy))
    cells |= {role: text for role, text in headings if text and not cells.get(role)}
    state.records.append(cells)
    state.pages.append(row.page)


def _account(cells: dict[Role, str]) -> str | None:
    """Take 【…会計】 out of whatever cell it is printed in."""
    found: str | None = None
    for role, text in cells.items():
        said = ACCOUNT.search(text)
        if said:
            found = found or next(g for g in said.groups() if g)
            cells[role] = ACCOUNT.sub("", text).strip().strip("　")
    return found
