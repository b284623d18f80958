"""What people who looked for wrong answers found: what else there is (他には), what is of an offer, the part of a group that several
things come to, what is not an office's or was spent.
"""

import pytest

from bot.assistant import Context
from data.model import Project
from data.query import OutOfScope, Query
from tests.test_nlp_asked_again import Fits, raised
from tests.test_nlp_asked_next import (
    MINATO,
    NARA,
    SAFETY,
    both,
    dear,
    everything,
    new,
    said,
    section,
    these,
    total,
)


def text_of(*turns: str) -> str:
    return str(said(MINATO, *turns)["text"])


@pytest.mark.parametrize(
    "more", ["他には", "ほかにもある？", "もっと", "ほかには何かありますか", "続き"]
)
def test_after_all_of_a_list_there_is_no_more(more: str) -> None:
    text = text_of("防災課の事業", more)
    assert f"ほかにはありません。お見せした{len(these(SAFETY))}件ですべてです。" in text
    assert "・No." not in text


def test_what_was_shown_stays_what_is_asked_about() -> None:
    told = said(MINATO, "防災課の事業", "他には", "合計は")
    assert told["value"] == {"amount": total(SAFETY), "unit": "yen"}


def test_the_next_page_comes_before_the_end() -> None:
    pages = [text_of("新規の事業", *["more"] * times) for times in range(3)]
    shown = [f"No.{no} " in page for no in these(new) for page in pages]
    assert shown.count(True) == len(these(new))
    assert "ほかにはありません" not in pages[0] + pages[1]


@pytest.mark.parametrize(
    ("first", "second"), [("防災課で一番高いのは", "2位 No."), ("一番安いのは", "2位 No.")]
)
def test_after_the_first_comes_the_second(first: str, second: str) -> None:
    assert second in text_of(first, "他には")


def test_after_one_project_come_those_of_its_section() -> None:
    text = text_of("防災ラジオの予算は", "他には")
    assert all(f"No.{no} " in text for no in these(SAFETY) if no != 27)
    assert "No.27 " not in text


@pytest.mark.parametrize(
    ("turns", "numbers", "whole"),
    [
        (["防災ラジオは", "土砂災害対策は", "合計は防災課の何％"], {22, 27}, SAFETY),
        (["防災ラジオは", "土砂災害対策は", "合わせると防災課の何％ですか"], {22, 27}, SAFETY),
        (["防災ラジオと土砂災害対策を足すと課の何％"], {22, 27}, SAFETY),
    ],
)
def test_a_sum_is_a_part_of_the_group(turns: list[str], numbers: set[int], whole: Fits) -> None:
    part = total(lambda p: p.no in numbers)
    assert f"{100 * part / total(whole):.2f}%" in text_of(*turns)


def test_of_two_sections_it_is_a_part_of_their_department() -> None:
    pair = [section("環境課"), section("みなとリサイクル清掃事務所")]
    part, around = sum(map(total, pair)), total(lambda p: p.department == "環境リサイクル支援部")
    for way in ("を合わせると部の何％", "の合計は部の何％"):
        text = text_of(f"環境課とみなとリサイクル清掃事務所{way}")
        assert f"{100 * part / around:.2f}%" in text


def test_of_two_departments_it_is_a_part_of_neither() -> None:
    asked = MINATO.understand("環境課と防災課の合計は部の何％", Context())
    assert isinstance(asked.intents[0], OutOfScope)
    assert not any(isinstance(i, Query) for i in asked.intents)


def test_a_kind_takes_the_place_of_the_other_on_both_sides() -> None:
    told = said(MINATO, "教育指導課の新規と健康推進課の新規の差は", "レベルアップだと")
    sides = [total(both(section(name), raised)) for name in ("教育指導課", "健康推進課")]
    assert told["value"] == {"amount": abs(sides[0] - sides[1]), "unit": "yen"}


def test_where_one_side_alone_is_of_a_kind_it_is_that_side() -> None:
    told = said(MINATO, "新規とレベルアップの差は", "新規だけだと")
    assert told["value"] == {"amount": total(new), "unit": "yen"}


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("一番高い事業は何課で、全体の何％", "障害者福祉課"),
        ("一番高い事業は何で、全体の何％", "障害保健福祉センター管理運営"),
    ],
)
def test_what_is_first_and_its_part_are_both_told(question: str, field: str) -> None:
    most = max(p.requested.total or 0 for p in MINATO.index.projects)
    text = text_of(question)
    assert field in text
    assert f"{100 * most / total(everything):.2f}%" in text


@pytest.mark.parametrize("question", ["防災課の新規の割合", "防災課の新規と環境課の新規の差"])
def test_where_nothing_fits_there_is_nothing_to_compare(question: str) -> None:
    told = said(MINATO, question)
    assert "当てはまる事業は、この一覧にありません（0件）。" in told["text"]
    assert told["value"] is None


@pytest.mark.parametrize(
    ("turns", "number"),
    [
        (("防災課の事業は？", "安いのは？"), 26),
        (("新規の事業は？", "どれが高い？"), 31),
        (("防災の予算は？", "一番高いのは？"), 21),
        (("防災の予算は？", "高いのは"), 21),
        (("防災ラジオと科学館はどっちが高い", "高いのは"), 18),
        (("芝地区総合支所の事業は", "一番高いのは"), 19),
        (("芝地区総合支所の事業は", "安いのは"), 19),
        (("芝地区総合支所の合計は", "一番高いのは"), 19),
    ],
)
def test_the_dearest_is_of_what_was_shown_or_offered(turns: tuple[str, ...], number: int) -> None:
    assert [p["no"] for p in said(MINATO, *turns)["projects"]] == [number]


def test_a_bound_after_an_offer_is_of_what_was_offered() -> None:
    offered = {p["no"] for p in said(MINATO, "防災の予算は？")["projects"]}
    bounded = {p["no"] for p in said(MINATO, "防災の予算は？", "1億円以上は？")["projects"]}
    assert bounded == {no for no in offered if no in these(dear)}


def test_what_leads_on_to_another_question_adds_nothing_to_the_first() -> None:
    text = text_of("防災課の合計は？それと障害者福祉課の合計は？")
    assert f"{total(SAFETY) // 1000:,}千円" in text
    assert f"{total(section('障害者福祉課')) // 1000:,}千円" in text
    assert f"{(total(SAFETY) + total(section('障害者福祉課'))) // 1000:,}千円" not in text


def elsewhere(project: Project) -> bool:
    return raised(project) and not SAFETY(project)


@pytest.mark.parametrize(
    "question",
    [
        "防災課の担当でないレベルアップの事業の合計",
        "防災課の所管ではないレベルアップ事業の合計",
        "防災課が所管しないレベルアップ事業の合計",
    ],
)
def test_what_an_office_is_not_in_charge_of(question: str) -> None:
    assert said(MINATO, question)["value"] == {"amount": total(elsewhere), "unit": "yen"}


def test_more_projects_are_counted() -> None:
    value = said(MINATO, "防災課と障害者福祉課、事業が多いのは？")["value"]
    assert value == {"amount": 3, "unit": "count"}


def test_the_level_up_part_of_a_request_is_what_is_bounded() -> None:
    found = {p["no"] for p in said(MINATO, "レベルアップ分の要求が1億円以上の事業")["projects"]}
    assert found == these(lambda p: (p.requested.level_up or 0) >= 100_000_000)


def test_what_was_spent_is_not_what_was_budgeted() -> None:
    name = NARA.index.projects[0].name
    told = said(NARA, f"{name}の決算額はいくらでしたか")
    assert (told["status"], told["value"]) == ("out_of_scope", None)
