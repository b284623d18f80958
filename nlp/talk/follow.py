"""A sentence in its conversation. What opens one is asked by itself, and loads nothing of what is asked after an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from data.query import Intent
from nlp.asking.asked import Asked
from nlp.asking.compose import compose
from nlp.asking.context import Memory
from nlp.asking.refuse import unrelated, unsubtracted
from nlp.words.phrases import Slot
from nlp.words.text import holds_any


def follow(asked: Asked, memory: Memory) -> Intent:
    """The intent of a sentence in a conversation."""
    return _follow_up()(asked, memory) if memory.last else _of_itself(asked)


def _of_itself(asked: Asked) -> Intent:
    """The intent of a sentence before which nothing was asked."""
    others = asked.sentence.has_any(_OF_OTHERS) or holds_any(asked.sentence.text, _ITS_GROUP)
    found = others and (_around_named()(asked) or unsubtracted(asked))
    return found or unrelated(asked, None) or compose(asked)


_OF_OTHERS = frozenset({Slot.SAME, Slot.OPERATION, Slot.EXCLUDE})
"""Without any of these nothing is asked of the group of what is named, and nothing is taken away."""


_ITS_GROUP = ("課の", "課で", "部の", "部で", "局の", "局で", "柱の", "柱で", "章の", "章で")


@cache
def _follow_up() -> Callable[[Asked, Memory], Intent]:
    from nlp.talk.follow_up import follow_up  # noqa: PLC0415 - thirty modules

    return follow_up


@cache
def _around_named() -> Callable[[Asked], Intent | None]:
    from nlp.talk.of_its_group import around_named  # noqa: PLC0415 - most questions name no group so

    return around_named
