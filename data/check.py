"""The laws of a list: what it prints about itself judges how it was read.

An edition and the totals printed beside it become a report in Japanese sentences. Nothing is corrected here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from data.layouts import Role
from data.model import Amount, Edition, Project, Yen
from data.state import Printed


class Report(Struct, frozen=True):
    """What checking found: `problems` are doubts about figures or rows, `notes` only worth knowing."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    agreed: int
    projects: int

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against the list."""
        return not self.problems

    @property
    def lines(self) -> tuple[str, ...]:
        """The report, a sentence a line: 照合済み, or what differs."""
        totals = (
            f"印刷された合計 {self.agreed}個と一致"
            if self.agreed
            else "一覧に合計の印刷はありません"
        )
        head = (
            f"照合済み：{self.projects}件、{totals}。"
            if self.ok
            else f"確認が必要な点が {len(self.problems)}件あります。"
        )
        return (head, *self.problems, *self.notes)


def check(edition: Edition, totals: Sequence[Printed] = ()) -> Report:
    """Hold a list to its laws; the reader's own doubts (`edition.warnings`) are problems too."""
    differing = [line for t in totals if (line := _difference(t, edition))]
    found = (*edition.warnings, *differing, *_numbering(edition), *_laws(edition))
    agreed = len(totals) - len(differing)
    return Report(
        tuple(dict.fromkeys(found)), tuple(_notes(edition)), agreed, len(edition.projects)
    )


def _where(project: Project) -> str:
    return (f"p.{project.page} " if project.page else "") + f"No.{project.no}"


def _numbering(edition: Edition) -> Iterator[str]:
    """Numbers must run from 1 to n, each once."""
    seen = Counter(p.no for p in edition.projects)
    for project in edition.projects:
        if seen[project.no] > 1:
            yield f"{_where(project)}: 同じ番号の事業が {seen[project.no]}件あります。"
    missing = sorted(set(range(1, max(seen, default=0) + 1)) - set(seen))
    if missing:
        shown = "、".join(map(str, missing[:10])) + ("…" if len(missing) > 10 else "")
        yield f"番号が続いていません（No.{shown} がありません）。"
    if not missing and list(seen) != sorted(seen):
        yield "番号が順に並んでいません。"


def _laws(edition: Edition) -> Iterator[str]:
    if not edition.projects:
        yield "一覧に事業がありません。"
    for project in edition.projects:
        for name, amount in (("要求額", project.requested), ("予算額", project.budgeted)):
            total, part = amount.total, amount.level_up
            yield from _below_zero(project, name, amount)
            if part is None:
                continue
            if total is None:
                yield f"{_where(project)}: {name}がなく、うち数だけがあります。"
            elif total >= 0 and part > total:
                yield f"{_where(project)}: うち数（{part:,}円）が{name}（{total:,}円）を超えています。"
            elif project.is_new and part != total:
                yield f"{_where(project)}: 新規の事業に{name}のうち数（{part:,}円）があります。"
        if project.requested.total is None and project.budgeted.total is None:
            yield f"{_where(project)}: 金額がありません。"
        if not project.name:
            yield f"{_where(project)}: 事業名がありません。"


def _below_zero(project: Project, name: str, amount: Amount) -> Iterator[str]:
    for what, yen in ((name, amount.total), (f"{name}のうち数", amount.level_up)):
        if yen is not None and yen < 0:
            yield f"{_where(project)}: {what}が負の額（{yen:,}円）です。"


def _notes(edition: Edition) -> Iterator[str]:
    names = Counter(p.name for p in edition.projects)
    for name, times in names.items():
        if times > 1:
            numbers = "、".join(f"No.{p.no}" for p in edition.projects if p.name == name)
            yield f"同じ事業名「{name}」が {times}件あります（{numbers}）。"


def _difference(total: Printed, edition: Edition) -> str | None:
    """The sentence of a printed total that no sum of its records gives."""
    for role, said in total.amounts.items():
        values = [_value(p, role) or 0 for p in edition.projects]
        if said not in _sums(total, edition, values):
            nearest = sum(values[: total.after])
            return (
                f"p.{total.page}: 印刷された{total.label}（{said:,}円）が"
                f"事業の合計（{nearest:,}円）と一致しません。"
            )
    return None


def _sums(total: Printed, edition: Edition, values: Sequence[Yen]) -> set[Yen]:
    """What a printed total may add up: all, the records just above or below it, those it names."""
    above = accumulate(reversed(values[: total.after]))
    below = accumulate(values[total.after :])
    sums: Counter[str] = Counter()
    for value, project in zip(values, edition.projects, strict=True):
        for word in {project.department, project.section, project.kind}:
            sums[word] += value
    named = {value for word, value in sums.items() if word and word in total.label}
    return {sum(values), *above, *below, *named}


def _value(project: Project, role: Role) -> Yen | None:
    return {
        Role.REQUESTED: project.requested.total,
        Role.REQUESTED_LEVELUP: project.requested.level_up,
        Role.BUDGET: project.budgeted.total,
        Role.BUDGET_LEVELUP: project.budgeted.level_up,
    }[role]
