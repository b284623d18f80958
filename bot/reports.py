"""What staff read about editions: the check report, what changed, what is stored. Japanese and JSON.

Pure: editions and changes in, lines or JSON out. What a chat is told of changes is worded elsewhere
(`bot.announce`); here it is complete and for people who publish.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from bot.locales.amounts import era_year, printed, yen_words
from data.check import Report
from data.diff import Changes, Outcome, Pair, assesses, outcomes
from data.model import Amount, Edition, Project, Stage, Yen
from data.store import Publication

Json: TypeAlias = dict[str, Any]

STAGES = {Stage.REQUESTED: "要求段階", Stage.DRAFT: "予算案", Stage.APPROVED: "当初予算"}

OUTCOMES = {
    Outcome.FULL: "満額",
    Outcome.CUT: "減額",
    Outcome.RAISED: "増額",
    Outcome.DROPPED: "見送り",
    Outcome.NEW: "新規",
    Outcome.ENDED: "廃止",
    Outcome.MORE: "増",
    Outcome.LESS: "減",
    Outcome.SAME: "同額",
    Outcome.UNKNOWN: "金額の記載なし",
}

FIELDS = {
    "name": "事業名",
    "kind": "区分",
    "department": "部",
    "section": "課",
    "account": "会計",
    "pillar": "柱",
    "policy": "小柱",
    "description": "内容",
    "requested": "要求額",
    "budgeted": "予算額",
}

SHOWN = 30
"""Projects of a kind that a report lists by name."""


def money(yen: Yen | None, edition: Edition) -> str:
    """An amount readably and as printed."""
    return "－" if yen is None else f"{yen_words(yen)}（{printed(yen, edition.unit)}）"


def heading(edition: Edition) -> str:
    """An edition in one line."""
    stage = STAGES[edition.id.stage]
    return f"{edition.municipality} {era_year(edition.id.fiscal_year)} {stage}（{edition.id}）"


def found(edition: Edition, report: Report) -> Iterator[str]:
    """What a list holds, and what checking it found."""
    new = [p for p in edition.projects if p.is_new]
    yield heading(edition)
    yield f"事業 {len(edition.projects)}件（新規 {len(new)}件）、要求額の合計 {money(_sum(edition), edition)}"
    granted = [p.budgeted.total for p in edition.projects if p.budgeted.total is not None]
    if granted:
        yield f"予算額の記載 {len(granted)}件、合計 {money(sum(granted), edition)}"
    head, *rest = report.lines
    yield head
    yield from _some(f"・{line}" for line in rest)


def changed(changes: Changes) -> Iterator[str]:
    """What differs from the edition before, in lines."""
    if changes.before is None:
        yield f"この自治体の最初の一覧です。新規 {len(changes.new)}件。"
        return
    yield f"{heading(changes.before)}と比べて："
    if changes.nothing:
        yield "変わりはありません。"
        return
    yield from _group("新しい事業", [_row(p, changes.after) for p in changes.new])
    yield from _group("変わった事業", [_pair(p, changes.after) for p in changes.changed])
    yield from _group("なくなった事業", [_row(p, changes.before) for p in changes.withdrawn])
    same = len(changes.pairs) - len(changes.changed)
    yield f"変わりのない事業 {same}件"
    counts = Counter(outcomes(changes).values())
    said = "、".join(f"{OUTCOMES[o]} {counts[o]}件" for o in Outcome if counts[o])
    yield f"{'査定' if changes.advanced else '増減'}：{said}"


def _sum(edition: Edition) -> Yen:
    return sum(p.requested.total or 0 for p in edition.projects)


def _group(title: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield f"{title} {len(rows)}件："
        yield from _some(rows)


def _some(rows: Iterable[str]) -> Iterator[str]:
    every = list(rows)
    yield from every[:SHOWN]
    if len(every) > SHOWN:
        yield f"…ほか {len(every) - SHOWN}件"


def _row(project: Project, edition: Edition) -> str:
    return f"・No.{project.no} {project.name}　{money(project.requested.total, edition)}"


def _pair(pair: Pair, edition: Edition) -> str:
    said = [f"・No.{pair.after.no} {pair.after.name}"]
    if pair.renamed:
        said.append(f"旧名「{pair.before.name}」（確からしさ {pair.confidence:.0%}）")
    difference = pair.difference
    if assesses(pair.before.edition, pair.after.edition):
        said.append(OUTCOMES[pair.outcome])
    if difference:
        sign = "＋" if difference > 0 else "△"
        before, after = pair.amounts
        said.append(
            f"{money(before, edition)} → {money(after, edition)}、{sign}{yen_words(abs(difference))}"
        )
    others = [FIELDS[f] for f in pair.fields if f not in {"name", "requested", "budgeted"}]
    if others:
        said.append(f"{'・'.join(others)}の変更")
    return "　".join(said)


def diff_json(changes: Changes) -> Json:
    """Changes as `yosan diff --json` prints them; amounts in yen."""
    fate = outcomes(changes)
    return {
        "before": str(changes.before.id) if changes.before else None,
        "after": str(changes.after.id),
        "new": [_project_json(p) | {"outcome": str(fate[p.id])} for p in changes.new],
        "changed": [_pair_json(p) for p in changes.changed],
        "unchanged": [_same_json(p) for p in changes.pairs if not p.fields],
        "withdrawn": [_project_json(p) | {"outcome": str(fate[p.id])} for p in changes.withdrawn],
        "counts": changes.counts,
    }


def _project_json(project: Project) -> Json:
    return {
        "edition": str(project.edition),
        "no": project.no,
        "name": project.name,
        "kind": project.kind,
        "department": project.department,
        "section": project.section,
        "requested": project.requested.total,
        "budget": project.budgeted.total,
    }


def _same_json(pair: Pair) -> Json:
    return {
        "no": {"before": pair.before.no, "after": pair.after.no},
        "name": pair.after.name,
        "outcome": str(pair.outcome),
    }


def _pair_json(pair: Pair) -> Json:
    return _same_json(pair) | {
        "renamed_from": pair.before.name if pair.renamed else None,
        "confidence": pair.confidence,
        "difference": pair.difference,
        "fields": {
            name: {"before": before, "after": after}
            for field in pair.fields
            for name, before, after in _field(field, pair)
        },
    }


def _field(field: str, pair: Pair) -> Iterator[tuple[str, Any, Any]]:
    """A field under its name in the contract's records; an amount is two of them."""
    before, after = getattr(pair.before, field), getattr(pair.after, field)
    if not isinstance(before, Amount) or not isinstance(after, Amount):
        yield {"pillar": "chapter"}.get(field, field), before, after
        return
    name = {"requested": "requested", "budgeted": "budget"}[field]
    if before.total != after.total:
        yield name, before.total, after.total
    if before.level_up != after.level_up:
        yield f"{name}_levelup", before.level_up, after.level_up


def edition_json(edition: Edition, published: Publication | None) -> Json:
    """An edition as `yosan editions --json` prints it; without a publication it is the shipped one."""
    origin = published.origin if published else None
    return {
        "edition": str(edition.id),
        "title": edition.title,
        "municipality": edition.municipality,
        "fiscal_year": edition.id.fiscal_year,
        "stage": str(edition.id.stage),
        "projects": len(edition.projects),
        "requested": _sum(edition),
        "warnings": len(edition.warnings),
        "source": "imported" if origin else "shipped",
        "file": origin.filename if origin else None,
        "sha256": origin.sha256 if origin else None,
        "published_by": origin.by if origin else None,
        "published_at": moment(origin.at) if origin else None,
    }


def moment(at: float) -> str:
    """A time as ISO 8601, in UTC."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
