"""What people do next, as rows of buttons under an answer. A button is a label and a query, no state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from typing import assert_never

from msgspec.structs import replace

from bot.asides import examples, only, option_names
from bot.message import Button, Chart, Export, Show
from bot.voice import Voice
from data.answer import PAGE
from data.answers import (
    Absent,
    Answer,
    Breakdown,
    Comparison,
    Details,
    Guidance,
    Listing,
    Offer,
    Ranking,
    Refusal,
    Share,
    Total,
)
from data.index import section_of
from data.model import Project, ProjectId
from data.query import Attribute, Dimension, Operation, Query, Scope

Row = tuple[Button, ...]

LONGEST_LABEL = 40
"""Characters of a button's label that phones show."""

OFFERED = 8
"""Choices that stand as buttons."""


def buttons(answer: Answer, voice: Voice) -> tuple[Row, ...]:
    """The rows of buttons of an answer."""
    match answer:
        case Details():
            rows = _details(answer, voice)
        case Listing():
            rows = _listing(answer, voice)
        case Total():
            rows = _total(answer, voice)
        case Ranking():
            rows = _ranking(answer, voice)
        case Breakdown():
            rows = _breakdown(answer, voice)
        case Share() | Comparison():
            rows = _two(answer, voice)
        case Offer():
            rows = _offer(answer, voice)
        case Absent():
            rows = named(answer.nearest[:5], voice)
        case Refusal():
            rows = named(answer.about[:3], voice)
        case Guidance():
            rows = _examples(voice)
        case _:
            assert_never(answer)
    return tuple(filter(None, rows))


def _show(label: str, query: Query) -> Button:
    return Button(label, Show(query))


def _details(answer: Details, voice: Voice) -> Iterable[Row]:
    query = answer.query
    if len(answer.projects) != 1:
        yield from named(answer.projects[:5], voice)
        return
    project = answer.projects[0]
    sourced = Attribute.SOURCE in query.attributes
    key = ("buttons", project.id, bool(query.attributes), sourced)
    yield from voice.remembered(key, lambda: tuple(_around(project, query, voice)))


def _around(project: Project, query: Query, voice: Voice) -> Iterable[Row]:
    """What one asks next of a project: more of it, where it is printed, and its neighbours."""
    labels, scope = voice.locale.labels, only(project.id)
    first = []
    if query.attributes:
        first.append(_show(labels.details, Query(Operation.DETAIL, scope)))
    if Attribute.SOURCE not in query.attributes:
        where = Query(Operation.DETAIL, scope, attributes=(Attribute.SOURCE,))
        first.append(_show(labels.source, where))
    yield tuple(first)
    yield tuple(_neighbours(project, voice))


def _neighbours(project: Project, voice: Voice) -> Iterable[Button]:
    labels, here = voice.locale.labels, frozenset({project.edition})
    section = Scope(editions=here, sections=frozenset({section_of(project)}))
    yield _show(labels.same_section, Query(Operation.LIST, section))
    if project.pillar:
        pillar = Scope(editions=here, pillars=frozenset({project.pillar}))
        by = Dimension.POLICY if project.policy else Dimension.DEPARTMENT
        yield _show(labels.pillar, Query(Operation.BREAKDOWN, pillar, by=by))


def _listing(answer: Listing, voice: Voice) -> Iterable[Row]:
    query, size = answer.query, answer.query.limit or PAGE
    yield from _numbered(answer.shown[:10], voice)
    turns = []
    if query.first > 1:
        before = replace(query, first=max(1, query.first - size))
        turns.append(_show(voice.locale.labels.preceding.format(n=size), before))
    rest = len(answer.projects) - (query.first - 1 + len(answer.shown))
    if rest > 0:
        after = replace(query, first=query.first + size)
        turns.append(_show(voice.locale.labels.following.format(n=min(size, rest)), after))
    yield tuple(turns)
    if answer.projects:
        yield _kept(query, voice)


def _kept(query: Query, voice: Voice) -> Row:
    """As a picture, as a file."""
    labels = voice.locale.labels
    return Button(labels.chart, Chart(query)), Button(labels.export, Export(query))


def _numbered(projects: Sequence[Project], voice: Voice) -> Iterable[Row]:
    """Small buttons that open projects by their numbers, five in a row."""
    rest = iter([_number(project.id, voice) for project in projects])
    while row := tuple(islice(rest, 5)):
        yield row


def _number(project: ProjectId, voice: Voice) -> Button:
    """The button with the number of a project, which is always the same."""
    card = partial(_show_card, project)
    return voice.remembered(("number", project), card)


def _show_card(project: ProjectId) -> Button:
    return _show(f"No.{project.no}", Query(Operation.DETAIL, only(project)))


def named(projects: Sequence[Project], voice: Voice) -> Iterable[Row]:
    """A button a row, with the project's name."""
    del voice
    for project in projects:
        card = Query(Operation.DETAIL, only(project.id))
        yield (_show(_short(f"No.{project.no} {project.name}"), card),)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def _list_of(query: Query) -> Query:
    return Query(Operation.LIST, query.scope, query.measure)


def _total(answer: Total, voice: Voice) -> Iterable[Row]:
    labels, query = voice.locale.labels, answer.query
    if not answer.projects:
        return
    first = [_show(labels.listed, _list_of(query))]
    if query.operation is not Operation.COUNT and Attribute.SOURCE not in query.attributes:
        first.append(_show(labels.formula, replace(query, attributes=(Attribute.SOURCE,))))
    yield tuple(first)
    spread = Query(Operation.BREAKDOWN, query.scope, query.measure, by=Dimension.DEPARTMENT)
    yield _show(labels.by_department, spread), Button(labels.export, Export(_list_of(query)))


def _ranking(answer: Ranking, voice: Voice) -> Iterable[Row]:
    query, labels = answer.query, voice.locale.labels
    yield from _numbered([place.project for place in answer.places[:10]], voice)
    last = query.first - 1 + len(answer.places)
    turns = []
    if answer.of > last and answer.places:
        after = replace(query, first=last + 1, limit=max(5, query.limit or 1))
        turns.append(
            _show(labels.following.format(n=min(after.limit or 5, answer.of - last)), after)
        )
    turns.append(Button(labels.chart, Chart(replace(query, first=1, limit=PAGE))))
    yield tuple(turns)


def _breakdown(answer: Breakdown, voice: Voice) -> Iterable[Row]:
    query, labels = answer.query, voice.locale.labels
    whole = replace(query, operation=Operation.BREAKDOWN, first=1, limit=None)
    first = [Button(labels.chart, Chart(whole))]
    if query.operation is Operation.BREAKDOWN:
        first.append(_show(labels.listed, _list_of(query)))
        first.append(Button(labels.export, Export(_list_of(query))))
    else:
        word = labels.broken_down.format(
            by=voice.locale.words.dimensions[query.by or Dimension.DEPARTMENT]
        )
        first.append(_show(word, whole))
    yield tuple(first)


def _two(answer: Share | Comparison, voice: Voice) -> Iterable[Row]:
    query, labels = answer.query, voice.locale.labels
    if len(answer.projects) <= 5:
        yield from _numbered(answer.projects, voice)
    elif isinstance(answer, Share):
        yield (_show(labels.listed, _list_of(query)),)
    if isinstance(answer, Comparison):
        yield (Button(labels.chart, Chart(query)),)


def _offer(answer: Offer, voice: Voice) -> Iterable[Row]:
    names = option_names(answer, voice)
    for n, query in enumerate(answer.choices.options[:OFFERED], 1):
        yield (_show(_short(f"{n}. {_bare(names[n - 1])}"), query),)


def _bare(text: str) -> str:
    """A label is plain text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _examples(voice: Voice) -> Iterable[Row]:
    for question, query in examples(voice):
        yield (_show(_short(_bare(question)), query),)
