"""An update as Telegram sent it, as python-telegram-bot's value. Pure.

Bot API servers differ in age, and the library wants every field of the newest. Where one is missing in what
nobody here looks at (a poll, a sticker), that part is left out; a question must not be lost for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from telegram import Bot, Update

from bot.intake import Json

LOOKED_AT: Final = (
    "message_id",
    "date",
    "edit_date",
    "chat",
    "sender_chat",
    "text",
    "entities",
    "caption",
    "document",
    "media_group_id",
    "message_thread_id",
    "is_topic_message",
    "guest_query_id",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)
"""The fields of a message that a handler may look at."""

PERSON: Final = {"is_bot": False, "first_name": ""}


def read_update(body: Json, bot: Bot) -> Update:
    """The update; without the parts that cannot be read, where there are any."""
    try:
        return Update.de_json(dict(body), bot)
    except (TypeError, ValueError, KeyError, AttributeError):
        return Update.de_json(reduced(body), bot)


def reduced(body: Json) -> dict[str, Any]:
    """Only what handlers look at, with what the library wants beside it."""
    return {
        kind: _part(kind, value) if isinstance(value, Mapping) else value
        for kind, value in body.items()
    }


def _part(kind: str, value: Json) -> dict[str, Any]:
    if kind.endswith("message"):
        return _message(value)
    part = dict(value)
    if isinstance(part.get("from"), Mapping):
        part["from"] = PERSON | dict(part["from"])
    if kind == "callback_query":
        part.setdefault("chat_instance", "")
        if isinstance(part.get("message"), Mapping):
            part["message"] = _message(part["message"]) | _kept(part["message"], "reply_markup")
    if kind == "inline_query":
        part = {"query": "", "offset": "", **part}
    return part


def _message(value: Json) -> dict[str, Any]:
    message = {"date": 0, **_kept(value, *LOOKED_AT)}
    for whose in ("from", "via_bot"):
        if isinstance(value.get(whose), Mapping):
            message[whose] = PERSON | dict(value[whose])
    if isinstance(value.get("reply_to_message"), Mapping):
        message["reply_to_message"] = _message(value["reply_to_message"])
    return message


def _kept(value: Json, *names: str) -> dict[str, Any]:
    return {name: value[name] for name in names if name in value}
