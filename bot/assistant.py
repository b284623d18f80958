"""The whole product without a messenger: text and context in, message and context out.

Pure but for the dictionary that the tokenizer reads once. One `Assistant` serves one set of editions and is
never changed; a new edition means a new `Assistant`.
"""

from __future__ import annotations

from dataclasses import dataclass
from bot.message import Language as Language  # noqa: PLC0414 - its old place
from bot.message import Message
from data.answer import Answer
from data.index import Index
from data.query import Intent


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversation remembers: the last intents it was answered by, and nothing else said."""

    last: tuple[Intent, ...] = ()
    municipality: str | None = None
    language: Language = "ja"


@dataclass(frozen=True, slots=True)
class Reply:
    """What to send, what it was computed from, and what the conversation remembers from here on."""

    message: Message
    answers: tuple[Answer, ...]
    context: Context


class Assistant:
    """Answers questions about the editions of one index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def reply(self, text: str, context: Context) -> Reply:
        """Answer one message of a person."""
        raise NotImplementedError

    def show(self, intents: tuple[Intent, ...], context: Context) -> Reply:
        """Answer an intent that is already understood: a pressed button, a command."""
        raise NotImplementedError
