"""Questions in a private chat, over real HTTP: text, edits, buttons, links, and what is no text."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.limits import Limits, Rate
from bot.links import opened, project_payload
from bot.locales.talk import TALKING
from bot.services import Services
from data.model import EditionId, ProjectId, Stage
from tests.botapi.running import ADMIN, Running, running

JA = TALKING["ja"]


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as one:
        yield one


def asking(question: str) -> str:
    """The payload of a link that asks."""
    return "q-" + urlsafe_b64encode(question.encode()).decode().rstrip("=")


def message_of(bot: Running, call: Any) -> dict[str, Any]:
    """The message that a call of the bot left in the chat."""
    return bot.api.world.messages[call.chat_id, call.result["message_id"]]


def press(bot: Running, call: Any, label: str) -> str:
    """Press the button whose label begins so."""
    data = next(b["callback_data"] for b in call.buttons if b["text"].startswith(label))
    return bot.api.world.presses(message_of(bot, call), data)


async def test_any_text_is_a_question(bot: Running) -> None:
    bot.api.world.says("港区防災ラジオの予算はいくら？")
    answer = await bot.hears()
    assert "201,352" in answer.text
    assert answer.params["parse_mode"] == "HTML"
    assert {b["text"] for b in answer.buttons} >= {"👍", "👎"}


async def test_a_follow_up_goes_on_from_the_answer_before(bot: Running) -> None:
    bot.api.world.says("港区防災ラジオの予算はいくら？")
    await bot.hears()
    bot.api.world.says("担当は？")
    assert "防災課" in (await bot.hears()).text


async def test_a_reply_goes_on_from_the_message_it_replies_to(bot: Running) -> None:
    bot.api.world.says("港区防災ラジオの予算はいくら？")
    radio = await bot.hears()
    bot.api.world.says("糖尿病等重症化予防事業はいくら？")
    await bot.hears()
    bot.api.world.says("担当は？", reply_to=message_of(bot, radio))
    assert "防災課" in (await bot.hears()).text


async def test_an_edited_question_is_answered_in_the_same_message(bot: Running) -> None:
    asked = bot.api.world.says("港区防災ラジオの予算はいくら？")
    first = await bot.hears()
    bot.api.world.edits(asked, "糖尿病等重症化予防事業はいくら？")
    again = await bot.hears()
    assert again.method == "editMessageText"
    assert again.params["message_id"] == str(first.result["message_id"])
    assert "21,893" in again.text


async def test_a_button_takes_the_place_of_its_message(bot: Running) -> None:
    bot.api.world.says("新規の事業は？")
    page = await bot.hears()
    query = press(bot, page, "次")
    following = await bot.hears()
    assert following.method == "editMessageText"
    assert following.text != page.text
    await bot.api.until(lambda: bot.api.world.queries[query] == "answered")


async def test_a_button_pressed_twice_changes_nothing_and_fails_nothing(bot: Running) -> None:
    bot.api.world.says("新規の事業は？")
    page = await bot.hears()
    old = dict(message_of(bot, page))
    data = next(b["callback_data"] for b in page.buttons if b["text"].startswith("次"))
    queries = [bot.api.world.presses(old, data) for _ in range(2)]
    await bot.api.until(lambda: all(bot.api.world.queries[q] == "answered" for q in queries))
    assert len(bot.api.of("sendMessage")) == 1


async def test_a_button_works_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as before:
        before.api.world.says("新規の事業は？")
        page = await before.hears()
        old = message_of(before, page)
    async with running(tmp_path) as after:
        after.api.world.messages[1, old["message_id"]] = old
        press(after, page, "次")
        assert (await after.hears()).text != page.text


async def test_a_button_of_a_withdrawn_edition_says_so(bot: Running, tmp_path: Path) -> None:
    from msgspec.structs import replace  # noqa: PLC0415 - this test alone

    from data.shipped import shipped  # noqa: PLC0415 - this test alone

    bot.api.world.says("新規の事業は？")
    page = await bot.hears()
    edition = shipped()
    other = EditionId("13104", 2021, Stage.DRAFT)
    moved = tuple(replace(p, edition=other) for p in edition.projects)
    (tmp_path / "2").mkdir()
    async with running(
        tmp_path / "2", editions=(replace(edition, id=other, projects=moved),)
    ) as after:
        after.api.world.messages[1, page.result["message_id"]] = message_of(bot, page)
        press(after, page, "次")
        told = await after.api.until(lambda: after.api.of("answerCallbackQuery"))
        assert told[0].params["text"] == JA.trouble.stale


@pytest.mark.parametrize(
    "data", ["x", "!!", "AAAA", "!f", "!f:up", "!s:", "!p:x", "!f:x:y", "!p:yes:1", "!s:lang:xx"]
)
async def test_nonsense_in_a_button_hurts_nobody(bot: Running, data: str) -> None:
    bot.api.world.says("新規の事業は？")
    page = await bot.hears()
    query = bot.api.world.presses(message_of(bot, page), data)
    await bot.api.until(lambda: bot.api.world.queries[query] == "answered")


async def test_start_greets_with_examples_that_work(bot: Running) -> None:
    bot.api.world.says("/start")
    greeting = await bot.hears()
    assert "予算さん" in greeting.text
    said = {
        "障害保健福祉センター管理運営はいくら？": "要求額：<b>7億3,801万3千円</b>（738,013千円）",
        "障害者福祉課の事業の合計は？": "<b>12億6,807万3千円</b>（1,268,073千円）です。",
        "新規の事業を多い順に": "・No.31 児童発達支援センター管理運営：4億3,192万3千円（431,923千円）・2ページ",
    }
    assert [b["text"] for b in greeting.buttons] == list(said)
    for button, line in zip(greeting.buttons, said.values(), strict=True):
        bot.api.world.presses(message_of(bot, greeting), button["callback_data"])
        assert line == (await bot.hears()).text.splitlines()[1]


async def test_a_deep_link_opens_a_project(bot: Running) -> None:
    bot.api.world.says("/start p-13103-2020-requested-27")
    card = (await bot.hears()).text
    assert card.startswith("<b>港区防災ラジオ</b>（No.27）\n")
    assert "要求額：<b>2億135万2千円</b>（201,352千円）" in card.splitlines()


async def test_a_deep_link_asks_a_question(bot: Running) -> None:
    bot.api.world.says(f"/start {asking('防災課の事業は？')}")
    answer = (await bot.hears()).text
    assert answer.startswith("<b>防災課の事業</b>：5件\n")
    assert re.findall(r"^・No\.(\d+) ", answer, re.MULTILINE) == ["21", "22", "26", "27", "28"]
    assert "要求額の合計：8億4,648万4千円（846,484千円）" in answer.splitlines()


async def test_a_deep_link_to_a_project_that_is_not_there_says_so(bot: Running) -> None:
    bot.api.world.says("/start p-13103-2020-requested-999")
    assert (await bot.hears()).text == JA.trouble.stale


@pytest.mark.parametrize("payload", ["nonsense", "q-%%%", "q-_", "p-1", "p-13103-2020-x-1"])
async def test_a_deep_link_to_nothing_greets(bot: Running, payload: str) -> None:
    bot.api.world.says("/start")
    greeting = (await bot.hears()).text
    bot.api.world.says(f"/start {payload}")
    assert (await bot.hears()).text == greeting


def test_links_come_back_as_they_went() -> None:
    project = ProjectId(EditionId("13103", 2020, Stage.REQUESTED), 27)
    assert opened(project_payload(project)) == project
    assert opened(asking("防災課")) == "防災課"
    assert opened("q-_") is None


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]},
        {"location": {"latitude": 35.6, "longitude": 139.7}},
    ],
)  # fmt: skip
async def test_what_is_no_text_gets_a_kind_sentence(bot: Running, content: Any) -> None:
    bot.api.world.sends(1, **content)
    assert (await bot.hears()).text == JA.trouble.not_text


@pytest.mark.parametrize("text", ["あ" * 4096, "🍙🍙🍙", "<b>&amp;</b><script>", "///", "％＆’（"])
async def test_odd_text_gets_a_sentence(bot: Running, text: str) -> None:
    bot.api.world.says(text)
    assert (await bot.hears()).text


async def test_an_unknown_command_is_met_with_help(bot: Running) -> None:
    bot.api.world.says("/nonsense")
    assert "/subscribe" in (await bot.hears()).text


async def test_whoever_asks_too_fast_is_told_once(tmp_path: Path) -> None:
    async with running(tmp_path, limits=Limits(Rate(2, 0.001))) as bot:
        for n in range(5):
            bot.api.world.says(f"No.{n + 1}")
        bot.api.world.says("港区防災ラジオ", user_id=2)
        await bot.api.until(lambda: len(bot.api.of("sendMessage")) == 4 and not bot.busy)
        texts = [c.text for c in bot.api.of("sendMessage", 1)]
        assert texts[2:] == [JA.trouble.too_fast]
        assert "201,352" in bot.api.of("sendMessage", 2)[0].text


async def test_whoever_waited_may_ask_again(tmp_path: Path) -> None:
    async with running(tmp_path, limits=Limits(Rate(1, 1))) as bot:
        for seconds in (0, 30, 60):
            asked = bot.api.world.says("港区防災ラジオ", heard=False)
            bot.api.world.update("message", asked | {"date": asked["date"] + seconds})
        answers = await bot.api.next_sent(3)
        assert all("201,352" in a.text for a in answers)


async def test_an_update_that_comes_again_after_a_crash_is_answered_once(bot: Running) -> None:
    asked = bot.api.world.says("港区防災ラジオ")
    await bot.hears()
    await bot.api.until(lambda: not bot.busy)
    bot.api.world.update("message", asked)
    bot.api.world.says("糖尿病等重症化予防事業")
    assert "21,893" in (await bot.hears()).text
    assert len(bot.api.sent) == 2


async def test_an_edited_message_that_was_never_answered_is(bot: Running) -> None:
    asked = bot.api.world.says("港区防災", heard=False)
    bot.api.world.edits(asked, "港区防災ラジオ")
    assert "201,352" in (await bot.hears()).text


async def test_questions_of_a_chat_are_answered_in_order(bot: Running) -> None:
    figures = {"港区防災ラジオ": "201,352", "糖尿病等重症化予防事業": "21,893"}
    for name in [*figures] * 3:
        bot.api.world.says(name)
    answers = await bot.api.next_sent(6)
    told = zip([*figures.values()] * 3, answers, strict=True)
    assert all(figure in answer.text for figure, answer in told)


async def test_feedback_is_counted_and_asks_why(bot: Running) -> None:
    bot.api.world.says("港区防災ラジオの予算はいくら？")
    answer = await bot.hears()
    others = [b["text"] for b in answer.buttons if b["text"] not in "👍👎"]
    press(bot, answer, "👎")
    asked = (await bot.api.until(lambda: bot.api.of("editMessageReplyMarkup")))[0]
    assert [b["text"] for b in asked.buttons] == [*others, *JA.feedback.reasons.values()]
    message = message_of(bot, answer)
    data = next(b["callback_data"] for b in asked.buttons if ":figure:" in b["callback_data"])
    bot.api.world.presses(message, data)
    await bot.api.until(lambda: len(bot.api.of("editMessageReplyMarkup")) == 2)
    counts = {c.shape: c.count for c in bot.services.ledger.counts()}
    assert counts == {"feedback down detail": 1, "feedback figure detail": 1}


async def test_what_got_no_answer_is_counted_without_its_words(bot: Running) -> None:
    bot.api.world.says("火星移住計画の予算は？")
    await bot.hears()
    await bot.api.until(bot.services.ledger.counts)
    shapes = [c.shape for c in bot.services.ledger.counts()]
    assert len(shapes) == 1
    assert "火星" not in shapes[0]


async def test_an_english_client_is_answered_in_english(bot: Running) -> None:
    bot.api.world.user(2, "en-US")
    bot.api.world.says("/start", 2)
    assert "Yosan-san" in (await bot.hears()).text
    bot.api.world.says("港区防災ラジオ", 2)
    assert "budget requests No.27" in (await bot.hears()).text


async def edited(bot: Running, before: str, after: str) -> Any:
    asked = bot.api.world.says(before)
    first = await bot.hears()
    bot.api.world.edits(asked, after)
    again = await bot.hears()
    assert again.method == "editMessageText"
    assert again.params["message_id"] == str(first.result["message_id"])
    return again


@pytest.mark.parametrize(
    ("before", "after", "has"),
    [
        ("/total 新規", "/total レベルアップ", "4,528,490"),
        ("/list 糖尿病", "/list 防災課", "846,484"),
        ("/list ぺけぽん", "/list 防災課", "846,484"),
        ("/list 防災課", "/list ぺけぽん", "ぺけぽん"),
        ("/search", "/search 防災ラジオ", "港区防災ラジオ"),
        ("/ask", "/ask 港区防災ラジオはいくら？", "201,352"),
    ],
)
async def test_an_edited_command_is_answered_in_the_same_message(
    bot: Running, before: str, after: str, has: str
) -> None:
    assert has in (await edited(bot, before, after)).text


async def test_an_album_gets_one_sentence(bot: Running) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    for _ in range(5):
        bot.api.world.sends(photo=photo, media_group_id="77")
    bot.api.world.sends(photo=photo)
    await bot.hears(2)
    await bot.api.until(lambda: not bot.busy)
    assert [c.text for c in bot.api.sent] == [JA.trouble.not_text] * 2


async def test_a_moving_picture_is_no_file_to_refuse(bot: Running) -> None:
    kept = {"file_id": "g", "file_unique_id": "g"}
    film = kept | {"width": 1, "height": 1, "duration": 1}
    bot.api.world.sends(animation=film, document=kept)
    assert (await bot.hears()).text == JA.trouble.not_text


CODES = ["!f:up:detail", "!s:lang:en", "!p:yes:1", "AAAA"]


@pytest.mark.parametrize("data", CODES)
async def test_a_button_of_a_message_that_is_not_told_of_says_so(bot: Running, data: str) -> None:
    bot.api.world.presses(None, data)
    told = (await bot.api.until(lambda: bot.api.of("answerCallbackQuery")))[0]
    assert told.params["text"] == JA.trouble.old_button
    assert not bot.api.sent


async def test_a_button_of_a_message_out_of_reach_answers_in_a_new_one(bot: Running) -> None:
    bot.api.world.says("新規の事業は？")
    listed = await bot.hears()
    gone = {"chat": {"id": 1, "type": "private"}, "message_id": 5, "date": 0}
    for data in CODES:
        bot.api.world.presses(gone, data, ADMIN)
    bot.api.world.presses(gone, listed.buttons[0]["callback_data"])
    assert (await bot.hears()).method == "sendMessage"
    await bot.api.until(lambda: len(bot.api.of("answerCallbackQuery")) == 5)
    assert not [c for c in bot.api.sent if "None" in c.text]


async def test_pressing_has_its_limit_too(tmp_path: Path) -> None:
    async with running(tmp_path, limits=Limits(Rate(2, 0.001), Rate(9, 9))) as bot:
        bot.api.world.says("新規の事業は？")
        listed = await bot.hears()
        for _ in range(2):
            press(bot, listed, "No.")
        told = await bot.api.until(
            lambda: [c for c in bot.api.of("answerCallbackQuery") if c.params.get("text")]
        )
        assert told[0].params["text"] == JA.trouble.too_fast


async def test_a_stale_button_speaks_the_chats_language(bot: Running) -> None:
    bot.services.chats.choose(1, language="en")
    bot.api.world.says("新規の事業は？")
    bot.api.world.presses(message_of(bot, await bot.hears()), "AAAA")
    told = (await bot.api.until(lambda: bot.api.of("answerCallbackQuery")))[0]
    assert told.params["text"] == TALKING["en"].trouble.stale


async def test_commands_are_counted_as_questions_are(tmp_path: Path) -> None:
    seen: list[tuple[str, str]] = []

    def observed(services: Services) -> Services:
        return replace(services, observe=lambda s, o, _seconds: seen.append((s, o)))

    async with running(tmp_path, changed=observed) as bot:
        for text in ("/total 新規", "港区防災ラジオはいくら？"):
            bot.api.world.says(text)
            await bot.hears()
        bot.api.world.mentions("@yosan_bot 新規は何件？")
        await bot.api.until(lambda: bot.api.of("answerGuestQuery"))
        await bot.api.until(lambda: not bot.busy)
    assert set(seen) == {("answered", "sum"), ("answered", "detail"), ("answered", "count")}


async def test_whoever_asks_alone_is_shown_at_once_that_there_is_work(bot: Running) -> None:
    bot.api.world.says("港区防災ラジオはいくら？")
    await bot.hears()
    assert [c.method for c in bot.api.calls][-2:] == ["sendChatAction", "sendMessage"]


@pytest.mark.parametrize("code", [*TALKING])
def test_what_a_button_says_fits_where_it_is_shown(code: str) -> None:
    words = TALKING[code]  # type: ignore[index]
    trouble, feedback = words.trouble, words.feedback
    said = [trouble.stale, trouble.old_button, trouble.admins_only, trouble.too_fast]
    assert max(map(len, [*said, feedback.ask, feedback.thanks, words.options.saved])) <= 200
