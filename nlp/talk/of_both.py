"""What is asked of each of several things that were asked about or compared: それぞれの担当は, 両方の内容, どっちも新規か.

Without this a sentence that names nothing would be asked of the last of them alone, or of the whole list.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from data.query import Attribute, Dimension, Intent, Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.compose import query_of
from nlp.asking.context import Memory, projects_of, shown
from nlp.asking.details import detail
from nlp.meaning.parts import union
from nlp.meaning.reference import Sure
from nlp.rules.ways import LEADS_ON
from nlp.talk.of_sets import runs_of_sets
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_EACH = pattern(
    rf"{LEADS_ON}(?:その|この)?(?P<who>それぞれ|両方|双方|どっちも|どちらも|(?P<many>[2-5二三四五]|ふた|みっ)つ(?:とも)?)"
    r"(?:の(?:事業の)?|とも|は|を|で(?=[^。?])|だと|では|、)*(?P<what>[^。]*?)[?。]*$",
    among="それぞれ 両方 双方 どっちも どちらも つ",
)
_TOGETHER = pattern(rf"{LEADS_ON}[^、。]{{2,4}}で(?:いくら|何円|[?。]|$)")
_MORE_OF = pattern(
    "(?:担当|所管|部署|内容|説明|レベルアップ|拡充|要求額|金額|新規|区分|柱|会計|ページ|何する|何をする|いつ)"
)
_SHOWN_ALL = pattern("(?:詳しく|詳細|教え|見せ|どんな|何)?[^、。]{0,6}")
_OF_A_WHOLE = pattern(
    "何(?:%|割|パーセント)|割合|比率|合わせ|足|合計|平均|差|比べ|どっち|どちら|違|高い|安い|順|まとめ|全部|トータル|総|並べ|^で?$"
)
_FEW = 5
"""Projects of which each is told."""


def of_both(asked: Asked, memory: Memory) -> Intent | None:
    """The fields of each, or what the groups that were compared hold; a refusal where a part of one group is asked of
    several projects.
    """
    found = _EACH.match(asked.sentence.text)
    joined = _TOGETHER.match(asked.sentence.text)
    if not found or joined or not memory.last or _names(asked):
        return None
    many = _NUMBERS.get(found["many"] or "")
    each = found["who"] == "それぞれ"
    what = found["what"]
    if groups := _compared_groups(asked, memory, each=each):
        return _of_groups(asked, groups, what)
    scopes = _scopes(memory, many)
    if not scopes:
        return None
    projects = projects_of([Query(Operation.DETAIL, s) for s in scopes], asked.lexicon)
    if _OF_A_WHOLE.search(what) and not (each and not what):
        of_group = asked.sentence.has(Slot.TERM) or bool(asked.parts)
        return uncomputable(asked) if of_group or "割合" in what else None
    both = asked.lexicon.of_projects(projects)
    read = ask(f"no.{projects[0].no}の{what}", asked.lexicon)
    fields = detail(replace(read, parts=()), ()).attributes
    if any(p.entity.dimension is Dimension.KIND for p in asked.parts):
        fields = (Attribute.KIND,)
    if not fields and not (_SHOWN_ALL.fullmatch(what) or _MORE_OF.search(what)):
        return None
    return Query(Operation.DETAIL, both, attributes=fields)


_NUMBERS = {
    "2": 2,
    "二": 2,
    "ふた": 2,
    "3": 3,
    "三": 3,
    "みっ": 3,
    "4": 4,
    "四": 4,
    "5": 5,
    "五": 5,
}


def _names(asked: Asked) -> bool:
    """Whether something else is named than the kind or the column that is asked for."""
    others = [p for p in asked.parts if p.entity.dimension is not Dimension.KIND]
    lost = any(r.sure in (Sure.ABSENT, Sure.SEVERAL, Sure.NAMED) for r in asked.references)
    return bool(others) or lost


def _scopes(memory: Memory, many: int | None) -> Sequence[Scope]:
    """The single projects that were shown beside each other or one after the other."""
    last = memory.query
    if last is None:
        return ()
    parts = last.parts if last.operation is Operation.COMPARE else ()
    if parts and all(len(p.projects or ()) == 1 for p in parts):
        return parts if many in (None, len(parts)) else ()
    singles = [q.scope for q in memory.singles]
    if len(singles) > 1:
        wanted = many or len(singles)
        return singles[-wanted:] if wanted <= min(len(singles), _FEW) else ()
    named = last.scope.projects or frozenset()
    if last.operation is Operation.SUM and 1 < len(named) <= _FEW and not last.scope.topic:
        chosen = sorted(named)
        return [replace(last.scope, projects=frozenset({p}), label=None) for p in chosen]
    return ()


def _compared_groups(asked: Asked, memory: Memory, *, each: bool) -> tuple[Scope, ...]:
    """The groups that were compared last, or of which totals were asked one after the other."""
    last = memory.query
    if last is None:
        return ()
    if last.operation is not Operation.COMPARE:
        return tuple(q.scope for q in runs_of_sets(memory, asked)[-2:]) if each else ()
    return last.parts if all(p.projects is None for p in last.parts) else ()


def _of_groups(asked: Asked, groups: tuple[Scope, ...], what: str) -> Intent | None:
    """The projects of the groups that were compared, or another figure of theirs."""
    if _OF_A_WHOLE.search(what.replace("合計", "")) or asked.parts:
        return None
    total = next((o for o in asked.operations if o in TOTALS), None)
    if total in (Operation.COUNT, Operation.SUM):
        beside = comparison(asked, list(groups))
        measure = Measure.COUNT if total is Operation.COUNT else asked.measure
        return replace(beside, measure=measure) if beside else None
    if total is None and (asked.sentence.has(Slot.NOUN) or Operation.LIST in asked.operations):
        return Query(Operation.LIST, union(groups))
    return None


def within_ranking(asked: Asked, last: Query) -> Query | None:
    """「3億円以上のだけ」「新規は何件」「防災課のはどれ」 after the first ten: those of the ten that were shown."""
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.by is None
    away = asked.sentence.has(Slot.EXCLUDE) and asked.sentence.has(Slot.EXTREME)
    if ranked and (last.limit or 1) > 1 and away and not asked.parts and not asked.references:
        within = asked.lexicon.of_projects(shown(last, asked.lexicon))
        return query_of(replace(asked, within=within))  # 「一番高いのを除くと」
    if not ranked or (last.limit or 1) < 2 or asked.sentence.has_any(_APART) or asked.references:
        return None
    groups = [p for p in asked.parts if p.entity.dimension is not None and not p.excluded]
    if len(groups) != len(asked.parts):
        return None
    bounded = asked.sentence.has(Slot.AMOUNT)
    counted = asked.operations == [Operation.COUNT]
    which = bool(groups) and _WHICH.search(asked.sentence.text)
    if not (bounded and asked.asks_nothing) and not (groups and counted) and not which:
        return None
    shown_now = shown(last, asked.lexicon)
    scope = replace(asked, within=asked.lexicon.of_projects(shown_now)).scope()
    return Query(Operation.COUNT if counted else Operation.LIST, scope, last.measure)


_APART = frozenset(
    {
        Slot.EXTREME, Slot.ORDINAL, Slot.DIMENSION, Slot.TERM, Slot.LIMIT, Slot.WHOLE, Slot.SAME, Slot.NOUN,
        Slot.EXCLUDE, Slot.MORE,
    }
)  # fmt: skip
_WHICH = pattern("の(?:は|って)?、?(?:どれ|ある|あり)")
