"""Messages owed and sent: what a chat is to be told is a row until Telegram has said that it has it.

A row is `owed`, then `sending` (marked before the request leaves), then `sent` or `dropped`. After a crash
what was `sending` is owed again with a mark, so nobody is missed, and nobody is told twice but by the one
request under way, which the mark shows. Here lives what becomes of a letter, in transactions of the
caller's; never Telegram, never the wording. When one may go is `bot.pacing`'s.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.chats import QuietHours, message, migrate, put_contexts, topic
from bot.letters import Closed, Delivery, Failed, Letter, Moved, Owed, Refused, Result, Sent, Wait
from bot.pacing import Pace, after_quiet, ticket, use
from data.schema import chats, outbox, publications

GIVE_UP_SECONDS = 3 * 86400.0
"""A message that could not be sent for so long is dropped."""

KEEP_SECONDS = 180 * 86400.0
"""How long a sent message can be corrected."""


def owe(connection: Connection, publication: int, letters: Iterable[Owed], now: float) -> int:
    """Put letters into the outbox, within the transaction that publishes; how many."""
    rows = [
        {
            "publication": publication,
            "chat": owed.chat,
            "topic": owed.topic,
            "edits": owed.edits,
            "body": owed.letter.body,
            "context": owed.letter.context,
            "state": "owed",
            "due": owed.due,
            "owed_at": now,
            "attempts": 0,
            "doubtful": 0,
        }
        for owed in letters
    ]
    if rows:
        connection.execute(insert(outbox), rows)
    return len(rows)


def claim(connection: Connection, worker: str, now: float, pacing: Pace) -> Delivery | float:
    """Take the next letter that may go now, marked as under way; or the seconds until one may."""
    free, slot = ticket(connection, pacing)
    if slot > now:
        return slot - now
    while row := _next(connection, now):
        hours = (
            None if row["quiet_from"] is None else QuietHours(row["quiet_from"], row["quiet_to"])
        )
        quiet = after_quiet(hours, now)
        target = None if row["edits"] is None else _target(connection, row, now)
        if quiet > now:
            _postpone(connection, row["chat"], quiet)
        elif row["edits"] is None or target is not None:
            since = max(slot, now - pacing.gap)  # a little lateness is made up for
            use(connection, free, since + pacing.window)
            gap = pacing.group_gap if row["chat"] < 0 else pacing.chat_gap
            delivery = _take(connection, row, worker, target)
            _postpone(connection, row["chat"], now + gap)
            return delivery
    due = connection.execute(select(func.min(outbox.c.due)).where(outbox.c.state == "owed"))
    return max((due.scalar() or now + 60.0) - now, 0.001)


def _next(connection: Connection, now: float) -> RowMapping | None:
    query = (
        select(outbox, chats.c.quiet_from, chats.c.quiet_to)
        .outerjoin(chats, chats.c.id == outbox.c.chat)
        .where(outbox.c.state == "owed", outbox.c.due <= now)
        .order_by(outbox.c.due, outbox.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=outbox)
    )
    return connection.execute(query).mappings().first()


def _target(connection: Connection, row: RowMapping, now: float) -> int | None:
    """The message that a correction edits; without one it waits, or has nothing to do."""
    query = select(outbox.c.state, outbox.c.message).where(outbox.c.id == row["edits"])
    original = connection.execute(query).first()
    if original is not None and original[0] == "sent" and original[1] is not None:
        return int(original[1])
    under_way = original is not None and original[0] == "sending"
    values = {"due": now + 1} if under_way else {"state": "dropped", "why": "nothing to correct"}
    connection.execute(update(outbox).where(outbox.c.id == row["id"]).values(values))
    return None


def _take(connection: Connection, row: RowMapping, worker: str, target: int | None) -> Delivery:
    mine = outbox.c.id == row["id"]
    marked = {"state": "sending", "worker": worker, "attempts": row["attempts"] + 1}
    connection.execute(update(outbox).where(mine).values(marked))
    return Delivery(
        row["id"],
        row["publication"],
        row["chat"],
        row["topic"],
        row["body"],
        row["context"],
        row["attempts"] + 1,
        row["doubtful"],
        row["owed_at"],
        target,
    )


def _postpone(connection: Connection, chat: int, due: float) -> None:
    """Nothing more to that chat before `due`."""
    late = outbox.c.due + 0.0 < due  # a sum, so that SQLite finds the rows by their chat
    mine = (outbox.c.chat == chat) & (outbox.c.state == "owed") & late
    connection.execute(update(outbox).where(mine).values(due=due))


def settle(connection: Connection, delivery: Delivery, result: Result, now: float) -> None:
    """Write down what came of a delivery."""
    match result:
        case Sent(number):
            _done(connection, delivery, number, now)
        case Wait(seconds):
            _again(connection, delivery, now + seconds, f"429, {seconds:g} s")
            _postpone(connection, delivery.chat, now + seconds)
        case Moved(chat):
            _again(connection, delivery, now, "migrated")
            migrate(connection, delivery.chat, chat)
        case Closed():
            _again(connection, delivery, now, "topic closed", topic=0)
        case Refused(why, chat):
            _drop(connection, outbox.c.id == delivery.id, why, now)
            if chat:
                of_chat = (outbox.c.chat == delivery.chat) & (outbox.c.state == "owed")
                _drop(connection, of_chat, why, now)
        case Failed(why, unsure):
            _retry(connection, delivery, why, now, unsure=unsure)


def _done(connection: Connection, delivery: Delivery, number: int | None, now: float) -> None:
    values = {"state": "sent", "message": number, "done_at": now, "worker": None}
    connection.execute(update(outbox).where(outbox.c.id == delivery.id).values(values))
    if number is None or not delivery.context:
        return
    # a reply to it is about it, and so is, in a private chat, whatever is asked next
    places = [message(number)] + ([topic(delivery.topic)] if delivery.chat > 0 else [])
    kept = {"chat": delivery.chat, "context": delivery.context, "at": now}
    put_contexts(connection, [{"place": place, **kept} for place in places])


def _again(
    connection: Connection, delivery: Delivery, due: float, why: str, **more: object
) -> None:
    values = {"state": "owed", "worker": None, "due": due, "why": why, **more}
    connection.execute(update(outbox).where(outbox.c.id == delivery.id).values(values))
    _stop_if_taken_back(connection, outbox.c.id == delivery.id, due)


def _retry(
    connection: Connection, delivery: Delivery, why: str, now: float, *, unsure: bool
) -> None:
    if now - delivery.owed_at > GIVE_UP_SECONDS:
        _drop(connection, outbox.c.id == delivery.id, why, now)
        return
    pause = min(2.0 ** min(delivery.attempts, 6), 60.0) / 2
    _again(connection, delivery, now + pause, why, doubtful=delivery.doubtful + unsure)


def _drop(connection: Connection, which: ColumnElement[bool], why: str, now: float) -> int:
    values = {"state": "dropped", "why": why, "done_at": now, "worker": None}
    return connection.execute(update(outbox).where(which).values(values)).rowcount


def _stop_if_taken_back(connection: Connection, which: ColumnElement[bool], now: float) -> None:
    """What went back into the queue of a publication taken back meanwhile is not sent after all."""
    gone = select(publications.c.id).where(publications.c.retracted_at.is_not(None))
    again = which & outbox.c.publication.in_(gone) & outbox.c.edits.is_(None)
    _drop(connection, again & (outbox.c.state == "owed"), "taken back", now)


def release(connection: Connection, alive: Iterable[str], now: float) -> int:
    """Give back what dead workers had under way, marked as perhaps delivered; how many."""
    lost = (outbox.c.state == "sending") & outbox.c.worker.not_in(list(alive))
    values = {"state": "owed", "worker": None, "due": now, "doubtful": outbox.c.doubtful + 1}
    freed = connection.execute(update(outbox).where(lost).values(**values, why="crash")).rowcount
    if freed:
        _stop_if_taken_back(connection, outbox.c.why == "crash", now)
    return freed


def cancel(
    connection: Connection, publication: int, correction: dict[int, Letter], now: float
) -> tuple[int, int]:
    """Take back what a publication owed: how many are not sent, and how many are to be corrected.

    `correction` is the letter for each chat; one under way is corrected as soon as it is sent.
    """
    mine = (outbox.c.publication == publication) & outbox.c.edits.is_(None)
    unsent = _drop(connection, mine & (outbox.c.state == "owed"), "taken back", now)
    rows = connection.execute(
        select(outbox.c.id, outbox.c.chat, outbox.c.topic).where(
            mine & outbox.c.state.in_(["sent", "sending"])
        )
    ).all()
    letters = [
        Owed(chat, correction[chat], now, thread, number)
        for number, chat, thread in rows
        if chat in correction
    ]
    return unsent, owe(connection, publication, letters, now)


def prune(connection: Connection, now: float) -> int:
    """Forget what was sent or dropped long ago; it can then no longer be corrected. How many."""
    old = outbox.c.state.in_(["sent", "dropped"]) & (outbox.c.done_at < now - KEEP_SECONDS)
    return connection.execute(delete(outbox).where(old)).rowcount


def told(connection: Connection, publication: int) -> frozenset[int]:
    """The chats that were told of a publication, or are just being told."""
    query = select(outbox.c.chat).where(
        outbox.c.publication == publication, outbox.c.state.in_(["sent", "sending"])
    )
    return frozenset(connection.execute(query).scalars())


class Depth(Struct, frozen=True):
    """How many letters wait, how old the oldest due one is (seconds), how many may be there twice."""

    owed: int
    age: float
    doubtful: int


def depth(connection: Connection, now: float) -> Depth:
    """The state of the queue."""
    waiting = outbox.c.state.in_(["owed", "sending"])
    count = connection.execute(select(func.count()).where(waiting)).scalar() or 0
    late = select(func.min(outbox.c.owed_at)).where(waiting, outbox.c.due <= now)
    oldest = connection.execute(late).scalar()
    twice = select(func.count()).where(outbox.c.state == "sent", outbox.c.doubtful > 0)
    return Depth(count, now - oldest if oldest else 0.0, connection.execute(twice).scalar() or 0)
