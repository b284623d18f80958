"""Averages beside each other: of groups, of the whole list, and of one project beside a group."""

from fractions import Fraction

import pytest

from bot.assistant import Context
from bot.proof import code, verify
from data.answers import Comparison, Refusal
from data.model import Project
from tests.test_nlp_asked_next import MINATO

PROJECTS = MINATO.index.projects
SECTION = {s: [p for p in PROJECTS if p.section == s] for s in ("防災課", "建築課")}
KIND = {kind: [p for p in PROJECTS if p.kind == kind] for kind in ("新規", "レベルアップ")}
RADIO = [p for p in PROJECTS if p.no == 27]
FIRST = [max(PROJECTS, key=lambda p: p.requested.total or 0)]


def mean(projects: list[Project]) -> Fraction:
    filled = [p.requested.total for p in projects if p.requested.total is not None]
    return Fraction(sum(filled), len(filled))


def compared(*turns: str) -> Comparison:
    context = Context()
    for turn in turns:
        reply = MINATO.reply(turn, context)
        context = reply.context
    assert not reply.message.withheld
    (found,) = reply.answers
    assert isinstance(found, Comparison), reply.message.plain
    return found


@pytest.mark.parametrize(
    ("asked", "sides"),
    [
        ("防災課の平均と建築課の平均の差は", [SECTION["防災課"], SECTION["建築課"]]),
        ("防災課の平均より建築課の平均はいくら高い", [SECTION["防災課"], SECTION["建築課"]]),
        ("新規とレベルアップ、平均額が高いのはどちら", [KIND["新規"], KIND["レベルアップ"]]),
        ("防災課の平均と全体の平均の差は", [SECTION["防災課"], [*PROJECTS]]),
        ("全体の平均と新規の平均を比べて", [[*PROJECTS], KIND["新規"]]),
        ("防災ラジオと防災課の平均の差は", [RADIO, SECTION["防災課"]]),
        ("防災ラジオは平均よりいくら高い", [RADIO, [*PROJECTS]]),
        ("一番高い事業と平均の差は", [FIRST, [*PROJECTS]]),
        (
            "防災課の平均は > 建築課の平均は > 差は",
            [SECTION["防災課"], SECTION["建築課"]],
        ),
        (
            "difference between the averages of new and level-up projects",
            [KIND["新規"], KIND["レベルアップ"]],
        ),
        ("防災課の平均は > 区全体の平均と比べてどう", [SECTION["防災課"], [*PROJECTS]]),
        ("防災課の平均 > 新規の平均と比べると", [SECTION["防災課"], KIND["新規"]]),
        ("防災ラジオ > 平均と比べて", [RADIO, [*PROJECTS]]),
        ("防災課と建築課の合計の差は > 平均だと", [SECTION["防災課"], SECTION["建築課"]]),
    ],
)
def test_averages_are_compared_and_their_difference_told(
    asked: str, sides: list[list[Project]]
) -> None:
    found = compared(*asked.split(" > "))
    means = [mean(side) for side in sides]
    assert [side.value for side in found.sides] == means
    assert found.difference == abs(means[0] - means[1])
    assert [set(side.projects) for side in found.sides] == [set(side) for side in sides]


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        ("防災課の平均は建築課の平均の何倍", SECTION["防災課"], SECTION["建築課"]),
        ("防災ラジオは防災課の平均の何倍", RADIO, SECTION["防災課"]),
        ("一番高い事業は平均の何倍", FIRST, [*PROJECTS]),
    ],
)
def test_one_average_as_so_many_times_another(
    asked: str, one: list[Project], other: list[Project]
) -> None:
    assert compared(asked).ratio == mean(one) / mean(other)


def test_what_was_an_average_becomes_a_total_again() -> None:
    found = compared("防災課と建築課の平均の差は", "合計だと")
    assert [side.value for side in found.sides] == [
        sum(p.requested.total or 0 for p in SECTION[s]) for s in ("防災課", "建築課")
    ]


def test_of_no_project_there_is_no_average_and_no_difference() -> None:
    found = compared("防災課の新規の平均とレベルアップの平均の差は")
    assert not found.complete


@pytest.mark.parametrize("asked", ["防災課の平均と新規の合計の差は", "防災課は平均の何倍"])
def test_an_average_beside_a_total_is_refused(asked: str) -> None:
    (found,) = MINATO.reply(asked, Context()).answers
    assert isinstance(found, Refusal)


def test_the_code_of_a_comparison_of_averages_computes_it_again() -> None:
    (found,) = MINATO.reply("防災課の平均と建築課の平均の差は", Context()).answers
    assert isinstance(found, Comparison)
    proof = code(found, MINATO.index)
    assert proof
    assert verify(proof, MINATO.index).state == "same"
