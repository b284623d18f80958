"""Queries as bits: values of an edition by their positions in it, editions by a reference, words only
where a topic must be resolved anew. Shared by buttons (`bot.codec`) and proof codes (`bot.proof`).

What a reference to an edition is, is the caller's: of its content for a button, of its id for a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from enum import Enum
from itertools import accumulate
from typing import TypeVar

from msgspec import Struct

from bot.bits import Reader, Unreadable, Writer
from data.index import Index
from data.model import Edition, EditionId, Policy, ProjectId, Section
from data.query import Attribute, Dimension, Measure, Operation, Query, Range, Scope

E = TypeVar("E", bound=Enum)

Retopic = Callable[[str, EditionId], frozenset[ProjectId] | None]
"""Finds the projects of a topic's words in an edition again."""

REFERENCE = 24
"""Bits that refer to an edition by its content."""

DIGEST = 16
"""Bits that hold a set of projects found by words to what it was."""

DIMENSIONS = {
    "departments": Dimension.DEPARTMENT,
    "sections": Dimension.SECTION,
    "kinds": Dimension.KIND,
    "pillars": Dimension.PILLAR,
    "policies": Dimension.POLICY,
    "accounts": Dimension.ACCOUNT,
}
"""The fields of a scope that are values of a dimension."""


class Unpackable(ValueError):  # noqa: N818 - the state is the name
    """A query that names what its editions do not hold."""


def digest(text: str, bits: int) -> int:
    """A number of so many bits that stands for a text, the same on every machine."""
    from hashlib import blake2b  # noqa: PLC0415 - OpenSSL is not loaded for an answer without a code

    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 64 - bits


def digest_of_ids(ids: Sequence[ProjectId] | frozenset[ProjectId]) -> int:
    """A number that stands for a set of projects."""
    return digest(" ".join(f"{i.edition}/{i.no}" for i in sorted(ids)), DIGEST)


class Book(Struct, frozen=True, eq=False, dict=True):
    """An index as a code book: its editions by reference, and where each one's rows begin.

    `width` is how many bits a reference has.
    """

    index: Index
    width: int
    by_reference: dict[int, Edition]
    references: dict[EditionId, int]
    starts: dict[EditionId, tuple[int, int]]
    everything: int

    @classmethod
    def of(cls, index: Index, reference: Callable[[Edition], str], width: int) -> Book:
        """Make the book of an index; `reference` gives the text by which an edition is known."""
        references = {e.id: digest(reference(e), width) for e in index.editions}
        sizes = [len(e.projects) for e in index.editions]
        ends = list(accumulate(sizes))
        starts = {
            e.id: (end - size, size)
            for e, end, size in zip(index.editions, ends, sizes, strict=True)
        }
        by_reference = {references[e.id]: e for e in index.editions}
        everything = digest(repr(list(by_reference)), width)
        return cls(index, width, by_reference, references, starts, everything)

    def rows(self, editions: frozenset[EditionId] | None) -> tuple[int, int]:
        """The first row and the number of rows that positions of projects count from."""
        if editions is not None and len(editions) == 1:
            return self.starts[next(iter(editions))]
        return 0, len(self.index.projects)


class Packer:
    """Writes queries; `words` leaves a topic's projects to be found again by its words."""

    def __init__(self, book: Book, out: Writer, *, words: bool = False) -> None:
        self.book, self.out, self.words = book, out, words

    def edition(self, edition: EditionId) -> None:
        """The reference of an edition."""
        if edition not in self.book.references:
            raise Unpackable(str(edition))
        self.out.put(self.book.references[edition], self.book.width)

    def query(self, query: Query) -> None:
        """A whole query."""
        out = self.out
        out.put(list(Operation).index(query.operation), 4)
        out.put(list(Measure).index(query.measure), 4)
        out.put(0 if query.by is None else 1 + list(Dimension).index(query.by), 3)
        out.put(0 if query.descending is None else 1 + query.descending, 2)
        bare = query == Query(
            query.operation, query.scope, query.measure, by=query.by, descending=query.descending
        )
        out.flag(not bare)
        if not bare:
            self._rest(query)
        self.scope(query.scope, None)
        for part in query.parts:
            self.scope(part, query.scope)

    def _rest(self, query: Query) -> None:
        out = self.out
        out.number(query.first)
        out.number(query.limit or 0)
        out.flag(query.per_each)
        out.number(len(query.attributes))
        for attribute in query.attributes:
            out.put(list(Attribute).index(attribute), 4)
        out.number(len(query.parts))
        out.flag(query.each is Operation.AVERAGE)
        out.flag(query.having is not None)
        if query.having:
            self._limits(query.having)

    def scope(self, scope: Scope, outer: Scope | None) -> None:
        """A scope; its editions are not said again where they are those of the query around it."""
        out = self.out
        if outer is not None:
            out.flag(scope.editions == outer.editions)
        if outer is None or scope.editions != outer.editions:
            self._editions(scope.editions)
        fields = [getattr(scope, name) for name in DIMENSIONS]
        said = [scope.projects, *fields, scope.ranges or None, scope.topic]
        out.flag(any(value is not None for value in said))
        if all(value is None for value in said):
            return
        for value in said:
            out.flag(value is not None)
        within = Scope(editions=scope.editions)
        for wanted, dimension in zip(fields, DIMENSIONS.values(), strict=True):
            if wanted is not None:
                self._values(wanted, self.book.index.values(dimension, within))
        for bounds in scope.ranges:
            out.flag(1)
            self._limits(bounds)
        if scope.ranges:
            out.flag(0)
        if scope.topic is not None:
            out.text(scope.topic)
        if scope.projects is not None:
            self._projects(scope)

    def _editions(self, editions: frozenset[EditionId] | None) -> None:
        self.out.flag(editions is not None)
        if editions is None:
            self.out.put(self.book.everything, self.book.width)
            return
        self.out.number(len(editions))
        for edition in sorted(editions):
            self.edition(edition)

    def _values(self, wanted: frozenset[Hashable], known: list[Hashable]) -> None:
        if not wanted <= set(known):
            raise Unpackable("a value that the editions do not hold")
        self.out.subset([at for at, value in enumerate(known) if value in wanted], len(known))

    def _projects(self, scope: Scope) -> None:
        ids = scope.projects or frozenset()
        by_words = self.words and scope.topic is not None
        self.out.flag(by_words)
        if by_words:
            self.out.put(digest_of_ids(ids), DIGEST)
            return
        rows = self.book.index.select(Scope(editions=scope.editions, projects=ids))
        if len(rows) != len(ids):
            raise Unpackable("a project that the editions do not hold")
        start, size = self.book.rows(scope.editions)
        self.out.subset([row - start for row in rows], size)

    def _limits(self, bounds: Range) -> None:
        self.out.put(list(Measure).index(bounds.measure), 4)
        for yen in (bounds.low, bounds.high):
            self.out.flag(yen is not None)
            if yen is not None:
                self._yen(yen)

    def _yen(self, yen: int) -> None:
        self.out.flag(yen < 0)
        thousands = yen % 1_000 == 0
        self.out.flag(thousands)
        self.out.number(abs(yen) // 1_000 if thousands else abs(yen))


class Unpacker:
    """Reads queries that a `Packer` wrote with the same book."""

    def __init__(self, book: Book, bits: Reader, retopic: Retopic) -> None:
        self.book, self.bits, self.retopic = book, bits, retopic

    def edition(self) -> EditionId:
        """An edition of the index.

        Raises:
            Unreadable: the index holds none of that reference.
        """
        found = self.book.by_reference.get(self.bits.take(self.book.width))
        if found is None:
            raise Unreadable("no such edition")
        return found.id

    def query(self) -> Query:
        """A whole query."""
        bits = self.bits
        operation, measure = self.one_of(Operation, 4), self.one_of(Measure, 4)
        by, order = bits.take(3), bits.take(2)
        first, limit, per_each, parts = 1, 0, False, 0
        attributes: tuple[Attribute, ...] = ()
        each, having = Operation.SUM, None
        if bits.flag():
            first, limit, per_each = bits.number(), bits.number(), bits.flag()
            attributes = tuple(self.one_of(Attribute, 4) for _ in range(bits.number()))
            parts = bits.number()
            each = Operation.AVERAGE if bits.flag() else Operation.SUM
            having = self._limits() if bits.flag() else None
        scope = self.scope(None)
        return Query(
            operation,
            scope,
            measure,
            attributes,
            tuple(self.scope(scope) for _ in range(parts)),
            self._member(Dimension, by - 1) if by else None,
            (None, False, True, None)[order],
            first,
            limit or None,
            per_each,
            each,
            having,
        )

    def one_of(self, kind: type[E], width: int) -> E:
        """A member of an enumeration."""
        return self._member(kind, self.bits.take(width))

    def _member(self, kind: type[E], at: int) -> E:
        members = list(kind)
        if at >= len(members):
            raise Unreadable("no such member")
        return members[at]

    def scope(self, outer: Scope | None) -> Scope:
        """A scope within the query around it."""
        bits = self.bits
        same = outer is not None and bits.flag()
        editions = outer.editions if outer is not None and same else self._editions()
        if not bits.flag():
            return Scope(editions=editions)
        has_projects = bits.flag()
        present = [bits.flag() for _ in DIMENSIONS]
        has_ranges, has_topic = bits.flag(), bits.flag()
        values = {
            name: self._values(dimension, editions)
            for (name, dimension), here in zip(DIMENSIONS.items(), present, strict=True)
            if here
        }
        ranges = tuple(self._ranges()) if has_ranges else ()
        topic = bits.text() if has_topic else None
        projects = self._projects(editions, topic) if has_projects else None
        return Scope(editions, projects, ranges=ranges, topic=topic, **values)  # type: ignore[arg-type]

    def _editions(self) -> frozenset[EditionId] | None:
        if not self.bits.flag():
            if self.bits.take(self.book.width) != self.book.everything:
                raise Unreadable("not these editions")
            return None
        return frozenset(self.edition() for _ in range(self.bits.number()))

    def _values(
        self, dimension: Dimension, editions: frozenset[EditionId] | None
    ) -> frozenset[str | Section | Policy]:
        known = self.book.index.values(dimension, Scope(editions=editions))
        chosen = self.bits.subset(len(known))
        return frozenset(known[at] for at in chosen)  # type: ignore[misc]

    def _projects(
        self, editions: frozenset[EditionId] | None, topic: str | None
    ) -> frozenset[ProjectId]:
        if self.bits.flag():
            return self._found_again(editions, topic or "")
        start, size = self.book.rows(editions)
        rows = self.bits.subset(size)
        return frozenset(self.book.index.projects[start + row].id for row in rows)

    def _found_again(
        self, editions: frozenset[EditionId] | None, topic: str
    ) -> frozenset[ProjectId]:
        expected = self.bits.take(DIGEST)
        edition = max(editions) if editions else self.book.index.newest()
        found = self.retopic(topic, edition) if edition else None
        if found is None or digest_of_ids(found) != expected:
            raise Unreadable("the topic now has other projects")
        return found

    def _ranges(self) -> list[Range]:
        ranges = []
        while self.bits.flag():
            ranges.append(self._limits())
        return ranges

    def _limits(self) -> Range:
        measure = self.one_of(Measure, 4)
        low = self._yen() if self.bits.flag() else None
        return Range(measure, low, self._yen() if self.bits.flag() else None)

    def _yen(self) -> int:
        negative, thousands = self.bits.flag(), self.bits.flag()
        yen = self.bits.number() * (1_000 if thousands else 1)
        return -yen if negative else yen
