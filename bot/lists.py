"""A list file as an edition, whatever its kind: what importing and publishing read with."""

from __future__ import annotations

from pathlib import Path

from data.model import Edition
from data.parse import edition_of_pages
from data.pdf import read_pages


def read_list(file: Path, municipality: str) -> Edition:
    """Read a list; doubts are the edition's warnings.

    Raises:
        ListError: it cannot be read; one sentence says why.
    """
    return edition_of_pages(read_pages(file), municipality, file.name).edition
