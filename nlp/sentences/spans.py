"""Which phrases that were found in a sentence count there, and which are pieces of other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from data.query import Attribute, Dimension
from nlp.names.lexicon import SPOKEN_ALONE, Lexicon
from nlp.rules.particles import IDLE, LIGHT, PARTICLES, TURNING
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.synonyms import key, synonyms
from nlp.words.text import holds_any, is_kanji, katakana
from nlp.words.tokens import CONTENT, Token


def words_in_latin(tokens: Sequence[Token]) -> list[Token]:
    """Tokens of which one with spaces in it is one for each of its words: the dictionary holds `average cost`."""
    words: list[Token] = []
    for token in tokens:
        if len(token.surface) < 3 or " " not in token.surface:
            words.append(token)
            continue
        for word in re.finditer(r" +|[^ ]+", token.surface):
            begin = token.begin + word.start()
            pos = "空白" if word[0].isspace() else token.pos
            one = replace(token, begin=begin, end=begin + len(word[0]), pos=pos)
            words.append(replace(one, surface=word[0], normal=word[0], reading=word[0]))
    return words


def whole_words(tokens: Sequence[Token], said: str) -> tuple[Token, ...]:
    """Tokens in which a word that another makes of the one before it is one: 保護者 has nothing of 生活保護,
    松本城 is not 松本, 部活動 (where the list `said` so) no department.
    """
    if not [t for t in tokens if t.surface in _MAKING or t.detail == "固有名詞"]:
        return tuple(tokens)
    words: list[Token] = []
    for token in tokens:
        before = words[-1] if words else None
        if (
            before
            and before.end == token.begin
            and (token.surface in _MAKING or _goes_on(before))
            and _makes_word(before, token, said)
        ):
            word = before.surface + token.surface
            kept = token if before.surface in _OFFICE_WORDS else before
            reading = before.reading + token.reading
            words[-1] = replace(
                kept, begin=before.begin, end=token.end, surface=word, normal=word, reading=reading
            )
        else:
            words.append(token)
    return tuple(words)


def _goes_on(token: Token) -> bool:
    """Whether a word may be the beginning of another, whatever comes after: an office, a place."""
    return token.detail == "固有名詞" or token.surface in _OFFICE_WORDS


def _makes_word(before: Token, token: Token, said: str) -> bool:
    if before.surface == "事業" and token.surface in _OF_BUSINESS:
        return True
    if token.surface == "者":
        return before.surface + token.surface in LIGHT
    if token.surface == "人":
        return synonyms().knows(key(before.surface + token.surface))
    if before.surface in _OFFICE_WORDS:
        word = before.surface + token.surface
        return token.pos == "名詞" and len(word) > 2 and (word in said or word in _NO_OFFICES)
    place = before.detail == "固有名詞" and is_kanji(token.surface) and len(token.surface) == 1
    return place and token.pos in ("名詞", "接尾辞") and token.normal not in _NO_PLACE


_OF_BUSINESS = frozenset("所者主系")
"""What makes of 事業 another word: 事業所, 事業者, 事業主, 事業系."""

_OFFICE_WORDS = frozenset("部課係局")
_NO_OFFICES = frozenset({"部活動", "部活", "課外活動", "課外授業", "局地的"})
"""General words that begin like an office and are none."""

_MAKING = _OFFICE_WORDS | _OF_BUSINESS | {"者", "人"}
"""Without one of these, or the name of a place, no word is made of two."""

_NO_PLACE = IDLE | LIGHT
"""What stands behind the name of a place and names no other: 市, 区, 内."""


def bounds_of_words(text: str) -> set[int]:
    """Where words between spaces begin and end, and where particles at their ends begin."""
    bounds = {0, len(text)}
    for word in re.finditer(r"[^ ?!.,、。]+", text):
        bounds |= {*word.span()}
        tail = next((p for p in PARTICLES if word[0].endswith(p)), "")
        if len(tail) < len(word[0]) - 1:
            bounds.add(word.end() - len(tail))
    return bounds


_RUN = pattern("[\u3041-\u3096ー]{5,}")
_SPACED = pattern("(?<![^ ])([\u3041-\u3096ー]{3,}?)[のをがはにで]?(?=[ ,、。?!]|$)")
"""A word in hiragana between spaces."""

NAME_RUN = 5
"""Kana at least that say a word of a name."""


def named_in_kana(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Tokens in which what names say in katakana is one word though it was typed in hiragana: やんぐけあらー."""
    ranges = [
        (begin, end)
        for run in _RUN.finditer(text)
        for begin, end in _said_by(run, lexicon)
        if text[begin:end] not in lexicon.written_names
    ]
    ranges += [
        word.span(1)
        for word in _SPACED.finditer(text)
        if katakana(word[1]) in lexicon.written_names and word[1] not in lexicon.written_names
    ]
    for begin, end in ranges:
        inside = [t for t in tokens if begin <= t.begin and t.end <= end]
        whole = inside and inside[0].begin == begin and inside[-1].end == end
        if whole and len(inside) > 1:
            word = text[begin:end]
            one = Token(begin, end, word, word, katakana(word), "名詞", "普通名詞")
            place = tokens.index(inside[0])
            tokens = (*tokens[:place], one, *tokens[place + len(inside) :])
    return tuple(tokens)


def _said_by(run: re.Match[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The longest stretches of a run of kana that names hold."""
    begin, text = run.start(), run.string
    names, pieces = lexicon.all_names, lexicon.pieces_of_names
    while begin + NAME_RUN <= run.end():
        end = begin + NAME_RUN
        if text[begin:end] not in pieces:
            begin += 1
            continue
        while end < run.end() and text[begin : end + 1] in names:
            end += 1
        yield begin, end
        begin = end


_APART = pattern(r"[はのがをでもに、。 ?!]|って|$")


def stands_apart(span: Span, folded: str) -> bool:
    """Whether a short name in kana is followed by what follows a name: がくむか, not がくむかいぜん."""
    short = span.rule != "name" and span.end - span.begin < SPOKEN_ALONE
    return not short or apart(span.begin, span.end, folded)


def apart(begin: int, end: int, folded: str) -> bool:
    """Whether particles, spaces or the edges part a stretch of kana from what is beside it."""
    before = begin == 0 or folded[begin - 1] in " 、。のと"
    return bool(before and _APART.match(folded, end))


_GOES_ON = pattern(r"がく(?!じゅん|じぎょう)")


def cuts_word(span: Span, folded: str) -> bool:
    """Whether a small or a large amount in kana is the beginning of a word: しょうがくきん."""
    ends = _GOES_ON.match(folded, span.end - 2) if span.slot is Slot.DIRECTION else None
    return ends is not None and not _APART.match(folded, span.end)


def is_word_in_latin(span: Span, folded: str) -> bool:
    """Whether a word of English is one of Japanese, written without a space: IT of ITの事業."""
    after = folded[span.end : span.end + 1]
    return span.slot is Slot.REFER and bool(after) and not after.isascii()


def denies(span: Span, folded: str) -> bool:
    """Whether 内容 in kana is the end of a verb that is denied: あふれないように."""
    return span.slot is Slot.ATTRIBUTE and folded.startswith("ないように", span.begin)


_OF_WHICH = pattern(
    "の(?:うち|内)(?=.+(?:だけ|のみ|の事業|の一覧|を(?:出|並|見|挙|教|リスト|一覧)))"
)
_POINTING = ("その", "この", "あの")
_COUNT_ASKED = pattern(
    "(?:の)?(?:事業)?(?:は|の|って)?(?:何件|件数|いくつ|何個|何事業|どれ(?!だけ|[くぐ]らい|ほど))"
)
_MONEY_ASKED = pattern(
    "(?:の|は|って)?(?:いくら|おいくら|なんぼ|何円|どれだけ|ど[のれ][くぐ]らい|どんだけ|金額|額)"
)
_OF_KIND = ("のほう", "の方", "のもの", "の事業", "のやつ", "事業")
_MONEY = ("いくら", "なんぼ", "合計", "総額", "金額", "要求額", "予算")
_KINDS_BEFORE = ("新規と", "新規・", "新規、", "新規や")


def kind_after_kind(span: Span, folded: str, lexicon: Lexicon) -> Span:
    """The kind where a word could be its part of an amount as well: 新規とレベルアップの金額."""
    if span.slot is not Slot.MEASURE:
        return span
    if folded.startswith("うち", span.begin):
        span = _kind_of_which(span, folded, lexicon)
    if span.slot is not Slot.MEASURE:
        return span
    begin = span.begin
    if begin and (of_which := _OF_WHICH.match(folded, begin - 1)):
        begin = of_which.end()
    elif not folded[:begin].endswith(_KINDS_BEFORE):
        return span
    kind = lexicon.kind_at(folded, begin)
    if not kind or (begin != span.begin and begin + len(kind[0]) != span.end):
        return span
    return Span(begin, begin + len(kind[0]), "kind", Slot.ENTITY, kind[1])


def _kind_of_which(span: Span, folded: str, lexicon: Lexicon) -> Span:
    """「うちレベルアップは何件」 counts a kind; 「そのうちレベルアップは」 too, where no money is asked for."""
    begin = span.begin + 2
    kind = lexicon.kind_at(folded, begin)
    pointing = folded[: span.begin].endswith(_POINTING)  # そのうち is a word of its own
    counted = _COUNT_ASKED.match(folded, span.end)
    money = _MONEY_ASKED.match(folded, span.end) or holds_any(folded[: span.begin], _MONEY)
    told = counted or (pointing and not money) or folded.startswith(_OF_KIND, span.end)
    if kind and begin + len(kind[0]) == span.end and told:
        return Span(begin, span.end, "kind", Slot.ENTITY, kind[1])
    return replace(span, begin=span.begin - 2) if pointing else span


_OFFICE = pattern("部(?!署)|[課係局室]")
_COLUMNS = (Dimension.DEPARTMENT, Dimension.SECTION, Attribute.DEPARTMENT, Attribute.SECTION)


def as_here(span: Span, text: str, lexicon: Lexicon) -> Span:
    """部, 課 or 係 as this list uses the word: in a town's list, 課 may stand in the column of 部."""
    if span.value not in _COLUMNS or span.slot not in (Slot.TERM, Slot.DIMENSION, Slot.ATTRIBUTE):
        return span
    words = _OFFICE.findall(text[span.begin : span.end])
    column = lexicon.offices.get(words[-1]) if words else None
    if column is None or column == span.value:
        return span
    value = Attribute(column.value) if isinstance(span.value, Attribute) else column
    return replace(span, value=value)


FIELDS = {
    "区分": Dimension.KIND,
    "会計": Dimension.ACCOUNT,
    "柱": Dimension.PILLAR,
    "小柱": Dimension.POLICY,
}
"""Words for a field of a project that are groups where groups are asked for."""

_FIELD = pattern("(?:どの)?(区分|会計|小?柱)(?:は|を|って)?(?:ど[これ]|何|どちら)?(?:です)?")
_SAID_OF_GROUPS = pattern(
    "(?:以上|以下|未満|超(?:の)?|超え(?:る|た|て(?:い)?る)|越える|上回る|下回る)の?$|(?:最大|最小|トップ|最多|最少|[0-9]位|番目)の$|[いな]$|順に$|それぞれの$|[a-z0-9] $|(?:^|[^一-鿿])各$"
)
_WHICH = pattern("どの$")
_MOST = pattern("[^。]*(?:一番|いちばん|最も|最大|最小|多|大き|少な|小さ|高|安|何件|いくつ)")
_ASKED_OF_GROUPS = pattern(
    "の(?:一覧|ランキング|数|中で(?:は)?(?:一番|最も|最大)|比較|順位)|(?:は|って|が)?(?:全部で)?(?:いくつ|何種類|何個)|(?:を|は)、?(?:全部|すべて|全て|一覧|多い|少ない|大きい|小さい|高い|安い|要求額|金額|件数)|で(?:最も|一番|最大|分け|割っ|割る|区切)|単位"
)
_OF_PROJECTS = pattern("(?:事業|件|やつ|もの|それら?|これら?|その|この)の?$")


def of_groups(span: Span, text: str) -> Span:
    """柱, 区分 and 会計 as groups, where they are asked for as 部 and 課 are: 10億円以上の会計, 区分の一覧."""
    said = _FIELD.fullmatch(text, span.begin, span.end) if span.slot is Slot.ATTRIBUTE else None
    if not said or _OF_PROJECTS.search(text[: span.begin]):
        return span
    begin, end = said.span(1)
    which = _WHICH.search(text[:begin]) and _MOST.match(text, end)
    if which or _SAID_OF_GROUPS.search(text[:begin]) or _ASKED_OF_GROUPS.match(text, end):
        return Span(begin, end, span.rule, Slot.TERM, FIELDS[said[1]])
    return span


_KATAKANA = pattern("[\u30a1-\u30faー]")


def cuts_katakana(text: str, begin: int, end: int) -> bool:
    """シェア is no word of シェアリング (a text wholly in katakana cannot be judged so)."""
    before = begin > 0 and _KATAKANA.match(text, begin - 1) and _KATAKANA.match(text, begin)
    after = end < len(text) and _KATAKANA.match(text, end - 1) and _KATAKANA.match(text, end)
    return bool(before or after)


_CARRYING = CONTENT - {"副詞", "連体詞", "代名詞", "感動詞"}


def carries(token: Token) -> bool:
    """Whether a token carries meaning that an answer must account for."""
    pos = token.pos
    if pos not in _CARRYING:
        return False
    surface = token.surface
    if len(surface) == 1 and surface.isascii() and not surface.isdigit():
        return False
    if pos == "接頭辞":
        return surface not in "おご御"
    if token.normal in IDLE and not (surface in TURNING and pos in ("接尾辞", "名詞")):
        return False
    return not (pos in ("動詞", "形容詞") and token.detail == "非自立可能")
