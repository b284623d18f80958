"""Text that is a question: in a private chat any, in a group only what is said to the bot.

An edited question is answered anew in the same message. What is not text gets a kind sentence in a
private chat, and nothing in a group.
"""

from __future__ import annotations

import re

from telegram import Message as Received
from telegram import Update

from bot.handlers.talk import Ctx, replied_to, talk
from bot.memory import first_of_album


async def question(update: Update, context: Ctx) -> None:
    """Answer a message, or an edited one by editing the answer."""
    message = update.effective_message
    if message is None or not message.text or _posted_by_us(message, context):
        return
    text = spoken_to(message, context)
    here = await talk(update, context) if text is not None else None
    if here is None or text is None:
        return
    if here.edited and here.place.is_group and not here.known.answered:
        return
    await here.answer(text)


def _posted_by_us(message: Received, context: Ctx) -> bool:
    """A card that somebody posted through inline mode is no question."""
    return message.via_bot is not None and message.via_bot.id == context.bot.id


def spoken_to(message: Received, context: Ctx) -> str | None:
    """What a message says to the bot; None where it is not spoken to."""
    text = message.text or ""
    if message.chat.type == "private" or replied_to(message, context.bot.id) is not None:
        return without_mention(text, context.bot.username)
    bare = without_mention(text, context.bot.username)
    return bare if bare != text.strip() else None


def without_mention(text: str, username: str) -> str:
    """The words around `@bot`."""
    return re.sub(rf"(?i)@{re.escape(username)}\b", " ", text).strip()


async def not_text(update: Update, context: Ctx) -> None:
    """A photo, a sticker, a voice message: only text can be read. An album is told so once."""
    here, message = await talk(update, context), update.effective_message
    if here is None or message is None or here.place.is_group:
        return
    if await first_of_album(here.desk.services.chats, here.place, message.media_group_id):
        await here.say(here.words.trouble.not_text)
