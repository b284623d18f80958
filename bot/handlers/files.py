"""Pictures and files of what is shown: `/chart`, `/export`, and the buttons that ask for the same."""

from __future__ import annotations

import asyncio
from threading import Lock

from telegram import Update
from telegram.constants import ChatAction

from bot.charts import Picture, picture
from bot.conditions import query_of
from bot.handlers.commands import broken_down, not_understood, words_after
from bot.handlers.talk import Ctx, Talk, talk
from bot.limits import Verdict
from bot.sending import File
from data.answer import answer
from data.query import Query

_ONE_AT_A_TIME = Lock()
"""The drawing library keeps fonts and text in memory that threads must not share."""


async def chart_command(update: Update, context: Ctx) -> None:
    """`/chart [what]`: bars of a breakdown or ranking."""
    here = await talk(update, context)
    if here is None:
        return
    words = words_after(update)
    query = query_of(here.assistant, words, here.context)
    if query is None:
        await not_understood(here, update, words)
        return
    await send_chart(here, broken_down(query))


async def send_chart(here: Talk, query: Query) -> None:
    """Draw what a query answers and send it."""
    if not await _may_ask(here):
        return
    async with here.desk.sender.working(here.place, ChatAction.UPLOAD_PHOTO, 0):
        drawn = await asyncio.to_thread(_draw, here, query)
        if drawn is None:
            await here.say(here.words.trouble.no_chart)
            return
        file = File("chart.png", drawn.png, drawn.caption, picture=True)
        await here.desk.sender.send_file(here.place, file, here.reply_to)


def _draw(here: Talk, query: Query) -> Picture | None:
    index = here.assistant.index
    with _ONE_AT_A_TIME:
        return picture(answer(query, index), index, here.language)


async def _may_ask(here: Talk) -> bool:
    match here.allowed():
        case Verdict.TELL:
            await here.say(here.words.trouble.too_fast)
        case Verdict.ANSWER:
            return True
    return False
