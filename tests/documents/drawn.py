"""Lists drawn by ReportLab, in every way a form asks for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.documents.forms import COLUMNS, ROLES, Form, Part, parts
from tests.documents.ward import Line

MARGIN = 30.0
FONT = "ipaexg"


def font() -> None:
    """The font that the program ships for its charts."""
    spec = find_spec("matplotlib_fontja")
    assert spec
    assert spec.origin
    pdfmetrics.registerFont(TTFont(FONT, str(Path(spec.origin).parent / "fonts/ipaexg.ttf")))


class Sheet:
    """A document being drawn."""

    def __init__(self, form: Form, file: Path, height: float = 595.0) -> None:
        font()
        self.form = form
        self.widths = [COLUMNS[key][1] for key in form.columns]
        self.table = sum(self.widths)
        self.width = (self.table * (2 if form.two_up else 1)) + MARGIN * (3 if form.two_up else 2)
        self.height = height
        self.canvas = Canvas(str(file), pagesize=self._paper(), pageCompression=1)
        self.side = 0
        self.y = 0.0
        self.lines: list[tuple[float, float, float, float]] = []

    def _paper(self) -> tuple[float, float]:
        turned = self.form.rotate in (90, 270)
        return (self.height, self.width) if turned else (self.width, self.height)

    @property
    def x(self) -> float:
        return MARGIN + self.side * (self.table + MARGIN)

    def begin(self, *, first: bool) -> None:
        canvas: Any = self.canvas
        if self.form.rotate == 90:
            canvas.translate(self.height, 0)
            canvas.rotate(90)
        elif self.form.rotate == 270:
            canvas.translate(0, self.width)
            canvas.rotate(-90)
        if self.form.crop:
            canvas.setCropBox((10, 10, self._paper()[0] - 10, self._paper()[1] - 10))
        if self.form.watermark:
            canvas.saveState()
            canvas.setFillGray(0.85)
            canvas.setFont(FONT, 90)
            canvas.translate(self.width / 2, self.height / 2)
            canvas.rotate(40)
            canvas.drawCentredString(0, 0, self.form.watermark)
            canvas.restoreState()
        self.y = self.height - MARGIN
        if first:
            self.text(MARGIN, self.y - 14, self.form.title, 14)
            self.y -= 22
        if self.form.unit:
            self.text(self.x + self.table - 80, self.y - 8, self.form.unit, 8)
        self.y -= 14

    def text(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.setFillGray(0)
        self.canvas.drawString(x, y, text)
        if self.form.bold:
            self.canvas.drawString(x + 0.3, y, text)

    def row(self, cells: Sequence[str], kind: str) -> float:
        """Draw a row; how high it is."""
        form = self.form
        if kind == "heading":
            self.text(self.x + 4, self.y - form.size - form.pad, cells[0], form.size)
            height = form.size + 2 * form.pad + 2
            self._box(self.x, self.y, self.table, height, outer=True)
            return height
        wrapped = [wrap(t, w - 6, form.size) for t, w in zip(cells, self.widths, strict=True)]
        height = max(len(w) for w in wrapped) * (form.size + 2) + 2 * form.pad
        x = self.x
        for lines, width, key in zip(wrapped, self.widths, form.columns, strict=True):
            if form.shaded and kind == "header":
                self.canvas.setFillGray(0.9)
                self.canvas.rect(x, self.y - height, width, height, stroke=0, fill=1)
            y = (
                self.y
                - form.pad
                - form.size
                - (height - 2 * form.pad - len(lines) * (form.size + 2)) / 2
            )
            for line in lines:
                right = width == 56 and kind != "header"
                at = x + width - 3 - len_of(line, form.size) if right else x + 3
                self.text(at, y, line, form.size)
                y -= form.size + 2
            self._box(x, self.y, width, height, key=key, text="".join(lines), kind=kind)
            x += width
        return height

    def _box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        outer: bool = False,
        key: str = "",
        text: str = "",
        kind: str = "row",
    ) -> None:
        canvas, rules = self.canvas, self.form.rules
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(0.8 if rules == "faint" else 0)
        if rules == "dotted":
            canvas.setDash(1, 2)
        blank = (
            self.form.merge
            and kind == "row"
            and not text
            and ROLES.get(key) in ("department", "section")
        )
        if rules == "none":
            return
        if rules == "filled":
            canvas.setFillGray(0)
            canvas.rect(x, y - 0.25, width, 0.5, stroke=0, fill=1)
            canvas.rect(x, y - height - 0.25, width, 0.5, stroke=0, fill=1)
            canvas.rect(x - 0.25, y - height, 0.5, height, stroke=0, fill=1)
            return
        if not blank:
            canvas.line(x, y, x + width, y)
        if rules in ("all", "faint", "dotted") and (not outer or rules == "all"):
            canvas.line(x, y, x, y - height)
            canvas.line(x + width, y, x + width, y - height)

    def close(self) -> None:
        if self.form.rules in ("all", "horizontal", "faint", "dotted"):
            self.canvas.line(self.x, self.y, self.x + self.table, self.y)


def len_of(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def wrap(text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for character in text:
        if len_of(lines[-1] + character, size) > width:
            lines.append("")
        lines[-1] += character
    return lines


def draw(form: Form, lines: Sequence[Line], file: Path) -> None:
    """Draw the list into a file."""
    sheet = Sheet(form, file)
    first = True
    if form.cover or form.summary:
        _front(sheet, lines)
        first = not form.cover
    header = [COLUMNS[key][0] for key in form.columns]
    sheet.begin(first=first)
    sheet.y -= sheet.row(header, "header")
    for kind, cells in _merged(form, parts(form, lines)):
        need = (
            max(len(wrap(t, w - 6, form.size)) for t, w in zip(cells, sheet.widths, strict=False))
            * (form.size + 2)
            + 2 * form.pad
            if kind != "heading"
            else 40
        )
        if sheet.y - need < MARGIN:
            sheet.close()
            if form.two_up and sheet.side == 0:
                sheet.side, sheet.y = (
                    1,
                    sheet.height - MARGIN - (36 if sheet.canvas.getPageNumber() == 1 else 14),
                )
            else:
                sheet.canvas.showPage()
                sheet.side = 0
                sheet.begin(first=False)
            if form.header_every_page:
                sheet.y -= sheet.row(header, "header")
        sheet.y -= sheet.row(cells, kind)
    sheet.close()
    sheet.canvas.save()


def _merged(form: Form, rows: list[Part]) -> list[Part]:
    """Rows whose 部 and 課 are printed once for all that share them."""
    if not form.merge:
        return rows
    shown: list[Part] = []
    before: list[str] = []
    for kind, cells in rows:
        made = list(cells)
        if kind == "row" and before:
            for at, key in enumerate(form.columns):
                if ROLES.get(key) in ("department", "section") and cells[at] == before[at]:
                    made[at] = ""
        before = cells if kind == "row" else []
        shown.append((kind, made))
    return shown


def _front(sheet: Sheet, lines: Sequence[Line]) -> None:
    sheet.text(80, sheet.height - 200, sheet.form.title, 22)
    if sheet.form.summary:
        y = sheet.height - 260
        sheet.text(80, y, "部別集計表", 10)
        table = [("部", "事業数", "要求額")] + [
            (d, str(sum(p.department == d for p in lines)), f"{sum(p.requested or 0 for p in lines if p.department == d):,}")
            for d in dict.fromkeys(p.department for p in lines)
        ]  # fmt: skip
        for row in table:
            y -= 16
            for at, text in enumerate(row):
                sheet.canvas.rect(80 + at * 100, y - 4, 100, 16)
                sheet.text(84 + at * 100, y, text, 9)
    sheet.canvas.showPage()
