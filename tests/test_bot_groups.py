"""Groups and guests: the bot speaks only when asked, in the same topic, as a reply."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.chats import Chat
from bot.intents import pack
from bot.locales.talk import TALKING
from bot.subscriptions import Subscription
from data.query import Operation, Query, Scope
from data.shipped import shipped
from tests.botapi.running import Running, running
from tests.botapi.world import BOT

GROUP = -1001


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as one:
        one.api.world.group(GROUP, topics=(5,))
        yield one


async def quiet(bot: Running) -> bool:
    """Whether nothing was sent once everything was handled."""
    await bot.api.until(lambda: not bot.busy)
    return not bot.api.sent


def ours(bot: Running, call: Any) -> dict[str, Any]:
    return bot.api.world.messages[call.chat_id, call.result["message_id"]]


async def test_ask_is_answered_as_a_reply_in_its_topic(bot: Running) -> None:
    asked = bot.api.world.says("/ask 港区防災ラジオはいくら？", chat_id=GROUP, thread=5)
    answer = await bot.hears()
    assert "201,352" in answer.text
    assert answer.params["message_thread_id"] == "5"
    assert f'"message_id": {asked["message_id"]}' in answer.params["reply_parameters"]


async def test_ask_alone_as_a_reply_asks_what_the_other_said(bot: Running) -> None:
    bot.api.world.user(2)
    other = bot.api.world.says("港区防災ラジオはいくら？", user_id=2, chat_id=GROUP)
    bot.api.world.says("/ask@yosan_bot", chat_id=GROUP, reply_to=other)
    assert "201,352" in (await bot.hears()).text


async def test_ask_with_nothing_says_how(bot: Running) -> None:
    bot.api.world.says("/ask", chat_id=GROUP)
    assert "例：<code>/ask" in (await bot.hears()).text


async def test_a_reply_to_the_bot_goes_on(bot: Running) -> None:
    bot.api.world.says("/ask 港区防災ラジオはいくら？", chat_id=GROUP)
    radio = await bot.hears()
    bot.api.world.says("/ask 糖尿病等重症化予防事業はいくら？", user_id=2, chat_id=GROUP)
    await bot.hears()
    bot.api.world.says("担当は？", chat_id=GROUP, reply_to=ours(bot, radio))
    assert "防災課" in (await bot.hears()).text


@pytest.mark.parametrize("text", ["こんにちは", "港区防災ラジオはいくら？", "/ask@other_bot 防災ラジオ", "@other_bot x"])  # fmt: skip
async def test_nothing_else_is_answered_even_where_everything_arrives(
    bot: Running, text: str
) -> None:
    bot.api.world.chats[GROUP].sees_all = True
    bot.api.world.says(text, chat_id=GROUP)
    assert await quiet(bot)


async def test_a_mention_that_arrives_is_a_question(bot: Running) -> None:
    bot.api.world.chats[GROUP].sees_all = True
    bot.api.world.says("@yosan_bot 港区防災ラジオはいくら？", chat_id=GROUP)
    assert "201,352" in (await bot.hears()).text


async def test_other_bots_are_not_answered(bot: Running) -> None:
    world = bot.api.world
    world.users[55] = {"id": 55, "is_bot": True, "first_name": "別のボット", "username": "x_bot"}
    world.says("/ask 港区防災ラジオはいくら？", user_id=55, chat_id=GROUP)
    assert await quiet(bot)


async def test_pictures_in_a_group_are_none_of_our_business(bot: Running) -> None:
    bot.api.world.chats[GROUP].sees_all = True
    bot.api.world.sends(1, GROUP, voice={"file_id": "v", "file_unique_id": "v", "duration": 1})
    assert await quiet(bot)


async def test_help_in_a_group_says_how_to_ask_there(bot: Running) -> None:
    bot.api.world.says("/help", chat_id=GROUP)
    assert "グループでの聞きかた" in (await bot.hears()).text


async def test_being_added_is_greeted_once(bot: Running) -> None:
    bot.api.world.chats[GROUP].status = "left"
    bot.api.world.membership(GROUP, "member")
    assert "はじめまして" in (await bot.hears()).text
    bot.api.world.membership(GROUP, "administrator")
    await bot.api.until(lambda: not bot.busy)
    assert len(bot.api.sent) == 1


async def test_being_removed_forgets_the_chat(bot: Running) -> None:
    chats, subscriptions = bot.services.chats, bot.services.subscriptions
    await asyncio.to_thread(subscriptions.add, Subscription(GROUP, "新規"), "supergroup")
    bot.api.world.membership(GROUP, "kicked")
    await bot.api.until(lambda: not bot.busy)
    assert subscriptions.of(GROUP) == ()
    assert chats.get(GROUP) == Chat(GROUP)


@pytest.mark.parametrize("silent", [True, False])
async def test_a_group_that_migrates_keeps_everything(bot: Running, silent: bool) -> None:  # noqa: FBT001 - a case
    bot.api.world.group(-5, "group")
    bot.services.subscriptions.add(Subscription(-5, "防災課"), "group")
    bot.api.world.says("/ask 港区防災ラジオはいくら？", chat_id=-5)
    await bot.hears()
    bot.api.world.migrates(-5, -1005, silent=silent)
    if silent:
        asked = bot.api.world.message(-5, bot.api.world.user(1), text="/ask 防災課の事業は？")
        asked["entities"] = [{"type": "bot_command", "offset": 0, "length": 4}]
        bot.api.world.update("message", asked)
        answer = await bot.hears()
        assert answer.chat_id == -1005
    await bot.api.until(lambda: not bot.busy)
    assert [s.condition for s in bot.services.subscriptions.of(-1005)] == ["防災課"]
    assert bot.services.subscriptions.of(-5) == ()


async def test_a_topic_that_was_deleted_does_not_lose_the_answer(bot: Running) -> None:
    bot.api.world.says("/ask 港区防災ラジオはいくら？", chat_id=GROUP, thread=77)
    assert "message_thread_id" not in (await bot.hears()).params


async def test_a_guest_answers_in_the_one_message_it_is_given(bot: Running) -> None:
    query = bot.api.world.mentions("@yosan_bot 港区防災ラジオはいくら？")
    call = (await bot.api.until(lambda: bot.api.of("answerGuestQuery")))[0]
    assert call.params["guest_query_id"] == query
    posted = bot.api.world.inline_messages[call.result["inline_message_id"]]
    assert "201,352" in posted["text"]


async def test_a_button_of_a_guests_message_changes_that_message(bot: Running) -> None:
    bot.api.world.mentions("@yosan_bot 新規の事業は？")
    call = (await bot.api.until(lambda: bot.api.of("answerGuestQuery")))[0]
    posted = bot.api.world.inline_messages[call.result["inline_message_id"]]
    rows = posted["reply_markup"]["inline_keyboard"]
    data = next(b["callback_data"] for row in rows for b in row if b["text"].startswith("次"))
    bot.api.world.presses(posted, data)
    changed = await bot.hears()
    assert changed.params["inline_message_id"] == posted["inline_message_id"]


async def test_a_guest_that_is_asked_nothing_says_how_to_ask(bot: Running) -> None:
    bot.api.world.mentions("@yosan_bot")
    call = (await bot.api.until(lambda: bot.api.of("answerGuestQuery")))[0]
    posted = bot.api.world.inline_messages[call.result["inline_message_id"]]
    assert "/ask" in posted["text"]
    assert BOT["username"] in posted["text"]


async def test_a_guest_mentioned_in_reply_to_a_question_answers_it(bot: Running) -> None:
    asked = {"message_id": 1, "date": 1, "chat": {"id": -5001, "type": "supergroup"}}
    bot.api.world.mentions("@yosan_bot", reply_to_message=asked | {"text": "港区防災ラジオは？"})
    call = (await bot.api.until(lambda: bot.api.of("answerGuestQuery")))[0]
    posted = bot.api.world.inline_messages[call.result["inline_message_id"]]
    assert "港区防災ラジオ" in posted["text"]


async def test_an_edited_word_in_a_group_that_was_not_for_us_is_left_alone(bot: Running) -> None:
    bot.api.world.chats[GROUP].sees_all = True
    asked = bot.api.world.says("@yosan_bot 防災", chat_id=GROUP, heard=False)
    bot.api.world.edits(asked, "@yosan_bot 港区防災ラジオ")
    assert await quiet(bot)


async def test_a_reply_to_an_announcement_is_understood_against_it(bot: Running) -> None:
    told = bot.api.world.message(GROUP, BOT, text="新しい事業：1. 糖尿病等… 2. 港区防災ラジオ")
    ids = [p.id for p in shipped().projects if p.no in {27, 29}]
    about = Query(Operation.LIST, Scope(projects=frozenset(ids)))
    bot.services.chats.remember(GROUP, f"m{told['message_id']}", pack((about,)))
    bot.api.world.says("全部でいくら？", chat_id=GROUP, reply_to=told)
    assert "223,245" in (await bot.hears()).text
    bot.api.world.says("2番目のを詳しく", chat_id=GROUP, reply_to=told)
    assert "糖尿病等重症化予防事業" in (await bot.hears()).text


async def test_a_person_who_speaks_as_a_channel_is_a_person(bot: Running) -> None:
    world = bot.api.world
    world.users[136817688] = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
    world.says("/ask 港区防災ラジオはいくら？", user_id=136817688, chat_id=GROUP)
    assert "201,352" in (await bot.hears()).text


async def test_where_telegram_does_not_say_who_is_admin_nobody_is(bot: Running) -> None:
    bot.api.fault("getChatMember", status=400, description="Bad Request: member list is inaccessible")  # fmt: skip
    bot.api.world.says("/subscribe 新規", chat_id=GROUP)
    assert (await bot.hears()).text == TALKING["ja"].trouble.admins_only


async def test_ask_as_a_reply_to_a_picture_asks_what_stands_under_it(bot: Running) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    other = bot.api.world.message(
        GROUP, bot.api.world.user(1), photo=photo, caption="港区防災ラジオはいくら？"
    )
    bot.api.world.says("/ask", chat_id=GROUP, reply_to=other)
    assert "201,352" in (await bot.hears()).text


async def test_a_group_that_became_a_supergroup_is_neither_forgotten_nor_greeted_again(
    bot: Running,
) -> None:
    bot.api.world.group(-5, "group")
    bot.services.subscriptions.add(Subscription(-5, "防災課"), "group")
    bot.api.world.migrates(-5, -1005, silent=True)
    bot.api.world.membership(-5, "left")
    await bot.api.until(lambda: not bot.busy)
    bot.api.world.chats[-1005].status = "left"
    bot.api.world.membership(-1005, "member")
    assert await quiet(bot)
    assert [s.condition for s in bot.services.subscriptions.of(-1005)] == ["防災課"]
