"""`yosan bot` as a process of its own, for tests that kill it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.botapi.server import TOKEN

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class BotProcess:
    """One `yosan bot` and where it is watched."""

    folder: Path
    settings: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        return (self.folder / f"bot-{self.port}.log").read_text("utf-8")

    def start(self) -> None:
        """Start it; it is not ready yet."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("YOSAN", "TELEGRAM"))}
        own = {
            "YOSAN_DATA_DIR": str(self.folder),
            "YOSAN_HTTP_LISTEN": f"127.0.0.1:{self.port}",
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "PYTHONPATH": str(ROOT),
        }
        with (self.folder / f"bot-{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from bot.cli import main; raise SystemExit(main())", "bot"],
                env={**inherited, **own, **self.settings},
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )

    def get(self, path: str) -> httpx.Response:
        """Ask its health server."""
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=10)

    def wait_until(self, path: str, status: int = 200, seconds: float = 25.0) -> None:
        """Wait until its health server answers so."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.get(path).status_code == status:
                    return
            except httpx.HTTPError:
                pass
            assert self.process is not None
            assert self.process.poll() is None, self.log
            time.sleep(0.05)
        raise AssertionError(f"{path} was not {status} in {seconds} s\n{self.log}")

    def kill(self) -> None:
        """SIGKILL, as a power cut for the process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)

    def stop(self) -> tuple[int, float]:
        """SIGTERM; the exit status and the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15), time.monotonic() - began


@contextmanager
def bot_process(folder: Path, **settings: str) -> Iterator[BotProcess]:
    """A bot that is killed at the end, if it still runs."""
    bot = BotProcess(folder, settings)
    bot.start()
    try:
        yield bot
    finally:
        bot.kill()


def polling(base_url: str, **more: str) -> dict[str, Any]:
    """Settings for long polling from the test server."""
    return {"TELEGRAM_API_BASE_URL": base_url, **more}
