"""English words that lists of a town's budget speak of, and what Japanese calls them.

General English only; what belongs to a document (offices, pillars, names) comes from its index.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

OR = " | "
"""Between the Japanese words that are usual for one English word; where a list says none, the first is meant."""


@cache
def glossary() -> dict[str, tuple[str, ...]]:
    """General civic English, and the Japanese words that budget lists use for it."""
    return {word: tuple(said.split(OR)) for word, said in _pairs("glossary_en.txt").items()}


@cache
def loanwords() -> dict[str, str]:
    """English words that Japanese has borrowed, and how it writes them."""
    return _pairs("loanwords.txt")


def _pairs(file: str) -> dict[str, str]:
    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))
