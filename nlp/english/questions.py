"""English questions: words of the list's subject become Japanese, the asking stays English.

Names are Japanese, so what an English reader calls a project is looked up word by word in a small
glossary; a word it does not hold is read as romanised Japanese where it can be (Minato, Shiba). Of several
Japanese words for one in English, the list decides (nlp.english.names).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from data.query import Dimension
from nlp.english.asking import plainly_asked
from nlp.english.names import NOTHING, Printed, Word, meet, piecewise, settled
from nlp.english.offices import OFFICES, at_boundary, office, whole
from nlp.english.spelling import respelled
from nlp.rules import en
from nlp.rules.asking_en import KEPT
from nlp.words.glossary import glossary, loanwords
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, expand
from nlp.words.readings import kana_of_romaji, loose
from nlp.words.text import fold, normalize


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """The glossary without what makes owners of words, as it is left out of a question."""
    return {_OWNERS.sub("", phrase): ways for phrase, ways in glossary().items()}


BLANK = re.escape(" ")
"""Between the words of a phrase; a hyphen may stand there too: special-needs class."""


_IES = pattern("ies$")
_Y = pattern("(?<=[^aeiou])y$")


def _plurally(phrase: str) -> str:
    """A pattern of a phrase: with hyphens for its blanks, and ies for its y."""
    return _Y.sub("(?:y|ies)", re.escape(phrase).replace(BLANK, "[ -]"))


def _singulars(said: str) -> Iterator[str]:
    """What a phrase may stand for in the glossary, in the singular and without its hyphens."""
    for plain in (said, said.replace("-", " ")):
        yield from (plain, plain.removesuffix("s"), plain.removesuffix("es"), _IES.sub("y", plain))


@cache
def _known() -> re.Pattern[str]:
    words = sorted(_phrases(), key=len, reverse=True)
    return pattern(rf"\b(?:{'|'.join(map(_plurally, words))})(?:s|es)?\b")


def names_subject(text: str) -> bool:
    """Whether English says a word that can be translated, and so what it is about."""
    return bool(_known().search(text))


_SPOKEN = pattern(
    r"\b(?:no|wa|ha|ga|wo|ikura|yosan|nani|desu|desuka|oshiete|kingaku|bun|tantou|tanto|itte)\b"
)


def sounds_spoken(text: str) -> bool:
    """Whether a text is Japanese in Latin letters: words like no, wa and ikura, or one that English has of it (hikikomori)."""
    kana = kana_of_romaji(text)
    return bool(_SPOKEN.search(text)) or (
        kana is not None and fold(kana) in map(fold, _ways_of(text))
    )


def _romaji_around(text: str) -> str | None:
    """Romanised Japanese in which some words are English: hikikomori shien station no yosan."""
    if not _SPOKEN.search(text):
        return None
    pieces = re.split(r"([a-z][a-z-]*)", text)
    kana = [_said(p) for p in pieces]
    return None if None in kana else "".join(k or "" for k in kana)


def _said(word: str) -> str | None:
    """How a word is said: as Japanese has borrowed it, as romanised Japanese, or letter by letter (gps)."""
    kana = loanwords().get(word) or kana_of_romaji(word)
    letters = kana is None and len(word) <= SHORTEST and not _VOWELS.search(word)
    return word if letters else kana


_VOWELS = pattern("[aeiouy]")


def to_japanese(text: str, known: Printed = NOTHING) -> str:
    """An English question with the words of its subject in Japanese: the budget for 防災 ラジオ.

    `known`: the names of the list that is asked; words that are read as theirs are romanised Japanese.
    """
    if spoken := _romaji_around(normalize(text)):
        return spoken
    text = _AFFAIRS.sub("", text)
    text = plainly_asked(respelled(text, lambda word: _spoken(word, known) is not None))
    text = _glossed(text, known)
    if named := re.search(r"[(（]([^()（）]*[\u3041-\u30ff\u3400-\u9fff][^()（）]*)[)）]", text):
        before = text[: named.start()]
        if not _MONEY.search(named[1]):
            before = _translated(before)
        text = f"{before} {named[1]} {text[named.end() :]}"
    swapped = _swapped(_OWNERS.sub("", _APART.sub(" ", text)), known)
    swapped = _STOP.sub("。 ", swapped)
    swapped = _PARTICLE.sub(r"\1", swapped)
    swapped = _FOR.sub(r"\2の\1", re.sub(r"\s+", " ", swapped).strip())
    swapped = _IN.sub(partial(_within, known), swapped)
    swapped = _OFFICE.sub(lambda m: re.sub(" (?:and )?", "", m[1]) + _OFFICE_ENDINGS[m[2]], swapped)
    return _BEHIND_NAMES.sub(r"\1", swapped)


_APART = pattern(
    "(?<=[a-z%])(?=[\u3041-\u9fff])|(?<=[0-9])(?=[\u3041-\u9fff])(?!番目|[件位円つ])|(?<=[\u3041-\u9fff])(?=[a-z0-9])(?!(?<=柱)[0-9]|(?<=から)[0-9])"
)
"""Between a word in English and one in Japanese."""

_STOP = pattern("(?<=[\u3041-\u30ff\u3400-\u9fff]) ?\\. (?=[a-z\u3041-\u30ff\u3400-\u9fff])")
"""Where a sentence ends in a word that became Japanese."""

_PARTICLE = pattern(
    " +(いくら|事業の|に占める|の割合は|より(?:[高安]い|要求額)|の次に|は何位|は\\?|のレベルアップ分の)"
)
"""What belongs to the word before it."""

_BEHIND_NAMES = pattern(
    " +(は何[部番]|は新規全体|を除く|以外の|だけ|の(?=新規|レベルアップ|割合|件数|何|合計|平均))"
)
"""What belongs to the name before it, in a question that became a Japanese one."""

_AFFAIRS = pattern(
    r"(?<!general)(?<!legal)(?<!school)(?<!academic) affairs(?= (?:section|department|division|bureau|office))"
)
"""What English adds to what an office is of: Tax Affairs Section."""

_OWNERS = pattern(r"'s?(?= )")
"""What makes owners of words: kids' vaccinations."""

_MONEY = pattern("予算|要求|額|新規|レベルアップ|拡充|継続")
_TRANSLATED = pattern(r"(?<=\bthe )(?:(?!\b(?:the|or|than|versus) )[^,.?])*$")


_QUOTED = pattern("[\"'\u201c\u2018][^\"'\u201d\u2019]+[\"'\u201d\u2019] ?$")
_WHO = pattern(
    r"(?:people|those|residents|persons|families|someone|households) (?:who|whose|that) [^,.?!]*$"
)
_IN_BRACKETS = pattern(r"(柱\d|[a-z][a-z ]*[a-z]) \(([a-z][a-z ,&'-]*)\)")


def _glossed(text: str, known: Printed) -> str:
    """Without what brackets only say again in English: pillar 1 (children), foreign language assistants (ALT)."""

    def without(match: re.Match[str]) -> str:
        said, again = match.groups()
        words = _ways_of(again)
        if not words:
            return match[0]
        if said.startswith("柱"):
            headings = [lb.folded for lb in known.labels if lb.dimension is Dimension.PILLAR]
            same = any(fold(normalize(w)) in heading for w in words for heading in headings)
        else:
            pieces = said.split()
            same = any(words & _ways_of(" ".join(pieces[-n:])) for n in range(1, len(pieces) + 1))
        return said if same else match[0]

    return _IN_BRACKETS.sub(without, text)


def _ways_of(phrase: str) -> frozenset[str]:
    """What Japanese calls a phrase in English, in the singular or the plural."""
    pairs = _phrases()
    return frozenset(w for p in (phrase, phrase.removesuffix("s")) for w in pairs.get(p, ()))


def _translated(before: str) -> str:
    """What stands before a name in brackets, without what only says it in English: the bike share (シェアサイクル)."""
    shorter = _TRANSLATED.sub("", _WHO.sub("", _QUOTED.sub("", before)))
    words = shorter.split()
    if shorter == before:
        while words and words[-1] not in KEPT:
            words.pop()
    return " ".join(words)


_JOINING = pattern(
    r"[ \"]*(?:(?:and|or|of|for|the|a|an|in|at|by|from|with|plus|vs\.?|versus|than)\b[ \"]*|[,&+/-][ \"]*){0,3}"
)
"""What stands between words that may be of one name, or of names that are listed."""

_CALLED = pattern(rf" *\b({'|'.join(OFFICES)})(s?)(?![a-z0-9])")
_OFFICE_OF = pattern(rf"\b({'|'.join(OFFICES)})s? of (?:the )?$")
_ROMAJI = pattern(r"[a-z][a-z'-]*")


def _swapped(text: str, known: Printed) -> str:
    """A text with each run of words that can be translated as the list says it."""
    out: list[str] = []
    run: list[Word] = []
    end = 0
    for begin, stop, word in _words(text, known):
        between = text[end:begin]
        if run and not _JOINING.fullmatch(between):
            end = _close(out, run, text, end, known)
            run, between = [], text[end:begin]
        if not run:
            out.append(between)
        run.append(Word(word.english, word.ways, between, word.kana))
        end = stop
    end = _close(out, run, text, end, known) if run else end
    return "".join(out) + text[end:]


def _words(text: str, known: Printed) -> list[tuple[int, int, Word]]:
    """The words of a text that can be translated, or are romanised: from where to where, and what they are."""
    pairs = _phrases()
    found: list[tuple[int, int, Word]] = []
    untold = [m.span() for m in _untold().finditer(text)]
    for match in _known().finditer(text):
        if any(b <= match.start() and match.end() <= e for b, e in untold):
            continue
        said = match[0]
        ways = next((pairs[f] for f in _singulars(said) if f in pairs), ())
        if ways:
            found.append((match.start(), match.end(), Word(said, ways)))
    taken = [(begin, end) for begin, end, _ in found]
    for match in _ROMAJI.finditer(text):
        if match[0] in _PARTICLES and _among_romaji(match, known):
            particle = _PARTICLES[match[0]]
            found.append((match.start(), match.end(), Word(match[0], (particle,))))
        if any(match.start() < end and begin < match.end() for begin, end in taken):
            continue
        if len(match[0]) == SHORTEST - 1 and _among_romaji(match, known):
            if (short := kana_of_romaji(match[0])) and loose(short) in known.sounds:
                ways = known.spoken.get(loose(short), (short,))
                found.append((match.start(), match.end(), Word(match[0], ways, kana=short)))
            continue
        if (kana := _spoken(match[0], known)) is not None:
            ways = known.spoken.get(loose(kana), (kana,))
            found.append((match.start(), match.end(), Word(match[0], ways, kana=kana)))
    return sorted(found, key=lambda f: f[0])


_PARTICLES = {"no": "の", "de": "で", "ni": "に", "wo": "を", "o": "を", "to": "と", "na": "な"}
"""Particles of romanised names."""

_BEFORE = pattern(r"([a-z][a-z'-]*) $")
_AFTER = pattern(r" ([a-z][a-z'-]*)")


def _among_romaji(match: re.Match[str], known: Printed) -> bool:
    """Whether words of names that are romanised stand on both sides."""
    before = _BEFORE.search(match.string, 0, match.start())
    after = _AFTER.match(match.string, match.end())
    return bool(before and after) and all(
        m is not None and _spoken(m[1], known) is not None for m in (before, after)
    )


@cache
def _untold() -> re.Pattern[str]:
    """What asks in several words for what no list tells: phone number."""
    rules = [r for r in en.RULES if r.slot is Slot.UNTOLD]
    ways = (w.replace("_", " ") for r in rules for way in r.ways.split() for w in expand(way))
    several = sorted({w for w in ways if " " in w}, key=len, reverse=True)
    return pattern(rf"\b(?:{'|'.join(map(re.escape, several))})(?![a-z])")


def _spoken(word: str, known: Printed) -> str | None:
    """How a word is read that names of the list hold; None where it is no such word."""
    if word in KEPT or len(word) < SHORTEST:
        return None
    kana = kana_of_romaji(word)
    return kana if kana and loose(kana) in known.sounds else None


SHORTEST = 4
"""Letters of a word that may be romanised Japanese among English ones."""


def _close(out: list[str], run: list[Word], text: str, end: int, known: Printed) -> int:
    """Writes a run as the list says it; returns where the text goes on."""
    run = piecewise(run, known)
    if (called := _OFFICE_OF.search("".join(out))) and (label := office(run, called[1], known)):
        out[:] = ["".join(out)[: called.start()], f" {label} "]
        return end
    after = _CALLED.match(text, end)
    places = [i for i in range(len(run)) if at_boundary(run, i)]
    if after and after[2] and (both := _offices(run, after[1], known)):
        out.append(f" {both} ")
        return after.end()
    for begin in places:
        label = office(run[begin:], after[1], known) if after else whole(run[begin:], known)
        if label:
            _write(out, run[:begin], known)
            if begin:
                out.append(run[begin].gap)
            out.append(f" {label} ")
            return after.end() if after else end
    _write(out, run, known)
    return end


def _offices(run: list[Word], called: str, known: Printed) -> str | None:
    """Two offices of which what they are is said once: the tax and the disaster prevention sections."""
    for place in range(1, len(run)):
        if re.search(r"\b(?:and|or)\b", run[place].gap):
            pair = [office(words, called, known) for words in (run[:place], run[place:])]
            if all(pair):
                return f"{pair[0]}と{pair[1]}"
    return None


def _write(out: list[str], run: list[Word], known: Printed) -> None:
    before = ""
    for place, (word, said) in enumerate(zip(run, settled(run, known), strict=True)):
        if not said:
            continue
        if before and word.gap.isspace() and not (word.kana or meet(before, said, known)):
            out[-1] = f"{out[-1].rstrip()}{said} "
        else:
            out.append(f"{word.gap if place else ''} {said} ")
        before = said


_WORD = "[A-Z\u3041-\u30ff\u3400-\u9fff]+"
_FOR = pattern(
    rf"({_WORD}(?: {_WORD})*) for (?:the |a |an |all |people with )?({_WORD}(?: {_WORD})*)(?= ?[?.!,。]| projects?\b|$)"
)
"""What is done for whom: care for dementia is 認知症のケア."""

_IN = pattern(
    rf"({_WORD}(?: {_WORD})*) (?:in|at|on|near|inside|along|of) (?:the |a |an |all |our )?({_WORD}(?: {_WORD})*)(?= ?[?.!,。]|$)"
)


def _within(known: Printed, match: re.Match[str]) -> str:
    """What is in what: a pool at the park is 公園のプール; what an office asks for stays apart."""
    office = any(match[2] == label.printed for label in known.labels if label.dimension is not None)
    return match[0] if office else f"{match[2]}の{match[1]}"


_OFFICE = pattern(
    r"((?:[\u3041-\u30ff\u3400-\u9fff]+ (?:and )?)*[\u3041-\u30ff\u3400-\u9fff]+) (division|section|department|bureau)(?![a-z0-9])"
)
_OFFICE_ENDINGS = {"division": "課", "section": "課", "department": "部", "bureau": "局"}
"""What English calls an office, and how such an office is called in Japanese."""
