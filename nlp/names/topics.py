"""What projects are about: words of a question against every field of the projects.

A word counts where it, its normal form or a synonym stands in a name or description (strong), in a
department or section (weaker), or in a heading (weakest). A word found nowhere is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import log

from msgspec import Struct
from msgspec.structs import replace

from data.model import Project
from nlp.names.own_words import OwnWords
from nlp.rules.particles import LIGHT
from nlp.words.grams import LONG, joined
from nlp.words.patterns import pattern
from nlp.words.synonyms import key, synonyms
from nlp.words.text import has_kanji, is_kanji, normalize
from nlp.words.tokens import CONTENT, Token, is_word, tokenize

Rows = frozenset[int]
NONE: Rows = frozenset()


class Evidence(Struct, frozen=True):
    """Where a word or a synonym stands: rows by field, the weaker fields without the stronger.

    `section` are the rows of `office` in whose section's own name it stands.
    `related` are rows whose text holds only what the word includes (防犯 of パトロール): enough for a
    list of a topic, never enough to say that one project was meant.
    """

    text: Rows = NONE
    office: Rows = NONE
    section: Rows = NONE
    heading: Rows = NONE
    related: Rows = NONE
    titled: Rows = NONE

    @property
    def anywhere(self) -> Rows:
        """The rows that hold the word in any field."""
        return self.text | self.office | self.heading


class Ranked(Struct, frozen=True):
    """A project by how much of the asked words it accounts for, weighted by rarity."""

    row: int
    coverage: float


def _shortens(short: str, whole: str) -> bool:
    """Whether a word is another with characters left out: 特養 of 特別養護老人ホーム."""
    rest = iter(whole)
    return len(short) < len(whole) and all(c in rest for c in short)


LONG_KANJI = 3
"""Kanji of a word at least that is the same within a longer one: 地下水 of 地下水質; 学生 is not in 中学生."""


def _stands_in_longer(token: Token) -> bool:
    """Whether a word tells the same in whatever word it stands: a proper name, or a long one in kanji."""
    word = token.surface
    if token.detail == "固有名詞":
        return len(word) >= 2 and has_kanji(word)
    return len(word) >= LONG_KANJI and token.pos == "名詞" and all(map(is_kanji, word))


class _Fields:
    """A short field that many rows share: each text is cut into words once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._rows: dict[str, set[int]] = {}
        for row, text in enumerate(texts):
            self._rows.setdefault(text, set()).add(row)

    @cached_property
    def _grams(self) -> list[tuple[frozenset[str], str, set[int]]]:
        return [(joined(normalize(t)), key(t), rows) for t, rows in self._rows.items()]

    def holding(self, words: Sequence[str]) -> Rows:
        """The rows whose field holds one of these words, kanji also within a longer word."""
        kanji = [w for w in words if len(w) >= 2 and has_kanji(w)]
        found: set[int] = set()
        for grams, text, rows in self._grams:
            if any(w in grams for w in words if len(w) >= 2) or any(w in text for w in kanji):
                found |= rows
        return frozenset(found)


class _Titles:
    """Headings by the one thing that they name beside what is done for it: 脱炭素 of 脱炭素の推進."""

    def __init__(self, headings: Iterable[str | None]) -> None:
        self._rows: dict[str, set[int]] = {}
        for row, heading in enumerate(headings):
            if heading:
                self._rows.setdefault(heading, set()).add(row)

    @cached_property
    def _by_thing(self) -> dict[str, Rows]:
        found: dict[str, set[int]] = {}
        for heading, rows in self._rows.items():
            found.setdefault(key(_thing_of(normalize(heading))), set()).update(rows)
        return {thing: frozenset(rows) for thing, rows in found.items()}

    def of(self, words: Sequence[str]) -> Rows:
        """The rows under headings that name one of these words and nothing else."""
        return frozenset().union(*(self._by_thing.get(word, NONE) for word in words))


def _thing_of(heading: str) -> str:
    """A heading without the light words at its end."""
    tokens = tokenize(heading, short=True)
    while tokens and (tokens[-1].normal in LIGHT or tokens[-1].pos not in CONTENT):
        tokens.pop()
    return heading[: tokens[-1].end] if tokens else ""


_SEVERAL = "・"
_OFFICE = pattern("(?:推進|振興|政策)?(?:部|課|局|室)$")
_NO_FIELD = "。"


def _one_field(section: str) -> str:
    """What a section is called by: 平和交流・男女参画課 by neither, 健康教育課 not by 健康; 観光・ＭＩＣＥ推進課 by 観光."""
    name = synonyms().without_titles(normalize(section))
    if _SEVERAL not in name:
        return name
    fields = (_OFFICE.sub("", field) for field in name.split(_SEVERAL))
    return _NO_FIELD.join(f for f in fields if synonyms().knows(key(f))) or _NO_FIELD


_PLACES: tuple[tuple[Callable[[Evidence], Rows], float], ...] = (
    (lambda found: found.text, 1.0),
    (lambda found: found.related, 0.8),
    (lambda found: found.office, 0.7),
    (lambda found: found.heading, 0.3),
)
"""Where a word may stand in a row, and how much of its weight it has there."""

_LOOSE = frozenset({"環境"})
"""Words that say something else in many longer ones: 受入環境."""

VERB_ENDS = tuple("うくぐすつぬぶむる")
DEED = 0.3
"""The part of its weight that a verb has where no row says it: 置く tells less of a project than 翻訳機."""


def _as_one(tokens: Sequence[Token], word: str) -> Token:
    """Neighbours as one noun."""
    return replace(tokens[0], end=tokens[-1].end, surface=word, normal=word, pos="名詞", detail="")


def _with_suffix(one: Token, other: Token) -> str:
    """The word of general Japanese that two are with the idle character between them: 医療的ケア, 小中学校."""
    if other.begin - one.end != 1:
        return ""
    words = (f"{one.surface}{between}{other.surface}" for between in "的者中")
    return next((word for word in words if synonyms().knows(key(word))), "")


def _text(project: Project) -> str:
    """What a project itself says."""
    return f"{project.name}。{project.description}"


class Topics:
    """The words of an edition's projects, by field."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self._size = len(projects)
        self._texts = [key(_text(p)) for p in projects]
        self._offices = _Fields(f"{p.department}。{p.section}。{p.account or ''}" for p in projects)
        self._sections = _Fields(_one_field(p.section) for p in projects)
        self._headings = _Fields(f"{p.pillar or ''}。{p.policy or ''}" for p in projects)
        self._titles = _Titles(p.policy for p in projects)
        self._projects = projects
        self._known: dict[tuple[str, str], Evidence] = {}

    @classmethod
    def of(cls, projects: Sequence[Project]) -> Topics:
        """The words of these projects; rows are places in this sequence."""
        return cls(projects)

    @cached_property
    def _grams(self) -> dict[int, frozenset[str]]:
        """The words of names and descriptions, alone and joined with their neighbours.

        A word of the question counts where it begins and ends with words of the text: 学生 does not
        stand in 中学生.
        """
        texts = enumerate(map(_text, self._projects))
        return {row: joined(normalize(text)) for row, text in texts}

    def evidence(self, token: Token) -> Evidence:
        """Where a word or a synonym of it stands."""
        word = (token.normal, token.surface)
        known = self._known.get(word)
        if known is None:
            known = self._look_up(key(token.surface), key(token.normal))
            if _stands_in_longer(token):
                known = self._placed(key(token.surface), known)
            self._known[word] = known
        return known

    def _placed(self, name: str, known: Evidence) -> Evidence:
        """The evidence of a place's or a thing's own name, which stands in longer names as well."""
        text = known.text | self.printing(name)
        office, section = known.office - text, known.section - text
        heading, related = known.heading - text, known.related - text
        return Evidence(text, office, section, heading, related, known.titled)

    def _look_up(self, surface: str, normal: str) -> Evidence:
        words = [*dict.fromkeys((surface, normal))]
        same = [w for word in words for w in synonyms().same.get(word, ())]
        included = [w for word in words for w in synonyms().included.get(word, ())]
        loose = [w for w in words if len(w) == 1 or w in _LOOSE]  # 池 of 蓄電池
        text = self._saying([w for w in words if w not in loose]) | self._meaning([*loose, *same])
        office = self._offices.holding([*words, *same]) - text
        section = self._sections.holding([*words, *same]) - text
        heading = self._headings.holding([*words, *same]) - text - office
        related = self._meaning(included) - text
        return Evidence(text, office, section, heading, related, self._titles.of([*words, *same]))

    def _saying(self, words: Sequence[str]) -> Rows:
        """The rows whose name or description says one of these words."""
        return self._holding(words, self._grams)

    def _holding(self, words: Sequence[str], grams: dict[int, frozenset[str]]) -> Rows:
        """Those of some rows, with their words, that hold one of these words."""
        long = [w for w in words if len(w) >= LONG and has_kanji(w)]
        return frozenset(
            row
            for row, own in grams.items()
            if any(w in own for w in words) or any(w in self._texts[row] for w in long)
        )

    def _meaning(self, words: Sequence[str]) -> Rows:
        """The rows that say one of these words for another, and not only within the title of something else:
        企業 is not meant by 旅行会社.
        """
        plain = self._saying(words).difference(self._untitled)
        return plain | self._holding(words, self._untitled)

    @cached_property
    def _untitled(self) -> dict[int, frozenset[str]]:
        """The words without titles of the rows in which titles stand."""
        titled = [row for row, text in enumerate(self._texts) if synonyms().titles_in(text)]
        texts = [(row, normalize(_text(self._projects[row]))) for row in titled]
        return {
            row: joined(synonyms().without_titles(text)) | synonyms().titles_in(key(text))
            for row, text in texts
        }

    def printing(self, word: str) -> Rows:
        """The rows whose name or description prints a folded word, also within longer words."""
        return frozenset(row for row, said in enumerate(self._texts) if word in said)

    def prints(self, row: int, token: Token) -> bool:
        """Whether a project says a word itself or in full (特養), or its name what means the same (クマ)."""
        if self.names(row, token):
            return True
        words = dict.fromkeys((key(token.surface), key(token.normal)))
        same = (other for word in words for other in synonyms().same.get(word, ()))
        words |= dict.fromkeys(other for other in same if _shortens(key(token.surface), other))
        return any(
            w in self._grams[row] or (len(w) >= LONG and w in self._texts[row]) for w in words
        )

    def names(self, row: int, token: Token) -> bool:
        """Whether a project's name holds a word, or what means the same."""
        words = (key(token.surface), key(token.normal))
        same = [other for word in words for other in synonyms().same.get(word, ())]
        name = key(self._projects[row].name)
        return any(word in name for word in (*words, *same))

    def compounds(self, tokens: Sequence[Token]) -> list[Token]:
        """Tokens with those that stand side by side and are one word as one: 暑さ, デジタル化, 3歳, 体育館."""
        found: list[Token] = []
        for token in tokens:
            found.append(token)
            if len(found) > 1 and (word := _with_suffix(*found[-2:])):
                found[-2:] = [_as_one(found[-2:], word)]
            for size in (4, 3, 2):
                tail = found[-size:]
                if len(tail) == size and self._one_word(tail):
                    word = "".join(t.surface for t in tail)
                    found[-size:] = [_as_one(tail, word)]
                    break
        return found

    def _one_word(self, tokens: Sequence[Token]) -> bool:
        """Whether neighbours are a number with what it counts, an adjective made a noun, a word of the
        synonyms, or a word with its suffix that the projects say as one.
        """
        word = "".join(t.surface for t in tokens)
        if tokens[-1].end - tokens[0].begin != len(word):
            return False
        last, before = tokens[-1], tokens[-2]
        if before.detail == "数詞" and len(tokens) == 2:
            return last.detail != "数詞"
        if last.pos == "接尾辞" and before.pos in ("形容詞", "形状詞"):
            return True
        if synonyms().knows(key(word)) or key(word) in synonyms().titles:
            return True
        begins = tokens[0].pos == "接頭辞" or (
            len(tokens) == 2 and len(before.surface) == 1 and is_kanji(before.surface)
        )
        if begins and is_word(word):
            return True
        suffix = last.pos == "接尾辞" and all(t.pos == "名詞" for t in tokens[:-1])
        short = len(word) == 2 and all(map(is_kanji, word))  # 病児
        return suffix and (short or is_word(word)) and key(word) in self._all_text

    @cached_property
    def _all_text(self) -> str:
        """What all projects say, a line each."""
        return "\n".join(self._texts)

    @cached_property
    def own_words(self) -> OwnWords:
        """What these projects call things."""
        names = [p.name for p in self._projects]
        return OwnWords([*names, *(p.description for p in self._projects)])

    def weight(self, token: Token) -> float:
        """How much a word tells among these projects; an unknown one most."""
        held = len(self.evidence(token).anywhere)
        return log((self._size + 1) / (held + 0.5)) + 0.2

    def rank(self, tokens: Sequence[Token], limit: int = 5) -> list[Ranked]:
        """Projects by what they are said to do: 「納税の口座振替をスマホでできるようにする事業」."""
        tokens = self.compounds(tokens)
        total = 0.0
        scores: dict[int, float] = {}
        for token in tokens:
            found = self.evidence(token)
            weight = self.weight(token)
            if token.pos == "動詞" and token.normal.endswith(VERB_ENDS) and not found.anywhere:
                weight *= DEED
            total += weight
            seen: Rows = frozenset()
            for rows, part in _PLACES:
                for row in rows(found) - seen:
                    scores[row] = scores.get(row, 0.0) + weight * part
                seen |= rows(found)
        best = sorted(scores, key=lambda r: -scores[r])[:limit]
        return [Ranked(row, scores[row] / (total or 1.0)) for row in best]
