"""The Bot API server as a process of its own: `python -m tests.botapi [PORT]` prints its base URL."""

from __future__ import annotations

import asyncio
import sys

from tests.botapi.server import BotApi


async def main(port: int) -> None:
    async with BotApi(port=port) as api:
        print(api.base_url, flush=True)  # noqa: T201 - who starts it reads it
        await asyncio.Event().wait()


asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
