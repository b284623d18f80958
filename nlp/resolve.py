"""Which projects a mention means: by name first, then by what the projects are said to do.

A mention is answered with projects only when its words are accounted for; what is not accounted for
is reported, so that nothing is answered past it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from data.model import ProjectId
from nlp.about import described, heavy, is_light, rows_of, things_of
from nlp.bare import content
from nlp.covering import covering, does_otherwise, is_of_another, tells
from nlp.lexicon import Lexicon
from nlp.mentions import (
    KEYWORD,
    clauses_of,
    may_have_suffix,
    mention_of,
    piece,
    segments_of,
    with_suffixes,
)
from nlp.names import Candidate
from nlp.offices import group_of, looks_like_office
from nlp.patterns import pattern
from nlp.reference import Reference, Sure, Wanted
from nlp.rules.particles import LIGHT
from nlp.sentence import Mention
from nlp.slips import nearly
from nlp.sounds import SAFE
from nlp.text import fold, normalize
from nlp.tokens import Token
from nlp.told import told_of

_KANA = pattern("[\u3041-\u30ff]+")

_PARTICLE = pattern("(?<![\u3041-\u3096])[のをがにへでとはも](?![\u3041-\u3096])|[、。 ]")
"""What parts the words of a mention: a particle between words that are not in kana."""

SOMETHING = ("何か", "なにか", "なんか")
"""Whoever asks for something wants whatever there is."""

NEARLY, NEARLY_SAID = 0.77, 0.8
"""Likeness of a name to another of which it is all but a word; where particles part its words."""

ALMOST_WHOLE = 0.55
"""A name of which this much was asked for is meant, even where longer names hold the same words."""

MOST = 0.9
"""The same where other names hold all that was asked for as well."""

PART = 0.3
"""A word that is less of a name than this does not say by itself that the name is meant."""

FEW = 5
"""Names that hold a word of which every list is full, to be offered at most."""

DESCRIBED = "described"
"""Why a project was named: by what it does."""

OFFICE = "no such office"
"""Why a mention is absent, however its words could be read."""

FEW_NAMES = "few names"
"""Why they are offered; beside another mention that says nothing."""

IN_PART = "topic in part"
"""Why projects were found: they are about some of the things that a mention lists."""

OFFERED = 10
"""Projects that are offered as choices at most."""


def resolve(mention: Mention, lexicon: Lexicon, wanted: Wanted) -> tuple[Reference, ...]:
    """What a mention refers to; several references where it lists several names."""
    found = _resolve(mention, lexicon, wanted)
    if any(r.sure is not Sure.ABSENT or r.why == OFFICE for r in found):
        return found
    for other in _otherwise(mention, lexicon):
        again = _resolve(other, lexicon, wanted)
        if all(r.sure is not Sure.ABSENT for r in again):
            return tuple(_at(mention, r) for r in again)
    return found


def _resolve(mention: Mention, lexicon: Lexicon, wanted: Wanted) -> tuple[Reference, ...]:
    group = group_of(mention.text, lexicon)
    if group:
        return (Reference(mention, Sure.GROUP, group=group, why="group"),)
    segments = segments_of(mention)
    if any(looks_like_office(s.text, lexicon) for s in segments):
        return (replace(_absent(mention, lexicon), why=OFFICE),)
    if mention.tokens and is_light(mention.tokens) and wanted is not Wanted.ALL:
        found = _whole_name(mention, lexicon) or _few_names(mention, lexicon)
        return (found or _absent(mention, lexicon),)
    if may_have_suffix(mention.text):
        mention = with_suffixes(mention)
        segments = segments_of(mention)
    if wanted is Wanted.ALL:
        mention, segments = _without_reason(mention, segments)
        found = _topic(mention, segments, lexicon) or _named(mention, lexicon)
        return (found or _absent(mention, lexicon),)
    if not mention.tokens and (whole := _named(mention, lexicon)):
        return (whole,)  # と and や may be syllables of a name in kana
    return _each_named(segments, lexicon, wanted) or (_one(mention, segments, lexicon, wanted),)


def _without_reason(mention: Mention, segments: list[Mention]) -> tuple[Mention, list[Mention]]:
    """What is listed, without why it is asked: 車を持ってないので、電車やバスや足の確保; 母が心配ですが、何か見守り."""
    *before, last = clauses_of(mention.text)
    if not before:
        return mention, segments
    rest = piece(mention, len(mention.text) - len(last), len(mention.text))
    listed = segments_of(rest)
    open_ended = len(listed) > 1 or rest.text.startswith(SOMETHING)
    return (rest, listed) if open_ended and heavy(rest.tokens) else (mention, segments)


def keywords(mention: Mention, lexicon: Lexicon) -> tuple[Reference, ...]:
    """The projects that words between spaces name each by itself, where no name holds them all."""
    begins = [m.span() for m in KEYWORD.finditer(mention.text)]
    each = [_named(piece(mention, begin, end), lexicon) for begin, end in begins]
    named = tuple(r for r in each if r and r.sure is Sure.NAMED)
    if len(named) < max(2, len(each)) or len({r.projects for r in named}) < len(named):
        return ()
    return () if _named(mention, lexicon) else named


def _each_named(segments: list[Mention], lexicon: Lexicon, wanted: Wanted) -> tuple[Reference, ...]:
    """The projects that a mention lists, where each of its pieces names one."""
    if len(segments) < 2:
        return ()
    each = [_named(s, lexicon) for s in segments]
    named = tuple(r for r in each if r and r.sure is Sure.NAMED)
    if wanted is not Wanted.ANY and (all_found := _each_found(segments, each, lexicon)):
        return all_found
    rest = [s for s, r in zip(segments, each, strict=True) if r not in named]
    if not named or not all(_spoken_for(s, named, lexicon) for s in rest):
        return ()
    more = rest if wanted is Wanted.TOTAL else []
    return (*named, *filter(None, (_other_than(s, named, lexicon) for s in more)))


def _each_found(
    segments: list[Mention], each: list[Reference | None], lexicon: Lexicon
) -> tuple[Reference, ...]:
    """The projects where each piece means one by itself, if only by what it does: 青パトと客引き対策."""
    found = [
        r if r and r.sure is Sure.NAMED else _one(s, [s], lexicon, Wanted.ONE)
        for s, r in zip(segments, each, strict=True)
        if heavy(s.tokens)
    ]
    sure = len(found) == len(segments) and all(r.sure is Sure.NAMED for r in found)
    return tuple(found) if sure and len({r.projects for r in found}) == len(found) else ()


def _other_than(
    segment: Mention, named: tuple[Reference, ...], lexicon: Lexicon
) -> Reference | None:
    """The one project beside those that are named that a piece may mean: 児相の整備とシステム."""
    topic = _topic(segment, [segment], lexicon, wide=False) if heavy(segment.tokens) else None
    known = {p for r in named for p in r.projects}
    others = tuple(p for p in topic.projects if p not in known) if topic else ()
    return Reference(segment, Sure.NAMED, others, why="topic") if len(others) == 1 else None


def _one(mention: Mention, segments: list[Mention], lexicon: Lexicon, wanted: Wanted) -> Reference:
    """The project that a mention means, or several; of a total, all that it is about."""
    found = _named(mention, lexicon)
    if not found and _is_another_name(mention, lexicon):
        return _absent(mention, lexicon)
    found = found or _described(mention, lexicon, wide=wanted is Wanted.ONE)
    if found and found.why == DESCRIBED and _is_unnamed(mention, found, lexicon):
        found = None
    if found and wanted is not Wanted.ANY and _only_a_topic(mention, found, lexicon, wanted):
        wide = wanted is not Wanted.ONE
        topic = _topic(mention, segments, lexicon, wide=wide, whole=True)
        if topic and (len(topic.projects) > 1 or found.why == DESCRIBED):
            return topic if wide else _one_or_several(topic, lexicon)
    if found and (found.sure is Sure.NAMED or wanted is not Wanted.TOTAL):
        return found
    if wanted is not Wanted.ONE and (topic := _topic(mention, segments, lexicon, whole=True)):
        return topic
    if not found and (topic := _topic(mention, segments, lexicon, wide=False)):
        found = _one_or_several(topic, lexicon)
    if not found and (topic := _topic(mention, segments, lexicon, whole=True)):
        found = _one_or_several(topic, lexicon)
    return found or _absent(mention, lexicon)


def _only_a_topic(mention: Mention, found: Reference, lexicon: Lexicon, wanted: Wanted) -> bool:
    """Whether one word, a small part of the one name that holds it, may as well be what many are about;
    and of a total, whether the project was only found by what it does.
    """
    if found.why == DESCRIBED and wanted is Wanted.TOTAL:
        return not _CLAUSE.search(mention.text)
    if found.sure is not Sure.NAMED:
        return False
    name = lexicon.plain_names[lexicon.projects.index(found.projects[0])]
    if len(mention.text) >= PART * len(name):
        return False
    return len(lexicon.topics.compounds(mention.tokens)) == 1


_CLAUSE = pattern(".[をがに].")
"""What tells of one thing that is done, and not only what it is about."""


def _at(mention: Mention, reference: Reference) -> Reference:
    """A reference in its place in the sentence, whatever was looked up for it."""
    here = replace(reference.mention, begin=mention.begin, end=mention.end)
    return replace(reference, mention=here)


def _otherwise(mention: Mention, lexicon: Lexicon) -> Iterator[Mention]:
    """The mention in the words of the list (知財: 知的財産), and without a clause that leads to it."""
    told = lexicon.topics.own_words.of(mention.text)
    if told:
        yield mention_of(told)
    heard = lexicon.heard.of(mention.text)
    if heard:
        yield mention_of(heard)
    *before, last = clauses_of(mention.text)
    if before:
        yield from (m for m in (mention_of(last), mention_of(before[0])) if heavy(m.tokens))


def _spoken_for(segment: Mention, named: tuple[Reference, ...], lexicon: Lexicon) -> bool:
    """Whether every project that was named already holds the words of a segment."""
    rows = {lexicon.projects.index(p) for r in named for p in r.projects}
    return bool(segment.tokens) and all(
        rows <= lexicon.topics.evidence(t).anywhere for t in segment.tokens
    )


def _named(mention: Mention, lexicon: Lexicon) -> Reference | None:
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


def _whole_name(mention: Mention, lexicon: Lexicon) -> Reference | None:
    """A mention of light words alone names a project only by almost its whole name."""
    found = _named(mention, lexicon)
    names = [fold(normalize(p.name)) for p in found.projects] if found else []
    kana = bool(found) and len(mention.text) >= SAFE and _KANA.fullmatch(mention.text)
    whole = kana or any(len(mention.text) >= ALMOST_WHOLE * len(name) for name in names)
    return found if whole else None


def _few_names(mention: Mention, lexicon: Lexicon) -> Reference | None:
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
    before = next((t for t in mention.tokens if t.end == mention.begin + at), None)
    if at < 0 or before is None or before.normal in LIGHT:
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


def _is_another_name(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a mention is a name that differs from one of the list by a word: 特別支援学校 and 特別支援学級.

    Such a name is no description of that project, nor a topic.
    """
    run = not _PARTICLE.search(mention.text)
    strange = any(not lexicon.topics.evidence(t).anywhere for t in heavy(mention.tokens))
    least = NEARLY if run else NEARLY_SAID
    near = len(mention.text) >= SAFE and nearly(fold(mention.text), lexicon.plain_names, least)
    return near and (run or strange)


_OF_NAMES = ("名詞", "接頭辞", "接尾辞", "形状詞")


def _is_unnamed(mention: Mention, found: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention that is one run of words, as a name is, shares no telling word with the name of the
    project that was found: 認知症相談, of 在宅介護支援センター機能強化.
    """
    telling = heavy(lexicon.topics.compounds(mention.tokens))
    run = "".join(t.surface for t in mention.tokens if t.pos in _OF_NAMES) == mention.text
    if len(mention.tokens) < 2 or not run or not telling:
        return False
    rows = map(lexicon.projects.index, found.projects)
    return not any(lexicon.topics.names(row, t) for row in rows for t in telling)


def _described(mention: Mention, lexicon: Lexicon, *, wide: bool) -> Reference | None:
    """The project that does what the mention says, where one is clearly ahead."""
    row = described(mention.tokens, lexicon, wide=wide)
    if row is not None and not is_of_another(mention.tokens, lexicon.projects[row]):
        return Reference(mention, Sure.NAMED, (lexicon.projects[row],), why=DESCRIBED)
    told = told_of(mention, lexicon)
    return Reference(mention, Sure.NAMED, (told,), why=DESCRIBED) if told else None


def _topic(
    mention: Mention,
    segments: list[Mention],
    lexicon: Lexicon,
    *,
    wide: bool = True,
    whole: bool = False,
) -> Reference | None:
    """The projects that are about a mention: about any of the things it lists.

    `wide` takes what a word includes as well (防犯: パトロール); `whole`: nothing where one of the things
    is not in the list. What is not there is left out of the words that the topic is known by.
    """
    things = things_of(segments)
    tail = () if "とか" in mention.text else _shared_tail(things)
    found = [
        (thing, _rows_with(thing, tail if thing is not things[-1] else (), lexicon, wide=wide))
        for thing in things
    ]
    held = [thing for thing, rows in found if rows]
    if not held or (len(held) < len(found) and (whole or not wide)):
        return None
    projects = tuple(
        lexicon.projects[row] for row in sorted({r for _, rows in found for r in rows})
    )
    if len(held) < len(found):
        mention = replace(mention, text="・".join(t.text for t in held))
        return Reference(mention, Sure.TOPIC, projects, why=IN_PART)
    return Reference(mention, Sure.TOPIC, projects, why="topic")


def _shared_tail(things: Sequence[Mention]) -> tuple[Token, ...]:
    """What the last of several things is of, as the others may be: 保育や介護の人手不足."""
    if len(things) < 2 or any(len(t.tokens) != 1 for t in things[:-1]):
        return ()
    head, _, _ = things[-1].text.partition("の")
    begin = things[-1].begin + len(head)
    tail = tuple(t for t in things[-1].tokens if t.begin > begin)
    return tail if len(head) < len(things[-1].text) and heavy(tail) else ()


def _rows_with(
    thing: Mention, tail: tuple[Token, ...], lexicon: Lexicon, *, wide: bool
) -> frozenset[int]:
    """The rows about a thing; those about what the thing after it is of as well, where there are any."""
    both = rows_of((*thing.tokens, *tail), lexicon, wide=wide) if tail else frozenset()
    return both or rows_of(thing.tokens, lexicon, wide=wide)


def _one_or_several(topic: Reference, lexicon: Lexicon) -> Reference:
    """The one project that holds all words, or those to choose from."""
    whole = covering(topic.mention.tokens, topic.projects, lexicon)
    told = len(whole) == 1 and tells(topic.mention.tokens, whole[0], lexicon)
    if told and _is_unnamed(topic.mention, replace(topic, projects=whole), lexicon):
        told = False
    if told and not does_otherwise(topic.mention.tokens, whole[0], lexicon):
        return Reference(topic.mention, Sure.NAMED, whole, why=topic.why)
    return Reference(topic.mention, Sure.SEVERAL, topic.projects[:OFFERED], why=topic.why)


def _absent(mention: Mention, lexicon: Lexicon) -> Reference:
    near = [
        lexicon.projects[r.row] for r in lexicon.topics.rank(mention.tokens, 3) if r.coverage >= 0.2
    ]
    return Reference(mention, Sure.ABSENT, near=tuple(near))


def topic_of(words: str, lexicon: Lexicon) -> frozenset[ProjectId] | None:
    """The projects that words are about, as a question with these words would find them."""
    mention = Mention(0, len(words), words, tuple(content(words)))
    found = _topic(mention, segments_of(mention), lexicon) or _named(mention, lexicon)
    return frozenset(p.id for p in found.projects) if found else None
