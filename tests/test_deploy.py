import re
import shutil
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from bot.chats import Chats
from bot.settings import NAMES
from data.database import open_database
from tests.databases import new_postgresql, new_sqlite, postgresql_tool

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"


def command(start: str) -> str:
    """The line of the runbook that begins so."""
    lines = (DEPLOY / "RUNBOOK.md").read_text("utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(start)]
    return line


def shell(line: str) -> None:
    subprocess.run(line, shell=True, check=True, capture_output=True, timeout=60)


def test_the_sqlite_back_up_of_the_runbook_can_be_restored(tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite3"
    line = command("python3 -c 'import sqlite3").replace("python3", sys.executable, 1)
    with closing(open_database(new_sqlite(tmp_path))) as database:
        Chats(database).choose(5, language="en")
        line = line.replace("/var/lib/yosan/yosan.sqlite3", str(tmp_path / "yosan.sqlite3"))
        shell(line.replace("/backup/yosan.sqlite3", str(backup)))
        Chats(database).choose(5, language="ja")
    for file in tmp_path.glob("yosan.sqlite3*"):
        file.unlink()
    backup.rename(tmp_path / "yosan.sqlite3")
    with closing(open_database(new_sqlite(tmp_path))) as database:
        assert Chats(database).get(5).language == "en"


def test_the_postgresql_back_up_of_the_runbook_can_be_restored(tmp_path: Path) -> None:
    url = new_postgresql()
    plain, dump = url.replace("+psycopg", ""), tmp_path / "yosan.dump"

    def run(tool: str) -> None:
        line = command(tool).replace(tool, str(postgresql_tool(tool)), 1)
        shell(line.replace('"$DATABASE"', f"'{plain}'").replace("/backup/yosan.dump", str(dump)))

    with closing(open_database(url)) as database:
        Chats(database).choose(5, language="en")
        run("pg_dump")
        Chats(database).choose(5, language="ja")
        database.engine.dispose()
        run("pg_restore")
        assert Chats(database).get(5).language == "en"


def test_the_wheel_holds_all_that_the_program_needs(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*words, "-w", tmp_path, ROOT], check=True, timeout=120, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        archive.extractall(tmp_path / "site")
    tracked = subprocess.run(
        ["git", "ls-files", "bot", "data", "nlp"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(tracked.stdout.split()) <= held
    code = (
        "import bot, sys; from bot.cli import main; assert bot.__file__.startswith(sys.argv[1]);"
        "from data.database import open_database; open_database(sys.argv[2]).close();"
        "sys.exit(main(['editions']))"
    )
    site, env = str(tmp_path / "site"), {"YOSAN_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code, site, new_sqlite(tmp_path)],
        env={**env, "PYTHONPATH": site},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "13103-2020-requested" in done.stdout


def test_the_image_is_made_of_what_the_repository_has() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    copied = [w for line in lines if line.startswith("COPY ") for w in line.split()[1:-1]]
    for name in copied:
        assert name.startswith("--from") or name == "/opt/yosan" or (ROOT / name).exists(), name
    stages = [line for line in lines if line.startswith("FROM ")]
    last = lines[lines.index(stages[-1]) :]
    assert any(line.startswith("USER yosan") for line in last)
    assert not any(re.search(r"pip install|apt-get|gcc", line) for line in last)
    allowed = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert {f"!{name}" for name in copied if (ROOT / name).exists()} <= set(allowed)


@pytest.mark.parametrize("name", ["compose.yaml", "Dockerfile", "yosan.service"])
def test_only_settings_that_exist_are_set(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    named = set(re.findall(r"\b(?:YOSAN|TELEGRAM)_[A-Z_]+", text))
    assert named
    assert named <= set(NAMES)


STEPS = {"YOSAN_ADMINS", "YOSAN_WEBHOOK_URL", "YOSAN_WEBHOOK_SECRET", "TELEGRAM_API_BASE_URL"}
"""The settings without which a step of the runbook cannot be done; what every one means, yosan.env says."""


def test_the_runbook_names_the_settings_of_its_steps_and_metrics_that_exist() -> None:
    text = (DEPLOY / "RUNBOOK.md").read_text("utf-8")
    assert set(re.findall(r"\b(?:YOSAN|TELEGRAM)_[A-Z_]+", text)) == STEPS
    assert set(NAMES) >= STEPS
    assert "`deploy/yosan.env`" in text
    source = (ROOT / "bot" / "health.py").read_text("utf-8")
    for metric in re.findall(r"yosan_[a-z_]+(?=[`{ ])", text):
        assert f'"{metric.removesuffix("_total")}"' in source, metric


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_the_unit_is_sound_and_hardened(tmp_path: Path) -> None:
    text = (DEPLOY / "yosan.service").read_text("utf-8")
    unit = tmp_path / "yosan.service"
    unit.write_text(text.replace("/opt/yosan/bin/yosan", sys.executable), "utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert "yosan.service" not in verified.stderr, verified.stderr
    judged = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)]
    done = subprocess.run(judged, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stdout[-500:]
