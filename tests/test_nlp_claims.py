"""What is claimed is answered by the question that tells, and is never a condition that makes itself true."""

import pytest

from tests.test_laws_gold import assistant_of
from tests.test_nlp_asked_next import MINATO, nos, said
from tests.test_nlp_said_in_one import told

CLAIMED = [
    ("防災課が一番多い課ですよね", "防災課は何番目に多い"),
    ("建築課が一番予算の大きい課ですよね", "建築課は何番目に多い"),
    ("企画課が一番少ない課ですよね", "企画課は何番目に少ない"),
    ("防災課が一番件数の多い課ですよね", "防災課は件数が何番目に多い"),
    ("保育課は上位3課に入りますか", "保育課は何番目に多い"),
    ("防災課は3位ですよね", "防災課は何番目に多い"),
    ("一番予算の多い課は防災課で合ってますか", "一番予算の多い課は"),
    ("一番高い新規はみなと科学館で合ってますか", "新規で一番高い事業は"),
    ("防災ラジオは上位5位に入っていますよね", "防災ラジオは何番目に高い"),
    ("防災課は8億円以上ですよね", "防災課の合計は8億円以上ですか"),
    ("国保会計は1億円以上ですか", "国保会計の合計は1億円以上ですか"),
    ("新規は10億円以上ですか", "新規の合計は10億円以上ですか"),
    ("柱2は20億円以上ですよね", "柱2の合計は20億円以上ですか"),
    ("防災課は5億円以下ですよね", "防災課は5億円以下ですか"),
    ("防災ラジオのレベルアップ分と要求額", "防災ラジオの要求額とレベルアップ分"),
]
OFFERED = [
    ("手話の予算はいくら > 1番と3番の合計", "No.33とNo.30の合計"),
    ("手話の予算はいくら > 1と2の差", "No.33とNo.34の差"),
    ("手話の予算はいくら > 1番目以外の合計", "No.34とNo.30の合計"),
    ("防災の予算はいくら > 1番目から3番目の合計", "No.27とNo.21とNo.22の合計"),
    ("手話のレベルアップ分はいくら > 1番目と2番目の差", "No.33とNo.34のレベルアップ分の差"),
    ("手話のレベルアップ分はいくら > 1番目と2番目の要求額の差", "No.33とNo.34の要求額の差"),
    ("手話のレベルアップ分はいくら > 全部の合計", "No.33とNo.34のレベルアップ分の合計"),
    ("手話の予算はいくら > 1番目のレベルアップ分", "No.33のレベルアップ分"),
    ("管理運営の予算はいくら > 新規の合計", "No.18とNo.31とNo.44の合計"),
    ("手話の予算はいくら > 1番 > 2番は", "No.34はいくら"),
    ("特別支援学級の予算は > 2番 > 1番との差は", "No.15とNo.14の差"),
    ("高い順に5件 > 2番 > 1番との差", "No.48とNo.36の差"),
    ("高い順に5件 > 4位の課は", "No.21の担当課は"),
    ("高い順に5件 > やっぱり3件", "上位3件は"),
    ("高い順に10件 > 5位までの合計", "上位5件の合計は"),
    ("防災課は何件 > 税務課は何件 > 金額の合計は", "防災課と税務課の合計は"),
    (
        "防災ラジオ > 土砂災害対策 > みなと科学館 > 全部で何割",
        "防災ラジオと土砂災害対策とみなと科学館の合計は全体の何割",
    ),
]


@pytest.mark.parametrize(("conversation", "in_one"), [*CLAIMED, *OFFERED])
def test_the_answer_is_that_of_the_question_that_tells(conversation: str, in_one: str) -> None:
    assert told(*conversation.split(" > ")) == told(in_one)


@pytest.mark.parametrize("question", ["新規かつレベルアップは何件", "新規でレベルアップの事業"])
def test_what_nothing_can_be_is_not_told_of_either(question: str) -> None:
    assert said(MINATO, question)["status"] == "out_of_scope"


@pytest.mark.parametrize(
    ("question", "projects"),
    [
        ("増額は何件", [5, 8, 19, 28, 37, 56]),
        ("増額の事業", [5, 8, 19, 28, 37, 56]),
        ("増額の新規", [28, 37]),
        ("建設部の増額", [5, 56]),
        ("予算額が空欄は何件", [23, 41]),
        ("予算額の欄が空いてる事業はどれですか", [23, 41]),
        ("ゼロ査定は何件", [13, 29, 34]),
        ("予算がつかなかった事業は", [13, 23, 29, 34, 41]),
    ],
)
def test_what_a_decision_made_of_requests_is_told_by_both_columns(
    question: str, projects: list[int]
) -> None:
    assert sorted(nos(said(assistant_of("nasushiobara-2027"), question))) == projects


@pytest.mark.parametrize(
    ("turns", "yen"),
    [
        (["減額された金額の合計"], 440_960_000),
        (["教育部の減額の合計"], 91_800_000),
        (["増額された金額の合計"], 36_000_000),
        (["ゼロカーボン街区は要求からどんだけ減らされたんですか"], 34_800_000),
        (["クマ対策って増額されたんだって？", "いくら増えたの"], 6_700_000),
        (["防災行政無線のデジタル化、要求額いくら", "予算額は？", "差額は"], 32_000_000),
    ],
)
def test_what_was_cut_or_added_is_no_request(turns: list[str], yen: int) -> None:
    found = said(assistant_of("nasushiobara-2027"), *turns)
    assert found["value"] == {"amount": yen, "unit": "yen"}
