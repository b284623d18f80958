"""Queries as bits: values of an edition by their positions in it, editions by a reference, words only
where a topic must be resolved anew. Shared by buttons (`bot.codec`) and proof codes (`bot.proof`).

What a reference to an edition is, is the caller's: of its content for a button, of its id for a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate

from msgspec import Struct

from bot.bits import Writer
from data.index import Index
from data.model import Edition, EditionId, ProjectId
from data.query import Attribute, Dimension, Measure, Operation, Query, Range, Scope

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
