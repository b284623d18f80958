"""Whether two spellings sound the same, or all but the same."""

from __future__ import annotations

import unicodedata

from nlp.words.readings import loose, reading, reading_of
from nlp.words.tokens import tokenize

SAFE = 7
"""Characters from which two that changed places are a slip even where they make another word."""

LONG = 10
"""Characters from which a mention may hold two slips."""


def _word_sound(text: str, at: int) -> str:
    word = next((t for t in tokenize(text, short=True) if t.begin <= at < t.end), None)
    return loose(reading_of((word,))) if word else ""


def sound_alike(asked: str, at: int, stretch: str, to: int) -> bool:
    """Whether two spellings sound the same but for one voiced kana (in a long mention: one consonant)."""
    if _word_sound(asked, at) == _word_sound(stretch, to):
        return True
    mine, theirs = loose(reading(asked)), loose(reading(stretch))
    if len(mine) != len(theirs):
        return False
    other = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    if len(asked) >= LONG and len(other) == 1:
        return _VOWEL.get(other[0][0]) == _VOWEL.get(other[0][1], "")
    return not other or (len(other) == 1 and _unvoiced(other[0][0]) == _unvoiced(other[0][1]))


def _unvoiced(kana: str) -> str:
    """か of が: a kana without its voicing mark."""
    return unicodedata.normalize("NFD", kana)[0]


_VOWEL = {
    kana: vowel
    for vowel, row in zip(
        "aiueo",
        (
            "あかがさざただなはばぱまやらわ",
            "いきぎしじちにひびぴみり",
            "うくぐすずつぬふぶぷむゆる",
            "えけげせぜてでねへべぺめれ",
            "おこごそぞとどのほぼぽもよろ",
        ),
        strict=True,
    )
    for kana in row
}
