"""Rules behind short strings: of many, those of which a string stands in a text, found in one pass over it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")


class Held:
    """A text and what stands in it, found out once for all the gates that are asked of it or of a part of it."""

    __slots__ = ("_pieces", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces: set[str] | None = None

    @property
    def pieces(self) -> set[str]:
        """The characters of the text, and each two that stand beside each other."""
        pieces = self._pieces
        if pieces is None:
            text = self.text
            pieces = self._pieces = set(map(add, text, text[1:]))
            pieces.update(text)
        return pieces

    def of(self, text: str) -> Held:
        """The same of another text; what is a part of this one holds nothing more."""
        return self if text in self.text else Held(text)


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
        self._ends = frozenset(self._by_end)

    def open(self, text: str, held: Held | None = None) -> list[T]:
        """The rules of which a string stands in a text, in their order; `held`: what stands in it, if that is known."""
        ends = self._ends & (held or Held(text)).pieces
        if not ends:
            return []
        found = {place for end in ends for short, place in self._by_end[end] if short in text}
        return [self._rules[place] for place in sorted(found)]
