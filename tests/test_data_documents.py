"""Lists of an invented ward, printed in many ways by three producers, are read cell by cell."""

from pathlib import Path
from typing import Any

import pytest

from data.model import Project
from data.tables import read_checked
from tests.documents.catalogue import BROWSER, FORMS, SHEETS
from tests.documents.drawn import draw
from tests.documents.forms import ROLES, Form
from tests.documents.ward import Line, ward

STORED = Path(__file__).parent / "documents/stored"


def expected(form: Form, line: Line) -> dict[str, Any]:
    printed = {ROLES[key] for key in form.columns if key in ROLES}
    texts = ("department", "section", "name", "kind", "description")
    amounts = ("requested", "part", "budget", "budget_part")
    values: dict[str, Any] = {t: getattr(line, t) if t in printed else "" for t in texts}
    for field in amounts:
        thousands = getattr(line, field) if field in printed else None
        values[field] = None if thousands is None else thousands * 1000
    headings = (line.pillar, line.policy) if form.headings else (None, None)
    return values | {"no": line.no, "account": line.account, "headings": headings}


def found(project: Project) -> dict[str, Any]:
    texts = ("department", "section", "name", "kind", "description", "no", "account")
    return {t: getattr(project, t) for t in texts} | {
        "requested": project.requested.total,
        "part": project.requested.level_up,
        "budget": project.budgeted.total,
        "budget_part": project.budgeted.level_up,
        "headings": (project.pillar, project.policy),
    }


def check_reading(file: Path, form: Form) -> None:
    edition, report = read_checked(file, "13199")
    assert [found(p) for p in edition.projects] == [expected(form, line) for line in ward()]
    assert report.agreed == (5 if form.totals else 0)


@pytest.mark.parametrize("name", FORMS)
def test_a_drawn_list_is_read_exactly(name: str, tmp_path: Path) -> None:
    draw(FORMS[name], ward(), tmp_path / "list.pdf")
    check_reading(tmp_path / "list.pdf", FORMS[name])


@pytest.mark.parametrize("file", sorted(STORED.glob("*.pdf")), ids=lambda f: f.stem)
def test_a_stored_list_is_read_exactly(file: Path) -> None:
    producer, _, name = file.stem.partition("-")
    check_reading(file, {"chromium": BROWSER, "libreoffice": SHEETS}[producer][name])
