"""What a sentence names, as parts with scopes; and how parts become one scope.

Parts of one dimension are alternatives (防災課と建築課), parts of different dimensions are conditions
(防災課の新規), an excluded part is taken away (国保会計以外).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from data.index import Index
from data.model import EditionId, Project, Section
from data.query import Dimension, Range, Scope
from nlp.meaning.reference import Reference, Sure
from nlp.names.lexicon import Entity, Lexicon, project_entity
from nlp.sentences.sentence import Sentence
from nlp.words.phrases import Slot, Span

ALL_BUT = "以外"
"""How a topic says that it is all but something."""

T = TypeVar("T", bound=Hashable)


class Part(Struct, frozen=True):
    """Something named in a sentence: where, and what it selects; `listed`: beside what stands before; `trait`: by
    which trait it selects (what became of projects, their page, how they are spelled), if by one.
    """

    begin: int
    end: int
    entity: Entity
    excluded: bool = False
    topic: bool = False
    listed: bool = False
    trait: str = ""

    @property
    def is_project(self) -> bool:
        """Whether one project was named (and not a group or a topic)."""
        return self.entity.dimension is None and not self.topic


def parts_of(sentence: Sentence, references: Iterable[Reference], lexicon: Lexicon) -> list[Part]:
    """Everything the sentence names, in the order of the text."""
    parts = [
        Part(s.begin, s.end, s.value)
        for s in sentence.all(Slot.ENTITY)
        if isinstance(s.value, Entity)
    ]
    for span in sentence.all(Slot.PILLAR_NUMBER):
        parts += _pillar(span, lexicon)
    for reference in references:
        parts += _referred(reference)
    return sorted(parts, key=lambda p: p.begin)


def _pillar(span: Span, lexicon: Lexicon) -> list[Part]:
    nth = span.value
    if not isinstance(nth, int) or not 1 <= nth <= len(lexicon.pillars):
        return []
    name = lexicon.pillars[nth - 1]
    entity = Entity(Dimension.PILLAR, Scope(pillars=frozenset({name})), name)
    return [Part(span.begin, span.end, entity)]


def _referred(reference: Reference) -> list[Part]:
    begin, end = reference.mention.begin, reference.mention.end
    match reference.sure:
        case Sure.NAMED:
            return [Part(begin, end, project_entity(p)) for p in reference.projects]
        case Sure.GROUP if reference.group:
            return [Part(begin, end, reference.group)]
        case Sure.TOPIC:
            scope = Scope(
                projects=frozenset(p.id for p in reference.projects), topic=reference.mention.text
            )
            return [Part(begin, end, Entity(None, scope, reference.mention.text), topic=True)]
        case _:
            return []


def scope_of(parts: Iterable[Part], ranges: tuple[Range, ...], lexicon: Lexicon) -> Scope:
    """One scope of all parts within the lexicon's edition."""
    parts = list(parts)
    scope = Scope(_editions(parts, lexicon), ranges=ranges)
    for group in _alternatives([p for p in parts if not p.excluded], lexicon.index, lexicon.whole):
        scope = scope.narrow(group)
    for part in parts:
        if part.excluded:
            scope = scope.narrow(_without(part.entity, lexicon))
    return scope


def _editions(parts: list[Part], lexicon: Lexicon) -> frozenset[EditionId] | None:
    """The edition of the lexicon, and those that named projects stand in (見送り stands in the one before)."""
    topics = [part.entity.scope for part in parts if part.topic]
    if not topics:
        return lexicon.whole.editions
    named = {p.edition for scope in topics for p in scope.projects or ()}
    return frozenset({lexicon.edition.id} | named)


def union(scopes: Iterable[Scope]) -> Scope:
    """Any of several conditions on the same field."""
    merged: dict[str, object] = {}
    topics: list[str] = []
    for scope in scopes:
        for field in Scope.__struct_fields__:
            value = getattr(scope, field)
            if field == "topic":
                topics += [value] if value else []
            elif isinstance(value, frozenset):
                known = merged.get(field)
                merged[field] = value | known if isinstance(known, frozenset) else value
    return Scope(**merged, topic=" ".join(dict.fromkeys(topics)) or None)  # type: ignore[arg-type]


def all_of(scopes: Sequence[Scope], lexicon: Lexicon) -> Scope:
    """What lies in any of some scopes: as one condition where all are of one kind, else as their projects."""
    kinds = {tuple(getattr(s, field) is None for field in Scope.__struct_fields__) for s in scopes}
    if len(kinds) == 1 and not any(s.ranges for s in scopes):
        return union(scopes)
    return lexicon.of_projects(
        dict.fromkeys(p for s in scopes for p in lexicon.index.take(lexicon.whole.narrow(s)))
    )


def _alternatives(parts: list[Part], index: Index, whole: Scope) -> list[Scope]:
    """Conditions to be met together; parts of one dimension or trait, or disjoint ones, are one condition."""
    by_dimension: dict[Dimension | str | None, list[Scope]] = {}
    for part in parts:
        of = part.trait or part.entity.dimension
        by_dimension.setdefault(of, []).append(part.entity.scope)
    groups = [s[0] if len(s) == 1 else union(s) for s in by_dimension.values()]
    if len(groups) < 2:
        return groups
    place = {Dimension.DEPARTMENT, Dimension.SECTION, None}
    where = [g for d, g in zip(by_dimension, groups, strict=True) if d in place]
    listed = any(part.listed for part in parts)
    if len(where) == 2 and listed and not index.select(whole.narrow(where[0]).narrow(where[1])):
        rest = [g for g in groups if g not in where]
        both = [p for g in where for p in index.take(whole.narrow(g))]
        return [Scope(projects=frozenset(p.id for p in both)), *rest]
    return groups


def _without(entity: Entity, lexicon: Lexicon) -> Scope:
    """Everything but an entity, said in its own dimension where that can be."""
    index, whole = lexicon.index, lexicon.whole
    if entity.dimension is Dimension.KIND and entity.scope.kinds is not None:
        kinds = {p.kind for p in lexicon.projects}
        return Scope(kinds=frozenset(kinds) - entity.scope.kinds)
    if entity.dimension is Dimension.ACCOUNT and entity.scope.accounts is not None:
        accounts = index.values(Dimension.ACCOUNT, whole)
        return Scope(accounts=frozenset(map(str, accounts)) - entity.scope.accounts)
    out: set[Project] = set(index.take(whole.narrow(entity.scope)))
    left = frozenset(p.id for p in lexicon.projects if p not in out)
    return Scope(projects=left, label=f"{entity.label}{ALL_BUT}")


def namesakes_in(scope: Scope, departments: frozenset[str]) -> frozenset[Section]:
    """Of a scope's sections of one name those that stand under some departments."""
    sections = scope.sections if has_namesakes(scope) else None
    return frozenset(s for s in sections or () if s.department in departments)


def has_namesakes(scope: Scope) -> bool:
    """Whether a scope is of sections of one name under several departments."""
    sections = scope.sections or ()
    return len(sections) > 1 and len({s.name for s in sections}) == 1


def inside_departments(part: Part, departments: frozenset[str]) -> Part:
    """A part that means sections of one name, with only those that stand under some departments."""
    inside = namesakes_in(part.entity.scope, departments)
    if not inside:
        return part
    under = frozenset(s.department for s in inside)
    scope = replace(part.entity.scope, departments=under, sections=inside)
    return replace(part, entity=replace(part.entity, scope=scope))


def under_their_departments(parts: Sequence[Part], text: str) -> list[Part]:
    """「土木部の計画調整課と都市開発部の計画調整課」: two sections of one name, each with the department before it."""
    pairs = [
        (before, part)
        for before, part in pairwise(parts)
        if before.entity.dimension is Dimension.DEPARTMENT
        and has_namesakes(part.entity.scope)
        and text[before.end : part.begin] in ("", "の")
    ]
    if len(pairs) < 2:
        return list(parts)
    joined = {id(part): (before, part) for before, part in pairs}
    led = {id(before) for before, _ in pairs}
    kept = []
    for part in parts:
        if id(part) in joined:
            before, _ = joined[id(part)]
            narrow = inside_departments(part, before.entity.scope.departments or frozenset())
            kept.append(replace(narrow, begin=before.begin))
        elif id(part) not in led:
            kept.append(part)
    return kept
