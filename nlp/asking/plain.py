"""Questions that neither compare, share, group nor rank: a project's fields, a total, or a list."""

from __future__ import annotations

from msgspec.structs import replace

from data.index import amount
from data.query import Attribute, Measure, Operation, Query, Range, Scope
from nlp.asking.asked import TOTALS, Asked, claimed
from nlp.asking.details import detail
from nlp.meaning.parts import Part
from nlp.names.lexicon import project_entity
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

SHOWN = 3
"""Projects that are shown with all they hold; more are a list."""


def plain(asked: Asked) -> Query:
    """Neither compared, shared, grouped nor ranked: a project's fields, a total, or a list."""
    operations = asked.operations
    total = next((o for o in operations if o in TOTALS), None) if operations else None
    if "どの事業" in asked.sentence.text and any(
        s.value is Operation.LIST and "どの事業" in asked.sentence.text[s.begin : s.end]
        for s in asked.sentence.all(Slot.OPERATION)
    ):
        total = None
    if total is Operation.SUM and Operation.LIST in asked.operations and _only_joins(asked):
        total = None  # 「…と…の事業をあわせて一覧に」
    found = _of_named(asked, total)
    if found:
        return found
    if not total and asked.lone and len(asked.parts) == 1 and _asks_for_field(asked):
        part, project = asked.lone
        card = detail(asked, [Part(part.begin, part.end, project_entity(project))])
        doubted = claimed(asked) and not card.attributes
        return replace(card, attributes=(Attribute.REQUESTED,)) if doubted else card
    if total is Operation.SUM and asked.lone and len(asked.parts) == 1 and _whole_of_one(asked):
        part, project = asked.lone
        return detail(asked, [Part(part.begin, part.end, project_entity(project))])
    scope, measure = asked.scope(), asked.measure
    if total and not _miscounted(asked, scope):
        if total is not Operation.COUNT:
            return Query(total, scope, measure)
        if measure is Measure.REQUESTED_LEVELUP and not scope.ranges:
            scope = replace(scope, ranges=(Range(measure, low=1),))  # 「増えたのは何件」
        return Query(total, scope)
    if not total and measure in COMPUTED and not asked.sentence.has(Slot.NOUN):
        return difference(asked, scope)
    if not total and _asks_for_money(asked):
        return Query(Operation.SUM, scope, measure)
    return Query(Operation.LIST, scope, measure)


_JOINING = ("合わせ", "あわせ", "まとめ")


def _only_joins(asked: Asked) -> bool:
    """Whether what may ask for a sum only says that things belong together."""
    spans = [s for s in asked.sentence.all(Slot.OPERATION) if s.value is Operation.SUM]
    return all(asked.sentence.text.startswith(_JOINING, s.begin) for s in spans)


def _of_named(asked: Asked, total: Operation | None) -> Query | None:
    """What is asked of projects that are named; None where a set of them is asked about."""
    if not asked.parts:
        return None
    named = {p.entity.scope.projects for p in asked.parts if p.is_project and not p.excluded}
    if not named:
        return None
    if asked.measure in COMPUTED:
        return difference(asked, asked.scope())
    if any(p.topic for p in asked.parts):
        return None
    if total is None and _together(asked, len(named)):
        return Query(Operation.SUM, asked.scope(), asked.measure) if len(named) > 1 else None
    if total is None and len(named) > SHOWN and not asked.attributes:
        return Query(Operation.LIST, asked.scope(), asked.measure)
    if total and _beside_group(asked):
        return None
    return detail(asked, asked.parts) if len(named) == 1 or total is None else None


def _beside_group(asked: Asked) -> bool:
    """「保育課と防災ラジオの合計」: whether a project is added to a group of which it is no part."""
    listed = any(p.listed for p in asked.parts)
    return listed and len(asked.lexicon.index.select(asked.scope())) > 1


def _whole_of_one(asked: Asked) -> bool:
    """「蔵造り資料館の耐震補強、総額でおいくら」: the amount of the one project that something is about."""
    said = [s for s in asked.sentence.all(Slot.OPERATION) if s.value is Operation.SUM]
    texts = {asked.sentence.text[s.begin : s.end] for s in said}
    many = asked.sentence.has(Slot.NOUN) or asked.sentence.has(Slot.ABOUT)
    return texts <= {"総額", "全額", "総費用"} and not many


def _asks_for_field(asked: Asked) -> bool:
    """Whether a field is asked of the one project that something is about, and no list."""
    fields = set(asked.attributes) - {Attribute.NAME}
    if len(fields) + asked.sentence.has(Slot.MEASURE) > 1 or claimed(asked):
        return True  # 「担当課と金額をまとめて」「4億もかかるってマジ？」
    return Operation.LIST not in asked.operations and (bool(fields) or _asks_for_money(asked))


def _asks_for_money(asked: Asked) -> bool:
    """Whether an amount is asked of a set, and no list."""
    if Operation.LIST in asked.operations or asked.sentence.has(Slot.AMOUNT):
        return False
    if asked.bounds and asked.sentence.has(Slot.NOUN):
        return False  # 「要求額が平均より高い事業」
    if asked.sentence.has(Slot.OUTCOME) and asked.sentence.has(Slot.NOUN):
        return _rest_of_money(asked)  # 「予算額が要求額より増えた事業」 asks for none
    money = Attribute.REQUESTED in asked.attributes or asked.sentence.has(Slot.MEASURE)
    return money or _rest_of_money(asked)


COMPUTED = (Measure.ONGOING, Measure.CHANGE, Measure.CUT)
"""Money that no column of a list holds."""


def difference(asked: Asked, scope: Scope) -> Query:
    """A computed amount of what is named; a difference of two columns is said as what it is, up or down."""
    measure = asked.measure
    if measure is Measure.CHANGE:
        projects = asked.lexicon.index.take(scope)
        if sum(amount(p, measure) or 0 for p in projects) < 0:
            measure = Measure.CUT
    return Query(Operation.SUM, scope, measure)


_REST = pattern(r"(?:額|金額|残り|残額|分)(?!.*(?:事業|一覧))")


def _rest_of_money(asked: Asked) -> bool:
    """「全体から国保会計を引いた額」."""
    away = asked.sentence.all(Slot.EXCLUDE)
    return any(_REST.match(asked.sentence.text, s.end) for s in away)


def _miscounted(asked: Asked, scope: Scope) -> bool:
    """「3事業の合計」 of what are not three: what there is, and no sum."""
    limit = asked.sentence.first(Slot.LIMIT)
    if not limit or not isinstance(limit.value, int) or limit.value == 1:
        return False  # 「平均って1件いくら」
    return len(asked.lexicon.index.select(scope)) != limit.value


def _together(asked: Asked, named: int) -> bool:
    """「2つでいくら」: as many as were named, as one sum."""
    limit = asked.sentence.first(Slot.LIMIT) or asked.sentence.first(Slot.AND)
    if not limit or Attribute.REQUESTED not in asked.attributes or named < 2:
        return False
    counted = limit.value is None or limit.value == named
    return counted and asked.sentence.text.startswith("で", limit.end)
