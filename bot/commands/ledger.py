"""`yosan ledger`: which kinds of question got no answer, week by week, and what 👍 and 👎 said."""

from __future__ import annotations

import argparse
import json
import re
from datetime import date

from msgspec.structs import asdict

from bot.settings import read


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.description = (
        "How often which shape of question got no answer, by ISO week, the newest first; never a word"
        " that anybody wrote, never a person. --json: one object a line,"
        ' {"week": "2026-W48", "shape": "…", "count": 3}.'
    )
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    parser.add_argument("--week", type=_week, help="only this week, as 2026-W48")


def _week(text: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-W\d{2}", text, re.ASCII):
            date.fromisocalendar(int(text[:4]), int(text[6:]), 1)
            return text
    except ValueError:  # a year has 52 weeks or 53
        pass
    raise argparse.ArgumentTypeError("週は 2026-W48 のように指定してください。")


def run(args: argparse.Namespace) -> int:
    """Print the counts."""
    settings = read()
    url = settings.database_url.reveal()
    counts = _counts(url, args.week) if settings.has_database else ()
    for count in counts:
        line = asdict(count)
        print(json.dumps(line, ensure_ascii=False) if args.json else _line(**line))
    if not counts and not args.json:
        print("まだ記録はありません。")
    return 0


def _line(week: str, shape: str, count: int) -> str:
    return f"{week}　{count:>5}件　{shape}"


def _counts(url: str, week: str | None):  # type: ignore[no-untyped-def]  # noqa: ANN202 - its type needs the database
    from bot.ledger import Ledger  # noqa: PLC0415 - only where there is a database
    from data.database import open_database  # noqa: PLC0415 - the same

    database = open_database(url)
    try:
        return Ledger(database).counts(week)
    finally:
        database.close()
