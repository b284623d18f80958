"""How a question was read, for `yosan ask --explain`: tokens, spans, rules, candidates, the query."""

from __future__ import annotations

from collections.abc import Iterator

from bot.assistant import Assistant, Context
from data.model import EditionId
from nlp.asking.asked import Asked
from nlp.meaning.reference import Reference


def explain(question: str, assistant: Assistant, edition: EditionId | None = None) -> str:
    """Every step from the words to the intents, as lines of text."""
    understanding = assistant.understand(question, Context(), edition)
    lines: list[str] = []
    for asked in understanding.asked:
        lines += _sentence(asked)
    lines += [f"intent     {intent}" for intent in understanding.intents]
    return "\n".join([*lines, ""])


def _sentence(asked: Asked) -> Iterator[str]:
    sentence = asked.sentence
    yield f"sentence   {sentence.text}"
    yield "tokens     " + " ".join(f"{t.surface}/{t.normal}/{t.pos}" for t in sentence.tokens)
    for span in sentence.spans:
        said = sentence.text[span.begin : span.end]
        yield f"span       {span.begin:>3}–{span.end:<3} 「{said}」 {span.slot.name.lower()} ← rule “{span.rule}”"
    for reference in asked.references:
        yield from _reference(reference, asked)


def _reference(reference: Reference, asked: Asked) -> Iterator[str]:
    mention = reference.mention
    words = " ".join(t.normal for t in mention.tokens)
    yield f"mention    {mention.begin:>3}–{mention.end:<3} 「{mention.text}」 [{words}] → {reference.sure.name.lower()} {reference.why}"
    for candidate in asked.lexicon.names.find(mention.text, 5):
        name = asked.lexicon.projects[candidate.key]
        yield f"  candidate  No.{name.no} {name.name}  score {candidate.score:.1f}, {candidate.how}, coverage {candidate.coverage:.2f}"
    for ranked in asked.lexicon.topics.rank(mention.tokens, 3):
        name = asked.lexicon.projects[ranked.row]
        yield f"  described  No.{name.no} {name.name}  coverage {ranked.coverage:.2f}"
