"""Rules behind short strings: of many, those of which a string stands in a text, found in one pass over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Gates(Generic[T]):
    """Rules, each behind a few short strings of which one must stand in a text."""

    def __init__(self, rules: Iterable[tuple[Iterable[str], T]]) -> None:
        """The rules in their order, each after its strings."""
        self._rules: list[T] = []
        self._by_first: dict[str, list[tuple[str, int]]] = {}
        for strings, rule in rules:
            for short in strings:
                self._by_first.setdefault(short[0], []).append((short, len(self._rules)))
            self._rules.append(rule)

    def open(self, text: str) -> list[T]:
        """The rules of which a string stands in a text, in their order."""
        known = self._by_first
        found = {
            place
            for at, first in enumerate(text)
            if first in known
            for short, place in known[first]
            if text.startswith(short, at)
        }
        return [self._rules[place] for place in sorted(found)]
