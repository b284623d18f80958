"""The whole bot against the Bot API server, in one event loop: a small poller feeds the application.

It stands in for the run loop only; everything from `process_update` on is the product.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from telegram.error import TelegramError

from bot.app import UPDATES, build
from bot.assistant import Assistant
from bot.chats import Chats
from bot.handlers.talk import App
from bot.lanes import Pace
from bot.ledger import Ledger
from bot.limits import Limits
from bot.services import Draft, Publishing, Services
from bot.settings import read
from bot.subscriptions import Subscriptions
from data.database import Database, open_database
from data.index import Index
from data.model import Edition
from data.shipped import shipped
from tests.botapi.server import BotApi

ADMIN = 7
FAST = Pace(burst=1000, per_second=1000, group_minute=1000)
"""No pacing, where a test is not about it."""


@dataclass(slots=True)
class NoPublishing:
    """Publishing where no test is about it."""

    def receive(self, filename: str, content: bytes, sender: int) -> Draft:
        raise AssertionError(filename, content, sender)

    def publish(self, key: str, sender: int) -> tuple[str, int] | None:
        raise AssertionError(key, sender)

    def discard(self, key: str, sender: int) -> bool:
        raise AssertionError(key, sender)

    def take_back(self, key: str, sender: int) -> bool:
        raise AssertionError(key, sender)


@dataclass(slots=True)
class Running:
    """A bot at work: the server it talks to, its application, and the database behind it."""

    api: BotApi
    app: App
    database: Database
    services: Services
    work: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def busy(self) -> bool:
        """Whether an update is waited for or worked on."""
        return bool(self.work or self.api.world.updates)

    async def hears(self, count: int = 1) -> Any:
        """The next thing sent after what was there; the last of `count`."""
        before = len(self.api.sent)
        return (await self.api.next_sent(count, before))[-1]


@cache
def shipped_assistant() -> Assistant:
    """The assistant of the shipped list, which tests share as handlers do."""
    return Assistant(Index.of([shipped()]))


@cache
def empty_database() -> bytes:
    """A database with its tables and nothing in them, so that not every test migrates its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.sqlite3"
        open_database(f"sqlite:///{file}").close()
        return file.read_bytes()


@asynccontextmanager
async def running(
    folder: Path,
    *,
    editions: tuple[Edition, ...] = (),
    publishing: Publishing | None = None,
    changed: Callable[[Services], Services] = lambda s: s,
    pace: Pace = FAST,
    limits: Limits | None = None,
) -> AsyncIterator[Running]:
    """Start server and bot, and stop both."""
    file = folder / "yosan.sqlite3"
    if not file.exists():
        file.write_bytes(empty_database())
    database = open_database(f"sqlite:///{file}")
    assistant = Assistant(Index.of(editions)) if editions else shipped_assistant()
    services = changed(
        Services(
            lambda: assistant,
            Chats(database),
            Subscriptions(database),
            publishing or NoPublishing(),
            Ledger(database),
            admins=frozenset({ADMIN}),
        )
    )
    async with BotApi() as api:
        api.world.user(1)
        app = build(services, settings_for(api), pace=pace, limits=limits)
        await app.initialize()
        bot = Running(api, app, database, services)
        poller = asyncio.create_task(poll(app, bot.work))
        try:
            yield bot
        finally:
            poller.cancel()
            with suppress(asyncio.CancelledError):
                await poller
            await app.shutdown()
            database.close()


def settings_for(api: BotApi) -> Any:
    """Settings that name the server on loopback."""
    environ = {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_BASE_URL": api.base_url,
        "TELEGRAM_API_BASE_FILE_URL": api.file_url,
        "YOSAN_DATA_DIR": "unused",
    }
    return read(environ, Path("no-such-file"))


async def poll(app: App, work: set[asyncio.Task[None]]) -> None:
    """Take updates and give each to the application at once; done when all are done."""
    offset = 0
    try:
        while True:
            with suppress(TelegramError):
                for update in await app.bot.get_updates(
                    offset, timeout=5, allowed_updates=list(UPDATES)
                ):
                    offset = update.update_id + 1
                    task = asyncio.create_task(app.process_update(update))
                    work.add(task)
                    task.add_done_callback(work.discard)
    finally:
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
