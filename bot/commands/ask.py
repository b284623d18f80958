"""`yosan ask`: one question, answered as the bot would."""

from __future__ import annotations

import argparse
import json
import sys

from bot.assistant import Context
from bot.commands.shared import add_edition, assistant_of, edition_of, json_of, words_of

UNANSWERED = {
    "not_found": "お尋ねのものは、一覧に見つかりませんでした。",
    "out_of_scope": "お尋ねのことは、一覧からはお答えできません。",
}
"""What a program that asks is told on stderr, by status."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `yosan ask` takes."""
    parser.add_argument(
        "question", metavar="QUESTION", type=words_of, help="the question, in Japanese or English"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    parser.add_argument(
        "--explain", action="store_true", help="show how the question was read, and its candidates"
    )
    add_edition(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; 1 where nothing was found."""
    assistant = assistant_of()
    edition = edition_of(args.edition, assistant)
    reply = assistant.reply(args.question, Context(), edition)
    found = json_of(reply)
    if args.explain:
        from bot.explain import explain  # noqa: PLC0415 - only when asked

        print(explain(args.question, assistant, edition))
    print(json.dumps(found, ensure_ascii=False) if args.json else reply.message.plain)
    unanswered = UNANSWERED.get(str(found["status"]))
    if unanswered and not sys.stdout.isatty():  # whoever reads the answer itself has been told
        print(unanswered, file=sys.stderr)
    return 1 if unanswered else 0
