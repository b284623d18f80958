"""Asked of the sides that were compared last: 安い方の担当課は, 後者は新規ですか, いくら差がある, 件数だと."""

from __future__ import annotations

from msgspec.structs import replace

from data.answer import answer
from data.answers import Comparison
from data.query import Intent, Measure, Operation, OutOfScope, Query, Scope, Untold
from nlp.asked import Asked, names_something
from nlp.compose import query_of
from nlp.context import is_single
from nlp.details import detail
from nlp.of_last import field_of_last
from nlp.patterns import pattern
from nlp.phrases import Slot

_WAY = r"(?:方|ほう)"
_HIGHER = pattern(
    rf"(?:高い|高かった|大きい|大きかった|大きな|多い|多かった|上の){_WAY}|勝った{_WAY}"
)
_LOWER = pattern(rf"(?:安い|安かった|低い|小さい|小さかった|小さな|少ない|少なかった|下の){_WAY}")
_FORMER = pattern(rf"前者|(?:最初の|先の){_WAY}")
_LATTER = pattern(rf"後者|(?:あとの|後の){_WAY}")
_IN_TELLING = frozenset({Slot.DIRECTION, Slot.TERM, Slot.REFER, Slot.THEN})


def of_compared(asked: Asked, last: Query) -> Intent | None:
    """What a sentence asks of what was compared: of one of its sides, or in another measure."""
    if last.operation is not Operation.COMPARE or len(last.parts) < 2:
        return None
    place = _side_meant(asked, last)
    if place is not None:
        return _of_side(asked, last.parts[place]) if place >= 0 else _undecided(asked)
    if names_something(asked) or asked.sentence.has(Slot.WHOLE):
        return None
    if asked.operations == [Operation.COUNT]:
        return replace(last, measure=Measure.COUNT)
    if Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH):
        said = asked.sentence.has(Slot.MEASURE)
        measure = asked.measure if said else last.measure
        return replace(last, measure=measure, per_each=asked.sentence.has(Slot.PER_EACH))
    return None


def _side_meant(asked: Asked, last: Query) -> int | None:
    """The place of the side that is meant; -1 where several are equal, None where none is."""
    text = asked.sentence.text
    if _FORMER.search(text):
        return 0
    if _LATTER.search(text):
        return len(last.parts) - 1
    higher, lower = _HIGHER.search(text), _LOWER.search(text)
    if not higher and not lower:
        return None
    compared = answer(last, asked.lexicon.index)
    if not isinstance(compared, Comparison) or not compared.complete:
        return -1
    values = [side.value for side in compared.sides]
    wanted = max(values) if higher else min(values)
    return values.index(wanted) if values.count(wanted) == 1 else -1


def _undecided(asked: Asked) -> OutOfScope:
    return OutOfScope(asked.lexicon.edition.id, Untold.UNCOMPUTED)


def _of_side(asked: Asked, side: Scope) -> Intent:
    spans = tuple(s for s in asked.sentence.spans if s.slot not in _IN_TELLING)
    sentence = replace(asked.sentence, spans=spans, mentions=())
    rest = replace(asked, sentence=sentence, references=(), within=side)
    alone = Query(Operation.DETAIL, side)
    if is_single(alone):
        rest = replace(rest, within=None)
        return field_of_last(rest, alone) or replace(
            detail(replace(rest, parts=()), ()), scope=side
        )
    query = query_of(rest)
    return Query(Operation.LIST, side) if query.operation is Operation.DETAIL else query
