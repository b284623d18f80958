"""What several mentions of one project agree on: 「徘徊して事故を起こしたときの保険に入る事業」.

Words that fillers cut apart describe one thing together, where one thing is asked for: each says which
projects it may be, and the one they all may be is meant. Words that list things are not read so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from nlp.meaning.about import heavy
from nlp.meaning.covering import hold_all
from nlp.meaning.reference import Reference, Sure, Wanted
from nlp.names.lexicon import Lexicon
from nlp.sentences.sentence import Mention, Sentence
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

LISTED = pattern(
    r"^か$|(?:と|や|とか|(?<!が)(?<!けど)(?<!で)、|・|,|も|及び|および|または|\band|\bor)\s*$"
)
"""What stands between things that are listed."""

_APART = (Sure.SEVERAL, Sure.TOPIC, Sure.NAMED)


def agreed(
    found: Sequence[Reference], sentence: Sentence, lexicon: Lexicon, wanted: Wanted
) -> tuple[Reference, ...]:
    """The references of one project as one, where their words lead to the same; else as they are. Of a
    list or a total, all projects are meant of which every mention tells; of a list where there are none,
    those of the topic that tells most.
    """
    lost = [r for r in found if _is_common(r, lexicon)]
    some = [r for r in found if r not in lost]
    if len(found) < 2 or not some or any(r.sure not in _APART for r in some):
        return tuple(found)
    if sentence.has(Slot.EXCLUDE) or any(LISTED.search(gap) for gap in _gaps(found, sentence)):
        return tuple(found)
    common = set(some[0].projects).intersection(*(r.projects for r in some[1:]))
    tokens = tuple(t for r in found for t in r.mention.tokens)
    common &= hold_all([t for r in lost for t in r.mention.tokens], common, lexicon)
    if not common and wanted is Wanted.ALL and all(r.sure is Sure.TOPIC for r in found):
        return (min(found, key=lambda r: len(r.projects)),)
    if not common or (len(common) > 1 and any(r.sure is Sure.ABSENT for r in lost)):
        return tuple(found)
    all_of = wanted in (Wanted.ALL, Wanted.TOTAL)
    if all_of and any(r.sure is Sure.ABSENT for r in found):
        return tuple(found)
    projects = tuple(p for p in lexicon.projects if p in common)
    begin, end = found[0].mention.begin, found[-1].mention.end
    mention = Mention(begin, end, sentence.text[begin:end], tokens)
    sure = Sure.TOPIC if all_of else Sure.SEVERAL
    if len(projects) == 1 and wanted is not Wanted.ALL:
        sure = Sure.NAMED
    return (replace(some[0], mention=mention, sure=sure, projects=projects),)


MANY = 5
"""Projects whose texts hold a word that does not tell one from another by itself: 補助."""


def _is_common(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention only says what is done, or what many projects say: 助ける, 助成."""
    tokens = reference.mention.tokens
    if reference.sure is Sure.NAMED and not tokens:
        return False  # in kana
    telling = heavy(tokens)
    return all(len(lexicon.topics.evidence(t).text) >= MANY for t in telling)


def _gaps(found: Sequence[Reference], sentence: Sentence) -> list[str]:
    """What stands between mentions that follow one another."""
    ordered = sorted((r.mention for r in found), key=lambda m: m.begin)
    return [sentence.text[one.end : other.begin] for one, other in pairwise(ordered)]
