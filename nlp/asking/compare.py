"""Questions that set amounts beside each other: which is more, how many times, what part of the whole."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import (
    Dimension,
    Measure,
    Operation,
    Query,
    Scope,
)
from nlp.asking.asked import Asked, ranges
from nlp.meaning.parts import Part
from nlp.rules.ways import GROWN
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot


def figure_of(asked: Asked) -> Measure:
    """What is compared or shared: the money that is asked for, or the number of projects where they are counted."""
    return Measure.COUNT if Operation.COUNT in asked.operations else asked.measure


def asks_which(asked: Asked) -> bool:
    """「一般会計？国保会計？どっち」 beside one project asks for its field."""
    fields = (Dimension.KIND, Dimension.ACCOUNT)
    groups = [p.entity.dimension for p in asked.parts if p.entity.dimension]
    return asked.single is not None and bool(groups) and all(g in fields for g in groups)


_BASE_AFTER = pattern(r"(?:に|と)(?:比べ|くらべ|対し)|より|の何倍|の何ばい|を基準")


DIFFERENCE = pattern("差|何倍|違い|開き")
"""Words that ask for a difference, whatever else is compared."""


def sides_of(asked: Asked) -> list[Scope]:
    """The sides of a comparison, in the order they were named."""
    named = [p for p in asked.parts if not p.excluded]
    named.sort(key=lambda p: bool(_BASE_AFTER.match(asked.sentence.text, p.end)))
    dimensions = [p.entity.dimension for p in named]
    several = [d for d in (None, *Dimension) if dimensions.count(d) > 1]
    if several:
        of = max(several, key=lambda d: _last_end(named, d)) if None not in several else None
        sides = [p for p, d in zip(named, dimensions, strict=True) if d is of]
        rest = [p for p in asked.parts if p not in sides]
        return [asked.scope([side, *rest]) for side in sides]
    if len(named) >= 2:
        return [asked.scope([part]) for part in named]
    return []


def _last_end(named: list[Part], dimension: Dimension | None) -> int:
    return max(p.end for p in named if p.entity.dimension is dimension)


def comparison(asked: Asked, sides: list[Scope]) -> Query | None:
    """Two or more sides against each other; None where there is only one."""
    sides = list(dict.fromkeys(sides))
    if len(sides) < 2:
        return None
    measure = figure_of(asked)
    ids = [s.projects for s in sides]
    scope = Scope(editions=sides[0].editions)
    if all(i is not None for i in ids):
        scope = replace(scope, projects=frozenset().union(*(i for i in ids if i is not None)))
    return Query(
        Operation.COMPARE,
        scope,
        measure,
        parts=tuple(sides),
        per_each=asked.sentence.has(Slot.PER_EACH),
    )


def shares(asked: Asked) -> Query | None:
    """「新規とレベルアップの割合」: the parts of one dimension beside each other, none of them the whole."""
    named = [p.entity.dimension for p in asked.parts if p.entity.dimension and not p.excluded]
    twice = next((d for d in named if named.count(d) > 1), None)
    if twice is None or whole_parts(asked):
        return None
    of_both = any(p.entity.dimension is twice for p in _outer(asked))
    if asked.sentence.has(Slot.WHOLE) or _OF_ALL.search(asked.sentence.text) or of_both:
        return None  # 「防災課と建築課の合計は全体の何%」「防災課と建築課で新規は何%」
    measure = figure_of(asked)
    return Query(Operation.BREAKDOWN, asked.scope(), measure, by=twice)


_MONEY = rf"(?:要求総額|予算総額|予算要求額?|要求額?|予算額?|総額|合計額?|金額|お金|件数|事業数|{GROWN}分)"
OF_WHICH = pattern(
    rf"\s?の?{_MONEY}?の?(?:全体)?の?(?:何|なん)(?:%|パーセント|ぱーせんと|割|分の1|分の一)"
)
_WHOLE_AFTER = pattern(
    rf"\s?(?:の?(?:事業|{_MONEY})?)?(?:(?<!の)全体|に占める|のうち|の中|のなか|内(?:で|の)|における|に対する|に対して)"
)


_HOLDS = pattern(rf"\s?(?:の?(?:事業|{_MONEY})?)?(?:に占める|のうち|の中|のなか|における)")
"""What follows a whole that its part lies within."""


def whole_parts(asked: Asked) -> list[Part]:
    """The parts that are said to be the whole: 「防災課の何割」「防災課のうち」."""
    text, kept = asked.sentence.text, [p for p in asked.parts if not p.excluded]
    wholes = [p for p in kept if _WHOLE_AFTER.match(text, p.end)]
    if not wholes and len(kept) > 1:
        wholes = [p for p in kept if OF_WHICH.match(text, p.end)]
    return [*_joined(wholes[0], kept, text), *wholes] if len(wholes) == 1 else wholes


def _joined(whole: Part, kept: list[Part], text: str) -> list[Part]:
    """What is said to be the whole together with another: 防災課と建築課に占める."""
    found: list[Part] = []
    for part in sorted(kept, key=lambda p: -p.end):
        first = found[0] if found else whole
        alike = part.entity.dimension is whole.entity.dimension is not None
        alike = alike or (part.is_project and whole.is_project)
        if alike and text[part.end : first.begin] in ("と", "・", "、"):
            found.insert(0, part)
    return found


PART_OF = frozenset(
    {Measure.REQUESTED_LEVELUP, Measure.NEW_MONEY, Measure.ONGOING, Measure.BUDGET_LEVELUP}
)
"""Money that is a part of other money of the same projects."""


def share(asked: Asked) -> Query:
    """A part of a whole: what is said with 全体, のうち, に占める or right before 何％ is the whole."""
    measure = figure_of(asked)
    if measure is not Measure.REQUESTED and _OF_REQUEST.search(asked.sentence.text):
        return Query(Operation.SHARE, asked.scope(), measure, parts=(asked.scope(),))
    if (
        len(asked.sentence.all(Slot.MEASURE)) > 1
        and asked.parts
        and _ALL_OF_IT.search(asked.sentence.text)
    ):
        return Query(Operation.SHARE, asked.scope(), measure)
    if bounded := _bounded_whole(asked):
        return Query(Operation.SHARE, asked.scope(), measure, parts=(bounded,))
    wholes = whole_parts(asked) or _left_whole(asked) or _outer(asked)
    parts = [p for p in asked.parts if p not in wholes]
    whole = asked.scope(wholes) if wholes else asked.within
    if whole and wholes:
        whole = replace(whole, ranges=())
    if not parts and not ranges(asked):
        return _share_of_itself(asked, whole, measure)
    if wholes and _apart(asked, parts, wholes):
        part = asked.scope(parts)
        return Query(Operation.SHARE, part, measure, parts=(asked.scope(wholes),))
    alike = {p.entity.dimension for p in parts} & {p.entity.dimension for p in wholes}
    scope = asked.scope(parts if alike and _lies_within(asked, parts, whole) else [*parts, *wholes])
    return Query(
        Operation.SHARE, scope, measure, parts=(whole,) if whole else _own(asked, scope, measure)
    )


def _lies_within(asked: Asked, parts: list[Part], whole: Scope | None) -> bool:
    """Whether what is said to be a part is one: 防災課 of 税務課と防災課の合計."""
    rows = asked.lexicon.index.select
    return whole is not None and set(rows(asked.scope(parts))) <= set(rows(whole))


_OF_OUTER = pattern(
    r"[」』]?(?:の?事業)?(?:(?:全部で|全)?[0-9]+(?:件|事業)のうち|では?|の中で|内で|の|における|、|は)"
)


_OF_ALL = pattern(
    "(?:要求|予算)?(?:総額|総合計|全額)の(?:何|なん|うち)|(?:総額|総合計)に(?:占める|対する)"
)


def _outer(asked: Asked) -> list[Part]:
    """「保健福祉支援部で新規は何割」「新規の1億円以上の割合」: what is said first, of which the rest are parts."""
    if asked.within or asked.sentence.has(Slot.WHOLE) or _OF_ALL.search(asked.sentence.text):
        return []
    named = sorted((p for p in asked.parts if not p.excluded), key=lambda p: p.begin)
    if not named or len(named) < len(asked.parts) or any(p.is_project for p in named):
        return []
    outer = [p for p in named if p.entity.dimension is named[0].entity.dimension]
    inner = [p.begin for p in named if p not in outer]
    inner += [s.begin for s in asked.sentence.all(Slot.AMOUNT)]
    last = outer[-1].end
    if not inner or min(inner) < last or not _OF_OUTER.match(asked.sentence.text, last):
        return []
    return outer


_PLACES = frozenset({Dimension.DEPARTMENT, Dimension.SECTION, None})


def _left_whole(asked: Asked) -> list[Part]:
    """What is left out of the whole as well: 国保会計を除くと新規の割合は, not 防災課を除く防災危機管理室は全体の何割."""
    away = [p for p in asked.parts if p.excluded]
    text, out = asked.sentence.text, asked.sentence.all(Slot.EXCLUDE)
    ends = {s.end for s in out if text.endswith(("の", "く", "た"), s.begin, s.end)}
    if any(p.begin in ends for p in asked.parts):
        return []  # レベルアップ以外の防災課の割合
    kept = {p.entity.dimension for p in asked.parts if not p.excluded}
    if not away or not kept or asked.sentence.has(Slot.WHOLE):
        return []
    places = bool(kept & _PLACES)
    lost = [p.entity.dimension for p in away]
    alike = any(d in kept or (places and d in _PLACES) for d in lost)
    return [] if alike else away


def _bounded_whole(asked: Asked) -> Scope | None:
    """The whole where it is what an amount bounds, of what is named before it: 防災課の1億円以上の事業のうち新規は何％."""
    amounts = asked.sentence.all(Slot.AMOUNT)
    ends = [s.end for s in amounts if _BOUNDED.match(asked.sentence.text, s.end)]
    before = [p for p in asked.parts if ends and p.end <= max(ends)]
    return asked.scope(before) if ends and len(before) < len(asked.parts) else None


_BOUNDED = pattern(
    "い?の?(?:事業|もの|やつ)?(?:の?うち|の中で|の中の|の中に|に占める|で(?=[^、。]{2,12}(?:は|が)何)|に(?=[^、。]{2,16}が占める))"
)


def shares_of_each(asked: Asked) -> tuple[Query, ...]:
    """「防災課と税務課の全体に占める割合をそれぞれ」: the share of one after the other; none where no such are asked."""
    if Operation.SHARE not in asked.operations or "それぞれ" not in asked.sentence.text:
        return ()
    if asked.sentence.has(Slot.DIMENSION) or any(p.excluded for p in asked.parts):
        return ()
    wholes = whole_parts(asked)
    sides = [p for p in asked.parts if p not in wholes]
    alike = len({p.entity.dimension for p in sides}) == 1
    if not alike or not 1 < len(sides) <= MOST_SIDES:
        return ()
    return tuple(share(replace(asked, parts=(side, *wholes))) for side in sides)


MOST_SIDES = 5
"""Shares at most that are told one after the other."""

_ALL_OF_IT = pattern("(?:総合計|合計|総額|全体)の(?:何|なん)")
"""「防災ラジオのレベルアップ分は、レベルアップ分の総合計の何％」: of the same money of the whole list."""

_OF_REQUEST = pattern(
    r"要求額?(?:の|に対する|に対して|に対し)*(?:何|なん)(?:%|割|パーセント|ぱーせんと|パー)"
)


def _share_of_itself(asked: Asked, whole: Scope | None, measure: Measure) -> Query:
    """「レベルアップ分は何％」: of the same projects' whole amount; else of the whole list."""
    scope = whole or asked.scope([])
    return Query(Operation.SHARE, scope, measure, parts=(scope,) if measure in PART_OF else ())


def _own(asked: Asked, scope: Scope, measure: Measure) -> tuple[Scope, ...]:
    """「防災課のレベルアップ分の割合」 is of its own requests, unless 全体の is said."""
    of_all = any(s.value is None for s in asked.sentence.all(Slot.WHOLE))
    return (scope,) if measure in PART_OF and not of_all else ()


def _apart(asked: Asked, parts: list[Part], wholes: list[Part]) -> bool:
    """Whether part and whole share nothing, and the one is not said to be within the other: 防災ラジオは
    土砂災害対策の何％.
    """
    index = asked.lexicon.index
    if any(_HOLDS.match(asked.sentence.text, p.end) for p in wholes):
        return False
    if (_of_kind(parts) != _of_kind(wholes)) and not any(p.is_project for p in (*parts, *wholes)):
        return False  # 防災課では新規の割合は: of a department the new is a part, if it is none
    part, whole = asked.scope(parts), asked.scope(wholes)
    return bool(parts) and not set(index.select(part)) & set(index.select(whole))


def _of_kind(parts: list[Part]) -> bool:
    return any(p.entity.dimension is Dimension.KIND for p in parts)


_FRACTION = pattern("(?:何|なん)分の(?:1|一)")


def fraction(asked: Asked) -> Query | None:
    """「防災ラジオは科学館の何分の1」: how many times the first the second is."""
    if not _FRACTION.search(asked.sentence.text):
        return None
    wholes = whole_parts(asked)
    parts = [p for p in asked.parts if p not in wholes and not p.excluded]
    if not (parts and wholes and _apart(asked, parts, wholes)):
        return None
    found = comparison(asked, [asked.scope(wholes), asked.scope(parts)])
    return replace(found, per_each=True) if found else None
