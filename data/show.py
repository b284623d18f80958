"""The steps of reading a page as lines of text and as boxes to draw. Decides nothing about a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from data.grid import Row, Table
from data.pdf import Page

Step: TypeAlias = tuple[Page, list[Table], list[Row]]


class Box(NamedTuple):
    """A box in points from an upright page's top left, and what it is: column or row."""

    x0: float
    top: float
    x1: float
    bottom: float
    kind: str


class Drawing(NamedTuple):
    """What was found where on a page, of which width and how far turned back."""

    page: int
    width: float
    height: float
    boxes: tuple[Box, ...]


def lines_of_step(steps: Iterable[Step], what: str) -> Iterator[str]:
    """A line for each column, row or cell that was found."""
    for page, tables, rows in steps:
        match what:
            case "columns":
                for table in tables:
                    for c in table.columns:
                        yield f"p.{page.number}\t{c.x0:.1f}–{c.x1:.1f}\t{c.role or '？'}\t{c.label}"
            case "rows":
                for row in rows:
                    yield f"p.{page.number}\t{row.band.top:.1f}–{row.band.bottom:.1f}\t{row.text}"
            case _:
                for at, row in enumerate(rows, 1):
                    for role, text in row.cells.items():
                        yield f"p.{page.number}\t{at}\t{role}\t{text}"


def drawing_of(step: Step) -> Drawing:
    """The boxes of a page's columns and rows."""
    page, tables, rows = step
    columns = [
        Box(c.x0, t.top, c.x1, min(t.bottom, page.height), "column")
        for t in tables
        for c in t.columns
    ]
    spans = [(t.x0, t.x1) for t in tables] or [(0.0, page.width)]
    left, end = min(s[0] for s in spans), max(s[1] for s in spans)
    bands = [Box(left, r.band.top, end, r.band.bottom, "row") for r in rows]
    return Drawing(page.number, page.width, page.height, (*columns, *bands))
