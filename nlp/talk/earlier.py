"""Which of the earlier turns a sentence is asked of, where it is not the last: 最初に聞いたやつ, さっきのタバコの方, after a refusal."""

from __future__ import annotations

from msgspec.structs import replace

from data.answer import PAGE
from data.index import GROUP_FIELDS
from data.query import (
    Attribute,
    Choices,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Scope,
    Untold,
)
from nlp.asking.asked import TOTALS, Asked
from nlp.asking.context import Memory, is_single, reached, shown
from nlp.asking.details import detail
from nlp.asking.rank import taken_from
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, normalize

_OF_LIST = frozenset({Slot.NOUN, Slot.WHOLE, Slot.EXTREME, Slot.DIMENSION, Slot.HELP, Slot.AMOUNT})
"""What says that more than a project is asked about."""


_ADDED = pattern("足し|足す|合わせ|あわせ|合算")


def of_nothing_shown(asked: Asked, memory: Memory) -> NotFound | Choices | OutOfScope | None:
    """「そのうち新規は？」 after what is not in the list, or what is still to be chosen: not of the whole list."""
    newest = memory.last[-1] if memory.last else None
    if not isinstance(newest, NotFound | Choices | OutOfScope):
        return None
    if isinstance(newest, OutOfScope) and (newest.about or memory.query):
        return None
    decided = isinstance(newest, OutOfScope) and newest.reason in (
        Untold.DECISION,
        Untold.LAST_YEAR,
    )
    if decided and _TOLD.search(asked.sentence.text):
        return None  # 「じゃあ要求額の合計は」 after what was decided
    named = asked.references or any(p.is_project or p.topic for p in asked.parts)
    of_list = asked.sentence.has(Slot.WHOLE) or _THIS_LIST.search(asked.sentence.text)
    refers = asked.sentence.has(Slot.REFER) and not named and not of_list
    asks = asked.attributes or asked.sentence.has(Slot.MEASURE) or set(asked.operations) & TOTALS
    listed = set(asked.operations) - TOTALS
    asks_field = bool(asks) and not (listed or asked.parts or of_list)
    open_field = asks_field and not named and not asked.sentence.has_any(_OF_LIST)
    silent = asked.asks_nothing and not (named or asked.parts)
    said_no_more = silent and asked.sentence.has(Slot.THEN)
    adds = _ADDED.search(asked.sentence.text) is not None
    refers = refers or (adds and not (named or asked.parts))  # 「全部足して」
    refers = refers or (_PLACED.match(asked.sentence.text) is not None and not named)
    pointing = refers or open_field or said_no_more or asked.sentence.has(Slot.NARROW)
    return newest if pointing else None


_PLACED = pattern(
    "(?:一番|いちばん)?(?:最後|最初|上|下|[0-9]番目|[0-9]つ目)の(?:やつ|もの|事業|方|ほう)?(?:は|、|の|って)"
)
_THIS_LIST = pattern("この(?:一覧|リスト|資料|表|区|市|町|村)")

_TOLD = pattern("要求(?!どおり|通り)|合計|総額|今年")

_FIRST = pattern("(?:最初|はじめ|初め)に(?:聞|き|尋|質問|言)")
_EARLIER = pattern("(?:さっき|先ほど|先程|前に(?:聞い|きい|言っ))(?!の[2-9二三四五]つ)")


def asked_first(asked: Asked, memory: Memory) -> Query | None:
    """「最初に聞いたやつ」: the first of the projects that were asked about one after the other."""
    return memory.singles[0] if memory.singles and _FIRST.search(asked.sentence.text) else None


_ASKS_MORE = frozenset(
    {
        Slot.EXCLUDE, Slot.SAME, Slot.TERM, Slot.AMOUNT, Slot.PER_EACH, Slot.DIRECTION, Slot.EXTREME,
        Slot.LIMIT, Slot.ORDINAL, Slot.OWN_RANK, Slot.DIMENSION, Slot.NARROW, Slot.WHOLE,
    }
)  # fmt: skip
"""What asks more than a field of one project."""


def asked_earlier(asked: Asked, memory: Memory) -> Query | None:
    """「さっきのタバコの方」: a field of that one of the projects that were asked about one after the other."""
    words = [fold(m.text) for m in asked.sentence.mentions]
    if not words or not memory.singles or not _EARLIER.search(asked.sentence.text):
        return None
    named = {q: shown(q, asked.lexicon)[0].name for q in memory.singles}
    if asked.operations or asked.sentence.has_any(_ASKS_MORE):
        return None  # さっきのラジオ以外の合計
    told = [q for q, name in named.items() if all(w in fold(normalize(name)) for w in words)]
    fields = detail(replace(asked, parts=(), references=()), ())
    return replace(fields, scope=told[0].scope) if len(told) == 1 else None


_REST = pattern(
    "(?:じゃあ?|では|で)?、?(?:(?:その|さっきの)?残り|それ以外|(?:その)?(?:ほか|他)|その他|(?:ほか|他|別|残り)の(?:[部課局室係所]|小?柱|会計))(?:は|も|の?(?:分|もの|事業|やつ)?(?:は|も|の(?:合計|総額|件数|平均)(?:は|額は)?)?)(?:いくら|何件)?[?。]*"
)


_ELSE = pattern("それ以外(?!の(?:[部課局室係]|小?柱|会計))", among="それ以外")
_BELOW = pattern(
    "(?:じゃあ?|では|で)?、?([0-9]+)(?:位|番目)(?:以下|以降|より下)の?(?:事業の)?(?:合計|総額|平均|件数)(?:は|額は)?(?:いくら|何件)?[?。]*",
    among="以下 以降 より下",
)


_FIRSTS = 3  # two that are the first of something may be so by chance


def rest_of(asked: Asked, memory: Memory) -> Intent | None:
    """「残りの合計」「それ以外は」: what was asked about before without what was shown last; refused where that is
    not known.
    """
    last = memory.query
    if not last or last.by or is_page(last, asked):
        return None
    below = _BELOW.fullmatch(asked.sentence.text)
    if below and int(below[1]) != last.first + (last.limit or 1):
        return OutOfScope(asked.lexicon.edition.id, Untold.UNCOMPUTED)
    if not below and not _REST.fullmatch(asked.sentence.text):
        return None
    lexicon = asked.lexicon
    gone = set(lexicon.index.take(reached(last, lexicon)))
    bases = [q.scope for q in (memory.listed, *memory.sets[-2:-1]) if q and q is not last]
    if last.operation in (Operation.MAX, Operation.MIN):
        bases.append(last.scope)  # of the first five, of the first of a section
    if last.scope.ranges and last.operation in TOTALS:
        bases.append(replace(last.scope, ranges=()))
    if last.scope.kinds is not None and _conditions(last.scope) == 2:
        # 「それ以外は」 after the new ones of a section
        bases.append(replace(last.scope, kinds=None))
    plain = last.measure is Measure.REQUESTED and _conditions(last.scope) == 1
    if not bases and plain and _ELSE.search(asked.sentence.text):
        bases.append(lexicon.whole)  # of the list, where only one thing set apart what was shown
    if not bases and last.operation in TOTALS and _conditions(last.scope) == 1:
        firsts = taken_from(last, asked) if len(gone) >= _FIRSTS else []
        bases.extend(scope for scope, _ in firsts if len(firsts) == 1)  # of 上位10件の合計
    for base in bases:
        whole = lexicon.index.take(base)
        if gone < set(whole):
            wanted = next((o for o in asked.operations if o in TOTALS), None)
            bare = not (asked.operations or asked.attributes)
            kept = last.operation if bare and last.operation is Operation.COUNT else None
            rest = lexicon.of_projects(p for p in whole if p not in gone)
            return Query(wanted or kept or Operation.LIST, rest, last.measure)
    return OutOfScope(lexicon.edition.id, Untold.UNCOMPUTED)


def _conditions(scope: Scope) -> int:
    """By how many things a scope sets projects apart."""
    fields = [getattr(scope, field) for field in GROUP_FIELDS.values()]
    return sum(f is not None for f in (*fields, scope.projects)) + bool(scope.ranges)


def is_page(last: Query, asked: Asked) -> bool:
    """Whether more of a list than its first page is left to be shown: 残り is the rest of it."""
    many = len(asked.lexicon.index.select(last.scope))
    return last.operation is Operation.LIST and many > last.first - 1 + (last.limit or PAGE)


_THIS_YEAR = pattern(
    "(?:じゃあ?|では|で)?、?(?:今年|今年度|本年度|今回|今度)(?:は|の(?:は|分は?)?|なら|だと)(?:いくら)?[?。]*"
)


def this_year(asked: Asked, memory: Memory) -> Query | None:
    """「今年は」 after another year's amount of one project was refused: its amount in this list."""
    untold = any(isinstance(i, OutOfScope) and i.reason is Untold.LAST_YEAR for i in memory.last)
    single = memory.query if untold and memory.query and is_single(memory.query) else None
    refused = of_refusal(memory) or single
    if not refused or not _THIS_YEAR.fullmatch(asked.sentence.text):
        return None
    return replace(refused, attributes=(Attribute.REQUESTED,))


def of_refusal(memory: Memory) -> Query | None:
    """What was asked of a project and no list tells: the next question is asked of that project."""
    newest = memory.last[-1] if memory.last else None
    if not isinstance(newest, OutOfScope) or len(newest.about) != 1:
        return None
    edition = newest.about[0].edition
    scope = Scope(editions=frozenset({edition}), projects=frozenset(newest.about))
    return Query(Operation.DETAIL, scope)
