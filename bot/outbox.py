"""Messages owed and sent: what a chat is to be told is a row until Telegram has said that it has it.

A row is `owed`, then `sending` (marked before the request leaves), then `sent` or `dropped`. After a crash
what was `sending` is owed again with a mark, so nobody is missed, and nobody is told twice but by the one
request under way, which the mark shows. Here lives the order and the pace of sending, in transactions of
the caller's; never Telegram, never the wording.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

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
from data.schema import chats, outbox, pace, publications

JAPAN = 9 * 3600
"""Seconds that Japan is ahead of UTC; it has no summer time."""

GIVE_UP_SECONDS = 3 * 86400.0
"""A message that could not be sent for so long is dropped."""

KEEP_SECONDS = 180 * 86400.0
"""How long a sent message can be corrected."""


class Pace(Struct, frozen=True):
    """How fast to send: so many messages in any window of so many seconds, overall; and seconds between two
    overall, in a chat, in a group.

    A little under Telegram's thirty a second and twenty a minute, so that answers have room beside.
    """

    messages: int = 29
    window: float = 1.0
    gap: float = 1 / 60
    chat_gap: float = 1.1
    group_gap: float = 3.1

    def faster(self, times: float) -> Pace:
        """The same pace by a clock that runs so much faster."""
        return Pace(
            self.messages,
            self.window / times,
            self.gap / times,
            self.chat_gap / times,
            self.group_gap / times,
        )


class Letter(Struct, frozen=True):
    """A message to be owed: its body (JSON of the courier) and what a reply to it is about."""

    body: str
    context: str = ""


class Owed(Struct, frozen=True):
    """A letter for a chat and topic; `due` is when it may go; `edits` is the row that it corrects."""

    chat: int
    letter: Letter
    due: float
    topic: int = 0
    edits: int | None = None


class Delivery(Struct, frozen=True):
    """A letter that a worker has taken to send; `message` is the one to edit, if it corrects one."""

    id: int
    publication: int
    chat: int
    topic: int
    body: str
    context: str
    attempts: int
    doubtful: int
    owed_at: float
    message: int | None = None


class Sent(Struct, frozen=True):
    """Telegram has it, under that number (None for a correction)."""

    message: int | None = None


class Wait(Struct, frozen=True):
    """Telegram asks to wait so many seconds with this chat."""

    seconds: float


class Moved(Struct, frozen=True):
    """The group became a supergroup with that number."""

    chat: int


class Closed(Struct, frozen=True):
    """The topic is no more; the chat is."""


class Refused(Struct, frozen=True):
    """It will never be taken: blocked, removed, or a message that Telegram does not accept.

    `chat`: nothing else will be, either.
    """

    why: str
    chat: bool = False


class Failed(Struct, frozen=True):
    """The network failed; `unsure` if it may have arrived all the same."""

    why: str
    unsure: bool


Result: TypeAlias = Sent | Wait | Moved | Closed | Refused | Failed


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


def after_quiet(quiet: QuietHours | None, now: float) -> float:
    """When a chat with those quiet hours may next be told something."""
    if quiet is None:
        return now
    minutes = (now + JAPAN) / 60
    wait = quiet.wait(int(minutes) % (24 * 60))
    return (int(minutes) + wait) * 60 - JAPAN if wait else now


def claim(connection: Connection, worker: str, now: float, pacing: Pace) -> Delivery | float:
    """Take the next letter that may go now, marked as under way; or the seconds until one may."""
    ticket, slot = _ticket(connection, pacing)
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
            used = update(pace).where(pace.c.ticket == ticket)
            since = max(slot, now - pacing.gap)  # a little lateness is made up for
            connection.execute(used.values(next=since + pacing.window))
            gap = pacing.group_gap if row["chat"] < 0 else pacing.chat_gap
            delivery = _take(connection, row, worker, target)
            _postpone(connection, row["chat"], now + gap)
            return delivery
    due = connection.execute(select(func.min(outbox.c.due)).where(outbox.c.state == "owed"))
    return max((due.scalar() or now + 60.0) - now, 0.001)


def _ticket(connection: Connection, pacing: Pace) -> tuple[int, float]:
    """The ticket that is free first, and when; locked, so that replicas share one pace."""
    query = select(pace.c.ticket, pace.c.next).order_by(pace.c.ticket).with_for_update()
    rows = connection.execute(query).all()
    if len(rows) < pacing.messages:
        new = [{"ticket": n, "next": 0.0} for n in range(len(rows), pacing.messages)]
        connection.execute(insert(pace), new)
        return len(rows), 0.0
    free, ticket = min((at, number) for number, at in rows)
    latest = max(at for _, at in rows) - pacing.window
    return ticket, max(free, latest + pacing.gap)


def hold(connection: Connection, until: float) -> None:
    """Nothing more to anyone before `until`: Telegram holds back one chat after another."""
    connection.execute(update(pace).where(pace.c.next < until).values(next=until))


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
