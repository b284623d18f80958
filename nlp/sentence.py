"""A question as spans that were understood and mentions that are left over.

`read(text, lexicon) -> Sentence` keeps every intermediate, so that `--explain` can show how a
question was read. Nothing is decided here about what the asker wants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from data.query import Attribute, Dimension
from nlp.amounts import amounts, english_amounts
from nlp.counts import counted
from nlp.lexicon import SPOKEN_ALONE, Lexicon, english
from nlp.numerals import HAS_NUMBER
from nlp.once import once
from nlp.patterns import pattern
from nlp.phrases import Slot, Span, choose
from nlp.rules.particles import IDLE, LIGHT, PARTICLES
from nlp.text import fold
from nlp.tokens import CONTENT, Token, is_word, tokenize


class Mention(Struct, frozen=True):
    """Words that no rule and no exact name took: where they stand and which of them carry meaning."""

    begin: int
    end: int
    text: str
    tokens: tuple[Token, ...]


class Sentence(Struct, frozen=True, dict=True):
    """One sentence of a question: normalised text, tokens, spans in order, mentions in order."""

    text: str
    tokens: tuple[Token, ...]
    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...]

    @once
    def _by_slot(self) -> dict[Slot, list[Span]]:
        by_slot: dict[Slot, list[Span]] = {}
        for span in self.spans:
            by_slot.setdefault(span.slot, []).append(span)
        return by_slot

    def all(self, slot: Slot) -> list[Span]:
        """The spans of a slot, in order."""
        return self._by_slot.get(slot, [])

    def first(self, slot: Slot) -> Span | None:
        """The first span of a slot."""
        spans = self._by_slot.get(slot)
        return spans[0] if spans else None

    def has(self, slot: Slot) -> bool:
        """Whether a slot was filled."""
        return slot in self._by_slot

    def has_any(self, slots: frozenset[Slot]) -> bool:
        """Whether one of several slots was filled."""
        return not slots.isdisjoint(self._by_slot)


_LATIN = pattern("[a-z]{2}")
_KANJI = pattern("[\u3005\u3400-\u9fff]")
_KANA = pattern("[\u3041-\u3096ー]+")

_JOINS = frozenset({Slot.NOUN, Slot.ABOUT, Slot.TERM})
"""Phrases that may stand inside a mention without ending it: 手話に関する事業 is one mention."""


def read(text: str, lexicon: Lexicon) -> Sentence:
    """Find what is known in one sentence of normalised text."""
    folded = fold(text)
    tokens = tuple(_people(tokenize(text, short=True)))
    bounds = {t.begin for t in tokens} | {len(text)}
    loose = not _KANJI.search(text) and not text.isascii()
    spaced = loose and text.count(" ") >= 2
    if spaced:
        bounds = _bounds_of_words(text)

    mixed = bool(_HIRAGANA.search(text) and _KATAKANA.search(text))

    def fits(begin: int, end: int) -> bool:
        if mixed and _cuts_katakana(text, begin, end):
            return False
        if begin in bounds and end in bounds:
            return True
        if not _KANA.fullmatch(folded, begin, end):
            return False
        if spaced:
            return False
        return end - begin >= 3 if loose else begin in bounds and end - begin >= 4

    found = lexicon.phrases.scan(folded, fits)
    if loose:
        spoken = lexicon.spoken.scan(folded, fits)
        found += [s for s in spoken if _stands_apart(s, folded)]
    if _LATIN.search(text):
        found += english().scan(folded, fits)
    found = [_as_here(_kind_after_kind(s, folded, lexicon), text, lexicon) for s in found]
    if HAS_NUMBER.search(folded):
        found += counted(folded) + (amounts(folded) or english_amounts(folded))
    spans = tuple(
        choose([s for s in found if not _part_of_compound(s, found, tokens, folded, lexicon)])
    )
    return Sentence(text, tokens, spans, tuple(_mentions(text, tokens, spans, loose=loose)))


def _people(tokens: list[Token]) -> Iterator[Token]:
    """Tokens in which 者 makes another word of what is before it: 保護者 has nothing of 生活保護."""
    before: Token | None = None
    for token in tokens:
        word = before.surface + token.surface if before else ""
        if before and token.surface == "者" and token.begin == before.end and word in LIGHT:
            before = replace(
                before,
                end=token.end,
                surface=word,
                normal=word,
                reading=before.reading + token.reading,
            )
            continue
        if before:
            yield before
        before = token
    if before:
        yield before


def _bounds_of_words(text: str) -> set[int]:
    """Where words between spaces begin and end, and where particles at their ends begin."""
    bounds = {0, len(text)}
    for word in re.finditer(r"[^ ?!.,]+", text):
        bounds |= {*word.span()}
        tail = next((p for p in PARTICLES if word[0].endswith(p)), "")
        if len(tail) < len(word[0]) - 1:
            bounds.add(word.end() - len(tail))
    return bounds


_APART = pattern(r"[はのがをでもに、。 ?!]|って|$")


def _stands_apart(span: Span, folded: str) -> bool:
    """Whether a short name in kana is followed by what follows a name: がくむか, not がくむかいぜん."""
    short = span.rule != "name" and span.end - span.begin < SPOKEN_ALONE
    before = span.begin == 0 or folded[span.begin - 1] in " 、。のと"
    return not short or bool(before and _APART.match(folded, span.end))


def _kind_after_kind(span: Span, folded: str, lexicon: Lexicon) -> Span:
    """「新規とレベルアップの金額」: beside another kind, the word is the kind and not its part of an amount."""
    if span.slot is not Slot.MEASURE or not folded[: span.begin].endswith(
        ("新規と", "新規・", "新規、", "新規や")
    ):
        return span
    kind = lexicon.kind_at(folded, span.begin)
    return (
        Span(span.begin, span.begin + len(kind[0]), "kind", Slot.ENTITY, kind[1]) if kind else span
    )


_OFFICE = pattern("[部課係局室]")
_COLUMNS = (Dimension.DEPARTMENT, Dimension.SECTION, Attribute.DEPARTMENT, Attribute.SECTION)


def _as_here(span: Span, text: str, lexicon: Lexicon) -> Span:
    """部, 課 or 係 as this list uses the word: in a town's list, 課 may stand in the column of 部."""
    if span.value not in _COLUMNS or span.slot not in (Slot.TERM, Slot.DIMENSION, Slot.ATTRIBUTE):
        return span
    words = _OFFICE.findall(text[span.begin : span.end])
    column = lexicon.offices.get(words[-1]) if words else None
    if column is None or column == span.value:
        return span
    value = Attribute(column.value) if isinstance(span.value, Attribute) else column
    return replace(span, value=value)


def _in_a_name(span: Span, folded: str, lexicon: Lexicon) -> bool:
    """Whether a word of asking stands in a name as it stands in the question: 書かない窓口, 受診費用."""
    around = folded[span.begin - 2 : span.begin + 2] if span.begin >= 2 else ""
    return len(around) == 4 and any(around in name for name in lexicon.plain_names)


def _part_of_compound(
    span: Span, found: list[Span], tokens: tuple[Token, ...], folded: str, lexicon: Lexicon
) -> bool:
    """Whether a phrase is only the end of a longer word: 日本語学習支援事業, 障害福祉課, 居場所, 目黒区."""
    if span.slot is Slot.ATTRIBUTE and _in_a_name(span, folded, lexicon):
        return True
    named = span.rule == "name" or span.rule in _OFFICE_RULES
    if not named and span.slot not in _ENDS:
        return False
    before = next((t for t in tokens if t.end == span.begin), None)
    if before and span.slot is Slot.FILLER:
        return before.detail == "固有名詞" and _begins(span, tokens) == "区"
    if before and span.slot is Slot.UNTOLD:
        return is_word(before.surface + _begins(span, tokens))
    idle = before and span.slot is not Slot.TERM and not carries(before)
    if not before or idle or before.pos not in ("名詞", "形状詞"):
        return False
    return not any(s.end == span.begin and s.rule != "name" for s in found)


_OFFICE_RULES = (f"group {Dimension.DEPARTMENT}", f"group {Dimension.SECTION}")
"""A department whose name is the end of another word is another department: 健康福祉部 and 福祉部."""


_ENDS = frozenset({Slot.TERM, Slot.FILLER, Slot.UNTOLD})


def _begins(span: Span, tokens: tuple[Token, ...]) -> str:
    return next((t.surface for t in tokens if t.begin == span.begin), "")


_KATAKANA = pattern("[\u30a1-\u30faー]")
_HIRAGANA = pattern("[\u3041-\u3096]")


def _cuts_katakana(text: str, begin: int, end: int) -> bool:
    """シェア is no word of シェアリング (a text wholly in katakana cannot be judged so)."""
    before = begin > 0 and _KATAKANA.match(text, begin - 1) and _KATAKANA.match(text, begin)
    after = end < len(text) and _KATAKANA.match(text, end - 1) and _KATAKANA.match(text, end)
    return bool(before or after)


_OFFICES = frozenset("課係部局室所")
"""What makes an office of the noun before it, idle as that may be: 都市計画課."""


def _joins(last: Token, token: Token) -> bool:
    """Whether an idle word is the end of what is before it."""
    return carries(last) or (last.pos == "名詞" and token.surface in _OFFICES)


class _Edges(Struct, frozen=True):
    """What may be left out at the edges of a mention: from where to where, and from behind."""

    starts: dict[int, int]
    ends: dict[int, int]
    loose: bool


def _mentions(
    text: str, tokens: tuple[Token, ...], spans: tuple[Span, ...], *, loose: bool
) -> list[Mention]:
    joins = [s for s in spans if s.slot in _JOINS and not _ends_topic(s, text)]
    carrying = [t for t in tokens if carries(t) and not _inside(t, joins)]
    if not carrying and not loose:
        return []
    edges = _edges(tokens, joins, loose=loose)
    mentions: list[Mention] = []
    begin = 0
    for stop in (*(s for s in spans if s not in joins), None):
        end = stop.begin if stop else len(text)
        mention = _mention(text, carrying, *_trim(text, begin, end, edges), loose=loose)
        if mention:
            mentions.append(mention)
        begin = stop.end if stop else end
    return mentions


def _ends_topic(span: Span, text: str) -> bool:
    """「環境関係でたばこ以外」: what comes after is another thing."""
    return span.slot is Slot.ABOUT and text.startswith(("で", "、", "のうち"), span.end)


def _mention(
    text: str, carrying: list[Token], begin: int, end: int, *, loose: bool
) -> Mention | None:
    if begin >= end:
        return None
    content = tuple(t for t in carrying if begin <= t.begin and t.end <= end)
    if not content and not (loose and end - begin >= 3 and text[begin:end] not in IDLE):
        return None
    return Mention(begin, end, text[begin:end], content)


def _inside(token: Token, spans: list[Span]) -> bool:
    return any(s.begin <= token.begin and token.end <= s.end for s in spans)


def _edges(tokens: tuple[Token, ...], joins: list[Span], *, loose: bool) -> _Edges:
    """Particles, generic nouns and joins; an idle word that is the end of a longer one stays."""
    starts = {s.begin: s.end for s in joins}
    ends = {s.end: s.begin for s in joins}
    last: Token | None = None
    for token in () if loose else tokens:
        particle = token.pos not in CONTENT
        if particle or (token.normal in IDLE and token.pos != "接頭辞"):
            starts.setdefault(token.begin, token.end)
            if particle or last is None or last.end != token.begin or not _joins(last, token):
                ends.setdefault(token.end, token.begin)
        last = token
    return _Edges(starts, ends, loose)


def _trim(text: str, begin: int, end: int, edges: _Edges) -> tuple[int, int]:
    """A stretch without what may be left out at its edges."""
    starts, ends, loose = edges.starts, edges.ends, edges.loose
    before = (-1, -1)
    while begin < end and (begin, end) != before:
        before = begin, end
        if ends.get(end, -1) >= begin:
            end = ends[end]
        elif starts.get(begin, end + 1) <= end:
            begin = starts[begin]
        elif text[begin] in _EDGE:
            begin += 1
        elif text[end - 1] in _EDGE:
            end -= 1
        elif loose:
            ended = text.endswith(PARTICLES, begin, end)
            tail = next(p for p in PARTICLES if text.endswith(p, begin, end)) if ended else ""
            end -= len(tail)
            begin += text[begin] in "がをはの" and not tail
    return begin, end


_EDGE = frozenset(" 、。・?!:;,.~-「」『』()\"'/")


def carries(token: Token) -> bool:
    """Whether a token carries meaning that an answer must account for."""
    if token.pos not in CONTENT or token.pos in ("副詞", "連体詞", "代名詞", "感動詞"):
        return False
    if token.pos == "接頭辞" and token.surface in "おご御":
        return False
    if token.end - token.begin == 1 and token.surface.isascii() and not token.surface.isdigit():
        return False
    if token.pos in ("動詞", "形容詞") and token.detail == "非自立可能":
        return False
    return token.pos == "接頭辞" or token.normal not in IDLE
