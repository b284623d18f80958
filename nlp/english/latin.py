"""Questions in Latin letters: English in Japanese words, romanised Japanese in kana."""

from __future__ import annotations

import re

from nlp.english.language import is_english
from nlp.english.names import printed
from nlp.english.needs import need_of
from nlp.english.questions import to_japanese
from nlp.names.lexicon import Lexicon
from nlp.words.patterns import pattern
from nlp.words.readings import kana_of_romaji

_WHOLE = {
    "じぎょ": "じぎょう",
    "ごけい": "ごうけい",
    "よきゅがく": "ようきゅうがく",
    "よきゅうがく": "ようきゅうがく",
    "ようきゅがく": "ようきゅうがく",
    "よきゅ": "ようきゅう",
    "よきゅう": "ようきゅう",
    "ようきゅ": "ようきゅう",
    "たんと": "たんとう",
    "ないよ": "ないよう",
    "しょさい": "しょうさい",
}
_SHORTENED = pattern(rf"(?<![^ ])(?:{'|'.join(_WHOLE)})(?![^ ?!.])")
"""Words of asking as romaji without long vowels has them: jigyo, gokei."""

_LEVEL_UP = pattern("(?:reberu|level) ?(?:appu|apu|up)")

_INITIALS = pattern("[a-z]{2,3}[?!. ]*")
"""AI is no あい."""

_NUMBERED = pattern(r"no\.?\s?[0-9]")


def from_latin(text: str, lexicon: Lexicon) -> str:
    """Romanised Japanese as kana; of English, the subject in Japanese; all else as it is."""
    if is_english(text):
        if need := need_of(text, lexicon):
            return need
        place = re.escape(lexicon.spoken_place)
        return re.sub(
            rf" (?:in|of|at|to|from) {place}(?: (?:ward|city|town|village))?\b",
            "",
            to_japanese(text, printed(lexicon)),
        )
    if not text.isascii() or _NUMBERED.match(text) or _INITIALS.fullmatch(text):
        return text
    kana = kana_of_romaji(_LEVEL_UP.sub("reberuappu", text))
    return _SHORTENED.sub(lambda m: _WHOLE[m[0]], kana) if kana else text
