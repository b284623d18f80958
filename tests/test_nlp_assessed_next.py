"""What is asked next over a list with budgets: each in the column that is said, of what was shown."""

from collections.abc import Callable

import pytest

from data.model import Project
from tests.test_laws_gold import assistant_of
from tests.test_nlp_asked_next import nos, said

NARA = assistant_of("nara-2024")
OKAYAMA = assistant_of("okayama-2023")
Fits = Callable[[Project], bool]


def requested(project: Project) -> int:
    return project.requested.total or 0


def budget(project: Project) -> int:
    return project.budgeted.total or 0


def among(fits: Fits) -> list[Project]:
    return [p for p in NARA.index.projects if fits(p)]


def of(name: str) -> Fits:
    return lambda p: p.department == name


def new(project: Project) -> bool:
    return project.kind == "新規"


def cut(project: Project) -> int:
    return requested(project) - budget(project)


def grown(project: Project) -> int:
    return project.budgeted.level_up or 0


def total(money: Callable[[Project], int], fits: Fits = lambda _: True) -> int:
    return sum(map(money, among(fits)))


SCHOOL, WATER = of("教育部"), of("企業局")


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        (("一番予算額が大きい事業は？", "いくら減額された？"), max(map(budget, among(lambda _: True))) // 9),
        (("健康医療部の事業は？", "3番目はいくら減らされた？"), cut(among(of("健康医療部"))[2])),
        (("教育部の減額の合計は？",), total(cut, SCHOOL)),
        (("予算額が一番多い部は？", "要求額の合計は？"), total(requested, WATER)),
        (("件数が一番多い部は？", "予算額の合計は？"), total(budget, SCHOOL)),
        (("減額が一番大きい部は？", "予算額の合計は？"), total(budget, SCHOOL)),
        (("企業局の事業は？", "全部の予算額は？"), total(budget, WATER)),
        (("企業局の事業は？", "全部の予算額の合計は？"), total(budget, WATER)),
        (("企業局の事業は何件？", "全部の予算額は？"), total(budget, WATER)),
        (("拡充分の合計は？", "予算では？"), total(grown)),
        (("教育部の拡充分は？", "予算額では？"), total(grown, SCHOOL)),
        (("子ども未来部の事業は？", "上から3つの予算額の合計は？"), sum(map(budget, among(of("子ども未来部"))[:3]))),
        (("防災行政無線の拡充分はいくらついた？",), 46_000_000),
        (("防災行政無線と防犯カメラ、どっちが多く減らされた？",), 37_800_000),
        (("福祉部と健康医療部、予算額はどっちが多い？", "要求額だと？"), 330_000),
    ],
)  # fmt: skip
def test_the_column_that_is_said(turns: tuple[str, ...], figure: int) -> None:
    assert said(NARA, *turns)["value"] == {"amount": figure, "unit": "yen"}


@pytest.mark.parametrize(
    ("turns", "part", "whole"),
    [
        (("教育部の予算額は？", "要求額の何％？"), total(budget, SCHOOL), total(requested, SCHOOL)),
        (("新規は全体の何％？", "予算額では？"), total(budget, new), total(budget)),
        (("教育部の新規の予算額の合計は？", "教育部の何％？"), total(budget, lambda p: SCHOOL(p) and new(p)), total(budget, SCHOOL)),
    ],
)  # fmt: skip
def test_a_share_is_of_the_column_and_the_whole_that_are_said(
    turns: tuple[str, ...], part: int, whole: int
) -> None:
    value = said(NARA, *turns)["value"]
    assert value["unit"] == "percent"
    assert value["amount"] == pytest.approx(100 * part / whole, abs=0.0001)


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (("教育部の事業は？", "一番減額されたのは？"), [8]),
        (("新規は？", "一番減額されたのは？"), [8]),
        (("どれが一番減らされた？",), [46]),
        (("減額された事業は？", "福祉部は？"), [15, 16, 17, 19]),
        (("減額された新規は何件？", "教育部は？"), [8, 28]),
        (("満額の事業は？", "企業局は？"), [47, 49]),
        (("予算額が1億円以上の事業は何件？", "要求額だと？"), [p.no for p in among(lambda p: requested(p) >= 100_000_000)]),
        (("企業局の予算額は？", "事業は？"), [46, 47, 48, 49]),
        (("教育部の新規の予算額は？", "事業は？"), [8, 10, 13, 27, 28]),
        (("子ども未来部の事業は？", "それぞれの予算額は？"), [1, 2, 3, 4, 5]),
        (("予算が大きいのは？",), [46]),
        (("新規で予算がついたのは何件？",), [p.no for p in among(lambda p: new(p) and budget(p) > 0)]),
        (("0円を除いて予算額が一番少ない事業は？",), [4]),
        (("予算額が一番少ない事業は？", "0円を除くと？"), [4]),
        (("予算額トップ5は？", "新規だけだと？"), [8, 53, 27, 10, 20]),
        (("要求額トップ5は？", "4位と5位の予算額は？"), [6, 7]),
    ],
)  # fmt: skip
def test_the_projects_that_a_decision_tells_apart(turns: tuple[str, ...], found: list[int]) -> None:
    assert nos(said(NARA, *turns)) == found


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("予算額が一番多い部は？", "総合政策部は何位？"), "7位 総合政策部"),
        (("部ごとの減額は？", "一番大きいのは？"), "1位 教育部：4億4,794万円"),
        (("部ごとの件数と予算額は？",), "教育部：17億8,835万円（1,788,350千円、11件"),
        (("教育部は何件で予算額はいくら？",), "教育部の予算額の合計</b>"),
    ],
)
def test_what_is_told_of_groups(turns: tuple[str, ...], words: str) -> None:
    assert words.replace("</b>", "") in said(NARA, *turns)["text"]


@pytest.mark.parametrize(
    "question", ["拡充分は要求からいくら減った？", "教育部の拡充分はいくら減らされた？"]
)
def test_how_much_a_part_was_cut_is_not_computed(question: str) -> None:
    found = said(NARA, question)
    assert (found["status"], found["value"]) == ("out_of_scope", None)


# --- offices, accounts and words of names


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("防災課の事業は？", [35, 38, 39]),
        ("岡山っ子局の件数", [17, 18, 19, 20, 21, 22]),
        ("「学校」を含む事業名", [23, 26]),
        ("助成と名のつく事業", [17, 30, 31]),
        ("「補助」のつく新規事業", [11, 14]),
        ("説明に「電気自動車」が出てくる事業", [27, 42]),
        ("全体の5％以上を占める事業", [6, 16, 17, 19, 26, 35]),
        ("新規が1件もない局は？", [35, 40, 47]),
        ("拡充がゼロの局はどこですか", [3, 48]),
    ],
)
def test_which_projects_of_okayama(question: str, found: list[int]) -> None:
    assert nos(said(OKAYAMA, question)) == found


@pytest.mark.parametrize("question", ["水道会計の事業", "企業会計の事業は", "西川緑道公園の改修"])
def test_what_no_list_of_okayama_has(question: str) -> None:
    assert said(OKAYAMA, question)["status"] == "not_found"


def test_offices_without_anything_new() -> None:
    whole = said(assistant_of("minato-hidden"), "新規事業が一つもない部はどこ？")
    assert whole["operation"] == "breakdown"
    kinds = {p.department for p in assistant_of("minato-hidden").index.projects if p.kind == "新規"}
    shown = {
        p.department for p in assistant_of("minato-hidden").index.projects if p.no in nos(whole)
    }
    assert shown
    assert not shown & kinds


MINATO = assistant_of("minato-hidden")


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("健康推進の合計", lambda p: p.section == "健康推進課"),
        ("教育指導の合計", lambda p: p.section == "教育指導課"),
        ("子ども家庭支援の合計", lambda p: p.department == "子ども家庭支援部"),
        ("観光政策の合計", lambda p: p.section == "観光政策担当"),
        ("育む柱の合計", lambda p: (p.pillar or "").startswith("子どもを地域社会で")),
        ("環境にやさしい小柱の合計", lambda p: p.policy == "環境にやさしい取組の充実"),
        ("小柱のない事業の合計", lambda p: p.policy is None),
        ("教育部の合計", lambda p: p.department in ("教育推進部", "学校教育部")),
        ("パトロールの事業の合計", lambda p: "パトロール" in p.name + p.description),
    ],
)
def test_groups_by_less_than_their_names(question: str, fits: Fits) -> None:
    figure = sum(requested(p) for p in MINATO.index.projects if fits(p))
    assert said(MINATO, question)["value"] == {"amount": figure, "unit": "yen"}


@pytest.mark.parametrize("question", ["高齢者や障害者等の小柱の合計", "教育を支える小柱の合計"])
def test_a_heading_that_is_not_known_by_some_of_its_words(question: str) -> None:
    assert said(MINATO, question)["value"] is None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("一番高いのは防災ラジオ？", "1位 No.36"),
        ("科学館は新規じゃないよね", "区分：新規"),
        ("AEDは保健所の事業？", "みなとリサイクル清掃事務所"),
        ("児童相談所の予算", "見つかりませんでした"),
    ],
)
def test_what_is_claimed_and_what_only_sounds_alike(question: str, words: str) -> None:
    assert words in said(MINATO, question)["text"]
