"""How the name of a project may be written: whole, and without what stands in brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data.model import Project
from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize

_OPENING = frozenset("(【[")
_BRACKETS = pattern(r"[(【\[](.*?)[)】\]]")


def spellings(projects: tuple[Project, ...]) -> Iterator[tuple[str, Project]]:
    """Names as printed, with what stands in brackets said plainly, and without it where that is one name."""
    plain = [(fold(normalize(p.name)), p) for p in projects]
    shorter = [
        (name if _OPENING.isdisjoint(name) else _BRACKETS.sub("", name), p) for name, p in plain
    ]
    often = Counter(name for name, _ in shorter)
    yield from plain
    for (name, project), (short, _) in zip(plain, shorter, strict=True):
        if short == name or len(short) < 4:
            continue
        if often[short] == 1:
            yield short, project
        if inner := _BRACKETS.search(name):
            yield short + inner[1], project
            yield f"{short}の{inner[1]}", project
