"""Projects that are said by something else than words: numbers, pages, what became of them, empty columns."""

from __future__ import annotations

from msgspec.structs import replace

from data.diff import Outcome
from data.index import amount
from data.query import Measure, Scope
from nlp.meaning.parts import Part
from nlp.names.lexicon import Entity, Lexicon, project_entity
from nlp.sentences.outcomes import changed
from nlp.sentences.sentence import Sentence
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span


def selections(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """The projects that are selected so, as parts of the sentence."""
    if not sentence.has_any(_SELECTING):
        return []
    return [
        *_numbered(sentence, lexicon),
        *_paged(sentence, lexicon),
        *_became(sentence, lexicon),
    ]


_SELECTING = frozenset({Slot.NUMBER, Slot.PAGE, Slot.LACKING, Slot.OUTCOME})
_BECOMING = frozenset({Slot.LACKING, Slot.OUTCOME})


def _became(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """The projects of which a change is said, where two lists can tell."""
    if not sentence.has_any(_BECOMING):
        return []
    found = [_lacking(s, sentence, lexicon) for s in sentence.all(Slot.LACKING)[:1]]
    for span in sentence.all(Slot.OUTCOME):
        ids = changed(span.value, lexicon) if isinstance(span.value, Outcome) else None
        if ids is not None:
            words = sentence.text[span.begin : span.end]
            scope = Scope(projects=ids, topic=words)
            denied = _DENIED.match(sentence.text, span.end)
            end = denied.end() if denied else span.end
            entity = Entity(None, scope, words)
            part = Part(span.begin, end, entity, topic=True, trait="outcome")
            found.append(replace(part, excluded=denied is not None))
    return found


_DENIED = pattern(
    "(?:に?(?:では|じゃ|で)(?:は)?(?:ない|なく|なかった)|(?:に)?な(?:ら|って(?:い)?)な(?:い|かった)|(?:さ|ら)?(?:れ|め(?:られ)?)?(?:て(?:い)?)?な(?:い|かった)|(?:さ|ら)?れず)(?:の)?"
)
"""Behind what became of a project it is denied: 満額ではない, 増額されなかった."""


def without_lacked(sentence: Sentence) -> Sentence:
    """A sentence without the amount that is said to be lacking, which is not what is asked for."""
    lacking = sentence.first(Slot.LACKING)
    lacked = sentence.first(Slot.MEASURE) if lacking else None
    if not lacked:
        return sentence
    return replace(sentence, spans=tuple(s for s in sentence.spans if s is not lacked))


_OF_WHICH = pattern("(?:の|事業|もの|やつ|件|は)+$")


def _lacking(span: Span, sentence: Sentence, lexicon: Lexicon) -> Part:
    """「レベルアップ分が無い事業」: the projects without that amount."""
    named = sentence.first(Slot.MEASURE)
    measure = named.value if named and isinstance(named.value, Measure) else Measure.REQUESTED
    ids = frozenset(p.id for p in lexicon.projects if not amount(p, measure))
    begin = named.begin if named else span.begin
    words = _OF_WHICH.sub("", sentence.text[begin : span.end])
    return Part(begin, span.end, Entity(None, Scope(projects=ids, topic=words), words), topic=True)


def _numbered(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    found = []
    for span in sentence.all(Slot.NUMBER):
        first, last = span.value if isinstance(span.value, tuple) else (span.value, span.value)
        if not isinstance(first, int) or not isinstance(last, int):
            continue
        named = [p for p in lexicon.projects if first <= p.no <= last]
        found += [Part(span.begin, span.end, project_entity(p)) for p in named]
    return found


def _paged(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「4ページ目に載っている事業」: the projects that are printed there."""
    if not sentence.has(Slot.PAGE):
        return []
    named = any(
        isinstance(s.value, Entity) and not s.value.dimension for s in sentence.all(Slot.ENTITY)
    )
    found = []
    for span in () if named else sentence.all(Slot.PAGE):
        ids = frozenset(p.id for p in lexicon.projects if p.page == span.value)
        words = sentence.text[span.begin : span.end]
        if ids:
            entity = Entity(None, Scope(projects=ids, label=words), words)
            found.append(Part(span.begin, span.end, entity, topic=True, trait="page"))
    return found
