"""Questions that hold a figure against another: yes or no, and the figure itself."""

from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.guard import doubt
from bot.payload import payload
from bot.voice import voice_of
from data.index import Index
from data.shipped import shipped

MINATO = Assistant(Index.of([shipped()]))
YES, NO = "はい、そのとおりです。", "いいえ、そうではありません。"


def said_to(question: str) -> dict[str, Any]:
    reply = MINATO.reply(question, Context())
    return dict(payload(reply.answers, reply.message, reply.understood))


@pytest.mark.parametrize(
    ("question", "verdict", "amount"),
    [
        ("防災課の合計は10億を超えてる？", NO, 846_484_000),
        ("防災課の合計は2億円以上？", YES, 846_484_000),
        ("税務課ぜんぶで1億いってます？", YES, 106_185_000),
        ("新規事業は20件以上あるという理解でよろしいですか", NO, 19),
        ("新規事業は19件以上ありますか", YES, 19),
        ("障害者福祉課だけで全体の2割超えとるん？", YES, 22.597),
        ("みなと科学館って3億円超えてたっけ？", NO, 298_957_000),
        ("防災ラジオの予算は201,352千円以下ですか", YES, 201_352_000),
        ("防災課の合計は10億円に届くのでしょうか", NO, 846_484_000),
        ("防災課は5億円以下ですか", NO, 846_484_000),
        ("防災課の平均要求額は1億円を超えておりますか", YES, 169_296_800),
    ],
)
def test_yes_or_no_and_the_figure(question: str, verdict: str, amount: float) -> None:
    found = said_to(question)
    assert found["value"]["amount"] == pytest.approx(amount, abs=0.001)
    assert verdict in found["text"]
    assert ({YES, NO} - {verdict}).pop() not in found["text"]


@pytest.mark.parametrize(
    "question", ["1億円以上の事業は", "防災課の合計は", "3億円を超える事業の合計"]
)
def test_a_condition_is_no_claim(question: str) -> None:
    assert YES not in said_to(question)["text"]
    assert NO not in said_to(question)["text"]


def test_a_wrong_yes_or_no_never_leaves() -> None:
    reply = MINATO.reply("防災課の合計は10億を超えてる？", Context())
    voice = voice_of(MINATO.index, "ja", MINATO.index.by_id[shipped().id])
    text = reply.message.plain.partition("\n確認コード")[0]
    assert doubt(text, reply.answers[0], voice) is None
    assert doubt(text.replace(NO, YES), reply.answers[0], voice) == "verdict"
    unasked = MINATO.reply("防災課の合計は", Context())
    said = unasked.message.plain.partition("\n確認コード")[0]
    assert doubt(f"{said}\n{YES}", unasked.answers[0], voice) == "verdict"
