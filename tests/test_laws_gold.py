"""Questions that people wrote without knowing the program, over the shipped list: how many are answered
right, and that next to none is answered wrong.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped
from tests.judge import Verdict, judge

GOLD = Path(__file__).parent / "gold"


def verdicts(path: Path) -> Counter[Verdict]:
    assistant = Assistant(Index.of([shipped()]))
    found: Counter[Verdict] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        context = Context()
        for turn in gold.get("turns") or []:
            context = assistant.reply(turn, context).context
        reply = assistant.reply(gold["q"], context)
        found[judge(gold, payload(reply.answers, reply.message, reply.understood))] += 1
    return found


@pytest.mark.parametrize("name", ["minato-paraphrases", "minato-hidden"])
def test_what_people_ask_is_answered_right_and_next_to_nothing_wrong(name: str) -> None:
    found = verdicts(GOLD / f"{name}.jsonl")
    asked = found.total()
    assert asked > 400
    assert found[Verdict.PASS] / asked >= 0.96, found
    assert found[Verdict.WRONG] / asked <= 0.01, found
