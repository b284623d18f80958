"""Whether a word that could ask for what no list tells only says what a project does or is called.

「手続きの方法は？」 asks; 「手続きがスマホでできる事業」 and 「所得制限撤廃の予算額」 do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.query import Attribute, Operation, Untold
from nlp.names.lexicon import Lexicon
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.text import fold

_ASKS = pattern("いつ|何|なに|どう|どこ|誰|だれ|なぜ|なん|理由|わけ|訳|去年|昨年|前年|過去|例年")
"""What asks wherever it stands."""

_CLAUSE = pattern(
    fold(
        r"(?:[・や][^、。?はを]{1,10})?[をがでに][^、。?は]{0,18}?(?:る|た|う|く|す|ない|なく|る・)"
        r"(?:お金の?|ような?|ための?)?(?:アプリ|窓口|システム|サービス|事業|制度|仕組み|サイト|コーナー|教室|やつ|もの|取り?組み?|施策|プロジェクト)"
    )
)
"""A word as part of a clause that says what something does: 手続きをまとめてやってくれる窓口."""

_SHARE = fold("シェア")
_SHARE_ASKED = pattern(" ?(?:[はわをがってとの?、。で]|どの|いくつ|何|なに|なん|どれ|教|おし|率|$)")
"""What follows a share that is asked for; シェアサイクル is another thing."""

_ABLE = pattern(
    fold(
        "(?:[るめ]?る?|が[^、。?は]{1,12}[るう])ように(?:なる|する|できる)(?:って|という)?(?:やつ|もの|事業|サービス|仕組み|話|件|の)"
    )
)
"""What follows a deed that something makes possible: 申し込めるようになるやつ."""

_SELF = pattern("(?:^|[、。 ])(?:私|わたし|自分|うち|僕|俺|家)?$")

_TOGETHER = pattern(
    fold(
        "まとめて(?:(?:やって|して)?(?:くれる|もらえる|できる|行う|行なう|やる|する)|[^、。をはがの]{1,4}[るう])(?=[一-龥ァ-ヺ])"
    ),
    among="まとめて",
)

_DOES = pattern(
    fold(
        r"(?:お金の?|ポイントの?|補助の?|券の?)?(?:(?:とか|みたいな|ような)?、?(?:(?:そう|こう)(?:いう|いった)|そんな|こんな))?(?:奨励金|補助金|助成金|給付金|手当|事業|制度|やつ|もの|取り?組み?|施策|プロジェクト|(?:補助|助成|支援)?の?話)"
    )
)

_RAISED = pattern(fold("(?:や[^、。]{1,8})?(?:を|が|の)(?:引き?上げ|増額|拡大|広が|広げ|アップ)"))
"""What is done with an upper limit that is no question: 補助率が引き上げられる事業."""

_CHANGED = pattern(fold("を(?:増や|減ら|拡大|拡充)"))
"""What is done with a number that is no question: 台数を増やす話."""

_PASTIMES = fold("野球|サッカー|電車|映画|レストラン")
_HOBBIES = pattern(_PASTIMES)
_SUBJECTS = pattern(f"{_PASTIMES}|住民票|戸籍|転入|転出|選挙|粗大ごみ")
"""What nobody asks this program about, unless a project is about it."""

_PLAIN = pattern(r"[はって?を、。]|について教|$")


def describes(span: Span, found: Sequence[Span], folded: str, lexicon: Lexicon) -> bool:
    """Whether a phrase that asks for what is not told says which project is meant instead."""
    word = folded[span.begin : span.end]
    if span.value is Operation.SHARE:
        return word == _SHARE and not _SHARE_ASKED.match(folded, span.end)
    if span.value is Operation.LIST:
        return bool(_TOGETHER.match(folded, span.begin))
    if _ASKS.search(word) or not _of_project(found, span):
        return False
    if span.value is Untold.USERS:
        return bool(_CHANGED.match(folded, span.end))
    if span.value is Untold.ELIGIBILITY and _RAISED.match(folded, span.end):
        return True
    if span.value is Untold.UNRELATED:
        return (bool(_SUBJECTS.match(word)) and word in lexicon.text) or (
            bool(_HOBBIES.match(word)) and _noun(found)
        )
    if span.value not in (Untold.HOW_TO, Untold.ELIGIBILITY, Untold.TIME, Untold.OPINION):
        return False
    if len(word) >= 4 and word in lexicon.all_names and not _PLAIN.match(folded, span.end):
        return True
    if span.value is Untold.ELIGIBILITY and word.endswith(("もらえる", "もらえます")):
        return bool(_DOES.match(folded, span.end)) and not _SELF.search(folded[: span.begin])
    return bool(_CLAUSE.match(folded, span.end) or _ABLE.match(folded, span.end))


def _noun(found: Sequence[Span]) -> bool:
    return any(s.slot in (Slot.NOUN, Slot.ABOUT) for s in found)


_FIELDS = (Attribute.REQUESTED, Attribute.DEPARTMENT, Attribute.SECTION)


def _of_project(found: Sequence[Span], span: Span) -> bool:
    """Whether the sentence asks for a project or a topic, or makes one of a clause."""
    if span.value is not Untold.UNRELATED:
        return True
    lists = any(s.value is Operation.LIST for s in found)
    fields = any(s.slot is Slot.MEASURE or s.value in _FIELDS for s in found)
    return _noun(found) or lists or fields
