"""Every language says the same things: the same places to fill, an entry for every kind, golden messages."""

import os
import re
import string
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.announce import announce, taken_back
from bot.locales.amounts import decimal, era_year, numbers, percent, printed, whole, yen_words
from bot.locales.base import Locale
from bot.message import Language, Message
from bot.render import describe, render
from bot.voice import locale_of
from data.answer import answer
from data.diff import diff
from data.index import Index
from data.model import Amount, Edition
from data.query import (
    Attribute,
    Choices,
    Dimension,
    Help,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Scope,
    Untold,
)
from tests.worlds import BOTH, MINATO, NORTH, only, scopes

LANGUAGES: tuple[Language, ...] = ("ja", "easy", "en")
GOLD = Path(__file__).parent / "gold" / "messages"


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_the_same_places_as_in_japanese(language: Language) -> None:
    locale, japanese = locale_of(language), locale_of("ja")
    for table in ("say", "conditions", "labels"):
        ours, theirs = getattr(locale, table), getattr(japanese, table)
        for field in ours.__struct_fields__:
            mine, other = getattr(ours, field), getattr(theirs, field)
            assert places(mine) == places(other), (table, field)


def test_every_word_is_said_somewhere() -> None:
    files = (Path(__file__).parent.parent / "bot").rglob("*.py")
    source = "\n".join(f.read_text("utf-8") for f in files)
    for table in (getattr(locale_of("ja"), name) for name in Locale.__struct_fields__):
        for field in getattr(table, "__struct_fields__", ()):
            assert re.search(rf"\.{field}\b", source), field


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_table_is_there(language: Language) -> None:
    words = locale_of(language).words
    kinds: dict[str, type[Enum]] = {
        "measures": Measure,
        "attributes": Attribute,
        "dimensions": Dimension,
        "untold": Untold,
        "readings": Operation,
    }
    for name, kind in kinds.items():
        table: Mapping[Enum, str] = getattr(words, name)
        assert set(table) == set(kind)
        assert all(table.values())


def test_amounts_are_written_as_people_say_them() -> None:
    for yen, text in (
        (0, "0円"),
        (331_000, "33万1千円"),
        (5_001, "5,001円"),
        (201_352_000, "2億135万2千円"),
        (5_611_694_000, "56億1,169万4千円"),
        (89_074_508, "8,907万4,508円"),
        (100_000_000, "1億円"),
        (1_200_000_000_005, "1兆2,000億5円"),
        (-20_000, "△2万円"),
    ):
        assert yen_words(yen) == text
    assert printed(201_352_000, 1_000) == "201,352千円"
    assert printed(201_352_500, 1_000) == "201,352,500円"
    assert printed(12_000_000, 1_000_000) == "12百万円"
    assert printed(-5_000, 1_000) == "△5千円"


def test_fractions_years_and_numbers() -> None:
    assert percent(Fraction(1, 3)) == "33.33%"
    assert percent(Fraction(1)) == "100.00%"
    assert decimal(Fraction(-5, 1000)) == "-0.01"
    assert whole(Fraction(5, 2)) == 3
    assert whole(Fraction(-5, 2)) == -3
    assert era_year(2020) == "令和2年度"
    assert era_year(2019) == "令和元年度"
    assert era_year(2018) == "平成30年度"
    assert numbers([28, 21, 22, 26, 27]) == "No.21, 22, 26–28"
    assert numbers([7]) == "No.7"


def questions() -> dict[str, tuple[Intent, Index]]:
    """One of each kind of answer that people get."""
    alone = Index.of([MINATO])
    here = Scope(editions=frozenset({MINATO.id}))
    section, radio, tobacco = scopes(MINATO)[5], only(MINATO, 27), only(MINATO, 48)
    north = Scope(editions=frozenset({NORTH.id}))
    detail, asked = Operation.DETAIL, Attribute
    minato: dict[str, Intent] = {
        "how much": Query(detail, radio, attributes=(asked.REQUESTED,)),
        "card": Query(detail, only(MINATO, 3)),
        "who and what": Query(detail, only(MINATO, 29), attributes=(asked.SECTION, asked.ACCOUNT)),
        "new has no level-up": Query(
            detail, only(MINATO, 18), attributes=(asked.REQUESTED_LEVELUP, asked.BUDGET)
        ),
        "where is it written": Query(detail, radio, attributes=(asked.SOURCE,)),
        "two projects": Query(detail, only(MINATO, 33, 34), attributes=(asked.REQUESTED,)),
        "list": Query(Operation.LIST, section),
        "page of a list": Query(Operation.LIST, here, descending=True, first=11),
        "topic": Query(
            Operation.LIST,
            Scope(here.editions, only(MINATO, 48, 49).projects, topic="たばこ"),
        ),
        "count": Query(Operation.COUNT, Scope(here.editions, kinds=frozenset({"新規"}))),
        "sum": Query(Operation.SUM, scopes(MINATO)[9]),
        "formula": Query(Operation.SUM, section, attributes=(asked.SOURCE,)),
        "new money": Query(Operation.SUM, here, Measure.NEW_MONEY),
        "average": Query(Operation.AVERAGE, here),
        "median": Query(Operation.MEDIAN, here, Measure.REQUESTED_LEVELUP),
        "largest": Query(Operation.MAX, here),
        "top five": Query(Operation.MAX, here, Measure.REQUESTED_LEVELUP, limit=5),
        "second smallest": Query(Operation.MIN, here, first=2),
        "by department": Query(Operation.BREAKDOWN, here, by=Dimension.DEPARTMENT),
        "counts by pillar": Query(Operation.BREAKDOWN, here, Measure.COUNT, by=Dimension.PILLAR),
        "largest section": Query(Operation.MAX, here, by=Dimension.SECTION),
        "share": Query(Operation.SHARE, radio, Measure.REQUESTED_LEVELUP, parts=(radio,)),
        "comparison": Query(Operation.COMPARE, here, parts=(tobacco, radio), per_each=True),
        "nothing fits": Query(Operation.SUM, only(MINATO)),
        "empty column": Query(Operation.SUM, here, Measure.BUDGET),
        "choices": Choices(
            tuple(Query(detail, only(MINATO, no), attributes=(asked.REQUESTED,)) for no in (14, 15))
        ),
        "absent": NotFound(MINATO.id, "ちぃばす", tuple(sorted(only(MINATO, 6, 7).projects or ()))),
        "last year": OutOfScope(MINATO.id, Untold.LAST_YEAR, (MINATO.projects[26].id,)),
        "unrelated": OutOfScope(MINATO.id, Untold.UNRELATED),
        "help": Help(MINATO.id),
    }
    elsewhere: dict[str, Intent] = {
        "a draft": Query(detail, only(NORTH, 4)),
        "a draft by section": Query(
            Operation.BREAKDOWN, north, Measure.BUDGET, by=Dimension.SECTION
        ),
    }
    return {k: (q, alone) for k, q in minato.items()} | {k: (q, BOTH) for k, q in elsewhere.items()}


def shown(message: Message) -> str:
    rows = ("".join(f"[{button.label}]" for button in row) for row in message.buttons)
    return "\n".join([message.html, *rows])


def conversation(language: Language) -> str:
    """Every kind of message in a language, as the golden file holds it."""
    parts = [
        f"## {name}\n{describe(intent, index, language)}\n--\n"
        + shown(render(answer(intent, index), index, language))
        for name, (intent, index) in questions().items()
    ]
    news = {
        "news of a first list": announce(diff(None, MINATO), language),
        "news of a change": announce(diff(NORTH, _with_less(NORTH)), language),
        "taken back": taken_back(MINATO, language),
    }
    parts += [f"## {name}\n{shown(message)}" for name, message in news.items()]
    return "\n\n".join(parts) + "\n"


def _with_less(edition: Edition) -> Edition:
    rows = (replace(edition.projects[0], budgeted=Amount(100_000_000)), *edition.projects[1:4])
    return replace(edition, projects=rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden_messages(language: Language) -> None:
    """Made anew by `YOSAN_UPDATE_GOLD=1 pytest tests/test_bot_locales.py`, then read by a person."""
    path = GOLD / f"{language}.txt"
    text = conversation(language)
    if os.environ.get("YOSAN_UPDATE_GOLD"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_new_language_is_one_more_value() -> None:
    assert all(isinstance(locale_of(language), Locale) for language in LANGUAGES)
