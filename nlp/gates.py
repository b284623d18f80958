"""Rules behind short strings: of many, those of which a string stands in a text, found in one pass over it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")


class Gates(Generic[T]):
    """Rules, each behind a few short strings of which one must stand in a text."""

    def __init__(self, rules: Iterable[tuple[Iterable[str], T]]) -> None:
        """The rules in their order, each after its strings."""
        self._rules: list[T] = []
        self._by_start: dict[str, list[tuple[str, int]]] = {}
        for strings, rule in rules:
            for short in strings:
                self._by_start.setdefault(short[:2], []).append((short, len(self._rules)))
            self._rules.append(rule)
        self._starts = frozenset(s for s in self._by_start if len(s) > 1)
        self._alone = frozenset(self._by_start) - self._starts

    def open(self, text: str) -> list[T]:
        """The rules of which a string stands in a text, in their order."""
        starts = self._starts.intersection(map(add, text, text[1:]))
        if self._alone:
            starts |= self._alone.intersection(text)
        if not starts:
            return []
        found = {
            place for start in starts for short, place in self._by_start[start] if short in text
        }
        return [self._rules[place] for place in sorted(found)]
