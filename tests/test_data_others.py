"""Lists of invented wards from further producers: each stands for what once was read wrongly."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.model import Project
from data.tables import read_checked

OTHERS = Path(__file__).parent / "documents/others"


def record(project: Project) -> dict[str, Any]:
    return {
        "department": project.department,
        "section": project.section,
        "name": project.name,
        "kind": project.kind,
        "description": project.description,
        "requested": project.requested.total,
        "requested_levelup": project.requested.level_up,
        "budget": project.budgeted.total,
        "budget_levelup": project.budgeted.level_up,
        "no": project.no,
        "account": project.account,
        "chapter": project.pillar,
        "policy": project.policy,
    }


@pytest.mark.parametrize("file", sorted(OTHERS.glob("*.pdf")), ids=lambda f: f.stem)
def test_every_cell_is_read_as_it_is_printed(file: Path) -> None:
    edition, report = read_checked(file, "13199")
    wanted = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    assert [record(p) for p in edition.projects] == wanted
    assert edition.id.fiscal_year == 2025
    empty = [w for w in report.problems if not w.endswith("金額がありません。")]
    parts = [w for w in empty if "うち数だけがあります" not in w and "を超えています" not in w]
    assert parts == []
