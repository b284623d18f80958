"""Looking projects up from any chat: inline mode, and guest mode where the bot is no member.

Every result is the project's full card with its citation. Results differ by language, so they are cached
per person. Nothing is kept of what was typed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from telegram import (
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram import Message as Received
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.assistant import Assistant, Context
from bot.examples import examples_of
from bot.handlers.commands import said_in
from bot.handlers.questions import without_mention
from bot.handlers.talk import Ctx, Desk, count, desk_of
from bot.limits import Verdict
from bot.links import project_payload
from bot.locales.talk import TALKING
from bot.memory import client_language
from bot.message import Language, Message
from bot.sending import Key, Outgoing
from bot.voice import locale_of
from data.model import NEW, Project
from data.query import Operation, Query, Scope
from nlp.words.readings import reading, romanize
from nlp.words.text import fold

PAGE: Final = 50
"""Results of one page: as many as Telegram takes."""

SHORT: Final = 3
"""Characters too few to tell a word by: names that begin with them, then those that hold them, are offered."""

OFFSET: Final = re.compile(r"[0-9]{1,6}")
"""Where a page begins, as it was said with the page before; anything else begins anew."""

CACHE: Final = 300
"""Seconds for which Telegram may show the same results again."""


async def looked_up(update: Update, context: Ctx) -> None:
    """Answer an inline query: the projects whose names fit, or the largest and the new ones."""
    query, desk = update.inline_query, desk_of(context)
    if query is None:
        return
    language = client_language(query.from_user.language_code)
    assistant, asked = desk.assistant, Context((), desk.services.municipality, language)
    start = int(query.offset) if OFFSET.fullmatch(query.offset) else 0
    projects = fitting(assistant, query.query, asked, start + PAGE + 1)
    page = projects[start : start + PAGE]
    more = str(start + PAGE) if len(projects) > start + PAGE else ""
    cards = [card(assistant, p, asked, context.bot.username) for p in page]
    try:
        await context.bot.answer_inline_query(
            query.id, cards, cache_time=CACHE, is_personal=True, next_offset=more
        )
    except BadRequest as error:
        if "too old" not in str(error).lower():
            raise


def fitting(assistant: Assistant, text: str, context: Context, limit: int) -> Sequence[Project]:
    """The projects to offer: by name, or by the beginning of it, or those of the section so named."""
    if not text.strip():
        return _without_a_word(assistant, context)[:limit]
    hits = [hit.project for hit in assistant.search(text, limit, context=context)]
    listed = assistant.index.take(Scope(editions=frozenset({assistant.newest(context)})))
    begun = fold(text.strip())
    if not hits and len(begun) <= SHORT:
        fit = [p for p in listed if any(begun in form for form in _forms(p.name))]
        hits = sorted(fit, key=lambda p: not any(f.startswith(begun) for f in _forms(p.name)))
    hits += [p for p in listed if p.section == text.strip() and p not in hits]
    return hits[:limit]


@lru_cache(maxsize=20_000)
def _forms(name: str) -> tuple[str, ...]:
    """How a name is typed: as written, in kana, in Latin letters."""
    kana = fold(reading(name))
    return fold(name), kana, romanize(kana)


def _without_a_word(assistant: Assistant, context: Context) -> list[Project]:
    """The largest ten, then the new, then the rest by amount."""
    everything = assistant.index.take(Scope(editions=frozenset({assistant.newest(context)})))
    largest = sorted(everything, key=lambda p: -(p.requested.total or 0))
    new = [p for p in largest if p.kind == NEW]
    return list({p.id: p for p in (*largest[:10], *new, *largest)}.values())


def card(
    assistant: Assistant, project: Project, context: Context, username: str
) -> InlineQueryResultArticle:
    """A project as an inline result: name, amount and section; chosen, its full card."""
    query = Query(Operation.DETAIL, Scope(projects=frozenset({project.id})))
    reply = assistant.show((query,), context)
    link = Key(
        TALKING[context.language].hello.open_here,
        url=f"https://t.me/{username}?start={project_payload(project.id)}",
    )
    return _article(
        f"{project.id.edition}-{project.no}",
        project.name,
        f"{brief_amount(project, context.language)} {project.department} {project.section}",
        Outgoing.of(Message(reply.message.html), assistant.index, ((link,),)),
    )


def brief_amount(project: Project, language: Language) -> str:
    """The amount requested, as people of the language read it; nothing where the cell is empty."""
    yen = project.requested.total
    return "" if yen is None else locale_of(language).amount(yen)


def _article(
    result_id: str, title: str, description: str, out: Outgoing
) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        out.html,
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(
        result_id, title[:100], content, reply_markup=out.markup, description=description[:200]
    )


async def guest(update: Update, context: Ctx) -> None:
    """A mention where the bot is a guest: one message, in the place that Telegram gives it."""
    message, desk = update.guest_message, desk_of(context)
    if message is None or not message.guest_query_id:
        return
    user = message.from_user
    if user is None or user.is_bot:
        return
    language = client_language(user.language_code)
    out = await _guest_answer(desk, message, user.id, language, context.bot.username)
    if out is not None:
        article = _article("answer", "予算さん", "", out)
        await context.bot.answer_guest_query(message.guest_query_id, article)


async def _guest_answer(
    desk: Desk, message: Received, person: int, language: Language, username: str
) -> Outgoing | None:
    words = TALKING[language]
    asked = without_mention(message.text or "", username) or said_in(message.reply_to_message)
    if not asked:
        assistant = desk.assistant
        found = examples_of(assistant.index, assistant.newest(Context()))
        places = {"bot": username, "project": found.project, "section": found.section}
        return Outgoing(words.hello.help_group.format(**places))
    match desk.limits.ask(person, person, message.date.timestamp()):
        case Verdict.IGNORE:
            return None
        case Verdict.TELL:
            return Outgoing(words.trouble.too_fast)
        case Verdict.ANSWER:
            assistant, started = desk.assistant, time.perf_counter()
            reply = assistant.reply(asked, Context((), desk.services.municipality, language))
            await count(desk.services, reply, time.perf_counter() - started)
            return Outgoing.of(reply.message, assistant.index)
