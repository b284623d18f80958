"""A question that leans on the answer before it has the answer of the same question asked in one; each was once
answered with a figure of the whole list, of another group, or of the project alone.
"""

from collections import Counter
from typing import Any

import pytest

from bot.assistant import Context
from data.answers import Breakdown, Comparison, Offer, Ranking, Total
from tests.test_nlp_asked_next import MINATO, nos, said, these

AROUND_ONE_PROJECT = [
    ("防災ラジオはいくら？ > 課は？ > 何件ある？", "防災課は何件"),
    ("科学館の部は？ > 何件？", "学校教育部は何件"),
    ("科学館はいくら？ > 担当課は？ > 何件持ってる？", "教育指導課は何件"),
    ("科学館はいくら？ > 担当課は？ > 全部でいくら？", "教育指導課の合計は"),
    ("科学館はいくら？ > 担当課は？ > 一番高いのは？", "教育指導課で一番高い事業は"),
    ("科学館はいくら？ > 担当課は？ > 平均は？", "教育指導課の平均は"),
    ("科学館はいくら？ > 担当課は？ > 1億円以上は？", "教育指導課の1億円以上の事業は"),
    ("防災ラジオはいくら？ > 課は？ > 合計は？", "防災課の合計は"),
    ("科学館の柱は？ > 件数は？", "科学館と同じ柱の件数は"),
    ("科学館はいくら？ > 課内で一番高いのは？", "教育指導課で一番高い事業は"),
    ("防災ラジオはいくら？ > 課で一番高いのは？", "防災課で一番高い事業は"),
    ("科学館はいくら？ > 課で一番安いのは？", "教育指導課で一番安い事業は"),
    ("科学館はいくら？ > 部の中で一番高い？", "学校教育部で一番高い事業は"),
    ("税務課で一番高いのは？ > 部で一番高いのは？", "産業・地域振興支援部で一番高い事業は"),
    ("科学館はいくら？ > この部は全体の何％？", "学校教育部は全体の何％"),
    ("科学館はいくら？ > 部の新規は？", "学校教育部の新規の事業は"),
    ("科学館はいくら？ > そうじゃなくて課の合計", "教育指導課の合計は"),
    ("科学館はいくら？ > そうじゃなくて部の合計", "学校教育部の合計は"),
    ("新規で一番高いのは？ > 課は？", "児童発達支援センター管理運営の担当課は"),
    ("防災課で一番高いのは？ > 部は？", "客引き防止プロジェクトの担当部は"),
    ("防災ラジオはいくら？ > 同じ規模の事業は？", "防災ラジオと同じくらいの金額の事業は"),
    ("防災ラジオと同じ章の新規事業は？", "防災ラジオと同じ柱の新規事業は"),
]
OF_GROUPS = [
    ("学務課の平均は？ > 部では？", "学校教育部の平均は"),
    ("学務課で一番高いのは？ > 部では？", "学校教育部で一番高い事業は"),
    ("学務課で一番高いのは？ > 部全体では？", "学校教育部で一番高い事業は"),
    ("学務課の新規は？ > 部では？", "学校教育部の新規の事業は"),
    ("教育指導課の合計は？ > 部だと？", "学校教育部の合計は"),
    ("教育指導課は何件？ > 部では？", "学校教育部は何件"),
    ("3番目に高い課は？ > 部では？", "3番目に高い部は"),
    (
        "企画経営部の観光政策担当の合計は？ > 産業・地域振興支援部の観光政策担当は？",
        "産業・地域振興支援部の観光政策担当の合計は",
    ),
    ("企画経営部の合計は？ > 観光政策担当は？", "企画経営部の観光政策担当の合計は"),
    ("障害者福祉課の事業は？ > 手話を除いた合計は？", "障害者福祉課の手話以外の合計は"),
    ("保健福祉支援部の事業は？ > 手話を除いた合計は？", "保健福祉支援部の手話以外の合計は"),
]
OF_PARTS = [
    ("一番高い事業は？ > 5つ見せて", "上位5件は"),
    ("防災課の一番高いのは？ > 3つ教えて", "防災課の上位3件は"),
    ("新規で一番安い事業は？ > 3件見せて", "新規の下位3件は"),
    ("新規の合計は？ > 子育ての分は？", "新規の子育て関連の合計は"),
    ("滞納の合計は？ > 税務課の分は？", "税務課の滞納関連の合計は"),
    ("滞納の事業は？ > 税務課に限ると合計は？", "税務課の滞納関連の合計は"),
    ("外国人の事業は？ > 区長室の分の合計は？", "区長室の外国人関連の合計は"),
    ("手話の事業は？ > 障害者福祉課の分は？", "障害者福祉課の手話関連の事業は"),
    ("1億円以上は何件？ > 2億は？", "2億円以上は何件"),
    ("1億円以上の事業は？ > やっぱり2億", "2億円以上の事業は"),
    ("1億円以上の事業は？ > 5億の間違い", "5億円以上の事業は"),
    ("防災課の1億円以上は > 2億だと", "防災課の2億円以上の事業は"),
    ("1000万円未満は何件 > 500万は", "500万円未満は何件"),
    ("1億円以上は何件？ > それ未満の合計は？", "1億円未満の合計は"),
    ("1億円以上の事業は？ > それ未満の平均は？", "1億円未満の平均は"),
    ("1億円以上の事業は？ > それ以下で一番高いのは？", "1億円以下で一番高い事業は"),
]
COMPARED = [
    ("一番安い事業は？ > 一番高い事業は？ > 何倍？", "一番高い事業は一番安い事業の何倍"),
    ("図書館はいくら？ > 科学館は？ > 何倍？", "科学館は図書館の何倍"),
    ("防災課と建築課を比べて > 一番高い事業は？", "防災課と建築課で一番高い事業は"),
    ("防災課の合計は？ > 建築課は？ > 差は？ > 一番高い事業は？", "防災課と建築課で一番高い事業は"),
    ("防災課と建築課を比べて > 税務課を加えると？", "防災課と建築課と税務課の合計は"),
    ("科学館と図書館を比べて > ラジオを加えると？", "科学館と図書館とラジオの合計は"),
    ("科学館と図書館を比べて > 図書館をラジオに変えて", "科学館とラジオを比べて"),
    ("防災課と建築課はどっちが多い？ > 建築課を税務課に変えると？", "防災課と税務課を比べて"),
    ("防災課と建築課の差は > ラジオを除くと？ > 合計は", "防災課と建築課のラジオ以外の合計は"),
]
ONE_AFTER_THE_OTHER = [
    (
        "外国人向けの事業は？ > 障害者向けは？ > それぞれ何件？",
        "外国人と障害者の事業の件数を比べて",
    ),
    ("防災課の事業は？ > 建築課は？ > それぞれの合計は？", "防災課と建築課を比べて"),
    ("防災課の事業は？ > 建築課は？ > 両方で一番高いのは？", "防災課と建築課で一番高い事業は"),
    ("防災課の合計は？ > 建築課は？ > 合わせて一番高い事業は？", "防災課と建築課で一番高い事業は"),
    ("防災課の合計は？ > 建築課は？ > 合わせて平均は？", "防災課と建築課の平均は"),
    ("外国人向けの事業は？ > 障害者向けも含めて合計は？", "外国人と障害者の事業の合計は"),
    ("防災課の事業は？ > 建築課も > 合計は？", "防災課と建築課の合計は"),
    ("防災課の事業は？ > 建築課も > 何件？", "防災課と建築課は何件"),
    ("防災課の事業は？ > 建築課も > 課ごとに合計", "防災課と建築課の課ごとの合計"),
    ("1億円以上の新規は？ > 新規じゃないのも含めて", "1億円以上の事業は"),
    ("一番高いのは？ > 二番は？", "2番目に高い事業は"),
    ("防災課は？ > 一番は？ > 三番は？", "防災課で3番目に高い事業は"),
    ("要求額トップ3 > 4番は？", "4番目に高い事業は"),
    ("税務課の事業は？ > 全部新規？", "税務課の新規の事業は"),
]
SHARES_AND_RANKS = [
    ("科学館はいくら？ > 何番目に高い？ > 新規では？", "科学館は新規の中で何番目に高い"),
    ("図書館は新規の中で何位？ > 全体では？", "学校図書館運営事業は全体で何番目に高い"),
    ("ラジオは防災課で何位？ > 全体では？", "港区防災ラジオは全体で何番目に高い"),
    ("ラジオは全体で何番目に高い？ > 課の中では？", "港区防災ラジオは防災課で何番目に高い"),
    ("ラジオは何位？ > 防災課の中では？", "港区防災ラジオは防災課で何番目に高い"),
    ("5番目に高いのは > 新規では？", "新規で5番目に高い事業は"),
    ("防災課のレベルアップ分は？ > 全体の何％？", "防災課のレベルアップ分は全体の何％"),
    (
        "みなと保健所のレベルアップ分は？ > 一覧全体の何％？",
        "みなと保健所のレベルアップ分は全体の何％",
    ),
    ("防災課の割合は？ > 建築課は？ > 差は？", "防災課と建築課の差は"),
    ("防災課は全体の何％？ > 残りは何％？", "防災課以外は全体の何％"),
    ("防災課の割合は？ > 一番割合が高い課は？", "要求額が一番大きい課は"),
    ("学校教育部の合計は？ > 2位の部は？", "要求額が2番目に大きい部は"),
    ("防災課の合計は？ > 2番目に多い課は？", "要求額が2番目に大きい課は"),
    ("5番目に高いのは？ > その担当課で一番高いのは？", "教育指導課で一番高い事業は"),
    ("1億円以上の件数が一番多い部は？ > その事業は？", "防災危機管理室の1億円以上の事業は"),
    ("1億円以上で一番高い部は？ > その事業は？", "保健福祉支援部の1億円以上の事業は"),
    ("防災の予算は？ > ラジオ以外", "ラジオを除いた防災の事業は"),
    ("手話の事業は？ > スマホのは？", "障害者福祉課のスマホの事業は"),
    ("1億円以上の事業は？ > 助成のは？", "1億円以上の助成の事業は"),
    ("保健福祉支援部の合計は？ > 障害者福祉課の割合は？", "障害者福祉課は保健福祉支援部の何％"),
    ("新規の合計は？ > 保健福祉支援部の割合は？", "保健福祉支援部の新規は新規の何％"),
]
ASKED_ANEW = [
    ("科学館はいくら？ > 1億円以上の事業は？", "1億円以上の事業は"),
    ("科学館はいくら？ > 5億円以上の事業はありますか？", "5億円以上の事業は"),
    ("一番高い事業は？ > 1億円以上は何件？", "1億円以上は何件"),
    ("要求額トップ5 > 2億円台の事業は？", "2億円台の事業は"),
    ("タバコの予算は？ > みなと保健所の予算は？", "みなと保健所の予算は"),
    ("タバコの予算は？ > 環境リサイクル支援部の合計は？", "環境リサイクル支援部の合計は"),
    ("タバコの予算は？ > 健康推進課で一番高いのは？", "健康推進課で一番高いのは"),
    ("障害者の予算は？ > ごみの事業は？", "ごみの事業は"),
    ("防災の予算は？ > 2番目に高いのは？", "防災関連で2番目に高い事業は"),
    ("一番高い事業は？ > 部ごとの合計は？", "部ごとの合計は"),
    ("一番高い事業は？ > 総額は？", "全体の総額は"),
    ("防災課で一番高いのは？ > 総額は？", "防災課の総額は"),
    ("科学館はいくら？ > 一番予算が多い課は？", "一番予算が多い課は"),
    ("科学館はいくら？ > 高い順に5つ", "高い順に5つ"),
    ("レベルアップ分の合計は？ > 新規は何件？", "新規は何件"),
    ("レベルアップ分の合計は？ > 防災ラジオはいくら？", "防災ラジオはいくら"),
    ("1億円以上の事業は何件？ > 科学館と図書館はどっちが高い？", "科学館と図書館はどっちが高い"),
    ("科学館はいくら？ > 担当課の新規は？", "教育指導課の新規の事業は"),
    ("科学館はいくら？ > 担当課の事業は？", "教育指導課の事業は"),
    ("科学館はいくら？ > 新規事業を教えてください", "新規事業の一覧"),
    ("防災課の合計は？ > 区の合計は？", "全体の合計は"),
    ("防災課の合計は？ > 総合計は？", "全体の合計は"),
    ("防災課の事業は？ > 区内で一番高いのは？", "一番高い事業は"),
    ("1億円以上の事業は？ > 残りの合計は？", "1億円未満の合計は"),
    ("1億円以上の事業は？ > 残りは何件？", "1億円未満は何件"),
    ("防災課の予算は？ > 建築課は？ > 合算すると？", "防災課と建築課の合計は"),
    ("科学館は何位？ > 全体の合計は？", "全体の合計は"),
    ("防災課で一番高いのは？ > 全体で何番目？", "客引き防止プロジェクトは全体で何番目に高い"),
    ("新規で一番高いのは？ > 全体では何位？", "児童発達支援センター管理運営は全体で何番目に高い"),
    ("防災ラジオはいくら？ > 課で何番目に高い？", "防災ラジオは防災課で何番目に高い"),
    ("防災ラジオはいくら？ > 上から何番目？", "防災ラジオは全体で何番目に高い"),
    ("科学館はいくら？ > 図書館は何番目に高い？", "図書館は何番目に高い"),
    ("一番予算が多い部は？ > 2番目は？ > 事業は？", "防災危機管理室の事業は"),
    ("一番予算が多い部は？ > 事業は？", "保健福祉支援部の事業は"),
    ("子育ての事業は？ > 部ごとに > 保健所は？", "みなと保健所の子育て関連の合計は"),
    ("1ページの合計は？ > 2ページは？ > 合わせて", "1ページと2ページの合計は"),
    ("教育指導課の予算は？ > 3件のうち一番安いのは？", "教育指導課で一番安い事業は"),
    ("防災課の予算は > どんなのがある？", "防災課の事業は"),
    ("防災課の予算は > 主な事業は？", "防災課の事業を高い順に"),
    ("管理運営の事業は？ > 1位と2位の合計", "管理運営の上位2件の合計は"),
    ("要求額トップ5 > 4位の課の合計", "防災課の合計は"),
    ("防災課で一番高いのは？ > それ以外の合計は？", "防災課の客引き防止プロジェクト以外の合計は"),
]
IN_ONE_SENTENCE = [
    ("一番高い新しい事業とレベルアップの差は？", "一番高い新規事業とレベルアップの差は"),
    ("科学館の部の合計は？", "学校教育部の合計は"),
    ("科学館の課の事業は？", "教育指導課の事業は"),
    ("科学館の課は何件？", "教育指導課は何件"),
    ("科学館の課の新規は？", "教育指導課の新規の事業は"),
    ("防災ラジオの課で1億円以上の事業は？", "防災課で1億円以上の事業は"),
    ("防災ラジオの担当課の1億円以上の事業は？", "防災課で1億円以上の事業は"),
    ("科学館の部で2番目に高い事業は？", "学校教育部で2番目に高い事業は"),
    ("防災ラジオの課で一番高いのは？", "防災課で一番高い事業は"),
    ("税務課のある部の事業は何件？", "産業・地域振興支援部は何件"),
    ("科学館の担当部は全体の何％？", "学校教育部は全体の何％"),
    ("障害者福祉課が部の中で占める割合", "障害者福祉課は保健福祉支援部の何％"),
    ("税務課の部内での割合は？", "税務課は産業・地域振興支援部の何％"),
    ("科学館が課の合計に占める割合", "科学館は教育指導課の何％"),
    ("教育指導課の、部全体に対する割合", "教育指導課は学校教育部の何％"),
    ("最大のレベルアップ事業の課は？", "障害保健福祉センター管理運営の担当課は"),
    ("一番高い事業がある部は？", "障害保健福祉センター管理運営の担当部は"),
    ("2番目に高い事業がある部は？", "みなとタバコルール推進の担当部は"),
    ("二番目に高い事業の部の合計は？", "環境リサイクル支援部の合計は"),
    ("二番目に高い新規事業の部の合計は？", "学校教育部の合計は"),
    ("2番目に安い事業の部の件数は？", "環境リサイクル支援部は何件"),
    ("3番目に高い事業の担当部の件数は", "保健福祉支援部は何件"),
    ("最も高い事業を担当する課の合計額は？", "障害者福祉課の合計は"),
    ("一番安い新規事業の担当部の合計は？", "企画経営部の合計は"),
    ("最高額の新規事業の割合は？", "児童発達支援センター管理運営は新規の何％"),
    ("一番高い事業の次は？", "2番目に高い事業は"),
    ("タバコルールに次いで高い事業は？", "3番目に高い事業は"),
    ("障害者福祉課に次いで合計が多い課は？", "2番目に合計が多い課は"),
    ("科学館はいくら？ > 次に高いのは？", "6番目に高い事業は"),
    ("一番高い新規事業は全体で何番目？", "児童発達支援センター管理運営は全体で何番目に高い"),
    ("防災課の一番高い事業は全体で何位？", "客引き防止プロジェクトは全体で何番目に高い"),
    ("最後の3件は？", "No.61からNo.63まで"),
    ("最後の10件の合計は？", "No.54からNo.63までの合計は"),
    ("最初の5件の事業は？", "No.1からNo.5までの事業は"),
    ("高齢者でも子どもでもない事業は何件？", "高齢者と子ども以外の事業は何件"),
    ("手話とタバコの合計の差は？", "手話とタバコの差は"),
    ("防災と防犯の合計を比べて", "防災と防犯の差は"),
    ("防災課、保育課、税務課の合計を高い順に", "防災課と保育課と税務課を合計の多い順に"),
    ("上位10件のうちレベルアップは？", "上位10件に入っているレベルアップの事業は"),
]


def told(*turns: str) -> tuple[Any, ...]:
    found = said(MINATO, *turns)
    assert found["status"] == "answered"
    return found["operation"], sorted(nos(found)), found["value"]


ALL = [
    *AROUND_ONE_PROJECT,
    *OF_GROUPS,
    *OF_PARTS,
    *COMPARED,
    *ONE_AFTER_THE_OTHER,
    *SHARES_AND_RANKS,
    *ASKED_ANEW,
    *IN_ONE_SENTENCE,
]


@pytest.mark.parametrize(("conversation", "in_one"), ALL)
def test_the_answer_is_that_of_the_whole_question(conversation: str, in_one: str) -> None:
    assert told(*conversation.split(" > ")) == told(in_one)


@pytest.mark.parametrize(
    "others", ["他にどんな事業がある？", "他の事業は？", "ほかに何をしてる課？"]
)
def test_others_of_the_office_that_was_told(others: str) -> None:
    found = said(MINATO, "科学館の担当は？", others)
    assert nos(found) == [16, 17]


@pytest.mark.parametrize(
    "conversation",
    [
        "一番お金がかかる新しい事業と古い事業の差は？",
        "防災ラジオはいくら？ > 同じ時期の事業は？",
        "科学館はいくら？ > 同じテーマの事業は？",
        "科学館の担当は？ > ほかの課は？",
        "新規が部の中で占める割合",
        "防災ラジオはいくら？ > 次に安いのは？",
        "民間アイデア活用事業の次に高い事業は",
        "防犯カメラの予算は？ > 課の合計は？",
        "防災課の事業は？ > それぞれ防災課の何％？",
        "障害者福祉課の事業は？ > 一番高いのは課の何％？",
        "一番予算が多い部は？ > 2番目は？ > 合わせると？",
    ],
)
def test_what_no_group_or_several_would_answer_is_refused(conversation: str) -> None:
    assert said(MINATO, *conversation.split(" > "))["status"] == "out_of_scope"


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("1億円以上は何件？", [3, 2]),
        ("1億円以上だけだと？", [764_531_000, 463_349_000]),
        ("ラジオを除くと？", [645_132_000, 463_349_000]),
    ],
)
def test_a_condition_after_a_comparison_is_of_both_sides(asked: str, values: list[int]) -> None:
    context = Context()
    for turn in ("防災課と建築課を比べて", asked):
        reply = MINATO.reply(turn, context)
        context = reply.context
    compared = reply.answers[0]
    assert isinstance(compared, Comparison)
    assert [side.value for side in compared.sides] == values


@pytest.mark.parametrize(
    ("conversation", "offered"),
    [
        ("障害者福祉課の事業は？ > 管理運営の合計は？", [{31, 36}, {18, 31, 36, 44}]),
        ("新規の事業は？ > 管理運営の合計は？", [{18, 31, 44}, {18, 31, 36, 44}]),
        (
            "防災課の事業は？ > 税務課は？ > 全部の合計は？",
            [{56, 57, 58}, {21, 22, 26, 27, 28, 56, 57, 58}],
        ),
    ],
)
def test_of_the_list_or_of_all_is_offered(conversation: str, offered: list[set[int]]) -> None:
    context = Context()
    for turn in conversation.split(" > "):
        reply = MINATO.reply(turn, context)
        context = reply.context
    choices = reply.answers[0]
    assert isinstance(choices, Offer)
    assert [{p.no for p in option} for option in choices.options] == offered


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("子育ての予算は？", {1, 2, 3, 4, 5, 6, 9, 10, 31}),
        ("子育てにいくら使う？", {1, 2, 3, 4, 5, 6, 9, 10, 31}),
        ("タバコ対策にいくら使ってますか", {48, 49}),
        ("喫煙対策の予算はいくら？", {48, 49}),
        ("広報にいくら使う？", {42, 63}),
    ],
)
def test_an_amount_for_what_several_have_to_do_with_is_offered(
    question: str, offered: set[int]
) -> None:
    found = said(MINATO, question)
    assert (found["status"], set(nos(found))) == ("choices", offered)


DEAR, CHEAP = (
    {p.no for p in MINATO.index.projects if ((p.requested.total or 0) >= 100_000_000) is dear}
    for dear in (True, False)
)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("1億円以上と1億円未満の合計の差", [4_364_716_000, 1_246_978_000]),
        ("1億円以上と1億円未満、件数はそれぞれ？", [len(DEAR), len(CHEAP)]),
    ],
)
def test_both_sides_of_an_amount_are_no_range(question: str, values: list[int]) -> None:
    compared = MINATO.reply(question, Context()).answers[0]
    assert isinstance(compared, Comparison)
    assert [side.value for side in compared.sides] == values


@pytest.mark.parametrize(
    ("question", "least", "among"),
    [
        ("1億円以上の事業が2件以上ある部は？", 2, DEAR),
        ("1億円以上の事業が3件以上ある部は？", 3, DEAR),
        ("1億円未満の事業が5件以上ある部は？", 5, CHEAP),
    ],
)
def test_groups_by_how_many_projects_of_an_amount_they_have(
    question: str, least: int, among: set[int]
) -> None:
    rows = [p for p in MINATO.index.projects if p.no in among]
    many = Counter(p.department for p in rows)
    found = MINATO.reply(question, Context()).answers[0]
    assert isinstance(found, Breakdown)
    assert {g.key for g in found.groups} == {d for d, n in many.items() if n >= least}


@pytest.mark.parametrize("by", ["部", "課"])
def test_the_first_ones_are_told_apart_by_their_groups(by: str) -> None:
    dearest = sorted(MINATO.index.projects, key=lambda p: -(p.requested.total or 0))[:10]
    many = Counter(p.department if by == "部" else p.section for p in dearest)
    found = MINATO.reply(f"上位10件の{by}ごとの件数", Context()).answers[0]
    assert isinstance(found, Breakdown)
    assert sorted(g.count for g in found.groups) == sorted(many.values())


@pytest.mark.parametrize(
    "absent", ["保育園の新設", "図書館の新設にいくら", "保育園の建て替えの予算は"]
)
def test_what_no_project_builds_is_not_there(absent: str) -> None:
    assert said(MINATO, absent)["status"] == "not_found"


@pytest.mark.parametrize(
    "denied",
    [
        "スマホを使わない事業",
        "補助金が出ない事業",
        "システムを導入しない新規事業は？",
        "アプリもシステムも使わない新規事業",
    ],
)
def test_what_is_denied_of_what_is_done_is_not_answered_with_those_that_do(denied: str) -> None:
    assert said(MINATO, denied)["status"] == "out_of_scope"


@pytest.mark.parametrize("total", ["防災課の合計は？", "防災課は何件？"])
@pytest.mark.parametrize(
    ("field", "printed"), [("担当は？", "防災危機管理室"), ("内容は？", "パトロール機能")]
)
def test_a_field_after_a_total_is_of_each_project(total: str, field: str, printed: str) -> None:
    found = said(MINATO, total, field)
    assert nos(found) == [21, 22, 26, 27, 28]
    assert printed in found["text"]


def test_two_limits_on_groups_are_both_kept() -> None:
    projects = MINATO.index.projects
    many = Counter(p.department for p in projects)
    fitting = {
        d
        for d in many
        if many[d] >= 10
        and sum(p.requested.total or 0 for p in projects if p.department == d) > 500_000_000
    }
    found = said(MINATO, "10件以上ある部で5億円を超える部は？")
    assert set(nos(found)) == these(lambda p: p.department in fitting)


@pytest.mark.parametrize(
    "asked", ["部別の新規の割合", "各部の新規の割合", "新規が占める割合を部別に"]
)
def test_a_share_within_each_group_is_not_passed_off_as_one_of_all(asked: str) -> None:
    assert said(MINATO, asked)["status"] == "out_of_scope"


def test_ends_and_totals_are_told_one_after_the_other() -> None:
    reply = MINATO.reply("防災課の最大と最小と平均は？", Context())
    operations = [a.query.operation for a in reply.answers if isinstance(a, Ranking | Total)]
    assert operations == ["max", "min", "average"]


def test_the_other_projects_of_a_department_are_without_those_of_its_section() -> None:
    found = said(MINATO, "教育指導課の事業は？", "それ以外の学校教育部の事業は？")
    assert set(nos(found)) == these(
        lambda p: p.department == "学校教育部" and p.section != "教育指導課"
    )


@pytest.mark.parametrize(
    ("one", "other"), [("高齢者", "障害者"), ("子育て", "高齢者"), ("タバコ", "手話")]
)
def test_the_total_of_two_topics_is_of_all_that_either_is_about(one: str, other: str) -> None:
    sides = [set(nos(said(MINATO, f"{word}の事業は"))) for word in (one, other)]
    found = said(MINATO, f"{one}と{other}の合計")
    assert found["operation"] == "sum"
    assert set(nos(found)) == sides[0] | sides[1]


def test_what_was_not_found_is_not_added_up_as_the_whole_list() -> None:
    found = said(MINATO, "防災課の合計は", "税務課は", "給食は", "全部足して")
    assert found["status"] == "not_found"


@pytest.mark.parametrize(
    ("asked", "others"), [("59番と内容が同じ事業は", [58]), ("防災ラジオと同じ内容の事業は", [])]
)
def test_others_of_the_same_description(asked: str, others: list[int]) -> None:
    assert nos(said(MINATO, asked)) == others
