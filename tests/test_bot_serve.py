import asyncio
import collections
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from bot.intake import Inbox
from bot.webhook import SECRET_HEADER
from data.database import open_database
from data.schema import chats, inbox, subscriptions
from tests.botapi.server import BotApi
from tests.botprocess import BotProcess, bot_process, free_port, polling
from tests.databases import new_postgresql, new_sqlite

ROOT = Path(__file__).parent.parent
QUESTION = "防災ラジオの予算はいくら？"
ANSWER = "2億135万2千円"


async def ready(bot: BotProcess, status: int = 200) -> None:
    await asyncio.to_thread(bot.wait_until, "/readyz", status)


def answered(api: BotApi) -> collections.Counter[int | None]:
    return collections.Counter(c.chat_id for c in api.sent if ANSWER in c.text)


async def test_it_answers_is_measured_and_ends_in_time(tmp_path: Path) -> None:
    async with BotApi() as api:
        api.world.user(1)
        with bot_process(tmp_path, **polling(api.base_url)) as bot:
            await ready(bot)
            for _ in range(3):
                api.world.says(QUESTION, 1)
            await api.until(lambda: answered(api)[1] >= 1)
            status, seconds = await asyncio.to_thread(bot.stop)
            assert (status, seconds < 5) == (0, True), bot.log
        assert api.token not in bot.log
        assert "Traceback" not in bot.log
        with bot_process(tmp_path, **polling(api.base_url)) as bot:
            await api.until(lambda: answered(api)[1] >= 3, 20)
            await ready(bot)
            metrics = (await asyncio.to_thread(bot.get, "/metrics")).text
            assert "yosan_editions 1.0" in metrics
        assert answered(api) == {1: 3}


async def test_told_to_end_it_answers_what_it_has_taken(tmp_path: Path) -> None:
    async with BotApi() as api:
        for chat in range(1, 7):
            api.world.user(chat)
        with bot_process(tmp_path, **polling(api.base_url)) as bot:
            await ready(bot)
            api.world.says(QUESTION, 6)
            await api.until(lambda: answered(api)[6] == 1, 20)  # the dictionary is open
            api.fault("sendMessage", delay=1.0, times=10_000)
            for chat in range(1, 6):
                api.world.says(QUESTION, chat)
            await api.until(lambda: taken(new_sqlite(tmp_path)) == 5)
            status, seconds = await asyncio.to_thread(bot.stop)
        assert (status, seconds < 5) == (0, True), bot.log
        assert answered(api) == dict.fromkeys(range(1, 7), 1)
        assert waiting(new_sqlite(tmp_path)) == 0


async def test_it_waits_for_an_api_that_is_not_there_or_broken(tmp_path: Path) -> None:
    port = free_port()
    with bot_process(tmp_path, **polling(f"http://127.0.0.1:{port}/bot")) as bot:
        await asyncio.to_thread(bot.wait_until, "/healthz")
        await ready(bot, 503)
        api = BotApi()
        api.down = True
        api.start(port)
        api.world.user(1)
        api.world.says(QUESTION, 1)
        await asyncio.sleep(1.0)
        assert bot.get("/readyz").json()["telegram"] is False
        api.down = False
        await api.until(lambda: answered(api)[1], 20)
        status, seconds = await asyncio.to_thread(bot.stop)
        await api.stop()
    assert (status, seconds < 5) == (0, True)


async def test_a_server_that_knows_only_what_is_needed_is_enough(tmp_path: Path) -> None:
    async with BotApi() as api:
        api.world.user(1)
        api.unknown |= {"deleteWebhook", "setMyCommands", "setMyDescription", "setMyName"}
        api.world.says(QUESTION, 1)
        with bot_process(tmp_path, **polling(api.base_url)) as bot:
            await api.until(lambda: answered(api)[1], 20)
            assert "Traceback" not in bot.log


async def test_told_to_end_while_waiting_it_ends(tmp_path: Path) -> None:
    with bot_process(tmp_path, **polling(f"http://127.0.0.1:{free_port()}/bot")) as bot:
        await ready(bot, 503)
        begun = time.monotonic()
        while "Telegram cannot be reached" not in bot.log:
            assert time.monotonic() - begun < 10, bot.log
            await asyncio.sleep(0.05)
        await asyncio.sleep(2.0)  # more tries, of which nothing is said
        status, seconds = await asyncio.to_thread(bot.stop)
    assert (status, seconds < 5) == (0, True)
    (line,) = bot.log.splitlines()
    assert "WARNING" in line


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"TELEGRAM_BOT_TOKEN": "1:wrong-token-here"}, "TELEGRAM_BOT_TOKEN"),
        ({"YOSAN_DATABASE_URL": "sqlite:////proc/nowhere/x.db"}, "YOSAN_DATABASE_URL"),
    ],
)
async def test_a_wrong_setting_ends_it_with_one_sentence(
    tmp_path: Path, wrong: dict[str, str], named: str
) -> None:
    async with BotApi() as api:
        with bot_process(tmp_path, **{**polling(api.base_url), **wrong}) as bot:
            assert bot.process is not None
            assert await asyncio.to_thread(bot.process.wait, 20) == 1
    last = bot.log.strip().splitlines()[-1]
    assert named in last
    assert "Traceback" not in bot.log


async def test_killed_with_questions_in_work_it_answers_every_one_after_all(
    tmp_path: Path,
) -> None:
    people = range(1, 31)
    async with BotApi() as api:
        for chat in people:
            api.world.user(chat)
        api.fault("sendMessage", delay=0.3, times=10_000)
        for wait in (0.15, 0.4, None):
            with bot_process(tmp_path, **polling(api.base_url)) as bot:
                await ready(bot)
                if wait == 0.15:
                    for chat in people:
                        api.world.says(QUESTION, chat)
                if wait is not None:
                    await api.until(lambda: len(api.world.updates) < len(people), 20)
                    await asyncio.sleep(wait)
                    continue
                await api.until(lambda: len(answered(api)) == len(people), 30)
                await api.until(lambda: waiting(new_sqlite(tmp_path)) == 0)
        assert set(answered(api)) == set(people)
        assert max(answered(api).values()) <= 3


def waiting(url: str) -> int:
    with closing(open_database(url)) as database:
        return Inbox(database).waiting()


def taken(url: str) -> int:
    """How many updates a worker has begun; one that is only written down waits for the next start."""
    with closing(open_database(url)) as database, database.read() as connection:
        count = select(func.count()).where(inbox.c.state == "taken")
        return connection.execute(count).scalar() or 0


def import_list(folder: Path, file: Path, **settings: str) -> None:
    env = {**os.environ, "YOSAN_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT), **settings}
    code = "from bot.cli import main; raise SystemExit(main())"
    words = [sys.executable, "-c", code, "import", str(file)]
    subprocess.run(words, env=env, cwd=folder, check=True, capture_output=True, timeout=60)


PDF = ROOT / "data" / "editions" / "r2-requests.pdf"


async def test_an_import_is_noticed_by_a_running_bot(tmp_path: Path) -> None:
    async with BotApi() as api:
        api.world.user(1)
        with bot_process(tmp_path, **polling(api.base_url)) as bot:
            await ready(bot)
            api.world.says("/subscribe 新規", 1)
            await api.next_sent(1)
            await asyncio.to_thread(import_list, tmp_path, PDF)
            done = time.monotonic()
            told = await api.until(lambda: [c for c in api.of("sendMessage")[1:] if c.buttons])
            assert told[0].at - done < 4  # two seconds on a machine that does nothing else
            seen = len(api.sent)
            api.world.says("2番目のはいくら？", 1)
            (second,) = (await api.next_sent(1, seen))[:1]
            assert told[0].buttons[1]["text"].split(maxsplit=1)[1] in second.text
            told_id = told[0].result["message_id"]
            message = api.world.messages[1, told_id]
            button = told[0].buttons[0]
            seen = len(api.sent)
            api.world.presses(message, button["callback_data"], 1)
            (card,) = (await api.next_sent(1, seen))[:1]
            assert "No." in card.text


def subscribe(url: str, numbers: Sequence[int]) -> None:
    """Subscribe chats to everything, as if each had typed /subscribe."""
    kind = "group" if numbers[0] < 0 else "private"
    with closing(open_database(url)) as database, database.write() as connection:
        rows = [{"id": n, "kind": kind, "options": {}} for n in numbers]
        connection.execute(chats.insert(), rows)
        wanted = [{"chat": n, "topic": 0, "condition": "", "at": 0.0} for n in numbers]
        connection.execute(subscriptions.insert(), wanted)


def told(api: BotApi) -> collections.Counter[int | None]:
    return collections.Counter(c.chat_id for c in api.of("sendMessage"))


async def until_more(api: BotApi, already: int) -> None:
    await api.until(lambda: len(told(api)) > already, 20)


async def test_killed_at_random_moments_an_announcement_misses_nobody(tmp_path: Path) -> None:
    people, kills = range(1, 201), 0
    dice = random.Random(20201231)
    async with BotApi() as api:
        for chat in people:
            api.world.user(chat)
        api.fault("sendMessage", delay=0.01, times=10_000)
        await asyncio.to_thread(subscribe, new_sqlite(tmp_path), people)
        await asyncio.to_thread(import_list, tmp_path, PDF)
        while len(told(api)) < len(people):
            with bot_process(tmp_path, **polling(api.base_url)) as bot:
                already = len(told(api))
                await until_more(api, already)
                if kills < 4:
                    kills += 1
                    await asyncio.sleep(dice.uniform(0.1, 1.2))
                    continue
                await api.until(lambda: len(told(api)) == len(people), 30)
                await asyncio.sleep(0.3)
                doubtful = (await asyncio.to_thread(bot.get, "/metrics")).text
        repeated = sum(told(api).values()) - len(people)
        assert set(told(api)) == set(people)
        assert repeated <= kills
        marked = float(doubtful.split("yosan_outbox_doubtful ")[-1].split()[0])
        assert repeated <= marked <= kills


async def test_two_replicas_share_one_announcement_also_when_one_is_killed(
    tmp_path: Path,
) -> None:
    people, url = range(1, 81), new_postgresql()
    async with BotApi() as api:
        for chat in people:
            api.world.user(chat)
        await asyncio.to_thread(subscribe, url, people)
        ports = [free_port(), free_port()]
        shared = [
            polling(
                api.base_url,
                YOSAN_DATABASE_URL=url,
                YOSAN_WEBHOOK_URL="https://bot.example.jp/telegram",
                YOSAN_WEBHOOK_LISTEN=f"127.0.0.1:{port}",
                YOSAN_WEBHOOK_SECRET="open-sesame",
            )
            for port in ports
        ]
        with bot_process(tmp_path, **shared[0]) as one, bot_process(tmp_path, **shared[1]) as two:
            await ready(one)
            await ready(two)
            await asyncio.to_thread(import_list, tmp_path, PDF, YOSAN_DATABASE_URL=url)
            await api.until(lambda: len(told(api)) > 20, 20)
            one.kill()
            await _ask_twice(api, ports[1])
            await api.until(lambda: len(told(api)) == len(people), 30)
            await api.until(lambda: answered(api)[7] >= 1)
            await asyncio.sleep(0.5)
        announced = collections.Counter(
            c.chat_id for c in api.of("sendMessage") if ANSWER not in c.text
        )
        assert set(announced) == set(people)
        assert sum(announced.values()) - len(people) <= 1
        assert answered(api)[7] == 1


async def _ask_twice(api: BotApi, port: int) -> None:
    """The same update posted twice, as Telegram does when it did not hear the answer."""
    update = api.world.says(QUESTION, 7)
    body = api.world.updates.pop() if api.world.updates else update
    async with httpx.AsyncClient(headers={SECRET_HEADER: "open-sesame"}) as client:
        for _ in range(2):
            where = f"http://127.0.0.1:{port}/telegram"
            assert (await client.post(where, json=body)).status_code == 200


async def test_a_storm_of_429s_a_blocked_chat_and_one_that_migrates(tmp_path: Path) -> None:
    groups = [-n for n in range(1001, 1031)]
    moved, blocked, slow = groups[4], groups[7], groups[9]
    async with BotApi() as api:
        for chat in groups:
            api.world.group(chat, kind="group")
        api.world.group(-1009999)
        api.world.chats[blocked].status = "kicked"
        api.world.chats[moved].migrated_to = -1009999
        for chat in groups[:3]:
            api.retry_after("sendMessage", 1, chat_id=chat)
        api.retry_after("sendMessage", 3, chat_id=slow)
        await asyncio.to_thread(subscribe, new_sqlite(tmp_path), groups)
        await asyncio.to_thread(import_list, tmp_path, PDF)
        with bot_process(tmp_path, **polling(api.base_url)) as bot:
            await ready(bot)
            await api.until(lambda: len(told(api)) == len(groups) - 1, 20)
            metrics = (await asyncio.to_thread(bot.get, "/metrics")).text
        expected = {*groups, -1009999} - {moved, blocked}
        assert told(api) == dict.fromkeys(expected, 1)
        last = max(c.at for c in api.of("sendMessage") if c.chat_id != slow)
        assert last < next(c.at for c in api.of("sendMessage") if c.chat_id == slow)
        for line in ('{result="migrated"} 1.0', '{result="refused"} 1.0'):
            assert line in metrics
