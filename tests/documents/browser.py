"""The list as HTML, which headless Chromium prints; and as a workbook, which LibreOffice prints.

    python -m tests.documents.browser FOLDER

makes the stored documents again. Needs `chromium` and `soffice`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from tests.documents.catalogue import BROWSER, SHEETS
from tests.documents.forms import COLUMNS, ROLES, Form, Part, parts
from tests.documents.ward import Line, ward

STYLE = {
    "all": "td,th{border:1px solid #000}",
    "horizontal": "td,th{border-top:1px solid #999;border-bottom:1px solid #999}",
    "none": "td,th{border:0;padding:6px 4px}",
    "dotted": "td,th{border:1px dotted #888}",
    "shaded": "td,th{border:0} tr:nth-child(even){background:#e4e4e4} th{background:#ccc}",
}
CSS = (
    "@page{size:A4 landscape;margin:12mm} body{font:8.5pt 'IPAexGothic','Noto Sans CJK JP'} h1{font-size:13pt}"
    " table{border-collapse:collapse;width:100%} td,th{padding:2px 4px;vertical-align:middle}"
    " .m{text-align:right} tr{break-inside:auto} thead{display:table-header-group} .u{text-align:right}"
)


def html(form: Form, lines: Sequence[Line]) -> str:
    """The page of a form."""
    head = "".join(f"<th>{escape(COLUMNS[k][0])}</th>" for k in form.columns)
    style = CSS + STYLE["shaded" if form.shaded else form.rules]
    if not form.header_every_page:
        style += " thead{display:table-row-group}"
    if form.split_rows:
        style += " @page{size:A4 landscape;margin:47mm 12mm}"
    body = "".join(_tr(form, part, rest) for part, rest in _spans(form, parts(form, lines)))
    return (
        f"<!doctype html><meta charset=utf-8><style>{style}</style><h1>{form.title}</h1>"
        f"<p class=u>{form.unit}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _spans(form: Form, rows: list[Part]) -> list[tuple[Part, list[int]]]:
    """Rows with how many rows each cell spans; 0 where a cell above reaches down."""
    made: list[tuple[Part, list[int]]] = []
    for at, (kind, cells) in enumerate(rows):
        spans = [1] * len(cells)
        for place, key in enumerate(form.columns):
            if kind == "row" and form.merge and ROLES.get(key) in ("department", "section"):
                above = at and rows[at - 1][0] == "row" and rows[at - 1][1][place] == cells[place]
                end = at
                while (
                    end < len(rows)
                    and rows[end][0] == "row"
                    and rows[end][1][place] == cells[place]
                ):
                    end += 1
                spans[place] = 0 if above else end - at
        made.append(((kind, cells), spans))
    return made


def _tr(form: Form, part: Part, spans: list[int]) -> str:
    kind, cells = part
    if kind == "heading":
        return f"<tr><td colspan={len(form.columns)}>{escape(cells[0])}</td></tr>"
    made = [
        f"<td rowspan={span}{' class=m' if COLUMNS[key][1] == 56 else ''}>{escape(text)}</td>"
        for key, text, span in zip(form.columns, cells, spans, strict=True)
        if span
    ]
    return f"<tr>{''.join(made)}</tr>"


def print_html(form: Form, lines: Sequence[Line], file: Path) -> None:
    """Print a form by Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html(form, lines), encoding="utf-8")
        command = [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={file}", page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def print_workbook(form: Form, lines: Sequence[Line], file: Path) -> None:
    """Print a form by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{file.stem}.xlsx"
        workbook(form, lines).save(source)
        command = [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
            "--outdir", str(file.parent), str(source),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def workbook(form: Form, lines: Sequence[Line]) -> Workbook:
    """The list as a ward's clerk would type it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.append([form.title])
    sheet.append([*[None] * (len(form.columns) - 1), form.unit])
    sheet.append([COLUMNS[key][0] for key in form.columns])
    if form.header_every_page:
        sheet.print_title_rows = "3:3"
    edge = Side(style="dotted" if form.rules == "dotted" else "thin")
    upright = None if form.rules == "horizontal" else edge
    for (kind, cells), spans in _spans(form, parts(form, lines)):
        sheet.append(
            [int(t.replace(",", "")) if t.replace(",", "").isdecimal() else t for t in cells]
        )
        row = sheet.max_row
        if kind == "heading":
            sheet.merge_cells(
                start_row=row, end_row=row, start_column=1, end_column=len(form.columns)
            )
            continue
        most = max(len(t) * 8.8 / COLUMNS[k][1] for k, t in zip(form.columns, cells, strict=True))
        sheet.row_dimensions[row].height = 15.0 * (int(most) + 1)
        for at, span in enumerate(spans, 1):
            if span > 1:
                sheet.merge_cells(
                    start_row=row, end_row=row + span - 1, start_column=at, end_column=at
                )
    for typed in sheet.iter_rows(min_row=3):
        for cell in typed:
            cell.font = Font(name="IPAexGothic", size=8)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.number_format = "#,##0"
            if form.rules != "none":
                cell.border = Border(top=edge, bottom=edge, left=upright, right=upright)
    for at, key in enumerate(form.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = COLUMNS[key][1] / 5.5
    return book


def main() -> None:
    """Make the stored documents."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, form in BROWSER.items():
        print_html(form, ward(), folder / f"chromium-{name}.pdf")
    for name, form in SHEETS.items():
        print_workbook(form, ward(), folder / f"libreoffice-{name}.pdf")


if __name__ == "__main__":
    main()
