"""Who wants to be told of what: conditions as they were typed, and the projects that fit them.

A condition is understood by the same `nlp` as a question, through a function that is passed in, each time
anew against the list it is asked of; so 「子育て」 finds next year's projects too. Here lives no Japanese.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TypeAlias

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from data.database import Database, insert_into
from data.index import Index
from data.model import ProjectId
from data.query import Scope
from data.schema import chats, subscriptions

EVERYTHING = ""
"""The condition of a chat that wants to hear of all."""

LONGEST = 200
"""Characters of a condition."""

MOST = 20
"""Conditions a chat may have."""

Understand: TypeAlias = Callable[[str, Index], Scope | None]
"""What a condition means in an index; None if it is not understood."""


class Subscription(Struct, frozen=True):
    """A chat's condition, and the topic in which to tell it (0: none)."""

    chat: int
    condition: str = EVERYTHING
    topic: int = 0


class Subscriptions(Struct, frozen=True):
    """The subscriptions of a database. Calls block for a moment."""

    database: Database

    def of(self, chat_id: int) -> tuple[Subscription, ...]:
        """What a chat subscribes to, oldest first."""
        query = select(subscriptions).where(subscriptions.c.chat == chat_id)
        with self.database.read() as connection:
            rows = connection.execute(query.order_by(subscriptions.c.at)).mappings()
            return tuple(Subscription(r["chat"], r["condition"], r["topic"]) for r in rows)

    def add(self, wanted: Subscription, kind: str = "private", by: int | None = None) -> bool:
        """Subscribe a chat; False if it did already or has too many."""
        condition = wanted.condition.strip()[:LONGEST]
        values = {"chat": wanted.chat, "topic": wanted.topic, "condition": condition}
        with self.database.write() as connection:
            mine = select(subscriptions.c.condition, subscriptions.c.topic).where(
                subscriptions.c.chat == wanted.chat
            )
            held = {tuple(row) for row in connection.execute(mine)}
            if (condition, wanted.topic) in held or len(held) >= MOST:
                return False
            connection.execute(insert(subscriptions).values(**values, by=by, at=time.time()))
            chat = insert_into(connection, chats).values(id=wanted.chat, kind=kind, options={})
            connection.execute(chat.on_conflict_do_nothing())
        return True

    def remove(self, chat_id: int, condition: str | None = None) -> int:
        """Unsubscribe a chat from one condition, or from all; how many ended."""
        wanted = delete(subscriptions).where(subscriptions.c.chat == chat_id)
        if condition is not None:
            wanted = wanted.where(subscriptions.c.condition == condition.strip()[:LONGEST])
        with self.database.write() as connection:
            return connection.execute(wanted).rowcount

    def chats(self) -> int:
        """How many chats subscribe to anything."""
        with self.database.read() as connection:
            return len(by_chat(connection))


def by_chat(connection: Connection) -> dict[int, tuple[Subscription, ...]]:
    """The subscriptions of every chat that has any."""
    found: dict[int, list[Subscription]] = {}
    for row in connection.execute(select(subscriptions).order_by(subscriptions.c.at)).mappings():
        found.setdefault(row["chat"], []).append(
            Subscription(row["chat"], row["condition"], row["topic"])
        )
    return {chat: tuple(all_of) for chat, all_of in found.items()}


def fitting(
    conditions: Iterable[str], index: Index, understand: Understand
) -> dict[str, frozenset[ProjectId]]:
    """The projects of an index that fit each condition; one that is not understood fits none."""
    fits: dict[str, frozenset[ProjectId]] = {}
    for condition in set(conditions):
        scope = Scope() if condition == EVERYTHING else understand(condition, index)
        rows = () if scope is None else index.take(scope)
        fits[condition] = frozenset(project.id for project in rows)
    return fits
