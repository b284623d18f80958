"""Offices and headings as English calls them, by the labels that a list prints: the Child and Family Section is
子ども家庭課.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.query import Dimension
from nlp.english.names import Printed, Word, account
from nlp.names.scopes import HEADINGS
from nlp.words.text import fold

_ENDINGS = {
    "department": "部 局 本部 室 課",
    "division": "課 係 室 担当 部 局 所",
    "section": "課 係 担当 室 所 館 部",
    "bureau": "局 部",
    "office": "室 課 所 局 担当 事務所 支所 部",
    "team": "担当 係 課 室",
    "pillar": "",
    "chapter": "",
    "account": "会計",
}
"""How offices end in Japanese that English calls so, the most usual first."""

OFFICES = tuple(_ENDINGS)
"""What English calls an office or a heading."""

_PEOPLE = frozenset("者児人等務")
"""What a label may say beside what English says: 障害者福祉課 is the Disability Welfare Section."""

_OF_ACCOUNTS = frozenset({"", "保険", "特別", "事業", "保険特別", "保険事業特別", "事業特別"})
"""What the name of an account may say beside what English says: 介護保険会計 is the Nursing Care Account."""

_COLUMNS = (Dimension.DEPARTMENT, Dimension.SECTION)


def office(words: Sequence[Word], called: str, known: Printed) -> str | None:
    """The label of the one office that some words and what English calls it mean, as it is printed."""
    headings = not _ENDINGS[called]
    kinds = HEADINGS if headings else (Dimension.ACCOUNT,) if called == "account" else _COLUMNS
    best: list[tuple[int, int, str]] = []
    for label in known.labels:
        if label.dimension not in kinds:
            continue
        if headings:
            held, rest = account(words, label.folded)
            if len(held) == len(words) and len(rest) * 2 <= len(label.folded):
                best.append((len(rest), 0, label.printed))
            continue
        for rank, end in enumerate(fold(_ENDINGS[called]).split()):
            if not label.folded.endswith(end):
                continue
            held, rest = account(words, label.folded.removesuffix(end))
            if len(held) == len(words) and _is_more_of(rest, called):
                best.append((len(rest), rank, label.printed))
                break
    if not best:
        return None
    best.sort()
    alone = len(best) == 1 or best[0][:2] != best[1][:2]
    return best[0][2] if alone else None


def _is_more_of(rest: str, called: str) -> bool:
    return rest in _OF_ACCOUNTS if called == "account" else set(rest) <= _PEOPLE


def whole(words: Sequence[Word], known: Printed) -> str | None:
    """The label of a group that some words name from end to end: 子ども家庭支援センター."""
    if len(words) < 2:
        return None
    found = {
        label.printed
        for label in known.labels
        if label.dimension in _COLUMNS and _is_whole(words, label.folded)
    }
    return found.pop() if len(found) == 1 else None


def _is_whole(words: Sequence[Word], folded: str) -> bool:
    held, rest = account(words, folded)
    return len(held) == len(words) and not rest


def at_boundary(words: Sequence[Word], begin: int) -> bool:
    """Whether a name may begin at a word: what stands before it does not list it beside another."""
    return begin == 0 or bool(re.search(r"\b(?:of|in|by|at|from|the|for|'s)\b", words[begin].gap))
