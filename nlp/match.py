"""Finding a name by part of it, with slips, in kana or in Latin letters. The only rapidfuzz.

Candidates come from an inverted index of character pairs of the written form and of the reading; each
is then judged by *what part of what was asked is in the name*, words weighted by how rare they are
among the names. What is not in the name is reported, and too much of it means: no such name.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from nlp.readings import kana_of_romaji, loose, reading, reading_of
from nlp.rules.particles import IDLE, PARTICLES
from nlp.text import fold, normalize
from nlp.tokens import CONTENT, Token, tokenize

K = TypeVar("K", bound=Hashable)

ENOUGH = 0.8
"""The least part of a mention, weighted by rarity, that a name must account for."""

SLIP = 0.72
"""The least likeness of a stretch of a name to a mention that is taken for it with a slip."""

KANA_ENOUGH = 0.8
"""The least part of a mention's reading that the reading of a name must account for."""

SHORTLIST = 12
"""Candidates that are looked at closely."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[K]):
    """A name that fits. `coverage`: part of the mention that the name accounts for; `share`: part of
    the name that was asked for; `how`: exact, contains, words, slip or reading; `missing`: words of
    the mention that the name does not hold.
    """

    key: K
    score: float
    coverage: float
    share: float
    how: str
    missing: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name(Generic[K]):
    key: K
    text: str
    kana: str


_KANJI = re.compile("[\u3005\u3400-\u9fff]")
_DROP = re.compile(r"[\s・、。,.!?()\[\]「」『』【】~-]")
CONTRAST = frozenset(
    "小中大高低新旧東西南北上下左右内外前後男女老若長短春夏秋冬赤青白黒緑一二三四五六七八九十0123456789区都県市国町父母夫妻息娘兄弟姉妹祖孫"
)
"""Characters that tell things apart by themselves: another one is never a slip of the keyboard."""


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


class Names(Generic[K]):
    """Names to look up. Build with `Names.of`; never changed afterwards."""

    def __init__(self, names: Sequence[_Name[K]]) -> None:
        self._names = names
        self._written = _postings(n.text for n in names)
        self._spoken = _postings(n.kana for n in names)
        self._weights: dict[str, float] = {}

    @classmethod
    def of(cls, entries: Iterable[tuple[K, str]]) -> Names[K]:
        """Names by their keys, as published."""
        return cls([_Name(key, _squeeze(text), loose(reading(text))) for key, text in entries])

    def find(self, mention: str, limit: int = 5, words: Sequence[Token] = ()) -> list[Candidate[K]]:
        """The names that account for a mention, best first; none where none does well enough.

        `words` are its content words, where they are known already.
        """
        text = normalize(mention)
        squeezed = _squeeze(text)
        if len(squeezed) < 2:
            return self._whole(squeezed)
        direct = self._containing(squeezed)
        if direct:
            return direct[:limit]
        if not _KANJI.search(text):
            kana = kana_of_romaji(text) if text.isascii() else None
            found = self._by_reading(kana or text) or self._by_words(words or content(text))
        else:
            found = self._by_words(words or content(text))
            if not found or found[0].missing:
                found = self._by_slip(text) or found
        found.sort(key=lambda c: (-c.score, -c.share))
        return found[:limit]

    def _whole(self, squeezed: str) -> list[Candidate[K]]:
        return [Candidate(n.key, 100, 1, 1, "exact") for n in self._names if n.text == squeezed]

    def _containing(self, squeezed: str) -> list[Candidate[K]]:
        found = []
        for name in self._names:
            if squeezed in name.text:
                share = len(squeezed) / len(name.text)
                found.append(
                    Candidate(
                        name.key, 90 + 10 * share, 1.0, share, "contains" if share < 1 else "exact"
                    )
                )
        return sorted(found, key=lambda c: -c.share)

    def weight(self, word: str) -> float:
        """How much a word tells among these names: the rarer the more, an unknown one most."""
        known = self._weights.get(word)
        if known is None:
            holding = sum(word in n.text for n in self._names)
            known = self._weights[word] = log((len(self._names) + 1) / (holding + 0.5)) + 0.3
        return known

    def _by_words(self, words: Sequence[Token]) -> list[Candidate[K]]:
        if not words:
            return []
        folded = [fold(w.surface) for w in words]
        weights = [self.weight(f) for f in folded]
        total = sum(weights)
        found = []
        for name in self._near(self._written, "".join(folded)):
            kept = [self._holds(name, f, w) for f, w in zip(folded, words, strict=True)]
            coverage = sum(k * w for k, w in zip(kept, weights, strict=True)) / total
            if coverage >= ENOUGH:
                missing = tuple(w for w, k in zip(words, kept, strict=True) if k < 0.5)
                share = min(
                    1.0,
                    sum(len(f) for f, k in zip(folded, kept, strict=True) if k) / len(name.text),
                )
                found.append(
                    Candidate(
                        name.key, 80 * coverage + 10 * share, coverage, share, "words", missing
                    )
                )
        return found

    def _holds(self, name: _Name[K], folded: str, word: Token) -> float:
        """Whether a name holds a word as written, or as it sounds."""
        if folded in name.text:
            return 1.0
        kana = loose(reading_of((word,)))
        if len(kana) >= 3 and kana in name.kana and len(folded) >= 2:
            return 0.9
        if len(folded) >= 4 and _likeness(folded, name.text) >= 0.8 and not _KANJI.search(folded):
            return 0.8
        return 0.0

    def _by_slip(self, text: str) -> list[Candidate[K]]:
        """The mention as a stretch of the name with a character wrong, missing, doubled or swapped."""
        squeezed = _squeeze(_trimmed(text))
        if len(squeezed) < 4:
            return []
        found = []
        kana = loose(reading(squeezed))
        near = [*self._near(self._written, squeezed), *self._near(self._spoken, kana)]
        for name in dict.fromkeys(near):
            slip = _slip(squeezed, name.text) or self._sounds(kana, name)
            if slip:
                share = min(1.0, len(squeezed) / len(name.text))
                found.append(Candidate(name.key, 80 * slip + 5 * share, slip, share, "slip"))
        return found

    @staticmethod
    def _sounds(kana: str, name: _Name[K]) -> float:
        if len(kana) >= 5 and kana in name.kana:
            return 0.95
        return 0.0

    def _by_reading(self, text: str) -> list[Candidate[K]]:
        kana = loose(_trimmed(fold(text)))
        if len(kana) < 3:
            return []
        found = []
        for name in self._near(self._spoken, kana):
            if kana in name.kana:
                coverage = 1.0
            else:
                coverage = max(
                    _covered(kana, name.kana), _likeness(kana, name.kana) if len(kana) >= 5 else 0
                )
            if coverage >= KANA_ENOUGH:
                share = min(1.0, len(kana) / max(1, len(name.kana)))
                found.append(
                    Candidate(name.key, 85 * coverage + 10 * share, coverage, share, "reading")
                )
        return found

    def _near(self, postings: dict[str, list[int]], asked: str) -> list[_Name[K]]:
        """The names that share most character pairs with what was asked, rare pairs first."""
        hits: dict[int, float] = {}
        many = len(self._names)
        for pair in set(_pairs(asked)):
            rows = postings.get(pair)
            if rows:
                weight = log(1 + many / len(rows))
                for row in rows:
                    hits[row] = hits.get(row, 0) + weight
        best = sorted(hits, key=hits.__getitem__, reverse=True)[:SHORTLIST]
        return [self._names[row] for row in best]


def _postings(texts: Iterable[str]) -> dict[str, list[int]]:
    lists: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        for pair in set(_pairs(text)):
            lists.setdefault(pair, []).append(row)
    return lists


def _squeeze(text: str) -> str:
    return _DROP.sub("", fold(normalize(text)))


def content(text: str) -> list[Token]:
    """The tokens of a mention that a name must account for."""
    return [
        t
        for t in tokenize(text, short=True)
        if t.pos in CONTENT
        and t.pos not in ("連体詞", "代名詞", "感動詞")
        and not (t.pos in ("動詞", "形容詞") and t.detail == "非自立可能")
        and (t.normal not in IDLE or t.pos == "接頭辞")
        and not (t.pos == "接頭辞" and t.surface in "おご御")
    ]


def _trimmed(text: str) -> str:
    """Kana without the particles at its end."""
    tail = next((p for p in PARTICLES if text.endswith(p) and len(text) - len(p) >= 3), "")
    return text.removesuffix(tail)


def _likeness(asked: str, name: str) -> float:
    """How like a mention is to the stretch of a name that is most like it."""
    if len(asked) > len(name):
        return Indel.normalized_similarity(asked, name)
    found = partial_ratio_alignment(asked, name)
    return found.score / 100 if found else 0.0


def _covered(asked: str, name: str) -> float:
    """The part of a reading whose three-character pieces the name holds, in any order."""
    size = 3 if len(asked) >= 5 else 2
    held = [False] * len(asked)
    for at in range(len(asked) - size + 1):
        if asked[at : at + size] in name:
            held[at : at + size] = [True] * size
    return sum(held) / len(asked)


def _slip(asked: str, name: str) -> float:
    """Likeness of a mention to a stretch of a name where every difference can be a slip; else 0."""
    alignment = partial_ratio_alignment(asked, name)
    if not alignment or alignment.score / 100 < SLIP:
        return 0.0
    start, end = alignment.dest_start, alignment.dest_end
    if len(asked) > len(name):
        start, end = 0, len(name)
    best = 0.0
    for low, high in {(start, end), (max(0, start - 1), end), (start, min(len(name), end + 1))}:
        stretch = name[low:high]
        operations = Levenshtein.editops(asked, stretch)
        if len(operations) > max(1, len(asked) // 4) or any(
            _tells_apart(asked, stretch, o) for o in operations
        ):
            continue
        best = max(best, 1 - len(operations) / len(asked))
    return best


def _tells_apart(asked: str, stretch: str, operation: object) -> bool:
    """Whether a difference makes another thing of it: 小学校 and 中学校, 防災 and 防犯."""
    tag, at, to = operation.tag, operation.src_pos, operation.dest_pos  # type: ignore[attr-defined]
    here = asked[at] if at < len(asked) and tag != "insert" else ""
    there = stretch[to] if to < len(stretch) and tag != "delete" else ""
    if here in CONTRAST and (there in CONTRAST or not there):
        return True
    if tag != "replace" or not (_KANJI.match(here) or _KANJI.match(there)):
        return False
    if not (_KANJI.match(here) and _KANJI.match(there)):
        return True  # no key lies between 灯 and パ
    return _is_word(asked, at) and not _sound_alike(asked, at, stretch, to)


def _is_word(text: str, at: int) -> bool:
    """Whether the character stands in a word of two or more characters that the dictionary knows."""
    for token in tokenize(text, short=True):
        if token.begin <= at < token.end:
            known = not _KANJI.search(token.reading) and token.detail != "固有名詞"
            return known and token.end - token.begin >= 2
    return False


def _word_sound(text: str, at: int) -> str:
    word = next((t for t in tokenize(text, short=True) if t.begin <= at < t.end), None)
    return loose(reading_of((word,))) if word else ""


def _sound_alike(asked: str, at: int, stretch: str, to: int) -> bool:
    """Whether two spellings sound the same but for one consonant: 酸素 and 炭素, not 介護 and 看護."""
    if _word_sound(asked, at) == _word_sound(stretch, to):
        return True
    mine, theirs = loose(reading(asked)), loose(reading(stretch))
    if len(mine) != len(theirs):
        return False
    other = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    return not other or (len(other) == 1 and _VOWEL.get(other[0][0]) == _VOWEL.get(other[0][1], ""))


_VOWEL = {
    kana: vowel
    for vowel, row in zip(
        "aiueo",
        (
            "あかがさざただなはばぱまやらわ",
            "いきぎしじちにひびぴみり",
            "うくぐすずつぬふぶぷむゆる",
            "えけげせぜてでねへべぺめれ",
            "おこごそぞとどのほぼぽもよろ",
        ),
        strict=True,
    )
    for kana in row
}
