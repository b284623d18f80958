"""Asked of what was compared last: 安い方の担当課は, 後者は新規ですか, いくら差がある, 件数だと, 合計は.

A side is told by what a sentence says of it alone; where it says more (高い方と同じ課, 一番高い方, 高い方の課),
nothing is answered, or the sentence is read without what was compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from msgspec.structs import replace

from data.answer import answer
from data.answers import Comparison
from data.index import GROUP_FIELDS
from data.model import Project
from data.query import (
    Attribute,
    Dimension,
    Intent,
    Measure,
    Operation,
    Query,
    Scope,
)
from nlp.asking.asked import TOTALS, Asked, names_something, uncomputable
from nlp.asking.compose import query_of
from nlp.asking.context import Memory, is_single, projects_of, shown
from nlp.asking.details import detail
from nlp.meaning.parts import all_of
from nlp.talk.of_last import field_of_last
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.text import holds_any

_WAY = r"(?:方|ほう)"
_ALONE = "(?=は(?!どっち|どちら|どれ)|が|って|[?。]|$)"
_OF_TWO = "(?:(?:(?:この|その)?(?:二つ|2つ|両方|両者)の(?:うち|中|なか)(?:で|では|だと)?、?)(?:(?:金額|額)が)?|(?:金額|(?<!算)(?<!求)額)が)"


class Told(Enum):
    """By what a side is told: by its amount, or by its place."""

    HIGHER = auto()
    LOWER = auto()
    FORMER = auto()
    LATTER = auto()
    UNCLEAR = auto()


_WAYS = (
    (Told.FORMER, pattern(rf"前者|(?:最初|先)の{_WAY}")),
    (Told.LATTER, pattern(rf"後者|(?:あと|後)の{_WAY}")),
    (Told.HIGHER, pattern(rf"{_OF_TWO}(?:高い|大きい|多い|上な)の{_ALONE}|(?:高い|高かった|大きい|大きかった|大きな|多い|多かった|上の){_WAY}")),
    (Told.LOWER, pattern(rf"{_OF_TWO}(?:安い|低い|小さい|少ない|下な)の{_ALONE}|(?:安い|安かった|低い|小さい|小さかった|小さな|少ない|少なかった|下の){_WAY}")),
    (Told.UNCLEAR, pattern(rf"(?:く|じゃ|では)ない{_WAY}")),
)  # fmt: skip

_ELSE = frozenset(
    {
        Slot.SAME, Slot.EXCLUDE, Slot.ORDINAL, Slot.LIMIT, Slot.PLACES, Slot.OWN_RANK, Slot.EXTREME,
        Slot.PER_EACH, Slot.WHOLE, Slot.AMOUNT, Slot.DIMENSION,
    }
)  # fmt: skip
"""What asks more of a sentence than of one side."""

_IN_TELLING = frozenset({Slot.DIRECTION, Slot.REFER, Slot.THEN})
_LISTED = pattern(rf"{_WAY}の[部課局係室柱]の(?:事業|一覧|やつ)")


def of_compared(asked: Asked, last: Query) -> Intent | None:
    """What a sentence asks of what was compared: of one of its sides, or of both in another measure."""
    if last.operation is not Operation.COMPARE or len(last.parts) < 2:
        return None
    told = [(way, found) for way, said in _WAYS if (found := said.search(asked.sentence.text))]
    if told:
        return _told_by(asked, last, [way for way, _ in told], told[0][1])
    if within := _within_group(asked, last):
        return within
    if names_something(asked) or asked.sentence.has_any(_ELSE - {Slot.PER_EACH}):
        return None
    return _of_both(asked, last)


_THERE = pattern(
    "(?:の(?:中|なか)?)?(?:では|だと|で|なら|に限ると|の場合は?)(?:どう)?(?:です)?か?[?。]*"
)


def _within_group(asked: Asked, last: Query) -> Intent | None:
    """「建設部では」 after 新規と拡充どっちが多い: the same sides inside a group that is named."""
    part = asked.parts[0] if len(asked.parts) == 1 and not asked.parts[0].excluded else None
    if part is None or part.entity.dimension not in GROUP_FIELDS or not asked.asks_nothing:
        return None
    if not _THERE.fullmatch(asked.sentence.text, part.end):
        return None
    field = GROUP_FIELDS[part.entity.dimension]
    if any(getattr(s, field) is not None or s.projects is not None for s in last.parts):
        return None
    own = replace(part.entity.scope, editions=None)
    sides = tuple(side.narrow(own) for side in last.parts)
    if not all(asked.lexicon.index.select(side) for side in sides):
        return uncomputable(asked)
    return replace(last, scope=last.scope.narrow(own), parts=sides, first=1)


def of_compared_before(asked: Asked, memory: Memory) -> Intent | None:
    """「安い方の内容」 after one of two that were compared, or asked about one after the other."""
    last, before = memory.query, memory.offered
    if not last or not is_single(last):
        return None
    told = any(said.search(asked.sentence.text) for _, said in _WAYS)
    compares = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    added = asked.operations == [Operation.SUM] and not asked.attributes
    if isinstance(before, Query) and before.operation is Operation.COMPARE:
        if told or compares or added:
            return of_compared(asked, before)
        return None
    two = shown(memory.listed, asked.lexicon) if memory.listed and told else ()
    if len(two) == 2 and shown(last, asked.lexicon)[0] in two:
        return of_compared(
            asked, compared(two, last, asked)
        )  # 「安い方は」 after the other of a list
    singles = memory.singles[-2:]
    if not told or len(singles) < 2 or before is not None:
        return None
    return of_compared(asked, compared(projects_of(singles, asked.lexicon), last, asked))


def of_two_shown(asked: Asked, last: Query) -> Intent | None:
    """「大きいほうの担当課は」「後の方は」 after a list of two: of one of them."""
    told = any(said.search(asked.sentence.text) for _, said in _WAYS)
    if last.operation is not Operation.LIST or not told:
        return None
    return of_compared(asked, compared(shown(last, asked.lexicon), last, asked))


def compared(projects: Sequence[Project], last: Query, asked: Asked) -> Query:
    """Two projects as the sides of a comparison; no comparison where there are more."""
    sides = tuple(asked.lexicon.of_projects([p]) for p in projects)
    if len(sides) != 2:
        return last
    return Query(Operation.COMPARE, asked.lexicon.of_projects(projects), last.measure, parts=sides)


def _of_both(asked: Asked, last: Query) -> Intent | None:
    """「いくら差がある」「件数だと」「レベルアップ分だと」「合計は」."""
    measure = asked.measure if asked.sentence.has(Slot.MEASURE) else last.measure
    if last.measure is Measure.COUNT and holds_any(asked.sentence.text, ("金額", "要求額", "お金")):
        measure = asked.measure  # 「金額の差は」 after numbers of projects
    if Operation.COUNT in asked.operations:
        measure, last = Measure.COUNT, replace(last, each=Operation.SUM)
    each = asked.sentence.has(Slot.PER_EACH)
    if Operation.COMPARE in asked.operations or each:
        return replace(last, measure=measure, per_each=each)
    groups = any(side.projects is None for side in last.parts)
    if asked.operations == [Operation.AVERAGE] and groups and measure is not Measure.COUNT:
        return replace(last, measure=measure, each=Operation.AVERAGE)
    if asked.operations == [Operation.SUM] and last.each is Operation.AVERAGE:
        return replace(last, measure=measure, each=Operation.SUM)
    if asked.operations == [Operation.SUM]:
        return Query(Operation.SUM, all_of(last.parts, asked.lexicon), measure)
    if set(asked.operations) <= {Operation.COUNT} and measure is not last.measure:
        return replace(last, measure=measure) if not asked.attributes else None
    return uncomputable(asked) if set(asked.operations) & TOTALS else None


def _told_by(asked: Asked, last: Query, ways: list[Told], found: re.Match[str]) -> Intent | None:
    """What is asked of the side that is told so."""
    asked = _without(asked, found)
    at = found.start()
    others: list[object] = [p for p in asked.parts if p.entity.dimension not in _FIELDS]
    others += [r for r in asked.references if not _WAYS_ALONE.fullmatch(r.mention.text)]
    placed = ways[0] in (Told.FORMER, Told.LATTER)
    if others:
        return uncomputable(asked) if placed else None
    if asked.sentence.has(Slot.SAME):
        return None
    simple = len(ways) == 1 and ways[0] is not Told.UNCLEAR and not asked.sentence.has_any(_ELSE)
    if not simple or set(asked.operations) - {Operation.COMPARE, Operation.COUNT, Operation.LIST}:
        return uncomputable(asked)
    if not placed and (measure := _measure_before(asked, at)):
        return replace(last, measure=measure)
    place = _place(asked, last, ways[0])
    if place is None or (last.measure is Measure.COUNT and asked.attributes):
        return uncomputable(asked)
    return _of_side(asked, last.parts[place])


def _without(asked: Asked, found: re.Match[str]) -> Asked:
    """A sentence without the words that tell a side."""
    spans = asked.sentence.spans
    free = tuple(s for s in spans if s.end <= found.start() or found.end() <= s.begin)
    return replace(asked, sentence=replace(asked.sentence, spans=free))


_WAYS_ALONE = pattern("前者|後者")
_FIELDS = (Dimension.KIND, Dimension.ACCOUNT)


def _measure_before(asked: Asked, at: int) -> Measure | None:
    """「レベルアップ分が高い方は」: in which measure a side is to be the higher."""
    spans = [s for s in asked.sentence.spans if s.end <= at]
    if any(s.value is Operation.COUNT for s in spans):
        return Measure.COUNT
    if any(s.slot is Slot.MEASURE for s in spans):
        return asked.measure
    said = any(s.value is Attribute.REQUESTED for s in spans)
    return Measure.REQUESTED if said else None


def _place(asked: Asked, last: Query, way: Told) -> int | None:
    """The place of the side that is told so; None where several are equal, or a side has no amount."""
    if way in (Told.FORMER, Told.LATTER):
        return 0 if way is Told.FORMER else len(last.parts) - 1
    compared = answer(last, asked.lexicon.index)
    if not isinstance(compared, Comparison) or not compared.complete:
        return None
    values = [side.value for side in compared.sides]
    wanted = max(values) if way is Told.HIGHER else min(values)
    return values.index(wanted) if values.count(wanted) == 1 else None


def _of_side(asked: Asked, side: Scope) -> Intent:
    spans = tuple(s for s in asked.sentence.spans if not _only_tells(s))
    rest = replace(asked, sentence=replace(asked.sentence, spans=spans, mentions=()))
    alone = Query(Operation.DETAIL, side)
    if is_single(alone):
        if rest.sentence.has(Slot.TERM):
            return uncomputable(asked)  # 高い方の課の合計
        return field_of_last(rest, alone) or replace(
            detail(replace(rest, parts=()), ()), scope=side
        )
    terms = [s.value for s in rest.sentence.all(Slot.TERM)]
    if any(getattr(side, GROUP_FIELDS[t], None) is None for t in terms if isinstance(t, Dimension)):
        return uncomputable(asked)
    if terms and not _LISTED.search(asked.sentence.text):
        return uncomputable(asked)
    spans = tuple(s for s in spans if s.slot is not Slot.TERM)
    rest = replace(rest, sentence=replace(rest.sentence, spans=spans), within=side)
    query = query_of(rest)
    return Query(Operation.LIST, side) if query.operation is Operation.DETAIL else query


def _only_tells(span: Span) -> bool:
    return span.slot in _IN_TELLING or span.value is Operation.COMPARE
