"""The rows of a table with the text of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from data.bands import bands_of, covering, headings_of
from data.centred import with_shared
from data.grid import Band, Column, Place, Row, Table
from data.layouts import AMOUNTS, UNIT, Role, squeezed
from data.lines import inside, lines_of, text_of
from data.pdf import Glyph, Page, height_of

Rules: TypeAlias = dict[Column, list[float]]
"""Where horizontal rules cross each column."""


def rows_of(page: Page, table: Table) -> list[Row]:
    """The rows of a table, from top to bottom."""
    within = inside(page.glyphs, table.x0 - 2, table.x1 + 2, table.top, table.bottom)
    glyphs = _without_unit(within)
    ys = {c: covering(page.horizontals, c) for c in table.columns}
    found: list[Row] = []
    places = bands_of(page, table, glyphs)
    for place in places:
        within = inside(glyphs, table.x0 - 2, table.x1 + 2, *place.band)
        if any(not g.text.isspace() for g in within):
            row = _row(page, table, place, glyphs, within, ys)
            if not row.merged or any(
                t.strip() for r, t in row.cells.items() if r not in row.merged
            ):
                found.append(row)  # else it is a line of cells that its neighbours share
    loose = 2 * sum(place.band != place.ruled for place in places) > len(places)
    return with_shared(table, found, glyphs) if loose else found


def _without_unit(glyphs: list[Glyph]) -> list[Glyph]:
    """Without the line above a table that says what its amounts are counted in."""
    if not any(g.text in "単千百円" for g in glyphs):
        return glyphs
    near = [g for g in glyphs if height_of(g) < height_of(glyphs[0]) + 40]
    said = [ln for ln in lines_of(near) if UNIT.fullmatch(squeezed(ln.text))]
    return [g for g in glyphs if not any(ln.top <= height_of(g) <= ln.bottom for ln in said)]


def _row(
    page: Page, table: Table, place: Place, glyphs: Sequence[Glyph], within: list[Glyph], ys: Rules
) -> Row:
    cells: dict[Role, str] = {}
    merged: dict[Role, float] = {}
    torn: set[Role] = set()
    for column in table.columns:
        if column.role is None:
            continue
        own = _own_band(table, column, place, ys)
        near = within if own == place.band else glyphs
        text = text_of(inside(near, column.x0, column.x1, *own))
        cells[column.role] = cells.get(column.role, "") + text
        if own != place.band:
            merged[column.role] = own.top
        if column.role in AMOUNTS and _is_torn(within, column):
            torn.add(column.role)
    inked = [g for g in within if not g.text.isspace()]
    lines = lines_of(within)
    text = "".join(line.text for line in lines)
    crosses = len(lines) == 1 and bool(headings_of(table, within))
    start = min(g.x0 for g in inked)
    return Row(page.number, place.band, cells, text, start, merged, frozenset(torn), crosses)


def _own_band(table: Table, column: Column, place: Place, ys: Rules) -> Band:
    """The cell of a column at a row: taller than the row where rows are merged in that column, so that
    fewer rules cross it than cross the names.
    """
    name = table.column(Role.NAME)
    assert name is not None
    own, row = (_between(ys[c], place.ruled) for c in (column, name))
    if own is None or row is None or (own.top >= row.top - 3 and own.bottom <= row.bottom + 3):
        return place.band
    return Band(min(own.top, place.ruled.top), max(own.bottom, place.ruled.bottom))


def _between(ys: Sequence[float], band: Band) -> Band | None:
    """The rules next to a band, above and below its middle."""
    middle = (band.top + band.bottom) / 2
    above = [y for y in ys if y <= middle]
    below = [y for y in ys if y > middle]
    return Band(above[-1], below[0]) if above and below else None


def _is_torn(glyphs: Sequence[Glyph], column: Column) -> bool:
    """Whether figures run on over an edge of their column, so that some of them stand in another."""
    for edge in (column.x0, column.x1):
        near = [g for g in glyphs if abs(g.x0 - edge) < 2 * g.size and g.text in FIGURES]
        for one in near:
            if (one.x0 + one.x1) / 2 < edge and any(
                edge <= (g.x0 + g.x1) / 2
                and -0.2 * g.size < g.x0 - one.x1 < 0.25 * g.size
                and abs(g.top - one.top) < 0.2 * g.size
                for g in near
            ):
                return True
    return False


FIGURES = "0123456789０１２３４５６７８９,，"
"""What amounts are written with."""
