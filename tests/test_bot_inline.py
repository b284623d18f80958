"""Inline mode over real HTTP: from the first character, paged, with the full card behind each result."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from data.shipped import shipped
from tests.botapi.running import Running, running


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as one:
        yield one


async def results(bot: Running, text: str, offset: str = "") -> tuple[list[dict[str, Any]], Any]:
    query = bot.api.world.looks_up(text, offset=offset)
    call = await bot.api.until(
        lambda: next(
            (c for c in bot.api.of("answerInlineQuery") if c.params["inline_query_id"] == query),
            None,
        )
    )
    return json.loads(call.params["results"]), call.params


@pytest.mark.parametrize("text", ["防", "ぼうさい", "bousai", "防災ラヂオ", "港区防災ラジオ"])
async def test_a_part_of_a_name_finds_it(bot: Running, text: str) -> None:
    found, params = await results(bot, text)
    assert "港区防災ラジオ" in [r["title"] for r in found[:10]]
    assert int(params["cache_time"]) > 0


@pytest.mark.parametrize("text", ["ぼ", "ボ", "b", "bo", "み"])
async def test_the_first_character_already_finds(bot: Running, text: str) -> None:
    found, _ = await results(bot, text)
    assert found


async def test_names_that_begin_so_come_first(bot: Running) -> None:
    found, _ = await results(bot, "み")
    assert found[0]["title"].startswith("みなと")


async def test_a_result_posts_the_full_card(bot: Running) -> None:
    found, _ = await results(bot, "港区防災ラジオ")
    card = found[0]
    assert "2億135万2千円" in card["description"]
    assert "防災課" in card["description"]
    text = card["input_message_content"]["message_text"]
    assert "201,352" in text
    assert "No." in text
    link = card["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert link == "https://t.me/yosan_bot?start=p-13103-2020-requested-27"


async def test_nothing_typed_gives_the_largest_and_the_new_first(bot: Running) -> None:
    found, params = await results(bot, "")
    projects = {p.name: p for p in shipped().projects}
    amounts = [projects[r["title"]].requested.total or 0 for r in found[:10]]
    assert amounts == sorted(amounts, reverse=True)
    new = [p.name for p in projects.values() if p.is_new]
    assert set(new) <= {r["title"] for r in found[: 10 + len(new)]}
    assert params["next_offset"] == "50"


async def test_pages_hold_everything_once(bot: Running) -> None:
    first, params = await results(bot, "")
    second, after = await results(bot, "", params["next_offset"])
    ids = [r["id"] for r in (*first, *second)]
    assert len(ids) == len(set(ids)) == len(shipped().projects)
    assert not after.get("next_offset")


@pytest.mark.parametrize("text", ["火星移住", "🍙", "<b>", "あ" * 256])
async def test_what_is_not_there_gives_no_result(bot: Running, text: str) -> None:
    found, _ = await results(bot, text)
    assert found == []


async def test_many_editions_show_only_the_newest(tmp_path: Path) -> None:
    old = shipped()
    newer = replace(old.id, fiscal_year=2021)
    new = replace(old, id=newer, projects=tuple(replace(p, edition=newer) for p in old.projects))
    async with running(tmp_path, editions=(old, new)) as bot:
        found, _ = await results(bot, "防災")
        assert found
        assert all(r["id"].startswith("13103-2021") for r in found)
