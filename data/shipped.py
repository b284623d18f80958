"""The editions that come with the program: read from `data/editions/*.json`, checked there by tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from data.model import Edition
from data.records import edition_from_json

SHIPPED = ("13103-2020-requested",)
"""The ids of the shipped editions; a file of that name each."""


@cache
def shipped() -> Edition:
    """The ward's list that the repo ships: 港区 令和2年度 要求段階, 63 projects."""
    text = (Path(__file__).parent / "editions" / f"{SHIPPED[0]}.json").read_text(encoding="utf-8")
    return edition_from_json(json.loads(text))
