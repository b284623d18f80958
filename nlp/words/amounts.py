"""Amounts of money as people say them, with their bounds: 1億5千万円以上, 500万〜1000万円, 2億ちょっと.

Reads folded text (nlp.words.text). Amounts come out as ranges of whole yen; which money they are of is not
decided here.
"""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec.structs import replace

from data.query import Range
from nlp.words.numerals import LARGE, SMALL, WHOLE, N, number
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span

_MONEY = rf"(?:¥\s?)?(?:(?:{N}\s?千)?(?:{N}\s?百)?{N}\s?(?:[十百千]?[兆億万])\s?)*(?:{N}\s?[千百]?)?(?:百万円|千円|円|えん)?"
_NOT_MONEY = pattern(
    r"\s?(?:番|位|件|つ|個|年|月|日|人|歳|才|台|校|か所|箇所|カ所|回|階|丁目|世帯|時|分|か月|ヶ月|事業(?!費)|%|割|倍|ページ|頁|次元|種類|項目|本|名|年度|代|大会|d|g|g$)"
)


_UNIT_AFTER = pattern(r"(?:[千百]?[兆億万]|千|百万)円?|千円|百万円|円")


def _yen(text: str) -> int | None:
    plain = text.replace("¥", "").replace("円", "").replace("えん", "").strip()
    value = number(plain)
    return None if value is None else int(value)


def _is_money(text: str) -> bool:
    return bool(_SAYS_MONEY.search(text))


_UNITS = frozenset("万億兆円¥")
"""Without one of these, or えん, no figure is money."""

_SAYS_MONEY = pattern(r"[0-9〇一二三四五六七八九十百千数].*[万億兆円¥]|えん|^¥|[十百千][万億]")


_AFTER = (
    ("between", pattern(r"(?:円)?(?:台)")),
    (
        "to",
        pattern(
            r"(?:を|より)?\s?(?:(?:超|[こ越])え|上回ら|上まわら)(?:て(?:い)?)?(?:ない|ん(?!の)|ぬ|へん)"
        ),
    ),
    (
        "from",
        pattern(
            r"を?下回(?:ら|って(?:い)?)(?:ない|ん(?!の)|ぬ|へん)|から(?=の(?:事業|やつ|もの|案件))"
        ),
    ),
    (
        "from",
        pattern(r"(?:以上|いじょう|から上|より上|or more)(?:の|で(?!も)|、)?"),
    ),
    (
        "above",
        pattern(
            r"(?:を|より|は|も)?\s?(?:超え?(?:てくる|る|て(?:い?る)?|た)?|[こ越]え(?:る|と?る|て(?:い?る)?|た)|上回(?:る|って(?:い?る)?)|大きい|高い|多い|うわまわる)|おーばー|越え|ごえ|を突破(?:し(?:て(?:い)?る|た)|する)|超"
        ),
    ),
    (
        "below",
        pattern(
            r"未満|みまん|を?下回(?:る|って(?:い?る)?)|より(?:小さい|安い|少ない|低い|下)|(?:に|も)(?:は|も)?(?:満た|[とど]か|届か|達して?|及ば|届い[てと]|いか|行か|いって|行って|いって)(?:い|お)?(?:ない|ん(?!の)|ぬ|ず|なかった|ません(?:でした)?|らん|へん|らへん)|を割(?:り込[むんま](?:で(?:い)?る|だ)?|って(?:い)?る|る)|を?切(?:る|って(?:い?る)?)|に?届い(?:て|と)(?:い)?(?:へん|ない|ん)|足らず"
        ),
    ),
    (
        "nearly",
        pattern(
            r"弱(?!い|者|視)|に(?:は)?(?:ほんの)?(?:ちょっと|少し|わずか(?:に)?|ちょい)?(?:だけ)?足りない"
        ),
    ),
    ("just", pattern("ちょうど|ぴったり|きっかり|ジャスト|じゃすと")),
    ("to", pattern(r"(?:以下|いか(?![なんず])|以内|まで|までの)(?:の|で)?")),
    ("below", pattern(r"(?:も?(?:し|いか|行か|届か|かから)|もせ)(?:ない|へん|ん|ねえ)(?!か)")),
    ("from", pattern(r"~(?!\s?[0-9〇一二三四五六七八九十])")),
    (
        "over",
        pattern(
            r"(?:ちょっと|ちょい|強(?!化|い|靭)|あまり|余り|超くらい|と少し|とちょっと|ちょいちょい)"
        ),
    ),
    ("about", pattern(r"(?:くらい|ぐらい|ほど|程度|前後|近く|ちかく|ごろ|見当)")),
)
_UP_TO = pattern(r"(?<![0-9万億千円])~\s?$")
_JUST = pattern(r"(?:ちょうど|ぴったり|きっかり|じゃすと)\s?$")
_APPROXIMATE = pattern(r"(?:約|およそ|だいたい|大体|おおよそ|ざっと)\s?$")
_JOIN = pattern(r"\s?(?:円)?(?:以上|から|~|-|より|以上で|超)\s?、?")
_AMOUNT = pattern(rf"(?=[数¥0-9〇一二三四五六七八九十百千円え])(?:数[十百千]?[万億]円?|{_MONEY})")
_VAGUE = pattern(r"数([十百千]?)([万億])")


_ENGLISH = pattern(
    r"(?:(more than|over|above|exceeding|at least|from|less than|under|below|up to|at most|about|around)\s+)?"
    r"(?:¥|jpy\s?)?([0-9][0-9,]*(?:\.[0-9]+)?)\s*(thousand|million|billion|k|m|bn)?\s*(?:yen|jpy)(?:\s+(or more|or less))?",
    among="yen jpy",
)
_SCALE = {
    None: 1,
    "thousand": 1_000,
    "k": 1_000,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
_BOUND = {
    "more than": "above", "over": "above", "above": "above", "exceeding": "above", "at least": "from", "from": "from", "or more": "from",
    "less than": "below", "under": "below", "below": "below", "up to": "to", "at most": "to", "or less": "to", "about": "about", "around": "about",
}  # fmt: skip


_BETWEEN = pattern(
    r"between\s+(?:¥|jpy\s?)?([0-9][0-9,.]*)\s*(thousand|million|billion|k|m|bn)?\s*(?:yen)?\s+(?:and|to)\s+"
    r"(?:¥|jpy\s?)?([0-9][0-9,.]*)\s*(thousand|million|billion|k|m|bn)?\s*(?:yen|jpy)",
    among="between",
)


def _between_english(text: str) -> list[Span]:
    """Between 10 and 20 million yen: the first figure takes the unit of the second."""
    found = []
    for match in _BETWEEN.finditer(text):
        scale = _SCALE[match[4]]
        low = int(Fraction(match[1].replace(",", "")) * (_SCALE[match[2]] if match[2] else scale))
        value = Range(low=low, high=int(Fraction(match[3].replace(",", "")) * scale))
        found.append(Span(match.start(), match.end(), "amount range", Slot.AMOUNT, value))
    return found


def english_amounts(text: str) -> list[Span]:
    """Amounts as English says them: more than 300 million yen."""
    found = _between_english(text)
    for match in _ENGLISH.finditer(text):
        if any(s.begin <= match.start() < s.end for s in found):
            continue
        value = int(Fraction(match[2].replace(",", "")) * _SCALE[match[3]])
        name = _BOUND.get(match[1] or match[4] or "", "about" if _rounded(value) else "exact")
        found.append(
            Span(match.start(), match.end(), f"amount {name}", Slot.AMOUNT, bounded(name, value))
        )
    return found


def amounts(folded: str) -> list[Span]:
    """Amounts with their bounds, as spans whose value is a `Range` of the requested measure."""
    found: list[Span] = []
    if _UNITS.isdisjoint(folded) and "えん" not in folded:
        return found
    at = 0
    for match in _AMOUNT.finditer(folded):
        said = match[0]  # all of it may be left out: え of えどがわ
        if not said or match.start() < at or not _is_money(said) or _counts_things(folded, match):
            continue
        span = _amount(folded, match)
        if span:
            found.append(span)
            at = span.end
    return _joined(folded, found)


def _counts_things(folded: str, match: re.Match[str]) -> bool:
    """3万人 and 1万台 count things; 3億円台 and 5千万台 are amounts."""
    if folded[: match.start()].endswith(("何", "なん")):
        return True  # 「何十万円」 asks
    if match[0].endswith("円"):
        return False
    counter = _NOT_MONEY.match(folded, match.end())
    if not counter:
        return False
    return counter[0] != "台" or (_yen(match[0]) or 0) < 1_000_000


def _amount(folded: str, match: re.Match[str]) -> Span | None:
    text = match[0].rstrip()
    vague = _VAGUE.match(text)
    if vague:
        unit = SMALL.get(vague[1], 1) * LARGE[vague[2]]
        return Span(
            match.start(),
            match.end(),
            "amount vague",
            Slot.AMOUNT,
            Range(low=2 * unit, high=10 * unit - 1),
        )
    value = _yen(text)
    if value is None:
        return None
    end = match.start() + len(text)
    near = _APPROXIMATE.search(folded, 0, match.start())
    for name, bound in _AFTER:
        after = bound.match(folded, end)
        if after:
            return Span(
                match.start(), after.end(), f"amount {name}", Slot.AMOUNT, bounded(name, value)
            )
    opened = _UP_TO.search(folded, 0, match.start())
    if opened:
        return Span(opened.start(), end, "amount to", Slot.AMOUNT, bounded("to", value))
    just = _JUST.search(folded, 0, match.start())
    if just:
        return Span(just.start(), end, "amount just", Slot.AMOUNT, Range(low=value, high=value))
    name = "about" if near else "round" if _rounded(value) else "exact"
    return Span(match.start(), end, f"amount {name}", Slot.AMOUNT, bounded(name, value))


def _rounded(value: int) -> bool:
    """Whether a figure has at most two digits that count, as people round."""
    return len(str(value).rstrip("0")) <= 2 and value >= 10_000


def _step(value: int) -> int:
    """The size of the last place that was said: 1億 → 1億, 5,000千 → 千円 × 1,000, 3千万 → 千万."""
    digits = len(str(value)) - len(str(value).rstrip("0"))
    return int(10**digits) if value else 1


def bounded(name: str, value: int) -> Range:
    """The amounts that a way of bounding a value means: `from`, `below`, `about` …."""
    match name:
        case "from":
            return Range(low=value)
        case "above":
            return Range(low=value + 1)
        case "below":
            return Range(high=value - 1)
        case "to":
            return Range(high=value)
        case "between":
            return Range(low=value, high=value + _step(value) - 1)
        case "just":
            return Range(low=value, high=value)
        case "over":
            return Range(low=value, high=value + value // 10)
        case "nearly":
            return Range(low=value - value // 10, high=value - 1)
        case "about" | "round":
            return Range(low=value - value // 10, high=value + value // 10)
        case _ if value >= 1_000_000 and _step(value) >= 10_000:
            # said to the last place that is not nothing: 5億900万円 of 508,758,000
            return Range(low=value - _step(value) // 2, high=value + _step(value) - 1)
        case _:
            return Range(low=value, high=value)


def _joined(folded: str, spans: list[Span]) -> list[Span]:
    """Two bounds said together become one: 500万~1000万円, 5000万円以上1億円以下, 100から500万円."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and (pair := _pair(folded, before, span)):
            joined[-1] = pair
        else:
            joined.append(_with_bare_start(folded, span))
    return joined


_BETWEEN_THEM = pattern(
    r"の?(?:間|あいだ|範囲)(?:内)?(?:に(?:収ま|おさま|入|はい|あ)(?:る|って(?:い?る)?|っと?る)?)?"
)


_BETWEEN_TWO = pattern("の?(?:間|あいだ)")

_AND = frozenset({"と", "や", "、", "か", "または", "と、", "および", "及び"})
"""What joins two runs of amounts that touch: 1000万円台と2000万円台."""


def _pair(folded: str, first: Span, second: Span) -> Span | None:
    gap = folded[first.end : second.begin]
    low, high = first.value, second.value
    assert isinstance(low, Range)
    assert isinstance(high, Range)
    if first.rule == second.rule == "amount between" and gap in _AND:
        if high.low is None or low.high is None or high.low != low.high + 1:
            return None
        value = Range(low=low.low, high=high.high)
    elif first.rule in ("amount from", "amount above") and high.low is None and len(gap) <= 2:
        value = replace(high, low=low.low)
    elif first.rule in (*ROUGHLY, "amount exact", "amount between") and (
        _JOIN.fullmatch(gap) or (gap == "と" and _BETWEEN_TWO.match(folded, second.end))
    ):
        end = high.high if second.rule not in ROUGHLY else centre(high)
        start = low.low if first.rule not in ROUGHLY else centre(low)
        value = Range(low=start, high=end)
    else:
        return None
    end_at = second.end
    tail = _BETWEEN_THEM.match(folded, end_at)
    return Span(first.begin, tail.end() if tail else end_at, "amount range", Slot.AMOUNT, value)


ROUGHLY = ("amount about", "amount round")
"""Amounts that mean those near them as well: as one says, and as one rounds."""


def centre(bounds: Range) -> int | None:
    """The amount that was said, of those near it."""
    return None if bounds.low is None or bounds.high is None else (bounds.low + bounds.high) // 2


def rounded_to(value: int) -> Range | None:
    """The amounts that are rounded to one of two digits or more: 4,050万円 to 4,150万円 of 4,100万円."""
    step = _step(value)
    return Range(low=value - step // 2, high=value + step // 2) if value > 9 * step else None


_BARE = pattern(rf"({WHOLE})\s?(?:~|から|-)\s?$")


def _with_bare_start(folded: str, span: Span) -> Span:
    """`100~500万円`: the first figure takes the unit of the second."""
    bare = _BARE.search(folded, 0, span.begin)
    unit = re.search(r"[千百]?[億万]|千", folded[span.begin : span.end])
    if not bare or not unit or not isinstance(span.value, Range):
        return span
    low = number(bare[1] + unit[0])
    high = span.value.high if span.rule not in ROUGHLY else centre(span.value)
    if low is None or high is None or low > high:
        return span
    return Span(bare.start(), span.end, "amount range", Slot.AMOUNT, Range(low=int(low), high=high))
