"""Where the rows of a table stand: between horizontal rules, or around the amounts that stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from data.amounts import yen
from data.columns import levels
from data.grid import Band, Column, Place, Table
from data.layouts import EMPTY, PILLAR_MARK, POLICY_MARK, Role, squeezed
from data.lines import Line, beside, first_words, inside, lines_of, runs_of
from data.pdf import Glyph, Page
from data.strokes import Rule


def bands_of(page: Page, table: Table, glyphs: Sequence[Glyph]) -> list[Place]:
    """Row places from top to bottom; a heading stands in one of its own."""
    name = table.column(Role.NAME)
    assert name is not None
    ys = [y for y in covering(page.horizontals, name) if y >= table.top - 3]
    inked = [g for g in glyphs if not g.text.isspace()]
    if not inked:
        return []
    first, last = min(g.top for g in inked) - 1, max(g.bottom for g in inked) + 1
    ys = [y for y in ys if first - 4 <= y <= last + 4 or len(ys) > 2]
    stops = sorted({min(first, table.top) if not ys or first < ys[0] - 2 else ys[0], *ys})
    if not ys or last > ys[-1] + 2:
        stops.append(last)
    bands = [Band(a, b) for a, b in pairwise(stops) if b - a > 2]
    return [Place(piece, band) for band in bands for piece in _parted(table, band, glyphs)]


def covering(rules: Sequence[Rule], column: Column) -> list[float]:
    """Where horizontal rules cross a column."""
    middle = (column.x0 + column.x1) / 2
    return levels(sorted(r for r in rules if r.start - 2 <= middle <= r.end + 2))


# --- headings ----------------------------------------------------------------------------------


def headings_of(table: Table, glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines that begin at the left edge and run on over the columns, from top to bottom."""
    levels = runs_of(glyphs, LETTER)
    runs = sorted((run for level in levels for run in level), key=lambda r: r.middle)
    found: list[Line] = []
    for level in levels:
        line = first_words(level)
        if _is_heading(table, line, level, runs):
            found.append(line)
    return found


LETTER = 0.35
"""How far the letters of a line stand from each other at most, by their size."""


def _is_heading(table: Table, line: Line, level: Sequence[Line], runs: Sequence[Line]) -> bool:
    left = table.columns[min(1, len(table.columns) - 1)]
    if line.x0 >= left.x1 or len(squeezed(line.text)) < 3:
        return False
    own = [r for r in level if r.x0 >= line.x0 and r.x1 <= line.x1]
    if any(_straddles(run, edge.x0) for run in own for edge in table.columns[1:]):
        return True
    marked = PILLAR_MARK.match(line.text) or POLICY_MARK.match(line.text)
    return bool(marked) and line.x0 < table.columns[0].x1 and len(beside(line, runs)) == len(own)


def _straddles(run: Line, edge: float) -> bool:
    """Whether a run's letters go on over a column's edge."""
    return run.x0 < edge - 0.6 * run.height and run.x1 > edge + 0.6 * run.height


# --- rows between rules ----------------------------------------------------------------------------


class _Mark(NamedTuple):
    """What shows that a row stands here: its amount, its number, or a heading."""

    line: Line
    heading: bool


def _parted(table: Table, band: Band, glyphs: Sequence[Glyph]) -> list[Band]:
    """A band with several amounts one below the other holds several rows."""
    within = inside(glyphs, table.x0 - 2, table.x1 + 2, band.top, band.bottom)
    crossing = headings_of(table, within)
    anchors = _anchors(table, band, within, crossing)
    headings = [h for h in crossing if not any(_overlap(h, a) for a in anchors)]
    marks = sorted(
        [_Mark(a, heading=False) for a in anchors] + [_Mark(h, heading=True) for h in headings],
        key=lambda m: m.line.top,
    )
    if len(marks) < 2:
        return [band]
    strips = _white(table.columns, within)
    own = [c for c in table.columns if c.role not in (Role.DEPARTMENT, Role.SECTION)]
    lone = _white(own, within)  # a name that rows share may stand where one of them ends
    choices = [
        _choices(strips, one, other) or _choices(lone, one, other) for one, other in pairwise(marks)
    ]
    hanging = all(
        (found and other.heading) or (found and found[-1].bottom > other.line.top - TOUCHING)
        for found, (_, other) in zip(choices, pairwise(marks), strict=True)
    )
    stops = [band.top]
    for found, (one, other) in zip(choices, pairwise(marks), strict=True):
        stops.append(_cut(strips, stops[-1], one, other, found, hanging=hanging))
    stops.append(band.bottom)
    return [Band(a, b) for a, b in pairwise(stops) if b > a]


TOUCHING = 2.0
"""Points between a row's amount and the white above it, where cells hang from their row's top."""


def _anchors(
    table: Table, band: Band, glyphs: Sequence[Glyph], crossing: Sequence[Line]
) -> list[Line]:
    """One line a row: the amounts of the first amount column, or the numbers."""
    found: dict[Role, list[Line]] = {}
    for role in (Role.REQUESTED, Role.BUDGET, Role.NO):
        column = table.column(role)
        if column:
            lines = lines_of(inside(glyphs, column.x0, column.x1, band.top, band.bottom))
            found[role] = [ln for ln in lines if _is_anchor(ln, role, crossing)]
    numbers = found.get(Role.NO, [])
    for role in (Role.REQUESTED, Role.BUDGET):
        if numbers and len(found.get(role, ())) > len(numbers):
            found[role] = _unwrapped(found[role], numbers)
    return max(found.values(), key=len, default=[])


def _unwrapped(lines: list[Line], numbers: list[Line]) -> list[Line]:
    """Amounts of which some are too wide for their column and go on in the next line: that stands close,
    has no number beside it, and makes a figure with the line above.
    """
    whole: list[Line] = []
    for line in lines:
        above = whole[-1] if whole else None
        own = any(_overlap(n, line) and not (above and _overlap(n, above)) for n in numbers)
        near = above is not None and line.top - above.bottom < WRAPPED * line.height
        if above and near and not own and yen(above.text + line.text, 1) is not None:
            left, end = min(above.x0, line.x0), max(above.x1, line.x1)
            whole[-1] = Line(left, above.top, end, line.bottom, above.text + line.text)
        else:
            whole.append(line)
    return whole


WRAPPED = 0.6
"""The white between two lines of one amount at most, by their height."""


def _is_anchor(line: Line, role: Role, crossing: Sequence[Line]) -> bool:
    """Whether a line of a column marks a row: a figure, an amount's －, a number that begins no heading."""
    if role is not Role.NO:
        return line.text in EMPTY or any(c.isdigit() for c in squeezed(line.text))
    number = squeezed(line.text).removeprefix("no").strip(".").isdecimal()
    return number and not any(_overlap(h, line) for h in crossing)


def _overlap(one: Line, other: Line) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0


def _white(columns: Sequence[Column], glyphs: Sequence[Glyph]) -> list[Band]:
    """The strips of white over all columns, and from where to where."""
    tops = sorted(
        (ln.top + SLACK * ln.height, ln.bottom - SLACK * ln.height)
        for column in columns
        for ln in lines_of(inside(glyphs, column.x0, column.x1, -1e9, 1e9))
    )
    strips: list[Band] = []
    reach = tops[0][1] if tops else 0.0
    for top, bottom in tops:
        if top > reach:
            strips.append(Band(reach, top))
        reach = max(reach, bottom)
    return strips


SLACK = 0.08
"""The part of a character's box, above and below, that holds no ink, so that lines set tight are parted."""


def _choices(strips: Sequence[Band], one: _Mark, other: _Mark) -> list[Band]:
    """The white strips in which a row may end before the next: the widest, and those like it."""
    between = [s for s in strips if s.bottom > one.line.middle and s.top < other.line.middle]
    if one.heading:
        return between[:1]
    if other.heading:
        return between[-1:]
    most = max((s.bottom - s.top for s in between), default=0.0)
    return [s for s in between if s.bottom - s.top >= most - ALIKE * one.line.height]


def _cut(
    strips: Sequence[Band], before: float, one: _Mark, other: _Mark, choices: Sequence[Band], *,
    hanging: bool,
) -> float:  # fmt: skip
    """Where a row ends: in the strip above the next amount where cells hang from their row's top, else in
    the one that leaves the row's own amount in its middle.
    """
    if not choices:
        return (one.line.bottom + other.line.top) / 2
    if hanging:
        return _inside(choices[-1])
    begin = next((s.bottom for s in reversed(strips) if s.top <= before <= s.bottom), before)
    return _inside(min(choices, key=lambda s: abs((begin + s.top) / 2 - one.line.middle)))


ALIKE = 0.1
"""How much two white strips differ that are as wide as each other, by a character's size."""


def _inside(strip: Band) -> float:
    return (strip.top + strip.bottom) / 2
