"""XLSX workbooks as the text of their sheets. What a sheet means is not decided here."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from data.errors import ListError
from data.excel import unescaped
from data.sheets import Cells, Spread

MOST_CELLS = 1_000_000
"""Cells of a sheet that are looked at (4,000 projects of 30 columns are 120,000)."""

UNPACKED = 256 * 1024 * 1024
"""Bytes that a workbook may take when unpacked."""


def sheets_of(path: Path) -> list[Cells]:
    """The visible sheets of a workbook as text; a merged cell's text stands in each of its cells.

    Raises:
        ListError: it is no workbook, or too large.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, needed here alone

    try:
        with zipfile.ZipFile(path) as parts:
            unpacked = sum(p.file_size for p in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise ListError(f"「{path.name}」は Excel ファイルとして壊れています。") from None
    if unpacked > UNPACKED:
        raise ListError(f"「{path.name}」は展開すると大きすぎるため読み取れません。")
    try:
        book = load_workbook(path, data_only=False)
        computed = load_workbook(path, data_only=True)
    except MemoryError:
        raise
    except Exception as error:
        raise ListError(
            f"「{path.name}」は Excel ファイルとして壊れているか、暗号化されています。"
        ) from error
    return [
        _cells(sheet, computed[sheet.title])
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    ]


def _cells(sheet: Any, computed: Any) -> list[list[str]]:  # noqa: ANN401 - openpyxl's sheets
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise ListError(f"シート「{sheet.title}」は表が大きすぎるため読み取れません。")
    cells = [
        [_shown(cell, values[at]) for at, cell in enumerate(row)]
        for row, values in zip(sheet.iter_rows(), computed.iter_rows(values_only=True), strict=True)
    ]
    for area in sheet.merged_cells.ranges:
        text = cells[area.min_row - 1][area.min_col - 1]
        for row in cells[area.min_row - 1 : area.max_row]:
            row[area.min_col - 1] = text
            row[area.min_col : area.max_col] = [Spread(text)] * (area.max_col - area.min_col)
    return cells


def _shown(cell: Any, computed: object) -> str:  # noqa: ANN401 - openpyxl's cells
    value = computed if cell.data_type == "f" and computed is not None else cell.value
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    if isinstance(value, str):
        return unescaped(value)
    return "" if value is None else str(value)
