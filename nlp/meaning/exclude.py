"""What a question takes away: a name, a group, amounts, the head of a ranking (以外, を除いて, から…を引く).

A word that takes something away must find what it takes; `left_over` are those that found nothing, and
a question with one of them is not answered, since its answer would be the very thing to be left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from data.query import Range, Scope
from nlp.meaning.parts import Part
from nlp.names.lexicon import Entity, Lexicon
from nlp.sentences.sentence import Sentence
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span

_AND = frozenset({"でも", "と", "や", "とか", "・", "および", "及び", "も", " and ", ", ", " or "})
"""What joins two things that are both taken away, whatever they are."""

_LIST = _AND | {"、", ",", " ", ""}
"""The same for two things of one kind; 「保健福祉部、障害課を除いて」 takes one from the other."""

_GAP = pattern(
    r"(?:の|って|は|を|が|、|という)*(?:事業|もの|やつ|分|ぶん|額|金額|要求額|予算|合計|総額|プロジェクト)?"
    r"(?:の|は|を|が|について)*"
)
"""What may stand between a thing and the word that takes it away."""

_AHEAD = pattern(r"\s*(?:the|all|any)?\s*")
"""The same where the word stands first: excluding the new projects."""


def taken_away(
    sentence: Sentence, parts: list[Part], lexicon: Lexicon
) -> tuple[list[Part], frozenset[Span]]:
    """The parts with those marked that a word takes away, and the spans that were used for it."""
    taking = sentence.all(Slot.EXCLUDE)
    if not taking:
        return parts, frozenset()
    marked, spent = list(parts), set[Span]()
    for span in taking:
        if not _subtracts(span, sentence):
            continue
        if span.value is True:
            used = _following(span, sentence, marked)
        else:
            used = (
                _neither(span, sentence, marked)
                or _amount_before(span, sentence, marked)
                or _before(span, sentence, marked, lexicon)
            )
        spent |= used
    return marked, frozenset(spent)


_DRAWS = pattern("を?引[いくけこ]")
_AMOUNTS = pattern("から|額|合計|総額|全体|予算|円")


def _subtracts(span: Span, sentence: Sentence) -> bool:
    """Whether a word takes something away; 線を引く takes nothing from what is no amount."""
    drawn = _DRAWS.match(sentence.text, span.begin)
    return not drawn or bool(_AMOUNTS.search(sentence.text))


def left_over(sentence: Sentence, spent: Iterable[Span]) -> list[Span]:
    """Words that take something away and found nothing to take."""
    taking = sentence.all(Slot.EXCLUDE)
    return [s for s in taking if s not in spent] if taking else []


def _before(span: Span, sentence: Sentence, marked: list[Part], lexicon: Lexicon) -> set[Span]:
    edge, nearest = span.begin, None
    other = sentence.text[span.begin : span.end].endswith(("ほう", "方"))  # of two, and not both
    for place in range(len(marked) - 1, -1, -1):
        part = marked[place]
        if part.end > edge or part.excluded:
            continue
        gap = sentence.text[part.end : edge]
        if nearest is None:
            if not _GAP.fullmatch(gap):
                break
        elif other or gap not in _LIST or not _of_one_kind(part, nearest, gap, lexicon):
            break
        marked[place] = nearest = replace(part, excluded=True)
        edge = part.begin
    return {span} if nearest else set()


def _of_one_kind(part: Part, other: Part, gap: str, lexicon: Lexicon) -> bool:
    """Whether two parts are listed together, and the first is not what the second is taken from."""
    if part.entity.dimension is not other.entity.dimension and gap not in _AND:
        return False
    index, whole = lexicon.index, lexicon.whole
    inner = set(index.select(whole.narrow(other.entity.scope)))
    return not inner <= set(index.select(whole.narrow(part.entity.scope))) or part.is_project


def _following(span: Span, sentence: Sentence, marked: list[Part]) -> set[Span]:
    edge, found = span.end, False
    for place, part in enumerate(marked):
        if part.begin < edge:
            continue
        gap = sentence.text[edge : part.begin]
        if not (gap in _LIST if found else _AHEAD.fullmatch(gap)):
            break
        marked[place] = replace(part, excluded=True)
        edge, found = part.end, True
    return {span} if found else set()


def _neither(span: Span, sentence: Sentence, marked: list[Part]) -> set[Span]:
    """「新規でも1億円以上でもない」: things of which one is an amount, each of them taken away."""
    edge, taken = span.begin, list[Part | Span]()
    things: list[Part | Span] = [p for p in marked if not p.excluded]
    things += [s for s in sentence.all(Slot.AMOUNT) if isinstance(s.value, Range)]
    for thing in sorted((t for t in things if t.end <= edge), key=lambda t: -t.end):
        if sentence.text[thing.end : edge] not in (_NEITHER if taken else _AT_END):
            break
        taken.append(thing)
        edge = thing.begin
    amounts = {t for t in taken if isinstance(t, Span)}
    if not amounts or len(taken) < 2:
        return set()
    for place, part in enumerate(marked):
        if part in taken:
            marked[place] = replace(part, excluded=True)
    marked += [_amount_part(amount, sentence) for amount in amounts]
    return {span, *amounts}


_NEITHER = frozenset({"でも", "でも、", "も"})
_AT_END = frozenset({"", "の事業", "の"})


def _amount_part(amount: Span, sentence: Sentence) -> Part:
    assert isinstance(amount.value, Range)
    words = sentence.text[amount.begin : amount.end].removesuffix("の")
    entity = Entity(None, Scope(ranges=(amount.value,)), words)
    return Part(amount.begin, amount.end, entity, excluded=True, topic=True)


def _amount_before(span: Span, sentence: Sentence, marked: list[Part]) -> set[Span]:
    """「2億円以上の事業以外」: the amounts right before are what is taken away."""
    before = [s for s in sentence.all(Slot.AMOUNT) if s.end <= span.begin]
    amount = before[-1] if before else None
    if not amount or not isinstance(amount.value, Range):
        return set()
    if not _GAP.fullmatch(sentence.text[amount.end : span.begin]):
        return set()
    marked.append(_amount_part(amount, sentence))
    return {span, amount}
