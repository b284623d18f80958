"""Whether the yes or no of an answer is the right one, by a second look at the records.

Part of the guard at the door: it shares nothing with how answers are computed and said.
"""

from __future__ import annotations

from fractions import Fraction

from bot.evidence import BASE, MONEY, second_look
from bot.voice import Voice
from data.answers import Answer, Details, Share, Total
from data.index import Index
from data.query import Measure, Operation, Query, Scope


def wrong_verdict(text: str, answer: Answer, voice: Voice) -> bool:
    """Whether a text says yes or no, and the records say otherwise or nothing."""
    say = voice.locale.say
    yes, no = say.holds in text, say.does_not_hold in text
    if not yes and not no:
        return False
    if not isinstance(answer, Details | Share | Total) or not answer.query.against or (yes and no):
        return True
    figure = _figure(answer.query, voice.index)
    if figure is None:
        return True
    low, high = answer.query.against.low, answer.query.against.high
    kept = (low is None or figure >= low) and (high is None or figure <= high)
    return kept is not yes


def _figure(query: Query, index: Index) -> Fraction | None:
    """The one figure of a query: rows, yen, or per cent of a whole."""
    records = second_look(query.scope, index)
    if query.operation is Operation.COUNT:
        return Fraction(len(records))
    asked = query.against.measure if query.against else query.measure
    measure = asked if query.operation is Operation.DETAIL else query.measure
    values = [v for v in map(MONEY[measure], records) if v is not None]
    if not values:
        return None
    match query.operation:
        case Operation.SHARE:
            return _per_cent(query, sum(values), index)
        case Operation.AVERAGE:
            return Fraction(sum(values), len(values))
        case Operation.MEDIAN:
            from statistics import median  # noqa: PLC0415 - few questions ask for one

            return Fraction(median(map(Fraction, values)))
        case Operation.SUM | Operation.DETAIL:
            return Fraction(sum(values))
        case _:
            return None


def _per_cent(query: Query, part: int, index: Index) -> Fraction | None:
    same = bool(query.parts) and query.parts[0] == query.scope
    base = query.parts[0] if query.parts else Scope(editions=query.scope.editions)
    measure: Measure = BASE.get(query.measure, query.measure) if same else query.measure
    whole = sum(MONEY[measure](p) or 0 for p in second_look(base, index))
    return Fraction(100 * part, whole) if whole else None
