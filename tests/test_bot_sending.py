"""Manners: what Telegram refuses, delays or loses, over real HTTP; one chat's trouble is nobody else's."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.lanes import Lane, Lanes, Pace, may_repeat
from bot.locales.talk import TALKING
from bot.wire import Lost, NotSent
from tests.botapi.limits import Limiter, Rates
from tests.botapi.running import Running, running
from tests.botapi.server import TOKEN

RADIO = "港区防災ラジオ"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as one:
        one.api.world.user(2)
        yield one


async def test_a_429_in_one_chat_delays_no_other(bot: Running) -> None:
    bot.api.retry_after("sendMessage", 2, chat_id=1)
    started = time.monotonic()
    bot.api.world.says(RADIO, 1)
    bot.api.world.says(RADIO, 2)
    first, second = await bot.api.next_sent(2)
    assert (first.chat_id, second.chat_id) == (2, 1)
    assert first.at - started < 1
    assert 2 <= second.at - started < 4


async def test_after_a_429_a_chats_answers_come_in_order(bot: Running) -> None:
    bot.api.retry_after("sendMessage", 1, chat_id=1)
    for name in (RADIO, "糖尿病等重症化予防事業"):
        bot.api.world.says(name)
    first, second = await bot.api.next_sent(2)
    assert RADIO in first.text
    assert "糖尿病" in second.text


async def test_a_send_that_timed_out_is_not_repeated(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.app.bot.request, "read", 0.3)
    bot.api.fault("sendMessage", chat_id=1, delivered=True, status=502, delay=1.0)
    bot.api.world.says(RADIO)
    await bot.api.until(lambda: [c for c in bot.api.calls if c.status == 502])
    await bot.api.until(lambda: not bot.busy)
    assert len(bot.api.of("sendMessage", 1)) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_what_a_gateway_did_not_hand_on_is_sent_again(bot: Running, status: int) -> None:
    bot.api.fault("sendMessage", status=status, description="Bad Gateway", times=2)
    bot.api.world.says(RADIO)
    assert RADIO in (await bot.hears()).text
    await bot.api.until(lambda: not bot.busy)
    assert len(bot.api.of("sendMessage")) == 1


async def test_a_person_who_blocked_the_bot_is_no_error(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    bot.api.world.chats[1].status = "blocked"
    bot.api.world.says(RADIO, 1)
    bot.api.world.says(RADIO, 2)
    assert (await bot.hears()).chat_id == 2
    await bot.api.until(lambda: not bot.busy)
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


async def test_an_answer_whose_message_was_deleted_is_sent_anew(bot: Running) -> None:
    bot.api.world.says("新規の事業は？")
    page = await bot.hears()
    message = bot.api.world.messages.pop((1, page.result["message_id"]))
    data = next(b["callback_data"] for b in page.buttons if b["text"].startswith("次"))
    bot.api.world.presses(message, data)
    again = await bot.hears()
    assert again.method == "sendMessage"


async def test_formatting_that_telegram_cannot_read_is_sent_plainly(bot: Running) -> None:
    why = "Bad Request: can't parse entities: Unsupported start tag"
    bot.api.fault("sendMessage", status=400, description=why)
    bot.api.world.says(RADIO)
    answer = await bot.hears()
    assert RADIO in answer.text
    assert "<b>" not in answer.text
    assert "parse_mode" not in answer.params


async def test_a_failure_is_told_in_one_sentence_and_touches_no_other(tmp_path: Path) -> None:
    def failing(services: Any) -> Any:
        from msgspec.structs import replace  # noqa: PLC0415 - this test alone

        assistant = services.assistant()

        class Failing(type(assistant)):  # type: ignore[misc]
            def reply(self, text: str, *rest: Any, **more: Any) -> Any:
                if "壊" in text:
                    raise ZeroDivisionError(text)
                return super().reply(text, *rest, **more)

        broken = Failing(assistant.index)
        return replace(services, assistant=lambda: broken)

    async with running(tmp_path, changed=failing) as bot:
        bot.api.world.says("壊れた質問", 1)
        bot.api.world.says(RADIO, 2)
        sent = {c.chat_id: c.text for c in await bot.api.next_sent(2)}
        assert sent[1] == TALKING["ja"].trouble.failed
        assert RADIO in sent[2]


async def test_the_token_is_in_no_log_line(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bot.api.fault("sendMessage", status=502, description=f"Bad Gateway {TOKEN}")
    bot.api.world.says(RADIO)
    await bot.hears()
    logging.getLogger("any").error("address %s", f"http://x/bot{TOKEN}/getMe")
    logging.getLogger("any").error("it failed", exc_info=ValueError(TOKEN))
    assert caplog.records
    assert TOKEN not in caplog.text


async def test_work_that_takes_time_is_shown(bot: Running) -> None:
    bot.api.fault("sendMessage", delay=0.8)
    bot.api.world.says(RADIO)
    shown = await bot.api.until(lambda: bot.api.of("sendChatAction"))
    assert [c.params["action"] for c in shown] == ["typing"]


async def test_limits_of_telegram_are_met_without_losing_an_answer(tmp_path: Path) -> None:
    async with running(tmp_path, pace=Pace()) as bot:
        bot.api.limiter = Limiter(Rates(), time.monotonic)
        for _ in range(5):
            bot.api.world.says(RADIO)
        assert len(await bot.api.next_sent(5)) == 5
        assert bot.api.limiter.refused <= 3


def test_a_group_gets_twenty_a_minute() -> None:
    lane = Lane(Pace(), group=True, at=0.0, tokens=3, burst=3)
    now = 0.0
    for _ in range(20):
        now += lane.wait(now)
        lane.take(now)
    assert now == pytest.approx(17.0)
    assert lane.wait(now) == pytest.approx(43.0)
    assert Lane(Pace(), group=False, at=0.0, tokens=3, burst=3).wait(now) == 0


def test_where_telegram_asked_to_wait_no_more_bursts_are_tried() -> None:
    lane = Lane(Pace(), group=False, at=0.0, tokens=3, burst=3)
    lane.take(0.0)
    lane.rest(0.0, 5)
    assert lane.wait(0.0) == 5
    assert lane.wait(5.0) == 0
    lane.take(5.0)
    assert lane.wait(5.0) == pytest.approx(1.0)


async def test_several_chats_held_back_at_once_slow_all_to_the_overall_pace(
    bot: Running,
) -> None:
    lanes = bot.app.bot.rate_limiter
    assert isinstance(lanes, Lanes)
    for chat in (1, 2):
        bot.api.retry_after("sendMessage", 1, chat_id=chat)
        bot.api.world.says(RADIO, chat)
    await bot.api.next_sent(2)
    assert lanes._strained_until > time.monotonic()


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (NotSent("ClientConnectorError"), True),
        (NetworkError("Bad Gateway"), True),
        (Lost("ServerDisconnectedError"), False),
        (TimedOut(), False),
        (BadRequest("no"), False),
    ],
)
def test_only_what_surely_was_not_delivered_is_sent_again(error: NetworkError, again: bool) -> None:  # noqa: FBT001 - a case
    assert may_repeat(error, "sendMessage") is again
    assert may_repeat(error, "editMessageText") is not isinstance(error, BadRequest)


async def test_a_connection_that_breaks_in_the_middle_is_not_tried_again(bot: Running) -> None:
    bot.api.fault("sendMessage", chat_id=1, cut=True)
    bot.api.world.says(RADIO)
    await bot.api.until(lambda: bot.api.of("sendMessage"))
    await bot.api.until(lambda: not bot.busy)
    assert len(bot.api.of("sendMessage")) == 1


async def test_a_server_that_is_not_there_is_tried_again(bot: Running) -> None:
    port = bot.api.port
    bot.api.world.says("こんにちは")
    await bot.hears()
    await bot.api.stop()
    sending = asyncio.create_task(bot.app.bot.send_message(1, "later"))
    await asyncio.sleep(0.7)
    assert not sending.done()
    bot.api.start(port)
    assert (await sending).text == "later"


async def test_what_was_refused_is_apologised_for(bot: Running) -> None:
    bot.api.fault("sendMessage", status=400, description="Bad Request: something new")
    bot.api.world.says(RADIO)
    assert (await bot.hears()).text == TALKING["ja"].trouble.failed


@pytest.mark.parametrize(("status", "again"), [(502, True), (503, True), (500, False), (504, False)])  # fmt: skip
async def test_a_gateways_page_says_whether_the_call_was_handed_on(
    bot: Running,
    status: int,
    again: bool,  # noqa: FBT001 - a case
    caplog: pytest.LogCaptureFixture,
) -> None:
    bot.api.fault("sendMessage", status=status, page="<html>no</html>", delivered=not again)
    bot.api.world.says(RADIO)
    await bot.hears()
    await bot.api.until(lambda: not bot.busy)
    assert len(bot.api.of("sendMessage")) == 1
    assert "<html>" not in caplog.text


async def test_a_page_instead_of_an_answer_is_not_taken_for_a_refusal(bot: Running) -> None:
    bot.api.fault("sendMessage", status=200, page="<html>welcome to this hotel</html>")
    bot.api.world.says(RADIO)
    await bot.api.until(lambda: not bot.api.faults[0].times)
    await bot.api.until(lambda: not bot.busy)
    assert not bot.api.sent


async def test_an_answer_outlives_a_long_outage(bot: Running) -> None:
    bot.app.bot.rate_limiter._pause = 0.001  # type: ignore[union-attr]
    bot.api.fault("sendMessage", status=502, page="<html>no</html>", times=12)
    bot.api.world.says(RADIO)
    assert RADIO in (await bot.hears()).text


async def test_a_button_that_cannot_be_told_still_does_what_it_says(bot: Running) -> None:
    bot.api.world.says("新規の事業は？")
    listed = await bot.hears()
    bot.api.unknown.add("answerCallbackQuery")
    message = bot.api.world.messages[1, listed.result["message_id"]]
    bot.api.world.presses(message, next(b for b in listed.buttons if "グラフ" in b["text"])["callback_data"])  # fmt: skip
    assert (await bot.hears()).method == "sendPhoto"


@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_what_nobody_waits_for_is_not_waited_for_by_the_hour() -> None:
    async def refused() -> None:
        raise RetryAfter(80_000)

    with pytest.raises(RetryAfter):
        async with asyncio.timeout(1):
            await Lanes().process_request(refused, (), {}, "setMyName", {}, None)


async def test_an_outage_is_told_at_once_and_once(caplog: pytest.LogCaptureFixture) -> None:
    lanes = Lanes(pause=0.001)
    answers = iter(
        [NotSent("x"), NotSent("x"), None, NotSent("y"), NotSent("y"), NotSent("y"), None]
    )

    async def call() -> None:
        if error := next(answers):
            raise error

    for _ in range(2):
        await lanes.process_request(call, (), {}, "getMe", {}, None)
    told = [r.getMessage()[-8:] for r in caplog.records if r.levelno == logging.WARNING]
    assert told == ["getMe: x", "getMe: y"]


async def test_messages_without_buttons_carry_no_keyboard(bot: Running) -> None:
    bot.api.world.says("/privacy")
    assert "reply_markup" not in (await bot.hears()).params
