"""The same asked in many words is answered with the same projects and the same figure.

`gold/paraphrases.txt` holds a question, and under it the ways to ask it; ` > ` stands between the messages of a conversation.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped

KANA = re.compile("[\u3041-\u30ff]")
"""What is Japanese, and read in Japanese."""

SAME = (Path(__file__).parent / "gold" / "paraphrases.txt").read_text(encoding="utf-8")
ASSISTANT = Assistant(Index.of([shipped()]))


def _answered(messages: str) -> tuple[str, object, object, object, str]:
    context = Context()
    *before, last = messages.split(" > ")
    for message in before:
        context = ASSISTANT.reply(message, context).context
    reply = ASSISTANT.reply(last, context)
    told = payload(reply.answers, reply.message, reply.understood)
    numbers = [str(p["no"]) for p in told["projects"]]  # type: ignore[attr-defined]
    read = "".join(sorted(reply.understood)) if KANA.search(last) else ""
    return str(told["status"]), told["operation"], sorted(numbers), told["value"], read


@pytest.mark.parametrize("lines", SAME.split("\n\n"), ids=lambda s: s.partition("\n")[0])
def test_the_same_in_other_words_is_answered_the_same(lines: str) -> None:
    question, *others = (line.strip() for line in lines.strip().splitlines())
    told = _answered(question)
    assert told[0] == "answered"
    for said in others:
        answered = _answered(said)
        assert answered[:4] == told[:4], said
        assert answered[4] in ("", told[4]), said  # of the same measure, whatever stands first
