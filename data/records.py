"""Editions as the contract's JSON objects, both ways. Standard library only: it is read at every start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from data.errors import ListError
from data.model import UNITS, Amount, Edition, EditionId, Project, Stage
from data.municipalities import called

Json: TypeAlias = dict[str, Any]


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
        ListError: the object is not an edition, contradicts its own id, or holds no projects.
    """
    try:
        edition = _edition_id(found)
        _agree(found, edition)
        if not found["records"]:
            raise ListError("JSON の一覧に事業がありません。")
        return Edition(
            edition,
            _text(found.get("title")),
            called(_text(found.get("municipality")) or edition.municipality),
            tuple(_project(edition, record) for record in found["records"]),
            tuple(_lines(map(_text, found.get("warnings") or ()))),
            UNITS.get(_text(found.get("unit")), 1000),
        )
    except KeyError as error:
        raise ListError(
            f"JSON が一覧の形になっていません（{error.args[0]} がありません）。"
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ListError(f"JSON が一覧の形になっていません（{error}）。") from error


def _edition_id(found: Json) -> EditionId:
    if found.get("edition"):
        return EditionId.parse(str(found["edition"]))
    if not {"code", "fiscal_year", "stage"} <= found.keys():
        raise KeyError("edition")
    return EditionId(str(found["code"]), int(found["fiscal_year"]), Stage(found["stage"]))


def _agree(found: Json, edition: EditionId) -> None:
    """Where an object says twice which list it is, both must be the same: nothing tells which is meant."""
    said = {
        "code": edition.municipality,
        "fiscal_year": edition.fiscal_year,
        "stage": edition.stage,
    }
    for name, value in said.items():
        other = found.get(name)
        if other is not None and str(other) != str(value):
            raise ListError(
                f"JSON の {name}（{str(other)[:40]}）が edition（{edition}）と矛盾しています。"
            )


def _project(edition: EditionId, record: Json) -> Project:
    return Project(
        edition,
        _whole(record["no"], 0),
        _text(record["name"]),
        _text(record.get("kind")),
        _text(record.get("department")),
        _text(record.get("section")),
        _text(record.get("description")),
        Amount(_yen(record.get("requested")), _yen(record.get("requested_levelup"))),
        Amount(_yen(record.get("budget")), _yen(record.get("budget_levelup"))),
        _text(record.get("account")) or None,
        _text(record.get("chapter")) or None,
        _text(record.get("policy")) or None,
        None if record.get("page") is None else _whole(record["page"], 0),
    )


LARGEST = 10**17
"""No amount of a list is larger, in yen; a database keeps no more than 9 × 10^18."""


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"「{str(value)[:40]}」は文字列ではありません")
    # half of a pair is no text, and a NUL is none that a table or a database holds
    return value.encode("utf-8", "replace").decode().replace("\0", "?")


def _lines(warnings: Iterable[str]) -> Iterator[str]:
    """A warning is a line; one that holds several is several, as a table would give them back."""
    for text in warnings:
        yield from filter(None, text.split("\n"))


def _yen(value: object) -> int | None:
    return None if value is None else _whole(value, -LARGEST)


def _whole(value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"「{str(value)[:40]}」は整数ではありません")
    if not least <= value <= LARGEST:
        raise ValueError(f"「{str(value)[:40]}」は一覧の数として大きすぎるか、小さすぎます")
    return value
