"""Which phrases that were found in a sentence count there, and which are pieces of other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from data.query import Attribute, Dimension
from nlp.describing import describes
from nlp.lexicon import SPOKEN_ALONE, Lexicon
from nlp.patterns import pattern
from nlp.phrases import Slot, Span
from nlp.rules.particles import IDLE, LIGHT, PARTICLES, THINGS, TURNING
from nlp.tokens import CONTENT, Token, is_word


def people(tokens: Sequence[Token]) -> Iterator[Token]:
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


def bounds_of_words(text: str) -> set[int]:
    """Where words between spaces begin and end, and where particles at their ends begin."""
    bounds = {0, len(text)}
    for word in re.finditer(r"[^ ?!.,]+", text):
        bounds |= {*word.span()}
        tail = next((p for p in PARTICLES if word[0].endswith(p)), "")
        if len(tail) < len(word[0]) - 1:
            bounds.add(word.end() - len(tail))
    return bounds


_APART = pattern(r"[はのがをでもに、。 ?!]|って|$")


def stands_apart(span: Span, folded: str) -> bool:
    """Whether a short name in kana is followed by what follows a name: がくむか, not がくむかいぜん."""
    short = span.rule != "name" and span.end - span.begin < SPOKEN_ALONE
    before = span.begin == 0 or folded[span.begin - 1] in " 、。のと"
    return not short or bool(before and _APART.match(folded, span.end))


def kind_after_kind(span: Span, folded: str, lexicon: Lexicon) -> Span:
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


def _in_a_name(span: Span, folded: str, lexicon: Lexicon) -> bool:
    """Whether a word of asking stands in a name as it stands in the question: 書かない窓口, 受診費用."""
    around = folded[span.begin - 2 : span.begin + 2] if span.begin >= 2 else ""
    return len(around) == 4 and around in lexicon.all_names


def part_of_compound(
    span: Span, found: list[Span], tokens: tuple[Token, ...], folded: str, lexicon: Lexicon
) -> bool:
    """Whether a phrase is only the end of a longer word: 日本語学習支援事業, 障害福祉課, 居場所, 目黒区."""
    if span.slot is Slot.ATTRIBUTE and _in_a_name(span, folded, lexicon):
        return True
    if span.slot in (Slot.UNTOLD, Slot.OPERATION) and describes(span, found, folded, lexicon):
        return True
    if span.slot is Slot.EXCLUDE:
        last = next((t.surface for t in tokens if t.end == span.end), "")
        after = next((t.surface for t in tokens if t.begin == span.end), "")
        return bool(last and after) and is_word(last + after)
    if span.slot is Slot.DIRECTION and isinstance(span.value, bool):
        return any(t.begin == span.end and t.surface in PERSONS for t in tokens)
    if span.slot is Slot.OUTCOME:
        return any(t.end == span.begin and t.pos == "動詞" for t in tokens)  # 使い終わった
    if span.rule == _ACCOUNT and not folded.endswith("会計", span.begin, span.end):
        after = next((t for t in tokens if t.begin == span.end), None)
        thing = after is not None and (carries(after) or after.normal in THINGS)
        begun = thing and after is not None and after.pos == "名詞"
        return begun and not any(s.begin == span.end for s in found)  # 介護 of 介護ロボット
    named = span.rule == "name" or span.rule in _OFFICE_RULES
    if not named and span.slot not in _ENDS:
        return False
    before = next((t for t in tokens if t.end == span.begin), None)
    if span.slot is Slot.FILLER and _OFFICE_AFTER.match(folded, span.begin):
        return True
    if before and span.slot is Slot.FILLER:
        return before.detail == "固有名詞" and _begins(span, tokens) == "区"
    if before and span.slot is Slot.UNTOLD:
        return is_word(before.surface + _begins(span, tokens))
    idle = before and span.slot is not Slot.TERM and not carries(before)
    if not before or idle or before.pos not in ("名詞", "形状詞"):
        return False
    return not any(s.end == span.begin and s.rule != "name" for s in found)


_ACCOUNT = f"group {Dimension.ACCOUNT}"

PERSONS = frozenset({"子", "子ども", "子供", "お子", "人", "年齢", "頃", "時"})
"""Of whom 小さい or 高い says nothing about money."""

_OFFICE_RULES = (f"group {Dimension.DEPARTMENT}", f"group {Dimension.SECTION}")
"""A department whose name is the end of another word is another department: 健康福祉部 and 福祉部."""


_OFFICE_AFTER = pattern(
    "(?:議会|会議|委員会|区民|市民|調査)(?:(?:事務)?局|[部課室]|の(?:事業|予算|担当|要求))"
)
"""A word that leads to a question, and here names an office or whose projects are meant: 議会局."""

_ENDS = frozenset({Slot.TERM, Slot.FILLER, Slot.UNTOLD})


def _begins(span: Span, tokens: tuple[Token, ...]) -> str:
    return next((t.surface for t in tokens if t.begin == span.begin), "")


_KATAKANA = pattern("[\u30a1-\u30faー]")


def cuts_katakana(text: str, begin: int, end: int) -> bool:
    """シェア is no word of シェアリング (a text wholly in katakana cannot be judged so)."""
    before = begin > 0 and _KATAKANA.match(text, begin - 1) and _KATAKANA.match(text, begin)
    after = end < len(text) and _KATAKANA.match(text, end - 1) and _KATAKANA.match(text, end)
    return bool(before or after)


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
    turning = token.surface in TURNING and token.pos in ("接尾辞", "名詞")
    return token.pos == "接頭辞" or turning or token.normal not in IDLE
