"""The project that a mention tells about in other words than the list's: 「ブレーカーを地震で落とす器具を配る」.

What is told is a clause, not a name: its words stand apart. Most of what it weighs is said by one project
and by no other, and the word that the clause is about is among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from data.model import Project
from nlp.meaning.about import heavy
from nlp.meaning.covering import is_of_another
from nlp.names.lexicon import Lexicon
from nlp.rules.particles import LIGHT
from nlp.sentences.sentence import Mention
from nlp.sentences.spans import carries
from nlp.words.tokens import Token

WEIGHS = 0.56
"""The least part of the told words that the one project says."""

AHEAD = 0.28
"""How far the next project must be behind it."""

WORDS = 3
"""Words apart from each other that the project must say in its own text; one less where only verbs are
missing."""


def told_of(mention: Mention, lexicon: Lexicon) -> Project | None:
    """The one project that a clause tells about."""
    tokens = [t for t in lexicon.topics.compounds(mention.tokens) if t.detail != "助動詞語幹"]
    runs = _runs(tokens)
    nouns = [run for run in runs if run[0].pos != "動詞"]
    if len(runs) < WORDS - 1 or not nouns:
        return None
    ranked = lexicon.topics.rank([t for t in tokens if t.normal not in LIGHT], 2)
    if not ranked or ranked[0].coverage < WEIGHS:
        return None
    if len(ranked) > 1 and ranked[0].coverage - ranked[1].coverage < AHEAD:
        return None
    row = ranked[0].row
    said = [run for run in runs if all(row in lexicon.topics.evidence(t).text for t in run)]
    project = lexicon.projects[row]
    heads = runs[-1:] if runs[-1] in said else nouns[-1:]
    few = WORDS if any(run not in said for run in nouns) else WORDS - 1
    if len(said) < few or heads[0] not in said or is_of_another(tokens, project):
        return None
    return None if _of_another_thing(mention, runs, said, row, lexicon) else project


def _of_another_thing(
    mention: Mention, runs: list[list[Token]], said: list[list[Token]], row: int, lexicon: Lexicon
) -> bool:
    """Whether the last word is said to be of what the project does not hold: 歯の検査."""
    for one, other in pairwise(runs):
        between = mention.text[one[-1].end - mention.begin : other[0].begin - mention.begin]
        if other is runs[-1] and between == "の" and one not in said:
            return any(row not in _held(t, lexicon) for t in one)
    return False


def _held(token: Token, lexicon: Lexicon) -> frozenset[int]:
    evidence = lexicon.topics.evidence(token)
    return evidence.anywhere | evidence.related


_WORK = LIGHT | {"工事", "作業", "部屋", "器具", "受ける", "増える", "入れる", "探し", "無料", "只"}
"""Words that close a clause and say little of what it is about."""


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    """The telling words, those that stand side by side as one: 遠隔学習."""
    runs: list[list[Token]] = []
    telling = {t.begin for t in heavy(tokens)}
    for token in tokens:
        verb = token.pos == "動詞" and carries(token)
        if token.normal in _WORK or not (token.begin in telling or verb):
            continue
        if runs and runs[-1][-1].end == token.begin and not verb:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs
