import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from bot.charts import CAPTION_LIMIT, MOST, picture, plan_of
from bot.drawing import wrapped
from bot.message import Language, Message
from bot.render import voice_for
from data.answer import answer
from data.answers import Breakdown, Comparison
from data.index import Index
from data.query import Attribute, Dimension, Measure, Operation, Query, Scope
from tests.worlds import BOTH, MINATO, NORTH, only, scopes

ALONE = Index.of([MINATO])
HERE = Scope(editions=frozenset({MINATO.id}))
THERE = Scope(editions=frozenset({NORTH.id}))
DRAWN = {
    "departments": Query(Operation.BREAKDOWN, HERE, by=Dimension.DEPARTMENT),
    "sections": Query(Operation.BREAKDOWN, HERE, by=Dimension.SECTION),
    "kinds": Query(Operation.BREAKDOWN, HERE, by=Dimension.KIND),
    "counts": Query(Operation.BREAKDOWN, HERE, Measure.COUNT, by=Dimension.PILLAR),
    "accounts": Query(Operation.BREAKDOWN, HERE, by=Dimension.ACCOUNT),
    "budgets": Query(Operation.BREAKDOWN, THERE, by=Dimension.SECTION),
    "list": Query(Operation.LIST, HERE),
    "top": Query(Operation.MAX, HERE, Measure.REQUESTED_LEVELUP, limit=10),
    "sides": Query(Operation.COMPARE, HERE, parts=(only(MINATO, 48), only(MINATO, 27))),
    "card": Query(Operation.DETAIL, only(MINATO, 3)),
}


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


@pytest.mark.parametrize("language", ["ja", "easy", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_pictures_are_such_as_telegram_takes(name: str, language: Language) -> None:
    made = picture(answer(DRAWN[name], BOTH), BOTH, language)
    assert made is not None
    width, height = size_of(made.png)
    assert width + height <= 10_000
    assert max(width, height) / min(width, height) <= 20
    assert len(made.png) < 1_000_000
    caption = Message(made.caption).plain
    assert 0 < len(caption) <= CAPTION_LIMIT
    assert made.caption.count("<b>") == made.caption.count("</b>")


def test_bars_are_the_figures_of_the_answer() -> None:
    given = answer(DRAWN["departments"], ALONE)
    assert isinstance(given, Breakdown)
    plan = plan_of(given, voice_for(given, ALONE, "ja"))
    assert plan is not None
    assert sorted(b.value for b in plan.bars) == sorted(g.value for g in given.groups)
    assert [b.value for b in plan.bars] == sorted((b.value for b in plan.bars), reverse=True)
    parts = answer(replace(given.query, measure=Measure.REQUESTED_LEVELUP), ALONE)
    assert isinstance(parts, Breakdown)
    assert sum(b.second or 0 for b in plan.bars) == parts.total
    assert plan.axis == "要求額（億円）"
    assert any("要求段階" in note for note in plan.notes)


def test_requests_stand_beside_budgets_where_both_are_known() -> None:
    given = answer(DRAWN["budgets"], BOTH)
    plan = plan_of(given, voice_for(given, BOTH, "ja"))
    assert plan is not None
    assert plan.beside
    assert plan.legend == ("要求額", "予算額")
    assert "水道局 総務3課" not in [bar.name for bar in plan.bars]  # its cells are empty


def test_many_projects_show_the_largest_and_say_so() -> None:
    given = answer(DRAWN["list"], ALONE)
    plan = plan_of(given, voice_for(given, ALONE, "ja"))
    assert plan is not None
    assert len(plan.bars) == MOST
    assert "上位15件" in plan.title
    assert plan.bars[0].name == "障害保健福祉センター管理運営"


def test_what_has_no_picture_and_what_is_not_confirmed_are_not_drawn() -> None:
    assert picture(answer(Query(Operation.SUM, HERE), ALONE), ALONE) is None
    assert picture(answer(Query(Operation.LIST, only(MINATO)), ALONE), ALONE) is None
    assert picture(answer(Query(Operation.DETAIL, scopes(MINATO)[2]), ALONE), ALONE) is None
    given = answer(DRAWN["sides"], ALONE)
    assert isinstance(given, Comparison)
    wrong = replace(given, sides=(replace(given.sides[0], value=1), given.sides[1]))
    assert picture(wrong, ALONE) is None


def test_threads_draw_the_same() -> None:
    queries = [DRAWN["kinds"], DRAWN["sides"], DRAWN["counts"]] * 2
    alone = [picture(answer(q, ALONE), ALONE) for q in queries]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda q: picture(answer(q, ALONE), ALONE), queries))
    assert together == alone


def test_matplotlib_is_loaded_only_for_a_picture() -> None:
    code = "import sys, bot.charts, bot.render; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_source_row_is_no_caption() -> None:
    sourced = Query(Operation.DETAIL, only(MINATO, 3), attributes=(Attribute.SOURCE,))
    made = picture(answer(sourced, ALONE), ALONE)
    assert made is not None
    assert "<pre>" not in made.caption


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("まちがにぎわい輝くための取組", ["まちがにぎわい", "輝くための取組"]),
        ("港区", ["港区"]),
        ("", [""]),
        ("あ" * 60, ["あ" * 13, "あ" * 12 + "…"]),
        ("The request: ¥195,910,000 listed", ["The request:", "¥195,910,000 listed"]),
    ],
)
def test_words_are_set_in_lines_of_about_one_length(text: str, lines: list[str]) -> None:
    assert wrapped(text, 13, 2) == "\n".join(lines)


def test_no_word_is_wider_than_its_line() -> None:
    assert max(map(len, wrapped("x" * 99, 13.5, 9).split("\n"))) <= 27
