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
        ("minato-paraphrases", 0.97, 0.008),
        ("minato-hidden", 0.98, 0.007),
        ("minato-hostile", 0.95, 0.012),
        ("minato-everyday", 0.98, 0.006),
        ("shinagawa-2021", 0.98, 0.003),
        ("shinano-2023", 0.97, 0.003),
        ("suginami-2022", 0.97, 0.008),
        ("kawaguchi-2024", 0.95, 0.013),
        ("minato-roundabout", 0.95, 0.014),
        ("nerima-2023", 0.96, 0.003),
        ("kawasaki-2025", 0.99, 0.003),
        ("minato-frank", 0.96, 0.018),
        ("minato-slang", 0.95, 0.014),
        ("aomori-2024", 0.96, 0.015),
        ("amagasaki-2022", 0.96, 0.021),
        ("katsushika-2021", 0.94, 0.02),
        ("sasebo-2025", 0.93, 0.016),
        ("minato-plain", 0.98, 0.01),
        ("takaoka-2023", 0.96, 0.009),
        ("matsumoto-2023", 0.97, 0.009),
        ("setagaya-2022", 0.96, 0.009),
        ("hamamatsu-2024", 0.96, 0.008),
        ("itabashi-2021", 0.93, 0.018),
        ("fujisawa-2023", 0.91, 0.019),
        ("toyohashi-2022", 0.95, 0.013),
        ("minato-needs", 0.89, 0.008),
        ("minato-garbled", 0.96, 0.014),
        ("minato-mixed", 0.97, 0.008),
        ("kanazawa-2023", 0.91, 0.018),
        ("minato-own-words", 0.8, 0.04),
        ("minato-turned", 0.99, 0.003),
        ("minato-broad", 0.96, 0.003),
        ("minato-talks", 0.97, 0.003),
        ("minato-tempting", 0.9, 0.014),
        ("minato-turns", 0.94, 0.008),
        ("koto-2024", 0.95, 0.016),
        ("naha-2023", 0.92, 0.029),
        ("hiroshima-2025", 0.94, 0.033),
        ("ota-2025", 0.97, 0.008),
        ("asahikawa-2024", 0.87, 0.039),
        ("minato-later", 0.93, 0.018),
        ("kita-2024", 0.92, 0.021),
        ("minato-last", 0.93, 0.017),
        ("minato-english", 0.99, 0.003),
        ("minato-fresh", 0.97, 0.003),
        ("bunkyo-2023", 0.93, 0.015),
        ("sapporo-2022", 0.98, 0.01),
        ("minato-compute", 0.96, 0.003),
        ("minato-chats", 0.99, 0),
        ("minato-traps", 0.94, 0.003),
        ("bunkyo-2023.chats", 0.93, 0),
        ("kawagoe-2024", 0.93, 0.035),
        ("kawagoe-2024.compute", 0.86, 0),
        ("sapporo-2022.traps", 0.84, 0.003),
        ("yokosuka-2023", 0.89, 0.015),
        ("minato-third", 0.95, 0.02),
        ("minato-fourth", 0.95, 0.01),
        ("kumamoto-2024", 0.93, 0.019),
        ("minato-fifth", 0.86, 0.015),
        ("minato-sixth", 0.98, 0),
        ("himeji-2025", 0.92, 0.034),
        ("toyama-2024", 0.95, 0.028),
        ("utsunomiya-2025", 0.96, 0.015),
        ("bunkyo-2023.traps", 0.77, 0.037),
        ("kawagoe-2024.traps", 0.7, 0.05),
        ("yokosuka-2023.compute", 0.72, 0.028),
        ("minato-eng", 0.94, 0.003),
        ("sapporo-2022.eng", 0.93, 0.023),
        ("matsue-2024.compute", 0.95, 0.003),
        ("minato-eighth", 0.93, 0.009),
        ("minato-hunted", 0.75, 0.055),
        ("minato-seventh", 0.86, 0.048),
        ("niigata-2022", 0.89, 0.037),
        ("okayama-2023", 0.95, 0.009),
        ("toshima-2022", 0.91, 0.02),
        ("minato-hunted2", 0.55, 0.032),
        ("asahikawa-2024.topics", 0.95, 0.003),
        ("himeji-2025.topics", 0.97, 0.022),
        ("koto-2024.topics", 0.95, 0.041),
        ("matsue-2024.topics", 0.93, 0.003),
        ("nagasaki-2024", 0.94, 0.031),
        ("naha-2023.topics", 0.84, 0.041),
        ("niigata-2022.topics", 0.87, 0.06),
        ("okayama-2023.topics", 0.95, 0.003),
        ("toshima-2022.topics", 0.87, 0.022),
        ("otsu-2023", 0.9, 0.031),
        ("akita-2024", 0.88, 0.03),
        ("akita-2024.chats", 0.99, 0.003),
        ("arakawa-2025", 0.89, 0.033),
        ("minato-hunted3", 0.99, 0.003),
        ("minato-hunted4", 0.99, 0.003),
        ("minato-eng2", 0.99, 0.003),
        ("mito-2025", 0.9, 0.033),
        ("fukui-2026", 0.79, 0.051),
        ("sumida-2022", 0.76, 0.097),
        ("minato-ninth", 0.98, 0.01),
        ("minato-tenth", 0.965, 0.01),
        ("minato-eleventh", 0.91, 0.02),
        ("nara-2024", 0.97, 0.013),
        ("kitakyushu-2026", 0.93, 0.021),
        ("nakano-2022", 0.95, 0.017),
        ("gifu-2025", 0.95, 0.025),
        ("gifu-2025-b", 0.89, 0.06),
        ("edogawa-2024", 0.94, 0.045),
        ("suita-2025", 0.91, 0.05),
        ("hachioji-2024", 0.93, 0.025),
        ("takamatsu-2026", 0.92, 0.02),
        ("nasushiobara-2027", 0.895, 0.025),
        ("chofu-2023", 0.93, 0.03),
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
