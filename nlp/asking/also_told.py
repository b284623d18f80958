"""What is told beside an answer where a sentence asks for two things: 何件で合計いくら, トップ3の担当課, 要求額と予算額."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Attribute, Dimension, Intent, Measure, Operation, Query
from nlp.asking.asked import TOTALS, Asked
from nlp.asking.context import Memory, shown
from nlp.asking.group import is_field_of_ranked
from nlp.rules.ways import GROWN
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any

_AND_HOW_MUCH = pattern(
    "(?:何(?:件|事業)|いくつ)(?:あって|で|、)+(?:(?:要求|予算)額?は|金額は|合計は|合計で)?(?:いくら|何円|なんぼ)"
)


_AGAINST_MEAN = pattern("平均(?:額)?(?:より|以上|以下|未満|を(?:超|上回|下回)|に届)", among="平均")


def other_total(asked: Asked, intent: Intent) -> tuple[Intent, ...]:
    """「何件で合計いくら」: the other total of the same projects."""
    if not isinstance(intent, Query) or intent.operation not in TOTALS or intent.by:
        return ()
    if kind := _of_kind_too(asked, intent):
        return (kind,)
    others = [
        o for o in dict.fromkeys(asked.operations) if o in TOTALS and o is not intent.operation
    ]
    if intent.operation is Operation.COUNT and _AND_HOW_MUCH.search(asked.sentence.text):
        others = others or [Operation.SUM]
    if _AGAINST_MEAN.search(asked.sentence.text):
        others = [o for o in others if o is not Operation.AVERAGE]
    if not others or asked.sentence.has(Slot.LIMIT):
        return ()
    return tuple(replace(intent, operation=o, measure=asked.measure) for o in others)


_OF_KIND = pattern(f"のうち、?(?:{GROWN})の(?:合計|総額|平均)(?!分)")


def _of_kind_too(asked: Asked, intent: Query) -> Query | None:
    """「土木部のうち拡充の合計」: beside the level-up part of all, what is requested for the projects of that kind."""
    level_up = intent.measure is Measure.REQUESTED_LEVELUP
    if not level_up or intent.scope.kinds or not _OF_KIND.search(asked.sentence.text):
        return None
    kinds = frozenset(
        p.kind for p in asked.lexicon.projects if p.kind.startswith(asked.lexicon.level_up_word)
    )
    scope = replace(intent.scope, kinds=kinds)
    return replace(intent, scope=scope, measure=Measure.REQUESTED) if kinds else None


_FIGURE = "(?:の(?:平均|合計|総額|中央値|最大|最高)額?)?"
_COLUMN = f"要求額?|予算額?|{GROWN}分"
_BOTH_COLUMNS = pattern(
    f"(?P<one>{_COLUMN}){_FIGURE}(?:と|・|、|や|及び|および)(?:うち)?(?P<other>{_COLUMN})"
)
_APART = (
    "差",
    "違",
    "比",
    "何倍",
    "割合",
    "どちら",
    "どっち",
    "同じ",
    "増減",
    "開き",
    "変わ",
    "から",
    "足",
    "合わせ",
    "占め",
)
_OF_COLUMNS = TOTALS - {Operation.COUNT} | {
    Operation.LIST, Operation.BREAKDOWN, Operation.MAX, Operation.MIN,
}  # fmt: skip


def other_column(asked: Asked, intent: Intent) -> tuple[Query, ...]:
    """「福祉部の要求額と予算額」「防災課の要求額とレベルアップ分」: the same of the other of the two columns that are asked
    for.
    """
    text = asked.sentence.text
    if not isinstance(intent, Query) or intent.operation not in _OF_COLUMNS:
        return ()
    found = _BOTH_COLUMNS.search(text)
    if not found or holds_any(text, _APART) or intent.scope.ranges:
        return ()
    said = {_COLUMNS[found[side][0]] for side in ("one", "other")}
    if Measure.BUDGET in said and not asked.lexicon.has_budget:
        return ()
    if said == {Measure.BUDGET, Measure.REQUESTED_LEVELUP}:
        said = {Measure.BUDGET, Measure.BUDGET_LEVELUP}
    others = said - {intent.measure}
    return (replace(intent, measure=others.pop()),) if len(said) == 2 and len(others) == 1 else ()


_COLUMNS = {"要": Measure.REQUESTED, "予": Measure.BUDGET} | dict.fromkeys(
    "レ拡充強", Measure.REQUESTED_LEVELUP
)
"""The column that a word means, by its first character."""


def twin_told(memory: Memory) -> tuple[Query, Query] | None:
    """Two totals of the same that were told at once: 「新規の合計と件数」."""
    pair = [q for q in memory.last[-2:] if isinstance(q, Query) and q.operation in TOTALS]
    told = len(pair) == 2 and pair[0].scope == pair[1].scope and not (pair[0].by or pair[1].by)
    return (pair[0], pair[1]) if told and pair[0].operation is not pair[1].operation else None


def twin_of(intent: Intent, twin: tuple[Query, Query] | None) -> tuple[Query, ...]:
    """The other of two totals, of what is asked about next: 「レベルアップは」 after 「新規の合計と件数」."""
    if twin is None or not isinstance(intent, Query) or intent.by:
        return ()
    other, last = twin
    if intent.operation is not last.operation or intent.scope == last.scope:
        return ()
    return (replace(intent, operation=other.operation, measure=other.measure),)


_FIELDS_OF = 5
"""Projects whose field is told of each; more are a list."""

_TOLD_ALONE = pattern(
    "(?<=[の、もと(（に])(?:担当|所管|部署|内容|説明|何をする)[^、。]{0,3}?(?:は|も|を|と|って|付き|つき|込み|[?。)）]|$)"
)
"""A field that is asked of what is listed before it, and tells nothing of that: not 防災課が担当の事業."""


def fields_of_listed(asked: Asked, intent: Intent) -> tuple[Intent, ...]:
    """「一番高い事業の担当は」「トップ3の担当課」「1億円以上の新規の担当課」: the field of those that are first or listed."""
    if not isinstance(intent, Query) or intent.by:
        return ()
    ranked = intent.operation in (Operation.MAX, Operation.MIN)
    if not ranked and not (
        intent.operation in _OF_LISTED and _TOLD_ALONE.search(asked.sentence.text)
    ):
        return ()
    fields: tuple[Attribute, ...] = tuple(
        a for a in asked.attributes if a not in (Attribute.REQUESTED, Attribute.NAME)
    )
    if not ranked:
        fields = tuple(a for a in fields if a in _PRINTED)
    fields += tuple(
        Attribute(s.value.value)
        for s in asked.sentence.all(Slot.TERM)
        if isinstance(s.value, Dimension) and is_field_of_ranked(asked, s)
    )
    if (
        ranked
        and intent.measure is not Measure.REQUESTED
        and _REQUEST_TOO.search(asked.sentence.text)
    ):
        also = asked.lexicon.of_projects(shown(intent, asked.lexicon))
        return (Query(Operation.LIST, also, Measure.REQUESTED),)
    if not fields or (ranked and (intent.limit or 1) > _FIELDS_OF):
        return ()
    projects = shown(intent, asked.lexicon)
    if not 0 < len(projects) <= _FIELDS_OF:
        return ()
    if intent.operation is Operation.COMPARE and intent.scope.projects is None:
        return ()  # of groups
    return (Query(Operation.DETAIL, asked.lexicon.of_projects(projects), attributes=fields),)


_REQUEST_TOO = pattern("(?:と|、)?要求額も", among="要求額も")
_OF_LISTED = frozenset({Operation.LIST, Operation.SUM, Operation.AVERAGE, Operation.COMPARE})
_PRINTED = frozenset({Attribute.DEPARTMENT, Attribute.SECTION, Attribute.DESCRIPTION})
