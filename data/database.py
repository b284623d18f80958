"""The database as a value: reading and writing transactions on SQLite or PostgreSQL, and its migrations.

Here lives all that differs between the two: pragmas, the write lock, conflicts, LISTEN/NOTIFY. What is kept in
which table is never said here. SQLite has one writer, so a writing transaction begins IMMEDIATE and
waits its turn; PostgreSQL's readers and writers do not wait for each other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from data.errors import SettingError
from data.schema import HEAD

BUSY_SECONDS = 20.0
"""How long a writer waits for another before it gives up (SQLite)."""

CHANNEL = "yosan"
"""Where PostgreSQL tells other processes that something was published or is owed."""

_MIGRATION_LOCK = 0x796F73616E
_WRITE = {"yosan_write": True}


class Database(Struct, frozen=True):
    """An open database; give `read` and `write` transactions, each short."""

    engine: Engine
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def shared(self) -> bool:
        """Whether it is a server, which several processes may share."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or, whatever happens, nothing.

        SQLite's writers poll for their turn with ever longer pauses; threads of one process queue here.
        """
        turn = nullcontext() if self.shared else self._turn
        with (
            turn,
            self.engine.connect().execution_options(**_WRITE) as connection,
            connection.begin(),
        ):
            yield connection

    def notify(self, connection: Connection) -> None:
        """Wake the other processes when this transaction is committed."""
        if self.shared:
            connection.execute(text(f"NOTIFY {CHANNEL}"))

    def listener(self) -> Listener:
        """Something to wait on until another process notifies."""
        return Listener(self.engine if self.shared else None)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def insert_into(connection: Connection, table: Table) -> Any:  # noqa: ANN401 - two dialects' own statements
    """The dialect's own insert, which knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


class Listener:
    """Waits for `notify` of other processes on a connection of its own; without a server it only waits."""

    def __init__(self, engine: Engine | None) -> None:
        self._engine = engine
        self._raw: Any = None

    def wait(self, seconds: float) -> bool:
        """Block this thread until notified, at most so long; True if notified."""
        if self._engine is None:
            time.sleep(seconds)
            return False
        try:
            return (
                next(self._connection().notifies(timeout=seconds, stop_after=1), None) is not None
            )
        except Exception:  # noqa: BLE001 - a server that restarts is waited for, whatever the driver says
            self.close()
            time.sleep(seconds)
            return False

    def _connection(self) -> Any:  # noqa: ANN401 - the driver's own
        if self._raw is None and self._engine is not None:
            from psycopg import connect  # noqa: PLC0415 - only where there is a server

            url = self._engine.url.set(drivername="postgresql")
            self._raw = connect(url.render_as_string(hide_password=False), autocommit=True)
            self._raw.execute(f"LISTEN {CHANNEL}")
        return self._raw

    def close(self) -> None:
        """Close the connection, if there is one."""
        raw, self._raw = self._raw, None
        if raw is not None:
            with suppress(Exception):
                raw.close()


def open_database(url: str) -> Database:
    """Open the database of that URL, make the folder of a new one, and bring its tables up to date.

    Raises:
        SettingError: it cannot be opened.
    """
    file = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
    try:
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
        database = Database(_sqlite(url) if file else _postgresql(url))
        _migrate(database)
    except (
        OSError,
        ValueError,
        SQLAlchemyError,
    ) as error:  # a port that is no number is a ValueError
        where = "YOSAN_DATA_DIR または YOSAN_DATABASE_URL" if file else "YOSAN_DATABASE_URL"
        raise SettingError(
            f"データベースを開けませんでした（設定 {where} をご確認ください）: {_reason(error)}"
        ) from None
    return database


def _reason(error: Exception) -> str:
    origin = getattr(error, "orig", None) or error
    return (
        str(origin).strip().splitlines()[0][:200] if str(origin).strip() else type(error).__name__
    )


def _postgresql(url: str) -> Engine:
    """What is written is never part of an error, since that would put people's words into the log."""
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        hide_parameters=True,
        connect_args={"connect_timeout": 10},
    )


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own
        _pragmas(raw)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("yosan_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _pragmas(raw: Any) -> None:  # noqa: ANN401 - the driver's own
    """WAL lets readers read while one writes; it is kept in the file, so two may race to set it."""
    for attempt in range(50):
        try:
            raw.execute("PRAGMA journal_mode=WAL")
            break
        except Exception as error:
            if "locked" not in str(error) or attempt == 49:
                raise
            time.sleep(0.1)
    raw.execute("PRAGMA synchronous=NORMAL")
    raw.execute("PRAGMA foreign_keys=ON")


def version(connection: Connection) -> str | None:
    """The migration the tables are at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(database: Database) -> None:
    """Bring the tables up to date; of two that start at once, one does and the other finds it done."""
    with database.read() as connection:
        if version(connection) == HEAD:
            return
    with database.write() as connection:
        if database.shared:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        at = version(connection)
        if at is not None and at > HEAD:
            raise SettingError(
                f"データベース（YOSAN_DATABASE_URL）は新しい版の予算さんのものです（{at}）。プログラムを更新してください。"
            )
        if at != HEAD:
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only where there is something to do
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
