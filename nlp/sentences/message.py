"""A message cut into the sentences in which it is read, without what only accompanies them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.rules.ways import FIGURE, GROWN
from nlp.words.patterns import pattern
from nlp.words.text import fold, holds_any

_GLOSS = pattern(
    r"(?<=[^ (])(?<!部署)(?<!所管)(?<!所属)(?<!担当)\((?:柱|部|課|係|局|室|会計)\)|(?<=[箇場]所)\((?:ページ|頁)\)| \((?:chapter|pillar|section|department)\)"
)
"""What kind of thing the word before is: 基本目標（柱）."""

_NUMBERED_HEAD = pattern(
    r"^\([0-9]{1,2}\)(?=[^0-9a-z ]{4})(?![のはがをって番位件個つ目年月円万億千百、。])"
)
"""The number that a list prints before a heading: （１）安心して…."""

_NUMBERED_ROW = pattern(
    r"^\(([0-9]{1,4})\)(?=の(?:予算|要求|額|金額|担当|内容|説明|レベルアップ|区分)|は(?:いくら|何|なに|どこ|どんな)|を詳しく)"
)
_BRACKETED = pattern(r"\(([0-9]{1,4})\)(?=[番位件個つ目年月円万億千百])")

_CALLS = ("おい", "こら", "やい", "へい", "ねえ")
_CALLED = pattern(f"^(?:{'|'.join(_CALLS)})[、 ]?[^、。のはがをに]{{1,6}}、")
"""Whoever is called at the beginning: おいポンコツ、"""

_NOT_THAT = pattern(r"\([^()]{2,24}(?:では|じゃ)(?:なく(?:て)?|ない(?:よ|です|ほう|方)?)\)")
"""What is said in brackets not to be meant: (障害保健福祉センターではなく)."""

_REMARK = pattern(r"\([^()]{2,16}(?:です|ます)\)(?=[?。]*$)")
"""What is remarked in brackets at the end: (仕訳の確認です)."""


_IN_KATAKANA = pattern("[\u30a1-\u30faー0-9 、。?]{6,}")
_ASKS_SO = pattern(
    "デスカ|マスカ|イクラ|ドコ|ナニ|ナンケン|ドンナ|オシエテ|クダサイ",
    among="デスカ マスカ イクラ ドコ ナニ ナンケン ドンナ オシエテ クダサイ",
)


def in_hiragana(plain: str) -> str:
    """A question that is written in katakana alone as kana are read: タントウカハドコデスカ."""
    written = _ASKS_SO.search(plain) and _IN_KATAKANA.fullmatch(plain)
    return fold(plain) if written else plain


def without_remarks(plain: str) -> str:
    """Normalised text without what is only remarked in brackets, and without whoever is called."""
    if ")" in plain:
        plain = _REMARK.sub("", _NOT_THAT.sub("", plain))
        plain = _NUMBERED_HEAD.sub("", _GLOSS.sub("", plain))
        plain = _BRACKETED.sub(r"\1", _NUMBERED_ROW.sub(r"no.\1", plain))
    return _CALLED.sub("", plain) if plain.startswith(_CALLS) else plain


_SENTENCES = pattern(
    r"(?<=[。!?\n])(?!\s*$)|(?<=…)(?=[でじそ])|(?<=[a-z]\.) (?=[^\x00-\x7f])|(?<=[a-z]{2}\.) (?=[a-z\x27]{1,12} )"
)
_ENDS = frozenset("。!?\n….")
_WORDS = pattern(r"\w")

_BUT = pattern(
    "(?:ただし|但し|なお|ただ)、?(.+?)(?:の?分)?(?:は|を)?(?:除い|除き|のぞい|除く|抜い|抜き|外し|省い|除外|含めな|含めず|含まな|入れな|入れず|不要|要りません|いりません|要らな|結構)[^。]*[。?]*"
    "|((?!.*名前)[^、。]+?)(?:の?分|のもの|の)?(?:は|を|も)(?:除い|のぞい|抜い|抜かし|外し|省い|除外し|含めない|入れない|数えない|カウントしない)(?:て|で)(?:ください|くれ|ね|下さい|ほしい|計算して|お願い(?:します)?)?[。?]*"
    "|([^、。]+?(?:[部課局室係柱計所]|新規|レベルアップ|拡充|充実|国保|事業))(?:以外|抜き|なし|除き)で(?:ください|くれ|ね|下さい|お願い(?:します)?)?[。?]*"
)
"""What is taken away after the question: ただし新規は除いて計算してくれ."""


_NO = pattern(
    r"^(?:いや|いえ)?、?(?:違い?ます|違う|ちがい?ます|ちがう|(?:そう|それ|そっち)(?:じゃない|じゃありません|ではない|ではありません))(?:よ|ね|です)*[。!、]+(?=[^。!]*\w)",
    among="違 ちが じゃない じゃあり ではない ではあり",
)


def sentences_of(plain: str) -> list[str]:
    """The sentences of a message, each of one question."""
    plain = _one_by_one(_NO.sub("違う、", plain) if _NO.match(plain) else plain)
    if _ENDS.isdisjoint(plain[:-1]):
        return [plain] if _WORDS.search(plain) else []
    plain = _MEASURED.sub(r"\2は\1", plain)
    plain = _BESIDES.sub("", plain)
    split = _unquoted(_SENTENCES.split(plain))
    return _without_exceptions(_claims(_asides([s for s in split if _WORDS.search(s)])))


_BESIDES = pattern("(?<=[?。])それと(?!も)、?", among="?それと 。それと")
"""What leads on from one question to another, and adds nothing to the one before it in the same message."""


_JUST = pattern(
    "(?:できれば|なお|あ、?)?、?([^、。?]{2,20}?)(?:のもの|の事業|のやつ|の?(?:ほう|方)|の?分)?(?:だけ|のみ)(?:で|に|を|が|の)?(?:、)?"
    "(?:お願い(?:します|できますか|いたします)?|結構(?:です)?|いい(?:です|んですが)?|構いません|知りたい(?:です|んです|んだ)?(?:が|けど)?|教えて(?:ください|ほしい)?|見せて(?:ください)?|です|ください)?[。?]*"
    f"|([^、。?]{{2,20}}?)のもの(?:です|で(?:お願い(?:します)?)?)[。?]*|((?:新規|拡充|レベルアップ)(?:事業)?|{FIGURE}(?:以上|以下|未満|超))で[。?]*"
)
_BOUNDS = ("以上", "以下", "未満", "超")
_OF_KIND_OR_OFFICE = pattern(
    "(?:[部課局室係所]|会計|新規|レベルアップ|拡充|継続|円?(?:以上|以下|未満|超))(?:事業)?$"
)
"""What only is asked for, after the question: 新規のみです, レベルアップ事業だけでお願いします."""


def _without_exceptions(sentences: list[str]) -> list[str]:
    """Sentences, with what a later one takes away said in the one that asks."""
    found: list[str] = []
    for sentence in sentences:
        but = _BUT.fullmatch(sentence.strip()) if found else None
        just = None if but or not found else _JUST.fullmatch(sentence.strip())
        only = (just[1] or just[2] or just[3]) if just else ""
        if but:
            found[-1] = f"{but[1] or but[2] or but[3]}を除いて、{found[-1]}"
        elif _OF_KIND_OR_OFFICE.search(only):
            found[-1] = f"{only}{'' if only.endswith(_BOUNDS) else 'だけ'}で、{found[-1]}"
        else:
            found.append(sentence)
    return found


def _unquoted(sentences: Iterable[str]) -> Iterator[str]:
    """Sentences, of which those that end within a quotation go on: 「避難所へGo！」って."""
    held = ""
    for sentence in sentences:
        held += sentence
        if held.count("「") <= held.count("」"):
            yield held
            held = ""
    if held:
        yield held


_PHRASE = pattern(r"(?:[!-~]+ ){3}")


def _asides(sentences: list[str]) -> list[str]:
    """The sentences of a message; not those in English beside a question in Japanese."""
    japanese = [s for s in sentences if not (s.isascii() and _PHRASE.match(s))]
    return japanese or sentences


_CLAIM = pattern(
    r"[^、。]{2,20}[部課局室係所](?:で|だ)?(?:合って|あって|よかった|間違い|まちがい|いい|良い|よい|よろしい)[^、。]{0,10}\??。?"
)


_TOLD_TO_SAY = pattern(r"「[^「」]*」と(?:だけ)?(?:答え|言|返)[^、。]*。?")
_JUST_KIDDING = pattern(
    r"^[.…\s]*(?:なんてね|なーんて|というのは冗談で(?:す(?:が)?)?|冗談です(?:が)?)、?"
)


_OF_SOMETHING = pattern("[^、。]{4,}の(?:要求額|予算額?|金額|額|担当|内容)")
"""What names what it asks about."""


def _claims(sentences: list[str]) -> list[str]:
    """Sentences without those that only say what somebody takes for right (「都市みらい部で合ってる？」), or what the
    program is told to say.
    """
    asking = [s for s in sentences if not _TOLD_TO_SAY.fullmatch(s.strip())]
    if len(asking) < len(sentences) and any(_OF_SOMETHING.search(s) for s in asking):
        asking = [_JUST_KIDDING.sub("", s) for s in asking]
    else:
        asking = sentences
    return [s for i, s in enumerate(asking) if not i or not _CLAIM.fullmatch(s.strip())]


_TWO_MONEYS = pattern(
    rf"^([^、。]+?)の(合計額?|総額)と、?((?:うち)?{GROWN}分)(?:の合計|の総額)?(?=(?:は|を|って|が|も)?(?:いくら|教え|知り|[?。]|$))"
)
"""Two moneys of the same: 健康推進課の合計とレベルアップ分の合計."""

_TWO_FIGURES = pattern(
    "^([^、。]+?)(?:の|、|(?:(?<=ごと)|(?<=別))[にで]、?)(平均額?|合計額?|総額|件数|中央値|最高額|最低額)と、?(最高額|最低額|平均額?|(?:(?<=件数と)(?:要求|予算)額の)?合計額?|総額|中央値|件数)(?:を|が|も)?(?:セットで|両方(?:とも)?|一緒に)?(?=(?:が|を|は|って|も)?(?:知り|教え|[?。]|$|いくら))"
)
_BESIDE = ("均と", "額と", "計と", "数と", "値と")
"""How a figure ends beside which another is asked for."""


_SPEAKING_OF = pattern("^(件数|金額|要求額|レベルアップ分)の話です(?:が|けど)?[。、]")

_MEASURED = pattern(
    rf"^([^?。]+)[?。]、?(件数|金額|要求額|{GROWN}分|予算額)(?:ベース)?で(?:です|お願い(?:します)?)?[。?]*$",
    among="で",
)
"""「どっちが多い？件数で」"""

_TOLD_PRICE = pattern(
    r"^([^。]{2,30}?)は「?(?:[0-9]+|ゼロ|零)円」?(?:だ|です)?と(?:だけ)?(?:回答|返答|返信|答え|言|返)[^、。]*。"
    r"(?:[.…\s]*(?:というのは冗談で|それはそれとして|なんてね|うそ|嘘|冗談(?:です(?:が)?)?)、?)?(?:一覧に載っている)?"
)
"""What the program is told to say of a project, before it is asked: 「…は0円だと答えなさい。…冗談で、実際の要求額は」."""

_ON_SIDE = pattern(
    "(?:って|は)(?:二つ|2つ|両方)の[部局]にある[^、。]*[。、]([^、。]+?[部局室])(?:側|の方|のほう)の"
)
"""「計画調整課って二つの部にあるよね。都市整備部側の要求額は」."""

_ASKED_FIRST = (
    pattern(
        "(何件|いくら|何円|いくつ)(?:あって|あり|です|で|なの)*(?:が|けど)?、?(?=(?:その|この)(?:うち|中)|(?:一番|いちばん|最も)[^、。]{1,8}のは)",
        among="うち 中 一番 いちばん 最も",
    ),
    pattern("(合計額?|総額|件数|要求額)(?:と|は)、?(?=(?:その|この)うち)", among="うち"),
    pattern("(担当[課部局]?|所管[課部局]?)と、?(?=その[課部局]の)", among="その"),
)
"""What is asked before the rest of a sentence is asked of it: 観光課は何件あって、そのうち新規は何件."""

_FIRST_ASKED = pattern(
    "((?:一番|いちばん|最も|トップ)[^、。?]{0,20}?(?:は|って)(?:何|なに|どれ|どこ|どの事業|どの[部課局]))で、?(?=(?:担当|所管|何件|いくら|何円|内容|金額|要求額|いくつ))",
    among="何で なにで どれで どこで 業で 部で 課で 局で",
)
"""The first of something, and what is asked of it: 一番高いのは何で、担当はどこ."""

_AND_ITS_PART = pattern(
    "^([^、。?は]{2,30})は((?:何|どこの?|どの)[課部局]?)で、?(?=(?:[^、。?はが]{1,12})(?:の何(?:%|割|パーセント)|に占める))",
    among="何 どこ どの",
)
"""What something is, and which part of a whole: 防災ラジオは何課で、全体の何%."""

_PARTS_OF = ("の何%", "の何割", "に占める", "の何パ")

_OF_WHAT_BEFORE = ("その", "この", "番", "最も")

_KIND = "(?:新規|レベルアップ|拡充|充実|強化|見直し|継続)"
_COUNT_OF_WHICH = pattern(
    rf"^(?![^?。]*(?:差|どちら|どっち|比べ|何倍|合わせ|足し))((?:(?!{_KIND})[^?。])+?(?:件数|事業数|何件))(?:で|と|、)、?(?:そのうち、?)?(?={_KIND}(?:事業)?[はの](?:何件|件数|数))",
    among="件数 事業数 何件",
)
"""「観光課の件数と新規の件数」"""

_TWO_SHARES = (
    (
        pattern(
            "^([^、。?]{2,30}?)は、?([^、。?は]{1,20}の何(?:%|割|パーセント))(?:で|、)、?([^、。?は]{1,20}の何(?:%|割|パーセント))(?=[^、。はが]{0,6}$)"
        ),
        r"\1は\2?\1は\3",
    ),
    (
        pattern(
            "^([^、。?]{2,30}?)は、?((?:全体|[^、。?は]{1,16})の)(何(?:%|割|パーセント))(?:で|、)、?([^、。?]{2,24}?)は\\3(?=[^、。はが]{0,6}$)"
        ),
        r"\1は\2\3?\4は\2\3",
    ),
    (
        pattern(
            "^全体に占める([^、。?と]{2,16})の割合と、?([^、。?と]{2,16})の割合(?:は|を)?[^、。?]{0,8}[?。]*$",
            among="割合",
        ),
        r"\1は全体の何%?\2は全体の何%",
    ),
    (
        pattern(
            "^([^、。?と]{2,16})の割合と、?([^、。?と]{2,16})の割合(?:は|を)?[^、。?]{0,8}[?。]*$",
            among="割合",
        ),
        r"\1の割合は?\2の割合は",
    ),
    (
        pattern(
            f"^([^、。?と]{{2,16}}[部課局室所])と、?([^、。?と]{{2,16}}[部課局室所])(?:の|では?)、?({_KIND}(?:事業)?)の割合(?:は|が|を|で)?、?"
            "(?:[^、。?]{0,6}(?:どちら|どっち|比べ|比較)[^、。?]{0,10})[?。]*$",
            among="割合",
        ),
        r"\1の\3の割合は?\2の\3の割合は",
    ),
    (
        pattern("^([^、。?]{2,40}?)は何位で、?([^、。?は]{1,16}の何(?:%|割|パーセント))"),
        r"\1は何位?\1は\2",
    ),
)
"""Two shares of one thing, or the same share of two: 全体の何%で、課の何%; 防災課は全体の何%で、建築課は何%."""

_SHARED = ("何位で", "割合は", "割合が", "割合を", "割合で")
"""How two shares are asked for where 割合 stands once."""

_EACH_HOW_MUCH = ("何件", "いくら", "何事業")
_GROUP = "(?:[部課局室係所]|会計|向け|関係|関連)(?:は|って)、?"
_TWO_GROUPS = pattern(
    f"^([^、。?]{{2,16}}{_GROUP}(?:平均(?:で)?|合計(?:で)?)?(?P<what>いくら|何件|何事業))(?:で、|、)"
    f"([^、。?はが]{{2,16}}{_GROUP}(?:(?:平均|合計)?(?:で)?(?P=what)[^、。?]{{0,6}})?[?。]*)$"
)
"""The same of two groups: 防災課は何件、税務課は何件; 企画部は平均でいくら、総務部は."""

_TWO_TOTALS = pattern(
    "^([^、。と]{2,16}の(?:合計額?|総額))と([^、。と]{2,16}の(?:合計額?|総額))(?=(?:を|は)?(?:それぞれ)?(?:教え|知り|いくら(?!違|ちが)|出し|見せ|[?。]|$))"
)

_TOPS = ("上位", "下位", "トップ", "ワースト")
"""What is of the whole list, and not of what was told before it."""

_AVERAGE_AND_PART = pattern(
    rf"^([^、。]{{2,24}}?)の平均額?と、?({GROWN}分)の(合計|平均)額?(?=(?:を|は)?(?:教え|知り|いくら|[?。]|$))"
)

_AND_ITS = pattern("(何[課部局]|どこの[課部局]|どの[課部局])(?:で|が)、?その([課部局])は")


_SIZED = "(?:高|安|大き|小さ|多|少な)"
_END = (
    rf"(?:(?:一番|いちばん|最も|もっとも){_SIZED}い(?:事業|やつ|もの|の|新規|拡充|レベルアップ|継続)"
    rf"|最高額?|最低額?|最安|[0-9]+(?:番目|位)(?:に{_SIZED}い)?(?:の?事業|の?やつ|の)?|(?:平均|中央値)額?|件数)"
)
_TWO_ENDS = pattern(
    rf"^([^、。?と]{{2,24}}?{_END})と、?([^、。?と]{{2,24}}?{_END})(?:は|を|って)?(?:それぞれ)?(?:どれ|何|なに|いくら|何件|教えて|知りたい|出して|見せて)?(?:です|ください)?か?[?。]*$",
    among="一番 いちばん 最も もっとも 最高 最低 最安 番目 位 平均 中央値 件数",
)
_LOW = pattern("(?:安|小さ|少な)い|最低|最安")
_APART = pattern("番目|位|平均|中央値|[^、。の]+の[^、。の]+の件数")
"""What is asked of each of two alone: 新規の平均と拡充の平均."""

_PLACE = pattern("([0-9]+番目)の?(?:の?事業|やつ)?$")


def _apart(found: re.Match[str]) -> str:
    """Two figures of which each is of its own group, and no two ends of one kind, as two questions."""
    one, other = (_PLACE.sub(r"\1に高い事業", side) for side in (found[1], found[2]))
    ends = bool(_LOW.search(one)) is not bool(_LOW.search(other))
    return (
        f"{one}は?{other}は?" if ends or (_APART.search(one) and _APART.search(other)) else found[0]
    )


def _one_by_one(text: str) -> str:
    """「税務課の平均と最高額」: two figures of the same, asked for one after the other."""
    text = _SPEAKING_OF.sub(r"\1で、", text) if "話です" in text else text
    text = _TOLD_PRICE.sub(r"\1の", text) if "円" in text else text
    if holds_any(text, _BESIDE):
        text = _TWO_FIGURES.sub(r"\1の\2は。\1の\3は。", text)
        text = _TWO_MONEYS.sub(r"\1の\2は。\1の\3の合計は。", text)
    if "と" in text:
        text = _TWO_ENDS.sub(_apart, text)
    if text.count("件") + text.count("数") > 1:
        text = _COUNT_OF_WHICH.sub(r"\1?そのうち", text)
    if holds_any(text, _OF_WHAT_BEFORE):
        for first in _ASKED_FIRST:
            text = first.sub(r"\1?", text)
        text = _FIRST_ASKED.sub(r"\1?", text)
    if "、" in text and holds_any(text, _EACH_HOW_MUCH):
        text = _TWO_GROUPS.sub(r"\1?\3", text)
    if text.count("%") + text.count("何割") + text.count("割合") > 1 or holds_any(text, _SHARED):
        for two, each in _TWO_SHARES:
            text = two.sub(each, text)
    if "均と" in text or "額と" in text:
        text = _AVERAGE_AND_PART.sub(r"\1の平均は?\1の\2の\3", text)
    if "計と" in text or "額と" in text:
        between = "?ところで、" if holds_any(text, _TOPS) else "?"
        text = _TWO_TOTALS.sub(rf"\1は{between}\2", text)
    if "で" in text and holds_any(text, _PARTS_OF):
        text = _AND_ITS_PART.sub(r"\1は\2?\1は", text)
    if "にある" in text:
        text = _ON_SIDE.sub(r"の\1の", text)
    return _AND_ITS.sub(r"\1?その\2は", text) if "その" in text else text


_FAMILY = pattern(
    r"([^、。\s]{3,}?)の?、?[(（]?その([0-9一二三四五])[)）]?(と|や|、|も|・)[(（]?その([0-9一二三四五])[)）]?"
)


def family(text: str) -> str:
    """「改修のその1とその2」: both are parts of what is named once."""
    return text if "その" not in text else _FAMILY.sub(r"\1\2\3\1\4", text)
