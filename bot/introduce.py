"""Telling Telegram who the bot is, language by language: its names, descriptions and menus.

Telegram's own servers take every call; a self-hosted one may not know the newer ones, which is a warning.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    MenuButtonCommands,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.locales.chat import Menu
from bot.locales.talk import TALKING

_LOG = logging.getLogger(__name__)

LANGUAGES = {None: "ja", "ja": "ja", "en": "en"}
"""Which sentences a client of which language sees; any other client sees the first."""


async def introduce(bot: ExtBot[None]) -> None:
    """Set names, descriptions and menus for every language and scope; what fails is a warning."""
    for code, language in LANGUAGES.items():
        menu = TALKING[language].menu  # type: ignore[index]
        for call in _calls(bot, menu, code):
            await _try(call)
    await _try(lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands()))


Call = Callable[[], Awaitable[object]]


def _calls(bot: ExtBot[None], menu: Menu, code: str | None) -> list[Call]:
    scopes = (
        (BotCommandScopeDefault(), menu.private),
        (BotCommandScopeAllPrivateChats(), menu.private),
        (BotCommandScopeAllGroupChats(), menu.group),
    )
    return [
        lambda: bot.set_my_name(menu.name, language_code=code),
        lambda: bot.set_my_description(menu.description, language_code=code),
        lambda: bot.set_my_short_description(menu.short, language_code=code),
        *(
            lambda s=scope, c=listed: bot.set_my_commands(_commands(c), s, code)
            for scope, listed in scopes
        ),
    ]


def _commands(listed: Mapping[str, str]) -> list[BotCommand]:
    return [BotCommand(name, purpose) for name, purpose in listed.items()]


async def _try(call: Call) -> None:
    try:
        await call()
    except TelegramError as error:
        _LOG.warning("the bot goes on without one of its introductions: %s", error)
