"""A question becomes intents: `understand(text, memory, lexicon) -> Understanding`.

Sentences are read one after the other, each against what came before it, so that several questions in
one message, and a sentence that only says what the next one asks about, work the same way.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from data.model import Project
from data.query import (
    Help,
    Intent,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Untold,
)
from nlp.asking.also_told import fields_of_listed, other_column, other_total, twin_of, twin_told
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, names_something
from nlp.asking.compose import compose, query_of
from nlp.asking.context import Memory, is_single, kept, reached
from nlp.asking.correct import corrected
from nlp.asking.group import crossed
from nlp.asking.joined import asks, helping, joined
from nlp.asking.undone import done
from nlp.meaning.parts import Part
from nlp.names.lexicon import Lexicon, project_entity
from nlp.rules.classes import LAST
from nlp.rules.ways import FIGURE
from nlp.sentences.held_against import against
from nlp.sentences.message import family, in_hiragana, sentences_of, without_remarks
from nlp.sentences.parts_of_whole import told_in_full
from nlp.talk.apart import read_apart
from nlp.talk.follow import follow
from nlp.words.gates import Held
from nlp.words.idioms import plainly
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any, normalize, without_markup

LONGEST = 1000
"""Characters of a question; what is longer is not a question about one list."""


class Understanding(Struct, frozen=True):
    """How a message was read: its intents, and for each sentence what was found in it."""

    intents: tuple[Intent, ...]
    asked: tuple[Asked, ...]

    @property
    def unmet(self) -> tuple[NotFound, ...]:
        """What was asked for beside a topic that was found, and is not there (電車 of バスや電車): to be said,
        and not to be remembered.
        """
        unmet = [(a.lexicon, r) for a in self.asked for r in a.references if r.unmet]
        if not unmet:
            return ()
        topics = {i.scope.topic for i in self.intents if isinstance(i, Query)}
        return tuple(
            NotFound(lexicon.edition.id, reference.unmet)
            for lexicon, reference in unmet
            if reference.mention.text in topics
        )


_WORDS = pattern(r"\w")
_LINES = pattern(r"\n+")
_BARE_NUMBER = pattern("[0-9]{1,5}")


def understand(
    text: str, memory: Memory, lexicon: Lexicon, *, dated: bool = False
) -> Understanding:
    """What a message asks. Deterministic; depends on nothing but its arguments.

    `dated`: the lexicon's edition was chosen by a year or a stage that the message names.
    """
    edition = lexicon.edition.id
    if len(text) > LONGEST:
        return Understanding((OutOfScope(edition, Untold.TOO_LONG),), ())
    plain = without_markup(text).strip()
    plain = normalize(_LINES.sub("。", plain) if "\n" in plain else plain)
    plain = without_remarks(in_hiragana(plain))
    if not _WORDS.search(plain):
        return Understanding((OutOfScope(edition, Untold.UNREADABLE),), ())
    plain = _from_latin(family(plain), lexicon)
    held = Held(plain)  # looked through once for all rules behind strings
    plain = plainly(plain, lexicon.printed, held)
    if _BARE_NUMBER.fullmatch(plain) and not memory.choices:
        plain = f"no.{plain}"
    plain = told_in_full(plain, lexicon, opens=not memory.last)
    sentences = sentences_of(_of_all(plain, memory, lexicon))
    asked = joined([corrected(ask(s, lexicon, held), ask) for s in sentences], lexicon)
    if dated:
        asked = [replace(a, dated=True) for a in asked]
    intents = _intents(asked, memory)
    if len(intents) == 1 and sentences:
        intents = (against(intents[0], sentences[-1]),)
    if not intents or (isinstance(intents[0], NotFound) and _are_lost(intents)):
        helps = helping(asked, lexicon)
        intents = (compose(helps),) if helps else intents
    return Understanding(intents, tuple(asked))


def _are_lost(intents: tuple[Intent, ...]) -> bool:
    """Whether nothing of what was asked for is there."""
    return all(isinstance(i, NotFound) for i in intents)


_PERCENT = pattern("(?<!件数で)何(%|割|パーセント)", among="何")
_MONEY = ("額", "予算", "金", "円", "件数")
"""Without one of these, a part of 全63件 is one of projects."""

_BOUND = pattern(f"{FIGURE}(?:以上|以下|未満|超)")
_ALL_OF = pattern(
    "全(?:部で)?([0-9]+)(件|事業)(?=の|で|を|は)|(?:全(?:部で)?)?(?<![0-9])([0-9]+)(?:件|事業)中(?=[^。]*何)",
    among="全 件中 事業中",
)


def _of_all(text: str, memory: Memory, lexicon: Lexicon) -> str:
    """「全63事業の平均」 is said of the whole list, 「全5件の合計」 of the five that were shown."""
    found = _ALL_OF.search(text) if "全" in text or "中" in text else None
    if not found:
        return text
    number, last = int(found[1] or found[3]), memory.query
    if number == len(lexicon.projects):
        among = "のうち" if text.startswith("、", found.end()) else "の"
        whole = text.replace(found[0], f"全体{among}" if found[3] else "全体", 1)
        money = holds_any(_BOUND.sub("", text), _MONEY)
        counted = bool(found[3]) or holds_any(text, ("のうち", "の中"))
        return _PERCENT.sub(r"件数で何\1", whole) if counted and not money else whole
    if found[1] and last and len(lexicon.index.select(reached(last, lexicon))) == number:
        return text.replace(found[0], f"その{number}件", 1)
    return text


_LATIN = pattern("[a-z]")


def _from_latin(text: str, lexicon: Lexicon) -> str:
    """Romanised Japanese as kana; of English, the subject in Japanese; all else as it is."""
    if not _LATIN.search(text):
        return text
    from nlp.english.latin import from_latin  # noqa: PLC0415 - most questions hold none

    return from_latin(text, lexicon)


def _intents(asked: list[Asked], memory: Memory) -> tuple[Intent, ...]:
    """Answer the sentences that ask; the others only say what the next one is about."""
    asking = [a for a in asked if asks(a)]
    asking = asking or [a for a in asked if a.parts or a.references][-1:] or asked[-1:]
    intents: list[Intent] = []
    told: list[Intent] = []
    twin = twin_told(memory) if len(asked) == 1 and asked[0].asks_nothing else None
    for one in asked:
        lost = bool(intents) and isinstance(intents[-1], NotFound)
        if lost and not (one.parts or one.references or one.sentence.has(Slot.HELP)):
            continue  # asked of what the sentence before did not find
        if one in asking:
            if apart := read_apart(one, memory):
                intents.extend(apart)
                memory = Memory(kept(memory.last, apart[-1:]))
                continue
            intent = done(
                one, _of_before(one, follow(_ordinal(one, memory), memory), intents or told)
            )
            if intents and _is_card_of(intents[-1], intent):
                intents.pop()
            for said in (
                *crossed(one, intent),
                *fields_of_listed(one, intent),
                *other_total(one, intent),
                *twin_of(intent, twin),
                *other_column(one, intent),
            ):
                if not intents or said != intents[-1]:
                    intents.append(said)
        elif one.parts and not (intents and all(p.excluded for p in one.parts)):
            intent = follow(one, memory)
            told = [intent]
        else:
            continue
        if one is not asked[-1]:
            memory = Memory(kept(memory.last, (intent,)))
    return _sorted(intents)


def _of_before(asked: Asked, intent: Intent, before: list[Intent]) -> Intent:
    """A later sentence of a message that names nothing is asked of what was asked before: never of the
    whole list (「防災課は何をやるんですか。事業を並べてください」).
    """
    last = before[-1] if before else None
    if last is None or not isinstance(intent, Query) or not isinstance(last, Query | OutOfScope):
        return intent
    whole = asked.sentence.has(Slot.WHOLE) and not _all_of_it(asked, intent, last)
    open_ended = intent.scope.is_open and not intent.parts and not whole
    if not open_ended or names_something(asked):
        return intent
    if isinstance(last, OutOfScope):
        return last if intent.operation is Operation.LIST else intent
    if last.scope.is_open:
        return intent
    if last.operation is Operation.COMPARE:
        return replace(last, measure=asked.measure)  # 「何倍？要求額で」
    return query_of(replace(asked, within=reached(last, asked.lexicon)))


_ALL = frozenset({"全部", "全て", "すべて", "ぜんぶ"})


def _all_of_it(asked: Asked, intent: Query, last: Query | OutOfScope) -> bool:
    """Whether all of a group named before is to be listed: 「防災課は何件？事業を全部見せて」."""
    said = {asked.sentence.text[s.begin : s.end] for s in asked.sentence.all(Slot.WHOLE)}
    group = isinstance(last, Query) and not is_single(last)
    return group and intent.operation is Operation.LIST and said <= _ALL


def _is_card_of(before: Intent, intent: Intent) -> bool:
    """Whether a project was only shown before a field of it is asked: 「…ってほんと？レベルアップ分はいくら」."""
    return (
        isinstance(before, Query)
        and isinstance(intent, Query)
        and before.operation is intent.operation is Operation.DETAIL
        and before.scope == intent.scope
        and not before.attributes
    )


_RANKS = frozenset(
    {Slot.EXTREME, Slot.DIRECTION, Slot.NARROW, Slot.THEN, Slot.TERM, Slot.DIMENSION}
)


_NTH_IS = pattern(
    "^([0-9]{1,3})番目(?:の(?:事業|やつ|もの)?)?(?=(?:は|って)[^、。]{1,12}(?:です|でしょう|なの|なん|か)+[?。]*$)",
    among="番目",
)


def _ordinal(asked: Asked, memory: Memory) -> Asked:
    """「一覧の55番目」「63番目のやつは新規なの」 names a project by its number where nothing is ranked and nothing was
    listed.
    """
    sentence = asked.sentence
    nth = _NTH_IS.search(sentence.text) if "番目" in sentence.text else None
    if nth and asked.parts and not memory.last:
        return ask(f"no.{nth[1]}{sentence.text[nth.end() :]}", asked.lexicon)
    span = sentence.first(Slot.ORDINAL)
    if not span or sentence.has_any(_RANKS) or asked.parts or memory.last:
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


def _sorted(intents: list[Intent]) -> tuple[Intent, ...]:
    """Answers, and refusals only where nothing could be answered or where they say more."""
    if len(intents) == 1:
        return tuple(intents)
    real = [i for i in intents if not isinstance(i, (NotFound, OutOfScope, Help))]
    if not real:
        return tuple([i for i in intents if isinstance(i, Help)][:1] or intents[:1])
    return (*real, *(i for i in intents if isinstance(i, NotFound | OutOfScope)))
