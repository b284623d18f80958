"""What is asked of several earlier answers: places, sides, totals, the rest, and never of the whole list instead."""

from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped

MINATO = Assistant(Index.of([shipped()]))


def talked(*said: str) -> dict[str, Any]:
    context = Context()
    for turn in said[:-1]:
        context = MINATO.reply(turn, context).context
    reply = MINATO.reply(said[-1], context)
    return dict(payload(reply.answers, reply.message, reply.understood))


def numbers(found: dict[str, Any]) -> list[int]:
    return [p["no"] for p in found["projects"]]


def amount(found: dict[str, Any]) -> float | None:
    value: dict[str, float] | None = found["value"]
    return value["amount"] if value else None


@pytest.mark.parametrize(
    ("said", "yen"),
    [
        (("高齢者支援課の事業", "合計は"), 3_456_000),
        (("一番高い事業は？", "その次は？", "その次は？", "3つ合わせて？"), 1_678_694_000),
        (("生活保護の事業", "課の合計は"), 81_976_000),
        (("防災ラジオの担当課の合計",), 846_484_000),
        (("障害者福祉課の部の合計",), 1_466_353_000),
        (("防災課の事業を高い順に", "上から3つの合計", "残りの合計"), 81_953_000),
        (("防災課の事業を高い順に", "3番目を除いた合計"), 645_132_000),
        (("防災課の合計は2億円以上？",), 846_484_000),
        (("レベルアップ分でなく要求額で、防災課はいくら",), 846_484_000),
    ],
)
def test_a_total_is_of_what_was_asked(said: tuple[str, ...], yen: int) -> None:
    assert amount(talked(*said)) == yen


@pytest.mark.parametrize(
    ("said", "percent"),
    [
        (("防災ラジオの予算", "防災課全体の何割"), 23.79),
        (("教育指導課の合計", "学校教育部全体の何％"), 85.44),
        (("防災課と建築課の合計は全体の何%",), 23.34),
    ],
)
def test_a_share_is_of_the_group_that_is_named(said: tuple[str, ...], percent: float) -> None:
    assert amount(talked(*said)) == pytest.approx(percent, abs=0.01)


@pytest.mark.parametrize(
    ("said", "yen"),
    [
        (("防災課で一番高い事業と一番安い事業の差は",), 314_238_000),
        (("新規の最高額とレベルアップの最高額の差",), 306_090_000),
        (("保育課の2事業の差額",), 245_403_000),
        (("一番件数の多い課と二番目の課の差",), 3),
        (("ワールドプロモーションとシティプロモーションはどっちが高い", "安い方はいくら", "差額は"), 39_164_000),
    ],
)  # fmt: skip
def test_a_difference_is_of_the_two_that_are_meant(said: tuple[str, ...], yen: int) -> None:
    assert amount(talked(*said)) == yen


@pytest.mark.parametrize(
    ("said", "project"),
    [
        (("防災ラジオいくら", "土砂災害対策は", "避難所は", "一番高いのは"), 22),
        (("2番目に高い事業の担当課",), 48),
        (("防災課の事業", "3番目は", "最初のはいくら"), 21),
        (("レベルアップ分が多い順に5つ", "1位の担当課は"), 24),
        (("去年の防災ラジオ", "今年は"), 27),
        (("子ども家庭課の事業", "一番高いのは", "それは新規？"), 8),
    ],
)
def test_one_project_is_the_one_that_is_told(said: tuple[str, ...], project: int) -> None:
    assert project in numbers(talked(*said))


@pytest.mark.parametrize(
    ("said", "project", "field"),
    [
        ("4番目に高いレベルアップ事業の担当課は", 24, "担当：街づくり支援部 建築課"),
        ("一番高い事業の柱は", 36, "柱：安全・安心で誰もが自分らしく暮らせるための取組"),
        ("一番高い新規事業が属する小柱は？", 31, "小柱："),
    ],
)
def test_a_field_is_of_the_project_at_a_place(said: str, project: int, field: str) -> None:
    found = talked(said)
    assert numbers(found) == [project]
    assert field in found["text"]


@pytest.mark.parametrize(
    "said",
    [
        ("らくらくの予算はいくらですか",),
        ("終わる事業の合計",),
        ("友人の予算",),
        ("こうかの合計",),
        ("新規または国保会計の事業の件数",),
        ("ふるさと納税", "最後のやつは"),
    ],
)
def test_no_figure_where_words_are_left_or_nothing_is_computed(said: tuple[str, ...]) -> None:
    found = talked(*said)
    assert found["status"] in ("not_found", "out_of_scope")
    assert not found["value"]
    assert not found["projects"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("しゅわの事業",), [30, 33, 34]),
        (("がくむか の じぎょう",), [14, 15]),
        (("bosaika no jigyo",), [21, 22, 26, 27, 28]),
        (("上位5件", "そのうち新規"), [18, 31]),
        (("新規事業一覧", "教育関係だけ"), [12, 13, 17, 18]),
        (("部別の合計", "一番少ない部は？", "そこの事業は？"), [12, 13]),
    ],
)
def test_a_list_is_of_what_was_told(said: tuple[str, ...], expected: list[int]) -> None:
    assert sorted(numbers(talked(*said))) == expected
