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
    """A way to tell of a need: what must stand in a message, what must not, and the place of the need."""

    said: tuple[str, ...]
    unsaid: tuple[str, ...]
    need: int

    def size(self, folded: str) -> int:
        """How many characters of a folded message tell of the need; 0 where it does not."""
        if all(s in folded for s in self.said) and not any(s in folded for s in self.unsaid):
            return sum(map(len, self.said))
        return 0


class Needs(Struct, frozen=True):
    """The word for what helps with each need, and the ways to tell of it by the first two characters of what is
    said.
    """

    words: list[str]
    ways: dict[str, list[Way]]

    def told(self, folded: str) -> list[tuple[int, str]]:
        """The needs of which a message tells, those of which it says most first: how much, and the word."""
        sizes: dict[int, int] = {}
        for start in {folded[i : i + 2] for i in range(len(folded) - 1)}:
            for way in self.ways.get(start, ()):
                sizes[way.need] = max(sizes.get(way.need, 0), way.size(folded))
        told = sorted((-size, need) for need, size in sizes.items() if size)
        return [(-size, self.words[need]) for size, need in told]


def read(lines: Iterable[str]) -> Needs:
    """Needs of lines `word < said & said & !unsaid | said`; # begins a comment.

    Raises:
        ValueError: a line is no such line.
    """
    found = Needs([], {})
    for number, line in enumerate(lines, 1):
        text = line.split("#")[0].strip()
        if not text:
            continue
        word, mark, ways = text.partition(" < ")
        if not mark or len(word.split()) != 1:
            raise ValueError(f"line {number} is no line of needs: {line!r}")
        for text in ways.split("|"):
            way = _way(text, len(found.words))
            if not way.said or len(way.said[0]) < SHORTEST:
                raise ValueError(f"line {number} tells of a need in too few words: {text!r}")
            found.ways.setdefault(way.said[0][:SHORTEST], []).append(way)
        found.words.append(word)
    return found


SHORTEST = 2
"""Characters at least of the longest of what is said."""


def _way(text: str, need: int) -> Way:
    parts = [fold(normalize(part.strip())) for part in text.split("&")]
    said = tuple(sorted((p for p in parts if p and p[0] != "!"), key=len, reverse=True))
    return Way(said, tuple(p[1:].strip() for p in parts if p.startswith("!")), need)


@cache
def _needs() -> Needs:
    text = Path(__file__).with_name("needs.txt").read_text(encoding="utf-8")
    return read(text.splitlines())


MOST = 8
"""Projects at most about what someone tells; more are a field of a whole department."""

CLEAR = 0.9
"""The least part of what the clearest need has in a message that another need must have to be meant."""


def helped_by(text: str, lexicon: Lexicon) -> Part | None:
    """The projects that help with what a message tells; None where the list speaks of nothing of that."""
    told = _needs().told(fold(text))
    clear = (word for size, word in told if size >= CLEAR * told[0][0])
    found = (_about(word, lexicon) for word in clear)
    return next(filter(None, found), None)


def _about(word: str, lexicon: Lexicon) -> Part | None:
    """The projects about a word, where they are few."""
    parts = ask(f"{word}に関係する事業", lexicon).parts
    few = len(parts) == 1 and 0 < len(parts[0].entity.scope.projects or ()) <= MOST
    return parts[0] if few and parts[0].topic else None
