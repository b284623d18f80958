"""No condition of a question is dropped: it is kept in what is computed, or the question is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.model import Project
from data.shipped import shipped

MINATO = Assistant(Index.of([shipped()]))
PROJECTS = shipped().projects


def talked(*said: str) -> dict[str, Any]:
    context = Context()
    for turn in said[:-1]:
        context = MINATO.reply(turn, context).context
    reply = MINATO.reply(said[-1], context)
    return dict(payload(reply.answers, reply.message, reply.understood))


def yen(keeps: Callable[[Project], bool]) -> int:
    return sum(p.requested.total or 0 for p in PROJECTS if keeps(p))


def about(*numbers: int) -> Callable[[Project], bool]:
    return lambda p: p.no in numbers


@pytest.mark.parametrize(
    ("said", "keeps"),
    [
        (("科学館を除いた教育の合計",), about(11, 12, 13, 14, 15, 16, 17, 40)),
        (("防災ラジオを除いた防災の合計",), about(21, 22, 23, 26, 28)),
        (("total of education excluding the science museum",), about(11, 12, 13, 14, 15, 16, 17, 40)),
        (("学校教育部の合計は？ただし新規は除いて計算してくれ",), about(14, 15, 16)),
        (("防災課の事業を教えて", "全5件の合計は？"), lambda p: p.section == "防災課"),
        (("全63事業の合計",), lambda p: p in PROJECTS),
        (("レベルアップ分がある事業の合計",), lambda p: bool(p.requested.level_up)),
        (("国民健康保険特別会計の合計",), lambda p: p.account == "国保会計"),
        (
            ("高齢者支援課の合計は", "生活福祉調整課は？", "国保年金課は？", "この3つの課、全部まとめていくら"),
            lambda p: p.section in ("高齢者支援課", "生活福祉調整課", "国保年金課"),
        ),
    ],
)  # fmt: skip
def test_what_is_told_is_kept(said: tuple[str, ...], keeps: Callable[[Project], bool]) -> None:
    assert talked(*said)["value"] == {"amount": yen(keeps), "unit": "yen"}


@pytest.mark.parametrize(
    ("question", "part", "whole"),
    [
        ("保健福祉支援部のお金の何割が障害者福祉課なんですか", "障害者福祉課", "保健福祉支援部"),
        ("防災危機管理室の要求額に防災課が占める比率", "防災課", "防災危機管理室"),
        ("保健福祉支援部の予算要求に占める障害者福祉課の割合", "障害者福祉課", "保健福祉支援部"),
    ],
)
def test_a_part_is_of_the_whole_that_is_named(question: str, part: str, whole: str) -> None:
    wanted = 100 * yen(lambda p: p.section == part) / yen(lambda p: p.department == whole)
    assert talked(question)["value"]["amount"] == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize(
    "question",
    [
        "大きな事業の合計",
        "小さい事業の平均",
        "良い事業は何件",
        "急ぎの事業の合計",
        "先月の合計",
        "来月始まる事業は何件",
        "月平均はいくら",
        "防災ラジオの再来年の予算",
        "防災ラジオを区民1人あたりにすると",
        "他の区の防災の合計",
        "上位10%の合計",
        "上位1割の合計",
        "新規の合計と一番高い事業どっちが大きい",
        "防災課と建築課の平均額の合計",
        "一番多い部と2番目に多い部を合わせるといくら",
        "部長が新規の合計って言ってたけど、平均は？",
        "No.3.14の金額",
        "生活保護費はいくら",
        "保育費はいくら",
    ],
)
def test_what_cannot_be_kept_is_refused(question: str) -> None:
    found = talked(question)
    assert found["status"] in ("not_found", "out_of_scope")
    assert found["value"] is None
    assert not found["projects"]


@pytest.mark.parametrize(
    "question",
    [
        "防災ラジオがなかったら合計はいくら",
        "防災ラジオを考えない合計",
        "合計は？防災ラジオは数えないで",
    ],
)
def test_what_is_left_out_is_not_in_the_total(question: str) -> None:
    radio = yen(lambda p: p.name == "港区防災ラジオ")
    assert (
        talked(question)["value"]["amount"] == sum(p.requested.total or 0 for p in PROJECTS) - radio
    )


@pytest.mark.parametrize(
    ("said", "sections"),
    [
        (("新規を持つ課はどこ",), {p.section for p in PROJECTS if p.kind == "新規"}),
        (
            ("3000万を超える新規を持つ課",),
            {p.section for p in PROJECTS if p.kind == "新規" and (p.requested.total or 0) > 30_000_000},
        ),
    ],
)  # fmt: skip
def test_offices_are_told_by_what_they_hold(said: tuple[str, ...], sections: set[str]) -> None:
    text = talked(*said)["text"]
    assert all(f"・{section}：" in text for section in sections)
    assert text.count("\n・") == len(sections)


@pytest.mark.parametrize("question", ["部ごとの要求額を高い順に", "部ごとの要求額を低い順に並べて"])
def test_an_order_is_no_comparison_with_the_budget(question: str) -> None:
    rows = [p["no"] for p in talked(question)["projects"]]
    assert len(rows) == len(PROJECTS)


def test_a_place_of_a_pillar_is_its_place_in_the_list() -> None:
    pillars = list(dict.fromkeys(p.pillar for p in PROJECTS))
    for place, pillar in enumerate(pillars, 1):
        found = talked(f"{place}番目の柱の合計")
        assert found["value"]["amount"] == yen(lambda p, of=pillar: p.pillar == of)  # type: ignore[misc]
