"""Whether a mention is a name in which the keyboard put another word that sounds much the same: 土砂際が対策.

The whole of the rest stands as in the name; the other word shares no character with the one it stands for
(特別支援学校 is not 特別支援学級), stands in no name, and both begin with the same sound.
"""

from __future__ import annotations

from nlp.names.slips import far, stretches
from nlp.words.readings import loose, reading
from nlp.words.text import has_kanji
from nlp.words.tokens import tokenize

KEPT = 4
"""Characters of a mention at least that stand as in the name."""

HEARD = 9
"""Kana of a mention at least that is compared by its sound."""

LEAST = 0.55
"""Likeness of a stretch of a name at least that is looked at."""

ALIKE = 0.95
"""Likeness of what is spelled otherwise and sounds the same."""


def converted(asked: str, name: str, others: str) -> float:
    """Likeness of a mention to a stretch of a name where one word was converted wrongly; else 0."""
    spoken = reading(asked)
    said = loose(spoken)
    if len(said) < HEARD or not has_kanji(asked):
        return 0.0
    near = stretches(asked, name, LEAST)
    if any(reading(s) == spoken and _half_kept(asked, s) for s in near):
        return ALIKE
    fits = (s for s in near if _one_word_wrong(asked, s, others))
    best = min((far(said, loose(reading(s))) for s in fits), default=len(said))
    return 1 - best / len(said) if best <= 2 else 0.0


def _half_kept(asked: str, stretch: str) -> bool:
    """Whether at least half of the characters stand where they stand in the name."""
    same = sum(a == b for a, b in zip(asked, stretch, strict=False))
    return len(asked) == len(stretch) and 2 * same >= len(asked)


def _one_word_wrong(asked: str, stretch: str, others: str) -> bool:
    """Whether what differs is one word for another that begins alike, the rest being the same."""
    head = common_prefix(asked, stretch)
    tail = common_prefix(asked[head:][::-1], stretch[head:][::-1])
    mine, theirs = asked[head : len(asked) - tail], stretch[head : len(stretch) - tail]
    if head < 2 or head + tail < KEPT or not 2 <= len(mine) <= 3 or not 1 <= len(theirs) <= 3:
        return False
    if set(mine) & set(theirs) or mine in others or not has_kanji(mine + theirs):
        return False
    if len(mine) > len(theirs) + 1 or not _whole(asked, head, head + len(mine)):
        return False
    if not _whole(stretch, head, head + len(theirs)):
        return False
    said, meant = reading(mine), reading(theirs)
    slips = 1 if min(len(said), len(meant)) <= 2 else 2
    return said[:1] == meant[:1] and far(loose(said), loose(meant)) <= slips


def _whole(text: str, begin: int, end: int) -> bool:
    """Whether a stretch begins and ends with words of a text."""
    tokens = tokenize(text, short=True)
    return any(t.begin == begin for t in tokens) and any(t.end == end for t in tokens)


def common_prefix(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    size = min(len(one), len(other))
    return next((i for i in range(size) if one[i] != other[i]), size)
