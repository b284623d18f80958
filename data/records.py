"""Editions as the contract's JSON objects, both ways. Standard library only: it is read at every start."""

from __future__ import annotations

from typing import Any, TypeAlias

from data.errors import ListError
from data.model import Amount, Edition, EditionId, Project, Stage
from data.municipalities import called

Json: TypeAlias = dict[str, Any]

UNITS = {"円": 1, "千円": 1000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}
"""What lists print amounts in, as yen."""


def edition_to_json(edition: Edition) -> Json:
    """An edition as `yosan parse --json` prints it; amounts in yen, `unit` as the list prints them."""
    return {
        "edition": str(edition.id),
        "title": edition.title,
        "municipality": edition.municipality,
        "fiscal_year": edition.id.fiscal_year,
        "stage": str(edition.id.stage),
        "unit": next((name for name, yen in UNITS.items() if yen == edition.unit), "円"),
        "records": [project_to_json(p) for p in edition.projects],
        "warnings": list(edition.warnings),
    }


def project_to_json(project: Project) -> Json:
    """One record of the contract."""
    return {
        "no": project.no,
        "account": project.account,
        "department": project.department,
        "section": project.section,
        "name": project.name,
        "kind": project.kind,
        "description": project.description,
        "requested": project.requested.total,
        "requested_levelup": project.requested.level_up,
        "budget": project.budgeted.total,
        "budget_levelup": project.budgeted.level_up,
        "chapter": project.pillar,
        "policy": project.policy,
        "page": project.page,
    }


def edition_from_json(found: Json) -> Edition:
    """The edition of a contract's JSON object; absent fields are empty.

    Raises:
        ListError: the object is not an edition.
    """
    try:
        edition = _edition_id(found)
        projects = tuple(_project(edition, record) for record in found["records"])
    except (KeyError, TypeError, ValueError) as error:
        raise ListError(f"JSON が一覧の形になっていません（{error}）。") from error
    return Edition(
        edition,
        str(found.get("title") or ""),
        called(str(found.get("municipality") or edition.municipality)),
        projects,
        tuple(map(str, found.get("warnings") or ())),
        UNITS.get(found.get("unit") or "千円", 1000),
    )


def _edition_id(found: Json) -> EditionId:
    if found.get("edition"):
        return EditionId.parse(str(found["edition"]))
    return EditionId(str(found["code"]), int(found["fiscal_year"]), Stage(found["stage"]))


def _project(edition: EditionId, record: Json) -> Project:
    return Project(
        edition,
        int(record["no"]),
        _text(record["name"]),
        _text(record.get("kind")),
        _text(record.get("department")),
        _text(record.get("section")),
        _text(record.get("description")),
        Amount(_yen(record.get("requested")), _yen(record.get("requested_levelup"))),
        Amount(_yen(record.get("budget")), _yen(record.get("budget_levelup"))),
        record.get("account") or None,
        record.get("chapter") or None,
        record.get("policy") or None,
        record.get("page"),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _yen(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"金額「{value}」は整数ではありません")
    return value
