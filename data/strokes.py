"""Straight rules of a page from what it draws: pieces of one line joined, surfaces' edges left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple


class Rule(NamedTuple):
    """A straight rule: where it lies across its direction, and from where to where along it."""

    at: float
    start: float
    end: float


THIN = 3.0
"""Points up to which a filled box is a rule and not a surface."""


def rules_of(
    edges: list[dict[str, Any]], rects: list[dict[str, Any]]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Straight rules, pieces of one line joined. Edges of mere surfaces count only where nothing else does."""
    surfaces = {
        (round(r["x0"], 1), round(r["top"], 1), round(r["x1"], 1), round(r["bottom"], 1))
        for r in rects
        if not r.get("stroke") and min(r["width"], r["height"]) > THIN
    }
    drawn = [e for e in edges if not _of_surface(e, surfaces)]
    horizontals = _straight([e for e in drawn if e["orientation"] == "h"], "top", "x0", "x1")
    verticals = _straight([e for e in drawn if e["orientation"] == "v"], "x0", "top", "bottom")
    if not horizontals:
        horizontals = _straight([e for e in edges if e["orientation"] == "h"], "top", "x0", "x1")
    return horizontals, verticals


def _of_surface(edge: dict[str, Any], surfaces: set[tuple[float, float, float, float]]) -> bool:
    if edge.get("object_type") != "rect_edge":
        return False
    box = edge.get("pts")
    corners = [c for point in box for c in point] if box else []
    if not corners:
        return False
    xs, ys = corners[::2], corners[1::2]
    return (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)) in surfaces


def _straight(edges: list[dict[str, Any]], across: str, start: str, end: str) -> tuple[Rule, ...]:
    pieces = sorted(Rule(e[across], e[start], e[end]) for e in edges)
    joined: list[Rule] = []
    for group in _aligned(pieces):
        at = sum(r.at for r in group) / len(group)
        for piece in sorted(group, key=lambda r: r.start):
            last = joined[-1] if joined and joined[-1].at == at else None
            if last and piece.start <= last.end + 5.0:
                joined[-1] = Rule(at, last.start, max(last.end, piece.end))
            else:
                joined.append(Rule(at, piece.start, piece.end))
    return tuple(r for r in joined if r.end - r.start >= 6.0)


def _aligned(pieces: list[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for piece in pieces:
        if group and piece.at - group[0].at > 2.0:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group
