"""How updates leave the Bot API server: by getUpdates, confirmed by offset, or by webhook.

An update is gone only when a later offset confirms it, or a webhook answers 2xx; until then it is
delivered again, which is what a bot that dies in the middle relies on.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, ClassVar

from tornado.httpclient import AsyncHTTPClient, HTTPError, HTTPRequest

from tests.botapi.checks import Json, Refused, bad, decoded
from tests.botapi.world import World

UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    """The one queue of updates, and the one way they are taken at a time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.webhook: Json = {}
        self.allowed: list[str] = []
        self.deliveries: list[tuple[int, int]] = []
        self._poll: asyncio.Event | None = None
        self._pump: asyncio.Task[None] | None = None

    async def get_updates(self, params: Json) -> list[Json]:
        """Long polling; a second poll ends the first."""
        if self.webhook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if self._poll is not None:
            self._poll.set()
        self._poll = stopped = asyncio.Event()
        self._allow(params)
        self._confirm(int(params.get("offset") or 0))
        loop = asyncio.get_running_loop()
        end = loop.time() + float(params.get("timeout") or 0)
        while not (ready := self._ready()) and loop.time() < end:
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), 0.005)
            if stopped.is_set():
                raise Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
        if self._poll is stopped:
            self._poll = None
        return ready[: int(params.get("limit") or 100)]

    def _allow(self, params: Json) -> None:
        if params.get("allowed_updates"):
            self.allowed = decoded(params["allowed_updates"])

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = max((u["update_id"] for u in self.world.updates), default=0) + 1 + offset
        self.world.updates = [u for u in self.world.updates if u["update_id"] >= offset]

    def _ready(self) -> list[Json]:
        def wanted(update: Json) -> bool:
            kind = next(k for k in update if k != "update_id")
            return kind in self.allowed if self.allowed else kind not in UNASKED

        return [u for u in self.world.updates if wanted(u)]

    async def set_webhook(self, params: Json) -> bool:
        """Deliver to an address from now on."""
        if not params.get("url"):
            return await self.delete_webhook(params)
        if not str(params["url"]).startswith(("https://", "http://127.0.0.1:")):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        await self.close()
        self._allow(params)
        self.webhook = params
        self._pump = asyncio.get_running_loop().create_task(self._deliver())
        return True

    async def delete_webhook(self, params: Json) -> bool:
        """Back to polling."""
        await self.close()
        if str(params.get("drop_pending_updates")).lower() == "true":
            self.world.updates.clear()
        return True

    async def webhook_info(self, _: Json) -> Json:
        """What is set, and how many wait."""
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates),
        }

    async def _deliver(self) -> None:
        client, busy = AsyncHTTPClient(force_instance=True), set[int]()
        limit = int(self.webhook.get("max_connections") or 40)
        tasks: set[asyncio.Task[None]] = set()
        try:
            while True:
                for update in self._ready():
                    if update["update_id"] not in busy and len(busy) < limit:
                        busy.add(update["update_id"])
                        task = asyncio.create_task(self._post(client, update, busy))
                        tasks.add(task)
                        task.add_done_callback(tasks.discard)
                await asyncio.sleep(0.005)
        finally:
            for task in tasks:
                task.cancel()
            client.close()

    async def _post(self, client: AsyncHTTPClient, update: Json, busy: set[int]) -> None:
        headers = {"Content-Type": "application/json"}
        if self.webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.webhook["secret_token"]
        body = json.dumps(update, ensure_ascii=False)
        request = HTTPRequest(self.webhook["url"], "POST", headers, body, request_timeout=10)
        try:
            code = (await client.fetch(request, raise_error=False)).code
        except (HTTPError, OSError):
            code = 599
        self.deliveries.append((update["update_id"], code))
        if 200 <= code < 300:
            self.world.updates = [u for u in self.world.updates if u is not update]
        else:
            await asyncio.sleep(0.1)
        busy.discard(update["update_id"])

    async def close(self) -> None:
        """Stop delivering by webhook."""
        self.webhook = {}
        if self._pump:
            self._pump.cancel()
            with suppress(asyncio.CancelledError):
                await self._pump
            self._pump = None

    METHODS: ClassVar[dict[str, Callable[[Updates, Json], Awaitable[Any]]]] = {
        "getUpdates": get_updates,
        "setWebhook": set_webhook,
        "deleteWebhook": delete_webhook,
        "getWebhookInfo": webhook_info,
    }
