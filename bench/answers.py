"""From a question's text to the rendered message, beside Sudachi's tokenisation of the same question and
RapidFuzz's `process.extract` (WRatio) over the same names.

`python -m bench.answers [GOLD.jsonl…]`: over the single questions of those files, or of the shipped ones.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz, process

from bot.assistant import Assistant, Context
from data.index import Index
from data.shipped import shipped
from nlp.text import normalize
from nlp.tokens import tokenize

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "minato-hidden.jsonl"
ROUNDS = 5


def questions(gold: Path = GOLD) -> list[str]:
    """Single questions that people wrote without knowing the program."""
    lines = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    return [line["q"] for line in lines if not line.get("turns")]


def best(call: Callable[[], object]) -> float:
    """The shortest of a few runs, in microseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times) * 1e6


def main(files: list[str]) -> None:
    """Print p50, p90 and p99 and the ratios of the medians."""
    edition = shipped()
    assistant, names = Assistant(Index.of([edition])), [p.name for p in edition.projects]
    context = Context()
    asked = [q for file in files or [GOLD] for q in questions(Path(file))]
    for question in asked:
        assistant.reply(question, context)
    rows = {
        "question to message": [best(lambda q=q: assistant.reply(q, context)) for q in asked],
        "Sudachi alone": [best(lambda q=q: tokenize(normalize(q), short=True)) for q in asked],
        "RapidFuzz WRatio over the names": [
            best(lambda q=q: process.extract(q, names, scorer=fuzz.WRatio)) for q in asked
        ],
    }
    ours = median(rows["question to message"])
    print(f"{len(asked)} questions, {len(names)} names; microseconds")
    for name, times in rows.items():
        ordered = sorted(times)
        p50, p90, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.9, 0.99))
        print(
            f"{name:34s} p50 {p50:7.0f}  p90 {p90:7.0f}  p99 {p99:7.0f}   ours / this {ours / median(times):5.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
