"""Which Japanese words a list prints for English ones: of several that are usual, the one its names say.

What a list prints decides: 推進 or プロモーション for promotion, 企画経営部 for the Planning and Management
Department. A translated word that a list does not print stays what it is usually called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from data.query import Dimension
from nlp.names.lexicon import Lexicon
from nlp.words.glossary import glossary
from nlp.words.patterns import pattern
from nlp.words.readings import loose, reading_of
from nlp.words.text import fold, normalize
from nlp.words.tokens import tokenize


class Word(Struct, frozen=True):
    """A word in English, and what Japanese calls it, the most usual first; `gap`: what stands before it in
    its run; `kana`: how it is read, where it is romanised Japanese.
    """

    english: str
    ways: tuple[str, ...]
    gap: str = " "
    kana: str = ""


class Label(Struct, frozen=True):
    """A name that a list prints: as printed, folded, and of which kind of group it is, if of one."""

    printed: str
    folded: str
    dimension: Dimension | None


class Printed:
    """The names and the words of one list, as English is read against them."""

    def __init__(
        self, labels: Iterable[Label], text: str, sounds: frozenset[str] = frozenset()
    ) -> None:
        """`sounds`: how words of names, offices and the place are read, under the loose key."""
        self.labels = tuple(labels)
        self.names = "\n".join(label.folded for label in self.labels)
        self.text = text
        self.sounds = sounds

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """What is said of each project, and each label."""
        return (*self.text.split("\n"), *(label.folded for label in self.labels))

    @cached_property
    def spoken(self) -> dict[str, tuple[str, ...]]:
        """How words of names and offices are read, alone and with their neighbours, and how they are written."""
        found: dict[str, dict[str, None]] = {}
        for label in self.labels:
            plain = normalize(label.printed)
            for cut in (tokenize(plain), tokenize(plain, short=True)):
                for begin in range(len(cut)):
                    for end in range(begin + 1, min(begin + 4, len(cut) + 1)):
                        said = loose(reading_of(cut[begin:end]))
                        written = plain[cut[begin].begin : cut[end - 1].end]
                        found.setdefault(said, {})[written] = None
        return {said: tuple(written) for said, written in found.items()}


NOTHING = Printed((), "")
"""No list."""


@lru_cache(maxsize=16)
def printed(lexicon: Lexicon) -> Printed:
    """The names of a lexicon's list."""
    groups = [Label(g.label, fold(normalize(g.label)), g.dimension) for g in lexicon.groups]
    names = [
        Label(p.name, plain, None)
        for p, plain in zip(lexicon.projects, lexicon.plain_names, strict=True)
    ]
    return Printed((*groups, *names), lexicon.text, lexicon.sounds)


_SIGNS = pattern("[・、のとや等 ]|など|および|及び|に関する|にかかる|に係る")
"""What a name holds beside words, and no word of English stands for."""

_TAKEN = "\0"


def account(words: Sequence[Word], folded: str) -> tuple[dict[int, str], str]:
    """Which of some words a name holds, each by which way, and what of the name is left over."""
    held: dict[int, str] = {}
    rest = folded
    for place, word in enumerate(words):
        for way in sorted(word.ways, key=len, reverse=True):
            pieces = fold(normalize(way)).split()
            if pieces and all(p in rest for p in pieces):
                for p in pieces:
                    rest = rest.replace(p, _TAKEN, 1)
                held[place] = way
                break
    return held, _SIGNS.sub("", rest).replace(_TAKEN, "")


def piecewise(words: Sequence[Word], known: Printed) -> list[Word]:
    """A run in which a phrase that no name says is taken word by word, where one name says those:
    子ども家庭支援部 has no ファミリーサポート of Child and Family Support.
    """
    return [piece for word in words for piece in _pieces(word, known)]


def _pieces(word: Word, known: Printed) -> list[Word]:
    pairs = glossary()
    single = word.english.split()
    ways = [pairs.get(w) or pairs.get(w.removesuffix("s")) for w in single]
    if len(single) < 2 or not all(ways) or any(_says(way, known.names) for way in word.ways):
        return [word]
    pieces = [Word(w, way or ()) for w, way in zip(single, ways, strict=True)]
    pieces[0] = replace(pieces[0], gap=word.gap)
    held = any(len(account(pieces, label.folded)[0]) == len(pieces) for label in known.labels)
    return pieces if held else [word]


def _says(way: str, text: str) -> bool:
    return all(p in text for p in fold(normalize(way)).split())


_BETWEEN_NAMES = pattern(r"\b(?:and|or|plus|vs|versus|than)\b|[,&+/]")


def settled(words: Sequence[Word], known: Printed) -> list[str]:
    """What a run of words means in a list: those that stand together in one name by how that name says them,
    a second name that shares words with the first as it is printed, all else by what the list says at all.
    """
    said: dict[int, str] = {}
    left = list(range(len(words)))
    first: set[int] = set()
    while len(left) > 1:
        held, label = _best([_telling(words[i]) for i in left], known)
        if len(held) < 2 or label is None:
            break
        said |= {left[place]: way for place, way in held.items()}
        if _and_within([left[place] for place in held], words, label):
            said |= {left[place]: "" for place in held}
            said[min(left[place] for place in held)] = label.printed
        first = first or {left[place] for place in held}
        left = [i for i in left if i not in said]
    for i in left:
        second = _second(i, first, words, known) if first else None
        if second and (whole_name := _only_name([words[k] for k in sorted(first)], known)):
            said |= dict.fromkeys(first, "")
            said[min(first)] = whole_name
        said[i] = second or _ending(words[i], said.get(i - 1), known) or alone(words[i], known)
    return [said[i] for i in range(len(words))]


_SHORT = 3
"""Characters at most that a name says beside the words for it: 事業."""


def _and_within(places: Sequence[int], words: Sequence[Word], label: Label) -> bool:
    """Whether English lists within a name what the name lists: がけ・擁壁改修助成."""
    low, high = min(places), max(places)
    run = [words[i] for i in places]
    listed = any(_BETWEEN_NAMES.search(words[i].gap) for i in range(low + 1, high + 1))
    held, rest = account(run, label.folded)
    return listed and high - low + 1 == len(places) == len(held) and len(rest) < _SHORT


def _best(words: Sequence[Word], known: Printed) -> tuple[dict[int, str], Label | None]:
    """The name that holds the most of some words, and of those the one of which least is left over."""
    best: tuple[int, float] = (0, 0.0)
    found: tuple[dict[int, str], Label | None] = ({}, None)
    for label in known.labels:
        held, rest = account(words, label.folded)
        weight = (len(held), 1 - len(rest) / max(1, len(label.folded)))
        if len(held) > 1 and weight > best:
            best, found = weight, (held, label)
    return found


def _only_name(words: Sequence[Word], known: Printed) -> str | None:
    """The one name that holds all of some words, as it is printed."""
    held = {
        label.printed
        for label in known.labels
        if label.dimension is None
        and len(account([_telling(w) for w in words], label.folded)[0]) == len(words)
    }
    return held.pop() if len(held) == 1 else None


def _second(place: int, first: set[int], words: Sequence[Word], known: Printed) -> str | None:
    """The one other name that holds a word listed beside a first name, and words of that name:
    interpreter dispatch and training.
    """
    low, high = min(place, *first), max(place, *first)
    if not any(_BETWEEN_NAMES.search(words[i].gap) for i in range(low + 1, high + 1)):
        return None
    shared = [_telling(words[i]) for i in sorted(first)]
    firsts = {
        label.folded
        for label in known.labels
        if len(account(shared, label.folded)[0]) == len(first)
    }
    scored = []
    for label in known.labels:
        own, _ = account([_telling(words[place])], label.folded)
        both, _ = account([_telling(words[place]), *shared], label.folded)
        if own and len(both) > 1 and label.folded not in firsts and label.dimension is None:
            scored.append((len(both), label.printed))
    scored.sort(reverse=True)
    clear = len(scored) == 1 or (len(scored) > 1 and scored[0][0] > scored[1][0])
    return scored[0][1] if scored and clear and scored[0][0] * 2 > len(first) else None


def _ending(word: Word, before: str | None, known: Printed) -> str | None:
    """The one character that a name says right after the word before: 館 of 絵本館."""
    if not before:
        return None
    start = fold(normalize(before))
    return next((w for w in word.ways if len(w) == 1 and start + w in known.names), None)


def _telling(word: Word) -> Word:
    """A word without what is one character of Japanese that stands in many other words, 館 for museum; the
    usual way stays.
    """
    return replace(word, ways=(word.ways[0], *(way for way in word.ways[1:] if len(way) > 1)))


def alone(word: Word, known: Printed) -> str:
    """What a single word means in a list: the way that names say, else that descriptions say, else the usual one;
    one character, which stands in many words, last.
    """
    if word.kana and len(word.ways) > 1:
        return word.kana
    ways = sorted(_telling(word).ways, key=lambda way: len(way) == 1)
    for text in (known.names, known.text):
        for way in ways:
            if _says(way, text):
                return way
    return word.ways[0]


def meet(one: str, other: str, known: Printed) -> bool:
    """Whether what the list says of some project holds both of two words. Where none does, they are read as
    one word, as Japanese writes it: 橋りょう改修 is not there because something else is 改修.
    """
    return any(_says(one, line) and _says(other, line) for line in known.lines)
