"""Columns without rules: the labels of a header, and the white corridors between the words under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from data.grid import Column, Label, Table
from data.headers import score, split
from data.labels import labels_of
from data.layouts import AMOUNTS, Role, role_of, squeezed
from data.lines import Line, beside, first_words, runs_of
from data.pdf import Page

CLOSE = 0.35
"""How near letters of one label stand, by their size; labels of neighbouring columns stand farther."""

MOST_LEVELS = 7
"""Printed lines that a header may have: labels of four lines, and those of three centred beside them."""

_UNIT_LINE = re.compile(r"[(（［\[]?\s*単位")
_NAMES = re.compile("事業|件名|項目|事項|名称|取組")
_MONEY = re.compile("額|予算|費|査定|要求|要望")


def loose_tables(page: Page, year: int | None) -> list[Table]:
    """Tables whose columns only white space parts."""
    levels = [
        found
        for level in runs_of(page.glyphs, CLOSE)
        if (found := [r for r in level if not _UNIT_LINE.match(r.text)])
    ]
    best = _header(levels)
    if not best:
        return []
    top = max(label.bottom for label in best)
    edges = corridors(page, best, top)
    columns = [
        Column(a, b, label.text, label.role, (label.x0, label.x1))
        for (a, b), label in zip(pairwise(edges), best, strict=True)
    ]
    return split(columns, top - 0.5, page, year)


def _header(levels: Sequence[Sequence[Line]]) -> list[Label]:
    """The labels of the lines that explain most columns; none where no lines are a header."""
    best: list[Label] = []
    most = (0, 0)
    begin = end = 0
    for first, last, window in _windows(levels):
        labels = labels_of(window)
        points = _points(labels)
        if points and (points, -len(window)) > most:
            best, most, begin, end = labels, (points, -len(window)), first, last
    for over in range(begin - 1, max(-1, begin - MOST_LEVELS), -1) if best else ():
        if not all(_stands_over(run, levels[over + 1]) for run in levels[over]):
            break
        labels = labels_of([run for level in levels[over : end + 1] for run in level])
        if _points(labels) < most[0]:
            break
        best = labels
    for level in levels[end + 1 : end + MOST_LEVELS] if best else ():
        if not all(_goes_on(run, best) for run in level):
            break
        best = [_longer(label, level) for label in best]
    return best


def _points(labels: Sequence[Label]) -> int:
    return score([Column(a.x0, a.x1, a.text, a.role) for a in labels])


def _stands_over(run: Line, level: Sequence[Line]) -> bool:
    """Whether a run above a header may be the upper part of its labels: as small, as near."""
    return any(
        run.height < 1.2 * other.height and -run.height < other.top - run.bottom < run.height
        for other in level
    )


def _goes_on(run: Line, labels: Sequence[Label]) -> bool:
    """Whether a run under a header is the next line of a label and not a cell."""
    over = [lb for lb in labels if lb.x0 - run.height < run.middle_x < lb.x1 + run.height]
    near = [lb for lb in over if run.top - lb.bottom < TIGHT * run.height]
    return bool(near) and not any(c.isdigit() for c in run.text)


def _longer(label: Label, level: Sequence[Line]) -> Label:
    own = [r for r in level if _goes_on(r, [label])]
    if not own:
        return label
    text = label.text + "".join(run.text for run in own)
    left, end = min(label.x0, own[0].x0), max(label.x1, own[-1].x1)
    return Label(left, end, max(run.bottom for run in own), text, role_of(text) or label.role)


TIGHT = 0.6
"""The white between two lines of one label at most, by their height."""


def _windows(levels: Sequence[Sequence[Line]]) -> Iterator[tuple[int, int, list[Line]]]:
    """Neighbouring lines of a page that may be a header together."""
    for first, level in enumerate(levels):
        window: list[Line] = []
        for last, lower in enumerate(levels[first : first + MOST_LEVELS], first):
            if window and lower[0].top - window[-1].bottom > 2 * level[0].height:
                break
            window = [*window, *lower]
            text = squeezed("".join(run.text for run in window))
            if len(window) > 2 and _NAMES.search(text) and _MONEY.search(text):
                yield first, last, window


def corridors(page: Page, labels: Sequence[Label], top: float) -> list[float]:
    """The edges of columns: between two labels, the widest strip that fewest lines cross."""
    covered = [0] * (int(page.width * FINE) + 2)
    for run in _of_columns(runs_of([g for g in page.glyphs if g.top > top - 1], 0.2)):
        end = min(len(covered) - 1, int(run.x1 * FINE))
        for x in range(max(0, int(run.x0 * FINE)), end + 1):
            covered[x] += 1
    edges = [0.0]
    for one, other in pairwise(labels):
        left, end = int(one.x1 * FINE), int(other.x0 * FINE)
        if end <= left:
            left, end = (int((label.x0 + label.x1) / 2 * FINE) for label in (one, other))
        chosen = _chosen(_strips(covered, left, max(end, left + 1)), one)
        edges.append((chosen[0] + chosen[1]) / 2 / FINE)
    return [*edges, page.width]


def _of_columns(levels: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """The runs that stand beside those of other columns: no headings, no notes."""
    runs = sorted((run for level in levels for run in level), key=lambda r: r.middle)
    for level in levels:
        words = first_words(level)
        if words.x1 < level[-1].x1 or len(beside(words, runs)) > len(level):
            yield from level


def _chosen(strips: list[tuple[int, int]], label: Label) -> tuple[int, int]:
    """The strip that ends a column: the widest; after figures, which end where their column ends, the
    first that is wide.
    """
    if label.role not in (*AMOUNTS, Role.OTHER_MONEY, Role.NO):
        return max(strips, key=lambda s: s[1] - s[0])
    wide = [s for s in strips if s[1] - s[0] >= FINE]
    return (wide or strips)[-1]


FINE = 4
"""Steps a point in which white space is measured."""


def _strips(covered: list[int], left: int, end: int) -> list[tuple[int, int]]:
    """The strips between two places that fewest lines cross, from left to right."""
    least = min(covered[left : end + 1])
    found: list[tuple[int, int]] = []
    for x in range(left, end + 1):
        if covered[x] != least:
            continue
        if found and found[-1][1] == x:
            found[-1] = (found[-1][0], x + 1)
        else:
            found.append((x, x + 1))
    return found
