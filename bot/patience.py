"""Waiting: for an API that is not there yet, for a while, and for being told to stop; never past that."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram.error import BadRequest, InvalidToken, TelegramError

from data.errors import SettingError

LOG = logging.getLogger("yosan")


async def patiently(
    call: Callable[[], Awaitable[object]], stop: asyncio.Event, refused: str | None = None
) -> bool:
    """Call until Telegram answers, ever more slowly; False if told to stop before.

    Raises:
        SettingError: Telegram refuses, and `refused` says which setting that speaks against; without
            that sentence a refusal is a warning (a self-hosted server may not know the method).
    """
    wait = 0.5
    while not stop.is_set():
        calling, stopped = asyncio.ensure_future(call()), told(stop)
        await asyncio.wait([calling, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not calling.done():
            calling.cancel()
            return False
        try:
            await calling
        except (InvalidToken, BadRequest) as error:
            if refused:
                raise SettingError(refused) from None
            LOG.warning("Telegram refuses, going on without: %s", error)
        except (TelegramError, OSError) as error:
            LOG.warning("Telegram cannot be reached yet, waiting: %s", error)
            await pause(wait, stop)
            wait = min(2 * wait, 10.0)
            continue
        return True
    return False


def told(stop: asyncio.Event) -> asyncio.Task[bool]:
    """A task that ends when told to stop."""
    return asyncio.ensure_future(stop.wait())


async def pause(seconds: float, stop: asyncio.Event) -> None:
    """Wait so long, or until told to stop."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
