"""Which language a question is asked in."""

from __future__ import annotations

import re
from string import ascii_letters

from nlp.words.patterns import pattern
from nlp.words.readings import kana_of_romaji
from nlp.words.text import normalize

_ENGLISH = pattern(
    r"\b(?:the|of|is|are|how|what|what's|which|who|why|when|where|list|show|tell|total|projects?|budgets?|and|for|by|in|please|largest|smallest|much|many|does|do|compare|about|requested?|average|share|new|anything|something|there|hello|thanks|under|above|below|than|any|could|would|your)\b"
)
_ALONE = pattern(
    r"\b(?:sections?|departments?|divisions?|pillars?|sum|both|together|difference|next|previous|first|last|second|third|fourth|fifth|sixth|tenth|most|least|bottom|top|cheapest|biggest|highest|expensive|level-up|only|ones?|kind|amount|details?|combined|breakdown|percentage|sorted|add|but|except|without|that|them|more|show)\b"
)
"""Words of short English questions; beside a Japanese word (NEXT 水戸) they may be of a name."""
_APART = pattern(r"(?:just |only |except |without )")
_HIRAGANA = pattern("[\u3041-\u3096]")
_LATIN = frozenset(
    ascii_letters
    + "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
)
"""Latin letters, narrow and wide."""


SENTENCE = 3
"""English words of asking that make an English sentence, whatever names in kana stand in it."""


def is_english(text: str) -> bool:
    """Whether a question is asked in English (Japanese names may stand in it)."""
    if _LATIN.isdisjoint(text):
        return False
    text = normalize(text)
    plain = re.sub(r"[(（][^()（）]*[)）]", "", text)
    if asking := _ENGLISH.findall(plain):
        return len(asking) >= SENTENCE or not _HIRAGANA.search(plain)
    plain = plain.replace("¥", "")
    if (_APART.match(plain) and not _HIRAGANA.search(plain)) or (
        plain.isascii() and (_ALONE.search(plain) or _names_in_english(plain))
    ):
        return True
    return plain.isascii() and plain.count(" ") >= 2 and kana_of_romaji(plain) is None


def _names_in_english(text: str) -> bool:
    """Whether Latin letters name something in English, and are no romanised Japanese: disaster radio."""
    from nlp.english.questions import names_subject, sounds_spoken  # noqa: PLC0415 - most questions are in Japanese

    words = _WORD.findall(text)
    if not names_subject(text) or sounds_spoken(text):
        return False
    if len(words) > 1:
        return kana_of_romaji(text) is None
    return bool(words) and len(words[0]) >= LONG and words[0].isalpha()


_WORD = pattern(r"[^\s?!.]+")
LONG = 5
"""Letters of one word that is English by itself: Japanese writes LINE, Wi-Fi and AED so too."""
