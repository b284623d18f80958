"""Columns without rules: labels of a header, and the white corridors between the words under them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from data.grid import Column, Table
from data.headers import score, split
from data.layouts import AMOUNTS, Role, role_of, squeezed
from data.lines import Line, runs_of
from data.pdf import Page


class Label(NamedTuple):
    """A header label without a box around it."""

    x0: float
    x1: float
    bottom: float
    text: str
    role: Role


CLOSE = 0.35
"""How near letters of one label stand, by their size; labels of neighbouring columns stand farther."""


_UNIT_LINE = re.compile(r"[(（［\[]?\s*単位")


def loose_tables(page: Page) -> list[Table]:
    """Tables whose columns only white space parts."""
    runs = [
        [r for r in line if not _UNIT_LINE.match(r.text)] for line in runs_of(page.glyphs, CLOSE)
    ]
    best: list[Label] = []
    for first in range(len(runs)):
        for size in (1, 2, 3):
            if runs[first : first + size] and runs[first + size - 1 : first + size]:
                found = _labels([r for line in runs[first : first + size] for r in line])
                if score([Column(a.x0, a.x1, a.text, a.role) for a in found]) and len(found) > len(
                    best
                ):
                    best = found
    if not best:
        return []
    top = max(label.bottom for label in best)
    edges = corridors(page, best, top)
    pairs = pairwise(edges)
    columns = [
        Column(a, b, label.text, label.role, (label.x0, label.x1))
        for (a, b), label in zip(pairs, best, strict=True)
    ]
    return split(columns, top + 0.5, page)


def _labels(runs: list[Line]) -> list[Label]:
    """Known labels among runs: stacked runs belong together, and so do letters set wide apart."""
    stacks: list[list[Line]] = []
    for run in sorted(runs, key=lambda r: r.x0):
        if stacks and run.x0 < max(r.x1 for r in stacks[-1]) - 1:
            stacks[-1].append(run)
        else:
            stacks.append([run])
    return list(_best_labels(stacks, 0, {})[1])


MOST_LETTERS = 6
"""Letters set wide apart that one label may have."""


_Best: TypeAlias = tuple[tuple[int, int], tuple[Label, ...]]


def _best_labels(stacks: list[list[Line]], at: int, known: dict[int, _Best]) -> _Best:
    """The grouping of runs into labels that explains most: many labels, few runs left over."""
    if at == len(stacks):
        return (0, 0), ()
    if at not in known:
        points, labels = _best_labels(stacks, at + 1, known)
        best = (points[0], points[1] - 1), labels
        for size in range(1, min(MOST_LETTERS, len(stacks) - at) + 1):
            label = _label_of(stacks[at : at + size])
            if label:
                points, labels = _best_labels(stacks, at + size, known)
                worth = 1 - 2 * _is_torn(stacks, at + size)
                found = (points[0] + worth, points[1]), (label, *labels)
                best = max(best, found, key=lambda b: b[0])
        known[at] = best
    return known[at]


def _is_torn(stacks: list[list[Line]], at: int) -> bool:
    """Whether a label that ends before a run is torn from it: letters as close as a letter's breadth."""
    if at == len(stacks):
        return False
    one, other = stacks[at - 1][-1], stacks[at][0]
    single = len(squeezed(one.text)) == 1 and len(squeezed(other.text)) == 1
    return single and other.x0 - one.x1 < 1.3 * (one.bottom - one.top)


def _label_of(stacks: list[list[Line]]) -> Label | None:
    """The label that stacks of runs make together: one stack, or single letters set wide apart."""
    group = [run for stack in stacks for run in sorted(stack, key=lambda r: r.top)]
    text = "".join(run.text for run in group)
    if len(stacks) > 1:
        gaps = (b.x0 - a.x1 for a, b in pairwise(group))
        height = max(run.bottom - run.top for run in group)
        if any(len(squeezed(run.text)) > 2 for run in group) or max(gaps) > 3.5 * height:
            return None
    role = role_of(text)
    if role is None:
        return None
    left, end = min(run.x0 for run in group), max(run.x1 for run in group)
    return Label(left, end, max(run.bottom for run in group), text, role)


def corridors(page: Page, labels: list[Label], top: float) -> list[float]:
    """The edges of columns: between two labels, the widest strip that fewest lines cross."""
    covered = [0] * (int(page.width * FINE) + 2)
    for runs in runs_of([g for g in page.glyphs if g.top > top], 0.2):
        if len(runs) < 3:
            continue
        for run in runs:
            end = min(len(covered) - 1, int(run.x1 * FINE))
            for x in range(max(0, int(run.x0 * FINE)), end + 1):
                covered[x] += 1
    edges = [0.0]
    for one, other in pairwise(labels):
        left, end = (int((label.x0 + label.x1) / 2 * FINE) for label in (one, other))
        strips = _strips(covered, left, max(end, left + 1))
        chosen = _chosen(strips, one, end)
        edges.append((chosen[0] + chosen[1]) / 2 / FINE)
    return [*edges, page.width]


def _chosen(strips: list[tuple[int, int]], label: Label, end: int) -> tuple[int, int]:
    """The strip that ends a column: the widest; after figures, which end where their column ends, the last.

    A strip that reaches the next label's middle is bounded by no text there, so one before it is better.
    """
    if label.role not in (*AMOUNTS, Role.OTHER_MONEY, Role.NO):
        return max(strips, key=lambda s: s[1] - s[0])
    wide = [s for s in strips if s[1] - s[0] >= FINE]
    bounded = [s for s in wide if s[0] >= label.x1 * FINE and s[1] < end]
    return (bounded or wide or strips)[-1]


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
