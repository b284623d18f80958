"""Intents as text and back, whole: what a conversation is remembered by between two processes.

Callback data has its own, shorter code, limited to 64 bytes; this one has no limit and loses nothing.
Reading what an older version wrote never fails: what is not understood is forgotten.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from data.model import EditionId
from data.query import Choices, Help, Intent, NotFound, OutOfScope, Query

KINDS: dict[str, type[Intent]] = {
    k.__name__: k for k in (Query, Choices, NotFound, OutOfScope, Help)
}


def pack(intents: tuple[Intent, ...]) -> str:
    """The intents as JSON."""
    named = [{"": type(i).__name__, **_plain(i)} for i in intents]
    return json.dumps(named, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str | None) -> tuple[Intent, ...]:
    """The intents of a packed text; none where it is missing or of another version."""
    try:
        return tuple(_value(KINDS[i.pop("")], i) for i in json.loads(text or "[]"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of an intent
    match value:
        case EditionId():
            return str(value)
        case tuple():
            return [_plain(v) for v in value]
        case frozenset():
            return sorted((_plain(v) for v in value), key=str)
        case _ if is_dataclass(value):
            return {
                f.name: _plain(getattr(value, f.name))
                for f in fields(value)
                if f.default is MISSING or getattr(value, f.name) != f.default
            }
        case _:
            return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - any type of a field
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        chosen = next(k for k in inner if k is not NoneType)
        return None if plain is None else _value(chosen, plain)
    if origin in {tuple, frozenset}:
        return origin(_value(inner[0], v) for v in plain)
    if kind is EditionId:
        return EditionId.parse(plain)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _value(hints[name], v) for name, v in plain.items()})
    return kind(plain) if isinstance(kind, type) and issubclass(kind, StrEnum) else plain
