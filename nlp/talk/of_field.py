"""What is asked of the group of one project that was shown: そこの新規は after 担当は, 課で一番高いのは, 課全部でいくら.

The sentence is read again with the word for the group that is meant (その課), which the ways to ask of groups know.
"""

from __future__ import annotations

from data.query import Attribute, Query
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, names_something
from nlp.asking.context import Memory, is_place, is_single
from nlp.rules.ways import FIGURE, GROWN, MOST
from nlp.words.patterns import pattern

_LEAD = "^(?:じゃあ?|では|で|ちなみに)?、?"
_THERE = pattern(
    f"{_LEAD}そこ(?:って|(?=[のでは、と]|ほか|他|合計|全部|全体))、?(?:は、?)?", among="そこ"
)
_ALL_OF = pattern(
    f"{_LEAD}(小?柱|[部課局係室])(?:全部|ぜんぶ|全て)(?=で|の|だと|は)", among="全部 ぜんぶ 全て"
)
_INSIDE = pattern(
    f"{_LEAD}(?:その|この|同じ)?(?:担当|所管)?(小?柱|章|[部課局室])(?:内|の(?:中|なか|うち))?(?:で(?:は)?|だと)、?(?=(?:{MOST}|[2-9]番目に|[二三四五]番目に)[^、。?]{{0,6}}[高安大小多少])",
    among="番 ばん 最も もっとも",
)
_NAME_OF = pattern(
    f"{_LEAD}(?:その|それの)?(小?柱|章|[部課局])は[?。]*", among="課は 部は 局は 柱は 章は"
)
_ALL_IN_IT = pattern(
    f"{_LEAD}(?:この|その|担当)([部課局])(?:の(?:合計|予算|要求額))?(?:は|が|って)、?(?=(?:区|市|町|村)?(?:の)?(?:全体|一覧)(?:の|で|に占める)(?:何|割合))",
    among="全体 一覧",
)
_ANEW = pattern(f"{_LEAD}(?:そう)?(?:じゃ|では?)なくて?、?(?=[部課局](?:の|全体))", among="なく")
_ITS_KIND = pattern(
    f"{_LEAD}([部課局])(?:の|で(?:は)?)(?=(?:新規|継続|{GROWN})(?:は|の事業|事業|の件数|の合計|だけ))"
)
_IN_ITS_OFFICE = pattern(
    f"{_LEAD}(?:担当|所管)(?:する)?([部課局])の(?=(?:事業|一覧|新規|継続|{GROWN}|他の|ほかの|{FIGURE}(?:以上|以下|未満)))",
    among="担当 所管",
)
_DOES = "(?:(?:を|が|か|は)?(?:して|やって|担当して|持って|所管して|ある|あり)(?:い?る|い?ます)?)?"
_ELSE = pattern(
    f"{_LEAD}(?:ほか|他)(?!の(?:課|部|局|室|係))(?:に|の)?(?:は|も)?(?:何|なに|どんな|どういう)?(?:こと|事業|課|部|部署|ところ)?{_DOES}(?:の|ん|課|部|部署|ところ|事業|は|を)*(?:見せて|教えて)?(?:です)?(?:か)?[?。]*",
    among="ほか 他",
)
_FIRST_ELSE = pattern(
    f"{_LEAD}(?:ほか|他)(?:に|の(?:事業)?|の中)?(?:で|だと)(?:は)?、?(?={MOST})", among="ほか 他"
)
_OF_ALL = pattern(
    f"{_LEAD}(?:(?:全部|全体|合計)で、?)?(?:(?:全部で)?(?:何件|いくつ)(?:の事業)?(?:を|が)?(?:ある|あり(?:ます)?|持って(?:い)?る|担当して(?:い)?る|やって(?:い)?る|(?:担当|所管)して(?:い)?ます)?|(?:全部|合計)で?いくら|いくら(?:、)?全部で|(?:合計|平均|総額|中央値|件数)(?:額)?(?:は|だと|って)?(?:いくら|何件)?|{MOST}(?:金額が|要求額が)?[高安大小多少]き?な?い(?:の|事業|やつ|もの)(?:は|って)?(?:どれ|何)?|{FIGURE}(?:以上|以下|未満)(?:の(?:もの|やつ))?は(?:何件)?)(?:の|ん)?(?:です|でしょう)?か?[?。]*"
)
_OTHER_DEAR = pattern(
    f"{_LEAD}(?:ほか|他)に(?:も)?(?=(?:高|安|大き|小さ|多|少な)い(?:の|事業|もの|やつ))",
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
    """A sentence that says そこ, 課で or 他には after one project, with the group of it that is meant."""
    last = memory.query
    if last is None or memory.choices or not (is_single(last) or is_place(last)):
        return asked
    said = _around_project(asked, last) or (_around_told(asked, last) if is_single(last) else None)
    return ask(said, asked.lexicon) if said else asked


def _around_project(asked: Asked, last: Query) -> str | None:
    """A sentence that says 課 or 部 of the one project that was shown, with その before it."""
    text = asked.sentence.text
    if is_place(last):
        if name := _NAME_OF.fullmatch(text):
            return f"担当{name[1]}は" if name[1] in _OFFICES else f"その{name[1]}は何"
        inside = _INSIDE.match(text)
        return f"その{inside[1]}で{text[inside.end() :]}" if inside else None
    if whole := _ALL_OF.match(text):
        return f"その{whole[1]}全体{text[whole.end() :]}"
    if inside := _INSIDE.match(text) or _ITS_KIND.match(text) or _IN_ITS_OFFICE.match(text):
        return f"その{inside[1]}で{text[inside.end() :]}"
    if named := _ALL_IN_IT.match(text):
        projects = asked.lexicon.index.take(last.scope)
        return f"no.{projects[0].no}の{named[1]}は{text[named.end() :]}"
    if anew := _ANEW.match(text):
        return f"その{text[anew.end() :]}"
    if dear := _OTHER_DEAR.match(text):
        projects = asked.lexicon.index.take(last.scope)
        return f"no.{projects[0].no}以外で{text[dear.end() :]}"
    return None


def _around_told(asked: Asked, last: Query) -> str | None:
    """A sentence that is asked of the one group that was told of a project, with the word for that."""
    word, text = _told(last), asked.sentence.text
    if word is None:
        return None
    if found := _THERE.match(text):
        if text[found.end() :].startswith("と"):
            return f"その{word}{text[found.end() :]}"
        rest = text[found.end() :].removeprefix("の").removeprefix("で、").removeprefix("で")
        return f"その{word}の{rest.lstrip('、')}" if rest else f"その{word}"
    if names_something(asked):
        return None
    if word in _OFFICES and _ELSE.fullmatch(text):
        return f"その{word}の他の事業は"
    if first := _FIRST_ELSE.match(text):
        return f"その{word}の他の事業で{text[first.end() :]}"
    return f"その{word}の{text}" if _OF_ALL.fullmatch(text) else None


def _told(last: Query) -> str | None:
    """The word for the one group that was told of a project."""
    told = [a for a in last.attributes if a in _WORDS]
    return _WORDS[told[0]] if len(told) == 1 and len(last.attributes) == 1 else None
