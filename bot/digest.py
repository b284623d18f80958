"""The weekly digest to admins: which kinds of question got no answer. Once a week each, whoever sends it.

That an admin was told is kept among what their chat chose, so that a restart or another process does not
tell them again. Nothing is sent for a week in which nothing was counted.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Callable

from telegram.error import TelegramError

from bot.chats import Chat
from bot.handlers.talk import App, Desk
from bot.ledger import Count, week_of
from bot.locales.chat import Staff
from bot.locales.talk import TALKING
from bot.memory import Place
from bot.pacing import after_quiet
from bot.patience import pause
from bot.sending import Outgoing

LOG = logging.getLogger("yosan.digest")

OPTION = "digest"
SHAPES = 30
"""Shapes that a digest names: the most frequent."""

LOOK_SECONDS = 3600.0


async def digests(app: App, stop: asyncio.Event, today: Callable[[], dt.date]) -> None:
    """Send what is due, now and every hour, until told to stop."""
    while not stop.is_set():
        try:
            await send_due(app.bot_data["desk"], today(), time.time())
        except Exception:
            LOG.exception("the digest could not be made")
        await pause(LOOK_SECONDS, stop)


async def send_due(desk: Desk, today: dt.date, now: float) -> None:
    """Tell each admin of last week, if they were not told yet and do not rest."""
    week = week_of(today - dt.timedelta(days=7))
    counts = await asyncio.to_thread(desk.services.ledger.counts, week)
    for admin in sorted(desk.services.admins) if counts else ():
        chat = await asyncio.to_thread(desk.services.chats.get, admin)
        if chat.options.get(OPTION) != week and after_quiet(chat.quiet, now) <= now:
            await _tell(desk, chat, week, counts)


async def _tell(desk: Desk, chat: Chat, week: str, counts: tuple[Count, ...]) -> None:
    """Tell one admin, noting it before, so that no other process does so too."""
    chats = desk.services.chats
    if not await asyncio.to_thread(chats.first_to_set, chat.id, OPTION, week):
        return
    text = digest(counts, week, TALKING[chat.language or "ja"].staff)
    try:
        await desk.sender.send(Place(chat.id), Outgoing(text))
    except TelegramError as error:
        LOG.warning("a digest could not be sent, again in an hour: %s", error)
        await asyncio.to_thread(chats.first_to_set, chat.id, OPTION, chat.options.get(OPTION))


def digest(counts: tuple[Count, ...], week: str, words: Staff) -> str:
    """The counts of a week as a message."""
    rows = [words.digest_row.format(shape=c.shape, count=c.count) for c in counts[:SHAPES]]
    return words.digest.format(week=week, rows="\n".join(rows))
