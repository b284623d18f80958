"""Announcements as letters: what `bot.announce` says, with its buttons as codes and what a reply is about.

Pure. A reply to a digest is about its new projects in their order, or, where there are none, about those
whose money changed: 「これいくら？」「2番目のを詳しく」.
"""

from __future__ import annotations

from bot.announce import announce, taken_back
from bot.codec import encode
from bot.courier import body
from bot.intents import pack
from bot.letters import Letter
from bot.message import Language, Message
from data.diff import Changes
from data.index import Index
from data.model import Edition, Project
from data.query import Operation, Query, Scope
from data.store import Publication


class Speaker:
    """The bot's own way of announcing."""

    def digest(self, changes: Changes, language: Language) -> Letter:
        """What a chat is told of the changes that fit its conditions."""
        told = _told(changes)
        scope = Scope(
            editions=frozenset({changes.after.id}), projects=frozenset(p.id for p in told)
        )
        operation = Operation.DETAIL if len(told) == 1 else Operation.LIST
        about = pack((Query(operation, scope),)) if told else ""
        return _letter(announce(changes, language), Index.of([changes.after]), about)

    def correction(self, publication: Publication, language: Language) -> Letter:
        """What stands in place of a digest whose publication was taken back."""
        edition = Edition(publication.edition, publication.title, publication.municipality, ())
        return _letter(taken_back(edition, language), Index.of([edition]), "")


def _told(changes: Changes) -> tuple[Project, ...]:
    return changes.new or tuple(pair.after for pair in changes.repriced)


def _letter(message: Message, index: Index, about: str) -> Letter:
    rows = [
        [(b.label, code) for b in row if (code := encode(b.action, index)) is not None]
        for row in message.buttons
    ]
    return Letter(body(message.html, [row for row in rows if row]), about)
