"""`yosan import`: reads, checks and stores lists as editions, and queues what subscribed chats are owed."""

from __future__ import annotations

import argparse
import getpass
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import DEFAULT_MUNICIPALITY, municipality_code, read
from data.errors import ListError, SettingError

if TYPE_CHECKING:
    from data.check import Report
    from data.model import Edition


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.description = (
        "Reads lists (PDF, CSV, XLSX, JSON), checks them, stores each as an edition in one step (all of it or,"
        " even when killed, nothing), prints the check report and what changed against the edition before,"
        " and queues announcements. The same file again changes nothing. A list with problems is refused"
        " unless --accept-problems is given; nothing is stored if one of several files is refused."
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a list")
    parser.add_argument(
        "--municipality",
        metavar="CODE",
        help="全国地方公共団体コード of who published it, where the file does not say"
        " (default: YOSAN_MUNICIPALITY, else 13103)",
    )
    parser.add_argument(
        "--accept-problems", action="store_true", help="store it with the problems that were found"
    )


def run(args: argparse.Namespace) -> int:
    """Import the files."""
    from bot import reports  # noqa: PLC0415 - needs the database's shapes

    settings = read()
    code = _municipality(args.municipality) or settings.municipality or DEFAULT_MUNICIPALITY
    lists = [(file, *_read(file, code)) for file in args.files]
    for file, edition, report in lists:
        if edition.warnings and not args.accept_problems:
            print("\n".join(reports.found(edition, report)))
            raise ListError(
                f"{file.name} には確認が必要な点が {len(edition.warnings)}件あります。"
                "このまま取り込むには --accept-problems を付けてください。"
            )
    _store(settings.database_url.reveal(), lists)
    return 0


def _municipality(text: str | None) -> str | None:
    try:
        return municipality_code(text) if text else None
    except ValueError as error:
        raise SettingError(f"--municipality が正しくありません。{error}。") from None


def _read(file: Path, code: str) -> tuple[Edition, Report]:
    from data.tables import read_checked  # noqa: PLC0415 - the readers, not loaded for --help

    if not sys.stderr.isatty():
        return read_checked(file, code)
    from rich.console import Console  # noqa: PLC0415 - only where somebody watches
    from rich.progress import Progress  # noqa: PLC0415 - the same

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(file.name, total=None)
        return read_checked(file, code, lambda n, of: bar.update(task, completed=n, total=of))


def _store(url: str, lists: list[tuple[Path, Edition, Report]]) -> None:
    from bot import reports  # noqa: PLC0415 - as above
    from bot.wiring import press_of  # noqa: PLC0415 - the same
    from data.database import open_database  # noqa: PLC0415 - the same
    from data.store import Origin  # noqa: PLC0415 - the same

    with closing(open_database(url)) as database:
        press = press_of(database)
        for file, edition, report in lists:
            digest = sha256(file.read_bytes()).hexdigest()
            name = file.name.encode("utf-8", "replace").decode()  # bytes that are no text
            origin = Origin(name, digest, _who(), time.time())
            done = press.publish(edition, origin)
            print("\n".join(reports.found(edition, report)))
            if done is None:
                print("同じ内容の一覧がすでにあります。何も変わりません。")
                continue
            print("\n".join(reports.changed(done.changes)))
            print(f"取り込みました。お知らせを送るチャット {done.chats}件")
            sys.stdout.flush()


def _who() -> str:
    try:
        return f"cli:{getpass.getuser()}"[:64]
    except (KeyError, OSError):
        return "cli"
