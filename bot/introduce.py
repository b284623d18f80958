"""Before the first update: wait until Telegram is there, and tell it who the bot is, language by language.

Telegram's own servers take every call; a self-hosted one may not know the newer ones, which is a warning.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    MenuButtonCommands,
)
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.handlers.talk import App
from bot.locales.chat import Menu
from bot.locales.talk import TALKING
from data.errors import SettingError

_LOG = logging.getLogger(__name__)

LANGUAGES = {None: "ja", "ja": "ja", "en": "en"}
"""Which sentences a client of which language sees; any other client sees the first."""


async def initialize(app: App, pause: float = 1.0, longest: float = 30.0) -> None:
    """Initialise the application, waiting for an API that is not there yet or answers 502.

    Raises:
        SettingError: Telegram does not know the token.
    """
    while True:
        try:
            await app.initialize()
        except InvalidToken:
            await app.bot.request.shutdown()
            raise SettingError(
                "TELEGRAM_BOT_TOKEN を Telegram が受け付けませんでした。トークンをご確認ください。"
            ) from None
        except BadRequest:
            raise
        except NetworkError as error:
            _LOG.warning("Telegram is not there yet (%s); trying again", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, longest)
        else:
            return


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
