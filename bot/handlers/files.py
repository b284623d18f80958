"""Pictures and files of what is shown: `/chart`, `/export`, and the buttons that ask for the same."""

from __future__ import annotations

import asyncio
from html import escape
from threading import Lock

from msgspec.structs import replace
from telegram import Update
from telegram.constants import ChatAction

from bot.charts import Picture, picture
from bot.handlers.commands import broken_down, condition_of, listed, words_after
from bot.handlers.talk import Ctx, Talk, talk
from bot.limits import Verdict
from bot.sending import File
from data.answer import answer, ordered
from data.errors import ListError
from data.index import Index
from data.model import Edition
from data.query import Query
from data.tables import content

FORMATS = {"csv": "csv", "xlsx": "xlsx", "excel": "xlsx", "json": "json"}
"""Words for a kind of file, and the kind."""

_ONE_AT_A_TIME = Lock()
"""The drawing library keeps fonts and text in memory that threads must not share."""


async def chart_command(update: Update, context: Ctx) -> None:
    """`/chart [what]`: bars of a breakdown or ranking."""
    here = await talk(update, context)
    query = await condition_of(here, update, words_after(update)) if here else None
    if here is not None and query is not None:
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


async def export_command(update: Update, context: Ctx) -> None:
    """`/export [csv|xlsx] [conditions]`: the projects as a file."""
    here = await talk(update, context)
    if here is None:
        return
    words = words_after(update).split()
    kind = next((FORMATS[w.lower()] for w in words if w.lower() in FORMATS), "xlsx")
    condition = " ".join(w for w in words if w.lower() not in FORMATS)
    query = await condition_of(here, update, condition)
    if query is not None:
        await send_export(here, listed(query), kind)


async def send_export(here: Talk, query: Query, kind: str = "xlsx") -> None:
    """Send the projects in a query's scope as CSV or XLSX."""
    if not await _may_ask(here):
        return
    async with here.desk.sender.working(here.place, ChatAction.UPLOAD_DOCUMENT, 0):
        edition = part_of(here.assistant.index, query)
        if edition is None:
            await here.say(here.words.trouble.nothing_to_send)
            return
        kind, written = await asyncio.to_thread(_written, edition, kind)
        caption = here.words.file_caption.format(
            title=escape(edition.title), count=len(edition.projects)
        )
        file = File(f"{edition.id}.{kind}", written, caption)
        await here.desk.sender.send_file(here.place, file, here.reply_to)


def part_of(index: Index, query: Query) -> Edition | None:
    """The projects in a query's scope as an edition of their own; of several editions, the newest."""
    projects = ordered(tuple(index.take(query.scope)), query)
    if not projects:
        return None
    newest = max(p.edition for p in projects)
    kept = tuple(p for p in projects if p.edition == newest)
    return replace(index.by_id[newest], projects=kept, warnings=())


def _written(edition: Edition, kind: str) -> tuple[str, bytes]:
    """The kind of file, and its content; CSV where a workbook's cells are too small."""
    try:
        return kind, content(edition, kind)
    except ListError:
        return "csv", content(edition, "csv")


async def _may_ask(here: Talk) -> bool:
    match here.allowed():
        case Verdict.TELL:
            await here.say(here.words.trouble.too_fast)
        case Verdict.ANSWER:
            return True
    return False
