"""What can be asked here and now: the shipped list, what was imported over it, and whose list is meant.

Here lives the choice of editions for every command and for the bot. On a machine where nothing was ever
imported the database is not even loaded, so that a first answer comes at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from bot.settings import DEFAULT_MUNICIPALITY, Settings, read
from data.index import Index
from data.model import Edition, EditionId
from data.shipped import shipped


class Library(Struct, frozen=True):
    """An index, and the ward that a question means when it names none."""

    index: Index
    municipality: str

    @property
    def newest(self) -> EditionId:
        """The edition that a question means when it names none."""
        found = self.index.newest(self.municipality) or self.index.newest()
        assert found is not None, "the shipped list is always there"
        return found


def load(settings: Settings | None = None) -> Library:
    """The library of these settings (of the environment, if none are given).

    Raises:
        SettingError: a setting is wrong, or the database cannot be opened.
    """
    settings = settings or read()
    return library_of(_stored(settings), settings.municipality)


def load_index(settings: Settings | None = None) -> Index:
    """The index alone."""
    return load(settings).index


def library_of(stored: Iterable[Edition], municipality: str | None = None) -> Library:
    """A library of stored editions, last published last, on top of the shipped one."""
    kept = tuple(stored)
    ids = {edition.id for edition in kept}
    base = shipped()
    ward = municipality or (kept[-1].id.municipality if kept else DEFAULT_MUNICIPALITY)
    every = kept if base.id in ids else (base, *kept)
    return Library(Index.of(sorted(every, key=lambda e: e.id.municipality == ward)), ward)


def _stored(settings: Settings) -> tuple[Edition, ...]:
    if not settings.has_database:
        return ()
    from data import store  # noqa: PLC0415 - only where there is something stored
    from data.database import open_database  # noqa: PLC0415 - the same

    database = open_database(settings.database_url.reveal())
    try:
        with database.read() as connection:
            return store.editions(connection)
    finally:
        database.close()
