import asyncio
import json
import random
from typing import Any

import pytest
from sqlalchemy import select

from bot.intake import KEEP_SECONDS, TRIES, Inbox, chat_of
from bot.pump import Pump
from data.database import Database
from data.schema import inbox as table

ME, OTHER = "here:1:a", "there:1:b"


def message(number: int, chat: int, text: str = "いくら？") -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": text}}


def numbers(taken: list[Any]) -> list[int]:
    return [t.number for t in taken]


@pytest.mark.parametrize(
    ("body", "chat"),
    [
        (message(1, -5), -5),
        ({"update_id": 1, "edited_message": {"chat": {"id": 6}}}, 6),
        (
            {"update_id": 1, "callback_query": {"from": {"id": 7}, "message": {"chat": {"id": 8}}}},
            8,
        ),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}, "inline_message_id": "x"}}, 7),
        ({"update_id": 1, "inline_query": {"from": {"id": 9}, "query": ""}}, 9),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": -3}, "from": {"id": 9}}}, -3),
        ({"update_id": 41, "poll": {"id": "x"}}, 41),
    ],
)
def test_an_update_belongs_to_its_chat_or_person(body: dict[str, Any], chat: int) -> None:
    assert chat_of(body) == chat


def test_a_repeated_update_is_dropped(database: Database) -> None:
    inbox = Inbox(database)
    assert inbox.put([message(1, 5), message(1, 5), message(2, 6)], 1.0) == 2
    assert inbox.put([message(2, 6), message(3, 7)], 2.0) == 1
    assert inbox.put([], 3.0) == 0
    assert numbers(inbox.turn(ME, [], 9)) == [1, 2, 3]
    assert inbox.turn(ME, [1, 2, 3], 9) == []
    assert inbox.put([message(2, 6)], 4.0) == 0
    assert inbox.waiting() == 0


def test_a_chat_is_answered_in_order_also_by_several_workers(database: Database) -> None:
    inbox = Inbox(database)
    inbox.put([message(1, 5), message(2, 5), message(3, 6), message(4, 5)], 1.0)
    assert numbers(inbox.turn(ME, [], 1)) == [1]
    assert numbers(inbox.turn(OTHER, [], 9)) == [3]
    assert inbox.turn(OTHER, [], 9) == []
    assert numbers(inbox.turn(ME, [1], 0)) == []
    assert numbers(inbox.turn(OTHER, [3], 9)) == [2]
    assert numbers(inbox.turn(OTHER, [2], 9)) == [4]


def test_what_a_dead_worker_held_is_taken_by_another(database: Database) -> None:
    inbox = Inbox(database)
    inbox.put([message(1, 5), message(2, 6)], 1.0)
    inbox.turn(OTHER, [], 1)
    assert inbox.turn(ME, [], 9) != []
    assert inbox.release([ME]) == 1
    (again,) = inbox.turn(ME, [], 9)
    assert (again.number, again.body["message"]["text"], again.attempts) == (1, "いくら？", 2)


def test_an_update_that_workers_die_of_is_given_up(database: Database) -> None:
    inbox = Inbox(database)
    inbox.put([message(1, 5), message(2, 5)], 1.0)
    for _ in range(TRIES):
        assert numbers(inbox.turn(OTHER, [], 9)) == [1]
        inbox.release([ME])
    assert numbers(inbox.turn(ME, [], 9)) == [2]


def test_words_are_wiped_when_answered_and_numbers_after_some_days(database: Database) -> None:
    inbox = Inbox(database)
    inbox.put([message(1, 5, "ひみつ"), message(2, 6)], 1.0)
    inbox.turn(ME, [], 1)
    inbox.turn(ME, [1], 0)
    with database.read() as connection:
        kept = dict(connection.execute(select(table.c.update, table.c.body)).all())
    assert kept[1] == ""
    assert json.loads(kept[2])["message"]["text"] == "いくら？"
    assert inbox.prune(2.0 + KEEP_SECONDS) == 1
    assert inbox.waiting() == 1


class Answers:
    """Answers each update after a moment, and notes when it began and ended."""

    def __init__(self, *, hang: bool = False) -> None:
        self.log: list[tuple[str, int, int]] = []
        self.hang = hang
        self.begun = asyncio.Event()

    async def __call__(self, body: Any) -> None:
        chat, number = body["message"]["chat"]["id"], body["update_id"]
        self.log.append(("begin", chat, number))
        self.begun.set()
        await asyncio.sleep(60 if self.hang else random.uniform(0, 0.01))
        if number % 7 == 3:
            raise ValueError("an answer that fails")
        self.log.append(("end", chat, number))


async def test_chats_are_answered_side_by_side_and_each_in_order(database: Database) -> None:
    inbox, answers, stop = Inbox(database), Answers(), asyncio.Event()
    pumps = [Pump(inbox, worker, answers, at_once=4) for worker in (ME, OTHER)]
    running = [asyncio.create_task(pump.run(stop)) for pump in pumps]
    inbox.put([message(n, n % 5) for n in range(1, 41)], 1.0)
    for pump in pumps:
        pump.wake()
    async with asyncio.timeout(20):
        while await asyncio.to_thread(inbox.waiting):  # noqa: ASYNC110 - the database has no event
            await asyncio.sleep(0.02)
    stop.set()
    await asyncio.gather(*running)
    begun = [number for what, _, number in answers.log if what == "begin"]
    assert sorted(begun) == list(range(1, 41))
    for chat in range(5):
        mine = [number for what, c, number in answers.log if what == "begin" and c == chat]
        assert mine == sorted(mine)


async def test_told_to_stop_a_pump_finishes_what_it_began_and_takes_no_more(
    database: Database,
) -> None:
    inbox, answers, stop = Inbox(database), Answers(), asyncio.Event()
    pump = Pump(inbox, ME, answers, at_once=2)
    inbox.put([message(n, n) for n in (1, 2, 4, 5)], 1.0)
    running = asyncio.create_task(pump.run(stop))
    await answers.begun.wait()
    stop.set()
    await running
    assert ("end", 1, 1) in answers.log
    assert 0 < inbox.waiting() < 4


async def test_what_cannot_be_finished_in_time_is_given_back(database: Database) -> None:
    inbox, stop = Inbox(database), asyncio.Event()
    answers = Answers(hang=True)
    pump = Pump(inbox, ME, answers)
    inbox.put([message(1, 1)], 1.0)
    running = asyncio.create_task(pump.run(stop))
    await answers.begun.wait()
    stop.set()
    await asyncio.sleep(0.3)
    running.cancel()
    await pump.abandon()
    (again,) = inbox.turn(OTHER, [], 9)
    assert (again.number, again.attempts) == (1, 1)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"update_id": None},
        {"update_id": "7"},
        {"update_id": True},
        {"update_id": 2**63},
        {"update_id": 1.5},
        [],
        "x",
    ],
)
def test_what_has_no_number_is_no_update(database: Database, body: Any) -> None:
    assert Inbox(database).put([body, message(9, 5)], 1.0) == 1


def test_no_update_can_keep_others_from_being_written(database: Database) -> None:
    odd = [
        message(1, 5, "\ud800\x00"),
        {"update_id": 2, "message": {"chat": 5}},
        {"update_id": 3, "message": {"chat": {"id": 2**70}, "from": None}},
        {"update_id": 4, "message": None},
        message(5, 6),
    ]
    inbox = Inbox(database)
    assert inbox.put(odd, 1.0) == 5
    taken = inbox.turn(ME, [], 9)
    assert numbers(taken) == [1, 2, 3, 4, 5]
    assert taken[0].body == odd[0]


async def test_chats_that_are_held_back_keep_no_place_from_others(database: Database) -> None:
    inbox, held, done = Inbox(database), asyncio.Event(), list[int]()

    async def handle(body: Any) -> None:
        if body["update_id"] <= 3:
            await held.wait()
        done.append(body["update_id"])

    pump = Pump(inbox, ME, handle, at_once=3, look_seconds=0.05)
    inbox.put([message(n, n) for n in range(1, 8)], 1.0)
    stop = asyncio.Event()
    running = asyncio.create_task(pump.run(stop))
    async with asyncio.timeout(10):
        while set(done) != {4, 5, 6, 7}:  # noqa: ASYNC110 - the pump says nothing
            await asyncio.sleep(0.01)
        held.set()
        stop.set()
        await running
    assert inbox.waiting() == 0
