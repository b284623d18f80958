"""Which projects a topic means: its kinds, however the topic is called, and nothing beside it."""

from __future__ import annotations

from functools import cache

import pytest

from bot.assistant import Context
from bot.payload import payload
from nlp.words.synonyms import Synonyms
from tests.test_laws_gold import GOLD, assistant_of

LISTS = sorted(p.stem for p in GOLD.glob("*.json"))

assistant = cache(assistant_of)


def asked(name: str, question: str) -> tuple[str, list[int]]:
    """How a question is answered, and with which projects."""
    reply = assistant(name).reply(question, Context())
    told = payload(reply.answers, reply.message, reply.understood)
    return str(told["status"]), [p["no"] for p in told["projects"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", LISTS)
def test_words_for_the_same_people_have_the_same_projects(name: str) -> None:
    answers = [
        asked(name, f"{word}の事業") for word in ("高齢者", "お年寄り", "シニア", "年配の方")
    ]
    known = [projects for status, projects in answers if status == "answered"]
    assert all(projects == known[0] for projects in known)


@pytest.mark.parametrize("name", LISTS[::3])
def test_a_topic_is_the_same_in_whatever_frame_it_is_asked(name: str) -> None:
    for topic in ("観光", "防災", "学校", "健康"):
        expected = asked(name, f"{topic}の事業")
        if expected[0] == "answered" and len(expected[1]) > 1:
            assert asked(name, f"{topic}について何をやるの") == expected
            assert asked(name, f"{topic}では何をしていますか") == expected


@pytest.mark.parametrize("name", ["minato", *LISTS[::4]])
def test_an_amount_is_offered_where_a_total_is_told(name: str) -> None:
    for topic in ("環境", "教育", "交通", "就労", "子育て", "スポーツ", "脱炭素", "妊娠", "産業"):
        status, projects = asked(name, f"{topic}の合計はいくら")
        if status == "answered" and len(projects) > 1:
            assert asked(name, f"{topic}の予算はいくら")[0] in ("choices", "answered")


@pytest.mark.parametrize(
    ("name", "question", "projects"),
    [
        ("koto-2024", "公共交通の事業", [14, 38, 42, 60]),
        ("toshima-2022", "交通の事業", [39, 40, 43, 49]),
        ("koto-2024", "地震の事業", [31, 33, 37]),
        ("asahikawa-2024", "猫の事業", [34]),
        ("himeji-2025", "小中学校の事業", [7, 8, 9, 35]),
        ("naha-2023", "平和の事業", [10]),
        ("okayama-2023", "人手不足に対応する事業", [7, 22, 40]),
        ("okayama-2023", "池や用水路の安全対策", [36, 37]),
        ("koto-2024", "家族に医療的ケアの必要な子がいます", [16, 51]),
        ("asahikawa-2024", "ごみを自分で出せない", [51]),
        ("asahikawa-2024", "学校が遠い", [14]),
        ("asahikawa-2024", "動物園が好きです", [65, 66]),
    ],
)
def test_a_topic_holds_its_kinds_and_nothing_beside_it(
    name: str, question: str, projects: list[int]
) -> None:
    assert asked(name, question) == ("answered", projects)


@pytest.mark.parametrize(
    ("name", "question", "status"),
    [
        ("niigata-2022", "ひとり親の事業", "not_found"),  # no 1人 of 医師を1人
        ("koto-2024", "ラーメンが好きです", "out_of_scope"),
        ("asahikawa-2024", "防災課が好きです", "out_of_scope"),
        ("minato", "区長が好きです", "out_of_scope"),
        ("naha-2023", "市民に何をしてくれるの", "not_found"),
        ("koto-2024", "池の事業", "not_found"),  # 池 of 蓄電池 is none
    ],
)
def test_what_a_list_does_not_hold_is_no_topic(name: str, question: str, status: str) -> None:
    assert asked(name, question)[0] == status


def test_a_title_is_about_something_else_than_the_words_in_it() -> None:
    words = Synonyms.read(["会社 = 企業", "! 旅行会社 会社員"])
    assert words.titles == ("旅行会社", "会社員")
    assert words.titles_in("台湾の旅行会社を招く") == {"旅行会社"}
    assert words.without_titles("旅行会社を招く会社") == "。を招く会社"
