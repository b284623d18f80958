"""Follow-ups about groups: その課の事業, 部の中では何％, 件数だと, 一番少ないのは after a breakdown."""

from __future__ import annotations

from msgspec.structs import replace

from data.index import GROUP_FIELDS
from data.model import Project
from data.query import Attribute, Dimension, Intent, Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked, names_something, ranges, uncomputable
from nlp.asking.compose import compose, query_of
from nlp.asking.context import is_list, is_place, is_single, reached, shown
from nlp.asking.group_words import GROUP_WORDS, ends_in_group_word, group_word
from nlp.asking.places import numbers_of
from nlp.asking.rank import descending, is_ordered, places
from nlp.asking.relative import is_relative
from nlp.asking.same_money import says_money
from nlp.names.scopes import groups_around
from nlp.talk.shown_places import placed
from nlp.talk.within import MOST_EACH
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.text import fold, holds_any


def same_group(asked: Asked, last: Query) -> Intent | None:
    """「同じ課の」「その課の」: the group of what was shown last, with what the sentence adds."""
    span = asked.sentence.first(Slot.SAME)
    if page := _of_page(asked, last):
        return page
    if not span or is_relative(asked):
        return None
    its = _ITS_OFFICE.fullmatch(asked.sentence.text)
    if its and (is_single(last) or is_place(last)):
        field = Attribute.DEPARTMENT if its[1] in ("部", "局") else Attribute.SECTION
        scope = asked.lexicon.of_projects(shown(last, asked.lexicon))
        return Query(Operation.DETAIL, scope, attributes=(field,))
    if (
        _ITS_DEPARTMENT.fullmatch(asked.sentence.text)
        and len(shown(last, asked.lexicon)) <= MOST_EACH
    ):
        scope = asked.lexicon.of_projects(shown(last, asked.lexicon))
        return Query(Operation.DETAIL, scope, attributes=(Attribute.DEPARTMENT,))
    said = asked.sentence.text[span.begin : span.end]
    if not ends_in_group_word(said):
        said = asked.sentence.text[span.begin : span.end + 2]
        if _same_in_another_way(asked, span):
            return uncomputable(asked)
    dimension = group_word(said, asked)
    before = shown(last, asked.lexicon)
    scope = groups_around(dimension, before)
    others = (
        asked.sentence.has(Slot.MORE)
        or holds_any(asked.sentence.text, ("もう一つ", "もうひとつ", "もう1つ"))
        or "他" in asked.sentence.text
        or "ほか" in asked.sentence.text
    )
    if others and len(before) == 1:
        inside = asked.lexicon.index.take(asked.lexicon.whole.narrow(scope))
        scope = replace(scope, projects=frozenset(p.id for p in inside if p not in before))
    within = asked.lexicon.whole.narrow(scope)
    base = query_of(replace(asked, references=(), within=within))
    return Query(Operation.LIST, base.scope) if base.operation is Operation.DETAIL else base


_SAME_AS_WHAT = pattern("同じ([一-鿿々ァ-ヴー]{2,})の", among="同じ")


def _same_in_another_way(asked: Asked, span: Span) -> bool:
    """Whether projects are to be alike in what is no group of the list: 「同じ時期の」, and not 「同じセンターの」."""
    found = _SAME_AS_WHAT.match(asked.sentence.text, span.begin)
    if not found or holds_any(found[1][:2], GROUP_WORDS):
        return False
    return not any(label.endswith(fold(found[1])) for label, _ in asked.lexicon.plain_offices)


_PAGE = pattern("(?:同じ|その|この)ページ(?:にある|の中で|で|の|に)", among="ページ")


def _of_page(asked: Asked, last: Query) -> Intent | None:
    """「同じページの事業は」: what is printed on the page of the one that was shown or is named."""
    found = _PAGE.search(asked.sentence.text)
    pages = {p.page for p in shown(last, asked.lexicon)} if found else set()
    if not found or len(pages) != 1 or None in pages:
        return None
    if holds_any(asked.sentence.text[found.end() :], ("部", "課", "局", "柱", "同じ")):
        return uncomputable(asked)
    there = compose(
        ask(f"{pages.pop()}ページの{asked.sentence.text[found.end() :]}", asked.lexicon)
    )
    if not isinstance(there, Query) or not holds_any(asked.sentence.text, ("他", "ほか")):
        return there
    before = shown(last, asked.lexicon)
    others = [p for p in asked.lexicon.index.take(there.scope) if p not in before]
    return replace(there, scope=asked.lexicon.of_projects(others))


_ITS_DEPARTMENT = pattern(
    "(?:じゃあ?|では|で)?、?(?:その|この)(?:課|室|係|所|担当課?)(?:は|って)(?:何|なに|どこの|どの)[部局](?:です|なん|なの)?(?:か|ですか|の)?[?。]*"
)
_ITS_OFFICE = pattern(
    "(?:じゃあ?|では|で)?、?(?:その|この)(担当|部|局|課|部署|室|係)(?:は|って)(?:どこ|何|なに)?(?:です|なん)?(?:か|ですか|の)?[?。]*"
)
_SIBLINGS = (
    Dimension.ACCOUNT, Dimension.DEPARTMENT, Dimension.SECTION, Dimension.PILLAR, Dimension.POLICY,
)  # fmt: skip


def sibling(asked: Asked, last: Query) -> Intent | None:
    """「介護のほうは？」 after one account: another group of that dimension, by part of its name."""
    said = {r.mention.text for r in asked.references}
    said |= {asked.sentence.text[p.begin : p.end] for p in asked.parts if p.topic}
    narrowed = [d for d in _SIBLINGS if getattr(last.scope, GROUP_FIELDS[d]) is not None]
    if len(said) != 1 or len(narrowed) != 1 or not asked.asks_nothing or last.scope.projects:
        return None
    if asked.sentence.has_any(_OF_PROJECTS) or len(asked.parts) > 1:
        return None
    word = fold(said.pop())
    field = GROUP_FIELDS[narrowed[0]]
    groups = [g for label, g in asked.lexicon.plain_groups if word in label]
    found = [g for g in groups if g.dimension is narrowed[0]]
    if len(found) != 1:
        return None
    scope = replace(last.scope, **{field: getattr(found[0].scope, field)})
    return replace(last, scope=scope, first=1)


_OF_PROJECTS = frozenset({Slot.NOUN, Slot.ABOUT})


def around_last(asked: Asked, last: Query) -> Scope | None:
    """「同じ課でこれより高いのは」: the group of what was shown last, where the same one is asked of."""
    span = asked.sentence.first(Slot.SAME)
    said = asked.sentence.text[span.begin : span.end] if span else ""
    if not ends_in_group_word(said):
        return None
    around = groups_around(group_word(said, asked), shown(last, asked.lexicon))
    return asked.lexicon.whole.narrow(around)


def around_of(word: str, asked: Asked, projects: list[Project]) -> Scope:
    """The groups around projects that a word for them means: 課, 小柱."""
    return groups_around(group_word(word, asked), projects)


_AMONG = pattern("(?:じゃあ?|では|で)?、?(?:その|この)?[部課局柱]の(?:中|なか)(?:では|で|だと)")
_ALL_OF = pattern(
    "[部局課]全体(?:だと|では|で|の|なら|は)|^(?:じゃあ?|では|で)?、?(?:その|この|担当|所管)?[部局課係室]の(?:要求額の)?(?:合計|総額|トータル|件数|平均|事業数)"
)


_OF_IT = pattern("その[部課局柱]の(?:何|なん)")


_IN_DEPARTMENT = pattern(
    "(?:じゃあ?|では|で)?、?(?:その|この)?[部局](?:全体)?(?:(?:のほう|の方)?(?:では|だと|でいうと|なら)|の(?:ほう|方)は?)(?:どう|いくら|何件)?(?:です)?か?[?。]*",
    among="部 局",
)


def _of_department(asked: Asked, last: Query) -> Intent | None:
    """「部では？」 after what was asked of a section: the same of the department that it stands under."""
    sections = last.scope.sections
    if not sections or last.by or not _IN_DEPARTMENT.fullmatch(asked.sentence.text):
        return None
    if last.operation is Operation.DETAIL or last.parts or last.scope.projects is not None:
        return None
    there = asked.lexicon.index.take(replace(Scope(), sections=sections))
    above = groups_around(Dimension.DEPARTMENT, there).departments
    if not above or len(above) != 1:
        return uncomputable(asked)
    way = Operation.COUNT if Operation.COUNT in asked.operations else last.operation
    return replace(
        last, operation=way, scope=replace(last.scope, sections=None, departments=above), first=1
    )


def of_parent(asked: Asked, last: Query) -> Intent | None:
    """「部の中では何％」「部全体だと」: what was shown as a part of the groups that it stands in, or those."""
    if above := _of_department(asked, last):
        return above
    terms = [s.value for s in asked.sentence.all(Slot.TERM) if isinstance(s.value, Dimension)]
    shared = Operation.SHARE in asked.operations
    its = _its_group(asked) if shared and not terms else None
    terms = [its] if its else terms
    if last.operation is Operation.SHARE and _AMONG.match(asked.sentence.text):
        shared = True  # 「部の中では」 after a share of the whole
    if not terms or names_something(asked) or not (shared or _ALL_OF.search(asked.sentence.text)):
        return None
    if shared and asked.sentence.has(Slot.EXTREME):
        return uncomputable(asked)  # 「一番高いのは課の何%」
    scope = reached(last, asked.lexicon)
    parent = groups_around(terms[0], asked.lexicon.index.take(scope))
    whole = asked.lexicon.whole.narrow(parent)
    select = asked.lexicon.index.select
    if shared and its and select(scope) == select(whole) and not _OF_IT.search(asked.sentence.text):
        return None  # 「その課の割合」 after that section is of the whole list
    if not shared:
        bounds = last.scope.ranges if asked.asks_nothing else ()
        own = getattr(last.scope, GROUP_FIELDS[terms[0]]) is not None
        # 「部全体では」 after its new ones is of all its kinds
        whole = replace(whole, kinds=None if own else last.scope.kinds, ranges=bounds)
        if ranges(asked) or asked.sentence.has_any(_PLACED) or is_ordered(asked):
            return query_of(_without_terms(asked, whole))
        total = Operation.SUM if Attribute.REQUESTED in asked.attributes else Operation.LIST
        before = last.operation if asked.asks_nothing else total
        usual = before if before in TOTALS else Operation.LIST
        return Query(next((o for o in asked.operations if o in TOTALS), usual), whole, last.measure)
    return Query(Operation.SHARE, scope, last.measure, parts=(whole,))


def _its_group(asked: Asked) -> Dimension | None:
    """What その部 is a group of."""
    span = asked.sentence.first(Slot.SAME)
    said = asked.sentence.text[span.begin : span.end] if span else ""
    return group_word(said, asked) if ends_in_group_word(said) else None


def _without_terms(asked: Asked, within: Scope) -> Asked:
    """A sentence in which 部 of 部全体で only says where, and nothing is grouped by it."""
    spans = tuple(s for s in asked.sentence.spans if s.slot not in (Slot.TERM, Slot.WHOLE))
    return replace(asked, sentence=replace(asked.sentence, spans=spans), within=within)


def of_groups(asked: Asked, last: Query) -> Intent | None:
    """「一番少ないのは？」「件数だと？」 after a breakdown: of the groups, not of their projects."""
    if how_many := _how_many_of_first(asked, last):
        return how_many
    if not last.by or names_something(asked) or asked.sentence.has_any(_OTHERWISE):
        return None
    terms = [s.value for s in asked.sentence.all(Slot.TERM) if isinstance(s.value, Dimension)]
    if terms and not (set(terms) == {last.by} and asked.sentence.has_any(_ONE_OF_THEM)):
        alone = len(terms) == 1 and asked.asks_nothing
        first = last.first if last.limit == 1 else 1  # 「部では」 after the third section
        return replace(last, by=terms[0], first=first) if alone else None
    counted = Operation.COUNT in asked.operations
    money = Attribute.REQUESTED in asked.attributes
    money = money and (last.measure is Measure.COUNT or says_money(asked))
    measured = asked.sentence.has(Slot.MEASURE) or counted or money
    measure = Measure.COUNT if counted else asked.measure if measured else last.measure
    if set(asked.operations) - {Operation.COUNT, Operation.AVERAGE, Operation.COMPARE}:
        return None
    ordinals = asked.sentence.all(Slot.ORDINAL)
    if Operation.COMPARE in asked.operations and (
        ordinals or len(numbers_of(asked.sentence.text)) > 1
    ):
        return _beside_first(asked, last, [s.value for s in ordinals])  # 「2番目との差は」
    each = Operation.AVERAGE if Operation.AVERAGE in asked.operations else last.each
    if each is Operation.AVERAGE and measure is Measure.COUNT:
        measure = asked.measure  # an average of numbers of projects tells nothing
    placed = asked.sentence.has_any(_PLACED) or is_ordered(asked)
    if (
        is_ordered(asked)
        and last.operation is Operation.BREAKDOWN
        and not asked.sentence.has_any(_PLACED)
    ):
        return replace(last, measure=measure, each=each, descending=descending(asked))
    if placed:
        largest = descending(asked) if _says_end(asked) else last.operation is not Operation.MIN
        first, limit = places(asked)
        way = Operation.MAX if largest else Operation.MIN
        return replace(last, operation=way, measure=measure, each=each, descending=largest, first=first, limit=limit)  # fmt: skip
    if not measured and each is last.each:
        return None
    counted_groups = last.operation is Operation.COUNT and measure is not Measure.COUNT
    way = Operation.BREAKDOWN if counted_groups else last.operation
    return replace(last, operation=way, measure=measure, each=each)


_HOW_MANY = pattern(
    "(?:じゃあ?|では|で|それは|そこは|そこ|全部で|事業は|事業数は)?、?(?:何件|いくつ|何事業)(?:の事業)?(?:が)?(?:ある|あり?ます|です|なの|の|か)*[?。]*",
    among="何件 いくつ 何事業",
)


def _how_many_of_first(asked: Asked, last: Query) -> Query | None:
    """「何件」 after the group that comes first by its money: how many projects it has."""
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.limit == 1
    if not last.by or not ranked or last.measure is Measure.COUNT:
        return None
    if not _HOW_MANY.fullmatch(asked.sentence.text):
        return None
    groups = groups_around(last.by, shown(last, asked.lexicon))
    return Query(Operation.COUNT, last.scope.narrow(groups), Measure.COUNT)


def _beside_first(asked: Asked, last: Query, places: list[object]) -> Intent:
    """The difference between the group that is first and one after it; refused where it is of others."""
    word = next((w for w, d in GROUP_WORDS.items() if d is last.by), None)
    first = last.operation in (Operation.MAX, Operation.MIN) and (last.first, last.limit) == (1, 1)
    if not word or not first or len(places) != 1 or last.scope != asked.lexicon.whole:
        return uncomputable(asked)
    size = "大きい" if last.operation is Operation.MAX else "小さい"
    counted = "件数が" if last.measure is Measure.COUNT else ""
    said = f"{counted}一番{size}{word}と{counted}{places[0]}番目に{size}{word}の差は"
    found = query_of(replace(ask(said, asked.lexicon), usual=last.measure))
    alike = found.operation is Operation.COMPARE and found.measure is last.measure
    return found if alike else uncomputable(asked)


_OTHERWISE = frozenset({Slot.NOUN, Slot.DIMENSION, Slot.SAME, Slot.WHOLE, Slot.MORE})
_PLACED = frozenset({Slot.EXTREME, Slot.ORDINAL, Slot.LIMIT, Slot.PLACES})
_ONE_OF_THEM = frozenset({Slot.EXTREME, Slot.ORDINAL})


def _says_end(asked: Asked) -> bool:
    spans = [*asked.sentence.all(Slot.EXTREME), *asked.sentence.all(Slot.DIRECTION)]
    return any(s.value is not None for s in spans)


_OF_PLACED = pattern(
    "(?:一番|いちばん)?(?:上|下|最初|最後|[0-9](?:番目|位))の(?:(?:やつ|事業|もの)の([部局課係室柱])(?:[、のは])|([部局課係室柱])の(?=他|ほか|合計|件数|平均|総額|事業))"
)


def group_of_placed(asked: Asked, last: Query) -> Intent | None:
    """「一番上のやつの課、ほかに何やってる」: the group of the project at a place of what was shown."""
    found = _OF_PLACED.search(asked.sentence.text)
    project = placed(found[0], shown(last, asked.lexicon)) if found else None
    if not found or not project:
        return None
    if found[2] and (last.by or not is_list(last)):
        return None
    rest = f"同じ{found[1] or found[2]}{asked.sentence.text[found.end() - 1 :]}"
    return same_group(
        ask(rest, asked.lexicon), Query(Operation.DETAIL, asked.lexicon.of_projects([project]))
    )
