"""A question in the words in which it is read: ways to ask put into plainer ones before rules look at them."""

from __future__ import annotations

import re

from nlp.gates import Gates
from nlp.patterns import pattern
from nlp.rules.ways_figures import FIGURES
from nlp.rules.ways_ja import ASKED
from nlp.rules.ways_parts import PARTS

_WAYS = Gates((*ASKED, *PARTS, *FIGURES))

_NUMBERS = pattern(
    r"(no\.?\s?[0-9]{1,3})((?:[、,][0-9]{1,3}){1,8})(?=で|の|は|を|と|に|だけ|[?。]|$)"
)
"""Numbers of which only the first is called one: No.13、14、15."""


def reworded(text: str) -> str:
    """A question in the words in which it is read."""
    if "no" in text:
        text = _NUMBERS.sub(lambda m: m[1] + re.sub("[、,]", "、no.", m[2]), text)
    for way in _WAYS.open(text):
        if way.said.search(text):  # `sub` reads what it puts in before it looks
            text = way.said.sub(way.read, text)
    return text
