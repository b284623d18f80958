"""One step from what was answered: the place above or below (その上は), the other groups beside one (他の課も見せて), the
first of several topics (一番多いのは).
"""

from __future__ import annotations

from msgspec.structs import replace

from data.diff import Outcome, assessment
from data.index import GROUP_FIELDS
from data.query import Attribute, Intent, Measure, Operation, Query
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.compose import compose
from nlp.asking.context import Memory, is_list, is_single, reached, shown
from nlp.asking.group_words import group_word
from nlp.asking.places import number_of
from nlp.asking.rank import descending
from nlp.asking.same_money import money_of
from nlp.talk.of_bounds import LEAD
from nlp.talk.of_sets import AMONG
from nlp.words.patterns import pattern
from nlp.words.text import holds_any

_ABOVE = pattern(
    f"{LEAD}(?:(?:その|この)(?:すぐ|1つ|一つ|ひとつ)?|すぐ|1つ|一つ|ひとつ|ワンランク)(?P<way>上|下)(?:位)?(?:の(?:順位)?(?:の)?(?:事業|もの|やつ|部|課|局)?)?(?:は|って|だと)?(?:何|どれ|どこ)?(?:です|なの)?(?:か)?[?。]*",
    among="上 下",
)
_OTHER_GROUPS = pattern(
    f"{LEAD}(?:他|ほか|別)の(?P<group>[部課局]|小?柱|会計|区分)(?:も|と(?:も)?比べて|を(?:教えて|見せて|並べて))(?:一緒に|あわせて)?(?:教えて|見せて|知りたい|出して|並べて|お願い)?[^、。?]{{0,6}}[?。]*",
    among="他の ほかの 別の",
)


def one_step(asked: Asked, memory: Memory) -> Intent | None:
    """What stands one step from the last answer; None where a sentence asks for something else."""
    last = memory.query
    if last is None:
        return None
    return (
        _in_money(asked, last)
        or _beside_average(asked, last)
        or _others_of_list(asked, memory)
        or _around(asked, last)
        or _change_of_one(asked, memory)
        or _above_or_below(asked, last)
        or _field_at(asked, memory)
        or _other_groups(asked, last)
        or _first_of_topics(asked, memory)
    )


_IN_MONEY = pattern(
    f"{LEAD}(?:やっぱり?)?、?(?:金額|額|要求額|お金)(?:ベース)?(?:では|だと|でいうと|で(?:は)?|なら)(?:どう)?[?。]*",
    among="額 お金",
)


def _in_money(asked: Asked, last: Query) -> Intent | None:
    """「金額だと」 after numbers that were compared or a share of them, 「金額ベースで」 after a share: the same by what is
    requested; refused of a whole in itself.
    """
    counted, shared = last.measure is Measure.COUNT, last.operation is Operation.SHARE
    compared = last.operation is Operation.COMPARE and counted
    told = compared or (shared and (counted or last.measure is Measure.REQUESTED))
    if not told or not _IN_MONEY.fullmatch(asked.sentence.text):
        return None
    if shared and counted:
        select = asked.lexicon.index.select
        whole = any(select(part) == select(last.scope) for part in last.parts)
        return uncomputable(asked) if whole else replace(last, measure=asked.usual)
    return replace(last, measure=Measure.REQUESTED)


_AVERAGE = pattern(
    f"{LEAD}(?:(?:それ|これ)(?:って|は)?、?)?(?:(?P<of>[^、。?]{{1,16}}?)の?)?平均(?:額)?(?:と(?:は|の)?|に|より)、?(?:比べ|くらべ|比較|差|どれ(?:くらい|だけ)|いくら(?:違|高|安))[^、。?]{{0,14}}[?。]*",
    among="平均と 平均に 平均よ 平均額",
)
_ALL = pattern("(?:区|市|町|村)?(?:全体|全部|一覧(?:全体)?)")


def _beside_average(asked: Asked, last: Query) -> Intent | None:
    """「全体の平均と比べて」 after an average or one project: the one beside the other."""
    found = _AVERAGE.fullmatch(asked.sentence.text)
    average = last.operation is Operation.AVERAGE and not last.by
    if not found or not (average or is_single(last)):
        return None
    words = found["of"]
    whole = asked.lexicon.whole
    other = whole if not words or _ALL.fullmatch(words) else ask(words, asked.lexicon).scope()
    own = reached(last, asked.lexicon) if is_single(last) else last.scope
    if other == own or (other.is_open and words and not _ALL.fullmatch(words)):
        return uncomputable(asked)
    beside = comparison(replace(asked, parts=()), [own, other])
    measure = money_of(last)
    return replace(beside, measure=measure, each=Operation.AVERAGE) if beside else None


_REST = pattern(
    f"{LEAD}(?:もう|(?:ほか|他|あと)の?)(?P<many>[1-9]|一|二|三|四)つ(?:の(?:事業|やつ|もの|ほう|方))?(?:は|って|も)?(?:何|どれ|教えて|見せて)?(?:です)?か?[?。]*",
    among="もう 他 ほか あと",
)


def _others_of_list(asked: Asked, memory: Memory) -> Intent | None:
    """「もう一つは」「ほかの二つは」 after one of a list: those of it that are left, where there are so many."""
    found = _REST.fullmatch(asked.sentence.text)
    last = memory.query
    if not found or last is None or last.by:
        return None
    now = set(shown(last, asked.lexicon))
    lists = (q for q in reversed(memory.last) if isinstance(q, Query) and is_list(q))
    listed = next((rows for q in lists if now < set(rows := shown(q, asked.lexicon))), [])
    left = [p for p in listed if p not in now]
    if len(left) != number_of(found["many"]):
        return None
    scope = asked.lexicon.of_projects(left)
    return Query(Operation.DETAIL if len(left) == 1 else Operation.LIST, scope)


_CHANGE = pattern(
    f"{LEAD}(?:(?:その|要求額?との)?(?:差額?|違い|開き|増減)(?:は|って)?(?:いくら)?|(?:いくら|どれだけ|どんだけ|どの[くぐ]らい|なんぼ)(?:増|上が|上乗せ|上積み)[^、。?]{{0,8}})(?:です|なの)?か?[?。]*",
    among="差 違い 開き 増 上",
)


def _change_of_one(asked: Asked, memory: Memory) -> Intent | None:
    """「差額は」 after the budget of one project, 「いくら増えたの」 after one that was raised: what the decision changed."""
    last = memory.query
    if last is None or len({q.scope for q in memory.singles}) > 1:
        return None  # of two that were asked about it is theirs
    decided = Attribute.BUDGET in last.attributes or "増額" in (last.scope.topic or "")
    if not asked.lexicon.has_budget or not decided or not _CHANGE.fullmatch(asked.sentence.text):
        return None
    rows = shown(last, asked.lexicon) if is_single(last) or is_list(last) else []
    if len(rows) != 1:
        return None
    cut = assessment(rows[0].requested.total, rows[0].budgeted.total) in (
        Outcome.CUT,
        Outcome.DROPPED,
    )
    measure = Measure.CUT if cut else Measure.CHANGE
    return Query(Operation.SUM, reached(last, asked.lexicon), measure)


_AROUND = pattern(
    f"{LEAD}(?:その|この)?前後の(?:番号の)?(?:事業|もの|やつ|2つ|二つ)?(?:は|って|を)?(?:何|どれ|教えて|見せて)?(?:です)?か?[?。]*",
    among="前後",
)


def _around(asked: Asked, last: Query) -> Intent | None:
    """「前後の事業は」 after one project: those of the numbers before and behind it."""
    if not is_single(last) or not _AROUND.fullmatch(asked.sentence.text):
        return None
    no = shown(last, asked.lexicon)[0].no
    beside = [p for p in map(asked.lexicon.numbered, (no - 1, no + 1)) if p]
    return Query(Operation.LIST, asked.lexicon.of_projects(beside))


def _above_or_below(asked: Asked, last: Query) -> Intent | None:
    """「その上は」「一つ下は」 after the place of a project or a group: the one beside it."""
    found = _ABOVE.fullmatch(asked.sentence.text)
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.limit == 1
    if not found or not ranked:
        return None
    dearer = (found["way"] == "上") is (last.operation is Operation.MAX)
    place = last.first - 1 if dearer else last.first + 1
    if place < 1:
        return uncomputable(asked)
    return replace(last, first=place, limit=1, parts=())


_FIELD_AT = pattern(
    f"{LEAD}(?P<nth>[0-9]{{1,2}})位の(?:事業の)?(?P<field>(?:担当|所管|内容|区分|要求額|金額|予算額|名前|[部課局](?=は|って|[?。]|$))[^、。]*)",
    among="位の",
)


def _field_at(asked: Asked, memory: Memory) -> Intent | None:
    """「1位の担当は」 after another place of the ranking: of the project that stands there."""
    found = _FIELD_AT.fullmatch(asked.sentence.text)
    last = memory.query
    ranked = last is not None and last.operation in (Operation.MAX, Operation.MIN)
    place = last if ranked else memory.place
    if not found or place is None or place.by:
        return None
    there = shown(replace(place, first=int(found["nth"]), limit=1), asked.lexicon)
    if len(there) != 1:
        return None
    field = found["field"]
    office = field[0] in "部課局"
    return compose(ask(f"no.{there[0].no}の{'担当' if office else ''}{field}", asked.lexicon))


def _other_groups(asked: Asked, last: Query) -> Intent | None:
    """「他の課も見せて」 after one section: all of them beside each other, under the other conditions."""
    found = _OTHER_GROUPS.fullmatch(asked.sentence.text)
    if not found or last.by or last.operation not in (*TOTALS, Operation.LIST):
        return None
    by = group_word(found["group"], asked)
    groups = getattr(last.scope, GROUP_FIELDS[by])
    if groups is None or len(groups) != 1 or last.scope.projects is not None:
        return None
    whole = replace(last.scope, **{GROUP_FIELDS[by]: None})
    way = Operation.AVERAGE if last.operation is Operation.AVERAGE else Operation.SUM
    return Query(Operation.BREAKDOWN, whole, last.measure, by=by, each=way)


def _first_of_topics(asked: Asked, memory: Memory) -> Intent | None:
    """「一番多いのは」 after the totals of several topics: those beside each other, and which is the largest."""
    found = AMONG.fullmatch(asked.sentence.text)
    totals = [q for q in memory.last[-_MOST:] if isinstance(q, Query)]
    ways = _OF_TOPIC if holds_any(asked.sentence.text, _SAYS_ITEMS) else _TOTALLED
    run = [q for q in totals if (q.operation in ways and q.scope.topic) or is_single(q)]
    topical = sum(bool(q.scope.topic) for q in run) > 1
    alike = topical and len(run) == len(totals) and len({q.measure for q in run}) == 1
    if not found or found["of"] or found["group"] or not alike or len(run) < 2:
        return None
    if not holds_any(asked.sentence.text, ("多", "大き")):
        # 「一番高いのは」 is of projects
        return None if descending(asked) else uncomputable(asked)
    beside = comparison(asked, [q.scope for q in run])
    counted = all(q.operation is Operation.COUNT for q in run)
    measure = Measure.COUNT if counted else run[-1].measure
    return replace(beside, measure=measure) if beside else None


_SAYS_ITEMS = ("どれ", "どっち", "どちら")
_TOTALLED = (Operation.SUM, Operation.COUNT)
_OF_TOPIC = (*_TOTALLED, Operation.LIST)
"""After lists of several topics 「どれが一番多い」 is of the topics; 「一番多いのは」 of the projects."""

_MOST = 5
"""Topics at most that are set beside each other."""
