"""Files made to harm: each is one sentence, in time and in memory, and leaves no process behind."""

import io
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def pdf(objects: Iterable[tuple[int, bytes]]) -> bytes:
    made, places = bytearray(b"%PDF-1.5\n"), {}
    for number, body in objects:
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(made), max(places) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        made += (
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        )
    made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(made)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)


def page(content: bytes, media: bytes = b"[0 0 800 600]", *more: tuple[int, bytes]) -> bytes:
    resources = b"<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>"
    return pdf(
        [
            (1, b"<</Type/Catalog/Pages 2 0 R>>"),
            (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>"),
            (3, b"<</Type/Page/Parent 2 0 R/MediaBox%s/Resources%s/Contents 4 0 R>>" % (media, resources)),
            (4, stream(zlib.compress(content, 9), b"/Filter/FlateDecode")),
            (5, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
            *more,
        ]
    )  # fmt: skip


def tree(kids: bytes, count: int, *more: tuple[int, bytes]) -> bytes:
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return pdf([(1, b"<</Type/Catalog/Pages 2 0 R>>"), (2, pages), *more])


def bomb() -> bytes:
    packer = zlib.compressobj(9)
    block = b"q Q " * (1 << 18)
    data = b"".join([*(packer.compress(block) for _ in range(1024)), packer.flush()])
    return page(b"").replace(
        stream(zlib.compress(b"", 9), b"/Filter/FlateDecode"), stream(data, b"/Filter/FlateDecode")
    )


def form(number: int, times: int) -> tuple[int, bytes]:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I %d 0 R>>>>"
    return number, stream(b"/I Do " * times, head % (number + 1))


def image() -> tuple[int, bytes]:
    head = b"/Type/XObject/Subtype/Image/Width 20000/Height 10000/BitsPerComponent 8/ColorSpace/DeviceGray"
    return 6, stream(zlib.compress(b"\0" * 200_000_000, 9), head + b"/Filter/FlateDecode")


def workbook(body: str, head: str = "") -> bytes:
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/s.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship'
        f' Id="r" Type="{RELATIONS}/worksheet" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f"{head}<worksheet {SHEET}>{body}</worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    cell = '<sheetData><row><c t="inlineStr"><is><t>&a10;</t></is></c></row></sheetData>'
    return workbook(cell, f'<!DOCTYPE l [<!ENTITY a0 "lol">{entities}]>')


ONE = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
KNOTS = [
    (n, b"<</Type/Pages/Kids[%s]/Count 10>>" % (b"%d 0 R " % (n + 1) * 10)) for n in range(3, 12)
]

FILES: dict[str, Callable[[], bytes]] = {
    "flate.pdf": bomb,
    "image.pdf": lambda: page(b"q 800 0 0 600 0 0 cm /I Do Q", b"[0 0 800 600]", image()),
    "forms.pdf": lambda: page(b"/I Do", b"[0 0 9 9]", *(form(n, 10) for n in range(6, 40))),
    "deep-forms.pdf": lambda: page(b"/I Do", b"[0 0 9 9]", *(form(n, 1) for n in range(6, 4000))),
    "glyphs.pdf": lambda: page(b"BT /F 8 Tf " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 200_000 + b"ET"),
    "arrays.pdf": lambda: page(b"BT /F 8 Tf " + b"[" * 100_000 + b"(x)" + b"]" * 100_000 + b" TJ ET"),
    "lines.pdf": lambda: page(b"".join(b"%d 5 m 9 9 l S " % n for n in range(400_000))),
    "huge-page.pdf": lambda: page(b"BT /F 8 Tf (x) Tj ET", b"[0 0 1e9 1e9]"),
    "no-page.pdf": lambda: page(b"BT /F 8 Tf (x) Tj ET", b"[0 0 0 0]"),
    "cycle.pdf": lambda: tree(b"2 0 R", 1),
    "knots.pdf": lambda: tree(b"3 0 R " * 10, 10, *KNOTS, (12, b"<</Type/Page/MediaBox[0 0 9 9]>>")),
    "pages.pdf": lambda: tree(b"3 0 R " * 500_000, 500_000, (3, b"<</Type/Page/MediaBox[0 0 9 9]>>")),
    "objects.pdf": lambda: tree(b"", 0, *((n, b"null") for n in range(3, 1_000_000))),
    "junk.pdf": lambda: b"%PDF-1.4\n" + bytes(range(256)) * 65_536 + b"\n%%EOF",
    "laughs.xlsx": laughs,
    "merged.xlsx": lambda: workbook(ONE + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "cells.xlsx": lambda: workbook(
        "<sheetData>" + ("<row>" + "<c><v>1</v></c>" * 20 + "</row>") * 100_000 + "</sheetData>"
    ),
    "zip.xlsx": lambda: workbook("<sheetData>" + " " * 300_000_000 + "</sheetData>"),
}  # fmt: skip


def children(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield int(child)
            yield from children(int(child))


def megabytes(process: int) -> int:
    total = 0
    for one in (process, *children(process)):
        pages = Path(f"/proc/{one}/statm").read_text().split()[1]
        total += int(pages) * 4096 // 1_048_576
    return total


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is watched by /proc")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_one_sentence_in_time_and_memory(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name]())
    code = "import sys; from bot.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "parse", str(file)]
    start, most = time.monotonic(), 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None and time.monotonic() - start < 40:
            try:
                most = max(most, megabytes(process.pid))
            except OSError:
                continue  # one of them has just ended
            time.sleep(0.1)
        process.kill()
        out, said = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert said.endswith("。\n")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert time.monotonic() - start < 20
    assert most < 2048
