"""The words of a text, alone and joined with their neighbours, as words of a question are looked for in it.

A word of the question counts where it begins and ends with words of the text: 学生 does not stand in 中学生.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import add

from nlp.words.patterns import pattern
from nlp.words.text import fold, is_kanji
from nlp.words.tokens import Token, is_word, tokenize

_KANA_HEAD = pattern("[\u3041-\u3096ー]{2,}")

LONG = 4
"""Characters from which a word is told apart by itself, wherever it stands."""


def _counting(tokens: Sequence[Token]) -> Iterator[Token]:
    """What only counts, and is no word by itself: 回 and 目 of 3回目."""
    after = 0
    for token in tokens:
        after = 2 if token.detail == "数詞" else after - 1
        if after >= 0 and token.pos == "接尾辞" and len(token.surface) == 1:
            yield token


_PERSONS = frozenset("家者員人師士手官長生")
"""Suffixes that make a person of what is before them: 家 of 専門家 is no house."""


def joined(text: str) -> frozenset[str]:
    """The words of a normalised text in folded letters."""
    tokens, folded = tokenize(text, short=True), fold(text)
    normals = [fold(t.normal) for t in tokens]
    grams = {*normals, *map(add, normals, normals[1:])}
    begins, ends = [t.begin for t in tokens], [t.end for t in tokens]
    for size in (1, 2, 3):
        grams.update(map(folded.__getitem__, map(slice, begins, ends[size - 1 :])))
    suffixes = {t.surface for t in tokens if t.pos == "接尾辞" and t.surface in _PERSONS}
    suffixes |= {t.surface for t in _counting(tokens)}
    grams -= suffixes - {t.surface for t in tokens if t.pos != "接尾辞"}
    grams -= _begun(tokens)
    grams.update(fold(tail) for t in tokens if len(t.surface) >= LONG for tail in _tails(t.surface))
    grams.update(t.surface[-1] for t in tokens if t.detail == "固有名詞" and len(t.surface) > 2)
    grams.update(p for t in tokens if len(t.surface) > 2 for p in _head(fold(t.surface)))
    return frozenset(grams)


def _head(word: str) -> Iterator[str]:
    """The kana that a word begins with, before kanji: ごみ of ごみ出し."""
    kana = _KANA_HEAD.match(word)
    if kana and _is_han(word[kana.end() :][:1]):
        yield kana[0]


def _is_han(character: str) -> bool:
    """Whether this is a kanji, and no mark that repeats one."""
    return "\u3400" <= character <= "\u9fff"


_KATAKANA = pattern("[\u30a1-\u30faー]{4,}")


_NATIVE_TAIL = pattern("[\u3041-\u3096]{3,}$")


def _tails(word: str) -> Iterator[str]:
    """The word that ends a word of two in katakana: バス of シャトルバス, スポーツ of プロスポーツ; a word of the
    dictionary does not end in what is left of two kana: ダンス of ガイダンス. Also a word in kana after a
    kanji: まつり of 雪まつり.
    """
    native = _NATIVE_TAIL.search(word)
    if native and _is_han(word[: native.start()][-1:]) and is_word(native[0]):
        yield from (native[0], *(t.normal for t in tokenize(native[0], short=True)))
    if _KATAKANA.fullmatch(word):
        for at in range(3 if is_word(word) else 2, len(word) - 1):
            if is_word(word[at:]) and _is_words(word[:at]):
                yield word[at:]


def _is_words(kana: str) -> bool:
    """Whether katakana is a word, or two: オンデマンド."""
    cuts = range(2, len(kana) - 2)
    return is_word(kana) or any(is_word(kana[:at]) and is_word(kana[at:]) for at in cuts)


def _begun(tokens: Sequence[Token]) -> set[str]:
    """Single kanji that only begin a word: 車 of 車いす; 券 of 利用券 is what that word is about."""
    begun: dict[str, bool] = {}
    for one, other in zip_longest(tokens, tokens[1:]):
        word = one.surface
        if len(word) == 1 and is_kanji(word):
            begins = begun.get(word, True) and other is not None
            begun[word] = begins and is_word(word + other.surface)
    return {word for word, begins in begun.items() if begins}
