"""What rows become, on sheets small enough to see: units, years, letters set apart, figures that are none."""

from pathlib import Path

import pytest

from data.model import Edition
from data.tables import read

HEAD = ["番号", "部", "課", "事業名", "区分", "要求額", "内容"]
ROW = ["1", "総務部", "総務課", "甲事業", "新規", "1,200", "説明"]


def sheet(folder: Path, *rows: list[str], unit: str = "（単位：千円）") -> Edition:
    file = folder / "list.csv"
    lines = [["令和７年度予算要求　主要事業"], [unit], *rows]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in lines)
    file.write_text(text, encoding="utf-8")
    return read(file, "13199")


@pytest.mark.parametrize(
    ("unit", "yen"),
    [("円", 1), ("千円", 1_000), ("万円", 10_000), ("百万円", 1_000_000), ("億円", 100_000_000)],
)
def test_a_list_counts_in_what_it_says(unit: str, yen: int, tmp_path: Path) -> None:
    edition = sheet(tmp_path, HEAD, ROW, unit=f"単位：{unit}")
    assert edition.projects[0].requested.total == 1_200 * yen
    assert edition.unit == yen


def test_the_unit_said_last_above_the_list_is_the_lists(tmp_path: Path) -> None:
    edition = sheet(tmp_path, ["部別（単位：百万円）"], ["単位：円"], HEAD, ROW)
    assert edition.projects[0].requested.total == 1_200


def test_a_columns_own_unit_is_its_own(tmp_path: Path) -> None:
    head = [*HEAD[:5], "要求額（百万円）", "内容", "予算額（円）"]
    edition = sheet(tmp_path, head, [*ROW, "900"])
    assert edition.projects[0].requested.total == 1_200_000_000
    assert edition.projects[0].budgeted.total == 900


@pytest.mark.parametrize(
    "label", ["令和６年度予算額", "R6年度予算額", "2024年度予算額", "前年度予算額"]
)
def test_the_amount_of_an_earlier_year_is_no_budget(label: str, tmp_path: Path) -> None:
    edition = sheet(tmp_path, [*HEAD, label], [*ROW, "900"])
    assert edition.projects[0].budgeted.total is None
    assert edition.projects[0].requested.total == 1_200_000


@pytest.mark.parametrize("cell", ["1,20", "12,00", "1,2000", "約1,200", "皆増"])
def test_what_is_no_amount_is_said_and_not_guessed(cell: str, tmp_path: Path) -> None:
    edition = sheet(tmp_path, HEAD, [*ROW[:5], cell, "説明"])
    assert edition.projects[0].requested.total is None
    assert any("No.1" in w and cell in w for w in edition.warnings)


@pytest.mark.parametrize("cell", ["企　画　課", "企 画 課", "企画課"])
def test_letters_set_apart_are_one_name(cell: str, tmp_path: Path) -> None:
    edition = sheet(tmp_path, HEAD, ["1", "総務部", cell, *ROW[3:]])
    assert edition.projects[0].section == "企画課"


def test_department_and_section_in_one_cell(tmp_path: Path) -> None:
    rows = (
        ["1", "教育委員会事務局教育推進部学務課", *ROW[3:]],
        ["2", "防災危機管理室 防災課", *ROW[3:]],
    )
    edition = sheet(tmp_path, ["番号", "所管部課", *HEAD[3:]], *rows)
    assert [(p.department, p.section) for p in edition.projects] == [
        ("教育委員会事務局教育推進部", "学務課"),
        ("防災危機管理室", "防災課"),
    ]


def test_a_row_that_fits_nothing_is_said(tmp_path: Path) -> None:
    edition = sheet(tmp_path, HEAD, ROW, ["", "総務部", "総務課", "", "新規", "", ""])
    assert len(edition.projects) == 1
    assert any("一覧のどれにも当たらない" in w for w in edition.warnings)


def test_a_name_that_ends_like_a_total_is_a_project(tmp_path: Path) -> None:
    rows = (["総務部", "公園設計", "100"], ["総務部", "国勢統計", "200"], ["", "合計", "300"])
    edition = sheet(tmp_path, ["部", "事業名", "要求額"], *rows)
    assert [p.name for p in edition.projects] == ["公園設計", "国勢統計"]
    assert not any("一致しません" in w for w in edition.warnings)
