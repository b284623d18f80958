"""How much of a request is level-up: bounds on it, and projects ranked by it."""

from fractions import Fraction
from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped

MINATO = Assistant(Index.of([shipped()]))
SHARES = {
    p.no: Fraction(p.requested.level_up, p.requested.total or 1)
    for p in shipped().projects
    if p.requested.level_up is not None
}


def said_to(question: str) -> dict[str, Any]:
    reply = MINATO.reply(question, Context())
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
