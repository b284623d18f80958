"""Rows become entries: each is a record, a total, a heading, or the rest of the record before.

What is carried from row to row is a `State`; what does not fit is said there, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from data.amounts import digits, is_figure
from data.grid import Row
from data.layouts import (
    ACCOUNT,
    AMOUNTS,
    EMPTY,
    PILLAR_MARK,
    POLICY_MARK,
    TOTAL,
    Role,
    role_of,
    squeezed,
)
from data.state import Printed, Record, State


def take_page(rows: Sequence[Row], state: State) -> None:
    """Take the rows of a page, the first and the last of which a neighbouring page may share."""
    for place, row in enumerate(rows):
        first, last = place == 0, place == len(rows) - 1
        if first and state.begun:
            row = _rejoined(state.begun, row, state)  # noqa: PLW2901 - the whole row
            state.begun = None
        if last and not first and _is_begun(row):
            state.begun = row
        else:
            take(row, state, first=first)


def end(state: State) -> None:
    """Take what is left over when the last page is read."""
    if state.begun:
        take(state.begun, state, first=False)
        state.begun = None


def take(row: Row, state: State, *, first: bool) -> None:
    """A row is a record, a total, a heading, or the rest of the record before."""
    figures = {r: row.cells.get(r, "") for r in AMOUNTS if is_figure(row.cells.get(r, ""))}
    label = _label(row)
    if figures and _is_total(row, label):
        amounts = {r: v for r, t in figures.items() if (v := state.yen(r, t)) is not None}
        state.totals.append(Printed(label, amounts, row.page, len(state.records)))
    elif row.crosses and not figures and _is_marked(row):
        _heading(row, state)
    elif first and _is_same(row, state):
        _continue_same(row, state)
    elif row.cells.get(Role.NAME, "").strip() and (
        figures or digits(row.cells.get(Role.NO, "")) is not None or _dashes(row)
    ):
        _record(row, state)
    elif _is_header_again(row):
        return
    elif _is_rest(row, state, first=first):
        _continue(row, state)
    elif row.text.strip() and not figures and _is_heading(row):
        _heading(row, state)
    elif row.text.strip():
        what = "事業名のない金額の" if figures else "一覧のどれにも当たらない"
        state.warnings.append(f"{row.where}: {what}行があります（{row.text.strip()[:30]}）。")


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


_TEXTS = (Role.DEPARTMENT, Role.SECTION, Role.NAME, Role.KIND, Role.DESCRIPTION)
"""The columns whose text may go on over a page's foot."""


def _held(row: Row, roles: Iterable[Role]) -> list[Role]:
    return [r for r in roles if row.cells.get(r, "").strip() and r not in row.merged]


def _is_without_figures(row: Row) -> bool:
    amounts = (row.cells.get(r, "").strip() for r in AMOUNTS)
    return all(t in EMPTY for t in amounts) and not row.cells.get(Role.NO, "").strip()


def _is_rest(row: Row, state: State, *, first: bool) -> bool:
    """Whether a row is the part of the record before that a page's foot cut off."""
    if not state.records or not _is_without_figures(row) or _is_marked(row):
        return False
    held = _held(row, (Role.NAME, Role.DESCRIPTION, Role.NOTE))
    left = _held(row, (Role.DEPARTMENT, Role.SECTION, Role.KIND))
    if first and Role.NO in row.cells and not row.crosses:
        return bool(held) or bool(_held(row, (Role.SECTION, Role.KIND)))
    return bool(held) and not left and (first or Role.DESCRIPTION in held)


def _is_begun(row: Row) -> bool:
    """Whether a page's last row is one whose number and amounts stand on the next page."""
    return (
        row.page > 0
        and Role.NO in row.cells
        and _is_without_figures(row)
        and not row.crosses
        and not _is_marked(row)
        and not _NOTE.search(row.text.strip())
        and (len(_held(row, _TEXTS)) > 1 or Role.DESCRIPTION in _held(row, _TEXTS))
        and not _is_header_again(row)
    )


def _rejoined(begun: Row, row: Row, state: State) -> Row:
    """A row with what the page before printed of it; where it is none, that goes to the record before."""
    if not row.cells.get(Role.NO, "").strip() or _is_total(row, _label(row)):
        take(begun, state, first=False)
        return row
    joined = {
        role: begun.cells.get(role, "").strip() + text.strip() if role in _TEXTS else text
        for role, text in row.cells.items()
    }
    return replace(row, cells=joined)


def _is_same(row: Row, state: State) -> bool:
    """Whether a page's first row prints the number of the record before again: it is that record."""
    no = digits(row.cells.get(Role.NO, ""))
    return (
        no is not None
        and bool(state.records)
        and row.page > state.records[-1].page
        and digits(state.records[-1].cells.get(Role.NO, "")) == no
    )


def _continue_same(row: Row, state: State) -> None:
    """The rest of a record whose row was cut through a printed line, which stands on both pages."""
    cells = state.records[-1].cells
    for role in _TEXTS:
        if role not in row.merged:
            cells[role] = _overlaid(cells.get(role, ""), row.cells.get(role, "").strip())
    for role in AMOUNTS:
        text = row.cells.get(role, "").strip()
        if not cells.get(role, "").strip():
            cells[role] = text
        elif text and squeezed(text) != squeezed(cells[role]):
            no = digits(row.cells.get(Role.NO, ""))
            state.warnings.append(
                f"{row.where} No.{no}: ページをまたぐ行の金額が一致しません（{cells[role]}、{text}）。"
            )


def _overlaid(text: str, rest: str) -> str:
    """A text and its rest, of which a line may be printed twice."""
    size = next((n for n in range(len(rest), 0, -1) if text.endswith(rest[:n])), 0)
    return text + rest[size:]


def _continue(row: Row, state: State) -> None:
    cells = state.records[-1].cells
    for role in _TEXTS:
        if role not in row.merged:
            cells[role] = cells.get(role, "") + row.cells.get(role, "").strip()


def _is_heading(row: Row) -> bool:
    """Whether a row without amounts is one text, in one cell or over several."""
    held = [text for text in row.cells.values() if text.strip()]
    return row.crosses or _is_marked(row) or len(held) <= 1 or bool(_NOTE.search(row.text.strip()))


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


_SPACED = re.compile(r"[^\s\x00-\x7f](?:\s+[^\s\x00-\x7f])+")
"""Letters set apart to fill a cell: 企　画　課."""


def _record(row: Row, state: State) -> None:
    cells = {role: text.strip() for role, text in row.cells.items()}
    where = f"{row.where} No.{cells.get(Role.NO) or len(state.records) + 1}"
    for role in (Role.DEPARTMENT, Role.SECTION, Role.KIND):
        if _SPACED.fullmatch(cells.get(role, "")):
            cells[role] = "".join(cells[role].split())
    _part_office(cells)
    account = _account(cells)
    if account:
        cells[Role.ACCOUNT] = account
    for role in AMOUNTS:
        if role in row.torn:
            state.warnings.append(f"{where}: 金額「{cells[role][:20]}」が欄からはみ出しています。")
        elif role in cells and cells[role] not in EMPTY and state.yen(role, cells[role]) is None:
            state.warnings.append(f"{where}: 金額「{cells[role][:20]}」を読み取れません。")
    headings = ((Role.PILLAR, state.pillar), (Role.POLICY, state.policy))
    cells |= {role: text for role, text in headings if text and not cells.get(role)}
    tops = {role: row.merged.get(role, row.band.top) for role in (Role.DEPARTMENT, Role.SECTION)}
    state.records.append(Record(cells, row.page, state.unit, dict(state.units), tops))


_OFFICE = re.compile(r"(.*部|.*(?:局|本部|委員会|室|所))\s*(.+)")


def _part_office(cells: dict[Role, str]) -> None:
    """部 and 課 that are printed in one cell."""
    text = cells.pop(Role.OFFICE, "")
    if text and Role.DEPARTMENT not in cells:
        found = _OFFICE.fullmatch(text)
        cells[Role.DEPARTMENT], cells[Role.SECTION] = found.groups() if found else (text, "")


def _account(cells: dict[Role, str]) -> str | None:
    """Take 【…会計】 out of whatever cell it is printed in."""
    found: str | None = None
    for role, text in cells.items():
        said = ACCOUNT.search(text)
        if said:
            found = found or next(g for g in said.groups() if g)
            cells[role] = ACCOUNT.sub("", text).strip()
    return found
