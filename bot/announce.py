"""What subscribed chats are told after an edition was published: `Changes` → `Message`, guarded too.

Pure. First the new projects with buttons to their cards, then changed money, then what is gone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from bot.asides import only
from bot.buttons import named
from bot.evidence import Evidence
from bot.guard import Reader
from bot.message import Button, Language, Message, Show
from bot.voice import Voice, voice_of
from data.diff import Changes, Pair
from data.index import Index, amount
from data.model import Edition, Project
from data.query import Measure, Operation, Query, Scope

log = logging.getLogger("yosan.guard")

SHARE = 1_100
"""Characters that each of the three parts may fill, so that none crowds out the others."""

CARDS = 5
"""New projects that have a button of their own."""


def announce(changes: Changes, language: Language = "ja") -> Message:
    """One digest of changes; an apology without figures if one of them cannot be confirmed."""
    voice = voice_of(Index.of([changes.after]), language, changes.after)
    text = voice.locale.polish("\n".join(_lines(changes, voice)))
    found = doubt_changes(text, changes, voice)
    if found:
        log.error("figure withheld: %s in an announcement of %s", found, changes.after.id)
        return Message(voice.listed(_opening(changes, voice)), _buttons(changes, voice))
    return Message(text, _buttons(changes, voice))


def taken_back(edition: Edition, language: Language = "ja") -> Message:
    """What stands in place of a digest whose publication was taken back."""
    voice = voice_of(Index.of([edition]), language, edition)
    return Message(voice.listed(voice.locale.say.news_taken_back))


def _opening(changes: Changes, voice: Voice) -> str:
    say = voice.locale.say
    again = changes.before is not None and changes.before.id == changes.after.id
    return say.news_again if again else say.news


def _lines(changes: Changes, voice: Voice) -> Iterable[str]:
    say = voice.locale.say
    yield voice.listed(_opening(changes, voice))
    if changes.before is not None and changes.advanced:
        yield say.news_advanced.format(before=voice.locale.words.stages[changes.before.id.stage])
    changed = say.news_decided if changes.advanced else say.news_changed
    priced = sorted(changes.repriced, key=lambda pair: -abs(pair.difference or 0))
    parts = (
        (say.news_new, [_row(p, voice) for p in changes.new]),
        (changed, [_change(p, voice) for p in priced]),
        (say.news_gone, [_gone(p, voice) for p in changes.withdrawn]),
    )
    for head, rows in parts:
        if rows:
            yield "\n" + head.format(n=len(rows))
            yield from voice.fitted(rows, room=SHARE)
    if not any(rows for _, rows in parts):
        yield say.news_nothing
    yield ""
    yield from voice.stage(_money(changes.after.projects[0]) if changes.after.projects else None)


def _money(project: Project) -> Measure:
    """What counts: the budget where the list has it, else the request."""
    return Measure.REQUESTED if project.budgeted.total is None else Measure.BUDGET


def _row(project: Project, voice: Voice) -> str:
    say, measure = voice.locale.say, _money(project)
    yen = amount(project, measure)
    label = voice.measure(measure)
    if yen is None:
        return say.suggestion.format(name=voice.locale.subject(project), no=project.no)
    return say.news_row.format(
        no=project.no,
        name=voice.locale.subject(project),
        label=label,
        amount=voice.amount(yen),
        printed=voice.printed(yen),
    )


def _change(pair: Pair, voice: Voice) -> str:
    say, (was, now) = voice.locale.say, pair.amounts
    return say.news_change.format(
        no=pair.after.no,
        name=voice.locale.subject(pair.after),
        was_label=voice.measure(_money(pair.before)),
        was="－" if was is None else voice.amount(was),
        label=voice.measure(_money(pair.after)),
        amount="－" if now is None else voice.amount(now),
        difference=_difference(pair, voice),
        outcome=voice.locale.words.outcomes[pair.outcome],
    )


def _difference(pair: Pair, voice: Voice) -> str:
    say, yen = voice.locale.say, pair.difference
    if not yen:
        return ""
    template = say.news_up if yen > 0 else say.news_down
    return template.format(amount=voice.amount(abs(yen)))


def _gone(project: Project, voice: Voice) -> str:
    name = voice.locale.subject(project)
    return voice.locale.say.news_gone_row.format(
        name=name, section=voice.locale.name(project.section)
    )


def _buttons(changes: Changes, voice: Voice) -> tuple[tuple[Button, ...], ...]:
    rows = list(named(changes.new[:CARDS], voice))
    if changes.new:
        scope = Scope(
            editions=frozenset({changes.after.id}), projects=frozenset(p.id for p in changes.new)
        )
        rows.append((Button(voice.locale.labels.listed, Show(Query(Operation.LIST, scope))),))
    elif changes.repriced:
        first = changes.repriced[0].after
        card = Query(Operation.DETAIL, only(first.id))
        rows.append((Button(f"No.{first.no}", Show(card)),))
    return tuple(rows)


def doubt_changes(text: str, changes: Changes, voice: Voice) -> str | None:
    """Why an announcement must not be sent, or None: its figures are compared with both editions."""
    after = {p.no: p for p in changes.after.projects}
    found = Evidence(records=list(after.values()))
    found.counts = {len(changes.new), len(changes.repriced), len(changes.withdrawn)}
    found.texts = [t for p in changes.withdrawn for t in (p.name, p.section)]
    for pair in changes.repriced:
        values = [_granted(pair.before), _granted(after[pair.after.no])]
        known = {v for v in values if v is not None}
        if len(known) == 2 or values[0] == values[1]:
            known.add(max(known, default=0) - min(known, default=0))
        found.pairs[pair.after.no] = known
    found.money = Measure.REQUESTED
    return Reader(found, voice).read(text)


def _granted(project: Project) -> int | None:
    granted = project.budgeted.total
    return project.requested.total if granted is None else granted
