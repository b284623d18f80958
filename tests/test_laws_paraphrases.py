"""The same asked in many words is answered with the same projects and the same figure.

Each `gold/LIST.paraphrases.txt` holds questions, and under each the ways to ask it; ` > ` stands between the messages of a
conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from bot.assistant import Context
from bot.payload import payload
from tests.test_laws_gold import GOLD, assistant_of

KANA = re.compile("[\u3041-\u30ff]")
"""What is Japanese, and read in Japanese."""


def _classes() -> Iterator[tuple[str, str]]:
    for file in sorted(GOLD.glob("*.paraphrases.txt")):
        for lines in file.read_text(encoding="utf-8").split("\n\n"):
            yield file.name.removesuffix(".paraphrases.txt"), lines


assistant = cache(assistant_of)


def _answered(name: str, messages: str) -> tuple[str, object, object, object, str]:
    context = Context()
    *before, last = messages.split(" > ")
    for message in before:
        context = assistant(name).reply(message, context).context
    reply = assistant(name).reply(last, context)
    told = payload(reply.answers, reply.message, reply.understood)
    numbers = [str(p["no"]) for p in told["projects"]]  # type: ignore[attr-defined]
    read = "".join(sorted(reply.understood)) if KANA.search(last) else ""
    return str(told["status"]), told["operation"], sorted(numbers), told["value"], read


@pytest.mark.parametrize(("name", "lines"), [*_classes()], ids=lambda s: s.partition("\n")[0])
def test_the_same_in_other_words_is_answered_the_same(name: str, lines: str) -> None:
    question, *others = (line.strip() for line in lines.strip().splitlines())
    told = _answered(name, question)
    assert told[0] == "answered"
    for said in others:
        answered = _answered(name, said)
        assert answered[:4] == told[:4], said
        assert answered[4] in ("", told[4]), said  # of the same measure, whatever stands first
