"""What the commands that answer have in common: whom to ask, and the contract's JSON."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.assistant import Assistant, Reply
from bot.library import load
from bot.payload import payload
from data.errors import NotStored
from data.model import EditionId

if TYPE_CHECKING:
    import argparse


def add_edition(parser: argparse.ArgumentParser) -> None:
    """`--edition E`."""
    parser.add_argument(
        "--edition",
        metavar="E",
        help="an edition's id, such as 13103-2020-requested (default: the newest)",
    )


def words_of(argument: str) -> str:
    """What somebody typed, as UTF-8 whatever the locale says; bytes that are no text become U+FFFD."""
    return os.fsencode(argument).decode("utf-8", "replace")


def assistant_of() -> Assistant:
    """An assistant for what is kept on this machine.

    Raises:
        SettingError: a setting is wrong.
    """
    library = load()
    return Assistant(library.index, library.municipality)


def edition_of(text: str | None, assistant: Assistant) -> EditionId | None:
    """The edition of `--edition`, None where it was not given.

    Raises:
        NotStored: no such edition is kept here.
    """
    if text is None:
        return None
    try:
        edition = EditionId.parse(text)
    except ValueError as error:
        raise NotStored(str(error)) from error
    if edition not in assistant.index.by_id:
        raise NotStored(
            f"一覧（版）「{text}」は保存されていません。`yosan editions` で確かめられます。"
        )
    return edition


def json_of(reply: Reply) -> Mapping[str, object]:
    """The contract's JSON object of a reply."""
    return payload(reply.answers, reply.message, reply.understood)
