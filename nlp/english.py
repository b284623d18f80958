"""English questions: words of the list's subject become Japanese, the asking stays English.

Names are Japanese, so what an English reader calls a project is looked up word by word in a small
glossary; a word it does not hold is read as romanised Japanese where it can be (Minato, Shiba).
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from nlp.patterns import pattern
from nlp.readings import kana_of_romaji, loose
from nlp.rules.asking_en import KEPT
from nlp.text import normalize

_ENGLISH = pattern(
    r"\b(?:the|of|is|are|how|what|what's|which|who|why|when|where|list|show|tell|total|projects?|budgets?|and|for|by|in|please|largest|smallest|much|many|does|do|compare|about|requested?|average|share|new)\b"
)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") | frozenset(
    map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
)
"""Latin letters, narrow and wide."""


SENTENCE = 3
"""English words of asking that make an English sentence, whatever names in kana stand in it."""


def is_english(text: str) -> bool:
    """Whether a question is asked in English (Japanese names may stand in it)."""
    if _LATIN.isdisjoint(text):
        return False
    text = normalize(text)
    plain = re.sub(r"[(（][^()（）]*[)）]", "", text)
    if asking := _ENGLISH.findall(plain):
        return len(asking) >= SENTENCE or not re.search("[\u3041-\u3096]", plain)
    return plain.isascii() and plain.count(" ") >= 2 and kana_of_romaji(plain) is None


@cache
def glossary() -> dict[str, str]:
    """General civic English, and the Japanese words that budget lists use for it."""
    return _pairs("glossary_en.txt")


def _pairs(file: str) -> dict[str, str]:
    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


@cache
def _known() -> re.Pattern[str]:
    words = sorted(glossary(), key=len, reverse=True)
    return pattern(rf"\b(?:{'|'.join(map(re.escape, words))})(?:s|es)?\b")


@cache
def loanwords() -> dict[str, str]:
    """English words that Japanese has borrowed, and how it writes them."""
    return _pairs("loanwords.txt")


_SPOKEN = pattern(
    r"\b(?:no|wa|ha|ga|wo|ikura|yosan|nani|desu|desuka|oshiete|kingaku|bun|tantou|tanto|itte)\b"
)


def _romaji_around(text: str) -> str | None:
    """Romanised Japanese in which some words are English: hikikomori shien station no yosan."""
    if not _SPOKEN.search(text):
        return None
    pieces = re.split(r"([a-z][a-z-]*)", text)
    kana = [loanwords().get(p) or kana_of_romaji(p) for p in pieces]
    return None if None in kana else "".join(k or "" for k in kana)


def to_japanese(text: str, sounds: frozenset[str]) -> str:
    """An English question with the words of its subject in Japanese: the budget for 防災 ラジオ.

    `sounds`: how words of the list's names are read, under the loose key; others are no romanised Japanese.
    """
    if spoken := _romaji_around(normalize(text)):
        return spoken
    pairs = glossary()
    text = _LEARN_ABOUT.sub("tell me about ", _TOLD_TO_DO.sub(r"\1", text))
    text = _INCREASE.sub(r"\1level-up part", _IN_LANGUAGE.sub(r"\1", text))
    text = _HOW_MANY.sub("how many users", text)
    text = (
        _NEW_OR.sub("new or level-up", text)
        .replace("anti-", "")
        .replace("brand new", "new")
        .replace("brand-new", "new")
    )
    text = _NUMERAL.sub(lambda m: _NUMERALS[m[0]], text)
    if named := re.search(r"[(（]([^()（）]*[\u3041-\u30ff\u3400-\u9fff][^()（）]*)[)）]", text):
        before = text[: named.start()]
        if not _MONEY.search(named[1]):
            before = _translated(before)
        text = f"{before} {named[1]} {text[named.end() :]}"

    text = _OWNERS.sub(" ", text)

    def swap(match: re.Match[str]) -> str:
        word = match[0]
        return f" {pairs.get(word) or pairs.get(word.removesuffix('s')) or pairs.get(word.removesuffix('es')) or word} "

    spoken = re.sub(r"[a-z][a-z'-]*", partial(_kana, sounds), _known().sub(swap, text))
    swapped = _FOR.sub(r"\2の\1", re.sub(r"\s+", " ", spoken).strip())
    return _OFFICE.sub(lambda m: re.sub(" (?:and )?", "", m[1]) + _ENDINGS[m[2]], swapped)


_TOLD_TO_DO = pattern(
    r"(^|[,.;] ?|\b(?:and|please|then|can you|could you) )(?:open|stop|hold on|hold|move on|move|build|make|give out|hand out|visit|learn|expand|create|send|give|bring|raise)(?=(?: me| us)?(?: (?:the|a|an|it|up) )(?:\w+ )?(?:list|totals?|sum|number|count|budget|amount|table|breakdown|all)\b| (?:all|totals?) |[,.!])"
)
"""What the program is told to do, and no project does: open the total, build me a list, stop."""

_LEARN_ABOUT = pattern(
    r"^(?:i(?:'d| would) like to |i want to |let me )?(?:learn|find out|know|hear|read) (?:more )?about (?!the total|the budget|all|the whole)"
)

_IN_LANGUAGE = pattern(
    r"\b(total|list|amount|budget|sum|answer|figures?) in (?:japanese|english)(?: please)?(?=[.?!]?$)|, (?:please )?(?:answer |reply )?in (?:japanese|english)(?: please)?(?=[.?!]?$)|^(?:please )?(?:answer|reply|in) (?:in )?(?:japanese|english)[,:.] ?"
)
"""The language of an answer."""

_INCREASE = pattern(
    r"\b((?:the|an|largest|biggest|smallest|highest|lowest|average|by) )increase(?:s)?\b(?! (?:the|in (?!total|the (?:request|budget))))(?: in the (?:request|budget))?"
)
"""What is added to a request; not what a project increases."""

_HOW_MANY = pattern(
    r"how many (?![a-z -]*\b(?:projects|programs|items)\b)(?!(?:new |level-?up )?(?:projects|programs|items|requests|sections|departments|yen|of|are)\b)[a-z -]{3,40}? (?:will|do|does|would) (?:they|it|the (?:ward|city|town))\b"
)
"""How many of a thing, which no list counts: how many radios will they buy."""

_OWNERS = pattern(r"'s?(?= )")
"""What makes owners of words: kids' vaccinations."""

_NUMERALS = dict(
    zip(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        map(str, range(2, 11)),
        strict=True,
    )
)
_NUMERAL = pattern(rf"\b(?:{'|'.join(_NUMERALS)})\b")
_NEW_OR = pattern(
    r"\bnew (?:project )?or (?:an? )?(?:expan|upgrade|existing|level-?up|enhance)[a-z -]*(?=[?.,]|$)"
)
_MONEY = pattern("予算|要求|額|新規|レベルアップ|拡充|継続")
_TRANSLATED = pattern(r"(?<=\bthe )(?:(?!\b(?:the|or|than|versus) )[^,.?])*$")


def _translated(before: str) -> str:
    """What stands before a name in brackets, without what only says it in English: the bike share (シェアサイクル)."""
    shorter = _TRANSLATED.sub("", before)
    words = shorter.split()
    if shorter == before:
        while words and words[-1] not in KEPT:
            words.pop()
    return " ".join(words)


_WORD = "[\u3041-\u30ff\u3400-\u9fff]+"
_FOR = pattern(rf"({_WORD}) for (?:the |people with )?({_WORD})(?=[?.!,]|$)")
"""What is done for whom: care for dementia is 認知症のケア."""

_OFFICE = pattern(
    r"((?:[\u3041-\u30ff\u3400-\u9fff]+ (?:and )?)*[\u3041-\u30ff\u3400-\u9fff]+) (division|section|department|bureau)\b"
)
_ENDINGS = {"division": "課", "section": "課", "department": "部", "bureau": "局"}
"""What English calls an office, and how such an office is called in Japanese."""


def _kana(sounds: frozenset[str], match: re.Match[str]) -> str:
    word = match[0]
    kana = kana_of_romaji(word) if word not in KEPT and len(word) >= 4 else None
    return kana if kana and loose(kana) in sounds else word
