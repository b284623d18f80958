"""Figures in cells: numbers of rows, and amounts with their signs and units as whole yen."""

from __future__ import annotations

import re
import unicodedata

from data.layouts import (
    squeezed,
)
from data.model import UNITS, Yen


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure at all."""
    return bool(re.search(r"[0-9]", unicodedata.normalize("NFKC", text)))


def digits(text: str) -> int | None:
    """The number of a row: 12 · No.12 · １２; None where the text is none."""
    plain = squeezed(text).removeprefix("no.").removeprefix("no").strip(".")
    return int(plain) if plain.isdecimal() and len(plain) <= 6 else None


LONGEST = 15
"""Digits and commas of a figure; what is longer is no amount of a budget, and no database keeps it."""

_FIGURE = re.compile(
    r"\(?([△▲\-−]?)\(?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?\)?(億円|百万円|万円|千円|円)?\)?"
)


def yen(text: str, unit: Yen) -> Yen | None:
    """The yen of a cell: 1,511 · △120 · （6,488） · 2,400千円; None where it holds no amount, or
    commas that do not part thousands, as where a figure is lost.
    """
    plain = squeezed(text).replace("¥", "").replace("、", ",")
    found = _FIGURE.fullmatch(plain)
    if not found or len(found[2]) > LONGEST or len(found[3] or "") > LONGEST:
        return None
    factor = UNITS[found[4]] if found[4] else unit
    part = found[3] or "0"
    value: int = int(found[2].replace(",", "")) * factor + int(part) * factor // 10 ** len(part)
    return -value if found[1] else value
