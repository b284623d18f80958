"""English ways to ask that no table of phrases can hold, put as the tables of rules know them.

Text in, text out: order, numbers, comparisons and what was only told beside a question. Subjects stay as they are.
"""

from __future__ import annotations

import re

from nlp.rules.told_en import MESSAGE, TOLD
from nlp.rules.ways_en import WAYS
from nlp.words.english_figures import SMALL_NUMBERS
from nlp.words.patterns import pattern

_TOLD_TO_DO = pattern(
    r"(^|[,.;] ?|\b(?:and|please|then|can you|could you) )(?:open|stop|hold on|hold|move on|move|build|make|give out|hand out|visit|learn|expand|create|send|give|bring|raise)(?=(?: me| us)?(?: (?:the|a|an|it|up) )(?:\w+ )?(?:list|totals?|sum|number|count|budget|amount|table|breakdown|all)\b| (?:all|totals?) |[,.!])"
)
"""What the program is told to do, and no project does: open the total, build me a list, stop."""

_LEARN_ABOUT = pattern(
    r"^(?:i(?:'d| would) like to |i want to |let me )?(?:learn|find out|know|hear|read) (?:more )?about (?!the total|the budget|all|the whole)"
)

_IN_LANGUAGE = pattern(
    r"\b(total|list|amount|budget|sum|answer|figures?) in (?:japanese|english)(?: please)?(?=[.?!]?$)|, (?:please )?(?:answer |reply )?in (?:japanese|english)(?: please)?(?=[.?!]?$)|^(?:please )?(?:answer|reply|in) (?:in )?(?:japanese|english)(?:,? please)?[,:.] ?"
)
"""The language of an answer."""

_INCREASE = pattern(
    r"\b((?:the|an|largest|biggest|smallest|highest|lowest|average|by) )increase(?:s)?\b(?! (?:the|in (?!total|the (?:request|budget))))(?: in the (?:request|budget))?"
)
"""What is added to a request; not what a project increases."""

_THE = pattern(r"\b(?:teh|hte|th)\b")
"""The word that is typed wrong most often."""

_HOW_MANY = pattern(
    r"how many (?![a-z -]*\b(?:projects|programs|items)\b)(?!(?:new |level-?up )?(?:projects|programs|items|requests|sections|departments|yen|of|are|cost|%)\b)[a-z -]{3,40}? (?:will|do|does|would) (?:they|it|the (?:ward|city|town))\b"
)
"""How many of a thing, which no list counts: how many radios will they buy."""

_NUMERALS = {word: str(value) for word, value in SMALL_NUMBERS.items() if 2 <= value <= 10}
_NUMERAL = pattern(rf"\b(?:{'|'.join(_NUMERALS)})\b")

_ENDS = pattern(
    r"(?<=[a-z]{2})(?<!\bno)(?<!\bnos)(?<!\bvs)(?<!\bapprox)(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bst)\. (?=[a-z])"
)
"""Where a sentence ends: no. 5 does not."""


def plainly_asked(text: str) -> str:
    """An English message as the tables of rules know how to ask it."""
    text = _LEARN_ABOUT.sub("tell me about ", _TOLD_TO_DO.sub(r"\1", text))
    text = _INCREASE.sub(r"\1level-up part", _IN_LANGUAGE.sub(r"\1", text))
    text = _HOW_MANY.sub("how many users", text)
    text = (
        _THE.sub("the", text)
        .replace(" & ", " and ")
        .replace("anti-", "")
        .replace("brand new", "new")
        .replace("brand-new", "new")
    )
    for way, instead in MESSAGE:
        text = way.sub(instead, text)
    sentences = re.split(r"(?<=[?!。]) +", _ENDS.sub("。 ", text))
    return " ".join(_sentence(s) for s in sentences)


def _sentence(text: str) -> str:
    for way, instead in TOLD:
        text = way.sub(instead, text)
    text = _NUMERAL.sub(lambda m: _NUMERALS[m[0]], text)
    for way, instead in WAYS:
        text = way.sub(instead, text)
    return _ENDS.sub("。 ", _ARTICLE.sub(r"\1", text))


_ARTICLE = pattern(
    "(^|に占める|じゃあ)(?:the|a|an|this|that) (?=[^?]*(?:に占める|の割合は|より[高安]い|は\\?)$|[^?]*は\\?$|[^?]*の割合は\\?$)"
)
"""An article before what is asked about in a question that became a Japanese one."""
