"""What is asked next of a list that has budgets: いくら減らされた, 要求額の何％, 予算額では, each in the column that is said.

A column that a sentence names takes the place of the one before it, and what was computed of it stays.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from data.query import Attribute, Intent, Measure, Operation, Query, Range
from nlp.asking.asked import TOTALS, Asked, names_something
from nlp.asking.context import is_place, is_set, is_single, reached
from nlp.rules.ways import GROWN
from nlp.talk.of_bounds import LEAD
from nlp.words.patterns import pattern

_CUT = pattern(
    f"{LEAD}(?:(?:それ|その事業)(?:は|の)?)?(?:(?:いくら|どれだけ|どのくらい|どれくらい|なんぼ)(?:減|削)[^、。?]{{0,8}}|減額(?:幅|分)?(?:は|って)(?:いくら)?|(?:減っ|削られ|減らされ)た(?:額|金額|分)(?:は|って)(?:いくら)?)(?:です|なの)?か?[?。]*",
    among="減 削",
)
_OF_REQUEST = pattern(
    f"{LEAD}要求額?(?:の(?:何|なん)(?:%|割|パーセント)|に(?:対する|占める)(?:割合|比率))(?:です|なの|になる|に当たる|は)?(?:の)?か?[?。]*",
    among="要求",
)
_COLUMN = pattern(
    f"{LEAD}(?P<column>要求|予算)(?:額|案)?(?:(?:では|だと|ベースでは|ベースだと|なら|で(?:言|い)うと|で(?:見|み)ると)|の(?:方|ほう|とき)(?:は|だと)?|は)(?:どう|いくら)?(?:です|なる|なります)?か?[?。]*",
    among="要求 予算",
)
_GROWN_ONLY = pattern(f"{LEAD}{GROWN}分(?:は|の)")
_ITS_PROJECTS = pattern(
    f"{LEAD}(?:その)?(?:事業|内訳の事業)(?:は|の一覧(?:は)?|を(?:教えて|見せて|出して)(?:ください)?|一覧)?(?:何|どれ|なに)?(?:が(?:ある|あります))?(?:です)?か?[?。]*",
    among="事業",
)
_EACH_AMOUNT = pattern(
    f"{LEAD}(?:それぞれ|各事業)の?(?:(?:要求|予算)額|金額|額|{GROWN}分)(?:は|って|を)?(?:いくら|教えて)?(?:です)?か?[?。]*",
    among="それぞれ 各事業",
)
_MEANS = frozenset({Operation.AVERAGE, Operation.MEDIAN})
_GROWTH = (Measure.REQUESTED_LEVELUP, Measure.BUDGET_LEVELUP)
_MONEY = {Measure.REQUESTED, Measure.BUDGET, *_GROWTH}


def assessed_next(asked: Asked, last: Query) -> Intent | None:
    """The last answer in the column that is named now, or what the decision made of it; None where a name is said."""
    if names_something(asked):
        return None
    for way in _WAYS:
        if intent := way(asked, last):
            return intent
    return None


def _cut_of_place(asked: Asked, last: Query) -> Intent | None:
    """「いくら減らされた？」 after the first of a ranking: how much the decision took from that one."""
    if not asked.lexicon.has_budget or not (is_place(last) or last.measure is Measure.CUT):
        return None
    if not _CUT.fullmatch(asked.sentence.text) or last.by:
        return None
    return Query(Operation.SUM, reached(last, asked.lexicon), Measure.CUT)


def _part_of_request(asked: Asked, last: Query) -> Intent | None:
    """「要求額の何％？」 after a budget: of the same projects' requests."""
    of_budget = last.measure is Measure.BUDGET or Attribute.BUDGET in last.attributes
    if not of_budget or last.by or not _OF_REQUEST.fullmatch(asked.sentence.text):
        return None
    scope = reached(last, asked.lexicon)
    return Query(Operation.SHARE, scope, Measure.BUDGET, parts=(scope,))


def _in_column(asked: Asked, last: Query) -> Intent | None:
    """「予算額では？」「要求額だと？」 after a share, a mean, a comparison or the level-up part: the same of that column."""
    found = _COLUMN.fullmatch(asked.sentence.text)
    if not found or not asked.lexicon.has_budget:
        return None
    budget = found["column"] == "予算"
    grown = last.measure in _GROWTH or set(last.attributes) & _GROWN_FIELDS
    if grown:
        measure = Measure.BUDGET_LEVELUP if budget else Measure.REQUESTED_LEVELUP
        field = Attribute.BUDGET_LEVELUP if budget else Attribute.REQUESTED_LEVELUP
    else:
        measure = Measure.BUDGET if budget else Measure.REQUESTED
        field = Attribute.BUDGET if budget else Attribute.REQUESTED
    if is_single(last):
        return replace(last, attributes=(field,)) if grown else None
    ranges = tuple(
        replace(r, measure=measure) if r.measure in _MONEY else r for r in last.scope.ranges
    )
    bounded = ranges != last.scope.ranges
    changed = last.operation in (*_MEANS, Operation.SHARE, Operation.COMPARE) or grown
    if not (changed or bounded) or last.measure not in {*_MONEY, Measure.COUNT}:
        return None
    counted = last.operation is Operation.COUNT or last.measure is Measure.COUNT
    scope = replace(last.scope, ranges=ranges) if bounded else last.scope
    parts = tuple(replace(p, ranges=()) if bounded and p.ranges else p for p in last.parts)
    return replace(
        last, scope=scope, parts=parts, measure=last.measure if counted else measure, first=1
    )


_GROWN_FIELDS = {Attribute.REQUESTED_LEVELUP, Attribute.BUDGET_LEVELUP}


def _its_projects(asked: Asked, last: Query) -> Intent | None:
    """「事業は？」 after a total or a number: the projects underneath."""
    if last.operation not in TOTALS or last.by or last.scope.is_open:
        return None
    if not _ITS_PROJECTS.fullmatch(asked.sentence.text):
        return None
    measure = last.measure if last.measure in _MONEY else Measure.REQUESTED
    return Query(Operation.LIST, last.scope, measure)


def _each_of_list(asked: Asked, last: Query) -> Intent | None:
    """「それぞれの予算額は？」 after a list: of each project, and not of each section."""
    listed = last.operation is Operation.LIST or (
        last.operation in (Operation.MAX, Operation.MIN) and not last.by
    )
    if not listed or not _EACH_AMOUNT.fullmatch(asked.sentence.text):
        return None
    return (
        replace(last, measure=asked.measure, first=1)
        if is_set(last)
        else Query(Operation.LIST, reached(last, asked.lexicon), asked.measure)
    )


_ABOVE_ZERO = pattern(f"{LEAD}1円以上で[?。]*", among="1円以上")


def _above_zero(asked: Asked, last: Query) -> Intent | None:
    """「0円を除くと？」 after the smallest, a list or a total: of those that have some of that money."""
    if last.by or last.measure not in _MONEY or not _ABOVE_ZERO.fullmatch(asked.sentence.text):
        return None
    some = Range(last.measure, low=1)
    return replace(last, scope=replace(last.scope, ranges=(*last.scope.ranges, some)), first=1)


_WAYS: tuple[Callable[[Asked, Query], Intent | None], ...] = (
    _cut_of_place,
    _part_of_request,
    _in_column,
    _its_projects,
    _each_of_list,
    _above_zero,
)
