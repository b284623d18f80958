"""`yosan editions`: what is stored, and where each list came from."""

from __future__ import annotations

import argparse
import json

from bot.library import Library, load
from bot.settings import Settings, read
from data.model import EditionId


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.description = (
        "What can be asked about, oldest first; ★ marks the edition a question means when it names none."
        ' --json: one object {"editions": [{"edition", "title", "municipality", "fiscal_year", "stage",'
        ' "projects", "requested" (yen), "warnings" (count), "source" (shipped|imported), "file",'
        ' "sha256", "published_by", "published_at", "default"}]}.'
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the editions."""
    from bot.reports import edition_json, heading, money  # noqa: PLC0415 - needs the database's shapes

    settings = read()
    library = load(settings)
    published = _published(settings, library)
    newest = library.newest
    rows = []
    for edition in sorted(library.index.editions, key=lambda e: e.id):
        row = edition_json(edition, published.get(edition.id))
        rows.append(row | {"default": edition.id == newest})
        if not args.json:
            mark, total = "★" if edition.id == newest else "　", money(row["requested"], edition)
            where = row["file"] or "同梱"
            print(f"{mark}{heading(edition)}　{row['projects']}件　{total}　{where}")
    if args.json:
        print(json.dumps({"editions": rows}, ensure_ascii=False))
    return 0


def _published(settings: Settings, library: Library):  # type: ignore[no-untyped-def]  # noqa: ANN202 - its type needs the database
    if not settings.has_database:
        return {}
    from data import store  # noqa: PLC0415 - only where there is something stored
    from data.database import open_database  # noqa: PLC0415 - the same

    database = open_database(settings.database_url.reveal())
    try:
        with database.read() as connection:
            found = {e.id: store.current(connection, e.id) for e in library.index.editions}
    finally:
        database.close()
    return {edition: p for edition, p in found.items() if p and isinstance(edition, EditionId)}
