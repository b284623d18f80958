"""Of several things that are asked for, those that no project is about are named, never passed over."""

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped

MINATO = Assistant(Index.of([shipped()]))


@pytest.mark.parametrize(
    ("question", "found", "unmet"),
    [
        ("マナーやルール、迷惑行為を減らす事業を見せて", {48}, "マナー・迷惑行為"),
        ("学校図書館やプラネタリウムの事業は？", {17}, "プラネタリウム"),
        ("リニアとかリサイクルの事業を教えて", {25, 41, 53}, "リニア"),
    ],
)
def test_what_is_not_there_is_said(question: str, found: set[int], unmet: str) -> None:
    reply = MINATO.reply(question, Context())
    answer = payload(reply.answers, reply.message, reply.understood)
    assert answer["status"] == "answered"
    assert {p["no"] for p in answer["projects"]} == found  # type: ignore[attr-defined]
    assert f"「{unmet}」は、" in reply.message.plain
    assert unmet not in reply.understood


def test_nothing_is_said_where_all_is_met() -> None:
    reply = MINATO.reply("学校図書館やリサイクルの事業は？", Context())
    assert len(reply.answers) == 1


def test_what_is_not_there_is_not_asked_of_afterwards() -> None:
    context = MINATO.reply("学校図書館やプラネタリウムの事業は？", Context()).context
    assert MINATO.reply("合計は？", context).answers[0].projects[0].id.no == 17  # type: ignore[union-attr]


def test_the_list_keeps_its_buttons() -> None:
    alone = MINATO.reply("学校図書館の事業を一覧で", Context())
    beside = MINATO.reply("学校図書館やプラネタリウムの事業を一覧で", Context())
    assert [[b.label for b in row] for row in beside.message.buttons] == [
        [b.label for b in row] for row in alone.message.buttons
    ]
