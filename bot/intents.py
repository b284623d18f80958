"""Intents as text and back, whole: what a conversation is remembered by between two processes.

Callback data has its own, shorter code, limited to 64 bytes; this one has no limit and loses nothing.
Reading what an older version wrote never fails: what is not understood is forgotten.
"""

from __future__ import annotations

from msgspec import MsgspecError
from msgspec.json import Decoder, Encoder

from data.query import Intent

_ENCODER = Encoder(order="deterministic")
_DECODER = Decoder(tuple[Intent, ...])


def pack(intents: tuple[Intent, ...]) -> str:
    """The intents as JSON."""
    return _ENCODER.encode(intents).decode()


def unpack(text: str | None) -> tuple[Intent, ...]:
    """The intents of a packed text; none where it is missing or of another version."""
    try:
        return _DECODER.decode(text or "[]")
    except MsgspecError:
        return ()
