"""What is asked of departments is asked of sections, pillars, policies, kinds and accounts alike, in either language."""

from __future__ import annotations

from functools import cache

import pytest

from bot.assistant import Context
from data.query import Dimension, Measure, Operation, Query
from tests.test_laws_gold import assistant_of

assistant = cache(assistant_of)

JAPANESE = {
    "部": Dimension.DEPARTMENT,
    "課": Dimension.SECTION,
    "柱": Dimension.PILLAR,
    "小柱": Dimension.POLICY,
    "区分": Dimension.KIND,
    "会計": Dimension.ACCOUNT,
}
ENGLISH = {
    "department": Dimension.DEPARTMENT,
    "section": Dimension.SECTION,
    "pillar": Dimension.PILLAR,
    "sub-pillar": Dimension.POLICY,
    "policy": Dimension.POLICY,
    "kind": Dimension.KIND,
    "account": Dimension.ACCOUNT,
}
MONEY = (Operation.MAX, Measure.REQUESTED)
LEAST = (Operation.MIN, Measure.REQUESTED)
EACH = (Operation.BREAKDOWN, Measure.REQUESTED)
ASKED_IN_JAPANESE = {
    "どの{}が一番大きい": MONEY,
    "どの{}が一番多い": MONEY,
    "どの{}が最大ですか": MONEY,
    "どの{}の要求額が一番大きい": MONEY,
    "どの{}がお金を一番使う": MONEY,
    "一番大きい{}は": MONEY,
    "最大の{}は": MONEY,
    "一番金額の大きい{}は": MONEY,
    "{}で最も多いのは": MONEY,
    "要求額トップの{}": MONEY,
    "どの{}が一番少ない": LEAST,
    "最小の{}": LEAST,
    "件数が一番多い{}": (Operation.MAX, Measure.COUNT),
    "新規が一番多い{}": (Operation.MAX, Measure.COUNT),
    "どの{}が件数が一番少ない": (Operation.MIN, Measure.COUNT),
    "レベルアップ分が一番多い{}": (Operation.MAX, Measure.REQUESTED_LEVELUP),
    "{}ごとの合計": EACH,
    "各{}の合計": EACH,
    "{}のランキング": EACH,
    "{}を要求額順に並べて": EACH,
    "10億円以上の{}は": EACH,
    "要求額が1億円を超える{}はどこ": EACH,
    "{}を全部教えて": EACH,
    "どの{}に何件": (Operation.BREAKDOWN, Measure.COUNT),
    "{}ごとの件数": (Operation.BREAKDOWN, Measure.COUNT),
    "{}はいくつありますか": (Operation.COUNT, Measure.COUNT),
    "{}の数は": (Operation.COUNT, Measure.COUNT),
}
ASKED_IN_ENGLISH = {
    "Which {} is the largest?": MONEY,
    "Which {} requests the most?": MONEY,
    "the largest {}": MONEY,
    "the {} with the largest request": MONEY,
    "What is the biggest {}?": MONEY,
    "the smallest {}": LEAST,
    "Which {} has the most projects?": (Operation.MAX, Measure.COUNT),
    "Which {} has the fewest projects?": (Operation.MIN, Measure.COUNT),
    "Which {} has the most new projects?": (Operation.MAX, Measure.COUNT),
    "total by {}": EACH,
    "share by {}": EACH,
    "each {}'s total": EACH,
    "Show me every {} and its total": EACH,
    "number of projects per {}": (Operation.BREAKDOWN, Measure.COUNT),
}
MANY = {
    "list the {}": EACH,
    "rank the {} by total request": EACH,
    "Which {} request over 500 million yen?": EACH,
    "{} with more than 5 projects": EACH,
    "How many {} are there?": (Operation.COUNT, Measure.COUNT),
}


def _reads(question: str, dimension: Dimension, way: tuple[Operation, Measure]) -> None:
    intents = assistant("minato").understand(question, Context()).intents
    query = next((i for i in intents if isinstance(i, Query)), None)
    assert query is not None, question
    assert (query.by, query.operation, query.measure) == (dimension, *way), question


@pytest.mark.parametrize("asked", ASKED_IN_JAPANESE)
def test_groups_are_asked_for_alike(asked: str) -> None:
    for word, dimension in JAPANESE.items():
        _reads(asked.format(word), dimension, ASKED_IN_JAPANESE[asked])


@pytest.mark.parametrize("asked", [*ASKED_IN_ENGLISH, *MANY])
def test_groups_are_asked_for_alike_in_english(asked: str) -> None:
    for word, dimension in ENGLISH.items():
        several = word.replace("policy", "policie") + "s" if asked in MANY else word
        _reads(asked.format(several), dimension, (ASKED_IN_ENGLISH | MANY)[asked])


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("防災ラジオの区分は", "kind"),
        ("防災ラジオはどの会計", "account"),
        ("防災ラジオはどの柱", "chapter"),
        ("一番高い事業はどの区分", "kind"),
        ("上位5件の区分は", "kind"),
    ],
)
def test_a_field_of_projects_is_no_group(asked: str, field: str) -> None:
    intents = assistant("minato").understand(asked, Context()).intents
    assert all(isinstance(i, Query) and i.by is None for i in intents)
    assert any(field in map(str, i.attributes) for i in intents if isinstance(i, Query))


@pytest.mark.parametrize(
    ("first", "asked", "field"),
    [
        ("防災課の合計は", "どの課が一番大きい", "sections"),
        ("防災課は何件", "一番多い部は", "sections"),
        ("国保会計の合計は", "どの会計が一番大きい", "accounts"),
        ("新規は何件", "要求額だとどの区分が一番大きい", "kinds"),
    ],
)
def test_which_of_all_groups_is_asked_after_one_of_them(first: str, asked: str, field: str) -> None:
    context = assistant("minato").reply(first, Context()).context
    (query,) = assistant("minato").understand(asked, context).intents[:1]
    assert isinstance(query, Query)
    assert query.by is not None
    assert getattr(query.scope, field) is None
