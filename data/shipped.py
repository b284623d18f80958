"""The editions that come with the program: read from `data/editions/*.json`, checked there by tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.json import decode

from data.model import Edition
from data.records import edition_from_json

SHIPPED = ("13103-2020-requested",)
"""The ids of the shipped editions; a file of that name each."""


@cache
def shipped() -> Edition:
    """The ward's list that the repo ships: 港区 令和2年度 要求段階, 63 projects."""
    file = Path(__file__).parent / "editions" / f"{SHIPPED[0]}.json"
    return edition_from_json(decode(file.read_bytes()))
