"""What Telegram's 400 means, by the words it is said with; the only place that knows them. Pure."""

from __future__ import annotations

from enum import Enum


class Refusal(Enum):
    """What a refused call means for whoever made it."""

    GONE = "the chat cannot be written to any more"
    NO_TOPIC = "the topic is no more; the chat is"
    SAME = "the message stands there already as it is"
    MARKUP = "the formatting cannot be read"
    TOO_LARGE = "the file is larger than a bot may fetch"
    OTHER = "something that only its words tell"


_WORDS: tuple[tuple[Refusal, tuple[str, ...]], ...] = (
    (Refusal.SAME, ("message is not modified",)),
    (Refusal.MARKUP, ("parse entities",)),
    (Refusal.TOO_LARGE, ("too big",)),
    (Refusal.NO_TOPIC, ("thread not found", "topic_closed", "topic_deleted")),
    (
        Refusal.GONE,
        (
            "chat not found",
            "chat_write_forbidden",
            "not enough rights",
            "have no rights",
            "need administrator rights",
            "peer_id_invalid",
            "kicked",
            "deactivated",
        ),
    ),
)


def meaning_of(error: object) -> Refusal:
    """What Telegram's words mean."""
    said = str(error).lower()
    return next(
        (meaning for meaning, words in _WORDS if any(word in said for word in words)), Refusal.OTHER
    )
