"""A question as spans that were understood and mentions that are left over.

`read(text, lexicon) -> Sentence` keeps every intermediate, so that `--explain` can show how a
question was read. Nothing is decided here about what the asker wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import force_setattr

from nlp.names.lexicon import Lexicon, english
from nlp.rules.particles import IDLE, PARTICLES, THINGS, TURNING, words
from nlp.sentences.pieces import without_pieces
from nlp.sentences.spans import (
    FIELDS,
    apart,
    as_here,
    bounds_of_words,
    carries,
    cuts_katakana,
    cuts_word,
    denies,
    is_word_in_latin,
    kind_after_kind,
    named_in_kana,
    of_groups,
    stands_apart,
    whole_words,
    words_in_latin,
)
from nlp.words.amounts import amounts, english_amounts
from nlp.words.counts import counted
from nlp.words.gates import Held
from nlp.words.in_kana import words_in_kana
from nlp.words.numerals import may_hold_number
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span, choose
from nlp.words.shares import share_bounds
from nlp.words.text import fold, has_kanji, holds_any, is_kanji
from nlp.words.tokens import CONTENT, Token, is_word, tokenize


class Mention(Struct, frozen=True):
    """Words that no rule and no exact name took: where they stand and which of them carry meaning."""

    begin: int
    end: int
    text: str
    tokens: tuple[Token, ...]


class Sentence(Struct, frozen=True):
    """One sentence of a question: normalised text, tokens, spans in order, mentions in order.

    `held`: what stands in its text. What its slots hold follows from its spans, and is kept as a sentence is
    asked for it seventy times.
    """

    text: str
    tokens: tuple[Token, ...]
    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    held: Held
    _by_slot: dict[Slot, list[Span]] = {}

    def __post_init__(self) -> None:
        by_slot: dict[Slot, list[Span]] = {}
        for span in self.spans:
            by_slot.setdefault(span.slot, []).append(span)
        force_setattr(self, "_by_slot", by_slot)

    def all(self, slot: Slot) -> Sequence[Span]:
        """The spans of a slot, in order."""
        return self._by_slot.get(slot, ())

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


_LATIN = pattern("[a-z][a-z]")
_KANA = pattern("[\u3041-\u3096ー]+")
_KATAKANA = pattern("[\u30a1-\u30faー]")
_HIRAGANA = pattern("[\u3041-\u3096]")

_KANA_RUN = pattern("[\u3041-\u3096ー][\u3041-\u3096ー]{4}")

_QUOTING = pattern("って|けろ")
"""A word ends before it, wherever the tokenizer cuts: 増額分って, 足してけろ."""

_OTHER_WORD = pattern("一番(?=[街町丁])|資料(?=館)", among="一番 資料館")
"""What is another word than it begins with: 一番街 is nothing that is first, 資料館 no 資料."""

_CUT_ELSEWHERE = ("って", "けろ", "一番", "資料")
"""Without one of these words begin and end where the tokenizer cuts."""

_DEPENDING = frozenset({Slot.MEASURE, Slot.TERM, Slot.DIMENSION, Slot.ATTRIBUTE})
"""Phrases that mean something else beside some words, or in some lists."""

_JOINS = frozenset({Slot.NOUN, Slot.ABOUT, Slot.TERM})
"""Phrases that may stand inside a mention without ending it: 手話に関する事業 is one mention."""


def _bounds(text: str, tokens: Sequence[Token]) -> set[int]:
    """Where words begin, and where the text ends."""
    bounds = {t.begin for t in tokens}
    bounds.add(len(text))
    if holds_any(text, _CUT_ELSEWHERE):
        bounds.update([m.start() for m in _QUOTING.finditer(text)])
        bounds.difference_update([m.end() for m in _OTHER_WORD.finditer(text)])
    return bounds


def read(text: str, lexicon: Lexicon, held: Held) -> Sentence:
    """Find what is known in one sentence of normalised text; `held`: what stands in it."""
    folded = fold(text)
    cut = tokenize(text, short=True)
    latin = _LATIN.search(text)
    if latin:
        cut = words_in_latin(cut)
    tokens = whole_words(cut, lexicon.text)
    if _KANA_RUN.search(text) or " " in text:
        tokens = named_in_kana(tokens, text, lexicon)
    bounds = _bounds(text, tokens)
    loose = not has_kanji(text) and not text.isascii()
    spaced = loose and text.count(" ") >= 2
    if spaced:
        bounds = bounds_of_words(text)

    mixed = bool(_HIRAGANA.search(text) and _KATAKANA.search(text))

    def fits(begin: int, end: int) -> bool:
        if mixed and cuts_katakana(text, begin, end):
            return False
        if begin in bounds and end in bounds:
            return not (loose and end - begin < 3) or spaced or apart(begin, end, folded)
        if not _KANA.fullmatch(folded, begin, end):
            return False
        if spaced:
            return False
        return end - begin >= 3 if loose else begin in bounds and end - begin >= 4

    # without kanji a phrase may begin within what the tokenizer takes for a word
    places = None if loose else sorted(bounds)[:-1]
    found = lexicon.phrases.scan(folded, fits, places)
    if loose:
        spoken = lexicon.spoken.scan(folded, fits)
        found = [s for s in found if not cuts_word(s, folded)]
        found += [s for s in spoken if stands_apart(s, folded)]
    if "ないように" in folded:
        found = [s for s in found if not denies(s, folded)]
    if latin:
        said = english().scan(folded, fits, places)
        found += [s for s in said if not is_word_in_latin(s, folded)]
    found = [
        s
        if s.slot not in _DEPENDING
        else as_here(kind_after_kind(s, folded, lexicon), text, lexicon)
        for s in found
    ]
    found += share_bounds(folded)
    if may_hold_number(folded):
        figures = counted(folded, held.of(folded)) + (amounts(folded) or english_amounts(folded))
        found += [s for s in figures if s.begin in bounds or not is_kanji(text[s.begin - 1])]
    spans = tuple(choose(without_pieces(found, tokens, folded, lexicon)))
    if holds_any(text, FIELDS):
        spans = tuple(of_groups(s, text) for s in spans)
    mentions = tuple(_mentions(text, tokens, spans, loose=loose))
    return Sentence(text, tokens, spans, mentions, held)


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
    topical = [t for t in tokens if t.normal in THINGS and _OF_IT.match(text, t.end)]
    carrying = [t for t in tokens if t.pos in CONTENT and (carries(t) or t in topical)]
    if joins:
        carrying = [t for t in carrying if not _inside(t, joins)]
    headless = [] if loose else _headless(text, tokens, spans) or _idle_offices(text, tokens, spans)
    if not carrying and not loose:
        return headless
    told = [t for t in tokens if t not in topical] if topical else tokens
    edges: _Edges | None = None
    mentions = headless
    begin = headless[0].end if headless else 0
    stops = [s for s in spans if s not in joins] if joins else spans
    for stop in (*stops, None):
        end = stop.begin if stop else len(text)
        if begin < end and (loose or _within(carrying, begin, end)):
            edges = edges or _edges(told, joins, loose=loose)
            mention = _mention(text, carrying, *_trim(text, begin, end, edges), tokens, loose=loose)
            if mention:
                mentions.append(mention)
        begin = stop.end if stop else end
    return mentions


_OF_IT = pattern(
    r"(?:の|に関する|に関わる|に関係する|関連の|関係の|についての|向けの)?\s*(?:事業|やつ|取り?組み?|施策|予算|要求額|プロジェクト|project|program)|\s*\?$"
)
"""What makes a topic of an idle word: 計画の事業 is no question about the whole list."""


def _ends_topic(span: Span, text: str) -> bool:
    """「環境関係でたばこ以外」「条例が出てくる事業、手話以外」: what comes after is another thing."""
    if span.slot is Slot.NOUN and text.startswith("、", span.end):
        return holds_any(text[span.end :], ("以外", "除", "抜き", "じゃない", "ではない"))
    return span.slot is Slot.ABOUT and text.startswith(("で", "、", "のうち"), span.end)


def _mention(
    text: str, carrying: list[Token], begin: int, end: int, tokens: Sequence[Token], *, loose: bool
) -> Mention | None:
    if begin >= end:
        return None
    content = tuple(_within(carrying, begin, end))
    if loose:
        inside = [t for t in tokens if begin <= t.begin < end]
        content = words_in_kana(text[begin:end], content, inside)
    if not content and not (loose and end - begin >= 3 and text[begin:end] not in IDLE):
        return None
    return Mention(begin, end, text[begin:end], content)


def _within(tokens: Iterable[Token], begin: int, end: int) -> list[Token]:
    """The words that stand between two places."""
    return [t for t in tokens if begin <= t.begin and t.end <= end]


def _inside(token: Token, spans: list[Span]) -> bool:
    for span in spans:  # noqa: SIM110 - half the time of any()
        if span.begin <= token.begin and token.end <= span.end:
            return True
    return False


def _edges(tokens: Sequence[Token], joins: list[Span], *, loose: bool) -> _Edges:
    """Particles, generic nouns and joins; an idle word that is the end of a longer one stays."""
    starts = {s.begin: s.end for s in joins}
    ends = {s.end: s.begin for s in joins}
    last: Token | None = None
    told = () if loose else tokens[_names_by_denying(tokens) :]
    for place, token in enumerate(told, 1):
        begin, end, pos = token.begin, token.end, token.pos
        if pos not in CONTENT:
            starts.setdefault(begin, end)
            ends.setdefault(end, begin)
        elif token.normal in IDLE and pos != "接頭辞" and token.surface not in TURNING:
            begins = _BEGINS.get(pos)
            if not begins or not begins(token, told, place):
                starts.setdefault(begin, end)
            if last is None or last.end != begin or not _joins(last, token):
                ends.setdefault(end, begin)
        last = token
    return _Edges(starts, ends, loose)


def _begins_office(token: Token, told: Sequence[Token], after: int) -> bool:
    """Whether an idle noun is the beginning of what is called as an office is: 会計 of 会計管理室."""
    last = token
    for other in islice(told, after, None):
        if other.begin > last.end:
            break
        if other.begin == last.end and other.pos in ("名詞", "接尾辞"):
            last = other
    return last is not token and last.surface in _OFFICES


def _begins_word(token: Token, told: Sequence[Token], after: int) -> bool:
    """Whether an idle verb is the beginning of another word: 見 of 見守り."""
    if after == len(told) or told[after].begin != token.end:
        return False
    return carries(told[after]) and is_word(token.surface + told[after].surface)


_BEGINS = {"名詞": _begins_office, "動詞": _begins_word}
"""Whether an idle word of that kind is the beginning of another."""


_LEADING_KANA = pattern("[\u3041-\u3096]{3,}?(?=の(?:予算|要求|額|金額)|って(?:いくら|何|なに))")


def _headless(text: str, tokens: Sequence[Token], spans: Sequence[Span]) -> list[Mention]:
    """A name in kana that the tokenizer took for a verb or for particles: のりたくの要求額."""
    if not tokens or tokens[0].pos not in ("助詞", "助動詞", "動詞"):
        return []
    found = _LEADING_KANA.match(text)
    if not found or any(s.begin < found.end() for s in spans):
        return []
    return [Mention(0, found.end(), found[0], ())]


_NO_OFFICE = frozenset(
    words("""
    担当 所管 主管 関係 各 何 どの どこ 同 同じ 原 当 全 他 部 課 別 該当 複数 一 二 三 四 五 1 2 3 4 5 その この あの 所属 部署 どちら 上位 下位 主要 各々 毎 対象 区 市 町 村 県 都
    """)
)
"""What stands before 課 and is no name of one."""


def _idle_offices(text: str, tokens: Sequence[Token], spans: Sequence[Span]) -> list[Mention]:
    """An office whose name is a word of asking, and which no list knows by that: 会計課, 計画課, 区民課."""
    if _OFFICES_ALONE.isdisjoint(text):
        return []
    for before, token in pairwise(tokens):
        office = token.surface in _OFFICES_ALONE and before.end == token.begin
        if not office or before.pos != "名詞" or before.normal not in IDLE:
            continue
        if before.surface + token.surface == "事業部":
            continue  # whatever a ward calls a department
        named = len(before.surface) > 1 and not {before.surface, before.normal} & _NO_OFFICE
        taken = any(s.begin <= before.begin and token.end <= s.end for s in spans)
        if named and not taken and (token.end == len(text) or text[token.end] not in "別ご毎名"):
            begin, end = before.begin, token.end
            return [Mention(begin, end, text[begin:end], (before, token))]
    return []


_OFFICES_ALONE = frozenset("部課係室局")


def _names_by_denying(tokens: Sequence[Token]) -> int:
    """How many words at the beginning say by what is not done what a thing is: 書かない窓口."""
    if len(tokens) < 3 or tokens[0].pos != "動詞" or tokens[1].surface != "ない":
        return 0
    return 2 if tokens[2].pos == "名詞" and tokens[2].normal not in IDLE else 0


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
            if tail and text[end : end + 1] in _TOPICAL and tail not in _BEFORE_TOPICAL:
                tail = ""  # がんかは
            if tail.startswith("と") and text[end - len(tail) - 1] == "ー":
                tail = tail[1:]  # さぽーと
            end -= len(tail)
            begin += begin > 0 and text[begin] in "がをはの" and not tail
    return begin, end


_TOPICAL = tuple("はがをも")
_BEFORE_TOPICAL = frozenset({"に", "で", "と", "から", "まで", "へ", "の", "って", "との"})
"""What may stand before は, が, を and も at the end of a mention."""

_EDGE = frozenset(" 、。・?!:;,.~-「」『』()\"'/")
