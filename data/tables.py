"""List files in and out: which kind a file is by its content, and a table that this program wrote.

What is written can be read again and gives the same edition: its table carries the edition in columns of
its own (版, 表題 …) and amounts in yen. How a ward's own table is understood is not decided here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.check import Report, check
from data.errors import ListError
from data.held import held
from data.model import Edition
from data.parse import Reading, edition_of_pages, with_warnings
from data.pdf import LARGEST, Progress, read_pages
from data.records import edition_from_json, edition_to_json
from data.sheets import Cells, reading_of_sheets
from data.workbooks import MOST_CELLS, sheets_of
from data.written import FIELDS, FORMATS, content

__all__ = [
    "FORMATS",
    "content",
    "edition_from_json",
    "edition_to_json",
    "read",
    "read_checked",
]


_OWN_HEADER = ",".join(list(FIELDS.values())[:4])
_NUMBERS = ("no", "requested", "requested_levelup", "budget", "budget_levelup", "page")
_OF_EDITION = ("edition", "title", "municipality", "unit", "warnings")


# --- in ------------------------------------------------------------------------------------------


def read(path: Path, municipality: str, progress: Progress | None = None) -> Edition:
    """Read a list of any kind; what is doubtful stands in its warnings.

    Raises:
        ListError: it cannot be read; one sentence says why.
    """
    return read_checked(path, municipality, progress)[0]


def read_checked(
    path: Path, municipality: str, progress: Progress | None = None
) -> tuple[Edition, Report]:
    """Read a list and check it; the problems found are among the edition's warnings.

    Raises:
        ListError: it cannot be read; one sentence says why.
    """
    reading = _reading(path, municipality, progress)
    report = check(reading.edition, reading.totals)
    return with_warnings(reading.edition, report.problems), report


def is_pdf(path: Path) -> bool:
    """Whether a file is a PDF by its content.

    Raises:
        ListError: it cannot be opened.
    """
    return b"%PDF-" in _head(path)


def _reading(path: Path, municipality: str, progress: Progress | None) -> Reading:
    head = _head(path)
    if b"%PDF-" in head:
        return edition_of_pages(read_pages(path, progress), municipality, path.name)
    if head.startswith(b"PK\x03\x04"):
        return _of_sheets(held(path.name, sheets_of, path), municipality, path.name)
    text = _text(path)
    if text.lstrip()[:1] in {"{", "["}:
        return Reading(edition_from_json(_json(text, path.name)), ())
    return _of_sheets([_comma_separated(text, path.name)], municipality, path.name)


def _head(path: Path) -> bytes:
    """The first bytes of a file that can be opened and is not too large."""
    if path.is_dir():
        raise ListError(f"「{path}」はフォルダです。一覧のファイルを指定してください。")
    if path.exists() and not path.is_file():
        raise ListError(f"「{path}」は普通のファイルではないため読み取れません。")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except FileNotFoundError:
        raise ListError(f"ファイル「{path}」が見つかりません。") from None
    except (OSError, ValueError) as error:
        raise ListError(f"ファイル「{path.name}」を開けません。") from error
    if not size:
        raise ListError(f"「{path.name}」は空のファイルです。")
    if size > LARGEST:
        most = LARGEST // 1_048_576
        raise ListError(
            f"「{path.name}」は大きすぎます（{size // 1_048_576} MB、上限 {most} MB）。"
        )
    return head


def _text(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp932")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ListError(
        f"「{path.name}」は一覧として読める形式（PDF、CSV、XLSX、JSON）ではないか、壊れています。"
    )


def _json(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise ListError(f"「{name}」は JSON として壊れています。") from None
    if not isinstance(found, dict):
        raise ListError(f"「{name}」は一覧の JSON ではありません。")
    return found


def _comma_separated(text: str, name: str) -> Cells:
    first = text[:4096]
    own = text.startswith(_OWN_HEADER)  # whatever its texts hold
    mark = "\t" if first.count("\t") > first.count(",") and not own else ","
    csv.field_size_limit(LARGEST)  # no field is longer than a file that is read
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            cells += len(row) + 1
            if cells > MOST_CELLS:
                raise ListError(f"「{name}」は表が大きすぎるため読み取れません。")
            rows.append(row)
    except csv.Error:
        raise ListError(f"「{name}」は CSV として壊れています。") from None
    return rows


def _of_sheets(sheets: Sequence[Cells], municipality: str, name: str) -> Reading:
    for cells in sheets:
        if cells and (columns := _written(cells[0])):
            return Reading(_edition_of_table(columns, cells[1:], name), ())
    return reading_of_sheets(sheets, municipality, name)


def _written(header: Sequence[str]) -> list[str] | None:
    """The contract's names of a table that this program wrote (in Japanese or English)."""
    names = {shown: name for name, shown in FIELDS.items()} | {name: name for name in FIELDS}
    columns = [names.get(text.strip(), "") for text in header]
    return columns if {"edition", "no", "name", "requested"} <= set(columns) else None


def _edition_of_table(columns: list[str], rows: Cells, name: str) -> Edition:
    records: list[dict[str, Any]] = [
        dict(zip(columns, row, strict=False)) for row in rows if any(row)
    ]
    if not records:
        raise ListError(f"「{name}」に事業がありません。")
    if len({r["edition"] for r in records}) > 1:
        raise ListError(f"「{name}」に二つ以上の版が混ざっています。")
    first = records[0]
    found: dict[str, Any] = {key: first.get(key) for key in _OF_EDITION}
    found["warnings"] = [line for line in (first.get("warnings") or "").split("\n") if line]
    try:
        found["records"] = [_typed(record) for record in records]
    except ValueError as error:
        raise ListError(f"「{name}」に数として読めない値があります（{error}）。") from error
    return edition_from_json(found)


def _typed(record: dict[str, Any]) -> dict[str, Any]:
    numbers = {key: _whole(record.get(key)) for key in _NUMBERS}
    return record | numbers


def _whole(text: str | None) -> int | None:
    return int(text.replace(",", "")) if text else None
