"""Letters as values: what a chat is to be told, a letter under way, and what came of it. Pure."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Letter(Struct, frozen=True):
    """A message to be owed: its body (JSON of the courier) and what a reply to it is about."""

    body: str
    context: str = ""


class Owed(Struct, frozen=True):
    """A letter for a chat and topic; `due` is when it may go; `edits` is the row that it corrects."""

    chat: int
    letter: Letter
    due: float
    topic: int = 0
    edits: int | None = None


class Delivery(Struct, frozen=True):
    """A letter that a worker has taken to send; `message` is the one to edit, if it corrects one."""

    id: int
    publication: int
    chat: int
    topic: int
    body: str
    context: str
    attempts: int
    doubtful: int
    owed_at: float
    message: int | None = None


class Sent(Struct, frozen=True):
    """Telegram has it, under that number (None for a correction)."""

    message: int | None = None


class Wait(Struct, frozen=True):
    """Telegram asks to wait so many seconds with this chat."""

    seconds: float


class Moved(Struct, frozen=True):
    """The group became a supergroup with that number."""

    chat: int


class Closed(Struct, frozen=True):
    """The topic is no more; the chat is."""


class Refused(Struct, frozen=True):
    """It will never be taken: blocked, removed, or a message that Telegram does not accept.

    `chat`: nothing else will be, either.
    """

    why: str
    chat: bool = False


class Failed(Struct, frozen=True):
    """The network failed; `unsure` if it may have arrived all the same."""

    why: str
    unsure: bool


Result: TypeAlias = Sent | Wait | Moved | Closed | Refused | Failed
