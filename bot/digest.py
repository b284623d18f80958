"""The weekly digest to admins: which kinds of question got no answer. Once a week each, whoever sends it.

That an admin was told is kept among what their chat chose, so that a restart or another process does not
tell them again. Nothing is sent for a week in which nothing was counted.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from telegram.error import TelegramError

from bot.handlers.talk import App, Desk
from bot.ledger import Count, week_of
from bot.locales.chat import Staff
from bot.locales.talk import TALKING
from bot.memory import Place
from bot.sending import Outgoing

OPTION = "digest"
SHAPES = 30
"""Shapes that a digest names: the most frequent."""

LOOK_SECONDS = 3600.0


async def digests(app: App, stop: asyncio.Event, today: Callable[[], dt.date]) -> None:
    """Send what is due, now and every hour, until told to stop."""
    while not stop.is_set():
        with suppress(TelegramError):
            await send_due(app.bot_data["desk"], today())
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_SECONDS)


async def send_due(desk: Desk, today: dt.date) -> None:
    """Tell each admin of last week, if they were not told yet."""
    week = week_of(today - dt.timedelta(days=7))
    counts = await asyncio.to_thread(desk.services.ledger.counts, week)
    for admin in sorted(desk.services.admins) if counts else ():
        chat = await asyncio.to_thread(desk.services.chats.get, admin)
        told = chat.options.get(OPTION)
        if told != week:
            await asyncio.to_thread(_note, desk, admin, week)
            text = digest(counts, week, TALKING[chat.language or "ja"].staff)
            try:
                await desk.sender.send(Place(admin), Outgoing(text))
            except TelegramError:
                await asyncio.to_thread(_note, desk, admin, told)
                raise


def _note(desk: Desk, admin: int, week: object) -> None:
    """Which week an admin was told of; noted before it is sent, so that no other process sends it too."""
    options = desk.services.chats.get(admin).options
    desk.services.chats.choose(admin, options={**options, OPTION: week})


def digest(counts: tuple[Count, ...], week: str, words: Staff) -> str:
    """The counts of a week as a message."""
    rows = [words.digest_row.format(shape=c.shape, count=c.count) for c in counts[:SHAPES]]
    return words.digest.format(week=week, rows="\n".join(rows))
