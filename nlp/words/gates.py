"""Rules behind short strings: of many, those of which a string stands in a text, found in one pass over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from operator import add
from typing import Generic, TypeVar

from nlp.words.text import holds_any

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


FEW = 4
"""Texts that are looked through string by string: to sort the strings takes as long as a dozen."""


class Gates(Generic[T]):
    """Rules, each behind a few short strings of which one must stand in a text."""

    def __init__(self, rules: Iterable[tuple[Iterable[str], T]]) -> None:
        """The rules in their order, each after its strings."""
        self._stated = [(tuple(strings), rule) for strings, rule in rules]
        self._seen = 0

    @cached_property
    def _by_piece(self) -> dict[str, list[tuple[str, list[int]]]]:
        """The strings, each with the places of its rules, by a piece of two characters.

        Many begin alike (いくらなん, いくら残), many end so: each is looked for by what fewer others have.
        """
        places: dict[str, list[int]] = {}
        for place, (strings, _) in enumerate(self._stated):
            for short in strings:
                places.setdefault(short, []).append(place)
        often = Counter([short[:2] for short in places])
        often.update([short[-2:] for short in places])
        by_piece: dict[str, list[tuple[str, list[int]]]] = {}
        for short, of in places.items():
            begins, ends = short[:2], short[-2:]
            rarer = begins if often[begins] < often[ends] else ends
            by_piece.setdefault(rarer, []).append((short, of))
        return by_piece

    @cached_property
    def _sought(self) -> frozenset[str]:
        return frozenset(self._by_piece)

    def open(self, text: str, held: Held | None = None) -> list[T]:
        """The rules of which a string stands in a text, in their order; `held`: what stands in it, if that is known."""
        if self._seen < FEW:
            self._seen += 1
            return [rule for strings, rule in self._stated if holds_any(text, strings)]
        found: set[int] = set()
        for piece in self._sought & (held or Held(text)).pieces:
            for short, places in self._by_piece[piece]:
                if short in text:
                    found.update(places)
        return [self._stated[place][1] for place in sorted(found)] if found else []
