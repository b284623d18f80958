"""Bounds on the part of a request that is level-up: レベルアップ分が要求額の9割以上, 半分を超える.

Reads folded text (nlp.text). The shares come out as ranges of millionths, as `Measure.LEVELUP_SHARE` counts.
"""

from __future__ import annotations

from fractions import Fraction

from data.query import Measure, Range
from nlp.numerals import number
from nlp.patterns import pattern
from nlp.phrases import Slot, Span

_SHARE = r"([0-9〇一二三四五六七八九]+(?:\.[0-9]+)?(?:割(?:[0-9一二三四五六七八九]分)?|%|ぱーせんと)|半分)"
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
_MILLION = 1_000_000


def share_bounds(folded: str) -> list[Span]:
    """The bounds on a share that stand in a text."""
    if "分" not in folded or not any(w in folded for w in ("割", "%", "半分", "ぱーせんと")):
        return []
    for way in _WAYS:
        if found := way.search(folded):
            share = _millionths(found[2])
            if share is not None and (bounds := _bounded(found[3] or "", share, exact=found[1])):
                return [Span(*found.span(), "level-up share", Slot.BOUND, bounds)]
    return []


def _millionths(said: str) -> int | None:
    if said == "半分":
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
