"""An answer as the JSON object of the contract: for programs, the same text and figures as for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from bot.message import Message
from bot.texts import told
from data.answers import (
    Absent,
    Answer,
    Breakdown,
    Comparison,
    Details,
    Guidance,
    Listing,
    Offer,
    Ranking,
    Refusal,
    Share,
    Total,
)
from data.groups import group_places
from data.index import KEYS, amount
from data.model import Policy, Project, Section
from data.query import MONEY, SHARES, Measure, Operation, Query

Value: TypeAlias = dict[str, int | float | str]

SPOKEN = {Operation.MEDIAN: Operation.AVERAGE}
"""Operations that the contract names otherwise. It has none for a median; who knows only its names asks for
one as for an average, and is told so. `value` is the median, and the text calls it one.
"""

COMPUTED = (Measure.ONGOING, Measure.CHANGE, Measure.CUT)
"""Money that no column holds: of one project, it is asked for like a field."""


def payload(answers: tuple[Answer, ...], message: Message, understood: str) -> Mapping[str, object]:
    """The answer object: of several answers, the first that has something decides, projects together; of a
    message that withholds a figure, nothing is said either.

    Amounts are yen; averages and ratios are rounded to what a float can tell.
    """
    spoken = [a for a in answers if _status(a) == "answered"] or list(answers[:1])
    status = "out_of_scope" if message.withheld else _status(spoken[0])
    about = (p.id for a in spoken for p in _about(a))
    projects = dict.fromkeys(about) if status in {"answered", "choices"} else {}
    return {
        "status": status,
        "operation": _operation(spoken[0]),
        "attribute": _attribute(spoken[0]),
        "projects": [{"edition": str(i.edition), "no": i.no} for i in projects],
        "value": _value(spoken[0]) if status == "answered" and _same(spoken) else None,
        "understood": understood,
        "text": message.plain,
    }


def _same(answers: Sequence[Answer]) -> bool:
    """Whether several answers are about the projects of the first, so that its value stands for all."""
    first = {p.id for p in _about(answers[0])}
    return all({p.id for p in _about(a)} == first for a in answers[1:])


def _status(answer: Answer) -> str:
    match answer:
        case Offer():
            return "choices"
        case Absent():
            return "not_found"
        case Refusal():
            return "out_of_scope"
        case Details() | Listing() | Ranking():
            return "answered" if _about(answer) else "not_found"
        case Breakdown() if not answer.groups:
            return "not_found"
        case Breakdown() | Comparison() | Share():
            return "answered" if told(answer.projects, answer.query.measure) else "not_found"
        case Total():
            return "answered" if answer.value is not None else "not_found"
        case Guidance():
            return "answered"
        case _:
            assert_never(answer)


def _query(answer: Answer) -> Query | None:
    match answer:
        case Offer():
            return answer.choices.options[0] if answer.choices.options else None
        case Absent() | Refusal() | Guidance():
            return None
        case _:
            return answer.query


def _operation(answer: Answer) -> str:
    query = _query(answer)
    if query is None:
        return "help" if isinstance(answer, Guidance) else "detail"
    if isinstance(answer, Total) and len(answer.projects) == 1 and query.measure in COMPUTED:
        return str(Operation.DETAIL)
    return str(SPOKEN.get(query.operation, query.operation))


def _attribute(answer: Answer) -> str | None:
    query = _query(answer)
    if query is None:
        return None
    if query.attributes and query.operation is Operation.DETAIL:
        return str(query.attributes[0])
    return None if query.operation is Operation.DETAIL else str(query.measure)


def _about(answer: Answer) -> Iterable[Project]:
    """The projects an answer is about, in its order."""
    match answer:
        case Ranking():
            return [place.project for place in answer.places]
        case Breakdown() if answer.query.operation in (Operation.MAX, Operation.MIN):
            keys = {group.key for _, _, group in group_places(answer)}
            key = KEYS[answer.query.by] if answer.query.by else None
            return [p for p in answer.projects if key and key(p) in keys]
        case Absent() | Refusal() | Guidance():
            return ()
        case _:
            return answer.projects


def _value(answer: Answer) -> Value | None:
    match answer:
        case Details():
            return _detail(answer)
        case Total():
            return _total(answer)
        case Ranking():
            single = (answer.query.limit or 1) == 1 and answer.places
            return _amount(answer.places[0].value, answer.query) if single else None
        case Breakdown():
            return _winner(answer)
        case Share():
            ratio = answer.ratio
            return None if ratio is None else {"amount": _float(ratio * 100, 4), "unit": "percent"}
        case Comparison():
            return _difference(answer)
        case Listing() | Offer() | Absent() | Refusal() | Guidance():
            return None
        case _:
            assert_never(answer)


def _detail(answer: Details) -> Value | None:
    asked = [MONEY[a] for a in answer.query.attributes if a in MONEY]
    if not answer.query.attributes:
        asked = [Measure.REQUESTED]  # a card says everything; its amount is the request
    if len(asked) != 1 or len(answer.projects) != 1:
        return None
    yen = amount(answer.projects[0], asked[0])
    return None if yen is None else {"amount": yen, "unit": "yen"}


def _total(answer: Total) -> Value | None:
    if answer.value is None:
        return None
    if answer.query.operation is Operation.COUNT:
        return {"amount": int(answer.value), "unit": "count"}
    return {"amount": _number(answer.value), "unit": "yen"}


def _amount(value: float, query: Query) -> Value:
    if query.measure in SHARES:
        return {"amount": value / 10_000, "unit": "percent"}
    return {"amount": value, "unit": "count" if query.measure is Measure.COUNT else "yen"}


def _winner(answer: Breakdown) -> Value | None:
    if answer.query.operation is Operation.COUNT:
        return {"amount": len(answer.groups), "unit": "count"}
    places = group_places(answer)
    if answer.query.operation is Operation.BREAKDOWN or not places:
        return None
    key = places[0][2].key
    name = key.name if isinstance(key, Section | Policy) else str(key or "")
    return {"amount": name, "unit": "text"} if name else None


def _difference(answer: Comparison) -> Value | None:
    if len(answer.sides) != 2 or not answer.complete:
        return None
    if answer.query.per_each:
        ratio = answer.ratio
        return None if ratio is None else {"amount": _float(ratio, 4), "unit": "ratio"}
    return _amount(_number(answer.difference), answer.query)


def _number(value: int | Fraction) -> int | float:
    return int(value) if value == int(value) else _float(Fraction(value), 2)


def _float(value: Fraction, places: int) -> float:
    return round(float(value), places)
