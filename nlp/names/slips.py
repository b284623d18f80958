"""Whether a mention is a stretch of a name with a slip of the keyboard. The only rapidfuzz, which is named in
full: `bot.lean` runs it where something is first taken from it.

A slip is one character wrong, missing, doubled or swapped (two where the mention is long and they stand
apart), or another spelling of the same sounds. What makes another word of it is no slip: 防犯 for 防災.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import rapidfuzz
from msgspec import Struct

from nlp.rules.particles import LIGHT, TURNING
from nlp.words.glossary import glossary
from nlp.words.patterns import pattern
from nlp.words.readings import reading
from nlp.words.sounds import LONG, SAFE, sound_alike
from nlp.words.synonyms import key, synonyms
from nlp.words.text import fold, has_kanji, is_kanji, katakana
from nlp.words.tokens import is_word, tokenize

_KANA = pattern("[\u3041-\u3096ー]+")

SLIP = 0.72
"""The least likeness of a stretch of a name to a mention that is taken for it with a slip."""

LIKE = 0.8
"""The same for readings."""

CONTRAST = frozenset(
    "小中大高低新旧東西南北上下左右内外前後男女老若長短春夏秋冬赤青白黒緑一二三四五六七八九十0123456789区都県市国町父母夫妻息娘兄弟姉妹祖孫"
)
"""Characters that tell things apart by themselves: another one is never a slip of the keyboard."""


def nearly(asked: str, names: Sequence[str], least: float) -> bool:
    """Whether a mention is nearly a stretch of one of the names: all but a word of it."""
    whole = [n for n in names if len(n) >= len(asked)]
    like = rapidfuzz.fuzz.partial_ratio
    found = rapidfuzz.process.extractOne(asked, whole, scorer=like, score_cutoff=100 * least)
    return found is not None


def stretches(asked: str, name: str, least: float) -> set[str]:
    """The stretches of a name that may be the mention with a slip."""
    alignment = rapidfuzz.fuzz.partial_ratio_alignment(asked, name, score_cutoff=100 * least)
    if not alignment:
        return set()
    start, end = alignment.dest_start, alignment.dest_end
    if len(asked) > len(name):
        return {name}
    lows = {max(0, start + shift) for shift in (-2, -1, 0, 1)}
    return {name[low : end + shift] for low in lows for shift in (-1, 0, 1, 2)}


def far(one: str, other: str) -> int:
    """How many slips part two readings."""
    return rapidfuzz.distance.OSA.distance(one, other)


def slip(asked: str, name: str, others: str = "") -> float:
    """Likeness of a mention to a stretch of a name where every difference can be a slip; else 0.

    `others` are the names that the mention might mean as well.

    One slip; two where the mention is long and they stand apart: two characters side by side are
    another word (陶芸防止 and 客引き防止), not a slip.
    """
    best = 0.0
    for stretch in stretches(asked, name, SLIP):
        at = name.find(stretch)
        if at > 0 and name[at - 1] in TURNING:
            continue
        edits = _edits(asked, stretch)
        if edits is None:
            best = max(best, _respelled(asked, stretch) or garbled(asked, stretch))
        elif not any(
            _tells_apart(asked, e) and not _plainly(asked, e, name, others) for e in edits
        ):
            best = max(best, 1 - len(edits) / len(asked))
    return best


UNMISTAKABLE = 12
"""Characters of an all but whole name in which one kanji within is a slip, whatever word it makes."""


def _plainly(asked: str, edit: _Edit, name: str, others: str) -> bool:
    """Whether one kanji within a mention is a slip although it makes another word: one that is read as what
    it stands for (通役 for 通訳), or in a long name that was typed whole (発展 for 発達) where no other
    name holds that word.
    """
    here, there = edit.asked, edit.there
    if len(here) != 1 or not there or not (is_kanji(here) and is_kanji(there)):
        return False
    if here in CONTRAST:
        return False
    word = next((t for t in tokenize(edit.stretch, short=True) if t.begin <= edit.to < t.end), None)
    if word is None or not word.begin or word.end - word.begin < 2:
        return False
    said, whole = reading(here), fold(word.reading)
    ends = edit.to == word.end - 1 and whole.endswith(said)
    begins = edit.to == word.begin and whole.startswith(said)
    if len(said) > 1 and (ends or begins) and len(asked) >= SAFE:
        return True
    other = asked[word.begin - edit.to + edit.at :][: word.end - word.begin]
    if other in others:
        return False
    size = len(name.removesuffix("事業"))
    return size >= UNMISTAKABLE and len(asked.removesuffix("事業")) == size


def garbled(asked: str, stretch: str) -> float:
    """Likeness where one kana or two side by side stand for others in a word of kana: イノベーソン; else 0."""
    operations = rapidfuzz.distance.Levenshtein.opcodes(asked, stretch)
    other = [o for o in operations if o.tag != "equal"]
    if len(asked) < SAFE + 1 or not other:
        return 0.0
    mine = asked[other[0].src_start : other[-1].src_end]
    theirs = stretch[other[0].dest_start : other[-1].dest_end]
    around = asked[other[0].src_start - 1 : other[-1].src_end + 1]
    kana = all(_KANA.fullmatch(part or "あ") for part in (mine, theirs, around))
    if not kana or max(len(mine), len(theirs)) > 2 or len(around) < len(mine) + 2:
        return 0.0
    return 1 - 2 / len(asked)


def _respelled(asked: str, stretch: str) -> float:
    """Likeness where what differs are other spellings of the same sounds: 接地 for 設置; else 0."""
    if len(asked) != len(stretch):
        return 0.0
    blocks: list[list[int]] = []
    for at, (mine, theirs) in enumerate(zip(asked, stretch, strict=True)):
        if mine != theirs and blocks and blocks[-1][-1] == at - 1:
            blocks[-1].append(at)
        elif mine != theirs:
            blocks.append([at])
    sizes = [len(b) for b in blocks]
    if max(sizes) > 3 or len(asked) - sum(sizes) < 3 or len(blocks) > (len(asked) >= LONG) + 1:
        return 0.0
    for low, high in ((b[0], b[-1] + 1) for b in blocks):
        single = _Edit(low, asked[low], stretch, low, stretch[low])
        if not (
            _tells_apart(asked, single) is False
            if high - low == 1
            else _same_sound(asked[low:high], stretch[low:high], len(asked))
        ):
            return 0.0
    return 1 - 0.6 * sum(sizes) / len(asked)


def _same_sound(mine: str, theirs: str, size: int) -> bool:
    """Whether two spellings sound the same, or in a long mention all but the same: 視線, 支援."""
    one, other = reading(mine), reading(theirs)
    near = size > SAFE and min(len(one), len(other)) >= 3 and not is_word(mine)
    return one == other or (near and far(one, other) <= 1)


def misheard(kana: str, name: str, least: int = 6) -> float:
    """The same for readings, where any kana may be mistaken."""
    if len(kana) < least:
        return 0.0
    edits = [_edits(kana, stretch) for stretch in stretches(kana, name, LIKE)]
    fewest = min((len(e) for e in edits if e is not None), default=len(kana))
    return 1 - fewest / len(kana)


class _Edit(Struct, frozen=True):
    """A slip: what stands at a place of the mention for what at a place of the name's stretch."""

    at: int
    asked: str
    stretch: str
    to: int
    there: str


def _edits(asked: str, stretch: str) -> list[_Edit] | None:
    """The slips that make a mention of a stretch; None where they are too many or side by side."""
    limit = 2 if len(asked) >= LONG else 1
    if rapidfuzz.distance.OSA.distance(asked, stretch, score_cutoff=limit) > limit:
        return None
    head = next(
        (i for i, (a, b) in enumerate(zip(asked, stretch, strict=False)) if a != b),
        min(len(asked), len(stretch)),
    )
    if asked[head : head + 2] == stretch[head : head + 2][::-1] and len(asked) > head + 1:
        same = asked[head + 2 :] == stretch[head + 2 :]
        return [_Edit(head, asked[head : head + 2], stretch, head, "")] if same else None
    edits = rapidfuzz.distance.Levenshtein.editops(asked, stretch)
    operations = [(o.tag, o.src_pos, o.dest_pos) for o in edits]
    places = [at for _, at, _ in operations]
    if len(operations) > limit or (len(places) == 2 and places[1] - places[0] < 2):
        return None
    return [
        _Edit(
            at,
            asked[at : at + 1] if tag != "insert" else "",
            stretch,
            to,
            stretch[to : to + 1] if tag != "delete" else "",
        )
        for tag, at, to in operations
    ]


def _tells_apart(asked: str, edit: _Edit) -> bool:
    """Whether a difference makes another thing of it: 小学校 and 中学校, 防災 and 防犯."""
    here, there = edit.asked, edit.there
    if len(here) == 2:
        words = _is_other_word(here) and is_word(here[::-1])
        return len(asked) < SAFE and words and _stands_alone(asked, edit.at, 2)
    if here in CONTRAST and here and (there in CONTRAST or not there):
        return True
    if (here in TURNING and not there) or (there in TURNING and not here):
        return bool(here or there)
    if is_kanji(here):
        edge = edit.at in (0, len(asked) - 1)
        if edge and _stands_alone(asked, edit.at, 1) and not _whole_there(asked, edit):
            return True
        if edit.at == len(asked) - 1 and here in _OF_THINGS and not is_kanji(there or "あ"):
            return True
        if not there and here not in asked[edit.at - 1 : edit.at] and _is_word(asked, edit.at):
            return True
    kana = bool(here) and not is_kanji(here)
    if kana and not is_kanji(there or "あ"):
        return _at_edge_of(asked, edit.at)
    if not (there and is_kanji(here)):
        return False
    if not is_kanji(there):  # no key lies between 灯 and パ, but a hand may take 卜 for ト
        return _is_word(asked, edit.at, civic=True) and not _breaks_kana(asked, edit)
    return _two_words(asked, edit) and not sound_alike(asked, edit.at, edit.stretch, edit.to)


_OF_THINGS = frozenset("灯館園場橋船車券塔港駅店祭犬猫")
"""What ends the name of a thing: 防犯灯 is no 防犯パトロール."""


def _breaks_kana(asked: str, edit: _Edit) -> bool:
    """Whether a kanji stands among kana where the name has kana: デジ居ル for デジタル."""
    around = asked[edit.at - 1 : edit.at] + edit.there + asked[edit.at + 1 : edit.at + 2]
    return len(around) == 3 and bool(_KANA.fullmatch(around))


def _at_edge_of(text: str, at: int) -> bool:
    """Whether the character stands in the word that begins a mention, シカ of シカ捕獲, or ends a short one:
    ケア of 民間ケア.
    """
    for token in tokenize(katakana(text), short=True):
        if token.begin <= at < token.end:
            edge = token.begin == 0 or (token.end == len(text) and len(text) < SHORT)
            return edge and token.end - token.begin >= 2 and is_word(token.surface)
    return False


SHORT = 6
"""Characters below which the word that ends a mention tells it apart."""


def _whole_there(asked: str, edit: _Edit) -> bool:
    """Whether the slip at an edge is in a word that the stretch holds whole: 雲河 for 運河."""
    low = edit.to if edit.at == 0 else edit.to - 1
    at = edit.at if edit.at == 0 else edit.at - 1
    whole = is_word(edit.stretch[max(0, low) : low + 2]) and not is_word(asked[at : at + 2])
    kanji = is_kanji(edit.there)
    return kanji and len(asked) >= 4 and whole


def _stands_alone(text: str, at: int, size: int) -> bool:
    """Whether just these characters are a noun in the mention: 鯨 in 鯨支援, 議会 for 会議."""
    return any(
        (t.begin, t.end, t.pos) == (at, at + size, "名詞") and is_word(t.surface)
        for t in tokenize(text, short=True)
    )


def _two_words(asked: str, edit: _Edit) -> bool:
    """Whether the word that the edit is in, and what stands for it in the stretch, are both words."""
    for token in tokenize(edit.stretch, short=True):
        if token.begin <= edit.to < token.end and token.begin and token.end < len(edit.stretch):
            begin, end = (at - edit.to + edit.at for at in (token.begin, token.end))
            if end - begin >= 2:
                spans = [(t.begin, t.end) for t in tokenize(asked, short=True)]
                other = is_word if begin == 0 else _is_other_word
                return (begin, end) in spans and other(asked[begin:end])
    for token in tokenize(asked, short=True):
        if token.begin <= edit.at < token.end:
            begin = token.begin - edit.at + edit.to
            there = edit.stretch[max(0, begin) : token.end - edit.at + edit.to]
            edge = token.begin == 0 or token.end == len(asked)  # the stretch may be cut in a word
            other = is_word if token.begin == 0 else _is_other_word
            word = token.end - token.begin >= 2 and other(token.surface)
            return word and (edge or is_word(there))
    return False


def _is_other_word(text: str) -> bool:
    """Whether people may mean this word and no slip of another: one that has to do with what towns do."""
    civic = text in LIGHT or key(text) in synonyms().words or key(text) in _in_english()
    return civic and is_word(text)


@cache
def _in_english() -> frozenset[str]:
    return frozenset(
        key(word) for ways in glossary().values() for said in ways for word in said.split()
    )


def _is_word(text: str, at: int, *, civic: bool = False) -> bool:
    """Whether the character stands in a word of two or more characters that the dictionary knows; `civic`:
    in one that has to do with what towns do.
    """
    for token in tokenize(text, short=True):
        if token.begin <= at < token.end:
            known = not has_kanji(token.reading) and token.detail != "固有名詞"
            long = token.end - token.begin >= 2
            return known and long and (not civic or _is_other_word(token.surface))
    return False
