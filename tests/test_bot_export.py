"""`yosan export`: a file is written whole, or the one before stays as it is."""

import json
import os
from pathlib import Path

import pytest

from bot.cli import main
from data.records import edition_to_json
from data.shipped import shipped
from data.tables import read

ODD = "13103-2021-requested"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("YOSAN_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stored(folder: Path, description: str) -> None:
    """An edition whose first project says that."""
    found = edition_to_json(shipped()) | {"edition": ODD, "fiscal_year": 2021}
    found["records"][0]["description"] = description
    (folder / "odd.json").write_text(json.dumps(found), "utf-8")
    assert main(["import", str(folder / "odd.json")]) == 0


def export(file: str, form: str = "xlsx") -> int:
    return main(["export", "--edition", ODD, "--format", form, "-o", file])


def test_control_characters_are_exported(folder: Path) -> None:
    stored(folder, "甲\x01乙\x0b丙")
    assert export("x.xlsx") == 0
    assert read(folder / "x.xlsx", "13103").projects[0].description == "甲\x01乙\x0b丙"


def test_what_cannot_be_written_leaves_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(folder, "長" * 40_000)
    before = set(folder.iterdir())
    assert export("x.xlsx") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert set(folder.iterdir()) == before


def test_what_cannot_be_written_leaves_the_file_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(folder, "甲")
    (folder / "x.csv").write_text("前のもの", "utf-8")
    before = set(folder.iterdir())

    def full(_file: Path, _made: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert export("x.csv", "csv") == 1
    assert (folder / "x.csv").read_text("utf-8") == "前のもの"
    assert set(folder.iterdir()) == before


def test_a_link_and_what_may_be_read_stay(folder: Path) -> None:
    stored(folder, "甲")
    (folder / "real.csv").write_text("前のもの", "utf-8")
    (folder / "real.csv").chmod(0o640)
    (folder / "link.csv").symlink_to("real.csv")
    assert export("link.csv", "csv") == 0
    assert (folder / "link.csv").is_symlink()
    assert (folder / "real.csv").stat().st_mode & 0o777 == 0o640
    assert len(read(folder / "real.csv", "13103").projects) == 63


@pytest.mark.parametrize("file", ["none/x.csv", ".", "x\0.csv", "長" * 100])
def test_a_file_that_cannot_be_is_one_sentence(
    folder: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(folder, "甲")
    capsys.readouterr()
    assert export(file, "csv") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not list(folder.glob(".yosan*"))


def test_a_device_is_written_to(folder: Path) -> None:
    stored(folder, "甲")
    assert export(os.devnull, "csv") == 0
    assert Path(os.devnull).is_char_device()
