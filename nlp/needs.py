"""What residents tell of their life, and the words that lists print for what helps: 父が夜中に出歩く is 認知症.

The last resort, for messages in which nothing else was found: only projects are listed so, never an amount is
given, and the answer says which word it is about. General Japanese from `needs.txt`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

from nlp.ask import ask
from nlp.lexicon import Lexicon
from nlp.parts import Part
from nlp.text import fold, normalize


class Way(Struct, frozen=True):
    """A way to tell of a need: what must stand in a message, and what must not."""

    said: tuple[str, ...]
    unsaid: tuple[str, ...]

    def size(self, folded: str) -> int:
        """How many characters of a folded message tell of the need; 0 where it does not."""
        if all(s in folded for s in self.said) and not any(s in folded for s in self.unsaid):
            return sum(map(len, self.said))
        return 0


class Need(Struct, frozen=True):
    """The words for what helps, the most specific first, and the ways to tell of the need for it."""

    words: tuple[str, ...]
    ways: tuple[Way, ...]

    def size(self, folded: str) -> int:
        """How many characters of a message tell of the need, by the way that tells most."""
        return max(way.size(folded) for way in self.ways)


def read(lines: Iterable[str]) -> tuple[Need, ...]:
    """Needs of lines `word word < said & said & !unsaid | said`; # begins a comment.

    Raises:
        ValueError: a line is no such line.
    """
    needs = []
    for number, line in enumerate(lines, 1):
        text = line.split("#")[0].strip()
        if not text:
            continue
        words, mark, ways = text.partition(" < ")
        if not mark or not words.split() or not all(w.strip() for w in ways.split("|")):
            raise ValueError(f"line {number} is no line of needs: {line!r}")
        needs.append(Need(tuple(words.split()), tuple(_way(w) for w in ways.split("|"))))
    return tuple(needs)


def _way(text: str) -> Way:
    parts = [fold(normalize(part.strip())) for part in text.split("&")]
    return Way(
        tuple(p for p in parts if not p.startswith("!")),
        tuple(p[1:].strip() for p in parts if p.startswith("!")),
    )


@cache
def _needs() -> tuple[Need, ...]:
    text = Path(__file__).with_name("needs.txt").read_text(encoding="utf-8")
    return read(text.splitlines())


MOST = 8
"""Projects at most about what someone tells; more are a field of a whole department."""

CLEAR = 0.6
"""The least part of what the clearest need has in a message that another need must have to be meant."""


def helped_by(text: str, lexicon: Lexicon) -> Part | None:
    """The projects that help with what a message tells; None where the list speaks of nothing of that."""
    folded = fold(text)
    sizes = ((need.size(folded), need) for need in _needs())
    told = sorted((s for s in sizes if s[0]), key=lambda s: -s[0])
    clear = [need for size, need in told if size >= CLEAR * told[0][0]]
    found = (about(word, lexicon) for need in clear for word in need.words)
    return next(filter(None, found), None)


def about(word: str, lexicon: Lexicon) -> Part | None:
    """The projects about a word, where they are few."""
    parts = ask(f"{word}に関係する事業", lexicon).parts
    few = len(parts) == 1 and 0 < len(parts[0].entity.scope.projects or ()) <= MOST
    return parts[0] if few and parts[0].topic else None
