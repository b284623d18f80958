"""Fixtures that tests of several rooms share."""

from tests.databases import database, database_url, stop_postgresql

__all__ = ["database", "database_url"]


def pytest_sessionfinish() -> None:
    stop_postgresql()
