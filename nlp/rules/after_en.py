"""What is asked in English after an answer, and how Japanese asks it: that section's total, which one is new."""

from __future__ import annotations

import re

from nlp.rules.words_en import LARGE, SMALL, Way
from nlp.words.english_figures import PLACES, bounded, kind_in_japanese
from nlp.words.patterns import pattern

_LEAD = r"^(?:(?:and|so|ok|okay|then|now|but|well|yes|no|hmm|please)[, ]+)*"
_END = r"(?:,? please)?[?.!]*$"
_OFFICE = r"(section|division|office|department|bureau)"
_SHOW = r"(?:list|show|show me|give me|tell me|what are|name)(?: all)?(?: of)?"


_PLACE = "|".join(said for said in PLACES if said.isalpha())


def _word(match: re.Match[str], group: int = 1) -> str:
    return "部" if match[group] in ("department", "bureau") else "課"


AFTER: tuple[Way, ...] = (
    # one project among the others, another one, and more of it
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
            rf"{_LEAD}{_SHOW} (?:the )?projects (?:of|in|from|by) (?:that|this|its|the same) {_OFFICE}{_END}"
        ),
        lambda m: f"その{_word(m)}の事業は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:(?:{_SHOW}|what(?:'s| is| are)) )?(?:the )?other projects (?:of|in|from|by) (?:that|this|its|the same) {_OFFICE}{_END}"
        ),
        lambda m: f"その{_word(m)}の他の事業は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:what(?:'s| is) )?(?:that|this|its|the) {_OFFICE}'s (?:(?:{LARGE}|top)|({SMALL})) (?:project|one){_END}"
        ),
        lambda m: f"その{_word(m)}で一番{'安い' if m[2] else '高い'}事業は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:what(?:'s| is) )?(?:the )?(?:(?:{LARGE}|top)|({SMALL})) (?:project|one) (?:of|in) (?:that|this|its|the same) {_OFFICE}{_END}"
        ),
        lambda m: f"その{_word(m, 2)}で一番{'安い' if m[1] else '高い'}事業は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:(?:{_SHOW}) )?(?:the )?next (\d{{1,2}})(?: (?:ones|projects|of them))?{_END}"
        ),
        r"次の\1件は?",
    ),
    (
        pattern(rf"{_LEAD}(?:(?:{_SHOW}) )?(?:only )?page (\d{{1,2}})(?: only)?{_END}"),
        r"\1ページの事業は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:(?:the )?first one's {_OFFICE}|{_OFFICE} of the first(?: one)?){_END}"
        ),
        lambda m: f"1番目の担当{'部' if (m[1] or m[2]) in ('department', 'bureau') else '課'}は?",
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
    (
        pattern(
            rf"{_LEAD}(?:i mean|i meant|sorry,? i meant?|i was asking about|make that|not that,?) (?:project |no\.? ?)?(\d{{1,3}}){_END}"
        ),
        r"no.\1",
    ),
    (pattern(rf"{_LEAD}project (\d{{1,3}}){_END}"), r"no.\1"),
    (
        pattern(
            rf"{_LEAD}(?:the )?(?:section|office) (?:of|for) (?:project |no\.? ?)?(\d{{1,3}}){_END}"
        ),
        r"no.\1の担当課は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:the )?next(?: one)?{_END}|{_LEAD}the (?:project|one) after that{_END}"
        ),
        "the next one",
    ),
    (pattern(rf"{_LEAD}(?:the )?previous(?: one)?{_END}"), "the previous one"),
    (pattern(rf"{_LEAD}(?:show me )?the next (\d+)(?: projects| ones)?{_END}"), r"次の\1件"),
    (pattern(rf"{_LEAD}projects{_END}"), "一覧は?"),
    (
        pattern(
            rf"{_LEAD}(?:show (?:me )?(?:some )?more|(?:some )?more|any more|anything else|what else|any others?|next(?: page)?){_END}"
        ),
        "他には",
    ),
    (pattern(rf"{_LEAD}(?:tell me more|more details?|more about (?:it|that)){_END}"), "詳しく"),
    (
        pattern(rf"{_LEAD}(?:which|what) section should i (?:call|contact|ask|talk to){_END}"),
        "担当課は?",
    ),
    (
        pattern(rf"{_LEAD}who (?:runs|manages|handles) (?:them|these|those){_END}"),
        "それぞれの担当課は?",
    ),
    (pattern(rf"{_LEAD}what kind(?: is it)?{_END}"), "区分は?"),
    (
        pattern(rf"{_LEAD}how much (?:is |are |for )?each(?: one| of them)?{_END}"),
        "それぞれいくら?",
    ),
    (
        pattern(rf"{_LEAD}without (?:the |its )?level-?up (?:part|portion|amount){_END}"),
        "レベルアップ分を除くと?",
    ),
    (
        pattern(
            rf"{_LEAD}what does the (first|second|third|fourth|fifth) (?:one|project) do{_END}"
        ),
        lambda m: f"{PLACES[m[1]]}番目の内容は?",
    ),
    (
        pattern(rf"{_LEAD}(?:what about |how about )?the ({_PLACE}){_END}"),
        lambda m: f"{PLACES[m[1]]}番目は?",
    ),
    (
        pattern(rf"{_LEAD}who runs the (?:({SMALL})|{LARGE}){_END}"),
        lambda m: f"一番{'安い' if m[1] else '高い'}やつの担当課は?",
    ),
    (
        pattern(
            rf"{_LEAD}list the projects of the (?:(smallest|lowest|least)|largest|biggest|highest){_END}"
        ),
        lambda m: f"一番{'少ない' if m[1] else '多い'}ところの事業は?",
    ),
    # shares, differences and sums of what was shown
    (
        pattern(
            rf"{_LEAD}(?:what(?:'s| is) )?(?:its |the )?share(?: of the (?:total|whole)(?: list)?)?{_END}"
        ),
        "全体の何%?",
    ),
    (
        pattern(
            rf"{_LEAD}what (?:(?:is its )?share|percentage|percent|%) of (?:its|that|the(?= \w+'s)) {_OFFICE}(?:'s total)?(?: is (?:it|that))?{_END}"
        ),
        lambda m: f"その{_word(m)}の何%?",
    ),
    (pattern(rf"{_LEAD}by how much{_END}"), "差は?"),
    (pattern(rf"{_LEAD}how many times (?:bigger|larger|more)(?: is (?:it|that))?{_END}"), "何倍?"),
    (pattern(rf"{_LEAD}how much more than the second(?: one)?{_END}"), "2番目との差は?"),
    (
        pattern(
            rf"{_LEAD}(?:what(?:'s| is) )?(?:the )?(?:total|sum) of (?:them both|both|the 2|those 2|these 2){_END}|{_LEAD}add (?:them )?both(?: up| together)?{_END}|{_LEAD}(?:both|the 2|the two)(?: of them)? (?:combined|together){_END}"
        ),
        "2つ合わせると?",
    ),
    (
        pattern(
            rf"{_LEAD}add (?:them|these|those)(?: (?:up|all))?(?: up| together)?{_END}|{_LEAD}(?:all )?(?:combined|together){_END}"
        ),
        "合わせると?",
    ),
    (
        pattern(rf"{_LEAD}(?:all |the )?(\d)(?: of them)? (?:together|combined){_END}"),
        r"\1つ合わせると?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:except|without|apart from|other than|excluding) (?:those |the ones |projects )?(?:of |in |from )?(?:the )?((?!the |level|(?:{LARGE}|{SMALL}|top)\b).+?){_END}"
        ),
        r"\1 を除くと?",
    ),
    (pattern(rf"{_LEAD}how many projects(?: (?:is|are) (?:that|it|they|there))?{_END}"), "何件?"),
    (
        pattern(
            rf"{_LEAD}(?:list|show|show me|give me|name|what are) (?:the|those|these|all the) projects{_END}"
        ),
        "一覧は?",
    ),
    (
        pattern(
            rf"{_LEAD}how many (?:of (?:them|these|those) )?(?:cost |are |request |ask for )?(?P<bound>more than|over|above|exceeding|less than|under|below|at least|at most) ¥?(?P<figure>[\d,.]+) ?(?P<unit>million|billion|thousand|k|m|bn)?(?: yen)?{_END}"
        ),
        lambda m: f"そのうち{bounded(m['bound'], m['figure'], m['unit'])}事業は何件?",
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
        lambda m: f"{kind_in_japanese(m[1])}は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:the )?(?:sum|total){_END}|{_LEAD}how much (?:is it |is that |are they )?(?:in total|altogether|in all){_END}"
        ),
        "合計は?",
    ),
    (
        pattern(
            rf"{_LEAD}which (?:one |of (?:them|these|the two|the 2) )?is (new|level-?up){_END}"
        ),
        lambda m: f"どちらが{kind_in_japanese(m[1])}?",
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
        lambda m: f"そのうち{kind_in_japanese(m[1])}は?",
    ),
    (
        pattern(rf"{_LEAD}which (?:ones )?are (new|level-?up)(?: ones)?{_END}"),
        lambda m: f"そのうち{kind_in_japanese(m[1])}は?",
    ),
    (
        pattern(
            rf"{_LEAD}(?:just|only) (?:the )?(new|level-?up)(?: ones?| projects?)?,? (?:the )?total{_END}"
        ),
        lambda m: f"そのうち{kind_in_japanese(m[1])}の合計は?",
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
    (pattern(rf"{_LEAD}(?:just|only) (?:the )?((?!new|level|those|ones)[^,]+?){_END}"), r"\1 だけ"),
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
