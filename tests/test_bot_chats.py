from concurrent.futures import ThreadPoolExecutor

import pytest

from bot import chats as memory
from bot.chats import CONTEXT_SECONDS, Chat, Chats, QuietHours
from bot.ledger import Ledger
from bot.subscriptions import LONGEST, MOST, Subscription, Subscriptions, fitting
from data.database import Database
from data.index import Index
from data.query import Range, Scope
from tests.lists import FIRST, edition_of, project

GROUP, SUPERGROUP = -100, -1_001_234_567_890_123


def test_a_chat_chooses_and_is_remembered(database: Database) -> None:
    chats = Chats(database)
    assert chats.get(5) == Chat(5)
    chat = chats.choose(GROUP, "group", language="easy", quiet=QuietHours(1320, 420))
    assert Chats(database).get(GROUP) == chat
    assert chats.choose(GROUP, options={"charts": False}).language == "easy"
    assert chats.get(GROUP).is_group
    assert not chats.get(5).is_group


def test_a_conversation_is_kept_by_place_and_not_for_ever(database: Database) -> None:
    chats = Chats(database)
    chats.remember(5, memory.topic(None), "a", now=1_000.0)
    chats.remember(5, memory.topic(9), "b", now=2_000.0)
    chats.remember(5, memory.message(44), "c", now=2_000.0)
    chats.remember(5, memory.topic(0), "d", now=3_000.0)
    assert chats.recall(5, memory.topic(None), now=4_000.0) == "d"
    assert chats.recall(5, memory.topic(9), now=4_000.0) == "b"
    assert chats.recall(5, memory.message(44), now=4_000.0) == "c"
    assert chats.recall(6, memory.topic(None), now=4_000.0) is None
    assert chats.recall(5, memory.topic(9), now=2_001.0 + CONTEXT_SECONDS) is None
    assert chats.prune(now=2_001.0 + CONTEXT_SECONDS) == 2


def test_forgetting_leaves_nothing_of_that_chat_alone(database: Database) -> None:
    chats, subscriptions = Chats(database), Subscriptions(database)
    for chat in (5, 6):
        chats.choose(chat, language="en")
        chats.remember(chat, memory.topic(None), "x")
        subscriptions.add(Subscription(chat))
    chats.forget(5)
    assert chats.get(5) == Chat(5)
    assert chats.recall(5, memory.topic(None)) is None
    assert subscriptions.of(5) == ()
    assert chats.get(6).language == "en"
    assert subscriptions.of(6) == (Subscription(6),)


@pytest.mark.parametrize("times", [1, 2])
def test_a_migrated_group_keeps_everything(database: Database, times: int) -> None:
    chats, subscriptions = Chats(database), Subscriptions(database)
    chats.choose(GROUP, "group", language="en")
    chats.remember(GROUP, memory.topic(3), "x")
    subscriptions.add(Subscription(GROUP, "防災課", 3))
    chats.choose(SUPERGROUP, "supergroup", language="ja")
    for _ in range(times):
        chats.migrate(GROUP, SUPERGROUP)
    assert chats.get(SUPERGROUP) == Chat(SUPERGROUP, "supergroup", "en")
    assert chats.recall(SUPERGROUP, memory.topic(3)) == "x"
    assert subscriptions.of(SUPERGROUP) == (Subscription(SUPERGROUP, "防災課", 3),)
    assert chats.get(GROUP) == Chat(GROUP)


def test_subscribing_twice_is_subscribing_once(database: Database) -> None:
    subscriptions = Subscriptions(database)
    assert subscriptions.add(Subscription(GROUP, " 新規 "), kind="group", by=7)
    assert not subscriptions.add(Subscription(GROUP, "新規"))
    assert subscriptions.add(Subscription(GROUP, "新規", topic=2))
    assert Chats(database).get(GROUP).kind == "group"
    assert subscriptions.chats() == 1
    assert subscriptions.remove(GROUP, "新規") == 2
    assert subscriptions.remove(GROUP) == 0


def test_a_chat_cannot_subscribe_without_end(database: Database) -> None:
    subscriptions = Subscriptions(database)
    added = [subscriptions.add(Subscription(1, f"条件{n}")) for n in range(MOST + 1)]
    assert added == [True] * MOST + [False]
    assert subscriptions.add(Subscription(2, "長" * 999))
    assert len(subscriptions.of(2)[0].condition) == LONGEST


@pytest.mark.parametrize(
    ("now", "wait"), [(1320, 540), (1439, 421), (0, 420), (419, 1), (420, 0), (1319, 0)]
)
def test_quiet_hours_may_pass_midnight(now: int, wait: int) -> None:
    assert QuietHours(1320, 420).wait(now) == wait


def test_quiet_hours_of_no_length_are_never() -> None:
    assert QuietHours(600, 600).wait(600) == 0


def test_a_condition_is_understood_anew_in_each_index() -> None:
    edition = edition_of(FIRST, project(FIRST, 1, "安い", 10), project(FIRST, 2, "高い", 90))
    asked: list[str] = []

    def understand(condition: str, _index: Index) -> Scope | None:
        asked.append(condition)
        return Scope(ranges=(Range(low=50),)) if condition == "高いもの" else None

    fits = fitting(["", "高いもの", "高いもの", "？？"], Index.of([edition]), understand)
    one, two = (p.id for p in edition.projects)
    assert fits == {"": {one, two}, "高いもの": {two}, "？？": frozenset()}
    assert sorted(asked) == ["高いもの", "？？"]


def test_several_places_are_remembered_and_looked_up_at_once(database: Database) -> None:
    chats = Chats(database)
    chats.remember(1, "t0", "old", now=10.0)
    chats.remember_all(1, {"t0": "new", "m5": "five", "q4": "5"}, now=20.0)
    chats.choose(1, language="en")
    chat, about = chats.look(1, "private", ["t0", "m5", "m6"], now=21.0)
    assert chat.language == "en"
    assert about == {"t0": "new", "m5": "five"}
    assert chats.look(1, "private", ["t0"], now=20.0 + 8 * 86400)[1] == {}
    assert chats.look(2, "group", [], now=21.0) == (Chat(2, "group"), {})


def test_of_several_processes_one_is_the_first_to_set_an_option(database: Database) -> None:
    chats = Chats(database)
    chats.choose(5, language="en")
    with ThreadPoolExecutor(8) as many:
        for chat in (5, 6):
            first = list(many.map(lambda _, c=chat: chats.first_to_set(c, "digest", "w"), range(8)))
            assert first.count(True) == 1
    assert chats.get(5).language == "en"
    assert chats.get(6).options == {"digest": "w"}
    assert chats.first_to_set(5, "digest", "x")
    assert (chats.knows(6), chats.knows(7)) == (True, False)


def test_a_shape_seen_by_several_at_once_is_counted_each_time(database: Database) -> None:
    ledger = Ledger(database)
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda _: ledger.add("not_found"), range(40)))
    assert [c.count for c in ledger.counts()] == [40]
