"""Tables of phrases and the scanner that finds them; the engine knows no word of any language.

A table line is a meaning and every way to say it. Ways are separated by spaces; braces list
alternatives (`何{件,個}` is 何件 and 何個; an empty alternative makes the rest optional).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from functools import cache
from itertools import pairwise, product
from operator import add
from typing import TypeAlias

from msgspec import Struct

from nlp.patterns import pattern
from nlp.text import fold


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
    PLACES = auto()
    TALLY = auto()
    PAGE = auto()
    UNCOMPUTED = auto()
    OWN_RANK = auto()
    FORGOTTEN = auto()
    BOUND = auto()


class Span(Struct, frozen=True):
    """A phrase found in a text: where, by which rule, and what it means."""

    begin: int
    end: int
    rule: str
    slot: Slot
    value: object


class Rule(Struct, frozen=True):
    """A meaning and all the ways to say it, in normalised text."""

    name: str
    slot: Slot
    value: object
    ways: str


_BRACES = pattern(r"\{([^{}]*)\}")


def expand(way: str) -> Iterator[str]:
    """Every string a way stands for: `{a,b}` is a or b, and braces may stand in braces."""
    if "{" not in way:
        yield way
        return
    pieces = _BRACES.split(way)
    # every second piece stood in braces that hold none
    parts = [piece.split(",") if i % 2 else (piece,) for i, piece in enumerate(pieces)]
    for written in map("".join, product(*parts)):
        if "{" in written:
            yield from expand(written)
        else:
            yield written


Entry: TypeAlias = tuple[str, str, Slot, object]
"""A phrase, the name of its rule, what it says something about, and what it says."""


def _ways(rules: Iterable[Rule]) -> dict[str, list[tuple[str, Rule]]]:
    """The ways of rules by their first character, which is written out; the rest stays in braces."""
    by_first: defaultdict[str, list[tuple[str, Rule]]] = defaultdict(list)
    for rule in rules:
        for way in rule.ways.split():
            if way[0] != "{":
                by_first[_folded(way[0])].append((way, rule))
                continue
            for opened in _opened(way):
                by_first[_folded(opened[0])].append((opened, rule))
    return by_first


@cache
def _folded(character: str) -> str:
    return fold(character)


def _opened(way: str) -> Iterator[str]:
    """A way with the braces that stand before its first character written out."""
    if not way.startswith("{"):
        yield from (way,) if way else ()
        return
    alternatives, _, rest = way[1:].partition("}")
    if "{" in alternatives:
        yield from expand(way)
        return
    for alternative in alternatives.split(","):
        if alternative:
            yield alternative + rest
        else:
            yield from _opened(rest)


Bucket: TypeAlias = tuple[list[int], dict[str, tuple[str, Slot, object]]]
"""Phrases that begin alike: their lengths, longest first, and what each means."""

Begun: TypeAlias = tuple[tuple[int, dict[str, Bucket]], ...]
"""Phrases of which a text may hold one, by how many of their first characters sort them, the most first."""


BEGINNING = 3
"""Characters by which phrases are sorted: most places of a text begin none of them."""


class Phrases:
    """Phrases by how they begin, so that a scan costs a few look-ups a character.

    Ways are written out when their first character is first met: a question needs a few of thousands.
    """

    __slots__ = ("_begun", "_met", "_phrases", "_ways")

    def __init__(self, phrases: Iterable[Entry], rules: Iterable[Rule] = ()) -> None:
        """Phrases of folded text, and ways to ask; the one that stands first wins where one is said twice."""
        self._phrases = _by_first(phrases)
        self._ways = _ways(rules)
        self._met: dict[str, Begun] = {}
        self._begun: dict[str, Begun] = {}

    def scan(self, folded: str, fits: Callable[[int, int], bool]) -> list[Span]:
        """The longest phrase at each place that `fits` (does not cut a word in two)."""
        found: list[Span] = []
        met = self._met
        for first in set(folded).difference(met):
            met[first] = self._meet(first)
        pairs = map(add, folded, folded[1:] + "\n")
        starting = map(self._begun.get, pairs, map(met.__getitem__, folded))
        for begin, sizes in enumerate(starting):
            for size, buckets in sizes:
                bucket = buckets.get(folded[begin : begin + size])
                if bucket is None:
                    continue
                span = _longest(folded, begin, bucket, fits)
                if span is not None:
                    found.append(span)
                    break
        return found

    def _meet(self, first: str) -> Begun:
        """Keep what begins with a character by its first two; what is that character alone is returned."""
        by_pair: dict[str, dict[str, Bucket]] = {}
        for start, bucket in self._starting(first).items():
            by_pair.setdefault(start[:2], {})[start] = bucket
        alone = by_pair.pop(first, {})
        for pair, buckets in by_pair.items():
            self._begun[pair] = _by_size(buckets | alone)
        return _by_size(alone)

    def _starting(self, first: str) -> dict[str, Bucket]:
        """What begins with a character, by its first three, or all of it where it is shorter."""
        starting: dict[str, dict[str, tuple[str, Slot, object]]] = {}
        for phrase, rule, slot, value in self._phrases.get(first, ()):
            starting.setdefault(phrase[:BEGINNING], {}).setdefault(phrase, (rule, slot, value))
        for way, asked in self._ways.get(first, ()):
            meaning = (asked.name, asked.slot, asked.value)
            for phrase in expand(fold(way).replace("_", " ")):
                starting.setdefault(phrase[:BEGINNING], {}).setdefault(phrase, meaning)
        return {
            start: (sorted({len(p) for p in found}, reverse=True), found)
            for start, found in starting.items()
        }


def _by_size(buckets: dict[str, Bucket]) -> Begun:
    sizes = sorted({len(start) for start in buckets}, reverse=True)
    return tuple((size, {s: b for s, b in buckets.items() if len(s) == size}) for size in sizes)


def _by_first(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    by_first: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry[0]:
            by_first.setdefault(_folded(entry[0][0]), []).append(entry)
    return by_first


def _longest(
    folded: str, begin: int, bucket: Bucket, fits: Callable[[int, int], bool]
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
    ordered = sorted(spans, key=lambda s: s.begin)
    if all(s.end <= t.begin for s, t in pairwise(ordered)):
        return ordered
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
