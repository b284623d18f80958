"""What is remembered of a chat: language, ward, quiet hours, options, and its last intents, nothing said.

Here lives the memory that must outlive a process. A context is an opaque text (the codec's), kept under a
place: a topic of the chat, or one message of the bot that may be replied to. Never a question's words.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, RowMapping, Table, delete, insert, select, update

from bot.message import Language
from data.database import Database, insert_into
from data.schema import chats, contexts, outbox, subscriptions

CONTEXT_SECONDS = 7 * 86400.0
"""How long the thread of a conversation is kept."""

ALL_DAY = 24 * 60


class QuietHours(Struct, frozen=True):
    """Minutes of the day in Japan between which nothing is announced; may pass midnight."""

    start: int
    end: int

    def wait(self, minute: int) -> int:
        """How many minutes from `minute` until it is no longer quiet; 0 if it is not quiet."""
        length = (self.end - self.start) % ALL_DAY
        passed = (minute - self.start) % ALL_DAY
        return length - passed if passed < length else 0


class Chat(Struct, frozen=True):
    """A chat and what it chose. `language` and `municipality` are None until chosen."""

    id: int
    kind: str = "private"
    language: Language | None = None
    municipality: str | None = None
    quiet: QuietHours | None = None
    options: Mapping[str, Any] = {}

    @property
    def is_group(self) -> bool:
        """Whether several people share it."""
        return self.kind in {"group", "supergroup"}


def topic(thread: int | None) -> str:
    """The place of a topic's conversation (None or 0: the chat itself)."""
    return f"t{thread or 0}"


def message(number: int) -> str:
    """The place of what one message of the bot said."""
    return f"m{number}"


class Chats(Struct, frozen=True):
    """The chats of a database. Calls block for a moment: from a coroutine, use `asyncio.to_thread`."""

    database: Database

    def get(self, chat_id: int, kind: str = "private") -> Chat:
        """The chat as it chose; a chat never seen is one that chose nothing."""
        with self.database.read() as connection:
            row = connection.execute(select(chats).where(chats.c.id == chat_id)).mappings().first()
        return _chat(row) if row else Chat(chat_id, kind)

    def knows(self, chat_id: int) -> bool:
        """Whether anything is kept about a chat."""
        with self.database.read() as connection:
            return any(
                connection.execute(
                    select(table.c[column]).where(table.c[column] == chat_id)
                ).first()
                for table, column in _BY_CHAT
            )

    def choose(self, chat_id: int, kind: str = "private", **changes: Any) -> Chat:  # noqa: ANN401 - fields of Chat
        """Change some of what a chat chose; the chat afterwards."""
        with self.database.write() as connection:
            row = connection.execute(select(chats).where(chats.c.id == chat_id)).mappings().first()
            chat = replace(_chat(row) if row else Chat(chat_id, kind), **changes)
            _put(connection, chat)
        return chat

    def first_to_set(self, chat_id: int, option: str, value: object) -> bool:
        """Set an option; False if it was so already. Of several processes one is the first."""
        with self.database.write() as connection:
            new = {"id": chat_id, "kind": "private", "options": {}}
            insert_new = insert_into(connection, chats).on_conflict_do_nothing()
            connection.execute(insert_new, [new])
            mine = chats.c.id == chat_id
            found = select(chats.c.options).where(mine).with_for_update()
            options = connection.execute(found).scalar_one()
            if options.get(option) == value:
                return False
            changed = {**options, option: value}
            connection.execute(update(chats).where(mine).values(options=changed))
        return True

    def remember(self, chat_id: int, place: str, context: str, now: float | None = None) -> None:
        """Keep what the conversation at a place was last about."""
        self.remember_all(chat_id, {place: context}, now)

    def recall(self, chat_id: int, place: str, now: float | None = None) -> str | None:
        """What the conversation at a place was last about, if that is not too long ago."""
        since = (time.time() if now is None else now) - CONTEXT_SECONDS
        found = select(contexts.c.context).where(
            contexts.c.chat == chat_id, contexts.c.place == place, contexts.c.at >= since
        )
        with self.database.read() as connection:
            return connection.execute(found).scalar()

    def look(
        self, chat_id: int, kind: str, places: Sequence[str], now: float | None = None
    ) -> tuple[Chat, dict[str, str]]:
        """What a chat chose, and what its conversations at these places were about, in one transaction."""
        since = (time.time() if now is None else now) - CONTEXT_SECONDS
        here = (contexts.c.chat == chat_id) & contexts.c.place.in_(places)
        found = select(contexts.c.place, contexts.c.context).where(here, contexts.c.at >= since)
        with self.database.read() as connection:
            row = connection.execute(select(chats).where(chats.c.id == chat_id)).mappings().first()
            about = {row.place: row.context for row in connection.execute(found)}
        return (_chat(row) if row else Chat(chat_id, kind)), about

    def remember_all(
        self, chat_id: int, about: Mapping[str, str], now: float | None = None
    ) -> None:
        """Keep what the conversations at several places were last about, in one transaction."""
        at = time.time() if now is None else now
        rows = [{"chat": chat_id, "place": p, "context": c, "at": at} for p, c in about.items()]
        with self.database.write() as connection:
            put_contexts(connection, rows)

    def prune(self, now: float | None = None) -> int:
        """Wipe the contexts that are too old; how many."""
        before = (time.time() if now is None else now) - CONTEXT_SECONDS
        with self.database.write() as connection:
            return connection.execute(delete(contexts).where(contexts.c.at < before)).rowcount

    def forget(self, chat_id: int) -> None:
        """Wipe everything kept about a chat, and what it is owed."""
        with self.database.write() as connection:
            for table, column in _BY_CHAT:
                connection.execute(delete(table).where(table.c[column] == chat_id))

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: everything kept moves to the new number."""
        with self.database.write() as connection:
            migrate(connection, old, new)


_BY_CHAT: tuple[tuple[Table, str], ...] = (
    (chats, "id"),
    (contexts, "chat"),
    (subscriptions, "chat"),
    (outbox, "chat"),
)


def migrate(connection: Connection, old: int, new: int) -> None:
    """Move everything of a chat to its new number, within the caller's transaction; twice is as once."""
    for table, column in ((chats, "id"), (contexts, "chat"), (subscriptions, "chat")):
        rows = connection.execute(select(table).where(table.c[column] == old)).mappings().all()
        connection.execute(delete(table).where(table.c[column] == old))
        for row in rows:
            moved = {**row, column: new, **({"kind": "supergroup"} if table is chats else {})}
            keys = [table.c[k.name] == moved[k.name] for k in table.primary_key.columns]
            connection.execute(delete(table).where(*keys))
            connection.execute(insert(table).values(moved))
    connection.execute(update(outbox).where(outbox.c.chat == old).values(chat=new))


def put_contexts(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Keep contexts, each in place of the one before it, within the caller's transaction."""
    new = insert_into(connection, contexts)
    changed = {"context": new.excluded.context, "at": new.excluded.at}
    keys = [contexts.c.chat, contexts.c.place]
    connection.execute(new.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def _put(connection: Connection, chat: Chat) -> None:
    values = {
        "kind": chat.kind,
        "language": chat.language,
        "municipality": chat.municipality,
        "quiet_from": chat.quiet.start if chat.quiet else None,
        "quiet_to": chat.quiet.end if chat.quiet else None,
        "options": dict(chat.options),
    }
    done = connection.execute(update(chats).where(chats.c.id == chat.id).values(values))
    if done.rowcount == 0:
        connection.execute(insert(chats).values(id=chat.id, **values))


def _chat(row: RowMapping) -> Chat:
    quiet = None if row["quiet_from"] is None else QuietHours(row["quiet_from"], row["quiet_to"])
    return Chat(row["id"], row["kind"], row["language"], row["municipality"], quiet, row["options"])
