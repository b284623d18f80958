"""The first projects of several groups: beside each other, together, one by one."""

from __future__ import annotations

import pytest

from bot.assistant import Assistant, Context
from data.index import Index
from data.model import Project
from data.query import Operation, OutOfScope, Query
from data.shipped import shipped

PROJECTS = shipped().projects
ASSISTANT = Assistant(Index.of([shipped()]))


def _ranked(section: str) -> list[Project]:
    own = [p for p in PROJECTS if p.section == section]
    return sorted(own, key=lambda p: -(p.requested.total or 0))


@pytest.mark.parametrize(
    "ask", ["の差は", "の差額は？", "を比べて", "、どっちが高い？", "は何倍違う"]
)
@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("で一番高い事業", 0),
        ("の最高額", 0),
        ("、それぞれの最高額", 0),
        ("の最大事業", 0),
        ("の一番安い事業", -1),
        ("の最低額", -1),
        ("の2番目に高い事業", 1),
    ],
)
def test_the_firsts_of_two_groups_are_set_beside_each_other(
    said: str, place: int, ask: str
) -> None:
    (query,) = ASSISTANT.understand(f"税務課と防災課{said}{ask}", Context()).intents
    assert isinstance(query, Query)
    assert query.operation is Operation.COMPARE
    wanted = [_ranked(section)[place].no for section in ("税務課", "防災課")]
    assert [sorted(i.no for i in part.projects or ()) for part in query.parts] == [
        [n] for n in wanted
    ]


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("税務課と防災課の最高額の合計", Operation.SUM),
        ("税務課と防災課の最高額の平均", Operation.AVERAGE),
        ("税務課と防災課のそれぞれの最高額は", Operation.LIST),
        ("税務課と防災課で一番高い事業はそれぞれ何", Operation.LIST),
    ],
)
def test_the_firsts_of_two_groups_are_told_together(question: str, operation: Operation) -> None:
    (query,) = ASSISTANT.understand(question, Context()).intents
    assert isinstance(query, Query)
    assert query.operation is operation
    firsts = frozenset(_ranked(section)[0].id for section in ("税務課", "防災課"))
    assert query.scope.projects == firsts


@pytest.mark.parametrize(
    "question",
    [
        "観光政策担当と税務課で、レベルアップ分が一番大きい事業の差は",
        "防災課と税務課の新規で一番高い事業の差",
    ],
)
def test_a_group_without_such_a_project_has_no_first(question: str) -> None:
    (intent,) = ASSISTANT.understand(question, Context()).intents
    assert isinstance(intent, OutOfScope)


@pytest.mark.parametrize(
    ("question", "parts"),
    [("防災課と税務課、一番高いのはどっち", 2), ("防災課と税務課のどちらが一番高い", 2)],
)
def test_groups_themselves_are_compared_where_no_project_is_said(question: str, parts: int) -> None:
    (query,) = ASSISTANT.understand(question, Context()).intents
    assert isinstance(query, Query)
    assert len(query.parts) == parts
    assert all(part.projects is None for part in query.parts)
