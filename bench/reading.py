"""A list of 4,000 projects on 200 pages: ours, with both cores and with one, beside pdfplumber's own
`page.extract_tables()` in the same run; and the largest memory a process took.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from data.parse import edition_of_pages
from data.pdf import read_pages

PAGES = 200
ROWS = 20
EDGES = (30, 60, 150, 240, 400, 450, 650, 720, 790)
HEADS = ("No", "部", "課", "事業名", "区分", "要求内容", "要求額", "うちレベルアップ")


def draw(path: Path, pages: int) -> None:
    """A plainly ruled list: 20 projects a page."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    canvas = Canvas(str(path), pagesize=landscape(A4))
    for page in range(pages):
        canvas.setFont("HeiseiKakuGo-W5", 8)
        canvas.drawString(30, 565, "令和6年度当初予算　新規事業一覧（要求段階）（単位：千円）")
        for row in range(ROWS + 1):
            no = page * ROWS + row
            cells = HEADS if row == 0 else (
                str(no), "総合政策部", "事業推進課", f"地域活動応援事業その{no}", "新規",
                "地域の活動を応援するための経費を計上します。", f"{no:,}00", "－",
            )  # fmt: skip
            for x, cell in zip(EDGES, cells, strict=False):
                canvas.drawString(x + 2, 545 - row * 24, cell)
        for row in range(ROWS + 2):
            canvas.line(EDGES[0], 560 - row * 24, EDGES[-1], 560 - row * 24)
        for x in EDGES:
            canvas.line(x, 560, x, 560 - (ROWS + 1) * 24)
        canvas.showPage()
    canvas.save()


def plain(path: Path) -> int:
    """The rows that pdfplumber's own tables hold."""
    found = 0
    with pdfplumber.open(path) as document:
        for page in document.pages:
            found += sum(len(table) - 1 for table in page.extract_tables())
            page.close()
    return found


def ours(path: Path, processes: int) -> int:
    """The projects we read."""
    return len(edition_of_pages(read_pages(path, processes=processes), "13103").edition.projects)


def main() -> None:
    """Print seconds and ratios."""
    if len(sys.argv) > 1:  # one side in a process of its own, so that memory is its own
        path, side = Path(sys.argv[1]), sys.argv[2]
        start = time.perf_counter()
        rows = plain(path) if side == "plain" else ours(path, int(side))
        took = time.perf_counter() - start
        who = resource.RUSAGE_SELF if side == "plain" else resource.RUSAGE_CHILDREN
        print(took, rows, resource.getrusage(who).ru_maxrss // 1024)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.pdf"
        draw(path, PAGES)
        results = {}
        for side in ("plain", "1", "2"):
            words = [sys.executable, "-m", "bench.reading", str(path), side]
            done = subprocess.run(words, check=True, capture_output=True, text=True)
            took, rows, megabytes = done.stdout.split()
            results[side] = float(took)
            name = {
                "plain": "pdfplumber extract_tables",
                "1": "ours, one process",
                "2": "ours, two processes",
            }[side]
            ratio = results["plain"] / results[side]
            print(
                f"{name:28s} {float(took):6.1f} s  {rows} rows  {megabytes} MB  {ratio:5.2f} × as fast"
            )


if __name__ == "__main__":
    main()
