import random
import re

import pytest
from msgspec.structs import replace

from bot.cli import main
from bot.proof import LONGEST, code, value_of, verify
from bot.render import render
from data.answer import answer
from data.answers import Computed
from data.index import Index
from data.model import Amount, Edition
from data.query import Dimension, Operation, Query, Scope
from tests.worlds import BOTH, MINATO, NORTH, queries, scopes

ALONE = Index.of([MINATO])
SECTION = scopes(MINATO)[5]
SUM = Query(Operation.SUM, SECTION)


def code_of(query: Query, index: Index = ALONE) -> str:
    given = answer(query, index)
    assert isinstance(given, Computed)
    found = code(given, index)
    assert found is not None
    return found


def with_amount(edition: Edition, no: int, more: int) -> Edition:
    rows = [
        replace(p, requested=Amount((p.requested.total or 0) + more, p.requested.level_up))
        if p.no == no
        else p
        for p in edition.projects
    ]
    return replace(edition, projects=tuple(rows))


def test_every_code_is_computed_again_to_the_same_answer() -> None:
    made = 0
    for edition in (MINATO, NORTH):
        for query in queries(edition):
            given = answer(query, BOTH)
            if not isinstance(given, Computed) or not given.projects:
                continue
            proof = code(given, BOTH)
            if proof is None:
                continue
            made += 1
            verdict = verify(proof, BOTH)
            assert verdict.state == "same", query
            assert verdict.answer is not None
            assert value_of(verdict.answer) == value_of(given) == verdict.was
    assert made > 500


def test_a_code_is_short_enough_to_copy() -> None:
    assert len(code_of(Query(Operation.SUM, scopes(MINATO)[0]))) <= 24
    assert len(code_of(SUM)) <= LONGEST


def test_a_code_survives_a_restart_and_other_editions() -> None:
    assert verify(code_of(SUM), Index.of([NORTH, MINATO])).state == "same"


def test_a_changed_amount_is_told_with_what_it_was() -> None:
    edition = with_amount(MINATO, MINATO.projects[1].no, 5_000)
    verdict = verify(code_of(SUM), Index.of([edition]))
    assert verdict.state == "changed"
    assert verdict.answer is not None
    assert verdict.was is not None
    assert value_of(verdict.answer) == verdict.was + 5_000


def test_amounts_that_change_and_cancel_are_told() -> None:
    first, second = (p.no for p in MINATO.projects[:2])
    edition = with_amount(with_amount(MINATO, first, 1_000), second, -1_000)
    everything = code_of(Query(Operation.SUM, scopes(MINATO)[0]))
    assert verify(everything, Index.of([edition])).state == "parts"


def test_a_list_of_another_make_never_answers_for_this_one() -> None:
    renamed = replace(
        MINATO, projects=tuple(replace(p, section="新" + p.section) for p in MINATO.projects)
    )
    assert verify(code_of(SUM), Index.of([renamed])).state == "unknown"
    assert verify(code_of(SUM), Index.of([NORTH])).state == "unknown"


def test_slips_of_the_pen_are_noticed_and_lookalikes_forgiven() -> None:
    proof = code_of(SUM)
    assert verify(proof.lower().replace("0", "o").replace("1", "l"), ALONE).state == "same"
    chance = random.Random(3)
    missed = 0
    letters = [at for at, letter in enumerate(proof) if letter != "-"]
    for _ in range(400):
        at, other = chance.choice(letters), chance.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        if proof[at] != other:
            missed += verify(proof[:at] + other + proof[at + 1 :], ALONE).state == "same"
    assert missed == 0
    for text in ("", "あいう", "ABCD", "-", "0000-0000-0000"):
        assert verify(text, ALONE).state in {"miscopied", "unknown"}


def test_the_text_of_a_total_carries_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    for query in (
        SUM,
        Query(Operation.BREAKDOWN, SECTION, by=Dimension.KIND),
        Query(Operation.COUNT, scopes(MINATO)[0]),
    ):
        text = render(answer(query, ALONE), ALONE).plain
        found = re.search(r"確認コード：([0-9A-Z-]+)", text)
        assert found
        assert main(["verify", found[1]]) == 0
        out = capsys.readouterr().out
        assert "同じ結果" in out
        assert text in out


def test_the_command_says_what_has_changed(capsys: pytest.CaptureFixture[str]) -> None:
    other = code_of(SUM, Index.of([with_amount(MINATO, MINATO.projects[1].no, 7_000)]))
    assert main(["verify", other]) == 1
    out = capsys.readouterr().out
    assert "いまの一覧から計算すると" in out
    assert main(["verify", "間違い"]) == 1
    assert "読み取れません" in capsys.readouterr().err


def test_a_code_that_would_be_too_long_is_not_given() -> None:
    rows = tuple(replace(p, no=n, name=f"{n}") for n in range(1, 40) for p in MINATO.projects[:20])
    rows = tuple(replace(p, no=n) for n, p in enumerate(rows, 1))
    index = Index.of([replace(MINATO, projects=rows)])
    some = frozenset(p.id for p in rows if p.no % 2)
    given = answer(Query(Operation.SUM, Scope(projects=some, topic="二つに一つ")), index)
    assert isinstance(given, Computed)
    assert code(given, index) is None
    assert "確認コード" not in render(given, index).plain
