"""The tables of a page: columns between vertical rules, else corridors, else those of the page before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from data.corridors import corridors, loose_tables
from data.grid import Band, Column, Label, Table
from data.headers import score, split
from data.layouts import AMOUNTS, role_of
from data.lines import inside, text_of
from data.pdf import Page
from data.strokes import Rule


def headed(page: Page, year: int | None) -> list[Table]:
    """The project tables of a page that have a header on it, from left to right; `year` is the
    list's, where it is known.
    """
    return _ruled_tables(page, year) or loose_tables(page, year)


def going_on(page: Page, before: Sequence[Table]) -> list[Table]:
    """The tables of a page without a header: they have the columns of the page before."""
    if not before or not page.glyphs:
        return []
    top = min((r.at for r in page.horizontals), default=0.0)
    found = [Table(_moved(t, page), _top_of(page, top), page.height) for t in before]
    return [_ended(table, page) for table in found]


def _top_of(page: Page, rule: float) -> float:
    """Where a table without a header begins: at its first rule, or at its first line."""
    first = min((g.top for g in page.glyphs if not g.text.isspace()), default=0.0)
    return min(rule, first) - 1.0 if rule else first - 1.0


def _moved(table: Table, page: Page) -> tuple[Column, ...]:
    """Columns of the page before, on this page's rules where as many stand there."""
    edges = _edges(page)
    labels = [Label(*c.mark, 0.0, c.label, c.role) for c in table.columns if c.mark]
    if len(labels) == len(table.columns):
        edges = [table.x0, *corridors(page, labels, 0.0)[1:-1], table.x1]
    if len(edges) == len(table.columns) + 1:
        pairs = pairwise(edges)
        return tuple(c._replace(x0=a, x1=b) for (a, b), c in zip(pairs, table.columns, strict=True))
    return table.columns


def _edges(page: Page) -> list[float]:
    """Where long vertical rules stand, with the ends of the horizontal ones where no rule closes them."""
    lengths: dict[float, float] = {}
    for rule in page.verticals:
        at = next((x for x in lengths if abs(x - rule.at) <= 3.0), rule.at)
        lengths[at] = lengths.get(at, 0.0) + rule.end - rule.start
    if not lengths:
        return []
    longest = max(lengths.values())
    edges = sorted(x for x, length in lengths.items() if length >= 0.25 * longest)
    wide = [r for r in page.horizontals if r.end - r.start > 0.3 * page.width]
    if wide:
        left, end = min(r.start for r in wide), max(r.end for r in wide)
        edges = (
            ([left] if left < edges[0] - 8 else []) + edges + ([end] if end > edges[-1] + 8 else [])
        )
    return edges


MOST_HEADER_BANDS = 4
"""Bands between rules that a header may take (two-level headers, a unit line inside)."""


def _ruled_tables(page: Page, year: int | None) -> list[Table]:
    edges = _edges(page)
    if len(edges) < 5:
        return []
    ys = levels(page.horizontals)
    bands = [Band(a, b) for a, b in pairwise(ys) if b - a > 4]
    found = _header(edges, [_cells_of(page, edges, band) for band in bands])
    if not found:
        return []
    columns, last = found
    return [_ended(t, page) for t in split(columns, bands[last].bottom, page, year)]


def _header(edges: list[float], texts: list[list[str]]) -> tuple[list[Column], int] | None:
    """The columns that neighbouring bands name best, and the last of these bands; of bands that name them
    as well, those that begin higher, for a name may stand half above a rule between two levels.
    """
    best: tuple[int, list[Column], int] | None = None
    since = 0
    for last in range(len(texts)):
        for first in range(last, max(-1, last - MOST_HEADER_BANDS), -1):
            columns = _labelled(edges, texts[first : last + 1])
            points = score(columns)
            if points and (
                best is None or points > best[0] or (points == best[0] and last == best[2])
            ):
                best, since = (points, columns, last), last
        if best and last > since + MOST_HEADER_BANDS:
            break
    return best[1:] if best else None


def _ended(table: Table, page: Page) -> Table:
    """The table up to where its vertical rules end; up to the page's end where it has none, or where
    rows go on below them.
    """
    edges = [table.x0, *(c.x1 for c in table.columns)]
    ends = [r.end for r in page.verticals if any(abs(r.at - x) < 3 for x in edges)]
    if not ends or max(ends) <= table.top:
        return table
    bottom = max(ends) + 2
    below = inside(page.glyphs, table.x0, table.x1, bottom, page.height)
    held = [c.role for c in table.columns if inside(below, c.x0, c.x1, bottom, page.height)]
    if len(held) > 2 and any(role in AMOUNTS for role in held):
        return table
    return replace(table, bottom=bottom)


def levels(rules: Sequence[Rule]) -> list[float]:
    """Where rules lie, from top to bottom, those of one line once."""
    levels: list[float] = []
    for rule in rules:
        if not levels or rule.at - levels[-1] > 2.5:
            levels.append(rule.at)
    return levels


def _cells_of(page: Page, edges: list[float], band: Band) -> list[str]:
    """The text above each column in a band; a cell over several columns stands above all of them."""
    middle = (band.top + band.bottom) / 2
    crossing = [v.at for v in page.verticals if v.start <= middle <= v.end]
    stops = [x for x in edges if any(abs(at - x) <= 3 for at in crossing)]
    within = inside(page.glyphs, edges[0], edges[-1], band.top, band.bottom)
    texts = ["" for _ in edges[:-1]]
    for left, end in pairwise(sorted({edges[0], *stops, edges[-1]})):
        text = text_of(inside(within, left, end, band.top, band.bottom))
        for at in range(len(texts)):
            if left <= (edges[at] + edges[at + 1]) / 2 < end:
                texts[at] += text
    return texts


def _labelled(edges: list[float], texts: list[list[str]]) -> list[Column]:
    """Columns with the text of the header bands above them."""
    labels = ("".join(above) for above in zip(*texts, strict=True))
    return [
        Column(a, b, label, role_of(label))
        for (a, b), label in zip(pairwise(edges), labels, strict=True)
    ]
