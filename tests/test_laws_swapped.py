"""A question about one group or one column is read as the same question about another.

The questions are those of the gold sets and of the ways to ask; what is changed in them is a name or a word for money.
"""

from __future__ import annotations

import json
from functools import cache

import pytest

from bot.assistant import Context
from bot.payload import payload
from data.query import Intent, Query
from tests.test_laws_gold import GOLD, assistant_of

assistant = cache(assistant_of)


@cache
def questions() -> tuple[str, ...]:
    """All that is asked of the shipped list, ` > ` between the messages of a conversation."""
    found: dict[str, None] = {}
    for file in sorted(GOLD.glob("minato*.paraphrases.txt")):
        found |= dict.fromkeys(map(str.strip, file.read_text("utf-8").splitlines()))
    for file in sorted(GOLD.glob("minato*.jsonl")):
        lines = map(json.loads, file.read_text("utf-8").splitlines())
        found |= dict.fromkeys(" > ".join([*(g.get("turns") or ()), g["q"]]) for g in lines)
    return tuple(filter(None, found))


def _asked(name: str, messages: str) -> tuple[Context, str]:
    context = Context()
    *before, last = messages.split(" > ")
    for message in before:
        context = assistant(name).reply(message, context).context
    return context, last


NUMBERED = (
    "番目",
    "2事業",
    "２事業",
    "二事業",
    "つ目",
    "third",
    "新規だけ",
    "そのうち",
    "もう片方",
)
"""What is asked of so many projects as only the one group has."""


def _shape(intent: Intent) -> object:
    """An intent without what it is asked of."""
    if not isinstance(intent, Query):
        return type(intent)
    operation = intent.operation, intent.measure, intent.each, intent.attributes
    places = intent.by, intent.descending, intent.limit, intent.per_each
    return operation, places, len(intent.parts), intent.having is not None


@pytest.mark.parametrize(
    ("name", "other", "besides"),
    [
        ("保健福祉支援部", "産業・地域振興支援部", ()),
        ("防災課", "税務課", ("ラジオ", "客引き", "土砂", "避難所", "平均", "残り", *NUMBERED)),
        ("建築課", "教育指導課", ("ラジオ", "がけ", "エレベーター", "平均", "残り", *NUMBERED)),
    ],
)
def test_one_group_is_asked_about_as_another(
    name: str, other: str, besides: tuple[str, ...]
) -> None:
    """`besides`: what only projects of the one are called, and what depends on how many it has."""
    compared = 0
    for question in questions():
        if name not in question or other in question or any(b in question for b in besides):
            continue
        read = []
        for said in (question, question.replace(name, other)):
            context, last = _asked("minato", said)
            read.append([_shape(i) for i in assistant("minato").understand(last, context).intents])
        compared += 1
        assert read[0] == read[1], question
    assert compared > 150


KAWAGUCHI = {
    "税務課": "市民税課",
    "みなと保健所": "保健部",
    "障害者福祉課": "障害福祉課",
    "保健福祉支援部": "福祉部",
    "防災危機管理室": "危機管理部",
    "学校教育部": "教育局",
    "子ども家庭支援部": "子ども部",
    "レベルアップ": "拡充",
    "防災ラジオ": "防災備蓄品購入",
}
"""Names of the shipped list, and what a list that has budgets calls such things."""

_NEITHER = ("新しく増えるお金", "減額")
"""What is computed of both columns, or of requests alone, and says so."""


@pytest.mark.parametrize("column", ["予算額", "拡充分"])
def test_what_is_asked_of_one_column_is_answered_of_that(column: str) -> None:
    compared = 0
    for question in questions():
        said = question
        for here, there in KAWAGUCHI.items():
            said = said.replace(here, there)
        if "要求額" not in said or "予算" in said or "拡充分" in said:
            continue
        if column == "拡充分" and "新規のトップ" in said:
            continue  # what is new has no such part: its request is told, and asked about from there on
        told = [_told(said), _told(said.replace("要求額", column))]
        if any(status != "answered" for status, _ in told) or "要求額" not in told[0][1]:
            continue
        compared += 1
        read = told[1][1]
        assert column in read or any(n in read for n in _NEITHER), said
    assert compared > 400


def _told(messages: str) -> tuple[str, str]:
    """The status of the last answer and how it was read; of a message that names what this list has not, its own."""
    context = Context()
    for message in messages.split(" > "):
        reply = assistant("kawaguchi-2024").reply(message, context)
        told, context = payload(reply.answers, reply.message, reply.understood), reply.context
        if told["status"] == "not_found":
            break
    return str(told["status"]), reply.understood


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "福祉部の予算額の合計は",
            (
                "教育局より多い？／教育局の何倍／教育局は全体の何％／教育局はいくら／教育局との差は／教育局との合計／教育局を除くと"
                "／教育局と危機管理部の差は／平均は／一番高い事業は／1億円以上の事業は／課ごとに／新規だけだとおいくら／拡充の割合"
                "／高い順に／一覧全体では／千円単位で／残りの部の合計は"
            ),
        ),
        (
            "防災備蓄品購入の予算額は",
            (
                "ふるさと納税返礼品開発より高い？／ふるさと納税返礼品開発との差／ふるさと納税返礼品開発の何倍／全体の何％／何位"
                "／それより高い事業は／これと同じくらいの事業／No.45より高い？／同じ課の合計は／一番高い事業は"
            ),
        ),
    ],
)
def test_the_column_stays_until_another_is_named(first: str, then: str) -> None:
    for question in then.split("／"):
        status, read = _told(f"{first} > {question}")
        assert status == "answered", question
        assert "予算額" in read, (question, read)
    assert "予算額" not in _told(f"{first} > 要求額の合計は")[1]
