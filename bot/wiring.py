"""Putting the parts together: a database and its editions become what handlers and commands are given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.announce import announce
from bot.chats import Chats
from bot.conditions import understand_condition
from bot.drafts import Drafts
from bot.herald import Speaker
from bot.ledger import Ledger
from bot.publishing import Press
from bot.services import Services
from bot.settings import DEFAULT_MUNICIPALITY, Settings
from bot.shelf import Shelf
from bot.subscriptions import Subscriptions
from data.check import Report
from data.database import Database
from data.model import Edition
from data.tables import read_checked


def press_of(database: Database) -> Press:
    """How lists are published into a database."""
    return Press(database, Speaker(), understand_condition)


def services_of(
    settings: Settings,
    database: Database,
    shelf: Shelf,
    observe: Callable[[str, str, float], None],
) -> Services:
    """Everything a handler may use."""

    def reading(file: Path) -> tuple[Edition, Report]:
        return read_checked(file, settings.municipality or DEFAULT_MUNICIPALITY)

    return Services(
        assistant=shelf.assistant,
        chats=Chats(database),
        subscriptions=Subscriptions(database),
        publishing=Drafts(database, press_of(database), reading, announce),
        ledger=Ledger(database),
        admins=settings.admins,
        municipality=settings.municipality,
        observe=observe,
    )
