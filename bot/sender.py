"""The sender of announcements: takes one letter after another from the outbox and posts it.

It has a pace, a connection and a task of its own, so a chat that Telegram holds back delays neither
another chat nor anyone's answer. Here lives the loop; what is due stands in `bot.outbox`, how it is posted
is passed in.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from bot import outbox, pacing
from bot.letters import Delivery, Failed, Refused, Result, Wait
from bot.pacing import Pace
from bot.storm import Storm
from data.database import Database

LOG = logging.getLogger("yosan.outbox")

Post: TypeAlias = Callable[[Delivery], Awaitable[Result]]
"""Give a letter to Telegram; never raises."""

IDLE_SECONDS = 0.5
"""How often an empty outbox is looked into where nothing wakes the sender."""


@dataclass
class Sender:
    """One process's sender. `in_flight` requests at once is also how many a crash may repeat."""

    database: Database
    worker: str
    post: Post
    pace: Pace = field(default_factory=Pace)
    in_flight: int = 1
    clock: Callable[[], float] = time.time
    observe: Callable[[Delivery, Result], None] = lambda _delivery, _result: None
    _storm: Storm = field(default_factory=Storm)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Look into the outbox now."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until told to stop; what is under way then is finished."""
        await asyncio.gather(*(self._work(stop) for _ in range(self.in_flight)))

    async def _work(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            found: Delivery | float = IDLE_SECONDS
            with suppress(Exception):
                found = await self._guarded(self._claim)
            while isinstance(found, Delivery):
                found = await self._deliver(found, stop)
            await self._rest(min(found, IDLE_SECONDS), stop)

    async def _deliver(self, delivery: Delivery, stop: asyncio.Event) -> Delivery | float:
        """Post one letter, write down what came of it, and take the next in the same transaction."""
        result = await self.post(delivery)
        self._note(delivery, result)
        pause = 0.05
        while True:  # a letter that was sent and not written down would be sent again
            with suppress(Exception):
                return await self._guarded(self._step, delivery, result, not stop.is_set())
            await asyncio.sleep(pause)
            pause = min(2 * pause, 5.0)

    async def _guarded(
        self, work: Callable[..., Delivery | float], *words: object
    ) -> Delivery | float:
        try:
            async with self._turn:
                return await asyncio.to_thread(work, *words)
        except Exception:
            LOG.exception("the outbox could not be reached")
            raise

    def _claim(self) -> Delivery | float:
        with self.database.write() as connection:
            return outbox.claim(connection, self.worker, self.clock(), self.pace)

    def _step(self, delivery: Delivery, result: Result, more: bool) -> Delivery | float:  # noqa: FBT001 - runs in a thread
        now = self.clock()
        with self.database.write() as connection:
            outbox.settle(connection, delivery, result, now)
            if rest := self._rest_for_all(result, now):
                pacing.hold(connection, now + rest)
            return outbox.claim(connection, self.worker, now, self.pace) if more else 0.0

    def _rest_for_all(self, result: Result, now: float) -> float:
        if isinstance(result, Wait):
            return self._storm.refused(now, result.seconds)
        self._storm.calm()
        return 0.0

    def _note(self, delivery: Delivery, result: Result) -> None:
        self.observe(delivery, result)
        if isinstance(result, Failed | Refused):
            LOG.warning("announcement %s: %s", delivery.id, result.why)

    async def _rest(self, seconds: float, stop: asyncio.Event) -> None:
        waits = [asyncio.ensure_future(event.wait()) for event in (self._wake, stop)]
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for waiting in waits:
            waiting.cancel()
        self._wake.clear()
