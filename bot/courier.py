"""Posting announcements: a letter of the outbox to Telegram, and Telegram's answer to a `Result`.

Here lives what each refusal means for a letter. It repeats nothing (the outbox does) and keeps no pace.
A letter's body is JSON: `html`, and `buttons`, rows of `[label, callback data]`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.lanes import seconds
from bot.letters import Closed, Delivery, Failed, Moved, Refused, Result, Sent, Wait
from bot.refusals import Refusal, meaning_of
from bot.wire import NotSent

TIMEOUT = 10.0
"""Seconds until a request counts as failed."""

Rows = Sequence[Sequence[tuple[str, str]]]


def body(html: str, buttons: Rows = ()) -> str:
    """A letter's body."""
    return json.dumps({"html": html, "buttons": buttons}, ensure_ascii=False)


class Courier:
    """Posts letters by a bot of its own, which no other request waits for."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    async def post(self, delivery: Delivery) -> Result:
        """Send or edit one message; never raises."""
        try:
            return await self._post(delivery)
        except TelegramError as error:
            return meaning(error)
        except Exception as error:  # noqa: BLE001 - a letter must not end the sender
            return Failed(type(error).__name__, unsure=True)

    async def _post(self, delivery: Delivery) -> Result:
        letter = json.loads(delivery.body)
        rows = [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in letter["buttons"]
        ]
        markup = InlineKeyboardMarkup(rows) if rows else None
        if delivery.message is not None:
            await self.bot.edit_message_text(
                letter["html"],
                delivery.chat,
                delivery.message,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
            )
            return Sent()
        sent = await self.bot.send_message(
            delivery.chat,
            letter["html"],
            parse_mode=ParseMode.HTML,
            reply_markup=markup,
            message_thread_id=delivery.topic or None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        return Sent(sent.message_id)


def meaning(error: TelegramError) -> Result:
    """What an error of Telegram's means for a letter."""
    match error:
        case RetryAfter():
            return Wait(seconds(error))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Refused(error.message, chat=True)
        case BadRequest():
            return _refusal(error.message)
        case NotSent():
            return Failed(error.message, unsure=False)
        case NetworkError():
            return Failed(error.message, unsure=True)
        case _:
            return Failed(error.message, unsure=False)


def _refusal(why: str) -> Result:
    meaning = meaning_of(why)
    if meaning is Refusal.SAME:
        return Sent()
    if meaning is Refusal.NO_TOPIC:
        return Closed()
    return Refused(why, chat=meaning is Refusal.GONE)
