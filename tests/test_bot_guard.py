"""The guard against renderers, queries, answers and records broken on purpose: no wrong figure leaves."""

import logging
import random
import re
from fractions import Fraction
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields, replace

from bot import evidence, texts
from bot.figures import read_yen
from bot.guard import doubt
from bot.message import Language
from bot.render import render, voice_for
from bot.voice import Voice, locale_of, voice_of
from data.answer import BASE, answer
from data.answers import Answer, Details, Listing, Total
from data.index import Index
from data.model import Amount, Project
from data.query import (
    Attribute,
    Dimension,
    Help,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Scope,
    Untold,
)
from data.shipped import shipped
from tests.worlds import BOTH, MINATO, NORTH, only, queries

ALONE = Index.of([MINATO])
VOICE = voice_of(ALONE, "ja", MINATO)
APOLOGY = locale_of("ja").say.apology
HERE = Scope(editions=frozenset({MINATO.id}))

ASKED = [
    Query(Operation.DETAIL, only(MINATO, 27), attributes=(Attribute.REQUESTED,)),
    Query(Operation.DETAIL, only(MINATO, 3)),
    Query(Operation.DETAIL, only(MINATO, 3), attributes=(Attribute.SOURCE,)),
    Query(Operation.DETAIL, only(MINATO, 33, 34), attributes=(Attribute.REQUESTED,)),
    Query(Operation.LIST, only(MINATO, 21, 22, 26, 27, 28)),
    Query(Operation.LIST, HERE, first=11, descending=True),
    Query(Operation.COUNT, HERE),
    Query(
        Operation.COMPARE,
        HERE,
        parts=(only(MINATO, 21, 22, 26, 27, 28), only(MINATO, *range(1, 13))),
    ),
    Query(Operation.SUM, only(MINATO, 21, 22, 26)),
    Query(Operation.SUM, only(MINATO, 21, 22, 26), attributes=(Attribute.SOURCE,)),
    Query(Operation.SUM, HERE, Measure.NEW_MONEY),
    Query(Operation.AVERAGE, HERE),
    Query(Operation.MEDIAN, HERE, Measure.REQUESTED_LEVELUP),
    Query(Operation.MAX, HERE, limit=3),
    Query(Operation.MIN, HERE, Measure.REQUESTED_LEVELUP, first=2),
    Query(Operation.BREAKDOWN, HERE, by=Dimension.DEPARTMENT),
    Query(Operation.BREAKDOWN, HERE, Measure.COUNT, by=Dimension.PILLAR),
    Query(Operation.MAX, HERE, by=Dimension.SECTION),
    Query(Operation.SHARE, only(MINATO, 27)),
    Query(Operation.SHARE, only(MINATO, 27), Measure.REQUESTED_LEVELUP, parts=(only(MINATO, 27),)),
    Query(Operation.COMPARE, HERE, parts=(only(MINATO, 48), only(MINATO, 27)), per_each=True),
]


def text_of(query: Query, language: Language = "ja") -> str:
    html = render(answer(query, ALONE), ALONE, language).html
    return re.sub(r"\n[^\n]*<code>.*", "", html)


@pytest.mark.parametrize("language", ["ja", "easy", "en"])
@pytest.mark.parametrize("query", ASKED, ids=lambda q: q.operation)
def test_a_changed_digit_anywhere_in_a_text_is_noticed(query: Query, language: Language) -> None:
    text, given, voice = (
        text_of(query, language),
        answer(query, ALONE),
        voice_of(ALONE, language, MINATO),
    )
    assert doubt(text, given, voice) is None
    described = " ".join(p.description for p in getattr(given, "projects", ()))
    for at in [m.start() for m in re.finditer(r"\d", text)]:
        if text[at - 3 : at + 3] in described:
            continue
        wrong = "1" if text[at] == "9" else str(int(text[at]) + 1)
        broken = text[:at] + wrong + text[at + 1 :]
        assert doubt(broken, given, voice), (text[max(0, at - 15) : at + 15], wrong)


@pytest.mark.parametrize("query", ASKED, ids=lambda q: q.operation)
def test_a_scale_or_a_comma_lost_is_noticed(query: Query) -> None:
    text, given = text_of(query), answer(query, ALONE)
    for old, new in (("千円", "円"), ("億", "万"), ("千円", "百万円"), ("万", "億")):
        if old in text and Attribute.SOURCE not in query.attributes:
            assert doubt(text.replace(old, new, 1), given, VOICE), (old, new)


def test_two_projects_amounts_swapped_in_a_list_are_noticed() -> None:
    query = ASKED[4]
    given, text = answer(query, ALONE), text_of(ASKED[4])
    lines = text.split("\n")
    first, second = (line.split("：")[1] for line in lines[1:3])
    lines[1], lines[2] = lines[1].replace(first, second), lines[2].replace(second, first)
    assert doubt("\n".join(lines), given, VOICE)


def test_two_groups_amounts_swapped_in_a_breakdown_are_noticed() -> None:
    query = Query(Operation.BREAKDOWN, HERE, by=Dimension.DEPARTMENT)
    given, lines = answer(query, ALONE), text_of(query).split("\n")
    first, second = (line.split("：")[1] for line in lines[1:3])
    lines[1], lines[2] = lines[1].replace(first, second), lines[2].replace(second, first)
    assert doubt("\n".join(lines), given, VOICE)


def test_two_sides_amounts_swapped_are_noticed() -> None:
    given, lines = answer(ASKED[-1], ALONE), text_of(ASKED[-1]).split("\n")
    first, second = (line.split("：")[1] for line in lines[1:3])
    lines[1], lines[2] = lines[1].replace(first, second), lines[2].replace(second, first)
    assert doubt("\n".join(lines), given, VOICE)


def test_a_right_figure_under_the_wrong_label_is_noticed() -> None:
    query = Query(Operation.DETAIL, only(MINATO, 3))
    given, text = answer(query, ALONE), text_of(query)
    swapped = text.replace("うちレベルアップ分：", "@").replace("要求額：", "うちレベルアップ分：")
    assert doubt(swapped.replace("@", "要求額："), given, VOICE)


def test_a_number_of_no_known_kind_is_refused() -> None:
    given = answer(Query(Operation.COUNT, HERE), ALONE)
    for text in ("約63人", "63", "６４件", "1人あたり89,074円", "No.64", "令和3年度", "99ページ"):
        assert doubt(text, given, VOICE), text


def test_an_amount_in_kanji_is_refused_unless_the_list_prints_it() -> None:
    given = answer(Query(Operation.COUNT, HERE), ALONE)
    assert doubt("要求額：五億円", given, VOICE) == "kanji"
    first = replace(
        MINATO.projects[0], description="一人五百円の券を配ります。", pillar="港区一円の取組"
    )
    index = Index.of([replace(MINATO, projects=(first, *MINATO.projects[1:]))])
    card = Query(Operation.DETAIL, only(MINATO, first.no), attributes=(Attribute.DESCRIPTION,))
    assert "五百円の券" in render(answer(card, index), index).plain
    whole = replace(card, attributes=())
    assert "港区一円の取組" in render(answer(whole, index), index).plain
    by_pillar = Query(Operation.BREAKDOWN, HERE, by=Dimension.PILLAR)
    assert "港区一円の取組" in render(answer(by_pillar, index), index).plain
    pillar = Scope(editions=HERE.editions, pillars=frozenset({"港区一円の取組"}))
    assert "港区一円の取組" in render(answer(Query(Operation.SUM, pillar), index), index).plain


def test_no_figure_stands_where_nothing_was_computed() -> None:
    near = (MINATO.projects[26].id,)
    for intent in (
        NotFound(MINATO.id, "ちぃばす", near),
        OutOfScope(MINATO.id, Untold.LAST_YEAR, near),
        Help(MINATO.id),
    ):
        given = answer(intent, ALONE)
        assert doubt("港区防災ラジオ（No.27）：201,352千円", given, VOICE)
        assert doubt("2億135万2千円です。", given, VOICE)


def numbers_in(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Paths to the figures of an answer, not those of its query or its projects."""
    if isinstance(value, bool):
        return []
    if isinstance(value, int | Fraction):
        return [path]
    if isinstance(value, tuple):
        return [p for at, v in enumerate(value[:3]) for p in numbers_in(v, (*path, str(at)))]
    if isinstance(value, Struct) and not isinstance(value, Query | Project | Scope):
        return [
            p for f in fields(value) for p in numbers_in(getattr(value, f.name), (*path, f.name))
        ]
    return []


def changed(value: Any, path: tuple[str, ...], by: int) -> Any:
    if not path:
        return value + by
    head, *rest = path
    if isinstance(value, tuple):
        at = int(head)
        return (*value[:at], changed(value[at], tuple(rest), by), *value[at + 1 :])
    return replace(value, **{head: changed(getattr(value, head), tuple(rest), by)})


def test_an_answer_with_a_changed_figure_never_says_it() -> None:
    """The figure is withheld, or it is one that the text does not show."""
    withheld = 0
    for query in ASKED:
        given = answer(query, ALONE)
        right = render(given, ALONE).html
        for path in numbers_in(given):
            broken = changed(given, path, 1_000)
            html = render(broken, ALONE).html
            withheld += html == APOLOGY
            assert html in {APOLOGY, right}, (query.operation, path)
    assert withheld > 20


def test_an_answer_to_another_query_never_leaves() -> None:
    """A query mixed up on the way to the records."""
    for asked in ASKED:
        for other in ASKED:
            mixed: Any = answer(other, ALONE)
            if mixed.query.operation != asked.operation or other is asked:
                continue
            broken = replace(mixed, query=asked)
            html = render(broken, ALONE).html
            assert html in {APOLOGY, render(answer(asked, ALONE), ALONE).html}


def test_records_changed_behind_the_answer_never_leave() -> None:
    """The answer was computed from records that the index does not hold."""
    wrong = replace(
        MINATO,
        projects=tuple(
            replace(p, requested=Amount((p.requested.total or 0) + 1_000, p.requested.level_up))
            for p in MINATO.projects
        ),
    )
    for query in ASKED:
        broken: Answer = answer(query, Index.of([wrong]))
        html = render(broken, ALONE).html
        right = render(answer(query, ALONE), ALONE).html
        assert html in {APOLOGY, right} or "円" not in html, query


def test_a_renderer_that_drops_digits_never_speaks(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Voice, "printed", lambda _, yen, __=None: f"{yen // 10_000:,}千円")
    with caplog.at_level(logging.ERROR, "yosan.guard"):
        message = render(answer(ASKED[0], ALONE), ALONE)
    assert message.html == APOLOGY
    assert not message.buttons
    assert "figure withheld: yen in Details of 13103-2020-requested" in caplog.text


def test_random_breakages_of_random_answers_never_leave() -> None:
    """Seeded: 600 answers over two editions, each with one figure in the text changed."""
    chance = random.Random(20)
    for edition in (MINATO, NORTH):
        for query in chance.sample(queries(edition), 300):
            given = answer(query, BOTH)
            voice = voice_for(given, BOTH, "ja")
            text = re.sub(r"\n確認コード.*", "", render(given, BOTH).html)
            assert text != APOLOGY
            figures = list(re.finditer(r"[\d,]{3,}(?=円|千円)", text))
            if not figures or isinstance(given, Details):
                continue
            hit = chance.choice(figures)
            value = int(hit[0].replace(",", ""))
            other = f"{value + chance.choice((1, 7, 1_000, value + 1)):,}"
            wrong = text[: hit.start()] + other + text[hit.end() :]
            assert doubt(wrong, given, voice), (query, wrong)


def test_amounts_are_read_as_they_are_written() -> None:
    for yen in (0, 5, 999, 1_000, 12_345, 201_352_000, 5_611_694_000, 1_200_000_000_005):
        assert read_yen(VOICE.amount(yen)) == yen
        assert read_yen(VOICE.printed(yen)) == yen


def test_the_guard_counts_for_itself() -> None:
    """Evidence does not come from the answer's own projects."""
    given = answer(Query(Operation.COUNT, HERE), ALONE)
    assert isinstance(given, Total)
    fewer = replace(given, projects=given.projects[:62], value=62)
    assert render(fewer, ALONE).html == APOLOGY
    listing = answer(Query(Operation.LIST, HERE), ALONE)
    assert isinstance(listing, Listing)
    assert render(replace(listing, projects=listing.projects[:40]), ALONE).html == APOLOGY


def test_the_printed_rows_of_several_projects_are_each_held_against_their_own() -> None:
    edition = shipped()
    ids = frozenset(p.id for p in edition.projects if p.no in (21, 22))
    scope = Scope(editions=frozenset({edition.id}), projects=ids)
    index = Index.of([edition])
    found = answer(Query(Operation.DETAIL, scope, attributes=(Attribute.SOURCE,)), index)
    text = render(found, index).plain
    assert "355,199" in text
    assert "207,980" in text


def test_both_opinions_know_the_same_parts_of_money() -> None:
    assert BASE == evidence.BASE == texts.BASE
