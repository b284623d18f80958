"""429s one after another: a limit on everything is waited for, limits on single chats delay no other."""

import asyncio
import time
from collections.abc import Callable

import pytest

from bot import outbox
from bot.letters import Delivery, Letter, Owed, Result, Sent, Wait
from bot.pacing import Pace
from bot.sender import Sender
from bot.storm import LONGEST, MANY, Storm
from data.database import Database


def refused_until(ends: Callable[[float], float], until: float) -> list[float]:
    """The moments at which chats are tried while each is refused."""
    storm, now, tries = Storm(), 0.0, list[float]()
    while now < until:
        tries.append(now)
        now += max(0.035, storm.refused(now, ends(now) - now))
    return tries


def test_a_limit_on_everything_is_waited_for() -> None:
    tries = refused_until(lambda _now: 20.0, 20.0)
    assert len(tries) <= MANY + 8
    assert tries[-1] < 3


def test_limits_on_single_chats_are_tried_chat_after_chat() -> None:
    tries = refused_until(lambda now: now + 20.0, 10.0)
    assert len(tries) > 35


def test_one_that_gets_through_ends_it() -> None:
    storm = Storm()
    for _ in range(MANY):
        rest = storm.refused(1.0, 60.0)
    assert rest
    storm.calm()
    assert not storm.refused(2.0, 60.0)


def test_not_even_telegram_holds_all_back_for_long() -> None:
    storm = Storm()
    for now in (0.0, 1.0, 2.0):
        rest = storm.refused(now, 86_400.0 - now)
    assert rest == LONGEST


@pytest.mark.parametrize("held", [30])
async def test_chats_held_back_in_a_row_do_not_keep_the_others_waiting(
    database: Database, held: int
) -> None:
    refused: set[int] = set()
    told: list[int] = []
    stop = asyncio.Event()

    async def post(delivery: Delivery) -> Result:
        if delivery.chat <= held and delivery.chat not in refused:
            refused.add(delivery.chat)
            return Wait(3.0)
        told.append(delivery.chat)
        return Sent(len(told))

    letters = [Owed(chat, Letter("x"), time.time()) for chat in range(1, held + 6)]
    with database.write() as connection:
        outbox.owe(connection, 1, letters, time.time())
    sender = Sender(database, "here:1:a", post, Pace(1000, 1.0, 0.0))
    running = asyncio.create_task(sender.run(stop))
    async with asyncio.timeout(30):
        while len(told) < 5:  # noqa: ASYNC110 - the list has no event
            await asyncio.sleep(0.01)
        assert len(refused) == held
        while len(told) < held + 5:  # noqa: ASYNC110 - the same
            await asyncio.sleep(0.01)
    stop.set()
    await running
    assert sorted(told) == list(range(1, held + 6))
