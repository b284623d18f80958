"""Words of asking as hurried keyboards spell them: 要求学 for 要求額, １奥円 for １億円, 防災化 for 防災課.

Only the words of asking and the endings of offices are put right here; what names a project is left to
the look-up, which knows how near a slip comes to a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.words.patterns import pattern
from nlp.words.spoken_amounts import in_numerals
from nlp.words.text import holds_any


def _each(words: Iterable[str], endings: str) -> str:
    """Each word with each ending, as `pattern` takes them."""
    return " ".join(word + end for word in words for end in endings)


_AMOUNT = pattern(
    r"(?<=要求)[各核](?=[はをがも?。]|$)|(?<=要求|予算|総額|合計|金額)[学顎岳楽](?![\u3400-\u9fff])|(?<=[金総])[学顎](?=[はをがもの?。]|$)",
    among=_each(("要求", "予算", "額", "計", "金", "総"), "学顎岳楽") + " 要求各 要求核",
)
_TOPIC_MARK = pattern("(?<=金額|予算|合計|件数|担当|内容|求額)派(?=[?。、]|$)", among="派")
"""は as a keyboard offers it."""
_LEVEL_UP = pattern("(?<=レベルアップ)[文聞](?![\u3400-\u9fff])", among="アップ文 アップ聞")
_SECTION = pattern(
    r"(?<=担当|所管|主管)[化科過家歌可加](?![\u3400-\u9fff])",
    among=_each(("担当", "所管", "主管"), "化科過家歌可加"),
)
_HUNDRED_MILLION = pattern(
    r"(?<=[0-9一二三四五六七八九十])[奥憶臆置](?=く?円|く?[0-9])", among="奥 憶 臆 置"
)
_SPELLED = pattern(
    r"(?<=要求|予算|合計)がく(?=[はをがもの?。]|いくら|$)|(?<=[金総])がく(?=[はをがもの?。]|いくら|$)"
)
_SPOKEN = pattern(
    r" (?:ハ|ヲ|ガ|ノ|ッテ|デ) (?:ナニ|ナン|イクラ|ドコ|ダレ|ドノ|ヨサン|キンガク|ヨウキュウガク|タントウ|オシエテ).*$|ノ(?:ヨサン|ヨウキュウ|キンガク)(?:ガク)?(?:ハ|ヲ|ッテ)?(?:イクラ|オシエテ|シリタイ)?(?:デスカ|クダサイ|デス)?[?。]?$| ?(?:ヨサン|キンガク|ヨウキュウガク)(?:ハ|ヲ)(?:イクラ|オシエテ|シリタイ)(?:デスカ|クダサイ|デス)?[?。]?$|[ハワ](?:オ)?イクラ(?:デスカ)?[?。]?$",
    among="ハ ワ ヲ ガ ノ ッテ",
)
_HIRAGANA = pattern("[\u3041-\u3096]")
_KANA = str.maketrans({chr(c): chr(c - 0x60) for c in range(0x30A1, 0x30F7)})

ENDINGS = {"課": "化科過", "係": "掛", "部": "分", "室": "質", "局": "曲"}
"""What stands for the ending of an office where the keyboard took another word of that sound."""


_LOOKALIKE = pattern("[卜口工力二八夕一](?<=[\u30a1-\u30faー].)")
"""Kanji that look like the katakana for which a hand took them: サポー卜."""

_ALIKE = "卜口工力二八夕一"
_LIKENESS = str.maketrans(_ALIKE, "トロエカニハター")
_TRAILING = pattern("(?<=[\u3041-\u3096])[a-z]{1,2}(?=[?。!]*$)")
"""What is left in the keyboard behind the last kana: おしえt."""

_REQUEST = pattern("(?:[用養容]求|要[急旧])(?=額|金額|の|は|$)", among="用求 養求 容求 要急 要旧")
_THREE = pattern("(?:(?<=トップ)|(?<=ベスト)|(?<=ワースト))(?:スリー|ファイブ|テン)")
_FIGURES = {"スリー": "3", "ファイブ": "5", "テン": "10"}


_WORDS = {
    "いkら": "いくら",
    "レベルup": "レベルアップ",
    "レベルアプ": "レベルアップ",
    "レベアップ": "レベルアップ",
    "レベルアッブ": "レベルアップ",
    "レベルアツプ": "レベルアップ",
    "予産": "予算",
    "予賛": "予算",
    "余算": "予算",
    "予参": "予算",
    "担等課": "担当課",
    "レペルアップ": "レベルアップ",
    "新期事業": "新規事業",
    "新器事業": "新規事業",
}
_ONE_OF = pattern("(?<=[いるた])のの(?=担当|内容|名前|名称|課|部|予算|要求|金額|区分|額)")
"""の that stands for a project, and の: 一番高いのの担当は."""

_INSULTS = ("ボケ", "ぼけ", "アホ", "あほ", "バカ", "ばか", "馬鹿", "阿呆", "カス", "クソ", "くそ")
_ABUSE = pattern(
    f"(?<=[ろやよえせて、。!?])や?(?:{'|'.join(_INSULTS)})(?:が|め|野郎|ども)?(?:[。!]*$|(?=、))"
)
_SCOLDS = (
    "ふざけん",
    "税金泥棒",
    "無駄遣いだろ",
    "無駄遣いじゃ",
    "いい加減にしろ",
    "なめてんのか",
    "ばかやろう",
    "馬鹿野郎",
)
_SCOLDING = pattern(
    "^(?:(?:ふざけん(?:な|じゃねえ|じゃないよ)(?:よ)?|税金泥棒|税金の無駄遣い(?:だろう?|じゃ(?:ないか|ねえか|ないの))(?=、)|いい加減にしろ(?:よ)?|なめてんのか|ばかやろう|馬鹿野郎)[、。! ]*)+(?=.)"
)
_AT_LEAST = pattern("(?<=[円億万])異常(?=[のでは、]|$)")

_SLIPS = (*_WORDS, *_INSULTS, *_SCOLDS, "のの", "異常")
"""Without one of these nothing is put right here by whole words."""

_SUSPECT = frozenset(f"{_ALIKE}求急旧派学顎岳楽化科過家歌可加奥憶臆置文聞")
"""Without one of these no kanji is put right here."""


def respelled(text: str) -> str:
    """A question with the words of asking as they are meant."""
    text = in_numerals(text)
    if holds_any(text, _SLIPS):
        for wrong, right in _WORDS.items():
            text = text.replace(wrong, right)
        text = _SCOLDING.sub("", _ABUSE.sub("", text))
        text = _AT_LEAST.sub("以上", _ONE_OF.sub("やつの", text))
    if not _SUSPECT.isdisjoint(text):
        text = _LOOKALIKE.sub(_in_katakana, text)
        text = _REQUEST.sub("要求", text)
        text = _TOPIC_MARK.sub("は", text)
        text = _AMOUNT.sub("額", text)
        text = _SECTION.sub("課", text)
        text = _LEVEL_UP.sub("分", text)
        text = _HUNDRED_MILLION.sub("億", text)
    if "a" <= text.rstrip("?。!")[-1:] <= "z":
        text = _TRAILING.sub("", text)
    if holds_any(text, _FIGURES):
        text = _THREE.sub(lambda m: _FIGURES[m[0]], text)
    if "がく" in text:
        text = _SPELLED.sub("額", text)
    if not _HIRAGANA.search(text):
        text = _SPOKEN.sub(lambda m: m[0].translate(_KANA), text)
    return text


def _in_katakana(match: re.Match[str]) -> str:
    """The katakana that a kanji looks like, but for one that begins a word in kanji."""
    after = match.string[match.end() : match.end() + 1]
    if match[0] != "卜" and "\u3400" <= after <= "\u9fff":
        return match[0]
    return match[0].translate(_LIKENESS)


def misspelled(office: str) -> list[str]:
    """The name of an office with its ending misspelled."""
    return [office[:-1] + other for other in ENDINGS.get(office[-1:], "") if len(office) > 2]
