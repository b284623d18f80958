"""The terminal: statuses, one sentence on stderr, and nothing loaded that an answer does not need."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main

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
    ("question", "compared"), [("防災ラジオの予算は", "no"), ("防災ラヅオの予算は", "yes")]
)
def test_what_compares_spellings_is_run_where_a_name_is_misspelled(
    question: str, compared: str, tmp_path: Path
) -> None:
    code = (
        "import os, sys; from bot.cli import console; "
        "os._exit = lambda status: print(status, 'yes' if 'rapidfuzz.fuzz' in sys.modules else 'no'); console()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "ask", question], capture_output=True, text=True, check=True,
        cwd=ROOT, env={"YOSAN_DATA_DIR": str(tmp_path), "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert "201,352千円" in done.stdout
    assert f"0 {compared}" in done.stdout


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
        (("ledger", "--week", "abc"), 2),
        (("ledger", "--week", "2026-W54"), 2),
        (("ledger", "--week", "2026-W53"), 0),
        (("nothing",), 2),
        ((), 2),
    ],
)
def test_the_exit_status_says_how_it_went(
    words: tuple[str, ...], status: int, tmp_path: Path
) -> None:
    done = yosan(*words, folder=tmp_path)
    assert done.returncode == status
    assert done.stderr.count("\n") == 1 if status == 1 else status == 2 or not done.stderr
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


def program(
    *words: bytes | str, stdin: bytes = b"", folder: Path, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from bot.cli import console; console()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], input=stdin, capture_output=True, check=False, cwd=ROOT,
        env={"YOSAN_DATA_DIR": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **(more or {})},
    )  # fmt: skip


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_bytes_that_are_no_text_cost_no_other_line_its_answer(
    environment: dict[str, str], tmp_path: Path
) -> None:
    lines = [
        b"\xff\xfe",
        '\ufeff{"q": "合計は"}'.encode(),
        b'{"q": "\\ud800"}',
        b'{"q": "\\udfff\xff"}',
        b"[" * 9999,
    ]
    lines = [
        '{"q": "防災ラジオ\\udfffいくら"}'.encode(),
        *lines,
        '{"q": "防災ラジオいくら"}'.encode(),
    ]
    for command in ("chat", "search"):
        done = program(
            command, "--json", stdin=b"\n".join(lines), folder=tmp_path, more=environment
        )
        answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
        assert len(answers) == len(lines)
        assert all(a["projects"][0]["no"] == 27 for a in (answers[0], answers[-1]))
        assert b"Traceback" not in done.stderr
    asked = program("ask", "防災ラジオ".encode() + b"\xff", folder=tmp_path, more=environment)
    assert "201,352千円" in asked.stdout.decode()


@pytest.mark.parametrize(
    "line", ["{}", '{"q": null}', '{"q": 5}', '{"q": []}', '{"turns": "防災", "q": "防災"}', '{"turns": [1], "q": "防災"}']
)  # fmt: skip
def test_a_line_of_other_types_is_no_question(line: str, tmp_path: Path) -> None:
    for command in ("chat", *(["search"] if "turns" not in line else [])):
        done = yosan(command, "--json", stdin=line + "\n", folder=tmp_path)
        assert json.loads(done.stdout)["projects"] == []
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    ["ask 合計は", "chat", "chat --json", "search --json", "editions", "export --format xlsx"],
)
def test_closed_streams_and_a_full_disk_are_no_accident(words: str, tmp_path: Path) -> None:
    for streams, status in (("<&- >&- 2>&-", 0), ("<&- >&-", 0), ("</dev/null >/dev/full", 1)):
        code = f"'{sys.executable}' -c 'from bot.cli import console; console()' {words} {streams}"
        done = subprocess.run(
            code, shell=True, capture_output=True, text=True, check=False, cwd=ROOT,
            env={"YOSAN_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )  # fmt: skip
        assert done.returncode == (status if "--json" not in words else 0), done.stderr
        assert done.stderr.count("\n") == done.returncode


@pytest.mark.parametrize("folder", ["/dev/null/x", "~nobody-here/x"])
def test_a_folder_that_cannot_be_is_named_by_every_command(folder: str) -> None:
    for words in (("ask", "防災ラジオいくら"), ("editions",), ("ledger",), ("search", "防災")):
        done = yosan(*words, folder=Path(folder))
        assert done.returncode == 1
        assert "YOSAN_DATA_DIR" in done.stderr
        assert (done.stdout, done.stderr.count("\n")) == ("", 1)


def test_a_database_that_is_held_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YOSAN_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("data.database.BUSY_SECONDS", 0.1)
    source = str(ROOT / "data/editions/13103-2020-requested.json")
    assert main(["import", source]) == 0
    other = tmp_path / "other.json"
    next_year = json.loads(Path(source).read_text("utf-8"))
    next_year |= {"edition": "13103-2021-requested", "fiscal_year": 2021}
    other.write_text(json.dumps(next_year), "utf-8")
    with closing(sqlite3.connect(tmp_path / "yosan.sqlite3", isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        assert main(["import", str(other)]) == 1
    said = capsys.readouterr().err
    assert "database is locked" in said
    assert said.count("\n") == 1


def test_a_file_whose_name_is_no_text_is_imported(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xff.json")
    file.write_bytes((ROOT / "data/editions/13103-2020-requested.json").read_bytes())
    assert program("import", os.fsencode(file), folder=tmp_path).returncode == 0
    assert b'"projects": 63' in program("editions", "--json", folder=tmp_path).stdout
