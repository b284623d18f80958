"""👍 and 👎 under an answer: counted by operation, with three reasons for 👎. Nobody's name is kept.

The data is `!f:VERDICT:OPERATION`; the row of keys changes, the answer above it stays.
"""

from __future__ import annotations

import asyncio

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.handlers.talk import Ctx, parts, press
from bot.ledger import REASONS
from bot.locales.chat import Talking
from data.query import Operation

VERDICTS = {"up", "down", *REASONS}


async def feedback(update: Update, context: Ctx) -> None:
    """Count a press; ask for a reason after 👎."""
    pressed = await press(update, context)
    if pressed is None:
        return
    here, words = pressed.here, pressed.here.words
    verdict, operation = parts(pressed.query.data)
    if verdict not in VERDICTS or operation not in set(Operation):
        await pressed.acknowledge(words.trouble.old_button)
        return
    await asyncio.to_thread(here.desk.services.ledger.add, f"feedback {verdict} {operation}")
    said = words.feedback.ask if verdict == "down" else words.feedback.thanks
    await pressed.acknowledge(said)
    row = _reasons(words, operation) if verdict == "down" else ()
    markup = _with_last_row(pressed.message.reply_markup, row)
    await here.desk.sender.edit_keys(here.place, pressed.message.message_id, markup)


def _reasons(words: Talking, operation: str) -> tuple[InlineKeyboardButton, ...]:
    return tuple(
        InlineKeyboardButton(words.feedback.reasons[r], callback_data=f"!f:{r}:{operation}")
        for r in REASONS
    )


def _with_last_row(
    before: InlineKeyboardMarkup | None, row: tuple[InlineKeyboardButton, ...]
) -> InlineKeyboardMarkup | None:
    """The keys with another row in the place of the feedback row; None where no row is left."""
    rows = [r for r in (before.inline_keyboard if before else ()) if not _is_feedback(r)]
    return InlineKeyboardMarkup([*rows, row] if row else rows) if rows or row else None


def _is_feedback(row: tuple[InlineKeyboardButton, ...]) -> bool:
    return any(str(b.callback_data).startswith("!f:") for b in row)
