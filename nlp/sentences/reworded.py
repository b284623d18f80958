"""A question in the words in which it is read: ways to ask put into plainer ones before rules look at them."""

from __future__ import annotations

import re

from nlp.rules.ways_asides import ASIDES
from nlp.rules.ways_assessed import ASSESSED
from nlp.rules.ways_claims import CLAIMS
from nlp.rules.ways_computed import COMPUTED
from nlp.rules.ways_figures import FIGURES
from nlp.rules.ways_frames import FRAMES
from nlp.rules.ways_groups import GROUPS
from nlp.rules.ways_ja import ASKED
from nlp.rules.ways_next import NEXT
from nlp.rules.ways_parts import PARTS
from nlp.rules.ways_talk import TALK
from nlp.rules.ways_topics import TOPICS
from nlp.words.gates import Gates, Held
from nlp.words.patterns import pattern

WAYS = (
    *FRAMES,
    *CLAIMS,
    *ASIDES,
    *NEXT,
    *TALK,
    *GROUPS,
    *ASSESSED,
    *COMPUTED,
    *ASKED,
    *PARTS,
    *FIGURES,
    *TOPICS,
)
"""All of them, in the order in which they are read."""

_WAYS = Gates(WAYS)

_NUMBERS = pattern(
    r"(no\.?\s?[0-9]{1,3})((?:[、,][0-9]{1,3}){1,8})(?=で|の|は|を|と|に|だけ|[?。]|$)"
)
"""Numbers of which only the first is called one: No.13、14、15."""


def _each_numbered(listed: re.Match[str]) -> str:
    """Numbers of which each is called one."""
    return listed[1] + re.sub("[、,]", "、no.", listed[2])


def reworded(text: str, held: Held | None = None) -> str:
    """A question in the words in which it is read; `held`: what stands in it, or in what it is a part of."""
    if "no" in text and (listed := _NUMBERS.sub(_each_numbered, text)) != text:
        text, held = listed, None
    for way in _WAYS.open(text, held):
        if way.said.search(text):
            text = way.said.sub(way.read, text)
    return text
