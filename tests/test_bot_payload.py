import json
from typing import Any

from bot.payload import payload
from bot.render import describe, render, render_all
from data.answer import answer
from data.index import Index
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
from tests.worlds import MINATO, intents, only

ALONE = Index.of([MINATO])
HERE = Scope(editions=frozenset({MINATO.id}))
STATUSES = {"answered", "choices", "not_found", "out_of_scope"}
OPERATIONS = {
    "detail",
    "list",
    "count",
    "sum",
    "average",
    "max",
    "min",
    "share",
    "compare",
    "breakdown",
    "help",
}
UNITS = {"yen", "count", "percent", "ratio", "text"}


def told(intent: Intent) -> dict[str, Any]:
    given = answer(intent, ALONE)
    made = payload((given,), render(given, ALONE), describe(intent, ALONE))
    found: dict[str, Any] = json.loads(json.dumps(made, ensure_ascii=False))
    return found


def test_the_contracts_example() -> None:
    found = told(Query(Operation.DETAIL, only(MINATO, 27), attributes=(Attribute.REQUESTED,)))
    text = found.pop("text")
    assert found == {
        "status": "answered",
        "operation": "detail",
        "attribute": "requested",
        "projects": [{"edition": "13103-2020-requested", "no": 27}],
        "value": {"amount": 201352000, "unit": "yen"},
        "understood": "事業名: 港区防災ラジオ",
    }
    assert "2億135万2千円（201,352千円）" in text


def test_every_intent_keeps_to_the_contract() -> None:
    for intent in intents(MINATO):
        found = told(intent)
        assert found["status"] in STATUSES
        assert found["operation"] in OPERATIONS
        assert found["value"] is None or found["value"]["unit"] in UNITS
        if found["status"] in {"not_found", "out_of_scope"}:
            assert found["projects"] == []
            assert found["value"] is None
        assert found["text"]


def value(intent: Intent) -> Any:
    return told(intent)["value"]


def test_values_by_operation() -> None:
    for query, expected in (
        (Query(Operation.COUNT, HERE), {"amount": 63, "unit": "count"}),
        (Query(Operation.SUM, HERE), {"amount": 5_611_694_000, "unit": "yen"}),
        (
            Query(Operation.SUM, HERE, Measure.NEW_MONEY),
            {"amount": 2_572_062_000, "unit": "yen"},
        ),
        (Query(Operation.AVERAGE, HERE), {"amount": 89_074_507.94, "unit": "yen"}),
        (Query(Operation.MAX, HERE), {"amount": 738_013_000, "unit": "yen"}),
        (Query(Operation.MAX, HERE, limit=5), None),
        (
            Query(Operation.MAX, HERE, by=Dimension.DEPARTMENT),
            {"amount": "保健福祉支援部", "unit": "text"},
        ),
        (
            Query(Operation.MAX, HERE, by=Dimension.SECTION),
            {"amount": "障害者福祉課", "unit": "text"},
        ),
        (Query(Operation.BREAKDOWN, HERE, by=Dimension.KIND), None),
        (Query(Operation.LIST, HERE), None),
        (Query(Operation.SHARE, only(MINATO, 18)), {"amount": 5.3274, "unit": "percent"}),
        (
            Query(Operation.COMPARE, HERE, parts=(only(MINATO, 14), only(MINATO, 15))),
            {"amount": 36_501_000, "unit": "yen"},
        ),
        (
            Query(
                Operation.COMPARE, HERE, parts=(only(MINATO, 48), only(MINATO, 27)), per_each=True
            ),
            {"amount": 2.5267, "unit": "ratio"},
        ),
        (Query(Operation.DETAIL, only(MINATO, 27), attributes=(Attribute.DESCRIPTION,)), None),
        (Query(Operation.DETAIL, only(MINATO, 27, 28), attributes=(Attribute.REQUESTED,)), None),
        (
            Query(
                Operation.DETAIL,
                only(MINATO, 27),
                attributes=(Attribute.REQUESTED, Attribute.REQUESTED_LEVELUP),
            ),
            None,
        ),
        (
            Query(Operation.DETAIL, only(MINATO, 3), attributes=(Attribute.REQUESTED_LEVELUP,)),
            {"amount": 41_816_000, "unit": "yen"},
        ),
    ):
        assert value(query) == expected, query


def test_a_median_is_written_as_an_average() -> None:
    assert told(Query(Operation.MEDIAN, HERE))["operation"] == "average"


def test_projects_stand_in_their_order_and_whole() -> None:
    ranked = told(Query(Operation.MAX, HERE, limit=5))
    assert [p["no"] for p in ranked["projects"]] == [36, 48, 31, 21, 18]
    paged = told(Query(Operation.LIST, HERE, first=11))
    assert len(paged["projects"]) == 63


def test_choices_list_what_may_be_meant() -> None:
    options = tuple(Query(Operation.DETAIL, only(MINATO, no)) for no in (14, 15))
    found = told(Choices(options))
    assert found["status"] == "choices"
    assert [p["no"] for p in found["projects"]] == [14, 15]


def test_the_other_statuses() -> None:
    near = (MINATO.projects[0].id,)
    assert told(NotFound(MINATO.id, "ない", near))["status"] == "not_found"
    assert told(OutOfScope(MINATO.id, Untold.REASON, near))["status"] == "out_of_scope"
    assert told(Help(MINATO.id))["operation"] == "help"
    assert told(Query(Operation.LIST, only(MINATO)))["status"] == "not_found"


def test_several_answers_give_all_their_projects_and_no_single_value() -> None:
    answers = tuple(
        answer(Query(Operation.DETAIL, only(MINATO, no), attributes=(Attribute.REQUESTED,)), ALONE)
        for no in (5, 3)
    )
    found = payload(answers, render_all(answers, ALONE), "")
    assert found["projects"] == [
        {"edition": "13103-2020-requested", "no": 5},
        {"edition": "13103-2020-requested", "no": 3},
    ]
    assert found["value"] is None
