"""Telling Telegram who the bot is, over real HTTP, also where it knows less."""

from __future__ import annotations

import json
import logging

import pytest
from telegram.ext import ExtBot

from bot.introduce import introduce
from bot.locales.talk import TALKING
from tests.botapi.server import BotApi


async def test_every_language_and_scope_is_introduced() -> None:
    async with BotApi() as api, ExtBot(api.token, base_url=api.base_url) as bot:
        await introduce(bot)
        assert not [c for c in api.calls if c.status != 200]
        menus = api.of("setMyCommands")
        scopes = {
            (json.loads(c.params["scope"])["type"], c.params.get("language_code")) for c in menus
        }
        kinds = ("default", "all_private_chats", "all_group_chats")
        assert scopes == {(s, code) for s in kinds for code in (None, "ja", "en")}
        english = [c for c in api.of("setMyDescription") if c.params.get("language_code") == "en"]
        assert english[0].params["description"] == TALKING["en"].menu.description
        assert api.of("setMyShortDescription")


async def test_a_server_that_knows_less_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    async with BotApi() as api, ExtBot(api.token, base_url=api.base_url) as bot:
        api.unknown |= {"setMyDescription", "setMyShortDescription", "setMyName"}
        await introduce(bot)
        assert api.of("setMyCommands")
        warned = [r for r in caplog.records if r.levelno == logging.WARNING]
        assert len(warned) == 9
        assert not [r for r in caplog.records if r.levelno > logging.WARNING]
