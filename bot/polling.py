"""Long polling: updates from Telegram into the inbox, each confirmed only when it is a row there.

python-telegram-bot's own polling confirms a batch before it is handled, so a crash loses it. Here the
next request (which is what confirms) leaves after the batch is written. Here lives only fetching.
"""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.intake import Inbox, number_of
from bot.lanes import seconds
from bot.patience import pause

LOG = logging.getLogger("yosan.polling")

HOLD_SECONDS = 10
"""How long Telegram holds a request open while there is nothing."""

HANGS_SECONDS = 5
"""A request that is silent so much longer hangs."""


@dataclass
class Poller:
    """Fetches updates with a bot whose connection nobody else uses."""

    bot: Bot
    inbox: Inbox
    arrived: Callable[[], None]
    kinds: tuple[str, ...]
    answered_at: float = field(default_factory=time.monotonic)
    _offset: int = 0

    @property
    def silent(self) -> float:
        """Seconds since Telegram last answered."""
        return time.monotonic() - self.answered_at

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch until told to stop."""
        # the raw call is on purpose: what is written down must be what Telegram sent
        warnings.filterwarnings("ignore", r"Please use 'Bot\.getUpdates'")
        wait = 0.5
        while not stop.is_set():
            try:
                if await self._fetch():
                    self.arrived()
                wait = 0.5
            except RetryAfter as error:
                await pause(seconds(error), stop)
            except (TelegramError, OSError) as error:
                LOG.warning("getUpdates: %s", error)
                await pause(5.0 if isinstance(error, Conflict) else wait, stop)
                wait = min(2 * wait, 15.0)
            except Exception:
                LOG.exception("updates could not be written down; they stay with Telegram")
                await pause(wait, stop)

    async def _fetch(self) -> int:
        updates: Any = await self.bot.do_api_request(
            "getUpdates",
            api_kwargs={
                "offset": self._offset,
                "timeout": HOLD_SECONDS,
                "allowed_updates": list(self.kinds),
            },
        )
        self.answered_at = time.monotonic()
        new = await asyncio.to_thread(self.inbox.put, updates, time.time())
        self._offset = max([self._offset - 1, *filter(None, map(number_of, updates))]) + 1
        return new
