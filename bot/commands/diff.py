"""`yosan diff`: new, changed and withdrawn projects between two editions."""

from __future__ import annotations

import argparse
import json

from bot.library import load_index
from data.errors import NotStored
from data.index import Index
from data.model import Edition, EditionId


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.description = (
        "What differs from one edition to another: new, changed (with how sure a renaming is) and withdrawn"
        " projects, and what became of each: 満額, 減額, 増額, 見送り from a stage to a later one, 新規, 継続,"
        " 廃止, 増, 減 from year to year. --json: one object"
        ' {"before", "after", "new": [project], "changed": [{"no": {"before", "after"}, "name",'
        ' "renamed_from", "confidence", "difference" (yen), "outcome", "fields": {NAME: {"before",'
        ' "after"}}}], "unchanged": […], "withdrawn": [project], "counts"}.'
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("old", metavar="OLD", help="an edition, for example 13103-2020-requested")
    parser.add_argument("new", metavar="NEW", help="another")


def run(args: argparse.Namespace) -> int:
    """Print the changes."""
    from bot.reports import changed, diff_json  # noqa: PLC0415 - needs the database's shapes
    from data.diff import diff  # noqa: PLC0415 - only here

    index = load_index()
    changes = diff(_edition(args.old, index), _edition(args.new, index))
    if args.json:
        print(json.dumps(diff_json(changes), ensure_ascii=False))
    else:
        print("\n".join(changed(changes)))
    return 0


def _edition(name: str, index: Index) -> Edition:
    try:
        wanted = EditionId.parse(name)
    except ValueError as error:
        raise NotStored(str(error)) from None
    if wanted not in index.by_id:
        raise NotStored(f"一覧 {name} はありません。yosan editions で確かめられます。")
    return index.by_id[wanted]
