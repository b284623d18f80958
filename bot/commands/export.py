"""`yosan export`: the records of an edition as CSV, XLSX or JSON, which `yosan import` takes back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.library import load
from data.errors import ListError, NotStored
from data.model import Edition, EditionId


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.description = (
        "Writes an edition's records, amounts in yen; what is written can be imported again and gives the"
        " same edition. CSV is UTF-8 with a BOM, as spreadsheets like it."
    )
    parser.add_argument("--edition", metavar="E", help="an edition's id (default: the newest)")
    parser.add_argument("--format", choices=("csv", "xlsx", "json"), required=True)
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="where to (default: standard output)"
    )


def run(args: argparse.Namespace) -> int:
    """Write the edition."""
    from data.tables import write  # noqa: PLC0415 - the readers, for this command alone

    edition = _edition(args.edition)
    if args.output is None:
        write(edition, args.format, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return 0
    try:
        with args.output.open("wb") as stream:
            write(edition, args.format, stream)
    except OSError as error:
        raise ListError(f"「{args.output}」に書き込めません。") from error
    return 0


def _edition(text: str | None) -> Edition:
    library = load()
    try:
        wanted = EditionId.parse(text) if text else library.newest
    except ValueError as error:
        raise NotStored(str(error)) from error
    found = library.index.by_id.get(wanted)
    if found is None:
        raise NotStored(
            f"一覧（版）「{text}」は保存されていません。`yosan editions` で確かめられます。"
        )
    return found
