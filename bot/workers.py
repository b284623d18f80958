"""Which processes are at work, so that what a dead one held is given back.

A worker says from time to time that it is alive. One that was not seen for a while is dead, and so is, at
once, one whose process this machine no longer has. Here lives no work, only who is at it.
"""

from __future__ import annotations

import os
import secrets
import socket

from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from data.database import Database
from data.schema import workers

BEAT_SECONDS = 2.0
"""How often a worker is to say that it is alive."""

DEAD_SECONDS = 20.0
"""How long one may be silent: longer than a request to Telegram may take."""


def new_worker() -> str:
    """A name for this process that no other ever has: its machine, its number, and chance."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(6)}"


class Workers(Struct, frozen=True):
    """The workers that share a database. Calls block for a moment."""

    database: Database

    def beat(self, worker: str, now: float) -> None:
        """Say that a worker is alive."""
        with self.database.write() as connection:
            mine = workers.c.id == worker
            if connection.execute(update(workers).where(mine).values(seen=now)).rowcount == 0:
                connection.execute(insert(workers).values(id=worker, seen=now))

    def leave(self, worker: str) -> None:
        """Say that a worker has finished."""
        with self.database.write() as connection:
            connection.execute(delete(workers).where(workers.c.id == worker))

    def alive(self, worker: str, now: float) -> frozenset[str]:
        """The workers alive as `worker` sees it; the dead are struck off."""
        with self.database.read() as connection:
            seen = dict(connection.execute(select(workers.c.id, workers.c.seen)).all())
        dead = {
            w for w, at in seen.items() if w != worker and (now - at > DEAD_SECONDS or _gone(w))
        }
        if dead:
            with self.database.write() as connection:
                connection.execute(delete(workers).where(workers.c.id.in_(dead)))
        return frozenset(seen) - dead | {worker}


def _gone(worker: str) -> bool:
    """Whether a worker was a process of this machine that is no more."""
    host, _, rest = worker.partition(":")
    number = rest.partition(":")[0]
    if host != socket.gethostname()[:40] or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return True  # the same number, but not the same chance: a process before this one
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
