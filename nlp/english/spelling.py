"""Slips of the keyboard in English: disastor prevension is disaster prevention; a horse is no house.

Only what no dictionary holds is put right, and only where one word that is asked with lies nearest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from nlp.names.slips import far
from nlp.rules import en
from nlp.rules.asking_en import FILLERS, KEPT
from nlp.words.glossary import glossary, loanwords
from nlp.words.patterns import pattern
from nlp.words.tokens import is_word

SHORTEST = 5
"""Letters of a word that may be put right."""

LONG = 9
"""Letters of a word in which two slips may stand."""

WHOLE = 7
"""Letters from which on a word is looked up as it is, and not by what it may be made of: bilding of bild."""

_WORD = pattern(r"[a-z][a-z'-]*[a-z]")
_ENDINGS = ("'s", "s", "es", "d", "ed", "ing", "er", "ly")
_VARIANTS = (("or", "er"), ("our", "or"), ("tre", "ter"), ("ise", "ize"), ("isation", "ization"))
"""How an ending is spelt in two ways, neither of them a slip."""


@cache
def known() -> frozenset[str]:
    """The words that are asked with, and those that the glossary translates."""
    ways = (w for rule in en.RULES for way in rule.ways.split() for w in re.split(r"[{},_?]", way))
    pieces = (w for phrase in glossary() for w in (phrase, *phrase.split()))
    return frozenset({*ways, *pieces, *loanwords(), *KEPT, *FILLERS, "level-up"} - {""})


@cache
def _words() -> frozenset[str]:
    """Words of English that lie near a known one, and are no slips of it."""
    text = Path(__file__).with_name("no_slips_en.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


@cache
def _by_start() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(known()):
        if len(word) >= SHORTEST - 1 and _WORD.fullmatch(word):
            found.setdefault(word[0], []).append(word)
    return {start: tuple(words) for start, words in found.items()}


def respelled(text: str, stays: Callable[[str], bool]) -> str:
    """English with the slips put right; `stays`: whether a word is none of English, and as it should be."""
    pieces = re.split(rf"({_WORD.pattern})", text)
    said = pieces[1::2]
    for place, word in enumerate(said):
        if not stays(word):
            before = said[place - 1] if place else ""
            after = said[place + 1] if place + 1 < len(said) else ""
            pieces[2 * place + 1] = said[place] = _meant(word, before, after)
    return "".join(pieces)


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield stem
            yield f"{stem}e"
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"


def _meant(word: str, before: str, after: str) -> str:
    """The word that was meant; the word itself where it is one, or where none or several are near."""
    if len(word) < SHORTEST or any(stem in known() for stem in _stems(word)):
        return word
    for one, other in _VARIANTS:
        for end, instead in ((one, other), (other, one)):
            if word.endswith(end) and word.removesuffix(end) + instead in known():
                return word.removesuffix(end) + instead
    near = _nearest(word)
    if not near:
        return word
    phrases = glossary()
    if f"{before} {near}" in phrases or f"{near} {after}" in phrases:
        return near
    if word in _words():
        return word
    stems = (word, word.removesuffix("s")) if len(word) >= WHOLE else _stems(word)
    return word if any(is_word(stem) for stem in stems) else near


_DOUBLED = pattern(r"([a-z])\1")


def _single(word: str) -> str:
    """A word with no letter written twice: suport is rather support than sport."""
    return _DOUBLED.sub(r"\1", word)


def _nearest(word: str) -> str | None:
    """The one known word that lies nearest, a slip away, or two where the word is long."""
    limit = 2 if len(word) >= LONG else 1
    best: list[tuple[float, str]] = []
    for other in _by_start().get(word[0], ()):
        if abs(len(other) - len(word)) <= limit:
            slips = far(word, other)
            if slips <= limit:
                best.append((slips - (_single(word) == _single(other)) / 2, other))
    best.sort()
    clear = best and (len(best) == 1 or best[0][0] < best[1][0])
    return best[0][1] if clear else None
