"""A name to be found: as written, and how it may be read aloud."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from math import log
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct

from nlp.words.readings import OTHERWISE, loose, reading_of
from nlp.words.text import fold, normalize
from nlp.words.tokens import Token, is_word, tokenize

K = TypeVar("K", bound=Hashable)

_DROP = str.maketrans("", "", " ・、。,.!?()[]「」『』【】~-")


class Name(Struct, Generic[K], frozen=True, dict=True):
    """A name as written, squeezed; how it is read is found out when that is first asked."""

    key: K
    text: str
    published: str

    @cached_property
    def _words(self) -> tuple[list[Token], list[Token]]:
        plain = normalize(self.published)
        return tokenize(plain), tokenize(plain, short=True)

    @cached_property
    def said(self) -> str:
        """Its reading."""
        return squeeze(reading_of(self._words[0]))

    @cached_property
    def sounds(self) -> frozenset[str]:
        """The readings of its words, long and short."""
        return frozenset(fold(t.reading) for words in self._words for t in words)

    @cached_property
    def kana(self) -> str:
        """Its readings under the loose key: letters as said and as written (DV, ディーブイ), words long and short."""
        longest, shortest = self._words
        spoken = [self.said, reading_of(longest, letters=False), reading_of(shortest)]
        if any(t.surface.isdecimal() for t in shortest):
            spoken.append(fold("".join(t.reading for t in shortest)))
        if any(t.surface in OTHERWISE for t in shortest):
            spoken.append("".join(OTHERWISE.get(t.surface) or reading_of((t,)) for t in shortest))
        return _OR.join(dict.fromkeys(loose(squeeze(s)) for s in spoken))

    @cached_property
    def spoken_ends(self) -> tuple[str, ...]:
        """The same from where each of its words begins, to the end."""
        longest, shortest = self._words
        ends = [reading_of(words[i:]) for words in (longest, shortest) for i in range(len(words))]
        ends += [reading_of(longest[i:], letters=False) for i in range(len(longest))]
        if any(t.surface in OTHERWISE for t in shortest):
            said = [OTHERWISE.get(t.surface) or reading_of((t,)) for t in shortest]
            ends += ["".join(said[i:]) for i in range(len(said))]
        return tuple(dict.fromkeys(loose(squeeze(s)) for s in ends))

    @cached_property
    def spoken_words(self) -> frozenset[str]:
        """How its words are read, alone and with their neighbours, under the loose key."""
        return frozenset(
            loose(squeeze(reading_of(words[i : i + size])))
            for words in self._words
            for i in range(len(words))
            for size in (1, 2, 3)
        )

    def holds_within_word(self, folded: str) -> bool:
        """Whether kana stand only within a word of the dictionary: ダンス of ガイダンス."""
        if any(end.startswith(folded) for end in self.written_ends):
            return False
        words = self._words[1]
        return any(folded in fold(t.surface) and is_word(t.surface) for t in words) or not any(
            folded in fold(t.surface) for t in words
        )

    @cached_property
    def written_ends(self) -> tuple[str, ...]:
        """What is written from where each of its words begins, to the end."""
        words = self._words[1]
        return tuple(squeeze("".join(t.surface for t in words[i:])) for i in range(len(words)))


class Candidate(Struct, Generic[K], frozen=True):
    """A name that fits. `coverage`: part of the mention that the name accounts for; `share`: part of
    the name that was asked for; `how`: exact, contains, words, slip or reading; `missing`: words of
    the mention that the name does not hold.
    """

    key: K
    score: float
    coverage: float
    share: float
    how: str
    missing: tuple[Token, ...] = ()


def pairs(text: str) -> list[str]:
    """The pairs of neighbouring characters."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


_OR = "|"
"""Between the readings of a name."""


Postings: TypeAlias = dict[str, tuple[float, list[int]]]
"""The rows that hold each pair of characters, and how much the pair tells: the rarer the more."""


def postings(texts: Sequence[str]) -> Postings:
    """The postings of some texts, by place."""
    lists: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        for pair in set(pairs(text)):
            lists.setdefault(pair, []).append(row)
    many = len(texts)
    return {pair: (log(1 + many / len(rows)), rows) for pair, rows in lists.items()}


def squeeze(text: str) -> str:
    """Folded text without spaces and signs."""
    return squeezed(normalize(text))


def squeezed(normalized: str) -> str:
    """The same of text that is normalised already."""
    return fold(normalized).translate(_DROP)
