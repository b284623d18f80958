"""Starting: waiting for an API that is not there, and telling Telegram who the bot is."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from telegram.ext import ExtBot

from bot.introduce import initialize, introduce
from bot.locales.talk import TALKING
from data.errors import SettingError
from tests.botapi.running import application
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


async def test_an_api_that_answers_502_at_start_is_waited_for(tmp_path: Path) -> None:
    async with BotApi() as api, application(api, tmp_path) as app:
        api.fault("getMe", status=502, description="Bad Gateway", times=2)
        await initialize(app, pause=0.05)
        assert app.bot.username == "yosan_bot"


async def test_a_wrong_token_is_one_sentence(tmp_path: Path) -> None:
    async with BotApi() as api, application(api, tmp_path) as app:
        api.token = "1:another-token"
        with pytest.raises(SettingError, match="TELEGRAM_BOT_TOKEN"):
            await initialize(app)
