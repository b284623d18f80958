"""Numbers read back from texts: what kind each says it is, and its value. Shares nothing with the writing.

Every way a number may be written in our texts is listed here; whatever else holds a digit is `other`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from nlp.words.patterns import pattern

TOKEN = pattern(
    r"\d(?:(?<=No\.\d)(?P<nos>\d*(?:–\d+)?(?:, \d+(?:–\d+)?)*)"
    r"|(?<=¥\d)(?P<yen_after>[\d,]*)"
    r"|(?<=p\. \d)(?P<page_after>\d*)"
    r"|(?<=#\d)(?P<rank_after>\d*)"
    r"|(?<=from no\. \d)(?P<nth_after>\d*)"
    r"|(?:(?<=令和\d)|(?<=平成\d)|(?<=FY\d)|(?<=Reiwa \d)|(?<=Heisei \d))(?P<year>\d*)"
    r"|(?P<yen>[\d,兆億万千百]*円)"
    r"|(?P<span>\d*[〜–]\d+(?:件目| of))"
    r"|(?P<count>[\d,]*(?:件| ?projects?\b))"
    r"|(?P<percent>[\d,]*(?:\.\d+)?%)"
    r"|(?P<times>[\d,]*(?:\.\d+)?(?:倍| times\b))"
    r"|(?P<page>\d*ページ)"
    r"|(?P<rank>\d*位)"
    r"|(?P<nth>\d*番目)"
    r"|(?P<option>\d*\. )"
    r"|(?P<other>))"
)
"""Every way a number is written, after its word or before it, most particular first; `other` is refused.

The first digit stands before them all, as one character that is looked for is found at once.
"""

BOUND_AFTER = pattern(r"以上|以下|超|未満|ちょうど")
BOUND_BEFORE = pattern(r"(?:at least|more than|at most|less than|exactly) ¥?$")
DIGITS = pattern(r"\d")
INT = pattern(r"\d+")
KANJI = pattern(r"[〇一二三四五六七八九十][〇一二三四五六七八九十百千万億兆]*円")
"""An amount in kanji: no text of ours writes one, so it must be quoted."""

_ONES = frozenset("〇一二三四五六七八九十")
_NUMERALS = "〇一二三四五六七八九十百千万億兆"

ROW = pattern(r"(?:・|\d+位 |#\d+ |[ \u3000]+)No\.(\d+) ")
WHOLE_ROW = pattern(
    r"(?:・|(\d+)位 )No\.(\d+) (.+)：(\d[\d,兆億万千百]*円)(?:（(\d[\d,兆億万千百]*円)）)?・(\d+)ページ"
)
"""A row of a list or a ranking: rank, number, name, amount, amount as printed, page."""

ROW_BEGINS = frozenset("・0123456789")
"""The first character of such a row."""

HEADLINE = pattern(r"[（(]No\.(\d+)(?:[・,][^（()）]*)?[)）]$")
BRACKETS = (")", "）")
"""Where a row, or the head above a project, has its number; names may hold numbers of their own."""

CITED = pattern(r"No\.\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*")
"""The numbers of projects, wherever a line cites them."""

_OF_FIGURES = frozenset(",.、円千万億兆百件位%倍(（）)No-")

SCALES = {
    "兆": 1_000_000_000_000,
    "億": 100_000_000,
    "百万": 1_000_000,
    "万": 10_000,
    "千": 1_000,
    "": 1,
}
PART = pattern(r"(\d+)(兆|億|百万|万|千|)")


@lru_cache(maxsize=8192)
def read_yen(text: str) -> int:
    """A written amount as yen: 2億135万2千円, 201,352千円, ¥1,000."""
    digits = text.replace(",", "")
    return sum(int(n) * SCALES[scale] for n, scale in PART.findall(digits))


def is_bare(text: str) -> bool:
    """Whether a text is nothing but a figure: a name of that kind is never taken for a name."""
    return all(c in _OF_FIGURES or c.isdecimal() or c.isspace() for c in text)


def spells_amount(text: str) -> bool:
    """Whether `KANJI` stands in a text: a first answer need not wait for its pattern, which hardly ever does."""
    for before in text.split("円")[:-1]:
        if not _ONES.isdisjoint(before[len(before.rstrip(_NUMERALS)) :]):
            return True
    return False


def is_bound(token: re.Match[str], line: str) -> bool:
    """Whether an amount is a limit that was asked for: 1億円以上, at least ¥100."""
    before = line[max(0, token.start() - 12) : token.start()]
    return bool(BOUND_AFTER.match(line, token.end()) or BOUND_BEFORE.search(before))


def single(line: str) -> int | None:
    """The number of the one project that a line cites: where rows and heads have it, else anywhere."""
    if "No." not in line:
        return None
    placed = ROW.match(line) or (line.endswith(BRACKETS) and HEADLINE.search(line))
    if placed:
        return int(placed[1])
    found = CITED.findall(line)
    nos = expanded(found[0]) if len(found) == 1 else []
    return nos[0] if len(nos) == 1 else None


def expanded(text: str) -> list[int]:
    """No.21, 26–28 as 21, 26, 27, 28."""
    nos: list[int] = []
    for part in text.removeprefix("No.").split(", "):
        start, _, end = part.partition("–")
        nos += range(int(start), int(end or start) + 1)
    return nos


def near(text: str, values: set[Fraction]) -> bool:
    """Whether a decimal is one of the values, rounded to the places it shows."""
    whole, _, decimals = text.replace(",", "").partition(".")
    said, scale = int(whole + decimals), 10 ** len(decimals)
    return any(
        2 * abs(said * value.denominator - value.numerator * scale) <= value.denominator
        for value in values
    )
