"""What is asked of several groups whose lists or totals were asked for one after the other: 合わせて何件, どの課が一番多い.

Only groups of one kind that share no project are put together; what was narrowed (防災課 > そのうち新規) is not added
to what it is a part of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from msgspec.structs import replace

from data.index import GROUP_FIELDS
from data.query import Choices, Dimension, Intent, Measure, Operation, OutOfScope, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.compose import query_of
from nlp.asking.context import Memory, is_set, projects_of, shown
from nlp.asking.places import number_of
from nlp.asking.plain import difference
from nlp.asking.rank import descending
from nlp.names.scopes import OFFICES
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any

_LEAD = "(?:じゃあ?|では|で|ほな|それで)?、?"
JOINED = pattern(
    "合わせ|あわせ|合算|足|たす|たし|両方|ひっくるめ|(?:[2345]|二|三|四|五)つ(?!目|に|だけ|まで|見|教|出|挙)|(?:[2345]|二|三|四|五)[課部局](?!長)|これまで|今まで"
)
"""Words that put together what was asked about one after the other."""

_BOTH = pattern("両方|どちらも|両[課部局者]")


_WHICH_GROUP = pattern(
    "(?:では|じゃあ?|で)?、?(?:どちら|どっち)の?(?:[部課局]|柱|方|ほう)?(?:の(?:ほう|方))?が(?:(?:予算|金額|要求額|件数|事業)[がは]?)?(?:高|安|大き|小さ|多|少な)い(?:です|の|ん)*か?[?。]*",
    among="どちら どっち",
)


def of_two_groups(asked: Asked, memory: Memory) -> Query | None:
    """「どちらが多い？」 after the list or a total of two groups at once: the one beside the other."""
    last = memory.query
    if (
        last is None
        or last is not memory.last[-1]
        or not _WHICH_GROUP.fullmatch(asked.sentence.text)
    ):
        return None
    if not (is_set(last) and last.operation in (Operation.LIST, Operation.SUM, Operation.COUNT)):
        return None
    for field in GROUP_FIELDS.values():
        groups = getattr(last.scope, field) or ()
        if len(groups) == 2:
            sides = [replace(last.scope, **{field: frozenset({g})}) for g in sorted(groups)]
            found = comparison(replace(asked, parts=()), sides)
            rows = last.operation is Operation.COUNT or "件数" in asked.sentence.text
            return (
                replace(found, measure=Measure.COUNT if rows else last.measure) if found else None
            )
    return None


def of_sets(asked: Asked, memory: Memory, *, compared: bool) -> Intent | None:
    """「両方合わせると」「その差は」 after two groups: their sum, or the one beside the other."""
    if compared and (moneys := _two_moneys(asked, memory)):
        return moneys
    sets = _named(memory)
    if len(sets) < 2:
        return None
    if len({q.measure for q in sets[-2:]}) > 1:
        return uncomputable(asked) if memory.totals[1:] else None
    last, counts = sets[-1], Operation.COUNT in asked.operations
    listed = last.operation is Operation.LIST
    joined = JOINED.search(asked.sentence.text)
    if listed and not compared and not joined and not counts:
        return None  # 「合計は」 after a list is of that list
    if listed and compared and len(asked.lexicon.index.select(last.scope)) == 2:
        return _either(asked, sets)
    limit = asked.sentence.first(Slot.LIMIT)
    many = limit.value if limit and isinstance(limit.value, int) else None
    each = compared and _ALL_BESIDE.fullmatch(asked.sentence.text) is not None
    if many is None and not each and (compared or _BOTH.search(asked.sentence.text)):
        many = 2
    chosen = _last_of(sets, many, asked)
    if len(chosen) < 2:
        return None
    totals = {q.operation for q in chosen} - {Operation.LIST}
    if totals & {Operation.AVERAGE, Operation.MEDIAN}:
        return of_averages(asked, chosen[-2:], compared=compared)
    if not totals <= {Operation.SUM, Operation.COUNT} or (compared and len(totals) > 1):
        return None
    if not (compared or _are_apart(chosen, asked)):
        return _overlapping(chosen, asked) if joined else None
    counted = last.operation is Operation.COUNT
    if compared:
        pair = chosen if each else chosen[-2:]
        if "最初" in asked.sentence.text:
            pair = [sets[0], last]
        found = comparison(asked, [q.scope for q in pair])
        measure = Measure.COUNT if counts or counted else last.measure
        return replace(found, measure=measure) if found else None
    rows = counted and not _SAYS_MONEY.search(asked.sentence.text)
    said = (o for o in asked.operations if o in TOTALS and not (rows and o is Operation.SUM))
    usual = Operation.SUM if listed or len(totals) > 1 else last.operation
    way = Operation.COUNT if counts else next(said, usual)
    both = Query(way, _together(chosen, asked), last.measure)
    if listed and many is None and not counts:
        return Choices((replace(both, scope=last.scope), both))  # the list, or all that were shown
    return both


_ALL_BESIDE = pattern(
    "(?:じゃあ?|では)?、?(?:それら|全部|3つ|三つ)?(?:を)?(?:比較|比べ)(?:して|て)?(?:ください|みて|くれ|する|ると|たら)?(?:と?どう)?[?。]*",
    among="比",
)
"""What is set beside each other is all that was asked about."""

_HIGHER = pattern("[高安低]い")
_SAYS_MONEY = pattern("金額|要求額|予算|お金|総額|円", among="額 予算 お金 円")


def _either(asked: Asked, sets: Sequence[Query]) -> Intent | None:
    """「差は」 after two lists, of which the newest holds two: of those two, or of the lists; 「どっちが高い」 is of the two."""
    pair = sets[-2:]
    if _HIGHER.search(asked.sentence.text) or not _are_apart(pair, asked):
        return None
    lists = [asked.lexicon.index.take(q.scope) for q in pair]
    of_two = comparison(asked, [asked.lexicon.of_projects([p]) for p in lists[-1]])
    of_lists = comparison(asked, [q.scope for q in pair])
    if not of_two or not of_lists:
        return None
    both = [p for rows in lists for p in rows]
    return Choices(
        (
            replace(of_lists, scope=asked.lexicon.of_projects(both)),
            replace(of_two, scope=asked.lexicon.of_projects(lists[-1])),
        )
    )


def _overlapping(chosen: Sequence[Query], asked: Asked) -> OutOfScope | None:
    """Nothing where one group is a part of the other (防災課 > そのうち新規); else what both hold would be told twice."""
    rows = [set(asked.lexicon.index.select(q.scope)) for q in chosen[-2:]]
    return None if rows[0] >= rows[1] or rows[0] <= rows[1] else uncomputable(asked)


def _two_moneys(asked: Asked, memory: Memory) -> Query | None:
    """「差は」 after the budget and the request of one group: what the decision took or gave."""
    pair = [q for q in memory.last[-2:] if isinstance(q, Query) and q.operation is Operation.SUM]
    alike = len(pair) == 2 and pair[0].scope == pair[1].scope
    if not alike or {q.measure for q in pair} != {Measure.REQUESTED, Measure.BUDGET}:
        return None
    return difference(replace(asked, usual=Measure.CHANGE), pair[0].scope)


def kinds_of_sets(asked: Asked, memory: Memory) -> Intent | None:
    """「新規と拡充の差は」 after both of one office were asked for: those of that office, and not all."""
    kinds = [p for p in asked.parts if p.entity.dimension is Dimension.KIND and not p.excluded]
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    if len(kinds) != 2 or len(asked.parts) != 2 or asked.references or not compared:
        return None
    if asked.sentence.has_any(_OF_ALL):
        return None
    said = [p.entity.scope.kinds for p in kinds]
    sides = [next((q for q in memory.sets if q.scope.kinds == kind), None) for kind in said]
    if not all(sides) or {_kinds(q.scope) for q in sides if q} == {frozenset({Dimension.KIND})}:
        return None
    last = memory.sets[-1]
    found = comparison(asked, [q.scope for q in sides if q])
    counted = last.operation is Operation.COUNT
    return replace(found, measure=Measure.COUNT if counted else last.measure) if found else None


_OF_ALL = frozenset({Slot.WHOLE, Slot.NOUN, Slot.EXTREME, Slot.MEASURE})


def _named(memory: Memory) -> list[Query]:
    """Those of the groups that were asked about that a name or a topic selects."""
    return [q for q in memory.sets if q.scope.projects is None or q.scope.topic or _is_page(q)]


def _is_page(query: Query) -> bool:
    return (query.scope.label or "").endswith("ページ")


def _last_of(sets: Sequence[Query], many: int | None, asked: Asked) -> Sequence[Query]:
    """So many of the newest groups; where no number is said, all of the kind of the last one."""
    if many is not None:
        return sets[-many:] if 1 < many <= len(sets) else ()
    alike = [sets[-1]]
    for query in reversed(sets[:-1]):
        if _kinds(query.scope) != _kinds(sets[-1].scope) or not _are_apart([query, *alike], asked):
            break
        alike.insert(0, query)
    return alike if len(alike) > 1 else sets[-2:]


def _kinds(scope: Scope) -> frozenset[Dimension]:
    """Of what a scope has conditions: 防災課 and 建築課 are alike, and 防災課 and 新規 are not."""
    said = {d for d, field in GROUP_FIELDS.items() if getattr(scope, field) is not None}
    return frozenset({Dimension.SECTION if d in OFFICES else d for d in said})


def _are_apart(sets: Sequence[Query], asked: Asked) -> bool:
    rows = [set(asked.lexicon.index.select(q.scope)) for q in sets]
    return sum(map(len, rows)) == len(set().union(*rows))


def runs_of_sets(memory: Memory, asked: Asked) -> Sequence[Query]:
    """The newest groups of one kind, none a part of another, that were asked about one after the other."""
    sets = _named(memory)
    run = _last_of(sets, None, asked) if len(sets) > 1 else ()
    if len({_kinds(q.scope) for q in run}) != 1 or not _are_apart(run, asked):
        return ()
    return run


def together_of(sets: Sequence[Query], asked: Asked) -> Scope:
    """The projects of several groups as one scope, in the words of the groups where they are of one dimension."""
    groups = _groups_of(sets)
    if groups and all(q.scope.projects is None for q in sets):
        return groups[1]
    return _together(sets, asked)


_OF_BOTH = pattern(
    rf"{_LEAD}(?:その|この)?(?:両方|二つ|2つ|合わせて|あわせて)(?:の(?:中|うち))?(?:で|だと|の)?、?(?=(?:一番|いちばん|最も|もっとも)[^、。?]{{1,12}}|(?:平均|中央値)(?:額)?(?:は|だと|いくら|[?。]|$))",
    among="両方 二つ 2つ 合わせて あわせて",
)


def of_both_sets(asked: Asked, memory: Memory) -> Query | None:
    """「両方で一番高いのは」「合わせて平均は」 after two groups: of both as one."""
    found = _OF_BOTH.match(asked.sentence.text)
    run = runs_of_sets(memory, asked)[-2:] if found and not asked.parts else ()
    if not found or len(run) < 2:
        return None
    rest = ask(asked.sentence.text[found.end() :], asked.lexicon)
    return query_of(replace(rest, within=together_of(run, asked), usual=asked.usual))


def _together(sets: Sequence[Query], asked: Asked) -> Scope:
    projects = dict.fromkeys(p for q in sets for p in asked.lexicon.index.take(q.scope))
    return asked.lexicon.of_projects(projects)


def of_averages(asked: Asked, pair: Sequence[Query], *, compared: bool) -> Query | OutOfScope:
    """「どちらが高い」「差は」 after the averages of two groups: those, beside each other."""
    alike = {q.operation for q in pair} == {Operation.AVERAGE}
    beside = comparison(asked, [q.scope for q in pair]) if compared and alike else None
    if beside is None:
        return uncomputable(asked)
    return replace(beside, measure=pair[-1].measure, each=Operation.AVERAGE)


def _groups_of(sets: Sequence[Query]) -> tuple[Dimension, Scope] | None:
    """The dimension of the groups that were asked about, and the newest scope with all of them."""
    for by, field in GROUP_FIELDS.items():
        groups = [getattr(q.scope, field) for q in sets]
        if all(g is not None for g in groups):
            return by, replace(sets[-1].scope, **{field: frozenset().union(*groups)})
    return None


_SOME = "(?:[2345]|二|三|四|五)"
_SIZE = "(?:高|安|大き|小さ|多|少な)"
AMONG = pattern(
    rf"{_LEAD}(?:(?:この|その|今の|これらの|それらの)?(?:{_SOME}つの?)?(?:(?P<of>{_SOME}?(?:[部課室局]|会計|小?柱))の?)?"
    r"(?:中|なか|うち)?(?:で|だと)?(?:は)?、?)"
    r"(?:(?P<which>どこ|どの(?:[部課室局]|会計|小?柱))が|どれが|どっちが|どちらが)?(?:一番|いちばん|最も|もっとも)(?:金額が|予算が|要求額が)?"
    rf"{_SIZE}い(?:(?P<group>[部課室局]|会計|小?柱|ところ)|の|もの|やつ)?(?:は|って|なのは)?"
    r"(?:(?P<what>どこ|どの(?:[部課室局]|会計|小?柱))|どれ|どっち|どちら)?(?:です|でしょう|なの|なん|だ)?(?:か|の)?[?。]*"
)
"""Nothing but which of those that were asked about is first."""

_NTH_OF_THEM = pattern(
    rf"{_LEAD}(?:(?:この|その|今の)?(?:{_SOME}つの)?(?:中|うち)(?:で|だと)、?)?(?P<nth>[2-5]|[二三四五])番目に{_SIZE}い(?:[部課室局]|会計|小?柱|ところ)"
    r"(?:は|って)?(?:どこ)?(?:です|なの|だ)?(?:か)?[?。]*"
)
_ONE_OF_TWO = pattern(
    rf"{_LEAD}(?:(?:二つ|2つ|両者|その)の?(?:うち|中)(?:で|だと)?、?)?(?:金額が|件数が|予算が)?{_SIZE}い(?:方|ほう|の)"
    r"(?:は|が|って)?(?:どっち|どちら|どこ|どれ)?(?:です|でしょう|なの|なん|だ)?(?:か|の)?[?。]*"
)
"""Which of two is the more or the less, and nothing else: 多い方は."""


_THAN_BEFORE = pattern(
    rf"{_LEAD}(?:さっき|先ほど|前|さき)の?(?:やつ|もの|課|部|局)?より(?:も)?{_SIZE}い(?:の|ん|です|か)*[?。]*",
    among="より",
)


def more_of_two(asked: Asked, memory: Memory) -> Intent | None:
    """「多い方は」 after two groups: the one beside the other."""
    text = asked.sentence.text
    if _THAN_BEFORE.fullmatch(text) and len(memory.singles) > 1:
        return comparison(asked, [q.scope for q in memory.singles[-2:]])
    two = projects_of(memory.singles, asked.lexicon)
    last = memory.query
    if last and last.operation is Operation.DETAIL and len(last.scope.projects or ()) == 2:
        two = shown(last, asked.lexicon)
    if _ONE_OF_TWO.fullmatch(text) and len(two) == 2 and not memory.listed:
        return comparison(asked, [asked.lexicon.of_projects([p]) for p in two])
    sets = memory.sets
    which = (
        len(sets) > 1 and sets[-1].operation is not Operation.LIST and _ONE_OF_TWO.fullmatch(text)
    )
    if not which and not (len(sets) > 1 and _THAN_BEFORE.fullmatch(text)):
        return None
    return of_sets(asked, memory, compared=True)


def _are_nested(sets: Sequence[Query], asked: Asked) -> bool:
    """Whether one of some sets lies within another, as what was narrowed does."""
    rows = [set(asked.lexicon.index.select(q.scope)) for q in sets]
    return any(one <= other for one, other in permutations(rows, 2))


_OF_MONEY = pattern("[高安]い")


def first_of_sets(asked: Asked, memory: Memory) -> Query | None:
    """「一番多いのは」 after the totals of sections: of those sections; after their lists where sections are meant."""
    sets = _named(memory)
    text = asked.sentence.text
    which = {Operation.COMPARE} | (set() if _OF_MONEY.search(text) else {Operation.LIST})
    # 「どれが一番多い」 asks which of them, 「どれが高い」 which project
    asks_more = set(asked.operations) - which
    if len(sets) < 2 or asks_more or not holds_any(text, ("番", "最も", "もっとも")):
        return None
    nth = _NTH_OF_THEM.fullmatch(text)
    found = AMONG.fullmatch(text) or nth
    limit = asked.sentence.first(Slot.LIMIT)
    many = limit.value if limit and isinstance(limit.value, int) else None
    listed = any(q.operation is Operation.LIST for q in sets)
    grouped = found and any(found.groupdict().values())
    counted = many is not None and "多い" in text
    if not found or (listed and not grouped and not counted):
        return None
    chosen = _last_of(sets, many, asked)
    if _are_nested(chosen, asked):
        return None  # 「新規は何件」 after its department: one of them
    groups = _groups_of(chosen) if len(chosen) > 1 else None
    if not groups or len({q.measure for q in chosen}) > 1:
        return None
    by, scope = groups
    last = chosen[-1]
    average = last.operation is Operation.AVERAGE
    of_money = last.operation is Operation.COUNT and _OF_MONEY.search(text)
    if of_money or len(getattr(scope, GROUP_FIELDS[by]) or ()) < 2:
        return None
    largest = descending(asked)
    counted = last.operation is Operation.COUNT
    return Query(
        Operation.MAX if largest else Operation.MIN,
        scope,
        Measure.COUNT if counted else last.measure,
        by=by,
        descending=largest,
        first=number_of(nth["nth"]) if nth else 1,
        limit=1,
        each=Operation.AVERAGE if average else Operation.SUM,
    )
