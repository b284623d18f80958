"""Numerals as people write them, read as numbers: 1,234 · 2.5億 · 五千万 · 20万1千."""

from __future__ import annotations

from fractions import Fraction

from nlp.words.patterns import pattern
from nlp.words.text import holds_any

_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}

_NUMERALS = frozenset("0123456789〇一二三四五六七八九十百千万億数")
_SPELLED = ("まん", "おく", "元年")


def may_hold_number(text: str) -> bool:
    """Whether any numeral stands in a text: one without need not be looked at."""
    return not _NUMERALS.isdisjoint(text) or holds_any(text, _SPELLED)


N = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[〇一二三四五六七八九十百千]+)"
WHOLE = r"(?:[0-9]+|[〇一二三四五六七八九十百]+)"


def number(text: str) -> int | Fraction | None:
    """The value of a numeral: 1,234 · 2.5億 · 五千万 · 20万1千 · 5,000千."""
    total: int | Fraction = 0
    section: int | Fraction = 0
    current: int | Fraction | None = None
    for part in _PARTS.findall(text):
        if part[0].isdigit() and part.isascii():
            plain = part.replace(",", "").rstrip(".")
            current = Fraction(plain) if "." in plain else int(plain)
        elif part in _DIGIT:
            current = (current or 0) * 10 + _DIGIT[part]
        elif part in SMALL:
            section += (1 if current is None else current) * SMALL[part]
            current = None
        elif part in LARGE:
            section += current or 0
            total += (section or 1) * LARGE[part]
            section, current = 0, None
        elif part != " ":
            return None
    return total + section + (current or 0)


_PARTS = pattern(r"[0-9][0-9,]*(?:\.[0-9]+)?|.")


def whole(text: str) -> int:
    """A numeral as a whole number; 0 where it is none."""
    value = number(text)
    return int(value) if value is not None else 0
