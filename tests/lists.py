"""Small lists for tests that need no reading: editions made of rows."""

from __future__ import annotations

from typing import Any

from data.model import Amount, Edition, EditionId, Project

FIRST = EditionId.parse("99201-2030-requested")
DRAFT = EditionId.parse("99201-2030-draft")
NEXT = EditionId.parse("99201-2031-requested")


def project(edition: EditionId, no: int, name: str, yen: int = 1_000_000, **more: Any) -> Project:
    """A project of 防災課, new unless said otherwise."""
    fields: dict[str, Any] = {
        "kind": "新規",
        "department": "総務部",
        "section": "防災課",
        "description": f"{name}を行う。",
        "requested": Amount(yen),
        "pillar": "安全",
        "policy": "防災",
        "page": 1,
    }
    return Project(edition=edition, no=no, name=name, **{**fields, **more})


def edition_of(edition: EditionId, *rows: Project) -> Edition:
    """A list of those rows."""
    return Edition(edition, f"{edition.fiscal_year}年度 事業一覧", "試験区", rows)
