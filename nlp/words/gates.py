"""Rules behind short strings: of many, those of which a string stands in a text, found in one pass over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
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
        stated = [(tuple(strings), rule) for strings, rule in rules]
        self._rules = [rule for _, rule in stated]
        # many begin alike (いくらなん, いくら残): each is looked for by the piece of it that fewest others have
        often = Counter(chain.from_iterable(_pieces(s) for strings, _ in stated for s in strings))
        self._by_piece: dict[str, list[tuple[str, int]]] = {}
        for place, (strings, _) in enumerate(stated):
            for short in strings:
                rarest = min(reversed(_pieces(short)), key=often.__getitem__)
                self._by_piece.setdefault(rarest, []).append((short, place))
        self._sought = frozenset(self._by_piece)

    def open(self, text: str, held: Held | None = None) -> list[T]:
        """The rules of which a string stands in a text, in their order; `held`: what stands in it, if that is known."""
        found: set[int] = set()
        for piece in self._sought & (held or Held(text)).pieces:
            for short, place in self._by_piece[piece]:
                if short in text:
                    found.add(place)
        return [self._rules[place] for place in sorted(found)] if found else []


def _pieces(short: str) -> list[str]:
    """Each two characters that stand beside each other; one that stands alone."""
    return [short[at : at + 2] for at in range(len(short) - 1)] or [short]
