"""`yosan`: finds the command's module, runs it, and turns an error into one sentence and a status.

Exit status: 0 done, 1 the input was bad or nothing was found, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from data.errors import YosanError

COMMANDS = {
    "ask": "answer one question as the bot would",
    "chat": "a conversation in the terminal",
    "search": "projects by a partial name, best first",
    "parse": "read a list and print it; stores nothing",
    "import": "read, check and store lists as editions",
    "editions": "what is stored",
    "diff": "new, changed and withdrawn projects between two editions",
    "export": "the records as CSV, XLSX or JSON",
    "verify": "compute an answer again from its code",
    "ledger": "which kinds of question got no answer",
    "bot": "run the Telegram bot",
}
"""What each command is for; a command `x` lives in `bot.commands.x` (`import_` for import)."""


def _parser(argv: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yosan", description="予算さん: a ward's budget list, asked in words."
    )
    commands = parser.add_subparsers(
        prog=parser.prog, dest="command", required=True, metavar="COMMAND"
    )
    chosen = next((word for word in argv if word in COMMANDS), None)
    for name, purpose in COMMANDS.items():
        sub = commands.add_parser(name, help=purpose, description=purpose)
        if name == chosen:
            _module(name).arguments(sub)
    return parser


def _module(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a module has no useful type
    return import_module(f"bot.commands.{'import_' if name == 'import' else name}")


SHORT = frozenset({"ask", "verify"})
"""Commands that say one thing and end: no garbage is worth collecting, nor the memory worth tidying."""


def console() -> NoReturn:
    """`yosan` as a process of its own."""
    short = SHORT.intersection(sys.argv[1:2])
    if short:
        gc.disable()
    status = main()
    if short:
        with suppress(OSError, ValueError):  # whoever read has gone
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)  # the interpreter's farewell takes a tenth of the whole time
    sys.exit(status)


def main(argv: list[str] | None = None) -> int:
    """Run `yosan` with the words after the program's name."""
    words = sys.argv[1:] if argv is None else argv
    args = _parser(words).parse_args(words)
    try:
        return int(_module(args.command).run(args))
    except YosanError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    return 1
