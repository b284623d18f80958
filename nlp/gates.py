"""Rules behind short strings: of many, those of which a string stands in a text, found in one pass over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")

_SOUGHT: dict[str, list[tuple[str, int, int]]] = {}
"""What all gates look for, by a piece of it: the string, whose it is, and the place of its rule there."""


class Held:
    """A text and what stands in it, found out once for all the gates that are asked of it or of a part of it."""

    __slots__ = ("_found", "_known", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[int, list[tuple[str, int]]] = {}
        self._known = 0

    def strings(self, gates: int) -> list[tuple[str, int]]:
        """The strings of some gates that stand in the text, each with the place of its rule."""
        if self._known <= gates:
            self._look()
        return self._found.get(gates, [])

    def _look(self) -> None:
        text, found = self.text, dict[int, list[tuple[str, int]]]()
        pieces = set(map(add, text, text[1:]))
        pieces.update(text)
        for piece in _SOUGHT.keys() & pieces:
            for short, gates, place in _SOUGHT[piece]:
                if short in text:
                    found.setdefault(gates, []).append((short, place))
        self._found, self._known = found, Gates.built

    def of(self, text: str) -> Held:
        """The same of another text; what is a part of this one holds nothing more."""
        return self if text in self.text else Held(text)


class Gates(Generic[T]):
    """Rules, each behind a few short strings of which one must stand in a text."""

    built = 0
    """How many there are: each is known by its number."""

    def __init__(self, rules: Iterable[tuple[Iterable[str], T]]) -> None:
        """The rules in their order, each after its strings."""
        stated = [(tuple(strings), rule) for strings, rule in rules]
        self._rules = [rule for _, rule in stated]
        self._number = Gates.built
        # many begin alike (いくらなん, いくら残): each is looked for by the piece of it that fewest others have
        often = Counter(chain.from_iterable(_pieces(s) for strings, _ in stated for s in strings))
        for place, (strings, _) in enumerate(stated):
            for short in strings:
                rarest = min(reversed(_pieces(short)), key=often.__getitem__)
                _SOUGHT.setdefault(rarest, []).append((short, self._number, place))
        Gates.built += 1

    def open(self, text: str, held: Held | None = None) -> list[T]:
        """The rules of which a string stands in a text, in their order; `held`: what stands in it, if that is known."""
        held = held or Held(text)
        found = held.strings(self._number)
        if not found:
            return []
        whole = text is held.text
        places = {place for short, place in found if whole or short in text}
        return [self._rules[place] for place in sorted(places)]


def _pieces(short: str) -> list[str]:
    """Each two characters that stand beside each other; one that stands alone."""
    return [short[at : at + 2] for at in range(len(short) - 1)] or [short]
