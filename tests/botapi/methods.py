"""What each method of the Bot API does to the world, after the checks that Telegram makes.

`METHODS` maps a method's name to a function of the world and its parameters. Uploaded files come as
`Upload` values in the parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.botapi import checks
from tests.botapi.checks import Json, bad, decoded
from tests.botapi.world import BOT, Chat, World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    name: str
    data: bytes


Method: TypeAlias = Callable[[World, Json], Any]


def _write(world: World, params: Json, **content: Any) -> Json:
    """Put a message of the bot into a chat; a person must have written first."""
    chat = world.chat(params["chat_id"])
    thread = params.get("message_thread_id")
    if thread is not None and int(thread) not in chat.topics:
        raise bad("message thread not found")
    reply = _replied(world, chat, params)
    topic = {"message_thread_id": int(thread), "is_topic_message": True} if thread else {}
    markup = checks.keyboard(params)
    return world.message(
        chat.id, BOT, **content, **topic, reply_to_message=reply, reply_markup=markup
    )


def _replied(world: World, chat: Chat, params: Json) -> Json | None:
    asked = decoded(params.get("reply_parameters"))
    if not asked:
        return None
    message = world.messages.get((chat.id, int(asked["message_id"])))
    if message is None and not asked.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return message and {k: v for k, v in message.items() if k != "reply_to_message"}


def _styled(field: str, parsed: checks.Parsed) -> Json:
    entities = "entities" if field == "text" else "caption_entities"
    return {field: parsed.text or None, entities: list(parsed.entities) or None}


def send_message(world: World, params: Json) -> Json:
    return _write(world, params, **_styled("text", checks.text_of(params)))


def _stored(world: World, given: Any) -> tuple[str, bytes]:
    if isinstance(given, Upload):
        file_id = f"file-{next(world.numbers)}"
        world.files[file_id] = given.data
        return file_id, given.data
    if given not in world.files:
        raise bad("wrong file identifier/HTTP URL specified")
    return given, world.files[given]


def _file(file_id: str, data: bytes) -> Json:
    return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(data)}


def send_photo(world: World, params: Json) -> Json:
    caption = _styled("caption", checks.text_of(params, "caption", checks.CAPTION))
    world.chat(params["chat_id"])
    file_id, data = _stored(world, params.get("photo"))
    checks.picture(data)
    return _write(
        world, params, photo=[{**_file(file_id, data), "width": 800, "height": 600}], **caption
    )


def send_document(world: World, params: Json) -> Json:
    caption = _styled("caption", checks.text_of(params, "caption", checks.CAPTION))
    world.chat(params["chat_id"])
    given = params.get("document")
    file_id, data = _stored(world, given)
    if not data:
        raise bad("file must be non-empty")
    name = given.name if isinstance(given, Upload) else "file"
    return _write(world, params, document={**_file(file_id, data), "file_name": name}, **caption)


def send_chat_action(world: World, params: Json) -> bool:
    world.chat(params["chat_id"])
    if params.get("action") not in checks.ACTIONS:
        raise bad("wrong parameter action in request")
    return True


def _own(world: World, params: Json) -> Json:
    if params.get("inline_message_id"):
        message = world.inline_messages.get(params["inline_message_id"])
    else:
        chat = world.chat(params["chat_id"])
        message = world.messages.get((chat.id, int(params["message_id"])))
    if message is None:
        raise bad("message to edit not found")
    if message["from"]["id"] != BOT["id"]:
        raise bad("message can't be edited")
    return message


def _change(message: Json, changes: Json) -> Json | bool:
    if all(message.get(key) == value for key, value in changes.items()):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message |= changes
    return True if "inline_message_id" in message else message


def edit_message_text(world: World, params: Json) -> Json | bool:
    message = _own(world, params)
    parsed = checks.text_of(params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    styled = _styled("text", parsed)
    return _change(message, {**styled, "reply_markup": checks.keyboard(params)})


def edit_message_reply_markup(world: World, params: Json) -> Json | bool:
    return _change(_own(world, params), {"reply_markup": checks.keyboard(params)})


def delete_message(world: World, params: Json) -> bool:
    chat = world.chat(params["chat_id"])
    if world.messages.pop((chat.id, int(params["message_id"])), None) is None:
        raise bad("message to delete not found")
    return True


def _close(world: World, query: str) -> None:
    if world.queries.get(query) != "open":
        raise bad("query is too old and response timeout expired or query ID is invalid")
    world.queries[query] = "answered"


def answer_callback_query(world: World, params: Json) -> bool:
    if len(params.get("text") or "") > 200:
        raise bad("MESSAGE_TOO_LONG")
    _close(world, params["callback_query_id"])
    return True


def answer_inline_query(world: World, params: Json) -> bool:
    checks.inline_results(params)
    _close(world, params["inline_query_id"])
    return True


def answer_guest_query(world: World, params: Json) -> Json:
    result = decoded(params["result"])
    parsed = checks.inline_result(result)
    _close(world, params["guest_query_id"])
    inline_id = f"inline-{next(world.numbers)}"
    world.inline_messages[inline_id] = {
        "inline_message_id": inline_id,
        "from": BOT,
        "text": parsed.text,
        "reply_markup": checks.keyboard(result),
    }
    return {"inline_message_id": inline_id}


def get_chat(world: World, params: Json) -> Json:
    return world.chat(params["chat_id"]).about | {"accent_color_id": 0, "max_reaction_count": 1}


def get_chat_member(world: World, params: Json) -> Json:
    chat, user_id = world.chat(params["chat_id"]), int(params["user_id"])
    if user_id not in world.users:
        raise bad("PARTICIPANT_ID_INVALID")
    user, status = world.users[user_id], chat.members.get(user_id, "left")
    rights = {"is_anonymous": False} if status == "creator" else {}
    if status == "administrator":
        names = (
            "can_be_edited is_anonymous can_manage_chat can_delete_messages can_invite_users "
            "can_manage_video_chats can_restrict_members can_promote_members can_change_info "
            "can_post_stories can_edit_stories can_delete_stories"
        )
        rights = dict.fromkeys(names.split(), False)
    return {"user": user, "status": status, **rights}


def get_file(world: World, params: Json) -> Json:
    data = world.files.get(params["file_id"])
    if data is None:
        raise bad("invalid file_id")
    if len(data) > 20 * 2**20:
        raise bad("file is too big")
    return {**_file(params["file_id"], data), "file_path": f"documents/{params['file_id']}"}


def leave_chat(world: World, params: Json) -> bool:
    world.chat(params["chat_id"]).status = "left"
    return True


def set_my_commands(_: World, params: Json) -> bool:
    checks.commands(params)
    checks.language(params)
    return True


def _set_text(field: str, limit: int) -> Method:
    def method(_: World, params: Json) -> bool:
        checks.language(params)
        if len(params.get(field) or "") > limit:
            raise bad(f"{field.upper()}_TOO_LONG")
        return True

    return method


def _true(_: World, __: Json) -> bool:
    return True


METHODS: dict[str, Method] = {
    "getMe": lambda _, __: BOT,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "answerGuestQuery": answer_guest_query,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getFile": get_file,
    "leaveChat": leave_chat,
    "setMyCommands": set_my_commands,
    "deleteMyCommands": _true,
    "setMyName": _set_text("name", 64),
    "setMyDescription": _set_text("description", 512),
    "setMyShortDescription": _set_text("short_description", 120),
    "setChatMenuButton": _true,
}
