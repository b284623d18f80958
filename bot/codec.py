"""What a button does, in the 64 bytes that Telegram keeps for it, and back. No memory is kept.

`encode` refers to editions by a digest of their content and ends with a checksum, so a code of an edition
that has since changed or been withdrawn decodes to `Stale`, never to another query. Works after a restart
and on any replica that holds the same editions.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64
from typing import TypeAlias, assert_never
from weakref import WeakKeyDictionary

from msgspec import Struct

from bot.bits import Reader, Unreadable, Writer
from bot.message import Action, Chart, Export, Show
from bot.packing import REFERENCE, Book, Packer, Retopic, Unpackable, digest
from bot.unpacking import Unpacker
from data.index import Index
from data.model import Edition, ProjectId
from data.query import Choices, Help, Intent, NotFound, OutOfScope, Query, Scope, Untold

CALLBACK_LIMIT = 64
"""Bytes of callback data that Telegram takes (Bot API, InlineKeyboardButton)."""

CHECK = 2
"""Bytes of the checksum at the end."""

FORMAT = "2"
"""The way queries are packed; it goes into the checksum, so that a code of another way is stale."""

Decoded: TypeAlias = "Action | Stale"


class Stale(Struct, frozen=True):
    """A code that means nothing any more; `reason` is for the log."""

    reason: str


def content(edition: Edition) -> str:
    """All that an edition holds, as a text; any change of a record changes it."""
    rows = "\n".join(map(repr, edition.projects))
    return f"{edition.id}\n{edition.title}\n{edition.unit}\n{rows}"


_BOOKS: WeakKeyDictionary[Index, Book] = WeakKeyDictionary()


def _book(index: Index) -> Book:
    if index not in _BOOKS:
        _BOOKS[index] = Book.of(index, content, REFERENCE)
    return _BOOKS[index]


def encode(action: Action, index: Index) -> str | None:
    """An action as callback data, or None where it cannot fit into 64 bytes.

    Projects found by a topic are carried one by one where they fit, else as the topic's words.
    """
    for words in (False, True):
        try:
            data = _encoded(action, index, words=words)
        except Unpackable:
            return None
        if len(data) <= CALLBACK_LIMIT:
            return data
    return None


def _encoded(action: Action, index: Index, *, words: bool) -> str:
    out = Writer()
    packer = Packer(_book(index), out, words=words)
    match action:
        case Show(intent):
            out.put(0, 2)
            _intent(intent, packer)
        case Chart(query):
            out.put(1, 2)
            packer.query(query)
        case Export(query):
            out.put(2, 2)
            packer.query(query)
        case _:
            assert_never(action)
    raw = out.bytes()
    return urlsafe_b64encode(raw + _check(raw)).decode().rstrip("=")


def _check(raw: bytes) -> bytes:
    """A checksum of a code, so that a garbled one is never taken for another."""
    return digest(FORMAT + raw.hex(), 8 * CHECK).to_bytes(CHECK, "big")


def _intent(intent: Intent, packer: Packer) -> None:
    out = packer.out
    match intent:
        case Query():
            out.put(0, 3)
            packer.query(intent)
        case Choices():
            out.put(1, 3)
            out.number(len(intent.options))
            for option in intent.options:
                packer.query(option)
        case NotFound():
            out.put(2, 3)
            packer.edition(intent.edition)
            out.text(intent.words)
            _ids(intent.nearest, packer)
        case OutOfScope():
            out.put(3, 3)
            packer.edition(intent.edition)
            out.put(list(Untold).index(intent.reason), 5)
            _ids(intent.about, packer)
        case Help():
            out.put(4, 3)
            packer.edition(intent.edition)
        case _:
            assert_never(intent)


def _ids(ids: tuple[ProjectId, ...], packer: Packer) -> None:
    """Projects in their order, each with its edition."""
    packer.out.number(len(ids))
    for one in ids:
        rows = packer.book.index.select(Scope(projects=frozenset({one})))
        if not rows:
            raise Unpackable(str(one))
        packer.edition(one.edition)
        start, size = packer.book.starts[one.edition]
        packer.out.subset([rows[0] - start], size)


def decode(data: str, index: Index, retopic: Retopic) -> Decoded:
    """The action of a button, or that it is stale.

    `retopic` finds the projects of a topic's words again.
    """
    try:
        raw = urlsafe_b64decode(data + "=" * (-len(data) % 4))
    except (NoBase64, ValueError):
        return Stale("no code")
    body, check = raw[:-CHECK], raw[-CHECK:]
    if check != _check(body):
        return Stale("garbled")
    try:
        return _action(Unpacker(_book(index), Reader(body), retopic))
    except Unreadable as error:
        return Stale(str(error))


def _action(unpacker: Unpacker) -> Action:
    kind = unpacker.bits.take(2)
    if kind == 0:
        return Show(_read_intent(unpacker))
    query = unpacker.query()
    return Chart(query) if kind == 1 else Export(query)


def _read_intent(unpacker: Unpacker) -> Intent:
    bits, kind = unpacker.bits, unpacker.bits.take(3)
    match kind:
        case 0:
            return unpacker.query()
        case 1:
            return Choices(tuple(unpacker.query() for _ in range(bits.number())))
        case 2:
            return NotFound(unpacker.edition(), bits.text(), _read_ids(unpacker))
        case 3:
            edition, reason = unpacker.edition(), unpacker.one_of(Untold, 5)
            return OutOfScope(edition, reason, _read_ids(unpacker))
        case 4:
            return Help(unpacker.edition())
        case _:
            raise Unreadable("no such intent")


def _read_ids(unpacker: Unpacker) -> tuple[ProjectId, ...]:
    found: list[ProjectId] = []
    for _ in range(unpacker.bits.number()):
        start, size = unpacker.book.starts[unpacker.edition()]
        rows = unpacker.bits.subset(size)
        found += [unpacker.book.index.projects[start + row].id for row in rows]
    return tuple(found)
