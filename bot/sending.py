"""Messages to Telegram with manners: what each refusal means, and what is done about it.

Here live the calls that a person gets to see, and the handling of every error that Telegram names. Pacing
and repeating is `bot.lanes`; what to say is decided elsewhere. Nothing here raises for a chat that is
gone: the answer is that nothing was sent (None).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram import Message as Sent
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.codec import encode
from bot.memory import Place
from bot.message import Message
from bot.refusals import Refusal, meaning_of
from data.index import Index

_LOG = logging.getLogger(__name__)

WORKING_AFTER: Final = 0.3
"""Seconds of work after which a person is shown that there is work; where nobody else is, at once."""

SIGN_SECONDS: Final = 0.15
"""Seconds that an answer waits at most for the sign to be there before it."""

SHOWN_AT_ONCE: Final = 8
"""Chats that are shown so at once; in a flood the answers go first, and the signs are left out."""


class Key(Struct, frozen=True):
    """A button as Telegram takes it: callback data, or an address to open, or a query to type."""

    label: str
    data: str | None = None
    url: str | None = None
    inline: str | None = None

    def button(self) -> InlineKeyboardButton:
        """As python-telegram-bot's value."""
        return InlineKeyboardButton(
            self.label[:60],
            callback_data=self.data,
            url=self.url,
            switch_inline_query_current_chat=self.inline,
        )


Keys = tuple[tuple[Key, ...], ...]


class Outgoing(Struct, frozen=True):
    """What is about to be sent."""

    html: str
    keys: Keys = ()

    @classmethod
    def of(cls, message: Message, index: Index, more: Keys = ()) -> Outgoing:
        """A message with its buttons, and further keys below; a button without a code is left out."""
        coded = (
            tuple(Key(b.label, data) for b in row if (data := encode(b.action, index)) is not None)
            for row in message.buttons
        )
        return cls(message.html, tuple(row for row in coded if row) + more)

    @property
    def markup(self) -> InlineKeyboardMarkup | None:
        """The keyboard; None without keys, which also takes one away when a message is edited."""
        rows = [[key.button() for key in row] for row in self.keys if row]
        return InlineKeyboardMarkup(rows) if rows else None

    @property
    def plain(self) -> Outgoing:
        """Without formatting, for the day when Telegram cannot read it."""
        return replace(self, html=Message(self.html).plain)


class File(Struct, frozen=True):
    """A picture or a document to send."""

    name: str
    content: bytes
    caption: str
    picture: bool = False


class Sender(Struct, frozen=True):
    """Sends for a bot; `moved(old, new)` is told of a group that became a supergroup."""

    bot: ExtBot[None]
    moved: Callable[[int, int], Awaitable[None]]
    showing: set[asyncio.Task[None]] = field(default_factory=set)

    async def send(self, place: Place, out: Outgoing, reply_to: int | None = None) -> int | None:
        """Send a message; its number, or None where nothing is known to have arrived."""

        async def call(where: Place, what: Outgoing) -> Sent:
            return await self.bot.send_message(
                where.chat_id,
                what.html,
                parse_mode=ParseMode.HTML if what is out else None,
                message_thread_id=where.thread_id,
                reply_parameters=_reply(reply_to),
                reply_markup=what.markup,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

        try:
            return await self._deliver(place, lambda where: call(where, out))
        except BadRequest as error:
            if meaning_of(error) is not Refusal.MARKUP:
                raise
            _LOG.error("Telegram could not read a message: %s", error)
            return await self._deliver(place, lambda where: call(where, out.plain))

    async def send_file(self, place: Place, file: File, reply_to: int | None = None) -> int | None:
        """Send a picture or a document; its number, or None."""

        async def call(where: Place) -> Sent:
            content = InputFile(file.content, file.name)
            send = self.bot.send_photo if file.picture else self.bot.send_document
            return await send(
                where.chat_id,
                content,
                caption=file.caption,
                parse_mode=ParseMode.HTML,
                message_thread_id=where.thread_id,
                reply_parameters=_reply(reply_to),
            )

        return await self._deliver(place, call)

    async def _deliver(self, place: Place, call: Callable[[Place], Awaitable[Sent]]) -> int | None:
        try:
            return (await call(place)).message_id
        except ChatMigrated as moved:
            await self.moved(place.chat_id, moved.new_chat_id)
            return await self._deliver(replace(place, chat_id=moved.new_chat_id), call)
        except TimedOut:
            _LOG.warning("a message may have arrived or not; it is not sent again")
        except Forbidden as gone:
            _LOG.info("a chat cannot be written to: %s", gone)
        except BadRequest as error:
            meaning = meaning_of(error)
            if meaning is Refusal.NO_TOPIC and place.thread_id is not None:
                return await self._deliver(replace(place, thread_id=None), call)
            if meaning not in {Refusal.GONE, Refusal.NO_TOPIC}:
                raise
            _LOG.info("a chat cannot be written to: %s", error)
        return None

    async def moved_to(self, chat_id: int) -> int | None:
        """The supergroup that a group has become; None where it has not, or nobody says so."""
        try:
            await self.bot.get_chat(chat_id)
        except ChatMigrated as moved:
            return moved.new_chat_id
        except TelegramError:
            return None
        return None

    async def edit(self, place: Place, number: int, out: Outgoing) -> int | None:
        """Change a message of ours; where it cannot be changed any more, send it anew."""
        try:
            await self.bot.edit_message_text(
                out.html,
                place.chat_id,
                number,
                parse_mode=ParseMode.HTML,
                reply_markup=out.markup,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except BadRequest as error:
            if meaning_of(error) is Refusal.SAME:
                return number
            return await self.send(place, out)
        except (Forbidden, ChatMigrated) as error:
            _LOG.info("a message cannot be changed: %s", error)
            return None
        return number

    async def edit_inline(self, number: str, out: Outgoing) -> None:
        """Change a message that was posted through inline or guest mode."""
        with suppress(BadRequest, Forbidden):
            await self.bot.edit_message_text(
                out.html,
                inline_message_id=number,
                parse_mode=ParseMode.HTML,
                reply_markup=out.markup,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

    async def edit_keys(
        self, place: Place, number: int, markup: InlineKeyboardMarkup | None
    ) -> None:
        """Change the buttons under a message of ours, or take them away."""
        with suppress(BadRequest, Forbidden, ChatMigrated):
            await self.bot.edit_message_reply_markup(place.chat_id, number, reply_markup=markup)

    async def acknowledge(
        self, query: str, text: str | None = None, *, alert: bool = False
    ) -> None:
        """Tell a button that it was pressed; one pressed too long ago no longer listens.

        A courtesy: whatever goes wrong with it, what the button asked for is done all the same.
        """
        with suppress(TelegramError):
            await self.bot.answer_callback_query(query, text, show_alert=alert)

    @asynccontextmanager
    async def working(
        self, place: Place, action: ChatAction = ChatAction.TYPING, after: float = WORKING_AFTER
    ) -> AsyncIterator[None]:
        """Show in the chat that there is work, while there is."""
        if len(self.showing) >= SHOWN_AT_ONCE:
            yield
            return
        after, shown = after if self.showing else 0, asyncio.Event()
        task = asyncio.create_task(self._show(place, action, after, shown))
        self.showing.add(task)
        task.add_done_callback(self.showing.discard)
        try:
            if not after:  # a sign that comes after the answer would stay below it for seconds
                with suppress(TimeoutError):
                    await asyncio.wait_for(shown.wait(), SIGN_SECONDS)
            yield
        finally:
            task.cancel()

    async def _show(
        self, place: Place, action: ChatAction, after: float, shown: asyncio.Event
    ) -> None:
        await asyncio.sleep(after)
        try:
            while True:
                await self.bot.send_chat_action(
                    place.chat_id, action, message_thread_id=place.thread_id
                )
                shown.set()
                await asyncio.sleep(4.5)
        except TelegramError:
            shown.set()


def _reply(number: int | None) -> ReplyParameters | None:
    return ReplyParameters(number, allow_sending_without_reply=True) if number else None
