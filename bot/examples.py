"""Examples of what can be asked, drawn from the list itself: a project and a section that people would try. Pure."""

from __future__ import annotations

from collections import Counter
from html import escape

from msgspec import Struct

from data.index import Index
from data.model import EditionId
from data.query import Scope

SHORT = 12
"""Characters of a name that are easily typed."""


class Examples(Struct, frozen=True):
    """Names to put into a sentence, escaped."""

    project: str
    section: str


def examples_of(index: Index, edition: EditionId) -> Examples:
    """The largest project with a short name, and the short-named section with the most projects."""
    projects = index.take(Scope(editions=frozenset({edition})))
    largest = sorted(projects, key=lambda p: -(p.requested.total or p.budgeted.total or 0))
    short = [p.name for p in largest if len(p.name) <= SHORT] or [p.name for p in largest]
    sections = Counter(p.section for p in projects if p.section)
    common = [name for name, _ in sections.most_common() if len(name) <= SHORT] or [*sections]
    return Examples(escape(next(iter(short), "…")), escape(next(iter(common), "…")))
