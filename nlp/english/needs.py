"""What people tell of their life in English, as a question for the projects that help with it.

Only projects are listed so, never an amount is given, and the answer says which word it is about.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from nlp.asking.needs import Needs, about, read
from nlp.english.questions import names_subject
from nlp.names.lexicon import Lexicon
from nlp.words.patterns import pattern
from nlp.words.text import normalize

_TELLS = pattern(
    r"\b(?:i|i'm|i've|i'd|my|me|we|we're|we've|our|us|mother|father|mom|mum|dad|son|daughter|husband|wife|grandma|grandmother|grandpa|grandfather|child|kids?|baby)\b"
)
"""Whoever tells of themselves or of their own."""

_FIGURES = pattern(
    r"\b(?:how (?:much|many)|totals?|sum|average|amounts?|costs?|percent(?:age)?|share|compare|which (?:section|department|office|division)|who(?:'s| is)|largest|biggest|smallest|cheapest|requested|level-?up|phone|apply|application|address|when (?:does|is|will)|why|project do|program do|tell me about)\b|[%\"]"
)
"""What is asked for that is no list of projects."""

_SENTENCES = pattern(r"(?<=[.?!]) +")


@cache
def read_needs() -> Needs:
    """The needs that English tells of."""
    text = Path(__file__).with_name("needs_en.txt").read_text(encoding="utf-8")
    return read(text.splitlines())


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(words)}", text) is not None


def need_of(text: str, lexicon: Lexicon) -> str | None:
    """The question, in Japanese, for what helps with what an English message tells of; None where it tells
    of nothing that the list speaks of, or asks for figures.
    """
    plain = normalize(text)
    if not _TELLS.search(plain) or _FIGURES.search(plain):
        return None
    *before, last = _SENTENCES.split(plain)
    if before and last.endswith("?") and names_subject(last):
        return None  # what is asked names what it is about
    clear = read_needs().clear(plain, _says)
    word = next((word for words in clear for word in words if about(word, lexicon)), None)
    return f"{word}に関係する事業" if word else None
