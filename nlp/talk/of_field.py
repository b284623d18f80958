"""What is asked of the group that the last answer told: そこの新規は after 担当は, 課全部でいくら.

The sentence is read again with the word for the group that is meant (その課), which the ways to ask of groups know.
"""

from __future__ import annotations

from data.query import Attribute, Query
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, names_something
from nlp.asking.context import Memory, is_single
from nlp.words.patterns import pattern

_LEAD = "^(?:じゃあ?|では|で|ちなみに)?、?"
_THERE = pattern(
    f"{_LEAD}そこ(?:って|(?=[のでは、と]|ほか|他|合計|全部|全体))、?(?:は、?)?", among="そこ"
)
_ALL_OF = pattern(
    f"{_LEAD}(小?柱|[部課局係室])(?:全部|ぜんぶ|全て)(?=で|の|だと|は)", among="全部 ぜんぶ 全て"
)
_ELSE = pattern(
    f"{_LEAD}(?:ほか|他)に?(?:は|も)?(?:何|なに)?(?:を|か)?(?:して|やって|担当して)?(?:い?る|い?ます)?(?:の|ん|課|部|部署|ところ|事業)*(?:です)?(?:か)?[?。]*",
    among="ほか 他",
)
_WORDS = {
    Attribute.SECTION: "課",
    Attribute.DEPARTMENT: "部",
    Attribute.PILLAR: "柱",
    Attribute.POLICY: "小柱",
    Attribute.ACCOUNT: "会計",
}
_OFFICES = ("課", "室", "局", "部", "係")


def around_field(asked: Asked, memory: Memory) -> Asked:
    """A sentence that says そこ, 課全部 or 他には after one project, with the group of it that is meant."""
    last, text = memory.query, asked.sentence.text
    if last is None or memory.choices or not is_single(last):
        return asked
    if whole := _ALL_OF.match(text):
        return ask(f"その{whole[1]}全体{text[whole.end() :]}", asked.lexicon)
    word = _told(last)
    if word is None:
        return asked
    if found := _THERE.match(text):
        if text[found.end() :].startswith("と"):
            return ask(f"その{word}{text[found.end() :]}", asked.lexicon)
        rest = text[found.end() :].removeprefix("の").removeprefix("で、").removeprefix("で")
        return ask(f"その{word}の{rest.lstrip('、')}" if rest else f"その{word}", asked.lexicon)
    if _ELSE.fullmatch(text) and not names_something(asked) and word in _OFFICES:
        return ask(f"その{word}の他の事業は", asked.lexicon)
    return asked


def _told(last: Query) -> str | None:
    """The word for the one group that was told of a project."""
    told = [a for a in last.attributes if a in _WORDS]
    return _WORDS[told[0]] if len(told) == 1 and len(last.attributes) == 1 else None
