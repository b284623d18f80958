"""Numbers that count or place things: No.14と15, 2番目, 上位3件, 6位から10位, 4ページ, 令和2年度.

Reads folded text (nlp.words.text). Which project or edition a number means is not decided here.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from data.query import Measure, Range
from nlp.words.amounts import bounded
from nlp.words.gates import Gates, Held
from nlp.words.numerals import WHOLE, whole
from nlp.words.patterns import pattern, strings_of
from nlp.words.phrases import Slot, Span

_NO_PART = "(?![0-9一二三四五六七八九十百]|\\s?(?:%|ぱーせんと|ぱー|割))"
"""What does not follow a number of projects: 上位10% and 上位1割 are parts of the whole."""

_WRITTEN = (
    (
        "numbers",
        Slot.NUMBER,
        pattern(
            rf"(?:no|№|番号)[.:． ]?\s?({WHOLE})番?(?:~|-|から)(?:no[. ]?)?({WHOLE})(?:番|まで)*",
            among="no № 番号",
        ),
    ),
    (
        "numbers",
        Slot.NUMBER,
        pattern(
            rf"(?<![0-9])({WHOLE})番?(?:~|-|から)({WHOLE})番(?!目|手|組|台)(?:まで)?",
            among="~ - から",
        ),
    ),
    ("number decade", Slot.NUMBER, pattern(rf"(?:no[.:． ]?\s?)?({WHOLE})番台", among="番台")),
    (
        "page",
        Slot.PAGE,
        pattern(
            rf"(?<![0-9])({WHOLE})\s?(?:ぺーじ|頁)(?:目)?|(?<![a-z])p\.\s?([0-9]+)",
            among="ぺーじ 頁 p.",
        ),
    ),
    (
        "places",
        Slot.PLACES,
        pattern(
            rf"({WHOLE})(?:位|番目)?(?:~|-|から|と|、)({WHOLE})(?:位|番目)(?:まで)?",
            among="位 番目",
        ),
    ),
    (
        "tally",
        Slot.TALLY,
        pattern(
            rf"({WHOLE})\s?(?:件|事業|つ|個)(?:を|より)?(以上|以下|未満|超え?る?|多い|少ない|上回る|下回る|(?:だけ)?(?=(?:ある|持つ|もつ|持って(?:い)?る|抱えて(?:い)?る)[部課局室係柱]))",
            among="以上 以下 未満 超 多い 少ない 上回る 下回る ある 持 もつ 抱え",
        ),
    ),
    (
        "number",
        Slot.NUMBER,
        pattern(
            rf"(?:no|№|number(?= [0-9])|ナンバー|なんばー|事業番号|整理番号|番号(?:で(?:言|い)うと|が|は)?|通し番号|n[o0]|#)[.:． ]?\s?({WHOLE})(?!\.[0-9])(?:番目?|号)?",
            among="no n0 № number ナンバー なんばー 番号 #",
        ),
    ),
    (
        "pillar number",
        Slot.PILLAR_NUMBER,
        pattern(rf"(?<!小)柱\s?({WHOLE})(?!番目)|第?({WHOLE})(?:番目|つ目)?の柱", among="柱"),
    ),
    (
        "year",
        Slot.YEAR,
        pattern(
            r"(令和|平成|r|h)\s?([0-9]{1,2}|元|[一二三四五六七八九十]+)(?:年度?|$)|(20[0-9]{2})年度?",
            among="年 令和 平成 r h",
        ),
    ),
    (
        "limit",
        Slot.LIMIT,
        pattern(
            rf"(?:(?<=とっぷ)|(?<=べすと)|(?<=top))\s?({WHOLE}){_NO_PART}(?:件|つ|位|個|事業)?(?:まで)?",
            among="とっぷ べすと top",
        ),
    ),
    (
        "limit",
        Slot.LIMIT,
        pattern(
            rf"(?:(?<=上位)|(?<=下位)|(?<=わーすと)|(?<=gest)|(?<=west))\s?({WHOLE}){_NO_PART}(?:件|つ|位|個|事業)?(?:まで)?",
            among="上位 下位 わーすと gest west",
        ),
    ),
    (
        "number",
        Slot.NUMBER,
        pattern(r"第?([二三四五六七八九]?十[一二三四五六七八九]?)番(?!目|地|組|手)", among="十"),
    ),
    (
        "limit",
        Slot.LIMIT,
        pattern(
            r"([0-9]+)\s(?=projects?\b|(?:most |least )?(?:cheap|large|big|high|small|low|expensive|top|costly)[a-z]*)",
            among="project cheap large big high small low expensive top costly",
        ),
    ),
    ("limit", Slot.LIMIT, pattern(rf"({WHOLE})(?:位|番)まで", among="まで")),
    (
        "ordinal",
        Slot.ORDINAL,
        pattern(
            rf"({WHOLE})(?:番目|つ目|位|番手|個目|件目|番め|つめ(?!た))",
            among="番 つ目 位 個目 件目 つめ",
        ),
    ),
    (
        "number",
        Slot.NUMBER,
        pattern(
            r"(?<![0-9])(?!1番\s?(?:高|大|小|安|多|少|低|予算が|お金|金))([0-9]+)\s?番(?!目|地|組|手)",
            among="番",
        ),
    ),
    (
        "limit",
        Slot.LIMIT,
        pattern(
            rf"(?<!第)({WHOLE})\s?(?:件|つ|個|事業(?!費|名))(?:だけ|ほど|くらい|ずつ)?",
            among="件 つ 個 事業",
        ),
    ),
)

_COUNTED = Gates((strings_of(written), (rule, slot, written)) for rule, slot, written in _WRITTEN)
"""The same, found in one pass over the strings that they stand behind."""


def counted(folded: str, held: Held | None = None) -> list[Span]:
    """Project numbers, ranks, limits, pillar numbers and fiscal years (as western years).

    `held`: what stands in the text.
    """
    found: list[Span] = []
    for rule, slot, written in _COUNTED.open(folded, held):
        for match in written.finditer(folded):
            value = _value(rule, match)
            if value and not any(s.begin < match.end() and match.start() < s.end for s in found):
                found.append(Span(match.start(), match.end(), rule, slot, value))
    return found + _listed(folded, found)


_AND_NUMBER = pattern(
    r"(?:と|、|,|・|及び|および)\s?(?:no\.?\s?)?([0-9]+)(?:番)?(?=の|は|を|と|、|って|$)"
)


def _listed(folded: str, found: list[Span]) -> list[Span]:
    """No.14と15: the figures listed after a project's number are numbers too."""
    more: list[Span] = []
    for span in (s for s in found if s.slot is Slot.NUMBER):
        at = span.end
        while match := _AND_NUMBER.match(folded, at):
            more.append(Span(match.start(1), match.end(), "number", Slot.NUMBER, int(match[1])))
            at = match.end()
    return more


def _value(rule: str, match: re.Match[str]) -> int | tuple[int, int] | Range | None:
    """A number, a fiscal year, the first and last of a run, or how many projects a group may have."""
    if rule == "year":
        return _year(match)
    if rule == "tally":
        way = {"以上": "from", "以下": "to"}.get(match[2]) or _TALLIES.get(match[2][:1], "just")
        return replace(bounded(way, whole(match[1])), measure=Measure.COUNT)
    if rule in ("numbers", "places"):
        return _run(rule, match)
    value = whole(next(g for g in match.groups() if g))
    return (value, value + 9) if rule == "number decade" else value


_TALLIES = {
    "未": "below",
    "超": "above",
    "多": "above",
    "上": "above",
    "少": "below",
    "下": "below",
}


def _run(rule: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The first and last of a run; 「2位と3位」 is one, 「1位と10位」 is none."""
    first, last = whole(match[1]), whole(match[2])
    listed = rule == "places" and re.search("[と、]", match[0])
    if not first < last or (listed and last != first + 1):
        return None
    return first, last


def _year(match: re.Match[str]) -> int:
    """令和1年 is 2019, 平成1年 1989 (元号法)."""
    if match[3]:
        return int(match[3])
    nth = 1 if match[2] == "元" else whole(match[2])
    return nth + (2018 if match[1] in ("令和", "r") else 1988)
