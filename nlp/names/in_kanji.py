"""Topics that are typed in kana, as the list or general Japanese writes them: こうれいしゃの事業 of 高齢者."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from nlp.rules.particles import IDLE, LIGHT, PARTICLES
from nlp.words.once import once
from nlp.words.patterns import pattern
from nlp.words.readings import loose, reading, reading_of
from nlp.words.synonyms import synonyms
from nlp.words.text import fold, has_kanji, normalize
from nlp.words.tokens import Token, is_word, tokenize

if TYPE_CHECKING:
    from nlp.names.lexicon import Lexicon

_RUN = pattern(
    "[\u3041-\u3096ー](?:(?<![^ 、。「].)|(?<=[^\x00-\x7f\u3041-\u30ff、。「」・][のでに].))[\u3041-\u3096ー]{2,}"
)
"""Hiragana with which a clause, or what is told of a word in kanji, begins."""

_APART = pattern("[のをがはにとでも]|って|[^\u3041-\u3096ー]|$")
"""What follows a word."""

_ALONE = pattern("(?! )| ?(?:[のをがはにとでも]|って)(?: |$)")
"""What follows a word that no other word goes on."""

SHORT = 3
"""Kana at least of a word that is known by its reading."""

LONGEST = 12
"""Kana at most of a word of the dictionary or of two."""


class InKanji:
    """Words in kanji by how they are read: those of the fields of a list, and those that have synonyms."""

    def __init__(
        self, names: Iterable[str], groups: Iterable[str], descriptions: Iterable[str]
    ) -> None:
        """What the projects are called, where they belong and what is told of them."""
        self._names = names
        self._groups = groups
        self._descriptions = descriptions

    @once
    def _named(self) -> dict[str, list[str]]:
        """The groups, and the nouns of all names, and each two that stand together, by their loose reading."""
        found: dict[str, dict[str, int]] = {}
        for group in self._groups:
            found.setdefault(loose(reading(group)), {})[normalize(group)] = 1
        return _nouns((*self._names, *self._groups), found)

    @once
    def _told(self) -> dict[str, list[str]]:
        """The nouns of the descriptions and the words that have synonyms, by their loose reading."""
        found: dict[str, dict[str, int]] = {}
        for word in sorted(synonyms().words):
            if has_kanji(word) and len(word) > 1:
                found.setdefault(loose(reading(word)), {})[word] = 0
        return _nouns(self._descriptions, found)

    def of(self, kana: str, sounds: Container[str]) -> str | None:
        """The word that is read so: one of the names before all others, which must be the only one.

        `sounds`: what names sound like; the sound of a name is no other word's.
        """
        sound = loose(kana)
        one_word = is_word(kana)
        near = len(kana) > SHORT and not one_word
        if named := self._named.get(sound):
            exact = _exactly(kana, named)
            if exact or near:
                return (exact or named)[0]
        if sound in sounds:
            return None
        told = self._told.get(sound, [])
        exact = _exactly(kana, told)
        if len(exact) == 1 or (len(told) == 1 and near):
            return (exact or told)[0]
        return None


def _exactly(kana: str, words: list[str]) -> list[str]:
    return [w for w in words if fold(reading(w)) == kana]


def _nouns(texts: Iterable[str], found: dict[str, dict[str, int]]) -> dict[str, list[str]]:
    """Words by their sound, those that stand more often first."""
    for text in texts:
        tokens = tokenize(normalize(text), short=True)
        for one in tokens:
            _count(found, one)
        for one, other in pairwise(tokens):
            _count(found, one, other)
    return {sound: sorted(said, key=lambda w: -said[w]) for sound, said in found.items()}


def _count(found: dict[str, dict[str, int]], *tokens: Token) -> None:
    word = "".join(t.surface for t in tokens)
    if len(word) < 2 or not has_kanji(word):
        return
    if any(t.pos not in ("名詞", "接尾辞", "接頭辞") for t in tokens) or _says_nothing(tokens):
        return
    said = found.setdefault(loose(reading_of(tokens)), {})
    said[word] = said.get(word, 0) + 1


def _says_nothing(tokens: tuple[Token, ...]) -> bool:
    return all(t.normal in IDLE or t.normal in LIGHT for t in tokens)


class Written(Struct, frozen=True):
    """A sentence with its topics in kanji; `alone`: one word, with which all that is asked about begins."""

    text: str
    alone: bool


def in_kanji(text: str, lexicon: Lexicon) -> Written | None:
    """A sentence with its topics in kanji; None where no kana in it is to be written so."""
    if not _RUN.search(text) or (not has_kanji(text) and lexicon.spoken.scan(text, _fits)):
        return None
    words: list[str] = []
    alone = True

    def written(run: re.Match[str]) -> str:
        nonlocal alone
        word, rest = _word_of(run[0], text[run.end() : run.end() + 2], lexicon)
        if word:
            words.append(word)
            follows = rest + text[run.end() :]
            alone = alone and bool(_ALONE.match(follows))
            alone = alone and (not run.start() or text[run.start() - 1] in "、。の")
        return word + rest

    changed = _RUN.sub(written, text)
    if all(word in LIGHT for word in words):
        return None
    return Written(changed, alone and len(words) == 1)


def _word_of(run: str, after: str, lexicon: Lexicon) -> tuple[str, str]:
    """The longest word with which a run of kana begins, and the rest of it."""
    for size in range(min(len(run), LONGEST), SHORT - 1, -1):
        kana = run[:size]
        if kana in PARTICLES or kana[-1] in "をへ":
            continue
        if not _APART.match(run + after, size) or _is_known(kana, lexicon):
            continue
        word = lexicon.in_kanji.of(kana, lexicon.sounds)
        if word and not (size == len(run) and _goes_on(kana, after)):
            return word, run[size:]
    return "", run


def _goes_on(kana: str, after: str) -> bool:
    """Whether kana and what is written after them are one word: ひとり of ひとり親 is no 1人."""
    words = synonyms().words
    return any(kana + after[:size] in words for size in range(1, len(after) + 1))


def _is_known(kana: str, lexicon: Lexicon) -> bool:
    """Whether kana begins with a phrase, or is written so in the list."""
    return lexicon.phrases.begins(kana, _fits) or kana in lexicon.text


def _fits(begin: int, end: int) -> bool:
    return end - begin >= SHORT
