"""Questions about several earlier answers at once: 合わせると, 2つ足すと, どっちが高い, その差は, 建築課も足して.

Where there is nothing to be put together, nothing is answered: never the whole list in its place.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from data.query import (
    Attribute,
    Dimension,
    Intent,
    Measure,
    Operation,
    OutOfScope,
    Query,
    Scope,
)
from nlp.asked import TOTALS, Asked, uncomputable
from nlp.compare import comparison
from nlp.compose import query_of
from nlp.context import Memory, is_place, is_single, projects_of, reached, shown
from nlp.group import GROUPS
from nlp.parts import Part, union
from nlp.patterns import pattern
from nlp.phrases import Slot
from nlp.rank import descending, ranking
from nlp.same_money import alike_money
from nlp.shown_places import ORDERED, tells_places

_ALONE = frozenset({Slot.EXTREME, Slot.DIMENSION, Slot.NARROW, Slot.SAME, Slot.TERM, Slot.AMOUNT})
"""What makes a sentence ask of something else than the answers before it."""

_ADD = pattern(
    "合わせ|あわせ|足|たす|たし|両方|ひっくるめ|(?:[234]|二|三|四)つ(?!目)|これまで|今まで"
)
_SUM = pattern("合計|トータル|全部|ぜんぶ")


def together(asked: Asked, memory: Memory) -> Intent | None:
    """A sum or a comparison of what was asked about one after the other, or of what was offered."""
    named = asked.parts or asked.references or asked.sentence.has(Slot.NUMBER)
    last = memory.query
    if not named and (ranked := _ranked(asked, memory) or _largest_total(asked, memory)):
        return ranked
    if last and not named and (pair := _with_place(asked, last)):
        return pair
    if named or not (last or memory.choices) or asked.sentence.has_any(_ALONE):
        return None
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    if any(a is not Attribute.REQUESTED for a in asked.attributes):
        return None  # 「担当課はどちらですか」
    text = asked.sentence.text
    if last and last.operation in ORDERED and tells_places(text):
        return None  # 「3番目と5番目を合わせていくら」
    added = bool(_ADD.search(text))
    summed = added or (_SUM.search(text) and set(asked.operations) & TOTALS)
    if not compared and not summed:
        return None
    if asked.sentence.has(Slot.DIRECTION) and not compared:
        return None  # 「高い順に3つ」
    if totals := _of_totals(asked, memory, compared=compared):
        return totals
    sides = _sides(asked, memory)
    if len(sides) > 1:
        return comparison(asked, sides[-2:]) if compared else _sum(asked, sides, memory)
    if last and added and not is_single(last) and not compared:
        return _sum(asked, [reached(last, asked.lexicon)], memory)  # 「全部足すと」 of a list
    if last and is_single(last) and (compared or added):
        return uncomputable(asked)
    return None


def _with_place(asked: Asked, last: Query) -> Query | None:
    """「2番目に安いのと合わせて」 after the first of a ranking: both together."""
    span = asked.sentence.first(Slot.ORDINAL)
    if not span or not isinstance(span.value, int) or not is_place(last) or last.by:
        return None
    if not _ADD.search(asked.sentence.text) or asked.sentence.has(Slot.NOUN):
        return None
    other = replace(last, first=span.value)
    projects = dict.fromkeys(p for q in (last, other) for p in shown(q, asked.lexicon))
    return Query(Operation.SUM, asked.lexicon.of_projects(projects), last.measure)


def _of_totals(asked: Asked, memory: Memory, *, compared: bool) -> Query | OutOfScope | None:
    """「両方合わせると」「その差は」 after two totals: their sum, or the one beside the other."""
    totals = [q for q in memory.totals if q.scope.projects is None or q.scope.topic]
    if len(totals) < 2 or len({q.measure for q in totals[-2:]}) > 1:
        return None
    limit = asked.sentence.first(Slot.LIMIT)
    every = len(totals) if _EVERY.search(asked.sentence.text) else 2
    many = limit.value if limit and isinstance(limit.value, int) else every
    sides = [q.scope for q in totals[-many:]] if many <= len(totals) else []
    counted = totals[-1].operation is Operation.COUNT
    if totals[-1].operation in (Operation.AVERAGE, Operation.MEDIAN):
        return of_averages(asked, totals[-2:], compared=compared)
    if len(sides) < 2 or len({q.operation for q in totals[-many:]}) > 1:
        return None
    if compared:
        found = comparison(asked, sides[-2:])
        measure = Measure.COUNT if counted else totals[-1].measure
        return replace(found, measure=measure) if found else None
    rows = [set(asked.lexicon.index.select(side)) for side in sides]
    if sum(map(len, rows)) != len(set().union(*rows)):
        return None  # what one holds of the other would be told twice
    projects = dict.fromkeys(p for side in sides for p in asked.lexicon.index.take(side))
    said = (o for o in asked.operations if o in TOTALS and not (counted and o is Operation.SUM))
    wanted = next(said, totals[-1].operation)
    return Query(wanted, asked.lexicon.of_projects(projects), totals[-1].measure)


_EVERY = pattern("全部|ぜんぶ|全て|すべて")


def of_averages(asked: Asked, pair: list[Query], *, compared: bool) -> Query | OutOfScope:
    """「どちらが高い」 after the averages of two sections: those, beside each other."""
    groups = _groups_of(pair)
    alike = {q.operation for q in pair} == {Operation.AVERAGE}
    if not compared or not groups or not alike:
        return uncomputable(asked)
    by, scope = groups
    return Query(Operation.BREAKDOWN, scope, pair[-1].measure, by=by, each=Operation.AVERAGE)


def _groups_of(totals: list[Query]) -> tuple[Dimension, Scope] | None:
    """The dimension of the groups whose totals were asked for, and the newest scope with all of them."""
    for by, field in GROUPS.items():
        groups = [getattr(q.scope, field) for q in totals]
        if all(g is not None for g in groups):
            return by, replace(totals[-1].scope, **{field: frozenset().union(*groups)})
    return None


def _ranked(asked: Asked, memory: Memory) -> Query | None:
    """「今の三つで一番高いのは」: of the projects that were asked about one after the other."""
    singles, text = memory.singles, asked.sentence.text
    if len(singles) < 2:
        return None
    if _IN_ORDER.fullmatch(text):
        projects = projects_of(singles, asked.lexicon)
        return ranking(replace(asked, within=asked.lexicon.of_projects(projects)))
    if not asked.sentence.has(Slot.EXTREME):
        return None
    limit = asked.sentence.first(Slot.LIMIT)
    newest = limit if _NOW.search(text) else None
    if not newest and not _AMONG.fullmatch(text):
        return None
    many = newest.value if newest else len(singles)
    if not isinstance(many, int) or many > len(singles):
        return None
    projects = projects_of(singles[-many:], asked.lexicon)
    spans = tuple(s for s in asked.sentence.spans if s is not limit)
    sentence = replace(asked.sentence, spans=spans)
    return ranking(replace(asked, sentence=sentence, within=asked.lexicon.of_projects(projects)))


_IN_ORDER = pattern(
    "(?:じゃあ?|では|それを|これを)?、?(?:高|安|大き|小さ|多|少な)い(?:もの)?順(?:に|で|は)?(?:並べ(?:て|る|ると)|すると|ください|お願いします)*[?。]*"
)
_AMONG = pattern(
    "(?:じゃあ?|では|で)?、?(?:(?:この|その|三つの|二つの|3つの|2つの)(?:中|なか|うち)(?:で|だと)(?:は)?、?)?(?:どれが)?(?:一番|いちばん|最も)(?:高|安|大き|小さ|多|少な)い(?:の|もの|やつ)(?:は|って)?(?:どれ(?:ですか)?|どこ(?:ですか)?)?[?。]*"
)
"""Nothing but which of those that were asked about is first."""


def _largest_total(asked: Asked, memory: Memory) -> Query | None:
    """「一番多いのは」 after the totals of sections: of those sections."""
    totals = memory.totals
    if len(totals) < 2 or not asked.sentence.has(Slot.EXTREME) or asked.operations:
        return None
    bare = _AMONG.fullmatch(asked.sentence.text) or _MOST_GROUP.fullmatch(asked.sentence.text)
    groups = _groups_of(totals)
    if not bare or not groups or len({q.measure for q in totals}) > 1:
        return None
    by, scope = groups
    last = totals[-1]
    largest = descending(asked)
    counted = last.operation is Operation.COUNT
    return Query(
        Operation.MAX if largest else Operation.MIN,
        scope,
        Measure.COUNT if counted else last.measure,
        by=by,
        descending=largest,
        limit=1,
    )


_MOST_GROUP = pattern(
    "(?:じゃあ?|では|で)?、?(?:一番|いちばん|最も)(?:高|安|大き|小さ|多|少な)い(?:部|課|室|局|係|ところ)(?:は|って)?(?:どこ(?:ですか)?)?[?。]*"
)

_NOW = pattern("(?:今|いま|さっき|これまで|その|この)の?(?:[2345]|二|三|四|五)つ")


def _sides(asked: Asked, memory: Memory) -> list[Scope]:
    """The projects that were asked about, newest last; those offered; both of a list of two."""
    last = memory.query
    if len(ranked := memory.ranked) > 1:
        sides = [reached(q, asked.lexicon) for q in ranked]
    elif last and is_place(last) and last.first > 1:
        before = replace(last, first=last.first - 1)  # 「2番目は」「その2つの差は」
        return [reached(before, asked.lexicon), reached(last, asked.lexicon)]
    elif memory.choices:
        sides = [q.scope for q in memory.choices.options]
    elif last and not is_single(last):
        projects = shown(last, asked.lexicon)
        sides = [asked.lexicon.of_projects([p]) for p in projects] if len(projects) == 2 else []
    else:
        sides = [q.scope for q in memory.singles]
    limit = asked.sentence.first(Slot.LIMIT)
    if limit and isinstance(limit.value, int):
        return sides[-limit.value :] if limit.value <= len(sides) else []
    return sides


def _sum(asked: Asked, sides: list[Scope], memory: Memory) -> Query:
    totals = (o for o in asked.operations if o in TOTALS)
    shared = Operation.SHARE in asked.operations
    total = Operation.SHARE if shared else next(totals, Operation.SUM)
    if len(sides) == 1:
        return Query(total, sides[0], asked.measure)
    measure = (
        asked.measure
        if asked.sentence.has(Slot.MEASURE)
        else alike_money(q for q in memory.singles if q.scope in sides)
    )
    return Query(total, replace(union(sides), editions=sides[0].editions), measure)


_PLACED = frozenset({Slot.EXTREME, Slot.ORDINAL})
_GROUPED = frozenset({Slot.TERM, Slot.DIMENSION})
_TOO = pattern(
    r"(?:の(?:分|額|金額|事業|方|ほう|やつ)?)?(?:(?:も|を)(?:一緒に|追加で)?(?:足|加え|入れ|含め|合わせ|あわせ|追加)|と(?:合わせ|あわせ|合計す|足))"
)


def added(asked: Asked, last: Query) -> Intent | None:
    """「建築課も足して」: what was answered, and what is named now, as one."""
    parts = [p for p in asked.parts if not p.excluded]
    if not parts or not _TOO.match(asked.sentence.text, parts[-1].end):
        return None
    index, lexicon = asked.lexicon.index, asked.lexicon
    before, now = reached(last, lexicon), asked.scope(parts)
    fields = {GROUPS[p.entity.dimension] for p in parts if p.entity.dimension in GROUPS}
    if len(fields) == 1 and getattr(last.scope, field := next(iter(fields))) is not None:
        now = replace(last.scope, **{field: getattr(now, field)})  # 「レベルアップも入れた合計は」
    both = dict.fromkeys([*index.take(before), *index.take(now)])
    operation = last.operation if last.operation in TOTALS else None
    total = next((o for o in asked.operations if o in TOTALS), operation)
    way = total or (Operation.SUM if last.operation is Operation.DETAIL else Operation.LIST)
    if asked.sentence.has_any(_PLACED):  # 「…も入れた3つで一番高いのは」
        if asked.sentence.has_any(_GROUPED):
            return uncomputable(asked)
        return ranking(replace(asked, parts=(), within=lexicon.of_projects(both)))
    return Query(way, lexicon.of_projects(both), last.measure)


def without(asked: Asked, last: Query) -> Intent | None:
    """「客引き防止以外の合計は」 after a section's list: taken away from what was shown."""
    if not asked.parts or not all(p.excluded for p in asked.parts):
        return None
    lexicon, scope = asked.lexicon, reached(last, asked.lexicon)
    before = set(lexicon.index.select(scope))
    away = [lexicon.index.select(lexicon.whole.narrow(p.entity.scope)) for p in asked.parts]
    if is_single(last) or not all(before.intersection(rows) for rows in away):
        return None
    if before <= set().union(*away):
        scope = _opened(last.scope, asked.parts)  # 「新規以外は？」 of what is all new
    fresh = query_of(replace(asked, within=scope))
    grouped = last.operation in TOTALS and asked.asks_nothing
    return replace(fresh, operation=last.operation) if grouped else fresh


def _opened(scope: Scope, parts: Iterable[Part]) -> Scope:
    """A scope without its conditions on what the parts are of."""
    fields = [GROUPS[p.entity.dimension] for p in parts if p.entity.dimension in GROUPS]
    return replace(scope, **dict.fromkeys(fields))
