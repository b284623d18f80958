"""The conversation of a chat, for coroutines: what it chose, what it was last about, which answer is whose.

Here lives the way from a place to a `Context` and back; the database is asked in a thread. Places are a
topic of the chat, a message of ours (a reply to it is understood against it), a question of theirs
(edited, it is answered again in the same place), and an album of theirs (answered once).
"""

from __future__ import annotations

import asyncio

from msgspec import Struct

from bot.assistant import Context
from bot.chats import Chat, Chats, message, topic
from bot.intents import pack, unpack
from bot.message import Language
from data.query import Intent


class Place(Struct, frozen=True):
    """Where to speak: a chat, and the topic in it (None where it has none)."""

    chat_id: int
    kind: str = "private"
    thread_id: int | None = None

    @property
    def is_group(self) -> bool:
        """Whether several people share it."""
        return self.kind in {"group", "supergroup"}


class Known(Struct, frozen=True):
    """What is known of a place when somebody speaks there; `answered` is our message that answers theirs."""

    chat: Chat
    last: tuple[Intent, ...]
    answered: int | None = None

    def context(self, client: Language, municipality: str | None) -> Context:
        """The context a question is understood in; the chat's choice goes before the client's."""
        language = self.chat.language or client
        return Context(self.last, self.chat.municipality or municipality, language)


def client_language(code: str | None) -> Language:
    """The language to speak with a client of that IETF code: Japanese unless it says another."""
    return "ja" if not code or code.lower().split("-")[0] == "ja" else "en"


class Heard(Struct, frozen=True):
    """A message of theirs: its number and when it was sent, in seconds; together they are never reused."""

    number: int
    at: int

    @property
    def place(self) -> str:
        """Where it is remembered which answer is its."""
        return f"q{self.number}"


async def know(
    chats: Chats, place: Place, replied: int | None = None, heard: Heard | None = None
) -> Known:
    """What is known here; a reply goes on from the message it replies to."""
    places = [message(replied)] if replied else []
    if not (place.is_group and replied):
        places.append(topic(place.thread_id))
    asked = [*places, heard.place] if heard else places
    chat, about = await asyncio.to_thread(chats.look, place.chat_id, place.kind, asked)
    said = next((about[p] for p in places if p in about), None)
    answer, _, at = about.get(heard.place, "").partition("@") if heard else ("", "", "")
    return Known(chat, unpack(said), int(answer) if heard and at == str(heard.at) else None)


async def note(chats: Chats, place: Place, answer: int, heard: Heard) -> None:
    """Keep which message of ours answers theirs, where there is nothing that it was about."""
    about = {heard.place: _answer(answer, heard)}
    await asyncio.to_thread(chats.remember_all, place.chat_id, about)


def _answer(number: int, heard: Heard) -> str:
    return f"{number}@{heard.at}"


async def first_of_album(chats: Chats, place: Place, album: str | None) -> bool:
    """Whether this is the first message of an album (or of none) that is seen here."""
    if album is None:
        return True
    seen = f"g{album}"[:64]
    if await asyncio.to_thread(chats.recall, place.chat_id, seen) is not None:
        return False
    await asyncio.to_thread(chats.remember, place.chat_id, seen, "")
    return True


async def keep(
    chats: Chats, place: Place, answer: int, intents: tuple[Intent, ...], heard: Heard | None
) -> None:
    """Keep what an answer was about: for the topic, for replies to it, and for the edited question."""
    text = pack(intents)
    about = {topic(place.thread_id): text, message(answer): text}
    if heard is not None:
        about[heard.place] = _answer(answer, heard)
    await asyncio.to_thread(chats.remember_all, place.chat_id, about)
