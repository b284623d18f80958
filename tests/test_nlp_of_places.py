"""Places of groups: which place one takes, which come before it, what the first of them come to."""

from __future__ import annotations

from functools import cache

import pytest

from bot.assistant import Context
from bot.payload import payload
from data.groups import groups_of
from data.query import Dimension, Measure, Operation, OutOfScope, Query
from data.shipped import shipped
from tests.test_laws_gold import assistant_of

assistant = cache(assistant_of)


def _query(question: str) -> Query:
    (query,) = assistant("minato").understand(question, Context()).intents
    assert isinstance(query, Query), question
    return query


def _totals(by: Dimension, measure: Measure = Measure.REQUESTED) -> list[int]:
    groups = groups_of(tuple(shipped().projects), by, measure)
    counted = measure is Measure.COUNT
    return sorted((int(g.count if counted else g.value) for g in groups), reverse=True)


@pytest.mark.parametrize(
    ("question", "by", "first", "measure"),
    [
        ("防災課は何番目に予算が多い課ですか", Dimension.SECTION, 2, Measure.REQUESTED),
        ("防災課は課の中で何番目に多い", Dimension.SECTION, 2, Measure.REQUESTED),
        ("防災課は件数で何位", Dimension.SECTION, 2, Measure.COUNT),
        ("保健福祉支援部は全体で何位？", Dimension.DEPARTMENT, 1, Measure.REQUESTED),
        ("柱2は何番目に大きい", Dimension.PILLAR, 1, Measure.REQUESTED),
        ("障害者福祉課の次に予算が多い課は", Dimension.SECTION, 2, Measure.REQUESTED),
        (
            "Where does the Disaster Prevention Section rank?",
            Dimension.SECTION,
            2,
            Measure.REQUESTED,
        ),
        (
            "Which department comes after 保健福祉支援部?",
            Dimension.DEPARTMENT,
            2,
            Measure.REQUESTED,
        ),
    ],
)
def test_the_place_of_a_group(question: str, by: Dimension, first: int, measure: Measure) -> None:
    query = _query(question)
    assert (query.operation, query.by, query.first, query.limit, query.measure) == (
        Operation.MAX, by, first, 1, measure,
    )  # fmt: skip
    assert query.scope.sections is None
    assert query.scope.departments is None


def test_the_least_is_counted_from_the_other_end() -> None:
    query = _query("防災課は何番目に少ない課")
    assert query.operation is Operation.MIN
    assert query.first == len(_totals(Dimension.SECTION)) - 1


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        ("防災課より予算が多い課は", (846_484_001, None)),
        ("防災課より要求額の少ない課はどこ", (None, 846_483_999)),
        ("防災課より件数が多い課は", (6, None)),
        ("Which sections request more than the Disaster Prevention Section?", (846_484_001, None)),
        ("Which section requests more than 500 million yen?", (500_000_001, None)),
    ],
)
def test_groups_beyond_one(question: str, bounds: tuple[int | None, int | None]) -> None:
    having = _query(question).having
    assert having is not None
    assert (having.low, having.high) == bounds


def test_groups_beyond_one_are_counted() -> None:
    reply = assistant("minato").reply("防災課より予算が少ない課はいくつ？", Context())
    value = payload(reply.answers, reply.message, reply.understood)["value"]
    assert isinstance(value, dict)
    assert value["amount"] == len(_totals(Dimension.SECTION)) - 2


@pytest.mark.parametrize(
    ("question", "operation", "amount"),
    [
        ("上位5課の合計は", "sum", sum(_totals(Dimension.SECTION)[:5])),
        ("要求額上位3部の合計", "sum", sum(_totals(Dimension.DEPARTMENT)[:3])),
        ("下位2部を合わせると", "sum", sum(_totals(Dimension.DEPARTMENT)[-2:])),
        ("上位3部で全体の何％", "share", 53.1346),
        ("予算額上位3課の事業数は？", "count", 14),
        ("total of the top 3 departments", "sum", sum(_totals(Dimension.DEPARTMENT)[:3])),
        ("What share do the top 3 departments account for?", "share", 53.1346),
    ],
)
def test_the_first_groups_together(question: str, operation: str, amount: float) -> None:
    reply = assistant("minato").reply(question, Context())
    told = payload(reply.answers, reply.message, reply.understood)
    assert (told["status"], told["operation"]) == ("answered", operation)
    assert isinstance(told["value"], dict)
    assert told["value"]["amount"] == pytest.approx(amount)


@pytest.mark.parametrize(
    "question",
    [
        "件数上位5課の合計は",  # several sections share the fifth place
        "防災課は部の中で何番目に多い",  # no department
    ],
)
def test_what_no_place_tells_is_refused(question: str) -> None:
    (intent,) = assistant("minato").understand(question, Context()).intents
    assert isinstance(intent, OutOfScope)
