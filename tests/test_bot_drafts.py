import asyncio
import json
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.drafts import KEEP_SECONDS, Drafts
from bot.message import Message
from bot.publishing import Press
from bot.subscriptions import Subscription, Subscriptions
from data import store
from data.check import Report, check
from data.database import Database, open_database
from data.errors import ListError
from data.model import Edition
from tests.botapi.server import BotApi
from tests.botprocess import bot_process, polling
from tests.databases import new_sqlite
from tests.test_bot_publishing import LIST, Plain, owed, understand

PDF = Path(__file__).parent.parent / "data" / "editions" / "r2-requests.pdf"


class Desk:
    """Drafts over a database, of a reader that reads what it is told to."""

    def __init__(self, database: Database) -> None:
        self.now = 1_000_000.0
        self.list: Edition | None = LIST
        press = Press(database, Plain(), understand)
        preview = lambda changes: Message(f"{len(changes.new)}件")  # noqa: E731 - a value
        self.drafts = Drafts(database, press, self.read, preview, lambda: self.now)

    def read(self, file: Path) -> tuple[Edition, Report]:
        assert file.read_bytes() == b"%PDF"
        if self.list is None:
            raise ListError("「list.pdf」は暗号化されています。")
        return self.list, check(self.list)


@pytest.fixture
def desk(database: Database) -> Desk:
    Subscriptions(database).add(Subscription(1))
    return Desk(database)


def test_a_draft_shows_what_publishing_would_do_and_does_nothing(
    desk: Desk, database: Database
) -> None:
    draft = desk.drafts.receive("../一覧.pdf", b"%PDF", 7)
    assert (draft.chats, draft.publishable) == (1, True)
    assert draft.preview == Message("1件")
    assert "新規 1件" in draft.report.html
    assert owed(database) == {}
    assert desk.drafts.discard(draft.key, 7)
    assert not desk.drafts.discard(draft.key, 7)
    assert desk.drafts.publish(draft.key, 7) is None


def test_a_draft_is_published_once_and_can_be_taken_back(desk: Desk, database: Database) -> None:
    draft = desk.drafts.receive("一覧.pdf", b"%PDF", 7)
    again = desk.drafts.receive("一覧.pdf", b"%PDF", 8)
    done = desk.drafts.publish(draft.key, 7)
    assert done is not None
    assert done[1] == 1
    assert desk.drafts.publish(draft.key, 7) is None
    assert desk.drafts.publish(again.key, 8) is None
    with database.read() as connection:
        (kept,) = store.history(connection)
    assert (kept.origin.by, kept.origin.filename) == ("telegram:7", "一覧.pdf")
    assert "すでに公開" in desk.drafts.receive("一覧.pdf", b"%PDF", 7).report.html
    assert desk.drafts.take_back(done[0], 8)
    assert not desk.drafts.take_back(done[0], 8)
    assert owed(database) == {}


def test_a_list_with_problems_cannot_be_published_from_here(desk: Desk) -> None:
    desk.list = replace(LIST, warnings=("1ページ No.2: 合計が合いません。",))
    draft = desk.drafts.receive("一覧.pdf", b"%PDF", 7)
    assert not draft.publishable
    assert "合計が合いません" in draft.report.html
    with pytest.raises(ListError):
        desk.drafts.publish(draft.key, 7)


def test_what_cannot_be_read_is_one_sentence_and_old_drafts_go(desk: Desk) -> None:
    old = desk.drafts.receive("一覧.pdf", b"%PDF", 7)
    desk.now += KEEP_SECONDS + 1
    desk.drafts.receive("一覧.pdf", b"%PDF", 7)
    assert desk.drafts.publish(old.key, 7) is None
    desk.list = None
    with pytest.raises(ListError, match="暗号化"):
        desk.drafts.receive("一覧.pdf", b"%PDF", 7)


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "１"])
def test_a_key_that_never_was_is_gone(desk: Desk, key: str) -> None:
    assert desk.drafts.publish(key, 7) is None
    assert not desk.drafts.discard(key, 7)


async def pressed(api: BotApi, what: str) -> Any:
    """An admin presses the button with that data below the newest message that has it."""
    calls = [c for c in api.sent if any(b["callback_data"].startswith(what) for b in c.buttons)]
    message = calls[-1].result
    data = next(b for b in calls[-1].buttons if b["callback_data"].startswith(what))
    seen = len(api.sent)
    api.world.presses(message, data["callback_data"], 7)
    return (await api.next_sent(1, seen))[0]


async def test_an_admin_publishes_a_list_by_sending_it_and_takes_it_back(tmp_path: Path) -> None:
    async with BotApi() as api:
        for person in (1, 7):
            api.world.user(person)
        settings = polling(api.base_url, YOSAN_ADMINS="7")
        with bot_process(tmp_path, **settings) as bot:
            await asyncio.to_thread(bot.wait_until, "/readyz")
            api.world.says("/subscribe", 1)
            await api.next_sent(1)
            api.world.document("一覧.pdf", PDF.read_bytes(), 1)
            await api.next_sent(1, 1)
            assert not api.sent[1].buttons
            api.world.document("一覧.pdf", PDF.read_bytes(), 7)
            (report,) = await api.next_sent(1, 2)
            assert "照合済み" in report.text
            assert "5,611,694千円" in report.text
            await pressed(api, "!p:yes:")
            (told,) = await api.until(
                lambda: [c for c in api.of("sendMessage", 1)[2:] if c.buttons]
            )
            assert "19件" in told.text
            await pressed(api, "!p:undo:")
            edits = await api.until(lambda: api.of("editMessageText", 1))
            assert edits[0].params["message_id"] in {
                str(told.result["message_id"]),
                told.result["message_id"],
            }
        with closing(open_database(new_sqlite(tmp_path))) as database, database.read() as open_:
            (kept,) = store.history(open_)
        assert (kept.origin.by, kept.retracted_by) == ("telegram:7", "telegram:7")


def imported(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    code = "from bot.cli import main; raise SystemExit(main())"
    env = {
        "YOSAN_DATA_DIR": str(folder),
        "PYTHONPATH": str(PDF.parent.parent.parent),
        "PATH": "/usr/bin:/bin",
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_importing_a_list_twice_stores_it_once(tmp_path: Path) -> None:
    first = imported(tmp_path, "import", str(PDF), str(PDF), "--municipality", "13104")
    assert (first.returncode, first.stderr) == (0, "")
    assert "照合済み" in first.stdout
    assert "最初の一覧" in first.stdout
    assert "何も変わりません" in first.stdout
    listed = json.loads(imported(tmp_path, "editions", "--json").stdout)["editions"]
    assert [e["edition"] for e in listed] == ["13103-2020-requested", "13104-2020-requested"]
    assert listed[1]["default"]
    assert listed[1]["published_by"].startswith("cli")


@pytest.mark.parametrize("bad", ["missing.pdf", "junk.pdf", "half.pdf"])
def test_of_several_files_none_is_stored_if_one_is_bad(tmp_path: Path, bad: str) -> None:
    (tmp_path / "junk.pdf").write_bytes(b"\x00" * 1000)
    (tmp_path / "half.pdf").write_bytes(PDF.read_bytes()[:20_000])
    shutil.copy(PDF, tmp_path / "good.pdf")
    began = time.monotonic()
    done = imported(tmp_path, "import", "good.pdf", bad)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert bad in done.stderr
    assert time.monotonic() - began < 20
    listed = json.loads(imported(tmp_path, "editions", "--json").stdout)["editions"]
    assert [e["source"] for e in listed] == ["shipped"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_was_exported_is_known_when_imported(tmp_path: Path, form: str) -> None:
    assert imported(tmp_path, "import", str(PDF)).returncode == 0
    assert imported(tmp_path, "export", "--format", form, "-o", f"list.{form}").returncode == 0
    again = imported(tmp_path, "import", f"list.{form}")
    assert again.returncode == 0, again.stderr
    assert "何も変わりません" in again.stdout


def test_a_list_with_problems_is_stored_only_when_they_are_accepted(tmp_path: Path) -> None:
    assert imported(tmp_path, "export", "--format", "json", "-o", "list.json").returncode == 0
    found = json.loads((tmp_path / "list.json").read_text("utf-8"))
    found |= {"edition": "13103-2021-requested", "fiscal_year": 2021}
    found["records"][3]["requested_levelup"] = found["records"][3]["requested"] = 1000
    found["records"][4]["requested_levelup"] = 10**12
    (tmp_path / "list.json").write_text(json.dumps(found), "utf-8")
    refused = imported(tmp_path, "import", "list.json")
    assert refused.returncode == 1
    assert "--accept-problems" in refused.stderr
    assert "No.5" in refused.stdout
    accepted = imported(tmp_path, "import", "--accept-problems", "list.json")
    assert accepted.returncode == 0, accepted.stderr
    assert "13103-2020-requested）と比べて" in accepted.stdout
    again = imported(tmp_path, "import", "--accept-problems", "list.json")
    assert "何も変わりません" in again.stdout


def test_a_wrong_municipality_is_one_sentence(tmp_path: Path) -> None:
    done = imported(tmp_path, "import", str(PDF), "--municipality", "みなと")
    assert done.returncode == 1
    assert "--municipality" in done.stderr
