"""Telegram's limits on sending, kept by a sliding window on a clock that may run fast."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.botapi.checks import Refused


@dataclass(frozen=True, slots=True)
class Rates:
    """How many sends in how many seconds: overall, in one chat, in one group."""

    overall: tuple[int, float] = (30, 1.0)
    chat: tuple[int, float] = (1, 1.0)
    group: tuple[int, float] = (20, 60.0)


@dataclass(slots=True)
class Limiter:
    """Refuses with 429 and `retry_after` what comes too soon; `clock` is in (virtual) seconds."""

    rates: Rates
    clock: Callable[[], float]
    refused: int = 0
    _sends: dict[object, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def take(self, chat_id: int) -> None:
        """Count a send to a chat, or refuse it."""
        now = self.clock()
        windows = [("all", self.rates.overall), (chat_id, self.rates.chat)]
        if chat_id < 0:
            windows.append((("group", chat_id), self.rates.group))
        waits = [self._wait(key, rate, now) for key, rate in windows]
        if max(waits) > 0:
            self.refused += 1
            seconds = math.ceil(max(waits))
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for key, _ in windows:
            self._sends[key].append(now)

    def _wait(self, key: object, rate: tuple[int, float], now: float) -> float:
        count, seconds = rate
        sends = self._sends[key]
        while sends and sends[0] <= now - seconds:
            sends.popleft()
        return sends[0] + seconds - now if len(sends) >= count else 0.0
