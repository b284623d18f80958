"""Groups by the places they take: 防災課は何番目に多い課, 防災課より多い課は, 防災課の次に多い課, 上位3部の合計.

Read only where the whole sentence asks so; what asks for more is left to be refused.
"""

from __future__ import annotations

from collections.abc import Hashable

from data.answers import Number
from data.groups import groups_of
from data.index import GROUP_FIELDS
from data.query import Dimension, Intent, Measure, Operation, Query, Range
from nlp.asking.asked import Asked
from nlp.asking.places import number_of
from nlp.meaning.parts import Part
from nlp.meaning.reference import Sure
from nlp.names.scopes import group_scope
from nlp.rules.ways import GROWN, LEADS_ON
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_FIGURE = f"(?:(?:{GROWN}分|要求総?額|予算額?|金額|総額|合計額?|お金|件数|事業数)(?:が|は|の|で(?:は)?)?、?)"
_GROUP = "(?:[部課局]|小?柱)"
_END = "(?:です|なの|なん|でしょう|ある|あり?ます|か|の)*[?。]*"
_SMALL = ("少な", "小さ", "低", "安")
_SIZE = "(?P<size>多|大き|高|少な|小さ|低|安)い"
_OWN = pattern(
    rf"の?{_FIGURE}?(?:は|って)?、?(?:(?:全体|全{_GROUP}|{_GROUP})(?:の中)?で(?:は)?、?)?{_FIGURE}?(?:上から)?(?:何番目|何位)"
    rf"(?:に|の)?{_FIGURE}?(?:{_SIZE})?{_GROUP}?{_END}",
    among="何番目 何位",
)
_BEYOND = pattern(
    rf"より(?:も)?、?{_FIGURE}?{_SIZE}{_GROUP}(?:は|って|を)?、?(?P<count>いくつ|何[部課局])?(?:どこ|どれ|教えて(?:ください)?)?{_END}",
    among="より",
)
_NEXT = pattern(
    rf"の次に{_FIGURE}?{_SIZE}{_GROUP}(?:は|って)?、?(?:どこ|どれ)?{_END}", among="の次に"
)
_FIRST = pattern(
    rf"{LEADS_ON}(?P<what>{_FIGURE})?(?:(?:が|の)?(?:多い|大きい|高い))?(?P<end>上位|トップ|下位|ワースト)の?(?P<many>[0-9]{{1,2}}|[二三四五六七八九])(?:つの)?{_GROUP}"
    rf"(?:を|の|で|は|だと|だけで)*、?(?P<asked>[^、。?]*){_END}",
    among="上位 トップ 下位 ワースト",
)
_NUMBER = pattern("件数|事業数")
_TOTALS = {
    Operation.SHARE: pattern(
        "全体の(?:何(?:%|割|パーセント)|どれ|どの)|全体に(?:占める|対する)割合"
    ),
    Operation.AVERAGE: pattern("(?:要求額|金額)?の?平均"),
    Operation.COUNT: pattern("(?:事業の?)?(?:件数|数)|事業数|何件|何事業"),
    Operation.SUM: pattern("(?:要求額の?)?(?:合計|総額)|合わせ|足(?:す|し)|全部で|まとめ"),
}
_RANKED = frozenset({Dimension.DEPARTMENT, Dimension.SECTION, Dimension.PILLAR, Dimension.POLICY})
_OTHERWISE = frozenset({Slot.AMOUNT, Slot.BOUND, Slot.TALLY, Slot.EXCLUDE})


def of_places(asked: Asked) -> Intent | None:
    """The place of a group among its like, those before it, or what the first of them come to."""
    if not asked.parts:
        return _of_first(asked)
    part = asked.parts[0]
    if len(asked.parts) > 1 or part.excluded or part.begin or part.entity.dimension not in _RANKED:
        return None
    rest = asked.sentence.text[part.end :].replace(" ", "")  # what was English has gaps
    for way, place in ((_OWN, _own), (_BEYOND, _beyond), (_NEXT, _next)):
        if found := way.fullmatch(rest):
            terms = asked.sentence.all(Slot.TERM)
            alike = all(s.value is part.entity.dimension for s in terms)
            return place(asked, part, found.groupdict()) if alike and _is_plain(asked) else None
    return None


def _is_plain(asked: Asked) -> bool:
    """Whether nothing else is said that would narrow what is asked."""
    lost = any(r.sure is not Sure.GROUP for r in asked.references)
    return not lost and not asked.sentence.has_any(_OTHERWISE)


def _own(asked: Asked, part: Part, said: dict[str, str | None]) -> Query | None:
    total, others = _totals(asked, part)
    return (
        None if total is None else _ranked(asked, part, said, 1 + len(_before(total, others, said)))
    )


def _next(asked: Asked, part: Part, said: dict[str, str | None]) -> Query | None:
    total, others = _totals(asked, part)
    if total is None:
        return None
    return _ranked(asked, part, said, 1 + len(_before(total, others, said)) + others.count(total))


def _beyond(asked: Asked, part: Part, said: dict[str, str | None]) -> Query | None:
    total, _ = _totals(asked, part)
    if not isinstance(total, int):
        return None
    measure, small = _measure(asked), _is_small(said)
    having = Range(measure, high=total - 1) if small else Range(measure, low=total + 1)
    scope, by = asked.scope([]), part.entity.dimension
    if said["count"]:
        return Query(Operation.COUNT, scope, Measure.COUNT, by=by, having=having)
    return Query(Operation.BREAKDOWN, scope, measure, by=by, having=having, descending=not small)


def _is_small(said: dict[str, str | None]) -> bool:
    return said["size"] in _SMALL


def _measure(asked: Asked) -> Measure:
    return Measure.COUNT if _NUMBER.search(asked.sentence.text) else asked.measure


def _groups(asked: Asked, by: Dimension, measure: Measure) -> dict[Hashable, Number]:
    projects = asked.lexicon.index.take(asked.scope([]))
    return {
        g.key: g.count if measure is Measure.COUNT else g.value
        for g in groups_of(tuple(projects), by, measure)
        if g.key is not None
    }


def _totals(asked: Asked, part: Part) -> tuple[Number | None, list[Number]]:
    """What the group that is named comes to, and each of its like; None where several are named so."""
    by = part.entity.dimension
    assert by is not None
    named, groups = (
        getattr(part.entity.scope, GROUP_FIELDS[by]),
        _groups(asked, by, _measure(asked)),
    )
    total = groups.get(next(iter(named))) if len(named) == 1 else None
    return total, list(groups.values())


def _before(total: Number, others: list[Number], said: dict[str, str | None]) -> list[Number]:
    """The totals of the groups that come before the one that is named."""
    return [v for v in others if (v < total if _is_small(said) else v > total)]


def _ranked(asked: Asked, part: Part, said: dict[str, str | None], first: int) -> Query:
    small = _is_small(said)
    way = Operation.MIN if small else Operation.MAX
    return Query(
        way,
        asked.scope([]),
        _measure(asked),
        by=part.entity.dimension,
        descending=not small,
        first=first,
        limit=1,
    )


def _of_first(asked: Asked) -> Query | None:
    """「上位3部の合計」「件数上位3部で全体の何％」: of the first groups together; not where two share the last place."""
    text = asked.sentence.text.replace(" ", "")
    found, terms = _FIRST.fullmatch(text), asked.sentence.all(Slot.TERM)
    operation = _asked_for(found["asked"]) if found else None
    if (
        not found
        or operation is None
        or len(terms) != 1
        or not isinstance(terms[0].value, Dimension)
    ):
        return None
    by, many = terms[0].value, number_of(found["many"])
    counted = _NUMBER.match(found["what"] or "")
    groups = _groups(asked, by, Measure.COUNT if counted else asked.measure)
    small = found["end"] in ("下位", "ワースト")
    ordered = sorted(groups.items(), key=lambda g: g[1], reverse=not small)
    if not 0 < many < len(ordered) or ordered[many - 1][1] == ordered[many][1]:
        return None
    scope = asked.scope([]).narrow(group_scope(by, dict(ordered[:many])))
    return Query(operation, scope, Measure.COUNT if operation is Operation.COUNT else asked.measure)


def _asked_for(text: str) -> Operation | None:
    return next((o for o, way in _TOTALS.items() if way.match(text)), None)
