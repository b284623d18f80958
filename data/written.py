"""Editions as files: CSV, XLSX and JSON that can be read again and give the same edition."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from data.errors import ListError
from data.excel import LONGEST, escaped
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


def content(edition: Edition, form: str) -> bytes:
    """An edition as `csv` (UTF-8 with BOM), `xlsx` or `json`.

    Raises:
        ListError: the format cannot hold it.
    """
    match form:
        case "csv":
            text = io.StringIO(newline="")
            csv.writer(text).writerows(_table(edition))
            return text.getvalue().encode("utf-8-sig")
        case "xlsx":
            return _workbook(edition)
        case "json":
            found = json.dumps(edition_to_json(edition), ensure_ascii=False, indent=1)
            return found.encode() + b"\n"
        case _:
            raise ValueError(form)


def _table(edition: Edition) -> Iterator[list[Any]]:
    found = edition_to_json(edition)
    yield list(FIELDS.values())
    for at, record in enumerate(found["records"]):
        warnings = "\n".join(found["warnings"]) if at == 0 else ""
        row = found | record | {"warnings": warnings}
        yield ["" if row[name] is None else row[name] for name in FIELDS]


def _workbook(edition: Edition) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, needed here alone

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(_table(edition), 1):
        for place, (value, column) in enumerate(zip(row, FIELDS.values(), strict=True), 1):
            _put(sheet.cell(at, place), value, f"{at - 1}件目の「{column}」")
    sheet.freeze_panes = "A2"
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _put(cell: Any, value: object, where: str) -> None:  # noqa: ANN401 - openpyxl's cells
    """Set a cell; text that begins with = stays text, and none is cut off."""
    if value == "":
        return
    text = escaped(value) if isinstance(value, str) else ""
    if len(text) > LONGEST:
        raise ListError(
            f"{where}が Excel のセルに入る {LONGEST:,}文字を超えています。csv か json で書き出してください。"
        )
    cell.value = text or value
    if text:
        cell.data_type = "s"
    elif isinstance(value, int) and value >= 1000:
        cell.number_format = "#,##0"
