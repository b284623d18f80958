"""Ways to ask that rules read only in other words: 一番安い事業の課 asks for a field, 防災課の合計は2億円以上？ for a total.

What is said stays the same; only general words of asking are changed, never a name.
"""

from __future__ import annotations

import re

from msgspec import Struct

from nlp.patterns import pattern
from nlp.text import holds_any

_MOST = "(?:一番|いちばん|最も|もっとも)"
_TOTAL = "(?:要求額の)?(?:合計|総額|トータル|件数|平均|事業数)"


class _Way(Struct, frozen=True):
    """Strings of which one must stand in a text, what is said, and the words in which it is read."""

    holds: tuple[str, ...]
    said: re.Pattern[str]
    read: str


def _way(holds: str, said: str, read: str) -> _Way:
    return _Way(tuple(holds.split()), pattern(said), read)


_WAYS = (
    # a field of what is first, and no group
    _way(
        "一番 いちばん 最も もっとも 番目 位の",
        rf"((?:{_MOST}|[0-9一二三四五]番目|[0-9]位)[^、。]{{0,14}}?(?:事業|やつ|もの))の([部課局係室])(?=は|って|が|を|と|[?。]|$)",
        r"\1の担当\2",
    ),
    _way(
        "一番 いちばん 最も もっとも",
        rf"({_MOST}[^、。]{{1,10}}(?:事業|やつ|もの|の))(?:は|って)、?(?:新規|レベルアップ|拡充|継続)(?:事業)?(?:ですか|なの|なんですか|か|\?)[^。]{{0,14}}$",
        r"\1の区分は",
    ),
    _way(
        "トップ ベスト ワースト",
        r"(?:最安|一番安い|最も安い|一番少ない|最も少ない)の?(?:事業)?(?:トップ|ベスト|ワースト)([0-9]+)",
        r"安い順に\1件",
    ),
    # what a total is held against
    _way(
        "合計 総額 平均 トータル 件数",
        r"(合計|総額|平均額?|トータル|件数)(?:は|が|って)、?(?=[0-9一二三四五六七八九十百千万億兆,.]+[円件]?(?:以上|以下|未満|より|を|超))(?![^。]*(?:[部課局係柱](?:は|を|が|って|[?。]|$)|どこ|どれ|ところ|事業))[^。]*$",
        r"\1は",
    ),
    # groups
    _way("何課 何部 何局 何係", r"何([部課局係])(?=ある|あり)|(?<=全部で)何([部課局係])", r"\1\2はいくつ"),
    _way(
        "レベルアップす レベルアップし",
        rf"({_MOST})レベルアップ(?:する|している|した|してる)(?=[部課局係])",
        r"レベルアップ分が\1多い",
    ),
    _way("新規が", rf"新規が({_MOST}多[いく])(?=[部課局係柱])", r"新規事業の件数が\1"),
    _way("部の", rf"(?<=[課係室所局])の(?:ある)?部の({_TOTAL})", r"と同じ部の\1"),
    _way("課の", rf"の(?:担当|所管)課の({_TOTAL})", r"と同じ課の\1"),
    _way("部の", rf"の(?:担当|所管)部?の部の({_TOTAL})", r"と同じ部の\1"),
    _way(
        "担当課は 所管課は",
        "の(?:担当|所管)課は(?:他に|ほかに)(?:は)?何を(?:やって|して)(?:い)?(?:る|ます)",
        "と同じ課の他の事業",
    ),
    _way("件数の", "の件数の?(?:うち|中で)、?([^、。]+?)は(何|どの)", r"のうち\1は件数で\2"),
    # bounds
    _way("円か", "円か、?それ(?:より(?:少な|低|安)い|以下|未満)(?:の)?", "円以下の"),
    _way("円か", "円か、?それ(?:より(?:多|高|大き)い|以上)(?:の)?", "円以上の"),
    _way("よりは", "よりは(?=高|多|大|安|少|低)", "より"),
    _way("に限", "に限(?:った(?:とき|時|場合)(?:に|は)?|ると|れば|って(?:言えば|いえば)?)", "の中で"),
    _way("に限らず", "^[^、。]{1,8}に限らず、?", ""),
    # words of speech
    _way("抱えて かかえて", "(?:抱え|かかえ)て(?:い)?(?=る|ます)", "担当してい"),
    _way("もんか", "(?:ない|ある)もんか(?:ね|のう|な|しら)?", "ある"),
    _way("もん", "(?<=[円のなるたい上下満])もん(?=は|が|を|で|に|だけ|何|全部|[?。]|$)", "もの"),
    _way("金食い", "金食い(?:虫)?", "高い"),
    _way("小耳 こみみ", "(?:と|って)?(?:小耳|こみみ)に(?:挟|はさ)んだ(?:のですが|んですが|んだけど|けど)?", ""),
    _way("区分は", "区分は(?:どっち|どちら)", "区分は"),
    _way("相当額 相当分", "レベルアップ(?:相当額|相当分)", "レベルアップ分"),
    _way(
        "なく",
        "(?:新規|レベルアップ|拡充|継続)(?:事業)?(?:では|で|じゃ)なく(?:て)?、?(?=(?:新規|レベルアップ|拡充|継続)(?!分))",
        "",
    ),
    _way(
        "で高 で安 で大き で小さ で多 で少な",
        "(?<=[課部局係室所計])(?:の事業)?で(高|安|大き|小さ|多|少な)い(?:方|ほう)(?!が)",
        r"で一番\1い事業",
    ),
    _way("でも", r"([^、。はがの]{2,8})は\1でも、?", r"\1の、"),
    _way("違", "何倍(?:くらい|ぐらい)?違(?:う|い|います)", "何倍"),
)  # fmt: skip


_NUMBERS = pattern(
    r"(no\.?\s?[0-9]{1,3})((?:[、,][0-9]{1,3}){1,8})(?=で|の|は|を|と|に|だけ|[?。]|$)"
)
"""Numbers of which only the first is called one: No.13、14、15."""


def reworded(text: str) -> str:
    """A question in the words in which it is read."""
    if "no" in text:
        text = _NUMBERS.sub(lambda m: m[1] + re.sub("[、,]", "、no.", m[2]), text)
    for way in _WAYS:
        if holds_any(text, way.holds):
            text = way.said.sub(way.read, text)
    return text
