"""Follow-ups about places in what was shown: 2番目の, 一番下の, 5位まで, 続き, 次の番号の."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from data.answer import PAGE
from data.model import Project
from data.query import Attribute, Dimension, Intent, NotFound, Operation, Query
from nlp.asking.asked import DIFFERENCES, TOTALS, Asked, names_something, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.context import is_list, is_single, reached, shown
from nlp.asking.details import detail
from nlp.asking.places import is_added, numbers_of
from nlp.asking.plain import difference
from nlp.asking.same_money import money_said
from nlp.names.scopes import groups_around
from nlp.rules.classes import LAST
from nlp.rules.ways import LEADS_ON
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any

_NEIGHBOUR = pattern(r"(次|前|後|あと)の(?:番号|no)")


def next_number(asked: Asked, last: Query) -> Intent | None:
    """「次の番号のは？」: the project whose number follows that of the one shown last."""
    found = _NEIGHBOUR.search(asked.sentence.text)
    before = shown(last, asked.lexicon) if found else []
    if not found or asked.parts or len(before) != 1:
        return None
    number = before[0].no + (-1 if found[1] == "前" else 1)
    project = asked.lexicon.numbered(number)
    if project is None:
        return NotFound(asked.lexicon.edition.id, f"No.{number}")
    return _detail_of(asked, [project])


_NTH = pattern("([0-9]+)(?:番目|位)")


def placed(words: str, before: Sequence[Project]) -> Project | None:
    """The project at the place that words tell, of those that were shown."""
    nth = _NTH.search(words)
    at = int(nth[1]) - 1 if nth else -1 if "下" in words or "最後" in words else 0
    return before[at] if before and at < len(before) else None


_END_OF_LIST = pattern("(?:一番|いちばん)([上下])の?(?!限)")


def _ranks_anew(asked: Asked) -> bool:
    """Whether a new ranking is asked for; 「上から2番目の」 counts in what was shown."""
    said = {asked.sentence.text[s.begin : s.end] for s in asked.sentence.all(Slot.EXTREME)}
    return bool(said - {"上から"})


def nth(asked: Asked, last: Query) -> Intent | None:
    """「2番目の」: the next rank of a ranking, or that place of what was shown."""
    light = all(r.mention.text in ("上", "下") for r in asked.references)
    light = light and all(p.topic for p in asked.parts)
    if last.operation is Operation.LIST and (light or not names_something(asked)):
        end = _END_OF_LIST.search(asked.sentence.text)
        before = shown(last, asked.lexicon) if end else []
        if end and before:
            return _detail_of(asked, before[:1] if end[1] == "上" else before[-1:])
    end = FIRST_OR_LAST.match(asked.sentence.text)
    if (end or _FORMER.match(asked.sentence.text)) and _shows_named(last, asked):
        return uncomputable(asked)
    if end and last.operation is Operation.LIST and not names_something(asked):
        before = shown(last, asked.lexicon)
        return _detail_of(asked, before[:1] if end[1] == "最初" else before[-1:])
    if some := _some_shown(asked, last):
        return some
    rank = _RANK.match(asked.sentence.text)
    if rank and is_list(last) and asked.attributes and not names_something(asked):
        before = shown(last, asked.lexicon)
        return _detail_of(asked, before[int(rank[1]) - 1 : int(rank[1])])
    if places := _more_places(asked, last):
        return places
    span = asked.sentence.first(Slot.ORDINAL)
    if not span or not isinstance(span.value, int) or names_something(asked) or _ranks_anew(asked):
        return None
    if _OF_GROUP.match(asked.sentence.text, span.end):
        return None  # 「2位の部は」
    if asked.sentence.has(Slot.EXCLUDE):
        return _all_but_nth(asked, last, span.value)
    if last.operation in (Operation.MAX, Operation.MIN) and span.value > 0:
        ranked = replace(_turned(asked, last), first=span.value, limit=1)
        if Operation.COMPARE in asked.operations:
            shown_last = last.first if last.limit == 1 and last.first != span.value else 1
            ends = (replace(last, first=shown_last, limit=1), ranked)
            return comparison(asked, [reached(q, asked.lexicon) for q in ends])
        if not asked.attributes and not asked.sentence.has(Slot.MEASURE):
            return ranked
        before = shown(ranked if (last.limit or 1) == 1 else last, asked.lexicon)
        place = 1 if (last.limit or 1) == 1 else span.value
        return _detail_of(asked, before[place - 1 : place])
    before = shown(last, asked.lexicon)
    if span.value == LAST:
        return _detail_of(asked, before[-1:])
    if len(before) == 1 and span.value > 1 and not asked.sentence.has(Slot.DIRECTION):
        return NotFound(asked.lexicon.edition.id, asked.sentence.text[span.begin : span.end])
    if last.operation is Operation.LIST and len(before) < span.value and asked.attributes:
        return NotFound(asked.lexicon.edition.id, asked.sentence.text[span.begin : span.end])
    if asked.sentence.has(Slot.DIRECTION) or not 1 <= span.value <= len(before) or len(before) == 1:
        return None
    return _detail_of(asked, before[span.value - 1 : span.value])


_OF_GROUP = pattern("の(?:小?柱|[部課局])(?:は|って|$|[?。])")


def _turned(asked: Asked, last: Query) -> Query:
    """A ranking from the other end, where a sentence says so: 「2番目に高いのは」 after the cheapest."""
    said = {s.value for s in asked.sentence.all(Slot.DIRECTION)} - {None}
    largest = last.operation is Operation.MAX
    if said != {not largest}:
        return last
    way = Operation.MIN if largest else Operation.MAX
    return replace(last, operation=way, descending=not largest)


def _more_places(asked: Asked, last: Query) -> Query | None:
    """「2位と3位も」 after the first of a ranking: those places of the same ranking."""
    span = asked.sentence.first(Slot.PLACES)
    ranked = last.operation in (Operation.MAX, Operation.MIN)
    if not span or not ranked or not isinstance(span.value, tuple) or names_something(asked):
        return None
    if asked.operations or asked.attributes or _ranks_anew(asked):
        return None
    begin, end = span.value
    places = replace(last, first=begin, limit=end - begin + 1)
    if (money := money_said(asked, last)) is last.measure:
        return places
    return Query(Operation.LIST, reached(places, asked.lexicon), money)


def _all_but_nth(asked: Asked, last: Query, place: int) -> Intent:
    """「3番目を除いた合計」: of what was shown without that one."""
    before = shown(last, asked.lexicon)
    if not 1 <= place <= len(before) or len(before) < 2:
        return uncomputable(asked)
    rest = asked.lexicon.of_projects(p for p in before if p is not before[place - 1])
    total = next((o for o in asked.operations if o in TOTALS), Operation.LIST)
    return Query(total, rest, money_said(asked, last))


_FORMER = pattern("(?:じゃあ?|では|で)?、?(?:前者|後者)(?:の|は|が|って)")


def _shows_named(last: Query, asked: Asked) -> bool:
    """Whether several projects were shown that the question named, perhaps in another order."""
    return last.operation is Operation.DETAIL and len(shown(last, asked.lexicon)) > 1


FIRST_OR_LAST = pattern(
    "(?:じゃあ?|では|で)?、?(?:一番|いちばん)?(最初|最後)の(?:やつ|もの|事業|方|ほう|に戻|は|、|の)"
)
_RANK = pattern("([1-9])位の")


_SIDES = pattern(
    "(最初|はじめ|上|最後|下|後ろ)(?:から|の)?(?:の)?([2-9]|[1-9][0-9]|[二三四五])(?:つ|件|個|事業)(?!目)"
)
_FIGURES = {"二": 2, "三": 3, "四": 4, "五": 5}


def _of_places(text: str, shown_now: Sequence[Project]) -> list[Project] | None:
    """The projects at the places of a list that a sentence tells; None where it tells fewer than two, or some
    that are not there.
    """
    if found := _SIDES.search(text):
        many = _FIGURES.get(found[2]) or int(found[2])
        first = found[1] in ("最初", "はじめ", "上")
        some = shown_now[:many] if first else shown_now[-many:]
        return list(some) if len(some) == many else None
    places = numbers_of(text)
    if len(places) < 2 or "から" in text:
        return None
    return [shown_now[n - 1] for n in places] if max(places) <= len(shown_now) else None


def tells_places(text: str) -> bool:
    """Whether a sentence tells several places of what was shown: 1番目と3番目, 最後の2つ."""
    return len(numbers_of(text)) > 1 or _SIDES.search(text) is not None


_RANKS = pattern("[0-9二三四五]位")


def _some_shown(asked: Asked, last: Query) -> Intent | None:
    """「1番目と3番目、どっちが高い」「最初の2つの合計」 after a list: those of it, beside each other or as one."""
    if names_something(asked) or last.by or last.operation not in ORDERED:
        return None
    if set(asked.attributes) - {Attribute.REQUESTED}:
        return None
    compared = Operation.COMPARE in asked.operations
    computed = compared or asked.operations or is_added(asked)
    if last.operation is not Operation.LIST and not computed:
        return None
    if asked.attributes and not (compared or asked.operations or is_added(asked)):
        return None
    ordered = asked.sentence.has(Slot.DIRECTION) and not compared
    if ordered or asked.sentence.has(Slot.EXCLUDE) or asked.sentence.has(Slot.NOUN):
        return None
    text = asked.sentence.text
    if not tells_places(text):
        return None
    if last.operation is not Operation.LIST and (places := numbers_of(text)):
        last = replace(last, first=1, limit=max(places))
    if last.operation is Operation.LIST and last.descending is None and _RANKS.search(text):
        last = replace(
            last, descending=True
        )  # 「1位と2位の差」 are ranks, and no places of the list
    projects = _of_places(text, shown(last, asked.lexicon))
    if not projects or (compared and len(projects) != 2):
        return uncomputable(asked)
    if compared:
        return comparison(asked, [asked.lexicon.of_projects([p]) for p in projects])
    some = asked.lexicon.of_projects(projects)
    added = Operation.SUM if is_added(asked) else None
    total = next((o for o in asked.operations if o in TOTALS), added)
    return Query(total or Operation.LIST, some, money_said(asked, last))


ORDERED = frozenset({Operation.LIST, Operation.MAX, Operation.MIN})
"""What shows projects one below the other."""


def _detail_of(asked: Asked, projects: list[Project]) -> Intent | None:
    if not projects:
        return None
    scope = asked.lexicon.of_projects(projects)
    if asked.measure in DIFFERENCES:
        return difference(asked, scope)  # 「3番目はいくら減らされた」
    return replace(detail(asked, ()), scope=scope)


def up_to(asked: Asked, last: Query) -> Intent | None:
    """「5位まで見せて」「5つは」 after the first three: more places of the same ranking; so many of a list in an order."""
    limit = asked.sentence.first(Slot.LIMIT)
    if last.operation is Operation.LIST and last.descending is not None and limit:
        named = names_something(asked) or asked.sentence.has_any(_OF_OTHERS) or asked.operations
        many = limit.value if isinstance(limit.value, int) and not named else None
        way = Operation.MAX if last.descending else Operation.MIN
        return replace(last, operation=way, first=1, limit=many) if many else None
    ranked = last.operation in (Operation.MAX, Operation.MIN)
    if not limit or not ranked or not isinstance(limit.value, int) or names_something(asked):
        return None
    text = asked.sentence.text
    few = last.limit == 1 and not last.by and _SO_MANY.fullmatch(text)
    instead = (last.limit or 1) > 1 and _INSTEAD.fullmatch(text)
    if asked.sentence.has_any(_ASKS_ELSE) or not (few or instead or holds_any(text, _UP_TO)):
        return None
    return replace(last, first=1, limit=limit.value)


def reordered(asked: Asked, last: Query) -> Intent | None:
    """「逆。小さい順で」 after the first three: as many from the other end, or in another measure."""
    ranked = last.operation in (Operation.MAX, Operation.MIN) and (last.limit or 1) > 1
    if not ranked or names_something(asked) or asked.sentence.has_any(_ASKS_MORE):
        return None
    directed = {s.value for s in asked.sentence.all(Slot.DIRECTION)}
    if None not in directed or len(directed) != 2:
        return None
    largest = True in directed
    measure = asked.measure if asked.sentence.has(Slot.MEASURE) else last.measure
    way = Operation.MAX if largest else Operation.MIN
    return replace(last, operation=way, descending=largest, measure=measure, first=1)


_SO_MANY = pattern(
    f"{LEADS_ON}(?:[2-9]|1[0-9]|[二三四五])(?:つ|件|個)(?:ほど|くらい)?(?:を|、)?(?:見せて|出して|教えて|挙げて|あげて|並べて|お願い(?:します)?|ください|くれ)+(?:ください|くれる|もらえる)?[?。]*",
    among="つ 件 個",
)
_INSTEAD = pattern(
    f"{LEADS_ON}(?:[0-9]+|[二三四五])(?:つ|件|個)(?:は|だと|なら|では)?[?。]*", among="つ 件 個"
)
_ASKS_MORE = frozenset(
    {
        Slot.EXTREME,
        Slot.AMOUNT,
        Slot.NARROW,
        Slot.NOUN,
        Slot.WHOLE,
        Slot.LIMIT,
        Slot.ORDINAL,
        Slot.OPERATION,
    }
)
_OF_OTHERS = frozenset({Slot.EXTREME, Slot.AMOUNT, Slot.MORE, Slot.ATTRIBUTE, Slot.EXCLUDE})
_UP_TO = ("まで", "にして", "にすると", "に変え", "に増や", "に減ら")
_ASKS_ELSE = frozenset({Slot.EXTREME, Slot.ATTRIBUTE, Slot.AMOUNT, Slot.NARROW})


_NEXT = pattern("次[?。]*")
_OTHERS = pattern(
    f"{LEADS_ON}(?:他|ほか)(?:に(?:は|も)?|は)、?(?:何か|なにか|何が|まだ|どんなのが)*(?:ある|あります|ない|ありません)?(?:の|です|か)*[?。]*",
    among="他 ほか",
)


def _next_page(asked: Asked, last: Query) -> Query:
    """The next page of a list; behind the last one, an empty one."""
    passed = last.first > len(asked.lexicon.index.select(last.scope))
    return last if passed else replace(last, first=last.first + (last.limit or PAGE))


def more(asked: Asked, last: Query) -> Intent | None:
    """「他には」「続き」: the next page of a list, the next in an order, the others beside one project."""
    text = asked.sentence.text
    place = last.operation in (Operation.MAX, Operation.MIN) and _NEXT.fullmatch(text)
    if not (asked.sentence.has(Slot.MORE) or place or _OTHERS.fullmatch(text)):
        return None
    if names_something(asked) or asked.attributes:
        return None
    if last.operation is Operation.LIST:
        return _next_page(asked, last)
    if last.operation in (Operation.MAX, Operation.MIN):
        next_ones = asked.sentence.first(Slot.LIMIT)
        many = next_ones.value if next_ones and isinstance(next_ones.value, int) else last.limit
        return replace(last, first=last.first + (last.limit or 1), limit=many or 1)
    if is_single(last):
        if asked.sentence.has(Slot.LIMIT):
            return uncomputable(asked)  # 「次の3件」 of what no list shows
        before = shown(last, asked.lexicon)
        inside = asked.lexicon.index.take(
            asked.lexicon.whole.narrow(groups_around(Dimension.SECTION, before))
        )
        return Query(
            Operation.LIST, asked.lexicon.of_projects(p for p in inside if p not in before)
        )
    return None


_PAGES = pattern(
    "(?:じゃあ?|では|で)?、?(?:(?P<next>次|もっと|次へ|次お願い|next|more)|(?P<last>(?:最後|最終|ラスト)の?ページ)|(?P<first>最初のページ|1ページ目)"
    "|(?P<back>(?:一つ)?前(?:の(?:ページ|10件))?(?:に|へ)?(?:戻って|戻る)?|戻って|戻る|前へ))(?:を|に|へ)?(?:見せて|出して|お願い|ください|戻って)*[?。.!]*",
    among="次 もっと next more ページ 前 戻",
)


def same_of_page(asked: Asked, last: Query) -> Query | None:
    """「3ページは」 after 「2ページの平均」: the same of another page of the list."""
    pages = asked.sentence.all(Slot.PAGE)
    label = last.scope.label or ""
    if (
        len(pages) != 1
        or len(asked.parts) != 1
        or not asked.asks_nothing
        or not _PAGED.search(label)
    ):
        return None
    if asked.sentence.has(Slot.NOUN) or asked.references or last.operation is Operation.DETAIL:
        return None
    new = asked.parts[0].entity.scope
    scope = replace(last.scope, projects=new.projects, label=new.label)
    return replace(last, scope=scope, first=1)


_PAGED = pattern("^[0-9]+ページ(?:目)?$")


def other_page(asked: Asked, last: Query) -> Query | None:
    """「最後のページ」「戻って」 after a page of a list: another of its pages; behind the last one, an empty one."""
    found = _PAGES.fullmatch(asked.sentence.text) if last.operation is Operation.LIST else None
    if not found:
        return None
    if found["next"]:
        return _next_page(asked, last)
    total, step = len(asked.lexicon.index.select(last.scope)), last.limit or PAGE
    if total <= step:
        return None
    if found["back"]:
        return replace(last, first=max(1, last.first - step))
    return replace(last, first=1 if found["first"] else (total - 1) // step * step + 1)
