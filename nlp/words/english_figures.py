"""Figures as English says them, put as the tables of rules know them: nos. 5 and 18, ¥5m, two hundred million."""

from __future__ import annotations

import re


def listed(match: re.Match[str]) -> str:
    """Numbers that are listed after one word: nos. 5 and 18, items 40 to 42."""
    ranged = re.fullmatch(r"(\d+)\s?(?:to|-|through|until)\s?(?:no\.? ?|#)?(\d+)", match[1])
    if ranged:
        return f"no.{ranged[1]}-{ranged[2]}"
    return re.sub(r"(?:no\.? ?|number |#)?(\d+)", r"no.\1", match[1])


_UNITS = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mil": 10**6,
    "mill": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
}
GROUPS = {
    "department": "部",
    "bureau": "局",
    "section": "課",
    "division": "課",
    "office": "課",
    "pillar": "柱",
    "chapter": "柱",
    "policy": "小柱",
    "policie": "小柱",
    "sub-pillar": "小柱",
    "subpillar": "小柱",
    "kind": "区分",
    "type": "区分",
    "category": "区分",
    "categorie": "区分",
    "account": "会計",
}
"""What Japanese calls a group, of the English word without the s of several."""


def kind_in_japanese(word: str | None) -> str:
    """What Japanese calls new and level-up; nothing where no kind is said."""
    return "" if not word else "新規" if word == "new" else "レベルアップ"


def group_in_japanese(word: str) -> str:
    """What Japanese calls a group, of the English word in either number."""
    return GROUPS[word.removesuffix("s")]


_BOUNDS = {
    **dict.fromkeys(("more than", "over", "above", "exceeding"), "を超える"),
    **dict.fromkeys(("less than", "under", "below"), "未満の"),
    "at least": "以上の",
    "at most": "以下の",
}


def bounded(bound: str, figure: str, unit: str | None) -> str:
    """An amount and the bound that it is, in Japanese: 100000000円以上の."""
    return f"{float(figure.replace(',', '')) * _UNITS.get(unit or '', 1):.0f}円{_BOUNDS[bound]}"


def by_total(match: re.Match[str]) -> str:
    """Groups of which the total is bounded, and not their projects."""
    asked, group, bound, figure, unit = match.groups()
    counted = "いくつ" if asked == "how many" else "どれ"
    return f"合計が{bounded(bound, figure, unit)}{GROUPS[group]}は{counted}?"


def most_projects(match: re.Match[str]) -> str:
    """The group with the most or the fewest projects, of those within a bound where one is told."""
    group, most, kind, bound, figure, unit = match.groups()
    within = bounded(bound, figure, unit) if bound else ""
    many = "多い" if most == "most" else "少ない"
    return f"{within}{kind}事業の件数が一番{many}{group_in_japanese(group)}は?"


def first_of_projects(match: re.Match[str]) -> str:
    """The office of the project that comes first, and not the office that does."""
    group, first, kind, place = match.groups()
    size = "安い" if first in ("cheapest", "least expensive", "smallest", "lowest") else "高い"
    among = "".join(f"{within.strip()} で" for within in (place, kind) if within)
    office = "部" if group in ("department", "bureau") else "課"
    return f"{among}一番{size}事業の担当{office}は?"


SMALL_NUMBERS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
NUMERALS = "|".join(sorted(SMALL_NUMBERS, key=len, reverse=True))
"""Numbers below a hundred in words."""


def spelled(match: re.Match[str]) -> str:
    """A number in words before thousand, million or billion: two hundred million, half a billion."""
    value = 0.0
    for word in re.split(r"[ -]", match[1]):
        if word == "hundred":
            value = (value or 1) * 100
        elif word == "half":
            value = 0.5
        elif word in SMALL_NUMBERS:
            value += SMALL_NUMBERS[word]
        elif word in ("a", "an") and not value:
            value = 0 if "hundred" in match[1] else 1
    return f"{value:g} "


def yen(match: re.Match[str]) -> str:
    """An amount with a sign before it: ¥5m."""
    value = float(match[1].replace(",", "")) * _UNITS.get(match[2] or "", 1)
    return f"{value:.0f} yen"


PLACES = {
    said: str(place)
    for place, both in enumerate(
        (
            ("first", "1st"),
            ("second", "2nd"),
            ("third", "3rd"),
            ("fourth", "4th"),
            ("fifth", "5th"),
            ("sixth", "6th"),
            ("seventh", "7th"),
            ("eighth", "8th"),
            ("ninth", "9th"),
            ("tenth", "10th"),
        ),
        start=1,
    )
    for said in both
}
"""Places in words, and as figures."""
EXTREMES = {"bottom": "smallest", "top": "largest"}
"""Which end of a ranking is meant."""
