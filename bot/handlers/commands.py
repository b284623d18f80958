"""The commands that ask: each is a question said shortly, answered as a question is.

`/list 防災課` and its like take conditions in the words one would ask with; the operation is the command's.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from msgspec.structs import replace
from telegram import Message as Received
from telegram import Update

from bot.assistant import Assistant, Context
from bot.conditions import query_of
from bot.handlers.talk import Ctx, Talk, talk
from data.model import NEW
from data.query import Choices, Dimension, Intent, NotFound, Operation, Query, Scope

RANKS: Final = 10
"""Places that /ranking shows."""


def words_after(update: Update) -> str:
    """What stands after the command, whatever kind of space is between."""
    message = update.effective_message
    text = (message and message.text) or ""
    command = next((e for e in message.entities if e.offset == 0), None) if message else None
    return text[command.length :].strip() if command else ""


def said_in(message: Received | None) -> str:
    """The words of another's message, or of the picture it is."""
    return (message and (message.text or message.caption)) or ""


async def ask(update: Update, context: Ctx) -> None:
    """`/ask question`; alone, as a reply, it asks what the other message says."""
    here = await talk(update, context)
    message = update.effective_message
    if here is None or message is None:
        return
    words = words_after(update) or said_in(message.reply_to_message)
    if not words:
        await here.say(here.exemplified(here.words.hello.ask_what))
        return
    await here.answer(words)


async def search(update: Update, context: Ctx) -> None:
    """`/search part`: the projects whose names fit, as choices."""
    here = await talk(update, context)
    if here is None:
        return
    words = words_after(update)
    if not words:
        await here.say(here.exemplified(here.words.hello.search_what))
        return
    await here.show(found(here.assistant, words, here.context))


def found(assistant: Assistant, words: str, context: Context) -> Intent:
    """The projects a search finds: one as its card, several as choices."""
    cards = tuple(
        Query(Operation.DETAIL, Scope(projects=frozenset({hit.project.id})))
        for hit in assistant.search(words, limit=RANKS, context=context)
    )
    if not cards:
        return NotFound(assistant.newest(context), words)
    return cards[0] if len(cards) == 1 else Choices(cards)


DRAWN: Final = frozenset(
    {Operation.MAX, Operation.MIN, Operation.BREAKDOWN, Operation.COMPARE, Operation.DETAIL}
)
"""What can be drawn as it was asked."""

Makes = Callable[[Query], Query]


def listed(query: Query) -> Query:
    """All that fits, in the order of the list."""
    return Query(Operation.LIST, query.scope, query.measure)


def summed(query: Query) -> Query:
    """How much it is together."""
    return Query(Operation.SUM, query.scope, query.measure)


def ranked(query: Query) -> Query:
    """The largest of it."""
    return Query(
        Operation.MAX, query.scope, query.measure, by=query.by, descending=True, limit=RANKS
    )


def new_ones(query: Query) -> Query:
    """The new of it."""
    return listed(replace(query, scope=query.scope.narrow(Scope(kinds=frozenset({NEW})))))


def broken_down(query: Query) -> Query:
    """Something to draw: what was asked if it has bars, a project as its card, else a breakdown."""
    if query.operation in {Operation.MAX, Operation.MIN} and query.limit is None:
        return replace(query, limit=RANKS)
    if query.operation in DRAWN:
        return query
    by = query.by or Dimension.DEPARTMENT
    return Query(Operation.BREAKDOWN, query.scope, query.measure, by=by, descending=True)


async def conditioned(update: Update, context: Ctx, makes: Makes) -> None:
    """A command with conditions behind it."""
    here = await talk(update, context)
    query = await condition_of(here, update, words_after(update)) if here else None
    if here is not None and query is not None:
        await here.show(makes(query))


async def condition_of(here: Talk, update: Update, words: str) -> Query | None:
    """What the words after a command mean; None, after saying so, where they mean nothing."""
    query = query_of(here.assistant, words, here.context)
    if query is None:
        await not_understood(here, update, words)
    return query


async def not_understood(here: Talk, update: Update, words: str) -> None:
    """Say that a condition means nothing here, with examples for the command at hand."""
    message = update.effective_message
    command = (message.text or "").split()[0].partition("@")[0] if message else ""
    places = {"condition": escape(words[:100]), "command": escape(command)}
    await here.say(here.exemplified(here.words.trouble.not_understood, **places))


async def listing(update: Update, context: Ctx) -> None:
    """`/list [conditions]`."""
    await conditioned(update, context, listed)


async def total(update: Update, context: Ctx) -> None:
    """`/total [conditions]`."""
    await conditioned(update, context, summed)


async def ranking(update: Update, context: Ctx) -> None:
    """`/ranking [conditions]`."""
    await conditioned(update, context, ranked)


async def new(update: Update, context: Ctx) -> None:
    """`/new [conditions]`."""
    await conditioned(update, context, new_ones)


async def editions(update: Update, context: Ctx) -> None:
    """`/editions`: the lists that can be asked about."""
    here = await talk(update, context)
    if here is None:
        return
    lines = edition_lines(here)
    sentence = here.words.hello.editions if lines else here.words.hello.no_editions
    await here.say(sentence.format(editions=lines))


def edition_lines(here: Talk) -> str:
    """A line for each edition, the newest first."""
    line = here.words.hello.edition
    newest_first = sorted(here.assistant.index.editions, key=lambda e: e.id, reverse=True)
    return "\n".join(
        line.format(
            municipality=escape(e.municipality), title=escape(e.title), count=len(e.projects)
        )
        for e in newest_first[:20]
    )
