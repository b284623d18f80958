"""What is asked after an answer in a few words that change one thing of it: もう5件, それぞれいくら, 何割.

Where one of them would have to change what no query holds, it is refused: never asked of the whole list instead.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from data.answer import PAGE
from data.index import GROUP_FIELDS
from data.query import Attribute, Choices, Dimension, Intent, Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import DIFFERENCES, TOTALS, Asked, names_something, ranges, uncomputable
from nlp.asking.compose import compose
from nlp.asking.context import Memory, is_list, is_single, is_total, shown
from nlp.asking.group_words import group_word
from nlp.asking.places import number_of
from nlp.asking.rank import own_rank
from nlp.asking.shapes import undecided
from nlp.meaning.about import only_helps
from nlp.meaning.reference import Sure
from nlp.meaning.resolve import topic_of
from nlp.names.scopes import beside_others
from nlp.rules.ways import FIGURE, GROWN
from nlp.talk.assessed_next import assessed_next
from nlp.talk.of_bounds import LEAD, beyond_bound, of_differences, other_bound, other_end
from nlp.talk.of_groups import around_of
from nlp.talk.one_step import one_step
from nlp.talk.widened import widened
from nlp.talk.within import MOST_EACH
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, normalize

_ITS_GROUP = pattern(
    f"{LEAD}(?:(?:なん|何)(?:て(?:いう|ゆう)?|という|とかいう)|やって(?:い)?る)?([部課局]|小?柱)(?:(?:は|って|で(?:言|い)うと|だと)(?:どこ|何|なに|どれ)?|が(?:やる|やって(?:い)?る|担当(?:する|して(?:い)?る)?))?(?:の|ん|です|なの|になる|でしょう)*か?[?。]*",
    among="部 課 局 柱",
)
_ITS_PAGE = pattern(f"{LEAD}ページ(?:数)?(?:は|って)[^、。]{{0,6}}[?。]*", among="ページ")
_ITS_NUMBER = pattern(
    f"{LEAD}(?:no|no\\.|ナンバー)(?:は|って)[^、。]{{0,6}}[?。]*", among="no ナンバー"
)
_OTHER_AMOUNT = pattern(
    f"(?:いや|いえ|訂正)?、?{FIGURE}(?:じゃ|では|で)なくて?、?{FIGURE}(?:で|です|だと|は|なら|の場合|の方|のほう)?[?。]*",
    among="じゃなく ではなく でなく",
)
_ITS_PLACE = pattern("何(?:番目|位)", among="何番目 何位")
_ITS_RANK = pattern(
    f"{LEAD}(?:それは?)?(?:(?:一覧)?全体)?(?:で|では|だと|の中で)?(?:は)?(?:何番目に(高|安|大き|小さ|多|少な|低)い|何位|順位は(?:何位)?)(?:です|なの|に(?:なる|なります)|ですか)?か?[?。]*",
    among="何番目 何位 順位",
)
_PLACE_AMONG = pattern(
    f"{LEAD}(?P<among>[^、。]{{1,12}}?(?:内|の中|のうち)?で)(?:は)?、?何(?:位|番目)(?:に(?:高|大き|多)い)?(?:です|なの|に(?:なる|なります))?(?:の)?か?[?。]*",
    among="何位 何番目",
)
_PLACE_OF_GROUP = pattern(
    f"{LEAD}(?P<name>[^、。は]{{2,16}}[部課局室係所柱])(?:は|って)何(?:位|番目)(?:です|なの|に(?:なる|なります))?(?:の)?か?[?。]*",
    among="何位 何番目",
)
PLACED_BY = {
    Measure.REQUESTED: "要求額",
    Measure.BUDGET: "予算額",
    Measure.COUNT: "件数",
    Measure.REQUESTED_LEVELUP: "レベルアップ分",
}
"""By what a group is asked to be placed."""
_PLACE_OF_IT = pattern(
    r"(?:全体|[^、。]{1,10}の中)(?:では|で|だと)、?何(?:番目|位)", among="何番目 何位"
)
_MORE = pattern(
    f"{LEAD}(?:もう|あと|さらに)([0-9]{{1,2}})(?:件|つ|個|事業|位)?(?:ほど|だけ)?(?:教えて|見せて|出して|お願い|ください|は|も|を)*[?。]*",
    among="もう あと さらに",
)
_EACH = pattern(
    f"{LEAD}それぞれ(?:だと|では|は|の(?:内訳|合計|額|金額|要求額)(?:は|って)?)?(?:いくら|何円)?(?:です|なの)?(?:か)?[?。]*",
    among="それぞれ",
)
_EACH_COUNT = pattern(
    f"{LEAD}それぞれ(?:の|は|が)?(?:何件|件数|いくつ|何事業)(?:ある|ずつ|です|なの|は)*(?:か)?[?。]*",
    among="それぞれ",
)
_EACH_SHARE = pattern(
    f"{LEAD}それぞれ(?:の|は|が)?(?:全体の|全体に占める|[^、。]{{1,8}}[部課局室](?:全体)?の)?(?:割合|何%|何割|比率)",
    among="それぞれ",
)
_IN_ITS_GROUP = pattern(
    f"{LEAD}その([部課局]|小?柱)(?:の中)?で、?([0-9]|[二三四五六七八九])番目(?:に(?:高い|大きい|多い))?(?:の|事業|やつ)*(?:は|って)?[^、。]{{0,4}}[?。]*",
    among="番目",
)
_OTHER_GROUPS = pattern(
    f"{LEAD}(?:ほか|他|別)の(?:[部課局]|小?柱)(?:で|は)|(?:これ|それ)を(?:除|抜)[^、。]{{0,4}}(?:[部課局]|小?柱)の",
    among="ほかの 他の 別の これを それを",
)
_SHARE = pattern(
    f"{LEAD}(?:それは?|全体の)?(?:何割|何%|割合(?:は|だと)?)(?:です|なの|になる)?(?:か)?[?。]*",
    among="何割 何% 割合",
)
_COUNTED = pattern(f"{LEAD}件数(?:では|だと|でいうと|で(?:は)?)[?。]*", among="件数")
_MOST_ROWS = pattern(
    f"{LEAD}件数が(?:一番|いちばん|最も)(多|少な)い(?:の|もの|ところ)(?:は|って)?(?:どれ|どこ|何)?(?:です)?か?[?。]*",
    among="件数が",
)
_MOST = pattern(
    f"{LEAD}(?:(?:どの|どこの)[部課局柱]が(?:一番|いちばん|最も)?(多|少な)い|(?:一番|いちばん|最も)(多|少な)い(?:[部課局柱]|のは(?:どの|どこの)[部課局柱]))(?:は|って)?(?:どこ)?(?:です)?(?:か|の)?[?。]*",
    among="部 課 局 柱",
)
_NOT_THAT = pattern(
    f"{LEAD}([^、。]{{1,12}}?)(?:じゃ|では)ない(?:方|ほう|やつ)(?:は|の)?[^、。]{{0,6}}[?。]*",
    among="ない",
)


def asked_after(asked: Asked, memory: Memory) -> Intent | None:
    """The last answer with the one thing changed that the sentence tells; None where it tells something else."""
    if other := _other_of_choices(asked, memory):
        return other
    last = memory.query
    if last is None:
        return None
    if told := widened(asked, memory) or one_step(asked, memory) or assessed_next(asked, last):
        return told
    for way in _WAYS:
        if intent := way(asked, last):
            return intent
    return None


def _its_page(asked: Asked, last: Query) -> Intent | None:
    """「ページは？」「No.は？」 after one project: where the list prints it."""
    text = asked.sentence.text
    if not is_single(last) or not (_ITS_PAGE.fullmatch(text) or _ITS_NUMBER.fullmatch(text)):
        return None
    return replace(last, operation=Operation.DETAIL, attributes=(Attribute.SOURCE,), first=1)


def _decided(asked: Asked, _: Query) -> Intent | None:
    """「決定額は？」 after a request, of a list that prints none."""
    computed = {s.value for s in asked.sentence.all(Slot.MEASURE)} & {*DIFFERENCES}
    if computed and not asked.lexicon.has_budget:
        return uncomputable(asked)  # 「予算額との差は」
    return None if names_something(asked) else undecided(asked)


def _its_group(asked: Asked, last: Query) -> Intent | None:
    """「じゃ部は？」 after one project or a few: the department that each stands under; after more, and after a total, the
    departments of them all.
    """
    found = _ITS_GROUP.fullmatch(asked.sentence.text)
    if not found:
        return None
    by = group_word(found[1], asked)
    rows = shown(last, asked.lexicon) if is_list(last) else ()
    if 0 < len(rows) <= MOST_EACH:
        scope = asked.lexicon.of_projects(rows)
        return Query(Operation.DETAIL, scope, attributes=(Attribute(by.value),))
    if is_single(last):
        return replace(last, operation=Operation.DETAIL, attributes=(Attribute(by.value),), first=1)
    told = rows or is_total(last)
    if not told or getattr(last.scope, GROUP_FIELDS[by]) is not None:
        return None
    if by is not Dimension.SECTION and len(asked.lexicon.index.values(by, last.scope)) < 2:
        return None  # 「部だと」 after a section is of its department
    return Query(Operation.BREAKDOWN, last.scope, last.measure, by=by)


def _other_amount(asked: Asked, _: Query) -> Intent | None:
    """「1億円じゃなくて2億円」 tells no bound: 以上 is not taken over from before."""
    return uncomputable(asked) if _OTHER_AMOUNT.fullmatch(asked.sentence.text) else None


def _called(asked: Asked, last: Query) -> str | None:
    """What the one project, or the one group, is called that was asked about last."""
    if is_single(last):
        return f"no.{shown(last, asked.lexicon)[0].no}"
    whole = asked.lexicon.whole
    groups = [g for g in asked.lexicon.groups if whole.narrow(g.scope) == last.scope]
    return groups[0].label if is_total(last) and len(groups) == 1 else None


def _place(asked: Asked, last: Query) -> Intent | None:
    """「全体で何番目に高い？」 of one project or group: its rank; else no place among others is computed."""
    text = asked.sentence.text
    found = _ITS_RANK.fullmatch(text)
    if found and (name := _called(asked, last)):
        least = found[1] is not None and found[1][0] in "安小少低"
        counted = "件数で" if last.operation is Operation.COUNT else ""
        said = f"{name}は{counted}何番目に{'安' if least else '高'}い"
        return compose(replace(ask(said, asked.lexicon), usual=asked.usual))
    group = _PLACE_OF_GROUP.fullmatch(text) if last.by else None
    if group and last.measure in PLACED_BY:
        return compose(ask(f"{group['name']}は{PLACED_BY[last.measure]}で何位", asked.lexicon))
    among = _PLACE_AMONG.fullmatch(text) if is_single(last) else None
    if among and (name := _called(asked, last)):
        read = ask(f"{name}は{among['among']}何位", asked.lexicon)
        return own_rank(replace(read, usual=asked.usual)) or uncomputable(asked)
    of_it = not names_something(asked) and _ITS_PLACE.search(text)
    within = not any(p.is_project for p in asked.parts) and _PLACE_OF_IT.search(text)
    return uncomputable(asked) if of_it or within else None


def _following(asked: Asked, last: Query) -> Intent | None:
    """「もう5件」: so many of those that follow."""
    found = _MORE.fullmatch(asked.sentence.text)
    if not found or last.operation not in (Operation.MAX, Operation.MIN, Operation.LIST):
        return None
    step = last.limit or (PAGE if last.operation is Operation.LIST else 1)
    return replace(last, first=last.first + step, limit=int(found[1]))


def _of_those(asked: Asked, last: Query) -> Intent | None:
    """「手話のやつは？」「管理運営のものの合計は」 after a list: those of it that are about that, where some are; 「補助は」 is always
    said of what was shown.
    """
    topic = _topic_told(asked)
    listed = last.operation is Operation.LIST and not last.scope.is_open
    if topic is None or not (listed or is_single(last)):
        return None
    helps = all(only_helps(r.mention.tokens) for r in asked.references)
    said = _THOSE.match(asked.sentence.text, topic[0])
    if not said or set(asked.operations) - TOTALS:
        return None
    total = next(iter(asked.operations), Operation.LIST)
    about = topic[1].projects or frozenset()
    among = [p for p in asked.lexicon.index.take(last.scope) if p.id in about]
    if not listed:
        only = helps and among and said["any"] is None and total is Operation.LIST
        return replace(last, operation=Operation.DETAIL, attributes=()) if only else None
    if helps and not among and said["any"] is None:
        return Query(total, last.scope.narrow(topic[1]), last.measure)
    if not among or (said["many"] and number_of(said["many"]) != len(among)):
        return None
    those = Query(total, asked.lexicon.of_projects(among), last.measure)
    if said["any"] is None:
        return those
    if asked.sentence.has(Slot.NARROW):
        return None
    if len(among) == len(about):
        return None
    if last.scope.projects is None and not last.scope.ranges:
        those = replace(those, scope=last.scope.narrow(topic[1]))
    return Choices((those, Query(total, topic[1], last.measure)))


def _topic_told(asked: Asked) -> tuple[int, Scope] | None:
    """The one topic of a sentence and where it ends, also of words that several names hold: 管理運営."""
    if len(asked.parts) == 1 and asked.parts[0].topic and not asked.parts[0].excluded:
        return asked.parts[0].end, asked.parts[0].entity.scope
    several = asked.references[0] if len(asked.references) == 1 and not asked.parts else None
    if several is None or several.sure is not Sure.SEVERAL:
        return None
    words = several.mention.text
    about = topic_of(words, asked.lexicon)
    return (several.mention.end, Scope(projects=about, topic=words)) if about else None


_TOTAL = "(?:合計|総額|平均|件数)"
_THOSE = pattern(
    f"(?:(?:に関する|に関わる|に関係する|についての|関連の|関係の|向けの)?の?(?:やつ|ヤツ|もの)(?:だけ)?(?:は|の{_TOTAL}(?:は)?|(?=[?。]|$))|のは(?=[?。]|$)|の?(?:やつ|もの|ん)?だけ(?:の|で)?、?{_TOTAL}(?:は)?"
    f"|(?:関係|関連)の?(?:もの|やつ|事業)?の?{_TOTAL}(?:は)?|の?(?P<many>[2-5]|[二三四五])(?:つ|件)の?{_TOTAL}(?:は)?|(?P<any>(?:向け)?(?:の{_TOTAL}(?:は)?|は(?:何件|いくつ))))"
    "[^、。]{0,8}[?。]*$"
)
"""What follows a topic that is asked of those that were shown; 「空調の合計」 may be asked of all."""


def _of_each(asked: Asked, last: Query) -> Intent | None:
    """「それぞれいくら？」 after the total of several groups; their shares are refused."""
    if _EACH_SHARE.match(asked.sentence.text):
        return uncomputable(asked)
    if names_something(asked):
        return None
    counted = bool(_EACH_COUNT.fullmatch(asked.sentence.text))
    told = _EACH.fullmatch(asked.sentence.text) and last.operation in (*TOTALS, Operation.LIST)
    listed = counted and last.operation in (*TOTALS, Operation.LIST)
    if last.by or not (told or listed):
        return None
    by = _told_apart(last.scope)
    if by is None:
        return None
    measure = Measure.COUNT if counted else last.measure
    return Query(Operation.BREAKDOWN, last.scope, measure, by=by)


def _told_apart(scope: Scope) -> Dimension | None:
    """The dimension of which a scope holds several groups that were named."""
    several = (by for by, field in GROUP_FIELDS.items() if len(getattr(scope, field) or ()) > 1)
    return next(several, None)


def _in_its_group(asked: Asked, last: Query) -> Intent | None:
    """「その課で二番目は？」 after one project."""
    found = _IN_ITS_GROUP.fullmatch(asked.sentence.text)
    projects = shown(last, asked.lexicon) if found else []
    if not found or len(projects) != 1:
        return None
    scope = asked.lexicon.whole.narrow(around_of(found[1], asked, projects))
    place = number_of(found[2])
    measure = Measure.REQUESTED if is_single(last) else last.measure
    return Query(Operation.MAX, scope, measure, descending=True, first=place, limit=1)


def _of_others(asked: Asked, _: Query) -> Intent | None:
    """「ほかの課で一番多いのは」: groups without the one that was shown are not told apart."""
    return uncomputable(asked) if _OTHER_GROUPS.match(asked.sentence.text) else None


def _bounded_groups(asked: Asked, last: Query) -> Intent | None:
    """「5億円以上だけ」 after a total of each section: those sections."""
    bounds = ranges(asked) if last.by and last.operation is Operation.BREAKDOWN else ()
    if len(bounds) != 1 or names_something(asked) or asked.sentence.has(Slot.NOUN):
        return None
    if not asked.asks_nothing:
        return None
    return replace(last, having=replace(bounds[0], measure=last.measure), first=1)


_OFFICES = frozenset({Dimension.SECTION.value, Dimension.DEPARTMENT.value})


def _in_other_money(asked: Asked, last: Query) -> Intent | None:
    """「要求額だと？」 after the level-up part of each department or the first by it: the same in that money."""
    placed = last.operation in (Operation.MAX, Operation.MIN, Operation.BREAKDOWN)
    if not placed or not _OTHER_MONEY.fullmatch(asked.sentence.text):
        return None
    return None if asked.measure is last.measure else replace(last, measure=asked.measure, first=1)


_OTHER_MONEY = pattern(
    f"{LEAD}(?:うち)?(?:要求額|予算額|{GROWN}分)(?:では|だと|ベースだと|で(?:言|い)うと|で(?:見|み)ると|なら|で(?:並べ|順)[^、。?]{0, 8})(?:どう)?(?:です|なる|なります)?か?[?。]*",
    among="額 分",
)


def _of_count(asked: Asked, last: Query) -> Intent | None:
    """「何割？」「一番多い部は？」 after a number of projects, and 「件数では？」 after a share of money."""
    text = asked.sentence.text
    if last.operation is Operation.SHARE and _COUNTED.fullmatch(text):
        return replace(last, measure=Measure.COUNT)
    if not last.by and (most_rows := _MOST_ROWS.fullmatch(text)):
        several = _told_apart(last.scope)
        way = Operation.MAX if most_rows[1] == "多" else Operation.MIN
        if several is None:
            return uncomputable(asked)
        return Query(
            way, last.scope, Measure.COUNT, by=several, descending=way is Operation.MAX, limit=1
        )
    if last.operation is not Operation.COUNT or last.by or last.scope.is_open:
        return None
    if _SHARE.fullmatch(text):
        return Query(Operation.SHARE, last.scope, Measure.COUNT)
    found = _MOST.fullmatch(text)
    spans = [*asked.sentence.all(Slot.TERM), *asked.sentence.all(Slot.DIMENSION)]
    by = next((s.value for s in spans if isinstance(s.value, Dimension)), None)
    fields = [Dimension(a.value) for a in asked.attributes if a.value in _OFFICES]
    by = by or next(iter(fields), None)
    if not found or by is None:
        return None
    most = "多" in (found[1], found[2])
    way = Operation.MAX if most else Operation.MIN
    scope = beside_others(last.scope, by)
    return Query(way, scope, Measure.COUNT, by=by, descending=most, limit=1)


def _other_of_choices(asked: Asked, memory: Memory) -> Intent | None:
    """「養成じゃない方」 of what is offered: the one whose name does not say it."""
    found = _NOT_THAT.fullmatch(asked.sentence.text) if memory.choices else None
    if not found or not memory.choices:
        return None
    word = fold(normalize(found[1]))
    options = [(q, shown(q, asked.lexicon)) for q in memory.choices.options]
    left = [q for q, ps in options if not any(word in fold(normalize(p.name)) for p in ps)]
    return left[0] if len(left) == 1 < len(options) else uncomputable(asked)


_WAYS: tuple[Callable[[Asked, Query], Intent | None], ...] = (
    _its_group,
    _its_page,
    _decided,
    _other_amount,
    _place,
    _following,
    _of_those,
    _of_each,
    _in_its_group,
    _of_others,
    _bounded_groups,
    other_bound,
    beyond_bound,
    other_end,
    of_differences,
    _in_other_money,
    _of_count,
)
