"""Phrases that were found in a sentence and are only pieces of other words: 日本語学習支援事業, 居場所, 目黒区.

What makes a phrase a piece depends on what it says; there is one small rule for each slot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from data.query import Dimension, Untold
from nlp.names.lexicon import Lexicon
from nlp.rules.particles import THINGS
from nlp.sentences.describing import describes
from nlp.sentences.spans import carries
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.text import is_kanji
from nlp.words.tokens import Token, is_word


class Place(Struct, frozen=True):
    """A phrase among the words and the other phrases of a sentence."""

    span: Span
    found: Sequence[Span]
    begins: Mapping[int, Token]
    ends: Mapping[int, Token]
    folded: str
    lexicon: Lexicon

    @property
    def before(self) -> Token | None:
        """The word that ends where the phrase begins."""
        return self.ends.get(self.span.begin)

    @property
    def after(self) -> Token | None:
        """The word that begins where the phrase ends."""
        return self.begins.get(self.span.end)

    @property
    def first(self) -> str:
        """The first word of the phrase."""
        token = self.begins.get(self.span.begin)
        return token.surface if token else ""

    @property
    def last(self) -> Token | None:
        """The last word of the phrase."""
        return self.ends.get(self.span.end)


def without_pieces(
    found: Sequence[Span], tokens: Sequence[Token], folded: str, lexicon: Lexicon
) -> list[Span]:
    """Phrases without those that are only pieces of longer words, or say something else where they stand."""
    words = tokens[::-1]  # of two that begin or end at a place, the first is meant
    begins, ends = {t.begin: t for t in words}, {t.end: t for t in words}
    kept = []
    for span in found:
        is_piece = _RULES.get(span.slot)
        if not is_piece or not is_piece(Place(span, found, begins, ends, folded, lexicon)):
            kept.append(span)
    return kept


_EXPENSES = "費料代用"
_GIVEN_FOR = pattern("を[^、。]{0,4}(?:補助|助成|支給|支援|負担|軽減|無償)")
"""What is paid for: 購入費を市が補助してくれる事業."""


def _attribute(at: Place) -> bool:
    """A word of asking as it stands in a name (書かない窓口, 受診費用), or an expense that is paid for."""
    if at.folded[at.span.end - 1] in _EXPENSES and (
        _inside_kanji(at) or _GIVEN_FOR.match(at.folded, at.span.end)
    ):
        return True
    begin = at.span.begin
    if at.before is not None and at.before.pos == "接頭辞" and at.before.surface not in "おご御":
        return True  # 大規模
    around = at.folded[begin - 2 : begin + 2] if begin >= 2 else ""
    return around in at.lexicon.pieces_of_names


def _inside_kanji(at: Place) -> bool:
    """Whether kanji go on before and behind: 購入費 of 補聴器購入費助成."""
    begin, end = at.span.begin, at.span.end
    if not begin > 0 or end >= len(at.folded):
        return False
    asked = any(s.begin == end for s in at.found)
    return not asked and is_kanji(at.folded[begin - 1]) and is_kanji(at.folded[end])


def _operation(at: Place) -> bool:
    """An operation that only tells of something: 80周年に合わせた事業."""
    if at.folded.startswith(("合わせた", "あわせた"), at.span.begin):
        return at.folded.endswith("に", 0, at.span.begin)
    return describes(at.span, at.found, at.folded, at.lexicon)


_ASKS_OF = frozenset({Slot.ATTRIBUTE, Slot.MEASURE, Slot.OPERATION, Slot.PER_EACH})


def _untold(at: Place) -> bool:
    said = at.folded[at.span.begin : at.span.end]
    asks = any(s.slot in _ASKS_OF for s in at.found)
    if at.span.value is Untold.UNRELATED and said in at.lexicon.all_names:
        longer = at.folded[at.span.begin : at.span.end + 2]
        if asks or (len(longer) == len(said) + 2 and longer in at.lexicon.all_names):
            return True  # 野球 of 夢の島野球場, 粗大ごみ of 粗大ごみリユースひろば
    if _begins_compound(at):
        return True  # 無料塾
    return _operation(at) or (at.before is not None and is_word(at.before.surface + at.first))


_PEOPLE = pattern("(?:人|若者|会員|者|子|世帯)[がもは]?$")


def _exclude(at: Place) -> bool:
    """Whether it is no exclusion: 教室に入れない子 cannot get in."""
    if (
        _PEOPLE.search(at.folded[: at.span.begin])
        and "入" in at.folded[at.span.begin : at.span.end]
    ):
        return True  # 町会に若い人が入らない
    if at.folded.startswith(("でなく", "ではなく"), at.span.begin) and at.folded.endswith(
        ("だけ", "のみ", "ばかり"), 0, at.span.begin
    ):
        return True  # 新規だけでなくレベルアップも
    entered = at.folded.startswith(("入れない", "入らない"), at.span.begin)
    if entered and at.folded[: at.span.begin].endswith("に"):
        return not at.folded.startswith("で", at.span.begin + 4)
    last, after = at.last, at.after
    return last is not None and after is not None and is_word(last.surface + after.surface)


_PERSONS = frozenset({"子", "子ども", "子供", "お子", "人", "年齢", "頃", "時"})
"""Of whom 小さい or 高い says nothing about money."""


def _direction(at: Place) -> bool:
    directed = isinstance(at.span.value, bool)
    begin, end = at.span.begin, at.span.end
    if end - begin >= AROUND and at.folded[begin : end + 2] in at.lexicon.all_names:
        return True  # 大規模改修
    return directed and at.after is not None and at.after.surface in _PERSONS


def _extreme(at: Place) -> bool:
    """What rose most, where no decision is printed beside the requests."""
    return at.span.rule in ("most raised", "most cut") and not at.lexicon.has_budget


def _outcome(at: Place) -> bool:
    """使い終わった is no 終わった."""
    return at.before is not None and at.before.pos == "動詞"


_OFFICES = (f"group {Dimension.DEPARTMENT}", f"group {Dimension.SECTION}")
_ACCOUNT = f"group {Dimension.ACCOUNT}"


def _entity(at: Place) -> bool:
    """An office whose name is the end of another's, 健康福祉部 and 福祉部; another word for a kind that ends a name,
    避難所充実事業; an account's short name that begins another word or owns another thing, 介護ロボット and
    介護の人手不足.
    """
    if at.span.rule == _ACCOUNT and not at.folded.endswith("会計", at.span.begin, at.span.end):
        owned = _is_of_something(at) or _is_owned(at)
        return owned or _begins_word(at) or _is_listed_with_word(at)
    named = at.span.rule in ("name", "kind") or at.span.rule in _OFFICES
    if at.span.rule == "kind":
        if _begins_printed(at):
            return True
        if at.lexicon.kind_at(at.folded, at.span.begin):
            named = _is_in_name(at)  # 手話新規 is no name, and 新規 stays the kind
        elif _goes_on_from_kana(at):
            return True  # ぴーすくる拡充
    return named and _ends_word(at)


_KANA_BEFORE = pattern("[\u3041-\u3096ー]{2}$")
_PARTICLES_BEFORE = (
    "の",
    "は",
    "が",
    "を",
    "で",
    "と",
    "や",
    "に",
    "も",
    "から",
    "って",
    "した",
    "する",
    "てる",
    "ている",
    "だけ",
    "うち",
)


def _goes_on_from_kana(at: Place) -> bool:
    """Whether a word in kana, and no particle, stands right before."""
    before, said = at.folded[: at.span.begin], at.folded[at.span.begin : at.span.end]
    if not all(map(is_kanji, said)):
        return False
    return bool(_KANA_BEFORE.search(before)) and not before.endswith(_PARTICLES_BEFORE)


def _begins_printed(at: Place) -> bool:
    """Whether the list prints it as one word with the noun behind it: 新規就農."""
    after = at.after
    if after is None or after.pos != "名詞" or not carries(after) or after.normal in THINGS:
        return False
    return at.folded[at.span.begin : after.end] in at.lexicon.text


def _is_in_name(at: Place) -> bool:
    """Whether a name holds the phrase with the word before it."""
    begin = at.before.begin if at.before else at.span.begin
    return at.folded[begin : at.span.end] in at.lexicon.all_names


def _begins_word(at: Place) -> bool:
    after = at.after
    if after is None or after.pos != "名詞" or any(s.begin == at.span.end for s in at.found):
        return False
    return carries(after) or after.normal in THINGS


def _is_of_something(at: Place) -> bool:
    """Whether something that no other phrase took is said to be of it: 介護の人手不足."""
    begin = at.span.end + 1
    if not at.folded.startswith("の", at.span.end) or any(s.begin == begin for s in at.found):
        return False
    token = at.begins.get(begin)
    return token is not None and token.pos == "名詞" and carries(token)


def _is_owned(at: Place) -> bool:
    """Whether it is someone's: 親の介護."""
    if not at.folded.endswith("の", 0, at.span.begin):
        return False
    owner = at.ends.get(at.span.begin - 1)
    return owner is not None and owner.normal in _OWNERS


_OWNERS = frozenset(
    [
        "親",
        "母",
        "父",
        "夫",
        "妻",
        "祖母",
        "祖父",
        "家族",
        "両親",
        "母親",
        "父親",
        "高齢者",
        "年寄り",
        "御年寄り",
    ]
)


def _is_listed_with_word(at: Place) -> bool:
    """Whether it is listed after what no phrase took: 認知症や介護."""
    begin = at.span.begin - 1
    if begin < 1 or at.folded[begin] not in "や・":
        return False
    before = at.ends.get(begin)
    taken = any(s.end == begin for s in at.found)
    return before is not None and not taken and before.pos in ("名詞", "接尾辞") and carries(before)


_OFFICE_ENDS = ("課", "係", "室", "管理", "局", "担当")


def _term(at: Place) -> bool:
    """A word for a kind of group that ends another word, or that an office is called by: 会計課."""
    called = at.span.value is Dimension.ACCOUNT and at.folded.startswith(_OFFICE_ENDS, at.span.end)
    return called or _ends_word(at)


def _ends_word(at: Place) -> bool:
    """Whether a noun that tells stands right before, and no other phrase took it."""
    before = at.before
    if before is not None and before.pos == "接尾辞" and at.span.slot is Slot.TERM:
        said = at.folded[max(0, before.begin - 1) : at.span.begin]
        return any(said in label for label, _ in at.lexicon.plain_offices)  # 岡山っ子局
    if before is None or before.pos not in ("名詞", "形状詞"):
        return False
    if at.span.slot is not Slot.TERM and not carries(before):
        return False
    return not any(s.end == at.span.begin and s.rule != "name" for s in at.found)


_OFFICE_AFTER = pattern(
    "(?:議会|会議|委員会|区民|市民|調査)(?:(?:事務)?局|[部課室]|の(?:事業|予算|担当|要求))",
    among="議会 会議 委員会 区民 市民 調査",
)
"""A word that leads to a question, and here names an office or whose projects are meant: 議会局."""


def _filler(at: Place) -> bool:
    if _OFFICE_AFTER.match(at.folded, at.span.begin) or _in_quotes(at) or _in_name(at):
        return True
    if _begins_compound(at):
        return True
    return at.before is not None and at.before.detail == "固有名詞" and at.first == "区"


def _begins_compound(at: Place) -> bool:
    """A noun that leads to a question, and here is one word with the noun behind it: 議会センター."""
    after = at.after
    if after is None or after.pos not in ("名詞", "接尾辞"):
        return False
    if not is_kanji(at.folded[at.span.end - 1]) or not is_kanji(after.surface):
        return False
    if any(s.begin == at.span.end for s in at.found):
        return False
    return (
        at.last is not None and at.last.pos == "名詞" and (carries(after) or after.normal in THINGS)
    )


_OPENS_QUOTE = pattern('[「『“"]')
_QUOTED = pattern('[「『“"]([^「」『』“”"]{2,})[」』”"]', among='「 『 “ "')
"""What is quoted is what is called so."""


def _in_quotes(at: Place) -> bool:
    """The beginning or the end of what is quoted: 「はじめてばこ」."""
    begin, end = at.span.begin, at.span.end
    return _OPENS_QUOTE.search(at.folded, 0, begin) is not None and any(
        q.start(1) <= begin and end <= q.end(1) and end - begin < len(q[1])
        for q in _QUOTED.finditer(at.folded)
    )


AROUND = 3
"""Characters beside a phrase that stand beside it in a name too, where it is a piece of that name."""


def _in_name(at: Place) -> bool:
    """A syllable or two of a name in kana: やん of やんぐけあらー."""
    begin, end = at.span.begin, at.span.end
    if end - begin > AROUND:
        return False
    after, before = at.folded[begin : end + AROUND], at.folded[max(0, begin - AROUND) : end]
    return any(
        len(word) == end - begin + AROUND and word in at.lexicon.pieces_of_names
        for word in (after, before)
    )


_RULES: dict[Slot, Callable[[Place], bool]] = {
    Slot.ATTRIBUTE: _attribute,
    Slot.OPERATION: _operation,
    Slot.UNTOLD: _untold,
    Slot.EXCLUDE: _exclude,
    Slot.DIRECTION: _direction,
    Slot.EXTREME: _extreme,
    Slot.OUTCOME: _outcome,
    Slot.ENTITY: _entity,
    Slot.TERM: _term,
    Slot.FILLER: _filler,
}
