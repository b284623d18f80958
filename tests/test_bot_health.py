from collections.abc import AsyncIterator

import httpx
import pytest

from bot.health import Metrics, listen
from bot.letters import Failed, Sent, Wait
from bot.outbox import Depth
from bot.settings import Listen


class Bot:
    def __init__(self) -> None:
        self.metrics = Metrics()
        self.checks = {"database": True, "telegram": False}

    def ready(self) -> dict[str, bool]:
        return self.checks

    def measure(self) -> None:
        self.metrics.measure(Depth(12, 3.5, 1), 4)


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def client(bot: Bot) -> AsyncIterator[httpx.AsyncClient]:
    server = listen(Listen("127.0.0.1", 0), bot.ready, bot.measure, bot.metrics)
    port = next(iter(server._sockets.values())).getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as opened:
        yield opened
    server.stop()
    await server.close_all_connections()


async def test_alive_is_not_ready(client: httpx.AsyncClient, bot: Bot) -> None:
    assert (await client.get("/healthz")).status_code == 200
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "telegram": False})
    bot.checks["telegram"] = True
    assert (await client.get("/readyz")).status_code == 200


async def test_metrics_count_what_happened(client: httpx.AsyncClient, bot: Bot) -> None:
    bot.metrics.answered("answered", "sum", 0.02)
    for result in (Sent(1), Sent(2), Wait(3.0), Failed("x", unsure=True)):
        bot.metrics.sent(result)
    text = (await client.get("/metrics")).text.splitlines()
    for line in (
        'yosan_questions_total{operation="sum",status="answered"} 1.0',
        'yosan_answer_seconds_bucket{le="0.025"} 1.0',
        'yosan_answer_seconds_bucket{le="0.01"} 0.0',
        'yosan_sends_total{result="sent"} 2.0',
        'yosan_sends_total{result="rate_limited"} 1.0',
        'yosan_sends_total{result="failed"} 1.0',
        "yosan_outbox_depth 12.0",
        "yosan_outbox_age_seconds 3.5",
        "yosan_outbox_doubtful 1.0",
        "yosan_inbox_waiting 4.0",
    ):
        assert line in text
