"""The last answer widened: of all (全体では), without its conditions (条件なしだと), and what all of it comes to (全部の合計は)."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Attribute, Choices, Intent, Operation, Query, Scope
from nlp.asking.asked import TOTALS, Asked
from nlp.asking.compare import PART_OF
from nlp.asking.context import Memory, is_list, is_single, reached
from nlp.asking.same_money import money_said
from nlp.rules.ways import GROWN
from nlp.talk.of_bounds import LEAD
from nlp.talk.of_sets import runs_of_sets, together_of
from nlp.words.patterns import pattern

_WHOLE = pattern(
    f"{LEAD}(?:やっぱり|やはり)?(?:(?:区|市|町|村)?(?:全体|一覧全体)|(区|市|町|村)?全部)(?:では|だと|で|でいうと|でいくと|なら)?(?:いくら|何件|どう)?(?:です|になる|になります)?(?:か)?[?。]*",
    among="全体 全部",
)
_WITHOUT_CONDITIONS = pattern(
    f"{LEAD}(?:条件(?:なし|無し|を(?:全部|すべて)?外す)|絞り込み(?:なし|を(?:やめ|外し|解除し)て))(?:だと|では|で|と)?、?(?:全部)?(?:の合計|は何件|だと)?[?。]*",
    among="条件 絞り込み",
)
_ALL_TOGETHER = pattern(
    f"{LEAD}(?:これ|それ|その|この)?(?:全部|ぜんぶ|全て|すべて|全件)(?:(?:の|で、?)(?:(?:(?:要求|予算)額?|金額|{GROWN}分)の?)?(?:合計|総額|トータル)(?:金?額)?|の(?:(?:要求|予算)額|金額|{GROWN}分)(?=は|って))(?:は|って|を)?(?:いくら|教えて)?(?:です|になる|になります|なの)?(?:か)?[?。]*",
    among="全部 ぜんぶ 全て すべて 全件",
)
_ALL_OF_IT = pattern(
    f"(?:いや|いえ)?、?{LEAD}(?:レベルアップ分|拡充分)?(?:(?:じゃ|では|で)なくて?、?|込みの|を含めた|も含めた)?(?:総額|全額|トータル|総事業費|事業全体|要求額全体|全体の額|全体|全部)(?:で|だと|では|は|なら)?(?:いくら|何円)?(?:です|になる|なの)?(?:か)?[?。]*",
    among="総額 全額 トータル 総事業費 全体 全部",
)


_NOT_ONLY = pattern(
    f"{LEAD}(?:新規|継続|{GROWN})(?:事業)?(?:(?:に限らず|だけ(?:じゃ|では?)なく(?:て)?)、?(?:全部|全体|全て|すべて)?(?:の|だと|では|で|なら|は)*|(?:(?:じゃ|では)ない|以外)の?(?:もの|やつ|事業)?も(?:含め|入れ|見せ)(?:て|る|た)*(?:と|ら|ください)*)[?。]*",
    among="限らず なく ない 以外",
)
_FALLS_BACK = pattern(f"{LEAD}全部(?:だと|では|なら)[?。]*", among="全部")


def widened(asked: Asked, memory: Memory) -> Intent | None:
    """The last answer of more than it was of; None where a sentence asks for something else."""
    last = memory.query
    if last is None:
        return None
    text = asked.sentence.text
    if len(memory.sets) > 1 and _FALLS_BACK.fullmatch(text):
        return _before_narrowed(last, memory)
    several = "全部" in text and len(memory.sets) > 1
    whole = None if several else _of_whole(asked, last)
    return (
        whole
        or _all_together(asked, last, memory)
        or _not_only(asked, last)
        or _without_conditions(asked, last)
        or _all_of_it(asked, last)
    )


def _before_narrowed(last: Query, memory: Memory) -> Query | None:
    """「全部だと？」 after 防災課の事業, 新規だけ, 合計は: of all that was narrowed."""
    wide = replace(last.scope, kinds=None, ranges=())
    narrowed = wide != last.scope and any(q.scope == wide for q in memory.sets)
    return replace(last, scope=wide, first=1) if narrowed else None


def _all_together(asked: Asked, last: Query, memory: Memory) -> Intent | None:
    """「全部の合計は？」「全部の予算額は？」 after a list or a number: of those, and not of the whole list."""
    if not _ALL_TOGETHER.fullmatch(asked.sentence.text) or last.by:
        return None
    if not is_list(last) and last.operation is not Operation.COUNT:
        return None
    counted = last.operation is Operation.COUNT
    measure = asked.measure if counted else money_said(asked, last)
    of_last = Query(Operation.SUM, reached(last, asked.lexicon), measure)
    run = runs_of_sets(memory, asked) if last.operation is Operation.LIST else ()
    if len(run) < 2:
        return of_last
    return Choices((of_last, replace(of_last, scope=together_of(run, asked))))


def _not_only(asked: Asked, last: Query) -> Query | None:
    """「新規に限らず全部だと？」: without the kind that the last answer was of."""
    if last.scope.kinds is None or not _NOT_ONLY.fullmatch(asked.sentence.text):
        return None
    return replace(last, scope=replace(last.scope, kinds=None), first=1)


def _of_whole(asked: Asked, last: Query) -> Intent | None:
    """「全体では？」 after the average of a section; 「全部でいくら」 after its number asks for its total."""
    found = _WHOLE.fullmatch(asked.sentence.text)
    if not found or is_single(last) or last.scope.is_open:
        return None
    if last.parts and last.operation in (Operation.MAX, Operation.MIN):
        return None  # after the place of a project it is its place in the whole list
    if last.operation is Operation.SHARE:
        return replace(last, parts=()) if last.parts and last.measure not in PART_OF else None
    if last.operation not in _OF_SETS:
        return None
    if last.operation is Operation.LIST and not _AS_WIDE.search(found[0]):
        return None  # 「全部で？」
    other = next((o for o in asked.operations if o in TOTALS and o is not last.operation), None)
    if last.operation is Operation.COUNT and Attribute.REQUESTED in asked.attributes:
        other = Operation.SUM
    if other and "全部" in found[0] and not found[1] and not last.by:
        return Query(other, last.scope, last.measure)
    kept = Scope(editions=last.scope.editions)
    if replace(last.scope, kinds=None, ranges=(), label=None) != kept:  # 防災課の新規: 新規 of all
        kept = replace(kept, kinds=last.scope.kinds, ranges=last.scope.ranges)
    return replace(last, operation=other or last.operation, scope=kept, first=1)


_OF_SETS = TOTALS | {Operation.LIST, Operation.MAX, Operation.MIN, Operation.BREAKDOWN}
_AS_WIDE = pattern("(?:だと|では|でいうと|でいくと|なら)")


def _without_conditions(asked: Asked, last: Query) -> Intent | None:
    """「条件なしだと？」 after a number or a total: of the whole list."""
    if not _WITHOUT_CONDITIONS.fullmatch(asked.sentence.text) or last.operation not in TOTALS:
        return None
    way = next((o for o in asked.operations if o in TOTALS), last.operation)
    return Query(way, Scope(editions=last.scope.editions), last.measure)


def _all_of_it(asked: Asked, last: Query) -> Intent | None:
    """「総額は？」 after what a project grows by: its whole request."""
    of_growth = is_single(last) and last.attributes == (Attribute.REQUESTED_LEVELUP,)
    if not of_growth or not _ALL_OF_IT.fullmatch(asked.sentence.text):
        return None
    return replace(last, attributes=(Attribute.REQUESTED,))
