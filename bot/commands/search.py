"""`yosan search`: projects by a partial name, best first."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from bot.assistant import Assistant, Found
from bot.commands.shared import add_edition, assistant_of, edition_of, words_of
from data.model import EditionId


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `yosan search` takes."""
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="?",
        type=words_of,
        help="part of a name, in kanji, kana or Latin letters",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help='JSON; without TEXT reads {"q": "…"} a line and writes {"projects": […]} a line',
    )
    parser.add_argument(
        "--limit", metavar="N", type=_positive, default=10, help="at most N projects (default 10)"
    )
    add_edition(parser)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("N は 1 以上の整数で指定してください。")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Search once, or once a line; 1 where nothing fits well enough."""
    assistant = assistant_of()
    edition = edition_of(args.edition, assistant)
    if args.text is None:
        return _lines(assistant, args.limit, edition) if args.json else _missing()
    found = assistant.search(args.text, args.limit, edition)
    if args.json:
        print(json.dumps(_json(found), ensure_ascii=False))
    else:
        for hit in found:
            p = hit.project
            print(f"No.{p.no}  {p.name}（{p.department} {p.section}）")
    if not found:
        print(f"「{args.text[:50]}」に当てはまる事業名は見つかりませんでした。", file=sys.stderr)
    return 0 if found else 1


def _missing() -> int:
    print("探す言葉を指定してください（例: yosan search 防災）。", file=sys.stderr)
    return 2


def _lines(assistant: Assistant, limit: int, edition: EditionId | None) -> int:
    status = 0
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            text = json.loads(line)["q"]
            if not isinstance(text, str):
                raise TypeError(line)  # noqa: TRY301 - one way to say that the line is no question
        except (ValueError, TypeError, KeyError, RecursionError):
            print('入力の行が {"q": "…"} の形になっていません。', file=sys.stderr)
            text, status = "", 1
        print(
            json.dumps(_json(assistant.search(text, limit, edition)), ensure_ascii=False),
            flush=True,
        )
    return status


def _json(found: list[Found]) -> dict[str, Any]:
    return {
        "projects": [
            {
                "edition": str(h.project.edition),
                "no": h.project.no,
                "name": h.project.name,
                "score": h.score,
            }
            for h in found
        ]
    }
