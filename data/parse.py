"""A list's pages become an edition: rows → records, headings and totals, with every doubt as a warning.

`pages → tables → rows → edition`; each step is a function whose result can be shown. 千円 ends here: all
amounts that leave are yen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from data.errors import ListError
from data.glyphs import UNKNOWN
from data.grid import Row, Table, lines_of, rows_of, tables_of
from data.layouts import (
    ACCOUNT,
    AMOUNTS,
    DITTO,
    EMPTY,
    PILLAR_MARK,
    POLICY_MARK,
    TOTAL,
    UNIT,
    Role,
    squeezed,
)
from data.model import Amount, Edition, EditionId, Project, Stage, Yen
from data.municipalities import name_of
from data.pdf import Page

UNIT_YEN = {"円": 1, "千円": 1_000, "百万円": 1_000_000}


class Printed(Struct, frozen=True):
    """A total that the list prints: what it is called, and what it says in yen, by column."""

    label: str
    amounts: dict[Role, Yen]
    page: int
    after: int = 0
    """How many records stand before it."""


class Reading(Struct, frozen=True):
    """What a document holds before it is checked: the edition, and the totals that it prints."""

    edition: Edition
    totals: tuple[Printed, ...]


@dataclass(slots=True)
class _State:
    """What is carried from row to row while a list is read."""

    unit: Yen = 1_000
    pillar: str | None = None
    policy: str | None = None
    numbered_pillars: bool = False
    records: list[dict[Role, str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    totals: list[Printed] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def edition_of_pages(pages: Iterable[Page], municipality: str, name: str = "") -> Reading:
    """Read a list. A page is let go when its rows are found, so that a long list takes little memory.

    Raises:
        ListError: the pages hold no list of projects.
    """
    state = _State()
    above: list[str] = []
    labels: list[str] = []
    found: list[list[Row]] = []
    printed = pictured = False
    for page, tables, rows in rows_by_page(pages):
        printed = printed or any(not g.text.isspace() for g in page.glyphs)
        pictured = pictured or page.has_image
        if not found:
            above += _above(page, tables)
        labels += [c.label for t in tables for c in t.columns if c.role in AMOUNTS]
        state.warnings += _doubts(page)
        if tables or found:
            found.append(rows)
    if not printed:
        why = "文字のない画像（スキャン）だけ" if pictured else "空"
        raise ListError(f"「{name}」は{why}の PDF のため読み取れません。")
    if not found:
        raise ListError(f"「{name}」に事業の一覧の表が見つかりません。")
    state.unit = _unit((*above, *labels))
    for rows in found:
        for place, row in enumerate(rows):
            _take(row, state, first=place == 0)
    return _finished(state, above, municipality, name)


def _doubts(page: Page) -> Iterator[str]:
    """What of a page may not have been read as it is printed."""
    if page.damaged:
        yield f"p.{page.number}: ページのデータが壊れており、正しく読み取れていない可能性があります。"
    unknown = sum(g.text == UNKNOWN for g in page.glyphs)
    if unknown:
        yield f"p.{page.number}: 読み取れない文字が{unknown}字あります（{UNKNOWN} で示します）。"


def edition_of_rows(
    rows: Iterable[Row], above: Sequence[str], labels: Sequence[str], municipality: str, name: str
) -> Reading:
    """Read a list whose rows are known: the lines above the table, its labels, its rows.

    Raises:
        ListError: the rows hold no projects, or nothing names the year.
    """
    state = _State(unit=_unit((*above, *labels)))
    for row in rows:
        _take(row, state, first=False)
    return _finished(state, list(above), municipality, name)


def rows_by_page(pages: Iterable[Page]) -> Iterator[tuple[Page, list[Table], list[Row]]]:
    """Each page with its tables and their rows; a page without a header has the tables of the last."""
    tables: list[Table] = []
    for page in pages:
        here = tables_of(page, tables)
        if here:
            tables = here
        yield page, here, [row for table in here for row in rows_of(page, table)]


# --- what stands above the list ------------------------------------------------------------------


def _above(page: Page, tables: list[Table]) -> list[str]:
    """The lines of a page that stand above its tables; all of them where it has none."""
    top = min((t.top for t in tables), default=page.height)
    return [line.text for line in lines_of(page.glyphs) if line.bottom <= top + 2 or not tables]


def _unit(texts: Iterable[str]) -> Yen:
    """What amounts are counted in: as printed above the list or in a header; 千円 where nothing says."""
    for text in texts:
        said = UNIT.search(squeezed(text))
        if said:
            return UNIT_YEN[next(g for g in said.groups() if g)]
    return 1_000


_YEAR = re.compile(
    r"(令和|平成)([0-9]+|元)年度|(20[0-9]{2})(?:\([^)]*\))?年度|\b([RHrh])([0-9]{1,2})年度"
)


def _title(lines: list[str]) -> str:
    """The line that names the year and the list."""
    dated = [ln for ln in lines if _YEAR.search(squeezed(ln).upper()) or _YEAR.search(squeezed(ln))]
    named = [ln for ln in dated if re.search("事業|予算|一覧|要求", squeezed(ln))]
    return (named or dated or [""])[0].strip()


def fiscal_year(text: str) -> int | None:
    """The fiscal year a title names: 令和元年度 is 2019, 平成元年度 1989 (元号法)."""
    found = _YEAR.search(squeezed(text))
    if not found:
        return None
    if found[3]:
        return int(found[3])
    era, nth = (
        (found[1], found[2])
        if found[1]
        else ({"r": "令和", "h": "平成"}[found[4].lower()], found[5])
    )
    return (2018 if era == "令和" else 1988) + (1 if nth == "元" else int(nth))


def stage_of(text: str, *, has_budget: bool) -> Stage:
    """How far the budget has come, by the words of a title; by its columns where no word says."""
    plain = squeezed(text)
    if re.search("要求|査定前|見積", plain) and not re.search(
        "査定結果|要求と査定|要求・査定", plain
    ):
        return Stage.REQUESTED
    if re.search("予算案|予算\\(案\\)|案\\)|査定|内示", plain):
        return Stage.DRAFT
    if "予算" in plain and has_budget:
        return Stage.APPROVED
    return Stage.APPROVED if "当初予算" in plain and "要求" not in plain else Stage.REQUESTED


# --- rows ------------------------------------------------------------------------------------------


def _take(row: Row, state: _State, *, first: bool) -> None:
    """A row is a record, a total, a heading, or the rest of the record before."""
    figures = {r: row.cells.get(r, "") for r in AMOUNTS if _is_figure(row.cells.get(r, ""))}
    label = _label(row)
    if figures and _is_total(row, label):
        amounts = {r: v for r, t in figures.items() if (v := _yen(t, state.unit)) is not None}
        state.totals.append(Printed(label, amounts, row.page, len(state.records)))
    elif row.crosses and not figures and _is_marked(row):
        _heading(row, state)
    elif row.cells.get(Role.NAME, "").strip() and (
        figures or _digits(row.cells.get(Role.NO, "")) is not None or _dashes(row)
    ):
        _record(row, state)
    elif _is_header_again(row):
        return
    elif _is_rest(row, state, first=first):
        _continue(row, state)
    elif row.text.strip() and not figures:
        _heading(row, state)
    elif figures:
        state.warnings.append(
            f"{row.where}: 事業名のない金額の行があります（{row.text.strip()[:30]}）。"
        )


def _is_marked(row: Row) -> bool:
    text = row.text.strip()
    return bool(POLICY_MARK.match(text) or PILLAR_MARK.match(text))


def _is_figure(text: str) -> bool:
    return bool(re.search(r"[0-9]", unicodedata.normalize("NFKC", text)))


def _dashes(row: Row) -> bool:
    """A record whose amounts are all －."""
    amounts = [row.cells.get(r, "").strip() for r in AMOUNTS if r in row.cells]
    return any(t and t in EMPTY for t in amounts)


def _label(row: Row) -> str:
    words = [t for r, t in row.cells.items() if r not in AMOUNTS and r is not Role.OTHER_MONEY]
    return squeezed("".join(words))


def _is_total(row: Row, label: str) -> bool:
    if _digits(row.cells.get(Role.NO, "")) is not None:
        return False
    cells = [
        squeezed(row.cells.get(r, ""))
        for r in (Role.NO, Role.DEPARTMENT, Role.SECTION, Role.NAME, Role.KIND)
    ]
    lone = not row.cells.get(Role.DESCRIPTION, "").strip()
    return lone and bool(
        TOTAL.match(re.sub(r"[0-9]+(?:件|事業)", "", label))
        or any(re.fullmatch("(?:総|小)?(?:合)?計", c) for c in cells if c)
    )


def _is_header_again(row: Row) -> bool:
    from data.layouts import role_of  # noqa: PLC0415

    roles = [role for role, text in row.cells.items() if text.strip() and role_of(text) is role]
    return len(roles) >= 3


def _is_rest(row: Row, state: _State, *, first: bool) -> bool:
    """Whether a row is the part of the record before that a page's foot cut off."""
    if not state.records or any(row.cells.get(r, "").strip() not in EMPTY for r in AMOUNTS):
        return False
    left = [
        row.cells.get(r, "").strip()
        for r in (Role.NO, Role.DEPARTMENT, Role.SECTION, Role.KIND)
        if r in row.cells and r not in row.merged
    ]
    held = [r for r in (Role.NAME, Role.DESCRIPTION, Role.NOTE) if row.cells.get(r, "").strip()]
    if (
        not held
        or any(left)
        or POLICY_MARK.match(row.text.strip())
        or PILLAR_MARK.match(row.text.strip())
    ):
        return False
    return first or Role.DESCRIPTION in held


def _continue(row: Row, state: _State) -> None:
    record = state.records[-1]
    for role in (Role.NAME, Role.DESCRIPTION):
        record[role] = record.get(role, "") + row.cells.get(role, "").strip()


_NOTE = re.compile(
    r"^(?:※|\*|注|備考|\(注|（注|[-－‐]?\s*[0-9０-９]+\s*[-－‐]?$|[0-9０-９]+[/／][0-9０-９]+$)|単位"
)


def _heading(row: Row, state: _State) -> None:
    text = row.text.strip().strip("　 ")
    if _NOTE.search(text) or TOTAL.fullmatch(squeezed(text)):
        return
    if POLICY_MARK.match(text):
        state.policy = POLICY_MARK.sub("", text, count=1).strip("　 ")
    elif PILLAR_MARK.match(text):
        state.pillar, state.policy = PILLAR_MARK.sub("", text, count=1).strip("　 "), None
        state.numbered_pillars = True
    elif state.numbered_pillars:
        state.policy = text
    else:
        state.pillar, state.policy = text, None


_INHERITED = (Role.DEPARTMENT, Role.SECTION)


def _record(row: Row, state: _State) -> None:
    cells = {role: text.strip().strip("　") for role, text in row.cells.items()}
    before = state.records[-1] if state.records else {}
    where = f"{row.where} No.{cells.get(Role.NO) or len(state.records) + 1}"
    for role in (*_INHERITED, Role.KIND, Role.NAME, Role.DESCRIPTION):
        if cells.get(role, "") in DITTO and role in cells and before.get(role):
            cells[role] = before[role]
    if Role.DEPARTMENT in cells and not cells[Role.DEPARTMENT] and before.get(Role.DEPARTMENT):
        cells[Role.DEPARTMENT] = before[Role.DEPARTMENT]
        if not cells.get(Role.SECTION) and before.get(Role.SECTION):
            cells[Role.SECTION] = before[Role.SECTION]
    elif (
        Role.SECTION in cells
        and not cells[Role.SECTION]
        and cells.get(Role.DEPARTMENT) in (before.get(Role.DEPARTMENT), None)
    ):
        cells[Role.SECTION] = before.get(Role.SECTION, "")
    account = _account(cells)
    if account:
        cells[Role.ACCOUNT] = account
    for role in AMOUNTS:
        if role in cells and cells[role] not in EMPTY and _yen(cells[role], state.unit) is None:
            state.warnings.append(f"{where}: 金額「{cells[role][:20]}」を読み取れません。")
    headings = ((Role.PILLAR, state.pillar), (Role.POLICY, state.policy))
    cells |= {role: text for role, text in headings if text and not cells.get(role)}
    state.records.append(cells)
    state.pages.append(row.page)


def _account(cells: dict[Role, str]) -> str | None:
    """Take 【…会計】 out of whatever cell it is printed in."""
    found: str | None = None
    for role, text in cells.items():
        said = ACCOUNT.search(text)
        if said:
            found = found or next(g for g in said.groups() if g)
            cells[role] = ACCOUNT.sub("", text).strip().strip("　")
    return found


# --- cells -------------------------------------------------------------------------------------------


def _digits(text: str) -> int | None:
    plain = squeezed(text).removeprefix("no.").removeprefix("no").strip(".")
    return int(plain) if plain.isdecimal() and len(plain) <= 6 else None


_FIGURE = re.compile(r"\(?([△▲\-−]?)\(?([0-9][0-9,]*(?:\.[0-9]+)?)\)?(百万円|千円|円)?\)?")


def _yen(text: str, unit: Yen) -> Yen | None:
    """The yen of a cell: 1,511 · △120 · （6,488） · 2,400千円; None where it holds no amount."""
    plain = squeezed(text).replace("¥", "").replace("、", ",")
    found = _FIGURE.fullmatch(plain)
    if not found:
        return None
    factor = UNIT_YEN[found[3]] if found[3] else unit
    whole, _, part = found[2].replace(",", "").partition(".")
    value = int(whole) * factor + (int(part) * factor // 10 ** len(part) if part else 0)
    return -value if found[1] else value


def _finished(state: _State, lines: list[str], municipality: str, name: str) -> Reading:
    if not state.records:
        raise ListError(f"「{name}」に事業の一覧の表が見つかりません。")
    title = _title(lines)
    heads = " ".join(lines)
    year = fiscal_year(title) or fiscal_year(heads)
    if year is None:
        raise ListError(f"「{name}」の表題から年度を読み取れません。")
    has_budget = any(_is_figure(r.get(Role.BUDGET, "")) for r in state.records)
    edition = EditionId(municipality, year, stage_of(title or heads, has_budget=has_budget))
    projects = tuple(_projects(edition, state))
    found = Edition(
        edition, title, name_of(municipality, title), projects, tuple(state.warnings), state.unit
    )
    return Reading(found, tuple(state.totals))


def _projects(edition: EditionId, state: _State) -> Iterator[Project]:
    unnumbered = all(_digits(r.get(Role.NO, "")) is None for r in state.records)
    if unnumbered:
        state.warnings.append("一覧に番号（No）の列がないため、上から順に番号を付けました。")
    used: set[int] = set()
    for place, (cells, page) in enumerate(zip(state.records, state.pages, strict=True), 1):
        printed = _digits(cells.get(Role.NO, ""))
        no = place if printed is None else printed
        if printed is None and not unnumbered:
            no = max(used, default=0) + 1
            state.warnings.append(
                f"{f'p.{page} ' if page else ''}No.{no}: 番号が印刷されていないため、前の番号の次としました。"
            )
        used.add(no)
        yield _project(edition, no, cells, state.unit, page)


def _project(edition: EditionId, no: int, cells: dict[Role, str], unit: Yen, page: int) -> Project:
    def yen(role: Role) -> Yen | None:
        return _yen(cells.get(role, ""), unit)

    return Project(
        edition,
        no,
        cells.get(Role.NAME, ""),
        cells.get(Role.KIND, ""),
        cells.get(Role.DEPARTMENT, ""),
        cells.get(Role.SECTION, ""),
        cells.get(Role.DESCRIPTION, ""),
        Amount(yen(Role.REQUESTED), yen(Role.REQUESTED_LEVELUP)),
        Amount(yen(Role.BUDGET), yen(Role.BUDGET_LEVELUP)),
        cells.get(Role.ACCOUNT) or None,
        cells.get(Role.PILLAR) or None,
        cells.get(Role.POLICY) or None,
        page or None,
    )


def with_warnings(edition: Edition, warnings: Iterable[str]) -> Edition:
    """The edition with more doubts, each said once."""
    return replace(edition, warnings=tuple(dict.fromkeys((*edition.warnings, *warnings))))
