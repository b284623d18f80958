"""Answers as pictures: bars by group or project, two sides, requests against budgets, a project's card.

Pure; `bot.drawing` draws and is loaded only then, as matplotlib takes its time. What stands in a picture has passed the guard as text, and is its caption too.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from html import unescape
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from bot.describe import describe_scope
from bot.grouped import group_names
from bot.locales.amounts import whole
from bot.message import Language, Message
from bot.render import render, voice_for
from bot.texts import reading, shown_money
from bot.voice import Voice
from data.answer import answer as compute
from data.answer import ordered
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
from data.index import KEYS, Index, amount
from data.model import Project
from data.query import SHARES, Dimension, Measure

CAPTION_LIMIT = 1024
"""Characters of a caption after entities parsing (Bot API, sendPhoto)."""

ROW = re.compile(r"・|\d+位 |#\d+ ")
"""How a row of a message begins."""

READ_OUT = 5
"""Rows of a picture that its caption reads out."""

MOST = 15
"""Bars of one picture."""

PARTS = {Measure.REQUESTED: Measure.REQUESTED_LEVELUP, Measure.BUDGET: Measure.BUDGET_LEVELUP}
"""The part of a money that is drawn darker."""


class Picture(Struct, frozen=True):
    """A PNG and what it shows, in words (HTML, at most as long as a caption may be)."""

    png: bytes
    caption: str


class Bar(Struct, frozen=True):
    """One bar: what it is, its value, and a second value: a part of it, or the budget beside a request."""

    name: str
    value: int
    second: int | None = None


class Plan(Struct, frozen=True):
    """What a chart shows, before it is drawn. `beside`: the second values stand beside, not within."""

    title: str
    bars: tuple[Bar, ...]
    axis: str
    notes: tuple[str, ...]
    legend: tuple[str, str] | None = None
    beside: bool = False
    counted: bool = False


def picture(answer: Answer, index: Index, language: Language = "ja") -> Picture | None:
    """The picture of an answer; None where there is nothing to draw or a figure is not confirmed."""
    from bot import drawing  # noqa: PLC0415 - matplotlib is loaded when it is needed

    voice = voice_for(answer, index, language)
    message = render(answer, index, language)
    if message.withheld:
        return None
    if isinstance(answer, Details):
        if len(answer.projects) != 1:
            return None
        return Picture(drawing.card(message.plain, voice), caption_of(message, voice))
    plan = plan_of(answer, voice)
    if plan is None or not plan.bars:
        return None
    return Picture(drawing.bars(plan, voice), caption_of(message, voice))


def caption_of(message: Message, voice: Voice) -> str:
    """What the picture shows, for who cannot see it: the message with its first rows, whole lines only."""
    lines = [line for line in message.html.split("\n") if "<pre>" not in line]
    rows = [at for at, line in enumerate(lines) if ROW.match(line)]
    if len(rows) > READ_OUT + 1:
        more = voice.locale.say.more.format(n=len(rows) - READ_OUT)
        lines = [*lines[: rows[READ_OUT]], more, *lines[rows[-1] + 1 :]]
    kept, room = [], CAPTION_LIMIT
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join(kept)


def plan_of(answer: Answer, voice: Voice) -> Plan | None:
    """What a chart of an answer shows."""
    match answer:
        case Breakdown():
            return _groups(answer, voice)
        case Listing():
            rows = ordered(answer.projects, replace(answer.query, descending=True))
            return _projects(answer, rows, voice)
        case Ranking(query=query) if query.measure in SHARES:
            return None
        case Ranking():
            return _projects(answer, tuple(place.project for place in answer.places), voice)
        case Comparison():
            return _sides(answer, voice)
        case Details() | Total() | Share() | Offer() | Absent() | Refusal() | Guidance():
            return None
        case _:
            assert_never(answer)


def _plain(text: str) -> str:
    return unescape(text)


def _axis(measure: Measure, voice: Voice, top: int) -> str:
    say = voice.locale.say
    if measure is Measure.COUNT:
        return say.chart_counts
    unit = voice.locale.words.scales[scale_of(voice, top)]
    return _plain(say.chart_axis.format(label=voice.measure(measure), unit=unit))


def scale_of(voice: Voice, top: int) -> int:
    """The size in yen of the axis' unit: the largest that the longest bar fills."""
    return next((s for s in voice.locale.words.scales if abs(top) >= s), 1)


def _notes(measure: Measure, voice: Voice) -> tuple[str, ...]:
    return tuple(map(_plain, (*voice.stage(measure), *voice.source())))


def _groups(answer: Breakdown, voice: Voice) -> Plan:
    query, by = answer.query, answer.query.by or Dimension.DEPARTMENT
    names = group_names(answer.groups, by, voice)
    second = _second(answer, voice)
    key = KEYS[by]
    filled = {key(p) for p in answer.projects if amount(p, query.measure) is not None}
    bars = [
        Bar(_plain(name), whole(group.value), second.get(group.key))
        for group, name in zip(answer.groups, names, strict=True)
        if group.key in filled
    ]
    bars.sort(key=lambda bar: -bar.value)
    top = max((bar.value for bar in bars), default=0)
    return Plan(
        _plain(reading(query, voice)),
        tuple(bars[:MOST]),
        _axis(query.measure, voice, top),
        (*_left(len(bars), voice), *_notes(query.measure, voice)),
        _legend(query.measure, voice, beside=_beside(answer)) if second else None,
        _beside(answer),
        query.measure is Measure.COUNT,
    )


def _left(bars: int, voice: Voice) -> tuple[str, ...]:
    return (voice.locale.say.more.format(n=bars - MOST),) if bars > MOST else ()


def _beside(answer: Breakdown) -> bool:
    """Whether requests stand against budgets."""
    known = any(p.budgeted.total is not None for p in answer.projects)
    return answer.query.measure is Measure.REQUESTED and known


def _second(answer: Breakdown, voice: Voice) -> dict[Hashable, int]:
    """The second value of each group, an answer of its own: its budget, or the level-up part."""
    measure = Measure.BUDGET if _beside(answer) else PARTS.get(answer.query.measure)
    if measure is None:
        return {}
    other = compute(replace(answer.query, measure=measure), voice.index)
    assert isinstance(other, Breakdown)
    if render(other, voice.index).withheld:
        return {}
    return {group.key: whole(group.value) for group in other.groups}


def _legend(measure: Measure, voice: Voice, *, beside: bool) -> tuple[str, str]:
    if beside:
        return _plain(voice.measure(Measure.REQUESTED)), _plain(voice.measure(Measure.BUDGET))
    part = _plain(voice.measure(PARTS[measure]))
    return _plain(voice.measure(measure)), part


def _projects(answer: Listing | Ranking, projects: tuple[Project, ...], voice: Voice) -> Plan:
    measure = shown_money(answer.query)
    valued = [(p, amount(p, measure)) for p in projects]
    bars = [Bar(_plain(voice.subject(p)), yen) for p, yen in valued if yen is not None]
    top = max((bar.value for bar in bars), default=0)
    title = _plain(reading(answer.query, voice))
    if len(bars) > MOST:
        title += f"（{voice.locale.say.chart_top.format(n=MOST)}）"
    return Plan(title, tuple(bars[:MOST]), _axis(measure, voice, top), _notes(measure, voice))


def _sides(answer: Comparison, voice: Voice) -> Plan:
    measure = answer.query.measure
    bars = tuple(
        Bar(_plain(describe_scope(side.scope, voice)), whole(side.value))
        for side in answer.sides
        if side.printed
    )
    top = max((bar.value for bar in bars), default=0)
    title = _plain(reading(answer.query, voice))
    counted = measure is Measure.COUNT
    return Plan(title, bars, _axis(measure, voice, top), _notes(measure, voice), counted=counted)
