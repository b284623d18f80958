"""What was shown last beside what a sentence names: それより高い事業は, 防災ラジオと比べて, 建築課との差は."""

from __future__ import annotations

from math import ceil, floor

from msgspec.structs import replace

from data.answer import answer
from data.answers import Number, Total
from data.index import amount
from data.query import Intent, Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, ranges
from nlp.asking.compare import comparison
from nlp.asking.compose import compose
from nlp.asking.context import is_place, is_set, is_single, is_total, shown
from nlp.asking.relative import is_relative, pointing
from nlp.asking.same_money import money_of
from nlp.meaning.parts import scope_of
from nlp.meaning.reference import Sure
from nlp.talk.counterparts import instead
from nlp.talk.of_groups import around_last
from nlp.talk.of_sets import of_averages
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot


def than_last(asked: Asked, last: Query) -> Intent | None:
    """「それより高い事業は」「これと同じ額の事業は」: of the amount of the one project shown last."""
    pointed = pointing(asked, last)
    if pointed and is_relative(pointed):
        around = around_last(asked, last)
        return compose(replace(pointed, within=around) if around else pointed)
    lost = any(r.sure in (Sure.ABSENT, Sure.SEVERAL) for r in asked.references)
    groups = [p for p in asked.parts if p.entity.dimension is not None and not p.excluded]
    alone = is_set(last) and len(groups) == len(asked.parts) == 1 and not lost
    if alone and _IS_MORE.fullmatch(asked.sentence.text, groups[0].end):
        return _beside(asked, last, asked.scope(groups))
    named = [p for p in asked.parts if p.is_project and not p.excluded]
    if (
        is_single(last)
        and len(named) == len(asked.parts) == 1
        and _WITH_LAST.fullmatch(asked.sentence.text)
    ):
        return comparison(asked, [last.scope, named[0].entity.scope])
    if not is_single(last) or len(named) != 1 or len(asked.parts) != 1 or lost:
        return None
    if not _IS_MORE.fullmatch(asked.sentence.text, named[0].end):
        return None  # 「防災ラジオより高い？」 after another project asks of the two
    return comparison(asked, [last.scope, named[0].entity.scope])


_WITH_LAST = pattern(
    "(?:それ|これ|さっきのやつ|さっきの)と[^、。]{2,20}、?(?:(?:では|だと|で)、?)?(?:高|安|大き|小さ|多|少な)い(?:の|ほう|方)(?:は|って)?[?。]*"
)
_IS_MORE = pattern(
    r"(?:より(?:も)?|のほうが|の方が)(?:高|安|大き|小さ|多|少な)い(?:の|んですか|のですか|ですか|のか|んか|か)?[?。]*"
)


def beside_named(asked: Asked, last: Query) -> Intent | None:
    """「防災ラジオと比べてどっちが高い？」「防災ラジオと同額？」: what was shown last against what is named now."""
    if among := _which_of_shown(asked, last):
        return among
    equal = is_relative(asked) and asked.sentence.has(Slot.SAME)
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    if asked.sentence.has(Slot.NOUN) if equal else not compared:
        return None
    named = [p for p in asked.parts if not p.excluded]
    if is_single(last) and (other := instead(asked, last)):
        return comparison(asked, [last.scope, asked.lexicon.of_projects([other])])
    if len(named) != 1 or last.operation is Operation.COMPARE:
        return None
    placed = is_place(last) or (last.by and last.operation in (Operation.MAX, Operation.MIN))
    first = replace(last, scope=_of_place(asked, last)) if placed else last
    return _beside(asked, first, scope_of(named, ranges(asked), asked.lexicon))


def _of_place(asked: Asked, last: Query) -> Scope:
    """What stands at the place that was shown, a project or all of a group."""
    return asked.lexicon.of_projects(shown(last, asked.lexicon))


def _beside(asked: Asked, last: Query, now: Scope) -> Intent | None:
    """A total that was answered, and that of something else."""
    if last.operation in (Operation.AVERAGE, Operation.MEDIAN):
        return of_averages(asked, [last, replace(last, scope=now)], compared=True)
    sides = [last.scope, now]
    if asked.sentence.has(Slot.PER_EACH) and _IS_TIMES.search(asked.sentence.text):
        sides.reverse()
    found = comparison(asked, sides)
    counted = last.operation is Operation.COUNT and found is not None
    return replace(found, measure=Measure.COUNT) if counted and found else found


_IS_TIMES = pattern("(?:は|って|だと)、?(?:何|なん)倍")
"""What follows what is asked about, and no 何倍 of it."""

_THAN_IT = pattern(
    "(?:それ|これ|その(?:額|金額|平均|合計))(?P<way>より(?:も)?、?(?:(?:予算|要求額|金額|合計)(?:額)?が)?(?P<more>[高多]い|大きい)?(?P<less>[安低]い|小さい|少ない)?|を(?P<over>超える|超えた|超えている|超えてる|上回る)?(?P<under>下回る)?|(?P<least>以上)?(?P<most>以下)?(?:の)?(?:額の)?)(?=[^、。は]{2,12}の事業|事業|もの|やつ|新規|レベルアップ|拡充|継続|[部課局]|の(?:は|って))",
    among="それ これ その",
)


def than_figure(asked: Asked, last: Query) -> Intent | None:
    """「それより予算が多い課は」「それを超える新規は何件」 after a total or a mean, 「これ以上は」 after one project: against that figure."""
    one = is_single(last)
    found = _THAN_IT.search(asked.sentence.text) if is_total(last) or one else None
    if one and found and not (found["least"] or found["most"]):
        return None  # 「それより高い事業」 of one project
    if not found or last.operation is Operation.COUNT or last.measure is Measure.COUNT:
        return None
    way = next((w for name, w in _BOUNDS.items() if found[name]), None)
    figure = _figure(asked, last)
    if way is None or figure is None:
        return None
    value = ceil(figure) if way in ("未満", "以上") else floor(figure)  # none between two yen
    rest = asked.sentence.text[found.end() :]
    of_groups = "合計が" if _GROUP.match(rest) else ""
    read = ask(
        f"{asked.sentence.text[: found.start()]}{of_groups}{value}円{way}の{rest}", asked.lexicon
    )
    mean = last.operation in (Operation.AVERAGE, Operation.MEDIAN) and not of_groups
    within = last.scope if mean and not read.parts and not last.scope.is_open else None
    return compose(replace(read, within=within, usual=last.measure, bounds_of=last.measure))


_BOUNDS = {
    "more": "超", "over": "超", "less": "未満", "under": "未満", "least": "以上", "most": "以下",
}  # fmt: skip


def _figure(asked: Asked, last: Query) -> Number | None:
    """The figure of an answer: the total, or the money of the one project."""
    if is_single(last):
        return amount(asked.lexicon.index.take(last.scope)[0], money_of(last))
    total = answer(last, asked.lexicon.index)
    return total.value if isinstance(total, Total) else None


_GROUP = pattern("[部課局](?:は|って|が|[?。]|$)")


def _which_of_shown(asked: Asked, last: Query) -> Query | None:
    """「保健所が出してるのはどっち」 after a list: that one of it."""
    groups = [p for p in asked.parts if p.entity.dimension is not None and not p.excluded]
    if last.operation is not Operation.LIST or len(groups) != 1 or len(asked.parts) != 1:
        return None
    named = all(r.sure is Sure.GROUP for r in asked.references)
    if not named or Operation.COMPARE not in asked.operations:
        return None
    inside = last.scope.narrow(replace(asked.scope(groups), editions=None))
    found = asked.lexicon.index.take(inside)
    return Query(Operation.LIST, inside) if len(found) == 1 else None
