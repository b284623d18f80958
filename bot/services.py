"""What the handlers are given, as one frozen value in `application.bot_data["services"]`.

Here lives the hand-over between Telegram's side and the database's side, and nothing that does anything.
`Publishing` is a port: whoever reads, stores and queues answers these questions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from bot.assistant import Assistant
from bot.chats import Chats
from bot.ledger import Ledger
from bot.message import Message
from bot.subscriptions import Subscriptions


class Draft(Struct, frozen=True):
    """A list that was sent and checked, waiting for 公開する.

    `report` says what was found and what changed, `preview` is what a subscribed chat would be told,
    `chats` how many would be. `key` names the draft in a button (at most 40 bytes).
    """

    key: str
    report: Message
    preview: Message | None = None
    chats: int = 0
    publishable: bool = True


class Publishing(Protocol):
    """How a list becomes an edition. Calls block: from a coroutine, use `asyncio.to_thread`."""

    def receive(self, filename: str, content: bytes, sender: int) -> Draft:
        """Read and check a list.

        Raises:
            YosanError: it cannot be read; one sentence says why.
        """
        ...

    def publish(self, key: str, sender: int) -> tuple[str, int] | None:
        """Store the draft and queue what is owed: the publication's key, how many chats; None if it is gone."""
        ...

    def discard(self, key: str, sender: int) -> bool:
        """Throw the draft away; whether it was still there."""
        ...

    def take_back(self, key: str, sender: int) -> bool:
        """Undo a publication; whether it could be."""
        ...


class Services(Struct, frozen=True):
    """Everything a handler may use. `assistant` gives the one of the newest editions at each call.

    `observe(status, operation, seconds)` is told of every answered question.
    """

    assistant: Callable[[], Assistant]
    chats: Chats
    subscriptions: Subscriptions
    publishing: Publishing
    ledger: Ledger
    admins: frozenset[int] = frozenset()
    municipality: str | None = None
    observe: Callable[[str, str, float], None] = lambda _status, _operation, _seconds: None
