"""Publishing by sending a file to the bot, over real HTTP, with the real reader and the real database."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.announce import announce
from bot.drafts import Drafts
from bot.locales.talk import TALKING
from bot.services import Services
from bot.subscriptions import Subscription
from bot.wiring import press_of
from data import store
from data.tables import read_checked
from tests.botapi.running import ADMIN, Running, running

JA = TALKING["ja"]
PDF = Path(__file__).parent.parent / "data" / "editions" / "r2-requests.pdf"
WARD = "13104"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Running]:
    def publishing(services: Services) -> Services:
        database = services.chats.database
        drafts = Drafts(database, press_of(database), lambda f: read_checked(f, WARD), announce)
        return replace(services, publishing=drafts)

    async with running(tmp_path, changed=publishing) as one:
        one.services.subscriptions.add(Subscription(1, "新規"))
        yield one


def published(bot: Running) -> list[Any]:
    with bot.database.read() as connection:
        return [p for p in store.history(connection) if p.retracted_at is None]


async def send(bot: Running, data: bytes, name: str = "r2.pdf", user: int = ADMIN) -> Any:
    bot.api.world.document(name, data, user_id=user)
    return await bot.hears()


async def press(bot: Running, call: Any, label: str, user: int = ADMIN) -> Any:
    message = bot.api.world.messages[call.chat_id, call.result["message_id"]]
    data = next(b["callback_data"] for b in call.buttons if b["text"] == label)
    bot.api.world.presses(message, data, user_id=user)
    return await bot.hears()


async def test_a_list_is_checked_shown_published_and_taken_back(bot: Running) -> None:
    report = await send(bot, PDF.read_bytes())
    assert "63" in report.text
    assert JA.staff.owed.format(chats=1) in report.text
    assert published(bot) == []
    done = await press(bot, report, JA.staff.publish)
    assert JA.staff.published.format(chats=1) in done.text
    (kept,) = published(bot)
    assert kept.origin.by == f"telegram:{ADMIN}"
    assert kept.edition.municipality == WARD
    back = await press(bot, done, JA.staff.take_back)
    assert JA.staff.taken_back in back.text
    assert published(bot) == []


async def test_a_list_can_be_left(bot: Running) -> None:
    report = await send(bot, PDF.read_bytes())
    left = await press(bot, report, JA.staff.discard)
    assert JA.staff.discarded in left.text
    assert left.buttons == []
    assert published(bot) == []


async def test_a_key_pressed_twice_publishes_once(bot: Running) -> None:
    report = await send(bot, PDF.read_bytes())
    await press(bot, report, JA.staff.publish)
    again = await press(bot, report, JA.staff.publish)
    assert JA.staff.gone in again.text
    assert len(published(bot)) == 1


async def test_anyone_else_is_refused_kindly_and_it_is_logged(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    refused = await send(bot, PDF.read_bytes(), user=2)
    assert refused.text == JA.staff.denied
    assert not bot.api.of("getFile")
    assert "user 2" in caplog.text


async def test_anyone_elses_press_is_refused(bot: Running) -> None:
    report = await send(bot, PDF.read_bytes())
    message = bot.api.world.messages[report.chat_id, report.result["message_id"]]
    data = next(b["callback_data"] for b in report.buttons if b["text"] == JA.staff.publish)
    bot.api.world.presses(message, data, user_id=2)
    await bot.api.until(lambda: bot.api.of("answerCallbackQuery"))
    await bot.api.until(lambda: not bot.busy)
    assert published(bot) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.pdf", b"%PDF-1.7 nothing"), ("x.pdf", b"x"), ("x<b>.exe", b"MZ\0\0"), ("", b"?")],
)
async def test_what_is_no_list_gets_one_sentence(
    bot: Running, name: str, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    said = await send(bot, data, name)
    assert "取り込めませんでした" in said.text
    assert "<b>.exe" not in said.text
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


async def test_a_file_too_large_to_fetch_is_not_fetched(bot: Running) -> None:
    bot.api.world.user(ADMIN)
    bot.api.world.sends(
        ADMIN,
        document={"file_id": "f", "file_unique_id": "f", "file_name": "x", "file_size": 30 * 2**20},
    )
    assert (await bot.hears()).text == JA.staff.too_large
    assert not bot.api.of("getFile")


async def test_a_list_that_cannot_be_fetched_is_said_to(bot: Running) -> None:
    bot.api.world.user(ADMIN)
    bot.api.world.sends(
        ADMIN, document={"file_id": "gone", "file_unique_id": "g", "file_name": "r2.pdf"}
    )
    assert JA.staff.not_fetched in (await bot.hears()).text


async def test_a_sentence_about_a_file_names_it_as_it_was_sent(bot: Running) -> None:
    said = await send(bot, b"", "要求一覧.pdf")
    assert said.text.count("要求一覧.pdf") == 2


async def test_a_list_that_stands_already_is_not_offered_again(bot: Running) -> None:
    await press(bot, await send(bot, PDF.read_bytes()), JA.staff.publish)
    again = await send(bot, PDF.read_bytes())
    assert JA.staff.owed.format(chats=0) not in again.text
    assert [b["text"] for b in again.buttons] == [JA.staff.discard]
