"""Follow-ups within what was shown: そのうち新規は, 新規だけだと, 合計は, 担当課は."""

from __future__ import annotations

from msgspec.structs import replace

from data.model import Project
from data.query import Attribute, Intent, Measure, Operation, Query, Scope
from nlp.asking.asked import TOTALS, Asked, names_something, ranges
from nlp.asking.compose import query_of
from nlp.asking.context import is_place, is_set, is_single, reached, shown
from nlp.asking.details import detail
from nlp.asking.group import dimension_of, grouping
from nlp.asking.plain import COMPUTED, difference
from nlp.asking.rank import is_ordered
from nlp.names.scopes import beside_others
from nlp.talk.of_bounds import NARROWS, adds, kept_bounds, moves_edge
from nlp.talk.of_kinds import KIND_OR_ACCOUNT, beside_level_up, without_other_kinds
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any

GROUPED = TOTALS | {
    Operation.LIST,
    Operation.MAX,
    Operation.MIN,
    Operation.BREAKDOWN,
    Operation.SHARE,
}
"""Operations over a set of projects, which can be asked of another set."""


def narrowed(asked: Asked, last: Query) -> Intent | None:
    """「そのうち新規は？」「新規だけにして」: the last scope with what the sentence adds."""
    if not (asked.sentence.has(Slot.NARROW) or _only(asked, last) or _of_them(asked, last)):
        return None
    if asked.sentence.has(Slot.WHOLE) and not asked.sentence.has(Slot.REFER):
        return None
    if (asked.references and not asked.parts) or _is_of_named(asked):
        return None
    if not asked.parts and is_single(last):
        return None
    last = replace(last, scope=without_other_kinds(last.scope, asked))
    ranked = last.operation in (Operation.MAX, Operation.MIN)
    chosen = asked.sentence.has_any(_AMONG) or not _ANEW.search(asked.sentence.text)
    if asked.asks_nothing and ranked and (last.limit or 0) > 1 and not last.by and chosen:
        base = reached(last, asked.lexicon)  # 「そのうち新規」 of the first five
        return Query(Operation.LIST, replace(asked, within=base).scope(), last.measure)
    if asked.asks_nothing and last.operation in GROUPED:
        scope = replace(asked, within=last.scope).scope()
        if "以外" in (last.scope.label or "") and not asked.lexicon.index.select(scope):
            scope = asked.scope()  # 「防災課だけだと」 after all but 防災課
        return replace(last, scope=scope, first=1)
    others = ranked and not last.by and (last.limit or 1) == 1 and asked.sentence.has(Slot.EXTREME)
    among = asked.sentence.has(Slot.NARROW) or bool(_OF_THEM.match(asked.sentence.text))
    told = among or (ranked and not others)
    base = reached(last, asked.lexicon) if told else last.scope
    return query_of(replace(asked, within=base))


_ANEW = pattern("(?:だけ|のみ)(?:だと|なら|では|で)(?:どう)?[?。]*$|に限(?:って|ると|れば)[?。]*$")
"""「新規だけだと？」 after the first five asks for the first five of those."""

_OF_THEM = pattern("^(?:じゃあ?|では|で)?、?うち(?![、のはがにもでを])")


def _of_them(asked: Asked, last: Query) -> bool:
    """「うち福祉保健部は何件」 after a number or a total."""
    return last.operation in GROUPED and bool(asked.parts and _OF_THEM.match(asked.sentence.text))


_AMONG_THOSE = pattern("の?(?:事業)?の(?:中|なか)(?:で|だと)")


def _is_of_named(asked: Asked) -> bool:
    """「建築課の中で一番高いのは」 says of which group, and narrows nothing; 「新規の中で」 may do so."""
    return any(
        p.entity.dimension not in (*KIND_OR_ACCOUNT, None)
        and _AMONG_THOSE.match(asked.sentence.text, p.end)
        for p in asked.parts
    )


_NO_BOUNDS = pattern(
    "(?:金額|額|条件|金額の条件)(?:の条件)?(?:は|を|も)?(?:なしに|なしで|無しに|外し|はずし|やめ|取り消|なくし|関係なく|戻し)"
)


FIRST_OF_IT = pattern(
    "(?:では|じゃあ?|で|それなら|(?:そう|それ|合計)(?:じゃ|では?)なく(?:て)?|違う|いや|いえ)?、?(?:一番|いちばん|最も)(?:お金(?:の|が)(?:かかる|かかって(?:い)?る)|(?:(?:金額|要求額|予算額?)(?:が|の))?(?:高|安|大き|小さ|多|少な)い)"
    "(?:事業|やつ|もの|の)(?:は|って|を)?、?(?:どれ|何|なん|なに|教えて)?(?:です|でしょう|ください)?か?[?。]*",
    among="一番 いちばん 最も",
)


def first_of_last(asked: Asked, last: Query) -> Intent | None:
    """「一番高い事業は」 after the list or the total of a group: of that group."""
    if not FIRST_OF_IT.fullmatch(asked.sentence.text) or not is_set(last) or last.scope.is_open:
        return None
    if asked.parts or asked.references:
        return None
    return query_of(replace(asked, within=reached(last, asked.lexicon)))


def without_bounds(asked: Asked, last: Query) -> Intent | None:
    """「金額の条件は外して」: what was shown without the amounts that bound it."""
    if not last.scope.ranges or not _NO_BOUNDS.search(asked.sentence.text):
        return None
    named = any(not p.excluded for p in asked.parts) or ranges(asked)
    return None if named else replace(last, scope=replace(last.scope, ranges=()), first=1)


_SIDE = pattern("の(?:ほう|方)(?:は|[?。]|$)")


def _only(asked: Asked, last: Query) -> bool:
    """「新規だけだと」「新規の合計は？」 after a list of a section: a condition on what was shown.

    「新規事業は何件ですか」 says what it is about, and stands alone.
    """
    parts, text = asked.parts, asked.sentence.text
    if not parts or any(p.is_project for p in parts) or asked.sentence.has(Slot.WHOLE):
        return False
    after = text[parts[-1].end : parts[-1].end + 5]
    if after.startswith(("だけ", "のみ", "に絞", "に限", "のほうだけ", "の方だけ")) or "絞" in text:
        return True
    if after.startswith("には"):
        return False  # 「国保会計には何が載ってますか」 asks of all of it
    if _SIDE.match(text, parts[-1].end) and _shares(asked, last):
        return True
    kinds = all(p.entity.dimension in KIND_OR_ACCOUNT for p in parts)
    listed = last.operation is Operation.LIST and not last.scope.is_open and not last.scope.kinds
    if kinds and listed and asked.asks_nothing and _THOSE_ONLY.match(text, parts[-1].end):
        return True  # 「拡充のやつ」「新規で1000万円以上だけ」
    short = kinds and not asked.sentence.has(Slot.NOUN)
    whole = any("事業" in text[p.begin : p.end] for p in parts)
    bounded = short and not whole and asked.sentence.has(Slot.AMOUNT)
    if bounded and listed and asked.asks_nothing:
        return True  # 「1億円以上の新規」
    grouped = last.operation in (Operation.LIST, *TOTALS) and not last.scope.is_open
    if last.operation in (Operation.MAX, Operation.MIN) and (last.limit or 1) > 1 and not last.by:
        return short and asked.operations == [Operation.LIST]  # 「新規はどれ」 after the first five
    named = last.scope.kinds is not None or last.scope.accounts is not None
    first = is_place(last) and not last.scope.is_open and asked.sentence.has(Slot.EXTREME)
    if first and short and not asked.sentence.has(Slot.TERM) and not whole and not named:
        return True  # 「拡充で一番高いのは」 after the first of a department
    return short and not whole and grouped and not named and not asked.asks_nothing


_THOSE_ONLY = pattern(
    "の(?:やつ|もの|ん)(?:は|って)?[?。]*$|(?:で|かつ|、)+[^、。]{2,14}(?:以上|以下|未満|超)(?:の(?:もの|やつ)?)?(?:だけ|のみ|なら|に絞)"
)


def _shares(asked: Asked, last: Query) -> bool:
    """「保健所のほうは」 after a list of several: some of those are meant, and not all that is there."""
    before = set(asked.lexicon.index.select(last.scope))
    now = set(asked.lexicon.index.select(asked.scope()))
    return last.operation is Operation.LIST and bool(before & now) and not before <= now


def _of_the_same_money(asked: Asked, last: Query) -> Asked:
    """Amounts that follow bounds of a level-up part are of that part as well, where no money is said."""
    measures = {r.measure for r in last.scope.ranges}
    if len(measures) != 1 or asked.sentence.has(Slot.MEASURE) or asked.attributes:
        return asked
    return replace(asked, bounds_of=measures.pop())


def without_names(asked: Asked, last: Query) -> Intent | None:
    """「合計は？」「担当課はどこ？」「じゃあ平均は？」「5000万円以上なら？」: asked of the last scope."""
    asked = _of_the_same_money(asked, last)
    ranks = asked.sentence.has_any(_RANKS_GROUPS)
    if ranks and not asked.sentence.has_any(_AMONG) and grouping(asked):
        last = replace(last, scope=beside_others(last.scope, dimension_of(asked)))
    if not asked.asks_nothing and not asked.sentence.has_any(_AMONG):
        last = replace(
            last, scope=replace(last.scope, ranges=kept_bounds(last.scope.ranges, asked))
        )
    if _of_all_amounts(asked, last):
        return None
    share = Operation.SHARE in asked.operations
    whole = asked.sentence.has(Slot.WHOLE) and not asked.sentence.has(Slot.REFER)
    if names_something(asked) or (whole and not share):
        return None
    if (
        asked.asks_nothing
        and not asked.sentence.has(Slot.AMOUNT)
        and not asked.sentence.has(Slot.REFER)
    ):
        return None
    if last.operation is Operation.COMPARE:
        return None
    if _each_project(asked):
        return Query(Operation.LIST, reached(last, asked.lexicon), last.measure)
    if not _stands_open(asked, last):
        return None
    return _over_last(asked, beside_level_up(last, asked))


def _of_all_amounts(asked: Asked, last: Query) -> bool:
    """Whether projects of an amount are asked for after one project, or after a few with 事業: those of all."""
    if not asked.sentence.has(Slot.AMOUNT) or asked.sentence.has_any(_AMONG):
        return False
    one = is_single(last) or is_place(last)
    few = last.operation in (Operation.MAX, Operation.MIN) and not last.by
    projects = any(
        "事業" in asked.sentence.text[s.begin : s.end] for s in asked.sentence.all(Slot.NOUN)
    )
    return bool(ranges(asked)) and (one or (few and projects))


_AMONG = frozenset({Slot.NARROW, Slot.REFER})
_RANKS_GROUPS = frozenset({Slot.EXTREME, Slot.ORDINAL})


def _stands_open(asked: Asked, last: Query) -> bool:
    """Whether a sentence without a name leaves open what it is about."""
    if asked.sentence.has(Slot.REFER) or asked.sentence.has(Slot.THEN):
        return True
    grouped = (
        asked.operations or asked.sentence.has(Slot.EXTREME) or asked.sentence.has(Slot.DIMENSION)
    )
    ranked = last.operation in (Operation.MAX, Operation.MIN)
    alone = not ranked and len(asked.lexicon.index.select(last.scope)) == 1
    alone = alone and (asked.sentence.has_any(_RANKS_ANEW) or last.operation not in GROUPED)
    if (
        is_single(last)
        and set(asked.operations) <= {Operation.SUM}
        and _BARE_SUM.fullmatch(asked.sentence.text)
    ):
        return True
    if (
        (is_single(last) or alone)
        and grouped
        and Operation.SHARE not in asked.operations
        and not set(asked.attributes) - (_MONEY if asked.sentence.has_any(_OF_MANY) else set())
    ):
        return False
    one = is_single(last) or is_place(last)
    apart = asked.sentence.has(Slot.DIMENSION) and holds_any(asked.sentence.text, _EACH)
    apart = apart and not set(asked.attributes) - _MONEY
    if one and (
        apart or (is_single(last) and is_ordered(asked) and asked.sentence.has(Slot.LIMIT))
    ):
        return False  # 「部ごとの合計は」「高い順に5つ」 after one project are asked of all
    if is_single(last) and asked.sentence.has(Slot.ORDINAL) and asked.sentence.has_any(_WAYS):
        return False  # 「2番目に高いのは」 after one project is asked of all
    placed = is_place(last) and asked.sentence.has(Slot.EXTREME)
    if (is_set(last) or placed) and not last.scope.is_open and _of_those(asked):
        return True
    return not (grouped and asked.sentence.has(Slot.NOUN) and not asked.sentence.has(Slot.NARROW))


_BARE_SUM = pattern(
    "(?:じゃあ?|では|で)?、?(?:合計|総額|トータル)(?:は|だと|で|額は)?(?:いくら)?[?。]*"
)

_EACH = ("ごと", "別", "毎", "各")
_OF_MANY = frozenset({Slot.EXTREME, Slot.DIMENSION})
_MONEY = frozenset({Attribute.REQUESTED, Attribute.BUDGET})
_WAYS = frozenset({Slot.EXTREME, Slot.DIRECTION})
_RANKS_ANEW = frozenset({Slot.EXTREME, Slot.DIMENSION, Slot.NOUN})

_THOSE = ("もの", "やつ", "ヤツ")


def _of_those(asked: Asked) -> bool:
    """「1000万円以下のものはいくつ？」: of those that were listed, where 事業 would mean any."""
    nouns = [asked.sentence.text[s.begin : s.end] for s in asked.sentence.all(Slot.NOUN)]
    return bool(nouns) and all(n in _THOSE for n in nouns)


def _asks_formula(asked: Asked) -> bool:
    """「その計算式は？」: how a total was computed, not where it is printed."""
    spans = asked.sentence.all(Slot.ATTRIBUTE)
    return any(
        w in asked.sentence.text[s.begin : s.end] for s in spans for w in ("計算", "足し", "合計")
    )


MOST_EACH = 10
"""Projects of which a field is given one by one."""


def _each_project(asked: Asked) -> bool:
    """「それぞれの事業は？」: the projects themselves."""
    rules = {s.rule for s in asked.sentence.all(Slot.OPERATION)}
    return rules == {"each"} and asked.sentence.has(Slot.NOUN) and not asked.attributes


_SETTING_APART = frozenset(
    {Slot.EXTREME, Slot.ORDINAL, Slot.LIMIT, Slot.DIRECTION, Slot.AMOUNT, Slot.TERM}
)

_PRINTED = frozenset(
    {Attribute.DESCRIPTION, Attribute.SECTION, Attribute.DEPARTMENT, Attribute.KIND}
)
"""Fields that are told of each project, where amounts are added up."""


def _of_each(asked: Asked, last: Query, shown_now: list[Project]) -> bool:
    """「それぞれの担当課は？」, and 「担当課は？」 after a list: a field of every project that was shown, and no
    groups.
    """
    rules = {s.rule for s in asked.sentence.all(Slot.OPERATION)}
    listed = (
        last.operation is Operation.LIST and not rules and _PRINTED.issuperset(asked.attributes)
    )
    bare = not rules and "事業" not in asked.sentence.text  # 「何の事業ですか」 asks for names
    told = last.operation in TOTALS and bare and _PRINTED.issuperset(asked.attributes)
    listed = listed or (told and not last.by)  # 「何部？」 after the total of a section
    apart = asked.parts or asked.sentence.has_any(_SETTING_APART)
    each = rules == {"each"} or (listed and not apart)
    return each and bool(asked.attributes) and len(shown_now) <= MOST_EACH


def _over_last(asked: Asked, last: Query) -> Intent:
    projects = shown(last, asked.lexicon)
    if (
        asked.asks_nothing
        and ranges(asked)
        and last.scope.ranges
        and last.operation is Operation.LIST
    ):
        bounds = (*kept_bounds(last.scope.ranges, asked), *ranges(asked))
        scope = replace(last.scope, ranges=bounds)  # 「3億5千万くらいのは」 after 3億くらい
        return Query(Operation.LIST, scope, last.measure)
    told = set(asked.attributes) - {Attribute.NAME}
    if len(projects) == 1 and len(told) > 1 and not asked.sentence.has(Slot.EXTREME):
        return replace(detail(asked, ()), scope=asked.lexicon.of_projects(projects))
    if _of_each(asked, last, projects):
        return replace(detail(asked, ()), scope=asked.lexicon.of_projects(projects))
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.by is None
    anew = asked.sentence.has(Slot.EXTREME) or is_ordered(asked)
    if (is_single(last) or ranked) and asked.measure in COMPUTED and not anew:
        return difference(asked, reached(last, asked.lexicon))
    fields = bool(asked.attributes) or asked.sentence.has(Slot.MEASURE)
    grouped = (
        bool(asked.operations)
        or asked.sentence.has(Slot.EXTREME)
        or asked.sentence.has(Slot.DIMENSION)
        or is_ordered(asked)
    )
    summed = ranked and len(projects) > 1 and Operation.SUM in asked.operations
    if (
        (is_single(last) or (ranked and not summed) or len(projects) == 1)
        and (fields or asked.asks_nothing)
        and not (grouped and Operation.SUM not in asked.operations)
    ):
        return replace(detail(asked, ()), scope=asked.lexicon.of_projects(projects))
    if asked.attributes == [Attribute.SOURCE] and last.operation in TOTALS and _asks_formula(asked):
        return replace(last, attributes=(Attribute.SOURCE,))
    if asked.attributes == [Attribute.SOURCE]:
        return Query(Operation.DETAIL, last.scope, attributes=(Attribute.SOURCE,))
    if asked.asks_nothing and ranges(asked) and last.operation in GROUPED and last.scope.ranges:
        more = adds(asked) or moves_edge(last.scope.ranges, asked)
        kept = kept_bounds(last.scope.ranges, asked) if more else ()
        kept = kept or (
            kept_bounds(last.scope.ranges, asked) if NARROWS.search(asked.sentence.text) else ()
        )
        return replace(last, scope=replace(last.scope, ranges=(*kept, *ranges(asked))), first=1)
    if asked.asks_nothing:
        grouped_place = last.by and last.operation in (Operation.MAX, Operation.MIN)
        whole = asked.lexicon.of_projects(projects) if grouped_place else last.scope
        return Query(Operation.LIST, whole.narrow(Scope(ranges=ranges(asked))))
    placed = asked.sentence.has(Slot.EXTREME) or is_ordered(asked)
    base = last.scope if placed else reached(last, asked.lexicon)
    fresh = query_of(replace(asked, within=base))
    money = asked.sentence.has(Slot.MEASURE) or Attribute.REQUESTED in asked.attributes
    grown = last.operation is Operation.SUM and last.measure is Measure.REQUESTED_LEVELUP
    if fresh.operation is Operation.SHARE and grown and not money:
        return replace(
            fresh, scope=last.scope, measure=last.measure, parts=fresh.parts or (last.scope,)
        )
    breaks = fresh.operation is Operation.BREAKDOWN and asked.sentence.has(Slot.DIMENSION)
    if fresh.by and breaks and fresh.scope.projects is None:
        fresh = replace(fresh, scope=beside_others(fresh.scope, fresh.by))
    if fresh.by and last.operation is Operation.SUM and not money and not asked.operations:
        return replace(fresh, measure=last.measure)  # 「部ごとに」 after the level-up parts
    if fresh.by and last.operation is Operation.COUNT and not money and not asked.operations:
        return replace(fresh, measure=Measure.COUNT)
    if (
        fresh.operation is Operation.LIST
        and last.operation in TOTALS
        and asked.sentence.has(Slot.MEASURE)
        and not placed
    ):
        return replace(last, measure=asked.measure)
    return fresh
