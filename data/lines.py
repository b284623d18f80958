"""Characters become lines: what stands side by side, top to bottom; knows no table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from data.pdf import Glyph, height_of


class Line(NamedTuple):
    """Characters that stand side by side: their box and their text."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Characters as lines from top to bottom, each from left to right; spaces at the ends dropped."""
    rows: list[list[Glyph]] = []
    before: list[float] = []
    for glyph in sorted(glyphs, key=height_of):
        middle = height_of(glyph)
        if before and middle - sum(before) / len(before) < 0.5 * max(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
            before = [*before[-2:], middle]
        else:
            rows.append([glyph])
            before = [middle]
    return [line for row in rows if (line := _line(row))]


def _line(row: list[Glyph]) -> Line | None:
    ordered = sorted(row, key=lambda g: g.x0)
    text = "".join(g.text for g in ordered)
    if not text.strip():
        return None
    inked = [g for g in ordered if not g.text.isspace()]
    return Line(
        inked[0].x0,
        min(g.top for g in inked),
        max(g.x1 for g in inked),
        max(g.bottom for g in inked),
        text.strip(),
    )


def text_of(glyphs: Iterable[Glyph]) -> str:
    """The text of a cell: its lines joined, no spaces added."""
    return "".join(line.text for line in lines_of(glyphs))


def inside(glyphs: Sequence[Glyph], x0: float, x1: float, top: float, bottom: float) -> list[Glyph]:
    """The characters whose middle lies in a box; they come from top to bottom, as a page has them."""
    first = bisect_left(glyphs, top, key=height_of)
    last = bisect_left(glyphs, bottom, first, key=height_of)
    return [g for g in glyphs[first:last] if x0 <= (g.x0 + g.x1) / 2 < x1]


def runs_of(glyphs: Sequence[Glyph], apart: float = 0.6) -> list[list[Line]]:
    """Each line of the page as runs of characters no more than `apart` of their size from each other."""
    found: list[list[Line]] = []
    for line in lines_of(glyphs):
        row = sorted(
            (
                g
                for g in glyphs
                if line.top - 1 <= (g.top + g.bottom) / 2 <= line.bottom + 1
                and not g.text.isspace()
            ),
            key=lambda g: g.x0,
        )
        runs: list[list[Glyph]] = []
        for glyph in row:
            if runs and glyph.x0 - runs[-1][-1].x1 <= apart * glyph.size:
                runs[-1].append(glyph)
            else:
                runs.append([glyph])
        found.append([made for r in runs if (made := _line(r))])
    return found
