"""`yosan`: finds the command's module, runs it, and turns an error into one sentence and a status.

Exit status: 0 done, 1 the input was bad or nothing was found, 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from data.errors import YosanError

if TYPE_CHECKING:
    import argparse

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
    import argparse  # noqa: PLC0415 - a question alone needs no parser

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
        from bot.lean import import_lean  # noqa: PLC0415 - for these alone

        import_lean()
    _open_streams()
    status = _flushed(main())
    if short:
        with suppress(OSError, ValueError):  # whoever read has gone
            sys.stderr.flush()
        os._exit(status)  # the interpreter's farewell takes a tenth of the whole time
    sys.exit(status)


def _open_streams() -> None:
    """The three streams as UTF-8, whatever the locale says; a closed one is nothing, and stays so.

    Bytes that are no text are read as U+FFFD. What cannot be written as UTF-8 (half of a pair in a file's name)
    is written as an escape, which JSON allows.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as the process
        elif mode == "r":
            stream.reconfigure(encoding="utf-8-sig", errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flushed(status: int) -> int:
    """The status once all is written; 1 where it cannot be, which is said unless something already was."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), 1
        )  # or the interpreter tries again, and complains
        if not status and not isinstance(error, BrokenPipeError):
            _failed(error)
        return 1
    return status


def _failed(error: OSError) -> None:
    print(f"読み書きができませんでした（{error.strerror or error}）。", file=sys.stderr)


def main(argv: list[str] | None = None) -> int:
    """Run `yosan` with the words after the program's name."""
    words = sys.argv[1:] if argv is None else argv
    try:
        if words[:1] == ["ask"] and len(words) == 2 and not words[1].startswith("-"):
            return int(_module("ask").answer(words[1]))  # a parser takes a tenth of the whole time
        args = _parser(words).parse_args(words)
        return int(_module(args.command).run(args))
    except YosanError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        _failed(error)
    except Exception as error:
        if not _of_database(error):
            raise
        reason = str(getattr(error, "orig", None) or error).strip().split("\n", 1)[0]
        print(f"データベースを読み書きできませんでした（{reason}）。", file=sys.stderr)
    return 1


def _of_database(error: Exception) -> bool:
    """Whether the database refused: it is locked, full or damaged. It is not loaded to find out."""
    errors = sys.modules.get("sqlalchemy.exc")
    return errors is not None and isinstance(error, errors.SQLAlchemyError)
