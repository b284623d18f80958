"""When a letter may go: Telegram's limits as tickets that all processes share, and a chat's quiet hours.

Here lives only the time of sending, in transactions of the caller's; which letter goes is `bot.outbox`'s.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from bot.chats import QuietHours
from data.schema import pace

JAPAN = 9 * 3600
"""Seconds that Japan is ahead of UTC; it has no summer time."""


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


def after_quiet(quiet: QuietHours | None, now: float) -> float:
    """When a chat with those quiet hours may next be told something."""
    if quiet is None:
        return now
    minutes = (now + JAPAN) / 60
    wait = quiet.wait(int(minutes) % (24 * 60))
    return (int(minutes) + wait) * 60 - JAPAN if wait else now


def ticket(connection: Connection, pacing: Pace) -> tuple[int, float]:
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


def use(connection: Connection, free: int, until: float) -> None:
    """A ticket lets one message out; it is free again at `until`."""
    connection.execute(update(pace).where(pace.c.ticket == free).values(next=until))


def hold(connection: Connection, until: float) -> None:
    """Nothing more to anyone before `until`: Telegram holds back one chat after another."""
    connection.execute(update(pace).where(pace.c.next < until).values(next=until))
