"""Settings: the only reader of the environment and of `.env`.

Here lives what each setting means, its default, and the one sentence for a wrong one. Reading is cheap
(the standard library, until there is a `.env` or no folder is named), since every command begins here.
A secret prints as •••, whoever prints it; `reveal` is the only way to its text.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from data.errors import SettingError

TELEGRAM = "https://api.telegram.org/bot"
TELEGRAM_FILES = "https://api.telegram.org/file/bot"
DEFAULT_MUNICIPALITY = "13103"
"""東京都港区: whose list the program ships."""

PLATFORM: str = sys.platform

_MASK = "•••"
_T = TypeVar("_T")


class Secret(Struct, frozen=True):
    """A text that must not be printed by accident."""

    _text: str

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def __str__(self) -> str:
        return _MASK

    def __repr__(self) -> str:
        return _MASK


class Listen(Struct, frozen=True):
    """Where a server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


class Settings(Struct, frozen=True):
    """Every setting, read once. The names are those of the environment, without their prefix."""

    telegram_bot_token: Secret | None
    telegram_api_base_url: str
    telegram_api_base_file_url: str
    data_dir: Path
    database_url: Secret
    admins: frozenset[int]
    municipality: str | None
    webhook_url: str | None
    webhook_listen: Listen
    webhook_secret: Secret | None
    http_listen: Listen | None
    announce_in_flight: int

    @property
    def token(self) -> str:
        """The bot's token.

        Raises:
            SettingError: none is set.
        """
        if self.telegram_bot_token is None:
            raise SettingError(
                "TELEGRAM_BOT_TOKEN が設定されていません。BotFather から受け取ったトークンを設定してください。"
            )
        return self.telegram_bot_token.reveal()

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or None where the database is a server."""
        url = self.database_url.reveal()
        return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None

    @property
    def has_database(self) -> bool:
        """Whether anything can have been stored yet; False spares a fresh machine the database."""
        file = self.database_file
        return file is None or _there(file)


def _there(file: Path) -> bool:
    """Whether a file exists; what cannot be looked at does, and opening it says why it cannot be read."""
    try:
        return file.exists()
    except OSError:
        return True


def read(environ: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """The settings of the environment, with those of `.env` below them.

    Raises:
        SettingError: one of them is wrong; the sentence names it.
    """
    values = _values(os.environ if environ is None else environ, dotenv or Path(".env"))
    get = _Reader(values).get
    folder = get("YOSAN_DATA_DIR", _folder, None) or _users_own()
    return Settings(
        telegram_bot_token=get("TELEGRAM_BOT_TOKEN", _token, None),
        telegram_api_base_url=get("TELEGRAM_API_BASE_URL", _base, TELEGRAM),
        telegram_api_base_file_url=get("TELEGRAM_API_BASE_FILE_URL", _base, _files_of(values)),
        data_dir=folder,
        database_url=get(
            "YOSAN_DATABASE_URL", _database, Secret(f"sqlite:///{folder / 'yosan.sqlite3'}")
        ),
        admins=get("YOSAN_ADMINS", _ids, frozenset()),
        municipality=get("YOSAN_MUNICIPALITY", _municipality, None),
        webhook_url=get("YOSAN_WEBHOOK_URL", _http, None),
        webhook_listen=get("YOSAN_WEBHOOK_LISTEN", _listen, Listen("127.0.0.1", 8443)),
        webhook_secret=get("YOSAN_WEBHOOK_SECRET", _webhook_secret, None),
        http_listen=get("YOSAN_HTTP_LISTEN", _listen, None),
        announce_in_flight=get("YOSAN_ANNOUNCE_IN_FLIGHT", _few, 1),
    )


NAMES = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_BASE_URL",
    "TELEGRAM_API_BASE_FILE_URL",
    "YOSAN_DATA_DIR",
    "YOSAN_DATABASE_URL",
    "YOSAN_ADMINS",
    "YOSAN_MUNICIPALITY",
    "YOSAN_WEBHOOK_URL",
    "YOSAN_WEBHOOK_LISTEN",
    "YOSAN_WEBHOOK_SECRET",
    "YOSAN_HTTP_LISTEN",
    "YOSAN_ANNOUNCE_IN_FLIGHT",
)
"""Every setting there is; documents and examples are checked against it."""


def municipality_code(text: str) -> str:
    """A 全国地方公共団体コード of five digits; six carry a check digit, which is checked and dropped.

    Raises:
        ValueError: it is not one.
    """
    if re.fullmatch(r"\d{5}", text, re.ASCII):
        return text
    if not re.fullmatch(r"\d{6}", text, re.ASCII) or _check_digit(text[:5]) != text[5]:
        raise ValueError("5桁（検査数字つきなら6桁）の全国地方公共団体コードではありません")
    return text[:5]


def _check_digit(code: str) -> str:
    weighted = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True))
    return str((11 - weighted % 11) % 10)


class _Reader(Struct, frozen=True):
    values: Mapping[str, str]

    def get(self, name: str, reads: Callable[[str], _T], default: _T) -> _T:
        text = self.values.get(name, "").strip()
        if not text:
            return default
        try:
            return reads(text)
        except ValueError as error:
            raise SettingError(f"設定 {name} が正しくありません。{error}。") from None


def _values(environ: Mapping[str, str], dotenv: Path) -> dict[str, str]:
    below = _of_file(dotenv) if dotenv.is_file() else {}
    return {**below, **{name: environ[name] for name in NAMES if environ.get(name)}}


def _of_file(dotenv: Path) -> dict[str, str]:
    """What stands in a `.env`; a line that cannot be read is refused, since what it sets would be missed."""
    from dotenv import dotenv_values  # noqa: PLC0415 - only where there is such a file
    from dotenv.parser import parse_stream  # noqa: PLC0415 - the same

    try:
        text = dotenv.read_text("utf-8")
    except (OSError, ValueError):
        raise SettingError(f"設定ファイル {dotenv} を UTF-8 の文字として読み取れません。") from None
    for line in parse_stream(StringIO(text)):
        unset = line.value is None and (line.key or "").startswith(("TELEGRAM_", "YOSAN_"))
        if line.error or unset:
            said = line.original.string
            above = said[: len(said) - len(said.lstrip())].count("\n")
            raise SettingError(
                f"設定ファイル {dotenv} の{line.original.line + above}行目を読み取れません。"
                "「名前=値」の形で書いてください。"
            )
    found = dotenv_values(stream=StringIO(text))
    return {name: value for name, value in found.items() if value is not None}


def _users_own() -> Path:
    try:
        return Path(_user_folder()).expanduser()
    except RuntimeError:
        raise SettingError(
            "利用者のフォルダが分かりません。設定 YOSAN_DATA_DIR にデータを置くフォルダを指定してください。"
        ) from None


def _user_folder() -> str:
    """The user's data folder. On Linux it is one line of the XDG rules, and a start is 5 ms shorter."""
    if PLATFORM == "linux":
        home = os.environ.get("XDG_DATA_HOME", "").strip() or str(Path.home() / ".local" / "share")
        return os.path.join(home, "yosan")  # noqa: PTH118 - as the library writes it
    from platformdirs import user_data_dir  # noqa: PLC0415 - see above

    return user_data_dir("yosan", appauthor=False)


def _files_of(values: Mapping[str, str]) -> str:
    """A self-hosted server gives its files beside its methods: `…/bot` and `…/file/bot`."""
    base = values.get("TELEGRAM_API_BASE_URL", "").strip().rstrip("/")
    return f"{base[:-4]}/file/bot" if base.endswith("/bot") else TELEGRAM_FILES


def _token(text: str) -> Secret:
    if not re.fullmatch(r"\d+:[\w-]{10,}", text, re.ASCII):
        raise ValueError("「数字:英数字」の形のトークンを設定してください")
    return Secret(text)


def _folder(text: str) -> Path:
    """A folder, or where one can be made as far as is known without making it."""
    try:
        folder = Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"「{text}」の利用者のフォルダが分かりません") from None
    if _under_a_file(folder):
        raise ValueError(f"「{text}」はフォルダではなく、フォルダを作れる場所でもありません")
    return folder


def _under_a_file(folder: Path) -> bool:
    """Whether the nearest of a folder and those above it that exists is no folder."""
    try:
        nearest = next((p for p in (folder, *folder.parents) if p.exists()), None)
        return nearest is not None and not nearest.is_dir()
    except OSError:  # what cannot be looked at says why when it is opened
        return False


def _base(text: str) -> str:
    return _http(text).rstrip("/")


def _http(text: str) -> str:
    from urllib.parse import urlsplit  # noqa: PLC0415 - not needed where no address is set

    wanted = "http・https の URL を設定してください"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:  # brackets or a port that are none
        raise ValueError(wanted) from None
    if parts.scheme not in {"http", "https"} or not host or re.search(r"\s", text):
        raise ValueError(wanted)
    return text


def _database(text: str) -> Secret:
    url = re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", text)
    if not re.match(r"sqlite:///.|postgresql\+psycopg://.", url):
        raise ValueError("sqlite:///ファイル か postgresql://… を設定してください")
    if url.startswith("sqlite:///") and _under_a_file(Path(url[10:]).parent):
        raise ValueError("SQLite のファイルを置く場所がフォルダではありません")
    return Secret(url)


def _ids(text: str) -> frozenset[int]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not all(re.fullmatch(r"\d{1,18}", word, re.ASCII) for word in words):
        raise ValueError("Telegram の利用者番号をコンマで区切って設定してください")
    return frozenset(int(word) for word in words)


def _municipality(text: str) -> str:
    return municipality_code(text)


def _listen(text: str) -> Listen:
    found = re.fullmatch(r"(?:(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]*):)?(\d{1,5})", text, re.ASCII)
    if not found or not int(found[2]) < 65536:
        raise ValueError("「127.0.0.1:8443」のように住所とポート番号を設定してください")
    return Listen((found[1] or "127.0.0.1").strip("[]"), int(found[2]))


def _webhook_secret(text: str) -> Secret:
    if not re.fullmatch(r"[\w-]{1,256}", text, re.ASCII):
        raise ValueError("英数字と _ と - で256文字までにしてください")
    return Secret(text)


def _few(text: str) -> int:
    if not re.fullmatch(r"[1-9]|[12]\d|30", text, re.ASCII):
        raise ValueError("1から30までの数を設定してください")
    return int(text)
