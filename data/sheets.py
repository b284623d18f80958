"""Rows of cells (CSV, XLSX) become the rows that the list reader takes: find the header, name the cells.

No file is opened here, and no amount computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from data.errors import ListError
from data.grid import Band, Column, Row
from data.headers import score, settled
from data.layouts import AMOUNTS, ENGLISH, Role, role_of, squeezed
from data.parse import Reading, edition_of_rows
from data.titles import fiscal_year

Cells = Sequence[Sequence[str]]


class Spread(str):
    """The text of a merged cell, where it stands in columns right of its own: of use in headers only."""

    __slots__ = ()


FARTHEST_HEADER = 100
"""Rows from the top among which a header is looked for."""


class _Header(Struct, frozen=True):
    """Which columns a sheet has, and the first row under them."""

    columns: tuple[Column, ...]
    first: int
    body: int


def reading_of_sheets(sheets: Sequence[Cells], municipality: str, name: str) -> Reading:
    """Read a list from its sheets; a sheet without a header of projects only says what it says above.

    Raises:
        ListError: no sheet holds a list of projects.
    """
    above: list[str] = []
    rows: list[Row] = []
    columns: list[Column] = []
    texts = (text for sheet in sheets for row in sheet[:FARTHEST_HEADER] for text in row)
    year = fiscal_year("\n".join((*texts, name)))
    for sheet in sheets:
        cells = [[_joined(text) for text in row] for row in sheet]
        header = _header(cells, year)
        above += ["　".join(filter(None, row)) for row in cells[: header.first if header else None]]
        if header:
            rows += _rows(cells, header)
            columns += [c for c in header.columns if c.role in AMOUNTS]
    if not columns:
        raise ListError(f"「{name}」に事業の一覧の表が見つかりません。")
    above = [text for text in above if text] + [name]
    if all(squeezed(column.label) in ENGLISH for column in columns):
        above.append("単位:円")
    return edition_of_rows(rows, above, columns, municipality, name)


def _joined(text: str) -> str:
    """A cell's lines joined, no spaces at its ends."""
    made = "".join(line.strip() for line in text.splitlines())
    return Spread(made) if isinstance(text, Spread) else made


def _header(cells: Cells, year: int | None) -> _Header | None:
    best: _Header | None = None
    most = 0
    for first in range(min(len(cells), FARTHEST_HEADER)):
        for size in (1, 2, 3):
            columns = _columns(cells[first : first + size])
            points = score(columns)
            if points > most:
                best, most = _Header(settled(columns, year), first, first + size), points
    return best


def _columns(rows: Cells) -> list[Column]:
    width = max(len(row) for row in rows)
    labels = ["" for _ in range(width)]
    for row in rows:
        for at, text in enumerate(row):
            if text and not labels[at].endswith(text):
                labels[at] += text
    return [Column(at, at + 1, text, role_of(text)) for at, text in enumerate(labels)]


def _rows(cells: Cells, header: _Header) -> Iterator[Row]:
    for at, row in enumerate(cells[header.body :], header.body + 1):
        if not any(row):
            continue
        found: dict[Role, str] = {}
        for column, text in zip(header.columns, row, strict=False):
            if column.role is not None and not isinstance(text, Spread):
                found[column.role] = found.get(column.role, "") + text
        text = "".join(dict.fromkeys(filter(None, row)))
        yield Row(0, Band(at, at), found, text, 0.0)
