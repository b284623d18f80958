"""The conversation of a chat, for coroutines: what it chose, what it was last about, which answer is whose.

Here lives the way from a place to a `Context` and back; the database is asked in a thread. Places are a
topic of the chat, a message of ours (a reply to it is understood against it), and a question of theirs
(edited, it is answered again in the same place).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.assistant import Context
from bot.chats import Chat, Chats, message, topic
from bot.intents import pack, unpack
from bot.message import Language
from data.query import Intent


@dataclass(frozen=True, slots=True)
class Place:
    """Where to speak: a chat, and the topic in it (None where it has none)."""

    chat_id: int
    kind: str = "private"
    thread_id: int | None = None

    @property
    def is_group(self) -> bool:
        """Whether several people share it."""
        return self.kind in {"group", "supergroup"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a place when somebody speaks there."""

    chat: Chat
    last: tuple[Intent, ...]

    def context(self, client: Language, municipality: str | None) -> Context:
        """The context a question is understood in; the chat's choice goes before the client's."""
        language = self.chat.language or client
        return Context(self.last, self.chat.municipality or municipality, language)


def client_language(code: str | None) -> Language:
    """The language to speak with a client of that IETF code: Japanese unless it says another."""
    return "ja" if not code or code.lower().split("-")[0] == "ja" else "en"


def _question(number: int) -> str:
    return f"q{number}"


async def know(chats: Chats, place: Place, replied: int | None = None) -> Known:
    """What is known here; a reply goes on from the message it replies to."""

    def read() -> Known:
        chat = chats.get(place.chat_id, place.kind)
        text = chats.recall(place.chat_id, message(replied)) if replied else None
        if text is None and not (place.is_group and replied):
            text = chats.recall(place.chat_id, topic(place.thread_id))
        return Known(chat, unpack(text))

    return await asyncio.to_thread(read)


async def keep(
    chats: Chats, place: Place, answer: int, intents: tuple[Intent, ...], question: int | None
) -> None:
    """Keep what an answer was about: for the topic, for replies to it, and for an edited question."""

    def write() -> None:
        text = pack(intents)
        chats.remember(place.chat_id, topic(place.thread_id), text)
        chats.remember(place.chat_id, message(answer), text)
        if question is not None:
            chats.remember(place.chat_id, _question(question), str(answer))

    await asyncio.to_thread(write)


async def answer_to(chats: Chats, place: Place, question: int) -> int | None:
    """Our message that answered theirs, if it is still known."""
    found = await asyncio.to_thread(chats.recall, place.chat_id, _question(question))
    return int(found) if found else None
