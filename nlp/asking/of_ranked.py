"""What is asked of the group that comes first: 件数が一番多い課の合計額, 一番高い部の新規の件数.

Read as two sentences: which group it is, and the rest asked of 「その課」.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from data.query import MONEY, Attribute, Intent, Measure, Operation, Query
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.compose import compose, query_of
from nlp.asking.context import Memory, is_list, is_place, is_single, kept, reached, shown
from nlp.asking.group_words import group_word
from nlp.asking.same_money import money_of
from nlp.asking.undone import done
from nlp.meaning.reference import Sure
from nlp.names.scopes import groups_around
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

OF_RANKED = pattern(
    "(.*(?:一番|いちばん|最も|もっとも|最大|最多|最高|最小|最少|最低|トップ|[0-9二三四五]位|番目)(?:(?!(?:事業|もの|やつ|の)は).){0,14}?"
    "(部署|部局|分野|会計|区分|[部課局室係柱]))(?:の中では?|の|は|って|が|では|で|には|に)(.+)",
    among="一番 いちばん 最も もっとも 最大 最多 最高 最小 最少 最低 トップ 位 番目",
)
GROUP_OF_FIRST = pattern(
    "(.*(?:一番|いちばん|最も|もっとも|最大の|最高の|最高額の|最大額の|最小の|最低の|最安の|最低額の|[1-9]位の|[2-9二三四五]番目に)[^、。]{0,8}?(?:事業|やつ|もの|新規|レベルアップ|拡充))"
    "(?:[がのを]|と同じ)(?:入って(?:い)?る|属する|属して(?:い)?る|含まれる|ある|担当(?:して(?:い)?る|する)|所管(?:して(?:い)?る|する)|載って(?:い)?る)?((?:担当)?[部課局]|小?柱|章)(?:全体)?"
    "(?:、その(?:[部課局]|小?柱)(?:全体)?)?(?:の|は|で|だと|って|が)(.*)",
    among="一番 いちばん 最も もっとも 最大 最高 最小 最低 最安 位の 番目に",
)
_PLACED = pattern("(?:じゃあ?|では|で)?、?([0-9]{1,2})(?:位|番目)の[部課局係柱]")
_WHICH = pattern(
    "(?:どこ|どれ|何|なに)(?:[部課局室係柱])?(?:です|でしょう|なん)?か?(?:で、?|、|。)+(?:それは)?"
)
_WITH_FIRST = pattern(
    "(?:じゃあ?|では|で)?、?(?P<head>[^、。と]*?(?:(?:一番|いちばん)(?!目)|最も|もっとも|最[大小高低安多少]|トップ|最下位|[1-9]位)[^、。と]{0,12}?)"
    "(?:の(?:事業|やつ|もの)?|事業|額)?と(?:の|は|、|を)?(?:差|違い|開き|比べ|くらべ|比較|何倍|(?:いくら|どれだけ|どのくらい|どれくらい)違)[^、。]*",
    among="との と比 とくら とは と、 とを とい とど と何 と差 と違 と開",
)
"""The first of a ranking, beside which what was shown is set: 一番安い事業との差は."""

_COUNTS = pattern("件数|何件|いくつ|事業数|何事業|数は")
_MONEY = pattern("合計|総額|金額|要求額|予算|いくら|額")
_OTHERS = pattern(
    "平均|中央値|一覧|全部|事業|新規|レベルアップ|拡充|継続|割合|何%|何割|占め|シェア|内訳|[部課局柱](?:ごと|別)|一番|最[も大小高]|[0-9]番目|主な|上位"
)


MONEY_OF = pattern(
    "(?!.*(?:何件|いくつ|件数|何事業|何個))(.*(?:一番|いちばん|最も|もっとも|番目に|上位|トップ|ベスト|下位|ワースト)[^、。]*?(?:事業|もの|やつ|案件|新規|拡充|レベルアップ|継続|[0-9](?:件|つ|個|位)?))の"
    "(うち?レベルアップ分?|うち?拡充分?|うち?充実分?|レベルアップ分|拡充分|充実分|要求額|予算額)(?:(?:と|・|、)(要求額|予算額))?(?:の?(合計|平均|総額))?((?:の|が|は)?(?:占める)?(?:割合|比率)|(?:は|って)?、?(?:要求額の)?(?:何%|何割|何パーセント))?"
    "(?:って|は|を|が)?(?:いくら|何円|教えて|なんぼ)?[^、。]{0,6}[?。]*",
    among="一番 いちばん 最も もっとも 番目に 上位 トップ ベスト 下位 ワースト",
)
"""What names the first of a ranking by one money, and asks for another money of theirs."""


def _ranking_of(
    words: str, asked: Asked, memory: Memory, follow: Callable[[Asked, Memory], Intent]
) -> Query | None:
    """The ranking of projects that a part of a sentence asks for by itself."""
    first = follow(ask(words, asked.lexicon), memory)
    ranked = isinstance(first, Query) and first.operation in (Operation.MAX, Operation.MIN)
    return first if isinstance(first, Query) and ranked and not first.by else None


def money_of_ranked(
    asked: Asked, memory: Memory, follow: Callable[[Asked, Memory], Intent]
) -> tuple[Intent, ...]:
    """「一番高い事業のレベルアップ分」「レベルアップ分の上位5件の要求額の合計」: projects ranked by one money, and another
    money of them; none where it is the same.
    """
    lost = any(r.sure in (Sure.ABSENT, Sure.SEVERAL) for r in asked.references)
    found = None if lost else MONEY_OF.fullmatch(asked.sentence.text)
    if not found:
        return ()
    head, money, too, total, part = found.groups()
    first = _ranking_of(f"{head}は", asked, memory, follow)
    wanted = ask(f"一覧全体の{money}の合計は", asked.lexicon).measure
    if first is None or (first.measure is wanted and not (too or part)):
        return ()
    scope = asked.lexicon.of_projects(shown(first, asked.lexicon))
    if part:
        return (Query(Operation.SHARE, scope, wanted, parts=(scope,)),)
    if total or len(scope.projects or ()) > 1:
        way = Operation.AVERAGE if total == "平均" else Operation.SUM
        return (Query(way, scope, wanted),) if total else (Query(Operation.LIST, scope, wanted),)
    fields = {a for a, measure in MONEY.items() if measure is wanted}
    fields |= {Attribute.REQUESTED, Attribute.BUDGET} if too else set()
    told = tuple(a for a in MONEY if a in fields)
    return (Query(Operation.DETAIL, scope, attributes=told),)


GROUPS_OF_FIRST = pattern(
    "(?P<head>.*?(?:上位|トップ|ベスト|下位|ワースト)(?:[0-9]{1,2}|[二三四五六七八九十])(?:件|位|つ|事業)?)(?:の事業)?(?:の|を|は、?)(?P<by>小?柱|章|[部課局]|区分|会計)(?:ごと|別)(?P<rest>.*)",
    among="上位 トップ ベスト 下位 ワースト",
)


def groups_of_ranked(
    asked: Asked, memory: Memory, follow: Callable[[Asked, Memory], Intent]
) -> tuple[Intent, ...]:
    """「上位10件の部ごとの件数」: the first ones told apart by their groups, and no ranking of groups."""
    found = GROUPS_OF_FIRST.fullmatch(asked.sentence.text)
    if not found:
        return ()
    first = _ranking_of(f"{found['head']}は", asked, memory, follow)
    if first is None:
        return ()
    among = asked.lexicon.of_projects(shown(first, asked.lexicon))
    rest = ask(f"{found['by']}ごと{found['rest'] or 'に'}", asked.lexicon)
    return (done(rest, query_of(replace(rest, within=among, usual=first.measure))),)


PLACE_OF_FIRST = pattern(
    "(?P<head>.*(?:一番|いちばん|最も|もっとも|[2-9二三四五]番目に)[^、。]{0,10}?(?:事業|やつ|もの|新規|の))(?:は|って)、?(?:(?:区全体|全体|一覧全体|一覧)(?:の中|のうち)?(?:で(?:は)?|の)、?)(?:何番目|何位)(?:に(?:高|大き|多)い)?[^、。]{0,6}[?。]*",
    among="何番目 何位",
)


def place_of_ranked(
    asked: Asked, memory: Memory, follow: Callable[[Asked, Memory], Intent]
) -> tuple[Intent, ...]:
    """「一番高い新規事業は全体で何番目」: the place of that project in the whole list, and not among the new."""
    found = PLACE_OF_FIRST.fullmatch(asked.sentence.text)
    if not found:
        return ()
    first = _ranking_of(f"{found['head']}は", asked, memory, follow)
    rows = shown(first, asked.lexicon) if first and is_place(first) else []
    if len(rows) != 1:
        return ()
    return (compose(ask(f"no.{rows[0].no}は全体で何番目に高い", asked.lexicon)),)


_RANK = pattern("([1-9])位")


def beside_first(asked: Asked, memory: Memory, last: Query) -> Intent | None:
    """「一番安い事業との差は」 after a project: that one beside the first of the ranking it stands in, or of the whole list."""
    found = _WITH_FIRST.fullmatch(asked.sentence.text)
    if not found or any(p.end > found.end("head") for p in asked.parts):
        return None
    if last.by and last.operation in (Operation.MAX, Operation.MIN):
        return uncomputable(asked)
    if not (is_single(last) or is_place(last)):
        return None
    list_of = last if is_place(last) else memory.listed
    open_ = asked.sentence.has(Slot.WHOLE) or bool(asked.parts)
    within = list_of.scope if list_of and not open_ else None
    usual = money_of(last)
    if is_place(last) and (rank := _RANK.fullmatch(found["head"])):
        first: Intent = replace(last, first=int(rank[1]))
    else:
        head = ask(f"{found['head']}の事業は", asked.lexicon)
        first = compose(replace(head, within=within, usual=usual))
    if not isinstance(first, Query) or not is_place(first) or first.measure is not usual:
        return uncomputable(asked)
    sides = [reached(last, asked.lexicon), reached(first, asked.lexicon)]
    if sides[0].projects == sides[1].projects or any(len(s.projects or ()) != 1 for s in sides):
        return uncomputable(asked)  # itself, or several that are equal
    beside = comparison(replace(asked, usual=usual), sides)
    return replace(beside, measure=usual) if beside else None


def of_ranked_group(
    asked: Asked, memory: Memory, follow: Callable[[Asked, Memory], Intent]
) -> tuple[Intent, ...]:
    """The answers to what is asked of the first group, or none where nothing is."""
    if asked.references:
        return ()
    if placed_group := _of_placed_group(asked, memory.query):
        return placed_group
    if found := GROUP_OF_FIRST.fullmatch(asked.sentence.text):
        return _group_of_first(asked, memory, follow, *found.groups())
    found = OF_RANKED.fullmatch(asked.sentence.text)
    if not found:
        return ()
    head, term, rest = found.groups()
    which = _WHICH.match(rest)
    rest = rest[which.end() :] if which else rest
    last = memory.query
    placed = _PLACED.fullmatch(head) if last else None
    if placed and last and is_list(last):
        return ()  # 「2番目の課の他の事業」 after a list: the section of the project that stands there
    placed = placed if last and last.by else None
    whose = ask(f"{placed[1]}番目は" if placed else head, asked.lexicon)
    first = done(whose, follow(whose, memory))
    if not isinstance(first, Query) or not _is_first_group(first) or not _asks_more(first, rest):
        return ()
    joint = "で" if found[0][found.end(2)] == "で" else "の"
    its = ask(f"その{term}{joint}{rest}", asked.lexicon)
    then = done(its, follow(its, Memory(kept(memory.last, (first,)))))
    return (first, then) if which else (then,)


OF_GROUP_AT = pattern(
    "(?:じゃあ?|では|で)?、?(?:(?P<nth>[0-9]{1,2})(?:位|番目)(?:の[部課柱])?|(?:一番|いちばん|最も)(?P<way>多|少な|大き|小さ)い(?:ところ|の))の"
    "(?=事業|新規|拡充|レベルアップ|件数|平均|割合|内訳)",
    among="位 番目 一番 いちばん 最も",
)


def _of_placed_group(asked: Asked, last: Query | None) -> tuple[Intent, ...]:
    """「4位の事業は」「一番少ないところの件数は」 after the groups of a list: of the one that stands there, as it was narrowed."""
    found = OF_GROUP_AT.match(asked.sentence.text) if last and last.by else None
    if not found or last is None or last.by is None:
        return ()
    ascending = last.operation is Operation.MIN or last.descending is False
    if found["way"]:
        ascending = found["way"] in ("少な", "小さ")
    way = Operation.MIN if ascending else Operation.MAX
    nth = int(found["nth"] or 1)
    first = replace(last, operation=way, descending=not ascending, first=nth, limit=1)
    group = groups_around(last.by, shown(first, asked.lexicon))
    rest = ask(asked.sentence.text[found.end() :], asked.lexicon)
    return (done(rest, query_of(replace(rest, within=last.scope.narrow(group)))),)


def _group_of_first(
    asked: Asked,
    memory: Memory,
    follow: Callable[[Asked, Memory], Intent],
    head: str,
    term: str,
    rest: str,
) -> tuple[Intent, ...]:
    """「一番高い事業の柱の合計」: of the group that the first project is in; where only its name is asked, that."""
    first = _ranking_of(head, asked, memory, follow)
    more = _MONEY.search(rest) or _COUNTS.search(rest) or _OTHERS.search(rest)
    if first is None:
        return ()
    if _ITS_NAME.fullmatch(rest):
        if term.startswith("担当"):
            return ()  # a field of the first, as any other
        field = Attribute(group_word(term, asked).value)
        scope = asked.lexicon.of_projects(shown(first, asked.lexicon))
        return (Query(Operation.DETAIL, scope, attributes=(field,)),)
    if not more:
        return ()
    total = "" if _COUNTS.search(rest) or _OTHERS.search(rest) else "合計は"
    its = ask(f"その{term.removeprefix('担当')}の{total or rest}", asked.lexicon)
    return (done(its, follow(its, Memory(kept(memory.last, (first,))))),)


_ITS_NAME = pattern("(?:どこ|どちら|何|なに)?(?:の?[部課局])?(?:です|でしょう|なん|なの)?か?[?。]*")


def _is_first_group(query: Query) -> bool:
    ranked = query.operation in (Operation.MAX, Operation.MIN)
    return ranked and query.by is not None and (query.limit or 1) == 1


def _asks_more(first: Query, rest: str) -> bool:
    """Whether more than the figure is asked by which the group is first."""
    if _OTHERS.search(rest):
        return True
    other = {Measure.BUDGET: "要求額", Measure.REQUESTED: "予算額"}.get(first.measure)
    if other and other in rest:
        return True
    said = _MONEY if first.measure is Measure.COUNT else _COUNTS
    return bool(said.search(rest))
