import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from data.diff import LEAST, MOVED, SURE, Outcome, assessment, diff, outcomes
from data.model import Amount, Edition, Project
from data.shipped import shipped
from tests.lists import DRAFT, FIRST, NEXT, edition_of, project


def list_of(*rows: Project) -> Edition:
    return edition_of(rows[0].edition, *rows)


def test_a_list_beside_itself_shows_nothing() -> None:
    changes = diff(shipped(), shipped())
    assert changes.nothing
    assert [p.confidence for p in changes.pairs] == [SURE] * 63
    assert all(pair.before == pair.after for pair in changes.pairs)
    assert changes.counts == dict.fromkeys(
        ("new", "changed", "repriced", "renamed", "withdrawn"), 0
    )


def test_the_first_edition_calls_new_what_the_list_calls_new() -> None:
    changes = diff(None, shipped())
    assert len(changes.new) == 19
    assert sum(p.requested.total or 0 for p in changes.new) == 1_083_204_000
    assert set(outcomes(changes).values()) == {Outcome.NEW}


def test_new_withdrawn_and_changed_stand_apart() -> None:
    before = list_of(
        project(FIRST, 1, "防災ラジオ", 100),
        project(FIRST, 2, "橋の点検"),
        project(FIRST, 3, "花火"),
    )
    after = list_of(
        project(FIRST, 1, "橋の点検"),
        project(FIRST, 2, "防災ラジオ", 120),
        project(FIRST, 3, "電子投票", 7, description="投票所に端末を置く。"),
    )
    changes = diff(before, after)
    assert [p.name for p in changes.new] == ["電子投票"]
    assert [p.name for p in changes.withdrawn] == ["花火"]
    assert [(p.after.name, p.fields, p.difference) for p in changes.changed] == [
        ("防災ラジオ", ("requested",), 20)
    ]
    assert not changes.advanced
    assert changes.counts == {"new": 1, "changed": 1, "repriced": 1, "renamed": 0, "withdrawn": 1}


def test_print_differences_are_no_renaming() -> None:
    before = list_of(project(FIRST, 1, "Ｗｉ－Ｆｉ　の整備"))
    after = list_of(project(FIRST, 1, "Wi-Fiの整備", description="Ｗｉ－Ｆｉ　の整備を行う。"))
    assert not diff(before, after).renamed


def test_a_renamed_project_is_followed_and_says_how_sure() -> None:
    work = "防災行政無線の放送を受信する専用ラジオを区民に有償で配布する。"
    before = list_of(project(FIRST, 1, "防災ラジオ", 5_000, description=work))
    after = list_of(
        project(NEXT, 9, "港区防災ラジオの普及", 6_000, description=work + "対象を広げる。")
    )
    (pair,) = diff(before, after).pairs
    assert pair.renamed
    assert LEAST <= pair.confidence < MOVED


def test_another_project_of_the_same_section_is_not_a_renaming() -> None:
    before = list_of(project(FIRST, 1, "防災ラジオ", 5_000, description="専用ラジオを配る。"))
    after = list_of(project(NEXT, 1, "備蓄倉庫", 5_000, description="食料と水を蓄える。"))
    changes = diff(before, after)
    assert changes.pairs == ()
    assert (len(changes.new), len(changes.withdrawn)) == (1, 1)


def test_two_projects_with_one_description_are_not_exchanged() -> None:
    same = "区立施設の照明を取り替える。"
    rows = [
        project(FIRST, n, f"{name}の改修", 10, description=same)
        for n, name in ((58, "東館"), (59, "西館"))
    ]
    after = [replace(row, edition=NEXT, no=60 - row.no) for row in reversed(rows)]
    pairs = diff(edition_of(FIRST, *rows), edition_of(NEXT, *after)).pairs
    assert all(pair.before.name == pair.after.name for pair in pairs)
    assert len(pairs) == 2


def test_one_name_in_two_sections_keeps_to_its_section() -> None:
    rows = [project(FIRST, n, "事務費", n, section=s) for n, s in ((1, "甲課"), (2, "乙課"))]
    after = [replace(row, edition=NEXT, no=3 - row.no) for row in rows]
    for pair in diff(edition_of(FIRST, *rows), edition_of(NEXT, *reversed(after))).pairs:
        assert pair.before.section == pair.after.section
        assert pair.confidence == SURE


def test_a_project_that_changed_its_section_is_nearly_sure() -> None:
    before = list_of(project(FIRST, 1, "防災ラジオ"))
    after = list_of(project(NEXT, 1, "防災ラジオ", section="危機管理課"))
    assert [p.confidence for p in diff(before, after).pairs] == [MOVED]


@pytest.mark.parametrize(
    ("asked", "granted", "outcome"),
    [
        (100, 100, Outcome.FULL),
        (100, 99, Outcome.CUT),
        (100, 101, Outcome.RAISED),
        (100, 0, Outcome.DROPPED),
        (0, 0, Outcome.FULL),
        (100, None, Outcome.UNKNOWN),
        (None, 100, Outcome.UNKNOWN),
    ],
)
def test_a_decision_on_a_request(asked: int | None, granted: int | None, outcome: Outcome) -> None:
    assert assessment(asked, granted) is outcome
    before = list_of(project(FIRST, 1, "防災ラジオ", requested=Amount(asked)))
    after = list_of(
        project(DRAFT, 1, "防災ラジオ", requested=Amount(None), budgeted=Amount(granted))
    )
    assert outcomes(diff(before, after)) == {after.projects[0].id: outcome}


def test_what_the_draft_leaves_out_was_dropped_and_what_the_next_year_leaves_out_ended() -> None:
    before = list_of(project(FIRST, 1, "防災ラジオ"))
    for later, outcome in ((DRAFT, Outcome.DROPPED), (NEXT, Outcome.ENDED)):
        changes = diff(before, edition_of(later))
        assert outcomes(changes) == {before.projects[0].id: outcome}
        assert changes.advanced == (later == DRAFT)


@pytest.mark.parametrize(
    ("was", "now", "outcome"),
    [(5, 7, Outcome.MORE), (7, 5, Outcome.LESS), (5, 5, Outcome.SAME), (None, 5, Outcome.UNKNOWN)],
)
def test_from_year_to_year_the_trend_counts(was: int | None, now: int, outcome: Outcome) -> None:
    before = list_of(project(FIRST, 1, "防災ラジオ", requested=Amount(was)))
    after = list_of(project(NEXT, 4, "防災ラジオ", now), project(NEXT, 5, "電子投票", 3))
    got = outcomes(diff(before, after))
    assert got[after.projects[0].id] is outcome
    assert got[after.projects[1].id] is Outcome.NEW


NAMES = st.lists(st.text("防災ラジオ橋点検 Ａa", max_size=6), max_size=6)


@given(NAMES, NAMES)
def test_every_project_is_accounted_for_exactly_once(old: list[str], new: list[str]) -> None:
    before = edition_of(FIRST, *(project(FIRST, n, name) for n, name in enumerate(old, 1)))
    after = edition_of(NEXT, *(project(NEXT, n, name) for n, name in enumerate(new, 1)))
    changes = diff(before, after)
    left = [p.before for p in changes.pairs] + list(changes.withdrawn)
    right = [p.after for p in changes.pairs] + list(changes.new)
    assert sorted(p.no for p in left) == [p.no for p in before.projects]
    assert sorted(p.no for p in right) == [p.no for p in after.projects]
    assert all(LEAST <= pair.confidence <= SURE for pair in changes.pairs)


def test_thousands_of_renamed_projects_are_followed_in_seconds() -> None:
    rows = [
        project(FIRST, n, f"第{n * 7919}号{n % 13}線の整備", n, description=f"路線{n}番を直す。")
        for n in range(1, 1001)
    ]
    after = [replace(row, edition=NEXT, name=f"{row.name}事業") for row in reversed(rows)]
    began = time.monotonic()
    changes = diff(edition_of(FIRST, *rows), edition_of(NEXT, *after))
    assert time.monotonic() - began < 20
    assert sum(pair.before.no == pair.after.no for pair in changes.pairs) == 1000
