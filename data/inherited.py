"""What a row takes from its neighbours: 部 and 課 printed once for several, 〃, cells cut by a page's foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from data.layouts import DITTO, Role
from data.state import Record

OFFICES = (Role.DEPARTMENT, Role.SECTION)

_WHOLE = re.compile(
    r"(?:部|課|室|局|所|係|担当|センター|会|館|署|園|校|院|本部|支所|グループ|チーム)$"
)
"""How the name of an office ends."""


def inherit(records: Sequence[Record]) -> None:
    """Fill what records leave to their neighbours, in place."""
    _rejoin(records)
    for before, record in zip([None, *records], records, strict=False):
        _ditto(record, before)
        _fill(record, before)


def _ditto(record: Record, before: Record | None) -> None:
    if before is None:
        return
    for role in (*OFFICES, Role.KIND, Role.NAME, Role.DESCRIPTION, Role.PILLAR, Role.POLICY):
        if record.cells.get(role, "") in DITTO and role in record.cells and before.cells.get(role):
            record.cells[role] = before.cells[role]


def _fill(record: Record, before: Record | None) -> None:
    """An empty 部 is the one above, an empty 課 too where the 部 is the same."""
    cells, above = record.cells, before.cells if before else {}
    if Role.DEPARTMENT in cells and not cells[Role.DEPARTMENT] and above.get(Role.DEPARTMENT):
        cells[Role.DEPARTMENT] = above[Role.DEPARTMENT]
        if not cells.get(Role.SECTION) and above.get(Role.SECTION):
            cells[Role.SECTION] = above[Role.SECTION]
    elif (
        Role.SECTION in cells
        and not cells[Role.SECTION]
        and cells.get(Role.DEPARTMENT) in (above.get(Role.DEPARTMENT), None)
    ):
        cells[Role.SECTION] = above.get(Role.SECTION, "")


# --- cells that a page's foot cuts -----------------------------------------------------------------


def _rejoin(records: Sequence[Record]) -> None:
    """The name in a merged cell over a page's foot stands on either page, or half on each."""
    for role in OFFICES:
        known = {r.cells.get(role, "") for r in records}
        for at in range(1, len(records)):
            one, other = records[at - 1], records[at]
            if one.page != other.page and role in one.cells and role in other.cells:
                _rejoin_at(records, at, role, known)


def _rejoin_at(records: Sequence[Record], at: int, role: Role, known: set[str]) -> None:
    above, below = _sharing(records, at - 1, role, -1), _sharing(records, at, role, 1)
    head, tail = above[0].cells[role], below[0].cells[role]
    if head and tail and head != tail and not {head, tail} & DITTO:
        whole = head + tail
        if whole in known or not _WHOLE.search(head):
            for record in (*above, *below):
                record.cells[role] = whole
    elif tail and not head and _is_cut(records, above, role):
        for record in above:
            record.cells[role] = tail


def _is_cut(records: Sequence[Record], above: Sequence[Record], role: Role) -> bool:
    """Whether an empty cell at a page's foot is one whose name stands on the next page: nowhere else does
    the list leave such a cell empty.
    """
    here = {id(r) for r in above}
    feet = {id(a) for a, b in pairwise(records) if a.page != b.page}
    return all(r.cells.get(role) for r in records if id(r) not in here | feet)


def _sharing(records: Sequence[Record], at: int, role: Role, step: int) -> list[Record]:
    """The records of a page that share one cell, from one of them on."""
    first = records[at]
    found = [first]
    while 0 <= at + step < len(records):
        at += step
        near = records[at]
        if near.page != first.page or near.tops[role] != first.tops[role]:
            break
        found.append(near)
    return found
