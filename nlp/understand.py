"""A question becomes intents: `understand(text, memory, lexicon) -> Understanding`.

Sentences are read one after the other, each against what came before it, so that several questions in
one message, and a sentence that only says what the next one asks about, work the same way.
"""

from __future__ import annotations

import re
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from data.diff import Outcome
from data.index import amount
from data.model import Project
from data.query import (
    Attribute,
    Dimension,
    Help,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Scope,
    Untold,
)
from nlp.asked import ASKING, TOTALS, Asked, measure_of
from nlp.context import Memory, kept, shown
from nlp.correct import corrected
from nlp.english import is_english, to_japanese
from nlp.exclude import taken_away
from nlp.follow import follow
from nlp.group import crossed
from nlp.lexicon import Entity, Lexicon, project_entity
from nlp.outcomes import changed
from nlp.parts import Part, parts_of
from nlp.patterns import pattern
from nlp.phrases import Slot, Span
from nlp.readings import kana_of_romaji
from nlp.resolve import Wanted
from nlp.rules.classes import LAST
from nlp.rules.particles import LIGHT
from nlp.sentence import Mention, Sentence, read
from nlp.settle import references_of
from nlp.spelled import spelled
from nlp.text import normalize, without_markup

LONGEST = 1000
"""Characters of a question; what is longer is not a question about one list."""


class Understanding(Struct, frozen=True):
    """How a message was read: its intents, and for each sentence what was found in it."""

    intents: tuple[Intent, ...]
    asked: tuple[Asked, ...]


_SENTENCES = pattern(r"(?<=[。!?\n])(?!\s*$)|(?<=…)(?=[でじそ])")
_WORDS = pattern(r"\w")


def understand(
    text: str, memory: Memory, lexicon: Lexicon, *, dated: bool = False
) -> Understanding:
    """What a message asks. Deterministic; depends on nothing but its arguments.

    `dated`: the lexicon's edition was chosen by a year or a stage that the message names.
    """
    edition = lexicon.edition.id
    if len(text) > LONGEST:
        return Understanding((OutOfScope(edition, Untold.TOO_LONG),), ())
    plain = normalize(re.sub(r"\n+", "。", without_markup(text).strip()))
    if not _WORDS.search(plain):
        return Understanding((OutOfScope(edition, Untold.UNREADABLE),), ())
    plain = _from_latin(plain)
    if re.fullmatch(r"[0-9]{1,5}", plain) and not memory.choices:
        plain = f"no.{plain}"
    sentences = [s for s in _SENTENCES.split(plain) if _WORDS.search(s)]
    asked = _joined(
        [corrected(ask(s, lexicon), partial(ask, lexicon=lexicon)) for s in sentences], lexicon
    )
    if dated:
        asked = [replace(a, dated=True) for a in asked]
    return Understanding(_intents(asked, memory), tuple(asked))


def _joined(asked: list[Asked], lexicon: Lexicon) -> list[Asked]:
    """「耳が聞こえない母がいます。使えそうな事業は？」: what the first sentence names belongs to the second."""
    kept: list[Asked] = []
    for one in asked:
        before = kept[-1] if kept else None
        bare = not one.parts and _only_light(one) and _asks_or_nouns(one)
        if (
            before
            and bare
            and before.asks_nothing
            and before.references
            and not before.sentence.text.endswith("?")
        ):
            text = before.sentence.text.rstrip("。 ") + "、" + one.sentence.text
            kept[-1] = ask(text, lexicon)
        elif before and _waits(before) and one.asks_nothing and (one.parts or one.references):
            kept[-1] = ask(f"{one.sentence.text.rstrip('。? ')}、{before.sentence.text}", lexicon)
        else:
            kept.append(one)
    return kept


def _waits(asked: Asked) -> bool:
    """「何ページに載ってる？防災ラジオ」: a question whose subject comes after it."""
    return not (asked.asks_nothing or asked.parts or asked.references)


def _only_light(asked: Asked) -> bool:
    return all(t.normal in LIGHT for r in asked.references for t in r.mention.tokens)


def _asks_or_nouns(asked: Asked) -> bool:
    asking = asked.sentence.text.rstrip("。? ").endswith(("か", "の", "ある"))
    noun = asked.sentence.has(Slot.NOUN) or asked.sentence.has(Slot.ABOUT)
    return _asks(asked) or noun or asking


_NUMBERED = pattern(r"no\.?\s?[0-9]")


def _from_latin(text: str) -> str:
    """Romanised Japanese as kana; of English, the subject in Japanese; all else as it is."""
    if is_english(text):
        return to_japanese(text)
    if not text.isascii() or _NUMBERED.match(text):
        return text
    return kana_of_romaji(text) or text


def ask(text: str, lexicon: Lexicon) -> Asked:
    """Read one sentence and find out what its words refer to."""
    sentence = read(text, lexicon)
    titled = [*_titled(sentence, lexicon), *filter(None, [spelled(sentence, lexicon)])]
    sentence = _taken(sentence, titled)
    mentions = [m for m in sentence.mentions if not _repeats(m, sentence)]
    references = references_of(sentence, mentions, lexicon, _wanted(sentence))
    parts = [
        *_numbered(sentence, lexicon),
        *_paged(sentence, lexicon),
        *_became(sentence, lexicon),
        *titled,
        *parts_of(sentence, references, lexicon),
    ]
    parts.sort(key=lambda p: p.begin)
    parts, spent = taken_away(sentence, parts, lexicon)
    return Asked(sentence, tuple(parts), references, lexicon, spent=spent)


_CALLED = re.compile(r"(?:って|という|っていう|とかいう|との)?")


def _titled(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「子どもを健やかに育むって柱」: a group by part of its name, where the word for its kind follows."""
    found = []
    for mention in sentence.mentions:
        for term in sentence.all(Slot.TERM):
            called = _CALLED.fullmatch(sentence.text, mention.end, term.begin)
            if not called or not called[0] or not isinstance(term.value, Dimension):
                continue
            kinds = {term.value, *((Dimension.POLICY,) if term.value is Dimension.PILLAR else ())}
            names = lexicon.group_names.find(mention.text, 5, mention.tokens)
            groups = [lexicon.groups[c.key] for c in names]
            named = [g for g in groups if g.dimension is term.value] or [
                g for g in groups if g.dimension in kinds
            ]
            if len(named) == 1:
                found.append(Part(mention.begin, term.end, named[0]))
    return found


def _taken(sentence: Sentence, parts: list[Part]) -> Sentence:
    """A sentence without the words that parts of their own took."""

    def free(begin: int, end: int) -> bool:
        return all(end <= p.begin or p.end <= begin for p in parts)

    if not parts:
        return sentence
    spans = tuple(s for s in sentence.spans if free(s.begin, s.end))
    mentions = tuple(m for m in sentence.mentions if free(m.begin, m.end))
    return replace(sentence, spans=spans, mentions=mentions)


def _repeats(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention only says again what an exact name beside it says: Tax Division (税務課)."""
    labels = [s.value.label for s in sentence.all(Slot.ENTITY) if isinstance(s.value, Entity)]
    words = [t.surface for t in mention.tokens]
    return bool(words) and any(all(w in label for w in words) for label in labels)


def _became(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """The projects of which a change is said, where two lists can tell."""
    found = [_lacking(s, sentence, lexicon) for s in sentence.all(Slot.LACKING)[:1]]
    for span in sentence.all(Slot.OUTCOME):
        ids = changed(span.value, lexicon) if isinstance(span.value, Outcome) else None
        if ids is not None:
            words = sentence.text[span.begin : span.end]
            scope = Scope(projects=ids, topic=words)
            found.append(Part(span.begin, span.end, Entity(None, scope, words), topic=True))
    return found


def _lacking(span: Span, sentence: Sentence, lexicon: Lexicon) -> Part:
    """「レベルアップ分が無い事業」: the projects without that amount."""
    named = sentence.first(Slot.MEASURE)
    measure = named.value if named and isinstance(named.value, Measure) else Measure.REQUESTED
    ids = frozenset(p.id for p in lexicon.projects if not amount(p, measure))
    begin = named.begin if named else span.begin
    words = sentence.text[begin : span.end]
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
    named = any(
        isinstance(s.value, Entity) and not s.value.dimension for s in sentence.all(Slot.ENTITY)
    )
    found = []
    for span in () if named else sentence.all(Slot.PAGE):
        ids = frozenset(p.id for p in lexicon.projects if p.page == span.value)
        words = sentence.text[span.begin : span.end]
        if ids:
            entity = Entity(None, Scope(projects=ids, label=words), words)
            found.append(Part(span.begin, span.end, entity, topic=True))
    return found


def _intents(asked: list[Asked], memory: Memory) -> tuple[Intent, ...]:
    """Answer the sentences that ask; the others only say what the next one is about."""
    asking = [a for a in asked if _asks(a)] or asked[-1:]
    intents: list[Intent] = []
    for one in asked:
        lost = bool(intents) and isinstance(intents[-1], NotFound)
        if lost and not one.parts and not one.references:
            continue  # asked of what the sentence before did not find
        if one in asking:
            intent = follow(_ordinal(one, memory), memory)
            for said in (
                *crossed(one, intent),
                *_field_of_first(one, intent),
                *_other_total(one, intent),
            ):
                if not intents or said != intents[-1]:
                    intents.append(said)
        elif one.parts:
            intent = follow(one, memory)
        else:
            continue
        memory = Memory(kept(memory.last, (intent,)))
    return _sorted(intents)


def _other_total(asked: Asked, intent: Intent) -> tuple[Intent, ...]:
    """「何件で合計いくら」: the other total of the same projects."""
    if not isinstance(intent, Query) or intent.operation not in TOTALS or intent.by:
        return ()
    others = [
        o for o in dict.fromkeys(asked.operations) if o in TOTALS and o is not intent.operation
    ]
    if not others or asked.sentence.has(Slot.LIMIT):
        return ()
    return tuple(replace(intent, operation=o, measure=measure_of(asked)) for o in others)


def _field_of_first(asked: Asked, intent: Intent) -> tuple[Intent, ...]:
    """「一番高い事業の担当は」: the ranking, and the field of whoever is first."""
    fields = tuple(a for a in asked.attributes if a not in (Attribute.REQUESTED, Attribute.NAME))
    ranked = isinstance(intent, Query) and intent.operation in (Operation.MAX, Operation.MIN)
    if (
        not fields
        or not ranked
        or not isinstance(intent, Query)
        or intent.by
        or (intent.limit or 1) > 1
    ):
        return ()
    projects = shown(intent, asked.lexicon)
    return (Query(Operation.DETAIL, asked.lexicon.of_projects(projects), attributes=fields),)


_RANKS = frozenset(
    {Slot.EXTREME, Slot.DIRECTION, Slot.NARROW, Slot.THEN, Slot.TERM, Slot.DIMENSION}
)


def _ordinal(asked: Asked, memory: Memory) -> Asked:
    """「一覧の55番目」 names a project by its number where nothing is ranked and nothing was listed."""
    sentence = asked.sentence
    span = sentence.first(Slot.ORDINAL)
    if not span or sentence.has_any(_RANKS) or asked.parts or memory.query or memory.choices:
        return asked
    if sentence.text[span.begin : span.end].endswith("位") or Operation.COUNT in asked.operations:
        return asked
    if span.value == LAST:
        project: Project | None = asked.lexicon.projects[-1]
    else:
        project = asked.lexicon.numbered(span.value) if isinstance(span.value, int) else None
    number = replace(span, slot=Slot.NUMBER)
    spans = tuple(number if s is span else s for s in sentence.spans)
    parts = (Part(span.begin, span.end, project_entity(project)),) if project else ()
    return replace(asked, sentence=replace(sentence, spans=spans), parts=parts)


_ALSO = re.compile(r"も[。!]?$")


def _asks(asked: Asked) -> bool:
    """Whether a sentence asks, or names one more thing to be answered (あとタバコルールも)."""
    also = bool(asked.parts) and _ALSO.search(asked.sentence.text) is not None
    return not asked.asks_nothing or asked.sentence.text.endswith("?") or also


def _sorted(intents: list[Intent]) -> tuple[Intent, ...]:
    """Answers, and refusals only where nothing could be answered or where they say more."""
    real = [i for i in intents if not isinstance(i, (NotFound, OutOfScope, Help))]
    if not real:
        return tuple(intents[:1])
    return (*real, *(i for i in intents if isinstance(i, NotFound | OutOfScope)))


def _wanted(sentence: Sentence) -> Wanted:
    """What the sentence wants of its mentions."""
    if _wants_many(sentence):
        return Wanted.ALL
    if any(s.value in TOTALS for s in sentence.all(Slot.OPERATION)):
        return Wanted.TOTAL
    return Wanted.ONE if sentence.has_any(ASKING) else Wanted.ANY


def _wants_many(sentence: Sentence) -> bool:
    """Whether whatever fits is wanted: a list, a topic, a count; not one project's fields."""
    operations = {s.value for s in sentence.all(Slot.OPERATION)}
    if sentence.has(Slot.SAME):
        return False
    if operations & {Operation.LIST, Operation.COUNT} or sentence.has(Slot.ABOUT):
        return True
    fields = sentence.has(Slot.ATTRIBUTE) or sentence.has(Slot.MEASURE) or operations
    bounded = any(s.rule not in ("amount exact", "amount about") for s in sentence.all(Slot.AMOUNT))
    grouped = sentence.has(Slot.NOUN) or bounded or _has_group(sentence)
    return grouped and not fields and not sentence.has(Slot.EXTREME)


def _has_group(sentence: Sentence) -> bool:
    entities = [s.value for s in sentence.all(Slot.ENTITY) if isinstance(s.value, Entity)]
    fields = (Dimension.KIND, Dimension.ACCOUNT)
    groups = [e.dimension for e in entities if e.dimension is not None]
    asked = sentence.text.rstrip("?。 ").endswith(tuple(e.label for e in entities if e.label))
    return bool(groups) and not (
        asked and all(g in fields for g in groups) and bool(sentence.mentions)
    )
