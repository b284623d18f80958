"""Several places of one ranking: 1位と3位の合計, 2番目に高い事業と3番目に高い事業の差."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Operation, Query
from nlp.asking.asked import TOTALS, Asked
from nlp.asking.compare import comparison
from nlp.asking.details import detail
from nlp.asking.rank import descending, together, top
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_PLACE = pattern("([0-9]{1,2}|[一二三四五六七八九十])(?:位|番目|つ目|個目|件目)")
_KANJI = {kanji: n for n, kanji in enumerate("一二三四五六七八九十", 1)}
_FIRST = pattern("(?:一番|いちばん|最も|もっとも|最[大高多小低少])(?!目)")
_RANGE = pattern(
    "[0-9一二三四五六七八九十](?:位|番目|つ目|個目|件目)?(?:から|~|〜|-)[0-9一二三四五六七八九十]|(?:位|目)(?:まで|以内|以降|以下|以上)"
)
_ADDED = pattern("合わせ|あわせ|足す|足し|たすと|合計")


def number_of(said: str) -> int:
    """A small number in figures or in one kanji."""
    return _KANJI.get(said) or int(said)


def numbers_of(text: str) -> list[int]:
    """The places that a sentence counts, as said: 1位と3位."""
    return [number_of(found) for found in _PLACE.findall(text)]


def is_added(asked: Asked) -> bool:
    """Whether what is told is taken together: 1位と3位を足すと."""
    return _ADDED.search(asked.sentence.text) is not None


def several(asked: Asked) -> list[int]:
    """The places of one ranking that are asked for, where they are more than one and no run of places."""
    text = asked.sentence.text
    if not asked.sentence.has_any(_PLACES) or _RANGE.search(text):
        return []
    told = numbers_of(text)
    told += [1] if told and _FIRST.search(text) else []
    places = sorted(set(told))
    return places if len(places) > 1 else []


_OF_GROUP = pattern("([0-9]+)位(?:の(?:事業の)?([部課局係柱]|会計))?")


def _are_of_others(asked: Asked) -> bool:
    """「1位の課と2位の課の差」「防災課の1位と建築課の1位の差」: places of groups, or of more than one ranking."""
    if Operation.COMPARE not in asked.operations:
        return False
    placed = _OF_GROUP.findall(asked.sentence.text)
    many = len(placed) > 2 or len(placed) > len({place for place, _ in placed})
    many = many or (len(placed) > 1 and len(asked.parts) > 1)
    return many or any(group for _, group in placed)


_PLACES = frozenset({Slot.ORDINAL, Slot.PLACES})
_MANY = frozenset({Slot.ORDINAL, Slot.LIMIT})
_COUNTED = _PLACES | _MANY


def are_places_uncomputed(asked: Asked) -> bool:
    """Whether places of both ends, of groups, or the difference of more than two are asked for: never answered
    with some of them.
    """
    compared = Operation.COMPARE in asked.operations
    if not compared and not asked.sentence.has_any(_COUNTED):
        return False
    places = several(asked)
    ends = {s.value for slot in (Slot.EXTREME, Slot.DIRECTION) for s in asked.sentence.all(slot)}
    both = {True, False} <= ends and asked.sentence.has_any(_MANY)
    if (both and not compared) or _are_of_others(asked):
        return True
    if not places:
        return False
    counted = set(numbers_of(asked.sentence.text))
    many = compared and len(places) > 2
    grouped = asked.sentence.has(Slot.DIMENSION) or asked.sentence.has(Slot.TERM)
    run = _is_run(asked, places) or (not compared and asked.sentence.has(Slot.PLACES))
    lost = len(counted) > 1 or (is_added(asked) and not compared)
    return both or many or (grouped and lost and not run)


def _is_run(asked: Asked, places: list[int]) -> bool:
    """Whether places that follow each other are shown as they are: 2位と3位."""
    follow = places[-1] - places[0] + 1 == len(places)
    return follow and not asked.operations and not is_added(asked)


def at_places(asked: Asked) -> Query | None:
    """The projects at several places of a ranking: beside each other, as one, or one by one."""
    places = several(asked)
    if not places or asked.sentence.has(Slot.DIMENSION) or asked.sentence.has(Slot.TERM):
        return None
    largest = descending(asked)
    if _is_run(asked, places) and not asked.attributes:
        way = Operation.MAX if largest else Operation.MIN
        first, many = places[0], len(places)
        return Query(way, asked.scope(), asked.measure, descending=largest, first=first, limit=many)
    sides = [top(asked, place, 1, largest=largest) for place in places]
    scope = together(sides)
    if len(scope.projects or ()) != len(places):
        return None
    if Operation.COMPARE in asked.operations:
        return comparison(asked, sides)
    added = Operation.SUM if is_added(asked) else None
    total = next((o for o in asked.operations if o in TOTALS), added)
    if total is None and asked.attributes:
        return replace(detail(asked, ()), scope=scope)
    return Query(total or Operation.LIST, scope, asked.measure)
