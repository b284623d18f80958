"""What residents tell of their life, and the words that lists print for what helps: 父が夜中に出歩く is 認知症.

The last resort, for messages in which nothing else was found: only projects are listed so, never an amount is
given, and the answer says which word it is about. General Japanese from `needs.txt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from operator import contains
from pathlib import Path

from msgspec import Struct

from nlp.asking.ask import ask
from nlp.meaning.parts import Part
from nlp.names.lexicon import Lexicon
from nlp.words.text import fold, normalize

MOST = 8
"""Projects at most about what someone tells; more are a field of a whole department."""

CLEAR = 0.9
"""The least part of what the clearest need has in a message that another need must have to be meant."""


SHORTEST = 2
"""Characters at least of the longest of what is said."""


Says = Callable[[str, str], bool]
"""Whether a message says some words."""


class Way(Struct, frozen=True):
    """A way to tell of a need: what must stand in a message, what must not, and the place of the need."""

    said: tuple[str, ...]
    unsaid: tuple[str, ...]
    need: int

    def size(self, text: str, says: Says) -> int:
        """How many characters of a message tell of the need; 0 where it does not."""
        if all(says(text, s) for s in self.said) and not any(says(text, s) for s in self.unsaid):
            return sum(map(len, self.said))
        return 0


class Needs(Struct, frozen=True):
    """The words for what helps with each need, the most specific first, and the ways to tell of it by the first
    two characters of what is said.
    """

    words: list[tuple[str, ...]]
    ways: dict[str, list[Way]]

    def clear(self, text: str, says: Says = contains) -> list[tuple[str, ...]]:
        """The words for the needs of which a message tells clearly, those of which it says most first."""
        sizes: dict[int, int] = {}
        for start in {text[i : i + SHORTEST] for i in range(len(text) - 1)}:
            for way in self.ways.get(start, ()):
                sizes[way.need] = max(sizes.get(way.need, 0), way.size(text, says))
        most = max(sizes.values(), default=0)
        told = sorted((-size, need) for need, size in sizes.items() if size >= CLEAR * most > 0)
        return [self.words[need] for _, need in told]


def read(lines: Iterable[str]) -> Needs:
    """Needs of lines `word word < said & said & !unsaid | said`; # begins a comment.

    Raises:
        ValueError: a line is no such line.
    """
    found = Needs([], {})
    for number, line in enumerate(lines, 1):
        text = line.split("#")[0].strip()
        if not text:
            continue
        words, mark, ways = text.partition(" < ")
        if not mark or not words.split():
            raise ValueError(f"line {number} is no line of needs: {line!r}")
        for text in ways.split("|"):
            way = _way(text, len(found.words))
            if not way.said or len(way.said[0]) < SHORTEST:
                raise ValueError(f"line {number} tells of a need in too few words: {text!r}")
            found.ways.setdefault(way.said[0][:SHORTEST], []).append(way)
        found.words.append(tuple(words.split()))
    return found


def _way(text: str, need: int) -> Way:
    parts = [fold(normalize(part.strip())) for part in text.split("&")]
    said = tuple(sorted((p for p in parts if p and p[0] != "!"), key=len, reverse=True))
    return Way(said, tuple(p[1:].strip() for p in parts if p.startswith("!")), need)


@cache
def _needs() -> Needs:
    text = Path(__file__).with_name("needs.txt").read_text(encoding="utf-8")
    return read(text.splitlines())


def helped_by(text: str, lexicon: Lexicon) -> Part | None:
    """The projects that help with what a message tells; None where the list speaks of nothing of that."""
    found = (about(word, lexicon) for words in _needs().clear(fold(text)) for word in words)
    return next(filter(None, found), None)


def about(word: str, lexicon: Lexicon) -> Part | None:
    """The projects about a word, where they are few."""
    parts = ask(f"{word}に関係する事業", lexicon).parts
    few = len(parts) == 1 and 0 < len(parts[0].entity.scope.projects or ()) <= MOST
    return parts[0] if few and parts[0].topic else None
