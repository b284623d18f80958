"""One sentence becomes one intent: which operation, over which scope, in which measure.

Decisions only, each a small function over `Asked`; what the words mean stands in the rule tables and
which projects they name in `nlp.parts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from data.index import amount
from data.model import NEW, Project
from data.query import (
    Attribute,
    Choices,
    Dimension,
    Help,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Range,
    Scope,
    Untold,
)
from nlp.lexicon import Lexicon
from nlp.outcomes import ASSESSED
from nlp.parts import Part, scope_of
from nlp.patterns import Pattern
from nlp.phrases import Slot, Span
from nlp.resolve import Reference, Sure
from nlp.sentence import Sentence
from nlp.text import normalize

TOTALS = frozenset({Operation.COUNT, Operation.SUM, Operation.AVERAGE, Operation.MEDIAN})


ASKING = frozenset(
    {
        Slot.OPERATION, Slot.ATTRIBUTE, Slot.MEASURE, Slot.EXTREME, Slot.DIMENSION, Slot.DIRECTION,
        Slot.PER_EACH, Slot.UNTOLD, Slot.HELP, Slot.SAME, Slot.MORE, Slot.ORDINAL, Slot.LIMIT,
    }
)  # fmt: skip
"""What a sentence says that asks, beyond names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything one sentence says, before it is decided what it asks.

    `dated`: the edition was chosen by a year or a stage that the question names.
    """

    sentence: Sentence
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    lexicon: Lexicon
    dated: bool = False

    @property
    def operations(self) -> list[Operation]:
        """The operations named, in order."""
        return [
            s.value for s in self.sentence.all(Slot.OPERATION) if isinstance(s.value, Operation)
        ]

    @property
    def attributes(self) -> list[Attribute]:
        """The attributes named, in order, each once."""
        named = (s.value for s in self.sentence.all(Slot.ATTRIBUTE))
        return list(dict.fromkeys(a for a in named if isinstance(a, Attribute)))

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing but names was said."""
        return not self.sentence.has_any(ASKING)

    @property
    def single(self) -> Project | None:
        """The one project that was named, if it was one."""
        named = [p for p in self.parts if not p.excluded]
        ids = {i for p in named if p.is_project for i in p.entity.scope.projects or ()}
        return self.lexicon.index.project(ids.pop()) if len(ids) == 1 else None


def compose(asked: Asked) -> Intent:
    """The intent of a sentence that stands alone."""
    edition = asked.lexicon.edition.id
    if (asked.sentence.has(Slot.HELP) and not asked.parts) or _says_nothing(asked):
        return Help(edition)
    refused = _untold(asked) or _other_year(asked) or _incomparable(asked)
    if refused:
        return refused
    absent = next((r for r in asked.references if r.sure is Sure.ABSENT), None)
    if absent:
        return NotFound(edition, absent.mention.text, tuple(p.id for p in absent.near))
    missing = _missing_number(asked)
    if missing:
        return missing
    chained = _chained(asked)
    if chained:
        return chained
    odd = _contradicted(asked) or _uncomputed(asked)
    if odd:
        return odd
    several = next((r for r in asked.references if r.sure is Sure.SEVERAL), None)
    if several:
        return _several(asked, several)
    return query_of(asked)


def _says_nothing(asked: Asked) -> bool:
    """A greeting, a thank-you: no name, no question."""
    said = (
        Slot.OUTCOME,
        Slot.AMOUNT,
        Slot.NUMBER,
        Slot.NOUN,
        Slot.WHOLE,
        Slot.TERM,
        Slot.PILLAR_NUMBER,
    )
    named = asked.parts or asked.references or any(asked.sentence.has(s) for s in said)
    return not named and (asked.asks_nothing or _only_how_much(asked))


def _only_how_much(asked: Asked) -> bool:
    """「いくら？」「担当は？」 alone, with nothing before it: of what is not said."""
    asking = [s for s in asked.sentence.spans if s.slot in ASKING]
    text = asked.sentence.text
    if all(s.slot is Slot.ATTRIBUTE and s.value is not Attribute.REQUESTED for s in asking):
        return True
    return all(
        s.value is Attribute.REQUESTED
        and not re.search("予算|要求|よさん|ようきゅう|budget|request", text[s.begin : s.end])
        for s in asking
    )


def _untold(asked: Asked) -> Intent | None:
    """What the list cannot tell, whoever is asked about."""
    span = asked.sentence.first(Slot.UNTOLD)
    if not span or not isinstance(span.value, Untold):
        return None
    if asked.sentence.has(Slot.OUTCOME) and span.value in (Untold.DECISION, Untold.LAST_YEAR):
        return None
    if span.value is Untold.DECISION and asked.lexicon.has_budget:
        return None
    if span.value is Untold.LAST_YEAR and asked.dated:
        return None
    about = (asked.single.id,) if asked.single else ()
    if asked.single and span.value is Untold.USERS and _counted_in(asked, span, asked.single):
        return None
    return OutOfScope(asked.lexicon.edition.id, span.value, about)


def _counted_in(asked: Asked, span: Span, project: Project) -> bool:
    """「何台買う」: whether the description says a number of just that."""
    counter = asked.sentence.text[span.begin : span.end].removeprefix("何")[:1]
    return bool(re.search(rf"[0-9]{counter}", normalize(project.description))) if counter else False


def _other_year(asked: Asked) -> Intent | None:
    """A fiscal year of which no list is kept here."""
    edition = asked.lexicon.edition.id
    if any(s.value != edition.fiscal_year for s in asked.sentence.all(Slot.YEAR)):
        about = (asked.single.id,) if asked.single else ()
        return OutOfScope(edition, Untold.OTHER_EDITION, about)
    return None


def _incomparable(asked: Asked) -> Intent | None:
    """A change that no two lists kept here can tell."""
    for span in asked.sentence.all(Slot.OUTCOME):
        if not any(p.begin == span.begin for p in asked.parts):
            decided = span.value in ASSESSED
            reason = Untold.DECISION if decided else Untold.LAST_YEAR
            about = (asked.single.id,) if asked.single else ()
            return OutOfScope(asked.lexicon.edition.id, reason, about)
    return None


def _missing_number(asked: Asked) -> Intent | None:
    """No.64 of a list that ends with 63, 柱9 of a list with four."""
    edition = asked.lexicon.edition.id
    for span in (*asked.sentence.all(Slot.NUMBER), *asked.sentence.all(Slot.PILLAR_NUMBER)):
        if not any(p.begin == span.begin for p in asked.parts):
            return NotFound(edition, asked.sentence.text[span.begin : span.end])
    return None


def _chained(asked: Asked) -> Intent | None:
    """Two names where one only describes the other (高齢者の学習支援) are no list of two."""
    named = [p for p in asked.parts if p.is_project and not p.excluded]
    text = asked.sentence.text
    for one, other in pairwise(named):
        if text[one.end : other.begin] in ("の", "における", "での", "向けの"):
            both = asked.lexicon.index.take(scope_of([one, other], (), asked.lexicon))
            base = detail(asked, ())
            if len(both) > 1:
                return Choices(
                    tuple(replace(base, scope=asked.lexicon.of_projects([p])) for p in both)
                )
    return None


_PLACES = (Dimension.DEPARTMENT, Dimension.SECTION, Dimension.PILLAR, Dimension.POLICY)


def _contradicted(asked: Asked) -> Intent | None:
    """「建築課の母子手帳アプリ」, which another section runs: the list holds no such thing."""
    project = asked.single
    places = [p for p in asked.parts if p.entity.dimension in _PLACES and not p.excluded]
    wants = {Operation.COMPARE, Operation.SHARE, Operation.SUM} & set(asked.operations)
    if not project or not places or wants or asked.sentence.has(Slot.PER_EACH):
        return None
    named = next(p for p in asked.parts if p.is_project)
    if any(p.begin > named.begin for p in places):
        return None  # 「防災ラジオは防災課？」 asks; it does not claim
    scope = asked.lexicon.whole.narrow(named.entity.scope)
    if all(asked.lexicon.index.select(scope.narrow(p.entity.scope)) for p in places):
        return None
    words = asked.sentence.text[places[0].begin : named.end]
    return NotFound(asked.lexicon.edition.id, words, (project.id,))


def _uncomputed(asked: Asked) -> Intent | None:
    """An average of each group: not computed here, and never passed off as a sum."""
    middle = {Operation.AVERAGE, Operation.MEDIAN} & set(asked.operations)
    if middle and grouping(asked) and not asked.single:
        return OutOfScope(asked.lexicon.edition.id, Untold.UNRELATED)
    return None


def _several(asked: Asked, reference: Reference) -> Intent:
    """Several names fit: whoever asks for a list or a total means all, who asks for one must choose."""
    wants = set(asked.operations)
    compared = Operation.COMPARE in wants or asked.sentence.has(Slot.PER_EACH)
    if (
        wants & (TOTALS | {Operation.LIST, Operation.SHARE, Operation.BREAKDOWN})
        or compared
        or asked.sentence.has(Slot.EXTREME)
        or asked.sentence.has(Slot.ABOUT)
    ):
        scope = Scope(
            projects=frozenset(p.id for p in reference.projects), topic=reference.mention.text
        )
        from nlp.lexicon import Entity, project_entity  # noqa: PLC0415

        mention = reference.mention
        if compared:
            found = [
                Part(mention.begin, mention.end, project_entity(p)) for p in reference.projects[:2]
            ]
        else:
            found = [
                Part(mention.begin, mention.end, Entity(None, scope, mention.text), topic=True)
            ]
        rest = tuple(r for r in asked.references if r is not reference)
        return compose(replace(asked, parts=(*asked.parts, *found), references=rest))
    base = detail(asked, ())
    options = tuple(replace(base, scope=asked.lexicon.of_projects([p])) for p in reference.projects)
    return Choices(options)


def ranges(asked: Asked) -> tuple[Range, ...]:
    """The amounts named, in the measure they were named for."""
    measure = measure_of(asked)
    kept = measure if measure is not Measure.COUNT else Measure.REQUESTED
    return tuple(
        replace(s.value, measure=kept)
        for s in asked.sentence.all(Slot.AMOUNT)
        if isinstance(s.value, Range)
    )


def measure_of(asked: Asked) -> Measure:
    """Which money is asked for; rows where things are counted."""
    named = [s for s in asked.sentence.all(Slot.MEASURE) if isinstance(s.value, Measure)]
    if asked.sentence.has(Slot.LACKING):
        return Measure.REQUESTED
    for span in named:
        if span.value is Measure.BUDGET and not asked.lexicon.has_budget:
            continue
        if any(s.begin == span.end for s in asked.sentence.all(Slot.RESET)):
            continue  # レベルアップ分じゃなくて
        return Measure(span.value)  # type: ignore[arg-type]
    if asked.lexicon.has_budget and _says_budget(asked):
        return Measure.BUDGET
    return Measure.REQUESTED


def _says_budget(asked: Asked) -> bool:
    """予算 without 要求, or what was decided, where the edition knows budgets."""
    for span in asked.sentence.all(Slot.ATTRIBUTE):
        said = asked.sentence.text[span.begin : span.end]
        if (
            ("予算" in said and "要求" not in said)
            or "よさん" in said
            or ("budget" in said and "request" not in said)
        ):
            return True
    return any(s.value is Untold.DECISION for s in asked.sentence.all(Slot.UNTOLD))


def query_of(asked: Asked) -> Query:
    """The query of a sentence whose names are all resolved."""
    sentence, operations = asked.sentence, asked.operations
    if Operation.COMPARE in operations or sentence.has(Slot.PER_EACH):
        compared = None if _asks_which(asked) else comparison(asked, _sides(asked))
        if compared:
            return compared
    if Operation.SHARE in operations:
        return _shares(asked) or share(asked)
    both = _both_ends(asked)
    if both:
        return both
    if grouping(asked) and _by(asked) is not None:
        return breakdown(asked)
    if sentence.has(Slot.EXTREME) or _ordered(asked):
        return ranking(asked)
    if _lists_groups(asked):
        return breakdown(asked)
    return plain(asked)


def _lists_groups(asked: Asked) -> bool:
    """「部の一覧」「どんな課がある？」: the groups themselves, and not their projects."""
    if asked.sentence.has(Slot.NOUN) or asked.single or asked.attributes:
        return False
    if set(asked.operations) - {Operation.LIST}:
        return False
    return any(not _belongs(asked, s.end) for s in asked.sentence.all(Slot.TERM))


def plain(asked: Asked) -> Query:
    """Neither compared, shared, grouped nor ranked: a project's fields, a total, or a list."""
    scope = scope_of(asked.parts, ranges(asked), asked.lexicon)
    total = next((o for o in asked.operations if o in TOTALS), None)
    if any(
        s.value is Operation.LIST and "どの事業" in asked.sentence.text[s.begin : s.end]
        for s in asked.sentence.all(Slot.OPERATION)
    ):
        total = None
    named = {p.entity.scope for p in asked.parts if p.is_project and not p.excluded}
    if named and not any(p.topic for p in asked.parts):
        if total is None and _together(asked, len(named)):
            total = Operation.SUM
        if len(named) == 1 or total is None:
            return detail(asked, asked.parts)
    if total and _miscounted(asked, scope):
        return Query(Operation.LIST, scope, measure_of(asked))
    if total:
        return Query(
            total, scope, measure_of(asked) if total is not Operation.COUNT else Measure.REQUESTED
        )
    money = Attribute.REQUESTED in asked.attributes or asked.sentence.has(Slot.MEASURE)
    if money and Operation.LIST not in asked.operations and not asked.sentence.has(Slot.AMOUNT):
        return Query(Operation.SUM, scope, measure_of(asked))
    return Query(Operation.LIST, scope, measure_of(asked))


def _miscounted(asked: Asked, scope: Scope) -> bool:
    """「3事業の合計」 of what are not three: what there is, and no sum."""
    limit = asked.sentence.first(Slot.LIMIT)
    if not limit or not isinstance(limit.value, int):
        return False
    return len(asked.lexicon.index.select(scope)) != limit.value


def _together(asked: Asked, named: int) -> bool:
    """「2つでいくら」: as many as were named, as one sum."""
    limit = asked.sentence.first(Slot.LIMIT) or asked.sentence.first(Slot.AND)
    if not limit or Attribute.REQUESTED not in asked.attributes or named < 2:
        return False
    counted = limit.value is None or limit.value == named
    return counted and asked.sentence.text.startswith("で", limit.end)


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
    narrowed = scope_of(parts, (), asked.lexicon)
    attributes = attributes_of(asked) or _expenses(asked)
    inside = asked.lexicon.index.select(narrowed)
    if groups and inside and len(inside) < len(asked.lexicon.index.select(scope)):
        scope = narrowed
    elif groups and not attributes:
        attributes = tuple(
            dict.fromkeys(
                _GROUPS[g.entity.dimension] for g in groups if g.entity.dimension in _GROUPS
            )
        )
    elif groups and not inside:
        attributes = (
            *attributes,
            *(_GROUPS[g.entity.dimension] for g in groups if g.entity.dimension in _GROUPS),
        )
    return Query(Operation.DETAIL, scope, measure_of(asked), tuple(dict.fromkeys(attributes)))


def _expenses(asked: Asked) -> tuple[Attribute, ...]:
    """「みなと科学館の管理運営費」: a name that ends with 費 asks for the money."""
    ends = [asked.sentence.text[p.end - 1 : p.end + 1] for p in asked.parts]
    return (Attribute.REQUESTED,) if any("費" in e for e in ends) else ()


_MONEY = {
    Measure.REQUESTED: Attribute.REQUESTED,
    Measure.REQUESTED_LEVELUP: Attribute.REQUESTED_LEVELUP,
    Measure.BUDGET: Attribute.BUDGET,
    Measure.BUDGET_LEVELUP: Attribute.BUDGET_LEVELUP,
}


def attributes_of(asked: Asked) -> tuple[Attribute, ...]:
    """The fields asked for; an amount word beside a measure is that measure, unless both are said."""
    found: list[Attribute] = []
    measure = _MONEY.get(measure_of(asked), Attribute.REQUESTED)
    for attribute in asked.attributes:
        if attribute is not Attribute.REQUESTED:
            found.append(attribute)
        elif measure is Attribute.REQUESTED or _both_amounts(asked):
            found.append(Attribute.REQUESTED)
    if (
        measure is not Attribute.REQUESTED
        or asked.sentence.has(Slot.MEASURE)
        or Operation.SUM in asked.operations
    ):
        found.append(measure)
    return tuple(dict.fromkeys(found))


_AND = Pattern(r"いくらで|[とや、,&・]|および|及び|ならびに|両方|も")


def _both_amounts(asked: Asked) -> bool:
    """「要求額と、うちレベルアップ分」: the amount word is one thing, the measure another."""
    measure = asked.sentence.first(Slot.MEASURE)
    words = [s for s in asked.sentence.all(Slot.ATTRIBUTE) if s.value is Attribute.REQUESTED]
    if not measure:
        return False
    text = asked.sentence.text
    return any(
        w.end <= measure.begin and w.end - w.begin >= 2 and _AND.search(text[w.end : measure.begin])
        for w in words
    ) or asked.sentence.has(Slot.AND)


def _asks_which(asked: Asked) -> bool:
    """「一般会計？国保会計？どっち」 beside one project asks for its field."""
    fields = (Dimension.KIND, Dimension.ACCOUNT)
    groups = [p.entity.dimension for p in asked.parts if p.entity.dimension]
    return asked.single is not None and bool(groups) and all(g in fields for g in groups)


_BASE_AFTER = Pattern(r"(?:に|と)(?:比べ|くらべ|対し)|より|の何倍|の何ばい|を基準")


def _sides(asked: Asked) -> list[Scope]:
    """The sides of a comparison, in the order they were named."""
    named = [p for p in asked.parts if not p.excluded]
    named.sort(key=lambda p: bool(_BASE_AFTER.match(asked.sentence.text, p.end)))
    dimensions = [p.entity.dimension for p in named]
    for dimension in (None, *Dimension):
        sides = [p for p, d in zip(named, dimensions, strict=True) if d is dimension]
        if len(sides) >= 2:
            rest = [p for p in asked.parts if p not in sides]
            return [scope_of([side, *rest], ranges(asked), asked.lexicon) for side in sides]
    if len(named) >= 2:
        return [scope_of([part], ranges(asked), asked.lexicon) for part in named]
    return []


def comparison(asked: Asked, sides: list[Scope]) -> Query | None:
    """Two or more sides against each other; None where there is only one."""
    if len(sides) < 2:
        return None
    measure = Measure.COUNT if Operation.COUNT in asked.operations else measure_of(asked)
    ids = [s.projects for s in sides]
    scope = Scope(editions=sides[0].editions)
    if all(i is not None for i in ids):
        scope = replace(scope, projects=frozenset().union(*(i for i in ids if i is not None)))
    return Query(
        Operation.COMPARE,
        scope,
        measure,
        parts=tuple(sides),
        per_each=asked.sentence.has(Slot.PER_EACH),
    )


def _shares(asked: Asked) -> Query | None:
    """「新規とレベルアップの割合」: the parts of one dimension beside each other."""
    named = [p.entity.dimension for p in asked.parts if p.entity.dimension and not p.excluded]
    twice = next((d for d in named if named.count(d) > 1), None)
    if twice is None or any(_WHOLE_AFTER.match(asked.sentence.text, p.end) for p in asked.parts):
        return None
    scope = scope_of(asked.parts, ranges(asked), asked.lexicon)
    measure = Measure.COUNT if Operation.COUNT in asked.operations else measure_of(asked)
    return Query(Operation.BREAKDOWN, scope, measure, by=twice)


_OF_WHICH = Pattern(
    r"\s?の?(?:要求額|予算|総額|合計)?の?(?:全体)?の?(?:何(?:%|パーセント|ぱーせんと|割)|割合)"
)
_WHOLE_AFTER = Pattern(
    r"\s?(?:の?(?:事業|要求額|予算|総額|合計)?)?(?:全体|に占める|のうち|の中|内(?:で|の)|における|に対する)"
)


def share(asked: Asked) -> Query:
    """A part of a whole: what is said with 全体, のうち or に占める is the whole."""
    text = asked.sentence.text
    wholes = [p for p in asked.parts if _WHOLE_AFTER.match(text, p.end)]
    if not wholes and len(asked.parts) > 1:
        wholes = [p for p in asked.parts if _OF_WHICH.match(text, p.end)]
    parts = [p for p in asked.parts if p not in wholes]
    measure = Measure.COUNT if Operation.COUNT in asked.operations else measure_of(asked)
    within = ranges(asked)
    if wholes and not parts and not within:
        scope = scope_of(wholes, (), asked.lexicon)
        same = measure in (Measure.REQUESTED_LEVELUP, Measure.NEW_MONEY, Measure.BUDGET)
        return Query(Operation.SHARE, scope, measure, parts=(scope,) if same else ())
    scope = scope_of([*parts, *wholes], within, asked.lexicon)
    if wholes:
        return Query(Operation.SHARE, scope, measure, parts=(scope_of(wholes, (), asked.lexicon),))
    whole = measure in (Measure.REQUESTED_LEVELUP, Measure.NEW_MONEY, Measure.BUDGET)
    return Query(Operation.SHARE, scope, measure, parts=(scope,) if whole else ())


def grouping(asked: Asked) -> bool:
    """Whether groups are asked for: 部ごと, 内訳, どの部が一番."""
    sentence = asked.sentence
    projects = {p.entity.scope for p in asked.parts if p.is_project}
    if sentence.has(Slot.DIMENSION):
        return True
    if Operation.BREAKDOWN in asked.operations:
        return len(projects) < 2  # それぞれ of projects that are named means each of them
    which = _asks_for_office(asked)
    terms = [s for s in sentence.all(Slot.TERM) if not _belongs(asked, s.end)]
    return sentence.has(Slot.EXTREME) and (bool(terms) or which) and not asked.single


def _asks_for_office(asked: Asked) -> bool:
    """「どの課が一番」; in 「一番高い事業の担当は」 the office is a field of the project."""
    extreme = asked.sentence.first(Slot.EXTREME)
    return any(
        s.value in (Attribute.DEPARTMENT, Attribute.SECTION)
        and not (extreme and extreme.begin < s.begin and asked.sentence.has(Slot.NOUN))
        for s in asked.sentence.all(Slot.ATTRIBUTE)
    )


def _belongs(asked: Asked, end: int) -> bool:
    """「その他」の柱の, 小柱「…」: a term beside a named group only says what the group is."""
    groups = [p for p in asked.parts if p.entity.dimension]
    return any(0 <= end - p.end <= 4 or 0 <= p.begin - end <= 1 for p in groups)


def _by(asked: Asked) -> Dimension | None:
    """What to group by: what is said, or what the scope suggests."""
    for slot in (Slot.DIMENSION, Slot.TERM):
        for span in asked.sentence.all(slot):
            if isinstance(span.value, Dimension) and (
                slot is Slot.DIMENSION or not _belongs(asked, span.end)
            ):
                return span.value
    for attribute in asked.attributes:
        if attribute in (Attribute.DEPARTMENT, Attribute.SECTION):
            return Dimension(attribute.value)
    named = [p.entity.dimension for p in asked.parts if not p.excluded]
    twice = [d for d in named if d and named.count(d) > 1]
    if twice:
        return twice[0]
    if Dimension.SECTION in named or any(p.topic for p in asked.parts):
        return Dimension.KIND if Dimension.SECTION in named else Dimension.DEPARTMENT
    if Dimension.DEPARTMENT in named:
        return Dimension.SECTION
    if Dimension.PILLAR in named:
        return Dimension.POLICY
    return None if asked.single else Dimension.DEPARTMENT


def breakdown(asked: Asked) -> Query:
    """Groups of a scope; with 一番 and the like, ranked groups."""
    by = _by(asked)
    counted = Operation.COUNT in asked.operations
    measure = Measure.COUNT if counted else measure_of(asked)
    parts = list(asked.parts)
    same = [p for p in parts if p.entity.dimension is by and not p.excluded]
    scope = scope_of(
        [p for p in parts if p not in same or len(same) == 1 or True], ranges(asked), asked.lexicon
    )
    if not asked.sentence.has(Slot.EXTREME):
        ordered = True if _ordered(asked) else None
        return Query(Operation.BREAKDOWN, scope, measure, by=by, descending=ordered)
    largest = descending(asked)
    first, limit = places(asked)
    operation = Operation.MAX if largest else Operation.MIN
    return Query(operation, scope, measure, by=by, descending=largest, first=first, limit=limit)


def descending(asked: Asked) -> bool:
    """Largest first, unless the smallest are asked for."""
    said = [s.value for s in asked.sentence.all(Slot.EXTREME) if s.value is not None]
    said += [s.value for s in asked.sentence.all(Slot.DIRECTION) if s.value is not None]
    smallest = [v for v in said if v is False]
    return not smallest


def _ordered(asked: Asked) -> bool:
    """高い順に, 大きいほうから: a direction and an order, or a direction and a place."""
    spans = asked.sentence.all(Slot.DIRECTION)
    order = any(s.value is None for s in spans)
    direction = any(s.value is not None for s in spans)
    placed = asked.sentence.has(Slot.ORDINAL) or asked.sentence.has(Slot.LIMIT)
    if any(
        asked.sentence.text[s.begin : s.end].endswith("位")
        for s in asked.sentence.all(Slot.ORDINAL)
    ):
        return True
    return (
        (order and direction)
        or (direction and (placed or (not asked.attributes and not asked.operations)))
        or (order and placed)
    )


def places(asked: Asked) -> tuple[int, int]:
    """Which ranks: トップ5 from the first, 2番目 alone."""
    limit = asked.sentence.first(Slot.LIMIT)
    ordinal = asked.sentence.first(Slot.ORDINAL)
    if ordinal and isinstance(ordinal.value, int):
        return ordinal.value, 1
    return 1, limit.value if limit and isinstance(limit.value, int) else 1


def top(asked: Asked, first: int, limit: int, *, largest: bool) -> Scope:
    """The projects at some ranks of what a sentence names, as a scope of their own."""
    scope, measure = scope_of(asked.parts, ranges(asked), asked.lexicon), measure_of(asked)
    valued = [(amount(p, measure), p) for p in asked.lexicon.index.take(scope)]
    rows = sorted(((v, p) for v, p in valued if v is not None), key=lambda r: r[0], reverse=largest)
    return asked.lexicon.of_projects(p for _, p in rows[first - 1 : first - 1 + limit])


def _both_ends(asked: Asked) -> Query | None:
    """「最大の事業と最小の事業の差」: the two ends beside each other."""
    ends = {s.value for s in asked.sentence.all(Slot.EXTREME)}
    ends |= {s.value for s in asked.sentence.all(Slot.DIRECTION)} - {None}
    if not {True, False} <= ends or not asked.sentence.has(Slot.EXTREME):
        return None
    sides = [top(asked, 1, 1, largest=True), top(asked, 1, 1, largest=False)]
    return comparison(asked, sides) if all(s.projects for s in sides) else None


def ranking(asked: Asked) -> Query:
    """The largest or smallest projects of a scope, or all of it in order."""
    named = [p for p in asked.parts if p.is_project and not p.excluded]
    scope = scope_of(asked.parts, ranges(asked), asked.lexicon)
    largest = descending(asked)
    first, limit = places(asked)
    measure = measure_of(asked)
    if asked.single and len(named) == 1:
        return detail(asked, asked.parts)
    sides = comparison(asked, _sides(asked)) if len(named) == 2 else None
    if sides:
        return sides
    placed = asked.sentence.has(Slot.LIMIT) or asked.sentence.has(Slot.ORDINAL)
    total = next((o for o in asked.operations if o in TOTALS and o is not Operation.COUNT), None)
    if total and limit > 1:
        return Query(total, top(asked, first, limit, largest=largest), measure)
    if not asked.sentence.has(Slot.EXTREME) and not placed:
        return Query(Operation.LIST, scope, measure, descending=largest)
    operation = Operation.MAX if largest else Operation.MIN
    return Query(operation, scope, measure, descending=largest, first=first, limit=limit)


def new_kinds(lexicon: Lexicon) -> frozenset[str]:
    """The kinds of this edition that say new."""
    return frozenset(p.kind for p in lexicon.projects if p.kind.startswith(NEW))
