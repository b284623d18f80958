"""Questions for the fields of projects that are named."""

from __future__ import annotations

from collections.abc import Iterable

from data.query import (
    Attribute,
    Dimension,
    Measure,
    Operation,
    Query,
    Scope,
)
from nlp.asking.asked import Asked
from nlp.asking.fields import attributes_of
from nlp.meaning.parts import Part, scope_of

_GROUPS = {
    Dimension.KIND: Attribute.KIND,
    Dimension.ACCOUNT: Attribute.ACCOUNT,
    Dimension.PILLAR: Attribute.PILLAR,
    Dimension.POLICY: Attribute.POLICY,
    Dimension.DEPARTMENT: Attribute.DEPARTMENT,
    Dimension.SECTION: Attribute.SECTION,
}


def detail(asked: Asked, parts: Iterable[Part]) -> Query:
    """The fields of the projects named. A group beside one project is a question about that field."""
    parts = list(parts)
    projects = [p for p in parts if p.is_project and not p.excluded]
    groups = [p for p in parts if p.entity.dimension is not None]
    scope = scope_of(projects, (), asked.lexicon)
    attributes = _increase(asked, projects) or attributes_of(asked) or _expenses(asked)
    attributes = _of_budget_too(attributes)
    if groups:
        scope, attributes = _beside_groups(asked, parts, groups, scope, attributes)
        if _of_its_increase(asked, projects, groups, attributes):
            attributes = (Attribute.REQUESTED_LEVELUP, *attributes)
    return Query(Operation.DETAIL, scope, asked.measure, tuple(dict.fromkeys(attributes)))


def _of_budget_too(attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    """「予算額とレベルアップ分」: the level-up part of the budget, and that of the request, which may be meant as well."""
    told = set(attributes)
    if Attribute.REQUESTED in told or not told >= {Attribute.BUDGET, Attribute.REQUESTED_LEVELUP}:
        return attributes
    at = attributes.index(Attribute.BUDGET) + 1
    return (*attributes[:at], Attribute.BUDGET_LEVELUP, *attributes[at:])


def _beside_groups(
    asked: Asked,
    parts: list[Part],
    groups: list[Part],
    scope: Scope,
    attributes: tuple[Attribute, ...],
) -> tuple[Scope, tuple[Attribute, ...]]:
    """A group narrows several projects; beside one, it asks for that field."""
    narrowed = scope_of(parts, (), asked.lexicon)
    inside = asked.lexicon.index.select(narrowed)
    if inside and len(inside) < len(asked.lexicon.index.select(scope)):
        return narrowed, attributes
    fields = [_GROUPS[g.entity.dimension] for g in groups if g.entity.dimension in _GROUPS]
    if not attributes or not inside:
        return scope, (*attributes, *fields)
    return scope, attributes


def _of_its_increase(
    asked: Asked, projects: list[Part], groups: list[Part], attributes: tuple[Attribute, ...]
) -> bool:
    """「防災ラジオでレベルアップさせる金はいくら」: whether the level-up part may be meant; then both are told."""
    project = asked.single
    if not project or project.requested.level_up is None or len(projects) != 1:
        return False
    if Attribute.REQUESTED not in attributes or {Attribute.KIND, Attribute.REQUESTED_LEVELUP} & {
        *attributes
    }:
        return False
    return any(
        g.entity.scope.kinds == frozenset({project.kind})
        and g.begin >= projects[0].end
        and not asked.sentence.text[g.begin : g.end].endswith("事業")
        for g in groups
    )


def _increase(asked: Asked, projects: list[Part]) -> tuple[Attribute, ...]:
    """「橋の補修で増える額」: the level-up part of what is extended, and no more than that."""
    if asked.measure is not Measure.NEW_MONEY:
        return ()
    found = [p for part in projects for p in asked.lexicon.index.take(asked.scope([part]))]
    if not found or any(p.kind != asked.lexicon.level_up_word for p in found):
        return ()
    return (Attribute.REQUESTED_LEVELUP,)


def _expenses(asked: Asked) -> tuple[Attribute, ...]:
    """「みなと科学館の管理運営費」: a name that ends with 費 asks for the money."""
    ends = [asked.sentence.text[p.end - 1 : p.end + 1] for p in asked.parts]
    return (Attribute.REQUESTED,) if any("費" in e for e in ends) else ()
