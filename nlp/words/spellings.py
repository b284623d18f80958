"""How the name of a project may be written: whole, and without what stands in brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data.model import Project
from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize

_OPENING = frozenset("(【[")
_BRACKETS = pattern(r"[(【\[](.*?)[)】\]]")
_DIALLED = pattern("#[0-9]{3,}", among="#")
"""A number by which a service is called: #7119, which is no number of a project."""


def spellings(projects: tuple[Project, ...]) -> Iterator[tuple[str, Project]]:
    """Names as printed, with what stands in brackets said plainly, and without it where that is one name; the numbers
    that are dialled for them.
    """
    plain = [(fold(normalize(p.name)), p) for p in projects]
    shorter = [
        (name if _OPENING.isdisjoint(name) else _BRACKETS.sub("", name), p) for name, p in plain
    ]
    often = Counter(name for name, _ in shorter)
    yield from plain
    for name, project in plain:
        if dialled := _DIALLED.search(name):
            yield dialled[0], project
    for (name, project), (short, _) in zip(plain, shorter, strict=True):
        if short == name or len(short) < 4:
            continue
        if often[short] == 1:
            yield short, project
        if inner := _BRACKETS.search(name):
            yield short + inner[1], project
            yield f"{short}の{inner[1]}", project
