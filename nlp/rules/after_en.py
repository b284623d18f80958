"""What is asked in English after an answer, and how Japanese asks it: that section's total, which one is new."""

from __future__ import annotations

import re

from nlp.patterns import pattern
from nlp.rules.words_en import LARGE, SMALL, Way

_LEAD = r"^(?:(?:and|so|ok|okay|then|now|but|well|yes|no|hmm|please)[, ]+)*"
_END = r"(?:,? please)?[?.!]*$"
_ITS = r"(?:that|this|its|the same|their|the)"
_OFFICE = r"(section|division|office|department|bureau)"
_SHOW = r"(?:list|show|show me|give me|tell me|what are|name)(?: all)?(?: of)?"


def _word(match: re.Match[str], group: int = 1) -> str:
    return "部" if match[group] in ("department", "bureau") else "課"


def _kind(said: str) -> str:
    return "新規" if said == "new" else "レベルアップ"


AFTER: tuple[Way, ...] = (
    # one project among the others
    (
        pattern(
            rf"{_LEAD}(?:is|was) (?:that|it|this)(?: one)? the (?:(?:{LARGE})|({SMALL}))(?: (?:one|project))?(?: of (?:all|them all)| in the list| overall)?{_END}"
        ),
        lambda m: f"それは何番目に{'安い' if m[1] else '高い'}?",
    ),
    # the office of one project
    (
        pattern(
            rf"{_LEAD}(?:(?:what(?:'s| is) )?(?:the )?(?:sum|total)(?: requests?| amount| budget)? (?:of|for) )(?:that|this|its|the same|the) {_OFFICE}{_END}"
        ),
        lambda m: f"その{_word(m)}の合計は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:what(?:'s| is) )?(?:that|this|its|the) {_OFFICE}'s (?:sum|total){_END}"
        ),
        lambda m: f"その{_word(m)}の合計は?",
    ),
    (
        pattern(
            rf"{_LEAD}how much (?:does|do|did|is) (?:that|this|its|the) {_OFFICE} (?:request|ask for|requesting|asking for)(?: altogether| in total| in all| overall)?{_END}"
        ),
        lambda m: f"その{_word(m)}の合計は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:what(?:'s| is) )?(?:the )?average (?:of|for) (?:that|this|its|the same) {_OFFICE}{_END}"
        ),
        lambda m: f"その{_word(m)}の平均は?",
    ),
    (
        pattern(
            rf"{_LEAD}how many projects (?:does|do|are in|are there in) (?:that|this|its|the same) {_OFFICE}(?: have| run)?{_END}"
        ),
        lambda m: f"その{_word(m)}は何件?",
    ),
    (
        pattern(
            rf"{_LEAD}{_SHOW} (?:the )?(?:other )?projects (?:of|in|from|by) (?:that|this|its|the same) {_OFFICE}{_END}"
        ),
        lambda m: f"その{_word(m)}の事業は?",
    ),
    (
        pattern(
            rf"{_LEAD}is there (?:an?|any|another) (?:({SMALL}|cheaper|smaller)|more expensive|bigger|larger)(?: one| project)? in (?:the same|that|this) {_OFFICE}{_END}"
        ),
        lambda m: f"同じ{_word(m, 2)}でこれより{'安い' if m[1] else '高い'}事業は?",
    ),
    (
        pattern(rf"{_LEAD}(?:the )?whole {_OFFICE}{_END}"),
        lambda m: f"その{_word(m)}全体は?",
    ),
    # what was counted or added up
    (pattern(rf"{_LEAD}how many projects(?: (?:is|are) (?:that|it|they|there))?{_END}"), "何件?"),
    (
        pattern(
            rf"{_LEAD}(?:list|show|show me|give me|name|what are) (?:the|those|these|all the) projects{_END}"
        ),
        "一覧は?",
    ),
    (
        pattern(
            rf"{_LEAD}how many (?:of (?:them|these|those) )?(?:cost|are|request|ask for) (more than|over|above|less than|under|below|at least|at most) ([\d,.]+(?: ?(?:million|billion|thousand|k|m|bn))?(?: yen)?){_END}"
        ),
        r"そのうち\1 \2は何件?",
    ),
    # offices of what was listed
    (
        pattern(
            rf"{_LEAD}(?:(?:which|what|their|the)(?: responsible)? )(?:sections|divisions|offices|(departments|bureaus))(?: in charge| run them| are they| responsible| are in charge| are responsible)?{_END}"
        ),
        lambda m: f"それぞれの担当{'部' if m[1] else '課'}は?",
    ),
    (
        pattern(rf"{_LEAD}(?:sections|(departments)){_END}"),
        lambda m: f"それぞれの担当{'部' if m[1] else '課'}は?",
    ),
    (pattern(rf"{_LEAD}(?:the |which )?{_OFFICE}{_END}"), lambda m: f"{_word(m)}は?"),
    # the other kind, both of two, and one of two
    (
        pattern(
            rf"{_LEAD}(?:(?:what|how) about |among )?(?:for |of )?(?:the )?(new|level-?up)(?: projects?| ones?)?{_END}"
        ),
        lambda m: f"{_kind(m[1])}は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:the )?(?:sum|total)(?: of (?:both|the 2|the two))?{_END}|{_LEAD}how much (?:is it |is that |are they )?(?:in total|altogether|in all){_END}"
        ),
        "合計は?",
    ),
    (pattern(rf"{_LEAD}(?:both |the 2 |the two )?(?:combined|together){_END}"), "合わせると?"),
    (
        pattern(
            rf"{_LEAD}which (?:one |of (?:them|these|the two|the 2) )?is (new|level-?up){_END}"
        ),
        lambda m: f"どちらが{_kind(m[1])}?",
    ),
    (
        pattern(
            rf"{_LEAD}what does the (?:(larger|bigger|more expensive|higher)|cheaper|smaller|lower)(?: one)? do{_END}"
        ),
        lambda m: f"{'高い' if m[1] else '安い'}方の内容は?",
    ),
    (
        pattern(rf"{_LEAD}which (?:one )?(?:costs|is) (?:more|more expensive|bigger|larger){_END}"),
        "どちらが高い?",
    ),
    # some of those that were shown
    (
        pattern(rf"{_LEAD}which (?:ones )?of (?:these|those|them) are (new|level-?up){_END}"),
        lambda m: f"そのうち{_kind(m[1])}は?",
    ),
    (
        pattern(rf"{_LEAD}which (?:ones )?are (new|level-?up)(?: ones)?{_END}"),
        lambda m: f"そのうち{_kind(m[1])}は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:just|only) (?:the )?(new|level-?up)(?: ones?| projects?)?,? (?:the )?total{_END}"
        ),
        lambda m: f"そのうち{_kind(m[1])}の合計は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:what(?:'s| is) |which is )?(?:the )?(?:({SMALL})|{LARGE})(?: one| project)? (?:of|among) (?:these|those|them)(?: all)?{_END}"
        ),
        lambda m: f"その中で一番{'安い' if m[1] else '高い'}のは?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:(?:(?:{LARGE})|({SMALL})) first|sort(?:ed)?(?: them| by amount)?){_END}"
        ),
        lambda m: f"{'小さい' if m[1] else '大きい'}順に",
    ),
    # groups that were broken down
    (
        pattern(rf"{_LEAD}which (?:one )?has the (?:most|(fewest)) projects{_END}"),
        lambda m: f"件数が一番{'少ない' if m[1] else '多い'}のは?",
    ),
    (pattern(rf"{_LEAD}(?:the )?(?:number of projects|number of them){_END}"), "件数は?"),
    (
        pattern(
            rf"{_LEAD}what (?:percentage|percent|share|proportion|%) of (?:its|the|their) (?:total )?request(?: is that| is it)?{_END}"
        ),
        "要求額の何%?",
    ),
)
"""Short questions that leave open what they are about."""
