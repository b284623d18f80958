"""Several places of one ranking: all of those that are asked for are answered, or none."""

from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped

MINATO = Assistant(Index.of([shipped()]))
AMOUNTS = {p.no: p.requested.total or 0 for p in shipped().projects}
LARGEST = sorted(AMOUNTS.values(), reverse=True)


def said_to(*turns: str) -> dict[str, Any]:
    context = Context()
    for turn in turns:
        reply = MINATO.reply(turn, context)
        context = reply.context
    return dict(payload(reply.answers, reply.message, reply.understood))


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("1位と3位の合計", (1, 3)),
        ("1位と2位と3位の合計はいくら", (1, 2, 3)),
        ("1億円以上の事業の1位と3位の合計", (1, 3)),
        ("一番高い事業と3番目に高い事業の合計", (1, 3)),
        ("2番目に高い事業と4番目に高い事業を合わせると", (2, 4)),
    ],
)
def test_places_are_added_whether_or_not_they_follow(
    question: str, places: tuple[int, ...]
) -> None:
    assert said_to(question)["value"]["amount"] == sum(LARGEST[at - 1] for at in places)


@pytest.mark.parametrize(
    ("turns", "places"),
    [
        (("2番目に高い事業と3番目に高い事業の差額",), (2, 3)),
        (("1位と4位の差",), (1, 4)),
        (("高い順に5つ", "2番目と4番目の差は"), (2, 4)),
    ],
)
def test_two_places_are_held_beside_each_other(
    turns: tuple[str, ...], places: tuple[int, int]
) -> None:
    found = said_to(*turns)
    assert found["operation"] == "compare"
    assert found["value"]["amount"] == LARGEST[places[0] - 1] - LARGEST[places[1] - 1]


def test_places_of_a_ranking_that_was_shown_are_added() -> None:
    assert (
        said_to("高い順に5つ", "2位と4位を合わせると")["value"]["amount"] == LARGEST[1] + LARGEST[3]
    )


def test_places_that_follow_each_other_are_shown_as_a_ranking() -> None:
    found = said_to("2番目に高い事業と3番目に高い事業")
    shown = [AMOUNTS[p["no"]] for p in found["projects"]]
    assert (found["operation"], shown) == ("max", LARGEST[1:3])


@pytest.mark.parametrize(
    "question",
    [
        "高い順に3つ、安い順に3つ",
        "高いほうから2番目と安いほうから2番目の合計",
        "2番目に多い課と3番目に多い課の差",
        "1位と2位と3位の差",
    ],
)
def test_places_that_are_not_computed_are_never_answered_in_part(question: str) -> None:
    assert said_to(question)["status"] == "out_of_scope"


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("下から3番目に高いのは", -3),
        ("上から3番目に安いのは", -3),
        ("高い順に並べて下から2番目", -2),
        ("一番高い事業の次に高い事業", 1),
    ],
)
def test_a_place_counts_from_the_end_that_is_told(question: str, place: int) -> None:
    (project,) = said_to(question)["projects"]
    assert AMOUNTS[project["no"]] == LARGEST[place]


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("少なくとも1億の事業", sum(v >= 100_000_000 for v in LARGEST)),
        ("最低でも1億かかる事業", sum(v >= 100_000_000 for v in LARGEST)),
        ("高くても1000万円の事業", sum(v <= 10_000_000 for v in LARGEST)),
        ("最大で5000万円の事業", sum(v <= 50_000_000 for v in LARGEST)),
    ],
)
def test_the_least_and_the_most_of_an_amount_bound_it(question: str, count: int) -> None:
    assert len(said_to(question)["projects"]) == count


@pytest.mark.parametrize(
    ("question", "numbers", "part"),
    [
        ("一番高い事業は全体の何%", [36], "13.15%"),
        ("防災課の一番高い事業は防災課全体の何%", [21], "41.96%"),
        ("防災課で一番高い事業は全体の何%", [21], "6.33%"),
    ],
)
def test_the_first_of_a_ranking_is_held_against_the_whole_that_is_named(
    question: str, numbers: list[int], part: str
) -> None:
    found = said_to(question)
    assert (found["operation"], [p["no"] for p in found["projects"]]) == ("share", numbers)
    assert part in found["text"]


def test_both_ends_are_taken_together() -> None:
    assert (
        said_to("一番高い事業と一番安い事業の合計")["value"]["amount"] == LARGEST[0] + LARGEST[-1]
    )


def test_groups_by_a_share_within_each_are_not_answered_with_the_share_of_all() -> None:
    assert said_to("新規の割合が一番高い部")["status"] == "out_of_scope"


@pytest.mark.parametrize("question", ["事業が1つだけの課", "件数が1件の課", "1件しかない課"])
def test_groups_with_one_project_are_not_the_whole_list(question: str) -> None:
    found = said_to(question)
    assert found["operation"] == "breakdown"
    assert len(found["projects"]) == 11


@pytest.mark.parametrize(
    "question",
    ["上位5件に新規はいくつ", "新規は上位5件のうち何件", "上位5件の中に新規は何件ありますか"],
)
def test_what_stands_among_the_first_is_counted_among_the_first_of_all(question: str) -> None:
    found = said_to(question)
    assert (found["value"]["amount"], [p["no"] for p in found["projects"]]) == (2, [18, 31])


def test_what_is_asked_about_the_first_three_is_not_ranked_by_itself() -> None:
    found = said_to("トップ3に防災課は入ってる？")
    assert (found["operation"], found["projects"]) == ("list", [])


def test_no_project_is_newer_than_another() -> None:
    assert said_to("一番新しい事業はどれ")["status"] == "out_of_scope"


@pytest.mark.parametrize(
    "question", ["何個の課が1億円を超えてる", "1億円を超えてるのはいくつの課？"]
)
def test_groups_are_counted_within_the_bound_that_is_told(question: str) -> None:
    totals: dict[str, int] = {}
    for project in shipped().projects:
        totals[project.section] = totals.get(project.section, 0) + AMOUNTS[project.no]
    assert said_to(question)["value"]["amount"] == sum(v > 100_000_000 for v in totals.values())


def first_of_each_department(many: int) -> set[int]:
    found: set[int] = set()
    for department in {p.department for p in shipped().projects}:
        own = [p.no for p in shipped().projects if p.department == department]
        found.update(sorted(own, key=lambda no: -AMOUNTS[no])[:many])
    return found


@pytest.mark.parametrize(
    "question", ["部ごとの上位2件の事業", "部ごとに高い順に2件ずつ", "各部のトップ2"]
)
def test_as_many_of_each_group_as_are_asked_for(question: str) -> None:
    found = said_to(question)
    assert {p["no"] for p in found["projects"]} == first_of_each_department(2)


def test_the_second_of_each_group_is_not_the_second_group() -> None:
    found = {p["no"] for p in said_to("部ごとに2番目に高い事業")["projects"]}
    assert found == first_of_each_department(2) - first_of_each_department(1)


@pytest.mark.parametrize("asked", ["2番目の部の事業", "2位の部の件数"])
def test_the_second_group_of_a_breakdown_is_no_project(asked: str) -> None:
    totals: dict[str, int] = {}
    for project in shipped().projects:
        totals[project.department] = totals.get(project.department, 0) + AMOUNTS[project.no]
    second = sorted(totals, key=lambda name: -totals[name])[1]
    found = {p["no"] for p in said_to("部ごとの合計", asked)["projects"]}
    assert found == {p.no for p in shipped().projects if p.department == second}


def test_the_first_of_each_of_two_groups_are_taken_together() -> None:
    kinds = {p.no: p.is_new for p in shipped().projects}
    each = [max(v for no, v in AMOUNTS.items() if kinds[no] is new) for new in (True, False)]
    found = said_to("一番高い新規と一番高いレベルアップを足すといくら")
    assert found["value"]["amount"] == sum(each)


def test_the_money_of_several_years_is_not_told() -> None:
    assert said_to("防災ラジオを5年続けたらいくら")["status"] == "out_of_scope"
