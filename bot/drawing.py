"""Plans of charts to PNG, by matplotlib's objects; the font comes with a package, none of the system's.

The only file that imports matplotlib. Draws in any thread: no `pyplot`, no state shared between figures.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from matplotlib_fontja import get_font_ttf_path

from bot.voice import Voice

if TYPE_CHECKING:
    from bot.charts import Bar, Plan

BLUE, ORANGE, GREY, INK = "#0072B2", "#E69F00", "#6B7280", "#1F2937"
"""Okabe and Ito's colours, told apart with any kind of colour vision; bars carry their figures too."""

WIDTH, DPI = 6.4, 200
NAME, TITLE, NOTE = 13.5, 29, 44
"""Full-width characters of a line of a bar's name, of the title, and of a note."""


@cache
def _font(size: float) -> FontProperties:
    return FontProperties(fname=get_font_ttf_path(), size=size)


PIECE = re.compile(r"¥?[!-~]{1,24}[)）」、。,.]*|.[)）」、。,.]*|\n")
"""What stands together on a line: a Latin word or a sum in yen, else a letter, with the mark that closes it."""


def wrapped(text: str, width: float, lines: int) -> str:
    """Text in lines of so many full-width characters, the last cut with … where it does not fit.

    What fits stands in lines of about the same length, so that no letter stands alone in the last.
    """
    rows = _rows(text, width)
    if len(rows) > lines:
        last = rows[lines - 1]
        return "\n".join([*rows[: lines - 1], _rows(last, width - 1)[0] + "…"])
    while width > 1 and len(narrower := _rows(text, width - 0.5)) == len(rows):
        rows, width = narrower, width - 0.5
    return "\n".join(rows)


def _rows(text: str, width: float) -> list[str]:
    rows, used = [""], 0.0
    for piece in PIECE.findall(text):
        size = sum(0.5 if letter.isascii() else 1.0 for letter in piece)
        if rows[-1] and (used + size > width or piece == "\n"):
            rows.append("")
            used = 0.0
        if rows[-1] or piece.strip():
            rows[-1] += piece.strip("\n")
            used += size
    return [row.rstrip() for row in rows]


def bars(plan: Plan, voice: Voice) -> bytes:
    """Horizontal bars, the first on top, each with its figure."""
    rows = len(plan.bars)
    title = wrapped(plan.title, TITLE, 3)
    notes = [wrapped(note, NOTE, 2) for note in plan.notes]
    head = 0.36 + 0.27 * (title.count("\n") + 1) + (0.27 if plan.legend else 0)
    foot = 0.66 + 0.19 * sum(n.count("\n") + 1 for n in notes)
    height = head + foot + rows * 0.46
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    axes = figure.add_axes((0.335, foot / height, 0.645, (height - head - foot) / height))
    _draw(axes, plan, voice)
    figure.text(0.03, 1 - 0.2 / height, title, va="top", color=INK, fontproperties=_font(14))
    figure.text(
        0.03, 0.12 / height, "\n".join(notes), va="bottom", color=GREY, fontproperties=_font(9)
    )
    return _png(figure)


def _draw(axes: Axes, plan: Plan, voice: Voice) -> None:
    from bot.charts import scale_of  # noqa: PLC0415 - the plan's module draws through this one

    top = max(max(b.value, b.second or 0) for b in plan.bars)
    scale = 1 if plan.counted else scale_of(voice, top)
    for at, bar in enumerate(plan.bars):
        _bar(axes, at, bar, plan, scale)
        if plan.beside:
            _label(axes, bar.value, at - 0.19, top, voice)
            _label(axes, bar.second or 0, at + 0.19, top, voice)
        else:
            _label(axes, bar.value, at, top, None if plan.counted else voice)
    axes.set_yticks(range(len(plan.bars)), [wrapped(b.name, NAME, 2) for b in plan.bars])
    axes.set_ylim(len(plan.bars) - 0.4, -0.6)
    low = min(0, *(b.value for b in plan.bars)) / scale
    axes.set_xlim(low * 1.1, max(top / scale, 1e-9) * 1.52)
    _dress(axes, plan)


def _label(axes: Axes, value: int, at: float, top: int, voice: Voice | None) -> None:
    """The figure behind a bar: in the amounts of the voice, or a plain count."""
    from bot.charts import scale_of  # noqa: PLC0415 - the plan's module draws through this one

    scale = scale_of(voice, top) if voice else 1
    text = voice.amount(value) if voice else f"{value:,}"
    end = max(value, 0) / scale + top / scale * 0.012
    axes.text(end, at, text, va="center", color=INK, fontproperties=_font(10 if voice else 11))


def _bar(axes: Axes, at: int, bar: Bar, plan: Plan, scale: int) -> None:
    if plan.beside:
        axes.barh(at - 0.19, bar.value / scale, 0.36, color=BLUE)
        axes.barh(at + 0.19, (bar.second or 0) / scale, 0.36, color=ORANGE)
        return
    axes.barh(at, bar.value / scale, 0.62, color=BLUE)
    if bar.second is not None:
        axes.barh(at, bar.second / scale, 0.62, color=ORANGE, hatch="//", edgecolor="white", lw=0)


def _dress(axes: Axes, plan: Plan) -> None:
    axes.set_xlabel(plan.axis, color=GREY, fontproperties=_font(10.5))
    for label in (*axes.get_yticklabels(), *axes.get_xticklabels()):
        label.set_fontproperties(_font(10.5))
        label.set_color(INK)
    axes.tick_params(length=0)
    axes.grid(axis="x", color="#E5E7EB", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.ticklabel_format(axis="x", style="plain", useOffset=False)
    if plan.counted:
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    if plan.legend:
        handles = [
            axes.barh(0, 0, color=BLUE),
            axes.barh(0, 0, color=ORANGE, hatch="" if plan.beside else "//", edgecolor="white"),
        ]
        axes.legend(
            handles, plan.legend, loc="lower left", bbox_to_anchor=(-0.50, 0.99), ncols=2,
            frameon=False, prop=_font(10.5),
        )  # fmt: skip


def card(text: str, voice: Voice) -> bytes:
    """A project's card: the lines of its message, the name large on top, its amounts in colour."""
    name, *lines = text.split("\n")
    strong = tuple(map(unescape, voice.measures.values()))
    head = wrapped(name, 22, 3)
    at = 0.38 + 0.36 * (head.count("\n") + 1)
    rows: list[tuple[float, str, float, str]] = []
    for at_line, line in enumerate(lines, 1):
        amounts = line.startswith(strong)
        faint = line.startswith(("※", "*")) or at_line == len(lines)
        size = 14.0 if amounts else 9.5 if faint else 12.0
        body = wrapped(line, 34 * 12 / size, 12)
        rows.append((at, body, size, BLUE if amounts else GREY if faint else INK))
        at += (body.count("\n") + 1) * size * 0.0205 + 0.10
    height = at + 0.2
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    figure.patches.append(Rectangle((0, 0), 0.014, 1, color=BLUE, transform=figure.transFigure))
    figure.text(0.05, 1 - 0.24 / height, head, va="top", color=INK, fontproperties=_font(17))
    for top, body, size, color in rows:
        place = 1 - top / height
        figure.text(0.05, place, body, va="top", color=color, fontproperties=_font(size))
    return _png(figure)


def _png(figure: Figure) -> bytes:
    FigureCanvasAgg(figure)
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()
