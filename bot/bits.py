"""Small numbers packed bit by bit into bytes, and read back. Knows nothing of what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

GROUP = 4
"""Bits of a number that stand in one group; each group is led by whether another follows."""


class Unreadable(ValueError):  # noqa: N818 - the state is the name
    """The bits end too early, or say something that cannot be."""


class Writer:
    """Bits one after another, the first written highest."""

    def __init__(self) -> None:
        self.value = self.length = 0

    def put(self, value: int, width: int) -> None:
        """A number in a fixed width."""
        self.value = self.value << width | value
        self.length += width

    def flag(self, value: object) -> None:
        """Whether something is so."""
        self.put(1 if value else 0, 1)

    def number(self, value: int) -> None:
        """A number of any size from 0, small ones short."""
        groups = max(1, -(-value.bit_length() // GROUP))
        for at in reversed(range(groups)):
            more = 1 if at else 0
            self.put(more << GROUP | value >> at * GROUP & (1 << GROUP) - 1, GROUP + 1)

    def text(self, value: str) -> None:
        """A text, its length before it."""
        raw = value.encode()
        self.number(len(raw))
        self.put(int.from_bytes(raw, "big"), 8 * len(raw))

    def subset(self, positions: Sequence[int], size: int) -> None:
        """Some of the positions 0 to `size`-1, as a map of bits or as gaps, whichever is shorter."""
        gaps = Writer()
        gaps.number(len(positions))
        last = -1
        for position in positions:
            gaps.number(position - last - 1)
            last = position
        self.flag(gaps.length < size)
        if gaps.length < size:
            self.put(gaps.value, gaps.length)
        else:
            self.put(sum(1 << p for p in positions), size)

    def bytes(self) -> bytes:
        """All bits, filled up with zeros to whole bytes."""
        pad = -self.length % 8
        return (self.value << pad).to_bytes((self.length + pad) // 8, "big")


class Reader:
    """Reads what a `Writer` wrote, in the same order."""

    def __init__(self, raw: bytes) -> None:
        self.value, self.left = int.from_bytes(raw, "big"), 8 * len(raw)

    def take(self, width: int) -> int:
        """A number of a fixed width.

        Raises:
            Unreadable: there are not so many bits.
        """
        self.left -= width
        if self.left < 0:
            raise Unreadable("too few bits")
        return self.value >> self.left & (1 << width) - 1

    def flag(self) -> bool:
        """Whether something is so."""
        return self.take(1) == 1

    def number(self) -> int:
        """A number of any size."""
        value, more = 0, True
        while more:
            more = self.flag()
            value = value << GROUP | self.take(GROUP)
        return value

    def text(self) -> str:
        """A text.

        Raises:
            Unreadable: it is none.
        """
        size = self.number()
        raw = self.take(8 * size).to_bytes(size, "big")
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            raise Unreadable("no text") from error

    def subset(self, size: int) -> Iterable[int]:
        """Some of the positions 0 to `size`-1.

        Raises:
            Unreadable: one of them lies outside.
        """
        if not self.flag():
            bits = self.take(size)
            return [p for p in range(size) if bits >> p & 1]
        found, last = [], -1
        for _ in range(self.number()):
            last += self.number() + 1
            found.append(last)
        if last >= size:
            raise Unreadable("no such position")
        return found
