import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.cli import main
from bot.reports import changed, found
from data import store
from data.check import check
from data.database import open_database
from data.diff import diff
from data.model import Amount
from data.shipped import shipped
from data.store import Origin
from tests.databases import new_sqlite
from tests.lists import DRAFT, FIRST, edition_of, project

BEFORE = edition_of(
    FIRST,
    project(FIRST, 1, "防災ラジオ", 100_000),
    project(FIRST, 2, "橋の点検"),
    project(FIRST, 3, "花火"),
)
AFTER = edition_of(
    DRAFT,
    project(DRAFT, 1, "防災ラジオ", 100_000, budgeted=Amount(90_000), section="危機管理課"),
    project(DRAFT, 2, "橋の点検"),
    project(DRAFT, 3, "電子投票", 3_000, description="端末を置く。"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YOSAN_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def stored(folder: Path) -> Path:
    with closing(open_database(new_sqlite(folder))) as database, database.write() as connection:
        store.add(connection, BEFORE, Origin("before.csv", "1" * 64, "cli", 0.0))
        store.add(connection, AFTER, Origin("after.pdf", "2" * 64, "telegram:7", 86400.0))
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(list(words)) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("folder")
def test_a_fresh_machine_stores_nothing_and_has_the_shipped_list(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (only,) = said(capsys, "editions", "--json")["editions"]
    assert (only["edition"], only["projects"], only["requested"], only["source"]) == (
        "13103-2020-requested",
        63,
        5_611_694_000,
        "shipped",
    )
    assert list(folder.iterdir()) == []
    assert main(["editions"]) == 0
    assert "56億1,169万4千円（5,611,694千円）" in capsys.readouterr().out


@pytest.mark.usefixtures("stored")
def test_editions_say_where_each_list_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    rows = said(capsys, "editions", "--json")["editions"]
    assert [(r["edition"], r["source"], r["default"]) for r in rows] == [
        (str(shipped().id), "shipped", False),
        (str(FIRST), "imported", False),
        (str(DRAFT), "imported", True),
    ]
    assert (rows[2]["published_by"], rows[2]["published_at"], rows[2]["file"]) == (
        "telegram:7",
        "1970-01-02T00:00:00+00:00",
        "after.pdf",
    )


@pytest.mark.usefixtures("stored")
def test_a_difference_as_json_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    got = said(capsys, "diff", "--json", str(FIRST), str(DRAFT))
    assert [p["name"] for p in got["new"]] == ["電子投票"]
    assert [(p["name"], p["outcome"]) for p in got["withdrawn"]] == [("花火", "dropped")]
    (radio,) = got["changed"]
    assert radio["fields"] == {
        "section": {"before": "防災課", "after": "危機管理課"},
        "budget": {"before": None, "after": 90_000},
    }
    assert (radio["outcome"], radio["difference"], radio["confidence"]) == ("cut", -10_000, 0.95)
    assert [p["name"] for p in got["unchanged"]] == ["橋の点検"]


@pytest.mark.usefixtures("stored")
def test_a_difference_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(FIRST), str(DRAFT)]) == 0
    out = capsys.readouterr().out
    assert "10万円（100千円） → 9万円（90千円）、△1万円" in out
    assert "なくなった事業 1件" in out
    assert "変わりのない事業 1件" in out
    assert "防災ラジオ　減額　10万円" in out
    assert "査定：減額 1件、見送り 1件、新規 1件、金額の記載なし 1件" in out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["なにか", "13103-2021-draft"])
def test_an_edition_that_is_not_kept_is_one_sentence(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["diff", str(shipped().id), name]) == 1
    captured = capsys.readouterr()
    assert name in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_a_report_says_what_was_found_and_what_is_doubtful() -> None:
    assert "照合済み" in "\n".join(found(shipped(), check(shipped())))
    doubtful = replace(BEFORE, warnings=tuple(f"p.1 No.{n}: 合計が合いません" for n in range(40)))
    lines = list(found(doubtful, check(doubtful)))
    assert lines[-1] == "…ほか 10件"
    assert "No.0" in lines[3]
    assert "最初の一覧" in "".join(changed(diff(None, BEFORE)))
    assert "変わりはありません。" in list(changed(diff(BEFORE, BEFORE)))
