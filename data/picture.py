"""Pages drawn with what was found on them. Stands beside `data.pdf`: the pages' picture is PDFium's.

A file is opened in a process of its own, held like the reader's. Nothing is read from the page here.
"""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from data.errors import ListError
from data.held import PATIENCE, guard
from data.show import Drawing

SCALE = 1.5
"""Pixels a point."""

LARGEST_SIDE = 4_000
"""Pixels that a picture is long at most."""

COLOURS = {"column": (0, 90, 220), "row": (220, 40, 40)}


def draw(path: Path, drawings: list[Drawing], folder: Path) -> list[Path]:
    """Draw pages into a folder as PNG; the files' names.

    Raises:
        ListError: the folder cannot be made, or a page cannot be drawn.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ListError(f"フォルダ「{folder}」を作れません。") from error
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, initializer=guard) as pool:
        jobs = [pool.apply_async(_draw, (str(path), d, str(folder))) for d in drawings]
        try:
            return [Path(job.get(timeout=PATIENCE)) for job in jobs]
        except Exception as error:
            raise ListError(f"「{path.name}」のページを描けません。") from error


def _draw(path: str, drawing: Drawing, folder: str) -> str:
    import pypdfium2  # noqa: PLC0415 - only the drawing process pays for it
    from PIL import ImageDraw  # noqa: PLC0415 - the same

    document = pypdfium2.PdfDocument(path)
    page = document[drawing.page - 1]
    scale = min(SCALE, LARGEST_SIDE / max(page.get_size()))
    image = page.render(scale=scale).to_pil().convert("RGB")
    if (image.width > image.height) != (drawing.width > drawing.height):
        image = image.transpose(4)
    pen = ImageDraw.Draw(image)
    x, y = image.width / drawing.width, image.height / drawing.height
    for box in drawing.boxes:
        edges = (box.x0 * x, box.top * y, max(box.x1, box.x0) * x, max(box.bottom, box.top) * y)
        pen.rectangle(edges, outline=COLOURS[box.kind], width=2)
    target = Path(folder) / f"page-{drawing.page:03d}.png"
    image.save(target)
    return str(target)
