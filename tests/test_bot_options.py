"""Settings, subscriptions, privacy and the commands that ask, over real HTTP."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.chats import Chat, QuietHours
from bot.digest import send_due
from bot.ledger import today_in_japan
from bot.locales.talk import TALKING
from bot.subscriptions import Subscription
from data.tables import read
from tests.botapi.running import ADMIN, Running, running
from tests.lists import FIRST, edition_of, project

JA, EN = TALKING["ja"], TALKING["en"]
GROUP = -1001
NOON = 1_000_000 * 86400.0 + 3 * 3600
"""Twelve o'clock in Japan, on some day."""


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as one:
        yield one


async def say(bot: Running, text: str, **where: Any) -> Any:
    bot.api.world.says(text, **where)
    return await bot.hears()


async def press(bot: Running, call: Any, data: str) -> Any:
    message = bot.api.world.messages[call.chat_id, call.result["message_id"]]
    bot.api.world.presses(message, data)
    return await bot.hears()


@pytest.mark.parametrize(
    ("command", "has"),
    [
        ("/list 防災課", "846,484"),
        ("/list", "次"),
        ("/list　防災課", "846,484"),
        ("/ask\n港区防災ラジオ\nはいくら？", "201,352"),
        ("/total@yosan_bot 新規", "1,083,204"),
        ("/LIST 防災課", "846,484"),
        ("/total", "5,611,694"),
        ("/total 新規", "1,083,204"),
        ("/ranking", "1"),
        ("/new", "新規"),
        ("/search 防災ラジオ", "港区防災ラジオ"),
        ("/search 防災", "防災"),
        ("/editions", "要求段階"),
        ("/privacy", "/forget"),
        ("/help", "/list"),
        ("/ask 港区防災ラジオはいくら？", "201,352"),
    ],
)
async def test_commands_answer(bot: Running, command: str, has: str) -> None:
    answer = await say(bot, command)
    labels = " ".join(b["text"] for b in answer.buttons)
    assert has in answer.text + labels


async def test_a_ranking_begins_with_the_largest(bot: Running) -> None:
    from data.shipped import shipped  # noqa: PLC0415 - this test alone

    largest = max(shipped().projects, key=lambda p: p.requested.total or 0)
    assert largest.name in (await say(bot, "/ranking")).text.split("\n2")[0]


@pytest.mark.parametrize("command", ["/list", "/total", "/ranking", "/chart", "/export", "/subscribe"])  # fmt: skip
async def test_a_condition_that_means_nothing_is_said_to(bot: Running, command: str) -> None:
    answer = await say(bot, f"{command} 火星移住<計画>")
    assert f"<code>{command} 新規</code>" in answer.text
    assert "火星移住&lt;計画&gt;" in answer.text


async def test_search_without_words_says_how(bot: Running) -> None:
    assert "例：<code>/search" in (await say(bot, "/search")).text


async def test_the_language_is_changed_in_place_and_stays(bot: Running) -> None:
    settings = await say(bot, "/settings")
    changed = await press(bot, settings, "!s:lang:en")
    assert changed.method == "editMessageText"
    assert EN.options.title in changed.text
    assert "How to ask" in (await say(bot, "/help")).text
    assert bot.services.chats.get(1).language == "en"


async def test_quiet_hours_are_chosen(bot: Running) -> None:
    settings = await say(bot, "/settings")
    changed = await press(bot, settings, "!s:quiet:1")
    assert "21:00〜8:00" in changed.text
    assert bot.services.chats.get(1).quiet == QuietHours(21 * 60, 8 * 60)


async def test_subscribing_is_confirmed_shown_and_ended(bot: Running) -> None:
    said = await say(bot, "/subscribe 新規")
    assert said.text == JA.options.subscribed.format(
        condition="新規", understood="新規の事業", count=19
    )
    assert bot.services.subscriptions.of(1) == (Subscription(1, "新規"),)
    again = await say(bot, "/subscribe 新規")
    assert again.text == JA.options.subscribed_twice.format(condition="新規")
    await say(bot, "/subscribe")
    settings = await say(bot, "/settings")
    assert "新規" in settings.text
    assert JA.options.everything in settings.text
    after = await press(bot, settings, "!s:drop:0")
    assert "新規" not in after.text
    ended = await say(bot, "/unsubscribe")
    assert ended.text == JA.options.unsubscribed.format(count=1)
    assert (await say(bot, "/unsubscribe")).text == JA.options.not_subscribed


async def test_a_condition_of_two_parts_counts_what_fits_both(bot: Running) -> None:
    said = await say(bot, "/subscribe 新規 1000万円以上")
    from data.shipped import shipped  # noqa: PLC0415 - this test alone

    count = sum(p.is_new and (p.requested.total or 0) >= 10_000_000 for p in shipped().projects)
    assert f"{count}件" in said.text
    assert "新規 × 要求額1,000万円以上" in said.text


@pytest.mark.parametrize("command", ["/subscribe 新規", "/unsubscribe", "/settings", "/forget"])
async def test_in_a_group_only_admins_choose(bot: Running, command: str) -> None:
    group = bot.api.world.group(GROUP, topics=(5,))
    group.members |= {1: "creator", 2: "member"}
    bot.api.world.user(2)
    refused = await say(bot, command, user_id=2, chat_id=GROUP)
    assert refused.text == JA.trouble.admins_only
    assert (await say(bot, command, chat_id=GROUP)).text != JA.trouble.admins_only


async def test_a_group_subscribes_in_its_topic(bot: Running) -> None:
    bot.api.world.group(GROUP, topics=(5,)).members[1] = "administrator"
    await say(bot, "/subscribe 防災課", chat_id=GROUP, thread=5)
    assert bot.services.subscriptions.of(GROUP) == (Subscription(GROUP, "防災課", 5),)


async def test_a_groups_keys_are_for_its_admins(bot: Running) -> None:
    bot.api.world.group(GROUP).members[1] = "administrator"
    settings = await say(bot, "/settings", chat_id=GROUP)
    message = bot.api.world.messages[GROUP, settings.result["message_id"]]
    bot.api.world.presses(message, "!s:lang:en", user_id=2)
    told = (await bot.api.until(lambda: bot.api.of("answerCallbackQuery")))[0]
    assert told.params["text"] == JA.trouble.admins_only
    assert bot.services.chats.get(GROUP).language is None


async def test_forgetting_leaves_nothing(bot: Running) -> None:
    await say(bot, "/subscribe 新規")
    settings = await say(bot, "/settings")
    await press(bot, settings, "!s:lang:easy")
    await say(bot, "港区防災ラジオ")
    await bot.api.until(lambda: not bot.busy)
    assert (await say(bot, "/forget")).text == JA.options.forgotten
    assert bot.services.subscriptions.of(1) == ()
    assert bot.services.chats.get(1) == Chat(1)
    assert bot.services.chats.recall(1, "t0") is None


@pytest.mark.parametrize(
    ("command", "suffix", "count"),
    [
        ("/export csv 新規", "csv", 19),
        ("/export", "xlsx", 63),
        ("/export 防災課 json", "json", None),
    ],
)
async def test_the_list_can_be_had_as_a_file_that_reads_again(
    bot: Running, tmp_path: Path, command: str, suffix: str, count: int | None
) -> None:
    sent = await say(bot, command)
    assert sent.method == "sendDocument"
    file = tmp_path / sent.params["document"].name
    assert file.suffix == f".{suffix}"
    file.write_bytes(sent.params["document"].data)
    edition = read(file, "13103")
    assert edition.title in sent.text
    assert count in {None, len(edition.projects)}
    assert count or {p.section for p in edition.projects} == {"防災課"}


async def test_what_no_workbook_holds_is_sent_as_csv(tmp_path: Path) -> None:
    long = edition_of(FIRST, project(FIRST, 1, "橋", description="長" * 40_000))
    async with running(tmp_path, editions=(long,)) as bot:
        sent = await say(bot, "/export xlsx")
    assert sent.params["document"].name == f"{FIRST}.csv"
    assert sent.params["document"].data.count("長".encode()) == 40_000


async def test_the_button_under_a_list_sends_its_projects(bot: Running) -> None:
    listing = await say(bot, "新規の事業は？")
    data = next(b["callback_data"] for b in listing.buttons if "表で保存" in b["text"])
    sent = await press(bot, listing, data)
    assert sent.method == "sendDocument"
    assert "19" in sent.text


async def test_a_project_can_be_had_as_a_picture(bot: Running) -> None:
    sent = await say(bot, "/chart 港区防災ラジオ")
    assert sent.method == "sendPhoto"
    assert "港区防災ラジオ" in sent.text


@pytest.mark.parametrize("command", ["/chart 部別", "/chart", "/chart 新規", "/chart 柱別の内訳"])
async def test_a_breakdown_can_be_had_as_a_picture(bot: Running, command: str) -> None:
    sent = await say(bot, command)
    assert sent.method == "sendPhoto"
    assert sent.params["photo"].data.startswith(b"\x89PNG")
    assert "円" in sent.text
    assert [c.params["action"] for c in bot.api.of("sendChatAction")] == ["upload_photo"]


async def test_a_chart_button_sends_the_picture_below(bot: Running) -> None:
    breakdown = await say(bot, "部別の内訳は？")
    data = next(b["callback_data"] for b in breakdown.buttons if "グラフ" in b["text"])
    assert (await press(bot, breakdown, data)).method == "sendPhoto"


async def test_admins_are_told_weekly_and_once_what_got_no_answer(bot: Running) -> None:
    desk = bot.app.bot_data["desk"]
    bot.api.world.user(ADMIN)
    for _ in range(2):
        await asyncio.to_thread(desk.services.ledger.add, "not_found suggestions=none")
    next_week = today_in_japan() + dt.timedelta(days=7)
    desk.services.chats.choose(ADMIN, quiet=QuietHours(11 * 60, 13 * 60))
    await send_due(desk, next_week, NOON)
    assert not bot.api.sent
    desk.services.chats.choose(ADMIN, quiet=None)
    for _ in range(2):
        await send_due(desk, next_week, NOON)
    (told,) = bot.api.sent
    assert told.chat_id == ADMIN
    assert "not_found suggestions=none：2件" in told.text
    await send_due(desk, next_week + dt.timedelta(days=7), NOON)
    assert len(bot.api.sent) == 1


async def test_examples_are_of_the_list_at_hand(tmp_path: Path) -> None:
    lists = edition_of(FIRST, project(FIRST, 1, "川沿いの桜を守る", section="公園課"))
    async with running(tmp_path, editions=(lists,)) as bot:
        said = await say(bot, "/help")
        assert "川沿いの桜を守る" in said.text
        assert "公園課" in said.text
        assert "川沿いの桜を守る" in (await say(bot, "川沿いの桜を守るの予算はいくら？")).text


async def test_a_digest_that_could_not_be_sent_is_sent_the_next_time(bot: Running) -> None:
    desk = bot.app.bot_data["desk"]
    bot.api.world.user(ADMIN)
    await asyncio.to_thread(desk.services.ledger.add, "not_found suggestions=none")
    next_week = today_in_japan() + dt.timedelta(days=7)
    bot.api.fault("sendMessage", status=400, description="Bad Request: something new")
    await send_due(desk, next_week, NOON)
    assert not bot.api.sent
    await send_due(desk, next_week, NOON)
    assert len(bot.api.sent) == 1
