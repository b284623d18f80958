"""Others than what is spoken of: 防災課の他の事業, 他の1億円以上の事業 after one of them."""

from __future__ import annotations

from msgspec.structs import replace

from data.index import GROUP_FIELDS
from data.model import Project
from data.query import Dimension, Intent, Operation, Query
from nlp.asking.asked import TOTALS, Asked
from nlp.asking.context import Memory, is_list, is_single, is_total, shown
from nlp.meaning.parts import ALL_BUT, Part, has_namesakes, inside_departments
from nlp.names.lexicon import project_entity
from nlp.names.offices import is_any_place
from nlp.names.scopes import OFFICES
from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize

_OTHERS = pattern(
    "(?:他|ほか)の(?!課|部|局|室|係|柱|小柱|会計|区|市|町|村|自治体|年)|(?:他|ほか)に(?!は?何が?でき)|の(?:他|ほか)(?:は|[?。]|$)|残り",
    among="他 ほか 残り",
)
_FEW = 10
"""Projects of a list that are spoken of; of more only the list is."""


def without_spoken(asked: Asked, intent: Intent, memory: Memory) -> Intent:
    """An answer without the projects that were spoken of, where others are asked for of what is named anew."""
    last = memory.query
    if last is None or not isinstance(intent, Query) or not _OTHERS.search(asked.sentence.text):
        return intent
    named = asked.parts or intent.scope.ranges
    if (
        not named
        or intent.by
        or intent.operation not in _OF_MANY
        or any(p.excluded for p in asked.parts)
    ):
        return intent
    spoken = _spoken(last, asked)
    rows = asked.lexicon.index.take(intent.scope)
    left = [p for p in rows if p not in spoken]
    if not spoken or not left or len(left) + len(spoken) != len(rows):
        return intent
    label = project_entity(spoken[0]).label if len(spoken) == 1 else _group_told(last)
    scope = replace(
        intent.scope,
        projects=frozenset(p.id for p in left),
        label=f"{label}{ALL_BUT}" if label else None,
    )
    return replace(intent, scope=scope)


_OF_MANY = TOTALS | {Operation.LIST, Operation.MAX, Operation.MIN}


def _group_told(last: Query) -> str:
    """The one group that was told of last, by its name."""
    scope = last.scope
    said = {d: groups for d, f in GROUP_FIELDS.items() if (groups := getattr(scope, f)) is not None}
    if len(said) != 1 or scope.projects is not None or scope.ranges:
        return ""
    ((dimension, groups),) = said.items()
    group = next(iter(groups), "") if len(groups) == 1 and dimension in OFFICES else ""
    return group if isinstance(group, str) else str(group.name)


def _spoken(last: Query, asked: Asked) -> list[Project]:
    """The one project that was told of last, or the few of a topic, or all of a section or a department."""
    if (is_list(last) or is_total(last)) and _group_told(last):
        return list(asked.lexicon.index.take(last.scope))
    if is_single(last) or (is_list(last) and last.scope.topic):
        before = shown(last, asked.lexicon)
        return before if len(before) <= _FEW else []
    return []


def named_among_shown(asked: Asked, memory: Memory) -> Asked:
    """「避難所のを除いて」 after a list: away with those of it that say so, and not with all that have to do with it."""
    last = memory.query
    if last is None or not is_list(last) or not any(p.excluded and p.topic for p in asked.parts):
        return asked
    before = shown(last, asked.lexicon)
    parts = tuple(_named(p, before) if p.excluded and p.topic else p for p in asked.parts)
    return replace(asked, parts=parts) if parts != asked.parts else asked


def _named(part: Part, before: list[Project]) -> Part:
    words = fold(normalize(part.entity.scope.topic or ""))
    named = [p for p in before if words and words in fold(normalize(p.name))]
    told = [p for p in before if words and words in fold(normalize(p.description))]
    held = [p for p in before if p in named or p in told]
    if len(held) == len(before):
        held = named
    if not held or len(held) == len(before):
        return part
    scope = replace(part.entity.scope, projects=frozenset(p.id for p in held))
    return replace(part, entity=replace(part.entity, scope=scope))


def of_department_before(asked: Asked, memory: Memory) -> Asked:
    """「総務課は」 after a department, where several have one of that name: that of the department that was spoken of."""
    last = memory.query
    before = last.scope.departments if last else None
    if not before or not any(has_namesakes(p.entity.scope) for p in asked.parts):
        return asked
    if any(p.entity.dimension is Dimension.DEPARTMENT for p in asked.parts):
        return asked
    return replace(asked, parts=tuple(inside_departments(p, before) for p in asked.parts))


def office_spoken_of(asked: Asked, memory: Memory) -> Asked:
    """「センターも足すと」 after two sections: the one section that is called so, and not all that is called a centre."""
    last = memory.query
    parts = [p for p in asked.parts if p.topic]
    if last is None or last.scope.sections is None or len(parts) != 1 or len(asked.parts) != 1:
        return asked
    words = fold(normalize(asked.sentence.text[parts[0].begin : parts[0].end]))
    lexicon = asked.lexicon
    named = [g for label, g in lexicon.plain_offices if label.endswith(words)]
    if len(named) != 1 or not is_any_place(words, lexicon):
        return asked
    part = replace(parts[0], entity=named[0], topic=False)
    return replace(asked, parts=(part,), references=())
