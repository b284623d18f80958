"""A question that leans on the answer before it has the answer of the same question asked in one; each was once
answered with a figure of the whole list, of another group, or of the project alone.
"""

from typing import Any

import pytest

from tests.test_nlp_asked_next import MINATO, nos, said

AROUND_ONE_PROJECT = [
    ("防災ラジオはいくら？ > 課は？ > 何件ある？", "防災課は何件"),
    ("科学館の部は？ > 何件？", "学校教育部は何件"),
    ("科学館はいくら？ > 担当課は？ > 何件持ってる？", "教育指導課は何件"),
    ("科学館はいくら？ > 担当課は？ > 全部でいくら？", "教育指導課の合計は"),
    ("科学館はいくら？ > 担当課は？ > 一番高いのは？", "教育指導課で一番高い事業は"),
    ("科学館はいくら？ > 担当課は？ > 平均は？", "教育指導課の平均は"),
    ("科学館はいくら？ > 担当課は？ > 1億円以上は？", "教育指導課の1億円以上の事業は"),
    ("防災ラジオはいくら？ > 課は？ > 合計は？", "防災課の合計は"),
    ("科学館の柱は？ > 件数は？", "科学館と同じ柱の件数は"),
    ("科学館はいくら？ > 課内で一番高いのは？", "教育指導課で一番高い事業は"),
    ("防災ラジオはいくら？ > 課で一番高いのは？", "防災課で一番高い事業は"),
    ("科学館はいくら？ > 課で一番安いのは？", "教育指導課で一番安い事業は"),
    ("科学館はいくら？ > 部の中で一番高い？", "学校教育部で一番高い事業は"),
    ("税務課で一番高いのは？ > 部で一番高いのは？", "産業・地域振興支援部で一番高い事業は"),
    ("科学館はいくら？ > この部は全体の何％？", "学校教育部は全体の何％"),
    ("科学館はいくら？ > 部の新規は？", "学校教育部の新規の事業は"),
    ("科学館はいくら？ > そうじゃなくて課の合計", "教育指導課の合計は"),
    ("科学館はいくら？ > そうじゃなくて部の合計", "学校教育部の合計は"),
    ("新規で一番高いのは？ > 課は？", "児童発達支援センター管理運営の担当課は"),
    ("防災課で一番高いのは？ > 部は？", "客引き防止プロジェクトの担当部は"),
    ("防災ラジオはいくら？ > 同じ規模の事業は？", "防災ラジオと同じくらいの金額の事業は"),
    ("防災ラジオと同じ章の新規事業は？", "防災ラジオと同じ柱の新規事業は"),
]
IN_ONE_SENTENCE = [
    ("科学館の部の合計は？", "学校教育部の合計は"),
    ("科学館の課の事業は？", "教育指導課の事業は"),
    ("科学館の課は何件？", "教育指導課は何件"),
    ("科学館の課の新規は？", "教育指導課の新規の事業は"),
    ("防災ラジオの課で1億円以上の事業は？", "防災課で1億円以上の事業は"),
    ("防災ラジオの担当課の1億円以上の事業は？", "防災課で1億円以上の事業は"),
    ("科学館の部で2番目に高い事業は？", "学校教育部で2番目に高い事業は"),
    ("防災ラジオの課で一番高いのは？", "防災課で一番高い事業は"),
    ("税務課のある部の事業は何件？", "産業・地域振興支援部は何件"),
    ("科学館の担当部は全体の何％？", "学校教育部は全体の何％"),
    ("障害者福祉課が部の中で占める割合", "障害者福祉課は保健福祉支援部の何％"),
    ("税務課の部内での割合は？", "税務課は産業・地域振興支援部の何％"),
    ("科学館が課の合計に占める割合", "科学館は教育指導課の何％"),
    ("教育指導課の、部全体に対する割合", "教育指導課は学校教育部の何％"),
]


def told(*turns: str) -> tuple[Any, ...]:
    found = said(MINATO, *turns)
    assert found["status"] == "answered"
    return found["operation"], sorted(nos(found)), found["value"]


@pytest.mark.parametrize(("conversation", "in_one"), AROUND_ONE_PROJECT + IN_ONE_SENTENCE)
def test_the_answer_is_that_of_the_whole_question(conversation: str, in_one: str) -> None:
    assert told(*conversation.split(" > ")) == told(in_one)


@pytest.mark.parametrize(
    "others", ["他にどんな事業がある？", "他の事業は？", "ほかに何をしてる課？"]
)
def test_others_of_the_office_that_was_told(others: str) -> None:
    found = said(MINATO, "科学館の担当は？", others)
    assert nos(found) == [16, 17]


@pytest.mark.parametrize(
    "conversation",
    [
        "防災ラジオはいくら？ > 同じ時期の事業は？",
        "科学館はいくら？ > 同じテーマの事業は？",
        "科学館の担当は？ > ほかの課は？",
        "新規が部の中で占める割合",
    ],
)
def test_what_no_group_or_several_would_answer_is_refused(conversation: str) -> None:
    assert said(MINATO, *conversation.split(" > "))["status"] == "out_of_scope"
