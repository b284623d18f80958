"""What of a mention has to be found in a name: its words, without what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nlp.rules.particles import IDLE, PARTICLES, THINGS, TURNING
from nlp.words.patterns import pattern
from nlp.words.text import fold
from nlp.words.tokens import CONTENT, Token, tokenize

_ASKING = pattern(
    r"(?:に関する|にかんする|について|に関して|の)*"
    r"(?:(?:予算額?|よさん(?:がく)?|要求額?|ようきゅう(?:がく)?|金額)(?:は|わ|って|を)?|(?:は|わ|って)(?=[いなどだ何教お]))"
    r"(?:いくら|なに|何|教えて|おしえて|どこの?(?:か|課)?|だれ)?(?:ですか|です)?[?。]?$"
    r"|(?:いくら|どこのか)(?:ですか)?[?。]?$",
    among="予算 よさん 要求 ようきゅう 金額 は わ って いくら どこのか",
)
"""What is asked of a name, where it is typed behind it."""

_PARTS = frozenset(" のをがにはでへとやも・、。")
_LONG_THINGS = sorted(w for w in THINGS if len(w) > 1)
_THINGS = pattern("|".join(_LONG_THINGS), among=" ".join(_LONG_THINGS))


def content(text: str) -> list[Token]:
    """The tokens of a mention that a name must account for."""
    return [
        t
        for t in tokenize(text, short=True)
        if t.pos in CONTENT
        and t.pos not in ("副詞", "連体詞", "代名詞", "感動詞")
        and not (t.pos in ("動詞", "形容詞") and t.detail == "非自立可能")
        and (t.normal not in IDLE or t.pos == "接頭辞" or t.surface in TURNING)
        and not (t.pos == "接頭辞" and t.surface in "おご御")
    ]


def joined_things(text: str) -> list[str]:
    """Idle words that stand in one run with another word: 健康ポイント, 議会センター."""
    found = _THINGS.finditer(text)
    return [fold(m[0]) for m in found if len(m[0]) < len(text) and not _apart(text, *m.span())]


def _apart(text: str, begin: int, end: int) -> bool:
    """Whether particles or the text's edges part a word from what is beside it."""
    return (not begin or text[begin - 1] in _PARTS) and (end == len(text) or text[end] in _PARTS)


def trimmed(text: str) -> str:
    """Kana without the particles at its end."""
    if not text.endswith(PARTICLES) or text.endswith("ーと"):
        return text  # さぽーと
    tail = next((p for p in PARTICLES if text.endswith(p) and len(text) - len(p) >= 3), "")
    return text.removesuffix(tail)


def bare_of(text: str) -> str:
    """A mention without what is asked of it: がくしゅうしえんの予算は."""
    found = _ASKING.search(fold(text))
    return text[: found.start()] if found and found.start() >= 3 else text


def in_one_run(words: Sequence[Token]) -> bool:
    """Whether words stand side by side: 特別支援学校 in 中学校特別支援学校 is another school."""
    return all(one.end == other.begin for one, other in pairwise(words))
