"""People who correct themselves: 「防災ラジオじゃなくて科学館の予算」 is asked of what comes after.

Where what comes after is no other thing of the same kind, what stands before is taken away instead.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from nlp.asking.asked import Asked
from nlp.names.lexicon import Lexicon
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold

_NOT = pattern(
    r"(?:じゃ|では|で|や)な(?:くって|くて|く(?!な|て|は|も|っ|$))(?!も|いい|よい|は)[、,…\s]*"
)
_WORD = pattern(r"\w")
_SETS = frozenset({Slot.AMOUNT, Slot.NOUN, Slot.PAGE})
_FIELDS = frozenset({Slot.ATTRIBUTE, Slot.MEASURE, Slot.OPERATION, Slot.EXTREME})


def corrected(asked: Asked, ask: Callable[[str, Lexicon], Asked]) -> Asked:
    """A sentence without what its speaker took back."""
    text = asked.sentence.text
    if "なく" not in text and "ナク" not in text:
        return asked
    found = list(_NOT.finditer(fold(text)))
    if not found or not _WORD.search(text, found[-1].end()):
        return asked
    begin, end = found[-1].start(), found[-1].end()
    later = ask(text[end:], asked.lexicon)
    if _instead(asked, later, begin):
        shift = len(
            text
        )  # what stands before keeps its order, and touches nothing of what comes after
        before = [p for p in asked.parts if p.end <= begin and p.end < _taken_back(asked, begin)]
        kept = [replace(p, begin=p.begin - shift, end=p.end - shift) for p in before]
        return replace(later, parts=(*kept, *later.parts))
    if later.parts or later.references or later.sentence.has_any(_SETS):
        parts = tuple(replace(p, excluded=True) if p.end == begin else p for p in asked.parts)
        return replace(asked, parts=parts)
    spans = tuple(s for s in asked.sentence.spans if s.slot not in _FIELDS or s.begin >= begin)
    return replace(asked, sentence=replace(asked.sentence, spans=spans))


def _taken_back(asked: Asked, begin: int) -> int:
    """Where what was taken back begins: the last thing that was named before."""
    starts = [p.begin for p in asked.parts if p.end <= begin]
    starts += [r.mention.begin for r in asked.references if r.mention.end <= begin]
    return max(starts, default=0)


def _instead(asked: Asked, later: Asked, begin: int) -> bool:
    """Whether what comes after is of the kind of what was taken back, or that names nothing known."""
    before = [p for p in asked.parts if p.end <= begin]
    if not before:
        return bool(later.parts or later.references)
    last = before[-1].entity.dimension
    return any(p.entity.dimension is last for p in later.parts) or (
        last is None and bool(later.references)
    )
