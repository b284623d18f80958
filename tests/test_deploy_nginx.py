import asyncio
import shutil
import ssl
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.intake import Inbox
from bot.settings import Listen
from bot.webhook import SECRET_HEADER, listen
from data.database import Database, open_database
from tests.botprocess import free_port
from tests.databases import new_sqlite

CONF = Path(__file__).parent.parent / "deploy" / "nginx.conf"
URL = "https://bot.example.jp/telegram"
NEEDED = all(map(shutil.which, ("nginx", "openssl")))
pytestmark = pytest.mark.skipif(not NEEDED, reason="no nginx here")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(new_sqlite(tmp_path))) as opened:
        yield opened


def configured(folder: Path, port: int, replicas: tuple[int, int]) -> Path:
    """The shipped file, with this machine's ports and paths in place of the containers'."""
    key, cert = folder / "privkey.pem", folder / "fullchain.pem"
    made = f"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 -keyout {key} -out {cert}"
    subprocess.run(made.split(), check=True, capture_output=True)
    text = CONF.read_text("utf-8")
    for old, new in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/nginx/tls", str(folder)),
        ("/tmp/nginx.pid", str(folder / "nginx.pid")),
        ("bot1:8443", f"127.0.0.1:{replicas[0]}"),
        ("bot2:8443", f"127.0.0.1:{replicas[1]}"),
    ):
        assert old in text
        text = text.replace(old, new)
    file = folder / "nginx.conf"
    file.write_text(text, "utf-8")
    return file


def started(file: Path) -> subprocess.Popen[bytes]:
    tested = subprocess.run(["nginx", "-t", "-c", file], capture_output=True, check=False)
    assert tested.returncode == 0, tested.stderr
    words = ["nginx", "-c", str(file), "-g", "daemon off;"]
    return subprocess.Popen(words, stderr=subprocess.DEVNULL)


@dataclass
class Site:
    client: httpx.AsyncClient
    servers: list[Any]


@pytest.fixture
async def site(tmp_path: Path, database: Database) -> AsyncIterator[Site]:
    ports = (free_port(), free_port())
    servers = [
        listen(Listen("127.0.0.1", port), URL, "open-sesame", Inbox(database), lambda: None)
        for port in ports
    ]
    port = free_port()
    file = configured(tmp_path, port, ports)
    process = await asyncio.to_thread(started, file)
    trust = ssl.create_default_context(cafile=tmp_path / "fullchain.pem")
    trust.check_hostname = False
    async with httpx.AsyncClient(base_url=f"https://127.0.0.1:{port}", verify=trust) as client:
        client.headers[SECRET_HEADER] = "open-sesame"
        await _up(client)
        yield Site(client, servers)
    process.terminate()
    await asyncio.to_thread(process.wait, 10)
    for server in servers:
        server.stop()
        await server.close_all_connections()


async def _up(client: httpx.AsyncClient) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            await client.get("/")
        except httpx.HTTPError:
            await asyncio.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not answer")


def update(number: int) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": 5}, "text": "いくら？"}}


async def test_updates_pass_and_nothing_else_does(site: Site, database: Database) -> None:
    client = site.client
    assert (await client.post("/telegram", json=update(1))).status_code == 200
    stranger = {SECRET_HEADER: "guess"}
    assert (await client.post("/telegram", json=update(2), headers=stranger)).status_code == 401
    large = b"x" * (2**20 + 1)
    assert (await client.post("/telegram", content=large)).status_code == 413
    assert (await client.get("/telegram")).status_code == 403
    assert (await client.post("/metrics")).status_code == 404
    assert Inbox(database).waiting() == 1


async def test_when_a_replica_is_gone_the_other_takes_every_update(
    site: Site, database: Database
) -> None:
    site.servers[0].stop()
    await site.servers[0].close_all_connections()
    for number in range(1, 11):
        assert (await site.client.post("/telegram", json=update(number))).status_code == 200
    assert Inbox(database).waiting() == 10
