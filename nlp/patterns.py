"""Regular expressions that are compiled when they are first used.

A question uses a few of the many patterns here, and a command that answers one question should not wait for
the others. Most of those that it does use match nothing in it: a pattern that names strings of which each
match holds one is compiled for the first text that holds one. (Every class of kanji takes 0.1 ms to compile,
one of all kanji 1 ms.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast


class _Pattern:
    """Stands for a compiled pattern; each of its methods is kept here when it is first asked for."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        method = getattr(re.compile(self._source), name)
        setattr(self, name, method)
        return method

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As a pattern does it, but a pattern reads what it puts in before it looks, and most find nothing."""
        return re.compile(self._source).sub(by, text) if self.search(text) else text


class _Gated(_Pattern):
    """The same, behind strings of which a text that it matches holds one."""

    def __init__(self, source: str, among: str) -> None:
        super().__init__(source)
        self.among = among.split()

    def _opens(self, text: str) -> bool:
        return any(map(text.__contains__, self.among))

    def search(self, text: str, *between: int) -> re.Match[str] | None:
        return self.__getattr__("search")(text, *between) if self._opens(text) else None

    def match(self, text: str, *between: int) -> re.Match[str] | None:
        return self.__getattr__("match")(text, *between) if self._opens(text) else None

    def fullmatch(self, text: str, *between: int) -> re.Match[str] | None:
        return self.__getattr__("fullmatch")(text, *between) if self._opens(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.__getattr__("finditer")(text) if self._opens(text) else iter(())


def pattern(source: str, *, among: str = "") -> re.Pattern[str]:
    """As `re.compile`, later: a pattern that is wrong is told where it is first used.

    `among`: strings, with spaces between, of which one stands in every text in which something matches.
    """
    return cast("re.Pattern[str]", _Gated(source, among) if among else _Pattern(source))


def strings_of(gated: re.Pattern[str]) -> list[str]:
    """The strings behind which a pattern stands, for those that are looked for with others' in one pass."""
    return cast("_Gated", gated).among
