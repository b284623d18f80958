"""Which lines an answer over groups has, in which order; the words are the locale's. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bot.describe import key_name
from bot.locales.amounts import percent, whole
from bot.texts import title, told
from bot.voice import Voice
from data.answers import Breakdown, Group
from data.groups import group_places
from data.index import KEYS, amount
from data.query import Dimension, Measure, Operation


def breakdown(answer: Breakdown, voice: Voice) -> list[str]:
    """Groups with their amounts: all of them, or those in the places asked for."""
    say, query, by = voice.locale.say, answer.query, answer.query.by or Dimension.DEPARTMENT
    lines = [title(query, voice)]
    if not answer.groups:
        return [*lines, say.none_fit, *voice.source()]
    if not told(answer.projects, query.measure):
        return [*lines, say.no_amount.format(label=voice.measure(query.measure)), *voice.source()]
    names = group_names(answer.groups, by, voice)
    counted = query.measure is Measure.COUNT
    if query.operation is Operation.COUNT:
        lines.append(say.number.format(n=len(answer.groups)))
        lines += voice.fitted(
            [_group(g, n, counted, voice) for g, n in zip(answer.groups, names, strict=True)]
        )
        return [*lines, *voice.source()]
    if query.operation is Operation.BREAKDOWN:
        filled = {KEYS[by](p) for p in answer.projects if amount(p, query.measure) is not None}
        rows = [
            _group(g, n, counted, voice, part=answer) if g.key in filled else _empty(g, n, voice)
            for g, n in zip(answer.groups, names, strict=True)
        ]
        lines += voice.fitted(rows)
        lines.append(_whole_of(answer, counted, voice))
    else:
        rows = [_group(g, names[at], counted, voice, rank) for at, rank, g in group_places(answer)]
        lines += voice.fitted(rows)
    return [*lines, *voice.stage(query.measure), *voice.source()]


def _whole_of(answer: Breakdown, counted: bool, voice: Voice) -> str:  # noqa: FBT001 - internal
    say, yen = voice.locale.say, whole(answer.total)
    if counted:
        return say.total_counted.format(n=yen)
    template = say.total if answer.query.each is Operation.SUM else say.total_average
    return template.format(
        label=voice.measure(answer.query.measure),
        amount=voice.amount(yen),
        printed=voice.printed(yen),
    )


def group_names(groups: Iterable[Group], by: Dimension, voice: Voice) -> list[str]:
    """A group's name; with its department or pillar only where another has the same name."""
    names = [key_name(g.key, voice, within=True) for g in groups]
    if by not in {Dimension.SECTION, Dimension.POLICY}:
        return names
    return [
        key_name(g.key, voice) if names.count(n) > 1 else n
        for g, n in zip(groups, names, strict=True)
    ]


def _empty(group: Group, name: str, voice: Voice) -> str:
    """A group for none of whose projects the list prints this money."""
    return voice.locale.say.group_empty.format(name=name, n=group.count)


def _group(
    group: Group,
    name: str,
    counted: bool,  # noqa: FBT001 - internal
    voice: Voice,
    rank: int | None = None,
    part: Breakdown | None = None,
) -> str:
    say, yen = voice.locale.say, whole(group.value)
    share = _share(group, part, voice) if part else ""
    if counted:
        template = say.group_ranked_counted if rank else say.group_counted
        return template.format(rank=rank, name=name, n=group.count, share=share)
    return (say.group_ranked if rank else say.group).format(
        rank=rank,
        name=name,
        amount=voice.amount(yen),
        printed=voice.printed(yen),
        n=group.count,
        share=share,
    )


def _share(group: Group, answer: Breakdown, voice: Voice) -> str:
    """The part of a group in the total that stands below; none of averages, of nothing, nor of one group, nor where groups
    within a limit alone are told.
    """
    query = answer.query
    summed = query.each is Operation.SUM and answer.total > 0 and len(answer.groups) > 1
    if not summed or group.value < 0 or query.having:
        return ""
    ratio = Fraction(group.value) / Fraction(answer.total)
    return voice.locale.say.group_share.format(percent=percent(ratio))
