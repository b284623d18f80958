"""Mentions that name nothing: what is said again, what is counted, the verb of what is asked."""

from __future__ import annotations

from nlp.names.lexicon import Entity
from nlp.sentences.sentence import Mention, Sentence
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

THAN = ("より", "を超", "を上回", "を下回")
"""What follows a name of which only the amount is meant: 電子図書館開設より高い図書館の事業."""

_COUNTED = pattern("何(?:言語|種類|地区|団体|学校)")


def _counts(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention asks how many there are of what is named before it: 何言語."""
    return (
        mention.begin > 0 and bool(_COUNTED.fullmatch(mention.text)) and len(sentence.mentions) > 1
    )


def is_stem(mention: Mention) -> bool:
    """Whether a mention is よう of できるようになる."""
    return bool(mention.tokens) and all(t.detail == "助動詞語幹" for t in mention.tokens)


_WHAT = ("何を", "なにを", "どこを", "どこに", "どのように", "どうやって")
_DEED = pattern("(?:する|し(?:ます|て)?|される)?$")


def tells_nothing(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention names nothing: it repeats, it counts, or it is the verb of what is asked (何を増設する)."""
    if _repeats(mention, sentence) or _counts(mention, sentence):
        return True
    if _IS_WHAT.match(sentence.text, mention.end) and _named_before(mention, sentence):
        return True  # 「多言語対応推進で配る機械は何」
    verb = len(mention.tokens) == 1 and mention.text != mention.tokens[0].surface
    verb = verb and bool(_DEED.match(mention.text, len(mention.tokens[0].surface)))
    return verb and sentence.text.endswith(_WHAT, 0, mention.begin)


_IS_WHAT = pattern(
    r"(?:は|って)(?:何|なに|なん)(?:です|なん|なの)?(?:か|ですか)?[?。]*$", among="何 なに なん"
)


def _named_before(mention: Mention, sentence: Sentence) -> bool:
    """Whether a project is named before a mention that で parts from it."""
    end = mention.begin - 1
    whole = any(s.end == end and s.slot is Slot.ENTITY for s in sentence.spans)
    return end > 0 and sentence.text[end] == "で" and whole


def _repeats(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention only says again what an exact name beside it says: Tax Division (税務課)."""
    if not sentence.has(Slot.ENTITY):
        return False
    away = {s.begin for s in sentence.all(Slot.EXCLUDE)}
    named = (
        s
        for s in sentence.all(Slot.ENTITY)
        if s.end not in away and not sentence.text.startswith(THAN, s.end)
    )  # 環境課以外の環境の事業
    labels = [s.value.label for s in named if isinstance(s.value, Entity)]
    words = [t.surface for t in mention.tokens]
    return bool(words) and any(all(w in label for w in words) for label in labels)
