"""Editions as files: CSV, XLSX and JSON that can be read again and give the same edition."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import IO, Any

from data.model import Edition
from data.records import edition_to_json

FORMATS = ("csv", "xlsx", "json")
"""What an edition can be written as."""


FIELDS: dict[str, str] = {
    "edition": "版",
    "no": "No",
    "account": "会計",
    "department": "部",
    "section": "課",
    "name": "事業名",
    "kind": "区分",
    "description": "内容",
    "requested": "要求額（円）",
    "requested_levelup": "要求額のうちレベルアップ（円）",
    "budget": "予算額（円）",
    "budget_levelup": "予算額のうちレベルアップ（円）",
    "chapter": "柱",
    "policy": "小柱",
    "page": "ページ",
    "title": "表題",
    "municipality": "自治体",
    "unit": "印刷の単位",
    "warnings": "注意",
}
"""The columns of a written table, in order: the contract's names and what people see."""


def write(edition: Edition, form: str, stream: IO[bytes]) -> None:
    """Write an edition as `csv` (UTF-8 with BOM), `xlsx` or `json`."""
    match form:
        case "csv":
            text = io.StringIO(newline="")
            csv.writer(text).writerows(_table(edition))
            stream.write(text.getvalue().encode("utf-8-sig"))
        case "xlsx":
            _write_workbook(edition, stream)
        case "json":
            found = json.dumps(edition_to_json(edition), ensure_ascii=False, indent=1)
            stream.write(found.encode() + b"\n")
        case _:
            raise ValueError(form)


def _table(edition: Edition) -> Iterator[list[Any]]:
    found = edition_to_json(edition)
    yield list(FIELDS.values())
    for at, record in enumerate(found["records"]):
        warnings = "\n".join(found["warnings"]) if at == 0 else ""
        row = found | record | {"warnings": warnings}
        yield ["" if row[name] is None else row[name] for name in FIELDS]


def _write_workbook(edition: Edition, stream: IO[bytes]) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, needed here alone

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(_table(edition), 1):
        for place, value in enumerate(row, 1):
            _put(sheet.cell(at, place), value)
    sheet.freeze_panes = "A2"
    whole = io.BytesIO()  # a ZIP that cannot be finished complains once more when it is thrown away
    book.save(whole)
    stream.write(whole.getvalue())


def _put(cell: Any, value: object) -> None:  # noqa: ANN401 - openpyxl's cells
    """Set a cell; text that begins with = stays text."""
    if value == "":
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, int) and value >= 1000:
        cell.number_format = "#,##0"
