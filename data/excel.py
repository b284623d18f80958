"""Text in a workbook's cells: what XML cannot carry is written as OOXML does, `_x000D_`. Pure.

A text that already looks so has its first mark escaped itself (`_x005F_x000D_`), so that every text comes back.
"""

from __future__ import annotations

import re

LONGEST = 32_767
"""Characters that a cell takes."""

_BARRED = r"\x01-\x08\x0b-\x1f\ufffe\uffff"
"""What an XML text must not hold, and the carriage return, which it holds and loses."""

_TO_ESCAPE = re.compile(rf"[{_BARRED}]|_(?=x[0-9A-Fa-f]{{4}}[_{_BARRED}])")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """A text as a cell holds it."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that a cell holds; an escape of what is no character stays as it is."""
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code == 0 or 0xD800 <= code < 0xE000 else chr(code)
