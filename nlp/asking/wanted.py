"""What a sentence wants of its mentions: one project, a total, or whatever they are about."""

from __future__ import annotations

from data.query import Dimension, Operation
from nlp.asking.asked import ASKING, TOTALS
from nlp.meaning.reference import Wanted
from nlp.names.lexicon import Entity
from nlp.sentences.sentence import Sentence
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot


def wanted_of(sentence: Sentence) -> Wanted:
    """What the sentence wants of its mentions."""
    if sentence.has(Slot.EXTREME):  # what is ranked is a set, and all of it: 交通系で一番高いの
        return Wanted.ALL if _about(sentence) else Wanted.TOTAL
    operations = {s.value for s in sentence.all(Slot.OPERATION)}
    if _wants_many(sentence, operations):
        return Wanted.ALL
    if operations & TOTALS or (operations & _OF_SETS and _only_words(sentence)):
        return Wanted.TOTAL
    return Wanted.ONE if sentence.has_any(ASKING) else Wanted.ANY


_WHICH_THING = pattern("(?:どっち|どちら)の")
_OF_SETS = frozenset({Operation.SHARE, Operation.COMPARE, Operation.BREAKDOWN})


def _only_words(sentence: Sentence) -> bool:
    """Whether all that is named is named by one word, as topics are: 防災と子育て、どっちが多い."""
    words = [len(m.tokens) for m in sentence.mentions]
    plain = not sentence.text.isascii() and not _WHICH_THING.search(sentence.text)
    return plain and bool(words) and max(words) == 1


_PLAIN_AMOUNTS = ("amount exact", "amount about", "amount round")
_FIELDS = frozenset({Slot.ATTRIBUTE, Slot.MEASURE, Slot.PER_EACH})


_MANY = frozenset({Operation.LIST, Operation.COUNT})


def _wants_many(sentence: Sentence, operations: set[object]) -> bool:
    """Whether whatever fits is wanted: a list, a topic, a count; not one project's fields."""
    if sentence.has(Slot.SAME):
        return False
    if operations & _MANY or _about(sentence):
        return True
    each = all(s.rule == "each" for s in sentence.all(Slot.OPERATION)) and sentence.has(Slot.NOUN)
    if (operations and not each) or sentence.has_any(_FIELDS):
        return False
    if _SOMETHING.search(sentence.text):
        return True
    bounded = any(s.rule not in _PLAIN_AMOUNTS for s in sentence.all(Slot.AMOUNT))
    return sentence.has(Slot.NOUN) or bounded or _has_group(sentence)


_SOMETHING = pattern(r"(?:何か|なにか|なんか).*(?:ある|あり|ない|やって|して)[^、。]*$")
"""「何か見守りとかありますか」."""


def _about(sentence: Sentence) -> bool:
    """Whether what a topic is about is said; 「小学生のために集音マイクを置く」 tells what one does."""
    about = sentence.all(Slot.ABOUT)
    if not about:
        return False

    def within(begin: int, end: int) -> bool:
        return any(m.begin < begin and end < m.end for m in sentence.mentions)

    return any(
        "ため" not in sentence.text[s.begin : s.end] or not within(s.begin, s.end) for s in about
    )


def _has_group(sentence: Sentence) -> bool:
    entities = [s.value for s in sentence.all(Slot.ENTITY) if isinstance(s.value, Entity)]
    fields = (Dimension.KIND, Dimension.ACCOUNT)
    groups = [e.dimension for e in entities if e.dimension is not None]
    asked = sentence.text.rstrip("?。 ").endswith(tuple(e.label for e in entities if e.label))
    return bool(groups) and not (
        asked and all(g in fields for g in groups) and bool(sentence.mentions)
    )
