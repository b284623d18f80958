"""The projects whose names account for a mention."""

from __future__ import annotations

from nlp.meaning.about import heavy
from nlp.meaning.covering import is_of_another
from nlp.meaning.reference import Reference, Sure
from nlp.names.lexicon import Lexicon
from nlp.names.name import Candidate
from nlp.names.slips import nearly
from nlp.rules.particles import LIGHT
from nlp.sentences.sentence import Mention
from nlp.words.patterns import pattern
from nlp.words.sounds import SAFE
from nlp.words.text import fold, normalize

_KANA = pattern("[\u3041-\u30ff]+")

_PARTICLE = pattern("(?<![\u3041-\u3096])[のをがにへでとはも](?![\u3041-\u3096])|[、。 ]")
"""What parts the words of a mention: a particle between words that are not in kana."""

NEARLY, NEARLY_SAID = 0.77, 0.8
"""Likeness of a name to another of which it is all but a word; where particles part its words."""

ALMOST_WHOLE = 0.55
"""A name of which this much was asked for is meant, even where longer names hold the same words."""

MOST = 0.9
"""The same where other names hold all that was asked for as well."""

FEW = 5
"""Names that hold a word of which every list is full, to be offered at most."""

FEW_NAMES = "few names"
"""Why they are offered; beside another mention that says nothing."""

OFFERED = 10
"""Projects that are offered as choices at most."""


def by_name(mention: Mention, lexicon: Lexicon) -> Reference | None:
    """The project, or the few, whose name accounts for the mention."""
    found = [
        c
        for c in lexicon.names.find(mention.text, OFFERED, mention.tokens)
        if _accounted(c, lexicon)
        and not _expense_of_part(mention, c, lexicon)
        and not is_of_another(mention.tokens, lexicon.projects[c.key])
    ]
    if not found:
        return None
    best = _best(found, fold(mention.text), lexicon)
    projects = tuple(lexicon.projects[c.key] for c in best)
    why = f"{best[0].how} {best[0].coverage:.2f}"
    return Reference(mention, Sure.NAMED if len(best) == 1 else Sure.SEVERAL, projects, why=why)


def whole_name(mention: Mention, lexicon: Lexicon) -> Reference | None:
    """A mention of light words alone names a project only by almost its whole name."""
    found = by_name(mention, lexicon)
    names = [fold(normalize(p.name)) for p in found.projects] if found else []
    kana = bool(found) and len(mention.text) >= SAFE and _KANA.fullmatch(mention.text)
    whole = kana or any(len(mention.text) >= ALMOST_WHOLE * len(name) for name in names)
    return found if whole else None


def few_names(mention: Mention, lexicon: Lexicon) -> Reference | None:
    """The few names that hold a light word, to choose from: 助成."""
    word = fold(normalize(mention.text))
    named = zip(lexicon.plain_names, lexicon.projects, strict=True)
    held = [p for name, p in named if word in name]
    few = 1 <= len(mention.tokens) <= 3 and len(word) >= 2 and 2 <= len(held) <= FEW
    return Reference(mention, Sure.SEVERAL, tuple(held), why=FEW_NAMES) if few else None


def _accounted(candidate: Candidate[int], lexicon: Lexicon) -> bool:
    """Whether what a name lacks of a mention stands elsewhere in the same project."""
    nouns = [t for t in candidate.missing if t.pos in ("名詞", "形状詞") and t.end - t.begin >= 2]
    return all(candidate.key in lexicon.topics.evidence(t).anywhere for t in nouns)


def _expense_of_part(mention: Mention, candidate: Candidate[int], lexicon: Lexicon) -> bool:
    """Whether 費 stands behind a part of a name, which is another thing: 生活保護費."""
    at = mention.text.find("費")
    if at < 0:
        return False
    before = next((t for t in mention.tokens if t.end == mention.begin + at), None)
    if before is None or before.normal in LIGHT:
        return False
    name = lexicon.plain_names[candidate.key]
    ends = name.removesuffix("事業").endswith(fold(before.surface)) or "費" in name
    return candidate.share < ALMOST_WHOLE and not ends


def _best(found: list[Candidate[int]], said: str, lexicon: Lexicon) -> list[Candidate[int]]:
    """Those that fit equally well; a name asked for almost whole stands alone, but not where all that
    hold it only say before it whose it is: キャッシュレス納付 of 市税 and of 国保料.
    """
    first = found[0]
    others = [c for c in found[1:] if c.how == first.how == "contains"]
    ends = [
        lexicon.plain_names[c.key].removesuffix("事業").endswith(said) for c in (first, *others)
    ]
    if others and all(ends):
        return [first, *others]
    if first.how == "exact" or (
        first.share >= (MOST if others else ALMOST_WHOLE)
        and (len(found) == 1 or found[1].share < first.share - 0.1)
    ):
        return [first]
    return [
        c
        for c in found
        if c.coverage >= first.coverage - 0.02
        and (c.how == "contains") == (first.how == "contains")
    ]


def is_another_name(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a mention is a name that differs from one of the list by a word: 特別支援学校 and 特別支援学級.

    Such a name is no description of that project, nor a topic.
    """
    if len(mention.text) < SAFE:
        return False
    run = not _PARTICLE.search(mention.text)
    strange = run or any(not lexicon.topics.evidence(t).anywhere for t in heavy(mention.tokens))
    least = NEARLY if run else NEARLY_SAID
    return strange and nearly(fold(mention.text), lexicon.plain_names, least)
