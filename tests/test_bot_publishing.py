import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from bot import outbox
from bot.chats import Chats, QuietHours
from bot.letters import Delivery, Letter, Sent
from bot.message import Language
from bot.pacing import Pace
from bot.publishing import Press, narrowed, worth_telling
from bot.subscriptions import Subscription, Subscriptions
from data import schema, store
from data.database import Database, open_database
from data.diff import Changes, diff
from data.index import Index
from data.query import Scope
from data.shipped import shipped
from data.store import Origin, Publication
from tests.databases import new_sqlite
from tests.lists import DRAFT, FIRST, NEXT, edition_of, project

NOON = 1_000_000 * 86400.0 + 3 * 3600


class Plain:
    """Says which projects are new, which are gone, which cost something else; and the language."""

    def digest(self, changes: Changes, language: Language) -> Letter:
        names = [f"+{p.name}" for p in changes.new] + [f"-{p.name}" for p in changes.withdrawn]
        names += [f"~{p.after.name}" for p in changes.repriced]
        return Letter(f"{language}:{' '.join(names)}")

    def correction(self, publication: Publication, language: Language) -> Letter:
        return Letter(f"{language}:取り消し {publication.edition}")


def understand(condition: str, index: Index) -> Scope | None:
    sections = {p.section for p in index.projects}
    if condition not in sections:
        return Scope(kinds=frozenset({"新規"})) if condition == "新規" else None
    return Scope(projects=frozenset(p.id for p in index.projects if p.section == condition))


def press_of(database: Database) -> Press:
    return Press(database, Plain(), understand)


def origin(at: float = NOON, sha256: str = "0" * 64) -> Origin:
    return Origin("一覧.pdf", sha256, "telegram:7", at)


def owed(database: Database) -> dict[int, tuple[str, int, float]]:
    table = schema.outbox
    with database.read() as connection:
        rows = connection.execute(
            select(table.c.chat, table.c.body, table.c.topic, table.c.due).where(
                table.c.state == "owed"
            )
        )
        return {chat: (body, topic, due) for chat, body, topic, due in rows}


def send(database: Database, now: float) -> list[tuple[int, str, int | None]]:
    told: list[tuple[int, str, int | None]] = []
    fast = Pace(1, 0.0, 0.0, 0.0, 0.0)
    while True:
        with database.write() as connection:
            found = outbox.claim(connection, "w:1:x", now, fast)
            if not isinstance(found, Delivery):
                return told
            told.append((found.chat, found.body, found.message))
            number = None if found.message else 100 + found.chat
            outbox.settle(connection, found, Sent(number), now)


LIST = edition_of(
    FIRST,
    project(FIRST, 1, "防災ラジオ", 100),
    project(FIRST, 2, "橋の点検", 200, kind="レベルアップ", section="土木課"),
)
DECIDED = edition_of(
    DRAFT,
    project(DRAFT, 1, "防災ラジオ", 90),
    project(DRAFT, 2, "橋の点検", 200, kind="レベルアップ", section="土木課"),
    project(DRAFT, 3, "防潮堤", 300, kind="レベルアップ", section="土木課"),
)


def test_a_first_edition_tells_each_chat_once_of_what_is_new_and_fits(database: Database) -> None:
    subscriptions = Subscriptions(database)
    for chat, condition in ((1, ""), (2, "防災課"), (2, "新規"), (3, "土木課"), (4, "何それ")):
        subscriptions.add(Subscription(chat, condition))
    done = press_of(database).publish(LIST, origin())
    assert done is not None
    assert (done.chats, done.publication.changes["new"]) == (2, 1)
    assert {chat: body for chat, (body, _, _) in owed(database).items()} == {
        1: "ja:+防災ラジオ",
        2: "ja:+防災ラジオ",
    }


def test_the_same_list_again_changes_nothing(database: Database) -> None:
    Subscriptions(database).add(Subscription(1))
    press = press_of(database)
    assert press.publish(LIST, origin())
    assert press.publish(LIST, origin(sha256="1" * 64)) is None
    assert press.publish(replace(LIST, title="別の題"), origin()) is None
    with database.read() as connection:
        assert store.state(connection) == (1, 0)
    assert len(owed(database)) == 1


def test_the_next_stage_tells_of_new_and_of_changed_money(database: Database) -> None:
    press = press_of(database)
    press.publish(LIST, origin())
    subscriptions, chats = Subscriptions(database), Chats(database)
    subscriptions.add(Subscription(-1, "土木課", 9), kind="supergroup")
    subscriptions.add(Subscription(2, "防災課"))
    chats.choose(2, language="en", quiet=QuietHours(0, 13 * 60))
    done = press.publish(DECIDED, origin())
    assert done is not None
    assert owed(database) == {
        -1: ("ja:+防潮堤", 9, NOON),
        2: ("en:~防災ラジオ", 0, NOON + 3600),
    }
    assert done.publication.base == 1
    assert done.publication.changes == {
        "new": 1,
        "changed": 1,
        "repriced": 1,
        "renamed": 0,
        "withdrawn": 0,
    }


def test_a_chat_of_another_ward_is_not_told(database: Database) -> None:
    for chat, ward in ((1, FIRST.municipality), (2, "13103")):
        Subscriptions(database).add(Subscription(chat))
        Chats(database).choose(chat, municipality=ward)
    press_of(database).publish(LIST, origin())
    assert list(owed(database)) == [1]


def test_a_corrected_list_is_compared_with_what_it_corrects(database: Database) -> None:
    press = press_of(database)
    press.publish(LIST, origin())
    press.publish(DECIDED, origin())
    Subscriptions(database).add(Subscription(1))
    corrected = edition_of(FIRST, LIST.projects[0])
    press.publish(corrected, origin(sha256="2" * 64))
    assert owed(database)[1][0] == "ja:-橋の点検"


def test_the_shipped_list_is_the_edition_before_of_its_ward(database: Database) -> None:
    later = replace(shipped().id, fiscal_year=2021)
    edition = edition_of(later, *(replace(p, edition=later) for p in shipped().projects[1:]))
    plan = press_of(database).plan(edition, "3" * 64, NOON)
    assert plan.changes.before == shipped()
    assert [p.no for p in plan.changes.withdrawn] == [1]
    first = press_of(database).plan(shipped(), "3" * 64, NOON)
    assert first.changes.before is None
    assert len(first.changes.new) == 19


def test_a_plan_does_nothing(database: Database) -> None:
    Subscriptions(database).add(Subscription(1))
    plan = press_of(database).plan(LIST, "4" * 64, NOON)
    assert (plan.chats, plan.known) == (1, False)
    assert owed(database) == {}
    with database.read() as connection:
        assert store.state(connection) == (0, 0)


def test_taking_back_stops_what_is_unsent_corrects_what_was_sent_and_restores(
    database: Database,
) -> None:
    press, subscriptions = press_of(database), Subscriptions(database)
    press.publish(LIST, origin())
    subscriptions.add(Subscription(1))
    subscriptions.add(Subscription(2))
    Chats(database).choose(2, quiet=QuietHours(0, 13 * 60))
    done = press.publish(DECIDED, origin())
    assert done is not None
    assert [chat for chat, _, _ in send(database, NOON + 1)] == [1]
    assert press.take_back(done.publication.id, "telegram:7", NOON + 2) == (1, 1)
    assert press.take_back(done.publication.id, "telegram:7", NOON + 3) is None
    assert press.take_back(999, "telegram:7", NOON + 3) is None
    correction = f"ja:取り消し {DRAFT}"
    assert send(database, NOON + 9999) == [(1, correction, 101)]
    with database.read() as connection:
        assert store.editions(connection) == (LIST,)


def test_when_wording_fails_nothing_is_published(database: Database) -> None:
    class Broken(Plain):
        def digest(self, changes: Changes, language: Language) -> Letter:
            raise ValueError(language, len(changes.new))

    Subscriptions(database).add(Subscription(1))
    with pytest.raises(ValueError, match="ja"):
        Press(database, Broken(), understand).publish(LIST, origin())
    with database.read() as connection:
        assert store.state(connection) == (0, 0)
    assert owed(database) == {}


def test_the_changes_of_some_projects() -> None:
    changes = diff(LIST, DECIDED)
    none = narrowed(changes, frozenset())
    assert not worth_telling(none)
    bridge = narrowed(changes, frozenset({LIST.projects[1].id}))
    assert [pair.after.name for pair in bridge.pairs] == ["橋の点検"]
    assert worth_telling(bridge)
    retold = diff(LIST, replace(LIST, id=NEXT))
    assert not worth_telling(replace(retold, after=LIST))


PUBLISHER = """
import sys
from msgspec.structs import replace
from tests.test_bot_publishing import LIST, NOON, Origin, Plain, Press, understand
from data.database import open_database
from data.model import Amount

press = Press(open_database(sys.argv[1]), Plain(), understand)
print("go", flush=True)
for number in range(1, 10000):
    rows = tuple(replace(p, requested=Amount(number)) for p in LIST.projects)
    press.publish(replace(LIST, projects=rows), Origin("x", f"{number:064}", "cli", NOON))
"""


@pytest.mark.parametrize("wait", [0.01, 0.05, 0.11, 0.2])
def test_killed_at_any_moment_a_publication_is_whole_or_not_at_all(
    tmp_path: Path, wait: float
) -> None:
    with closing(open_database(new_sqlite(tmp_path))) as database:
        for chat in range(1, 51):
            Subscriptions(database).add(Subscription(chat))
        _publish_until_killed(tmp_path, wait)
        assert all(parts == (2, 50) for parts in _parts(database))


def _publish_until_killed(tmp_path: Path, wait: float) -> None:
    words = [sys.executable, "-c", PUBLISHER, new_sqlite(tmp_path)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"go\n"
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)


def _parts(database: Database) -> set[tuple[int, int]]:
    """How many rows and letters there are of each publication that has any."""
    p, r, o = schema.publications, schema.projects, schema.outbox
    counts: dict[int, list[int]] = {}
    with database.read() as connection:
        for number in connection.execute(select(p.c.id)).scalars():
            counts[number] = [0, 0]
        for side, column in ((0, r.c.publication), (1, o.c.publication)):
            query = select(column, func.count()).group_by(column)
            for number, count in connection.execute(query):
                counts.setdefault(number, [0, 0])[side] = count
    return {(rows, letters) for rows, letters in counts.values()}
