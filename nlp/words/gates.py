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
        places: dict[str, list[int]] = {}
        for place, (strings, _) in enumerate(stated):
            for short in strings:
                places.setdefault(short, []).append(place)
        # many begin alike (いくらなん, いくら残): each is looked for by the piece of it that fewest others have
        pieces = {short: _pieces(short) for short in places}
        often = Counter(chain.from_iterable(pieces.values()))
        self._by_piece: dict[str, list[tuple[str, list[int]]]] = {}
        for short, of in pieces.items():
            rarest = of[0] if len(of) == 1 else min(reversed(of), key=often.__getitem__)
            self._by_piece.setdefault(rarest, []).append((short, places[short]))
        self._sought = frozenset(self._by_piece)

    def open(self, text: str, held: Held | None = None) -> list[T]:
        """The rules of which a string stands in a text, in their order; `held`: what stands in it, if that is known."""
        found: set[int] = set()
        for piece in self._sought & (held or Held(text)).pieces:
            for short, places in self._by_piece[piece]:
                if short in text:
                    found.update(places)
        return [self._rules[place] for place in sorted(found)] if found else []


def _pieces(short: str) -> list[str]:
    """Each two characters that stand beside each other; one that stands alone."""
    return [*map(add, short, short[1:])] if len(short) > 2 else [short]
