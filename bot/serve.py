"""Running the bot: what is started, in which order, and how it is stopped.

Updates come by long polling or by webhook into the inbox, a pump gives them to the application, a sender
empties the outbox, a watcher notices new editions. SIGTERM lets what was begun be finished and ends the
process with 0 within five seconds; SIGKILL loses nothing either. Here lives the order of things, no work.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from telegram import Bot

from bot import health, webhook
from bot.app import UPDATES, build
from bot.courier import TIMEOUT, Courier
from bot.digest import digests
from bot.intake import Inbox, Json
from bot.introduce import introduce
from bot.ledger import today_in_japan
from bot.letters import Delivery, Result
from bot.outbox import depth, prune, release
from bot.patience import patiently, pause, told
from bot.polling import HANGS_SECONDS, HOLD_SECONDS, Poller
from bot.pump import LOOK_SECONDS, Pump
from bot.sender import Sender
from bot.settings import Settings
from bot.shelf import Shelf
from bot.updates import read_update
from bot.wire import Wire
from bot.wiring import services_of
from bot.workers import BEAT_SECONDS, Workers, new_worker
from data.database import Database, open_database
from data.errors import SettingError

LOG = logging.getLogger("yosan")

FINISH_SECONDS = 3.5
"""How long work that was begun may take after SIGTERM."""

WATCH_SECONDS = 1.0
"""How often new editions are looked for where no notification comes."""

PRUNE_SECONDS = 3600.0

SILENT_SECONDS = 30.0
"""Telegram has not answered a poll for so long: something hangs."""

THREADS = 24

NO_ENTRY = (
    "設定 TELEGRAM_BOT_TOKEN が Telegram に受け付けられませんでした。トークンをご確認ください。"
)
BAD_WEBHOOK = (
    "設定 YOSAN_WEBHOOK_URL が Telegram に受け付けられませんでした。住所をご確認ください。"
)


def run(settings: Settings) -> int:
    """Run until SIGTERM or Ctrl-C; the exit status.

    Raises:
        SettingError: a setting is missing, or Telegram refuses the token.
    """
    _ = settings.token
    return asyncio.run(_main(settings))


async def _main(settings: Settings) -> int:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_default_executor(ThreadPoolExecutor(THREADS))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    database = await asyncio.to_thread(open_database, settings.database_url.reveal())
    station = Station(settings, database)
    try:
        await station.run(stop)
    finally:
        await station.close()
        database.close()
    return 0


class Station:
    """The parts of one process."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings, self.database = settings, database
        self.worker = new_worker()
        self.workers, self.inbox = Workers(database), Inbox(database)
        self.shelf = Shelf(database, settings.municipality)
        self.metrics = health.Metrics()
        services = services_of(settings, database, self.shelf, self.metrics.answered)
        self.app = build(services, settings)
        look = LOOK_SECONDS if database.shared else WATCH_SECONDS
        self.pump = Pump(self.inbox, self.worker, self._handle, look_seconds=look)
        self.requests: list[Wire] = []
        self.sender = Sender(
            database,
            self.worker,
            Courier(self._bot(settings.announce_in_flight, TIMEOUT)).post,
            in_flight=settings.announce_in_flight,
            observe=self._sent,
        )
        fetching = self._bot(1, HOLD_SECONDS + HANGS_SECONDS)
        self.poller = Poller(fetching, self.inbox, self.pump.wake, tuple(UPDATES))
        self.reached = False
        self.servers: list[Any] = []

    def _bot(self, connections: int, seconds: float) -> Bot:
        """A bot with connections of its own, for fetching or for announcements."""
        request = Wire(connections, seconds)
        self.requests.append(request)
        settings = self.settings
        return Bot(
            settings.token,
            base_url=settings.telegram_api_base_url,
            request=request,
            get_updates_request=request,
        )

    # --- life ----------------------------------------------------------------------------------

    async def run(self, stop: asyncio.Event) -> None:
        """Start everything, wait to be told to stop, finish what was begun."""
        await asyncio.to_thread(self.shelf.refresh)
        if self.settings.http_listen:
            where, ready, measure = self.settings.http_listen, self.ready, self.measure
            self.servers.append(_listening(where, health.listen, ready, measure, self.metrics))
        await self._beat()
        beats = asyncio.create_task(self._every(BEAT_SECONDS, self._beat, stop))
        if await patiently(self.app.initialize, stop, NO_ENTRY):
            await self._work(stop)
        beats.cancel()

    async def _work(self, stop: asyncio.Event) -> None:
        await self.app.start()
        self.reached = True
        taking = await self._taking(stop)
        loops = [self._every(PRUNE_SECONDS, self._prune, stop), self._watch(stop), *taking]
        loops += [introduce(self.app.bot), digests(self.app, stop, today_in_japan)]
        others = [asyncio.create_task(loop) for loop in loops]
        sending = asyncio.create_task(self.sender.run(stop))
        pumping = asyncio.create_task(self.pump.run(stop))
        LOG.info("ready: %d editions, worker %s", self.shelf.editions, self.worker)
        await asyncio.wait([told(stop), sending, pumping], return_when="FIRST_COMPLETED")
        stop.set()
        for server in self.servers:
            server.stop()
        for task in others:
            task.cancel()
        _, late = await asyncio.wait([pumping, sending], timeout=FINISH_SECONDS)
        for unfinished in late:
            unfinished.cancel()
        await asyncio.gather(*late, *others, return_exceptions=True)
        if pumping in late:
            await self.pump.abandon()
        for ended in {pumping, sending} - late:
            ended.result()  # a loop that failed ends the process with its error, for a restart

    async def close(self) -> None:
        """Close what is open; what does not close at once is left to the end of the process."""
        with suppress(Exception):
            async with asyncio.timeout(0.5):
                if self.app.running:
                    await self.app.stop()
                await self.app.shutdown()
        with suppress(Exception):  # the application closes nothing where Telegram was never reached
            await self.app.bot.shutdown()
        for request in self.requests:
            with suppress(Exception):
                await request.shutdown()
        with suppress(Exception):
            await asyncio.to_thread(self.workers.leave, self.worker)

    # --- taking updates ------------------------------------------------------------------------

    async def _taking(self, stop: asyncio.Event) -> list[Coroutine[Any, Any, None]]:
        """Register with Telegram how updates come; the loop that fetches them, if one does."""
        url, token = self.settings.webhook_url, self.settings.token
        if url is None:
            await patiently(self.app.bot.delete_webhook, stop)
            return [self.poller.run(stop)]
        chosen = self.settings.webhook_secret
        secret = webhook.secret_of(token, chosen.reveal() if chosen else None)
        where, wake = self.settings.webhook_listen, self.pump.wake
        self.servers.append(_listening(where, webhook.listen, url, secret, self.inbox, wake))

        async def register() -> object:
            return await self.app.bot.set_webhook(
                url, allowed_updates=list(UPDATES), secret_token=secret, max_connections=40
            )

        await patiently(register, stop, BAD_WEBHOOK)
        return []

    async def _handle(self, body: Json) -> None:
        await self.app.process_update(read_update(body, self.app.bot))
        self.metrics.updates.inc()

    # --- what goes on beside -------------------------------------------------------------------

    async def _every(
        self, seconds: float, do: Callable[[], Awaitable[None]], stop: asyncio.Event
    ) -> None:
        while not stop.is_set():
            await pause(seconds, stop)
            try:
                await do()
            except Exception:
                LOG.exception("%s failed", getattr(do, "__name__", do))

    async def _beat(self) -> None:
        """Say that this process lives, and take over what dead ones held."""

        def take_over() -> int:
            now = time.time()
            self.workers.beat(self.worker, now)
            alive = self.workers.alive(self.worker, now)
            with self.database.write() as connection:
                letters = release(connection, alive, now)
            return letters + self.inbox.release(alive)

        if await asyncio.to_thread(take_over):
            self.pump.wake()
            self.sender.wake()

    async def _watch(self, stop: asyncio.Event) -> None:
        """Notice new editions, and letters that other processes put into the outbox."""
        listener = self.database.listener()
        while not stop.is_set():
            await asyncio.to_thread(listener.wait, WATCH_SECONDS)
            try:
                if await asyncio.to_thread(self.shelf.refresh):
                    LOG.info("new editions: %d can be asked about", self.shelf.editions)
                    self.sender.wake()
            except Exception:
                LOG.exception("the editions could not be read")
        listener.close()

    async def _prune(self) -> None:
        chats = self.app.bot_data["services"].chats
        await asyncio.to_thread(self.inbox.prune, time.time())
        await asyncio.to_thread(chats.prune)

        def letters() -> None:
            with self.database.write() as connection:
                prune(connection, time.time())

        await asyncio.to_thread(letters)

    # --- what an operator sees -----------------------------------------------------------------

    def _sent(self, _delivery: Delivery, result: Result) -> None:
        self.metrics.sent(result)

    def ready(self) -> health.Checks:
        """What must be true to answer."""
        polls = self.settings.webhook_url is None
        fresh = not polls or self.poller.silent < SILENT_SECONDS
        return {
            "database": self._database_answers(),
            "editions": self.shelf.editions > 0,
            "telegram": self.reached and fresh,
        }

    def _database_answers(self) -> bool:
        with suppress(Exception):
            self.inbox.waiting()
            return True
        return False

    def measure(self) -> None:
        """Bring the gauges up to date."""
        with self.database.read() as connection:
            queue = depth(connection, time.time())
        self.metrics.measure(queue, self.inbox.waiting())
        self.metrics.editions.set(self.shelf.editions)
        self.metrics.silent.set(self.poller.silent if self.settings.webhook_url is None else 0)


def _listening(where: Any, listen: Callable[..., Any], *words: Any) -> Any:  # noqa: ANN401 - tornado's servers
    try:
        return listen(where, *words)
    except OSError as error:
        raise SettingError(f"{where} で待ち受けられませんでした: {error.strerror}。") from None
