"""`yosan chat`: a conversation in the terminal, or many at once as JSON Lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from bot.assistant import Assistant, Context, Reply
from bot.commands.shared import add_edition, assistant_of, edition_of, json_of
from bot.message import Button, Show
from data.errors import YosanError
from data.model import EditionId
from data.query import Help

PROMPT = "› "
FAREWELL = frozenset({"exit", "quit", "終了", "おわり", "終わり", "バイバイ"})


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `yosan chat` takes."""
    parser.add_argument(
        "--json",
        action="store_true",
        help='read {"turns": […], "q": "…"} a line, each a conversation of its own; write an answer a line',
    )
    add_edition(parser)


def run(args: argparse.Namespace) -> int:
    """Talk until the input ends."""
    assistant = assistant_of()
    edition = edition_of(args.edition, assistant)
    return _lines(assistant, edition) if args.json else _talk(assistant, edition)


def _lines(assistant: Assistant, edition: EditionId | None) -> int:
    status = 0
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            turns, question = _asked(line)
        except (ValueError, TypeError, KeyError, RecursionError):
            print("入力の行が JSON の質問の形になっていません。", file=sys.stderr)
            status = 1
            print(json.dumps(_unreadable(), ensure_ascii=False), flush=True)
            continue
        reply = _conversation(assistant, turns, question, edition)
        print(json.dumps(json_of(reply), ensure_ascii=False), flush=True)
    return status


def _asked(line: str) -> tuple[list[str], str]:
    found = json.loads(line)
    if not isinstance(found, dict):
        raise TypeError(line)
    turns, question = found.get("turns") or [], found["q"]
    if not isinstance(turns, list) or not all(isinstance(t, str) for t in (*turns, question)):
        raise TypeError(line)
    return turns, question


def _unreadable() -> dict[str, Any]:
    return {"status": "out_of_scope", "operation": "detail", "attribute": None, "projects": [], "value": None, "understood": "", "text": "入力の行を読み取れませんでした。"}  # fmt: skip


def _conversation(
    assistant: Assistant, turns: list[str], question: str, edition: EditionId | None
) -> Reply:
    context = Context()
    for turn in turns:
        context = assistant.reply(turn, context, edition).context
    return assistant.reply(question, context, edition)


def _talk(assistant: Assistant, edition: EditionId | None) -> int:
    context = Context()
    start = edition or assistant.newest(context)
    reply = assistant.show((Help(start),), context)
    print(_shown(reply))
    buttons = _buttons(reply)
    for line in _input():
        text = line.strip()
        if text.lower() in FAREWELL:
            break
        if not text:
            continue
        if text.isdecimal() and 1 <= int(text) <= len(buttons):
            reply = _pressed(buttons[int(text) - 1], assistant, context)
        else:
            reply = assistant.reply(text, context, edition)
        context, buttons = reply.context, _buttons(reply)
        print(_shown(reply))
    return 0


def _input() -> Iterator[str]:
    interactive = sys.stdin.isatty()
    if interactive:
        import readline  # noqa: F401, PLC0415 - makes input() remember and edit lines
    while True:
        try:
            yield input(PROMPT if interactive else "")
        except EOFError:
            return


def _pressed(button: Button, assistant: Assistant, context: Context) -> Reply:
    if not isinstance(button.action, Show):
        raise YosanError("このボタンは端末では使えません。")
    return assistant.show((button.action.intent,), context)


def _buttons(reply: Reply) -> list[Button]:
    """The buttons a terminal can press: those that show something."""
    return [b for row in reply.message.buttons for b in row if isinstance(b.action, Show)]


def _shown(reply: Reply) -> str:
    choices = [f"  {n}. {b.label}" for n, b in enumerate(_buttons(reply), 1)]
    return "\n".join([reply.message.plain, *choices, ""])
