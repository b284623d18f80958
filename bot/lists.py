"""A list file as an edition, whatever its kind: what importing and publishing read with."""

from __future__ import annotations

from pathlib import Path

from data.errors import ListError
from data.model import Edition
from data.parse import edition_of_pages
from data.pdf import Progress, read_pages


def read_list(file: Path, municipality: str, progress: Progress | None = None) -> Edition:
    """Read a list; doubts are the edition's warnings.

    Raises:
        ListError: it cannot be read; one sentence says why.
    """
    if not file.is_file():
        what = "フォルダーです" if file.is_dir() else "見つかりません"
        raise ListError(f"「{file.name}」は{what}。一覧のファイルを指定してください。")
    return edition_of_pages(read_pages(file, progress), municipality, file.name).edition
