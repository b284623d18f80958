"""A short code that stands for a computed answer: the query, its value, and a digest of its records.

Anyone can have it computed again (`yosan verify CODE`). Nothing is kept: the code itself holds what was
asked and what came out. Letters and digits are Crockford's base 32, which forgives 0 for O and 1 for I.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from bot.bits import Reader, Unreadable, Writer
from bot.locales.amounts import whole
from bot.packing import DIMENSIONS, Book, Packer, Unpackable, digest
from bot.unpacking import Unpacker
from data.answer import answer
from data.answers import Answer, Breakdown, Comparison, Computed, Share, Total
from data.index import Index, amount
from data.model import EditionId, ProjectId
from data.query import Measure, Operation, Query, Scope

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FORGIVEN = str.maketrans("OIL", "011")
GROUP = 4
EDITION, MEANING, RECORDS, CHECK = 12, 10, 10, 10
"""Bits for an edition's id, for what the query means, for its records, and against slips of the pen."""

LONGEST = 60
"""Characters a code may have to be worth copying; a longer one is not given."""

KEPT = 4_096
"""Codes that are remembered for an index."""


class Verdict(Struct, frozen=True):
    """What became of a code. `was`: the value that it holds, in yen, rows or per mille of a per cent."""

    state: Literal["same", "changed", "parts", "unknown", "miscopied"]
    answer: Computed | None = None
    was: int | None = None


_BOOKS: WeakKeyDictionary[Index, Book] = WeakKeyDictionary()
_CODES: WeakKeyDictionary[Index, dict[Query, str | None]] = WeakKeyDictionary()


def _book(index: Index) -> Book:
    if index not in _BOOKS:
        _BOOKS[index] = Book.of(index, lambda edition: str(edition.id), EDITION)
    return _BOOKS[index]


def code(given: Computed, index: Index) -> str | None:
    """The code of an answer that the guard has confirmed; None where it would be too long."""
    codes = _CODES.setdefault(index, {})
    if given.query not in codes:
        if len(codes) >= KEPT:
            codes.clear()
        codes[given.query] = _written(given, index)
    return codes[given.query]


def _written(given: Computed, index: Index) -> str | None:
    out = Writer()
    query = _bare(given.query)
    try:
        Packer(_book(index), out).query(query)
    except Unpackable:
        return None
    value = value_of(given)
    out.flag(value < 0)
    out.flag(value % 1_000 == 0)
    out.number(abs(value) // 1_000 if value % 1_000 == 0 else abs(value))
    out.put(digest(meaning(query), MEANING), MEANING)
    out.put(records(given), RECORDS)
    out.put(digest(f"{out.length}:{out.value}", CHECK), CHECK)
    text = _letters(out)
    return text if len(text) <= LONGEST else None


def _bare(query: Query) -> Query:
    """The query without what its value does not depend on: words, and a comparison's own scope."""
    parts = tuple(replace(part, topic=None, label=None) for part in query.parts)
    scope = replace(query.scope, topic=None, label=None)
    if query.operation is Operation.COMPARE:
        scope = Scope(editions=scope.editions)
    return replace(query, scope=scope, parts=parts, attributes=())


def value_of(given: Computed) -> int:
    """The one number that stands for an answer: yen, rows, or a share's part."""
    match given:
        case Total():
            return whole(given.value or 0)
        case Share():
            return given.part
        case Comparison():
            return whole(given.difference)
        case Breakdown():
            return whole(given.total)


def records(given: Computed) -> int:
    """A digest of what the answer was computed from."""
    measure = given.query.measure
    rows = [f"{p.edition}/{p.no}={amount(p, measure)}" for p in given.projects]
    more = f"{given.whole}" if isinstance(given, Share) else ""
    return digest(" ".join(rows) + more, RECORDS)


def meaning(query: Query) -> str:
    """What a query asks, in names, the same on every machine."""
    scopes = " | ".join(";".join(_said(s)) for s in (query.scope, *query.parts))
    return f"{query.operation} {query.measure} {query.by} {query.each} {query.having} {scopes}"


def _said(scope: Scope) -> Iterable[str]:
    for name in DIMENSIONS:
        values = getattr(scope, name)
        yield "*" if values is None else ",".join(sorted(map(repr, values)))


def _letters(out: Writer) -> str:
    pad = -out.length % 5
    value, length = out.value << pad, (out.length + pad) // 5
    letters = "".join(ALPHABET[value >> 5 * at & 31] for at in reversed(range(length)))
    return "-".join(letters[at : at + GROUP] for at in range(0, length, GROUP))


def verify(text: str, index: Index) -> Verdict:
    """Compute the answer of a code again and compare."""
    letters = text.upper().replace("-", "").replace(" ", "").translate(FORGIVEN)
    if not letters or set(letters) - set(ALPHABET):
        return Verdict("miscopied")
    value = 0
    for letter in letters:
        value = value << 5 | ALPHABET.index(letter)
    body = _body(value, 5 * len(letters))
    if body is None:
        return Verdict("miscopied")
    try:
        return _compared(body, index)
    except Unreadable:
        return Verdict("unknown")


def _body(value: int, length: int) -> Reader | None:
    """The bits before the checksum, if it holds; at most four bits of filling stand behind it."""
    for pad in range(5):
        size, bits = length - pad - CHECK, value >> pad
        if size <= 0 or value & (1 << pad) - 1:
            continue
        if bits & (1 << CHECK) - 1 == digest(f"{size}:{bits >> CHECK}", CHECK):
            found = Reader(b"")
            found.value, found.left = bits >> CHECK, size
            return found
    return None


def _nothing(words: str, edition: EditionId) -> frozenset[ProjectId] | None:
    del words, edition
    return None


def _compared(bits: Reader, index: Index) -> Verdict:
    query = Unpacker(_book(index), bits, _nothing).query()
    negative, thousands = bits.flag(), bits.flag()
    was = bits.number() * (1_000 if thousands else 1) * (-1 if negative else 1)
    meant, held = bits.take(MEANING), bits.take(RECORDS)
    if meant != digest(meaning(query), MEANING):
        return Verdict("unknown")
    found: Answer = answer(query, index)
    if not isinstance(found, Computed):
        return Verdict("unknown")
    if value_of(found) != was:
        return Verdict("changed", found, was)
    return Verdict("same" if records(found) == held else "parts", found, was)


def counts(verdict: Verdict) -> bool:
    """Whether the value of a verdict is a number of projects, not yen."""
    found = verdict.answer
    if found is None:
        return False
    return found.query.measure is Measure.COUNT or found.query.operation is Operation.COUNT
