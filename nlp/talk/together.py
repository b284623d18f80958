"""Questions about several earlier answers at once: 合わせると, 2つ足すと, どっちが高い, その差は, 建築課も足して.

Where there is nothing to be put together, nothing is answered: never the whole list in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from data.index import GROUP_FIELDS, amount
from data.query import Attribute, Choices, Dimension, Intent, Measure, Operation, Query, Scope
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.compose import query_of
from nlp.asking.context import (
    Memory,
    is_place,
    is_set,
    is_single,
    is_total,
    projects_of,
    reached,
    shown,
)
from nlp.asking.rank import ranking
from nlp.asking.same_money import alike_money
from nlp.meaning.parts import Part, union
from nlp.meaning.reference import Sure
from nlp.talk.of_sets import (
    AMONG,
    JOINED,
    first_of_sets,
    kinds_of_sets,
    more_of_two,
    of_both_sets,
    of_sets,
    of_two_groups,
)
from nlp.talk.shown_places import ORDERED, tells_places
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_ALONE = frozenset(
    {
        Slot.EXTREME, Slot.DIMENSION, Slot.NARROW, Slot.SAME, Slot.TERM, Slot.AMOUNT, Slot.MORE,
        Slot.EXCLUDE,
    }
)  # fmt: skip
"""What makes a sentence ask of something else than the answers before it."""

_AS_LIST = pattern(
    "(?:じゃあ?|では|で)?、?(?:それ(?:ら)?を|これ(?:ら)?を|全部)?(?:一覧|表|リスト)に(?:して|まとめて|すると)[^、。]{0,6}[?。]*|(?:じゃあ?|では|で)?、?(?:それ(?:ら)?を|これ(?:ら)?を)?並べて(?:見せて|みて|出して)?(?:ください)?[?。]*"
)
_HIGHEST = "(?:最高額?|最大|一番高い(?:の|やつ|もの)?|一番安い(?:の|やつ|もの)?|最低額?|最小)"
_BOTH_ENDS = pattern(
    f"(?:じゃあ?|では|で)?、?(?:(?:その|この)(?:中|うち)(?:で|の)、?)?{_HIGHEST}と{_HIGHEST}(?:の差額?|はいくら違う)(?:は|って|いくら)*[?。]*"
)
_SUM = pattern("合計|トータル|全部|ぜんぶ")
_OF_ALL = frozenset({Slot.WHOLE, Slot.NOUN})


def together(asked: Asked, memory: Memory) -> Intent | None:
    """A sum or a comparison of what was asked about one after the other, or of what was offered."""
    named = asked.parts or asked.references or asked.sentence.has(Slot.NUMBER)
    last = memory.query
    if named and (of_several := kinds_of_sets(asked, memory) or _sum_in_group(asked, memory)):
        return of_several
    if not named and (ranked := _ranked(asked, memory) or first_of_sets(asked, memory)):
        return ranked
    if not named and (both := of_both_sets(asked, memory)):
        return both
    if not named and (pair := of_two_groups(asked, memory) or more_of_two(asked, memory)):
        return pair
    if last and not named and (pair := _with_place(asked, last)):
        return pair
    if named or not (last or memory.choices) or asked.sentence.has_any(_ALONE):
        return None
    if len(memory.singles) > 2 and _BOTH_ENDS.fullmatch(asked.sentence.text):
        projects = projects_of(memory.singles, asked.lexicon)
        return query_of(replace(asked, within=asked.lexicon.of_projects(projects)))
    if len(memory.singles) > 1 and _AS_LIST.fullmatch(asked.sentence.text):
        return Query(Operation.LIST, union([q.scope for q in memory.singles]))
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    if any(a is not Attribute.REQUESTED for a in asked.attributes):
        return None  # 「担当課はどちらですか」
    text = asked.sentence.text
    if last and last.operation in ORDERED and tells_places(text):
        return None  # 「3番目と5番目を合わせていくら」
    ordered = asked.sentence.has(Slot.DIRECTION)
    added = bool(JOINED.search(text)) and not ordered  # 「高い順に3つ」
    if last and last.operation is Operation.SHARE and (added or compared):
        if not compared:
            return _shares_together(asked, memory.shares)
        return comparison(asked, [q.scope for q in memory.shares[-2:]])
    summed = added or bool(_SUM.search(text) and TOTALS.intersection(asked.operations))
    if Operation.AVERAGE in asked.operations and not asked.sentence.has_any(_OF_ALL):
        summed = summed or len(memory.singles) > 1 or len(memory.ranked) > 1
    offered_twice = sum(isinstance(i, Choices) for i in memory.last) > 1
    several = memory.choices is not None and len(memory.choices.options) > 2 and compared
    if several or (offered_twice and (compared or added)):
        return uncomputable(asked)  # 「差は」 after 福祉はいくら and 教育はいくら: of which of them
    if (not compared and not summed) or (memory.choices and "全体" in text):
        return None  # 「全体の合計は」 is of the whole list
    if ordered and not compared:
        return None
    if totals := of_sets(asked, memory, compared=compared):
        return totals
    sides = _sides(asked, memory)
    tied = len(memory.ranked) > 1 and any(len(s.projects or ()) > 1 for s in sides[-2:])
    if compared and tied:
        return uncomputable(asked)  # several that are equal stand at one place
    if len(sides) > 1:
        return comparison(asked, sides[-2:]) if compared else _sum(asked, sides, memory)
    limit = asked.sentence.first(Slot.LIMIT)
    many = limit.value if limit else 2 if _TWO.search(text) else None
    if last and added and isinstance(many, int) and len(shown(last, asked.lexicon)) != many:
        return uncomputable(asked)  # 「二つ合わせて」 of a list of three
    if last and last.by and added and last.limit == 1:
        return uncomputable(asked)
    if last and added and not is_single(last) and not compared:
        return _sum(asked, [reached(last, asked.lexicon)], memory)  # 「全部足すと」 of a list
    if last and is_single(last) and (compared or added):
        return uncomputable(asked)
    return None


_SUM_OF_THEM = pattern(
    "(?:じゃあ?|では|で)?、?(?:(?:その)?(?:2つ|二つ|3つ|三つ|両方|それら)の)?(?:合計|総額|合わせ(?:て|ると|たら)|足(?:すと|したら|して))(?:額)?(?:は|って|だと)?、?"
)


def _sum_in_group(asked: Asked, memory: Memory) -> Query | None:
    """「合計は防災課の何％」 after two projects: what both come to, as a part of that section."""
    last, group = memory.query, asked.parts[0] if len(asked.parts) == 1 else None
    if not group or group.excluded or len(memory.singles) < 2 or not last or not is_single(last):
        return None
    found = _SUM_OF_THEM.match(asked.sentence.text)
    if not found or found.end() != group.begin or Operation.SHARE not in asked.operations:
        return None
    both = union([q.scope for q in memory.singles])
    return Query(Operation.SHARE, both, last.measure, parts=(asked.scope(),))


def _shares_together(asked: Asked, shares: Sequence[Query]) -> Intent:
    """「合わせると？」 after the shares of two sections: that of both; refused where they are of different wholes, or one
    holds a part of the other.
    """
    wholes = {(q.measure, q.parts) for q in shares}
    rows = [set(asked.lexicon.index.select(q.scope)) for q in shares]
    apart = sum(map(len, rows)) == len(set().union(*rows))
    if len(shares) < 2 or len(wholes) > 1 or not apart:
        return uncomputable(asked)
    return replace(shares[-1], scope=union([q.scope for q in shares]))


def _with_place(asked: Asked, last: Query) -> Query | None:
    """「2番目に安いのと合わせて」 after the first of a ranking: both together."""
    span = asked.sentence.first(Slot.ORDINAL)
    if not span or not isinstance(span.value, int) or not is_place(last) or last.by:
        return None
    if not JOINED.search(asked.sentence.text) or asked.sentence.has(Slot.NOUN):
        return None
    other = replace(last, first=span.value)
    projects = dict.fromkeys(p for q in (last, other) for p in shown(q, asked.lexicon))
    return Query(Operation.SUM, asked.lexicon.of_projects(projects), last.measure)


def _ranked(asked: Asked, memory: Memory) -> Query | None:
    """「今の三つで一番高いのは」: of the projects that were asked about one after the other."""
    singles, text = memory.singles, asked.sentence.text
    if len(singles) < 2:
        return None
    limit = asked.sentence.first(Slot.LIMIT)
    ordered = _IN_ORDER.fullmatch(text)
    first = AMONG.fullmatch(text)
    if first and (first["of"] or first["group"] not in (None, "ところ") or "どの" in text):
        return None  # of groups, and of no projects
    if not ordered and not (
        asked.sentence.has(Slot.EXTREME) and (_NOW.search(text) or AMONG.fullmatch(text))
    ):
        return None
    many = limit.value if limit else len(singles)
    if not isinstance(many, int) or many > len(singles):
        return None
    projects = projects_of(singles[-many:], asked.lexicon)
    spans = tuple(s for s in asked.sentence.spans if s is not limit)
    sentence = replace(asked.sentence, spans=spans)
    return ranking(replace(asked, sentence=sentence, within=asked.lexicon.of_projects(projects)))


_SIZE = "(?:高|安|大き|小さ|多|少な)い"
_IN_ORDER = pattern(
    "(?:じゃあ?|では)?、?(?:(?:その|この|今の)?(?:[2-5]|[二三四五])つ(?:とも)?(?:を|は|の中で|で)?|それ(?:ら)?を|これ(?:ら)?を)?、?"
    f"(?:(?:(?:金額|額|予算|要求額)(?:の|が)?)?(?:{_SIZE}(?:もの|方|ほう)?)?順(?:に|で|は)?|{_SIZE}(?:もの|方|ほう)から)"
    "(?:並べ(?:て|る|ると)|すると|ください|お願いします|見せて)*[?。]*",
    among="順 いほうから い方から いものから",
)
_NOW = pattern("(?:今|いま|さっき|これまで|その|この)の?(?:[2345]|二|三|四|五)つ")


def _sides(asked: Asked, memory: Memory) -> list[Scope]:
    """The projects that were asked about, newest last; those offered; both of a list of two."""
    last = memory.query
    if len(ranked := memory.ranked) > 1:
        sides = [reached(q, asked.lexicon) for q in ranked]
    elif last and is_place(last) and last.first > 1 and not last.parts:
        before = replace(last, first=last.first - 1)  # 「2番目は」「その2つの差は」
        return [reached(before, asked.lexicon), reached(last, asked.lexicon)]
    elif memory.choices:
        sides = [q.scope for q in memory.choices.options]
    elif last and not is_single(last) and not last.by:
        projects = shown(last, asked.lexicon)
        sides = [asked.lexicon.of_projects([p]) for p in projects] if len(projects) == 2 else []
    else:
        sides = [q.scope for q in memory.singles]
    limit = asked.sentence.first(Slot.LIMIT)
    if limit and isinstance(limit.value, int):
        return sides[-limit.value :] if limit.value <= len(sides) else []
    return sides


def _options(memory: Memory) -> list[Query]:
    """What was offered last and not taken yet."""
    return list(memory.choices.options) if memory.choices else []


def _sum(asked: Asked, sides: list[Scope], memory: Memory) -> Query:
    totals = (o for o in asked.operations if o in TOTALS)
    if Operation.LIST in asked.operations and not TOTALS.intersection(asked.operations):
        return Query(Operation.LIST, replace(union(sides), editions=sides[0].editions))
    shared = Operation.SHARE in asked.operations
    total = Operation.SHARE if shared else next(totals, Operation.SUM)
    if len(sides) == 1:
        return Query(total, sides[0], asked.measure)
    measure = (
        asked.measure
        if asked.sentence.has(Slot.MEASURE)
        else alike_money(q for q in (*memory.singles, *_options(memory)) if q.scope in sides)
    )
    both, select = replace(union(sides), editions=sides[0].editions), asked.lexicon.index.select
    last = memory.query
    listed = last and (last.operation is Operation.LIST or is_total(last))
    called = listed and not _WHICH.search(asked.sentence.text)
    if last and called and select(both) == select(last.scope):
        both = last.scope  # two that were listed or counted are added up as what they were called
    return Query(total, both, measure)


_WHICH = pattern("(?:何|どれ)と(?:何|どれ)|どの事業|どれを")
"""What asks for the names of those that were added up."""

_PLACED = frozenset({Slot.EXTREME, Slot.ORDINAL})
_GROUPED = frozenset({Slot.TERM, Slot.DIMENSION})
_TOO = pattern(
    r"(?:の(?:分|額|金額|事業|方|ほう|やつ)?)?(?:(?:も|を)(?:一緒に|追加で)?(?:足|加え|入れ|含め|合わせ|あわせ|追加)|と(?:合わせ|あわせ|合計す|足|の(?:合計|合算|総額|トータル)))"
)


def added(asked: Asked, last: Query) -> Intent | None:
    """「建築課も足して」: what was answered, and what is named now, as one."""
    parts = [p for p in asked.parts if not p.excluded]
    told = [p for p in parts if _TOO.match(asked.sentence.text, p.end)]
    parts = [p for p in parts if not told or p.end <= told[-1].end]
    if not parts or not (
        _TOO.match(asked.sentence.text, parts[-1].end) or _one_more(asked, last, parts)
    ):
        return None
    index, lexicon = asked.lexicon.index, asked.lexicon
    before, now = reached(last, lexicon), asked.scope(parts)
    fields = {GROUP_FIELDS[p.entity.dimension] for p in parts if p.entity.dimension in GROUP_FIELDS}
    if len(fields) == 1 and getattr(last.scope, field := next(iter(fields))) is not None:
        now = replace(last.scope, **{field: getattr(now, field)})  # 「レベルアップも入れた合計は」
    if own := _of_named_within(asked, last, parts):
        return own
    both = dict.fromkeys([*index.take(before), *index.take(now)])
    operation = last.operation if last.operation in TOTALS else None
    total = next((o for o in asked.operations if o in TOTALS), operation)
    said = asked.attributes or "額" in asked.sentence.text
    if Operation.COUNT in (*asked.operations, operation) and not said:
        total = Operation.COUNT  # 「建築課との合計は」 after a number of rows
    way = total or (Operation.SUM if last.operation is Operation.DETAIL else Operation.LIST)
    if asked.sentence.has_any(_PLACED):  # 「…も入れた3つで一番高いのは」
        if asked.sentence.has_any(_GROUPED):
            return uncomputable(asked)
        return ranking(replace(asked, parts=(), within=lexicon.of_projects(both)))
    alike = way is Operation.LIST and len(fields) == 1 and getattr(last.scope, field) is not None
    scope = union([last.scope, now]) if alike else lexicon.of_projects(both)
    return Query(way, scope, last.measure)


_TWO = pattern("両方|(?:2|二)つ")
_ALSO = pattern("(?:の(?:分|方|ほう|やつ))?も(?:は|ね|だと|で)?[?。]*")


def _one_more(asked: Asked, last: Query, parts: list[Part]) -> bool:
    """「上下水道局も」 after the total of several groups or projects, 「建築課も」 after the list of a section: one more."""
    ends = bool(_ALSO.fullmatch(asked.sentence.text, parts[-1].end))
    if ends and last.operation is Operation.LIST and last.scope.projects is None:
        fields = [GROUP_FIELDS.get(p.entity.dimension or Dimension.EDITION) for p in parts]
        return all(f is not None and getattr(last.scope, f) is not None for f in fields)
    several = any(
        len(getattr(last.scope, f) or ()) > 1 for f in ("departments", "sections", "projects")
    )
    added_up = last.operation in TOTALS and not last.by and several
    return added_up and ends


_OWN = pattern(
    "(?:の(?:分|額|金額|事業|方|ほう|やつ)?)?(?:を(?:足|合わせ|あわせ)|と(?:合わせ|あわせ|合計す|足))"
)


def _of_named_within(asked: Asked, last: Query, parts: list[Part]) -> Intent | None:
    """「大綱挽とハーリーを足すと」 after a list that holds them: those of it, and not the whole list once more."""
    take, lexicon = asked.lexicon.index.take, asked.lexicon
    before = take(reached(last, lexicon))
    own = not is_single(last) and _OWN.match(asked.sentence.text, parts[-1].end)
    each = [take(lexicon.whole.narrow(p.entity.scope)) for p in parts] if own else []
    several = len(parts) > 1 and all(p.is_project for p in parts)
    held = [[p for p in some if p in before] for some in each]
    if not own or not (several or any(held)):
        return None
    meant = dict.fromkeys(p for some, of_it in zip(each, held, strict=True) for p in of_it or some)
    if any(r.sure is Sure.ABSENT for r in asked.references) or len(meant) < 2:
        return uncomputable(asked)
    total = next((o for o in asked.operations if o in TOTALS), Operation.SUM)
    return Query(total, lexicon.of_projects(meant), last.measure)


_BUT_FIRST = pattern(
    "(?:では|じゃあ?|で)?、?(?:一番|いちばん|最も)(?:(?:金額|額|予算|要求額)[がの])?(?P<way>[高安]|大き|小さ|多|少な)い(?:の|事業|やつ|もの)を(?:除|抜|外)[^、。?]{0,5}(?:、?(?:合計|平均|総額)(?:額)?)?(?:は|だと|では)?(?:いくら|何件)?(?:です)?か?[?。]*",
    among="除 抜 外",
)


def without_first(asked: Asked, last: Query) -> Intent | None:
    """「一番高い事業を除くと？」 after the list or a total of a group: without the first of that group."""
    found = _BUT_FIRST.fullmatch(asked.sentence.text) if is_set(last) else None
    if not found or last.measure is Measure.COUNT:
        return None
    rows = asked.lexicon.index.take(last.scope)
    valued = [(v, p) for p in rows if (v := amount(p, last.measure)) is not None]
    if len(valued) < 2:
        return None
    end = (min if found["way"] in _LOW else max)(v for v, _ in valued)
    gone = [p for v, p in valued if v == end]
    if len(gone) > 1:
        return uncomputable(asked)
    total = next((o for o in asked.operations if o in TOTALS), last.operation)
    return Query(total, asked.lexicon.of_projects(p for p in rows if p not in gone), last.measure)


_LOW = ("安", "小さ", "少な")


def without(asked: Asked, last: Query) -> Intent | None:
    """「客引き防止以外の合計は」 after a section's list: taken away from what was shown."""
    if not asked.parts or not all(p.excluded for p in asked.parts):
        return None
    lexicon, ranks = asked.lexicon, _ranks_anew(asked, last)
    scope = last.scope if ranks else reached(last, lexicon)
    before = set(lexicon.index.select(scope))
    away = [lexicon.index.select(lexicon.whole.narrow(p.entity.scope)) for p in asked.parts]
    if is_single(last) or not all(before.intersection(rows) for rows in away):
        return None
    if before <= set().union(*away):
        scope = _opened(last.scope, asked.parts)  # 「新規以外は？」 of what is all new
    if ranks and asked.asks_nothing:
        return replace(last, scope=replace(asked, within=scope).scope(), first=1)
    fresh = query_of(replace(asked, within=scope))
    if last.operation in (Operation.MAX, Operation.MIN) and not ranks:
        fresh = replace(fresh, scope=replace(fresh.scope, label=None))  # no 防災課以外 of all
    grouped = last.operation in TOTALS and asked.asks_nothing
    return replace(fresh, operation=last.operation) if grouped else fresh


def _ranks_anew(asked: Asked, last: Query) -> bool:
    """Whether others are to be ranked: 「保健福祉支援部以外では？」「新規を除いたトップ5は」 after a ranking."""
    ranked = last.operation in (Operation.MAX, Operation.MIN)
    anew = asked.asks_nothing or asked.sentence.has(Slot.EXTREME)
    return ranked and anew and not asked.sentence.has_any(_OF_THOSE)


_OF_THOSE = frozenset({Slot.NARROW, Slot.REFER})


def _opened(scope: Scope, parts: Iterable[Part]) -> Scope:
    """A scope without its conditions on what the parts are of."""
    fields = [GROUP_FIELDS[p.entity.dimension] for p in parts if p.entity.dimension in GROUP_FIELDS]
    return replace(scope, **dict.fromkeys(fields))
