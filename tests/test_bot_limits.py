"""The question limits, the intents' text form and the ledger: small laws held exhaustively or on real parts."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields

from bot.intents import pack, unpack
from bot.ledger import Count, Ledger, week_of
from bot.limits import KEPT, Limits, Rate, Verdict
from bot.locales.talk import TALKING
from data.database import open_database
from data.model import EditionId, Policy, ProjectId, Section, Stage
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
    Range,
    Scope,
    Untold,
)

EDITION = EditionId("13103", 2020, Stage.REQUESTED)
FULL = Scope(
    frozenset({EDITION}),
    frozenset({ProjectId(EDITION, 1), ProjectId(EDITION, 2)}),
    frozenset({"企画部"}),
    frozenset({Section("企画部", "企画課")}),
    frozenset({"新規"}),
    frozenset({"柱"}),
    frozenset({Policy("柱", "小柱")}),
    frozenset(),
    (Range(Measure.BUDGET, None, 5), Range()),
    "子育て",
)
QUERY = Query(
    Operation.COMPARE,
    FULL,
    Measure.NEW_MONEY,
    (Attribute.SECTION,),
    (FULL, Scope()),
    Dimension.POLICY,
    descending=False,
    first=3,
    limit=4,
    per_each=True,
)


@pytest.mark.parametrize(
    "intent",
    [
        QUERY,
        Query(Operation.LIST),
        Choices((QUERY, Query(Operation.DETAIL))),
        NotFound(EDITION, "火星", (ProjectId(EDITION, 3),)),
        OutOfScope(EDITION, Untold.REASON),
        Help(EDITION),
    ],
)
def test_intents_come_back_as_they_went(intent: Intent) -> None:
    assert unpack(pack((intent, intent))) == (intent, intent)


@pytest.mark.parametrize(
    "text", [None, "", "{}", "[1]", '[{"":"Other"}]', '[{"":"Query","x":1}]', '[{"":"Query"}]', "["]
)
def test_what_another_version_wrote_is_forgotten(text: str | None) -> None:
    assert unpack(text) == ()


def test_a_burst_is_answered_then_told_once_then_nothing() -> None:
    limits = Limits(Rate(3, 0.5), Rate(100, 1))
    asked = [limits.ask(1, 1, 0.0) for _ in range(6)]
    assert asked == [Verdict.ANSWER] * 3 + [Verdict.TELL] + [Verdict.IGNORE] * 2
    assert limits.ask(1, 1, 2.0) is Verdict.ANSWER
    assert limits.ask(1, 1, 2.0) is Verdict.TELL
    assert limits.ask(2, 2, 2.0) is Verdict.ANSWER


def test_a_group_has_a_limit_of_its_own() -> None:
    limits = Limits(Rate(3, 1), Rate(4, 1))
    asked = [limits.ask(person, -1, 0.0) for person in range(6)]
    assert asked.count(Verdict.ANSWER) == 4
    assert limits.ask(0, 0, 0.0) is Verdict.ANSWER


def test_questions_that_waited_for_the_bot_count_by_when_they_were_asked() -> None:
    limits = Limits(Rate(1, 0.1))
    assert limits.ask(1, 1, 100.0) is Verdict.ANSWER
    assert limits.ask(1, 1, 90.0) is Verdict.TELL
    assert limits.ask(1, 1, 110.0) is Verdict.ANSWER


def test_memory_of_many_people_is_bounded() -> None:
    limits = Limits(Rate(2, 1))
    for person in range(3 * KEPT):
        assert limits.ask(person, person, at=float(person)) is Verdict.ANSWER
    assert len(limits._buckets) <= KEPT + 1


def test_the_ledger_counts_shapes_by_week(tmp_path: Path) -> None:
    days = iter([dt.date(2026, 11, 24), dt.date(2026, 11, 24), dt.date(2026, 12, 1)])
    database = open_database(f"sqlite:///{tmp_path / 'db.sqlite3'}")
    ledger = Ledger(database, lambda: next(days))
    for _ in range(3):
        ledger.add("not_found suggestions=none")
    assert ledger.counts() == (
        Count("2026-W49", "not_found suggestions=none", 1),
        Count("2026-W48", "not_found suggestions=none", 2),
    )
    assert [c.count for c in ledger.counts("2026-W48")] == [2]
    assert week_of(dt.date(2027, 1, 1)) == "2026-W53"
    database.close()


def _sentences(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _sentences(inner, f"{where}.{key}")
    elif isinstance(value, Struct):
        for field in fields(value):
            yield from _sentences(getattr(value, field.name), f"{where}.{field.name}")


@pytest.mark.parametrize("language", ["easy", "en"])
def test_every_language_says_the_same_with_the_same_places(language: Any) -> None:
    def places(sentence: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    japanese, other = dict(_sentences(TALKING["ja"])), dict(_sentences(TALKING[language]))
    assert japanese.keys() == other.keys()
    assert {k for k in japanese if places(japanese[k]) != places(other[k])} == set()
    assert all(other.values())


def test_menus_fit_telegram() -> None:
    for talking in TALKING.values():
        menu = talking.menu
        assert len(menu.name) <= 64
        assert len(menu.description) <= 512
        assert len(menu.short) <= 120
        assert all(1 <= len(d) <= 256 for d in (*menu.private.values(), *menu.group.values()))
