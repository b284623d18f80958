"""Many 429s one after another: does Telegram hold back these chats, or all? Pure.

A limit on everything ends for every chat at the same moment, so what is asked of one chat after another
shrinks with time; limits on single chats each begin anew. Until that is told apart one message at a time is
tried; a limit on all is then waited for, one on single chats delays no other.
"""

from __future__ import annotations

from dataclasses import dataclass

MANY = 3
"""So many chats held back one after another may mean that all are."""

TRY_SECONDS = 0.25
"""Between two tries while it is not known, or while chat after chat is held back."""

TOLD_SECONDS = 1.5
"""After so long it can be told; `retry_after` is in whole seconds."""

LONGEST = 30.0
"""Seconds that all chats are held back at once at most."""


@dataclass(slots=True)
class Storm:
    """What one process has seen of it."""

    held: int = 0
    began: float = 0.0
    ends: float = 0.0

    def calm(self) -> None:
        """Something got through: it was never on all."""
        self.held = 0

    def refused(self, now: float, seconds: float) -> float:
        """A chat is held back for so many seconds; for how many nobody else should be tried."""
        self.held += 1
        if self.held == 1:
            self.began, self.ends = now, now + seconds
        if self.held < MANY:
            return 0.0
        if now - self.began > TOLD_SECONDS and now + seconds <= self.ends + 1:
            return min(seconds, LONGEST)
        return min(seconds, TRY_SECONDS)
