"""Moving updates from the inbox to whoever answers them: many chats at once, each chat in order.

One transaction at a time writes down what was finished and takes what is next, so a busy moment costs few
of them. An update whose handler fails is finished too (it was logged); only a dead process leaves one open.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.intake import Inbox, Json, Taken

LOG = logging.getLogger("yosan.intake")

Handle: TypeAlias = Callable[[Json], Awaitable[None]]
"""Answer one update."""

AT_ONCE = 32
"""Updates that are worked on at once."""

SLOW_SECONDS = 1.0
"""One in work for so long waits for Telegram, which holds its chat back; another begins in its place."""

MOST = 1_024
"""Updates in work altogether."""

LOOK_SECONDS = 0.25
"""How often the inbox is looked into where nothing wakes the pump: what another process left."""


@dataclass
class Pump:
    """One process's pump."""

    inbox: Inbox
    worker: str
    handle: Handle
    at_once: int = AT_ONCE
    look_seconds: float = LOOK_SECONDS
    _busy: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _begun: dict[int, float] = field(default_factory=dict)
    _finished: list[int] = field(default_factory=list)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Look into the inbox now."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Move updates until told to stop, then until those begun are finished."""
        while self._busy or self._finished or not stop.is_set():
            self._wake.clear()
            taken = await self._turn(0 if stop.is_set() else self._room())
            for update in taken:
                self._begun[update.number] = time.monotonic()
                self._busy[update.number] = asyncio.create_task(self._one(update))
            if not taken or not self._room():
                await self._rest(stop)

    def _room(self) -> int:
        """How many more may begin."""
        since = time.monotonic() - SLOW_SECONDS
        fresh = sum(begun > since for begun in self._begun.values())
        return max(0, min(self.at_once - fresh, MOST - len(self._busy)))

    async def abandon(self) -> None:
        """Stop at once; what is unfinished is given back for another process, or the next start."""
        for task in self._busy.values():
            task.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)
        open_still = set(self._busy) - set(self._finished)
        await asyncio.to_thread(self.inbox.turn, self.worker, list(self._finished), 0)
        await asyncio.to_thread(self.inbox.give_back, open_still)

    async def _turn(self, room: int) -> list[Taken]:
        finished = list(self._finished)
        try:
            taken = await asyncio.to_thread(self.inbox.turn, self.worker, finished, room)
        except Exception:
            LOG.exception("the inbox could not be reached")
            await asyncio.sleep(1.0)
            return []
        del self._finished[: len(finished)]
        return taken

    async def _one(self, update: Taken) -> None:
        try:
            await self.handle(update.body)
        except Exception:
            LOG.exception("update %s failed", update.number)
        self._finished.append(update.number)
        del self._busy[update.number], self._begun[update.number]
        self._wake.set()

    async def _rest(self, stop: asyncio.Event) -> None:
        events = [self._wake] if stop.is_set() else [self._wake, stop]
        waits = [asyncio.ensure_future(event.wait()) for event in events]
        await asyncio.wait(waits, timeout=self.look_seconds, return_when=asyncio.FIRST_COMPLETED)
        for waiting in waits:
            waiting.cancel()
