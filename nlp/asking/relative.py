"""Amounts and places that are said by other things: more than 防災ラジオ, above the average, all but the top three.

What is meant is found in the records, so that the query holds plain ids and yen.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from msgspec.structs import replace

from data.answer import answer
from data.answers import Total
from data.index import amount
from data.model import ProjectId
from data.query import Operation, Query, Range, Scope
from nlp.asking.asked import Asked
from nlp.asking.context import is_single, shown
from nlp.asking.rank import descending, places, top
from nlp.meaning.exclude import left_over
from nlp.meaning.parts import Part
from nlp.names.lexicon import Entity, project_entity
from nlp.rules.ways import GROWN
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.text import holds_any


def settled(asked: Asked) -> Asked:
    """A sentence with what is said by other things put into ids and yen."""
    return _without_top(_than_average(_than_project(asked)))


# --- more than a project ---------------------------------------------------------------------------

_MONEY = rf"(?:の)?(?:要求額|金額|予算額?|額|お金|{GROWN}分)?(?:が|の|は|と)?"
_THAN = pattern(
    rf"(?:{_MONEY}より(?:も)?|(?<=もっと))(?:\s|、|もっと|(?:要求額|金額|予算額?|額|{GROWN}分)[がの]|お金が)*"
)
_OVER = pattern(rf"{_MONEY}を(?:超え|上回)")
_UNDER = pattern(rf"{_MONEY}を下回")
_LIKE = pattern(
    rf"{_MONEY}(?:と)?(?:だいたい|ほぼ)?(?:同じ(?:くらい|ぐらい|程度|規模)|同程度|同額程度|同規模|並み|近い)(?:の)?(?:金額|要求額|予算|額|規模)?"
)


_EQUAL = pattern(rf"{_MONEY}(?:同じ(?:要求額|予算額?|金額|値段|額)|同額)")


_COMPARING = ("より", "同", "超", "上回", "下回", "並み", "近い", "もっと")


_MORE_OF_IT = pattern(
    r"もっと(?=高|安|低|大き|小さ|多|少)|(?=同じ(?:要求額|予算額?|金額|値段|額|くらい|ぐらい|程度|規模)|同額|同程度|同規模)"
)
"""What is asked of the amount shown last though nothing points to it."""


def pointing(asked: Asked, last: Query) -> Asked | None:
    """A sentence with the one project shown last in place of それ, or where もっと or 同じ額 leaves it unsaid."""
    if any(p.is_project for p in asked.parts) or not is_single(last):
        return None
    text, span = asked.sentence.text, asked.sentence.first(Slot.REFER)
    unsaid = None if span else _MORE_OF_IT.search(text)
    if not span and not unsaid:
        return None
    begin, end = (span.begin, span.end) if span else unsaid.span() if unsaid else (0, 0)
    reached = _OVER.match(text, end) or _UNDER.match(text, end)
    if any(not reached or r.mention.begin >= reached.end() for r in asked.references):
        return None
    part = Part(begin, end, project_entity(shown(last, asked.lexicon)[0]))
    spans = tuple(s for s in asked.sentence.spans if s is not span)
    sentence = replace(asked.sentence, spans=spans)
    return replace(asked, parts=(*asked.parts, part), references=(), sentence=sentence)


def is_relative(asked: Asked) -> bool:
    """Whether amounts are said by a project that is named."""
    return _than_project(asked) is not asked


def _than_project(asked: Asked) -> Asked:
    """「防災ラジオより高い事業」: the project gives a bound, and is not what is asked about."""
    lone = asked.lone
    if not lone or not holds_any(asked.sentence.text, _COMPARING):
        return asked
    part, project = lone
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    reached = _OVER.match(asked.sentence.text, part.end) or _UNDER.match(
        asked.sentence.text, part.end
    )
    if compared and not reached:
        return asked
    value = amount(project, asked.measure)
    bound = _bound(asked, part, value) if value is not None else None
    if bound is None:
        return asked
    edge, limits = bound
    said = replace(limits, measure=asked.measure)
    spans = tuple(s for s in asked.sentence.spans if not part.end <= s.begin < edge)
    rest = tuple(p for p in asked.parts if p is not part)
    sentence = replace(asked.sentence, spans=spans)
    return replace(asked, parts=rest, bounds=(*asked.bounds, said), sentence=sentence)


def _bound(asked: Asked, part: Part, value: int) -> tuple[int, Range] | None:
    """Where the comparison ends, and the amounts it means."""
    text = asked.sentence.text
    if equal := _EQUAL.match(text, part.end):
        return equal.end(), Range(low=value, high=value)
    if like := _LIKE.match(text, part.end):
        return like.end(), Range(low=value - value // 10, high=value + value // 10)
    if over := _OVER.match(text, part.end):
        return over.end(), Range(low=value + 1)
    if under := _UNDER.match(text, part.end):
        return under.end(), Range(high=value - 1)
    than = _THAN.match(text, part.end)
    way = than and next(
        (
            s
            for s in asked.sentence.all(Slot.DIRECTION)
            if s.begin == than.end() and s.value is not None
        ),
        None,
    )
    if not way:
        return None
    return way.end, Range(low=value + 1) if way.value else Range(high=value - 1)


# --- above the average -----------------------------------------------------------------------------

_OF_MONEY = f"(?:(?:要求額|金額|予算額?|額|{GROWN}分)[がの])?"
_MORE = pattern(
    rf"(?:額|値)?(?:より(?:も)?{_OF_MONEY}(?:高|大き|多)[いくめ]?|以上|を?(?:超え|上回)[るっ]?て?|超)"
)
_LESS = pattern(
    rf"(?:額|値)?(?:より(?:も)?{_OF_MONEY}(?:低|安|小さ|少な)[いくめ]?|以下|未満|を?下回[るっ]?て?)"
)


_ITSELF = pattern("以上|以下")
"""What takes in the average itself; what is more or less than it does not."""

_WHOLES = ("全体の", "一覧の", "全事業の", "全体", "全ての事業の", "すべての事業の")

_PREDICATE = pattern(r"(?:です|ます|る|い|て(?:い)?(?:る|ます))*(?:か|の)?[?。]*$")


def _than_average(asked: Asked) -> Asked:
    for span in asked.sentence.all(Slot.OPERATION):
        if span.value not in (Operation.AVERAGE, Operation.MEDIAN):
            continue
        more = _MORE.match(asked.sentence.text, span.end)
        less = _LESS.match(asked.sentence.text, span.end)
        if not (found := more or less):
            continue
        if _PREDICATE.match(asked.sentence.text, found.end()) and not asked.sentence.has(Slot.NOUN):
            return asked  # 「防災課の平均は全体の平均より高いですか」 tells of an average
        spans = tuple(s for s in asked.sentence.spans if not span.begin <= s.begin < found.end())
        rest = replace(asked, sentence=replace(asked.sentence, spans=spans))
        whole = asked.sentence.text.endswith(_WHOLES, 0, span.begin)
        of, rest = _of_and_rest(rest, span)
        middle = _middle(of, median=span.value is Operation.MEDIAN, whole=whole)
        if middle is None:
            return asked
        itself = bool(_ITSELF.search(found[0]))
        if more:
            bound = Range(low=ceil(middle) if itself else floor(middle) + 1)
        else:
            bound = Range(high=floor(middle) if itself else ceil(middle) - 1)
        return replace(rest, bounds=(*asked.bounds, replace(bound, measure=asked.measure)))
    return asked


def _of_and_rest(asked: Asked, average: Span) -> tuple[Asked, Asked]:
    """Of what the average is, and what is held against it: 「防災課の平均より高い障害者福祉課の事業」. What is said but
    once is both.
    """
    before = tuple(p for p in asked.parts if p.end <= average.begin)
    after = tuple(p for p in asked.parts if p not in before)
    alike = {p.entity.dimension for p in before} & {p.entity.dimension for p in after}
    if not alike:
        return asked, asked
    return replace(asked, parts=before), replace(asked, parts=after)


def average_of_groups(asked: Asked) -> bool:
    """「要求額が平均より高い部」: the average of groups, which is another than that of their projects."""
    if Operation.AVERAGE not in asked.operations:
        return False
    text = asked.sentence.text
    averages = [s for s in asked.sentence.all(Slot.OPERATION) if s.value is Operation.AVERAGE]
    ends = [
        m.end() for s in averages if (m := _MORE.match(text, s.end) or _LESS.match(text, s.end))
    ]
    terms = [s.begin for s in asked.sentence.all(Slot.TERM)]
    return any(0 <= begin - end <= 1 for end in ends for begin in terms)


def _middle(asked: Asked, *, median: bool, whole: bool) -> Fraction | None:
    """The average or the median of what else a sentence names, or of the whole list."""
    operation = Operation.MEDIAN if median else Operation.AVERAGE
    scope = asked.lexicon.whole if whole else asked.scope()
    found = answer(Query(operation, scope, asked.measure), asked.lexicon.index)
    return Fraction(found.value) if isinstance(found, Total) and found.value is not None else None


# --- all but the top -------------------------------------------------------------------------------

_PLACES = frozenset({Slot.EXTREME, Slot.LIMIT, Slot.ORDINAL, Slot.DIRECTION, Slot.NOUN})


def all_but_top(asked: Asked) -> tuple[list[Span], Span] | None:
    """The words that name the head of a ranking, right before the word that takes it away."""
    for away in left_over(asked.sentence, asked.spent):
        chain: list[Span] = []
        edge = away.begin
        for span in reversed([s for s in asked.sentence.spans if s.end <= away.begin]):
            if span.slot not in _PLACES or len(asked.sentence.text[span.end : edge]) > 3:
                break
            chain.insert(0, span)
            edge = span.begin
        if any(s.slot in _HEADS for s in chain):
            return chain, away
    return None


def _without_top(asked: Asked) -> Asked:
    """「トップ3を除いた合計」「最大と最小を除いた平均」: the first three, or both ends, of what else is named are taken away."""
    found = all_but_top(asked)
    if not found:
        return asked
    chain, away = found
    text, spans = asked.sentence.text, asked.sentence.spans
    left = tuple(s for s in spans if s not in chain and s is not away)
    rest = replace(asked, sentence=replace(asked.sentence, spans=left))
    taken = frozenset[ProjectId]()
    for piece in _pieces(chain):
        said = replace(asked, sentence=replace(asked.sentence, spans=tuple(piece)))
        first, limit = places(said)
        taken |= top(rest, first, limit, largest=descending(said)).projects or frozenset()
    words = text[chain[0].begin : chain[-1].end]
    entity = Entity(None, Scope(projects=taken), words)
    part = Part(chain[0].begin, away.begin, entity, excluded=True, topic=True)
    return replace(rest, parts=(*rest.parts, part))


def _pieces(chain: list[Span]) -> list[list[Span]]:
    """The words for each of the heads that a chain names: 最大と最小, 上位3件と下位3件."""
    pieces: list[list[Span]] = []
    for span in chain:
        begun = pieces and any(s.slot in _HEADS for s in pieces[-1])
        if not pieces or (begun and span.slot in _HEADS):
            pieces.append([])
        pieces[-1].append(span)
    return pieces


_HEADS = (Slot.EXTREME, Slot.ORDINAL)
