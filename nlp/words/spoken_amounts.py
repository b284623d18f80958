"""Amounts spelled in kana as numerals: ごせんまん円 is 五千万円, いちおくえん 一億円, 1おく円 1億円."""

from __future__ import annotations

import re

from nlp.words.patterns import pattern

_DIGITS = {
    "いち": "一", "いっ": "一", "に": "二", "さん": "三", "よん": "四", "ご": "五", "ろく": "六", "ろっ": "六",
    "なな": "七", "はち": "八", "はっ": "八", "きゅう": "九",
}  # fmt: skip
_PLACES = {
    "じゅう": "十", "じゅっ": "十", "ひゃく": "百", "びゃく": "百", "ぴゃく": "百", "せん": "千", "ぜん": "千",
}  # fmt: skip
_UNITS = {"おく": "億", "まん": "万", "えん": "円", "円": "円"}
_SPELLED = _DIGITS | _PLACES | _UNITS

_DIGIT, _PLACE = "|".join(_DIGITS), "|".join(_PLACES)
_BELOW = rf"(?:(?:{_DIGIT}|[0-9])?(?:{_PLACE}))*(?:{_DIGIT})?"
"""A number below ten thousand."""

_SAID = rf"(?:{_BELOW}|[0-9]+)"
_AMOUNT = pattern(
    rf"(?:(?={_SAID}おく){_SAID}おく(?:(?!まん){_SAID}まん)?|(?={_SAID}まん)(?!まん){_SAID}まん)(?:{_BELOW})?"
    r"(?:円|えん|(?=いじょう|以上|いか|以下|みまん|未満|くらい|ぐらい|をこえ|を超|だい))"
)
_WORD = pattern("|".join(sorted(_SPELLED, key=len, reverse=True)))


def in_numerals(text: str) -> str:
    """A question with such amounts in numerals; all else as it is."""
    if "まん" not in text and "おく" not in text:
        return text
    return _AMOUNT.sub(lambda amount: _WORD.sub(_numeral, amount[0]), text)


def _numeral(word: re.Match[str]) -> str:
    return _SPELLED[word[0]]
