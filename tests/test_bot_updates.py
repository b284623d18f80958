"""Updates of servers older or newer than the library, read without losing the question in them."""

from typing import Any

import pytest
from telegram import Bot

from bot.updates import read_update

PERSON = {"id": 1, "first_name": "花子"}
CHAT = {"id": 1, "type": "private"}
TEXT = {"message_id": 5, "date": 9, "chat": CHAT, "from": PERSON | {"is_bot": False}, "text": "？"}


def read(kind: str, payload: Any) -> Any:
    return getattr(read_update({"update_id": 1, kind: payload}, Bot("1:x")), kind)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"poll": {"id": "1"}},
        {"sticker": {"emoji": "🐈"}},
        {"reply_to_message": {**TEXT, "poll": {"id": "1"}}},
        {"from": PERSON},
        {"something_new": {"x": 1}},
    ],
)
def test_a_question_is_read_whatever_else_there_is(more: dict[str, Any]) -> None:
    message = read("message", {**TEXT, **more})
    assert (message.text, message.chat.id, message.from_user.id) == ("？", 1, 1)


def test_a_reply_is_still_one() -> None:
    message = read("message", {**TEXT, "sticker": {}, "reply_to_message": TEXT})
    assert message.reply_to_message.text == "？"


def test_a_press_and_a_look_up_need_only_what_is_used() -> None:
    pressed = read("callback_query", {"id": "c", "from": PERSON, "data": "x", "message": TEXT})
    assert (pressed.data, pressed.message.message_id) == ("x", 5)
    assert read("inline_query", {"id": "q", "from": PERSON}).query == ""
