import os
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_data_dir

from bot.settings import NAMES, Listen, Settings, municipality_code, read
from data.database import open_database
from data.errors import SettingError

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz-_0123456"


def settings(tmp_path: Path, **values: str) -> Settings:
    return read({"YOSAN_DATA_DIR": str(tmp_path), **values}, tmp_path / ".env")


def test_defaults_keep_everything_in_the_data_folder(tmp_path: Path) -> None:
    got = settings(tmp_path)
    assert got.database_file == tmp_path / "yosan.sqlite3"
    assert not got.has_database
    assert got.webhook_listen == Listen("127.0.0.1", 8443)
    assert got.http_listen is None
    assert got.admins == frozenset()
    assert got.municipality is None


def test_dotenv_stands_below_the_environment(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("YOSAN_ADMINS=1, 2\nYOSAN_HTTP_LISTEN=[::1]:9090\n", "utf-8")
    got = settings(tmp_path, YOSAN_ADMINS="7")
    assert got.admins == {7}
    assert got.http_listen == Listen("::1", 9090)
    assert str(got.http_listen) == "[::1]:9090"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "abc"),
        ("TELEGRAM_API_BASE_URL", "ftp://x"),
        ("TELEGRAM_API_BASE_FILE_URL", "x"),
        ("TELEGRAM_API_BASE_URL", "http://[::1"),
        ("TELEGRAM_API_BASE_URL", "http://x:99999/bot"),
        ("TELEGRAM_API_BASE_URL", "http://a b/bot"),
        ("YOSAN_DATA_DIR", "~nobody-here/x"),
        ("YOSAN_DATA_DIR", "/dev/null"),
        ("YOSAN_DATA_DIR", "/dev/null/x/y"),
        ("YOSAN_DATABASE_URL", "mysql://root@localhost/x"),
        ("YOSAN_DATABASE_URL", "sqlite:////dev/null/x/y.sqlite3"),
        ("YOSAN_ADMINS", "1;2"),
        ("YOSAN_ADMINS", "-1"),
        ("YOSAN_MUNICIPALITY", "港区"),
        ("YOSAN_MUNICIPALITY", "131030"),
        ("YOSAN_WEBHOOK_URL", "example.org"),
        ("YOSAN_WEBHOOK_LISTEN", "localhost"),
        ("YOSAN_HTTP_LISTEN", "127.0.0.1:70000"),
        ("YOSAN_WEBHOOK_SECRET", "a b"),
        ("YOSAN_ANNOUNCE_IN_FLIGHT", "0"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingError, match=name) as caught:
        settings(tmp_path, **{name: value})
    assert str(caught.value).count("\n") == 0
    assert str(caught.value).endswith("。")


def test_an_env_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"YOSAN_ADMINS=\xff\n")
    with pytest.raises(SettingError, match=r"\.env"):
        settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("YOSAN_ADMINS 1\n", 1),
        ("# first\n\n\nYOSAN_ADMINS: 1\n", 4),
        ("YOSAN_MUNICIPALITY=13103\nYOSAN_ADMINS\n", 2),
        ('YOSAN_ADMINS=1\nOTHER="no end\nYOSAN_MUNICIPALITY=13103\n', 2),
        ("=1\n", 1),
    ],
)
def test_a_line_of_an_env_file_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, text: str, line: int, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / ".env").write_text(text, "utf-8")
    with pytest.raises(SettingError, match=rf"\.env の{line}行目") as caught:
        settings(tmp_path)
    assert str(caught.value).endswith("。")
    assert not caplog.records


def test_what_an_env_file_may_hold_beside_settings(tmp_path: Path) -> None:
    text = "\ufeff# comment\nexport YOSAN_ADMINS='7' # me\nPATH_OF=${YOSAN_ADMINS}\nOTHER\n"
    (tmp_path / ".env").write_text(text, "utf-8")
    assert settings(tmp_path).admins == {7}


def test_a_user_without_a_home_is_told_which_setting_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "~nobody-here")
    with pytest.raises(SettingError, match="YOSAN_DATA_DIR"):
        read({}, tmp_path / ".env")
    assert settings(tmp_path).data_dir == tmp_path


def test_a_database_address_that_is_none_is_one_sentence() -> None:
    with pytest.raises(SettingError, match="YOSAN_DATABASE_URL"):
        open_database("postgresql+psycopg://u:p@h:port/x")


def test_no_token_is_a_sentence_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="TELEGRAM_BOT_TOKEN"):
        _ = settings(tmp_path).token


def test_secrets_print_as_dots(tmp_path: Path) -> None:
    got = settings(
        tmp_path,
        TELEGRAM_BOT_TOKEN=TOKEN,
        YOSAN_WEBHOOK_SECRET="open-sesame",
        YOSAN_DATABASE_URL="postgresql://yosan:hunter2@db/yosan",
    )
    assert got.token == TOKEN
    for text in (repr(got), f"{got.telegram_bot_token} {got.webhook_secret} {got.database_url}"):
        assert "•••" in text
        assert not any(secret in text for secret in (TOKEN, "open-sesame", "hunter2"))


def test_postgresql_is_spoken_through_psycopg(tmp_path: Path) -> None:
    for prefix in ("postgresql", "postgres", "postgresql+psycopg"):
        got = settings(tmp_path, YOSAN_DATABASE_URL=f"{prefix}://u:p@h/d")
        assert got.database_url.reveal() == "postgresql+psycopg://u:p@h/d"
        assert got.database_file is None
        assert got.has_database


def test_a_self_hosted_server_gives_its_files_beside_its_methods(tmp_path: Path) -> None:
    got = settings(tmp_path, TELEGRAM_API_BASE_URL="http://127.0.0.1:8081/bot")
    assert got.telegram_api_base_file_url == "http://127.0.0.1:8081/file/bot"


@pytest.mark.parametrize(("text", "code"), [("13103", "13103"), ("131032", "13103")])
def test_a_check_digit_is_checked_and_dropped(text: str, code: str) -> None:
    assert municipality_code(text) == code


def test_every_setting_is_in_the_example_file_and_the_other_way_round() -> None:
    root = Path(__file__).parent.parent
    for example in (root / ".env.example", root / "deploy" / "yosan.env"):
        lines = example.read_text("utf-8").splitlines()
        named = [line.lstrip("# ").split("=")[0] for line in lines if "=" in line]
        assert sorted(set(named) & set(NAMES)) == sorted(NAMES), example
        assert read(_values(lines), example.parent / "none")


def _values(lines: list[str]) -> dict[str, str]:
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    return {name: value for name, value in pairs if value}


def test_reading_settings_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from bot.settings import read; read();"
        "print([m for m in ('sqlalchemy','alembic','telegram','dotenv','platformdirs','asyncio')"
        " if m in sys.modules])"
    )
    env = {**os.environ, "YOSAN_DATA_DIR": str(tmp_path)}
    here = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=here, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_users_folder_is_where_platformdirs_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for home in ("", "/tmp/elsewhere"):
        monkeypatch.setenv("XDG_DATA_HOME", home)
        expected = Path(user_data_dir("yosan", appauthor=False))
        assert read({}, dotenv=Path("/nonexistent")).data_dir == expected
