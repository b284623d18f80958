"""The last question asked again of what is named now, where the answer to it holds less than was asked of.

「上位5件の合計は」 after 上位3件の合計は is of all that the first three were taken from; 「学校教育部は」 after the
place of another department is its place.
"""

from __future__ import annotations

from msgspec.structs import replace

from data.answer import answer
from data.answers import Breakdown
from data.index import KEYS
from data.query import Attribute, Dimension, Intent, Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compose import query_of
from nlp.asking.context import is_place, is_single, shown
from nlp.asking.group_words import group_word
from nlp.asking.next_to import right_behind
from nlp.asking.of_places import of_places
from nlp.asking.rank import descending, place_among, places, taken_from, top
from nlp.asking.same_money import money_of
from nlp.meaning.parts import Part
from nlp.names.scopes import OFFICES, groups_around
from nlp.rules.ways import LEADS_ON
from nlp.talk.asked_after import PLACED_BY
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_RANKED = (*OFFICES, Dimension.PILLAR)
_WAYS = frozenset({Slot.EXTREME, Slot.DIRECTION})
_OTHERWISE = frozenset({Slot.NARROW, Slot.REFER, Slot.WHOLE, Slot.ORDINAL})


def asked_again(asked: Asked, last: Query) -> Intent | None:
    """The last question of something else, or None where the sentence stands otherwise."""
    return (
        _place_elsewhere(asked, last)
        or _place_of_other(asked, last)
        or _rank_of_other(asked, last)
        or _of_topic(asked, last)
        or _first_of_more(asked, last)
        or _total_of_so_many(asked, last)
        or _of_bounded_groups(asked, last)
        or _of_group_of(asked, last)
        or _of_ranked_scope(asked, last)
        or _next_in_order(asked, last)
        or _part_of(asked, last)
        or _first_of_other(asked, last)
    )


_THERE = "(?:の(?:中|なか|うち)|内)?(?:では|だと|なら|で)(?:は)?、?(?:何(?:位|番目)(?:に(?:高|大き|多)い)?|どう)?(?:です|なの)?か?[?。]*"
_ELSEWHERE_IN = pattern(
    f"{LEADS_ON}(?:(?P<all>(?:区|市|町|村)?全体|一覧(?:全体)?|全部)|(?:その|同じ)?(?P<of>小?柱|[部課局室])){_THERE}"
)
_IN_NAMED = pattern(_THERE)


def _place_elsewhere(asked: Asked, last: Query) -> Intent | None:
    """「新規では？」「課の中では？」 after the place of a project: its place there, and not who else stands at that place."""
    own = asked.lexicon.index.take(last.parts[0]) if is_place(last) and last.parts else []
    if len(own) != 1 or own != shown(last, asked.lexicon)[:1]:
        return None
    found, group = _ELSEWHERE_IN.fullmatch(asked.sentence.text), _lone(asked)
    if found and not asked.parts:
        around = groups_around(group_word(found["of"], asked), own) if found["of"] else None
        among = asked.lexicon.whole.narrow(around) if around else asked.lexicon.whole
    elif group and not group.begin and _IN_NAMED.fullmatch(asked.sentence.text, group.end):
        among = asked.scope()
    else:
        return None
    descending = last.operation is Operation.MAX
    there = place_among(own[0], among, last.measure, asked.lexicon, descending=descending)
    return there or uncomputable(asked)


_PLACE_OF = pattern(
    "[^、。]+?(?:は|って|なら|だと)、?(?:(?:そこ|その中)で(?:は)?)?(?:何(?:位|番目)|どう)?(?:です|になります|なの)?か?[?。]*"
)


def _place_of_other(asked: Asked, last: Query) -> Query | None:
    """「客引きは何位」「客引きは」 after the place of another project: its place among the same, where it is one of them."""
    if not is_place(last) or len(last.parts) != 1 or not _PLACE_OF.fullmatch(asked.sentence.text):
        return None
    if asked.sentence.has_any(_OTHERWISE) or asked.attributes:
        return None
    fresh = query_of(asked)
    named = fresh.parts if is_place(fresh) else (fresh.scope,)
    if not (is_place(fresh) or fresh.operation is Operation.DETAIL) or len(named) != 1:
        return None
    own = asked.lexicon.index.take(named[0])
    if len(own) != 1:
        return None
    return place_among(
        own[0], last.scope, last.measure, asked.lexicon, descending=last.operation is Operation.MAX
    )


_ALONE = pattern("(?:は|って|では|だと|なら)?(?:どう(?:です)?か?)?[?。]*")


def _rank_of_other(asked: Asked, last: Query) -> Intent | None:
    """「学校教育部は」 after the place of another department: its own, among all."""
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.limit == 1
    if not ranked or last.by not in _RANKED or not last.scope.is_open or last.having:
        return None
    group = _lone(asked)
    if not group or group.entity.dimension is not last.by or last.measure not in PLACED_BY:
        return None
    if not _ALONE.fullmatch(asked.sentence.text, group.end):
        return None
    named = asked.sentence.text[group.begin : group.end]
    way = "何位" if last.descending else "何番目に小さい"
    return of_places(ask(f"{named}は{PLACED_BY[last.measure]}で{way}", asked.lexicon))


def _lone(asked: Asked) -> Part | None:
    """The one thing that a sentence names, and takes nothing away."""
    alone = len(asked.parts) == 1 and not asked.parts[0].excluded
    return asked.parts[0] if alone else None


_THOSE = pattern(
    "の(?:は|もの(?:は|だけ)?|やつ(?:は|だけ)?|だけ|みの?)[?。]*|(?:の分(?:だけ)?の?|(?:に限(?:ると|れば|って)|の(?:中|うち)で)、?(?:の|だと)?)(?:は|だと|(?:合計|件数|平均|総額)(?:額)?は?|何件|いくら)*(?:です)?か?[?。]*|(?:の事業)?だけ(?:で|だと|なら)?[?。]*|が担当(?:の|する)(?:もの|事業|の)は[?。]*"
)


def _of_topic(asked: Asked, last: Query) -> Intent | None:
    """「防災課のは」「防災課のものは」 after the list of a topic: those of that office that are about it."""
    office = _lone(asked)
    if not last.scope.topic or last.operation not in (Operation.LIST, *TOTALS) or last.by:
        return None
    if not office or office.entity.dimension not in OFFICES:
        return None
    if not _THOSE.fullmatch(asked.sentence.text, office.end):
        return None
    about = replace(last.scope, departments=None, sections=None)
    scope = about.narrow(replace(asked.scope(), editions=None))
    usual = Operation.SUM if Attribute.REQUESTED in asked.attributes else last.operation
    way = next((o for o in asked.operations if o in TOTALS), usual)
    fresh = replace(last, operation=way, scope=scope, first=1)
    return fresh if asked.lexicon.index.select(scope) else None


def _first_of_more(asked: Asked, last: Query) -> Intent | None:
    """「上位5件の合計は」 after 上位3件の合計は: the first of all that those three were the first of."""
    if last.operation not in (*TOTALS, Operation.SHARE) or last.by or not _is_chosen(last.scope):
        return None
    limit = asked.sentence.first(Slot.LIMIT)
    if not limit or not asked.sentence.has_any(_WAYS) or asked.sentence.has_any(_OTHERWISE):
        return None
    if set(asked.operations) - {last.operation, Operation.LIST} or asked.attributes:
        return None
    first, many = places(asked)
    taken = [] if asked.parts else [scope for scope, _ in taken_from(last, asked)]
    named = many <= len(last.scope.projects or ()) or last.operation not in asked.operations
    if not (taken or asked.parts) and named:
        # 「上位2件の合計」 of five that were named, 「安い順に3つ」 after the sum of two
        return None
    anew = [replace(asked, within=scope) for scope in taken or [asked.scope([])]]
    again = last.operation in asked.operations or _ALONE.fullmatch(asked.sentence.text, limit.end)
    if not again:
        return query_of(anew[0]) if len(anew) == 1 else uncomputable(asked)
    found = {top(one, first, many, largest=descending(asked)) for one in anew}
    return replace(last, scope=found.pop()) if len(found) == 1 else uncomputable(asked)


_SO_MANY = pattern(
    f"{LEADS_ON}(?P<many>[0-9]+)件の(?:合計|総額|平均)(?:金?額)?(?:は|だと)?(?:いくら)?(?:です)?か?[?。]*",
    among="件の",
)


def _total_of_so_many(asked: Asked, last: Query) -> Query | None:
    """「5件の合計」 after the first three: of the first five."""
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.first == 1
    found = _SO_MANY.fullmatch(asked.sentence.text) if ranked and (last.limit or 1) > 1 else None
    if not found or last.by or last.parts or last.per_each:
        return None
    anew = replace(asked, parts=(), within=last.scope, usual=last.measure)
    largest = last.operation is Operation.MAX
    way = next(o for o in asked.operations if o in TOTALS)
    return Query(way, top(anew, 1, int(found["many"]), largest=largest), last.measure)


def _is_chosen(scope: Scope) -> bool:
    """Whether nothing but single projects is meant, which no words name."""
    bare = Scope(editions=scope.editions, projects=scope.projects)
    return scope == bare and len(scope.projects or ()) > 1


_TOTAL = pattern(
    f"{LEADS_ON}(?:それらの?|その)?(?:合計|総額|(?:全部|みんな)?(?:合わせ|足し)(?:て|たら|ると))(?:額)?(?:は|って|で)?(?:いくら)?(?:です|になる|になります)?か?[?。]*"
)
_HOW_MANY = pattern(
    f"{LEADS_ON}(?:全部で)?(?:何|いくつの)[部課局柱](?:ある|あります)?(?:です)?か?[?。]*"
)


def _of_bounded_groups(asked: Asked, last: Query) -> Intent | None:
    """「合計は」「何部？」 after the departments above an amount: of those."""
    if last.operation is not Operation.BREAKDOWN or not last.having or not last.by:
        return None
    if _HOW_MANY.fullmatch(asked.sentence.text):
        return Query(Operation.COUNT, last.scope, Measure.COUNT, by=last.by, having=last.having)
    if not _TOTAL.fullmatch(asked.sentence.text):
        return None
    groups = answer(last, asked.lexicon.index)
    if not isinstance(groups, Breakdown):
        return None
    keys, key = {g.key for g in groups.groups}, KEYS[last.by]
    rows = [p for p in asked.lexicon.index.take(last.scope) if key(p) in keys]
    return Query(Operation.SUM, asked.lexicon.of_projects(rows), last.measure)


_ITS_SHARE = pattern(
    "(?:は|の|が)?(?:その)?(?:全体の)?(?:何(?:%|割|パーセント)|割合|比率|シェア)(?:は|って|を)?[^、。]{0,6}[?。]*"
)
_ITS_ROWS = pattern("の事業(?:は|って|を|一覧)?(?:何|どれ|教えて(?:ください)?)?[?。]*")


def _of_group_of(asked: Asked, last: Query) -> Intent | None:
    """「福祉部は何％」「福祉部の事業は」 after the new ones by department: of what was broken down, and no wider."""
    if last.operation is not Operation.BREAKDOWN or last.each is not Operation.SUM:
        return None
    narrow = not last.scope.is_open or last.measure is not Measure.REQUESTED
    group = _lone(asked)
    if not narrow or not group or group.begin or asked.sentence.has(Slot.WHOLE):
        return None
    if group.entity.dimension is not last.by:
        return None
    scope = last.scope.narrow(replace(asked.scope(), editions=None))
    if not asked.lexicon.index.select(scope):
        return None
    if last.scope.topic and _ALONE.fullmatch(asked.sentence.text, group.end):
        way = Operation.COUNT if last.measure is Measure.COUNT else Operation.SUM
        return Query(way, scope, last.measure)
    if _ITS_SHARE.fullmatch(asked.sentence.text, group.end):
        return Query(Operation.SHARE, scope, last.measure, parts=(last.scope,))
    if _ITS_ROWS.fullmatch(asked.sentence.text, group.end):
        return Query(Operation.LIST, scope)
    return None


_FIGURE = pattern(
    f"{LEADS_ON}(?:全部でいくら|(?:全部で|全部の|全体で)?(?:何件|平均|合計|総額|トータル|中央値|件数)(?:額)?(?:は|って|だと|ある|あります|あるの)?(?:いくら|何件)?(?:です)?か?)[?。]*"
)


def _of_ranked_scope(asked: Asked, last: Query) -> Intent | None:
    """「平均は」「全部で何件」 after the first of a section: of the section, as one project has none."""
    if not is_place(last) or asked.parts or asked.references:
        return None
    if last.measure is Measure.REQUESTED_LEVELUP and "総額" in asked.sentence.text:
        return None  # all of its request, after the part it grows by
    if not _FIGURE.fullmatch(asked.sentence.text):
        return None
    return query_of(replace(asked, within=last.scope, usual=last.measure))


_NEXT = pattern(
    f"{LEADS_ON}(?:(?:その|同じ)(?P<of>[部課局室])(?:の中)?で(?:は)?、?)?(?:その)?次に(?:(?:要求額|予算額?|金額)が)?(?P<size>高|安|大き|小さ|多|少な)い(?:新規|レベルアップ|拡充)?(?:の?事業|もの|やつ|の)?(?:は|って|を)?(?:どれ|何|教えて)?(?:です)?か?[?。]*",
    among="次に",
)


def _next_in_order(asked: Asked, last: Query) -> Intent | None:
    """「その課で次に高いのは」「次に高い新規は」 after one project: the one right below it."""
    found = _NEXT.fullmatch(asked.sentence.text)
    before = shown(last, asked.lexicon) if found and not last.by else []
    if not found or len(before) != 1 or not (found["of"] or asked.parts or is_single(last)):
        return None
    whole = asked.scope()
    if found["of"]:
        around = groups_around(group_word(found["of"], asked), before)
        whole = whole.narrow(replace(around, editions=None))
    down = found["size"] in ("高", "大き", "多")
    if not down and last.operation is not Operation.MIN:
        return uncomputable(asked)  # 次に安い than it, or than the cheapest
    return right_behind(before[0], whole, money_of(last), asked.lexicon, descending=down)


_PART_OF = pattern(
    "(?:全体)?(?:に占める(?:割合|比率|シェア))(?:は|って|を)?(?:何(?:%|割|パーセント)|いくら)?(?:です)?か?[?。]*"
)
_ITS_PART = pattern(
    "[がの]占める(?:割合|比率)(?:は|って|を)?(?:何(?:%|割|パーセント))?(?:です)?か?[?。]*"
)


def _part_of(asked: Asked, last: Query) -> Intent | None:
    """「福祉部に占める割合は」 after a total: of that department; 「防災ラジオの占める割合は」: of what was added up."""
    part = _lone(asked)
    if last.operation not in (*TOTALS, Operation.LIST) or last.by or last.scope.is_open:
        return None
    if not part or part.begin or len(asked.references) > 1:
        return None
    named, rows = asked.scope(), asked.lexicon.index.select
    measure = last.measure if last.operation is Operation.SUM else asked.measure
    both = last.scope.narrow(replace(named, editions=None))
    if _PART_OF.fullmatch(asked.sentence.text, part.end):
        return Query(Operation.SHARE, both, measure, parts=(named,)) if rows(both) else None
    inside = set(rows(named)) < set(rows(last.scope))
    if inside and _ITS_PART.fullmatch(asked.sentence.text, part.end):
        return Query(Operation.SHARE, both, measure, parts=(last.scope,))
    return None


_ELSEWHERE = pattern("(?:の場合)?(?:だと|では|なら|だったら)(?:どう(?:です)?か?|いくら)?[?。]*")


def _first_of_other(asked: Asked, last: Query) -> Intent | None:
    """「レベルアップだと」 after 新規の上位3件の合計: the first three of those."""
    group = _lone(asked)
    if last.operation not in TOTALS or last.by or not _is_chosen(last.scope):
        return None
    if not group or group.is_project or group.topic:
        return None
    if not _ELSEWHERE.fullmatch(asked.sentence.text, group.end):
        return None
    named, many = asked.scope(), len(last.scope.projects or ())
    found = set()
    for scope, first in taken_from(last, asked):
        now = named if _is_alike(scope, named) else scope.narrow(named)
        anew = replace(asked, parts=(), within=now, usual=last.measure)
        found.add(top(anew, 1, many, largest=first))
    return replace(last, scope=found.pop()) if len(found) == 1 else None


def _is_alike(one: Scope, other: Scope) -> bool:
    """Whether two groups are of one dimension, or of one that holds the other."""
    offices = [s.departments is not None or s.sections is not None for s in (one, other)]
    kinds = [s.kinds is not None for s in (one, other)]
    return one.is_open or all(offices) or all(kinds)
