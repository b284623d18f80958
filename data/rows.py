"""The rows of a table: between horizontal rules, or around the amounts that stand in them; and their cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from data.columns import levels
from data.grid import Band, Column, Row, Table
from data.layouts import EMPTY, PILLAR_MARK, POLICY_MARK, UNIT, Role, squeezed
from data.lines import Line, inside, lines_of, text_of
from data.pdf import Glyph, Page, height_of
from data.strokes import Rule


def rows_of(page: Page, table: Table) -> list[Row]:
    """The rows of a table, from top to bottom."""
    within = inside(page.glyphs, table.x0 - 2, table.x1 + 2, table.top, table.bottom)
    glyphs = _without_unit(within)
    found: list[Row] = []
    for band in _bands(page, table, glyphs):
        within = inside(glyphs, table.x0 - 2, table.x1 + 2, band.top, band.bottom)
        if any(not g.text.isspace() for g in within):
            found.append(_row(page, table, band, glyphs, within))
    return found


def _without_unit(glyphs: list[Glyph]) -> list[Glyph]:
    """Without the line above a table that says what its amounts are counted in."""
    said = [ln for ln in lines_of(glyphs) if UNIT.fullmatch(squeezed(ln.text))]
    return [
        g for g in glyphs if not any(ln.top <= (g.top + g.bottom) / 2 <= ln.bottom for ln in said)
    ]


def _bands(page: Page, table: Table, glyphs: list[Glyph]) -> list[Band]:
    """Row places: between the rules under the name column, or around the amounts where there are none."""
    name = table.column(Role.NAME)
    assert name is not None
    ys = [y for y in _covering(page.horizontals, name) if y >= table.top - 3]
    inked = [g for g in glyphs if not g.text.isspace()]
    if not inked:
        return []
    first, last = min(g.top for g in inked) - 1, max(g.bottom for g in inked) + 1
    ys = [y for y in ys if first - 4 <= y <= last + 4 or len(ys) > 2]
    stops = sorted({min(first, table.top) if not ys or first < ys[0] - 2 else ys[0], *ys})
    if not ys or last > ys[-1] + 2:
        stops.append(last)
    bands = [Band(a, b) for a, b in pairwise(stops) if b - a > 2]
    return [piece for band in bands for piece in _parted(table, band, glyphs)]


def _covering(rules: Sequence[Rule], column: Column) -> list[float]:
    """Where horizontal rules cross a column."""
    middle = (column.x0 + column.x1) / 2
    return levels(sorted(r for r in rules if r.start - 2 <= middle <= r.end + 2))


def _parted(table: Table, band: Band, glyphs: list[Glyph]) -> list[Band]:
    """A band with several amounts one below the other holds several rows."""
    anchors = _anchors(table, band, glyphs)
    lines = lines_of(inside(glyphs, table.x0 - 2, table.x1 + 2, band.top, band.bottom))
    headings = [
        ln
        for ln in lines
        if _crosses(ln, table, glyphs) and not any(_overlap(ln, a) for a in anchors)
    ]
    if len(anchors) + len(headings) < 2:
        return [band]
    marks = sorted(
        [(a, False) for a in anchors] + [(h, True) for h in headings], key=lambda m: m[0].top
    )
    stops = [band.top]
    for (one, _), (other, _) in pairwise(marks):
        stops.append(_gap(lines, one, other))
    stops.append(band.bottom)
    return [Band(a, b) for a, b in pairwise(stops) if b > a]


def _anchors(table: Table, band: Band, glyphs: list[Glyph]) -> list[Line]:
    """One line a row: the amounts of the first amount column, or the numbers."""
    best: list[Line] = []
    for role in (Role.REQUESTED, Role.BUDGET, Role.NO):
        column = table.column(role)
        if column:
            found = lines_of(inside(glyphs, column.x0, column.x1, band.top, band.bottom))
            figures = [ln for ln in found if _is_anchor(ln, role, table, glyphs)]
            if len(figures) > len(best):
                best = figures
    return best


def _is_anchor(line: Line, role: Role, table: Table, glyphs: list[Glyph]) -> bool:
    """Whether a line of a column marks a row: a figure, an amount's －, a number that begins no heading."""
    if role is not Role.NO:
        return line.text in EMPTY or any(c.isdigit() for c in squeezed(line.text))
    return squeezed(line.text).strip(".").isdecimal() and not _crosses(line, table, glyphs)


def _crosses(line: Line, table: Table, glyphs: list[Glyph]) -> bool:
    """Whether a line begins at the left edge and runs on without a column's gap: a heading."""
    first = bisect_left(glyphs, line.top, key=height_of)
    last = bisect_right(glyphs, line.bottom, first, key=height_of)
    row = sorted((g for g in glyphs[first:last] if not g.text.isspace()), key=lambda g: g.x0)
    if not row or len(row) < 3:
        return False
    close = all(b.x0 - a.x1 <= 1.6 * b.size for a, b in pairwise(row))
    left = table.columns[min(1, len(table.columns) - 1)]
    own = next((c for c in table.columns if c.x0 <= row[0].x1 <= c.x1), left)
    marked = PILLAR_MARK.match(line.text) or POLICY_MARK.match(line.text)
    beyond = row[-1].x1 > own.x1 + 1 or bool(marked)  # a merged cell's name ends within its column
    return close and row[0].x0 < left.x1 and row[-1].x1 > left.x0 and beyond


def _overlap(one: Line, other: Line) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0


def _gap(lines: list[Line], one: Line, other: Line) -> float:
    """The middle of the widest white strip between two rows."""
    between = sorted(
        (ln for ln in lines if ln.bottom > one.top and ln.top < other.bottom), key=lambda ln: ln.top
    )
    best, at, reach = -1e9, (one.bottom + other.top) / 2, one.bottom
    for line in between:
        if line.top >= one.top and line.top - reach > best and line.bottom > one.bottom:
            best, at = line.top - reach, (reach + line.top) / 2
        if line.top <= other.top:
            reach = max(reach, line.bottom)
    return at


def _row(page: Page, table: Table, band: Band, glyphs: list[Glyph], within: list[Glyph]) -> Row:
    cells: dict[Role, str] = {}
    merged: set[Role] = set()
    for column in table.columns:
        if column.role is None:
            continue
        own = _own_band(page, column, band)
        near = within if own == band else glyphs
        text = text_of(inside(near, column.x0, column.x1, own.top, own.bottom))
        cells[column.role] = cells.get(column.role, "") + text
        if own.bottom - own.top > band.bottom - band.top + 3:
            merged.add(column.role)
    inked = [g for g in within if not g.text.isspace()]
    lines = lines_of(within)
    text = "".join(line.text for line in lines)
    crosses = len(lines) == 1 and _crosses(lines[0], table, glyphs)
    start = min(g.x0 for g in inked)
    return Row(page.number, band, cells, text, start, frozenset(merged), crosses)


def _own_band(page: Page, column: Column, band: Band) -> Band:
    """The cell of a column at a row: taller than the row where rows are merged in that column."""
    ys = _covering(page.horizontals, column)
    middle = (band.top + band.bottom) / 2
    above = [y for y in ys if y <= middle]
    below = [y for y in ys if y > middle]
    if not above or not below or (above[-1] >= band.top - 3 and below[0] <= band.bottom + 3):
        return band
    top, bottom = min(above[-1], band.top), max(below[0], band.bottom)
    return Band(
        top if above[-1] < band.top - 3 else band.top,
        bottom if below[0] > band.bottom + 3 else band.bottom,
    )
