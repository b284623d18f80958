"""What an operator sees: `/healthz` (it runs), `/readyz` (it can answer), `/metrics` (how it goes).

Here lives counting and saying so. Numbers are of shapes and times; never a word, a chat or a user.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.letters import Closed, Failed, Moved, Refused, Result, Sent, Wait
from bot.outbox import Depth
from bot.settings import Listen

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_RESULTS: Mapping[type, str] = {
    Sent: "sent",
    Wait: "rate_limited",
    Moved: "migrated",
    Closed: "topic_closed",
    Refused: "refused",
    Failed: "failed",
}


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        here = self.registry
        self.questions = Counter(
            "yosan_questions", "Questions answered", ["status", "operation"], registry=here
        )
        self.seconds = Histogram(
            "yosan_answer_seconds",
            "Seconds from question to answer",
            buckets=_BUCKETS,
            registry=here,
        )
        self.sends = Counter("yosan_sends", "Announcements by result", ["result"], registry=here)
        self.updates = Counter("yosan_updates", "Updates handled", registry=here)
        self.owed = Gauge("yosan_outbox_depth", "Announcements not sent yet", registry=here)
        self.age = Gauge(
            "yosan_outbox_age_seconds", "Age of the oldest due announcement", registry=here
        )
        self.doubtful = Gauge(
            "yosan_outbox_doubtful", "Announcements sent that may have arrived twice", registry=here
        )
        self.waiting = Gauge(
            "yosan_inbox_waiting", "Updates taken and not answered yet", registry=here
        )
        self.editions = Gauge("yosan_editions", "Editions that can be asked about", registry=here)
        self.silent = Gauge(
            "yosan_poll_silent_seconds", "Since Telegram last answered", registry=here
        )

    def answered(self, status: str, operation: str, seconds: float) -> None:
        """Count an answered question."""
        self.questions.labels(status, operation).inc()
        self.seconds.observe(seconds)

    def sent(self, result: Result) -> None:
        """Count what came of a send."""
        self.sends.labels(_RESULTS[type(result)]).inc()

    def measure(self, depth: Depth, waiting: int) -> None:
        """Note the queues as they are."""
        self.owed.set(depth.owed)
        self.age.set(depth.age)
        self.doubtful.set(depth.doubtful)
        self.waiting.set(waiting)


Checks = Mapping[str, bool]
"""What must be true to be ready, by name."""


def listen(
    where: Listen, ready: Callable[[], Checks], measure: Callable[[], None], metrics: Metrics
) -> HTTPServer:
    """Start the server. `ready` and `measure` are called in a thread at each request."""
    given = {"ready": ready, "measure": measure, "metrics": metrics}
    routes: list[Any] = [
        ("/healthz", Health),
        ("/readyz", Ready, {"ready": ready}),
        ("/metrics", Measures, {k: given[k] for k in ("measure", "metrics")}),
    ]
    server = HTTPServer(Application(routes, log_function=lambda _handler: None))
    server.listen(where.port, where.host)
    return server


class Health(RequestHandler):
    """The process runs and its loop turns."""

    def get(self) -> None:
        """Say so."""
        self.finish("ok\n")

    head = get


class Ready(RequestHandler):
    """It can answer: 200, or 503 and what is missing."""

    def initialize(self, ready: Callable[[], Checks]) -> None:
        """Keep what to check."""
        self.ready = ready

    async def get(self) -> None:
        """Check now."""
        checks = await asyncio.to_thread(self.ready)
        self.set_status(200 if all(checks.values()) else 503)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(dict(checks)) + "\n")

    head = get


class Measures(RequestHandler):
    """The metrics in Prometheus' text form."""

    def initialize(self, measure: Callable[[], None], metrics: Metrics) -> None:
        """Keep what to measure."""
        self.measure, self.metrics = measure, metrics

    async def get(self) -> None:
        """Measure now."""
        await asyncio.to_thread(self.measure)
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(generate_latest(self.metrics.registry))
