"""`yosan export`: the records of an edition as CSV, XLSX or JSON, which `yosan import` takes back."""

from __future__ import annotations

import argparse
import os
import shutil
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
    from data.tables import content  # noqa: PLC0415 - the readers, for this command alone

    made = content(_edition(args.edition), args.format)
    if args.output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return 0
    try:
        _put(args.output, made)
    except (OSError, ValueError) as error:
        raise ListError(f"「{args.output}」に書き込めません。") from error
    return 0


def _put(file: Path, made: bytes) -> None:
    """Write a file whole: until then there is none, or the one before. A device or a pipe is written to."""
    if file.exists() and not file.is_file():
        file.write_bytes(made)
        return
    target = file.resolve()  # what a link points at, not the link
    part = target.with_name(f".yosan-{os.getpid()}.part")
    try:
        part.write_bytes(made)
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


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
