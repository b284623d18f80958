"""The first projects of rankings beside each other, and as a part of what they are the first of: the ends of one,
those of two groups, those of every group.

「最大の事業と最小の事業の差」「防災課と建築課の最高額の差」「部ごとに一番高い事業」.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from msgspec.structs import replace

from data.index import KEYS, amount
from data.query import Dimension, Operation, OutOfScope, Query, Scope
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import comparison, whole_parts
from nlp.asking.details import detail
from nlp.asking.rank import descending, is_ordered, places, together, top
from nlp.meaning.parts import Part
from nlp.names.scopes import groups_around
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot


def both_ends(asked: Asked) -> Query | None:
    """「最大の事業と最小の事業の差」「1位から3位の差」: the ends of a ranking, or of a run of its places."""
    pair = asked.sentence.first(Slot.PLACES)
    if pair and isinstance(pair.value, tuple) and Operation.COMPARE in asked.operations:
        sides = [top(asked, place, 1, largest=descending(asked)) for place in pair.value]
        return comparison(asked, sides) if all(s.projects for s in sides) else None
    if not asked.sentence.has(Slot.EXTREME):
        return None
    ends = {s.value for s in asked.sentence.all(Slot.EXTREME)}
    ends |= {s.value for s in asked.sentence.all(Slot.DIRECTION)} - {None}
    two = places(asked) == (1, 2) and not {True, False} <= ends  # no 上位2件と下位2件
    if Operation.COMPARE in asked.operations and two:
        sides = [top(asked, place, 1, largest=descending(asked)) for place in (1, 2)]
        return comparison(asked, sides) if all(s.projects for s in sides) else None
    total = next((o for o in asked.operations if o in TOTALS and o is not Operation.COUNT), None)
    total = None if Operation.COMPARE in asked.operations else total
    if {True, False} <= ends:
        many = [s.value for s in asked.sentence.all(Slot.LIMIT) if isinstance(s.value, int)]
        highest, lowest = (many * 2)[:2] if many else (1, 1)
        if asked.sentence.all(Slot.EXTREME)[0].value is False:
            highest, lowest = lowest, highest
        sides = [top(asked, 1, highest, largest=True), top(asked, 1, lowest, largest=False)]
    elif not total or not (sides := _first_of_two(asked)):
        return None
    if total:
        return Query(total, together(sides), asked.measure)
    return comparison(asked, sides) if all(s.projects for s in sides) else None


def ends_compared(asked: Asked) -> Query | None:
    """「防災課で一番高い事業と一番安い事業の差」「新規の最高額とレベルアップの最高額の差」: the ends of one ranking, or the
    first of each of two groups, beside each other.
    """
    extremes = [s.value for s in asked.sentence.all(Slot.EXTREME)]
    ways = {*extremes, *(s.value for s in asked.sentence.all(Slot.DIRECTION))}
    both = {True, False} <= ways or places(asked) == (1, 2)
    if extremes and both and not asked.sentence.has(Slot.TERM):
        return both_ends(asked)
    sides = _first_of_two(asked)
    return comparison(asked, sides) if sides else None


def _alike(asked: Asked) -> list[Part]:
    """The groups of the one dimension of which a sentence names several; no others than conditions beside them."""
    groups = [p for p in asked.parts if p.entity.dimension is not None and not p.excluded]
    if len(groups) < 2:
        return []
    named = Counter(p.entity.dimension for p in groups)
    several = [d for d, many in named.items() if many > 1]
    if len(several) != 1 or asked.sentence.has_any(_OF_GROUPS):
        return []
    return [p for p in groups if p.entity.dimension is several[0]]


_OF_GROUPS = frozenset({Slot.TERM, Slot.DIMENSION})
"""What ranks groups themselves."""


def _first_of_two(asked: Asked) -> list[Scope]:
    """「一番高い新規と一番高いレベルアップ」: the first of each of two groups, or nothing."""
    groups = _alike(asked)
    spans = [s for slot in (Slot.EXTREME, Slot.DIRECTION) for s in asked.sentence.all(slot)]
    both = {True, False} <= {s.value for s in spans}
    if len(groups) != 2 or len(asked.sentence.all(Slot.EXTREME)) != 2 or both:
        return []
    sides = _each_first(asked, groups)
    return sides if all(s.projects for s in sides) else []


def _each_first(asked: Asked, groups: list[Part]) -> list[Scope]:
    """What is at the place that is asked for in each of some groups; empty scopes where none has an amount."""
    rest = [p for p in asked.parts if p not in groups]
    first, limit = places(asked)
    largest = descending(asked)
    each = [replace(asked, parts=(group, *rest)) for group in groups]
    return [top(one, first, limit, largest=largest) for one in each]


def firsts_of_groups(asked: Asked) -> Query | OutOfScope | None:
    """「防災課と建築課の最高額の差」「…で一番高い事業はそれぞれ何」: the first of each of some groups, said once of all; a
    refusal where one has none. None where nothing is asked so.
    """
    groups = _alike(asked)
    if not groups or asked.sentence.has_any(_BESIDE):
        return None
    if told := _each_told(asked):
        return told
    if not _is_first_of_all(asked):
        return None
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    total = next((o for o in asked.operations if o in TOTALS and o is not Operation.COUNT), None)
    each = Operation.BREAKDOWN in asked.operations
    if asked.sentence.has(Slot.LIMIT) and not (compared or each):
        return None  # 「防災課と建築課の上位3件の合計」 is of both together
    if not (compared or total or each):
        return None
    sides = _each_first(asked, groups)
    if not all(s.projects for s in sides):
        return uncomputable(asked)
    if compared:
        return comparison(asked, sides)
    if total:
        return Query(total, together(sides), asked.measure)
    by = groups[0].entity.dimension
    called = "・".join(g.entity.label for g in groups)
    return _of_each(asked, by, f"{called}それぞれ") if by else None


def _each_told(asked: Asked) -> Query | None:
    """「一番高い新規の内容と一番高いレベルアップの内容」: the first of each of two groups, and what is asked of them."""
    if asked.operations or asked.sentence.has(Slot.PER_EACH):
        return None
    sides = _first_of_two(asked)
    if not sides:
        return None
    scope = together(sides)
    if asked.attributes:
        return replace(detail(asked, ()), scope=scope)
    return Query(Operation.LIST, scope, asked.measure)


_PLACES = (Slot.EXTREME, Slot.ORDINAL, Slot.DIRECTION, Slot.LIMIT)
_SAID_BEFORE = pattern("い(?:事業|もの|やつ)(?:は|の差は?)、?")
_PROJECT = pattern(
    "(?<=額)(?!が?(?:一番|最も|多|高|大|少|安|小))|の?(?:事業|もの|やつ)(?!と|より|から|は|が)"
    "|の?(?:事業|もの|やつ)(?:は|(?:が|の)あるのは|を(?:持つ|抱える|もつ)のは)、?(?:それぞれ|どっち|どちら|何倍)|(?<=トップ)の|(?<=位)の|(?<=[件つ])(?:[はをの?。]|$)|の(?:同士|を|、?(?:どっち|どちら))"
)
"""What follows the words for a place where it is a project's or its amount's: 一番高い事業, 最高額, and no 一番高いのは."""


def _is_first_of_all(asked: Asked) -> bool:
    """Whether a place is said once, of projects and not of the groups, and nothing else stands beside it."""
    sentence = asked.sentence
    if len(sentence.all(Slot.EXTREME)) + len(sentence.all(Slot.ORDINAL)) != 1:
        return False
    if any(p.is_project for p in asked.parts):
        return False
    ends = [s.end for slot in _PLACES for s in sentence.all(slot)]
    if min(ends) < min(p.begin for p in asked.parts):
        before = any(_SAID_BEFORE.match(sentence.text, end - 1) for end in ends)
        return before and Operation.COMPARE in asked.operations
    last = max(p.end for p in asked.parts)
    return any(end > last and _PROJECT.match(sentence.text, end) for end in ends)


_BESIDE = frozenset({Slot.PLACES, Slot.OWN_RANK, Slot.WHOLE})


_FIRST_OF_EACH = pattern("各[部課局係柱][ので](?:トップ|上位|ベスト|下位|ワースト)[0-9]")


def top_of_each(asked: Asked) -> Query | None:
    """「部ごとに一番高い事業」「各部のトップ2」「部ごとに高い順に2件ずつ」: the first projects of every group."""
    sentence, text = asked.sentence, asked.sentence.text
    many = "ずつ" in text and sentence.has(Slot.LIMIT)
    placed = many or sentence.has(Slot.ORDINAL)
    way = Slot.DIRECTION if placed and not sentence.has(Slot.EXTREME) else Slot.EXTREME
    extreme, by = sentence.first(way), sentence.first(Slot.DIMENSION)
    if not extreme or not by or by.begin > extreme.begin:
        return None
    begins = [s.begin for s in sentence.all(Slot.NOUN)]
    begins += [p.begin for p in asked.parts if p.trait or p.entity.dimension is Dimension.KIND]
    told = any(begin >= extreme.end for begin in begins) or many or _FIRST_OF_EACH.search(text)
    if not told and "額" not in text[extreme.begin : extreme.end]:
        return None
    if not isinstance(by.value, Dimension):
        return None
    return _of_each(asked, by.value, text[by.begin : by.end].rstrip("にのはで"))


def _of_each(asked: Asked, by: Dimension, called: str) -> Query:
    """The projects at the places that are asked for in each group of a dimension, and what they are called by."""
    first, limit = places(asked)
    measure, largest, key = asked.measure, descending(asked), KEYS[by]
    sign = 1 if largest else -1
    projects = asked.lexicon.index.take(asked.scope())
    valued = [(p, sign * v) for p in projects if (v := amount(p, measure)) is not None]
    values: defaultdict[object, list[int]] = defaultdict(list)
    for project, value in valued:
        values[key(project)].append(value)
    ranked = {group: sorted(own, reverse=True) for group, own in values.items()}
    last = first + limit - 1
    found = [
        p for p, v in valued if first <= 1 + sum(other > v for other in ranked[key(p)]) <= last
    ]
    scope = asked.lexicon.of_projects(found)
    ends = f"{first}位" if limit == 1 else f"{first}位から{last}位"
    ends = ends if largest else f"小さい順の{ends}"
    label = f"{called}の{ends}"
    return Query(Operation.LIST, replace(scope, label=label), measure, descending=largest)


def topped(asked: Asked) -> Query | None:
    """「トップ5で全体の何割」「防災課で一番高い事業は全体の何%」: the first of a ranking as a part of what they are the
    first of, or of what is named after them.
    """
    sentence = asked.sentence
    firsts = [*sentence.all(Slot.EXTREME), *sentence.all(Slot.ORDINAL)]
    extreme = firsts[0] if len(firsts) == 1 else None
    limit = sentence.first(Slot.LIMIT) if extreme or is_ordered(asked) else None
    kind = next((p for p in asked.parts if extreme and p.begin == extreme.end), None)
    first_of = extreme and (kind or _FIRST_OF.match(sentence.text, extreme.begin))
    if not limit and not first_of:
        return None
    edge = limit.end if limit else extreme.end if extreme else 0
    after = [p for p in asked.parts if p.begin >= edge and p is not kind]
    if limit:
        after = after if any(p in whole_parts(asked) for p in after) else []
    head = replace(asked, parts=tuple(p for p in asked.parts if p not in after))
    first, many = places(asked)
    scope = top(head, first, many, largest=descending(asked))
    whole = asked.scope(after) if after else head.scope()
    if own := _own_group(asked, scope, edge):
        return Query(Operation.SHARE, scope, asked.measure, parts=(own,))
    open_ = whole.is_open or (sentence.has(Slot.WHOLE) and not after)
    return Query(Operation.SHARE, scope, asked.measure, parts=() if open_ else (whole,))


_OF_OWN = pattern(r"(?:の)?(?:合計額?|総額|要求額|全体)?の?(?:何|なん)(?:%|パーセント|割)")


def _own_group(asked: Asked, scope: Scope, edge: int) -> Scope | None:
    """「一番高い事業は部の何％」: the office or heading that the one project itself is in."""
    spans = [*asked.sentence.all(Slot.TERM), *asked.sentence.all(Slot.DIMENSION)]
    said = [s for s in spans if s.begin >= edge and _OF_OWN.match(asked.sentence.text, s.end)]
    projects = asked.lexicon.index.take(scope)
    if not said or len(projects) != 1 or not isinstance(said[0].value, Dimension):
        return None
    return asked.lexicon.whole.narrow(groups_around(said[0].value, projects))


_FIRST_OF = pattern(
    "[^、。?]{2,9}(?:事業|もの|やつ|の)(?:の(?:額|金額|予算|要求額))?(?:は|が|って|の占める|の割合)"
)
"""What names the first project of a ranking, before the whole that it is a part of."""
