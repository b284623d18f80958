"""Groups as English asks for them: which account is the largest, the policies, departments with over five projects.

What a list prints as 小柱, 区分 and 会計 has no one name in English; it becomes the Japanese word only where groups are
asked for, as 「what kind of project」 asks for none.
"""

from __future__ import annotations

import re

from nlp.rules.words_en import RARE_GROUP, Way
from nlp.words.english_figures import group_in_japanese
from nlp.words.patterns import pattern

_RARE = f"({RARE_GROUP})"
_ANY = f"(?:{RARE_GROUP}|departments?|bureaus?|sections?|divisions?|pillars?|chapters?)"
_HAS = "(?:is|are|has|have|had|requests?|requested|asks?|asked|gets?|got|needs?|costs?|receives?|takes?|spends?|uses?|wants?)"
_MOST = "(?:most|largest|highest|biggest|greatest|least|fewest|lowest|smallest|over|more than|at least|under|less than|at most)"
_ALL = "(?:by|per|in each|for each|of each|each|for every|every|across)"
_MANY = {"more than": (1, "以上"), "over": (1, "以上"), "at least": (0, "以上")} | {
    "fewer than": (-1, "以下"), "less than": (-1, "以下"), "under": (-1, "以下"), "at most": (0, "以下"),
}  # fmt: skip


def _kept(match: re.Match[str]) -> str:
    return f"{match[1]} {group_in_japanese(match[2])}"


def _by_number(match: re.Match[str]) -> str:
    """Groups held to a number of projects: 6件以上の部."""
    more, bound = _MANY[match[2]]
    return f"{int(match[3]) + more}件{bound}の{group_in_japanese(match[1])}は?"


def _first_together(match: re.Match[str]) -> str:
    """The first groups as one: 上位3部の合計, or their part of the whole."""
    told = match.groupdict()
    ends = "下位" if told["end"] in ("bottom", "smallest", "lowest") else "上位"
    asked = "で全体の何%?" if told.get("share") else "の合計は?"
    return f"{ends}{told['many']}{group_in_japanese(told['group'])}{asked}"


def _beyond(match: re.Match[str]) -> str:
    """Groups that come to more than one that is named: 防災課より要求額が多い課は."""
    asked, group, size, name = match.groups()
    much = "少ない" if size in ("less", "smaller", "lower", "fewer") else "多い"
    counted = "いくつ?" if asked == "how many" else "?"
    return f"{name}より要求額が{much}{group_in_japanese(group)}は{counted}"


_TOP = rf"(?:the )?(?P<end>top|bottom|largest|biggest|highest|smallest|lowest) (?P<many>\d+) (?P<group>{_ANY})"

GROUPS: tuple[Way, ...] = (
    (
        pattern(
            rf"^(?:(?:which|what|list|show me|show|name)(?: all)?(?: the)? )?({_ANY}) (?:with|have|has|having|that have|which have|run|running) ({'|'.join(_MANY)}) (\d+) (?:projects?|items?|programs?)[?.!]*$"
        ),
        _by_number,
    ),
    (
        pattern(
            r"\b(which) (?:kind|type|category|account)(?= is (?:larger|bigger|higher|smaller|lower)\b)"
        ),
        r"\1",
    ),
    (
        pattern(
            rf"^(?:what(?:'s| is) |give me |show me |please )?(?:the )?(?:combined )?(?:total|sum)(?: amount| requests?| budgets?)? (?:of|for|across) {_TOP}(?: combined| together)?[?.!]*$"
        ),
        _first_together,
    ),
    (
        pattern(
            rf"^{_TOP}(?: (?:combined|together|in total|in all|altogether|added up))(?: total)?[?.!]*$"
        ),
        _first_together,
    ),
    (
        pattern(
            rf"^(?:(?:what|which)(?:'s| is)? (?:the )?(?P<share>share|percentage|percent|proportion|%)(?: of the (?:total|whole|list|budget|requests?))?|how much)(?: (?:do|does|is|are|of))+ {_TOP}(?: (?:account for|make up|take up|take|have|request|of the (?:total|whole|list)))*[?.!]*$"
        ),
        _first_together,
    ),
    (
        pattern(
            rf"^(?:(?:where|how high) (?:does|do) (?:the )?(.+?) (?:rank|stand|come)|what(?:'s| is) the rank of (?:the )?(.+?)|what (?:rank|place) is (?:the )?(.+?))(?: (?:in|among|of|by|out of|all|the|other|list|request|total|amount|{_ANY}))*[?.!]*$"
        ),
        lambda m: f"{m[1] or m[2] or m[3]}は何位?",
    ),
    (
        pattern(
            rf"^(which|what|how many) ({_ANY}) (?:has|have|requests?|requested|asks? for|gets?|is|are)(?: an?)? (more|larger|bigger|higher|less|smaller|lower)(?: money)?(?: (?:budget|request|total|amount)s?)? than (?:the )?(.+?)(?: does| do| has)?[?.!]*$"
        ),
        _beyond,
    ),
    (
        pattern(
            rf"^(?:which|what) ({_ANY}) (?:comes|is) (?:right |just |next )?after (?:the )?(.+?)(?: by (?:request|total|amount|budget))?[?.!]*$"
        ),
        lambda m: f"{m[2]}の次に要求額が多い{group_in_japanese(m[1])}は?",
    ),
    (
        pattern(
            r"\b(which|what) (section|division|department|bureau)(?= (?:more than|over|less than|under|at least|at most|above|below|exceeding) \d)"
        ),
        r"\1 \2s",
    ),
    (pattern(rf"^totals (?={_ALL} {_ANY})"), "total "),
    (pattern(rf"\bgroup (?:them |it |all |everything |projects )?(?=by {_ANY})"), "grouped "),
    (pattern(rf"^(?:the )?(?:shares?|percentages?) (?={_ALL} {_ANY})"), "breakdown "),
    (pattern(rf"\b{_ALL} {_RARE}(?:'s)?(?! of )"), lambda m: f"{group_in_japanese(m[1])}別"),
    (
        pattern(rf"\b(which|what) {_RARE}(?= (?:{_HAS}\b.*\b{_MOST}|over|more than|at least)\b)"),
        _kept,
    ),
    (
        pattern(
            rf"\b(largest|biggest|highest|smallest|lowest|costliest|most expensive|(?:top|largest|biggest|smallest) \d+) {_RARE}(?! of )"
        ),
        _kept,
    ),
    (pattern(rf"\b(the|all) {_RARE}(?= (?:with|that|which) .*\b{_MOST}\b)"), _kept),
    (
        pattern(
            rf"\b((?:list|show me|show|rank|sort|order|compare|name|give me|what are)(?: all)?(?: the)?) {_RARE}(?= by\b|[?.!]*$)"
        ),
        _kept,
    ),
    (pattern(rf"\b(how many) {_RARE}(?= (?:are|exist|does|do)\b|[?.!]*$)"), _kept),
    (
        pattern(
            r"(?<!\btop )(?<!largest )(?<!biggest )(?<!smallest )(?<!\bhow many )\b(?:the )?(?:(?:two|three|four|five|six|2|3|4|5|6) )?(?:main |big )?(pillar|chapter)s\b"
        ),
        r"\1s",
    ),
)
"""Before what asks of 小柱 in any other way."""
