"""Questions about groups: by department, which section the most, how many departments, above an amount."""

from __future__ import annotations

from msgspec.structs import replace

from data.groups import groups_of
from data.query import Attribute, Dimension, Intent, Measure, Operation, Query, Range, Scope
from nlp.asking.asked import Asked
from nlp.asking.compare import comparison
from nlp.asking.rank import descending, is_ordered, places
from nlp.names.scopes import group_scope
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span


def grouping(asked: Asked) -> bool:
    """Whether groups are asked for: 部ごと, 内訳, どの部が一番, 部はいくつ, 10億円を超える部."""
    sentence = asked.sentence
    if sentence.has(Slot.DIMENSION):
        return True
    if any(s.rule == "by project" for s in sentence.all(Slot.OPERATION)):
        return False
    offices = _offices(asked)
    if offices and all(is_office_of_ranked(asked, s) for s in offices):
        return False
    if Operation.BREAKDOWN in asked.operations:
        if Operation.AVERAGE in asked.operations:
            named = [p.entity.dimension for p in asked.parts if not p.excluded]
            return any(d and named.count(d) > 1 for d in named)  # not 「平均するといくらずつ」
        projects = {p.entity.scope for p in asked.parts if p.is_project}
        return len(projects) < 2  # それぞれ of projects that are named means each of them
    if asked.single:
        return False
    counted = Operation.COUNT in asked.operations and (sentence.has_any(_RANKED) or _most(asked))
    ranked = sentence.has(Slot.EXTREME) or is_ordered(asked) or counted
    if ranked and (terms(asked) or _asks_for_office(asked)):
        return True
    return (
        bool(_bounded(asked)) or counts_groups(asked) or _counts_each(asked) or asked_of_each(asked)
    )


def terms(asked: Asked) -> list[Span]:
    """部, 課, 柱 where groups of that name are asked for; not 「…の柱の中で」, nor beside a group's name."""
    text = asked.sentence.text
    return [
        s
        for s in asked.sentence.all(Slot.TERM)
        if not _belongs(asked, s)
        and not (_INSIDE.match(text, s.end) and _titled(asked, s))
        and not is_field_of_ranked(asked, s)
    ]


_OF_RANKED = pattern("(?:件|つ|個|本)?の?(?:事業|もの|やつ)(?:の|と|とその|とそれぞれの)")
_UNIT_OF_PROJECTS = ("件", "事業", "プロジェクト")
_TOO = pattern("も(?:$|一緒|つけ|付け|教え|知り|見せ|お?願|[。?、])")


def is_field_of_ranked(asked: Asked, term: Span) -> bool:
    """「上位5件の柱」「3件、部も」: the group of each project, not the groups that come first."""
    limit = asked.sentence.first(Slot.LIMIT)
    if not limit or limit.end > term.begin:
        return False
    text = asked.sentence.text
    between = text[limit.end : term.begin]
    if _OF_RANKED.fullmatch(between):
        return True
    of_projects = text.endswith(_UNIT_OF_PROJECTS, limit.begin, limit.end)
    return of_projects and (between == "の" or bool(_TOO.match(text, term.end)))


def _titled(asked: Asked, term: Span) -> bool:
    """「…って柱の中で」: the name of a group stands before the term."""
    ends = [p.end for p in asked.parts] + [r.mention.end for r in asked.references]
    return any(0 <= term.begin - end <= 4 for end in ends)


_INSIDE = pattern(r"の?(?:中|なか|うち|内)(?:で|の|に|から)")


_CALLED = pattern("[」』]?(?:って|という|っていう|とかいう|と言う)(?:名前の)?")
"""What stands between the name of a group and the word for what it is: 「…」という政策."""


def _belongs(asked: Asked, term: Span) -> bool:
    """「その他」の柱の, 小柱「…」: a term beside a named group only says what the group is; not 部 of 部の課."""
    end, text = term.end, asked.sentence.text
    groups = [p for p in asked.parts if p.entity.dimension and p.entity.dimension is term.value]
    if any(_CALLED.fullmatch(text, p.end, term.begin) for p in groups if p.end < term.begin):
        return True
    quoted = text.startswith("の「", end)
    near = 2 if quoted else 1
    return any(0 <= end - p.end <= 4 or 0 <= p.begin - end <= near for p in groups)


def _asks_for_office(asked: Asked) -> bool:
    """「どの課が一番」; in 「一番高い事業の担当は」 the office is a field of the project."""
    extreme = _place(asked)
    return any(
        not asked.sentence.text.startswith("その", s.begin)
        and not (extreme and extreme.begin < s.begin and _of_project(asked))
        and not is_office_of_ranked(asked, s)
        for s in _offices(asked)
    )


_OFFICES = (Attribute.DEPARTMENT, Attribute.SECTION)


def _offices(asked: Asked) -> list[Span]:
    """The words that ask for an office; 担当している says what an office does."""
    text, said = asked.sentence.text, asked.sentence.all(Slot.ATTRIBUTE)
    return [s for s in said if s.value in _OFFICES and not text.startswith(_DOES, s.end)]


_DOES = ("して", "する")


def is_office_of_ranked(asked: Asked, office: Span) -> bool:
    """「上位5件の担当課」「安い順に3つ、担当も」「2番目に高い新規の担当課」: the office of ranked projects, and no ranked offices."""
    sentence = asked.sentence
    if any(s.end <= office.begin for s in sentence.all(Slot.LIMIT)):
        return True
    ends = [s.end for slot in _FIRSTS for s in sentence.all(slot) if s.end <= office.begin]
    if ends and sentence.text[max(ends) : office.begin] == "のの":
        return True  # 「一番高いのの担当課」
    kinds = [p for p in asked.parts if p.trait or p.entity.dimension is Dimension.KIND]
    return bool(ends) and any(max(ends) <= p.begin and p.end <= office.begin for p in kinds)


_FIRSTS = (Slot.EXTREME, Slot.ORDINAL, Slot.DIRECTION)


def _place(asked: Asked) -> Span | None:
    """What says which place of a ranking is asked for: 一番高い, 4番目に."""
    sentence = asked.sentence
    limit = sentence.first(Slot.LIMIT) if sentence.has(Slot.DIRECTION) else None
    return sentence.first(Slot.EXTREME) or sentence.first(Slot.ORDINAL) or limit


def _of_project(asked: Asked) -> bool:
    """Whether a project is spoken of; 要求してる is only what an office does."""
    text = asked.sentence.text
    nouns = [s for s in asked.sentence.all(Slot.NOUN) if not text.startswith("要求", s.begin)]
    first = _place(asked)
    kinds = [s for s in asked.sentence.all(Slot.ENTITY) if text[s.begin : s.end].endswith("事業")]
    nouns += [s for s in kinds if first and s.begin >= first.end]  # 一番高い新規事業の担当
    return bool(nouns) or asked.sentence.has(Slot.SAME) or asked.sentence.has(Slot.REFER)


_EACH = pattern("どの|どこの")


def _counts_each(asked: Asked) -> bool:
    """「どの部が何件出してる」."""
    if Operation.COUNT not in asked.operations or asked.lone:
        return False
    said = [s for s in asked.sentence.all(Slot.ATTRIBUTE) if s.value in _OFFICES]
    return any(_EACH.match(asked.sentence.text, s.begin) for s in said)


def asked_of_each(asked: Asked) -> bool:
    """「新規は何件でレベルアップは何件」: the same asked of one group after the other."""
    if len(asked.parts) < 2:
        return False
    named = [p for p in asked.parts if not p.excluded]
    dimensions = [p.entity.dimension for p in named]
    twice = next((d for d in dimensions if d and dimensions.count(d) > 1), None)
    if twice and len(set(dimensions)) == 2:  # 「観光課って新規が何件でレベルアップが何件」
        named = [p for p in named if p.entity.dimension is twice]
    kinds = {p.entity.dimension for p in named}
    if len(named) < 2 or len(kinds) > 1 or None in kinds:
        return False
    asking = [s.begin for s in asked.sentence.all(Slot.OPERATION) if s.value is Operation.COUNT]
    asking += [
        s.begin for s in asked.sentence.all(Slot.ATTRIBUTE) if s.value is Attribute.REQUESTED
    ]
    if asking and "ずつ" in asked.sentence.text:
        return True
    edges = [*(p.begin for p in named[1:]), len(asked.sentence.text)]
    return all(
        any(p.end <= at < edge for at in asking) for p, edge in zip(named, edges, strict=True)
    )


_MOST = pattern("一番|最も|多い|多く|たくさん")


def _most(asked: Asked) -> bool:
    """「事業を一番たくさん出している部」: the phrase that counts also ranks."""
    counts = [s for s in asked.sentence.all(Slot.OPERATION) if s.value is Operation.COUNT]
    directed = bool(counts and terms(asked)) and asked.sentence.has(Slot.DIRECTION)
    return directed or any(_MOST.search(asked.sentence.text[s.begin : s.end]) for s in counts)


def counts_groups(asked: Asked) -> bool:
    """「部はいくつ」: the groups are counted, and not their projects."""
    counted = Operation.COUNT in asked.operations and (
        not asked.sentence.has(Slot.NOUN) or _how_many_terms(asked)
    )
    ranked = asked.sentence.has_any(_RANKED) or _most(asked) or asked.sentence.has(Slot.DIRECTION)
    return counted and bool(terms(asked)) and not ranked


def _how_many_terms(asked: Asked) -> bool:
    """「いくつの部が事業を出してる」「新規事業がある部はいくつ」: what counts stands at the word for groups."""
    text = asked.sentence.text
    counts = [s for s in asked.sentence.all(Slot.OPERATION) if s.value is Operation.COUNT]
    said = terms(asked)
    before = any(text[c.end : t.begin] in ("", "の") for c in counts for t in said if t.begin >= c.end)  # fmt: skip
    after = any(
        text[t.end : c.begin] in _ASKED_OF and not text.startswith("の", c.end)
        for c in counts
        for t in said
        if c.begin >= t.end
    )
    return before or after


_ASKED_OF = ("", "は", "って", "が", "は、", "は全部で")


_RANKED = frozenset({Slot.EXTREME, Slot.ORDINAL, Slot.LIMIT, Slot.PLACES})


_WITH = pattern(
    " (?:(?:with|whose|that|which|having|have|ha[sd]|is|are|the|an?|of|in|totals?|sums?|budgets?|requests?|requested|requesting|amounts?|amounting|to) )*"
)
"""What stands between groups and their bound in English: departments with a total over ¥500 million."""

_BOUND_TO = pattern(
    r"(?:の|ある|もつ|持つ|を要求して(?:い)?る|要求の|事業(?:が|の|を)?(?:ある|もつ|持つ|抱える)?|な)*"
)


def _bounded(asked: Asked) -> list[Span]:
    """「10億円を超える部」「5件以上ある課」: limits on the groups themselves."""
    text, named = asked.sentence.text, terms(asked)
    if not named:
        return []
    limits = [*asked.sentence.all(Slot.TALLY)]
    limits += [s for s in asked.sentence.all(Slot.AMOUNT) if s not in asked.spent]
    return [
        s
        for s in limits
        if any(
            (t.end <= s.begin and _WITH.fullmatch(text, t.end, s.begin))
            or (
                t.begin >= s.end
                and (fits := _BOUND_TO.fullmatch(text, s.end, t.begin))
                and (s.slot is Slot.TALLY or "事業" not in fits[0])
            )
            for t in named
        )
    ]


def dimension_of(asked: Asked) -> Dimension | None:
    """What to group by: what is said, or what the scope suggests."""
    for span in (*asked.sentence.all(Slot.DIMENSION), *terms(asked)):
        if isinstance(span.value, Dimension):
            return span.value
    offices = _offices(asked)
    return Dimension(str(offices[0].value)) if offices else _suggested(asked)


_FIELDS = (
    (Dimension.SECTION, "sections"),
    (Dimension.DEPARTMENT, "departments"),
    (Dimension.PILLAR, "pillars"),
)


def _suggested(asked: Asked) -> Dimension | None:
    named = [p.entity.dimension for p in asked.parts if not p.excluded]
    twice = [d for d in named if d and named.count(d) > 1]
    if twice:
        return twice[0]
    if asked.within:
        named += [d for d, field in _FIELDS if getattr(asked.within, field) is not None]
    if Dimension.SECTION in named:
        return Dimension.KIND
    if any(p.topic for p in asked.parts):
        return Dimension.DEPARTMENT
    if Dimension.DEPARTMENT in named:
        return Dimension.SECTION
    if Dimension.PILLAR in named:
        return Dimension.POLICY
    return None if asked.single else Dimension.DEPARTMENT


def breakdown(asked: Asked) -> Query:
    """Groups of a scope; with 一番 and the like, ranked groups; with 以上, those that reach it."""
    by = dimension_of(asked)
    average = Operation.AVERAGE in asked.operations
    counted = Operation.COUNT in asked.operations and not average
    measure = Measure.COUNT if counted else asked.measure
    each = Operation.AVERAGE if average else Operation.SUM
    scope, having = _limited(asked, by)
    said = asked.sentence.has(Slot.DIMENSION) or terms(asked) or asked.sentence.has(Slot.EXTREME)
    if by and not said and len(asked.lexicon.index.values(by, scope)) == 1:
        return Query(Operation.LIST, scope, measure)  # one group would tell nothing
    if counts_groups(asked) and not average:
        return Query(Operation.COUNT, scope, Measure.COUNT, by=by, having=having)
    whole = Query(Operation.BREAKDOWN, scope, measure, by=by, each=each, having=having)
    placed = (asked.sentence.has_any(_RANKED) and (counted or is_ordered(asked))) or _most(asked)
    if not asked.sentence.has(Slot.EXTREME) and not placed:
        return replace(whole, descending=descending(asked) if is_ordered(asked) else None)
    largest = descending(asked)
    first, limit = places(asked)
    operation = Operation.MAX if largest else Operation.MIN
    return replace(whole, operation=operation, descending=largest, first=first, limit=limit)


def _limited(asked: Asked, by: Dimension | None) -> tuple[Scope, Range | None]:
    """The scope, and the limit on its groups; a limit on groups is none on their projects (1億円以上の事業が2件以上ある部).
    Of several limits (10件以上ある部で5億円を超える部) all but the last are met by the groups of the scope.
    """
    bounded = _bounded(asked)
    money = Measure.REQUESTED if asked.measure is Measure.COUNT else asked.measure
    limits = [
        s.value if s.value.measure is Measure.COUNT else replace(s.value, measure=money)
        for s in bounded
        if isinstance(s.value, Range)
    ]
    spent = frozenset(s for s in bounded if limits and s.slot is Slot.AMOUNT)
    scope = replace(asked, spent=asked.spent | spent).scope()
    if by is None:
        return scope, limits[0] if limits else None
    for limit in limits[:-1]:
        groups = groups_of(tuple(asked.lexicon.index.take(scope)), by, limit.measure)
        scope = scope.narrow(group_scope(by, [g.key for g in groups if limit.holds(g.value)]))
    return scope, limits[-1] if limits else None


def both_ends_of_groups(asked: Asked) -> Query | None:
    """「一番高い部と一番低い部の差」: the first and the last group beside each other."""
    by = next((s.value for s in terms(asked) if isinstance(s.value, Dimension)), None)
    if by is None:
        return None
    ends = {s.value for slot in (Slot.EXTREME, Slot.DIRECTION) for s in asked.sentence.all(slot)}
    nth = asked.sentence.first(Slot.ORDINAL)
    second = nth.value if nth and isinstance(nth.value, int) and len(terms(asked)) > 1 else None
    compared = Operation.COMPARE in asked.operations and asked.sentence.has(Slot.EXTREME)
    both = {True, False} <= ends
    if not (both or (compared and second and second > 1)):
        return None
    counted = Operation.COUNT in asked.operations or "件数" in asked.sentence.text
    whole, measure = asked.scope(), Measure.COUNT if counted else asked.measure
    groups = groups_of(tuple(asked.lexicon.index.take(whole)), by, measure)
    largest = True in ends
    groups.sort(key=lambda g: -g.value if largest else g.value)
    place = -1 if both else (second or 0) - 1
    if len(groups) < 2 or place >= len(groups):
        return None
    sides = [whole.narrow(group_scope(by, [g.key])) for g in (groups[0], groups[place])]
    found = comparison(asked, sides)
    return replace(found, measure=measure) if found else None


def crossed(asked: Asked, intent: Intent) -> tuple[Intent, ...]:
    """「柱ごとに新規とレベルアップの件数」: a breakdown for each of the groups of another dimension."""
    if not isinstance(intent, Query) or intent.operation is not Operation.BREAKDOWN:
        return (intent,)
    if not asked.sentence.has(Slot.DIMENSION):
        return (intent,)
    named = [
        p for p in asked.parts if p.entity.dimension not in (None, intent.by) and not p.excluded
    ]
    dimensions = [p.entity.dimension for p in named]
    twice = next((d for d in dimensions if dimensions.count(d) > 1), None)
    each = [p for p in named if p.entity.dimension is twice]
    if twice is None or not 1 < len(each) <= MOST_TABLES:
        return (intent,)
    rest = [p for p in asked.parts if p not in each]
    return tuple(replace(intent, scope=asked.scope([*rest, part])) for part in each)


MOST_TABLES = 3
"""Breakdowns that are given side by side."""
