"""The Bot API server refuses what Telegram refuses; python-telegram-bot is its client here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, RetryAfter, TimedOut

from tests.botapi.checks import Refused, parse_html
from tests.botapi.limits import Limiter, Rates
from tests.botapi.server import BotApi


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        server.world.user(1)
        yield server


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.file_url) as client:
        yield client


@pytest.mark.parametrize(
    ("html", "text", "kinds"),
    [
        ("<b>防災</b> &lt;1&gt; &amp;", "防災 <1> &", ["bold"]),
        ('<a href="https://example.org/?a=1">x</a>', "x", ["text_link"]),
        ("<b>a<i>b</i></b>", "ab", ["italic", "bold"]),
        ("<b></b>plain &#26085;", "plain 日", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(html: str, text: str, kinds: list[str]) -> None:
    parsed = parse_html(html)
    assert parsed.text == text
    assert [e["type"] for e in parsed.entities] == kinds


@pytest.mark.parametrize("html", ["<b>x", "x</b>", "<b><i>x</b></i>", "1 < 2", "<p>x</p>", "<br>"])
def test_html_that_telegram_refuses(html: str) -> None:
    with pytest.raises(Refused):
        parse_html(html)


async def test_updates_stay_until_confirmed(api: BotApi, bot: Bot) -> None:
    api.world.says("one")
    first = await bot.get_updates(timeout=0)
    assert [u.message and u.message.text for u in first] == ["one"]
    assert await bot.get_updates(timeout=0) == first
    assert await bot.get_updates(offset=first[0].update_id + 1, timeout=0) == ()


async def test_a_long_poll_waits_and_a_second_one_ends_it(api: BotApi, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    async with Bot(api.token, base_url=api.base_url) as second:
        other = asyncio.create_task(second.get_updates(timeout=5))
        with pytest.raises(Conflict):
            await poll
        api.world.says("two")
        assert len(await other) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x" * 4097, "too long"),
        ("<b> </b>", "empty"),
        ("<q>x</q>", "unsupported start tag"),
        ("<b>x</b> " * 101, "entities"),
    ],
)
async def test_messages_that_are_refused(bot: Bot, text: str, why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        await bot.send_message(1, text, parse_mode="HTML")


async def test_buttons_carry_1_to_64_bytes(bot: Bot) -> None:
    def keyboard(data: str) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data=data)]])

    await bot.send_message(1, "x", reply_markup=keyboard("あ" * 21))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(1, "x", reply_markup=keyboard("あ" * 22))


async def test_chats_that_cannot_be_written_to(api: BotApi, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(77, "x")
    api.world.membership(1, "blocked")
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(1, "x")
    api.world.group(-5, "group")
    api.world.migrates(-5, -1005)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-5, "x")
    assert moved.value.new_chat_id == -1005


async def test_an_edit_must_change_something(bot: Bot) -> None:
    message = await bot.send_message(1, "x")
    await bot.edit_message_text("y", 1, message.message_id)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("y", 1, message.message_id)
    with pytest.raises(BadRequest, match="to edit not found"):
        await bot.edit_message_text("y", 1, 9999)


async def test_faults_are_told_beforehand(api: BotApi, bot: Bot) -> None:
    api.retry_after("sendMessage", 3)
    with pytest.raises(RetryAfter):
        await bot.send_message(1, "x")
    api.fault("sendMessage", delivered=True, status=502, delay=0.5)
    with pytest.raises(TimedOut):
        await bot.send_message(1, "delivered all the same", read_timeout=0.1)
    assert [c.text for c in api.sent] == ["delivered all the same"]


async def test_limits_are_kept_on_a_clock(api: BotApi, bot: Bot) -> None:
    now = [0.0]
    api.limiter = Limiter(Rates(), lambda: now[0])
    api.world.group(-1001)
    for _ in range(20):
        await bot.send_message(-1001, "x")
        now[0] += 1
    with pytest.raises(RetryAfter, match="40"):
        await bot.send_message(-1001, "x")
    await bot.send_message(1, "another chat is free")
    assert api.limiter.refused == 1


async def test_groups_have_privacy_mode(api: BotApi, bot: Bot) -> None:
    api.world.group(-1001)
    for text in ("hello", "@yosan_bot hello", "/ask x", "/ask@yosan_bot x", "/ask@other_bot x"):
        api.world.says(text, chat_id=-1001)
    got = await bot.get_updates(timeout=0)
    assert [u.message and u.message.text for u in got] == ["/ask x", "/ask@yosan_bot x"]


async def test_guests_and_files(api: BotApi, bot: Bot) -> None:
    api.world.mentions("@yosan_bot 防災")
    api.world.document("r2.pdf", b"%PDF-1.4", user_id=1)
    guest, file = await bot.get_updates(timeout=0, allowed_updates=Update.ALL_TYPES)
    assert guest.guest_message
    assert guest.guest_message.guest_query_id
    assert file.message
    assert file.message.document
    sent = await (await file.message.document.get_file()).download_as_bytearray()
    assert bytes(sent) == b"%PDF-1.4"
