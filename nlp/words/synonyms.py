"""General civic Japanese: what else may stand for a word, from `synonyms.txt`. Nothing of it is one ward's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from nlp.words.once import once
from nlp.words.text import fold, normalize


class Synonyms(Struct, frozen=True, dict=True):
    """General Japanese: what else may stand for a word."""

    same: dict[str, tuple[str, ...]]
    included: dict[str, tuple[str, ...]]
    titles: tuple[str, ...] = ()
    """Longer words that are about something else than the words in them: 旅行会社 is no 企業."""

    @classmethod
    def read(cls, lines: Iterable[str]) -> Synonyms:
        """`a = b` both ways, `a > b c` one way, `! a b` titles, in folded text; # begins a comment.

        Raises:
            ValueError: a line is none of them.
        """
        same: dict[str, dict[str, None]] = {}
        included: dict[str, dict[str, None]] = {}
        titles: list[str] = []
        for line in lines:
            text = line.split("#")[0].strip()
            if text.startswith("!"):
                titles += text[1:].split()
            elif ">" in text:
                heads, members = text.split(">")
                for head in heads.split():
                    included.setdefault(head, {}).update(dict.fromkeys(members.split()))
            elif "=" in text:
                group = [w.strip() for w in text.split("=")]
                for word in group:
                    same.setdefault(word, {}).update(dict.fromkeys(w for w in group if w != word))
            elif text:
                raise ValueError(f"not a line of synonyms: {line!r}")
        return cls(
            {word: tuple(others) for word, others in same.items()},
            {word: tuple(others) for word, others in included.items()},
            tuple(sorted(titles, key=len, reverse=True)),
        )

    def titles_in(self, text: str) -> frozenset[str]:
        """The titles that stand in folded text."""
        return frozenset(title for title in self.titles if title in text)

    def without_titles(self, text: str) -> str:
        """Normalised text without the titles that stand in it."""
        folded = fold(text)
        for title in self.titles if len(folded) == len(text) else ():
            while (at := folded.find(title)) >= 0:
                text = f"{text[:at]}。{text[at + len(title) :]}"
                folded = fold(text)
        return text

    @once
    def words(self) -> frozenset[str]:
        """Every word that stands in the list."""
        members = [*self.same.values(), *self.included.values()]
        return frozenset(self.same).union(self.included, *members)

    def knows(self, word: str) -> bool:
        """Whether a word has synonyms or includes others."""
        return word in self.same or word in self.included


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """A word as the list holds it: normal, katakana as hiragana."""
    return fold(normalize(word))


@cache
def synonyms() -> Synonyms:
    """The reviewed list that comes with the program."""
    text = Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8")
    return Synonyms.read(fold(text).splitlines())
