"""Shapes of questions that were once answered with a figure that was not asked for, over a list that shows each."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.model import Project
from data.records import edition_from_json

GOLD = Path(__file__).parent / "gold"


def assistant(name: str) -> Assistant:
    return Assistant(
        Index.of(
            [edition_from_json(json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8")))]
        )
    )


FUKUI, SUMIDA = assistant("fukui-2026"), assistant("sumida-2022")


def projects(of: Assistant, fits: Callable[[Project], bool] = lambda _: True) -> list[Project]:
    return [p for p in of.index.projects if fits(p)]


def said_to(of: Assistant, *turns: str) -> dict[str, Any]:
    context = Context()
    for turn in turns:
        reply = of.reply(turn, context)
        context = reply.context
    return dict(payload(reply.answers, reply.message, reply.understood))


def asked(project: Project) -> int:
    return project.requested.total or 0


def given(project: Project) -> int:
    return project.budgeted.total or 0


def total(found: list[Project]) -> int:
    return sum(map(asked, found))


def of_department(name: str) -> list[Project]:
    return projects(FUKUI, lambda p: p.department == name)


def of_kind(name: str) -> list[Project]:
    return projects(FUKUI, lambda p: p.kind.startswith(name))


def nos(found: list[Project]) -> list[int]:
    return [p.no for p in found]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "新規で一番高いのと拡充で一番安いの",
            max(of_kind("新規"), key=asked),
            min(of_kind("拡充"), key=asked),
        ),
        (
            "土木部の最高額と消防本部の最低額",
            max(of_department("土木部"), key=asked),
            min(of_department("消防本部"), key=asked),
        ),
        (
            "新規で3番目に高いのと拡充で3番目に高いの",
            sorted(of_kind("新規"), key=asked)[-3],
            sorted(of_kind("拡充"), key=asked)[-3],
        ),
    ],
)
def test_two_ends_are_two_questions(question: str, one: Project, other: Project) -> None:
    text = said_to(FUKUI, question)["text"]
    assert text.index(f"No.{one.no} ") < text.index(f"No.{other.no} ")


def test_two_averages_are_not_one_of_both() -> None:
    text = said_to(FUKUI, "土木部の平均と環境部の平均")["text"]
    for name in ("土木部", "環境部"):
        members = of_department(name)
        assert f"合計{printed(total(members))}" in text


def printed(yen: int) -> str:
    million, rest = divmod(yen, 100_000_000)
    ten_thousands, thousands = divmod(rest // 1_000, 10)
    parts = [f"{million}億" if million else "", f"{ten_thousands:,}万" if ten_thousands else ""]
    return "".join(parts) + (f"{thousands}千円" if thousands else "円")


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (("環境部、いや土木部の合計は",), of_department("土木部")),
        (("土木部だけじゃなくて環境部も入れて合計は",), of_department("土木部") + of_department("環境部")),
        (("No.15からNo.20の間の合計",), projects(FUKUI, lambda p: 15 <= p.no <= 20)),
        (("土木部の合計", "環境部は", "最初の部の新規の合計は"), [p for p in of_department("土木部") if p.kind == "新規"]),
        (("1億円以上の合計は", "未満だといくら"), projects(FUKUI, lambda p: asked(p) < 100_000_000)),
        (("土木部の一覧", "1億円以上は", "さっきの残りの合計は"), [p for p in of_department("土木部") if asked(p) < 100_000_000]),
    ],
)  # fmt: skip
def test_the_total_is_of_what_was_asked_for(turns: tuple[str, ...], found: list[Project]) -> None:
    assert said_to(FUKUI, *turns)["value"] == {"amount": total(found), "unit": "yen"}


@pytest.mark.parametrize(
    ("turns", "count"),
    [
        (("新規は40件で、拡充は何件？",), len(of_kind("拡充"))),
        (("新規の、あ、やっぱり拡充の件数",), len(of_kind("拡充"))),
        (("土木部は7件あるけど環境部は何件",), len(of_department("環境部"))),
        (("名前に改修か更新が入る事業は何件",), len(projects(FUKUI, lambda p: "改修" in p.name or "更新" in p.name))),
        (("補助がつく事業名は何件",), len(projects(FUKUI, lambda p: "補助" in p.name))),
        (("土木部の合計", "環境部は", "最初に聞いた方の件数は"), len(of_department("土木部"))),
        (("5千万円以上の事業がある課は何課",), len({(p.department, p.section) for p in FUKUI.index.projects if asked(p) >= 50_000_000})),
    ],
)  # fmt: skip
def test_the_count_is_of_what_was_asked_for(turns: tuple[str, ...], count: int) -> None:
    assert said_to(FUKUI, *turns)["value"] == {"amount": count, "unit": "count"}


@pytest.mark.parametrize(
    ("question", "no"),
    [
        ("高い順の3番", sorted(projects(FUKUI), key=asked)[-3].no),
        ("金額順で10番の事業", sorted(projects(FUKUI), key=asked)[-10].no),
        ("安い順で3番の事業は", sorted(projects(FUKUI), key=asked)[2].no),
        ("電子図書館開設より高い図書館の事業は", 59),
        ("恐竜の事業のうち補助じゃないやつ", 37),
        ("車いすとベビーカーの両方が出てくる事業", 45),
    ],
)
def test_the_project_is_the_one_that_was_asked_for(question: str, no: int) -> None:
    assert nos_of(said_to(FUKUI, question)) == [no]


def nos_of(reply: dict[str, Any]) -> list[int]:
    return [p["no"] for p in reply["projects"]]


def test_topics_are_compared_by_all_that_they_are_about() -> None:
    reply = said_to(FUKUI, "恐竜と猫、どっちが高い")
    assert reply["operation"] == "compare"
    assert nos_of(reply) == [37, 38, 9, 51]


@pytest.mark.parametrize(
    "question",
    [
        "拡充前の額が一番大きい事業は",
        "健康長寿部の拡充分は健康長寿部の拡充の何割",
        "1ページから3ページの合計",
        "拡充が新規より多い部は",
        "農林水産部で一番高いのと商工労働部で一番安いのの合計",
        "健康と教育の件数、どっちが多い",
        "子育ての部署が出した企画の合計はいくら",
    ],
)
def test_what_is_not_computed_is_refused(question: str) -> None:
    reply = said_to(FUKUI, question)
    assert (reply["status"], reply["value"]) in [("out_of_scope", None), ("not_found", None)]


def test_an_office_that_is_called_by_what_it_does_is_that_office() -> None:
    found = said_to(FUKUI, "まちづくりの部署が出した企画の合計はいくら")
    assert found["value"] == {"amount": total(of_department("まちづくり部")), "unit": "yen"}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("予算額が要求額を1千万円以上下回る事業", projects(SUMIDA, lambda p: asked(p) - given(p) >= 10_000_000)),
        ("要求額より予算額が5百万円以上少ない事業", projects(SUMIDA, lambda p: asked(p) - given(p) >= 5_000_000)),
        ("予算額がゼロになっちゃった事業", projects(SUMIDA, lambda p: not given(p))),
        ("要求した額より多く予算がついたラッキーな事業", projects(SUMIDA, lambda p: given(p) > asked(p))),
        ("2割以上減額された事業", projects(SUMIDA, lambda p: 10 * given(p) <= 8 * asked(p))),
        ("拡充分が全部削られた事業", projects(SUMIDA, lambda p: bool(p.requested.level_up) and p.budgeted.level_up == 0)),
    ],
)  # fmt: skip
def test_what_a_decision_made_of_requests(question: str, found: list[Project]) -> None:
    assert found
    assert sorted(nos_of(said_to(SUMIDA, question))) == nos(found)


def test_the_part_that_was_granted_is_of_the_request() -> None:
    one = next(p for p in SUMIDA.index.projects if p.no == 19)
    for question in (
        "ケアプラン電子連携システムは要求額の何％しか認めてもらえなかったの",
        "ケアプラン電子連携システムの査定率は",
    ):
        value = said_to(SUMIDA, question)["value"]
        assert value == {"amount": pytest.approx(100 * given(one) / asked(one)), "unit": "percent"}


def test_why_something_was_cut_is_not_told() -> None:
    reply = said_to(SUMIDA, "水上バス乗船割引の予算額は", "なんでゼロにされちゃったの？")
    assert reply["status"] == "out_of_scope"


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (("土木部の予算を教えてください。拡充事業だけでお願いします。",), [p for p in of_department("土木部") if p.kind == "拡充"]),
        (("土木部の合計は？1億円以上で。",), [p for p in of_department("土木部") if asked(p) >= 100_000_000]),
        (("新規が一番多い部は", "金額は"), [p for p in of_department("健康長寿部") if p.kind == "新規"]),
        (("健康長寿部の合計", "全体の新規は"), of_kind("新規")),
    ],
)  # fmt: skip
def test_what_only_is_asked_for_is_said_after_the_question(
    turns: tuple[str, ...], found: list[Project]
) -> None:
    assert said_to(FUKUI, *turns)["value"] == {"amount": total(found), "unit": "yen"}


def test_the_first_after_a_group_is_of_that_group() -> None:
    for turns in (
        ("環境部の事業", "一番高い事業は"),
        ("環境部は何件", "では一番お金のかかる事業は何ですか"),
    ):
        first = max(of_department("環境部"), key=asked)
        assert nos_of(said_to(FUKUI, *turns)) == [first.no]
    new = [p for p in of_department("土木部") if p.kind == "新規"]
    assert nos_of(said_to(FUKUI, "土木部は何件", "新規は", "一番高いのは")) == [
        max(new, key=asked).no
    ]


def test_without_a_department_the_first_department_is_another() -> None:
    departments = {p.department for p in FUKUI.index.projects} - {"上下水道局"}
    largest = max(departments, key=lambda name: total(of_department(name)))
    value = said_to(FUKUI, "上下水道局以外の部で一番予算が大きいのはどこ")["value"]
    assert value == {"amount": largest, "unit": "text"}


def test_the_shares_of_two_departments_are_of_the_whole() -> None:
    text = said_to(FUKUI, "土木部の割合と環境部の割合")["text"]
    for name in ("土木部", "環境部"):
        share = 100 * total(of_department(name)) / total(projects(FUKUI))
        assert f"{share:.2f}%" in text


@pytest.mark.parametrize("question", ["環境の部は何件ですか", "環境部は何件"])
def test_a_department_is_said_loosely(question: str) -> None:
    assert said_to(FUKUI, question)["value"] == {
        "amount": len(of_department("環境部")),
        "unit": "count",
    }


def test_a_department_that_is_called_by_an_idle_word_is_no_whole_list() -> None:
    for question in ("計画部は何件", "企画部の合計"):
        reply = said_to(FUKUI, question)
        assert (reply["status"], reply["value"]) == ("not_found", None)
