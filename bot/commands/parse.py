"""`yosan parse`: reads a list and prints it, or what each step of reading found; stores nothing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bot.settings import DEFAULT_MUNICIPALITY, municipality_code, read
from data.errors import ListError, SettingError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.description = (
        "Reads a list (PDF, CSV, XLSX, JSON), checks it and prints it; stores nothing. --json: the contract's"
        " object. --show: what a step of reading a PDF found, a line each. --image: each page as a picture"
        " with what was found where."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a list")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--municipality",
        metavar="CODE",
        help="全国地方公共団体コード of who published it (default: YOSAN_MUNICIPALITY, else 13103)",
    )
    parser.add_argument("--show", choices=("rows", "cells", "columns"), help="a step of reading")
    parser.add_argument("--image", metavar="DIR", type=Path, help="draw the pages into a folder")


def run(args: argparse.Namespace) -> int:
    """Print the list."""
    if args.show or args.image:
        return _steps(args)
    from data.tables import edition_to_json, read_checked  # noqa: PLC0415 - the readers

    edition, report = read_checked(args.file, _municipality(args.municipality))
    if args.json:
        print(json.dumps(edition_to_json(edition), ensure_ascii=False))
        return 0
    print(f"{edition.title}（{edition.municipality}、{edition.id}）")
    for p in edition.projects:
        amount = "－" if p.requested.total is None else f"{p.requested.total:,}円"
        print(f"No.{p.no}　{p.name}（{p.kind}）　{p.department} {p.section}　要求額 {amount}")
    print("\n".join(report.lines))
    return 0


def _municipality(text: str | None) -> str:
    try:
        code = municipality_code(text) if text else None
    except ValueError as error:
        raise SettingError(f"--municipality が正しくありません。{error}。") from None
    return code or read().municipality or DEFAULT_MUNICIPALITY


def _steps(args: argparse.Namespace) -> int:
    from data.parse import rows_by_page  # noqa: PLC0415 - the readers
    from data.pdf import read_pages  # noqa: PLC0415 - the same
    from data.show import drawing_of, lines_of_step  # noqa: PLC0415 - the same
    from data.tables import is_pdf  # noqa: PLC0415 - the same

    if not is_pdf(args.file):
        raise ListError(f"「{args.file.name}」は PDF ではないため、途中の段階を示せません。")
    steps = list(rows_by_page(read_pages(args.file)))
    if args.show:
        for line in lines_of_step(steps, args.show):
            print(line)
    if args.image:
        from data.picture import draw  # noqa: PLC0415 - the same

        for file in draw(args.file, [drawing_of(step) for step in steps], args.image):
            print(file)
    return 0
