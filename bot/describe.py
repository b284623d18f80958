"""How a question was read, in one line: 「防災課 × 新規 の要求額の合計」.

Pure: an intent and an index in, a line of HTML-safe text out. Says only what the intent holds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from operator import attrgetter
from typing import assert_never

from bot.locales.base import Locale
from bot.voice import Voice
from data.index import Index
from data.model import Edition, EditionId, Policy, ProjectId, Section, Yen
from data.query import (
    SHARES,
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
)

NAMED = 3
"""Up to this many projects or values are said by name."""


def edition_of(scope: Scope, index: Index) -> Edition:
    """The edition a scope is about; the newest of several, or of the whole index."""
    if scope.editions is not None and len(scope.editions) == 1:
        known = index.by_id.get(next(iter(scope.editions)))
        if known is not None:
            return known
    ids = [e for e in scope.editions or () if e in index.by_id]
    if not ids and scope.projects:
        ids = [p.edition for p in scope.projects if p.edition in index.by_id]
    chosen = max(ids) if ids else index.newest()
    return index.by_id[chosen] if chosen else index.editions[-1]


def value_name(value: Hashable, locale: Locale, *, within: bool = False) -> str:
    """The name of a value; `within` leaves out the department of a section, the pillar of a policy."""
    if value is None or value == "":
        return locale.words.unnamed
    if isinstance(value, Section):
        names = (value.name,) if within and value.name else (value.department, value.name)
        return " ".join(locale.name(n) for n in names if n) or locale.words.unnamed
    if isinstance(value, Policy):
        name = locale.name(value.name)
        return name if within or not value.pillar else f"{locale.name(value.pillar)} {name}"
    return locale.name(str(value))


def key_name(value: Hashable, voice: Voice, *, within: bool = False) -> str:
    """The name of a group's key; an edition by its year and stage."""
    edition = voice.index.by_id.get(value) if isinstance(value, EditionId) else None
    return (
        voice.edition_name(edition) if edition else value_name(value, voice.locale, within=within)
    )


def describe(intent: Intent, voice: Voice) -> str:
    """One line that says how an intent reads."""
    match intent:
        case Query():
            return _query(intent, voice)
        case Choices():
            return " / ".join(_query(q, voice) for q in intent.options)
        case NotFound():
            return voice.locale.published(intent.words)
        case OutOfScope():
            return voice.locale.words.untold[intent.reason]
        case Help():
            return "/help"
        case _:
            assert_never(intent)


def _query(query: Query, voice: Voice) -> str:
    locale = voice.locale
    by = locale.words.dimensions[query.by] if query.by else ""
    what = _what(query, voice)
    if locale.conditions.join in what:
        what += " "  # so that what follows belongs to all of the conditions
    measure = voice.measure(query.measure)
    if query.each is Operation.AVERAGE:
        measure = locale.say.averaged.format(measure=measure)
    text = _template(query, locale).format(
        what=what,
        measure=measure,
        by=by,
        n=query.limit or 0,
        first=query.first,
        size=_size(query, locale),
    )
    if query.having:
        text = locale.say.having.format(text=text, bounds=_range(query.having, voice), by=by)
    return text.replace("  ", " ").strip()


def _size(query: Query, locale: Locale) -> str:
    words = locale.words
    if query.measure is Measure.COUNT:
        return words.fewest if query.operation is Operation.MIN else words.most
    return words.smallest if query.operation is Operation.MIN else words.largest


_PLAIN = frozenset({Measure.REQUESTED, Measure.COUNT, *SHARES})
"""What rows show need not be said: the request, or no money at all."""


def _template(query: Query, locale: Locale) -> str:
    say = locale.say
    if query.operation is Operation.LIST and query.measure not in _PLAIN:
        return say.list_of_money
    if query.operation is Operation.COUNT and query.by:
        return say.group_number
    if query.operation not in {Operation.MAX, Operation.MIN}:
        return locale.words.readings[query.operation]
    if query.first > 1:
        return say.place_nth_group if query.by else say.place_nth
    if query.by:
        return say.place_group
    return say.place_many if (query.limit or 1) > 1 else say.place_one


def _what(query: Query, voice: Voice) -> str:
    if query.operation is Operation.COMPARE:
        return voice.locale.say.versus.join(describe_scope(p, voice) for p in query.parts)
    if query.operation is Operation.DETAIL and query.scope.projects:
        return _projects(query.scope.projects, voice)
    return describe_scope(query.scope, voice)


def describe_scope(scope: Scope, voice: Voice) -> str:
    """The conditions of a scope, or that there are none."""
    said = list(_conditions(scope, voice))
    return voice.locale.conditions.join.join(said) or voice.locale.words.everything


_DIMENSIONS = (
    Dimension.DEPARTMENT,
    Dimension.SECTION,
    Dimension.KIND,
    Dimension.PILLAR,
    Dimension.POLICY,
    Dimension.ACCOUNT,
)
"""The dimensions of which a scope holds values, in the order in which they are said."""

_WANTED = attrgetter("departments", "sections", "kinds", "pillars", "policies", "accounts")
"""Those values."""


def _conditions(scope: Scope, voice: Voice) -> Iterable[str]:
    index, locale = voice.index, voice.locale
    if scope.editions is not None and not _is_current(scope, voice):
        known = [index.by_id[e] for e in sorted(scope.editions) if e in index.by_id]
        yield locale.conditions.either.join(map(voice.edition_name, known))
    if scope.label:
        yield locale.published(scope.label)
    if scope.topic:
        yield locale.conditions.topic.format(topic=locale.published(scope.topic))
    elif scope.projects is not None and not scope.label:
        yield _projects(scope.projects, voice)
    for dimension, wanted in zip(_DIMENSIONS, _WANTED(scope), strict=True):
        if wanted is not None:
            yield _either(wanted, partial(_values, index, dimension, scope), locale)
    for bounds in scope.ranges:
        yield _range(bounds, voice)


def _values(index: Index, dimension: Dimension, scope: Scope) -> list[Hashable]:
    """The values of a dimension in the editions of a scope."""
    return index.values(dimension, Scope(editions=scope.editions))


def _is_current(scope: Scope, voice: Voice) -> bool:
    """Whether a scope is of the newest list of the ward that is spoken of, which goes without saying."""
    if voice.spans:
        return False
    if len(voice.index.editions) == 1:
        return True
    newest = voice.index.newest(voice.edition.id.municipality)
    return newest is not None and scope.editions == frozenset({newest})


def _projects(ids: frozenset[ProjectId], voice: Voice) -> str:
    locale = voice.locale
    if not ids:
        return locale.words.nothing
    if len(ids) > NAMED:
        return locale.conditions.some.format(n=len(ids))
    found = (voice.index.project(i) for i in sorted(ids))
    return locale.conditions.either.join(locale.subject(p) for p in found if p)


def _either(
    wanted: frozenset[Hashable], known: Callable[[], Iterable[Hashable]], locale: Locale
) -> str:
    """Any of the values; where nearly all are wanted, which are not. `known` is asked only then."""
    if not wanted:
        return locale.words.nothing
    if len(wanted) == 1:
        return _names(wanted, locale)
    everything = list(known())
    left = [v for v in everything if v not in wanted]
    if left and len(left) < NAMED < len(wanted):
        return locale.conditions.all_but.format(names=_names(left, locale))
    return _names([v for v in everything if v in wanted] or sorted(wanted, key=str), locale)


def _names(values: Iterable[Hashable], locale: Locale) -> str:
    return locale.conditions.either.join(
        dict.fromkeys(value_name(v, locale, within=True) for v in values)
    )


def _range(bounds: Range, voice: Voice) -> str:
    how = voice.locale.conditions
    if bounds.low == 1 and bounds.high is None and bounds.measure is not Measure.COUNT:
        return how.some_of.format(measure=voice.measure(bounds.measure))
    said = how.and_also.join(_bounds(bounds, voice.locale))
    return how.bounds.format(measure=voice.measure(bounds.measure), bounds=said)


def _bounds(bounds: Range, locale: Locale) -> Iterable[str]:
    how, low, high = locale.conditions, bounds.low, bounds.high
    rows = bounds.measure is Measure.COUNT

    def shown(limit: int) -> str:
        if bounds.measure in SHARES:
            return f"{limit / 10_000:g}%"
        return how.counted.format(n=limit) if rows else locale.amount(limit)

    if low is not None and low == high:
        yield how.exactly.format(amount=shown(low))
        return
    if low is not None:
        over = not rows and _rounder(low - 1, low)
        template, limit = (how.more_than, low - 1) if over else (how.at_least, low)
        yield template.format(amount=shown(limit))
    if high is not None:
        under = not rows and _rounder(high + 1, high)
        template, limit = (how.less_than, high + 1) if under else (how.at_most, high)
        yield template.format(amount=shown(limit))


def _rounder(one: Yen, other: Yen) -> bool:
    """Whether a bound is the round number people say, its neighbour being the exact limit."""
    return one > 0 and one % 1_000 == 0 and other % 1_000 != 0
