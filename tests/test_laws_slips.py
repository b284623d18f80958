"""Thousands of questions made by rule: names with slips, in kana and in Latin letters, and names that are
not there. Whatever is answered is answered about the project that was meant, with its own amount.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant, Context
from data.answer import answer
from data.answers import Details, Listing
from data.index import Index
from data.model import Edition, Project
from data.records import edition_from_json
from data.shipped import shipped
from nlp.words.readings import reading, romanize
from nlp.words.text import katakana, normalize
from nlp.words.tokens import tokenize

SEED = 20201124
KITA = Path(__file__).parent / "gold" / "kita-2024.json"
WAYS = (
    "{}はいくら？",
    "{}の予算を教えて",
    "{} 要求額",
    "{}の担当課は",
    "すみません、{}ってどんな事業ですか",
    "{}",
)
ABSENT = (
    "温水プール",
    "市民農園",
    "ドッグラン",
    "婚活",
    "花火大会",
    "防犯灯",
    "粗大ごみ券",
    "市電",
    "観覧車",
    "留学生",
)


def editions() -> list[Edition]:
    return [shipped(), edition_from_json(json.loads(KITA.read_text("utf-8")))]


def slips(name: str, chance: random.Random) -> Iterator[str]:
    """A name as hurried people type it."""
    yield name
    at = chance.randrange(1, len(name) - 1)
    yield name[:at] + name[at + 1 :]
    yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    yield name[:at] + name[at] + name[at:]
    yield name[: max(4, len(name) * 2 // 3)]
    kana = reading(name)
    yield kana
    yield katakana(kana)
    yield romanize(kana)


def last_words(name: str) -> str:
    """The end of a name, from where one of its words begins."""
    tokens = tokenize(normalize(name))
    return normalize(name)[tokens[-2 if len(tokens) > 2 else -1].begin :]


@pytest.mark.parametrize("edition", editions(), ids=["minato", "kita"])
def test_a_slip_never_brings_another_projects_money(edition: Edition) -> None:
    assistant, chance = Assistant(Index.of([edition])), random.Random(SEED)
    counts: Counter[str] = Counter()
    for project in edition.projects:
        for typed in slips(project.name, chance):
            for way in WAYS:
                reply = assistant.reply(way.format(typed), Context())
                counts[_verdict(reply.answers, project)] += 1
    asked = counts.total()
    assert counts["wrong"] / asked <= 0.005, counts
    assert counts["right"] / asked >= 0.85, counts


def _verdict(answers: tuple[object, ...], project: Project) -> str:
    shown = [p for a in answers if isinstance(a, Details | Listing) for p in a.projects]
    if not shown:
        return "abstained"
    return "right" if project in shown else "wrong"


@pytest.mark.parametrize("edition", editions(), ids=["minato", "kita"])
def test_a_thing_that_is_not_there_is_never_answered_with_what_is(edition: Edition) -> None:
    assistant, chance = Assistant(Index.of([edition])), random.Random(SEED)
    tails = sorted({last_words(p.name) for p in edition.projects})
    answered = 0
    for thing in ABSENT:
        for tail in chance.sample(tails, min(12, len(tails))):
            for way in WAYS[:4]:
                reply = assistant.reply(way.format(thing + tail), Context())
                answered += any(isinstance(a, Details) and a.projects for a in reply.answers)
    assert answered == 0


def test_answers_are_the_same_whoever_asks_again() -> None:
    assistant = Assistant(Index.of([shipped()]))
    reply = assistant.reply("防災課の合計は？", Context())
    again = [answer(i, assistant.index) for i in reply.context.last]
    assert tuple(again) == reply.answers
