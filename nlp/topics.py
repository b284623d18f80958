"""What projects are about: words of a question against every field of the projects.

A word counts where it, its normal form or a synonym stands in a name or description (strong), in a
department or section (weaker), or in a heading (weakest). A word found nowhere is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import log

from data.model import Project
from nlp.text import fold, normalize
from nlp.tokens import Token, tokenize

Rows = frozenset[int]
NONE: Rows = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a word stands: rows by field, the weaker fields without the stronger."""

    text: Rows = NONE
    office: Rows = NONE
    heading: Rows = NONE

    @property
    def anywhere(self) -> Rows:
        """The rows that hold the word in any field."""
        return self.text | self.office | self.heading

    @property
    def strongest(self) -> Rows:
        """The rows of the strongest field that holds the word at all."""
        return self.text or self.office or self.heading


@dataclass(frozen=True, slots=True)
class Ranked:
    """A project by how much of the asked words it accounts for, weighted by rarity."""

    row: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Synonyms:
    """General Japanese: what else may stand for a word."""

    words: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, lines: Iterable[str]) -> Synonyms:
        """`a = b` both ways, `a > b c` one way; # begins a comment.

        Raises:
            ValueError: a line is neither.
        """
        found: dict[str, dict[str, None]] = {}
        for line in lines:
            text = line.split("#")[0].strip()
            if not text:
                continue
            if ">" in text:
                head, members = text.split(">")
                found.setdefault(_key(head), {}).update(dict.fromkeys(map(_key, members.split())))
            elif "=" in text:
                group = [_key(w) for w in text.split("=")]
                for word in group:
                    found.setdefault(word, {}).update(dict.fromkeys(w for w in group if w != word))
            else:
                raise ValueError(f"not a line of synonyms: {line!r}")
        return cls({word: tuple(others) for word, others in found.items()})

    def of(self, word: str) -> tuple[str, ...]:
        """The other words, without the word itself."""
        return self.words.get(_key(word), ())


def _key(word: str) -> str:
    return fold(normalize(word))


@cache
def synonyms() -> Synonyms:
    """The reviewed list that comes with the program."""
    return Synonyms.read(
        files("nlp").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines()
    )


_SOLID = re.compile(
    "[\u3005\u3400-\u9fff]{2}|^[\u3041-\u3096ー]{3,}$|^[a-z0-9]{2,}$|[\u3400-\u9fff].+|.+[\u3400-\u9fff]"
)


class Topics:
    """The words of an edition's projects, by field."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self._size = len(projects)
        self._texts = [_key(f"{p.name}\n{p.description}") for p in projects]
        self._offices = [_key(f"{p.department}\n{p.section}\n{p.account or ''}") for p in projects]
        self._headings = [_key(f"{p.pillar or ''}\n{p.policy or ''}") for p in projects]
        self._projects = projects
        self._known: dict[tuple[str, str], Evidence] = {}

    @classmethod
    def of(cls, projects: Sequence[Project]) -> Topics:
        """The words of these projects; rows are places in this sequence."""
        return cls(projects)

    @cached_property
    def _normals(self) -> list[frozenset[str]]:
        """The words of names and descriptions as the dictionary writes them."""
        return [
            frozenset(
                fold(form)
                for text in (normalize(p.name), normalize(p.description))
                for t in tokenize(text, short=True)
                for form in (t.normal, t.surface)
            )
            for p in self._projects
        ]

    def evidence(self, token: Token) -> Evidence:
        """Where a word or a synonym of it stands."""
        key = (token.normal, token.surface)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._look_up(_key(token.surface), _key(token.normal))
        return known

    def _look_up(self, surface: str, normal: str) -> Evidence:
        words = {surface, normal}
        plain = [w for w in words if _SOLID.search(w)]
        others = [w for word in words for w in synonyms().of(word)]
        normals = self._normals
        text = {
            row
            for row in range(self._size)
            if words & normals[row] or any(w in self._texts[row] for w in (*plain, *others))
        }
        office = self._rows(self._offices, plain, words, others) - text
        heading = self._rows(self._headings, plain, words, others) - text - office
        return Evidence(frozenset(text), frozenset(office), frozenset(heading))

    def _rows(
        self, texts: list[str], plain: list[str], words: set[str], others: list[str]
    ) -> set[int]:
        wanted = [*plain, *(w for w in others if len(w) >= 2), *(w for w in words if len(w) >= 2)]
        return {row for row, text in enumerate(texts) if any(w in text for w in wanted)}

    def weight(self, token: Token) -> float:
        """How much a word tells among these projects; an unknown one most."""
        held = len(self.evidence(token).anywhere)
        return log((self._size + 1) / (held + 0.5)) + 0.2

    def rank(self, tokens: Sequence[Token], limit: int = 5) -> list[Ranked]:
        """Projects by what they are said to do: 「納税の口座振替をスマホでできるようにする事業」."""
        weights = [self.weight(t) for t in tokens]
        total = sum(weights) or 1.0
        scores: dict[int, float] = {}
        for token, weight in zip(tokens, weights, strict=True):
            found = self.evidence(token)
            for rows, part in ((found.text, 1.0), (found.office, 0.7), (found.heading, 0.3)):
                for row in rows:
                    scores[row] = scores.get(row, 0.0) + weight * part
        best = sorted(scores, key=lambda r: -scores[r])[:limit]
        return [Ranked(row, scores[row] / total) for row in best]
