"""What residents tell of their life: the file of needs, and when it is asked."""

from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped
from nlp.asking.needs import read
from nlp.sentences.reworded import reworded
from nlp.words.gates import FEW, Gates

MINATO = Assistant(Index.of([shipped()]))


def asked(question: str) -> tuple[str, list[int]]:
    reply = MINATO.reply(question, Context())
    found: dict[str, Any] = dict(payload(reply.answers, reply.message, reply.understood))
    return found["status"], [p["no"] for p in found["projects"]]


def test_a_need_is_told_by_all_of_its_words_and_none_of_the_others() -> None:
    needs = read(["# だれか", "認知症 < 夜中 & 出歩 | ボケてき", "断熱 < 部屋が寒 & !会議"])
    assert needs.clear("父が夜中に出歩くので") == [("認知症",)]
    assert needs.clear("ぼけてきたかも") == [("認知症",)]
    assert needs.clear("夜中に起きる") == []
    assert needs.clear("部屋が寒い") == [("断熱",)]
    assert needs.clear("会議の部屋が寒い") == []


@pytest.mark.parametrize("line", ["認知症 夜中", "認知症 < あ", "認知症 < !夜中"])
def test_a_line_that_is_none_is_told(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        read([line])


@pytest.mark.parametrize(
    ("told", "project"),
    [
        ("共働きで子どもが熱出すたび会社休んでる。何とかならんの", 5),
        ("じいちゃん最近ボケてきてふらっといなくなるんだわ", 38),
    ],
)
def test_what_is_told_leads_to_what_helps(told: str, project: int) -> None:
    status, projects = asked(told)
    assert status == "answered"
    assert project in projects


@pytest.mark.parametrize(
    "question", ["認知症カフェの予算はいくら", "ポイントがたまる事業ってどれですか"]
)
def test_a_name_that_is_not_there_is_no_need(question: str) -> None:
    assert asked(question)[0] != "answered"


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("一番安い事業の課はどこ", "一番安い事業の担当課はどこ"),
        ("no.13、14、15で一番安いのは", "no.13、no.14、no.15で一番安いのは"),
        ("防災課の合計は2億円以上?", "防災課の合計は"),
        ("合計が1億円以上の部はどこ", "合計が1億円以上の部は"),
        ("100万円かそれより少ない事業", "100万円以下の事業"),
    ],
)
def test_ways_to_ask_are_read_in_other_words(said: str, read_as: str) -> None:
    assert reworded(said) == read_as


def test_rules_open_in_their_order_and_once() -> None:
    gates = Gates([(["防災", "災害"], 1), (["災課"], 2), (["害の"], 3)])
    for _ in range(2 * FEW):  # looked through, then looked up
        assert gates.open("災害の防災課") == [1, 2, 3]
        assert gates.open("何もない") == []
