"""What is asked after a comparison: of its sides with one more, without a part, in another's place, or of both as one."""

from __future__ import annotations

from msgspec.structs import replace

from data.answer import answer
from data.answers import Comparison
from data.index import GROUP_FIELDS
from data.query import Attribute, Dimension, Intent, Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked, ranges, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.compose import query_of
from nlp.asking.context import Memory
from nlp.asking.details import detail
from nlp.meaning.parts import all_of
from nlp.meaning.reference import Sure
from nlp.meaning.resolve import topic_of
from nlp.rules.ways import LEADS_ON
from nlp.talk.within import FIRST_OF_IT
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_ADDED = pattern("(?:も|を)(?:一緒に)?(?:入れ|加え|足し(?!算)|含め|比べ)|も[?。]*$")
_AGAINST = pattern("(?:と|に)(?:比べ|くらべ)(?:ると|て|たら)")
_LISTED = pattern(
    rf"{LEADS_ON}(?:それ(?:ら|ぞれ)?の)?(?:事業の?)?(?:一覧|リスト|事業は?)(?:は|を|に|で|出して|見せて|ください|お願い)*[?。]*"
)
_IS_KIND = pattern(
    rf"{LEADS_ON}(?:それ(?:ら)?は|両方(?:とも)?|(?:どちら|どっち|どれ)が)?(?:新規|レベルアップ|拡充|継続)(?:事業)?(?:です|なの|かな)?か?[?]"
)
_ONLY_KIND = pattern("(?:事業)?(?:だけ|のみ)?(?:で|に限って)?(?:比べ|だと|なら|では)|(?:だけ|のみ)")
_TIMES = pattern(
    rf"{LEADS_ON}(?:(?:それ(?:ら)?|その|この|二つ|2つ|両方|両者|差)(?:は|って|で|だと)?、?)?(?:何倍|倍率)[^、。]{{0,6}}[?。]*"
)


def after_compared(asked: Asked, memory: Memory) -> Intent | None:
    """What is added to a comparison, narrows its sides, or is asked of both: 建築課も入れて, 新規だけで比べると, 担当は."""
    last = memory.query
    newest = memory.last[-1] if memory.last else None
    if last is None or last is not newest or last.operation is not Operation.COMPARE:
        return None
    text, sides = asked.sentence.text, last.parts
    single = all(len(p.projects or ()) == 1 for p in sides)
    if changed := _in_place_of_side(asked, last):
        return changed
    lost = any(r.sure in (Sure.ABSENT, Sure.SEVERAL) for r in asked.references)
    if lost or len(sides) < 2:
        return None
    if other := _of_sides_without(asked, last, single=single):
        return other
    if asked.sentence.has_any(_OF_OTHERS):
        return None
    if not asked.parts:
        return _of_both_sides(asked, last, single=single)
    if len(asked.parts) != 1 or asked.parts[0].excluded:
        return None
    part = asked.parts[0]
    if part.entity.dimension is Dimension.KIND:
        if single and _IS_KIND.fullmatch(text):
            return Query(
                Operation.DETAIL, all_of(sides, asked.lexicon), attributes=(Attribute.KIND,)
            )
        counted = _COUNT_OF.match(text, part.end)
        if not single and (counted or _ONLY_KIND.match(text, part.end)):
            measure = Measure.COUNT if counted else last.measure
            return _of_kind(asked, replace(last, measure=measure), part.entity.scope)
        return None
    alike = part.is_project if single else _is_like(part.entity.dimension, sides[0])
    added = _ADDED.search(text) or (single and _AGAINST.search(text))
    if alike and added and not TOTALS.intersection(asked.operations):
        return _beside(asked, last, [*sides, asked.scope()])
    if alike and _SUMMED.match(text, part.end):
        return Query(Operation.SUM, all_of([*sides, asked.scope()], asked.lexicon), last.measure)
    return None


_COUNT_OF = pattern("(?:事業)?(?:の(?:件数|事業数|数)|は何件|が何件)")
_SUMMED = pattern("(?:も|を)(?:一緒に)?(?:足す|加える)")
_CHANGED = pattern(
    f"{LEADS_ON}(?P<out>[^、。]{{2,20}}?)を(?P<new>[^、。]{{2,24}}?)に(?:変え|替え|換え|かえ|置き換え|入れ替え|変更)(?:る|て|た|し)*(?:と|ら|ください|みて)*(?:どう)?[?。]*",
    among="変え 替え 換え かえ 変更",
)


def _in_place_of_side(asked: Asked, last: Query) -> Intent | None:
    """「建築課を税務課に変えると」: the comparison with another in the place of one of its sides."""
    found = _CHANGED.fullmatch(asked.sentence.text)
    if not found:
        return None
    out, new = _named_scope(found["out"], asked), _named_scope(found["new"], asked)
    select = asked.lexicon.index.select
    gone = [s for s in last.parts if out and set(select(s)) <= set(select(out))]
    if len(gone) != 1 or new is None:
        return uncomputable(asked)
    return _beside(asked, last, [new if s is gone[0] else s for s in last.parts])


def _named_scope(words: str, asked: Asked) -> Scope | None:
    """What a few words name by themselves."""
    alone = ask(words, asked.lexicon)
    if alone.parts and not any(r.sure in (Sure.ABSENT, Sure.SEVERAL) for r in alone.references):
        return alone.scope()
    about = topic_of(words, asked.lexicon)
    return Scope(projects=about, topic=words) if about else None


def _of_sides_without(asked: Asked, last: Query, *, single: bool) -> Intent | None:
    """「一番高い事業は」, 「1億円以上は何件」, 「ラジオを除くと」 after two groups were compared: of those groups."""
    if single or (asked.references and not all(p.excluded for p in asked.parts)):
        return None
    text, sides = asked.sentence.text, last.parts
    if not asked.parts and FIRST_OF_IT.fullmatch(text):
        return query_of(replace(asked, within=all_of(sides, asked.lexicon)))
    bounds = ranges(asked) if not asked.parts and _BOUNDED.fullmatch(text) else ()
    if bounds:
        counts = Operation.COUNT in asked.operations
        inside = [side.narrow(Scope(ranges=bounds)) for side in sides]
        return _beside(
            asked, replace(last, measure=Measure.COUNT if counts else last.measure), inside
        )
    away = [p for p in asked.parts if p.excluded]
    if not away or len(away) != len(asked.parts) or not asked.asks_nothing:
        return None
    left = [replace(asked, within=side).scope() for side in sides]
    return (
        _beside(asked, last, left)
        if all(map(asked.lexicon.index.select, left))
        else uncomputable(asked)
    )


_BOUNDED = pattern(
    f"{LEADS_ON}[0-9][^、。?]{{1,10}}(?:以上|以下|未満|超)(?:の(?:事業|もの|やつ)?)?(?:だけ)?(?:だと|では|なら|で比べると|は)?(?:何件)?(?:どう)?(?:です)?か?[?。]*",
    among="以上 以下 未満 超",
)


def _of_kind(asked: Asked, last: Query, named: Scope) -> Query | None:
    """The sides in the kind that is named; where all were of another, in its place; where one alone is of it, that one."""
    sides = last.parts
    if len({side.kinds for side in sides}) > 1:
        own = [side for side in sides if side.kinds == named.kinds]
        way = Operation.COUNT if last.measure is Measure.COUNT else Operation.SUM
        return Query(way, own[0], last.measure) if len(own) == 1 else None
    alike = [replace(side, kinds=None).narrow(replace(named, editions=None)) for side in sides]
    return _beside(asked, last, alike)


_OF_OTHERS = frozenset(
    {Slot.SAME, Slot.EXCLUDE, Slot.EXTREME, Slot.ORDINAL, Slot.DIMENSION, Slot.TERM}
)


def _is_like(dimension: Dimension | None, side: Scope) -> bool:
    return dimension is not None and getattr(side, GROUP_FIELDS[dimension]) is not None


def _beside(asked: Asked, last: Query, sides: list[Scope]) -> Query | None:
    beside = comparison(replace(asked, parts=()), sides)
    return replace(beside, measure=last.measure, each=last.each) if beside else None


def _of_both_sides(asked: Asked, last: Query, *, single: bool) -> Intent | None:
    """What names nothing, asked of both sides."""
    text = asked.sentence.text
    if _LISTED.fullmatch(text):
        return Query(Operation.LIST, all_of(last.parts, asked.lexicon))
    if _TIMES.fullmatch(text) and len(last.parts) == 2:
        return larger_first(asked, replace(last, per_each=True))
    fields = set(asked.attributes) - {Attribute.REQUESTED, Attribute.NAME}
    if single and fields and not asked.operations and not asked.sentence.has_any(_TELLS_SIDE):
        return replace(detail(asked, ()), scope=all_of(last.parts, asked.lexicon))
    return None


def larger_first(asked: Asked, intent: Intent) -> Intent:
    """「何倍？」 of two that the conversation names: the larger as so many times the smaller, whichever was asked first."""
    two = isinstance(intent, Query) and intent.operation is Operation.COMPARE and intent.per_each
    if not isinstance(intent, Query) or not two or len(intent.parts) != 2 or asked.parts:
        return intent
    if not _TIMES.fullmatch(asked.sentence.text):
        return intent  # 「2番目は3番目の何倍」
    found = answer(intent, asked.lexicon.index)
    if not isinstance(found, Comparison) or not found.complete:
        return intent
    order = sorted(found.sides, key=lambda side: -side.value)
    return replace(intent, parts=tuple(side.scope for side in order))


_TELLS_SIDE = frozenset({Slot.DIRECTION, Slot.MEASURE, Slot.REFER, Slot.PER_EACH})
