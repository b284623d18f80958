"""What stands above a list: its title, its year, its stage, what its amounts are counted in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.layouts import (
    UNIT,
    squeezed,
)
from data.model import UNITS, Stage, Yen


def unit_of(texts: Iterable[str]) -> Yen | None:
    """What amounts are counted in, as the last of some texts says that says it at all."""
    said = [found for text in texts for found in UNIT.finditer(squeezed(text))]
    return UNITS[next(g for g in said[-1].groups() if g)] if said else None


_YEAR = re.compile(
    r"(令和|平成)([0-9]+|元)年度|(20[0-9]{2})(?:\([^)]*\))?年度|\b([RHrh])([0-9]{1,2})年度"
)


def title_of(lines: list[str]) -> str:
    """The line that names the year and the list."""
    dated = [ln for ln in lines if _YEAR.search(squeezed(ln).upper()) or _YEAR.search(squeezed(ln))]
    named = [ln for ln in dated if re.search("事業|予算|一覧|要求", squeezed(ln))]
    return (named or dated or [""])[0].strip()


def fiscal_year(text: str) -> int | None:
    """The fiscal year a title names: 令和元年度 is 2019, 平成元年度 1989 (元号法)."""
    found = _YEAR.search(squeezed(text))
    if not found:
        return None
    if found[3]:
        return int(found[3])
    era, nth = (
        (found[1], found[2])
        if found[1]
        else ({"r": "令和", "h": "平成"}[found[4].lower()], found[5])
    )
    return (2018 if era == "令和" else 1988) + (1 if nth == "元" else int(nth))


def stage_of(text: str, *, has_budget: bool) -> Stage:
    """How far the budget has come, by the words of a title; by its columns where no word says."""
    plain = squeezed(text)
    if re.search("要求|査定前|見積", plain) and not re.search(
        "査定結果|要求と査定|要求・査定", plain
    ):
        return Stage.REQUESTED
    if re.search("予算案|予算\\(案\\)|案\\)|査定|内示", plain):
        return Stage.DRAFT
    if "予算" in plain and has_budget:
        return Stage.APPROVED
    return Stage.APPROVED if "当初予算" in plain and "要求" not in plain else Stage.REQUESTED
