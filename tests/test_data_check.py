"""What speaks against a list, and what makes it none."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.cli import main
from data.check import check
from data.errors import ListError
from data.model import Amount
from data.records import edition_from_json, edition_to_json
from data.shipped import shipped


def changed(**fields: object) -> dict[str, Any]:
    return edition_to_json(shipped()) | fields


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({"requested": Amount(-1)}, "要求額が負の額（-1円）"),
        ({"budgeted": Amount(-3_000)}, "予算額が負の額（-3,000円）"),
        ({"requested": Amount(5, -5)}, "要求額のうち数が負の額（-5円）"),
    ],
)
def test_an_amount_below_zero_is_a_problem(amounts: dict[str, Amount], said: str) -> None:
    first, *rest = shipped().projects
    report = check(replace(shipped(), projects=(replace(first, **amounts), *rest)))
    assert [line for line in report.problems if said in line] == [f"p.1 No.1: {said}です。"]


def test_a_list_without_projects_is_no_list() -> None:
    assert not check(replace(shipped(), projects=())).ok
    with pytest.raises(ListError, match="事業がありません"):
        edition_from_json(changed(records=[]))


CONTRADICTIONS: list[dict[str, Any]] = [
    {"fiscal_year": 2021},
    {"fiscal_year": "令和2年度"},
    {"stage": "draft"},
    {"stage": 5},
    {"code": "13104"},
]


@pytest.mark.parametrize("fields", CONTRADICTIONS)
def test_a_list_that_contradicts_its_own_id_is_no_list(fields: dict[str, Any]) -> None:
    with pytest.raises(ListError, match=next(iter(fields))):
        edition_from_json(changed(**fields))


@pytest.mark.parametrize(
    "fields", [{"fiscal_year": "2020"}, {"fiscal_year": None}, {"stage": None}, {"code": "13103"}]
)
def test_what_is_said_twice_alike_or_only_once_is_read(fields: dict[str, Any]) -> None:
    assert edition_from_json(changed(**fields)) == shipped()


@pytest.mark.parametrize("fields", [{"records": []}, *CONTRADICTIONS])
def test_what_is_no_list_withdraws_nothing_whatever_is_accepted(
    fields: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("YOSAN_DATA_DIR", str(tmp_path))
    (tmp_path / "list.json").write_text(json.dumps(changed(**fields)), "utf-8")
    assert main(["import", "--accept-problems", str(tmp_path / "list.json")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["editions", "--json"]) == 0
    (kept,) = json.loads(capsys.readouterr().out)["editions"]
    assert (kept["source"], kept["projects"]) == ("shipped", 63)
