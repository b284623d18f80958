"""Which fields of a project a sentence asks for: 担当と金額, レベルアップ分と総額, 予算額と、うち拡充分."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from data.query import Attribute, Dimension, Measure, Operation
from nlp.asking.asked import OF_BUDGET, Asked
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span

_MONEY = {
    Measure.REQUESTED: Attribute.REQUESTED,
    Measure.REQUESTED_LEVELUP: Attribute.REQUESTED_LEVELUP,
    Measure.BUDGET: Attribute.BUDGET,
    Measure.BUDGET_LEVELUP: Attribute.BUDGET_LEVELUP,
}


def attributes_of(asked: Asked) -> tuple[Attribute, ...]:
    """The fields asked for; an amount word beside a measure is that measure, unless both are said."""
    found: list[Attribute] = []
    if Operation.SUM in asked.operations and (
        asked.sentence.has(Slot.AND) or _total_and_part(asked)
    ):
        found.append(Attribute.REQUESTED)
    measure = _MONEY.get(asked.measure, Attribute.REQUESTED)
    for attribute in asked.attributes:
        if attribute is not Attribute.REQUESTED:
            found.append(attribute)
        elif measure is Attribute.REQUESTED or _both_amounts(asked):
            found.append(Attribute.REQUESTED)
    if (
        measure is not Attribute.REQUESTED
        or asked.sentence.has(Slot.MEASURE)
        or Operation.SUM in asked.operations
    ):
        found.append(measure)
    return tuple(dict.fromkeys([*found, *_listed_terms(asked), *_other_measures(asked)]))


_BESIDE = pattern(r"(?:と|、|や|・)+(?:うち)?")


def _total_and_part(asked: Asked) -> bool:
    """「レベルアップ分と総額」: the whole amount beside a part of it."""
    spans = [s for s in asked.sentence.spans if s.slot is Slot.MEASURE or s.value is Operation.SUM]
    text = asked.sentence.text
    return any(
        one.slot is not other.slot and _BESIDE.fullmatch(text, one.end, other.begin)
        for one, other in pairwise(spans)
    )


def _listed_terms(asked: Asked) -> Iterable[Attribute]:
    """「担当課と会計と金額」「防災ラジオの柱は」: a word for a group that is listed with fields of one project is a field."""
    if asked.lone is None:
        return
    for span in asked.sentence.all(Slot.TERM):
        if isinstance(span.value, Dimension) and not asked.attributes and _is_owned(asked, span):
            yield Attribute(span.value.value)
        if not asked.attributes:
            continue
        before = asked.sentence.text[: span.begin].endswith(("と", "、", "・", "や"))
        after = asked.sentence.text.startswith(("と", "、", "・", "や"), span.end)
        if isinstance(span.value, Dimension) and (before or after):
            yield Attribute(span.value.value)


_ITS = pattern("(?:は|って|を教えて|も)?(?:何|どれ|どこ)?(?:です)?(?:か)?[?。]*")


def _is_owned(asked: Asked, span: Span) -> bool:
    """Whether a word for a group stands behind a name, and ends the sentence: 防災ラジオの柱は."""
    text = asked.sentence.text
    owned = any(p.is_project and p.end == span.begin - 1 for p in asked.parts)
    return owned and text[span.begin - 1] == "の" and bool(_ITS.fullmatch(text, span.end))


def _other_measures(asked: Asked) -> Iterable[Attribute]:
    """「予算額と、うち拡充分の予算額」: every measure that is named beside the first."""
    spans = asked.sentence.all(Slot.MEASURE)
    for before, span in pairwise(spans):
        between = asked.sentence.text[before.end : span.begin]
        known = isinstance(span.value, Measure) and span.value in _MONEY
        if (
            known
            and _AND.search(between)
            and (asked.lexicon.has_budget or span.value not in OF_BUDGET)
        ):
            yield _MONEY[span.value]  # type: ignore[index]


_AND = pattern(r"いくらで|[とや、,&・]|および|及び|ならびに|両方|も")


_OF_WHICH = ("額のうち、", "額のうち", "予算のうち、", "予算のうち")


def _both_amounts(asked: Asked) -> bool:
    """「要求額と、うちレベルアップ分」: the amount word is one thing, the measure another."""
    measure = asked.sentence.first(Slot.MEASURE)
    words = [s for s in asked.sentence.all(Slot.ATTRIBUTE) if s.value is Attribute.REQUESTED]
    if not measure:
        return False
    text = asked.sentence.text
    if text[: measure.begin].endswith(_OF_WHICH):
        return False
    return any(
        w.end <= measure.begin and w.end - w.begin >= 2 and _AND.search(text[w.end : measure.begin])
        for w in words
    ) or asked.sentence.has(Slot.AND)
