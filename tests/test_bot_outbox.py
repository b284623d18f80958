from typing import Any

import pytest
from sqlalchemy import func, select
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot import chats as memory
from bot import outbox
from bot.chats import Chats, QuietHours
from bot.courier import body, meaning
from bot.letters import Closed, Delivery, Failed, Letter, Moved, Owed, Refused, Result, Sent, Wait
from bot.pacing import Pace, after_quiet
from bot.subscriptions import Subscription, Subscriptions
from bot.wire import Lost, NotSent
from bot.workers import DEAD_SECONDS, Workers, new_worker
from data import store
from data.database import Database
from data.schema import outbox as table
from data.store import Origin
from tests.lists import FIRST, edition_of

NOON = 1_000_000 * 86400.0 + 3 * 3600
"""Twelve o'clock in Japan, on some day."""

ME, OTHER = "here:1:a", "there:1:b"
FAST = Pace(1, 0.001, 0.0, chat_gap=1.0, group_gap=3.0)


def owe(database: Database, *chats: int, now: float = NOON, publication: int = 1) -> None:
    letters = [Owed(chat, Letter(body(f"{chat}へ"), f"about {chat}"), now) for chat in chats]
    with database.write() as connection:
        outbox.owe(connection, publication, letters, now)


def claim(
    database: Database, now: float = NOON, worker: str = ME, pace: Pace = FAST
) -> Delivery | float:
    with database.write() as connection:
        return outbox.claim(connection, worker, now, pace)


def settle(database: Database, delivery: Any, result: Result, now: float = NOON) -> None:
    assert isinstance(delivery, Delivery)
    with database.write() as connection:
        outbox.settle(connection, delivery, result, now)


def drain(database: Database, now: float) -> list[int]:
    """Send everything that may go by then; the chats in order."""
    told = []
    while not isinstance(found := claim(database, now), float) or found < 0.01:
        now += 0.01
        if isinstance(found, Delivery):
            told.append(found.chat)
            settle(database, found, Sent(len(told)), now)
    return told


def states(database: Database) -> dict[int, str]:
    with database.read() as connection:
        return dict(connection.execute(select(table.c.chat, table.c.state)).all())


def test_what_is_owed_is_sent_once_in_order(database: Database) -> None:
    owe(database, 3, 1, 2)
    assert drain(database, NOON) == [3, 1, 2]
    assert drain(database, NOON + 999) == []
    with database.read() as connection:
        assert outbox.told(connection, 1) == {1, 2, 3}
        assert outbox.depth(connection, NOON) == outbox.Depth(0, 0.0, 0)


def test_an_announcement_that_failed_to_commit_is_owed_to_nobody(database: Database) -> None:
    def fail() -> None:
        with database.write() as connection:
            outbox.owe(connection, 1, [Owed(1, Letter(""), NOON)], NOON)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert states(database) == {}


def test_sending_keeps_the_pace_of_all_together(database: Database) -> None:
    owe(database, *range(1, 101))
    now, times = NOON, list[float]()
    while len(times) < 100:
        found = claim(database, now, worker=(ME, OTHER)[len(times) % 2], pace=Pace())
        if isinstance(found, Delivery):
            times.append(now)
            settle(database, found, Sent(1), now)
            now += 0.2 if len(times) == 50 else 0.002
        else:
            now += found
    for begin in times:
        assert sum(begin <= at < begin + 1.0 for at in times) <= 30
    assert times[-1] - times[0] < 3.5


def test_one_chat_is_not_written_to_too_often(database: Database) -> None:
    for publication in (1, 2, 3):
        owe(database, -5, publication=publication)
    now, times = NOON, list[float]()
    while len(times) < 3:
        found = claim(database, now)
        if isinstance(found, Delivery):
            times.append(now - NOON)
            settle(database, found, Sent(1), now)
        else:
            now += found
    assert [round(at) for at in times] == [0, 3, 6]


def test_a_chat_held_back_delays_no_other(database: Database) -> None:
    owe(database, 1, 2)
    owe(database, 1, publication=2)
    settle(database, claim(database), Wait(30.0))
    assert drain(database, NOON + 0.01) == [2]
    assert drain(database, NOON + 29) == []
    assert drain(database, NOON + 30.1) == [1]
    assert drain(database, NOON + 32) == [1]


def test_a_chat_that_migrates_is_told_under_its_new_number(database: Database) -> None:
    Subscriptions(database).add(Subscription(-5, "新規", 3), kind="group")
    owe(database, -5)
    settle(database, claim(database), Moved(-1005))
    assert drain(database, NOON + 9) == [-1005]
    assert Subscriptions(database).of(-1005) == (Subscription(-1005, "新規", 3),)


def test_a_chat_that_blocked_us_is_owed_nothing_more(database: Database) -> None:
    owe(database, 1, 2)
    owe(database, 1, publication=2)
    settle(database, claim(database), Refused("Forbidden: bot was blocked by the user", chat=True))
    assert drain(database, NOON + 9) == [2]
    assert set(states(database).values()) == {"sent", "dropped"}


def test_a_closed_topic_is_told_in_the_chat(database: Database) -> None:
    with database.write() as connection:
        outbox.owe(connection, 1, [Owed(-5, Letter(""), NOON, topic=7)], NOON)
    first = claim(database)
    settle(database, first, Closed())
    again = claim(database, NOON + 5)
    assert isinstance(first, Delivery)
    assert isinstance(again, Delivery)
    assert (first.topic, again.topic) == (7, 0)


def test_the_network_is_tried_again_ever_more_slowly_and_doubt_is_marked(
    database: Database,
) -> None:
    owe(database, 1)
    now, pauses = NOON, list[float]()
    while len(pauses) < 8:
        found = claim(database, now)
        if isinstance(found, Delivery):
            settle(database, found, Failed("timed out", unsure=len(pauses) == 2), now)
            pauses.append(0.0)
        else:
            pauses[-1] += found
            now += found
    assert [round(p) for p in pauses[1:7]] == [2, 4, 8, 16, 30, 30]
    settle(database, claim(database, now + 60), Sent(9), now + 60)
    with database.read() as connection:
        assert outbox.depth(connection, now).doubtful == 1


def test_quiet_hours_are_kept_also_when_chosen_later(database: Database) -> None:
    chats = Chats(database)
    chats.choose(1, quiet=QuietHours(11 * 60, 13 * 60))
    owe(database, 1, 2)
    assert drain(database, NOON) == [2]
    assert drain(database, NOON + 3599) == []
    assert drain(database, NOON + 3600) == [1]
    assert after_quiet(None, NOON) == NOON
    assert after_quiet(QuietHours(22 * 60, 7 * 60), NOON) == NOON
    assert after_quiet(QuietHours(11 * 60, 7 * 60), NOON) == NOON + 19 * 3600


def test_after_a_crash_what_was_under_way_is_sent_again_and_marked(database: Database) -> None:
    owe(database, 1, 2, 3)
    claim(database, worker=OTHER)
    mine = claim(database, NOON + 1)
    with database.write() as connection:
        assert outbox.release(connection, [ME], NOON + 2) == 1
    settle(database, mine, Sent(1), NOON + 2)
    assert sorted(drain(database, NOON + 3)) == [1, 3]
    with database.read() as connection:
        marks = dict(connection.execute(select(table.c.chat, table.c.doubtful)).all())
    assert marks == {1: 1, 2: 0, 3: 0}


def test_a_reply_to_an_announcement_is_about_it(database: Database) -> None:
    owe(database, 1, -5)
    settle(database, claim(database), Sent(77))
    settle(database, claim(database, NOON + 1), Sent(78), NOON + 1)
    chats = Chats(database)
    assert chats.recall(1, memory.message(77), NOON) == "about 1"
    assert chats.recall(1, memory.topic(None), NOON) == "about 1"
    assert chats.recall(-5, memory.message(78), NOON) == "about -5"
    assert chats.recall(-5, memory.topic(None), NOON) is None


def published(database: Database) -> int:
    with database.write() as connection:
        return store.add(connection, edition_of(FIRST), Origin("a", "0" * 64, "cli", NOON)).id


def take_back(database: Database, publication: int, *chats: int) -> tuple[int, int]:
    with database.write() as connection:
        store.retract(connection, publication, "cli", NOON)
        letters = {chat: Letter(body("取り消し")) for chat in chats}
        return outbox.cancel(connection, publication, letters, NOON)


def test_what_is_taken_back_is_not_sent_and_what_was_sent_is_corrected(database: Database) -> None:
    publication = published(database)
    owe(database, 1, 2, 3, publication=publication)
    settle(database, claim(database), Sent(11))
    under_way = claim(database, NOON + 1)
    assert take_back(database, publication, 1, 2, 3) == (1, 2)
    edit = claim(database, NOON + 5)
    assert isinstance(edit, Delivery)
    assert (edit.chat, edit.message) == (1, 11)
    settle(database, edit, Sent(), NOON + 5)
    assert isinstance(claim(database, NOON + 6), float)
    settle(database, under_way, Sent(12), NOON + 7)
    late = claim(database, NOON + 9)
    assert isinstance(late, Delivery)
    assert (late.chat, late.message) == (2, 12)


@pytest.mark.parametrize("ending", ["crash", "network"])
def test_what_was_under_way_when_taken_back_is_not_tried_again(
    database: Database, ending: str
) -> None:
    publication = published(database)
    owe(database, 1, publication=publication)
    under_way = claim(database, worker=OTHER)
    take_back(database, publication, 1)
    if ending == "network":
        settle(database, under_way, Failed("timed out", unsure=True))
    else:
        with database.write() as connection:
            outbox.release(connection, [ME], NOON)
    assert drain(database, NOON + 99) == []
    assert states(database) == {1: "dropped"}


def test_what_was_sent_long_ago_is_forgotten(database: Database) -> None:
    owe(database, 1)
    drain(database, NOON)
    owe(database, 2)
    with database.write() as connection:
        assert outbox.prune(connection, NOON + outbox.KEEP_SECONDS - 9) == 0
        assert outbox.prune(connection, NOON + outbox.KEEP_SECONDS + 9) == 1
    assert states(database) == {2: "owed"}


def test_two_workers_never_take_the_same_letter(database: Database) -> None:
    owe(database, *range(1, 21))
    taken = []
    for number in range(20):
        found = claim(database, NOON + number, worker=(ME, OTHER)[number % 2])
        assert isinstance(found, Delivery)
        taken.append(found.id)
    assert len(set(taken)) == 20
    with database.read() as connection:
        held = select(func.count()).where(table.c.worker == OTHER)
        assert connection.execute(held).scalar() == 10


def test_a_silent_worker_is_dead_and_so_is_one_whose_process_is_gone(database: Database) -> None:
    workers, me = Workers(database), new_worker()
    gone = me.split(":")[0] + ":999999999:x"
    for worker in (me, OTHER, gone):
        workers.beat(worker, NOON)
    assert workers.alive(me, NOON + 1) == {me, OTHER}
    workers.beat(me, NOON + DEAD_SECONDS)
    assert workers.alive(me, NOON + DEAD_SECONDS + 1) == {me}
    workers.leave(me)
    assert workers.alive(OTHER, NOON) == {OTHER}


@pytest.mark.filterwarnings("ignore:.*retry_after")
@pytest.mark.parametrize(
    ("error", "result"),
    [
        (ChatMigrated(-1005), Moved(-1005)),
        (Forbidden("blocked"), Refused("blocked", chat=True)),
        (BadRequest("Chat not found"), Refused("Chat not found", chat=True)),
        (BadRequest("Message is not modified: same"), Sent()),
        (BadRequest("Message thread not found"), Closed()),
        (BadRequest("Can't parse entities"), Refused("Can't parse entities")),
        (TimedOut(), Failed("Timed out", unsure=True)),
        (NotSent("x"), Failed("x", unsure=False)),
        (Lost("x"), Failed("x", unsure=True)),
        (NetworkError("Bad Gateway"), Failed("Bad Gateway", unsure=True)),
        (InvalidToken("no"), Failed("no", unsure=False)),
    ],
)
def test_what_an_error_of_telegrams_means(error: TelegramError, result: Result) -> None:
    assert meaning(error) == result


@pytest.mark.filterwarnings("ignore:.*retry_after")
def test_a_429_says_how_long() -> None:
    assert meaning(RetryAfter(7)) == Wait(7.0)
