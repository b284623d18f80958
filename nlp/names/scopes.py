"""Scopes of groups: of which field they are, the groups around projects, and a scope without the one group that is named."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from msgspec.structs import replace

from data.index import GROUP_FIELDS, KEYS
from data.model import Project
from data.query import Dimension, Scope

OFFICES = (Dimension.DEPARTMENT, Dimension.SECTION)
HEADINGS = (Dimension.PILLAR, Dimension.POLICY)


def group_scope(dimension: Dimension, keys: Iterable[Hashable]) -> Scope:
    """A scope of some groups of a dimension."""
    return replace(Scope(), **{GROUP_FIELDS[dimension]: frozenset(keys) - {None}})


def groups_around(dimension: Dimension, projects: Iterable[Project]) -> Scope:
    """The groups of a dimension that projects stand in."""
    return group_scope(dimension, (KEYS[dimension](p) for p in projects))


_WITHIN = {Dimension.DEPARTMENT: Dimension.SECTION, Dimension.PILLAR: Dimension.POLICY}


def beside_others(scope: Scope, by: Dimension | None) -> Scope:
    """A scope in which groups can be ranked: 「どの課が一番大きい」 after one section is asked of all of them."""
    fields = [GROUP_FIELDS[d] for d in (by, _WITHIN.get(by)) if d] if by else []
    return replace(scope, **{f: None for f in fields if len(getattr(scope, f) or ()) == 1})
