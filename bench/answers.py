"""From a question's text to the rendered message, beside Sudachi's tokenisation of the same question and
RapidFuzz's `process.extract` (WRatio) over the same names.

`python -m bench.answers [GOLD.jsonl…]`: over the single questions of those files, or of the shipped ones.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import inf
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz, process

from bot.assistant import Assistant, Context
from data.index import Index
from data.shipped import shipped
from nlp.words.text import normalize
from nlp.words.tokens import tokenize

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "minato-hidden.jsonl"
ROUNDS = 7
ROWS = ("question to message", "Sudachi alone", "RapidFuzz WRatio over the names")


def questions(gold: Path = GOLD) -> list[str]:
    """Single questions that people wrote without knowing the program."""
    lines = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    return [line["q"] for line in lines if not line.get("turns")]


def shortest(calls: Iterable[Sequence[Callable[[], object]]]) -> list[list[float]]:
    """The shortest time of each call, in microseconds: one list for each of those that are made beside each other.

    All calls are made once, then all of them again: whatever else the machine does for a while falls on all alike.
    """
    rows = [list(beside) for beside in calls]
    times = [[inf] * len(rows) for _ in rows[0]]
    for _ in range(ROUNDS):
        for place, beside in enumerate(rows):
            for kind, call in enumerate(beside):
                start = time.perf_counter()
                call()
                spent = (time.perf_counter() - start) * 1e6
                times[kind][place] = min(times[kind][place], spent)
    return times


def main(files: list[str]) -> None:
    """Print p50, p90 and p99 and the ratios of the medians."""
    edition = shipped()
    assistant, names = Assistant(Index.of([edition])), [p.name for p in edition.projects]
    context = Context()
    asked = [q for file in files or [GOLD] for q in questions(Path(file))]
    for question in asked:
        assistant.reply(question, context)
    times = shortest(
        (
            partial(assistant.reply, question, context),
            partial(tokenize, normalize(question), short=True),
            partial(process.extract, question, names, scorer=fuzz.WRatio),
        )
        for question in asked
    )
    rows = dict(zip(ROWS, times, strict=True))
    ours = median(times[0])
    print(f"{len(asked)} questions, {len(names)} names; microseconds")
    for name, spent in rows.items():
        ordered = sorted(spent)
        p50, p90, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.9, 0.99))
        print(
            f"{name:34s} p50 {p50:7.0f}  p90 {p90:7.0f}  p99 {p99:7.0f}   ours / this {ours / median(spent):5.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
