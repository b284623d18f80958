"""Lists sent by admins: checked, shown with what changed, published by a button. Others are refused kindly.

The data of the keys is `!p:WHAT:KEY`. Who may publish is asked at the file and again at each key.
"""

from __future__ import annotations

import asyncio
import logging
from html import escape
from typing import Final

from telegram import Document, Update
from telegram import Message as Received
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.handlers.talk import Ctx, Talk, parts, press, talk
from bot.memory import first_of_album
from bot.message import MESSAGE_LIMIT, Message
from bot.refusals import Refusal, meaning_of
from bot.sending import Key, Keys, Outgoing
from bot.services import Draft
from data.errors import YosanError

_LOG = logging.getLogger(__name__)

LARGEST: Final = 20 * 2**20
"""Bytes that a bot may download from Telegram."""


NAME_SHOWN: Final = 100
"""Characters of a file's name, its ending among them, that are kept and said."""


async def received(update: Update, context: Ctx) -> None:
    """A file: from an admin a list to publish, from anyone else nothing that is read."""
    here, message = await talk(update, context), update.effective_message
    if here is None or message is None or message.document is None or here.place.is_group:
        return
    if here.person not in here.desk.services.admins:
        _LOG.warning("user %s sent a file and may not publish", here.person)
        if await first_of_album(here.desk.services.chats, here.place, message.media_group_id):
            await here.say(here.words.staff.denied)
        return
    async with here.desk.sender.working(here.place, ChatAction.TYPING):
        out = await _checked(here, message.document)
    if out is not None:
        await here.desk.sender.send(here.place, out, message.message_id)


async def _checked(here: Talk, document: Document) -> Outgoing:
    words, name = here.words.staff, (document.file_name or "list.pdf")[-NAME_SHOWN:]
    if (document.file_size or 0) > LARGEST:
        return Outgoing(words.too_large)
    try:
        content = bytes(await (await document.get_file()).download_as_bytearray())
        draft = await asyncio.to_thread(
            here.desk.services.publishing.receive, name, content, here.person
        )
    except YosanError as error:
        return Outgoing(words.unreadable.format(name=escape(name), why=escape(str(error))))
    except TelegramError as error:
        if meaning_of(error) is Refusal.TOO_LARGE:
            return Outgoing(words.too_large)
        _LOG.warning("a list could not be fetched: %s", error)
        return Outgoing(words.unreadable.format(name=escape(name), why=words.not_fetched))
    return _shown(here, draft)


def _shown(here: Talk, draft: Draft) -> Outgoing:
    """The check report, what would be told, and the two keys."""
    words = here.words.staff
    discard = Key(words.discard, f"!p:no:{draft.key}")
    if not draft.publishable:
        return Outgoing(draft.report.html, ((discard,),))
    parts = [draft.report.html, words.owed.format(chats=draft.chats)]
    if draft.preview is not None:
        parts.append(words.preview.format(text=draft.preview.html))
    html = "\n\n".join(parts)
    if len(Message(html).plain) > MESSAGE_LIMIT:
        html = "\n\n".join(parts[:2])
    return Outgoing(html, ((Key(words.publish, f"!p:yes:{draft.key}"), discard),))


async def decided(update: Update, context: Ctx) -> None:
    """公開する, やめる, or 公開を取り消す was pressed."""
    pressed = await press(update, context)
    if pressed is None:
        return
    here, message = pressed.here, pressed.message
    if here.person not in here.desk.services.admins:
        _LOG.warning("user %s pressed a publishing key and may not", here.person)
        await pressed.acknowledge(here.words.staff.denied[:190], alert=True)
        return
    await pressed.acknowledge()
    what, key = parts(pressed.query.data)
    said, keys = await asyncio.to_thread(_decide, here, what, key)
    out = Outgoing(_with_outcome(message, said), keys)
    await here.desk.sender.edit(here.place, message.message_id, out)


def _with_outcome(message: Received, said: str) -> str:
    """The report with what became of it below; only that, where both do not fit."""
    html = f"{message.text_html}\n\n<b>{said}</b>" if message.text else f"<b>{said}</b>"
    return html if len(Message(html).plain) <= MESSAGE_LIMIT else f"<b>{said}</b>"


def _decide(here: Talk, what: str, key: str) -> tuple[str, Keys]:
    publishing, words = here.desk.services.publishing, here.words.staff
    try:
        match what:
            case "yes":
                done = publishing.publish(key, here.person)
                if done is None:
                    return words.gone, ()
                published, chats = done
                _LOG.info("user %s published %s for %s chats", here.person, published, chats)
                undo = Key(words.take_back, f"!p:undo:{published}")
                return words.published.format(chats=chats), ((undo,),)
            case "no":
                return (words.discarded if publishing.discard(key, here.person) else words.gone), ()
            case "undo":
                back = publishing.take_back(key, here.person)
                return (words.taken_back if back else words.gone), ()
    except YosanError as error:
        return escape(str(error)), ()
    return words.gone, ()
