"""The inbox: an update is a row before Telegram is told that we have it, and is handled once.

A row is `new`, then `taken` by a worker, then `done`; a chat's updates go one after another, also over
several processes. What a dead worker held is taken by another. A repeated number is dropped. Here lives
only that; what an update means is never looked at, but for the chat it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection, delete, func, select, update

from data.database import Database, insert_into
from data.schema import inbox

Json: TypeAlias = Mapping[str, Any]

KEEP_SECONDS = 3 * 86400.0
"""How long a number is remembered; Telegram repeats an update for at most a day."""

TRIES = 10
"""An update that a worker died with so often is given up: it may be what they died of. Fewer could be chance."""


class Taken(Struct, frozen=True):
    """An update that this worker is to handle."""

    number: int
    chat: int
    body: Json
    attempts: int


LARGEST_NUMBER = 2**63 - 1
"""What the database takes for a number."""


def number_of(body: object) -> int | None:
    """The number of an update; None for what is no update."""
    number = body.get("update_id") if isinstance(body, Mapping) else None
    return _whole(number)


def chat_of(body: Json) -> int:
    """The chat, or else the person, whose updates must keep their order; its own number if neither."""
    for part in body.values():
        for whose in (part, _at(part, "message")):
            if (chat := _whole(_at(_at(whose, "chat"), "id"))) is not None:
                return chat
        for who in ("from", "user"):
            if (person := _whole(_at(_at(part, who), "id"))) is not None:
                return person
    return int(body["update_id"])


def _at(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, Mapping) else None


def _whole(value: object) -> int | None:
    """A number that the database takes."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER:
        return value
    return None


class Inbox(Struct, frozen=True):
    """The inbox of a database. Calls block for a moment."""

    database: Database

    def put(self, updates: Iterable[Json], now: float) -> int:
        """Write updates down; how many were not known yet. What has no number is no update.

        A body is kept in ASCII, so that there is no text that the database would refuse.
        """
        rows = [
            {
                "update": number,
                "chat": chat_of(body),
                "body": json.dumps(body, separators=(",", ":")),
                "state": "new",
                "attempts": 0,
                "at": now,
            }
            for body in updates
            if (number := number_of(body)) is not None
        ]
        if not rows:
            return 0
        with self.database.write() as connection:
            new = self._unknown(connection, rows)
            if new:
                connection.execute(insert_into(connection, inbox).on_conflict_do_nothing(), new)
            return len(new)

    def turn(self, worker: str, finished: Iterable[int], most: int) -> list[Taken]:
        """Write down what was handled, its text wiped, and take what is next, in one transaction.

        Oldest first, and none of a chat that has an earlier one open.
        """
        over = list(finished)
        with self.database.write() as connection:
            if over:
                wiped = {"state": "done", "worker": None, "body": ""}
                connection.execute(update(inbox).where(inbox.c.update.in_(over)).values(wiped))
            rows = self._next(connection, most) if most > 0 else []
            if rows:
                values = {"state": "taken", "worker": worker, "attempts": inbox.c.attempts + 1}
                mine = inbox.c.update.in_([row["update"] for row in rows])
                connection.execute(update(inbox).where(mine).values(values))
        return [
            Taken(row["update"], row["chat"], json.loads(row["body"]), row["attempts"] + 1)
            for row in rows
        ]

    def release(self, alive: Iterable[str]) -> int:
        """Give back what dead workers held; how many."""
        lost = (inbox.c.state == "taken") & inbox.c.worker.not_in(list(alive))
        values = {"state": "new", "worker": None}
        with self.database.write() as connection:
            hopeless = lost & (inbox.c.attempts >= TRIES)
            connection.execute(update(inbox).where(hopeless).values(state="done", body=""))
            return connection.execute(update(inbox).where(lost).values(values)).rowcount

    def give_back(self, numbers: Iterable[int]) -> None:
        """Give back updates that were taken and not finished."""
        values = {"state": "new", "worker": None, "attempts": inbox.c.attempts - 1}
        with self.database.write() as connection:
            connection.execute(
                update(inbox).where(inbox.c.update.in_(list(numbers))).values(values)
            )

    def prune(self, now: float) -> int:
        """Forget the numbers of old updates; how many."""
        old = (inbox.c.state == "done") & (inbox.c.at < now - KEEP_SECONDS)
        with self.database.write() as connection:
            return connection.execute(delete(inbox).where(old)).rowcount

    def waiting(self) -> int:
        """How many updates are not handled yet."""
        with self.database.read() as connection:
            count = select(func.count()).where(inbox.c.state != "done")
            return connection.execute(count).scalar() or 0

    @staticmethod
    def _unknown(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        numbers = [row["update"] for row in rows]
        known = select(inbox.c.update).where(inbox.c.update.in_(numbers))
        held = set(connection.execute(known).scalars())
        return [row for row in {r["update"]: r for r in rows}.values() if row["update"] not in held]

    @staticmethod
    def _next(connection: Connection, most: int) -> list[Any]:
        other = inbox.alias()
        earlier = (
            select(other.c.update)
            .where(
                other.c.chat == inbox.c.chat,
                other.c.state.in_(["new", "taken"]),
                other.c.update < inbox.c.update,
            )
            .exists()
        )
        query = (
            select(inbox)
            .where(inbox.c.state == "new", ~earlier)
            .order_by(inbox.c.update)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        return list(connection.execute(query).mappings())
