"""What is asked next of the same: with others left out, of a theme, in other money, elsewhere, of all; each was once
answered with a figure that was not asked for.
"""

from collections.abc import Callable
from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.model import Project
from data.shipped import shipped
from tests.test_laws_gold import assistant_of

MINATO = Assistant(Index.of([shipped()]))
NARA = assistant_of("nara-2024")


def said(of: Assistant, *turns: str) -> dict[str, Any]:
    context = Context()
    for turn in turns:
        reply = of.reply(turn, context)
        context = reply.context
    return dict(payload(reply.answers, reply.message, reply.understood))


def nos(found: dict[str, Any]) -> list[int]:
    return [p["no"] for p in found["projects"]]


def these(fits: Callable[[Project], bool], of: Assistant = MINATO) -> set[int]:
    return {p.no for p in of.index.projects if fits(p)}


def total(fits: Callable[[Project], bool]) -> int:
    return sum(p.requested.total or 0 for p in MINATO.index.projects if fits(p))


def level_up(fits: Callable[[Project], bool]) -> int:
    return sum(p.requested.level_up or 0 for p in MINATO.index.projects if fits(p))


def new(project: Project) -> bool:
    return project.kind == "新規"


def dear(project: Project) -> bool:
    return (project.requested.total or 0) >= 100_000_000


def section(name: str) -> Callable[[Project], bool]:
    return lambda p: p.section == name


def department(name: str) -> Callable[[Project], bool]:
    return lambda p: p.department == name


def everything(_: Project) -> bool:
    return True


def both(
    one: Callable[[Project], bool], other: Callable[[Project], bool]
) -> Callable[[Project], bool]:
    return lambda p: one(p) and other(p)


SCHOOL, WELFARE = department("学校教育部"), department("保健福祉支援部")
SAFETY, HANDICAPPED = section("防災課"), section("障害者福祉課")


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        # of all that was shown, of all there is
        (("防災課の事業は？", "全部の合計は？"), total(SAFETY)),
        (("防災課は何件？", "全部の合計は？"), total(SAFETY)),
        (("学校教育部の事業は？", "新規だけ", "合計は？", "全部だと？"), total(SCHOOL)),
        (("学校教育部の新規は何件？", "合計は？", "全体だと？"), total(new)),
        # of as many as two that were counted, with their conditions
        (("学校教育部の新規は何件？", "合計は？", "保健福祉支援部は？"), total(both(WELFARE, new))),
        (
            ("学校教育部の新規は何件？", "合計は？", "レベルアップは？"),
            total(both(SCHOOL, lambda p: not new(p))),
        ),
        (
            ("1億円以上の新規は何件？", "合計は？", "レベルアップは？"),
            total(both(dear, lambda p: not new(p))),
        ),
        (
            ("学校教育部の1億円以上は何件？", "合計は？", "保健福祉支援部は？"),
            total(both(WELFARE, dear)),
        ),
        (("国保会計は何件？", "合計は？", "一般会計は？"), total(lambda p: not p.account)),
        # in the money that is asked for now
        (("レベルアップ分の合計はいくら？", "新規事業の合計はいくら？"), total(new)),
        (("レベルアップ分の合計は？", "全体の合計は？"), total(everything)),
        (("防災課のレベルアップ分の合計は？", "防災課の合計は？"), total(SAFETY)),
        (("防災ラジオのレベルアップ分は？", "防災課の合計は？"), total(SAFETY)),
        (("レベルアップ分の合計は？", "防災課だと？"), level_up(SAFETY)),
        (("新規の合計は？", "いや、レベルアップ分の合計"), level_up(everything)),
        (("防災課で一番レベルアップ分が大きいのは？", "要求額では？"), 355_199_000),
        (
            ("新規事業の合計とレベルアップ分の合計を足すといくら？",),
            total(new) + level_up(everything),
        ),
        # without the first, with another
        (("防災課の合計は？", "一番高い事業を除くと？"), total(both(SAFETY, lambda p: p.no != 21))),
        (("防災課の事業は", "一番高いのを除いた合計は"), total(both(SAFETY, lambda p: p.no != 21))),
        (("学務課の合計は？", "教育指導課を加えると？"), total(SCHOOL)),
        (("観光政策担当の合計は？", "企画経営部の分は？"), 9_363_000),
        # what is claimed of it is no condition
        (("防災課の合計は約8億円？",), total(SAFETY)),
        (("新規事業の合計は約10億円ですか？",), total(new)),
    ],
)
def test_the_figure_that_is_asked_for_next(turns: tuple[str, ...], figure: int) -> None:
    assert said(MINATO, *turns)["value"] == {"amount": figure, "unit": "yen"}


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        # the places of a ranking, also after a field of the first
        (("一番高い事業は？", "どんな事業？", "次に高いのは？"), [48]),
        (("新規で一番高い事業は？", "どんな事業？", "次に高いのは？"), [18]),
        (("防災課で一番高い事業は？", "どんな内容？", "2番目に高いのは？"), [22]),
        (("一番高い事業は？", "担当は？", "2番目は？"), [48]),
        (("一番高い事業は？", "担当は？", "新規では？"), [31]),
        (("防災課の合計は？", "そうじゃなくて一番高い事業"), [21]),
        (("障害者福祉課の事業は何件？", "新規は？", "レベルアップは？", "一番高いのは？"), [36]),
        # others left out
        (("トップ3は？", "障害者福祉課を除いたトップ3は？"), [48, 21, 18]),
        (("トップ5は？", "新規を除いたトップ5は？"), [36, 48, 21, 24, 5]),
        (("一番高い事業は？", "保健福祉支援部以外では？"), [48]),
        (("新規で一番高い事業は？", "障害者福祉課を除くと？"), [18]),
        (("一番安い事業は？", "新規以外では？"), [25]),
        (("予算が一番多い部は？", "保健福祉支援部以外では？"), [21, 22, 26, 27, 28]),
        # the same place elsewhere, a rank within
        (("学校教育部で2番目に高い事業は？", "子ども家庭支援部では？"), [10]),
        # a theme in the way of the question before
        (("新規事業を教えて", "障害者向けは？"), [30, 31, 32]),
        (("1億円以上の事業は？", "防災関連は？"), [21, 22, 23, 27]),
        (("新規事業は？", "手話のは？"), [30]),
        (("新規事業を教えて", "学校関係は？"), [12, 17]),
        (("防災課の事業は？", "東京2020大会に関するものは？"), [21]),
        (("障害者福祉課の事業は？", "手話だけだと？"), [30, 33, 34]),
        # numbers of rows
        (("手話の事業は？", "1番は？"), [30]),
        (("手話の事業は？", "3番"), [34]),
        # a figure as a bound
        (("新規の平均は？", "それを超える新規は何件？"), [17, 18, 31, 44]),
        (("防災課の平均は？", "それより高い事業は？"), [21, 22, 27]),
        (("防災課の合計は？", "それより予算が多い課は？"), [30, 31, 32, 33, 34, 35, 36, 37]),
        # all that has no more to do with one of two conditions
        (("学校教育部の新規とは別に、レベルアップは何件？",), [14, 15, 16]),
        (("障害者福祉課の1億円以上の事業は？", "全体だと？"), sorted(these(dear))),
    ],
)
def test_the_projects_that_are_asked_for_next(turns: tuple[str, ...], found: list[int]) -> None:
    assert nos(said(MINATO, *turns)) == found


@pytest.mark.parametrize(
    ("turns", "share"),
    [
        (("防災ラジオは全体の何％？", "土砂災害対策は？"), 3.7062),
        (("防災課のうち防災ラジオは何％？", "土砂災害対策は？"), 24.5699),
        (("防災ラジオは防災課の何％？", "全体では？"), 3.5881),
        (("防災課が全体に占める割合は？", "建築課は？", "合わせると？"), 23.3411),
    ],
)
def test_a_share_of_another_or_of_both(turns: tuple[str, ...], share: float) -> None:
    value = said(MINATO, *turns)["value"]
    assert value["unit"] == "percent"
    assert value["amount"] == pytest.approx(share, abs=0.0001)


@pytest.mark.parametrize(
    ("turns", "rank"),
    [
        (("防災ラジオは課の中で何位？",), "3位"),
        (("防災ラジオは防災課の中で何番目？",), "3位"),
        (("防災ラジオは何位？", "防災課の中では？"), "3位"),
        (("防災ラジオはいくら", "課内では何位"), "3位"),
        (("防災ラジオは全体で何番目？",), "10位"),
        (("みなと科学館の予算は？", "新規の中で何番目？"), "2位"),
    ],
)
def test_a_rank_among_those_that_are_named(turns: tuple[str, ...], rank: str) -> None:
    assert f"{rank} No." in said(MINATO, *turns)["text"]


@pytest.mark.parametrize(
    ("turns", "groups"),
    [
        (
            ("保育課と学務課の事業は？", "それぞれの合計は？"),
            ("保育課：2億5,394万7千円", "学務課：8,581万5千円"),
        ),
        (
            ("保育課と学務課の事業は？", "どちらが多い？"),
            ("保育課：2億5,394万7千円", "保育課のほうが"),
        ),
        (
            ("学校教育部の合計は？", "部ごとの合計は？"),
            ("学校教育部：5億8,953万6千円", "みなと保健所："),
        ),
        (
            ("部ごとのレベルアップ分の合計は？", "要求額だと？"),
            ("保健福祉支援部：14億6,635万3千円",),
        ),
        (("レベルアップ分が一番大きい部は？", "要求額では？"), ("1位 保健福祉支援部",)),
        (("レベルアップ分が一番大きい課は？", "予算が一番大きい課は？"), ("1位 障害者福祉課",)),
        (("部で一番予算が多いのはどこで、何件ですか？",), ("1位 保健福祉支援部", "13件です")),
        (("新規の予算が一番多い部はどこで、何件ですか？",), ("1位 保健福祉支援部", "5件です")),
        (("一番高いのは何で、担当はどこ？",), ("1位 No.36", "担当：保健福祉支援部 障害者福祉課")),
        (("みなと科学館はいくらで、新規ですか？",), ("要求額：2億9,895万7千円", "区分：新規")),
        (("防災ラジオとみなと科学館、どちらが新規？",), ("区分：新規", "区分：レベルアップ")),
        (("学校教育部の新規はいくつで、いくらですか？",), ("2件です", "3億6,819万6千円")),
        (
            ("部別に件数と要求額の合計を教えて",),
            ("防災危機管理室：5件", "防災危機管理室：8億4,648万4千円"),
        ),
        (("防災課の要求額とレベルアップ分",), ("8億4,648万4千円", "3億3,899万4千円")),
    ],
)
def test_every_group_and_field_that_is_asked_for_is_told(
    turns: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    text = said(MINATO, *turns)["text"]
    assert all(group in text for group in groups)


def test_how_many_times_is_of_what_is_named() -> None:
    radio, slope = 201_352_000, 207_980_000
    of_slope = said(MINATO, "防災ラジオはいくら", "土砂災害対策は何倍")["value"]
    of_radio = said(MINATO, "防災ラジオはいくら", "土砂災害対策の何倍")["value"]
    assert of_slope["amount"] == pytest.approx(slope / radio, abs=0.0001)
    assert of_radio["amount"] == pytest.approx(radio / slope, abs=0.0001)


@pytest.mark.parametrize(
    "turns",
    [
        ("防災課は全体の何％？", "合わせると？"),
        ("防災ラジオは防災課の何％を占める？", "相談ねっと事業は？"),
        ("保健福祉支援部の合計は？", "2番目に多い部との差は？"),
        ("一番力を入れている分野は？",),
        ("増額される事業は？",),
        ("お金がもらえる事業",),
    ],
)
def test_what_cannot_be_told_is_refused(turns: tuple[str, ...]) -> None:
    found = said(MINATO, *turns)
    assert found["status"] == "out_of_scope"
    assert found["value"] is None


# --- several topics


@pytest.mark.parametrize(
    "question",
    ["子育てと防災、それぞれ合計いくら", "子育てと防災の合計をそれぞれ教えて"],
)
def test_each_of_several_topics_is_answered(question: str) -> None:
    one, other = (said(MINATO, f"{topic}の事業の合計は") for topic in ("子育て", "防災"))
    found = said(MINATO, question)
    assert set(nos(found)) == {*nos(one), *nos(other)}
    for part in (one, other):
        assert f"{part['value']['amount'] // 1000:,}千円" in found["text"]


@pytest.mark.parametrize(
    "question",
    [
        "子育てと高齢者ではどちらが予算が多い？",
        "子育て関係と高齢者向けの予算、どっちが多い？",
        "子育てと高齢者の予算を比べて",
        "子育てと高齢者の予算の差は？",
    ],
)
def test_topics_are_compared_by_all_that_they_are_about(question: str) -> None:
    one, other = (said(MINATO, f"{topic}の事業の合計は") for topic in ("子育て", "高齢者"))
    found = said(MINATO, question)
    assert found["operation"] == "compare"
    assert set(nos(found)) == {*nos(one), *nos(other)}
    assert found["value"]["amount"] == abs(one["value"]["amount"] - other["value"]["amount"])


def test_names_are_compared_as_the_projects_they_are() -> None:
    assert set(nos(said(MINATO, "防災ラジオと土砂災害対策どっちが高い"))) == {22, 27}


# --- the columns of a list with budgets


def budget(fits: Callable[[Project], bool], *, grown: bool) -> int:
    cells = [
        p.budgeted.level_up if grown else p.budgeted.total for p in NARA.index.projects if fits(p)
    ]
    return sum(yen or 0 for yen in cells)


@pytest.mark.parametrize(
    "turns",
    [
        ("都市整備部のレベルアップ分、予算額ベースで合計するといくらですか",),
        ("予算額で見ると都市整備部のレベルアップ分はいくら",),
        ("都市整備部のレベルアップ分の予算額の合計",),
        ("都市整備部の予算額の合計は", "レベルアップ分は？"),
    ],
)
def test_the_level_up_part_of_the_budget_is_no_part_of_the_request(turns: tuple[str, ...]) -> None:
    figure = budget(department("都市整備部"), grown=True)
    assert said(NARA, *turns)["value"] == {"amount": figure, "unit": "yen"}


def test_the_budget_of_those_whose_level_up_part_is_bounded() -> None:
    figure = budget(lambda p: (p.requested.level_up or 0) >= 10_000_000, grown=False)
    found = said(NARA, "拡充分が1000万円以上の事業の予算額の合計")
    assert found["value"] == {"amount": figure, "unit": "yen"}


def test_a_level_up_part_says_whose_it_is_where_a_list_has_budgets() -> None:
    text = said(NARA, "空き家バンクの予算額とレベルアップ分")["text"]
    assert "予算額のうち拡充分：" in text
    assert "要求額のうち拡充分：" in text
    assert "\nうち拡充分：" not in text


# --- what is not in the list


@pytest.mark.parametrize(
    "question",
    [
        "みなと区民まつりの予算知りたい",
        "みなと区民まつりはいくら",
        "みなと科学館の建設費はいくら",
        "防災ラジオの整備費",
    ],
)
def test_another_thing_beside_a_name_is_not_in_the_list(question: str) -> None:
    found = said(MINATO, question)
    assert (found["status"], found["value"]) == ("not_found", None)


def test_what_is_paid_for_may_be_what_the_project_does() -> None:
    assert nos(said(MINATO, "みなと科学館の管理運営費")) == [18]
    assert nos(said(MINATO, "児童発達支援センターの運営費はいくら")) == [31]


# --- what is new, and how dear


OKAYAMA = assistant_of("okayama-2023")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("今年の新しい取り組みは？", these(new, OKAYAMA)),
        ("新たな取り組みは", these(new, OKAYAMA)),
        ("今年から始まる事業は？", these(new, OKAYAMA)),
        ("億を超える新規は何件ですか", these(both(new, dear), OKAYAMA)),
        ("億超えの事業って何件あるの", these(dear, OKAYAMA)),
        ("億単位の事業は何件", these(dear, OKAYAMA)),
    ],
)
def test_what_is_new_and_what_is_over_a_hundred_million(question: str, found: set[int]) -> None:
    assert set(nos(said(OKAYAMA, question))) == found


def test_a_name_that_begins_like_a_kind_is_a_name() -> None:
    assert nos(said(OKAYAMA, "新規就農")) == [10]
    assert said(OKAYAMA, "新規就農の予算")["status"] == "choices"
