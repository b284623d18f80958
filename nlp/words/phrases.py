"""Tables of phrases and the scanner that finds them; the engine knows no word of any language.

A table line is a meaning and every way to say it. Ways are separated by spaces; braces list
alternatives (`何{件,個}` is 何件 and 何個; an empty alternative makes the rest optional).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
from operator import attrgetter
from typing import ClassVar, TypeAlias

from msgspec import Struct

from nlp.words.patterns import pattern
from nlp.words.text import fold


class Slot:
    """What a phrase says something about: one object each.

    No Enum: Python 3.11 takes five times as long to find a member of one, and a question asks for seventy.
    """

    __slots__ = ("name",)

    OPERATION: ClassVar[Slot]
    ATTRIBUTE: ClassVar[Slot]
    DIMENSION: ClassVar[Slot]
    MEASURE: ClassVar[Slot]
    DIRECTION: ClassVar[Slot]
    EXTREME: ClassVar[Slot]
    UNTOLD: ClassVar[Slot]
    FILLER: ClassVar[Slot]
    NOUN: ClassVar[Slot]
    REFER: ClassVar[Slot]
    NARROW: ClassVar[Slot]
    RESET: ClassVar[Slot]
    THEN: ClassVar[Slot]
    EXCLUDE: ClassVar[Slot]
    WHOLE: ClassVar[Slot]
    HELP: ClassVar[Slot]
    MORE: ClassVar[Slot]
    AND: ClassVar[Slot]
    ABOUT: ClassVar[Slot]
    ENTITY: ClassVar[Slot]
    AMOUNT: ClassVar[Slot]
    NUMBER: ClassVar[Slot]
    ORDINAL: ClassVar[Slot]
    LIMIT: ClassVar[Slot]
    TERM: ClassVar[Slot]
    SAME: ClassVar[Slot]
    LACKING: ClassVar[Slot]
    PER_EACH: ClassVar[Slot]
    YEAR: ClassVar[Slot]
    PILLAR_NUMBER: ClassVar[Slot]
    OUTCOME: ClassVar[Slot]
    PLACES: ClassVar[Slot]
    TALLY: ClassVar[Slot]
    PAGE: ClassVar[Slot]
    UNCOMPUTED: ClassVar[Slot]
    OWN_RANK: ClassVar[Slot]
    FORGOTTEN: ClassVar[Slot]
    BOUND: ClassVar[Slot]

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Slot.{self.name}"


for _name in Slot.__annotations__:
    setattr(Slot, _name, Slot(_name))


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


Meanings: TypeAlias = dict[str, tuple[str, Slot, object]]
"""Phrases, and what each means: its rule, its slot and its value."""

Bucket: TypeAlias = tuple[list[int], Meanings]
"""Phrases of which one may begin at a place: their lengths, longest first, and what each means."""

Begun: TypeAlias = tuple[dict[str, Bucket], Bucket | None]
"""Phrases that begin with two characters: by their first three, with the shorter ones; the shorter ones alone."""


BEGINNING = 3
"""Characters by which phrases are sorted: most places of a text begin none of them."""


class _Met(dict[str, Begun]):
    """What begins with a character and is sorted by that alone, found when the character is first met."""

    def __init__(self, meet: Callable[[str], Begun]) -> None:
        super().__init__()
        self._meet = meet

    def __missing__(self, first: str) -> Begun:
        self[first] = found = self._meet(first)
        return found


class Phrases:
    """Phrases by how they begin, so that a scan costs a few look-ups a character.

    Ways are written out when their first character is first met: a question needs a few of thousands.
    """

    __slots__ = ("_begun", "_met", "_phrases", "_ways")

    def __init__(self, phrases: Iterable[Entry], rules: Iterable[Rule] = ()) -> None:
        """Phrases of folded text, and ways to ask; the one that stands first wins where one is said twice."""
        self._phrases = _by_first(phrases)
        self._ways = _ways(rules)
        self._met = _Met(self._meet)
        self._begun: dict[str, Begun] = {}

    def scan(
        self,
        folded: str,
        fits: Callable[[int, int], bool],
        places: Iterable[int] | None = None,
    ) -> list[Span]:
        """The longest phrase at each place that `fits` (does not cut a word in two).

        `places`, in order, are those where one may begin, if that is known: all others do not fit.
        """
        found: list[Span] = []
        begun, met = self._begun.get, self._met
        for begin in range(len(folded)) if places is None else places:
            longer, shorter = begun(folded[begin : begin + 2], met[folded[begin]])
            bucket = longer.get(folded[begin : begin + BEGINNING], shorter) if longer else shorter
            if bucket is not None:
                span = _longest(folded, begin, bucket, fits)
                if span is not None:
                    found.append(span)
        return found

    def begins(self, folded: str, fits: Callable[[int, int], bool]) -> bool:
        """Whether a text begins with a phrase that `fits`."""
        longer, shorter = self._begun.get(folded[:2], self._met[folded[:1]])
        bucket = longer.get(folded[:BEGINNING], shorter)
        return bucket is not None and _longest(folded, 0, bucket, fits) is not None

    def _meet(self, first: str) -> Begun:
        """Keep what begins with a character by its first two; what is that character alone is returned."""
        by_pair: dict[str, dict[str, Meanings]] = {}
        for start, phrases in self._starting(first).items():
            by_pair.setdefault(start[:2], {})[start] = phrases
        alone = by_pair.pop(first, {}).get(first, {})
        for pair, starting in by_pair.items():
            shorter = starting.pop(pair, {}) | alone
            longer = {start: _bucket(phrases | shorter) for start, phrases in starting.items()}
            self._begun[pair] = longer, _bucket(shorter) if shorter else None
        return {}, _bucket(alone) if alone else None

    def _starting(self, first: str) -> dict[str, Meanings]:
        """What begins with a character, by its first three, or all of it where it is shorter."""
        starting: dict[str, Meanings] = {}
        for phrase, rule, slot, value in self._phrases.get(first, ()):
            starting.setdefault(phrase[:BEGINNING], {}).setdefault(phrase, (rule, slot, value))
        for way, asked in self._ways.get(first, ()):
            meaning = (asked.name, asked.slot, asked.value)
            for phrase in expand(fold(way).replace("_", " ")):
                starting.setdefault(phrase[:BEGINNING], {}).setdefault(phrase, meaning)
        return starting


def _bucket(phrases: Meanings) -> Bucket:
    """Some phrases with their lengths."""
    return sorted(set(map(len, phrases)), reverse=True), phrases


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


_BEGIN = attrgetter("begin")


def choose(spans: list[Span]) -> list[Span]:
    """Spans that do not overlap: what stands inside a longer one gives way, names and figures go
    before phrases, and of two phrases the one that begins first.
    """
    ordered = sorted(spans, key=_BEGIN)
    edge = 0
    for span in ordered:
        if span.begin < edge:
            break
        edge = span.end
    else:
        return ordered
    first = [s for s in spans if s.slot in _FIRST and not any(_inside(s, t) for t in spans)]
    taken: list[Span] = []
    for span in (
        *sorted(first, key=lambda s: (s.begin - s.end, s.begin)),
        *sorted((s for s in spans if s.slot not in _FIRST), key=lambda s: (s.begin, -s.end)),
    ):
        if _is_free(span, taken):
            taken.append(span)
    return sorted(taken, key=_BEGIN)


def _is_free(span: Span, taken: list[Span]) -> bool:
    """Whether nothing that is taken overlaps a span."""
    for other in taken:  # noqa: SIM110 - half the time of all()
        if span.begin < other.end and other.begin < span.end:
            return False
    return True


def _inside(span: Span, other: Span) -> bool:
    longer = other.end - other.begin > span.end - span.begin
    return longer and other.begin <= span.begin and span.end <= other.end
