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
        # many begin alike (いくらなん, いくら残), and few end so
        self._by_end: dict[str, list[tuple[str, int]]] = {}
        for strings, rule in rules:
            for short in strings:
                self._by_end.setdefault(short[-2:], []).append((short, len(self._rules)))
            self._rules.append(rule)
        self._ends = frozenset(s for s in self._by_end if len(s) > 1)
        self._alone = frozenset(self._by_end) - self._ends

    def open(self, text: str) -> list[T]:
        """The rules of which a string stands in a text, in their order."""
        ends = self._ends.intersection(map(add, text, text[1:]))
        if not self._alone.isdisjoint(text):
            ends |= self._alone.intersection(text)
        if not ends:
            return []
        found = {place for end in ends for short, place in self._by_end[end] if short in text}
        return [self._rules[place] for place in sorted(found)]
