"""The people, chats and messages that the Bot API server knows, and the updates they cause.

A double of Telegram's own state, small and honest: what a person does here reaches the bot only if
Telegram would deliver it (privacy mode, membership).
"""

from __future__ import annotations

import itertools
import re
import time
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.checks import Json, Refused, bad

BOT = {
    "id": 999,
    "is_bot": True,
    "first_name": "予算さん",
    "username": "yosan_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
    "supports_guest_queries": True,
}


@dataclass(slots=True)
class Chat:
    """A chat as the bot sees it; `about` is what Telegram shows of it."""

    about: Json
    status: str = "member"
    sees_all: bool = False
    migrated_to: int | None = None
    topics: set[int] = field(default_factory=set)
    members: dict[int, str] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.about["id"])


@dataclass(slots=True)
class World:
    """Everything there is; `updates` are those not yet confirmed by the bot."""

    users: dict[int, Json] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    inline_messages: dict[str, Json] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)
    updates: list[Json] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: itertools.count(1))
    update_ids: Any = field(default_factory=lambda: itertools.count(1000))

    # --- who and where -------------------------------------------------------------------------

    def user(self, user_id: int = 1, language: str | None = "ja", *, name: str = "花子") -> Json:
        """A person, and the private chat that they have opened with the bot."""
        if user_id not in self.users:
            about = {"id": user_id, "is_bot": False, "first_name": name}
            self.users[user_id] = about | ({"language_code": language} if language else {})
            private = {"id": user_id, "type": "private", "first_name": name}
            self.chats[user_id] = Chat(private, members={user_id: "member"})
        return self.users[user_id]

    def group(
        self, chat_id: int = -1001, kind: str = "supergroup", *, topics: tuple[int, ...] = ()
    ) -> Chat:
        """A group that the bot is in."""
        about = {"id": chat_id, "type": kind, "title": "防災の会"}
        if topics:
            about["is_forum"] = True
        self.chats[chat_id] = Chat(about, topics=set(topics))
        return self.chats[chat_id]

    def chat(self, chat_id: Any) -> Chat:
        """A chat that the bot may write to now, or Telegram's refusal."""
        chat = self.chats.get(int(chat_id))
        if chat is None:
            raise bad("chat not found")
        if chat.migrated_to is not None:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.status == "blocked":
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat.status in {"kicked", "left"}:
            kind = "group" if chat.about["type"] == "group" else "supergroup"
            raise Refused(403, f"Forbidden: bot was kicked from the {kind} chat")
        return chat

    # --- what people do ------------------------------------------------------------------------

    def message(self, chat_id: int, sender: Json, **fields: Any) -> Json:
        """Keep a new message of a chat."""
        message = {
            "message_id": next(self.numbers),
            "date": int(time.time()),
            "chat": self.chats[chat_id].about,
            "from": sender,
            **{k: v for k, v in fields.items() if v is not None},
        }
        self.messages[chat_id, message["message_id"]] = message
        return message

    def update(self, kind: str, payload: Json) -> Json:
        """Queue an update for the bot."""
        update = {"update_id": next(self.update_ids), kind: payload}
        self.updates.append(update)
        return update

    def says(
        self,
        text: str,
        user_id: int = 1,
        chat_id: int | None = None,
        *,
        reply_to: Json | None = None,
        thread: int | None = None,
        heard: bool = True,
        **fields: Any,
    ) -> Json:
        """A person writes; the bot hears of it where Telegram would tell it (never, if not `heard`)."""
        user = self.user(user_id)
        chat = chat_id if chat_id is not None else user_id
        topic = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        message = self.message(
            chat,
            user,
            text=text,
            entities=entities_in(text),
            reply_to_message=reply_to,
            **topic,
            **fields,
        )
        if heard and self.delivers(message):
            self.update("message", message)
        return message

    def delivers(self, message: Json) -> bool:
        """Whether privacy mode lets a message reach the bot."""
        chat = self.chats[message["chat"]["id"]]
        if chat.about["type"] == "private" or chat.sees_all:
            return True
        reply = message.get("reply_to_message") or {}
        to_bot = reply.get("from", {}).get("id") == BOT["id"]
        command = re.match(r"/\w+(?:@(\w+))?", message.get("text", ""))
        ours = command and (command[1] or str(BOT["username"])).lower() == BOT["username"]
        service = not {"text", "photo", "document", "sticker", "voice"} & set(message)
        return bool(to_bot or ours or service)

    def sends(self, user_id: int = 1, chat_id: int | None = None, **content: Any) -> Json:
        """A person sends something that is not text: photo=…, sticker=…, document=…."""
        user = self.user(user_id)
        message = self.message(chat_id if chat_id is not None else user_id, user, **content)
        if self.delivers(message):
            self.update("message", message)
        return message

    def document(self, name: str, data: bytes, user_id: int = 1, **fields: Any) -> Json:
        """A person sends a file."""
        file_id = f"file-{next(self.numbers)}"
        self.files[file_id] = data
        document = {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_name": name,
            "file_size": len(data),
        }
        return self.sends(user_id, document=document, **fields)

    def edits(self, message: Json, text: str) -> Json:
        """A person changes a message of theirs."""
        message |= {"text": text, "entities": entities_in(text), "edit_date": int(time.time())}
        return self.update("edited_message", dict(message))

    def presses(self, message: Json | None, data: str, user_id: int = 1) -> str:
        """A person presses a button of the bot's message (None: it is not told of); the query's id."""
        query = f"cb-{next(self.numbers)}"
        self.queries[query] = "open"
        where = (
            {"inline_message_id": message["inline_message_id"]}
            if message and "inline_message_id" in message
            else {"message": dict(message)}
            if message
            else {}
        )
        self.update(
            "callback_query",
            {"id": query, "from": self.user(user_id), "chat_instance": "1", "data": data, **where},
        )
        return query

    def looks_up(self, text: str, user_id: int = 1, offset: str = "") -> str:
        """A person types `@bot text` anywhere; the id of the query."""
        query = f"iq-{next(self.numbers)}"
        self.queries[query] = "open"
        self.update(
            "inline_query",
            {"id": query, "from": self.user(user_id), "query": text, "offset": offset},
        )
        return query

    def mentions(self, text: str, user_id: int = 1, chat_id: int = -5001, **fields: Any) -> str:
        """A person writes `@bot question` where the bot is a guest; the id of the query."""
        query = f"gq-{next(self.numbers)}"
        self.queries[query] = "open"
        about = {"id": chat_id, "type": "supergroup", "title": "よその会"}
        message = {
            "message_id": next(self.numbers),
            "date": int(time.time()),
            "chat": about,
            "from": self.user(user_id),
            "text": text,
            "guest_query_id": query,
            **fields,
        }
        self.update("guest_message", message)
        return query

    # --- what becomes of chats -----------------------------------------------------------------

    def membership(self, chat_id: int, status: str, user_id: int = 1) -> None:
        """The bot is added (member), made admin (administrator), removed (kicked) or blocked."""
        chat, user = self.chats[chat_id], self.user(user_id)
        old, chat.status = chat.status, ("blocked" if status == "blocked" else status)
        member = {"user": BOT}
        telegram = {"blocked": "kicked"}
        self.update(
            "my_chat_member",
            {
                "chat": chat.about,
                "from": user,
                "date": int(time.time()),
                "old_chat_member": member | _status(telegram.get(old, old)),
                "new_chat_member": member | _status(telegram.get(status, status)),
            },
        )

    def migrates(self, chat_id: int, to: int, *, silent: bool = False) -> None:
        """A group becomes a supergroup; both service messages are sent unless `silent`."""
        old = self.chats[chat_id]
        self.chats[to] = Chat({**old.about, "id": to, "type": "supergroup"}, members=old.members)
        old.migrated_to = to
        if not silent:
            told = self.message(chat_id, self.user(1), migrate_to_chat_id=to)
            self.update("message", told)
            self.update("message", self.message(to, self.user(1), migrate_from_chat_id=chat_id))


def entities_in(text: str) -> list[Json] | None:
    """The bot command and the mentions that Telegram would mark."""
    found = [
        {"type": "bot_command", "offset": m.start(), "length": len(m[0])}
        for m in re.finditer(r"(?:^|(?<=\s))/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?", text)
    ]
    found += [
        {"type": "mention", "offset": m.start(), "length": len(m[0])}
        for m in re.finditer(r"(?:^|(?<=\s))@\w{3,}", text)
    ]
    return found or None


def _status(status: str) -> Json:
    if status == "kicked":
        return {"status": "kicked", "until_date": 0}
    if status == "administrator":
        rights = (
            "can_be_edited is_anonymous can_manage_chat can_delete_messages "
            "can_manage_video_chats can_restrict_members can_promote_members can_change_info "
            "can_invite_users can_post_stories can_edit_stories can_delete_stories"
        )
        return {"status": status, **dict.fromkeys(rights.split(), False)}
    return {"status": status}
