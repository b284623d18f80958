import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bot.library import library_of, load, load_index
from bot.settings import Settings, read
from data import store
from data.database import open_database
from data.model import EditionId
from data.shipped import shipped
from data.store import Origin
from tests.databases import new_sqlite
from tests.lists import DRAFT, FIRST, edition_of, project

HERE = Path(__file__).parent.parent
LIST = edition_of(FIRST, project(FIRST, 1, "防災ラジオ"))


def settings(tmp_path: Path, **values: str) -> Settings:
    return read({"YOSAN_DATA_DIR": str(tmp_path), **values}, tmp_path / ".env")


def test_a_fresh_machine_has_the_shipped_list_and_loads_no_database(tmp_path: Path) -> None:
    code = (
        "import sys; from bot.library import load; print(load().newest,"
        " [m for m in ('sqlalchemy', 'alembic', 'psycopg', 'asyncio') if m in sys.modules])"
    )
    env = {**os.environ, "YOSAN_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HERE, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "13103-2020-requested []"
    assert list(tmp_path.iterdir()) == []


def test_what_was_imported_stands_beside_the_shipped_list(tmp_path: Path) -> None:
    with closing(open_database(new_sqlite(tmp_path))) as database, database.write() as connection:
        store.add(connection, LIST, Origin("a.csv", "0" * 64, "cli", 1.0))
    library = load(settings(tmp_path))
    assert set(library.index.by_id) == {FIRST, shipped().id}
    assert library.municipality == FIRST.municipality
    assert library.newest == FIRST
    assert library.index.newest() == FIRST
    ours = load(settings(tmp_path, YOSAN_MUNICIPALITY="13103"))
    assert ours.newest == shipped().id
    assert ours.index.newest() == shipped().id
    assert load_index(settings(tmp_path)).projects == library.index.projects


def test_an_import_of_the_same_id_replaces_the_shipped_list() -> None:
    mine = edition_of(shipped().id, project(shipped().id, 1, "訂正"))
    library = library_of([mine])
    assert library.index.editions == (mine,)
    assert library.newest == EditionId.parse("13103-2020-requested")


def test_a_ward_of_which_nothing_is_kept_falls_back_to_what_there_is() -> None:
    library = library_of([], "99999")
    assert library.municipality == "99999"
    assert library.newest == shipped().id
    assert library_of([LIST, edition_of(DRAFT)]).newest == DRAFT
