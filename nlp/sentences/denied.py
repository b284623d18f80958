"""Fields and totals that a sentence says it does not ask for: レベルアップ分でなく, 件数じゃなくて, 金額はどうでもいい."""

from __future__ import annotations

from msgspec.structs import replace

from nlp.sentences.sentence import Sentence
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any

_NOT = pattern(
    r"(?:の(?:話|こと|ほう|方))?(?:(?:じゃ|では|で)(?:は)?な(?:い(?!部分|分|額|[でほ方])|く)|(?:は|なんか|なんて)?どうでも(?:いい|よい))"
)
_MARKS = ("なく", "ない", "どうでも")
_ASKS = frozenset({Slot.MEASURE, Slot.ATTRIBUTE, Slot.OPERATION, Slot.DIMENSION})


def without_denied(sentence: Sentence) -> Sentence:
    """A sentence without the phrases that it denies, but for one that asks nothing else."""
    if not holds_any(sentence.text, _MARKS):
        return sentence
    denied = [s for s in sentence.spans if s.slot in _ASKS and _NOT.match(sentence.text, s.end)]
    if not denied:
        return sentence
    ends = {s.end for s in denied}
    said = (s for s in sentence.spans if not (s.slot is Slot.EXCLUDE and s.begin in ends))
    return replace(sentence, spans=tuple(s for s in said if s not in denied))


def only_denies(sentence: Sentence) -> bool:
    """Whether a sentence says nothing but what is not asked for: 柱全体の合計ではなく."""
    return holds_any(sentence.text, _MARKS) and bool(_ONLY.fullmatch(sentence.text))


_ONLY = pattern(
    r"[^、。「」]{0,12}(?:合計|総額|金額|件数|平均|要求額|レベルアップ分|予算)(?:の(?:話|こと|ほう|方))?(?:じゃなく(?:て)?|ではなく(?:て)?|でなく(?:て)?|は(?:どうでも(?:いい|よい)))(?:んで|ので|から)?[^、。]{0,8}[。、]?"
)
