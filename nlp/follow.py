"""A sentence understood against the last answer: それ, その課, じゃあ, 他には, 新規だけだと, 2番目の.

Keeps the last query where the sentence leaves something open, and drops it where the sentence stands on
its own: a change of topic never keeps an old filter.
"""

from __future__ import annotations

from msgspec.structs import replace

from data.model import Project
from data.query import (
    Attribute,
    Choices,
    Dimension,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Scope,
)
from nlp.asked import TOTALS, Asked, attributes_of, measure_of, ranges
from nlp.compare import comparison
from nlp.compose import compose, query_of
from nlp.context import Memory, is_single, reached, shown
from nlp.details import detail
from nlp.group import group_scope
from nlp.parts import Part, scope_of
from nlp.phrases import Slot
from nlp.rank import descending, is_ordered, places
from nlp.refuse import unsubtracted
from nlp.relative import is_relative
from nlp.resolve import Sure
from nlp.rules.classes import LAST
from nlp.together import added, together, without

_GROUPED = TOTALS | {
    Operation.LIST,
    Operation.MAX,
    Operation.MIN,
    Operation.BREAKDOWN,
    Operation.SHARE,
}


def follow(asked: Asked, memory: Memory) -> Intent:
    """The intent of a sentence in a conversation."""
    last = memory.query
    if memory.choices and (chosen := _chosen(asked, memory.choices)):
        return chosen
    own = _group_of_named(asked) or together(asked, memory)
    if own:
        return own
    refused = unsubtracted(asked)
    if refused or not last or asked.sentence.has(Slot.HELP):
        return refused or compose(asked)
    for way in (
        _untold_of_last,
        added,
        without,
        _of_groups,
        _of_parent,
        _field_of_last,
        _same_group,
        _nth,
        _more,
        _narrowed,
        _compared,
        _without_names,
        _names_only,
    ):
        intent = way(asked, last)
        if intent:
            return intent
    return compose(asked)


def _chosen(asked: Asked, choices: Choices) -> Intent | None:
    """Which of the offered options is meant: by place, by all of them, or by a word of its name."""
    options, sentence = choices.options, asked.sentence
    nth = sentence.first(Slot.ORDINAL) or sentence.first(Slot.NUMBER)
    limit = sentence.first(Slot.LIMIT)
    if nth and isinstance(nth.value, int) and 1 <= nth.value <= len(options):
        return options[nth.value - 1]
    if sentence.text.isdecimal() and 1 <= int(sentence.text) <= len(options):
        return options[int(sentence.text) - 1]
    every = frozenset().union(*(q.scope.projects or frozenset() for q in options))
    every_one = limit is not None and limit.value == len(options)
    if (sentence.has(Slot.AND) or sentence.has(Slot.WHOLE) or every_one) and not asked.operations:
        return replace(options[0], scope=replace(options[0].scope, projects=every))
    named = [q for q in options if _is_meant(asked, q)]
    return _with_fields(asked, named[0]) if len(named) == 1 else None


def _with_fields(asked: Asked, option: Query) -> Query:
    attributes = attributes_of(asked)
    return replace(option, attributes=attributes) if attributes else option


def _is_meant(asked: Asked, option: Query) -> bool:
    projects = asked.lexicon.index.take(option.scope)
    if any(p.is_project and p.entity.scope.projects == option.scope.projects for p in asked.parts):
        return True
    words = [m.text for m in asked.sentence.mentions]
    return bool(words) and all(any(_holds(p, w) for p in projects) for w in words)


def _holds(project: Project, words: str) -> bool:
    from nlp.text import fold, normalize  # noqa: PLC0415

    return fold(words) in fold(normalize(f"{project.name} {project.section} {project.department}"))


def _own(asked: Asked) -> bool:
    """Whether the sentence names something itself, found or not."""
    unresolved = any(r.sure in (Sure.ABSENT, Sure.SEVERAL) for r in asked.references)
    return bool(asked.parts) or unresolved or asked.sentence.has(Slot.NUMBER)


def _untold_of_last(asked: Asked, last: Query) -> Intent | None:
    """「いつから？」 after an answer about one project is asked of that project."""
    if _own(asked) or not asked.sentence.has(Slot.UNTOLD):
        return None
    intent = compose(asked)
    if isinstance(intent, OutOfScope) and is_single(last):
        return replace(intent, about=tuple(last.scope.projects or ()))
    return intent


def _field_of_last(asked: Asked, last: Query) -> Intent | None:
    """「これって新規？」: a kind or an account, asked of the one project shown last."""
    fields = {Dimension.KIND: Attribute.KIND, Dimension.ACCOUNT: Attribute.ACCOUNT}
    groups = [p.entity.dimension for p in asked.parts]
    found = [fields[g] for g in groups if g in fields]
    if not is_single(last) or not found or len(found) != len(groups) or not asked.asks_nothing:
        return None
    if asked.sentence.has(Slot.NOUN) or asked.sentence.has(Slot.AMOUNT):
        return None
    return replace(last, attributes=tuple(dict.fromkeys(found)))


_GROUP_WORDS = {
    "課": Dimension.SECTION,
    "室": Dimension.SECTION,
    "担当": Dimension.SECTION,
    "部": Dimension.DEPARTMENT,
    "小柱": Dimension.POLICY,
    "柱": Dimension.PILLAR,
    "会計": Dimension.ACCOUNT,
    "区分": Dimension.KIND,
}


def _group_of_named(asked: Asked) -> Intent | None:
    """「防災ラジオと同じ課の事業」: the group of the project that the sentence itself names."""
    if not asked.sentence.has(Slot.SAME) or not asked.single or len(asked.parts) != 1:
        return None
    if is_relative(asked):
        return None  # 「科学館と同じくらいの金額」
    rest = replace(asked, parts=(), references=())
    shown_one = Query(Operation.DETAIL, asked.lexicon.of_projects([asked.single]))
    return _same_group(rest, shown_one)


def _same_group(asked: Asked, last: Query) -> Intent | None:
    """「同じ課の」「その課の」: the group of what was shown last, with what the sentence adds."""
    span = asked.sentence.first(Slot.SAME)
    if not span:
        return None
    said = asked.sentence.text[span.begin : span.end + 2]
    dimension = next((d for word, d in _GROUP_WORDS.items() if word in said), Dimension.SECTION)
    if word := next((w for w in ("小柱",) if w in said), None):
        dimension = _GROUP_WORDS[word]
    before = shown(last, asked.lexicon)
    scope = _group_scope(dimension, before)
    others = (
        asked.sentence.has(Slot.MORE)
        or "他" in asked.sentence.text
        or "ほか" in asked.sentence.text
    )
    if others and len(before) == 1:
        inside = asked.lexicon.index.take(asked.lexicon.whole.narrow(scope))
        scope = replace(scope, projects=frozenset(p.id for p in inside if p not in before))
    base = query_of(replace(asked, references=()))
    if base.operation is Operation.DETAIL:
        base = Query(Operation.LIST)
    return replace(
        base,
        scope=asked.lexicon.whole.narrow(scope).narrow(
            scope_of(asked.parts, ranges(asked), asked.lexicon)
        ),
    )


def _group_scope(dimension: Dimension, projects: list[Project]) -> Scope:
    from data.index import KEYS  # noqa: PLC0415

    return group_scope(dimension, (KEYS[dimension](p) for p in projects))


def _of_parent(asked: Asked, last: Query) -> Intent | None:
    """「部の中では何％」: what was shown as a part of the groups that it stands in."""
    terms = [s.value for s in asked.sentence.all(Slot.TERM) if isinstance(s.value, Dimension)]
    if Operation.SHARE not in asked.operations or not terms or _own(asked):
        return None
    scope = reached(last, asked.lexicon)
    parent = _group_scope(terms[0], asked.lexicon.index.take(scope))
    whole = asked.lexicon.whole.narrow(parent)
    return Query(Operation.SHARE, scope, last.measure, parts=(whole,))


def _of_groups(asked: Asked, last: Query) -> Intent | None:
    """「一番少ないのは？」「件数だと？」 after a breakdown: of the groups, not of their projects."""
    if not last.by or _own(asked) or asked.sentence.has_any(_OTHERWISE):
        return None
    counted = Operation.COUNT in asked.operations
    measured = asked.sentence.has(Slot.MEASURE) or counted
    measure = Measure.COUNT if counted else measure_of(asked) if measured else last.measure
    if set(asked.operations) - {Operation.COUNT, Operation.AVERAGE, Operation.COMPARE}:
        return None
    each = Operation.AVERAGE if Operation.AVERAGE in asked.operations else last.each
    placed = asked.sentence.has_any(_PLACED) or is_ordered(asked)
    if placed:
        largest = descending(asked) if _says_end(asked) else last.operation is not Operation.MIN
        first, limit = places(asked)
        way = Operation.MAX if largest else Operation.MIN
        return replace(last, operation=way, measure=measure, each=each, descending=largest, first=first, limit=limit)  # fmt: skip
    if not measured and each is last.each:
        return None
    return replace(last, measure=measure, each=each)


_OTHERWISE = frozenset({Slot.NOUN, Slot.TERM, Slot.DIMENSION, Slot.SAME, Slot.WHOLE, Slot.MORE})
_PLACED = frozenset({Slot.EXTREME, Slot.ORDINAL, Slot.LIMIT, Slot.PLACES})


def _says_end(asked: Asked) -> bool:
    spans = [*asked.sentence.all(Slot.EXTREME), *asked.sentence.all(Slot.DIRECTION)]
    return any(s.value is not None for s in spans)


def _nth(asked: Asked, last: Query) -> Intent | None:
    """「2番目の」: the next rank of a ranking, or that place of what was shown."""
    span = asked.sentence.first(Slot.ORDINAL)
    if (
        not span
        or not isinstance(span.value, int)
        or _own(asked)
        or asked.sentence.has(Slot.EXTREME)
    ):
        return None
    if last.operation in (Operation.MAX, Operation.MIN) and span.value > 0:
        ranked = replace(last, first=span.value, limit=1)
        if Operation.COMPARE in asked.operations:
            ends = (replace(last, first=1, limit=1), ranked)
            return comparison(asked, [reached(q, asked.lexicon) for q in ends])
        if not asked.attributes:
            return ranked
        before = shown(ranked if (last.limit or 1) == 1 else last, asked.lexicon)
        place = 1 if (last.limit or 1) == 1 else span.value
        return _detail_of(asked, before[place - 1 : place])
    before = shown(last, asked.lexicon)
    if span.value == LAST:
        return _detail_of(asked, before[-1:])
    if len(before) == 1 and span.value > 1 and not asked.sentence.has(Slot.DIRECTION):
        return NotFound(asked.lexicon.edition.id, asked.sentence.text[span.begin : span.end])
    if asked.sentence.has(Slot.DIRECTION) or not 1 <= span.value <= len(before) or len(before) == 1:
        return None
    return _detail_of(asked, before[span.value - 1 : span.value])


def _detail_of(asked: Asked, projects: list[Project]) -> Intent | None:
    if not projects:
        return None
    return replace(detail(asked, ()), scope=asked.lexicon.of_projects(projects))


def _more(asked: Asked, last: Query) -> Intent | None:
    """「他には」「続き」: the next page of a list."""
    if not asked.sentence.has(Slot.MORE) or _own(asked) or asked.attributes:
        return None
    if last.operation is Operation.LIST:
        from data.answer import PAGE  # noqa: PLC0415

        step = last.limit or PAGE
        total = len(asked.lexicon.index.select(last.scope))
        following = last.first + step
        return replace(last, first=following) if following <= total else last
    if last.operation in (Operation.MAX, Operation.MIN):
        return replace(last, first=last.first + (last.limit or 1), limit=last.limit or 1)
    if is_single(last):
        before = shown(last, asked.lexicon)
        inside = asked.lexicon.index.take(
            asked.lexicon.whole.narrow(_group_scope(Dimension.SECTION, before))
        )
        return Query(
            Operation.LIST, asked.lexicon.of_projects(p for p in inside if p not in before)
        )
    return None


def _narrowed(asked: Asked, last: Query) -> Intent | None:
    """「そのうち新規は？」「新規だけにして」: the last scope with what the sentence adds."""
    if not (asked.sentence.has(Slot.NARROW) or _only(asked, last)):
        return None
    if asked.sentence.has(Slot.WHOLE) and not asked.sentence.has(Slot.REFER):
        return None
    if asked.references and not asked.parts:
        return None
    if not asked.parts and is_single(last):
        return None
    if asked.asks_nothing and last.operation in _GROUPED:
        return replace(last, scope=replace(asked, within=last.scope).scope(), first=1)
    base = reached(last, asked.lexicon) if asked.sentence.has(Slot.NARROW) else last.scope
    return query_of(replace(asked, within=base))


_WITHIN = (Dimension.KIND, Dimension.ACCOUNT)


def _only(asked: Asked, last: Query) -> bool:
    """「新規だけだと」「新規の合計は？」 after a list of a section: a condition on what was shown.

    「新規事業は何件ですか」 says what it is about, and stands alone.
    """
    parts, text = asked.parts, asked.sentence.text
    if not parts or any(p.is_project for p in parts) or asked.sentence.has(Slot.WHOLE):
        return False
    after = text[parts[-1].end : parts[-1].end + 3]
    if after.startswith(("だけ", "のみ", "に絞", "に限")) or "絞" in text:
        return True
    short = all(p.entity.dimension in _WITHIN for p in parts) and not asked.sentence.has(Slot.NOUN)
    whole = any("事業" in text[p.begin : p.end] for p in parts)
    grouped = last.operation in (Operation.LIST, *TOTALS) and not last.scope.is_open
    named = last.scope.kinds is not None or last.scope.accounts is not None
    return short and not whole and grouped and not named and not asked.asks_nothing


def _compared(asked: Asked, last: Query) -> Intent | None:
    """「防災ラジオと比べてどっちが高い？」: what was shown last against what is named now."""
    if Operation.COMPARE not in asked.operations and not asked.sentence.has(Slot.PER_EACH):
        return None
    named = [p for p in asked.parts if not p.excluded]
    if len(named) != 1 or last.operation is Operation.COMPARE:
        return None
    return comparison(asked, [last.scope, scope_of(named, ranges(asked), asked.lexicon)])


def _without_names(asked: Asked, last: Query) -> Intent | None:
    """「合計は？」「担当課はどこ？」「じゃあ平均は？」: asked of the last scope."""
    share = Operation.SHARE in asked.operations
    whole = asked.sentence.has(Slot.WHOLE) and not asked.sentence.has(Slot.REFER)
    if _own(asked) or (whole and not share):
        return None
    if (
        asked.asks_nothing
        and not asked.sentence.has(Slot.AMOUNT)
        and not asked.sentence.has(Slot.REFER)
    ):
        return None
    if last.operation is Operation.COMPARE or not _stands_open(asked, last):
        return None
    return _over_last(asked, last)


def _stands_open(asked: Asked, last: Query) -> bool:
    """Whether a sentence without a name leaves open what it is about."""
    if asked.sentence.has(Slot.REFER) or asked.sentence.has(Slot.THEN):
        return True
    grouped = (
        asked.operations or asked.sentence.has(Slot.EXTREME) or asked.sentence.has(Slot.DIMENSION)
    )
    if (
        is_single(last)
        and grouped
        and Operation.SHARE not in asked.operations
        and not asked.attributes
    ):
        return False
    return not (grouped and asked.sentence.has(Slot.NOUN) and not asked.sentence.has(Slot.NARROW))


def _asks_formula(asked: Asked) -> bool:
    """「その計算式は？」: how a total was computed, not where it is printed."""
    spans = asked.sentence.all(Slot.ATTRIBUTE)
    return any(
        w in asked.sentence.text[s.begin : s.end] for s in spans for w in ("計算", "足し", "合計")
    )


def _over_last(asked: Asked, last: Query) -> Intent:
    projects = shown(last, asked.lexicon)
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.by is None
    fields = bool(asked.attributes) or asked.sentence.has(Slot.MEASURE)
    grouped = (
        bool(asked.operations)
        or asked.sentence.has(Slot.EXTREME)
        or asked.sentence.has(Slot.DIMENSION)
    )
    if (
        (is_single(last) or ranked)
        and (fields or asked.asks_nothing)
        and not (grouped and Operation.SUM not in asked.operations)
    ):
        return replace(detail(asked, ()), scope=asked.lexicon.of_projects(projects))
    if asked.attributes == [Attribute.SOURCE] and last.operation in TOTALS and _asks_formula(asked):
        return replace(last, attributes=(Attribute.SOURCE,))
    if asked.attributes == [Attribute.SOURCE]:
        return Query(Operation.DETAIL, last.scope, attributes=(Attribute.SOURCE,))
    if asked.asks_nothing and last.operation in _GROUPED and last.scope.ranges:
        return replace(last, scope=replace(last.scope, ranges=ranges(asked)), first=1)
    if asked.asks_nothing:
        return Query(Operation.LIST, last.scope.narrow(Scope(ranges=ranges(asked))))
    placed = asked.sentence.has(Slot.EXTREME) or is_ordered(asked)
    base = last.scope if placed else reached(last, asked.lexicon)
    fresh = query_of(replace(asked, within=base))
    if (
        fresh.operation is Operation.LIST
        and last.operation in TOTALS
        and asked.sentence.has(Slot.MEASURE)
    ):
        return replace(last, measure=measure_of(asked))
    return fresh


def _names_only(asked: Asked, last: Query) -> Intent | None:
    """「じゃあ土砂災害対策は？」「レベルアップは？」: the last question asked of something else."""
    if not asked.asks_nothing or not asked.parts or asked.sentence.has(Slot.AMOUNT):
        return None
    if asked.sentence.has(Slot.NOUN) and not asked.sentence.has(Slot.THEN):
        return None
    if any(r.sure is Sure.ABSENT for r in asked.references):
        return None
    projects = [p for p in asked.parts if p.is_project]
    if projects:
        if last.operation is not Operation.DETAIL or len(projects) != len(asked.parts):
            return None
        return replace(last, scope=scope_of(projects, (), asked.lexicon))
    if last.operation not in _GROUPED or any(p.topic for p in asked.parts):
        return None
    return replace(last, scope=_replaced(last.scope, list(asked.parts), asked), first=1)


def _replaced(scope: Scope, parts: list[Part], asked: Asked) -> Scope:
    """The last scope with what is named now in place of what was named in the same dimension."""
    fresh = scope_of(parts, (), asked.lexicon)
    if fresh.departments is not None or fresh.sections is not None:
        scope = replace(scope, departments=None, sections=None, projects=None, topic=None)
    if fresh.pillars is not None or fresh.policies is not None:
        scope = replace(scope, pillars=None, policies=None)
    if fresh.kinds is not None:
        scope = replace(scope, kinds=None)
    if fresh.accounts is not None:
        scope = replace(scope, accounts=None)
    return scope.narrow(fresh)
