"""The import law: `data ← nlp ← bot`, never back; foreign libraries each behind named files."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {"data": {"data"}, "nlp": {"nlp", "data"}, "bot": {"bot", "nlp", "data"}}
"""Which of our packages each package may import."""

ROOMS = ("words", "names", "sentences", "meaning", "asking", "english", "talk", "understand")
"""The rooms of `nlp`: none imports a later one. `rules` are tables, which all may read and which read only words."""

BEHIND = {
    "pdfplumber": {"data/pdf.py"},
    "pdfminer": {"data/pdf.py", "data/device.py"},
    "pypdfium2": {"data/pdf.py", "data/picture.py"},
    "sudachipy": {"nlp/words/tokens.py"},
    "rapidfuzz": {"nlp/names/slips.py"},
    "matplotlib": {"bot/drawing.py"},
    "matplotlib_fontja": {"bot/drawing.py"},
    "openpyxl": {"data/workbooks.py", "data/written.py"},
    "alembic": {"data/database.py", "data/migrations/env.py", "data/migrations/versions/*"},
    "psycopg": {"data/database.py"},
    "sqlalchemy": {
        "data/database.py",
        "data/schema.py",
        "data/store.py",
        "data/migrations/versions/*",
        "bot/chats.py",
        "bot/subscriptions.py",
        "bot/outbox.py",
        "bot/pacing.py",
        "bot/publishing.py",
        "bot/intake.py",
        "bot/workers.py",
        "bot/drafts.py",
        "bot/ledger.py",
    },
    "telegram": {
        "bot/app.py",
        "bot/courier.py",
        "bot/digest.py",
        "bot/handlers/*",
        "bot/introduce.py",
        "bot/lanes.py",
        "bot/patience.py",
        "bot/polling.py",
        "bot/sending.py",
        "bot/serve.py",
        "bot/updates.py",
        "bot/wire.py",
    },
    "httpx": {"bot/courier.py"},
    "aiohttp": {"bot/wire.py"},
    "dotenv": {"bot/settings.py"},
    "platformdirs": {"bot/settings.py"},
    "prometheus_client": {"bot/health.py"},
    "tornado": {"bot/health.py", "bot/webhook.py"},
}
"""Which files may import a foreign library."""

ENVIRONMENT = {"bot/settings.py"}
"""Which files may read the environment."""


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def modules() -> list[Path]:
    return [p for package in MAY_IMPORT for p in sorted((ROOT / package).rglob("*.py"))]


def test_packages_import_only_downwards() -> None:
    for path in modules():
        package = path.relative_to(ROOT).parts[0]
        ours = {name.split(".")[0] for name in imports(path)} & set(MAY_IMPORT)
        assert ours <= MAY_IMPORT[package], path


def test_rooms_import_only_earlier_ones() -> None:
    for path in sorted((ROOT / "nlp").rglob("*.py")):
        room = path.relative_to(ROOT / "nlp").parts[0].removesuffix(".py")
        used = {name.split(".")[1] for name in imports(path) if name.startswith("nlp.")}
        if room == "rules":
            assert used <= {"rules", "words"}, path
        elif room in ROOMS:
            assert used <= {"rules", *ROOMS[: ROOMS.index(room) + 1]}, path
        else:
            assert path.stem == "__init__", path


def test_each_foreign_library_stands_behind_its_file() -> None:
    for path in modules():
        name = str(path.relative_to(ROOT))
        for library in {i.split(".")[0] for i in imports(path)} & set(BEHIND):
            assert any(fnmatch(name, file) for file in BEHIND[library]), f"{name} imports {library}"


def test_only_the_settings_read_the_environment() -> None:
    for path in modules():
        if str(path.relative_to(ROOT)) not in ENVIRONMENT:
            source = path.read_text(encoding="utf-8")
            assert not re.search(r"os\.environ|getenv|import environ", source), path
