"""Updates a second through the whole bot over loopback HTTP, against a bare echo bot in the same run.

Both are python-telegram-bot, both take updates by long polling from the same Bot API server in a process
of its own, and each update is a question that gets one message. The echo bot only says it back. Pacing and
question limits are lifted for both, since the server asks for none; rounds alternate and the medians count.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from urllib.request import Request, urlopen

from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bot.app import UPDATES, build
from bot.assistant import Assistant
from bot.chats import Chats
from bot.lanes import Pace
from bot.ledger import Ledger
from bot.limits import Limits, Rate
from bot.services import Services
from bot.settings import read
from bot.subscriptions import Subscriptions
from data.database import open_database
from data.index import Index
from data.shipped import shipped
from tests.botapi.server import TOKEN

COUNT, CHATS, ROUNDS = 600, 100, 5
FREE = Pace(burst=1e9, per_second=1e9, group_minute=10**9)
QUESTIONS = (
    "港区防災ラジオはいくら？",
    "防災課の事業は？",
    "新規は全部でいくら？",
    "一番大きい事業は？",
)


def server() -> tuple[subprocess.Popen[str], str]:
    """The Bot API server in a process of its own, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.botapi"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    return process, process.stdout.readline().strip()


def call(base: str, what: str, body: object = None) -> object:
    """A word with the server's control."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(base.removesuffix("/bot") + f"/control/{what}", data)
    with urlopen(request) as answer:
        return json.load(answer)


def ask(base: str, count: int) -> None:
    """Have people ask."""
    texts = islice(cycle(QUESTIONS), count)
    lines = [{"text": t, "user_id": 1 + n % CHATS} for n, t in enumerate(texts)]
    call(base, "says", lines)


async def measured(base: str, count: int) -> float:
    """Updates a second from the asking to the last answer."""
    before = int(str(call(base, "count")))
    await asyncio.to_thread(ask, base, count)
    started = time.perf_counter()
    while int(str(await asyncio.to_thread(call, base, "count"))) < before + count:  # noqa: ASYNC110 - another process counts
        await asyncio.sleep(0.02)
    return count / (time.perf_counter() - started)


Bot = Callable[[str], "asynccontextmanager[None]"]


@asynccontextmanager
async def echo(base: str) -> AsyncIterator[None]:
    """python-telegram-bot's own way, saying everything back."""

    async def say(update: Update, _: object) -> None:
        message = update.effective_message
        assert message
        await message.reply_text(message.text or "")

    app = ApplicationBuilder().token(TOKEN).base_url(base).concurrent_updates(256).build()
    app.add_handler(MessageHandler(filters.TEXT, say))
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling()
        yield
        await app.updater.stop()
        await app.stop()


@asynccontextmanager
async def whole(base: str) -> AsyncIterator[None]:
    """The whole bot, memory on disk and all."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/yosan.sqlite3")
        assistant = Assistant(Index.of([shipped()]))
        services = Services(
            lambda: assistant,
            Chats(database),
            Subscriptions(database),
            None,  # type: ignore[arg-type]
            Ledger(database),
        )
        environ = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": base}
        settings = replace(read(environ, Path("no-such-file")))
        app = build(services, settings, pace=FREE, limits=Limits(Rate(1e9, 1e9), Rate(1e9, 1e9)))
        async with app:
            work = set[asyncio.Task[None]]()
            poller = asyncio.create_task(_poll(app, work))
            yield
            poller.cancel()
            with suppress(asyncio.CancelledError):
                await poller
            await asyncio.gather(*work)
        database.close()


async def _poll(app: object, work: set[asyncio.Task[None]]) -> None:
    offset = 0
    while True:
        for update in await app.bot.get_updates(offset, timeout=5, allowed_updates=list(UPDATES)):  # type: ignore[attr-defined]
            offset = update.update_id + 1
            task = asyncio.create_task(app.process_update(update))  # type: ignore[attr-defined]
            work.add(task)
            task.add_done_callback(work.discard)


async def main() -> None:
    """Alternate and print the medians and their ratio."""
    process, base = server()
    rates: dict[str, list[float]] = {"echo": [], "whole": []}
    try:
        for _ in range(ROUNDS):
            for name, bot in (("echo", echo), ("whole", whole)):
                async with bot(base):
                    await measured(base, 50)
                    rates[name].append(await measured(base, COUNT))
    finally:
        process.terminate()
        process.wait()
    echoed, answered = (statistics.median(rates[n]) for n in ("echo", "whole"))
    print(f"bare echo bot   {echoed:8.0f} updates/s  {[round(r) for r in rates['echo']]}")
    print(f"the whole bot   {answered:8.0f} updates/s  {[round(r) for r in rates['whole']]}")
    print(f"ratio           {answered / echoed:8.2f}   (aim: 0.7 or more)")


if __name__ == "__main__":
    asyncio.run(main())
