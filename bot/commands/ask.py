"""`yosan ask`: one question, answered as the bot would."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.assistant import Context
from bot.commands.shared import add_edition, assistant_of, edition_of, json_of, words_of

if TYPE_CHECKING:
    import argparse

UNANSWERED = {
    "not_found": "お尋ねのものは、一覧に見つかりませんでした。",
    "out_of_scope": "お尋ねのことは、一覧からはお答えできません。",
}
"""What a program that asks is told on stderr, by status."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `yosan ask` takes."""
    parser.add_argument("question", metavar="QUESTION", help="the question, in Japanese or English")
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    parser.add_argument(
        "--explain", action="store_true", help="show how the question was read, and its candidates"
    )
    add_edition(parser)


def run(args: argparse.Namespace) -> int:
    """Answer as the options say; 1 where nothing was found."""
    return answer(args.question, args.edition, as_json=args.json, explained=args.explain)


def answer(
    question: str, edition: str | None = None, *, as_json: bool = False, explained: bool = False
) -> int:
    """Answer one question; 1 where nothing was found."""
    assistant, asked = assistant_of(), words_of(question)
    chosen = edition_of(edition, assistant)
    reply = assistant.reply(asked, Context(), chosen)
    found = json_of(reply)
    if explained:
        from bot.explain import explain  # noqa: PLC0415 - only when asked

        print(explain(asked, assistant, chosen))
    if as_json:
        import json  # noqa: PLC0415 - as above

        print(json.dumps(found, ensure_ascii=False))
    else:
        print(reply.message.plain)
    unanswered = UNANSWERED.get(str(found["status"]))
    if unanswered and not sys.stdout.isatty():  # whoever reads the answer itself has been told
        print(unanswered, file=sys.stderr)
    return 1 if unanswered else 0
