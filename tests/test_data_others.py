"""Lists of invented wards from further producers: each stands for what once was read wrongly."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.model import Project
from data.records import project_to_json
from data.tables import read_checked

OTHERS = Path(__file__).parent / "documents/others"


def record(project: Project) -> dict[str, Any]:
    """A record as the documents' JSON has it, which tells no page."""
    return {field: value for field, value in project_to_json(project).items() if field != "page"}


@pytest.mark.parametrize("file", sorted(OTHERS.glob("*.pdf")), ids=lambda f: f.stem)
def test_every_cell_is_read_as_it_is_printed(file: Path) -> None:
    edition, report = read_checked(file, "13199")
    wanted = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    assert [record(p) for p in edition.projects] == wanted
    assert edition.id.fiscal_year == 2025
    empty = [w for w in report.problems if not w.endswith("金額がありません。")]
    parts = [w for w in empty if "うち数だけがあります" not in w and "を超えています" not in w]
    assert parts == []
