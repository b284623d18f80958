"""The last answer with its bound, its end or its difference told anew: それ未満は, 安いのは, いくら減った; which bounds stay."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Intent, Measure, Operation, Query, Range
from nlp.asking.ask import ask
from nlp.asking.asked import DIFFERENCES, Asked, names_something, ranges, uncomputable
from nlp.asking.compose import query_of
from nlp.asking.context import is_single, reached
from nlp.asking.places import number_of
from nlp.rules.ways import FIGURE
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

LEAD = "(?:じゃあ?|では|で|あと|それなら)?、?"
"""How a follow-up begins."""

_ALSO = ("かつ", "なおかつ", "しかも", "さらに")


def adds(asked: Asked) -> bool:
    """Whether a sentence says that its bounds are added to those before it: かつ5億円以下."""
    return asked.sentence.text.startswith(_ALSO)


def kept_bounds(before: tuple[Range, ...], asked: Asked) -> tuple[Range, ...]:
    """The ranges that those of a sentence do not replace: of another measure, or from the other side; all where
    it says that it adds to them (かつ).
    """
    now = ranges(asked)
    if adds(asked):
        return before
    if moves_edge(before, asked):
        before = tuple(replace(r, high=None) if r.measure is now[0].measure else r for r in before)
    return tuple(r for r in before if not any(_same_side(r, n) or _apart(r, n) for n in now))


_UP_TO = pattern(
    "まで(?:(?:に)?(?:する|した|広げ|上げ|伸ばす?)(?:ると|たら|と|ら)?|だと|なら|では|は)?(?:どう|いくら|何件)?[?。]*$"
)


def moves_edge(bounds: tuple[Range, ...], asked: Asked) -> bool:
    """Whether a sentence tells up to what amount, after one that told from which: 2億までだと after 5千万から1億."""
    now = ranges(asked)
    if len(now) != 1 or now[0].low is not None or not _UP_TO.search(asked.sentence.text):
        return False
    to = now[0]
    return any(
        b.measure is to.measure and b.low is not None and b.low < (to.high or 0) for b in bounds
    )


NARROWS = pattern(
    "(?:以上|以下|未満|超)(?:の(?:もの|事業)?)?(?:で|に絞|に限|だけ)[^、。はも]{0,6}[?。]*$"
)
"""How a sentence ends that says of what was shown which are meant: 2億円未満で."""


def _apart(one: Range, other: Range) -> bool:
    """Whether no amount lies in both, but for the one where they meet."""
    low = max((r.low for r in (one, other) if r.low is not None), default=None)
    high = min((r.high for r in (one, other) if r.high is not None), default=None)
    empty = low is not None and high is not None and low >= high
    return one.measure is other.measure and empty


def _same_side(one: Range, other: Range) -> bool:
    low = one.low is not None and other.low is not None
    high = one.high is not None and other.high is not None
    return one.measure is other.measure and (low or high)


_FLIPPED = pattern(
    f"(?:いや|いえ|あ|ごめん)?、?{LEAD}(?:それ)?(?:以上|以下|未満)(?:じゃ|では?)なくて?、?(以上|以下|未満)(?:の(?:方|ほう|もの))?(?:で|です|は|だと|なら|を)*[?。]*"
    f"|{LEAD}(?:それ|その額|この額)(以上|以下|未満)(?:の(?:もの|やつ|事業))?(?:は|だと|なら)?(?:何件|いくら)?(?:ある|です|あります)?か?[?。]*"
    f"|{LEAD}(?:逆に)?、?(以上|以下|未満)(?:の(?:もの|やつ|事業))?(?:は|だと|なら)(?:何件|いくら)?(?:ある|です|あります)?か?[?。]*",
    among="以上 以下 未満",
)
_MOVED = pattern(
    f"{LEAD}({FIGURE})に(?:引き)?(?:上げ|下げ|変え|変更し|かえ)(?:ると|たら|て(?:みて)?|てください)?(?:何件|いくら|どう)?[?。]*",
    among="上げ 下げ 変え 変更 かえ",
)

_NEW_EDGE = pattern(
    f"(?:ごめん|やっぱり|やっぱ|いや|いえ)?、?{LEAD}(?=[^、。?]{{1,12}}[万億円])(?P<edge>{FIGURE})(?:の間違い(?:です|でした)?|(?:は|だと|では|なら|だったら|で)、?(?:何件|いくら|どう)?)?(?:です)?か?[?。]*",
    among="億 万 円",
)
_BEYOND = pattern(
    f"{LEAD}(?:(?:それ|その額|この額|その金額)(?P<way>以上|以下|未満)(?:の(?:もの|事業|やつ)?の?|で(?:は)?)|残り(?:の|は))、?(?=(?:全部で)?(?:何件|いくら)|(?:合計|平均|件数|中央値|総額|一番|いちばん|最も|要求額の合計))",
    among="以上 以下 未満 残り",
)


def _edge_of(bound: Range) -> tuple[int, bool] | None:
    """The amount at which a bound stands, and whether it leaves that one out (超, 未満); None of two edges."""
    ends = [v for v in (bound.low, bound.high) if v is not None]
    if len(ends) != 1:
        return None
    beyond = ends[0] % 1000 in (1, 999)
    return (round(ends[0], -1) if beyond else ends[0]), beyond


def _bound(way: str, edge: int, measure: Measure, *, out: bool = False) -> Range:
    """What is at least an amount, at most, or under it."""
    beyond = int(out or way == "未満")
    if way == "以上":
        return Range(measure, low=edge + beyond)
    return Range(measure, high=edge - beyond)


def beyond_bound(asked: Asked, last: Query) -> Intent | None:
    """「それ未満の合計は」「それ以下で一番高いのは」 after an amount that bounds: asked of what lies on that side of it."""
    found = _BEYOND.match(asked.sentence.text)
    if not found or is_single(last) or len(last.scope.ranges) != 1:
        return None
    before = last.scope.ranges[0]
    edge = _edge_of(before)
    if edge is None:
        return uncomputable(asked)
    rest_of = "未満" if before.low is not None else "以上"
    out = edge[1] != (before.high is not None)  # the rest of 以下 is what is over it
    way = found["way"]
    bound = _bound(way or rest_of, edge[0], before.measure, out=not way and out)
    scope = replace(last.scope, ranges=(bound,))
    rest = ask(asked.sentence.text[found.end() :], asked.lexicon)
    return query_of(replace(rest, within=scope, usual=asked.usual))


def other_bound(asked: Asked, last: Query) -> Intent | None:
    """「以上じゃなくて以下」「それ未満は」「3億に上げると」 after an amount that bounds: the other bound in its place."""
    text = asked.sentence.text
    flipped, moved = _FLIPPED.fullmatch(text), _MOVED.fullmatch(text) or _NEW_EDGE.fullmatch(text)
    if not (flipped or moved) or is_single(last) or len(last.scope.ranges) != 1:
        return None
    before = last.scope.ranges[0]
    known = _edge_of(before)
    if known is None:
        return uncomputable(asked) if flipped or moved.re is _MOVED else None  # type: ignore[union-attr]
    edge, out = known
    way = "以上" if before.low is not None else "以下"
    if flipped:
        way, out = flipped[1] or flipped[2] or flipped[3], False
    elif moved:
        said = ranges(replace(ask(f"{moved[1]}以上は", asked.lexicon), bounds_of=before.measure))
        if len(said) != 1 or said[0].low is None:
            return uncomputable(asked)
        edge = said[0].low
    bound = _bound(way, edge, before.measure, out=out)
    counts = Operation.COUNT in asked.operations
    fresh = replace(last, scope=replace(last.scope, ranges=(bound,)), first=1)
    return replace(fresh, operation=Operation.COUNT) if counts else fresh


_OTHER_END = pattern(
    f"(?:逆に|反対に|いや|いえ|no)?[、,]?\\s?{LEAD}(?:高|安|大き|小さ|多|少な)い(?:の|やつ|もの|方|ほう)(?:は|で|を)?(?:どれ|何)?[?。]*",
    among="い",
)


def other_end(asked: Asked, last: Query) -> Intent | None:
    """「安いのは」 after the most expensive project: the first from the other end."""
    if last.operation not in (Operation.MAX, Operation.MIN) or (last.first, last.limit) != (1, 1):
        return None
    said = {s.value for s in asked.sentence.all(Slot.DIRECTION)} - {None}
    if names_something(asked) or len(said) != 1 or not _OTHER_END.fullmatch(asked.sentence.text):
        return None
    largest = True in said
    if largest is (last.operation is Operation.MAX):
        return None
    way = Operation.MAX if largest else Operation.MIN
    return replace(last, operation=way, descending=largest)


_ITS_DIFFERENCE = pattern(
    f"{LEAD}(?:(?:いくら|どれだけ|どのくらい|どれくらい|なんぼ)(?:減|削|増)[^、。]{{0,8}}|(?:減|増)額(?:幅|分)?(?:は|って)?(?:いくら)?|(?:減っ|増え|削られ|減らされ)た(?:額|金額|分)(?:は|って)?(?:いくら)?)(?:です|なの)?か?[?。]*",
    among="減 増 削",
)
_NTH_DIFFERENCE = pattern(
    f"{LEAD}([0-9]|[二三四五六七八九])番目に(?:減額|増額|減ら|増や|削)[^、。]{{0,10}}[?。]*",
    among="番目に",
)


def of_differences(asked: Asked, last: Query) -> Intent | None:
    """「いくら減った」「2番目に減額されたのは」 after the project that a decision cut most."""
    if last.by or last.measure not in DIFFERENCES or last.operation is not Operation.MAX:
        return None
    text = asked.sentence.text
    if (last.limit or 1) == 1 and _ITS_DIFFERENCE.fullmatch(text):
        return Query(Operation.SUM, reached(last, asked.lexicon), last.measure)
    nth = _NTH_DIFFERENCE.fullmatch(text)
    return replace(last, first=number_of(nth[1]), limit=1) if nth else None
