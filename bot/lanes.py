"""When a call may go to Telegram: one lane a chat, so that one chat's trouble delays no other.

Telegram allows about one message a second in a chat (short bursts above it), twenty a minute in a group,
and thirty a second overall. A 429 rests the lane of its chat alone. The overall pace is kept once 429s on
several chats show that Telegram asks for it. What surely was not delivered is sent again; a send that
timed out may have been delivered, and is not. The only place that repeats a call.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, TypeVar

from msgspec import Struct
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.wire import Lost

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

SENDS: Final = frozenset({"sendMessage", "sendPhoto", "sendDocument", "answerGuestQuery"})
"""What a person would see twice if it were repeated; anything else may be."""

PACED: Final = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
"""What Telegram counts against a chat's pace."""

TRIES: Final = 8
"""How often a call that cannot get through is tried, half a second apart at first, then twice that…

What a person waits for is tried until it gets through: an answer outlives any outage of the network."""

LONGEST_PAUSE: Final = 30.0
"""Seconds between two tries at most."""

PATIENCE: Final = 60.0
"""Seconds that a call about no chat is held back; asked to wait longer (hours, for a bot's name), it fails."""

MINUTE: Final = 60.0
KEPT: Final = 10_000
"""Lanes in memory before those that nothing depends on are dropped."""

STRAIN: Final = 60.0
"""Seconds for which the overall pace is kept after 429s on several chats."""


class Pace(Struct, frozen=True):
    """What Telegram asks for: in a chat a few at once, then so many a second; a group's minute; overall."""

    burst: float = 3
    per_second: float = 1.0
    group_minute: int = 20
    overall_second: float = 30


@dataclass(slots=True)
class Lane:
    """One chat's queue: calls go in order, each when the chat may be written to."""

    pace: Pace
    group: bool
    at: float
    tokens: float
    burst: float
    rest_until: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    sends: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until the chat may be written to."""
        pace = self.pace
        self.tokens = min(self.burst, self.tokens + (now - self.at) * pace.per_second)
        self.at = now
        waits = [self.rest_until - now, (1 - self.tokens) / pace.per_second]
        while self.sends and self.sends[0] <= now - MINUTE:
            self.sends.popleft()
        if self.group and len(self.sends) >= pace.group_minute:
            waits.append(self.sends[0] + MINUTE - now)
        return max(0.0, *waits)

    def needed(self, now: float) -> bool:
        """Whether something of the last minute still counts."""
        return self.lock.locked() or self.rest_until > now or now - self.at < MINUTE

    def rest(self, now: float, seconds: float) -> None:
        """Telegram asked to wait; from then on one at a time, since it does not allow more here."""
        self.rest_until, self.burst = now + seconds, 1
        self.tokens = min(self.tokens, 1)

    def arrived(self, now: float) -> None:
        """A message got through: where one goes at a time, the next counts from here, since Telegram counts
        from when it has a message, and not from when that was sent.
        """
        if self.burst == 1:
            self.at = max(self.at, now)

    def take(self, now: float) -> None:
        """A message goes out."""
        self.tokens -= 1
        self.sends.append(now)


class Lanes(BaseRateLimiter[None]):
    """The rate limiter that python-telegram-bot asks before each call."""

    def __init__(self, pace: Pace | None = None, *, tries: int = TRIES, pause: float = 0.5) -> None:
        self._pace, self._tries, self._pause = pace or Pace(), tries, pause
        self._lanes: dict[int, Lane] = {}
        self._most = KEPT
        self._refused: tuple[int, float] = (0, -STRAIN)
        self._strained_until = 0.0
        self._next_slot = 0.0
        self._reached = True

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Awaitable[_T]],
        args: Any,  # noqa: ANN401 - python-telegram-bot's own types
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - the interface's
    ) -> _T:
        """Make a call when its chat's lane is free."""
        chat_id = data.get("chat_id")

        async def call() -> _T:
            return await callback(*args, **kwargs)

        if endpoint not in PACED or not isinstance(chat_id, int):
            return await self._persist(call, endpoint, None)
        lane = self._lane(chat_id)
        async with lane.lock:
            return await self._persist(call, endpoint, (chat_id, lane))

    def _lane(self, chat_id: int) -> Lane:
        if chat_id not in self._lanes:
            now, burst = time.monotonic(), self._pace.burst
            if len(self._lanes) >= self._most:
                self._lanes = {k: v for k, v in self._lanes.items() if v.needed(now)}
                self._most = max(KEPT, 2 * len(self._lanes))
            self._lanes[chat_id] = Lane(
                self._pace, group=chat_id < 0, at=now, tokens=burst, burst=burst
            )
        return self._lanes[chat_id]

    async def _persist(
        self, call: Callable[[], Awaitable[_T]], endpoint: str, to: tuple[int, Lane] | None
    ) -> _T:
        failures = 0
        while True:
            if to:
                await self._turn(to[1])
            try:
                done = await call()
            except RetryAfter as asked:
                await self._rest(asked, to)
            except NetworkError as error:
                failures += 1
                tired = failures >= self._tries and endpoint not in SENDS
                if tired or not may_repeat(error, endpoint):
                    raise
                self._missed(endpoint, error)
                await asyncio.sleep(min(self._pause * 2 ** min(failures - 1, 16), LONGEST_PAUSE))
            else:
                if to:
                    to[1].arrived(time.monotonic())
                self._reached = True
                return done

    def _missed(self, endpoint: str, error: NetworkError) -> None:
        """Tell the operator at once, and once an outage: what waits tries again, often and for long."""
        level = logging.INFO if not self._reached else logging.WARNING
        self._reached = False
        _LOG.log(level, "Telegram cannot be reached, trying again: %s: %s", endpoint, error)

    async def _turn(self, lane: Lane) -> None:
        while (wait := lane.wait(time.monotonic())) > 0:  # noqa: ASYNC110 - it waits for the clock
            await asyncio.sleep(wait)
        now = time.monotonic()
        if now < self._strained_until:
            self._next_slot = max(now, self._next_slot) + 1 / self._pace.overall_second
            await asyncio.sleep(self._next_slot - now)
        lane.take(time.monotonic())

    async def _rest(self, asked: RetryAfter, to: tuple[int, Lane] | None) -> None:
        wait = seconds(asked)
        if to is None:
            if wait > PATIENCE:
                raise asked
            await asyncio.sleep(wait)
            return
        chat_id, lane = to
        now = time.monotonic()
        lane.rest(now, wait)
        before, at = self._refused
        if before != chat_id and now - at < 1:
            self._strained_until = now + STRAIN
        self._refused = chat_id, now


def seconds(asked: RetryAfter) -> float:
    """How long a 429 asks to wait."""
    wait: int | timedelta = asked.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def may_repeat(error: NetworkError, endpoint: str) -> bool:
    """Whether a failed call may be made again without anybody seeing it twice.

    A gateway that says 502 has not handed the call on (Telegram answers so while it restarts), and a
    connection that was never made carried nothing. After a timeout or a broken connection nobody knows.
    """
    if isinstance(error, BadRequest):
        return False
    return endpoint not in SENDS or not isinstance(error, TimedOut | Lost)
