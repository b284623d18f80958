"""The assistant of the newest editions, exchanged whole when something is published or taken back.

An `Assistant` is never changed: answers under way finish with the one they began with. Here lives only the
exchange; what is published is asked of the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.assistant import Assistant, Context
from bot.library import Library, library_of
from data import store
from data.database import Database


@dataclass
class Shelf:
    """Holds the assistant of a database's editions. `refresh` blocks."""

    database: Database
    municipality: str | None = None
    _state: tuple[int, int] | None = None
    _assistant: Assistant | None = None
    _library: Library = field(default_factory=lambda: library_of(()))

    def refresh(self) -> bool:
        """Look whether the editions have changed, and build the assistant anew if so."""
        with self.database.read() as connection:
            state = store.state(connection)
            if state == self._state:
                return False
            stored = store.editions(connection)
        library = library_of(stored, self.municipality)
        assistant = Assistant(library.index, library.municipality)
        assistant.reply(
            "合計", Context()
        )  # so that the first to ask does not wait for the dictionary
        self._assistant, self._library = assistant, library
        self._state = state
        return True

    def assistant(self) -> Assistant:
        """The assistant of the newest editions known."""
        if self._assistant is None:
            self.refresh()
        assert self._assistant is not None
        return self._assistant

    @property
    def editions(self) -> int:
        """How many editions can be asked about."""
        return len(self._library.index.editions)
