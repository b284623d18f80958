"""Finding a name by part of it, with slips, in kana or in Latin letters.

Candidates come from an inverted index of character pairs of the written form and of the reading; each
is then judged by *what part of what was asked is in the name*, words weighted by how rare they are
among the names. What is not in the name is reported, and too much of it means: no such name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log
from typing import Generic

from nlp.names.converted import converted
from nlp.names.name import Candidate, K, Name, Postings, pairs, postings, squeeze, squeezed
from nlp.names.own_words import OwnWords
from nlp.names.slips import misheard, slip
from nlp.rules.particles import LIGHT, TURNING
from nlp.words.aloud import aloud
from nlp.words.bare import bare_of, content, in_one_run, joined_things, trimmed
from nlp.words.patterns import pattern
from nlp.words.readings import loose, reading, reading_of
from nlp.words.sounds import SAFE
from nlp.words.text import fold, has_kanji, normalize
from nlp.words.tokens import Token, is_word

ENOUGH = 0.8
"""The least part of a mention, weighted by rarity, that a name must account for."""

KANA_ENOUGH = 0.8
"""The least part of a mention's reading that the reading of a name must account for."""

MISHEARD = 8
"""Kana of a mention at least in which one may be mistaken: きゅうしょくひ is no slip in 給食の."""

SHORTLIST = 12
"""Candidates that are looked at closely."""


_LATIN = pattern("[a-z]")
_LETTERS = pattern("[0-9]+[a-z]+|[a-z]{2,}")
_RUNS = pattern("[\u3041-\u3096ー]{2,}|[\u30a1-\u30faー]{2,}")
_MIXED = pattern("[\u3041-\u3096ー]{2}[\u30a1-\u30fa]{2}|[\u30a1-\u30faー]{2}[\u3041-\u3096]{2}")
"""Kana of both kinds side by side: each is a word of its own."""


PIECES = 8
"""Pieces between の at most of what may be a name."""


def _is_kana_word(text: str) -> bool:
    return len(text) >= 3 and bool(_KANA.fullmatch(fold(text))) and is_word(text)


class Names(Generic[K]):
    """Names to look up. Build with `Names.of`; never changed afterwards."""

    def __init__(self, names: Sequence[Name[K]]) -> None:
        self._names = names
        self._texts = "\n".join(n.text for n in names)
        self._weights: dict[str, float] = {}

    @classmethod
    def of(cls, entries: Iterable[tuple[K, str]]) -> Names[K]:
        """Names by their keys, as published."""
        return cls([Name(key, squeeze(text), text) for key, text in entries])

    @cached_property
    def _written(self) -> Postings:
        return postings([n.text for n in self._names])

    @cached_property
    def _spoken(self) -> Postings:
        return postings([n.kana for n in self._names])

    @cached_property
    def _by_key(self) -> dict[K, Name[K]]:
        return {n.key: n for n in self._names}

    def find(self, mention: str, limit: int = 5, words: Sequence[Token] = ()) -> list[Candidate[K]]:
        """The names that account for a mention, best first; none where none does well enough.

        `words` are its content words, where they are known already.
        """
        text = normalize(mention)
        plain = squeezed(text)
        if len(plain) < 2:
            return self._whole(plain)
        direct = self._containing(plain, cut=_is_kana_word(text))
        if direct:
            return direct[:limit]
        bare = bare_of(text)
        if not has_kanji(bare):
            spoken = map(self._by_reading, aloud(bare, self._latin))
            found = (
                next(filter(None, spoken), None)
                or self._by_words(_if_whole(words or content(text), bare))
                or self._by_slip(bare, SAFE - 1)
            )
        else:
            words = words or content(text)
            found = self._by_words(words)
            told = sum(w.end - w.begin for w in words)
            if not found or found[0].coverage < 1 or told < ENOUGH * len(squeezed(bare)):
                found = self._by_slip(bare) or found
        if not found and "の" in bare:
            found = self._by_pieces(bare)
        things = joined_things(text)
        things += [c for c in "外未" if c in plain]
        found = [c for c in found if c.how == "sound" or self._holds_all(c.key, things, plain)]
        found.sort(key=lambda c: (-c.score, -c.share))
        return found[:limit]

    def _holds_all(self, key: K, words: Sequence[str], asked: str) -> bool:
        """Whether a name holds words, and begins no other word before the first: 水道管, of 下水道管路."""
        text = self._by_key[key].text
        before = text[: max(0, text.find(asked[:2]))][-1:]
        return (not before or before not in TURNING) and all(w in text for w in words)

    def search(self, mention: str, limit: int = 5) -> list[Candidate[K]]:
        """The same for a mention that has nothing but the names to be found in: no noun may be missing,
        and no other act be named than the name's own (更新 of what is 整備).
        """
        found = [c for c in self.find(mention, limit) if not self._of_another(c)]
        if not found and (told := self._own_words.of(mention)):
            found = [c for c in self.find(told, limit) if not self._of_another(c)]
        return found

    @cached_property
    def _own_words(self) -> OwnWords:
        return OwnWords(n.published for n in self._names)

    def _of_another(self, found: Candidate[K]) -> bool:
        nouns = [w for w in found.missing if w.pos in ("名詞", "形状詞") and w.end - w.begin >= 2]
        if any(w.normal not in LIGHT for w in nouns):
            return True
        name = self._by_key[found.key]
        return bool(nouns) and any(len(act) >= 2 and act in name.text for act in LIGHT)

    @cached_property
    def _latin(self) -> list[str]:
        """The words in Latin letters that stand in the names, longest first."""
        words = {w for n in self._names for w in _LETTERS.findall(n.text)}
        return sorted(words, key=lambda w: (-len(w), w))

    def _whole(self, asked: str) -> list[Candidate[K]]:
        return [Candidate(n.key, 100, 1, 1, "exact") for n in self._names if n.text == asked]

    def _containing(self, asked: str, *, cut: bool) -> list[Candidate[K]]:
        """The names that hold what was asked; `cut`: not within a word of theirs, if it is short."""
        if asked not in self._texts:
            return []
        found = []
        cut = cut and len(asked) < SAFE
        for name in self._names:
            if asked in name.text and not (cut and name.holds_within_word(asked)):
                share = len(asked) / len(name.text)
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
        held = {f: sum(f in g for g in folded) for f in folded} if in_one_run(words) else {}
        twice = [
            (f, times) for f, times in held.items() if times > 1
        ]  # 学校 of 中学校 is not 学校 again
        for name in self._near(self._written, "".join(folded)):
            if any(name.text.count(f) < times for f, times in twice):
                continue
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

    def _holds(self, name: Name[K], folded: str, word: Token) -> float:
        """Whether a name holds a word as written, or as it sounds."""
        if folded in name.text:
            cut = len(folded) < SAFE and _is_kana_word(word.surface)
            return 0.0 if cut and name.holds_within_word(folded) else 1.0
        if not has_kanji(folded):
            return self._holds_kana(name, folded)
        said = reading_of((word,))
        return 0.9 * (len(said) >= 3 and said in name.sounds and len(folded) >= 2)

    @staticmethod
    def _holds_kana(name: Name[K], folded: str) -> float:
        kana = loose(folded)
        if len(kana) >= 3 and kana in name.kana and _stands_in(kana, name):
            return 0.9
        return 0.8 * bool(misheard(folded, name.text, 5))

    def _by_slip(self, text: str, least: int = 4) -> list[Candidate[K]]:
        """The mention as a stretch of the name with a character wrong, missing, doubled or swapped."""
        asked = squeezed(trimmed(text))
        if len(asked) < least:
            return []
        names, texts = self._near(self._written, asked), self._texts
        written = {n.key: slip(asked, n.text, texts) for n in names}
        near = {key: likeness for key, likeness in written.items() if likeness}
        heard: dict[K, float] = {}
        if not near:
            said = fold(reading(asked))
            kana, runs = loose(said), _KANA_RUN.findall(asked)
            for name in self._near(self._spoken, kana):
                heard[name.key] = _heard_in(said, kana, runs, name)
                near[name.key] = heard[name.key] or (
                    name.key not in written and slip(asked, name.text, self._texts)
                )
        if not any(near.values()):
            near = {n.key: converted(asked, n.text, texts) for n in names}
        found = []
        for key, likeness in near.items():
            if likeness:
                share = min(1.0, len(asked) / len(self._by_key[key].text))
                how = "sound" if heard.get(key) else "slip"
                found.append(Candidate(key, 80 * likeness + 5 * share, likeness, share, how))
        return found

    def _by_pieces(self, text: str) -> list[Candidate[K]]:
        """The longest piece with a slip; the words of the others are held or missing: 帯状包疹ワクチンの助成."""
        pieces = sorted(text.split("の"), key=len, reverse=True)
        if len(pieces) > PIECES:
            return []
        found = []
        for piece in pieces:
            if len(squeezed(piece)) < 4:
                break
            rest = [other for other in pieces if other is not piece]
            words = [w for other in rest for w in content(other)]
            spelled = [squeezed(other) for other in rest if not content(other)]
            near = (c for c in self._by_slip(piece) if self._says(c.key, spelled))
            found = [c for one in near if (c := self._beside(one, words, piece))]
            if found:
                break
        return found

    def _says(self, key: K, spelled: Sequence[str]) -> bool:
        """Whether a name holds pieces in kana, however the tokenizer cuts them: あーけーど."""
        kana = self._by_key[key].kana
        return all(len(piece) < 3 or loose(piece) in kana for piece in spelled)

    def _beside(self, one: Candidate[K], words: Sequence[Token], piece: str) -> Candidate[K] | None:
        """A name that was found by a piece, where it holds the other words: all of them beside a short one."""
        text = self._by_key[one.key].text
        missing = tuple(w for w in words if fold(w.surface) not in text)
        short = len(squeezed(piece)) < SAFE - 1
        if (short and (missing or len(words) < 2)) or any(w.normal not in LIGHT for w in missing):
            return None
        return Candidate(one.key, one.score, one.coverage, one.share, "slip", missing)

    def _by_reading(self, text: str) -> list[Candidate[K]]:
        whole, kana = loose(fold(text)), loose(trimmed(fold(text)))
        if any(whole in n.kana for n in self._near(self._spoken, whole)):
            kana = whole  # そのに
        if len(kana) < 3:
            return []
        runs = [loose(fold(r)) for r in _RUNS.findall(text)] if _MIXED.search(text) else []
        pieces = [loose(fold(p)) for p in text.split(" ") if len(p) > 1]
        found = []
        told = self._told(kana) if len(kana) > SAFE else []
        for name in self._near(self._spoken, kana):
            coverage = self._said_in(kana, told, pieces, name)
            if any(r not in name.kana and not misheard(r, name.kana, 4) for r in runs):
                continue
            if coverage >= KANA_ENOUGH:
                share = min(1.0, len(kana) / max(1, len(name.said)))
                found.append(
                    Candidate(name.key, 85 * coverage + 10 * share, coverage, share, "reading")
                )
        return found

    @staticmethod
    def _said_in(
        kana: str, told: Iterable[tuple[str, float]], pieces: Sequence[str], name: Name[K]
    ) -> float:
        """The part of a reading that the reading of a name accounts for, from where one of its words begins."""
        if kana in name.kana and _stands_in(kana, name):
            return 1.0
        if len(pieces) > 1 and all(_begins(p, name.spoken_ends) for p in pieces):
            return 1.0  # びょうじ ほいく
        return max(_heard(told, name), misheard(kana, name.kana, MISHEARD))

    def _told(self, kana: str) -> list[tuple[str, float]]:
        """The pairs of a reading, each with how much it tells: the rarer the more."""
        many = len(self._names) + 1
        told = []
        for pair in pairs(kana):
            if "の" not in pair or pair in self._spoken:
                _, rows = self._spoken.get(pair, _NOWHERE)
                told.append((pair, log(many / (len(rows) + 0.5)) + 0.1))
        return told

    def _near(self, postings: Postings, asked: str) -> list[Name[K]]:
        """The names that share most character pairs with what was asked, rare pairs first."""
        hits: defaultdict[int, float] = defaultdict(float)
        for pair in set(pairs(asked)):
            weight, rows = postings.get(pair, _NOWHERE)
            for row in rows:
                hits[row] += weight
        best = sorted(hits, key=hits.__getitem__, reverse=True)[:SHORTLIST]
        return [self._names[row] for row in best]


def _heard(told: Iterable[tuple[str, float]], name: Name[K]) -> float:
    """The part of a reading, in weighted pairs, that the reading of a name holds."""
    held = total = 0.0
    for pair, weight in told:
        total += weight
        if pair in name.kana:
            held += weight
    return held / (total or 1.0)


HEARD = 9
"""Kana from which a mention that sounds like a stretch of a name means it, however it is spelled."""

_KANA_RUN = pattern("[\u3041-\u3096\u30a1-\u30faー]{5,}")


def _heard_in(said: str, kana: str, runs: Sequence[str], name: Name[K]) -> float:
    """Likeness of a mention to a name that says what it sounds like: フクシヒナンジョ備蓄, 木造受託耐震回収補助.

    `said` is its reading, `kana` the same loosely, `runs` are its words in kana.
    """
    if len(said) >= 6 and said in name.said:
        return 0.95
    if len(kana) < HEARD:
        return 0.0
    if kana in name.kana:
        return 0.93
    spelled = any(run not in name.text for run in runs)
    return 0.9 * (spelled and misheard(kana, name.kana, HEARD) > 1 - 1.5 / len(kana))


_KANA = pattern("[\u3041-\u3096ー]+")


def _begins(kana: str, ends: Iterable[str]) -> bool:
    return any(end.startswith(kana) for end in ends)


WHOLE = 5
"""Kana below which a mention is whole words of a reading: がんか is nothing of がんかんじゃ."""


def _stands_in(kana: str, name: Name[K]) -> bool:
    """Whether a reading is found where words of a name begin, and if it is short also end."""
    if len(kana) < WHOLE:
        return kana in name.spoken_words
    return len(kana) >= SAFE or _begins(kana, name.spoken_ends)


def _if_whole(words: Sequence[Token], bare: str) -> Sequence[Token]:
    """The words of a mention in kana where they are all but all of it, as the tokenizer cut it."""
    told = sum(w.end - w.begin for w in words)
    return words if told >= ENOUGH * len(squeezed(bare).replace("の", "")) else ()


_NOWHERE: tuple[float, list[int]] = (0.0, [])
