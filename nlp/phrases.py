"""Tables of phrases and the scanner that finds them; the engine knows no word of any language.

A table line is a meaning and every way to say it. Ways are separated by spaces; braces list
alternatives (`何{件,個}` is 何件 and 何個; an empty alternative makes the rest optional).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from nlp.text import fold, normalize


class Slot(Enum):
    """What a phrase says something about."""

    __hash__ = object.__hash__  # members are single; hashing them by name is the price of a scan

    OPERATION = auto()
    ATTRIBUTE = auto()
    DIMENSION = auto()
    MEASURE = auto()
    DIRECTION = auto()
    EXTREME = auto()
    UNTOLD = auto()
    FILLER = auto()
    NOUN = auto()
    REFER = auto()
    NARROW = auto()
    RESET = auto()
    THEN = auto()
    EXCLUDE = auto()
    WHOLE = auto()
    HELP = auto()
    MORE = auto()
    AND = auto()
    ABOUT = auto()
    ENTITY = auto()
    AMOUNT = auto()
    NUMBER = auto()
    ORDINAL = auto()
    LIMIT = auto()
    TERM = auto()
    SAME = auto()
    LACKING = auto()
    PER_EACH = auto()
    YEAR = auto()
    PILLAR_NUMBER = auto()
    OUTCOME = auto()


class Span(NamedTuple):
    """A phrase found in a text: where, by which rule, and what it means."""

    begin: int
    end: int
    rule: str
    slot: Slot
    value: object


class Rule(Struct, frozen=True):
    """A meaning and all the ways to say it."""

    name: str
    slot: Slot
    value: object
    ways: str


_BRACES = re.compile(r"\{([^{}]*)\}")


def expand(way: str) -> Iterator[str]:
    """Every string a way stands for."""
    found = _BRACES.search(way)
    if not found:
        yield way
        return
    for alternative in found[1].split(","):
        yield from expand(way[: found.start()] + alternative + way[found.end() :])


Entry: TypeAlias = tuple[str, str, Slot, object]
"""A phrase, the name of its rule, what it says something about, and what it says."""


def entries(rules: Iterable[Rule]) -> Iterator[Entry]:
    """Rules expanded into phrases of folded text."""
    for rule in rules:
        for way in fold(normalize(rule.ways)).split():
            for phrase in expand(way):
                yield phrase.replace("_", " "), rule.name, rule.slot, rule.value


class Phrases:
    """Phrases by their first two characters, so that a scan costs a look-up a character."""

    __slots__ = ("_buckets",)

    def __init__(self, phrases: Iterable[Entry]) -> None:
        """The phrase that stands first wins where one is said twice."""
        buckets: dict[str, dict[str, tuple[str, Slot, object]]] = {}
        for phrase, rule, slot, value in phrases:
            if phrase:
                buckets.setdefault(phrase[:2], {}).setdefault(phrase, (rule, slot, value))
        self._buckets = {
            start: (sorted({len(p) for p in found}, reverse=True), found)
            for start, found in buckets.items()
        }

    def scan(self, folded: str, fits: Callable[[int, int], bool]) -> list[Span]:
        """The longest phrase at each place that `fits` (does not cut a word in two)."""
        found: list[Span] = []
        for begin in range(len(folded)):
            for start in (folded[begin : begin + 2], folded[begin]):
                bucket = self._buckets.get(start)
                if bucket and (span := _longest(folded, begin, bucket, fits)):
                    found.append(span)
                    break
        return found


def _longest(
    folded: str,
    begin: int,
    bucket: tuple[list[int], dict[str, tuple[str, Slot, object]]],
    fits: Callable[[int, int], bool],
) -> Span | None:
    lengths, phrases = bucket
    for length in lengths:
        end = begin + length
        meaning = phrases.get(folded[begin:end])
        if meaning and end <= len(folded) and fits(begin, end):
            return Span(begin, end, *meaning)
    return None


_FIRST = frozenset({Slot.ENTITY, Slot.AMOUNT, Slot.NUMBER, Slot.PILLAR_NUMBER, Slot.YEAR})


def choose(spans: list[Span]) -> list[Span]:
    """Spans that do not overlap: what stands inside a longer one gives way, names and figures go
    before phrases, and of two phrases the one that begins first.
    """
    first = [s for s in spans if s.slot in _FIRST and not any(_inside(s, t) for t in spans)]
    taken: list[Span] = []
    for span in (
        *sorted(first, key=lambda s: (s.begin - s.end, s.begin)),
        *sorted((s for s in spans if s.slot not in _FIRST), key=lambda s: (s.begin, -s.end)),
    ):
        if all(span.end <= t.begin or t.end <= span.begin for t in taken):
            taken.append(span)
    return sorted(taken, key=lambda s: s.begin)


def _inside(span: Span, other: Span) -> bool:
    longer = other.end - other.begin > span.end - span.begin
    return longer and other.begin <= span.begin and span.end <= other.end
