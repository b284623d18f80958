"""The projects that a mention is about, where no name of theirs was said."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from data.model import Project
from nlp.meaning.about import FEW, heavy, rows_of, things_of
from nlp.meaning.covering import covering, does_otherwise, tells
from nlp.meaning.reference import Reference, Sure
from nlp.names.lexicon import Lexicon
from nlp.sentences.sentence import Mention
from nlp.words.patterns import pattern
from nlp.words.synonyms import key, synonyms
from nlp.words.text import normalize
from nlp.words.tokens import Token, tokenize

IN_PART = "topic in part"
"""Why projects were found: they are about some of the things that a mention lists."""

BY_TOPIC = "topic"
"""Why projects were found: they are about what is said."""

MOST_HEADED = 3
"""A word of headings alone that stand over a third of the projects or more tells none apart."""

_OF_NAMES = ("名詞", "接頭辞", "接尾辞", "形状詞")


def is_unnamed(mention: Mention, found: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention that is one run of words, as a name is, shares no telling word with the name of the
    project that was found (認知症相談, of 在宅介護支援センター機能強化), or only one that many hold, where the project
    speaks of what the last of them includes: みなと区民まつり, of みなとタバコルール推進 with its 催事.
    """
    telling = heavy(lexicon.topics.compounds(mention.tokens))
    if len(mention.tokens) < 2 or not telling or not _is_run(mention):
        return False
    rows = [lexicon.projects.index(p) for p in found.projects]
    shared = [t for t in telling if any(lexicon.topics.names(row, t) for row in rows)]
    last = lexicon.topics.evidence(telling[-1])
    if all(row in last.related and row not in last.anywhere for row in rows):
        shared = [t for t in shared if len(lexicon.topics.evidence(t).anywhere) <= FEW]
    return not shared or (found.why == "described" and len(telling) == 2 and len(shared) < 2)


def _is_run(mention: Mention) -> bool:
    """Whether nothing parts the words of a mention, as in a name."""
    if "".join(t.surface for t in mention.tokens if t.pos in _OF_NAMES) == mention.text:
        return True
    return all(t.pos in _OF_NAMES for t in tokenize(mention.text, short=True))


def by_topic(
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
    things = _named_strongly(things_of(segments), lexicon)
    head = _shared_head(things)
    tail = () if "とか" in mention.text else _shared_tail(things)
    found = [
        (thing, _rows_with(thing, _shared(thing, things, head, tail), lexicon, wide=wide))
        for thing in things
    ]
    held = [thing for thing, rows in found if rows]
    vague = "とか" in mention.text
    if not held or (len(held) < len(found) and (whole or not (wide or vague))):
        return None
    projects = tuple(
        lexicon.projects[row] for row in sorted({r for _, rows in found for r in rows})
    )
    if _of_another_number(mention.text, len(projects)):
        return None
    if len(held) < len(found):
        unmet = "・".join(thing.text for thing, rows in found if not rows)
        mention = replace(mention, text="・".join(t.text for t in held))
        return Reference(mention, Sure.TOPIC, projects, why=IN_PART, unmet=unmet)
    return Reference(mention, Sure.TOPIC, projects, why=BY_TOPIC)


def _of_another_number(text: str, found: int) -> bool:
    """Whether a number before a topic says how many there are, and others are: the two sign language projects."""
    return text[:1].isdigit() and text[1:2] == " " and int(text[0]) != found


def _named_strongly(things: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """Of several things those that tell projects apart, where the headings of many say a word of the others
    by the way: まち of まち歩き beside 観光.
    """
    if len(things) < 2:
        return things
    words = [(t, heavy(lexicon.topics.compounds(t.tokens))) for t in things]
    strong = [t for t, telling in words if any(_is_said(w, lexicon) for w in telling)]
    return strong or things


def _is_said(token: Token, lexicon: Lexicon) -> bool:
    found = lexicon.topics.evidence(token)
    said = bool(found.text or found.related or found.office)
    return said or MOST_HEADED * len(found.heading) < len(lexicon.projects)


def _shared_tail(things: Sequence[Mention]) -> tuple[Token, ...]:
    """What the last of several things is of, as the others may be: 保育や介護の人手不足."""
    if len(things) < 2 or any(len(t.tokens) != 1 for t in things[:-1]):
        return ()
    head, _, _ = things[-1].text.partition("の")
    begin = things[-1].begin + len(head)
    tail = tuple(t for t in things[-1].tokens if t.begin > begin)
    return tail if len(head) < len(things[-1].text) and heavy(tail) else ()


def _shared_head(things: Sequence[Mention]) -> tuple[Token, ...]:
    """What the first of several things is of, as the others may be: 学校の建物や設備."""
    if len(things) < 2 or any(len(t.tokens) != 1 for t in things[1:]):
        return ()
    head, _, _ = things[0].text.rpartition("の")
    end = things[0].begin + len(head)
    shared = tuple(t for t in things[0].tokens if t.end <= end)
    return shared if len(shared) < len(things[0].tokens) and heavy(shared) else ()


def _shared(
    thing: Mention, things: Sequence[Mention], head: tuple[Token, ...], tail: tuple[Token, ...]
) -> tuple[Token, ...]:
    """What a thing has of the first of several and of the last."""
    return (head if thing is not things[0] else ()) + (tail if thing is not things[-1] else ())


def _rows_with(
    thing: Mention, shared: tuple[Token, ...], lexicon: Lexicon, *, wide: bool
) -> frozenset[int]:
    """The rows about a thing; those about what it shares with another as well, where there are any."""
    both = rows_of((*thing.tokens, *shared), lexicon, wide=wide) if shared else frozenset()
    rows = both or rows_of(thing.tokens, lexicon, wide=wide) or _without_deed(thing, lexicon)
    return _being_built(thing, _with_suffix(thing, rows, lexicon), lexicon)


def _with_suffix(thing: Mention, rows: frozenset[int], lexicon: Lexicon) -> frozenset[int]:
    """Of the rows about one word those that print it with the suffix that was said, where some do: 避難所, of 避難."""
    alone = thing.tokens[0].surface if len(thing.tokens) == 1 else ""
    suffix = thing.text.removeprefix(alone) if alone else ""
    if len(rows) < 2 or len(alone) < 2 or suffix not in _OF_THINGS:
        return rows
    word = key(thing.text)
    said = (lexicon.topics.printing(w) for w in (word, *synonyms().same.get(word, ())))
    return rows & frozenset().union(*said) or rows


_BUILDS = frozenset({"新設", "建設", "建て替え", "建替え", "改築", "新築", "増設", "移転", "閉鎖"})


def _being_built(thing: Mention, rows: frozenset[int], lexicon: Lexicon) -> frozenset[int]:
    """Of the rows about a building that is to be built or moved those that say so: 保育園の新設."""
    last = thing.tokens[-1] if len(thing.tokens) > 1 else None
    if last is None or _BUILDS.isdisjoint((last.normal, last.surface)):
        return rows
    said = lexicon.topics.evidence(last)
    return rows & (said.text | said.related)


_OF_THINGS = frozenset("所場館園車署庁庫灯塔")
"""Suffixes that make the name of a place or a thing."""


_MORE_OF = pattern("の(?:便|数|台数|本数|回数|種類|量)が(?:増|減)")


def _without_deed(thing: Mention, lexicon: Lexicon) -> frozenset[int]:
    """The rows about a thing of which more is said to come: タクシーの便が増える."""
    found = _MORE_OF.search(thing.text)
    if not found:
        return frozenset()
    own = [t for t in thing.tokens if t.end <= thing.begin + found.start()]
    return rows_of(own, lexicon, wide=True) if own else frozenset()


def one_or_several(topic: Reference, lexicon: Lexicon) -> Reference:
    """The one project that holds all words, or those to choose from."""
    whole = covering(topic.mention.tokens, topic.projects, lexicon)
    told = len(whole) == 1 and tells(topic.mention.tokens, whole[0], lexicon)
    if told and is_unnamed(topic.mention, replace(topic, projects=whole), lexicon):
        told = False
    if told and (alike := _supported(topic, whole[0], lexicon)) != (whole[0],):
        return Reference(topic.mention, Sure.SEVERAL, alike or topic.projects, why=topic.why)
    if told and not does_otherwise(topic.mention.tokens, whole[0], lexicon):
        return Reference(topic.mention, Sure.NAMED, whole, why=topic.why)
    return Reference(topic.mention, Sure.SEVERAL, topic.projects, why=topic.why)


_SUPPORT = frozenset({"支援", "応援", "援助"})


def _supported(topic: Reference, one: Project, lexicon: Lexicon) -> tuple[Project, ...]:
    """The projects about those whose support is asked for, 高齢者の支援: what it is called by decides nothing."""
    *thing, deed = topic.mention.tokens
    if not thing or deed.normal not in _SUPPORT or thing[-1].end == deed.begin:
        return (one,)
    if any(t.surface in normalize(one.name) for t in heavy(thing)):
        return (one,)
    about = rows_of(thing, lexicon, wide=False)
    row = lexicon.projects.index(one)
    if len(about) == 1 and row not in lexicon.topics.evidence(deed).anywhere:
        return ()
    return tuple(lexicon.projects[r] for r in sorted(about))
