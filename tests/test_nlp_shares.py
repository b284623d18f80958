"""How much of a request is level-up or was granted: bounds on it, and projects ranked by it."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.records import edition_from_json
from data.shipped import shipped

MINATO = Assistant(Index.of([shipped()]))
SHARES = {
    p.no: Fraction(p.requested.level_up, p.requested.total or 1)
    for p in shipped().projects
    if p.requested.level_up is not None
}
DECIDED = edition_from_json(
    json.loads((Path(__file__).parent / "gold" / "arakawa-2025.json").read_text(encoding="utf-8"))
)
ARAKAWA = Assistant(Index.of([DECIDED]))
GRANTED = {
    p.no: Fraction(p.budgeted.total, p.requested.total or 1)
    for p in DECIDED.projects
    if p.budgeted.total is not None
}


def said_to(question: str, assistant: Assistant = MINATO) -> dict[str, Any]:
    reply = assistant.reply(question, Context())
    return dict(payload(reply.answers, reply.message, reply.understood))


@pytest.mark.parametrize(
    ("question", "low", "high"),
    [
        ("レベルアップ分が要求額の9割以上を占める事業はどれですか", Fraction(9, 10), Fraction(1)),
        ("レベルアップ分が要求額の半分を超えている事業", Fraction(500_001, 10**6), Fraction(1)),
        ("レベルアップ分が要求額の1割未満の事業", Fraction(0), Fraction(99_999, 10**6)),
        ("レベルアップ分の割合が95%以上の事業", Fraction(95, 100), Fraction(1)),
    ],
)
def test_a_bound_on_the_share(question: str, low: Fraction, high: Fraction) -> None:
    found = said_to(question)
    assert {p["no"] for p in found["projects"]} == {
        no for no, share in SHARES.items() if low <= share <= high
    }


def test_the_project_with_the_largest_share_and_the_smallest() -> None:
    largest = max(SHARES, key=lambda no: SHARES[no])
    found = said_to("レベルアップ分の割合が一番高い事業は？")
    assert [p["no"] for p in found["projects"]] == [largest]
    assert found["value"] == {
        "amount": pytest.approx(float(100 * SHARES[largest]), abs=1e-3),
        "unit": "percent",
    }
    assert f"{float(100 * SHARES[largest]):.2f}%" in found["text"]
    smallest = min(SHARES, key=lambda no: SHARES[no])
    least = said_to("要求額に対するレベルアップ分の割合がいちばん小さい事業を教えて")
    assert [p["no"] for p in least["projects"]] == [smallest]


@pytest.mark.parametrize("question", ["レベルアップ分の割合が一番高い課", "レベルアップ率の平均"])
def test_shares_are_not_added_up(question: str) -> None:
    assert said_to(question)["status"] == "out_of_scope"


@pytest.mark.parametrize(
    ("question", "low", "high"),
    [
        ("予算額が要求額の9割以上の事業", Fraction(9, 10), Fraction(9)),
        ("予算額が要求額の8割未満の事業", Fraction(0), Fraction(799_999, 10**6)),
        ("要求額の半額になった事業", Fraction(1, 2), Fraction(1, 2)),
        ("要求のちょうど8割に抑えられた事業はどれ", Fraction(4, 5), Fraction(4, 5)),
        ("要求の半分しか認められなかった事業", Fraction(1, 2), Fraction(1, 2)),
    ],
)
def test_a_bound_on_what_was_granted(question: str, low: Fraction, high: Fraction) -> None:
    found = said_to(question, ARAKAWA)
    wanted = {no for no, share in GRANTED.items() if low <= share <= high}
    assert wanted
    assert {p["no"] for p in found["projects"]} == wanted


def test_the_project_of_which_most_was_granted() -> None:
    largest = max(GRANTED, key=lambda no: GRANTED[no])
    for question in ("査定率が一番高い事業は", "認められた割合が最も高い事業"):
        found = said_to(question, ARAKAWA)
        assert [p["no"] for p in found["projects"]] == [largest]
        assert f"{float(100 * GRANTED[largest]):.2f}%" in found["text"]


def test_what_was_granted_of_each_department_is_not_added_up() -> None:
    assert said_to("査定率が一番低い部は", ARAKAWA)["status"] == "out_of_scope"


@pytest.mark.parametrize(
    "question",
    ["予算額が要求額の半分の事業", "査定率が一番高い事業は", "要求の8割に抑えられた事業は何件"],
)
def test_a_list_of_requests_tells_no_part_that_was_granted(question: str) -> None:
    found = said_to(question)
    assert found["status"] == "out_of_scope"
    assert found["value"] is None
