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
from data.records import edition_from_json
from data.shipped import shipped
from tests.judge import Verdict, judge

GOLD = Path(__file__).parent / "gold"


def assistant_of(name: str) -> Assistant:
    """Over the list that a set of questions is named for: `kawagoe-2024.compute` is over `kawagoe-2024`."""
    file = GOLD / f"{name.split('.', maxsplit=1)[0]}.json"
    if not file.exists():
        return Assistant(Index.of([shipped()]))
    return Assistant(Index.of([edition_from_json(json.loads(file.read_text("utf-8")))]))


def verdicts(name: str) -> Counter[Verdict]:
    assistant = assistant_of(name)
    found: Counter[Verdict] = Counter()
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        context = Context()
        for turn in gold.get("turns") or []:
            context = assistant.reply(turn, context).context
        reply = assistant.reply(gold["q"], context)
        found[judge(gold, payload(reply.answers, reply.message, reply.understood))] += 1
    return found


@pytest.mark.parametrize(
    ("name", "passed", "wrong"),
    [
        ("minato-paraphrases", 0.96, 0.01),
        ("minato-hidden", 0.96, 0.01),
        ("minato-hostile", 0.94, 0.015),
        ("minato-everyday", 0.96, 0.015),
        ("shinagawa-2021", 0.96, 0.01),
        ("shinano-2023", 0.96, 0.01),
        ("suginami-2022", 0.93, 0.015),
        ("kawaguchi-2024", 0.93, 0.02),
        ("minato-roundabout", 0.94, 0.015),
        ("nerima-2023", 0.94, 0.01),
        ("kawasaki-2025", 0.96, 0.02),
        ("minato-frank", 0.92, 0.03),
        ("minato-slang", 0.9, 0.025),
        ("aomori-2024", 0.94, 0.03),
        ("amagasaki-2022", 0.95, 0.025),
        ("katsushika-2021", 0.92, 0.03),
        ("sasebo-2025", 0.91, 0.02),
        ("minato-plain", 0.97, 0.01),
        ("takaoka-2023", 0.95, 0.01),
        ("matsumoto-2023", 0.96, 0.01),
        ("setagaya-2022", 0.95, 0.015),
        ("hamamatsu-2024", 0.95, 0.01),
        ("itabashi-2021", 0.93, 0.02),
        ("fujisawa-2023", 0.89, 0.035),
        ("toyohashi-2022", 0.93, 0.03),
        ("minato-needs", 0.88, 0.02),
        ("minato-garbled", 0.96, 0.02),
        ("minato-mixed", 0.97, 0.01),
        ("kanazawa-2023", 0.89, 0.03),
        ("minato-own-words", 0.77, 0.04),
        ("minato-turned", 0.98, 0.014),
        ("minato-broad", 0.94, 0.015),
        ("minato-talks", 0.96, 0.006),
        ("minato-tempting", 0.88, 0.02),
        ("minato-turns", 0.92, 0.03),
        ("koto-2024", 0.9, 0.035),
        ("naha-2023", 0.92, 0.035),
        ("hiroshima-2025", 0.88, 0.055),
        ("ota-2025", 0.95, 0.015),
        ("asahikawa-2024", 0.83, 0.08),
        ("minato-later", 0.92, 0.025),
        ("kita-2024", 0.91, 0.03),
        ("minato-last", 0.92, 0.036),
        ("minato-english", 0.97, 0.01),
        ("minato-fresh", 0.96, 0.015),
        ("bunkyo-2023", 0.92, 0.015),
        ("sapporo-2022", 0.98, 0.01),
        ("minato-compute", 0.93, 0.01),
        ("minato-chats", 0.98, 0.0),
        ("minato-traps", 0.91, 0.03),
        ("bunkyo-2023.chats", 0.92, 0.0),
        ("kawagoe-2024", 0.93, 0.035),
        ("kawagoe-2024.compute", 0.83, 0.0),
        ("sapporo-2022.traps", 0.83, 0.02),
        ("yokosuka-2023", 0.89, 0.015),
        ("minato-third", 0.95, 0.02),
        ("minato-fourth", 0.95, 0.01),
        ("kumamoto-2024", 0.93, 0.02),
        ("minato-fifth", 0.86, 0.015),
        ("minato-sixth", 0.98, 0.0),
        ("himeji-2025", 0.92, 0.045),
        ("toyama-2024", 0.95, 0.03),
        ("utsunomiya-2025", 0.96, 0.015),
        ("bunkyo-2023.traps", 0.75, 0.05),
        ("kawagoe-2024.traps", 0.7, 0.05),
        ("yokosuka-2023.compute", 0.6, 0.05),
        ("minato-eng", 0.94, 0.01),
        ("sapporo-2022.eng", 0.92, 0.03),
    ],
)
def test_what_people_ask_is_answered_right_and_next_to_nothing_wrong(
    name: str, passed: float, wrong: float
) -> None:
    found = verdicts(name)
    asked = found.total()
    assert asked > 50
    assert found[Verdict.PASS] / asked >= passed, found
    assert found[Verdict.WRONG] / asked <= wrong, found
