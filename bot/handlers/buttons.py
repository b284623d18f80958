"""Pressed buttons: the answer takes the place of the message it stands under, a picture or file follows it.

The data of a button is a whole action (`bot.codec`), so that an old one works after a restart and on
another replica; one of a withdrawn edition says so. Data that begins with `!` belongs to other modules.
"""

from __future__ import annotations

from typing import assert_never

from telegram import CallbackQuery, Update
from telegram import Message as Received

from bot.assistant import Context
from bot.codec import Stale, decode
from bot.handlers.files import send_chart, send_export
from bot.handlers.talk import Ctx, desk_of, talk
from bot.locales.talk import TALKING
from bot.memory import client_language
from bot.message import Action, Chart, Export, Show
from bot.sending import Outgoing


async def pressed(update: Update, context: Ctx) -> None:
    """Do what a button says."""
    query = update.callback_query
    if query is None:
        return
    desk = desk_of(context)
    words = TALKING[client_language(query.from_user.language_code)]
    assistant = desk.assistant
    action = decode(query.data or "", assistant.index, assistant.topic)
    if isinstance(action, Stale):
        await desk.sender.acknowledge(query.id, words.trouble.stale, alert=True)
    elif query.inline_message_id:
        await _inline(query, action, context)
    elif isinstance(query.message, Received):
        await _here(update, context, action)
    else:
        await desk.sender.acknowledge(query.id, words.trouble.old_button, alert=True)


async def _inline(query: CallbackQuery, action: Action, context: Ctx) -> None:
    """A button under a card that was posted elsewhere; only answers can be shown there."""
    desk = desk_of(context)
    await desk.sender.acknowledge(query.id)
    if isinstance(action, Show) and query.inline_message_id:
        client = client_language(query.from_user.language_code)
        asked = Context((), desk.services.municipality, client)
        assistant = desk.assistant
        reply = assistant.show((action.intent,), asked)
        out = Outgoing.of(reply.message, assistant.index)
        await desk.sender.edit_inline(query.inline_message_id, out)


async def _here(update: Update, context: Ctx, action: Action) -> None:
    here, query = await talk(update, context), update.callback_query
    if here is None or query is None or not isinstance(query.message, Received):
        return
    match action:
        case Show():
            reply = here.assistant.show((action.intent,), here.context)
            if query.message.text:
                await here.tell(reply, instead=query.message.message_id)
            else:
                await here.tell(reply)
            await here.desk.sender.acknowledge(query.id)
        case Chart():
            await here.desk.sender.acknowledge(query.id)
            await send_chart(here, action.query)
        case Export():
            await here.desk.sender.acknowledge(query.id)
            await send_export(here, action.query)
        case _:
            assert_never(action)
