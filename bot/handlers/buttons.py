"""Pressed buttons: the answer takes the place of the message it stands under, a picture or file follows it.

The data of a button is a whole action (`bot.codec`), so that an old one works after a restart and on
another replica; one of a withdrawn edition says so. Data that begins with `!` belongs to other modules.
"""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.assistant import Assistant, Context
from bot.codec import Decoded, Stale, decode
from bot.handlers.files import send_chart, send_export
from bot.handlers.talk import Ctx, Press, desk_of, press
from bot.limits import Verdict
from bot.locales.talk import TALKING
from bot.memory import client_language
from bot.message import Chart, Export, Show
from bot.sending import Outgoing
from data.query import Intent


async def pressed(update: Update, context: Ctx) -> None:
    """Do what a button says."""
    query = update.callback_query
    if query is not None and query.inline_message_id:
        await _elsewhere(query, query.inline_message_id, context)
    elif (pressed_here := await press(update, context)) is not None:
        await _here(pressed_here)


def _action(assistant: Assistant, query: CallbackQuery) -> Decoded:
    return decode(query.data or "", assistant.index, assistant.topic)


async def _elsewhere(query: CallbackQuery, number: str, context: Ctx) -> None:
    """A button under a card that was posted elsewhere; only answers can be shown there."""
    desk = desk_of(context)
    client, assistant = client_language(query.from_user.language_code), desk.assistant
    action = _action(assistant, query)
    if isinstance(action, Stale):
        await desk.sender.acknowledge(query.id, TALKING[client].trouble.stale, alert=True)
        return
    await desk.sender.acknowledge(query.id)
    if isinstance(action, Show):
        asked = Context((), desk.services.municipality, client)
        reply = assistant.show((action.intent,), asked)
        await desk.sender.edit_inline(number, Outgoing.of(reply.message, assistant.index))


async def _here(pressed_here: Press) -> None:
    here = pressed_here.here
    match _action(here.assistant, pressed_here.query):
        case Stale():
            await pressed_here.acknowledge(here.words.trouble.stale, alert=True)
        case Show(intent):
            await _show(pressed_here, intent)
        case Chart(query):
            await pressed_here.acknowledge()
            await send_chart(here, query)
        case Export(query):
            await pressed_here.acknowledge()
            await send_export(here, query)


async def _show(pressed_here: Press, intent: Intent) -> None:
    """Put the answer in the place of the message; below it, where that is a picture or a file."""
    here, message = pressed_here.here, pressed_here.message
    match here.allowed():
        case Verdict.TELL:
            await pressed_here.acknowledge(here.words.trouble.too_fast, alert=True)
        case Verdict.IGNORE:
            await pressed_here.acknowledge()
        case Verdict.ANSWER:
            reply = here.assistant.show((intent,), here.context)
            await here.tell(reply, instead=message.message_id if message.text else None)
            await pressed_here.acknowledge()
