"""Normal forms of what people type: widths, dashes, spaces, zero-width characters, kana.

`normalize` is idempotent; `fold` keeps the length of normalised text, so that a place in one is the
same place in the other. No words of the language live here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from nlp.words.patterns import pattern

_INVISIBLE = pattern(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff]"
)
"""What shows nothing; half of a surrogate pair is no character, and no tokenizer takes it."""
_SELECTORS = pattern("[\ufe00-\ufe0f]")
_SPACES = pattern(r"[\s\x00-\x1f\x7f-\x9f]+")
_UNUSUAL = pattern("[ ~\u2010-\u2015\u2212\u2500\u2501〜∼〰‧•·′’\ufe00-\ufe0f-]")
"""What shows, is its own NFKC form, and may still become something else."""
_LOOSE_MARK = pattern("(?<![\u3041-\u30fb])ー")
"""A long mark behind no kana, which may become a dash."""
_DASH = pattern("[\u2010-\u2015\u2212\u30fc\uff70\u2500\u2501-]+")
_KANA = pattern("[\u3041-\u30ff]")
_WAVE = pattern("(?<=[\u3041-\u30fa])~(?=[\u3041-\u30fa])", among="~")
"""A long mark as names write it: ゆ〜バス."""
_UNIFY = str.maketrans(
    {"〜": "~", "∼": "~", "〰": "~", "‧": "・", "•": "・", "·": "・", "′": "'", "’": "'"}
)
_TO_HIRAGANA = {c: c - 0x60 for c in range(0x30A1, 0x30F7)}
_TO_KATAKANA = {v: k for k, v in _TO_HIRAGANA.items()}
_OLD = "龍澤濱邊邉廣國學會櫻瀧嶋﨑髙齋齊藝鐵圖體舊惠壽榮實眞條淺燈靜檜籠竈蘆驛區縣號假價氣經醫應歐黑兒雜續對臺當德讀屋圓鹽爐龜舘冨峯凉渕薗"
_NEW = "竜沢浜辺辺広国学会桜滝島崎高斎斉芸鉄図体旧恵寿栄実真条浅灯静桧篭釜芦駅区県号仮価気経医応欧黒児雑続対台当徳読屋円塩炉亀館富峰涼淵園"
_FOLDS = pattern(f"[\u30a1-\u30f6{_OLD}]")
_FOLDED = _TO_HIRAGANA | dict(zip(map(ord, _OLD), _NEW, strict=True))


_MARKUP = pattern(
    r"(?is)<(script|style|a)\b.*?</\1\s*>|<[/!a-z][^<>]{0,300}>|https?://[^\s\u3041-\u9fff]+|\{[^{}]{0,500}\"[^{}]{0,500}\}"
)


def is_kanji(character: str) -> bool:
    """Whether the first character is a kanji. A class of them would take a pattern 2 ms to compile."""
    return "\u3400" <= character <= "\u9fff" or character == "\u3005"


def has_kanji(text: str) -> bool:
    """Whether a kanji stands anywhere in a text; mostly one is near its beginning."""
    for character in text:  # noqa: SIM110 - half the time of any()
        if "\u3400" <= character <= "\u9fff" or character == "\u3005":
            return True
    return False


def is_japanese(text: str) -> bool:
    """Whether a kana or a kanji stands anywhere in a text."""
    return not text.isascii() and (has_kanji(text) or bool(_KANA.search(text)))


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of several strings stands in a text."""
    for word in words:  # noqa: SIM110 - half the time of any()
        if word in text:
            return True
    return False


def without_markup(text: str) -> str:
    """What people wrote, without tags, addresses and data that were pasted with it; all where that is all."""
    if "<" not in text and "{" not in text and "://" not in text:
        return text
    plain = _MARKUP.sub(" ", text)
    return plain if plain.strip() else text


def normalize(text: str) -> str:
    """The text in one width, one case, one dash, single spaces, nothing invisible."""
    if (
        unicodedata.is_normalized("NFKC", text)
        and text.isprintable()
        and text == text.lower()
        and _is_usual(text)
    ):
        return text  # as most words are
    if text.isascii():
        plain = text
    else:
        shown = text.isprintable() and not _SELECTORS.search(text)
        plain = unicodedata.normalize("NFKC", text if shown else _INVISIBLE.sub("", text))
        if _UNUSUAL.search(plain):
            plain = plain.translate(_UNIFY)
    if " " in plain or not plain.isprintable():
        plain = _SPACES.sub(" ", plain).strip()
    plain = _WAVE.sub("ー", plain.lower())
    return plain if plain.isascii() or _is_usual(plain) else _DASH.sub(_dash, plain)


def _is_usual(text: str) -> bool:
    """Whether printable text in NFKC holds nothing but spaces, dashes and long marks that stay as they are."""
    return not (_UNUSUAL.search(text) or ("ー" in text and _LOOSE_MARK.search(text)))


def _dash(match: re.Match[str]) -> str:
    """A dash after kana is the long mark, wherever the keyboard took it from; elsewhere a hyphen."""
    start = match.start()
    before = match.string[start - 1] if start else ""
    return "ー" if before and _KANA.match(before) else "-"


def fold(normalized: str) -> str:
    """Normalised text with katakana as hiragana and old forms of kanji as new ones; the same length."""
    return normalized.translate(_FOLDED) if _FOLDS.search(normalized) else normalized


def katakana(normalized: str) -> str:
    """Normalised text with hiragana as katakana; the same length."""
    return normalized.translate(_TO_KATAKANA)
