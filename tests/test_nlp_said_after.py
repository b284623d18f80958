"""Short questions after an answer: of the group that was told, of the kinds and places within it, of both of two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.assistant import Assistant, Context, Reply
from bot.payload import payload
from data.index import Index
from data.model import Project
from data.shipped import shipped

PROJECTS = shipped().projects
ASSISTANT = Assistant(Index.of([shipped()]))
NEW = {p.no for p in PROJECTS if p.kind == "新規"}


def _last(*turns: str) -> tuple[str, set[int], float | None]:
    context = Context()
    for turn in turns:
        reply = ASSISTANT.reply(turn, context)
        context = reply.context
    told = _told(reply)
    value = told["value"]
    return (
        told["status"],
        {p["no"] for p in told["projects"]},
        value["amount"] if value else None,
    )


def _told(reply: Reply) -> Mapping[str, Any]:
    return payload(reply.answers, reply.message, reply.understood)


def _of(**fields: object) -> set[int]:
    return {p.no for p in PROJECTS if all(getattr(p, k) == v for k, v in fields.items())}


def _sum(numbers: set[int]) -> int:
    return sum(p.requested.total or 0 for p in PROJECTS if p.no in numbers)


def _named(words: str) -> Project:
    return next(p for p in PROJECTS if words in p.name)


RADIO, RULES = _named("防災ラジオ"), _named("タバコルール")
SECTION = _of(section=RADIO.section)
WELFARE = _of(department="保健福祉支援部")
PAGE = _of(page=RADIO.page)


@pytest.mark.parametrize(
    ("turns", "numbers"),
    [
        (("防災ラジオの担当課は", "そこの事業は"), SECTION),
        (("防災ラジオの担当課は", "そこの合計は"), SECTION),
        (("防災ラジオの担当課は", "ほかには"), SECTION - {RADIO.no}),
        (("防災ラジオはいくら", "課全部でいくら"), SECTION),
        (("防災ラジオはいくら", "同じページの事業は"), PAGE),
        (("防災ラジオはいくら", "同じページの他の事業は"), PAGE - {RADIO.no}),
        (("防災ラジオと同じページの新規は",), PAGE & NEW),
        (("新規の件数", "うち保健福祉支援部は何件"), WELFARE & NEW),
        (("保健福祉支援部の新規は何件", "レベルアップは何件"), WELFARE - NEW),
        (("保健福祉支援部の新規の合計", "レベルアップの合計は"), WELFARE - NEW),
        (("新規が一番多い部は", "レベルアップは何件"), WELFARE - NEW),
        (("部ごとの新規の合計", "一番多いところの件数は"), WELFARE & NEW),
        (("Who runs the disaster radio?", "how many projects does that section have?"), SECTION),
        (("Total of the disaster prevention section", "list the projects"), SECTION),
        (("Total of the disaster prevention section", "projects?"), SECTION),
    ],
)
def test_what_is_left_open_is_of_what_was_told(turns: tuple[str, ...], numbers: set[int]) -> None:
    status, told, value = _last(*turns)
    assert (status, told) == ("answered", numbers)
    assert value in (None, len(numbers), _sum(numbers))


@pytest.mark.parametrize("place", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", ["新規", "レベルアップ"])
def test_whether_the_one_at_a_place_is_of_a_kind_is_told_of_that_one(place: int, kind: str) -> None:
    ordered = sorted(PROJECTS, key=lambda p: -(p.requested.total or 0))
    assert _last("大きい順に5件", f"{place}番目は{kind}？")[1] == {ordered[place - 1].no}
    assert _last(f"{place}番目に高い事業は{kind}ですか")[1] == {ordered[place - 1].no}
    nth = ("", "second ", "third ", "fourth ")[place - 1]
    word = "new" if kind == "新規" else "level-up"
    assert _last(f"Is the {nth}most expensive project {word}?")[1] == {ordered[place - 1].no}
    assert _last(f"Which section runs the {nth}most expensive project?")[1] == {
        ordered[place - 1].no
    }


@pytest.mark.parametrize("section", sorted({p.section for p in PROJECTS}))
def test_a_part_of_a_sum_is_set_against_the_sum(section: str) -> None:
    other = next(s for s in ("税務課", "防災課") if s != section)
    part, both = _of(section=section), _of(section=section) | _of(section=other)
    status, told, value = _last(f"{section}は{other}と{section}の合計の何%")
    if status != "answered":
        return  # a name that several offices share is asked about first
    assert told == part
    assert value == pytest.approx(100 * _sum(part) / _sum(both), abs=0.01)


@pytest.mark.parametrize(
    "turns",
    [
        ("高い順に5件", "2つ合わせると"),
        ("Largest 5 projects", "add both"),
        ("防災ラジオはいくら", "同じページの他の課の合計は"),
        ("防災ラジオのレベルアップ分の割合は", "件数では", "金額では"),
        ("防災課と建築課どっちが高い", "防災危機管理室では"),
        ("予算がついた事業は何件",),
        ("tax question: how many",),
    ],
)
def test_what_is_not_clear_gets_no_figure(turns: tuple[str, ...]) -> None:
    status, told, value = _last(*turns)
    assert status in ("not_found", "out_of_scope")
    assert value is None
    assert not told


@pytest.mark.parametrize(
    ("said", "number"),
    [("disaster radio", RADIO.no), ("science museum", _named("科学館").no), ("dementia", 38)],
)
def test_a_name_in_english_is_enough(said: str, number: int) -> None:
    context = Context()
    reply = ASSISTANT.reply(said, context)
    told = _told(reply)
    assert [p["no"] for p in told["projects"]] == [number]
    assert "Requested amount" in told["text"]


@pytest.mark.parametrize("said", ["AED", "DV"])
def test_letters_that_japanese_writes_too_are_answered_in_japanese(said: str) -> None:
    reply = ASSISTANT.reply(said, Context())
    assert "要求額" in _told(reply)["text"]
