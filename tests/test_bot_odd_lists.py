"""Lists that are not like the shipped one: empty columns, names that repeat or are figures, no amounts."""

from __future__ import annotations

from typing import Any

import pytest

from bot.assistant import Assistant, Context, Reply
from bot.guard import doubt
from bot.payload import payload
from bot.voice import Voice, locale_of
from data.errors import ListError
from data.index import Index
from data.model import Amount, Edition
from data.records import edition_from_json, edition_to_json
from tests.lists import DRAFT, FIRST, NEXT, edition_of, project

BARE: dict[str, Any] = {
    "kind": "",
    "department": "",
    "section": "",
    "description": "",
    "pillar": None,
    "policy": None,
    "page": None,
}


def ask(question: str, *editions: Edition) -> tuple[dict[str, Any], Reply]:
    index = Index.of(editions)
    reply = Assistant(index, FIRST.municipality).reply(question, Context())
    return dict(payload(reply.answers, reply.message, reply.understood)), reply


ALIKE = edition_of(
    FIRST,
    project(FIRST, 1, "見守り事業", 1_000_000, department="福祉部", section="高齢者課"),
    project(FIRST, 2, "見守り事業", 2_000_000, department="教育部", section="学務課"),
    project(FIRST, 3, "研修", 5_000_000),
)


@pytest.mark.parametrize(
    ("question", "status", "nos", "amount"),
    [
        ("見守り事業はいくら", "choices", [1, 2], None),
        ("見守り事業", "choices", [1, 2], None),
        ("みまもりじぎょうはいくら", "choices", [1, 2], None),
        ("高齢者課の見守り事業はいくら", "answered", [1], 1_000_000),
        ("教育部の見守り事業はいくら", "answered", [2], 2_000_000),
        ("見守り事業の合計", "answered", [1, 2], 3_000_000),
        ("見守り事業は何件", "answered", [1, 2], 2),
    ],
)
def test_a_name_that_two_projects_bear_is_never_taken_for_one(
    question: str, status: str, nos: list[int], amount: int | None
) -> None:
    found, _ = ask(question, ALIKE)
    assert found["status"] == status
    assert [p["no"] for p in found["projects"]] == nos
    assert (found["value"] or {}).get("amount") == amount


def test_all_namesakes_are_added_however_many() -> None:
    many = edition_of(FIRST, *(project(FIRST, n, "校舎改修", 1_000) for n in range(1, 31)))
    assert ask("校舎改修の合計", many)[0]["value"] == {"amount": 30_000, "unit": "yen"}
    assert ask("校舎改修はいくら", many)[0]["status"] == "choices"


NAMES = ("道路補修", "橋梁点検", "防犯灯設置")
PLAIN = edition_of(
    FIRST, *(project(FIRST, n, name, n * 1_000, **BARE) for n, name in enumerate(NAMES, 1))
)


def test_a_list_without_kinds_has_nothing_new() -> None:
    found, _ = ask("新規は何件", PLAIN)
    assert found["value"] == {"amount": 0, "unit": "count"}
    assert found["understood"] == "新規の件数"
    assert ask("新規の合計は", PLAIN)[0]["status"] == "not_found"
    top = ask("要求額トップ2", PLAIN)[0]
    assert [p["no"] for p in top["projects"]] == [3, 2]
    assert top["attribute"] == "requested"


@pytest.mark.parametrize(
    "question",
    [
        "道路補修",
        "道路補修の担当は",
        "道路補修の区分は",
        "課ごとの内訳",
        "部ごとの内訳",
        "一番多い課は",
    ],
)
def test_an_empty_cell_is_said_to_be_empty(question: str) -> None:
    text = ask(question, PLAIN)[0]["text"]
    assert "記載なし" in text
    assert not any(line.rstrip().endswith(("：", "・")) for line in text.splitlines())
    assert "・：" not in text


def test_an_amount_that_is_not_printed_is_no_zero() -> None:
    gap = edition_of(FIRST, _priced("無額事業", 1, None), _priced("普通事業", 2, 3_000_000))
    for question in (
        "無額事業と普通事業の差は",
        "普通事業は無額事業の何倍",
        "無額事業と普通事業はどっちが高い",
    ):
        found, _ = ask(question, gap)
        assert found["value"] is None
        assert "0円" not in found["text"]
        assert "・無額事業：－" in found["text"]


def _priced(name: str, no: int, yen: int | None) -> Any:
    return project(FIRST, no, name, requested=Amount(yen))


FIGURES = edition_of(
    FIRST,
    project(FIRST, 1, "2025", 4_000_000),
    project(FIRST, 2, "100", 5_000_000),
    project(FIRST, 3, "<b>太字</b>{0}", 6_000_000),
)


@pytest.mark.parametrize(
    "question",
    [
        "事業を全部教えて",
        "No.1",
        "No.2はいくら",
        "要求額トップ3",
        "100万円以上の事業は",
        "No.3の内容",
    ],
)
def test_a_name_that_is_a_figure_is_said_beside_its_number(question: str) -> None:
    found, reply = ask(question, FIGURES)
    assert found["status"] == "answered"
    assert "控えます" not in reply.message.plain


def test_a_figure_for_a_name_opens_no_door() -> None:
    index = Index.of([FIGURES])
    reply = Assistant(index).reply("No.1はいくら", Context())
    voice = Voice(locale_of("ja"), index, FIGURES)
    assert doubt("2025（No.1）\n要求額：400万円（4,000千円）", reply.answers[0], voice) is None
    assert doubt("2025（No.1）\n要求額：2025円", reply.answers[0], voice)


def test_a_number_that_is_not_there_is_called_a_number() -> None:
    assert "お尋ねの番号" in ask("No.9はいくら", ALIKE)[0]["text"]


def test_a_stage_alone_means_its_newest_list() -> None:
    draft = edition_of(DRAFT, project(DRAFT, 1, "橋", budgeted=Amount(700_000)))
    later = edition_of(NEXT, project(NEXT, 1, "橋", 2_000_000))
    first = edition_of(FIRST, project(FIRST, 1, "橋", 1_000_000))
    found, _ = ask("予算案では橋はいくら", first, draft, later)
    assert found["projects"] == [{"edition": str(DRAFT), "no": 1}]
    assert found["value"]["amount"] == 700_000
    assert ask("査定で増えた事業は", first, draft, later)[0]["status"] == "out_of_scope"


@pytest.mark.parametrize(
    "wrong",
    [
        {"records": 5}, {"records": [5]}, {"records": [{"no": 1}]}, {"edition": None}, {"warnings": 5}, {"unit": []},
        {"records": [{"no": "1", "name": "橋"}]}, {"records": [{"no": 1, "name": ["橋"]}]},
        {"records": [{"no": 1, "name": "橋", "account": {}}]}, {"records": [{"no": 1, "name": "橋", "page": "x"}]},
        {"records": [{"no": 1, "name": "橋", "requested": 1.5}]}, {"records": [{"no": 1, "name": "橋", "requested": 10**30}]},
        {"records": [{"no": -1, "name": "橋"}]}, {"title": 5}, {"municipality": 5},
    ],
)  # fmt: skip
def test_a_json_of_other_types_is_one_sentence(wrong: dict[str, Any]) -> None:
    with pytest.raises(ListError, match="JSON が一覧の形になっていません"):
        edition_from_json(edition_to_json(ALIKE) | wrong)
