"""The way to Telegram: python-telegram-bot's requests over aiohttp, the only file that knows it.

aiohttp needs a tenth of the time a request that the default client needs, and says apart what a sender
must know: a request that never left (`NotSent`), and one of which nobody knows (`Lost`, `TimedOut`).
"""

from __future__ import annotations

import json
import ssl
from functools import cache
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import certifi
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

DEFAULT: Final = BaseRequest.DEFAULT_NONE
UPLOAD_SECONDS: Final = 60.0
"""Seconds that sending a file may take."""


class NotSent(NetworkError):  # noqa: N818 - the state is the name
    """The request never left: no connection was made."""


class Lost(NetworkError):  # noqa: N818 - the same
    """The connection broke; the request may have arrived."""


class Wire(BaseRequest):
    """A pool of connections. `read` is how long an answer may take, in seconds."""

    def __init__(self, connections: int = 64, read: float = 20.0) -> None:
        self._connections, self.read = connections, read
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take, unless a call says otherwise."""
        return self.read

    async def initialize(self) -> None:
        """Nothing yet: the pool opens with its first request."""

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, ssl=_trust())
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)
        return self._session

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the interface's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT,  # noqa: ANN401 - python-telegram-bot's own types
        write_timeout: Any = DEFAULT,  # noqa: ANN401 - the same
        connect_timeout: Any = DEFAULT,  # noqa: ANN401 - the same
        pool_timeout: Any = DEFAULT,  # noqa: ANN401 - the same
    ) -> tuple[int, bytes]:
        """Make one request; its status and body."""
        files = bool(request_data and request_data.multipart_data)
        write = _chosen(write_timeout, UPLOAD_SECONDS if files else 20.0)
        read, connect = _chosen(read_timeout, self.read), _chosen(connect_timeout, 10.0)
        limits = aiohttp.ClientTimeout(
            total=read + write + connect,
            connect=_chosen(pool_timeout, 30.0) + connect,
            sock_connect=connect,
            sock_read=read,
        )
        try:
            async with self._open().request(
                method, url, data=_form(request_data), timeout=limits, allow_redirects=False
            ) as answer:
                body = await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise Lost(type(error).__name__) from None
        _check_gateway(answer.status, body)
        return answer.status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; a page of a gateway instead of one says nothing of what became of the call.

        Raises:
            Lost: it is no JSON.
        """
        try:
            answer = json.loads(payload)
        except ValueError:
            raise Lost("an answer that is no JSON") from None
        if not isinstance(answer, dict):
            raise Lost("an answer that is no object")
        return answer


def _check_gateway(status: int, body: bytes) -> None:
    """Tell what a gateway's own page means: 502 and 503 were not handed on, of others nobody knows.

    Raises:
        NetworkError: Telegram itself did not answer.
    """
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return
    if status == HTTPStatus.GATEWAY_TIMEOUT:
        raise Lost(f"HTTP {status}")
    if not body.lstrip().startswith(b"{"):
        handed_on = status not in {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}
        raise (Lost if handed_on else NetworkError)(f"HTTP {status}")


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates are believed: the system's, and Mozilla's where it has none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _chosen(given: Any, default: float) -> float:  # noqa: ANN401 - python-telegram-bot's own types
    """A timeout as the call gave it; its own where it gave none, a day where it wants none."""
    if isinstance(given, DefaultValue):
        return default
    return 86_400.0 if given is None else float(given)


def _form(request_data: RequestData | None) -> aiohttp.FormData | None:
    if request_data is None:
        return None
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
