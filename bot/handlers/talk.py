"""One update as a conversation: who speaks where, in which language, and what is known there.

Here lives the way from Telegram's update to the values that the handlers work with, and saying an answer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, TypeAlias

from msgspec import Struct
from telegram import CallbackQuery, Update, User
from telegram import Message as Received
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden
from telegram.ext import Application, CallbackContext, ExtBot

from bot.assistant import Assistant, Context, Reply
from bot.examples import examples_of
from bot.ledger import operation_of, shape_of, status_of
from bot.limits import Limits, Verdict
from bot.locales.chat import Talking
from bot.locales.talk import TALKING
from bot.memory import Heard, Known, Place, client_language, keep, know, note
from bot.message import Language
from bot.sending import Key, Keys, Outgoing, Sender
from bot.services import Services
from data.query import Intent

Ctx: TypeAlias = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App: TypeAlias = Application[ExtBot[None], Ctx, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]

ANONYMOUS = 1087968824
"""Telegram's account for a group's admin who does not show who they are; a person all the same."""

AS_CHANNEL = 136817688
"""Telegram's account for a person who speaks in the name of a channel."""


class Desk(Struct, frozen=True):
    """What stays the same from update to update: services, sender, limits."""

    services: Services
    sender: Sender
    limits: Limits

    @property
    def assistant(self) -> Assistant:
        """The assistant of the newest editions."""
        return self.services.assistant()


def desk_of(context: Ctx) -> Desk:
    """The desk that `bot.app.build` has set up."""
    desk: Desk = context.bot_data["desk"]
    return desk


class Talk(Struct, frozen=True):
    """A person speaking in a place; `heard` is the message they wrote, if they wrote one; `at` when they did, in seconds.

    One assistant answers all of it, whatever is published meanwhile.
    """

    desk: Desk
    assistant: Assistant
    place: Place
    person: int
    client: Language
    known: Known
    at: float
    heard: Heard | None = None
    edited: bool = False

    @property
    def language(self) -> Language:
        """The language to speak."""
        return self.known.chat.language or self.client

    @property
    def words(self) -> Talking:
        """That language's sentences."""
        return TALKING[self.language]

    @property
    def context(self) -> Context:
        """What a question is understood in."""
        return self.known.context(self.client, self.desk.services.municipality)

    def exemplified(self, sentence: str, **places: object) -> str:
        """A sentence with examples from the newest edition in its places."""
        found = examples_of(self.assistant.index, self.assistant.newest(self.context))
        places |= {"project": found.project, "section": found.section}
        return sentence.format(bot=self.desk.sender.bot.username, **places)

    async def say(self, html: str, keys: Keys = ()) -> int | None:
        """Say a sentence: in a group as a reply, to an edited message in place of its answer."""
        out, sender = Outgoing(html, keys), self.desk.sender
        if self.known.answered is not None:
            return await sender.edit(self.place, self.known.answered, out)
        number = await sender.send(self.place, out, self.reply_to)
        if number is not None and self.heard is not None:
            await note(self.desk.services.chats, self.place, number, self.heard)
        return number

    @property
    def reply_to(self) -> int | None:
        """The message to reply to: in a group, what was heard."""
        return self.heard.number if self.heard and self.place.is_group else None

    def allowed(self) -> Verdict:
        """Count a question against the limits."""
        return self.desk.limits.ask(self.person, self.place.chat_id, self.at)

    async def tell(self, reply: Reply, *, instead: int | None = None) -> int | None:
        """Send a reply, and keep what it was about.

        It takes the place of `instead`, a message of ours, or of the answer to what was edited.
        """
        instead = instead or self.known.answered
        out = Outgoing.of(reply.message, self.assistant.index, feedback_keys(reply))
        sender = self.desk.sender
        if instead is not None:
            number = await sender.edit(self.place, instead, out)
        else:
            number = await sender.send(self.place, out, self.reply_to)
        if number is not None:
            chats, last = self.desk.services.chats, reply.context.last
            await keep(chats, self.place, number, last, self.heard)
        return number

    async def answer(self, text: str) -> None:
        """Answer a question."""
        await self.respond(lambda: self.assistant.reply(text, self.context))

    async def show(self, intent: Intent) -> None:
        """Answer what a command asks."""
        await self.respond(lambda: self.assistant.show((intent,), self.context))

    async def respond(self, makes: Callable[[], Reply]) -> None:
        """Answer, counting it; too many are told so once."""
        match self.allowed():
            case Verdict.TELL:
                await self.say(self.words.trouble.too_fast)
            case Verdict.ANSWER:
                started = time.perf_counter()
                async with self.desk.sender.working(self.place):
                    reply = makes()
                    await self.tell(reply)
                await count(self.desk.services, reply, time.perf_counter() - started)

    async def may_manage(self) -> bool:
        """Whether the person may change what concerns the whole chat; in a group its admins may.

        Where Telegram does not tell who is who, nobody may.
        """
        if not self.place.is_group or self.person == ANONYMOUS:
            return True
        try:
            member = await self.desk.sender.bot.get_chat_member(self.place.chat_id, self.person)
        except (BadRequest, Forbidden):
            return False
        return member.status in {ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}

    async def managed(self) -> bool:
        """The same, with a sentence to whoever may not."""
        if await self.may_manage():
            return True
        await self.say(self.words.trouble.admins_only)
        return False


async def count(services: Services, reply: Reply, seconds: float) -> None:
    """Count an answer by its status and operation, and the shape of a question that got none."""
    services.observe(status_of(reply.answers), operation_of(reply.answers), seconds)
    if shape := shape_of(reply.answers):
        await asyncio.to_thread(services.ledger.add, shape)


def feedback_keys(reply: Reply) -> Keys:
    """👍 and 👎 under what was answered."""
    operation = operation_of(reply.answers)
    if status_of(reply.answers) != "answered" or operation == "none":
        return ()
    return ((Key("👍", f"!f:up:{operation}"), Key("👎", f"!f:down:{operation}")),)


def parts(data: str | None) -> tuple[str, str]:
    """What and which a key of ours says: its data is `!LETTER:WHAT:WHICH`."""
    _, what, which = [*(data or "").split(":", 2), "", ""][:3]
    return what, which


def place_of(message: Received) -> Place:
    """The chat and topic of a message."""
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, str(message.chat.type), thread)


def replied_to(message: Received, bot_id: int) -> int | None:
    """Our message that a message replies to, if it does."""
    replied = message.reply_to_message
    ours = replied and replied.from_user and replied.from_user.id == bot_id
    return replied.message_id if replied and ours else None


async def talk(update: Update, context: Ctx) -> Talk | None:
    """The conversation of an update with a message or a pressed button.

    None where nobody is to be answered: another bot, or a message that is answered already (it came
    again after a crash) and was not edited.
    """
    message, user = update.effective_message, update.effective_user
    if message is None or (user and user.is_bot and user.id not in {ANONYMOUS, AS_CHANNEL}):
        return None
    desk, place = desk_of(context), place_of(message)
    person, client = _who(user, place)
    if update.callback_query:
        known = await know(desk.services.chats, place, message.message_id)
        return Talk(desk, desk.assistant, place, person, client, known, time.time())
    edited = update.edited_message is not None
    heard = Heard(message.message_id, int(message.date.timestamp()))
    known = await know(desk.services.chats, place, replied_to(message, context.bot.id), heard)
    if known.answered and not edited:
        return None
    at = (message.edit_date or message.date).timestamp()
    return Talk(desk, desk.assistant, place, person, client, known, at, heard, edited)


class Press(Struct, frozen=True):
    """A pressed button: the conversation it stands in, the query to acknowledge, the message above it."""

    here: Talk
    query: CallbackQuery
    message: Received

    async def acknowledge(self, text: str | None = None, *, alert: bool = False) -> None:
        """Tell the button that it was pressed."""
        await self.here.desk.sender.acknowledge(self.query.id, text, alert=alert)


async def press(update: Update, context: Ctx) -> Press | None:
    """A pressed button; None, after saying that it is too old, where its message cannot be reached."""
    query = update.callback_query
    here = await talk(update, context) if query else None
    if here is not None and query is not None and isinstance(query.message, Received):
        return Press(here, query, query.message)
    if query is not None:
        old = TALKING[client_language(query.from_user.language_code)].trouble.old_button
        await desk_of(context).sender.acknowledge(query.id, old, alert=True)
    return None


def _who(user: User | None, place: Place) -> tuple[int, Language]:
    """The person (the chat, where it speaks as itself) and their client's language."""
    if user is None or user.id == AS_CHANNEL:
        return place.chat_id, client_language(None)
    return user.id, client_language(user.language_code)
