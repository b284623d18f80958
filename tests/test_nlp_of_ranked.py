"""What is asked of the group, or of the projects, that come first: of them, and not of what it ranks by."""

from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped

MINATO = Assistant(Index.of([shipped()]))
PROJECTS = shipped().projects


def said_to(question: str) -> dict[str, Any]:
    reply = MINATO.reply(question, Context())
    return dict(payload(reply.answers, reply.message, reply.understood))


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("一番高い課の件数", 8),
        ("一番高い事業の部の合計", 1_466_353_000),
        ("件数が一番多い課の合計額はいくら", 1_268_073_000),
        ("二番目に件数が多い課の合計額", 846_484_000),
        ("要求額が一番大きい部の新規の件数は", 5),
        ("一番事業が多い部の要求総額", 1_466_353_000),
        ("合計が最大の柱は何件ありますか", 24),
        ("一番高い課のうち新規だけの合計", 462_529_000),
        ("一番件数が多い課で一番高い事業は", 738_013_000),
    ],
)
def test_more_is_told_of_the_group_that_is_first(question: str, amount: int) -> None:
    assert said_to(question)["value"]["amount"] == amount


def test_the_projects_of_the_group_that_is_first_are_listed() -> None:
    found = said_to("一番高い課の事業一覧")
    assert found["operation"] == "list"
    assert [p["no"] for p in found["projects"]] == [30, 31, 32, 33, 34, 35, 36, 37]
    new = said_to("一番お金を使う課の新規事業")
    assert [p["no"] for p in new["projects"]] == [30, 31, 32]


def test_an_average_is_of_the_group_and_does_not_rank_the_groups() -> None:
    found = said_to("要求総額が一番大きい部の平均額")
    assert found["operation"] == "average"
    assert found["value"]["amount"] == pytest.approx(112_796_385, abs=1)


@pytest.mark.parametrize("question", ["一番高い課の金額は", "要求額が一番大きい課はどこ？"])
def test_where_nothing_more_is_asked_the_group_is_the_answer(question: str) -> None:
    assert said_to(question)["operation"] == "max"
    assert "障害者福祉課：12億6,807万3千円" in said_to(question)["text"]


@pytest.mark.parametrize(
    "question", ["トップ3の事業の担当課", "要求額上位3件の課を教えて", "上位3事業の課は"]
)
def test_a_field_is_told_of_each_of_the_projects_that_are_first(question: str) -> None:
    found = said_to(question)
    first = sorted(PROJECTS, key=lambda p: -(p.requested.total or 0))[:3]
    assert {p["no"] for p in found["projects"]} == {p.no for p in first}
    assert all(p.section in found["text"] for p in first)


def test_groups_that_are_first_stay_groups() -> None:
    assert "防災課：8億4,648万4千円" in said_to("上位3つの課")["text"]
