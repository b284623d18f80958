"""Which of some projects hold all that was said, and whether that is enough to mean one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.model import Project
from nlp.about import is_figure
from nlp.lexicon import Lexicon
from nlp.rules.particles import LIGHT
from nlp.tokens import Token


def covering(
    tokens: Sequence[Token], projects: Iterable[Project], lexicon: Lexicon
) -> tuple[Project, ...]:
    """Those of some projects that hold all telling nouns; the one that also holds the rest, or holds them
    in its own words, where there is one.
    """
    tokens = [t for t in lexicon.topics.compounds(tokens) if t.pos in _HELD and not is_figure(t)]
    telling = [t for t in tokens if t.normal not in LIGHT]
    telling = [t for t in telling if t.pos != "形容詞"]
    tokens = [t for t in tokens if t.pos != "接尾辞"]
    rows = {lexicon.projects.index(p) for p in projects}
    narrower = [_holding(telling, rows, lexicon, own=False), set[int]()]
    narrower[1:] = [
        _holding(telling, narrower[0], lexicon, own=True),
        _holding(tokens, narrower[0], lexicon, own=False),
        _holding(tokens, narrower[0], lexicon, own=True),
    ]
    one = next((found for found in narrower if len(found) == 1), narrower[0])
    return tuple(lexicon.projects[row] for row in sorted(one))


_HELD = ("名詞", "形状詞", "形容詞", "接尾辞")


def _holding(tokens: Sequence[Token], rows: set[int], lexicon: Lexicon, *, own: bool) -> set[int]:
    """The rows that hold all words, in their own text or in any field."""
    for evidence in map(lexicon.topics.evidence, tokens):
        rows = rows & (evidence.text if own else evidence.anywhere | evidence.related)
    return rows


def tells(tokens: Sequence[Token], project: Project, lexicon: Lexicon) -> bool:
    """Whether words say enough to mean the project that holds them all: one of them as it is printed."""
    row = lexicon.projects.index(project)
    nouns = [t for t in lexicon.topics.compounds(tokens) if t.pos in _HELD and not is_figure(t)]
    said = [t for t in nouns if row in lexicon.topics.evidence(t).text]
    telling = [t for t in said if t.normal not in LIGHT]
    return bool(telling) and (len(nouns) > 1 or len(telling[0].surface) > 1)
