import string
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.codec import CALLBACK_LIMIT, Stale, decode, encode
from bot.message import Action, Chart, Export, Show
from bot.render import render
from data.answer import answer
from data.index import Index
from data.model import Amount, Edition, EditionId, Project, ProjectId, Stage
from data.query import (
    Attribute,
    Dimension,
    Help,
    Measure,
    NotFound,
    Operation,
    Query,
    Range,
    Scope,
)
from tests.worlds import BOTH, MINATO, NORTH, intents, only, queries, scopes


def never(words: str, edition: EditionId) -> frozenset[ProjectId] | None:
    del words, edition
    return None


def subset(values: list[object]) -> st.SearchStrategy[frozenset[object] | None]:
    return st.none() | st.frozensets(st.sampled_from(values), max_size=len(values))


DIMENSIONS = (
    Dimension.DEPARTMENT,
    Dimension.SECTION,
    Dimension.KIND,
    Dimension.PILLAR,
    Dimension.POLICY,
    Dimension.ACCOUNT,
)


@cache
def within(editions: frozenset[EditionId] | None) -> tuple[list[st.SearchStrategy[Any]], Any]:
    """The groups of some editions, a strategy for each dimension, and their projects."""
    scope = Scope(editions=editions)
    groups = [subset(list(BOTH.values(d, scope))) for d in DIMENSIONS]
    return groups, subset([p.id for p in BOTH.take(scope)])


@st.composite
def drawn_scopes(draw: st.DrawFn) -> Scope:
    editions = draw(st.none() | st.frozensets(st.sampled_from(list(BOTH.by_id)), min_size=1))
    groups, ids = within(editions)
    values = [draw(group) for group in groups]
    yen = st.none() | st.integers(-(10**13), 10**13)
    ranges = st.lists(st.builds(Range, st.sampled_from(Measure), yen, yen), max_size=2)
    topic = draw(st.none() | st.text(max_size=8))
    projects = draw(ids)
    return Scope(editions, projects, *values, ranges=tuple(draw(ranges)), topic=topic)  # type: ignore[misc]


drawn_queries = st.builds(
    Query,
    st.sampled_from(Operation),
    drawn_scopes(),
    st.sampled_from(Measure),
    st.lists(st.sampled_from(Attribute), max_size=4, unique=True).map(tuple),
    st.lists(drawn_scopes(), max_size=2).map(tuple),
    st.none() | st.sampled_from(Dimension),
    st.none() | st.booleans(),
    st.integers(1, 500),
    st.none() | st.integers(1, 500),
    st.booleans(),
)

drawn_actions: st.SearchStrategy[Action] = st.one_of(
    drawn_queries.map(Show), drawn_queries.map(Chart), drawn_queries.map(Export)
)


@settings(max_examples=300, deadline=None)
@given(drawn_actions)
def test_whatever_fits_comes_back_as_it_was(action: Action) -> None:
    query = action.intent if isinstance(action, Show) else action.query
    assert isinstance(query, Query)
    scopes = (query.scope, *query.parts)
    known = {scope.topic: scope.projects for scope in scopes}
    code = encode(action, BOTH)
    if code is None:
        return
    assert len(code.encode()) <= CALLBACK_LIMIT
    assert set(code) <= set(string.ascii_letters + string.digits + "-_")
    back = decode(code, BOTH, lambda words, _: known[words])
    ambiguous = len({scope.topic for scope in scopes}) < len(scopes)  # one topic, two sets
    assert back == action or (isinstance(back, Stale) and ambiguous)


@pytest.mark.parametrize("edition", [MINATO, NORTH], ids=["minato", "north"])
def test_every_button_of_every_answer_fits_and_comes_back(edition: Edition) -> None:
    seen = set()
    for intent in intents(edition):
        message = render(answer(intent, BOTH), BOTH)
        for button in (b for row in message.buttons for b in row):
            code = encode(button.action, BOTH)
            assert code is not None, button
            seen.add(code)
            if len(seen) % 5 == 0:
                assert decode(code, BOTH, never) == button.action
    assert len(seen) > 100


@pytest.mark.parametrize("intent", intents(MINATO)[-20:], ids=lambda i: type(i).__name__)
def test_other_intents_come_back_too(intent: object) -> None:
    action = Show(intent)  # type: ignore[arg-type]
    code = encode(action, BOTH)
    if code is not None:
        assert decode(code, BOTH, never) == action


def test_a_large_set_of_a_topic_is_carried_as_its_words() -> None:
    edition = EditionId("13103", 2030, Stage.REQUESTED)
    rows = tuple(
        Project(edition, no, f"事業{no}", "新規", "部", "課", "", Amount(no))
        for no in range(1, 2001)
    )
    index = Index.of([Edition(edition, "一覧", "港区", rows)])
    found = frozenset(p.id for p in rows if p.no % 3 == 0)
    query = Query(Operation.SUM, Scope(frozenset({edition}), found, topic="子育て"))
    code = encode(Show(query), index)
    assert code is not None
    asked: list[tuple[str, EditionId]] = []

    def retopic(words: str, where: EditionId) -> frozenset[ProjectId]:
        asked.append((words, where))
        return found

    assert decode(code, index, retopic) == Show(query)
    assert asked == [("子育て", edition)]
    assert isinstance(decode(code, index, lambda *_: found - {rows[2].id}), Stale)
    assert isinstance(decode(code, index, never), Stale)
    assert encode(Show(replace(query, scope=replace(query.scope, topic=None))), index) is None


def test_a_code_survives_a_restart_and_another_order_of_editions() -> None:
    query = Query(Operation.SUM, scopes(NORTH)[5])
    code = encode(Show(query), BOTH)
    assert code is not None
    assert decode(code, Index.of([NORTH, MINATO]), never) == Show(query)
    assert decode(code, Index.of([NORTH]), never) == Show(query)


def test_a_code_of_a_withdrawn_or_changed_edition_is_stale_never_another_query() -> None:
    changed = replace(
        MINATO, projects=(replace(MINATO.projects[0], name="別"), *MINATO.projects[1:])
    )
    for query in queries(MINATO)[::40]:
        code = encode(Show(query), BOTH)
        assert code is not None
        assert isinstance(decode(code, Index.of([NORTH]), never), Stale)
        assert isinstance(decode(code, Index.of([changed, NORTH]), never), Stale)


def test_a_code_that_means_all_editions_is_stale_when_one_is_added() -> None:
    code = encode(Show(Query(Operation.COUNT)), Index.of([MINATO]))
    assert code is not None
    assert isinstance(decode(code, BOTH, never), Stale)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_what_is_no_code_is_stale(data: str) -> None:
    assert isinstance(decode(data, BOTH, never), Stale)


def test_a_garbled_code_is_stale() -> None:
    code = encode(Show(Query(Operation.DETAIL, only(MINATO, 27))), BOTH)
    assert code is not None
    for at, letter in enumerate(code):
        for other in {"A", "B", "z", "_"} - {letter}:
            found = decode(code[:at] + other + code[at + 1 :], BOTH, never)
            # the last letter's lowest bits are padding
            assert isinstance(found, Stale) or at == len(code) - 1


def test_what_the_editions_do_not_hold_has_no_code() -> None:
    elsewhere = EditionId("99999", 2020, Stage.DRAFT)
    for scope in (
        Scope(departments=frozenset({"ない部"})),
        Scope(projects=frozenset({ProjectId(MINATO.id, 999)})),
        Scope(editions=frozenset({elsewhere})),
    ):
        assert encode(Show(Query(Operation.LIST, scope)), BOTH) is None
    assert encode(Show(Help(elsewhere)), BOTH) is None
    assert encode(Show(NotFound(MINATO.id, "長い" * 60)), BOTH) is None
