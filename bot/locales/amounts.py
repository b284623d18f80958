"""Exact values as people read them: 2億135万2千円, 201,352千円, 5.33%, 令和2年度, No.21, 26–28.

Here yen become 億 and 万; nothing here knows what an amount is for, and no figure is computed here
beyond rounding a fraction for the eye.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from data.model import Yen

UNIT_WORDS = {1: "円", 1_000: "千円", 10_000: "万円", 1_000_000: "百万円", 100_000_000: "億円"}
"""What lists print amounts in, by their size in yen."""


@lru_cache(maxsize=8192)
def yen_words(yen: Yen) -> str:
    """Yen in 兆, 億, 万 and 千, as one says them: 201352000 is 2億135万2千円."""
    sign, rest = ("△", -yen) if yen < 0 else ("", yen)
    cho, rest = divmod(rest, 1_000_000_000_000)
    oku, rest = divmod(rest, 100_000_000)
    man, ones = divmod(rest, 10_000)
    text = f"{cho:,}兆" if cho else ""
    text += f"{oku:,}億" if oku else ""
    text += f"{man:,}万" if man else ""
    if ones and ones % 1_000 == 0:
        text += f"{ones // 1_000}千"
    elif ones or not text:
        text += f"{ones:,}"
    return f"{sign}{text}円"


@lru_cache(maxsize=8192)
def printed(yen: Yen, unit: Yen) -> str:
    """Yen in the unit that the list prints: 201,352千円; in yen where that would not be exact."""
    size = unit if unit in UNIT_WORDS and yen % unit == 0 else 1
    sign, rest = ("△", -yen) if yen < 0 else ("", yen)
    return f"{sign}{rest // size:,}{UNIT_WORDS[size]}"


@lru_cache(maxsize=8192)
def cell(yen: Yen | None, unit: Yen) -> str:
    """An amount as the bare cell of the list prints it: 201,352, and － where it is empty."""
    if yen is None:
        return "－"
    size = unit if yen % unit == 0 else 1
    return f"△{-yen // size:,}" if yen < 0 else f"{yen // size:,}"


def whole(value: int | Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    if isinstance(value, int):
        return value
    half = Fraction(1, 2)
    return int(value + half) if value >= 0 else int(value - half)


def decimal(value: Fraction, places: int = 2) -> str:
    """A fraction in decimals, rounded half away from zero: 2.53."""
    scaled = whole(value * 10**places)
    sign = "-" if scaled < 0 else ""
    ones, rest = divmod(abs(scaled), 10**places)
    return f"{sign}{ones:,}.{rest:0{places}d}"


def percent(ratio: Fraction) -> str:
    """A ratio in per cent with two decimals: 5.33%."""
    return f"{decimal(ratio * 100)}%"


def era_year(year: int) -> str:
    """A fiscal year in the Japanese era: 令和2年度 (令和 from 2019, 平成 from 1989)."""
    era, first = ("令和", 2018) if year >= 2019 else ("平成", 1988)
    number = year - first
    return f"{era}{'元' if number == 1 else number}年度"


def numbers(nos: Iterable[int]) -> str:
    """Project numbers in order, runs of three or more drawn together: No.21, 22, 26–28."""
    runs: list[list[int]] = []
    for no in sorted(nos):
        if runs and no == runs[-1][-1] + 1:
            runs[-1].append(no)
        else:
            runs.append([no])
    return "No." + ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )
