"""Which projects a mention means: by name first, then by what the projects are said to do.

A mention is answered with projects only when its words are accounted for; what is not accounted for
is reported, so that nothing is answered past it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from data.model import Project, ProjectId
from data.query import Dimension
from nlp.lexicon import Entity, Lexicon
from nlp.match import Candidate, content
from nlp.patterns import pattern
from nlp.rules.particles import LIGHT
from nlp.sentence import Mention
from nlp.text import fold, normalize
from nlp.tokens import Token


class Sure(Enum):
    """How a mention was resolved."""

    NAMED = auto()
    """One name was clearly meant."""
    SEVERAL = auto()
    """Several names fit equally."""
    TOPIC = auto()
    """The words are a topic that the projects are about."""
    GROUP = auto()
    """A department, section, pillar, policy or account."""
    ABSENT = auto()
    """The edition does not hold it."""


class Reference(Struct, frozen=True):
    """What a mention refers to. `near` are suggestions where nothing fits."""

    mention: Mention
    sure: Sure
    projects: tuple[Project, ...] = ()
    group: Entity | None = None
    near: tuple[Project, ...] = ()
    why: str = ""


ALMOST_WHOLE = 0.55
"""A name of which this much was asked for is meant, even where longer names hold the same words."""

CLEAR = 0.12
"""How far the best project must be ahead of the next to be the one that was meant."""

DESCRIBED = 0.72
"""The least part of the asked words that a project must account for to be found by what it does."""

OFFERED = 10
"""Projects that are offered as choices at most."""


def resolve(mention: Mention, lexicon: Lexicon, *, many: bool) -> tuple[Reference, ...]:
    """What a mention refers to; several references where it lists several names.

    `many`: whoever asks wants whatever fits (a list, a topic), not one project.
    """
    if mention.tokens and all(t.normal in LIGHT for t in mention.tokens) and not many:
        return (_whole_name(mention, lexicon) or _absent(mention, lexicon),)
    group = _group(mention, lexicon)
    if group:
        return (Reference(mention, Sure.GROUP, group=group, why="group"),)
    segments = _segments(mention)
    if many:
        return (
            _topic(mention, segments, lexicon)
            or _named(mention, lexicon)
            or _absent(mention, lexicon),
        )
    if len(segments) > 1:
        each = [_named(s, lexicon) for s in segments]
        named = tuple(r for r in each if r and r.sure is Sure.NAMED)
        rest = [s for s, r in zip(segments, each, strict=True) if r not in named]
        if named and len(named) + sum(_spoken_for(s, named, lexicon) for s in rest) == len(
            segments
        ):
            return named
    found = _named(mention, lexicon) or _described(mention, lexicon)
    if not found and (topic := _topic(mention, segments, lexicon, wide=False)):
        found = _one_or_several(topic, lexicon)
    if not found and (topic := _topic(mention, segments, lexicon)):
        found = replace(topic, sure=Sure.SEVERAL, projects=topic.projects[:OFFERED])
    return (found or _absent(mention, lexicon),)


def _spoken_for(segment: Mention, named: tuple[Reference, ...], lexicon: Lexicon) -> bool:
    """Whether every project that was named already holds the words of a segment."""
    rows = {lexicon.projects.index(p) for r in named for p in r.projects}
    return bool(segment.tokens) and all(
        rows <= lexicon.topics.evidence(t).anywhere for t in segment.tokens
    )


_JOINER = pattern(
    r"とか|および|及び|ならびに|並びに|または|もしくは|やら|[とや、,・/&+]|は|より|に対して|に比べて|たり|だり|なんか|\band\b"
)


def _segments(mention: Mention) -> list[Mention]:
    """A mention cut where it lists things: 虐待やDV."""
    pieces: list[Mention] = []
    begin = 0
    for joiner in (*_JOINER.finditer(mention.text), None):
        end = joiner.start() if joiner else len(mention.text)
        inside = any(t.begin - mention.begin < end < t.end - mention.begin for t in mention.tokens)
        if joiner and inside:
            continue
        tokens = tuple(
            t
            for t in mention.tokens
            if begin <= t.begin - mention.begin and t.end - mention.begin <= end
        )
        if tokens or (not mention.tokens and end - begin >= 3):
            start = mention.begin + begin
            pieces.append(
                Mention(
                    start, mention.begin + end, mention.text[begin:end].strip(" のはがを"), tokens
                )
            )
        begin = joiner.end() if joiner else end
    return pieces


def _group(mention: Mention, lexicon: Lexicon) -> Entity | None:
    """A department, section or account by part of its name or with a slip."""
    if not mention.text or fold(mention.text)[-1] not in lexicon.endings:
        return None
    found = lexicon.group_names.find(mention.text, 4)
    if not found or (len(found) > 1 and found[1].score >= found[0].score):
        return None
    best = lexicon.groups[found[0].key]
    same_end = fold(normalize(best.label))[-1] == fold(mention.text)[-1]
    return best if same_end and best.dimension in _OFFICES and found[0].coverage >= SURE else None


SURE = 0.85
"""The least part of a mention that the name of a group must account for."""

_OFFICES = (Dimension.DEPARTMENT, Dimension.SECTION, Dimension.ACCOUNT)


def _named(mention: Mention, lexicon: Lexicon) -> Reference | None:
    """The project, or the few, whose name accounts for the mention."""
    found = [
        c
        for c in lexicon.names.find(mention.text, OFFERED, mention.tokens)
        if _accounted(c, lexicon)
    ]
    if not found:
        return None
    best = _best(found)
    projects = tuple(lexicon.projects[c.key] for c in best)
    why = f"{best[0].how} {best[0].coverage:.2f}"
    return Reference(mention, Sure.NAMED if len(best) == 1 else Sure.SEVERAL, projects, why=why)


def _whole_name(mention: Mention, lexicon: Lexicon) -> Reference | None:
    """A mention of light words alone names a project only by almost its whole name."""
    found = _named(mention, lexicon)
    names = [fold(normalize(p.name)) for p in found.projects] if found else []
    whole = any(len(mention.text) >= ALMOST_WHOLE * len(name) for name in names)
    return found if whole else None


def _accounted(candidate: Candidate[int], lexicon: Lexicon) -> bool:
    """Whether what a name lacks of a mention stands elsewhere in the same project."""
    nouns = [t for t in candidate.missing if t.pos in ("名詞", "形状詞") and t.end - t.begin >= 2]
    return all(candidate.key in lexicon.topics.evidence(t).anywhere for t in nouns)


def _best(found: list[Candidate[int]]) -> list[Candidate[int]]:
    """Those that fit equally well; a name asked for almost whole stands alone."""
    first = found[0]
    if first.how == "exact" or (
        first.share >= ALMOST_WHOLE and (len(found) == 1 or found[1].share < first.share - 0.1)
    ):
        return [first]
    return [
        c
        for c in found
        if c.coverage >= first.coverage - 0.02
        and (c.how == "contains") == (first.how == "contains")
    ]


def _done_by(row: int, tokens: Iterable[Token], lexicon: Lexicon) -> bool:
    """Whether a project's own words say what is asked: at least two of the telling nouns stand in its
    name or description, the rest somewhere in the row; a suffix that makes another thing (灯 of 防犯灯)
    must stand there too.
    """
    tokens = list(tokens)
    evidence = [(t, lexicon.topics.evidence(t)) for t in tokens]
    own = [t for t, e in evidence if row in e.text and t in _heavy(tokens)]
    nouns = all(row in e.anywhere for t, e in evidence if t.pos == "名詞")
    suffixes = all(row in e.text or t.normal in LIGHT for t, e in evidence if t.pos == "接尾辞")
    return len(own) >= 2 and nouns and suffixes


def _described(mention: Mention, lexicon: Lexicon) -> Reference | None:
    """The project that does what the mention says, where one is clearly ahead."""
    ranked = lexicon.topics.rank(mention.tokens, 3)
    if len(_heavy(mention.tokens)) < 2 or not ranked or ranked[0].coverage < DESCRIBED:
        return None
    if len(ranked) > 1 and ranked[0].coverage - ranked[1].coverage < CLEAR:
        return None
    row = ranked[0].row
    if not _done_by(row, mention.tokens, lexicon):
        return None
    return Reference(
        mention, Sure.NAMED, (lexicon.projects[row],), why=f"described {ranked[0].coverage:.2f}"
    )


def _topic(
    mention: Mention, segments: list[Mention], lexicon: Lexicon, *, wide: bool = True
) -> Reference | None:
    """The projects that are about a mention: about any of the things it lists.

    `wide` takes what a word includes as well (防犯: パトロール).
    """
    rows: set[int] = set()
    for segment in segments:
        if (
            len(segments) > 1
            and not _heavy(segment.tokens)
            and any(_heavy(s.tokens) for s in segments)
        ):
            continue
        found = _rows_of(segment.tokens, lexicon, wide=wide)
        if not found and not wide:
            return None
        rows |= found
    if not rows:
        return None
    projects = tuple(lexicon.projects[row] for row in sorted(rows))
    return Reference(mention, Sure.TOPIC, projects, why="topic")


def _heavy(tokens: Iterable[Token]) -> list[Token]:
    """The nouns that say what is meant."""
    return [t for t in tokens if t.pos in ("名詞", "形状詞") and t.normal not in LIGHT]


def _rows_of(tokens: tuple[Token, ...], lexicon: Lexicon, *, wide: bool) -> frozenset[int]:
    """The rows that hold all the nouns, in text before offices before headings; light words may go."""
    tokens = tuple(lexicon.topics.compounds(tokens))
    nouns = [t for t in tokens if t.pos not in ("動詞", "形容詞", "副詞", "接尾辞")] or list(tokens)
    topics = lexicon.topics
    heavy = _heavy(nouns)
    for kept in (heavy,) if wide and heavy else (nouns, heavy):
        if not kept:
            continue
        evidence = [topics.evidence(t) for t in kept]
        for level in (
            [e.text | e.related if wide else e.text for e in evidence],
            [e.text | e.office for e in evidence],
            [e.anywhere for e in evidence],
        ):
            rows = level[0].intersection(*level[1:])
            if rows:
                return rows
    return frozenset() if heavy else _most_of(nouns, lexicon)


def _most_of(nouns: list[Token], lexicon: Lexicon) -> frozenset[int]:
    """Where every word is light: the rows whose text holds most of them, at least two in three."""
    held: Counter[int] = Counter(row for t in nouns for row in lexicon.topics.evidence(t).text)
    most = max(held.values(), default=0)
    if most < 2 or 3 * most < 2 * len(nouns):
        return frozenset()
    return frozenset(row for row, count in held.items() if count == most)


def _one_or_several(topic: Reference, lexicon: Lexicon) -> Reference:
    row = lexicon.projects.index(topic.projects[0])
    one = len(topic.projects) == 1 and _done_by(row, topic.mention.tokens, lexicon)
    sure = Sure.NAMED if one else Sure.SEVERAL
    return Reference(topic.mention, sure, topic.projects[:OFFERED], why=topic.why)


def _absent(mention: Mention, lexicon: Lexicon) -> Reference:
    near = [
        lexicon.projects[r.row] for r in lexicon.topics.rank(mention.tokens, 3) if r.coverage >= 0.2
    ]
    return Reference(mention, Sure.ABSENT, near=tuple(near))


def topic_of(words: str, lexicon: Lexicon) -> frozenset[ProjectId] | None:
    """The projects that words are about, as a question with these words would find them."""
    tokens = tuple(content(words))
    mention = Mention(0, len(words), words, tokens)
    found = _topic(mention, _segments(mention), lexicon) or _named(mention, lexicon)
    return frozenset(p.id for p in found.projects) if found else None
