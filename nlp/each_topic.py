"""What is asked of each of several topics: 「子育てと防災の合計をそれぞれ」, one answer after the other."""

from __future__ import annotations

from data.query import Intent, Query
from nlp.ask import ask
from nlp.asked import Asked, uncomputable
from nlp.compose import compose
from nlp.patterns import pattern
from nlp.phrases import Slot
from nlp.reference import Sure

_EACH = pattern(
    "(?:は|、|で|を|に)*(?:それぞれ|おのおの|各々)(?:の|は|で|に|、)*",
    among="それぞれ おのおの 各々",
)
_BESIDE = pattern("(?:関連|関係)?(?:の?事業)?(?:と|や|、|・)")
_ABOUT = frozenset({Sure.TOPIC, Sure.SEVERAL})
_MOST = 5
"""Topics of which each is answered."""


def each_of_topics(asked: Asked) -> tuple[Intent, ...]:
    """What is asked of one topic after the other; a refusal where it cannot be answered so; none where no such are
    asked.
    """
    text = asked.sentence.text
    if not _EACH.search(text):
        return ()
    if any(p.excluded or p.trait for p in asked.parts) or asked.sentence.has(Slot.DIMENSION):
        return ()
    said = [(p.begin, p.end) for p in asked.parts if p.topic]
    said += [(r.mention.begin, r.mention.end) for r in asked.references if r.sure in _ABOUT]
    begin, end = min((b for b, _ in said), default=0), max((e for _, e in said), default=0)
    if any(begin < p.end and p.begin < end for p in asked.parts if not p.topic):
        return ()
    found = _EACH.search(text, end)
    words = [w for w in _BESIDE.split(text[begin:end]) if w]
    if not found or not 1 < len(words) <= _MOST:
        return ()
    rest = text[found.end() :]
    after = f"の{rest}" if found.start() == end else f"{text[end : found.start()]}{rest}"
    intents = tuple(compose(ask(f"{text[:begin]}{w}{after}", asked.lexicon)) for w in words)
    told = all(isinstance(i, Query) and not i.scope.is_open and not i.by for i in intents)
    return intents if told else (uncomputable(asked),)
