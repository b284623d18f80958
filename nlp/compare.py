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
from nlp.asked import Asked, measure_of, ranges
from nlp.parts import scope_of
from nlp.patterns import pattern
from nlp.phrases import Slot


def asks_which(asked: Asked) -> bool:
    """「一般会計？国保会計？どっち」 beside one project asks for its field."""
    fields = (Dimension.KIND, Dimension.ACCOUNT)
    groups = [p.entity.dimension for p in asked.parts if p.entity.dimension]
    return asked.single is not None and bool(groups) and all(g in fields for g in groups)


_BASE_AFTER = pattern(r"(?:に|と)(?:比べ|くらべ|対し)|より|の何倍|の何ばい|を基準")


def sides_of(asked: Asked) -> list[Scope]:
    """The sides of a comparison, in the order they were named."""
    named = [p for p in asked.parts if not p.excluded]
    named.sort(key=lambda p: bool(_BASE_AFTER.match(asked.sentence.text, p.end)))
    dimensions = [p.entity.dimension for p in named]
    for dimension in (None, *Dimension):
        sides = [p for p, d in zip(named, dimensions, strict=True) if d is dimension]
        if len(sides) >= 2:
            rest = [p for p in asked.parts if p not in sides]
            return [scope_of([side, *rest], ranges(asked), asked.lexicon) for side in sides]
    if len(named) >= 2:
        return [scope_of([part], ranges(asked), asked.lexicon) for part in named]
    return []


def comparison(asked: Asked, sides: list[Scope]) -> Query | None:
    """Two or more sides against each other; None where there is only one."""
    if len(sides) < 2:
        return None
    measure = Measure.COUNT if Operation.COUNT in asked.operations else measure_of(asked)
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
    """「新規とレベルアップの割合」: the parts of one dimension beside each other."""
    named = [p.entity.dimension for p in asked.parts if p.entity.dimension and not p.excluded]
    twice = next((d for d in named if named.count(d) > 1), None)
    if twice is None or any(_WHOLE_AFTER.match(asked.sentence.text, p.end) for p in asked.parts):
        return None
    scope = scope_of(asked.parts, ranges(asked), asked.lexicon)
    measure = Measure.COUNT if Operation.COUNT in asked.operations else measure_of(asked)
    return Query(Operation.BREAKDOWN, scope, measure, by=twice)


_OF_WHICH = pattern(
    r"\s?の?(?:要求額|予算|総額|合計)?の?(?:全体)?の?(?:何(?:%|パーセント|ぱーせんと|割)|割合)"
)


_WHOLE_AFTER = pattern(
    r"\s?(?:の?(?:事業|要求額|予算|総額|合計)?)?(?:全体|に占める|のうち|の中|内(?:で|の)|における|に対する)"
)


def share(asked: Asked) -> Query:
    """A part of a whole: what is said with 全体, のうち or に占める is the whole."""
    text = asked.sentence.text
    wholes = [p for p in asked.parts if _WHOLE_AFTER.match(text, p.end)]
    if not wholes and len(asked.parts) > 1:
        wholes = [p for p in asked.parts if _OF_WHICH.match(text, p.end)]
    parts = [p for p in asked.parts if p not in wholes]
    measure = Measure.COUNT if Operation.COUNT in asked.operations else measure_of(asked)
    within = ranges(asked)
    if wholes and not parts and not within:
        scope = scope_of(wholes, (), asked.lexicon)
        same = measure in (Measure.REQUESTED_LEVELUP, Measure.NEW_MONEY, Measure.BUDGET)
        return Query(Operation.SHARE, scope, measure, parts=(scope,) if same else ())
    scope = scope_of([*parts, *wholes], within, asked.lexicon)
    if wholes:
        return Query(Operation.SHARE, scope, measure, parts=(scope_of(wholes, (), asked.lexicon),))
    whole = measure in (Measure.REQUESTED_LEVELUP, Measure.NEW_MONEY, Measure.BUDGET)
    return Query(Operation.SHARE, scope, measure, parts=(scope,) if whole else ())
