"""Ways to print the ward's list: columns, headings and totals, as rows of cells that a producer then draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tests.documents.ward import Line

Draw = Callable[[Line], str]


def money(value: int | None, empty: str = "－", minus: str = "△") -> str:
    if value is None:
        return empty
    return f"{minus}{-value:,}" if value < 0 else f"{value:,}"


def name_with_account(line: Line) -> str:
    return f"【{line.account}】{line.name}" if line.account else line.name


COLUMNS: dict[str, tuple[str, float, Draw]] = {
    "no": ("No", 24, lambda p: str(p.no)),
    "番号": ("番号", 28, lambda p: str(p.no)),
    "部": ("部", 70, lambda p: p.department),
    "所管部": ("所管部", 70, lambda p: p.department),
    "課": ("課　名", 80, lambda p: p.section),
    "担当課": ("担当課", 80, lambda p: p.section),
    "name": ("事　業　名", 120, name_with_account),
    "事業名称": ("事業名称", 120, name_with_account),
    "kind": ("区　分", 44, lambda p: p.kind),
    "内容": ("要　求　内　容", 220, lambda p: p.description),
    "概要": ("事業概要", 220, lambda p: p.description),
    "要求額": ("要求額", 56, lambda p: money(p.requested)),
    "予算要求額": ("予算要求額", 56, lambda p: money(p.requested)),
    "うち": ("うち拡充分", 56, lambda p: money(p.part)),
    "予算額": ("予算額", 56, lambda p: money(p.budget)),
    "査定額": ("査定額", 56, lambda p: money(p.budget)),
    "予算うち": ("予算額(うち拡充分)", 56, lambda p: money(p.budget_part)),
    "前年度": ("前年度予算額", 56, lambda p: money((p.requested or 0) // 2)),
    "増減": ("増減", 56, lambda p: "皆増" if p.kind == "新規" else money(-p.no * 3)),
    "備考": ("備　考", 50, lambda p: p.note),
}
"""Columns by key: label, width in points, what is printed."""

ROLES = {
    "部": "department", "所管部": "department", "課": "section", "担当課": "section", "no": "no", "番号": "no",
    "name": "name", "事業名称": "name", "kind": "kind", "内容": "description", "概要": "description",
    "要求額": "requested", "予算要求額": "requested", "うち": "part", "予算額": "budget", "査定額": "budget",
    "予算うち": "budget_part",
}  # fmt: skip
"""Which field of a line a column prints."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the list is printed."""

    columns: tuple[str, ...]
    title: str = "令和７年度予算要求　主要事業一覧"
    unit: str = "（単位：千円）"
    headings: bool = True
    totals: bool = False
    header_every_page: bool = True
    rules: str = "all"
    merge: bool = False
    ditto: bool = False
    rotate: int = 0
    crop: bool = False
    bold: bool = False
    watermark: str = ""
    cover: bool = False
    summary: bool = False
    split_rows: bool = False
    two_up: bool = False
    shaded: bool = False
    full_width: bool = False
    pad: float = 3.0
    size: float = 8.0


Cells = list[str]
Part = tuple[str, Cells]
"""A row: `row`, `heading` or `total`, and its cells."""


def parts(form: Form, lines: Sequence[Line]) -> list[Part]:
    """The rows of the whole list."""
    found: list[Part] = []
    for number, (pillar, own) in enumerate(groupby(lines, key=lambda p: p.pillar), 1):
        if form.headings:
            found.append(("heading", [f"{number}　{pillar}"]))
        for nth, (policy, group) in enumerate(groupby(own, key=lambda p: p.policy), 1):
            if form.headings:
                found.append(("heading", [f"（{nth}）{policy}"]))
            found += _group(form, list(group))
    if form.totals:
        found.append(_total(form, "合計", lines))
    return found


def _group(form: Form, lines: list[Line]) -> list[Part]:
    rows: list[Part] = []
    before: Cells | None = None
    for line in lines:
        cells = [COLUMNS[key][2](line) for key in form.columns]
        shown = list(cells)
        if form.ditto and before:
            for at, key in enumerate(form.columns):
                if ROLES.get(key) in ("department", "section") and cells[at] == before[at]:
                    shown[at] = "〃"
        if form.full_width:
            shown = [
                _wide(t) if COLUMNS[k][1] == 56 else t
                for k, t in zip(form.columns, shown, strict=True)
            ]
        rows.append(("row", shown))
        before = cells
    if form.totals:
        rows.append(_total(form, "小計", lines))
    return rows


def _wide(text: str) -> str:
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,"})


def _total(form: Form, label: str, lines: Sequence[Line]) -> Part:
    cells = ["" for _ in form.columns]
    cells[max(0, form.columns.index(next(k for k in form.columns if ROLES.get(k) == "name")))] = (
        label
    )
    for at, key in enumerate(form.columns):
        field = ROLES.get(key)
        if field in ("requested", "part", "budget", "budget_part"):
            cells[at] = money(sum(getattr(p, field) or 0 for p in lines))
    return "total", cells
