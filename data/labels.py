"""Runs of a header without rules become labels: stacked lines are one, and so are letters set apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from data.grid import Label
from data.layouts import role_of, squeezed
from data.lines import Line

LONGEST = 30
"""Letters of a label without rules around it."""

MOST_LETTERS = 6
"""Letters set wide apart that one label may have."""


class Stack(NamedTuple):
    """Runs that stand above each other, and the runs over them that stand over their neighbours too."""

    runs: tuple[Line, ...]
    over: tuple[Line, ...] = ()


_Best: TypeAlias = tuple[tuple[int, int], tuple[Label, ...]]


def labels_of(runs: Sequence[Line]) -> list[Label]:
    """The labels of a header, from left to right; what says nothing known is a label all the same."""
    stacks = [leaf for stack in _stacks(_spelled(runs)) for leaf in _leaves(stack)]
    return list(_best(_without_bridges(stacks), 0, {})[1])


def _without_bridges(stacks: Sequence[Stack]) -> list[Stack]:
    """A stack that ends above where both its neighbours begin names them both, and is no column."""
    found = list(stacks)
    for at in range(len(found) - 2, 0, -1):
        left, own, right = found[at - 1 : at + 2]
        floor = max(run.bottom - 0.3 * run.height for run in own.runs)
        if all(run.top >= floor for run in (*left.runs, *right.runs)):
            found[at - 1 : at + 2] = [Stack(s.runs, (*own.runs, *s.over)) for s in (left, right)]
    return found


def _stacks(runs: Sequence[Line]) -> list[Stack]:
    """Runs that stand above each other, from left to right."""
    stacks: list[list[Line]] = []
    for run in sorted(runs, key=lambda r: r.x0):
        if stacks and run.x0 < max(r.x1 for r in stacks[-1]) - 1:
            stacks[-1].append(run)
        else:
            stacks.append([run])
    return [Stack(tuple(sorted(stack, key=lambda r: r.middle))) for stack in stacks]


def _spelled(runs: Sequence[Line]) -> list[Line]:
    """Runs with single letters of one word, set a little apart on one level, as one run."""
    words: list[list[Line]] = []
    for run in sorted(runs, key=lambda r: (round(r.middle), r.x0)):
        if words and _spells(words[-1][-1], run):
            words[-1].append(run)
        else:
            words.append([run])
    found: list[Line] = []
    for word in words:
        if all(role_of(letter.text) for letter in word):
            found += word
            continue
        text = "".join(letter.text for letter in word)
        found.append(Line(word[0].x0, word[0].top, word[-1].x1, word[0].bottom, text))
    return found


def _spells(one: Line, other: Line) -> bool:
    near = 0 < other.x0 - one.x1 < 1.3 * one.height and abs(one.middle - other.middle) < 1
    return near and len(one.text) == len(other.text) == 1


def _leaves(stack: Stack) -> list[Stack]:
    """A stack whose upper run stands over several others is as many columns, each under that run."""
    for over in stack.runs:
        lower = [r for r in stack.runs if r.top >= over.bottom - 0.3 * over.height]
        if sum(any(_share(over, r) for r in s.runs) for s in _stacks(lower)) > 1:
            rest = [
                leaf
                for s in _stacks([r for r in stack.runs if r is not over])
                for leaf in _leaves(s)
            ]
            return [
                Stack(leaf.runs, (over, *leaf.over))
                if any(_share(over, r) for r in leaf.runs)
                else leaf
                for leaf in rest
            ]
    return [stack]


def _share(one: Line, other: Line) -> bool:
    """Whether runs stand above each other."""
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _best(stacks: Sequence[Stack], at: int, known: dict[int, _Best]) -> _Best:
    """The grouping of stacks into labels that explains most: many labels, few stacks left over."""
    if at == len(stacks):
        return (0, 0), ()
    if at not in known:
        points, labels = _best(stacks, at + 1, known)
        best = (points[0], points[1] - 1), (_label(stacks[at : at + 1]), *labels)
        for size in range(1, min(MOST_LETTERS, len(stacks) - at) + 1):
            group = stacks[at : at + size]
            if size > 1 and not _is_spaced(group):
                continue
            label = _label(group)
            if label.role:
                points, labels = _best(stacks, at + size, known)
                worth = 1 - 2 * _is_torn(stacks, at + size)
                found = (points[0] + worth, points[1]), (label, *labels)
                best = max(best, found, key=lambda b: b[0])
        known[at] = best
    return known[at]


def _is_torn(stacks: Sequence[Stack], at: int) -> bool:
    """Whether a label that ends before a stack is torn from it: letters as close as a letter's breadth."""
    if at == len(stacks):
        return False
    one, other = stacks[at - 1].runs[-1], stacks[at].runs[0]
    single = len(squeezed(one.text)) == 1 and len(squeezed(other.text)) == 1
    return single and other.x0 - one.x1 < 1.3 * one.height


def _is_spaced(stacks: Sequence[Stack]) -> bool:
    """Whether stacks are letters of one label that are set wide apart."""
    group = [run for stack in stacks for run in stack.runs]
    if len(group) > len(stacks) or any(len(squeezed(run.text)) > 2 for run in group):
        return False
    gaps = (b.x0 - a.x1 for a, b in pairwise(group))
    return max(gaps) <= 3.5 * max(run.height for run in group)


def _label(stacks: Sequence[Stack]) -> Label:
    runs = [run for stack in stacks for run in stack.runs]
    text = "".join(run.text for run in (*stacks[0].over, *runs))
    role = role_of(text) if len(text) <= LONGEST else None
    low = [stack.runs[-1] for stack in stacks]  # what stands above may reach over neighbours
    left, end = min(run.x0 for run in low), max(run.x1 for run in low)
    return Label(left, end, max(run.bottom for run in runs), text, role)
