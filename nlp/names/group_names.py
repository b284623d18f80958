"""What a group of a list is called: its label, the first part of a heading, an account's other names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.index import account_of
from data.model import Project
from data.query import Dimension
from nlp.names.scopes import HEADINGS
from nlp.words.account_names import called
from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize
from nlp.words.tokens import tokenize

_FIRST_PART = pattern("(.{4,})の[^のと]{2,8}$")
_JOINING = frozenset({"助詞", "動詞"})


def group_spellings(
    dimension: Dimension | None, label: str, projects: Iterable[Project]
) -> Iterator[str]:
    """The label of a group, folded; a heading also without what is done with it, where several words are left
    (学びと居場所の充実, not 観光の振興); an account also by its other names, without 会計 only where no project of
    another is called so.
    """
    plain = normalize(label)
    if dimension is Dimension.ACCOUNT:
        yield from _account_spellings(label, projects)
        return
    yield fold(plain)
    head = _FIRST_PART.match(plain) if dimension in HEADINGS else None
    if head and _JOINING & {t.pos for t in tokenize(head[1])}:
        yield fold(head[1])


def _account_spellings(label: str, projects: Iterable[Project]) -> Iterator[str]:
    whole, short = called(fold(normalize(label)))
    yield from whole
    others = [fold(normalize(p.name)) for p in projects if account_of(p) != label]
    yield from (name for name in short if not any(name in other for other in others))
