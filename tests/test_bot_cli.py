"""The terminal: statuses, one sentence on stderr, and nothing loaded that an answer does not need."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = (
    "telegram",
    "pdfplumber",
    "sqlalchemy",
    "matplotlib",
    "openpyxl",
    "tornado",
    "rich",
    "numpy",
)


def yosan(*words: str, stdin: str = "", folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from bot.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"YOSAN_DATA_DIR": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )


def test_a_first_answer_loads_neither_messenger_nor_reader_nor_database(tmp_path: Path) -> None:
    code = (
        "import sys; from bot.cli import main; main(['ask', '防災ラジオいくら']); "
        f"print(*(m for m in {HEAVY!r} if m in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT,
        env={"YOSAN_DATA_DIR": str(tmp_path), "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert done.stderr.strip() == ""
    assert "201,352千円" in done.stdout


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("ask", "防災ラジオの予算は"), 0),
        (("ask", "給食費無償化の予算は"), 1),
        (("ask", "--edition", "13103-2019-draft", "防災ラジオの予算は"), 1),
        (("ask", "--edition", "nonsense", "防災ラジオの予算は"), 1),
        (("search", "防災ラジオ"), 0),
        (("search", "潜水艦"), 1),
        (("search", "--limit", "0", "防災"), 2),
        (("verify", "XXXX"), 1),
        (("nothing",), 2),
        ((), 2),
    ],
)
def test_the_exit_status_says_how_it_went(
    words: tuple[str, ...], status: int, tmp_path: Path
) -> None:
    done = yosan(*words, folder=tmp_path)
    assert done.returncode == status
    assert "Traceback" not in done.stderr


def test_a_line_that_is_no_question_gets_an_answer_line_and_the_next_is_answered(
    tmp_path: Path,
) -> None:
    lines = [
        '{"q": "防災ラジオいくら"}',
        "no json",
        "[1]",
        '{"q": 5}',
        '{"turns": ["防災ラジオ"], "q": "担当は"}',
    ]
    done = yosan("chat", "--json", stdin="\n".join(lines) + "\n", folder=tmp_path)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["status"] for a in answers] == ["answered", *["out_of_scope"] * 3, "answered"]
    assert "Traceback" not in done.stderr


def test_a_conversation_shows_its_buttons_as_numbers_and_presses_them(tmp_path: Path) -> None:
    done = yosan("chat", stdin="特別支援学級運営の予算は？\n2\n", folder=tmp_path)
    assert "1. 1. 小学校特別支援学級運営" in done.stdout
    assert "中学校特別支援学級運営（No.15）" in done.stdout
    assert "24,657千円" in done.stdout


def test_search_answers_a_line_at_a_time(tmp_path: Path) -> None:
    done = yosan(
        "search", "--json", "--limit", "2", stdin='{"q": "手話"}\n{"q": "zzz"}\n', folder=tmp_path
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert {p["no"] for p in first["projects"]} <= {30, 33, 34}
    assert len(first["projects"]) == 2
    assert second == {"projects": []}


def test_explain_shows_every_step(tmp_path: Path) -> None:
    done = yosan("ask", "--explain", "運賀の魅力向上いくら", folder=tmp_path)
    for step in ("tokens", "span", "mention", "candidate", "intent", "rule “amount”"):
        assert step in done.stdout
