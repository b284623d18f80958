"""An announcement to 10,000 chats, against a Bot API server that keeps Telegram's limits on a fast clock.

Run by `make bench`, or alone: `python -m bench.outbox [CHATS] [SPEED]`. The server is another process and
counts a virtual second as 1/SPEED of a real one; the sender's pace is sped up as much and nothing else is.
The second row repeats it with a quarter of the chats and four requests under way. Reported: letters owed a second, seconds from publishing to the first message, the rate that was reached
(virtual) as a share of Telegram's thirty a second, and how often Telegram had to refuse.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from telegram import Bot

from bot.courier import Courier, body
from bot.letters import Delivery, Letter, Result, Sent, Wait
from bot.message import Language
from bot.pacing import Pace
from bot.publishing import Press
from bot.sender import Sender
from bot.wire import Wire
from data.database import Database, open_database
from data.diff import Changes
from data.schema import chats, subscriptions
from data.shipped import shipped
from data.store import Origin, Publication

LIMIT = 30.0
"""Messages a second that Telegram takes."""

TOKEN = "999:test-token-that-must-stay-secret"

SERVER = """
import asyncio, sys, time
from tests.botapi.limits import Limiter, Rates
from tests.botapi.server import BotApi

async def main(chats, speed):
    limiter = Limiter(Rates(), lambda: time.monotonic() * speed)
    async with BotApi(limiter=limiter) as api:
        for chat in range(1, chats + 1):
            api.world.user(chat)
        print(api.base_url, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        print(limiter.refused, flush=True)

asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
"""


class Plain:
    """Words an announcement of ordinary length."""

    def digest(self, changes: Changes, language: Language) -> Letter:
        """The names of what is new."""
        names = "\n".join(f"・{p.name}" for p in changes.new)
        buttons = [[(p.name[:20], f"{language}{p.no}")] for p in changes.new[:5]]
        return Letter(body(f"<b>新しい一覧が公開されました</b>\n{names}", buttons), "x" * 60)

    def correction(self, publication: Publication, language: Language) -> Letter:
        """That it was taken back."""
        return Letter(body(f"{language} {publication.title}"))


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run showed; seconds are real, `rate` is virtual."""

    in_flight: int
    owed_a_second: float
    first: float
    rate: float
    refused: int


@contextmanager
def server(count: int, speed: float) -> Iterator[tuple[str, list[int]]]:
    """The Bot API server in a process of its own, and, afterwards, how often it refused."""
    words = [sys.executable, "-c", SERVER, str(count), str(speed)]
    refused: list[int] = []
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip(), refused
        rest, _ = process.communicate()
        refused.append(int(rest.split()[-1]))


def subscribe(database: Database, count: int) -> None:
    """Subscribe so many private chats to everything."""
    with database.write() as connection:
        ids = range(1, count + 1)
        rows = [{"id": n, "kind": "private", "options": {}} for n in ids]
        connection.execute(chats.insert(), rows)
        wanted = [{"chat": n, "topic": 0, "condition": "", "at": 0.0} for n in ids]
        connection.execute(subscriptions.insert(), wanted)


async def announce(database: Database, url: str, speed: float, in_flight: int) -> Figures:
    """Publish, and send until the outbox is empty."""
    times: list[float] = []
    stop = asyncio.Event()
    request = Wire(in_flight)
    courier = Courier(Bot(TOKEN, base_url=url, request=request))

    async def post(delivery: Delivery) -> Result:
        result = await courier.post(delivery)
        if isinstance(result, Sent):
            times.append(time.perf_counter())
        return Wait(result.seconds / speed) if isinstance(result, Wait) else result

    sender = Sender(database, "bench:1:x", post, Pace().faster(speed), in_flight)
    running = asyncio.create_task(sender.run(stop))
    await asyncio.sleep(1.0)
    press = Press(database, Plain(), lambda _condition, _index: None)
    began = time.perf_counter()
    done = await asyncio.to_thread(
        press.publish, shipped(), Origin("x", "0" * 64, "x", time.time())
    )
    published = time.perf_counter()
    assert done is not None
    while len(times) < done.chats:  # noqa: ASYNC110 - the list has no event
        await asyncio.sleep(0.05)
    stop.set()
    await running
    await request.shutdown()
    rate = (len(times) - 1) / (times[-1] - times[0]) / speed
    owed = done.chats / (published - began)
    return Figures(in_flight, owed, times[0] - began, rate, 0)


def measure(count: int, speed: float, in_flight: int) -> Figures:
    """One run on a new SQLite database and a new server."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        subscribe(database, count)
        with server(count, speed) as (url, refused):
            figures = asyncio.run(announce(database, url, speed, in_flight))
        database.close()
    return replace(figures, refused=refused[0])


def main(count: int = 10_000, speed: float = 4.0) -> None:
    """Measure with one request under way at a time (the default of the bot) and with several."""
    print(f"announcement to {count:,} chats, Telegram's clock {speed:g} times as fast")
    print("in flight   owed/s   first message s   messages/s (of 30)   refused")
    for in_flight, some in ((1, count), (4, count // 4)):
        f = measure(some, speed, in_flight)
        share = f"{f.rate:5.2f} ({f.rate / LIMIT:.1%})"
        print(f"{f.in_flight:9}{f.owed_a_second:9,.0f}{f.first:18.2f}{share:>21}{f.refused:10}")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]), *(float(word) for word in sys.argv[2:3]))
