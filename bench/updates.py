"""Updates a second through the whole bot over loopback HTTP, against a bare echo bot in the same run.

`yosan bot` as it is deployed (inbox on disk, memory, limits and pace) and a bare python-telegram-bot that
says everything back, each a process of its own, both by long polling from one Bot API server, itself a
process. Each update is a question that gets one message. Rounds alternate and the medians count.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from urllib.request import Request, urlopen

from tests.botapi.server import TOKEN

COUNT, CHATS, ROUNDS = 600, 300, 5
QUESTIONS = (
    "港区防災ラジオはいくら？",
    "防災課の事業は？",
    "新規は全部でいくら？",
    "一番大きい事業は？",
)
WHOLE = "from bot.cli import main; raise SystemExit(main())"
ECHO = """
import os
from telegram.ext import ApplicationBuilder, MessageHandler, filters
async def say(update, _): await update.effective_message.reply_text(update.effective_message.text)
token, base = os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_API_BASE_URL"]
app = ApplicationBuilder().token(token).base_url(base).concurrent_updates(True).build()
app.add_handler(MessageHandler(filters.TEXT, say))
app.run_polling()
"""


@contextmanager
def process(*words: str, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """A process, ended afterwards."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("YOSAN", "TELEGRAM"))}
    root = str(Path(__file__).parent.parent)
    started = subprocess.Popen(
        [sys.executable, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**inherited, "PYTHONPATH": root, **environ},
        text=True,
    )
    try:
        yield started
    finally:
        started.terminate()
        started.wait()
        assert started.stdout
        started.stdout.close()


def call(base: str, what: str, body: object = None) -> str:
    """A word with the server's control."""
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(base.removesuffix("/bot") + f"/control/{what}", data)) as answer:
        return str(answer.read().decode())


def measured(base: str, count: int) -> float:
    """Have people ask; updates a second from the asking to the last answer."""
    before = int(call(base, "count"))
    texts = islice(cycle(QUESTIONS), count)
    lines = [{"text": t, "user_id": 1 + n % CHATS} for n, t in enumerate(texts)]
    started = time.perf_counter()
    call(base, "says", lines)
    while int(call(base, "count")) < before + count:
        time.sleep(0.02)
    return count / (time.perf_counter() - started)


def one_round(base: str, code: str) -> float:
    """Start a bot, let it warm up, and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": base,
            "YOSAN_DATA_DIR": folder,
        }
        with process("-c", code, "bot", **environ):
            measured(base, 60)
            time.sleep(3)  # so that what a chat may be sent at once is whole again
            return measured(base, COUNT)


def main() -> None:
    """Alternate, and print the medians and their ratio."""
    rates: dict[str, list[float]] = {ECHO: [], WHOLE: []}
    with process("-m", "tests.botapi") as server:
        assert server.stdout
        base = server.stdout.readline().strip()
        for _ in range(ROUNDS):
            for code, of_it in rates.items():
                of_it.append(one_round(base, code))
    echoed, answered = (statistics.median(rates[code]) for code in (ECHO, WHOLE))
    print(f"bare echo bot   {echoed:8.0f} updates/s  {[round(r) for r in rates[ECHO]]}")
    print(f"the whole bot   {answered:8.0f} updates/s  {[round(r) for r in rates[WHOLE]]}")
    print(f"ratio           {answered / echoed:8.2f}   (aim: 0.7 or more)")


if __name__ == "__main__":
    main()
