"""Numbers, dates and amounts that a project's description says: 何校, 何歳から, 1件あたりいくら, いつから.

A list tells no such thing of its projects; where a description does, it is quoted, and nothing is computed.
"""

from __future__ import annotations

from data.model import Project
from data.query import Untold
from nlp.asking.asked import Asked
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any, normalize


def asks_number(text: str) -> bool:
    """Whether how many of something is asked that no list counts: 何基, 何世帯, いくつの手続."""
    many = _HOW_MANY.search(text)
    deed = many is not None and _DEED.match(text, many.end()) is not None  # 何買うの
    asked = (many is not None and not deed) or _HOW_MANY_THINGS.search(text) is not None
    return asked and not _COUNTED.search(text)


def only_counts(asked: Asked) -> bool:
    """Whether all that a sentence names begins with the word by which something is counted: 何[機買う]."""
    many = _HOW_MANY.search(asked.sentence.text)
    return many is not None and all(p.topic and p.begin == many.start(1) for p in asked.parts)


def asks_for_each(text: str) -> bool:
    """Whether what one of something gets or costs is asked: 1地区の補助金はいくら."""
    return holds_any(text, ("1", "一")) and bool(_PER_UNIT.search(text))


def is_told(asked: Asked, project: Project) -> bool:
    """Whether a project's description says what kind of number is asked for."""
    text = asked.sentence.text
    if not holds_any(text, _ASKING) or _AT_PRESENT.search(text):
        return False
    said = normalize(project.description)
    counter = _HOW_MANY.search(text)
    if counter and pattern(rf"[0-9万千百]\s?の?{counter[1]}").search(said):
        return True
    things = _HOW_MANY_THINGS.search(text)
    if things and pattern(rf"{things[1]}[^。]{{0,12}}[0-9]|[0-9][0-9,]*の?{things[1]}").search(
        said
    ):
        return True
    if _per_unit(asked) or _LIMIT.search(text):
        return bool(_AMOUNT.search(said))
    of_list = holds_any(text, _OF_LIST)
    if not of_list and any(asks.search(text) and tells.search(said) for asks, tells in _TOLD_OF):
        return True
    begins = any(
        _BEGINS.match(text, s.begin)
        for s in asked.sentence.all(Slot.UNTOLD)
        if s.value is Untold.TIME
    )
    return begins and bool(_DATE.search(said))


_ASKING = (
    "何", "いつ", "いくつ", "幾つ", "どれだけ", "1", "一", "上限", "負担", "開始", "時期", "なんにん", "率", "定員", "どんだけ",
    "どのくらい", "どれくらい", "どのぐらい", "どれぐらい", "補助", "助成", "もらえ", "支給", "くれる", "対象",
)  # fmt: skip
"""Without one of these no such number is asked for."""

_AT_PRESENT = pattern("今(?!回|年|度|後)|現在|いま|すでに|既に|これまで")
"""What asks for how things are, and not for what is planned."""

_HOW_MANY = pattern(
    "何(件(?=まで|に増|に拡|分)|か月|カ月|ヶ月|か所|箇所|カ所|ヶ所|(?:言語|種類|地区|団体|学校)|(?:平方)?メートル|キロ(?:メートル)?|ヘクタール|トン|リットル|(?![番位円億万千百十割倍件課部局])[\u3400-\u9fff])",
    among="何",
)
_HOW_MANY_THINGS = pattern(
    "(?:いくつ|幾つ|どれだけ)の([\u3400-\u9fff]{2,4})(?=[がをはに])",
    among="いくつの 幾つの どれだけの",
)
_DEED = pattern("[うくぐすつぬぶむるいきしちりっんわえげ]")
"""How a verb goes on after its kanji, where a counter would end."""

_COUNTED = pattern("何(?:会計|年|月|日|曜|時|頁|柱|室|区|者|名|人(?:が|で)?(?:担当|所管)|事業)")
"""What is asked of the list's own columns, or of the calendar."""

_PER_UNIT = pattern(
    "[1一](?:頭|人|世帯|台|戸|名|回|日|時間|泊|食|校|園|団体|本|匹|地区|か所|箇所)(?:あたり|当たり|につき)?(?:の(?:補助|助成|交付|基本|単価|支給)[^、。]{0,8}?)?(?:は|で|に)?(?:いくら|なんぼ|何円)"
)
_PER_PROJECT = pattern(
    "[1一](?:件|事業)(?:あたり|当たり|につき)?(?:は|で|に)?(?:いくら|なんぼ|何円)"
)
_LIMIT = pattern(
    "上限(?:額)?(?:(?:は|って|が)?(?:いくら|なんぼ|何[百千十]?万?円)|(?:は|って)[?。]*$)|自己負担(?:額)?(?:は|って)?お?(?:いくら|なんぼ|何円)"
)
_AMOUNT = pattern("[0-9][0-9,]*(?:万|千)?円|全額|無料|[0-9]割|[0-9]分の[0-9]")
_TOLD_OF = (
    (pattern("定員"), pattern("定員")),
    (
        pattern("(?:誰|だれ)が対象|対象(?:者)?(?:は|って)、?(?:誰|だれ|どんな)"),
        pattern("を対象|対象を|対象に|向け"),
    ),
    (pattern("何時(?:まで|から|に)?"), pattern("(?:午前|午後|[0-9]時)")),
    (pattern("(?:補助|助成|負担)(?:率|割合)"), pattern("[0-9]分の[0-9]|[0-9]割|[0-9]%|率を")),
    (
        pattern(
            "(?:いくら|なんぼ|何円)(?:まで|ぐらい|くらい)?(?:を|が)?(?:補助|助成|もらえ|支給|くれる)"
        ),
        pattern("[0-9][0-9,]*(?:万|千)?(?:[0-9]千)?円(?:を|まで|に|ずつ|で|の)"),
    ),
    (
        pattern(
            "(?:どれだけ|どんだけ|どの(?:くらい|ぐらい)|どれ(?:くらい|ぐらい))(?:短|延び|伸び|浮|早く|速く|長く|広く|安く|下が|増える|減る)"
        ),
        pattern("[0-9][^。]{0,6}(?:から|を)[^。]{0,8}[0-9]|[0-9][0-9,]*(?:万|千)?円減"),
    ),
)
"""What is asked of a project, and how a description says it."""

_OF_LIST = ("要求", "予算", "金額", "担当", "合計")
"""What is asked of the list's own columns."""

_BEGINS = pattern("いつ(?!まで)|何月|何年|開始|実施時期|時期")
_DATE = pattern(r"(?:令和\s?[0-9元]+年|20[0-9]{2}年)|[0-9]{1,2}月")


def _per_unit(asked: Asked) -> bool:
    """Whether an amount for each of something is asked of one project: 一件なんぼ補助が出る."""
    text = asked.sentence.text
    one = asked.single is not None or asked.lone is not None
    given = one and bool(_GIVEN.search(text))
    return bool(_PER_UNIT.search(text)) or (given and bool(_PER_PROJECT.search(text)))


_GIVEN = pattern("補助|助成|支給|給付|手当|報奨|もらえ|出る|出ると")
"""What is given to people, and no average of requests."""
