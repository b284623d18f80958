"""What a figure is held against at the end of a question (防災課の合計は10億円を超えてる？, 全体の2割超えとるん？)."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from data.query import Attribute, Intent, Measure, Operation, Query, Range
from nlp.words.numerals import may_hold_number, number
from nlp.words.patterns import pattern

_AGAINST = pattern(
    r"([0-9〇一二三四五六七八九十百千万億,.](?<![0-9〇一二三四五六七八九十百千万億,.].)[0-9〇一二三四五六七八九十百千万億,.]*)(円|件|割|%|パーセント)?(?:の大台)?(?:を|に|は|も|より)?"
    r"(以上|以下|未満|超|[超越]え|上回|届|達し|いって|いく|行って|下回|切って|[高多大安少低]き?い)"
    r"(?:くらい|ぐらい)?(?:ある|あり|する|しま|かかる|かかり|です|なの|にな[るり]|いて|って|して|て|く(?=の|か|ん|[?。])|い?る|いる|い(?=ま)|おり|とる|ます|ました|た|んです|のです|ん)*"
    r"(?:の|か|っけ|よね|ね|んやろ|やろ|んでしょう|でしょう|だろう|のう|って(?:マジ|まじ|本当|ほんと|ほんま)(?:です)?|というのは(?:事実|本当)(?:です)?|という理解で[^。]*|ということで[^。]*|で(?:合って|あって|いい|よい|よろし)[^。]*)*[?。]*$"
)
_ABOVE = ("超", "越", "上回", "高い", "多い", "大きい")
_BELOW = ("未満", "下回", "切って", "安い", "少ない", "低い")


def held_against(text: str) -> tuple[str, Range] | None:
    """The unit (円, 件 or %) and the limit that a question asks whether a figure keeps; per cent for a share."""
    found = _AGAINST.search(text) if may_hold_number(text) else None
    said = number(found[1].strip(",.")) if found else None
    if not found or said is None:
        return None
    unit = "%" if found[2] in ("割", "%", "パーセント") else found[2] or "円"
    limit = int(Fraction(said) * 10) if found[2] == "割" else int(said)
    if unit == "円" and limit < 1_000:
        return None
    way = found[3]
    if way.startswith(_ABOVE):
        return unit, Range(low=limit if unit == "%" else limit + 1)
    if way.startswith(_BELOW):
        return unit, Range(high=limit if unit == "%" else limit - 1)
    return unit, Range(high=limit) if way == "以下" else Range(low=limit)


_UNITS = {
    Operation.COUNT: "件",
    Operation.SHARE: "%",
    Operation.SUM: "円",
    Operation.AVERAGE: "円",
    Operation.MEDIAN: "円",
    Operation.DETAIL: "円",
}
_MONEY = frozenset(
    {
        Attribute.REQUESTED,
        Attribute.REQUESTED_LEVELUP,
        Attribute.BUDGET,
        Attribute.BUDGET_LEVELUP,
    }
)


def against(intent: Intent, text: str) -> Intent:
    """A query whose answer also says whether its one figure keeps what the question holds it against."""
    if not isinstance(intent, Query) or intent.by or intent.scope.ranges:
        return intent
    unit = _UNITS.get(intent.operation)
    claim = held_against(text) if unit else None
    if not claim or claim[0] != unit:
        return intent
    measure = intent.measure
    if intent.operation is Operation.DETAIL:
        money = [Measure(a.value) for a in intent.attributes if a in _MONEY]
        if len(money) != 1 or len(intent.scope.projects or ()) != 1:
            return intent
        measure = money[0]
    return replace(intent, against=replace(claim[1], measure=measure))
