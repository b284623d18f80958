"""部 and 課 printed once in the middle of the rows that share them, on pages where no rule shows which.

A name centred over rows tells by its place how many they are; where the places of all names of a group
of rows fit, each row gets its own. Names printed in a row of their own stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from data.grid import Column, Row, Table
from data.layouts import Role
from data.lines import inside, lines_of
from data.pdf import Glyph

OFF = 0.4
"""How far from the middle of its rows a name may stand, by the height of its letters."""

BLOCK = 0.3
"""The white between two lines of one name at most, by their height."""

Block = tuple[float, float, str]
"""A name: from where to where, and its text."""


def with_shared(table: Table, rows: Sequence[Row], glyphs: Sequence[Glyph]) -> list[Row]:
    """Rows with the names that they share with their neighbours."""
    found = list(rows)
    for role in (Role.DEPARTMENT, Role.SECTION):
        column = table.column(role)
        for first, last in _groups(rows) if column else ():
            assert column
            shared = _shared(column, rows[first:last], glyphs)
            for at, text in enumerate(shared, first):
                found[at] = replace(found[at], cells={**found[at].cells, role: text})
    return found


def _groups(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Rows of records that follow each other: from which to which."""
    first = 0
    for at in range(len(rows) + 1):
        if at == len(rows) or rows[at].crosses or not rows[at].cells.get(Role.NAME, "").strip():
            if at - first > 1:
                yield first, at
            first = at + 1


def _shared(column: Column, rows: Sequence[Row], glyphs: Sequence[Glyph]) -> list[str]:
    """The name of each row; none where the names' places do not tell."""
    within = inside(glyphs, column.x0, column.x1, rows[0].band.top, rows[-1].band.bottom)
    blocks = _blocks(within)
    if not 0 < len(blocks) < len(rows):
        return []
    names: list[str] = []
    for place, (top, bottom, text) in enumerate(blocks):
        left = len(rows) - len(names) - (len(blocks) - place - 1)
        begin = rows[len(names)].band.top
        ends = [rows[len(names) + n].band.bottom for n in range(left)]
        off = [abs((begin + end) / 2 - (top + bottom) / 2) for end in ends]
        size = min(range(left), key=off.__getitem__) + 1
        if off[size - 1] > OFF * within[0].size:
            return []
        names += [text] * size
    return names if len(names) == len(rows) else []


def _blocks(glyphs: Sequence[Glyph]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines_of(glyphs):
        if blocks and line.top - blocks[-1][1] < BLOCK * line.height:
            top, _, text = blocks[-1]
            blocks[-1] = top, line.bottom, text + line.text
        else:
            blocks.append((line.top, line.bottom, line.text))
    return blocks
