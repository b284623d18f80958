"""Characters become lines: what stands side by side, top to bottom; knows no table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from data.pdf import Glyph, height_of


class Line(NamedTuple):
    """Characters that stand side by side: their box and their text."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        """Where its middle stands below the page's top."""
        return (self.top + self.bottom) / 2

    @property
    def middle_x(self) -> float:
        """Where its middle stands across the page."""
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """How high its characters are."""
        return self.bottom - self.top


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Characters of one cell as lines from top to bottom, each from left to right; spaces at the ends
    dropped.
    """
    rows: list[list[Glyph]] = []
    level, size = -1e9, 0.0
    for glyph in sorted(glyphs, key=height_of):
        middle = (glyph.top + glyph.bottom) / 2
        if middle - level < 0.5 * max(glyph.size, size):
            rows[-1].append(glyph)
            level += (middle - level) / 3 if middle != level else 0.0
        else:
            rows.append([glyph])
            level = middle
        size = glyph.size
    return [line for row in rows if (line := _line(row))]


def _line(row: list[Glyph]) -> Line | None:
    ordered = sorted(row, key=_left)
    text = "".join([g.text for g in ordered])
    if not text.strip():
        return None
    inked = [g for g in ordered if not g.text.isspace()]
    return Line(
        inked[0].x0,
        min([g.top for g in inked]),
        max([g.x1 for g in inked]),
        max([g.bottom for g in inked]),
        text.strip(),
    )


_left = attrgetter("x0")


def text_of(glyphs: Iterable[Glyph]) -> str:
    """The text of a cell: its lines joined, no spaces added."""
    return "".join(line.text for line in lines_of(glyphs))


def inside(glyphs: Sequence[Glyph], x0: float, x1: float, top: float, bottom: float) -> list[Glyph]:
    """The characters whose middle lies in a box; they come from top to bottom, as a page has them."""
    first = bisect_left(glyphs, top, key=height_of)
    last = bisect_left(glyphs, bottom, first, key=height_of)
    return [g for g in glyphs[first:last] if x0 <= (g.x0 + g.x1) / 2 < x1]


LEVEL = 0.25
"""How far the middles of one line's characters lie apart at most, by their size.

Cells that are centred print their lines half a line beside their neighbours': those are other lines.
"""


def runs_of(glyphs: Sequence[Glyph], apart: float) -> list[list[Line]]:
    """Each printed line of many columns, as runs of characters no more than `apart` of their size from
    each other; from top to bottom.
    """
    levels: list[list[Glyph]] = []
    for glyph in glyphs:  # from top to bottom
        if glyph.text.isspace():
            continue
        if levels and height_of(glyph) - height_of(levels[-1][0]) <= LEVEL * glyph.size:
            levels[-1].append(glyph)
        else:
            levels.append([glyph])
    return [_parted(level, apart) for level in levels]


def _parted(level: list[Glyph], apart: float) -> list[Line]:
    runs: list[list[Glyph]] = []
    for glyph in sorted(level, key=_left):
        if runs and glyph.x0 - runs[-1][-1].x1 <= apart * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [made for run in runs if (made := _line(run))]


def beside(line: Line, runs: Sequence[Line]) -> Sequence[Line]:
    """The runs that a line overlaps in height, itself too; they come from top to bottom by middles."""
    near = 0.9 * line.height
    first = bisect_left(runs, line.middle - near, key=_middle)
    return runs[first : bisect_right(runs, line.middle + near, first, key=_middle)]


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


SPACED = 1.6
"""How far the words of one line stand from each other at most, by their size."""


def first_words(level: Sequence[Line]) -> Line:
    """The words of a printed line from its left, up to the first that stands far away."""
    line = level[0]
    for run in level[1:]:
        if run.x0 - line.x1 > SPACED * line.height:
            break
        top, bottom = min(line.top, run.top), max(line.bottom, run.bottom)
        line = Line(line.x0, top, run.x1, bottom, line.text + run.text)
    return line
