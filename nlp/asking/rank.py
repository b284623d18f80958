"""Questions that rank projects: the largest, the third, the first five, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from data.diff import Outcome
from data.index import GROUP_FIELDS, amount
from data.model import Project
from data.query import SHARES, Dimension, Measure, Operation, Query, Scope
from nlp.asking.asked import BY_OUTCOME, TOTALS, Asked
from nlp.asking.compare import comparison, figure_of, sides_of
from nlp.asking.details import detail
from nlp.names.lexicon import Lexicon
from nlp.names.scopes import groups_around
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any


def descending(asked: Asked) -> bool:
    """Largest first, unless the smallest are asked for."""
    said = [s.value for s in asked.sentence.all(Slot.EXTREME) if s.value is not None]
    said += [s.value for s in asked.sentence.all(Slot.DIRECTION) if s.value is not None]
    smallest = [v for v in said if v is False]
    return not smallest


_RANKED = pattern("ランキング|rank|from")
"""Words for an order that say themselves that the largest comes first."""


def is_ordered(asked: Asked) -> bool:
    """高い順に, 大きいほうから: a direction and an order, or a direction and a place."""
    spans = asked.sentence.all(Slot.DIRECTION)
    ordinals = asked.sentence.all(Slot.ORDINAL)
    if asked.sentence.has(Slot.PLACES) or (spans and _by_money(asked)):
        return True
    if ordinals and any(asked.sentence.text.endswith("位", s.begin, s.end) for s in ordinals):
        return True
    if not spans:
        return False
    if any(_RANKED.search(asked.sentence.text, s.begin, s.end) for s in spans):
        return True
    order = any(s.value is None for s in spans)
    direction = any(s.value is not None for s in spans)
    placed = bool(ordinals) or asked.sentence.has(Slot.LIMIT)
    return (
        (order and direction)
        or (direction and (placed or (not asked.attributes and not asked.operations)))
        or (order and placed)
    )


def _by_money(asked: Asked) -> bool:
    """「金額順に」: in the order of an amount, the largest first."""
    ends = {s.end for slot in (Slot.ATTRIBUTE, Slot.MEASURE) for s in asked.sentence.all(slot)}
    return any(s.value is None and s.begin in ends for s in asked.sentence.all(Slot.DIRECTION))


def own_rank(asked: Asked) -> Query | None:
    """「防災ラジオは防災課で何番目に高い？」: its place among what else is named, or the whole list."""
    span, lone = asked.sentence.first(Slot.OWN_RANK), asked.lone
    if not span or not lone:
        return None
    part, project = lone
    rest = [p for p in asked.parts if p is not part]
    scope, measure, largest = asked.scope(rest), asked.measure, bool(span.value)
    for term in asked.sentence.all(Slot.TERM):
        if isinstance(term.value, Dimension):  # 「課の中で何位」: of its own
            scope = scope.narrow(groups_around(term.value, [project]))
    return place_among(project, scope, measure, asked.lexicon, descending=largest)


def place_among(
    project: Project, among: Scope, measure: Measure, lexicon: Lexicon, *, descending: bool
) -> Query | None:
    """The place of a project in the ranking of some, which the query's `parts` say is asked of it; None where it is none
    of them, or has no amount.
    """
    mine = amount(project, measure)
    inside = lexicon.index.take(among)
    if mine is None or project not in inside:
        return None
    values = [v for p in inside if (v := amount(p, measure)) is not None]
    first = 1 + sum(v > mine if descending else v < mine for v in values)
    way = Operation.MAX if descending else Operation.MIN
    own = (lexicon.of_projects([project]),)
    return Query(way, among, measure, parts=own, descending=descending, first=first, limit=1)


def taken_from(last: Query, asked: Asked) -> list[tuple[Scope, bool]]:
    """Of what some projects are the first, or the last (False): the whole list, else each of their groups."""
    index, whole, measure = asked.lexicon.index, asked.scope([]), last.measure
    chosen = index.take(last.scope)
    mine = sorted(amount(p, measure) or 0 for p in chosen)
    found = []
    for scope in (whole, *(whole.narrow(groups_around(d, chosen[:1])) for d in GROUP_FIELDS)):
        rows = index.take(scope)
        values = sorted(amount(p, measure) or 0 for p in rows)
        first, last_ones = values[-len(mine) :] == mine, values[: len(mine)] == mine
        if set(chosen) < set(rows) and (first or last_ones):
            if scope is whole:
                return [(whole, first)]
            found.append((scope, first))
    return found


def which_is(asked: Asked) -> Query | None:
    """「国保会計で高いのはどっち」: no sides are named, so the first of what is named is asked for."""
    if Operation.COMPARE not in asked.operations or not asked.parts or asked.attributes:
        return None
    said = [s.value for s in asked.sentence.all(Slot.DIRECTION) if s.value is not None]
    if not said or asked.sentence.has(Slot.REFER):
        return None
    way = Operation.MAX if said[0] else Operation.MIN
    return Query(way, asked.scope(), asked.measure, descending=bool(said[0]), limit=1)


def is_ordered_list(asked: Asked) -> bool:
    """「高い順に」: everything, in order."""
    return any(s.value is None for s in asked.sentence.all(Slot.DIRECTION))


def places(asked: Asked) -> tuple[int, int]:
    """Which ranks: トップ5 from the first, 2番目 alone."""
    limit = asked.sentence.first(Slot.LIMIT)
    ordinal = asked.sentence.first(Slot.ORDINAL)
    span = asked.sentence.first(Slot.PLACES)
    if span and isinstance(span.value, tuple):
        first, last = span.value
        return first, last - first + 1
    if ordinal and isinstance(ordinal.value, int):
        return ordinal.value, 1
    return 1, limit.value if limit and isinstance(limit.value, int) else 1


def top(asked: Asked, first: int, limit: int, *, largest: bool) -> Scope:
    """The projects at some ranks of what a sentence names, as a scope of their own."""
    scope, measure = asked.scope(), asked.measure
    valued = [(amount(p, measure), p) for p in asked.lexicon.index.take(scope)]
    rows = sorted(((v, p) for v, p in valued if v is not None), key=lambda r: r[0], reverse=largest)
    return asked.lexicon.of_projects(p for _, p in rows[first - 1 : first - 1 + limit])


def together(sides: Sequence[Scope]) -> Scope:
    """The projects of several scopes as one."""
    return replace(
        sides[0], projects=frozenset().union(*(s.projects or frozenset() for s in sides))
    )


_INSIDE = pattern(
    "(?:事業|件|位|つ|個)?(?:以内)?(?:(?:に|の中に|のうちに)(?:入|ある|含まれ|食い込|ランクイン)|(?:の)?(?:のうち|のなかで|の中で|の中の|のうちの)(?!一番|最も|[0-9]))"
)


def within_top(asked: Asked) -> Query | None:
    """「要求額の上位10事業に入っている新規事業」: those of the first of all that are what is named after them."""
    limit = asked.sentence.first(Slot.LIMIT)
    if not limit or not _INSIDE.match(asked.sentence.text, limit.end):
        return None
    after = [p for p in asked.parts if p.begin >= limit.end]
    before = [p for p in asked.parts if p.begin < limit.end]
    first, many = places(asked)
    head = top(replace(asked, parts=tuple(before)), first, many, largest=descending(asked))
    scope = head.narrow(replace(asked.scope(after), editions=None)) if after else head
    total = next((o for o in asked.operations if o in TOTALS), Operation.LIST)
    return Query(total, scope, asked.measure)


_HIGH = pattern("[高安低]い|予算額|要求額")


def _names_money(asked: Asked) -> bool:
    """「減額された事業で予算額が一番高いのは」: ranked by the money that is said, and not by the cut."""
    outcome = asked.sentence.first(Slot.OUTCOME)
    text, end = asked.sentence.text, outcome.end if outcome else 0
    return bool(_HIGH.search(text, end))


def _assessed(asked: Asked) -> Outcome | None:
    """「査定で一番減らされたのは」: ranked by how much, where the list has both amounts."""
    span = asked.sentence.first(Slot.OUTCOME)
    if not span or not asked.lexicon.has_budget or _names_money(asked):
        return None
    return span.value if isinstance(span.value, Outcome) and span.value in BY_OUTCOME else None


MOST_SHARES = 10
"""Projects that are shown by how much of their request is level-up, where no number is asked for."""

_PLACED = frozenset({Slot.LIMIT, Slot.ORDINAL, Slot.PLACES})


def ranking(asked: Asked) -> Query:
    """The largest or smallest projects of a scope, or all of it in order."""
    named = [p for p in asked.parts if p.is_project and not p.excluded]
    scope = asked.scope()
    largest = descending(asked)
    first, limit = places(asked)
    measure = asked.measure
    if assessed := _assessed(asked):
        measure, largest = BY_OUTCOME[assessed], True
    if asked.single and len(named) == 1 and not any(p.topic for p in asked.parts):
        return detail(asked, asked.parts)
    total = next((o for o in asked.operations if o in TOTALS and o is not Operation.COUNT), None)
    placed_one = asked.sentence.has(Slot.ORDINAL)
    beside = len(named) >= 2 and not total and not placed_one
    sides = comparison(asked, sides_of(asked)) if beside else None
    if sides:
        return sides
    placed = asked.sentence.has_any(_PLACED)
    if total and limit > 1:
        return Query(total, top(asked, first, limit, largest=largest), measure)
    if measure in SHARES and not asked.sentence.has(Slot.EXTREME) and not placed:
        way = Operation.MAX if largest else Operation.MIN
        return Query(way, scope, measure, descending=largest, limit=MOST_SHARES)
    if not asked.sentence.has(Slot.EXTREME) and not placed:
        return Query(Operation.LIST, scope, measure, descending=largest)
    operation = Operation.MAX if largest else Operation.MIN
    return Query(operation, scope, measure, descending=largest, first=first, limit=limit)


_PLACING = frozenset({Slot.EXTREME, Slot.ORDINAL, Slot.DIRECTION})
_GROUPS = frozenset({Dimension.DEPARTMENT, Dimension.SECTION, Dimension.PILLAR, Dimension.POLICY})
_OF_GROUPS = pattern(
    "どこ|(?:予算額?|要求額?|お金|金額|合計額?|総額|件数|事業数?)(?:が|の)?、?(?:一番|いちばん|最も|もっとも)?(?:多|少な|大き|小さ)|(?:予算|要求額|金額|件数)順",
    among="どこ 多 少な 大き 小さ 順",
)
_MANY = pattern("(?:事業)?(?:の?件数)?(?:が|の|を)?、?(?:一番|いちばん|最も|もっとも)?(?:多|少な)")
"""What is said of kinds of which there are many: 新規が一番多い."""


def ranked_among(asked: Asked) -> Query | None:
    """「防災課・建築課・環境課で一番予算が多いのはどこ」「…を合計が大きい順に」「…で新規が多いのは」: the groups that are
    named, the first of them or all in order, and no project of theirs.
    """
    sentence, text = asked.sentence, asked.sentence.text
    if len(asked.parts) < 2 or not sentence.has_any(_PLACING):
        return None
    named = Counter(p.entity.dimension for p in asked.parts if not p.excluded)
    by = next((d for d, many in named.items() if d in _GROUPS and many > 1), None)
    kinds = [p for p in asked.parts if p.entity.dimension is Dimension.KIND and not p.excluded]
    others = len(asked.parts) - named.get(by, 0) - len(kinds)
    if by is None or others or len(kinds) > 1:
        return None
    if any(not text.startswith("要求", s.begin) for s in sentence.all(Slot.NOUN)):
        return None
    many = any(_MANY.match(text, p.end) for p in kinds)
    in_order = holds_any(text, ("順", "並べ"))
    sorted_ = (
        in_order
        and not sentence.has(Slot.LIMIT)
        and any(text.startswith("を", p.end) for p in asked.parts)
    )
    if not many and not sorted_ and not _OF_GROUPS.search(text):
        return None
    largest = descending(asked)
    measure = Measure.COUNT if many else figure_of(asked)
    if in_order and not sentence.has_any(_FIRSTS):
        return Query(Operation.BREAKDOWN, asked.scope(), measure, by=by, descending=largest)
    if named[by] == 2 and not sentence.has_any(_FIRSTS):
        beside = comparison(asked, sides_of(asked))
        return replace(beside, measure=measure) if beside else None
    way = Operation.MAX if largest else Operation.MIN
    first, _ = places(asked)
    return Query(way, asked.scope(), measure, by=by, descending=largest, first=first, limit=1)


_FIRSTS = frozenset({Slot.EXTREME, Slot.ORDINAL})
