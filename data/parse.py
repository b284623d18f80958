"""A list's pages become an edition: rows → records, headings and totals, with every doubt as a warning.

`pages → tables → rows → edition`; each step is a function whose result can be shown. 千円 ends here: all
amounts that leave are yen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from data.amounts import digits, is_figure, yen
from data.columns import going_on, headed
from data.entries import end, take, take_page
from data.errors import ListError
from data.glyphs import UNKNOWN
from data.grid import Column, Row, Table
from data.inherited import inherit
from data.layouts import (
    AMOUNTS,
    Role,
)
from data.lines import lines_of
from data.margins import with_neighbours, without_feet, without_heads
from data.model import Amount, Edition, EditionId, Project, Yen
from data.municipalities import name_of
from data.pdf import Page
from data.rows import rows_of
from data.state import Printed, Record, State
from data.titles import fiscal_year, stage_of, title_of, unit_of


class Reading(Struct, frozen=True):
    """What a document holds before it is checked: the edition, and the totals that it prints."""

    edition: Edition
    totals: tuple[Printed, ...]


def edition_of_pages(pages: Iterable[Page], municipality: str, name: str = "") -> Reading:
    """Read a list. A page is let go when its rows are found, so that a long list takes little memory.

    Raises:
        ListError: the pages hold no list of projects.
    """
    state = State()
    above: list[str] = []
    printed = pictured = begun = named = False
    for page, tables, rows in rows_by_page(pages):
        printed = printed or any(not g.text.isspace() for g in page.glyphs)
        named = named or any(g.text != UNKNOWN and not g.text.isascii() for g in page.glyphs)
        pictured = pictured or page.has_image
        over = _above(page, tables)
        above += [] if begun else over
        state.warnings += _doubts(page)
        begun = begun or bool(tables)
        if begun:
            _count(state, over, [c for t in tables for c in t.columns])
            take_page(rows, state)
        else:
            _count(state, over, ())
    if not printed:
        why = "文字のない画像（スキャン）だけ" if pictured else "空"
        raise ListError(f"「{name}」は{why}の PDF のため読み取れません。")
    if not begun and not named and state.warnings:
        raise ListError(f"「{name}」はフォントが文字の情報を持たないため読み取れません。")
    if not begun:
        raise ListError(f"「{name}」に事業の一覧の表が見つかりません。")
    end(state)
    return _finished(state, above, municipality, name)


def _count(state: State, above: Iterable[str], columns: Iterable[Column]) -> None:
    """What amounts are counted in from here on: as a column's label says, else as the last line above."""
    said = unit_of(above)
    if said:
        state.unit, state.units = said, {}
    for column in columns:
        own = unit_of([column.label]) if column.role in AMOUNTS else None
        if own and column.role:
            state.units[column.role] = own


STRANGE = 5
"""Accented Latin letters on a page from which on a font is thought to name its characters wrongly."""


def _doubts(page: Page) -> Iterator[str]:
    """What of a page may not have been read as it is printed."""
    if page.damaged:
        yield f"p.{page.number}: ページのデータが壊れており、正しく読み取れていない可能性があります。"
    unknown = sum(g.text == UNKNOWN for g in page.glyphs)
    if unknown:
        yield f"p.{page.number}: 読み取れない文字が{unknown}字あります（{UNKNOWN} で示します）。"
    strange = sum("À" <= g.text[0] <= "ɏ" and g.text not in "×÷" for g in page.glyphs)
    if strange >= STRANGE:
        yield f"p.{page.number}: 文字化けの疑いがある文字が{strange}字あります（フォントの情報の誤り）。"


def edition_of_rows(
    rows: Iterable[Row],
    above: Sequence[str],
    columns: Sequence[Column],
    municipality: str,
    name: str,
) -> Reading:
    """Read a list whose rows are known: the lines above the table, its columns, its rows.

    Raises:
        ListError: the rows hold no projects, or nothing names the year.
    """
    state = State()
    _count(state, above, columns)
    for row in rows:
        take(row, state, first=False)
    return _finished(state, list(above), municipality, name)


def rows_by_page(pages: Iterable[Page]) -> Iterator[tuple[Page, list[Table], list[Row]]]:
    """Each page with its tables and their rows; a page without a header has the tables of the last."""
    tables: list[Table] = []
    year: int | None = None
    for before, page, after in with_neighbours(pages):
        body = without_feet(before, page, after)
        year = year or fiscal_year("\n".join(line.text for line in lines_of(page.glyphs)))
        here = headed(body, year)
        if not here:
            body = without_heads(before, body)
            here = going_on(body, tables)
        tables = here or tables
        yield page, here, [row for table in here for row in rows_of(body, table)]


def _above(page: Page, tables: list[Table]) -> list[str]:
    """The lines of a page that stand above its tables; all of them where it has none."""
    top = min((t.top for t in tables), default=page.height)
    return [line.text for line in lines_of(page.glyphs) if line.bottom <= top + 2 or not tables]


def _finished(state: State, lines: list[str], municipality: str, name: str) -> Reading:
    if not state.records:
        raise ListError(f"「{name}」に事業の一覧の表が見つかりません。")
    title = title_of(lines)
    heads = " ".join(lines)
    year = fiscal_year(title) or fiscal_year(heads)
    if year is None:
        raise ListError(f"「{name}」の表題から年度を読み取れません。")
    inherit(state.records)
    has_budget = any(is_figure(r.cells.get(Role.BUDGET, "")) for r in state.records)
    edition = EditionId(municipality, year, stage_of(title or heads, has_budget=has_budget))
    projects = tuple(_projects(edition, state))
    unit = Counter(r.unit for r in state.records).most_common(1)[0][0]
    found = Edition(
        edition, title, name_of(municipality, title), projects, tuple(state.warnings), unit
    )
    return Reading(found, tuple(state.totals))


def _projects(edition: EditionId, state: State) -> Iterator[Project]:
    unnumbered = all(digits(r.cells.get(Role.NO, "")) is None for r in state.records)
    if unnumbered:
        state.warnings.append("一覧に番号（No）の列がないため、上から順に番号を付けました。")
    used: set[int] = set()
    for place, record in enumerate(state.records, 1):
        printed = digits(record.cells.get(Role.NO, ""))
        no = place if printed is None else printed
        if printed is None and not unnumbered:
            no = max(used, default=0) + 1
            where = f"p.{record.page} " if record.page else ""
            state.warnings.append(
                f"{where}No.{no}: 番号が印刷されていないため、前の番号の次としました。"
            )
        used.add(no)
        yield _project(edition, no, record)


def _project(edition: EditionId, no: int, record: Record) -> Project:
    cells = record.cells

    def amount(role: Role) -> Yen | None:
        return yen(cells.get(role, ""), record.units.get(role, record.unit))

    return Project(
        edition,
        no,
        cells.get(Role.NAME, ""),
        cells.get(Role.KIND, ""),
        cells.get(Role.DEPARTMENT, ""),
        cells.get(Role.SECTION, ""),
        cells.get(Role.DESCRIPTION, ""),
        Amount(amount(Role.REQUESTED), amount(Role.REQUESTED_LEVELUP)),
        Amount(amount(Role.BUDGET), amount(Role.BUDGET_LEVELUP)),
        cells.get(Role.ACCOUNT) or None,
        cells.get(Role.PILLAR) or None,
        cells.get(Role.POLICY) or None,
        record.page or None,
    )


def with_warnings(edition: Edition, warnings: Iterable[str]) -> Edition:
    """The edition with more doubts, each said once."""
    return replace(edition, warnings=tuple(dict.fromkeys((*edition.warnings, *warnings))))
