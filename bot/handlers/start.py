"""Being met: `/start` with and without a deep link, `/help`, and being added to or removed from a chat."""

from __future__ import annotations

import asyncio
import logging

from telegram import Chat as TelegramChat
from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatMemberStatus

from bot.chats import Chat
from bot.handlers.commands import edition_lines
from bot.handlers.talk import Ctx, Desk, Talk, desk_of, talk
from bot.links import opened
from bot.memory import Known, Place, client_language
from bot.message import Message
from bot.sending import Outgoing
from data.model import ProjectId
from data.query import Help, Operation, Query, Scope

_LOG = logging.getLogger(__name__)

IN = {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR}


async def start(update: Update, context: Ctx) -> None:
    """`/start`: greet, with examples from the edition as buttons; or open what the link names."""
    here = await talk(update, context)
    if here is None:
        return
    what = opened(context.args[0]) if context.args else None
    match what:
        case ProjectId():
            await _open(here, what)
        case str():
            await here.answer(what)
        case None if here.place.is_group:
            await here.say(here.exemplified(here.words.hello.help_group))
        case None:
            await _greet(here)


async def _open(here: Talk, project: ProjectId) -> None:
    if here.assistant.index.project(project) is None:
        await here.say(here.words.trouble.stale)
        return
    query = Query(Operation.DETAIL, Scope(projects=frozenset({project})))
    await here.tell(here.assistant.show((query,), here.context))


async def _greet(here: Talk) -> None:
    examples = here.assistant.show((Help(here.assistant.newest(here.context)),), here.context)
    html = here.words.hello.start.format(editions=edition_lines(here))
    greeting = Message(html, examples.message.buttons[:3])
    out = Outgoing.of(greeting, here.assistant.index)
    await here.desk.sender.send(here.place, out, here.reply_to)


async def help_(update: Update, context: Ctx) -> None:
    """`/help`: how to ask, in a group what is different there."""
    here = await talk(update, context)
    if here is None:
        return
    hello = here.words.hello
    sentence = hello.help_group if here.place.is_group else hello.help
    await here.say(here.exemplified(sentence))


async def membership(update: Update, context: Ctx) -> None:
    """Added to a group: greet once. Removed or blocked: forget the chat and what it is owed."""
    change = update.my_chat_member
    if change is None:
        return
    desk, chat = desk_of(context), change.chat
    if not _is_in(change.new_chat_member):
        await _left(desk, chat)
    elif not _is_in(change.old_chat_member) and chat.type in {"group", "supergroup"}:
        if await asyncio.to_thread(desk.services.chats.knows, chat.id):
            return  # it was here before it became a supergroup
        language, place = client_language(change.from_user.language_code), Place(chat.id)
        known = Known(Chat(chat.id, str(chat.type)), ())
        here = Talk(desk, desk.assistant, place, change.from_user.id, language, known, 0.0)
        await here.say(here.exemplified(here.words.hello.joined))


def _is_in(member: ChatMember) -> bool:
    """Whether the bot is in the chat; one that is restricted may be so from outside."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in IN


async def _left(desk: Desk, chat: TelegramChat) -> None:
    """Forget a chat, unless it is a group that only became a supergroup."""
    moved = await desk.sender.moved_to(chat.id) if chat.type == "group" else None
    if moved is not None:
        await desk.sender.moved(chat.id, moved)
        return
    await asyncio.to_thread(desk.services.chats.forget, chat.id)
    _LOG.info("left a %s", chat.type)


async def migrated(update: Update, context: Ctx) -> None:
    """A group became a supergroup: everything kept goes along."""
    message = update.effective_message
    if message is None:
        return
    desk = desk_of(context)
    if message.migrate_to_chat_id:
        await desk.sender.moved(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await desk.sender.moved(message.migrate_from_chat_id, message.chat.id)
