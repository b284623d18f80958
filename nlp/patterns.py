"""Regular expressions that are compiled when they are first used.

A question uses a few of the many patterns here, and a command that answers one question should not
wait for the others.
"""

from __future__ import annotations

import re
from typing import cast


class _Pattern:
    """Stands for a compiled pattern; each of its methods is kept here when it is first asked for."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> object:
        method: object = getattr(re.compile(self._source), name)
        setattr(self, name, method)
        return method


def pattern(source: str) -> re.Pattern[str]:
    """As `re.compile`, later: a pattern that is wrong is told where it is first used."""
    return cast("re.Pattern[str]", _Pattern(source))
