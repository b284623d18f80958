"""Which lines an answer over several projects has, in which order; the words are the locale's.

Pure: answers in, lines out. No sentence of a language stands here, and no figure is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial

from bot.describe import describe, describe_scope
from bot.locales.amounts import decimal, numbers, percent, whole
from bot.voice import LONGEST, NONE, Voice
from data.answers import (
    Answer,
    Comparison,
    Details,
    Listing,
    Number,
    Ranked,
    Ranking,
    Share,
    Side,
    Total,
)
from data.index import amount
from data.model import Project
from data.query import SHARES, Attribute, Measure, Operation, Query, Scope

BASE = {
    Measure.REQUESTED_LEVELUP: Measure.REQUESTED,
    Measure.BUDGET_LEVELUP: Measure.BUDGET,
    Measure.BUDGET: Measure.REQUESTED,
    Measure.NEW_MONEY: Measure.REQUESTED,
    Measure.ONGOING: Measure.REQUESTED,
}
"""What a measure is a part of, where a share is asked of the same projects."""


def reading(query: Query, voice: Voice) -> str:
    """How the question was read."""
    if voice.understood:
        return voice.locale.published(voice.understood)
    return describe(query, voice)


def title(query: Query, voice: Voice) -> str:
    """How the question was read, as the first line."""
    return voice.locale.say.title.format(what=reading(query, voice))


def shown_money(query: Query) -> Measure:
    """The money that rows of projects show."""
    plain = query.measure is Measure.COUNT or query.measure in SHARES
    return Measure.REQUESTED if plain else query.measure


def told(projects: Iterable[Project], measure: Measure) -> bool:
    """Whether the list prints this money for any of the projects; an empty column is not nothing."""
    return any(amount(p, measure) is not None for p in projects)


def listing(answer: Listing, voice: Voice) -> list[str]:
    """A page of projects, a row each, and the sum of all."""
    say, query, n = voice.locale.say, answer.query, len(answer.projects)
    what = reading(query, voice)
    if not n:
        return [say.title.format(what=what), say.none_fit, *voice.source()]
    measure = shown_money(query)
    label = voice.measure(measure)
    lines = [say.titled.format(what=what, n=n)]
    lines += voice.fitted([_row(p, measure, voice) for p in answer.shown])
    if not answer.shown:
        lines.append(say.no_more.format(n=n))
    elif len(answer.shown) < n:
        end = query.first + len(answer.shown) - 1
        lines.append(say.span.format(n=n, start=query.first, end=end))
    lines.append(_sum_line(answer, label, voice))
    return [*lines, *voice.stage(measure), *voice.source()]


def _sum_line(answer: Listing, label: str, voice: Voice) -> str:
    say, total = voice.locale.say, answer.total
    if answer.query.measure is Measure.COUNT:
        return say.amounts_are.format(label=label)
    if total is None:
        return say.no_amount.format(label=label)
    yen = whole(total)
    return say.total.format(label=label, amount=voice.amount(yen), printed=voice.printed(yen))


def _row(project: Project, measure: Measure, voice: Voice) -> str:
    """A project's row in a list, which is always the same."""
    row = partial(_written_row, project, measure, voice)
    return voice.remembered(("row", project, measure), row)


def _written_row(project: Project, measure: Measure, voice: Voice) -> str:
    yen = amount(project, measure)
    say, name, page = voice.locale.say, voice.subject(project), voice.page(project)
    if yen is None:
        return say.row_empty.format(no=project.no, name=name, page=page)
    return say.row.format(
        no=project.no,
        name=name,
        amount=voice.amount(yen),
        printed=voice.printed(yen, project),
        page=page,
    )


def verdict(answer: Answer, voice: Voice) -> Iterable[str]:
    """Yes or no, where the question holds the answer's one figure against another."""
    match answer:
        case Total(query=query) if query.operation is Operation.COUNT:
            figure: Number | None = len(answer.projects)
        case Total(query=query, value=figure):
            pass
        case Share(query=query, ratio=Fraction() as ratio):
            figure = 100 * ratio
        case Details(query=query, projects=(project,)) if query.against:
            figure = amount(project, query.against.measure)
        case _:
            return
    if query.against and figure is not None:
        say = voice.locale.say
        yield say.holds if query.against.holds(figure) else say.does_not_hold


def total(answer: Total, voice: Voice) -> list[str]:
    """A count, sum, average or median, and the projects underneath."""
    say, query = voice.locale.say, answer.query
    lines = [title(query, voice)]
    if query.operation is Operation.COUNT:
        lines.append(say.number.format(n=len(answer.projects)))
        return [*lines, *_basis(answer.projects, voice), *voice.source()]
    label = voice.measure(query.measure)
    if answer.value is None:
        nothing = _nothing(query, answer.without, voice)
        return [*lines, nothing, *voice.source(answer.projects)]
    lines += [*_value(answer, voice), *_columns(answer, voice)]
    if Attribute.SOURCE in query.attributes:
        lines += _formula(answer, label, voice)
    else:
        lines += _basis(answer.projects, voice)
    if answer.without:
        lines.append(say.lacking.format(n=answer.without, label=label))
    return [*lines, *voice.stage(query.measure), *voice.source()]


def _value(answer: Total, voice: Voice) -> Iterable[str]:
    say, value = voice.locale.say, answer.value or 0
    yen = whole(value)
    if answer.query.operation is Operation.SUM or value == yen:
        yield say.sum.format(amount=voice.amount(yen), printed=voice.printed(yen))
    else:
        yield say.average.format(amount=voice.amount(yen))
    if answer.query.operation is Operation.AVERAGE:
        all_of_it = whole(Fraction(value) * len(answer.projects))
        yield say.divided.format(
            amount=voice.amount(all_of_it), printed=voice.printed(all_of_it), n=len(answer.projects)
        )


def _columns(answer: Total, voice: Voice) -> Iterable[str]:
    """The sums of the two columns of which a difference was asked."""
    differs = answer.query.measure in (Measure.CHANGE, Measure.CUT)
    if not differs or answer.query.operation is not Operation.SUM:
        return
    say = voice.locale.say
    column = say.column if len(answer.projects) > 1 else say.column_of_one
    for measure in (Measure.REQUESTED, Measure.BUDGET):
        yen = sum(amount(p, measure) or 0 for p in answer.projects)
        label, printed = voice.measure(measure), voice.printed(yen)
        yield column.format(label=label, amount=voice.amount(yen), printed=printed)


def _formula(answer: Total, label: str, voice: Voice) -> Iterable[str]:
    say, measure = voice.locale.say, answer.query.measure
    rows = [(p, amount(p, measure)) for p in answer.projects]
    yield from voice.fitted(
        [
            say.formula_row.format(no=p.no, name=voice.subject(p), printed=voice.printed(yen, p))
            for p, yen in rows
            if yen is not None
        ]
    )
    if answer.query.operation is Operation.SUM:
        printed = voice.printed(whole(answer.value or 0))
        yield say.formula.format(printed=printed, n=len(answer.projects), label=label)


def _basis(projects: Sequence[Project], voice: Voice) -> Iterable[str]:
    """The numbers of the projects underneath."""
    say, n = voice.locale.say, len(projects)
    nos = "" if voice.spans else numbers(p.no for p in projects)
    if NONE < len(nos) <= LONGEST:
        yield say.basis.format(n=n, nos=nos)
    elif n:
        yield say.basis_plain.format(n=n)


def ranking(answer: Ranking, voice: Voice) -> list[str]:
    """Projects at their ranks."""
    say, measure = voice.locale.say, answer.query.measure
    lines = [title(answer.query, voice)]
    if not answer.places:
        empty = say.none_ranked.format(n=answer.of)
        if not answer.of:
            empty = say.no_amount.format(label=voice.measure(measure))
        return [*lines, empty, *voice.source()]
    rows = [_ranked(place, measure, voice) for place in answer.places]
    return [*lines, *voice.fitted(rows), *voice.stage(measure), *voice.source()]


def _ranked(place: Ranked, measure: Measure, voice: Voice) -> str:
    """A project at its rank; counted, every project is one and none has a rank."""
    say, project = voice.locale.say, place.project
    name = voice.subject(project)
    if measure is Measure.COUNT:
        return say.suggestion.format(name=name, no=project.no)
    if measure in SHARES:
        part = amount(project, SHARES[measure]) or 0
        share = percent(Fraction(part, project.requested.total or 1))
        page = voice.page(project)
        return say.ranked_share.format(
            rank=place.rank, no=project.no, name=name, percent=share, page=page
        )
    return say.ranked.format(
        rank=place.rank,
        no=project.no,
        name=name,
        amount=voice.amount(place.value),
        printed=voice.printed(place.value, project),
        page=voice.page(project),
    )


def share(answer: Share, voice: Voice) -> list[str]:
    """A part of a whole in per cent, with both figures."""
    say, query = voice.locale.say, answer.query
    lines = [title(query, voice)]
    if answer.ratio is None:
        return [*lines, say.no_whole, *voice.source()]
    if not told(answer.projects, query.measure):
        return [*lines, _nothing(query, len(answer.projects), voice), *voice.source()]
    lines.append(say.share.format(percent=percent(answer.ratio)))
    lines.append(_quotient(answer, voice))
    lines += _basis(answer.projects, voice)
    return [*lines, *voice.stage(query.measure), *voice.source()]


def _nothing(query: Query, found: int, voice: Voice) -> str:
    """That no project fits, or that those which were found have no such amount."""
    say = voice.locale.say
    return say.no_amount.format(label=voice.measure(query.measure)) if found else say.none_fit


def _quotient(answer: Share, voice: Voice) -> str:
    say, query = voice.locale.say, answer.query
    same = bool(query.parts) and query.parts[0] == query.scope
    base = query.parts[0] if query.parts else Scope(editions=query.scope.editions)
    whole_measure = BASE.get(query.measure, query.measure) if same else query.measure
    names = {
        "part_name": describe_scope(query.scope, voice),
        "whole_name": describe_scope(base, voice),
    }
    if query.measure is Measure.COUNT:
        return say.share_counted.format(part=answer.part, whole=answer.whole, **names)
    return say.share_of.format(
        part_label=voice.measure(query.measure),
        whole_label=voice.measure(whole_measure),
        part=voice.amount(answer.part),
        part_printed=voice.printed(answer.part),
        whole=voice.amount(answer.whole),
        whole_printed=voice.printed(answer.whole),
        **names,
    )


def comparison(answer: Comparison, voice: Voice) -> list[str]:
    """Both sides, their difference and their ratio; of more than two sides the largest."""
    query, sides = answer.query, answer.sides
    names = [describe_scope(side.scope, voice) for side in sides]
    counted = query.measure is Measure.COUNT
    lines = [title(query, voice)]
    if not told(answer.projects, query.measure):
        return [*lines, _nothing(query, len(answer.projects), voice), *voice.source()]
    lines += [_side(side, name, counted, voice) for side, name in zip(sides, names, strict=True)]
    if len(sides) == 2 and answer.complete:
        lines += _between(answer, names, voice)
    elif len(sides) == 2:
        lines.append(voice.locale.say.no_difference)
    elif len({side.value for side in sides}) > 1:
        largest = max(range(len(sides)), key=lambda i: sides[i].value)
        lines.append(voice.locale.say.larger.format(name=names[largest]))
    return [*lines, *voice.stage(query.measure), *voice.source(answer.projects)]


def _side(side: Side, name: str, counted: bool, voice: Voice) -> str:  # noqa: FBT001 - internal
    say, yen = voice.locale.say, whole(side.value)
    if not side.printed:
        return "・" + say.text.format(label=name, text="－")
    if counted:
        return say.side_counted.format(name=name, n=yen)
    return say.side.format(name=name, amount=voice.amount(yen), printed=voice.printed(yen))


def _between(answer: Comparison, names: list[str], voice: Voice) -> Iterable[str]:
    say, (first, second) = voice.locale.say, answer.sides
    yen = whole(answer.difference)
    if not answer.difference:
        yield say.same
        return
    if answer.query.measure is Measure.COUNT:
        yield say.difference_counted.format(n=yen)
    else:
        yield say.difference.format(amount=voice.amount(yen), printed=voice.printed(yen))
    flipped = first.value < second.value
    larger, other = reversed(names) if flipped else names
    yield say.larger.format(name=larger)
    ratio = answer.ratio
    if ratio and answer.query.per_each:
        yield say.times.format(name=names[0], other=names[1], times=decimal(ratio))
    elif ratio:
        yield say.times.format(
            name=larger, other=other, times=decimal(1 / ratio if flipped else ratio)
        )
