import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.intake import Inbox
from bot.settings import Listen
from bot.webhook import LARGEST, SECRET_HEADER, listen, secret_of
from data.database import Database, open_database
from tests.databases import new_sqlite

SECRET = "open-sesame"
UPDATE = {"update_id": 7, "message": {"chat": {"id": 5}, "text": "いくら？"}}


@pytest.fixture
def database(tmp_path: Any) -> Any:
    opened = open_database(new_sqlite(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
async def client(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    arrived: list[None] = []
    where = Listen("127.0.0.1", 0)
    url = "https://bot.example.jp/telegram.hook"
    server = listen(where, url, SECRET, Inbox(database), lambda: arrived.append(None))
    port = next(iter(server._sockets.values())).getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as opened:
        opened.headers[SECRET_HEADER] = SECRET
        yield opened
    server.stop()
    await server.close_all_connections()


async def test_an_update_is_a_row_before_telegram_is_told(
    client: httpx.AsyncClient, database: Database
) -> None:
    for _ in range(2):
        assert (await client.post("/telegram.hook", json=UPDATE)).status_code == 200
    assert [t.body for t in Inbox(database).turn("w", [], 9)] == [UPDATE]


@pytest.mark.parametrize("secret", ["", "open-sesamf", "ひらけごま"])
async def test_without_the_secret_nothing_is_taken(
    client: httpx.AsyncClient, database: Database, secret: str
) -> None:
    headers = {SECRET_HEADER: secret.encode()}
    answer = await client.post("/telegram.hook", json=UPDATE, headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert answer.headers.get("Connection") != "close"
    assert Inbox(database).waiting() == 0
    assert (await client.post("/telegram.hook", json=UPDATE)).status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_over_one_mebibyte_is_refused(
    client: httpx.AsyncClient, database: Database, *, chunked: bool
) -> None:
    large = json.dumps({**UPDATE, "filler": "x" * LARGEST}).encode()

    async def parts() -> AsyncIterator[bytes]:
        for begin in range(0, len(large), 2**16):
            yield large[begin : begin + 2**16]

    answer = await client.post("/telegram.hook", content=parts() if chunked else large)
    assert answer.status_code == 413
    assert Inbox(database).waiting() == 0
    fits = json.dumps({**UPDATE, "filler": "x" * (LARGEST - 200)})
    assert (await client.post("/telegram.hook", content=fits)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"update_id": "x"}',
        "[" * 99_999,
        "\x00",
        '{"update_id": 1e400}',
        '{"update_id": 99999999999999999999}',
    ],
)
async def test_what_is_no_update_is_refused(client: httpx.AsyncClient, body: str) -> None:
    assert (await client.post("/telegram.hook", content=body)).status_code == 400


async def test_only_its_path_and_only_post(client: httpx.AsyncClient) -> None:
    assert (await client.post("/", json=UPDATE)).status_code == 404
    assert (await client.post("/telegramXhook", json=UPDATE)).status_code == 404
    assert (await client.get("/telegram.hook")).status_code == 405


async def test_an_update_that_could_not_be_written_is_not_confirmed(
    client: httpx.AsyncClient, database: Database
) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("DROP TABLE inbox")
    assert (await client.post("/telegram.hook", json=UPDATE)).status_code == 500


def test_replicas_derive_the_same_secret_from_the_token() -> None:
    assert secret_of("1:a", None) == secret_of("1:a", None) != secret_of("1:b", None)
    assert "1:a" not in secret_of("1:a", None)
    assert secret_of("1:a", SECRET) == SECRET


async def test_whoever_sends_far_too_much_hears_why(client: httpx.AsyncClient) -> None:
    answer = await client.post("/telegram.hook", content=b"x" * 5 * LARGEST)
    assert answer.status_code == 413
    assert (await client.post("/telegram.hook", json=UPDATE)).status_code == 200
