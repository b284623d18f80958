"""The last question asked again of something else, and things that only a description names; each was once
answered with a figure that was not asked for.
"""

from collections.abc import Callable, Iterable

import pytest

from data.model import Project
from tests.test_laws_gold import assistant_of
from tests.test_nlp_asked_next import (
    HANDICAPPED,
    MINATO,
    SAFETY,
    SCHOOL,
    WELFARE,
    both,
    everything,
    level_up,
    new,
    nos,
    said,
    section,
    these,
    total,
)

KITAKYUSHU = assistant_of("kitakyushu-2026")
Fits = Callable[[Project], bool]


def first(many: int, fits: Fits = everything, *, least: bool = False) -> list[Project]:
    rows = [p for p in MINATO.index.projects if fits(p)]
    return sorted(rows, key=lambda p: p.requested.total or 0, reverse=not least)[:many]


def money(projects: Iterable[Project]) -> int:
    return sum(p.requested.total or 0 for p in projects)


def raised(project: Project) -> bool:
    return not new(project)


def above_mean(project: Project) -> bool:
    return (project.requested.total or 0) * len(MINATO.index.projects) > total(everything)


RADIO, TOBACCO = (money(p for p in MINATO.index.projects if p.no == no) for no in (27, 48))


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("上位3件の合計は？", "上位5件の合計は？"), money(first(5))),
        (("上位3件の合計は？", "上位5件の合計は？", "上位10件の合計は？"), money(first(10))),
        (("下位5件の合計は？", "上位5件の合計は？"), money(first(5))),
        (("上位5件の合計は？", "下位5件は？"), money(first(5, least=True))),
        (("新規のトップ3の合計は？", "トップ5の合計は？"), money(first(5, new))),
        (("新規のトップ3の合計は？", "トップ5だと？"), money(first(5, new))),
        (("防災課の上位2件の合計は？", "上位3件の合計は？"), money(first(3, SAFETY))),
        (("上位5件の合計は？", "新規のトップ3の合計は？"), money(first(3, new))),
        (("上位5件の合計は？", "上位10件では？"), money(first(10))),
        (("新規の上位3件の合計は？", "レベルアップだと？"), money(first(3, raised))),
        (("防災課の上位2件の合計は？", "障害者福祉課だと？"), money(first(2, HANDICAPPED))),
        (("平均より高い事業は何件？", "新規では？"), len(these(both(new, above_mean)))),
        (("防災課を除いた合計は？", "防災課だけだと？"), total(SAFETY)),
        (
            ("環境課を除いた環境リサイクル支援部の合計は？", "環境課だけなら？"),
            total(section("環境課")),
        ),
        (("みなとタバコルールの予算は？", "それと防災ラジオの合計は？"), RADIO + TOBACCO),
        (
            ("税務課の合計は？", "それと環境課の合計は？"),
            total(section("税務課")) + total(section("環境課")),
        ),
        (
            ("防災課の事業は？", "1番目と2番目以外の合計は？"),
            total(SAFETY) - money(first(2, SAFETY)),
        ),
        (("一番高い事業は？", "全部で何件？"), len(these(everything))),
        (("防災課で一番高いのは？", "何件ある？"), len(these(SAFETY))),
        (("防災課で一番高いのは？", "平均は？"), total(SAFETY) / len(these(SAFETY))),
        (("防災課の事業は？", "一番高いのは？", "合計は？"), total(SAFETY)),
        (("上位10件のうち拡充の合計",), money(filter(raised, first(10)))),
        (("防災ラジオはいくら増額？",), level_up(lambda p: p.no == 27)),
        (
            ("防災ラジオの予算は？", "これ以上の事業は何件？"),
            len(these(lambda p: (p.requested.total or 0) >= RADIO)),
        ),
    ],
)
def test_a_figure_is_of_all_that_is_asked_of(turns: tuple[str, ...], value: float) -> None:
    assert said(MINATO, *turns)["value"]["amount"] == value


def by_department(fits: Fits) -> dict[str, int]:
    found: dict[str, int] = {}
    for project in MINATO.index.projects:
        if fits(project):
            found[project.department] = found.get(project.department, 0) + (
                project.requested.total or 0
            )
    return found


@pytest.mark.parametrize(
    ("turns", "fits"),
    [
        (("部ごとの合計は？", "5億円以上の部は？", "合計は？"), lambda yen: yen >= 500_000_000),
        (("部ごとの合計は？", "1億円以下の部は？", "合計は？"), lambda yen: yen <= 100_000_000),
    ],
)
def test_a_total_after_bounded_groups_is_theirs(
    turns: tuple[str, ...], fits: Callable[[int], bool]
) -> None:
    groups = by_department(everything).values()
    assert said(MINATO, *turns)["value"]["amount"] == sum(yen for yen in groups if fits(yen))


def test_the_number_of_bounded_groups_is_theirs() -> None:
    more = [yen for yen in by_department(everything).values() if yen > total(SCHOOL)]
    assert said(MINATO, "学校教育部の合計は？", "それより多い部は？", "何部？")["value"][
        "amount"
    ] == len(more)


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 4)


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (
            ("新規の部ごとの内訳は？", "保健福祉支援部は何％？"),
            percent(total(both(new, WELFARE)), total(new)),
        ),
        (
            ("部ごとの新規の合計は？", "学校教育部の割合は？"),
            percent(total(both(new, SCHOOL)), total(new)),
        ),
        (
            ("部ごとの新規件数は？", "学校教育部の割合は？"),
            percent(len(these(both(new, SCHOOL))), len(these(new))),
        ),
        (
            ("部ごとのレベルアップ分は？", "保健福祉支援部の割合は？"),
            percent(level_up(WELFARE), level_up(everything)),
        ),
        (
            ("トップ3の合計は？", "全体の何％？", "トップ5だと？"),
            percent(money(first(5)), total(everything)),
        ),
        (
            ("障害者の事業の合計は？", "保健福祉支援部に占める割合は？"),
            percent(total(both(HANDICAPPED, WELFARE)), total(WELFARE)),
        ),
        (
            ("保健福祉支援部の新規の合計は？", "保健福祉支援部に占める割合は？"),
            percent(total(both(new, WELFARE)), total(WELFARE)),
        ),
        (("防災課の合計は？", "防災ラジオの占める割合は？"), percent(RADIO, total(SAFETY))),
        (("新規の割合は保健福祉支援部では",), percent(total(both(new, WELFARE)), total(WELFARE))),
        (
            ("保健福祉支援部で新規が占める割合は",),
            percent(total(both(new, WELFARE)), total(WELFARE)),
        ),
    ],
)
def test_a_share_is_of_what_was_broken_down(turns: tuple[str, ...], value: float) -> None:
    assert said(MINATO, *turns)["value"]["amount"] == value


def test_a_kind_is_no_more_than_the_whole_of_a_section() -> None:
    assert said(MINATO, "防災課では新規の割合は何％")["value"] is None


@pytest.mark.parametrize(
    ("turns", "place"),
    [
        (("防災危機管理室は何番目に大きい部？", "学校教育部は？"), "4位 学校教育部"),
        (("学校教育部は何番目に大きい部？", "企画経営部は？"), "12位 企画経営部"),
        (("税務課は何番目に予算が大きい？", "環境課は？"), "3位 環境課"),
        (("一番大きい部は？", "学校教育部は？"), "4位 学校教育部"),
    ],
)
def test_the_place_of_another_group_is_its_own(turns: tuple[str, ...], place: str) -> None:
    assert place in said(MINATO, *turns)["text"]


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        (("子育て関連の事業は？", "子ども家庭支援部のだけ"), [4, 5, 6, 9, 10]),
        (("タバコの事業は？", "みなと保健所のは？"), [49]),
        (("システムの事業は？", "税務課のものは？"), [56]),
        (("子育て関連の事業は？", "保育課のものは？", "健康推進課のものは？"), [2, 3]),
        (("新規の部ごとの内訳は？", "保健福祉支援部の事業は？"), [29, 30, 31, 32, 60]),
        (("上位5件で保健福祉支援部のものは",), [31, 36]),
        (("税務課の事業は？", "1番目と2番目以外は？"), [58]),
        (("一番高い事業は？", "どこの課？", "その課で次に高いのは？"), [31]),
        (("みなと科学館はいくら？", "その課で次に高いのは？"), [16]),
        (("みなと科学館はいくら？", "次に高い新規事業は？"), [44]),
        (("防災ラジオの予算は？", "これ以下の防災課の事業は？"), [26, 27, 28]),
        (("みなと科学館の予算は？", "これ以上の新規は？"), [18, 31]),
        (
            ("障害者福祉課の事業は？", "障害者福祉課の新規は？"),
            sorted(these(both(HANDICAPPED, new))),
        ),
    ],
)
def test_what_is_listed_keeps_what_it_is_of(turns: tuple[str, ...], rows: list[int]) -> None:
    assert sorted(nos(said(MINATO, *turns))) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("稼げるまちの合計", range(1, 15)),
        ("学びと居場所の件数は", range(39, 43)),
        ("環境と暮らしの新規は", (43, 45, 47, 50, 52)),
        ("坂のまちと公園の合計", range(47, 51)),
        ("観光とスポーツの事業は", range(21, 24)),
    ],
)
def test_a_heading_is_called_by_its_first_part(question: str, rows: Iterable[int]) -> None:
    assert sorted(nos(said(KITAKYUSHU, question))) == list(rows)


@pytest.mark.parametrize(
    "question",
    [
        "水道管の更新いくら",
        "ごみ処理施設の整備はいくら",
        "保育所の整備はいくら",
        "老人ホームの新設はいくら",
        "病院の整備はいくら",
        "卸売市場の整備はいくら",
        "門司港の整備はいくら",
        "飲食店の支援はいくら",
        "子どもも高齢者も対象外の事業は？",
    ],
)
def test_what_only_stands_beside_in_a_description_is_not_found(question: str) -> None:
    found = said(KITAKYUSHU, question)
    assert found["status"] in ("not_found", "out_of_scope")
    assert found["value"] is None


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("ゾウ舎の改修はいくら", 50),
        ("体育館の空調整備はいくら", 42),
        ("避難所の整備はいくら", 34),
        ("漁業者の支援はいくら", 9),
    ],
)
def test_what_is_done_with_a_thing_is_still_found(question: str, row: int) -> None:
    assert nos(said(KITAKYUSHU, question)) == [row]


def test_whose_support_fits_several_is_offered() -> None:
    found = said(KITAKYUSHU, "高齢者の支援はいくら")
    assert found["status"] == "choices"
    assert found["value"] is None


def test_a_field_beside_the_office_is_of_the_first_project() -> None:
    assert nos(said(KITAKYUSHU, "一番高い事業の担当課と会計")) == [10]


def test_the_difference_after_two_lists_is_offered_where_the_newest_holds_two() -> None:
    turns = ("税務課の事業は？", "建築課は？", "差は？")
    found = said(MINATO, *turns)
    assert (found["status"], found["value"]) == ("choices", None)
    lists, rows = (
        abs(total(section("税務課")) - total(section("建築課"))),
        abs(193_800_000 - 269_549_000),
    )
    assert said(MINATO, *turns, "1")["value"]["amount"] == lists
    assert said(MINATO, *turns, "2番")["value"]["amount"] == rows


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        (("上位10件は？", "そのうち防災課は何件？", "障害者福祉課は？"), [31, 36]),
        (("上位20件は？", "そのうち保健福祉支援部は？", "防災危機管理室は？"), [21, 22, 27]),
    ],
)
def test_another_office_is_asked_of_the_same_set(turns: tuple[str, ...], rows: list[int]) -> None:
    assert nos(said(MINATO, *turns)) == rows


@pytest.mark.parametrize(
    "question",
    [
        "学校教育部の新規の割合と保健福祉支援部の新規の割合はどちらが高い？",
        "学校教育部と保健福祉支援部の新規の割合はどちらが高い？",
        "学校教育部と保健福祉支援部で新規の割合が高いのはどっち",
        "学校教育部と保健福祉支援部の新規の割合を比べて",
    ],
)
def test_the_shares_of_a_kind_in_two_departments_are_each_of_its_own(question: str) -> None:
    text = said(MINATO, question)["text"]
    for department in (SCHOOL, WELFARE):
        assert f"{percent(total(both(new, department)), total(department)):.2f}%" in text
