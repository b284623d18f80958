"""Which projects a mention means: by name first, then by what the projects are said to do.

A mention is answered with projects only when its words are accounted for; what is not accounted for
is reported, so that nothing is answered past it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from data.model import Project, ProjectId
from nlp.meaning.about import described, heavy, is_light
from nlp.meaning.by_name import by_name, few_names, is_another_name, whole_name
from nlp.meaning.by_topic import by_topic, is_unnamed, one_or_several
from nlp.meaning.covering import is_of_another, is_other_deed, made_of
from nlp.meaning.reference import Reference, Sure, Wanted
from nlp.meaning.told import told_of
from nlp.names.lexicon import Lexicon
from nlp.names.offices import group_of, looks_like_office
from nlp.sentences.mentions import (
    KEYWORD,
    clauses_of,
    may_have_suffix,
    mention_of,
    piece,
    segments_of,
    with_suffixes,
)
from nlp.sentences.sentence import Mention
from nlp.words.bare import content
from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize
from nlp.words.tokens import Token

SOMETHING = ("何か", "なにか", "なんか")
"""Whoever asks for something wants whatever there is."""

PART = 0.3
"""A word that is less of a name than this does not say by itself that the name is meant."""

DESCRIBED = "described"
"""Why a project was named: by what it does."""

OFFICE = "no such office"
"""Why a mention is absent, however its words could be read."""


def resolve(mention: Mention, lexicon: Lexicon, wanted: Wanted) -> tuple[Reference, ...]:
    """What a mention refers to; several references where it lists several names."""
    found = _resolve(mention, lexicon, wanted)
    for reference in found:
        if reference.sure is not Sure.ABSENT or reference.why == OFFICE:
            return found
    for other in _otherwise(mention, lexicon):
        again = _resolve(other, lexicon, wanted)
        if all(r.sure is not Sure.ABSENT for r in again):
            return tuple(_at(mention, r) for r in again)
    return found


def _resolve(mention: Mention, lexicon: Lexicon, wanted: Wanted) -> tuple[Reference, ...]:
    plain = fold(normalize(mention.text))
    group = group_of(plain, lexicon)
    if group:
        return (Reference(mention, Sure.GROUP, group=group, why="group"),)
    segments = segments_of(mention)
    said = (plain if s.text == mention.text else fold(normalize(s.text)) for s in segments)
    if any(looks_like_office(words, lexicon) for words in said):
        return (replace(_absent(mention, lexicon), why=OFFICE),)
    light = mention.tokens and is_light(mention.tokens) and not _says_kana(mention)
    if light and wanted is not Wanted.ALL:
        found = whole_name(mention, lexicon) or few_names(mention, lexicon)
        return (found or _absent(mention, lexicon),)
    if may_have_suffix(mention.text):
        joined = with_suffixes(mention)
        segments = segments if joined is mention else segments_of(joined)
        mention = joined
    if wanted is Wanted.ALL:
        mention, segments = _without_reason(mention, segments)
        found = by_topic(mention, segments, lexicon) or by_name(mention, lexicon)
        return (found or _absent(mention, lexicon),)
    if not mention.tokens and (whole := by_name(mention, lexicon)):
        return (whole,)  # と and や may be syllables of a name in kana
    each = _each_named(segments, lexicon, wanted)
    return each or (_no_expense(_one(mention, segments, lexicon, wanted), lexicon),)


EXPENSE = "費"


def _no_expense(reference: Reference, lexicon: Lexicon) -> Reference:
    """A reference, but for an expense that no project is: 生活保護費, of 生活保護受給者健康管理支援事業."""
    text = fold(normalize(reference.mention.text))
    if reference.sure is not Sure.NAMED or not text.endswith(EXPENSE) or text in lexicon.text:
        return reference
    names = [lexicon.plain_names[lexicon.projects.index(p)] for p in reference.projects]
    if all(len(text) - 1 >= PART * len(name) for name in names):
        return reference
    return Reference(reference.mention, Sure.ABSENT, near=reference.projects)


_KANA_WORD = pattern("[\u3041-\u3096ー\u30a1-\u30fa]{4,}")


def _says_kana(mention: Mention) -> bool:
    """Whether a word in kana stands beside light ones, however the tokenizer cut it: ぴーすくる拡充."""
    return bool(_KANA_WORD.search(mention.text)) and not any(
        len(t.surface) >= 4 and _KANA_WORD.fullmatch(t.surface) for t in mention.tokens
    )


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
    each = [by_name(piece(mention, begin, end), lexicon) for begin, end in begins]
    named = tuple(r for r in each if r and r.sure is Sure.NAMED)
    if len(named) < max(2, len(each)) or len({r.projects for r in named}) < len(named):
        return ()
    return () if by_name(mention, lexicon) else named


def _each_named(segments: list[Mention], lexicon: Lexicon, wanted: Wanted) -> tuple[Reference, ...]:
    """The projects that a mention lists, where each of its pieces names one."""
    if len(segments) < 2:
        return ()
    offices = [group_of(fold(normalize(s.text)), lexicon) for s in segments]
    if all(offices):
        both = zip(segments, offices, strict=True)
        return tuple(Reference(s, Sure.GROUP, group=group, why="group") for s, group in both)
    each = [by_name(s, lexicon) for s in segments]
    named = tuple(r for r in each if r and r.sure is Sure.NAMED)
    if wanted is Wanted.TOTAL and named and all(_is_of_several(r, lexicon) for r in named):
        return ()  # 防災と消防の合計
    if wanted is not Wanted.ANY and (all_found := _each_found(segments, each, lexicon)):
        return all_found
    rest = [s for s, r in zip(segments, each, strict=True) if r not in named]
    if not named or not all(_spoken_for(s, named, lexicon) for s in rest):
        return ()
    more = rest if wanted is Wanted.TOTAL else []
    return (*named, *filter(None, (_other_than(s, named, lexicon) for s in more)))


def _is_of_several(found: Reference, lexicon: Lexicon) -> bool:
    """Whether a total of one word is that of all that it is about, and not of the one project whose name holds it."""
    mention = found.mention
    if not _only_a_topic(mention, found, lexicon, Wanted.TOTAL):
        return False
    topic = by_topic(mention, [mention], lexicon, whole=True)
    return topic is not None and len(topic.projects) > 1


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
    topic = by_topic(segment, [segment], lexicon, wide=False) if heavy(segment.tokens) else None
    known = {p for r in named for p in r.projects}
    others = tuple(p for p in topic.projects if p not in known) if topic else ()
    return Reference(segment, Sure.NAMED, others, why="topic") if len(others) == 1 else None


def _one(mention: Mention, segments: list[Mention], lexicon: Lexicon, wanted: Wanted) -> Reference:
    """The project that a mention means, or several; of a total, all that it is about."""
    found = by_name(mention, lexicon)
    if not found and is_another_name(mention, lexicon):
        return _absent(mention, lexicon)
    found = found or _described(mention, lexicon, wide=wanted is Wanted.ONE)
    if found and found.why == DESCRIBED and is_unnamed(mention, found, lexicon):
        found = None
    if found and wanted is not Wanted.ANY and _only_a_topic(mention, found, lexicon, wanted):
        wide = wanted is not Wanted.ONE
        topic = by_topic(mention, segments, lexicon, wide=wide, whole=True)
        several = topic is not None and len(topic.projects) > 1
        if not wide and not several and (field := _field(mention, found, lexicon)):
            return field
        if topic and (several or found.why == DESCRIBED):
            return topic if wide else one_or_several(topic, lexicon)
    if found and (found.sure is Sure.NAMED or wanted is not Wanted.TOTAL):
        return found
    if wanted is not Wanted.ONE and (topic := by_topic(mention, segments, lexicon, whole=True)):
        one = topic.projects[0] if len(topic.projects) == 1 and wanted is Wanted.ANY else None
        other = one is not None and is_other_deed(mention.tokens, one, lexicon)
        return _absent(mention, lexicon) if other else topic
    if not found and (topic := by_topic(mention, segments, lexicon, wide=False)):
        found = one_or_several(topic, lexicon)
    if not found and (topic := by_topic(mention, segments, lexicon, whole=True)):
        found = one_or_several(topic, lexicon)
    if not found and wanted is Wanted.ANY and len(segments) > 1 and _LISTS.search(mention.text):
        found = by_topic(mention, segments, lexicon)
    told = found is not None and found.sure is Sure.NAMED and found.why == "topic"
    if found and told and wanted is Wanted.ONE and (field := _field(mention, found, lexicon)):
        return field
    return found or _absent(mention, lexicon)


_LISTS = pattern("や(?![っりるさめ])|とか|または", among="や とか または")
"""What joins things of which one may be in the list: 池や用水路."""


def _field(mention: Mention, found: Reference, lexicon: Lexicon) -> Reference | None:
    """The projects of the offices and headings that one word names, with the one whose name holds it: 防災."""
    words = lexicon.topics.compounds(mention.tokens)
    if len(words) != 1 or len(found.projects) != 1:
        return None
    said = lexicon.topics.evidence(words[0])
    own = lexicon.projects.index(found.projects[0])
    headed = {row for row in said.heading if not _is_listed(words[0], lexicon.projects[row])}
    rows = [own, *sorted((said.office | said.section | headed) - {own})]
    if len(rows) < FIELD:
        return None
    projects = tuple(lexicon.projects[row] for row in rows)
    return Reference(mention, Sure.SEVERAL, projects, why=FIELD_OF)


def _is_listed(word: Token, project: Project) -> bool:
    """Whether a heading says a word beside others, of which a project may be about another: 高齢者や障害者等が."""
    heading = normalize(f"{project.pillar or ''}。{project.policy or ''}")
    after = heading.partition(word.surface)[2]
    return after.removeprefix("者").startswith("や")


FIELD = 3
"""Projects at least of a field that has offices or headings of its own."""

FIELD_OF = "field"
"""Why projects are offered: one name holds the word, and so do offices or headings of others."""


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
    if _OF_NAME.fullmatch(mention.text):
        joined = mention_of(mention.text.replace("の", ""))
        if by_name(joined, lexicon):  # its words are cut elsewhere, and tell nothing else
            yield joined
    *before, last = clauses_of(mention.text)
    if before:
        yield from (m for m in (mention_of(last), mention_of(before[0])) if heavy(m.tokens))


_OF_NAME = pattern("[\u30a1-\u30ff\u3400-\u9fff々ー]{3,}の[\u30a1-\u30ff\u3400-\u9fff々ー]{2,}")
"""A name that may be printed without の, and of which a word may be another: 部活道の地域以降."""


def _spoken_for(segment: Mention, named: tuple[Reference, ...], lexicon: Lexicon) -> bool:
    """Whether every project that was named already holds the words of a segment."""
    rows = {lexicon.projects.index(p) for r in named for p in r.projects}
    return bool(segment.tokens) and all(
        rows <= lexicon.topics.evidence(t).anywhere for t in segment.tokens
    )


def _described(mention: Mention, lexicon: Lexicon, *, wide: bool) -> Reference | None:
    """The project that does what the mention says, where one is clearly ahead."""
    row = described(mention.tokens, lexicon, wide=wide)
    made = made_of(mention.tokens)
    expense = made is not None and made.surface.endswith(("費", "料", "代"))
    if row is not None and made and not expense and not lexicon.topics.prints(row, made):
        return None  # 国際会議場, of 国際会議
    if row is not None and is_other_deed(mention.tokens, lexicon.projects[row], lexicon):
        return None
    if row is not None and not is_of_another(mention.tokens, lexicon.projects[row]):
        return Reference(mention, Sure.NAMED, (lexicon.projects[row],), why=DESCRIBED)
    told = told_of(mention, lexicon)
    return Reference(mention, Sure.NAMED, (told,), why=DESCRIBED) if told else None


def _absent(mention: Mention, lexicon: Lexicon) -> Reference:
    near = [
        lexicon.projects[r.row] for r in lexicon.topics.rank(mention.tokens, 3) if r.coverage >= 0.2
    ]
    return Reference(mention, Sure.ABSENT, near=tuple(near))


def topic_of(words: str, lexicon: Lexicon) -> frozenset[ProjectId] | None:
    """The projects that words are about, as a question with these words would find them."""
    mention = Mention(0, len(words), words, tuple(content(words)))
    found = by_topic(mention, segments_of(mention), lexicon) or by_name(mention, lexicon)
    return frozenset(p.id for p in found.projects) if found else None
