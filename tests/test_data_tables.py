import json
import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook

from data.errors import ListError
from data.excel import escaped, unescaped
from data.model import Amount, Edition
from data.records import edition_from_json, edition_to_json
from data.shipped import shipped
from data.tables import FORMATS, content, read, read_checked

SOURCE = Path(__file__).parent.parent / "data/editions/r2-requests.pdf"


def written(edition: Edition, form: str, folder: Path) -> Path:
    file = folder / f"x.{form}"
    file.write_bytes(content(edition, form))
    return file


def awkward() -> Edition:
    first, second, *rest = shipped().projects
    return replace(
        shipped(),
        unit=1_000_000,
        warnings=("p.1 No.1: 疑い", 'p.2 No.3: 別の疑い、「,」と"引用"'),
        projects=(
            replace(first, name="=1+1,「甲\n乙」", requested=Amount(-1, None), account="会計"),
            replace(second, requested=Amount(None, None), budgeted=Amount(5, 5), page=None),
            *(replace(p, pillar=None, policy=None) for p in rest),
        ),
    )


def test_the_source_gives_the_shipped_records() -> None:
    edition, report = read_checked(SOURCE, "13103")
    assert edition == shipped()
    assert report.ok
    assert report.lines[0].startswith("照合済み：63件")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_back_the_same(form: str, tmp_path: Path) -> None:
    assert read(written(shipped(), form, tmp_path), "13101") == shipped()


@pytest.mark.parametrize("form", FORMATS)
def test_awkward_text_survives_and_doubts_stay(form: str, tmp_path: Path) -> None:
    found = read(written(awkward(), form, tmp_path), "13101")
    assert found.projects == awkward().projects
    assert found.unit == 1_000_000
    assert found.warnings[:2] == awkward().warnings
    assert any(("金額がありません" not in w and "うち" in w) or "No.1" in w for w in found.warnings)


ODD = {
    "looks like an escape": "_x000D_と_x005F_と_x0041",
    "line ends": "甲\r\n乙\r丙\n丁\n",
    "controls": "\x01甲\x0b乙\x1f\ufffe",
    "an escape made of both": "_x0041\r_x00\x01",
    "spaces": " \t甲　",
    "tabs": "\t" * 500,
    "an error": "#N/A",
    "a formula": "=1+1",
    "half of a pair": "\ud83d_xD83D_",
    "long": "長" * 32_000,
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_text_comes_back(form: str, text: str, tmp_path: Path) -> None:
    first, *rest = shipped().projects
    odd = replace(shipped(), projects=(replace(first, name=text, description=text), *rest))
    kept = edition_from_json(edition_to_json(odd))
    assert read(written(kept, form, tmp_path), "13103") == kept


@given(st.text(st.sampled_from("_x0041ADdFf5\r\n\t\x01\x0b\ufffe甲")))
def test_what_xml_cannot_hold_is_escaped_and_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not re.search("[\x01-\x08\x0b-\x1f\ufffe\uffff]", escaped(text))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_text_of_any_length_comes_back(form: str, tmp_path: Path) -> None:
    first, *rest = shipped().projects
    long = replace(first, description="長い、" * 100_000)
    edition = replace(shipped(), projects=(long, *rest))
    assert read(written(edition, form, tmp_path), "13103") == edition


def test_a_text_that_no_cell_takes_is_refused_and_not_cut() -> None:
    first, *rest = shipped().projects
    long = replace(first, description="長" * 32_768)
    with pytest.raises(ListError, match="1件目の「内容」"):
        content(replace(shipped(), projects=(long, *rest)), "xlsx")


@pytest.mark.parametrize("form", FORMATS)
def test_a_warning_is_a_line_and_comes_back(form: str, tmp_path: Path) -> None:
    found = edition_to_json(shipped()) | {"warnings": ["p.1 甲\n\np.2 乙\0", ""]}
    kept = edition_from_json(found)
    assert kept.warnings == ("p.1 甲", "p.2 乙?")
    assert read(written(kept, form, tmp_path), "13103") == kept


TABLE = [
    ["令和５年度予算案　主要事業", "", "", "", "", ""],
    ["", "", "", "", "（単位：百万円）", ""],
    ["所管部", "担当課", "事業名称", "区分", "予算額", "事業概要"],
    ["総務部", "総務課", "甲事業", "新規", "１，２００", "説明、甲"],
    ["", "", "乙事業", "拡充", "△3", "説明乙"],
    ["合計", "", "", "", "1,197", ""],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_wards_own_csv(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    text = "\r\n".join(",".join(f'"{t}"' for t in row) for row in TABLE)
    file.write_bytes(text.encode(encoding))
    edition, report = read_checked(file, "13104")
    assert str(edition.id) == "13104-2023-draft"
    assert [(p.department, p.section, p.name, p.kind) for p in edition.projects] == [
        ("総務部", "総務課", "甲事業", "新規"),
        ("総務部", "総務課", "乙事業", "拡充"),
    ]
    assert [p.budgeted.total for p in edition.projects] == [1_200_000_000, -3_000_000]
    assert report.agreed == 1


def test_a_total_that_differs_is_said(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    rows = [*TABLE[:-1], ["合計", "", "", "", "1,198", ""]]
    file.write_text("\n".join(",".join(f'"{t}"' for t in row) for row in rows), encoding="utf-8")
    assert any("一致しません" in w for w in read(file, "13104").warnings)


def test_a_wards_own_workbook_with_merged_cells(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*TABLE[:3], ["第１章　安全", "", "", "", "", ""], TABLE[3], TABLE[4]):
        sheet.append([int(t) if t.isdecimal() and t.isascii() else t or None for t in row])
    sheet["E6"] = -3
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A4:F4")
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("B5:B6")
    book.save(tmp_path / "x.xlsx")
    found = read(tmp_path / "x.xlsx", "13104").projects
    assert [(p.department, p.section, p.pillar) for p in found] == [
        ("総務部", "総務課", "安全")
    ] * 2
    assert [p.budgeted.total for p in found] == [1_200_000_000, -3_000_000]


def test_english_names_are_the_contracts_and_count_in_yen(tmp_path: Path) -> None:
    file = tmp_path / "令和6年度予算要求.csv"
    file.write_text("no,department,name,kind,requested\n1,総務部,甲,新規,1500\n", encoding="utf-8")
    edition = read(file, "13104")
    assert str(edition.id) == "13104-2024-requested"
    assert edition.projects[0].requested.total == 1500


BAD = {
    "empty.pdf": b"",
    "text.txt": "これは一覧ではありません。\n".encode(),
    "junk.bin": bytes(range(256)) * 100,
    "cut.pdf": SOURCE.read_bytes()[:60_000],
    "head.pdf": b"%PDF-1.4\n%%EOF",
    "zip.xlsx": b"PK\x03\x04" + b"junk" * 100,
    "list.json": json.dumps([1, 2]).encode(),
    "half.json": b'{"edition": "13103-2020-requested", "records": [{"no": "x"}]}',
    "deep.json": b"[" * 100_000,
    "rows.csv": b"a,b\n1,2\n",
    "commas.csv": b"," * 2_000_000,
    "lines.csv": b"\n" * 2_000_000,
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_list_is_one_sentence(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(BAD[name])
    with pytest.raises(ListError) as caught:
        read(file, "13103")
    assert str(caught.value).endswith("。")
    assert "\n" not in str(caught.value)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="フォルダ"):
        read(tmp_path, "13103")
    with pytest.raises(ListError, match="見つかりません"):
        read(tmp_path / "none.pdf", "13103")
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(ListError, match="普通のファイル"):
        read(tmp_path / "pipe.pdf", "13103")


def test_a_sheet_with_one_cell_far_away_is_not_spread_out(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.cell(1_048_576, 16_384).value = "遠い"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(ListError, match="大きすぎる"):
        read(tmp_path / "far.xlsx", "13103")


def streams(data: bytes) -> list[tuple[int, int]]:
    return [m.span(1) for m in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)]


@pytest.mark.parametrize("at", range(len(streams(SOURCE.read_bytes()))))
def test_a_damaged_stream_never_changes_a_record_in_silence(at: int, tmp_path: Path) -> None:
    """Pages, fonts and the maps that say which character a glyph is: each is broken in its turn."""
    data = bytearray(SOURCE.read_bytes())
    begin, end = streams(bytes(data))[at]
    for place in random.Random(at).sample(range(begin, end), 3):
        data[place] ^= 0xFF
    file = tmp_path / "damaged.pdf"
    file.write_bytes(bytes(data))
    try:
        edition, report = read_checked(file, "13103")
    except ListError:
        return
    assert edition.projects == shipped().projects or not report.ok
