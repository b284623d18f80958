"""A small honest Bot API server on loopback: real HTTP, Telegram's checks, and faults on demand.

`BotApi` runs in the event loop of a test (or alone, see `__main__`). It keeps every call it got in
`calls`; what goes wrong is told to it beforehand by `fault`.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.botapi.checks import Json, Refused, decoded
from tests.botapi.limits import Limiter
from tests.botapi.methods import METHODS, Upload
from tests.botapi.updates import Updates
from tests.botapi.world import World

TOKEN = "999:test-token-that-must-stay-secret"
SENDS = {"sendMessage", "sendPhoto", "sendDocument", "editMessageText"}


@dataclass(frozen=True, slots=True)
class Call:
    """One request the server got, and what it answered."""

    method: str
    params: Json
    status: int
    result: Any
    at: float

    @property
    def chat_id(self) -> int | None:
        value = self.params.get("chat_id")
        return None if value is None else int(value)

    @property
    def text(self) -> str:
        return str(self.params.get("text") or self.params.get("caption") or "")

    @property
    def buttons(self) -> list[Json]:
        markup = decoded(self.params.get("reply_markup")) or {}
        return [b for row in markup.get("inline_keyboard", []) for b in row]


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` calls of a method (in one chat, if said).

    `delivered`: it takes effect, and then goes wrong. `delay`: seconds until the answer. `cut`: it takes
    effect, and the connection breaks before the answer. `page`: a gateway's page instead of an answer.
    """

    method: str
    status: int = 200
    description: str = ""
    parameters: Json = field(default_factory=dict)
    chat_id: int | None = None
    times: int = 1
    delivered: bool = False
    delay: float = 0.0
    cut: bool = False
    page: str = ""

    def meets(self, method: str, params: Json) -> bool:
        here = self.chat_id is None or str(self.chat_id) == str(params.get("chat_id"))
        return self.times > 0 and self.method in {method, "*"} and here


class Page(Exception):  # noqa: N818 - it is one
    """A page that a gateway sends instead of an answer."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


class BotApi:
    """The server: `async with BotApi() as api`, then give `api.base_url` to the bot."""

    def __init__(
        self, *, token: str = TOKEN, limiter: Limiter | None = None, port: int = 0
    ) -> None:
        self.token, self.limiter = token, limiter
        self.world = World()
        self.polls = Updates(self.world)
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.unknown: set[str] = set()
        self.down = False
        self.port = port
        self._changed = asyncio.Event()

    # --- life ----------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        self.start(self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def start(self, port: int = 0) -> None:
        """Listen on loopback; `port` 0 takes a free one."""
        sockets = bind_sockets(port, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        routes = [
            (r"/bot([^/]+)/(\w+)", Methods, {"api": self}),
            (r"/file/bot([^/]+)/documents/(.+)", Files, {"api": self}),
            (r"/control/(\w+)", Control, {"api": self}),
        ]
        app = Application(routes, log_function=lambda _: None)
        self._server = HTTPServer(app, max_buffer_size=64 * 2**20)
        self._server.add_sockets(sockets)

    async def stop(self) -> None:
        """Close every connection."""
        await self.polls.close()
        self._server.stop()
        await self._server.close_all_connections()

    @property
    def base_url(self) -> str:
        """For TELEGRAM_API_BASE_URL."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def file_url(self) -> str:
        """For TELEGRAM_API_BASE_FILE_URL."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    # --- what tests say and see ----------------------------------------------------------------

    def fault(self, method: str, **what: Any) -> Fault:
        """Tell the server what goes wrong next."""
        fault = Fault(method, **what)
        self.faults.append(fault)
        return fault

    def retry_after(self, method: str, seconds: int, **where: Any) -> Fault:
        """Answer 429 once."""
        why = f"Too Many Requests: retry after {seconds}"
        parameters = {"retry_after": seconds}
        return self.fault(method, status=429, description=why, parameters=parameters, **where)

    def of(self, method: str, chat_id: int | None = None) -> list[Call]:
        """The calls of a method that succeeded."""
        return [
            c
            for c in self.calls
            if c.method == method and c.status == 200 and chat_id in {None, c.chat_id}
        ]

    @property
    def sent(self) -> list[Call]:
        """What a chat got to see: messages, pictures, files and edits, in order."""
        return [c for c in self.calls if c.method in SENDS and c.status == 200]

    async def until(self, happened: Callable[[], Any], timeout: float = 10.0) -> Any:  # noqa: ASYNC109 - a test's own limit
        """Wait until something is true of the calls; its value."""
        async with asyncio.timeout(timeout):
            while not (value := happened()):
                self._changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), 0.05)
        return value

    async def next_sent(self, count: int = 1, since: int = 0) -> list[Call]:
        """The messages sent after the first `since`, once there are `count` of them."""
        await self.until(lambda: len(self.sent) >= since + count)
        return self.sent[since:]

    # --- answering -----------------------------------------------------------------------------

    async def answer(self, method: str, params: Json) -> tuple[int, Json]:
        """Do a method, or go wrong as told."""
        fault = next((f for f in self.faults if f.meets(method, params)), None)
        if self.down:
            return self._note(method, params, 502, "Bad Gateway", {})
        if fault is None:
            return await self._do(method, params)
        fault.times -= 1
        if (fault.status == 200 and not fault.page) or fault.delivered:
            done = await self._do(method, params)
        await asyncio.sleep(fault.delay)
        if fault.cut:
            raise ConnectionAbortedError(method)
        if fault.page:
            raise Page(fault.status, fault.page)
        if fault.status == 200:
            return done
        return self._note(method, params, fault.status, fault.description, fault.parameters)

    async def _do(self, method: str, params: Json) -> tuple[int, Json]:
        try:
            result = await self._result(method, params)
        except Refused as no:
            return self._note(method, params, no.code, no.description, no.parameters)
        self._keep(Call(method, params, 200, result, time.monotonic()))
        return 200, {"ok": True, "result": result}

    async def _result(self, method: str, params: Json) -> Any:
        if method in self.unknown:
            raise Refused(404, "Not Found: method not found")
        if own := self.polls.METHODS.get(method):
            return await own(self.polls, params)
        if method not in METHODS:
            raise Refused(404, "Not Found: method not found")
        if self.limiter and method in SENDS and "chat_id" in params:
            self.limiter.take(int(params["chat_id"]))
        return METHODS[method](self.world, params)

    def _note(
        self, method: str, params: Json, status: int, why: str, parameters: Json
    ) -> tuple[int, Json]:
        body: Json = {"ok": False, "error_code": status, "description": why}
        if parameters:
            body["parameters"] = parameters
        self._keep(Call(method, params, status, body, time.monotonic()))
        return status, body

    def _keep(self, call: Call) -> None:
        if call.method != "getUpdates" or call.status != 200:
            self.calls.append(call)
            self._changed.set()


class Methods(RequestHandler):
    """`/bot<token>/<method>`, by GET or POST; form, multipart or JSON."""

    def initialize(self, api: BotApi) -> None:
        self.api = api

    def _parameters(self) -> Json:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            return dict(json.loads(self.request.body or b"{}"))
        params: Json = {k: v[-1].decode() for k, v in self.request.arguments.items()}
        files = {k: Upload(f[0]["filename"], f[0]["body"]) for k, f in self.request.files.items()}
        for key, value in list(params.items()):
            if value.startswith("attach://"):
                params[key] = files.pop(value.removeprefix("attach://"))
        return params | files

    async def post(self, token: str, method: str) -> None:
        if token != self.api.token:
            status, body = 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        else:
            try:
                status, body = await self.api.answer(method, self._parameters())
            except ConnectionAbortedError:
                self.detach().close()
                return
            except Page as page:
                self.set_status(page.status)
                self.finish(page.text)
                return
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body, ensure_ascii=False))

    get = post


class Files(RequestHandler):
    """`/file/bot<token>/<path>`: the bytes of a file that somebody sent."""

    def initialize(self, api: BotApi) -> None:
        self.api = api

    def get(self, token: str, file_id: str) -> None:
        if token != self.api.token or file_id not in self.api.world.files:
            self.set_status(404)
            return
        self.finish(self.api.world.files[file_id])


class Control(RequestHandler):
    """For a driver in another process: `POST /control/says`, `GET /control/calls` (or `count`)."""

    def initialize(self, api: BotApi) -> None:
        self.api = api

    def get(self, what: str) -> None:
        assert what in {"calls", "count"}
        if what == "count":
            self.finish(str(len(self.api.sent)))
            return
        sent = [
            {"method": c.method, "chat": c.chat_id, "text": c.text, "at": c.at}
            for c in self.api.sent
        ]
        self.finish(json.dumps(sent, ensure_ascii=False))

    def post(self, what: str) -> None:
        assert what == "says"
        for line in json.loads(self.request.body):
            self.api.world.says(**line)
        self.finish("{}")
