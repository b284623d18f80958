"""The webhook: updates that Telegram posts, into the inbox; answered 200 only when they are rows there.

Checked before anything is kept: the secret (in constant time, 401), the size (1 MiB, 413), the path (404).
A refused body is read to its end, so that the connection serves whatever comes next. Here lives only
taking; what an update means is never looked at.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from bot.intake import Inbox, number_of
from bot.settings import Listen

LARGEST = 2**20
"""Bytes of an update's body."""

READ_OUT = 16 * LARGEST
"""Bytes that are read and thrown away at most; whoever sends more is cut off."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


def secret_of(token: str, chosen: str | None) -> str:
    """The secret to register: the chosen one, or one that every replica derives from the token."""
    return chosen or hashlib.sha256(f"yosan webhook {token}".encode()).hexdigest()


def listen(
    where: Listen, url: str, secret: str, inbox: Inbox, arrived: Callable[[], None]
) -> HTTPServer:
    """Start the server; it answers at the path of `url`."""
    given = {"secret": secret, "inbox": inbox, "arrived": arrived}
    path = urlsplit(url).path or "/"
    app = Application([(re.escape(path), Update, given)], log_function=lambda _handler: None)
    server = HTTPServer(app, xheaders=True, max_body_size=READ_OUT, idle_connection_timeout=75)
    server.listen(where.port, where.host)
    return server


@stream_request_body
class Update(RequestHandler):
    """One posted update."""

    def initialize(self, secret: str, inbox: Inbox, arrived: Callable[[], None]) -> None:
        """Keep what the server was given."""
        self.secret, self.inbox, self.arrived = secret, inbox, arrived
        self.body, self.size = bytearray(), 0

    def prepare(self) -> None:
        """Look at the secret; what comes without it is read and not kept."""
        said = self.request.headers.get(SECRET_HEADER, "")
        self.trusted = hmac.compare_digest(said.encode(), self.secret.encode())

    def data_received(self, chunk: bytes) -> None:
        """Gather the body, which may come without its length; what is too much is not kept."""
        self.size += len(chunk)
        if self.trusted and self.size <= LARGEST:
            self.body += chunk

    async def post(self) -> None:
        """Write the update down, then say so."""
        if not self.trusted:
            raise HTTPError(401)
        if self.size > LARGEST:
            raise HTTPError(413)
        update = self._update()
        if await asyncio.to_thread(self.inbox.put, [update], time.time()):
            self.arrived()
        self.set_status(200)

    def _update(self) -> dict[str, Any]:
        try:
            update = json.loads(self.body)
        except (ValueError, RecursionError):
            raise HTTPError(400) from None
        if number_of(update) is None:
            raise HTTPError(400)
        return dict(update)

    def write_error(self, status_code: int, **_kwargs: Any) -> None:  # noqa: ANN401 - tornado's own
        """Say the status and nothing else."""
        self.finish(str(status_code))
