"""Two things of which each is said by a phrase of its own: 一番高い新規と防災課の合計の差, 新規の2位はレベルアップの2位の何倍.

Each phrase is read alone; what it comes to is set beside the other. A phrase that comes to no amount of projects
(a number, an average beside a total, another money than the other's) is refused, and never passed off as a total.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from data.query import Intent, Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.compose import compose
from nlp.asking.context import Memory, is_single, shown
from nlp.asking.same_money import money_of
from nlp.meaning.reference import Sure
from nlp.rules.ways import FIGURE
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_MORE = "(?:高|大き|多|安|少な|小さ|低|でか)"
_PLACE = "一番(?!目)|いちばん|最も|もっとも|最[大小高低]|トップ|上位|下位|[0-9]位|[0-9]番目"
_RANKED = pattern(_PLACE)
_TOTAL = pattern(r"(?:合計|総額)額?$")
JOINED = pattern(
    rf"^(?P<both>.+?)(?:の差額?|の開き|の違い|(?:、|では|で|は)*(?:どっち|どちら)の?(?:ほう|方)?が(?:より)?{_MORE}|を比[べ較]|の比較)(?:[^、。一最位]{{0,12}})$",
    among="差 開き 違い どっち どちら 比",
)
HELD = pattern(
    rf"^(?P<both>.+?)(?:の(?:何|なん)(?:倍|分の[1一])|より(?:も)?、?(?:いくら|どれ(?:だけ|くらい|ぐらい)|何円|何倍)?{_MORE}[いく])(?P<rest>[^、。一最位]{{0,12}})$",
    among="何倍 なん倍 何分の なん分の より",
)
_ASKS = pattern(r"(?:の|です|ん|か|なの|でしょう|だろう|違う|違い|ます|ある|あり|ない)*[?。]*$")
_AND = pattern("と、?|より、?")
_IS = pattern("は、?|って、?")
_COMPLETE = pattern(
    rf"(?:事業|やつ|もの|最高額|最低額|[0-9]位|[0-9]件|トップ[0-9]*|全体|全部|(?:合計|総額)額?)$|(?:{_PLACE})[^、。]{{0,14}}$"
)
"""How a phrase ends that needs nothing of the next: 新規の最高額, and no 新規 of 新規とレベルアップの最高額."""


def of_two_phrases(asked: Asked, memory: Memory) -> tuple[Intent, ...]:
    """The comparison of what two phrases come to, or its refusal; none where no two are said so."""
    text = asked.sentence.text
    totals = text.count("合計") + text.count("総額")
    beside_one = (totals or "平均" in text) and any(p.is_project for p in asked.parts)
    if "要求" in text and "予算" in text:
        return ()  # two moneys of the same
    of_all = "全体" in text
    if not (_RANKED.search(text) or totals > 1 or beside_one or of_all):
        return ()
    if asked.sentence.has_any(_OTHERWISE) or any(p.excluded for p in asked.parts):
        return ()
    read = [(_side(one, asked), _side(other, asked)) for one, other in _phrases(text)]
    pairs = [(one, other) for one, other in read if one and other and _stand_alone(one, other)]
    if len(pairs) > 1:
        summed = [p for p in pairs if _TOTAL.search(p[0].phrase)]
        pairs = summed if len(summed) == 1 else pairs
    if not pairs:
        ambiguous = any(one and other for one, other in read) and not memory.last
        return (uncomputable(asked),) if ambiguous and not _is_compared(asked) else ()
    first, second = pairs[0]
    if memory.last and not (first.names and second.names):
        return ()  # the first of what was shown
    each = _taken_of(first, second)
    alike = first.measure is second.measure and each is not None
    if len(pairs) > 1 or first.scope is None or second.scope is None or not alike:
        return (uncomputable(asked),)
    beside = comparison(replace(asked, parts=()), [first.scope, second.scope])
    return (replace(beside, measure=first.measure, each=each),) if beside else ()


def _taken_of(first: _Side, second: _Side) -> Operation | None:
    """The sum or the average of both phrases; of one project both are the same."""
    ways = {
        side.each for side in (first, second) if len((side.scope or Scope()).projects or ()) != 1
    }
    return next(iter(ways), Operation.SUM) if len(ways) < 2 else None


def _is_compared(asked: Asked) -> bool:
    """Whether a sentence is read as a comparison without its phrases being read apart."""
    intent = compose(asked)
    if not isinstance(intent, Query):
        return True
    return intent.operation is Operation.COMPARE and len(set(intent.parts)) == len(intent.parts)


THAN = pattern(
    rf"^(?P<head>[^、。]*?(?:{_PLACE})[^、。]*?)より(?:も)?、?(?P<rest>{_MORE}[いく](?:て、?)?[^、。]*(?:事業|もの|やつ|新規|レベルアップ|拡充|継続)[^、。]*)$",
    among="より",
)


def than_ranked(asked: Asked, memory: Memory) -> tuple[Intent, ...]:
    """「一番高い新規より高いレベルアップは何件」: what is more than the one project that is first."""
    found = THAN.match(asked.sentence.text)
    if not found or asked.sentence.has_any(_OTHERWISE):
        return ()
    side = _side(found["head"], asked)
    if side is None or (memory.last and not side.names):
        return ()
    projects = asked.lexicon.index.take(side.scope) if side.scope else []
    if len(projects) != 1:
        return (uncomputable(asked),)
    return (compose(ask(f"no.{projects[0].no}より{found['rest']}", asked.lexicon)),)


_OTHERWISE = frozenset(
    {Slot.REFER, Slot.SAME, Slot.TERM, Slot.DIMENSION, Slot.EXCLUDE, Slot.PLACES}
)


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of phrases that a sentence may consist of."""
    found, cuts = JOINED.match(text), _AND
    if not found and (found := HELD.match(text)):
        cuts = _IS
        if not _ASKS.fullmatch(found["rest"]):
            return
    both = found["both"] if found else ""
    for cut in cuts.finditer(both):
        yield both[: cut.start()], both[cut.end() :]


class _Side(Struct, frozen=True):
    """What a phrase comes to: the projects whose amounts it means, None where they are no sum of amounts."""

    phrase: str
    names: frozenset[object]
    single: bool
    scope: Scope | None = None
    measure: Measure = Measure.REQUESTED
    each: Operation = Operation.SUM


def _side(phrase: str, asked: Asked) -> _Side | None:
    """A phrase read alone; None where it says nothing that has an amount."""
    read = ask(phrase, asked.lexicon)
    if any(r.sure in (Sure.ABSENT, Sure.SEVERAL) for r in read.references):
        return None
    ranked = bool(_RANKED.search(phrase))
    of_all = Operation.AVERAGE in read.operations or read.sentence.has_any(_AMOUNTS)
    if not (read.parts or ranked or of_all):
        return None
    names = frozenset[object](p.entity.dimension for p in read.parts)
    names |= {s.slot for s in read.sentence.all(Slot.AMOUNT)}
    side = _Side(phrase, names, single=read.single is not None)
    query = compose(read)
    if not isinstance(query, Query) or query.by:
        return side
    projects = shown(query, asked.lexicon)
    if query.operation in (Operation.MAX, Operation.MIN):
        if len(projects) != (query.limit or 1):
            return side  # of several that are equal none is that place
        scope = asked.lexicon.of_projects(projects)
        return replace(side, scope=scope, measure=query.measure)
    if query.operation is Operation.AVERAGE:
        return replace(side, scope=query.scope, measure=query.measure, each=Operation.AVERAGE)
    if query.operation is Operation.SUM or is_single(query):
        return replace(side, scope=query.scope, measure=money_of(query))
    if query.operation is Operation.LIST and not ranked:
        return replace(side, scope=query.scope, measure=query.measure)
    return side


_OF_ALL = pattern("^(?:全体|一覧|全事業)")
_AMOUNTS = frozenset({Slot.WHOLE, Slot.MEASURE})


def _stand_alone(first: _Side, second: _Side) -> bool:
    """Whether neither phrase needs the other: not 防災課で一番高い事業と一番安い事業, 防災課の新規の合計とレベルアップの合計,
    nor 新規とレベルアップの最高額.
    """
    if first.single:
        return True
    if second.names < first.names and not _OF_ALL.search(second.phrase):
        return False
    return bool(_COMPLETE.search(first.phrase)) or not _RANKED.search(second.phrase)


_BOUND = f"{FIGURE}(?:以上|以下|未満|超)"
TWO_BOUNDS = pattern(
    rf"^(?P<one>{_BOUND})(?:の(?:事業|もの))?(?:と|、)(?P<other>{_BOUND})(?!、?[0-9])(?:の(?:事業|もの))?(?P<rest>[^。]*(?:差|どちら|どっち|それぞれ|比べ|比較)[^。]*)$",
    among="以上 以下 未満 超",
)
_OF_ROWS = pattern("件数|何件|いくつ|事業数|数の")


def two_bounds(asked: Asked) -> tuple[Intent, ...]:
    """「1億円以上と1億円未満の合計の差」: what lies on one side of an amount beside what lies on another, and no range."""
    found = TWO_BOUNDS.match(asked.sentence.text)
    if not found or asked.parts:
        return ()
    if Operation.AVERAGE in asked.operations:
        return (uncomputable(asked),)
    sides = [ask(f"{found[side]}の事業は", asked.lexicon).scope() for side in ("one", "other")]
    beside = comparison(asked, sides)
    measure = Measure.COUNT if _OF_ROWS.search(found["rest"]) else Measure.REQUESTED
    return (replace(beside, measure=measure),) if beside else ()
