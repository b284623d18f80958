"""Sentences that are read in parts of their own: 一番高い課の合計, 新規の2位はレベルアップの2位の何倍.

Each way to read one stands behind strings of which one is in every sentence that it reads, so that a plain
question passes all of them in one look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from data.query import Intent
from nlp.asking import kinds_of_groups, of_ranked, several_figures, several_topics, two_phrases
from nlp.asking.asked import Asked
from nlp.asking.compare import shares_of_each
from nlp.asking.context import Memory
from nlp.talk.follow import follow
from nlp.words.gates import Gates
from nlp.words.patterns import strings_of

_Way = Callable[[Asked, Memory], tuple[Intent, ...]]


def _alone(way: Callable[[Asked], tuple[Intent, ...]]) -> _Way:
    """A way to which the conversation is nothing."""
    return lambda asked, _: way(asked)


def _behind(*patterns: re.Pattern[str]) -> Iterable[str]:
    return [string for pattern in patterns for string in strings_of(pattern)]


_WAYS: Gates[_Way] = Gates(
    [
        (_behind(of_ranked.MONEY_OF), partial(of_ranked.money_of_ranked, follow=follow)),
        (_behind(of_ranked.GROUPS_OF_FIRST), partial(of_ranked.groups_of_ranked, follow=follow)),
        (_behind(of_ranked.PLACE_OF_FIRST), partial(of_ranked.place_of_ranked, follow=follow)),
        (
            _behind(of_ranked.OF_GROUP_AT, of_ranked.GROUP_OF_FIRST, of_ranked.OF_RANKED),
            partial(of_ranked.of_ranked_group, follow=follow),
        ),
        (
            _behind(several_figures.FIGURES),
            partial(several_figures.several_figures, follow=follow),
        ),
        (("それぞれ",), _alone(shares_of_each)),
        (_behind(several_topics.EACH), _alone(several_topics.each_of_topics)),
        (
            _behind(several_topics.COMPARED, several_topics.TIMES),
            _alone(several_topics.topics_compared),
        ),
        (_behind(several_topics.SUMMED), several_topics.topics_summed),
        (_behind(kinds_of_groups.NONE), _alone(kinds_of_groups.groups_without_kind)),
        (_behind(kinds_of_groups.BOTH), _alone(kinds_of_groups.groups_with_both)),
        (_behind(two_phrases.TWO_BOUNDS), _alone(two_phrases.two_bounds)),
        (_behind(two_phrases.JOINED, two_phrases.HELD), two_phrases.of_two_phrases),
        (_behind(two_phrases.THAN), two_phrases.than_ranked),
    ]
)
"""The ways, in the order in which they are tried."""


def read_apart(asked: Asked, memory: Memory) -> tuple[Intent, ...]:
    """What a sentence asks by parts that are read alone; none where it is to be read as one."""
    sentence = asked.sentence
    for way in _WAYS.open(sentence.text, sentence.held):
        if intents := way(asked, memory):
            return intents
    return ()
