"""What stands on pages around the list: page numbers, running heads and feet. They are no rows.

A page number is known by its form, a running line by standing in the same place on the page before or
after. Nothing between rules is ever taken for either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from data.layouts import squeezed
from data.lines import Line, runs_of
from data.pdf import Glyph, Page, height_of

_NUMBER = re.compile(
    r"[-‐‑‒–—―−ー~〜・.…|(\[〔【<〈《「『]*(?:p(?:age|\.)?|no\.|第)?\d{1,4}(?:(?:/|of|・|-|中)\d{1,4})?(?:ページ|頁|p|枚目?)?"
    r"[-‐‑‒–—―−ー~〜・.…|)\]〕】>〉》」』]*"
)
"""How a page says which it is, without spaces and in one width."""

DEEP = 4
"""Lines from a page's head or foot that may stand around the list."""

ALONE = 0.5
"""The white between the list and a line that is not of it, by the line's height."""


def with_neighbours(pages: Iterable[Page]) -> Iterator[tuple[Page | None, Page, Page | None]]:
    """Each page with the one before and the one after."""
    before: Page | None = None
    here: Page | None = None
    for page in pages:
        if here:
            yield before, here, page
        before, here = here, page
    if here:
        yield before, here, None


def without_feet(before: Page | None, page: Page, after: Page | None) -> Page:
    """The page without its number and without what its foot has in common with its neighbours."""
    if not page.glyphs:
        return page
    others: list[Line] | None = None
    taken: list[Line] = []
    for line in _feet(page):
        if not _NUMBER.fullmatch(squeezed(line.text)):
            if others is None:
                others = [foot for p in (before, after) if p for foot in _feet(p)]
            if not _recurs(line, others):
                break
        taken.append(line)
    heads = _levels([g for g in page.glyphs if height_of(g) < height_of(page.glyphs[0]) + 4])
    heads = [line for line in heads[:1] if not _ruled(page, line)]
    taken += [line for line in heads if _NUMBER.fullmatch(squeezed(line.text))]
    return _without(page, taken)


def without_heads(before: Page | None, page: Page) -> Page:
    """The page without what its head has in common with the page before."""
    others = list(_heads(before)) if before else []
    taken = []
    for line in _heads(page):
        if not _recurs(line, others):
            break
        taken.append(line)
    return _without(page, taken)


def _without(page: Page, lines: list[Line]) -> Page:
    if not lines:
        return page
    glyphs = tuple(
        g for g in page.glyphs if not any(ln.top <= height_of(g) <= ln.bottom for ln in lines)
    )
    return replace(page, glyphs=glyphs)


def _recurs(line: Line, others: Iterable[Line]) -> bool:
    masked = re.sub(r"\d+", "0", squeezed(line.text))
    return any(
        abs(o.middle - line.middle) < 3
        and abs(o.x0 - line.x0) < 12
        and re.sub(r"\d+", "0", squeezed(o.text)) == masked
        for o in others
    )


def _feet(page: Page) -> Iterator[Line]:
    """The lines at the foot, from the last up, as far as they stand outside rules and apart."""
    last = next((g for g in reversed(page.glyphs) if not g.text.isspace()), None)
    if not last or _ruled(page, Line(last.x0, last.top, last.x1, last.bottom, "")):
        return
    levels = _levels([g for g in page.glyphs if height_of(g) > page.height * 0.75])
    for at, line in enumerate(reversed(levels)):
        above = levels[-at - 2] if at + 2 <= len(levels) else None
        near = above and line.top - above.bottom < ALONE * line.height
        if at == DEEP or _ruled(page, line) or _has_rule_below(page, line) or near:
            return
        yield line


def _heads(page: Page) -> Iterator[Line]:
    """The lines at the head, from the first down, as far as they stand outside rules."""
    levels = _levels([g for g in page.glyphs if height_of(g) < page.height * 0.25])
    for line in levels[:DEEP]:
        if _ruled(page, line):
            return
        yield line


def _has_rule_below(page: Page, line: Line) -> bool:
    wide = (r for r in page.horizontals if r.end - r.start > 0.3 * page.width)
    return any(r.at > line.bottom for r in wide)


def _ruled(page: Page, line: Line) -> bool:
    return any(v.start < line.middle < v.end for v in page.verticals)


def _levels(glyphs: list[Glyph]) -> list[Line]:
    """Printed lines with all their words."""
    return [_whole(level) for level in runs_of(glyphs, 1.6)]


def _whole(level: list[Line]) -> Line:
    return Line(
        level[0].x0,
        min(r.top for r in level),
        level[-1].x1,
        max(r.bottom for r in level),
        "".join(r.text for r in level),
    )
