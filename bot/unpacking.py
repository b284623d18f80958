"""Queries from bits: reads what `bot.packing` wrote with the same book. Pure."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from bot.bits import Reader, Unreadable
from bot.packing import DIGEST, DIMENSIONS, Book, Retopic, digest_of_ids
from data.model import EditionId, Policy, ProjectId, Section
from data.query import Attribute, Dimension, Measure, Operation, Query, Range, Scope

E = TypeVar("E", bound=Enum)


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
