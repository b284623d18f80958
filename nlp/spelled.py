"""Projects by how their names are written: 「事業名に『支援』が入るのは」「『事業』で終わる名前」."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from data.model import Project
from data.query import Scope
from nlp.lexicon import Entity, Lexicon
from nlp.parts import Part
from nlp.patterns import pattern
from nlp.sentence import Sentence
from nlp.text import fold, normalize

_NAMES = ("事業名", "名前", "名称", "タイトル", "事業の名前")
_NAME = rf"(?:{'|'.join(_NAMES)})"
_QUOTED = r"[「『\"']?([^「」『』\"'、。\s]{1,20}?)[」』\"']?"
_WORD = r"(?:という|って|とか)?(?:文字|言葉|ことば|単語|語|字)?"
_HELD = r"(?:が|を|の|と)?(?:入(?:る|って|った)|含(?:む|まれ|んで)|つ(?:く|いて|いた)|付(?:く|いて|いた)|ある|あり)"

_WAYS = (
    (pattern(rf"{_NAME}(?:の中)?に{_QUOTED}{_WORD}{_HELD}"), str.__contains__),
    (pattern(rf"{_QUOTED}{_WORD}(?:が|を|って)?{_NAME}(?:の中)?に{_HELD}"), str.__contains__),
    (pattern(rf"{_NAME}(?:が|は)?{_QUOTED}で終わ[るっ]"), str.endswith),
    (pattern(rf"{_NAME}(?:が|は)?{_QUOTED}(?:で|から)始ま[るっ]"), str.startswith),
    (pattern(rf"{_QUOTED}で終わ[るっ](?:て(?:い)?る)?{_NAME}"), str.endswith),
    (pattern(rf"{_QUOTED}(?:で|から)始ま[るっ](?:て(?:い)?る)?{_NAME}"), str.startswith),
)  # fmt: skip


def spelled(sentence: Sentence, lexicon: Lexicon) -> Part | None:
    """The projects whose names hold, begin with or end with what is quoted; None where none is asked so."""
    if not any(name in sentence.text for name in _NAMES):
        return None
    for said, fits in _WAYS:
        found = said.search(sentence.text)
        if found:
            ids = frozenset(p.id for p in _held(found[1], fits, lexicon))
            words = sentence.text[found.start() : found.end()]
            entity = Entity(None, Scope(projects=ids, label=words), words)
            return Part(found.start(), found.end(), entity, topic=True)
    return None


def _held(words: str, fits: Callable[[str, str], bool], lexicon: Lexicon) -> Iterator[Project]:
    wanted = fold(normalize(words))
    return (p for p in lexicon.projects if fits(fold(normalize(p.name)), wanted))
