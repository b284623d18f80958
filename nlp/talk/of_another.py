"""The last question asked of something else that is named: 「じゃあ土砂災害対策は？」「レベルアップは？」「子ども家庭支援部では？」."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Dimension, Intent, Measure, Operation, Query, Scope
from nlp.asking.asked import DIFFERENCES, Asked, uncomputable
from nlp.asking.context import is_place, shown
from nlp.asking.plain import difference
from nlp.asking.rank import place_among
from nlp.meaning.parts import Part, namesakes_in, scope_of
from nlp.meaning.reference import Sure
from nlp.talk.within import GROUPED
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot


def of_another(asked: Asked, last: Query) -> Intent | None:
    """「じゃあ土砂災害対策は？」「レベルアップは？」: the last question asked of something else."""
    if not asked.asks_nothing or not asked.parts or asked.sentence.has(Slot.AMOUNT):
        return None
    if asked.sentence.has(Slot.OWN_RANK):
        return None  # 「図書館は何番目に高い」
    if (asked.sentence.has(Slot.NOUN) or _names_projects(asked)) and not asked.sentence.has(
        Slot.THEN
    ):
        return None
    if any(r.sure is Sure.ABSENT for r in asked.references):
        return None
    projects = [p for p in asked.parts if p.is_project]
    if projects:
        return _of_other_projects(asked, last, projects)
    if last.operation not in GROUPED or any(p.topic for p in asked.parts):
        return None
    whole = asked.sentence.has(Slot.WHOLE)
    now = asked.scope() if whole else _replaced(last.scope, list(asked.parts), asked)
    if last.operation is Operation.SHARE and last.parts:
        return _share_of_other(asked, last, now)
    return _at_place(asked, last, now) if is_place(last) else replace(last, scope=now, first=1)


def _names_projects(asked: Asked) -> bool:
    """Whether the projects of a kind are asked for of what is named beside it: みなと保健所の新規事業は."""
    kinds = [p for p in asked.parts if p.entity.dimension is Dimension.KIND]
    text = asked.sentence.text
    return len(asked.parts) > 1 and any(text.endswith("事業", p.begin, p.end) for p in kinds)


def _of_other_projects(asked: Asked, last: Query, projects: list[Part]) -> Intent | None:
    """「じゃあ土砂災害対策は？」 after a field of another project, or its share of a whole."""
    if len(projects) != len(asked.parts):
        return None
    now = scope_of(projects, (), asked.lexicon)
    if last.operation is Operation.DETAIL:
        return replace(last, scope=now)
    lone = last.operation is Operation.SUM and len(last.scope.projects or ()) == 1
    if lone and last.measure is Measure.ONGOING:
        return replace(last, scope=now)  # 「客引きだと」 after an amount without its level-up part
    if lone and last.measure in DIFFERENCES:
        return difference(replace(asked, usual=Measure.CHANGE), now)  # what another was cut by
    of_one = last.operation is Operation.SHARE and len(last.scope.projects or ()) == 1
    if not of_one or last.parts == (last.scope,):
        return None
    return _share_of_other(asked, last, now)


_INSIDE = pattern("の(?:中|なか|うち)")


def _at_place(asked: Asked, last: Query, now: Scope) -> Intent:
    """The place that was told, elsewhere; 「防災課の中では？」 after the rank of one of its projects: its rank there."""
    rows, before = asked.lexicon.index.take(now), shown(last, asked.lexicon)
    inside = len(before) == 1 and before[0] in rows
    if last.first == 1 or len(before) > 1:
        return replace(last, scope=now, first=1)
    if inside and (_INSIDE.search(asked.sentence.text) or last.first > len(rows)):
        largest = bool(last.descending)
        there = place_among(before[0], now, last.measure, asked.lexicon, descending=largest)
        return replace(last, scope=now, first=there.first) if there else uncomputable(asked)
    return replace(last, scope=now) if last.first <= len(rows) else uncomputable(asked)


def _share_of_other(asked: Asked, last: Query, now: Scope) -> Intent:
    """「産業振興部は」 after the share of the new in another department: in that one. Refused where what is
    named now lies in no whole.
    """
    wholes = tuple(_replaced(w, list(asked.parts), asked) for w in last.parts)
    rows = asked.lexicon.index.select
    around = tuple(
        whole if set(rows(now)) < set(rows(whole)) else before
        for whole, before in zip(wholes, last.parts, strict=True)
    )
    if all(set(rows(now)) <= set(rows(w)) for w in around):
        return replace(last, scope=now, parts=around, first=1)
    return uncomputable(asked)


def _within_department(scope: Scope, fresh: Scope) -> Scope | None:
    """The sections of one name under several departments, in the one that is named: 企画経営部 after 観光政策担当."""
    named = fresh.departments or frozenset()
    inside = namesakes_in(scope, named)
    departments = scope.departments and named
    return (
        replace(scope, departments=departments, sections=inside, projects=None) if inside else None
    )


_OUTCOME = pattern("減額|増額|満額|減ら|削ら|増や|認め|ゼロ|査定|つい|つか|付い|付か|カット")
"""What a decision made of projects, which is asked of another office next: 「福祉部は？」 after 減額された事業."""


def _replaced(scope: Scope, parts: list[Part], asked: Asked) -> Scope:
    """The last scope with what is named now in place of what was named in the same dimension."""
    fresh = scope_of(parts, (), asked.lexicon)
    if own := _within_department(scope, fresh):
        return own
    if fresh.departments and fresh.sections and scope.departments:
        scope = replace(scope, departments=None)
    if fresh.departments is not None or fresh.sections is not None:
        within = scope.projects is not None and scope.topic is None and scope.label is None
        chosen = within and (scope.departments is not None or scope.sections is not None)
        scope = replace(scope, departments=None, sections=None)
        if not chosen and not _OUTCOME.search(scope.topic or ""):
            scope = replace(scope, projects=None, topic=None)
    if fresh.pillars is not None or fresh.policies is not None:
        scope = replace(scope, pillars=None, policies=None)
    if fresh.kinds is not None:
        scope = replace(scope, kinds=None)
    if fresh.accounts is not None:
        scope = replace(scope, accounts=None)
    found = scope.narrow(fresh)
    lost = found.accounts is not None and fresh.accounts is None
    if lost and not asked.lexicon.index.select(found):
        return replace(found, accounts=None)  # 「税務課は」 after 国保会計, of which it has nothing
    return found
