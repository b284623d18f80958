"""Regular expressions that are compiled when they are first used.

A question uses a few of the many patterns here, and a command that answers one question should not wait for
the others. Most of those that it does use match nothing in it: a pattern that names strings of which each
match holds one is compiled for the first text that holds one. (Every class of kanji takes 0.1 ms to compile,
one of all kanji 1 ms.)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, cast


class _Pattern:
    """Stands for a compiled pattern; each of its methods is kept here when it is first asked for."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As a pattern does it, but a pattern reads what it puts in before it looks, and most find nothing."""
        return self._compiled.sub(by, text) if self.search(text) else text


class _Gated(_Pattern):
    """The same, behind strings of which a text that it matches holds one."""

    def __init__(self, source: str, among: str) -> None:
        super().__init__(source)
        self.among = among.split()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        if name not in _SEEKS:
            return super().__getattr__(name)
        method = self._behind(name)
        setattr(self, name, method)
        return method

    def _behind(self, name: str) -> Callable[..., object]:
        """A method that looks only into texts that hold one of the strings."""
        among, nothing = self.among, _SEEKS[name]
        method: Callable[..., object] | None = None

        def gated(text: str, *between: int) -> object:
            nonlocal method
            for short in among:
                if short in text:
                    method = method or getattr(self._compiled, name)
                    return method(text, *between)
            return nothing

        return gated


_SEEKS: dict[str, tuple[()] | None] = {
    "search": None,
    "match": None,
    "fullmatch": None,
    "finditer": (),
}
"""The methods that look for what matches, and what each gives where nothing does."""


def pattern(source: str, *, among: str = "") -> re.Pattern[str]:
    """As `re.compile`, later: a pattern that is wrong is told where it is first used.

    `among`: strings, with spaces between, of which one stands in every text in which something matches.
    """
    return cast("re.Pattern[str]", _Gated(source, among) if among else _Pattern(source))


def strings_of(gated: re.Pattern[str]) -> list[str]:
    """The strings behind which a pattern stands, for those that are looked for with others' in one pass."""
    return cast("_Gated", gated).among
