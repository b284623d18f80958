import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from data import schema, store
from data.database import Database, open_database, version
from data.errors import SettingError
from data.model import Amount
from data.store import Origin
from tests.databases import new_postgresql, new_sqlite
from tests.lists import DRAFT, FIRST, edition_of, project

ORIGIN = Origin("一覧.pdf", "0" * 64, "cli", 1_000.0)
LIST = edition_of(
    FIRST,
    project(FIRST, 1, "港区防災ラジオ", 201_352_000, account="国保会計", page=None),
    project(FIRST, 2, "𠮷野家前の⼦", kind="レベルアップ", requested=Amount(5_000, 2_000)),
    project(
        FIRST, 3, "空欄", requested=Amount(None, None), budgeted=Amount(0, -3_000), policy=None
    ),
)


def test_an_edition_is_read_back_as_it_was_kept(database: Database) -> None:
    with database.write() as connection:
        kept = store.add(connection, LIST, ORIGIN, changes={"new": 3})
    with database.read() as connection:
        assert store.editions(connection) == (LIST,)
        assert store.edition(connection, kept.id) == LIST
        assert store.history(connection) == (kept,)
        assert store.current(connection, FIRST) == kept
        assert store.current(connection, DRAFT) is None


def test_the_newest_publication_not_taken_back_stands(database: Database) -> None:
    second = edition_of(FIRST, project(FIRST, 1, "別の事業"))
    with database.write() as connection:
        store.add(connection, LIST, ORIGIN)
        store.add(connection, edition_of(DRAFT), ORIGIN)
        again = store.add(connection, second, ORIGIN)
        before = store.state(connection)
        assert store.editions(connection) == (edition_of(DRAFT), second)
        assert store.retract(connection, again.id, "telegram:7", 2_000.0)
        assert not store.retract(connection, again.id, "telegram:7", 3_000.0)
        assert store.state(connection) != before
        assert store.editions(connection) == (LIST, edition_of(DRAFT))
        taken = store.history(connection)[-1]
    assert (taken.retracted_by, taken.retracted_at) == ("telegram:7", 2_000.0)


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.write() as connection:
            store.add(connection, LIST, ORIGIN)
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read() as connection:
        assert store.state(connection) == (0, 0)


def test_the_migrations_make_the_tables_that_the_schema_names(database: Database) -> None:
    with database.read() as connection:
        assert version(connection) == schema.HEAD
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    config = Config()
    folder = Path(schema.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def _open(url: str, start: object, answers: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    try:
        with closing(open_database(url)) as opened, opened.read() as connection:
            answers.put(version(connection))  # type: ignore[attr-defined]
    except Exception as error:  # noqa: BLE001 - the test shows whatever it was
        answers.put(repr(error))  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_processes_that_start_at_once_migrate_once(kind: str, tmp_path: Path) -> None:
    url = new_sqlite(tmp_path) if kind == "sqlite" else new_postgresql()
    spawn = multiprocessing.get_context("spawn")
    start, answers = spawn.Event(), spawn.Queue()
    crowd = [spawn.Process(target=_open, args=(url, start, answers)) for _ in range(3)]
    for member in crowd:
        member.start()
    start.set()
    try:
        assert [answers.get(timeout=30) for _ in crowd] == [schema.HEAD] * 3
    finally:
        for member in crowd:
            member.join(10)


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    open_database(new_sqlite(tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / "yosan.sqlite3")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SettingError, match=r"YOSAN_DATABASE_URL.*9999"):
        open_database(new_sqlite(tmp_path))


@pytest.mark.parametrize("content", [b"not a database at all, but text" * 99, b"PK\x03\x04" * 999])
def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "yosan.sqlite3").write_bytes(content)
    with pytest.raises(SettingError, match="YOSAN_DATA_DIR"):
        open_database(new_sqlite(tmp_path))
    assert (tmp_path / "yosan.sqlite3").read_bytes() == content


def test_a_server_that_is_not_there_is_one_sentence_without_its_password() -> None:
    with pytest.raises(SettingError, match="YOSAN_DATABASE_URL") as caught:
        open_database("postgresql+psycopg://yosan:hunter2@127.0.0.1:1/yosan")
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_writers_take_turns(database: Database) -> None:
    other = open_database(database.engine.url.render_as_string(hide_password=False))
    with closing(other), database.write() as connection:
        store.add(connection, LIST, ORIGIN)
        with other.read() as outside:
            assert store.state(outside) == (0, 0)


def test_a_notification_wakes_a_listener(database: Database) -> None:
    listener = database.listener()
    assert not listener.wait(0.01)
    with database.write() as connection:
        database.notify(connection)
    assert listener.wait(5 if database.shared else 0.01) == database.shared
    listener.close()


def test_an_error_says_nothing_of_what_was_to_be_written(database: Database) -> None:
    with pytest.raises(SQLAlchemyError) as caught, database.write() as connection:
        connection.execute(insert(schema.inbox).values(update=1, body="いくら？", state=None))
    assert "いくら" not in str(caught.value).split("[SQL")[-1]
    assert "hidden" in str(caught.value)
