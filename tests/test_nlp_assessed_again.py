"""What a decision made of requests, asked of a list with budgets: each was once answered with the requests themselves, with the
whole list, or with blanks as zeros.
"""

from collections.abc import Callable

import pytest

from data.model import Project
from tests.test_nlp_asked_next import NARA, nos, said, these


def cut(project: Project) -> bool:
    """Whether a budget is printed, and is less than what was requested."""
    granted, wanted = project.budgeted.total, project.requested.total
    return granted is not None and wanted is not None and granted < wanted


def blank(project: Project) -> bool:
    return project.budgeted.total is None


def zero(project: Project) -> bool:
    return project.budgeted.total == 0


def full(project: Project) -> bool:
    return project.budgeted.total == project.requested.total


def halved(project: Project) -> bool:
    granted, wanted = project.budgeted.total, project.requested.total
    return granted is not None and wanted is not None and 2 * granted <= wanted


def dearest(many: int) -> set[int]:
    rows = sorted(NARA.index.projects, key=lambda p: -(p.requested.total or 0))
    return {p.no for p in rows[:many]}


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("予算額が要求額未満の事業は？", cut),
        ("予算額が要求額以下の事業は？", lambda p: cut(p) or full(p)),
        ("予算額が要求額以上の事業は？", full),
        ("予算額が要求額と同じ事業は？", full),
        ("半額以下に削られた事業は？", halved),
        ("予算額が0円の事業は？", zero),
        ("予算額が空欄の事業は？", blank),
        ("予算額が載っていない事業は？", blank),
    ],
)
def test_which_projects_it_is_true_of(question: str, fits: Callable[[Project], bool]) -> None:
    found = said(NARA, question)
    assert found["operation"] == "list"
    assert set(nos(found)) == these(fits, NARA)


def taken(projects: set[int]) -> int:
    rows = [p for p in NARA.index.projects if p.no in projects and cut(p)]
    return sum((p.requested.total or 0) - (p.budgeted.total or 0) for p in rows)


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        (("査定で減った額の合計は？",), taken({p.no for p in NARA.index.projects})),
        (("デマンドタクシーの減額は？", "太陽光は？"), taken({50})),
        (("老朽水道管更新はいくら減った？", "下水道管渠耐震化は？"), taken({48})),
        (("一番高い事業は？", "予算額との差は？"), taken(dearest(1))),
        (("一番高い事業は？", "予算額の差は？"), taken(dearest(1))),
        (("教育部の要求額と予算額の合計の差は？",), taken({p.no for p in NARA.index.projects if p.department == "教育部"})),
    ],
)  # fmt: skip
def test_how_much_was_taken(turns: tuple[str, ...], figure: int) -> None:
    assert said(NARA, *turns)["value"] == {"amount": figure, "unit": "yen"}


def test_the_largest_cuts_are_added_up() -> None:
    cuts = sorted((taken({p.no}) for p in NARA.index.projects), reverse=True)
    found = said(NARA, "減額が大きい順に5つ", "減額の合計は？")
    assert found["value"]["amount"] == sum(cuts[:5])


@pytest.mark.parametrize(
    "question", ["どの部が一番減らされた？", "査定で減った額の合計は？ > 一番減った部は？"]
)
def test_the_department_that_lost_most(question: str) -> None:
    departments = {p.department for p in NARA.index.projects}
    lost = {d: taken({p.no for p in NARA.index.projects if p.department == d}) for d in departments}
    assert max(lost, key=lambda d: lost[d]) in said(NARA, *question.split(" > "))["text"]


def test_the_second_cut_is_ranked() -> None:
    second = sorted(NARA.index.projects, key=lambda p: -taken({p.no}))[1]
    assert nos(said(NARA, "2番目に減らされた事業は？")) == [second.no]


@pytest.mark.parametrize(
    ("asked", "fits"), [("減額されたものは？", cut), ("満額だったものは何件？", full)]
)
def test_after_the_first_five_it_is_of_the_five(
    asked: str, fits: Callable[[Project], bool]
) -> None:
    found = said(NARA, "上位5件は？", asked)
    assert set(nos(found)) == these(fits, NARA) & dearest(5)
