"""Two lists of one ward beside each other in one question, and what is refused instead."""

import pytest
from msgspec.structs import replace

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.model import Amount, EditionId
from data.shipped import shipped

BEFORE = shipped()
LATER = EditionId("13103", 2021, BEFORE.id.stage)
GONE = 5
"""A project that the later list does not have."""

AFTER = replace(
    BEFORE,
    id=LATER,
    projects=tuple(
        replace(
            p,
            edition=LATER,
            requested=Amount((p.requested.total or 0) + 1_000_000, p.requested.level_up),
        )
        for p in BEFORE.projects
        if p.no != GONE
    ),
)
BOTH = Assistant(Index.of([BEFORE, AFTER]))


def total(projects: tuple[int, ...] | None, edition: EditionId) -> int:
    kept = BOTH.index.by_id[edition].projects
    return sum(p.requested.total or 0 for p in kept if projects is None or p.no in projects)


@pytest.mark.parametrize(
    ("question", "projects"),
    [
        ("令和2年度と令和3年度の合計を比べて", None),
        ("去年より予算はいくら増えましたか", None),
        ("防災課の令和2年度と3年度の差は", (21, 22, 26, 27, 28)),
        ("防災ラジオは去年と比べていくら増えた？", (27,)),
    ],
)
def test_what_both_lists_hold_is_compared(question: str, projects: tuple[int, ...] | None) -> None:
    reply = BOTH.reply(question, Context())
    found = payload(reply.answers, reply.message, reply.understood)
    difference = total(projects, BEFORE.id) - total(projects, LATER)
    assert (found["status"], found["operation"]) == ("answered", "compare")
    assert found["value"] == {"amount": abs(difference), "unit": "yen"}
    assert "令和2年度" in reply.message.plain
    assert "令和3年度" in reply.message.plain
    assert not reply.message.withheld


@pytest.mark.parametrize(
    "question",
    [
        "病児・病後児保育は去年よりいくら増えた",
        "子育て関連は去年よりいくら増えた",
        "令和元年度と令和3年度の合計を比べて",
        "陶芸教室は去年よりいくら増えた",
    ],
)
def test_what_one_list_does_not_hold_is_compared_with_nothing(question: str) -> None:
    reply = BOTH.reply(question, Context())
    found = payload(reply.answers, reply.message, reply.understood)
    assert found["status"] in ("out_of_scope", "not_found")
    assert found["value"] is None


def test_a_list_of_what_rose_is_no_comparison_of_totals() -> None:
    reply = BOTH.reply("去年と比べて増えた事業はどれ", Context())
    found = payload(reply.answers, reply.message, reply.understood)
    assert (found["operation"], len(found["projects"])) == ("list", 62)  # type: ignore[arg-type]
