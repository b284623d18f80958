"""Lists that an admin sent to the bot, between the check report and 公開する or やめる.

A draft is a row, so it survives a restart and any replica can publish it; deciding takes it away, so it is
published once. Here lives the way from a file to a draft to a publication; reading and wording are passed in.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from sqlalchemy import delete, insert, select

from bot import reports
from bot.message import Message
from bot.publishing import Plan, Press
from bot.services import Draft
from data.check import Report
from data.database import Database
from data.diff import Changes
from data.errors import ListError
from data.model import Edition
from data.records import edition_from_json, edition_to_json
from data.schema import drafts
from data.store import Origin

KEEP_SECONDS = 7 * 86400.0
"""How long an undecided draft is kept."""

REPORT_LINES = 40
"""Lines of a report that a message shows."""

Read: TypeAlias = Callable[[Path], tuple[Edition, Report]]
"""Read and check a list file; the problems are the edition's warnings too."""


class Drafts(Struct, frozen=True):
    """The lists in hand; what the handlers know as `Publishing`. Calls block."""

    database: Database
    press: Press
    reading: Read
    preview: Callable[[Changes], Message]
    clock: Callable[[], float] = time.time

    def receive(self, filename: str, content: bytes, sender: int) -> Draft:
        """Read and check a list, and keep it until it is decided.

        Raises:
            YosanError: it cannot be read; one sentence says why.
        """
        (edition, report), digest, now = (
            self._read(filename, content),
            sha256(content).hexdigest(),
            self.clock(),
        )
        plan = self.press.plan(edition, digest, now)
        good = not edition.warnings and not plan.known
        values = {
            "by": f"telegram:{sender}",
            "at": now,
            "filename": Path(filename).name[:200],
            "sha256": digest,
            "edition": json.dumps(edition_to_json(edition), ensure_ascii=False),
            "forced": False,
        }
        with self.database.write() as connection:
            connection.execute(delete(drafts).where(drafts.c.at < now - KEEP_SECONDS))
            key = connection.execute(insert(drafts).values(values)).inserted_primary_key
        assert key is not None
        told = self.preview(plan.changes) if plan.chats else None
        return Draft(str(key[0]), _report(edition, report, plan), told, plan.chats, good)

    def publish(self, key: str, sender: int) -> tuple[str, int] | None:
        """Publish a draft: the publication's key and how many chats are owed; None if it is gone."""
        now = self.clock()
        with self.database.read() as connection:
            query = select(drafts).where(drafts.c.id == _number(key))
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        edition = edition_from_json(json.loads(row["edition"]))
        if edition.warnings:
            raise ListError("確認が必要な点がある一覧は、ここからは公開できません。")
        origin = Origin(row["filename"], row["sha256"], f"telegram:{sender}", now)
        done = self.press.publish(edition, origin)
        self.discard(key, sender)
        return (str(done.publication.id), done.chats) if done else None

    def discard(self, key: str, sender: int) -> bool:  # noqa: ARG002 - the port's
        """Throw a draft away; whether it was still there."""
        with self.database.write() as connection:
            gone = connection.execute(delete(drafts).where(drafts.c.id == _number(key)))
            return gone.rowcount == 1

    def take_back(self, key: str, sender: int) -> bool:
        """Undo a publication; whether it could be."""
        by = f"telegram:{sender}"
        return self.press.take_back(_number(key), by, self.clock()) is not None

    def _read(self, filename: str, content: bytes) -> tuple[Edition, Report]:
        with tempfile.TemporaryDirectory(prefix="yosan-") as folder:
            file = Path(folder) / _safe(filename)
            file.write_bytes(content)
            return self.reading(file)


def _safe(filename: str) -> str:
    """The name of a file as it was sent, since a sentence may name it; without what is no name."""
    name = re.sub(r"[^\w.()（）-]", "_", Path(filename).name)
    return f"{Path(name).stem[:60] or 'list'}{Path(name).suffix.lower()[:8]}"


def _number(key: str) -> int:
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0


def _report(edition: Edition, report: Report, plan: Plan) -> Message:
    lines = [*reports.found(edition, report), ""]
    if plan.known:
        lines.append("この一覧はすでに公開されています。")
    else:
        lines += reports.changed(plan.changes)
    if edition.warnings:
        lines += [
            "",
            "原本と見比べて直すか、管理用の端末で yosan import --accept-problems をお使いください。",
        ]
    if len(lines) > REPORT_LINES:
        lines = [*lines[:REPORT_LINES], "…"]
    first, *rest = [escape(line, quote=False)[:300] for line in lines]
    return Message(f"<b>{first}</b>\n" + "\n".join(rest)[:3000])
