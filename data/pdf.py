"""PDF files as pages of positioned characters and rules. The only pdfplumber.

A file is opened in processes of its own, held to a time and a memory, so that no document can harm or
stop the program; pages are read side by side. What a page means is not decided here.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from data.errors import ListError
from data.glyphs import right
from data.held import PATIENCE, guard
from data.strokes import Rule, rules_of

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is opened at all."""

MOST_PAGES = 2_000
"""Pages of a list that is read at all."""

TOGETHER = 10
"""Pages that are read in one go from one opening of the file."""


class Glyph(NamedTuple):
    """A printed character: its box in points from the page's top left, and its size."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


def height_of(glyph: Glyph) -> float:
    """Where a character's middle stands below the page's top."""
    return (glyph.top + glyph.bottom) / 2


class Page(Struct, frozen=True):
    """A page, upright: characters from top to bottom by their middles, horizontal and vertical rules."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    has_image: bool = False
    damaged: bool = False


Progress = Callable[[int, int], None]
"""Told after each step: pages read, pages in all."""


def read_pages(path: Path, progress: Progress | None = None, processes: int = 2) -> Iterator[Page]:
    """All pages of a PDF, in order and as they come, read by so many processes side by side.

    Raises:
        ListError: the file is not a PDF that can be read; the sentence names the reason.
    """
    _check_file(path)
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, initializer=guard) as pool:
        yield from _in_time(pool, str(path), progress)


def _check_file(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST:
        raise ListError(
            f"「{path.name}」は大きすぎます（{size // 1_048_576} MB、上限 {LARGEST // 1_048_576} MB）。"
        )
    with path.open("rb") as file:
        head = file.read(1024)
        file.seek(max(0, size - 2048))
        tail = file.read()
    if b"%PDF-" not in head:
        raise ListError(f"「{path.name}」は PDF ファイルではありません。")
    if b"%%EOF" not in tail:
        raise ListError(
            f"「{path.name}」は途中で切れているか壊れています（PDF の終わりがありません）。"
        )


def _in_time(pool: Any, path: str, progress: Progress | None) -> Iterator[Page]:  # noqa: ANN401 - multiprocessing's pools have no public class
    deadline = time.monotonic() + PATIENCE
    first = pool.apply_async(_read, (path, 0))
    total, pages = _result(first, deadline)
    rest = [pool.apply_async(_read, (path, at)) for at in range(TOGETHER, total, TOGETHER)]
    done = 0
    for task in (None, *rest):
        if task:
            _, pages = _result(task, deadline + done / 2)
        done += len(pages)
        if progress:
            progress(done, total)
        yield from pages


def _result(task: Any, deadline: float) -> tuple[int, list[Page]]:  # noqa: ANN401 - as above
    try:
        found = task.get(timeout=max(0.1, deadline - time.monotonic()))
    except multiprocessing.TimeoutError:
        raise ListError("PDF の読み取りに時間がかかりすぎるため、中止しました。") from None
    if isinstance(found, str):
        raise ListError(found)
    total, pages = found
    return total, pages


def _read(path: str, start: int) -> str | tuple[int, list[Page]]:
    """In a reading process: some pages from `start`, or the sentence that says why not."""
    import pdfplumber  # noqa: PLC0415 - only reading processes pay for it
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415

    name = Path(path).name
    try:
        with pdfplumber.open(path) as document:
            total = len(document.pages)
            if not total:
                return f"「{name}」は壊れています（ページがありません）。"
            if total > MOST_PAGES:
                return f"「{name}」はページが多すぎます（{total} ページ、上限 {MOST_PAGES}）。"
            return total, [_page(p) for p in document.pages[start : start + TOGETHER]]
    except MemoryError:
        return f"「{name}」は大きすぎて読み取れません（メモリの上限を超えました）。"
    except RecursionError:
        return f"「{name}」は構造が複雑すぎて読み取れません。"
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            return f"「{name}」は暗号化（パスワード保護）されているため読み取れません。"
        return f"「{name}」は壊れているため読み取れません。"
    except Exception:  # noqa: BLE001 - a document may break a parser in any way; it is the document's fault
        return f"「{name}」は壊れているため読み取れません。"


def _page(page: Any) -> Page:  # noqa: ANN401 - pdfplumber has no types
    damaged = _is_damaged(page)
    try:
        characters = _characters(page)
        turn = _turn(characters)
        horizontals, verticals = rules_of(page.edges, page.rects)
        glyphs = _glyphs(characters, turn, page)
        found = Page(
            page.page_number, float(page.width), float(page.height), glyphs, horizontals, verticals,
            bool(page.images), damaged,
        )  # fmt: skip
        return _turned(found, turn)
    finally:
        page.close()


def _characters(page: Any) -> list[Any]:  # noqa: ANN401 - as above
    """The characters of a page; its drawings are left to pdfplumber, which finds them where it looks first."""
    from data.device import Device, Interpreter  # noqa: PLC0415 - only reading processes pay for it

    device = Device(page.pdf.rsrcmgr, page.page_number)
    Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()  # noqa: SLF001 - else it would interpret the page again
    return [c for c in device.characters if c.text]


def _is_damaged(page: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a content stream of the page, or what its fonts say their characters are, cannot be
    unpacked whole (pdfminer reads on silently).
    """
    from pdfminer import settings  # noqa: PLC0415
    from pdfminer.pdftypes import dict_value, stream_value  # noqa: PLC0415

    settings.STRICT = True
    try:
        fonts = dict_value(dict_value(page.page_obj.resources).get("Font") or {})
        named = [dict_value(font).get("ToUnicode") for font in fonts.values()]
        for stream in (*page.page_obj.contents, *filter(None, named)):
            stream_value(stream).get_data()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever is raised, the stream is not whole
        return True
    finally:
        settings.STRICT = False
    return False


def _turn(characters: list[Any]) -> int:
    """How far the text of a page is turned: 0, 90, 180 or 270 degrees, by most of its characters."""
    turns = Counter(c.turn for c in characters)
    return turns.most_common(1)[0][0] if turns else 0


def _glyphs(characters: list[Any], turn: int, page: Any) -> tuple[Glyph, ...]:  # noqa: ANN401 - as above
    """The characters that belong to the text: not turned otherwise, not oversized, not outside, each once."""
    left, top, end, bottom = page.bbox
    base, beside = float(page.height) + page.mediabox[1], page.mediabox[0]
    kept = [
        Glyph(right(c.text), c.x0 + beside, base - c.y1, c.x1 + beside, base - c.y0, c.size)
        for c in characters
        if c.turn == turn
    ]
    kept = [
        g
        for g in kept
        if g.text and g.x1 > left and g.x0 < end and g.bottom > top and g.top < bottom
    ]
    sizes = sorted(g.size for g in kept)
    largest = max(30.0, 3 * sizes[len(sizes) // 2]) if sizes else 0.0
    return tuple(sorted(_once(g for g in kept if g.size <= largest), key=height_of))


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Characters without those that are drawn again in their place, for bold."""
    seen: dict[tuple[str, int], list[float]] = {}
    for glyph in glyphs:
        line = int(glyph.top * 2)
        near = (x for y in (line - 1, line, line + 1) for x in seen.get((glyph.text, y), ()))
        if not any(abs(x - glyph.x0) <= NEAR for x in near):
            seen.setdefault((glyph.text, line), []).append(glyph.x0)
            yield glyph


NEAR = 1.25
"""Points within which a character that is drawn twice is one character."""


def _turned(page: Page, turn: int) -> Page:
    """The page turned so that its text runs from left to right."""
    if turn <= 0:
        return page
    width, height = page.width, page.height

    def box(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        if turn == 90:
            return height - bottom, x0, height - top, x1
        if turn == 270:
            return top, width - x1, bottom, width - x0
        return width - x1, height - bottom, width - x0, height - top

    glyphs = (Glyph(g.text, *box(g.x0, g.top, g.x1, g.bottom), g.size) for g in page.glyphs)
    across = [box(r.start, r.at, r.end, r.at) for r in page.horizontals]
    down = [box(r.at, r.start, r.at, r.end) for r in page.verticals]
    level = [b for b in (*across, *down) if b[2] - b[0] > b[3] - b[1]]
    upright = [b for b in (*across, *down) if b[2] - b[0] <= b[3] - b[1]]
    size = (width, height) if turn == 180 else (height, width)
    return replace(
        page,
        width=size[0],
        height=size[1],
        glyphs=tuple(sorted(glyphs, key=height_of)),
        horizontals=tuple(sorted(Rule(b[1], b[0], b[2]) for b in level)),
        verticals=tuple(sorted(Rule(b[0], b[1], b[3]) for b in upright)),
    )
