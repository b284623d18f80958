"""What is said, and the words in which it is read: the shape of the tables of ways to ask in Japanese."""

from __future__ import annotations

import re

from msgspec import Struct

from nlp.words.patterns import pattern

MOST = "(?:一番|いちばん|最も|もっとも)"
GROWN = "(?:レベルアップ|拡充|充実|強化)"
FIGURE = "[0-9〇一二三四五六七八九十百千][0-9〇一二三四五六七八九十百千,.]*[万億千百]*円?"
LEADS_ON = "(?:じゃあ?|では|で|それで)?、?"
"""How a sentence begins that goes on from the one before."""


class Way(Struct, frozen=True):
    """What is said, and the words in which it is read."""

    said: re.Pattern[str]
    read: str


Ways = tuple[tuple[list[str], Way], ...]
"""Ways behind strings of which one must stand in a text."""


def way(holds: str, said: str, read: str) -> tuple[list[str], Way]:
    """A way behind strings of which one must stand in a text."""
    return holds.split(), Way(pattern(said), read)
