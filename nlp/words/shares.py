"""Bounds on the part of a request that is level-up or was granted: レベルアップ分が要求額の9割以上, 予算額が要求額の半分.

Reads folded text (nlp.words.text). The shares come out as ranges of millionths, as `Measure.LEVELUP_SHARE` and
`Measure.GRANTED_SHARE` count.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from data.query import Measure, Range
from nlp.words.numerals import number
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.text import holds_any

_SHARE = r"([0-9〇一二三四五六七八九]+(?:\.[0-9]+)?(?:割(?:[0-9一二三四五六七八九]分)?|%|ぱーせんと)|半分|半額)"
_BOUND = (
    r"(?:を|に|は|も)?(以上|以下|未満|超え(?:て(?:い)?る|る|た)?|超|上回(?:って(?:い)?る|る)|下回(?:って(?:い)?る|る)|満たない|足りない"
    r"|(?:も|は|にも|には)?(?:届か|届いて(?:い)?|達し(?:て(?:い)?)?)ない)?(?:を占め(?:て(?:い)?)?る|である|になる|にあたる|の)?"
)
_GROWN = r"(?:れべるあっぷ|拡充|充実)分"
_OF_REQUEST = r"(?:要求額?(?:全体)?(?:の|に対して|に占める割合が))"
_WAYS = (
    pattern(rf"{_GROWN}(?:の割合|の比率)?(?:が|は|で)、?{_OF_REQUEST}(ちょうど)?{_SHARE}{_BOUND}"),
    pattern(rf"{_GROWN}の?(?:割合|比率)(?:が|は)(ちょうど)?{_SHARE}{_BOUND}"),
    pattern(rf"{_OF_REQUEST}(ちょうど)?{_SHARE}{_BOUND}が、?{_GROWN}(?:の|である|という)?"),
)
_BUDGET = "(?:予算|査定)額?"
_CUT = (
    "(?:減らされ|抑えられ|削られ|圧縮され|減額され|かっとされ|認められ|通っ|なっ)(?:た|て(?:い)?る)"
)
_DENIED = "(?:認められ|つか|付か|通ら|もらえ)(?:なかった|て(?:い)?ない|ない)"
_JUST = "(ちょうど|きっちり|ぴったり)?"
_GRANTED = (
    pattern(rf"{_BUDGET}(?:が|は)、?{_OF_REQUEST}{_JUST}、?{_SHARE}{_BOUND}(?:だった)?"),
    pattern(
        rf"(?:{_OF_REQUEST}{_JUST}|(?:(?<![がをは])|(?<=予算が)|(?<=予算額が))(?=半)){_SHARE}(?:(?:に|だけ|が|まで)(){_CUT}|しか{_DENIED})"
    ),
)
_LESS = pattern(
    rf"(?<!の){_SHARE}(以上|以下|未満|超)?(?:も)?(?:減額|減ら|削減|削ら|かっと)(?:され|れ)?(?:た|て(?:い)?る)"
)
"""How much of a request was taken: 2割以上減額された."""

_MILLION = 1_000_000


def share_bounds(folded: str) -> list[Span]:
    """The bounds on a share that stand in a text."""
    if not holds_any(folded, ("割", "%", "半分", "半額", "ぱーせんと")):
        return []
    for way in _WAYS if "分" in folded else ():
        if found := way.search(folded):
            share = _millionths(found[2])
            if share is not None and (bounds := _bounded(found[3] or "", share, exact=found[1])):
                return [Span(*found.span(), "level-up share", Slot.BOUND, bounds)]
    if (less := _LESS.search(folded)) and (share := _millionths(less[1])) is not None:
        return [Span(*less.span(), "granted share", Slot.BOUND, _left(less[2] or "", share))]
    for way in _GRANTED:
        if found := way.search(folded):
            share = _millionths(found[2])
            bounds = None if share is None else _bounded(found[3] or "", share, exact="ちょうど")
            if bounds:
                granted = replace(bounds, measure=Measure.GRANTED_SHARE)
                return [Span(*found.span(), "granted share", Slot.BOUND, granted)]
    return []


def _left(way: str, taken: int) -> Range:
    """The bounds on what was granted, where those on what was taken are said."""
    rest, measure = _MILLION - taken, Measure.GRANTED_SHARE
    if way == "以上":
        return Range(measure, high=rest)
    if way == "超":
        return Range(measure, high=rest - 1)
    if way == "以下":
        return Range(measure, low=rest, high=_MILLION - 1)
    if way == "未満":
        return Range(measure, low=rest + 1, high=_MILLION - 1)
    return Range(measure, low=rest, high=rest)


def _millionths(said: str) -> int | None:
    if said in ("半分", "半額"):
        return _MILLION // 2
    tenths, _, rest = said.partition("割")
    if "割" in said:
        share, part = number(tenths), number(rest.rstrip("分")) if rest else 0
        return None if share is None else int(Fraction(share * 10 + (part or 0)) * 10_000)
    share = number(said.rstrip("%ぱーせんと"))
    return None if share is None else int(Fraction(share) * 10_000)


def _bounded(way: str, share: int, *, exact: str | None) -> Range | None:
    measure = Measure.LEVELUP_SHARE
    if way == "以上":
        return Range(measure, low=share)
    if way == "以下":
        return Range(measure, high=share)
    if way.startswith(("超", "上回")):
        return Range(measure, low=share + 1)
    if way:
        return Range(measure, high=share - 1)
    return Range(measure, low=share, high=share) if exact or share == _MILLION // 2 else None
