"""Pages become grids: which columns a page has, which rows, and what stands in each cell.

Columns come from vertical rules, or from the white corridors between the words under a header; rows from
horizontal rules, or from the amounts that stand in them. Nothing is read as a project here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from data.layouts import AMOUNTS, EMPTY, PILLAR_MARK, POLICY_MARK, UNIT, Role, role_of, squeezed
from data.pdf import Glyph, Page, Rule, height_of


class Line(NamedTuple):
    """Characters that stand side by side: their box and their text."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str


class Column(NamedTuple):
    """A column: from where to where across the page, its printed label, what it holds."""

    x0: float
    x1: float
    label: str
    role: Role | None
    mark: tuple[float, float] | None = None
    """From where to where its label stands, where no rules close the column."""


class Band(NamedTuple):
    """A row's place on the page."""

    top: float
    bottom: float


class Table(Struct, frozen=True):
    """The columns of one table on a page, and where its body begins and ends."""

    columns: tuple[Column, ...]
    top: float
    bottom: float

    def column(self, role: Role) -> Column | None:
        """The first column of a role."""
        return next((c for c in self.columns if c.role is role), None)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.columns[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.columns[-1].x1


class Row(Struct, frozen=True):
    """A row: its place, the text of its cells by role, its whole text, and where that begins.

    `merged` are the roles whose cell is shared with other rows.
    """

    page: int
    band: Band
    cells: dict[Role, str]
    text: str
    start: float
    merged: frozenset[Role] = frozenset()
    crosses: bool = False
    """Whether it is one line that runs on over the columns, as a heading does."""

    @property
    def where(self) -> str:
        """The place as a warning says it: a page, or the row of a sheet (page 0)."""
        return f"p.{self.page}" if self.page else f"{self.band.top:.0f}行目"


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Characters as lines from top to bottom, each from left to right; spaces at the ends dropped."""
    rows: list[list[Glyph]] = []
    before: list[float] = []
    for glyph in sorted(glyphs, key=height_of):
        middle = height_of(glyph)
        if before and middle - sum(before) / len(before) < 0.5 * max(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
            before = [*before[-2:], middle]
        else:
            rows.append([glyph])
            before = [middle]
    return [line for row in rows if (line := _line(row))]


def _line(row: list[Glyph]) -> Line | None:
    ordered = sorted(row, key=lambda g: g.x0)
    text = "".join(g.text for g in ordered)
    if not text.strip():
        return None
    inked = [g for g in ordered if not g.text.isspace()]
    return Line(
        inked[0].x0,
        min(g.top for g in inked),
        max(g.x1 for g in inked),
        max(g.bottom for g in inked),
        text.strip(),
    )


def text_of(glyphs: Iterable[Glyph]) -> str:
    """The text of a cell: its lines joined, no spaces added."""
    return "".join(line.text for line in lines_of(glyphs))


def inside(glyphs: Sequence[Glyph], x0: float, x1: float, top: float, bottom: float) -> list[Glyph]:
    """The characters whose middle lies in a box; they come from top to bottom, as a page has them."""
    first = bisect_left(glyphs, top, key=height_of)
    last = bisect_left(glyphs, bottom, first, key=height_of)
    return [g for g in glyphs[first:last] if x0 <= (g.x0 + g.x1) / 2 < x1]


# --- columns ---------------------------------------------------------------------------------


def tables_of(page: Page, before: Sequence[Table]) -> list[Table]:
    """The project tables of a page, from left to right; one without a header has the columns of the
    page before.
    """
    found = _ruled_tables(page) or _loose_tables(page)
    if found:
        return found
    if not before or not page.glyphs:
        return []
    top = min((r.at for r in page.horizontals), default=0.0)
    return [Table(_moved(t, page), _top_of(page, top), page.height) for t in before]


def _top_of(page: Page, rule: float) -> float:
    """Where a table without a header begins: at its first rule, or at its first line."""
    first = min((g.top for g in page.glyphs if not g.text.isspace()), default=0.0)
    return min(rule, first) - 1.0 if rule else first - 1.0


def _moved(table: Table, page: Page) -> tuple[Column, ...]:
    """Columns of the page before, on this page's rules where as many stand there."""
    edges = _edges(page)
    labels = [Label(*c.mark, 0.0, c.label, c.role) for c in table.columns if c.mark and c.role]
    if len(labels) == len(table.columns):
        edges = [table.x0, *_corridors(page, labels, 0.0)[1:-1], table.x1]
    if len(edges) == len(table.columns) + 1:
        pairs = pairwise(edges)
        return tuple(c._replace(x0=a, x1=b) for (a, b), c in zip(pairs, table.columns, strict=True))
    return table.columns


def _edges(page: Page) -> list[float]:
    """Where long vertical rules stand, with the ends of the horizontal ones where no rule closes them."""
    lengths: dict[float, float] = {}
    for rule in page.verticals:
        at = next((x for x in lengths if abs(x - rule.at) <= 3.0), rule.at)
        lengths[at] = lengths.get(at, 0.0) + rule.end - rule.start
    if not lengths:
        return []
    longest = max(lengths.values())
    edges = sorted(x for x, length in lengths.items() if length >= 0.25 * longest)
    wide = [r for r in page.horizontals if r.end - r.start > 0.3 * page.width]
    if wide:
        left, end = min(r.start for r in wide), max(r.end for r in wide)
        edges = (
            ([left] if left < edges[0] - 8 else []) + edges + ([end] if end > edges[-1] + 8 else [])
        )
    return edges


MOST_HEADER_BANDS = 4
"""Bands between rules that a header may take (two-level headers, a unit line inside)."""


def _ruled_tables(page: Page) -> list[Table]:
    edges = _edges(page)
    if len(edges) < 5:
        return []
    ys = _levels(page.horizontals)
    bands = [Band(a, b) for a, b in pairwise(ys) if b - a > 4]
    texts = [_cells_of(page, edges, band) for band in bands]
    best: tuple[int, int, int, list[Column]] | None = None
    for first in range(len(bands)):
        for last in range(first, min(first + MOST_HEADER_BANDS, len(bands))):
            columns = _labelled(edges, texts[first : last + 1])
            points = score(columns)
            if points and (best is None or points > best[0]):
                best = points, first, last, columns
        if best and first > best[1] + MOST_HEADER_BANDS:
            break
    if not best:
        return []
    return _split(best[3], bands[best[2]].bottom, page)


def _levels(rules: Sequence[Rule]) -> list[float]:
    levels: list[float] = []
    for rule in rules:
        if not levels or rule.at - levels[-1] > 2.5:
            levels.append(rule.at)
    return levels


def _cells_of(page: Page, edges: list[float], band: Band) -> list[str]:
    """The text above each column in a band; a cell over several columns stands above all of them."""
    middle = (band.top + band.bottom) / 2
    crossing = [v.at for v in page.verticals if v.start <= middle <= v.end]
    stops = [x for x in edges if any(abs(at - x) <= 3 for at in crossing)]
    within = inside(page.glyphs, edges[0], edges[-1], band.top, band.bottom)
    texts = ["" for _ in edges[:-1]]
    for left, end in pairwise(sorted({edges[0], *stops, edges[-1]})):
        text = text_of(inside(within, left, end, band.top, band.bottom))
        for at in range(len(texts)):
            if left <= (edges[at] + edges[at + 1]) / 2 < end:
                texts[at] += text
    return texts


def _labelled(edges: list[float], texts: list[list[str]]) -> list[Column]:
    """Columns with the text of the header bands above them."""
    labels = ("".join(above) for above in zip(*texts, strict=True))
    return [
        Column(a, b, label, role_of(label))
        for (a, b), label in zip(pairwise(edges), labels, strict=True)
    ]


def score(columns: Sequence[Column]) -> int:
    """How many columns a header explains; 0 where it is no header of projects."""
    roles = [c.role for c in columns if c.role]
    if Role.NAME not in roles or not any(r in AMOUNTS for r in roles) or len(set(roles)) < 3:
        return 0
    known = sum(10 for c in columns if c.role)
    return known - sum(len(squeezed(c.label)) for c in columns) // 20


def _split(columns: list[Column], top: float, page: Page) -> list[Table]:
    """Side by side, the same labels again are another table."""
    groups: list[list[Column]] = [[]]
    for column in columns:
        begins = column.role is not None and groups[-1] and column.role == groups[-1][0].role
        if begins and any(c.role is Role.NAME for c in groups[-1]):
            groups.append([])
        groups[-1].append(column)
    return [
        Table(settled(g), top, page.height) for g in groups if any(c.role is Role.NAME for c in g)
    ]


def settled(columns: list[Column]) -> tuple[Column, ...]:
    """Roles told apart by their neighbours: うち… after the budget is the budget's, a first
    未 labelled narrow column is the number's.
    """
    settled: list[Column] = []
    for column in columns:
        role = column.role
        before = next((c.role for c in reversed(settled) if c.role in AMOUNTS), None)
        taken = {c.role for c in settled}
        if (
            role is Role.REQUESTED_LEVELUP
            and before in (Role.BUDGET, Role.BUDGET_LEVELUP)
            and "要求" not in column.label
        ):
            role = Role.BUDGET_LEVELUP
        elif (
            role in (Role.REQUESTED, Role.BUDGET)
            and role in taken
            and "うち" in squeezed(column.label)
        ):
            role = Role.REQUESTED_LEVELUP if role is Role.REQUESTED else Role.BUDGET_LEVELUP
        elif role in taken and role not in (Role.NOTE, Role.OTHER_MONEY, None):
            role = Role.NOTE
        settled.append(column._replace(role=role))
    return tuple(settled)


# --- columns without rules ---------------------------------------------------------------------


class Label(NamedTuple):
    """A header label without a box around it."""

    x0: float
    x1: float
    bottom: float
    text: str
    role: Role


CLOSE = 0.35
"""How near letters of one label stand, by their size; labels of neighbouring columns stand farther."""

_UNIT_LINE = re.compile(r"[(（［\[]?\s*単位")


def _loose_tables(page: Page) -> list[Table]:
    """Tables whose columns only white space parts."""
    runs = [[r for r in line if not _UNIT_LINE.match(r.text)] for line in _runs(page.glyphs, CLOSE)]
    best: list[Label] = []
    for first in range(len(runs)):
        for size in (1, 2, 3):
            if runs[first : first + size] and runs[first + size - 1 : first + size]:
                found = _labels([r for line in runs[first : first + size] for r in line])
                if score([Column(a.x0, a.x1, a.text, a.role) for a in found]) and len(found) > len(
                    best
                ):
                    best = found
    if not best:
        return []
    top = max(label.bottom for label in best)
    edges = _corridors(page, best, top)
    pairs = pairwise(edges)
    columns = [
        Column(a, b, label.text, label.role, (label.x0, label.x1))
        for (a, b), label in zip(pairs, best, strict=True)
    ]
    return _split(columns, top + 0.5, page)


def _runs(glyphs: Sequence[Glyph], apart: float = 0.6) -> list[list[Line]]:
    """Each line of the page as runs of characters no more than `apart` of their size from each other."""
    found: list[list[Line]] = []
    for line in lines_of(glyphs):
        row = sorted(
            (
                g
                for g in glyphs
                if line.top - 1 <= (g.top + g.bottom) / 2 <= line.bottom + 1
                and not g.text.isspace()
            ),
            key=lambda g: g.x0,
        )
        runs: list[list[Glyph]] = []
        for glyph in row:
            if runs and glyph.x0 - runs[-1][-1].x1 <= apart * glyph.size:
                runs[-1].append(glyph)
            else:
                runs.append([glyph])
        found.append([made for r in runs if (made := _line(r))])
    return found


def _labels(runs: list[Line]) -> list[Label]:
    """Known labels among runs: stacked runs belong together, and so do letters set wide apart."""
    stacks: list[list[Line]] = []
    for run in sorted(runs, key=lambda r: r.x0):
        if stacks and run.x0 < max(r.x1 for r in stacks[-1]) - 1:
            stacks[-1].append(run)
        else:
            stacks.append([run])
    return list(_best_labels(stacks, 0, {})[1])


MOST_LETTERS = 6
"""Letters set wide apart that one label may have."""

_Best: TypeAlias = tuple[tuple[int, int], tuple[Label, ...]]


def _best_labels(stacks: list[list[Line]], at: int, known: dict[int, _Best]) -> _Best:
    """The grouping of runs into labels that explains most: many labels, few runs left over."""
    if at == len(stacks):
        return (0, 0), ()
    if at not in known:
        points, labels = _best_labels(stacks, at + 1, known)
        best = (points[0], points[1] - 1), labels
        for size in range(1, min(MOST_LETTERS, len(stacks) - at) + 1):
            label = _label_of(stacks[at : at + size])
            if label:
                points, labels = _best_labels(stacks, at + size, known)
                worth = 1 - 2 * _is_torn(stacks, at + size)
                found = (points[0] + worth, points[1]), (label, *labels)
                best = max(best, found, key=lambda b: b[0])
        known[at] = best
    return known[at]


def _is_torn(stacks: list[list[Line]], at: int) -> bool:
    """Whether a label that ends before a run is torn from it: letters as close as a letter's breadth."""
    if at == len(stacks):
        return False
    one, other = stacks[at - 1][-1], stacks[at][0]
    single = len(squeezed(one.text)) == 1 and len(squeezed(other.text)) == 1
    return single and other.x0 - one.x1 < 1.3 * (one.bottom - one.top)


def _label_of(stacks: list[list[Line]]) -> Label | None:
    """The label that stacks of runs make together: one stack, or single letters set wide apart."""
    group = [run for stack in stacks for run in sorted(stack, key=lambda r: r.top)]
    text = "".join(run.text for run in group)
    if len(stacks) > 1:
        gaps = (b.x0 - a.x1 for a, b in pairwise(group))
        height = max(run.bottom - run.top for run in group)
        if any(len(squeezed(run.text)) > 2 for run in group) or max(gaps) > 3.5 * height:
            return None
    role = role_of(text)
    if role is None:
        return None
    left, end = min(run.x0 for run in group), max(run.x1 for run in group)
    return Label(left, end, max(run.bottom for run in group), text, role)


def _corridors(page: Page, labels: list[Label], top: float) -> list[float]:
    """The edges of columns: between two labels, the widest strip that fewest lines cross."""
    covered = [0] * (int(page.width * FINE) + 2)
    for runs in _runs([g for g in page.glyphs if g.top > top], 0.2):
        if len(runs) < 3:
            continue
        for run in runs:
            end = min(len(covered) - 1, int(run.x1 * FINE))
            for x in range(max(0, int(run.x0 * FINE)), end + 1):
                covered[x] += 1
    edges = [0.0]
    for one, other in pairwise(labels):
        left, end = (int((label.x0 + label.x1) / 2 * FINE) for label in (one, other))
        strips = _strips(covered, left, max(end, left + 1))
        chosen = _chosen(strips, one, end)
        edges.append((chosen[0] + chosen[1]) / 2 / FINE)
    return [*edges, page.width]


def _chosen(strips: list[tuple[int, int]], label: Label, end: int) -> tuple[int, int]:
    """The strip that ends a column: the widest; after figures, which end where their column ends, the last.

    A strip that reaches the next label's middle is bounded by no text there, so one before it is better.
    """
    if label.role not in (*AMOUNTS, Role.OTHER_MONEY, Role.NO):
        return max(strips, key=lambda s: s[1] - s[0])
    wide = [s for s in strips if s[1] - s[0] >= FINE]
    bounded = [s for s in wide if s[0] >= label.x1 * FINE and s[1] < end]
    return (bounded or wide or strips)[-1]


FINE = 4
"""Steps a point in which white space is measured."""


def _strips(covered: list[int], left: int, end: int) -> list[tuple[int, int]]:
    """The strips between two places that fewest lines cross, from left to right."""
    least = min(covered[left : end + 1])
    found: list[tuple[int, int]] = []
    for x in range(left, end + 1):
        if covered[x] != least:
            continue
        if found and found[-1][1] == x:
            found[-1] = (found[-1][0], x + 1)
        else:
            found.append((x, x + 1))
    return found


# --- rows --------------------------------------------------------------------------------------


def rows_of(page: Page, table: Table) -> list[Row]:
    """The rows of a table, from top to bottom."""
    within = inside(page.glyphs, table.x0 - 2, table.x1 + 2, table.top, table.bottom)
    glyphs = _without_unit(within)
    found: list[Row] = []
    for band in _bands(page, table, glyphs):
        within = inside(glyphs, table.x0 - 2, table.x1 + 2, band.top, band.bottom)
        if any(not g.text.isspace() for g in within):
            found.append(_row(page, table, band, glyphs, within))
    return found


def _without_unit(glyphs: list[Glyph]) -> list[Glyph]:
    """Without the line above a table that says what its amounts are counted in."""
    said = [ln for ln in lines_of(glyphs) if UNIT.fullmatch(squeezed(ln.text))]
    return [
        g for g in glyphs if not any(ln.top <= (g.top + g.bottom) / 2 <= ln.bottom for ln in said)
    ]


def _bands(page: Page, table: Table, glyphs: list[Glyph]) -> list[Band]:
    """Row places: between the rules under the name column, or around the amounts where there are none."""
    name = table.column(Role.NAME)
    assert name is not None
    ys = [y for y in _covering(page.horizontals, name) if y >= table.top - 3]
    inked = [g for g in glyphs if not g.text.isspace()]
    if not inked:
        return []
    first, last = min(g.top for g in inked) - 1, max(g.bottom for g in inked) + 1
    ys = [y for y in ys if first - 4 <= y <= last + 4 or len(ys) > 2]
    stops = sorted({min(first, table.top) if not ys or first < ys[0] - 2 else ys[0], *ys})
    if not ys or last > ys[-1] + 2:
        stops.append(last)
    bands = [Band(a, b) for a, b in pairwise(stops) if b - a > 2]
    return [piece for band in bands for piece in _parted(table, band, glyphs)]


def _covering(rules: Sequence[Rule], column: Column) -> list[float]:
    """Where horizontal rules cross a column."""
    middle = (column.x0 + column.x1) / 2
    return _levels(sorted(r for r in rules if r.start - 2 <= middle <= r.end + 2))


def _parted(table: Table, band: Band, glyphs: list[Glyph]) -> list[Band]:
    """A band with several amounts one below the other holds several rows."""
    anchors = _anchors(table, band, glyphs)
    lines = lines_of(inside(glyphs, table.x0 - 2, table.x1 + 2, band.top, band.bottom))
    headings = [
        ln
        for ln in lines
        if _crosses(ln, table, glyphs) and not any(_overlap(ln, a) for a in anchors)
    ]
    if len(anchors) + len(headings) < 2:
        return [band]
    marks = sorted(
        [(a, False) for a in anchors] + [(h, True) for h in headings], key=lambda m: m[0].top
    )
    stops = [band.top]
    for (one, _), (other, _) in pairwise(marks):
        stops.append(_gap(lines, one, other))
    stops.append(band.bottom)
    return [Band(a, b) for a, b in pairwise(stops) if b > a]


def _anchors(table: Table, band: Band, glyphs: list[Glyph]) -> list[Line]:
    """One line a row: the amounts of the first amount column, or the numbers."""
    best: list[Line] = []
    for role in (Role.REQUESTED, Role.BUDGET, Role.NO):
        column = table.column(role)
        if column:
            found = lines_of(inside(glyphs, column.x0, column.x1, band.top, band.bottom))
            figures = [ln for ln in found if _is_anchor(ln, role, table, glyphs)]
            if len(figures) > len(best):
                best = figures
    return best


def _is_anchor(line: Line, role: Role, table: Table, glyphs: list[Glyph]) -> bool:
    """Whether a line of a column marks a row: a figure, an amount's －, a number that begins no heading."""
    if role is not Role.NO:
        return line.text in EMPTY or any(c.isdigit() for c in squeezed(line.text))
    return squeezed(line.text).strip(".").isdecimal() and not _crosses(line, table, glyphs)


def _crosses(line: Line, table: Table, glyphs: list[Glyph]) -> bool:
    """Whether a line begins at the left edge and runs on without a column's gap: a heading."""
    first = bisect_left(glyphs, line.top, key=height_of)
    last = bisect_right(glyphs, line.bottom, first, key=height_of)
    row = sorted((g for g in glyphs[first:last] if not g.text.isspace()), key=lambda g: g.x0)
    if not row or len(row) < 3:
        return False
    close = all(b.x0 - a.x1 <= 1.6 * b.size for a, b in pairwise(row))
    left = table.columns[min(1, len(table.columns) - 1)]
    own = next((c for c in table.columns if c.x0 <= row[0].x1 <= c.x1), left)
    marked = PILLAR_MARK.match(line.text) or POLICY_MARK.match(line.text)
    beyond = row[-1].x1 > own.x1 + 1 or bool(marked)  # a merged cell's name ends within its column
    return close and row[0].x0 < left.x1 and row[-1].x1 > left.x0 and beyond


def _overlap(one: Line, other: Line) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0


def _gap(lines: list[Line], one: Line, other: Line) -> float:
    """The middle of the widest white strip between two rows."""
    between = sorted(
        (ln for ln in lines if ln.bottom > one.top and ln.top < other.bottom), key=lambda ln: ln.top
    )
    best, at, reach = -1e9, (one.bottom + other.top) / 2, one.bottom
    for line in between:
        if line.top >= one.top and line.top - reach > best and line.bottom > one.bottom:
            best, at = line.top - reach, (reach + line.top) / 2
        if line.top <= other.top:
            reach = max(reach, line.bottom)
    return at


def _row(page: Page, table: Table, band: Band, glyphs: list[Glyph], within: list[Glyph]) -> Row:
    cells: dict[Role, str] = {}
    merged: set[Role] = set()
    for column in table.columns:
        if column.role is None:
            continue
        own = _own_band(page, column, band)
        near = within if own == band else glyphs
        text = text_of(inside(near, column.x0, column.x1, own.top, own.bottom))
        cells[column.role] = cells.get(column.role, "") + text
        if own.bottom - own.top > band.bottom - band.top + 3:
            merged.add(column.role)
    inked = [g for g in within if not g.text.isspace()]
    lines = lines_of(within)
    text = "".join(line.text for line in lines)
    crosses = len(lines) == 1 and _crosses(lines[0], table, glyphs)
    start = min(g.x0 for g in inked)
    return Row(page.number, band, cells, text, start, frozenset(merged), crosses)


def _own_band(page: Page, column: Column, band: Band) -> Band:
    """The cell of a column at a row: taller than the row where rows are merged in that column."""
    ys = _covering(page.horizontals, column)
    middle = (band.top + band.bottom) / 2
    above = [y for y in ys if y <= middle]
    below = [y for y in ys if y > middle]
    if not above or not below or (above[-1] >= band.top - 3 and below[0] <= band.bottom + 3):
        return band
    top, bottom = min(above[-1], band.top), max(below[0], band.bottom)
    return Band(
        top if above[-1] < band.top - 3 else band.top,
        bottom if below[0] > band.bottom + 3 else band.bottom,
    )
