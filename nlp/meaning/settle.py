"""The references of a whole sentence: what its mentions mean beside each other.

Words that only lead to a name, or that a project named beside them already says, are no names of their
own; pieces of one topic that fillers cut apart are read as one.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from data.model import Project, ProjectId
from data.query import MONEY
from nlp.meaning.about import heavy, is_light, only_helps
from nlp.meaning.agree import LISTED, agreed
from nlp.meaning.all_about import all_about, amount_about
from nlp.meaning.by_name import FEW_NAMES
from nlp.meaning.by_topic import IN_PART, by_topic
from nlp.meaning.reference import Reference, Sure, Wanted
from nlp.meaning.resolve import keywords, resolve, topic_of
from nlp.names.lexicon import Entity, Lexicon
from nlp.rules.particles import ATTRIBUTIVE
from nlp.sentences.sentence import Mention, Sentence
from nlp.sentences.unnamed import THAN
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.synonyms import key, synonyms
from nlp.words.text import fold, holds_any, normalize

_OPEN = (Sure.SEVERAL, Sure.TOPIC)

_LEADS = pattern(
    r"(?:ですが|ますが|たが|だが|ないが|のじゃが|んじゃが|けれど|けれども|けども|けど|ので|んで|のに|から|し|たい|たく)(?:、|。|\s|$)"
    r"|(?:けれど|けれども|けども|けど|んですが|のですが|んじゃが)"
)
"""What ends a clause that leads to a question."""


_HEARD = pattern("(?:んだ)?(?:と|って)(?:いう話を|いうのを)?(?:聞い|きい|読ん|見た|知っ)")
"""What ends a clause that tells what was heard of what is asked about."""


_ENGLISH = pattern(r"(?:^| )[a-z]{2,} ")
"""A question in which spaces part all words."""


_MONEY = frozenset({Slot.ATTRIBUTE, Slot.MEASURE})
"""What is asked of all that a mention says, and never of a part of it: シルバーパス、年寄り向けのはいくら."""


def references_of(
    sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, wanted: Wanted
) -> tuple[Reference, ...]:
    """What the mentions of a sentence refer to; the one that may be meant by a part of the words is near."""
    if not mentions:
        return ()
    found = tuple(map(_near, _settled(sentence, mentions, lexicon, wanted)))
    found = tuple(_field_of_office(r, sentence, lexicon) for r in found)
    found = _at_once(found, sentence, lexicon)
    if wanted is Wanted.TOTAL and len(found) == 1 and not sentence.has(Slot.ENTITY):
        found = (all_about(found[0], lexicon, of_many=sentence.has(Slot.NOUN)),)
    if not sentence.has_any(_MONEY) or sentence.has(Slot.OPERATION):
        return found
    if wanted is Wanted.ONE and len(found) == 1 and not sentence.has(Slot.ENTITY):
        found = (amount_about(found[0], sentence, lexicon),)
    return tuple(_missed(r, sentence) if r.why == IN_PART else r for r in found)


_RELATED = pattern(
    "(?:に(?:関する|関わる|関係する|かかわる|まつわる)|関連|関係|分野|についての|系の)"
)


def _field_of_office(reference: Reference, sentence: Sentence, lexicon: Lexicon) -> Reference:
    """What an office is called for, where all that has to do with it is asked for: 子育て支援に関する事業 are not only
    those of 子育て支援課.
    """
    mention = reference.mention
    said = fold(normalize(mention.text))
    named = not said or said[-1] in lexicon.endings
    if reference.sure is not Sure.GROUP or named or not mention.tokens:
        return reference
    if not _RELATED.match(sentence.text, mention.end):
        return reference
    topic = by_topic(mention, [mention], lexicon)
    return topic if topic and topic.sure is Sure.TOPIC else reference


_AND = ("しかも", "かつ", "なおかつ")
_BOTH = ("の両方", "両方", "のどちらも", "どちらも", "の2つとも", "の二つとも")


def _at_once(
    found: tuple[Reference, ...], sentence: Sentence, lexicon: Lexicon
) -> tuple[Reference, ...]:
    """Topics that are to hold at once as one (高齢者向けで、しかもタクシーの事業; 車いすとベビーカーの両方が出てくる事業); absent
    where no project is about both.
    """
    topics = [r for r in found if r.sure is Sure.TOPIC]
    each: list[frozenset[ProjectId]] = []
    if len(topics) == len(found) == 2 and holds_any(sentence.text, _AND):
        each = [frozenset(p.id for p in r.projects) for r in topics]
    elif len(topics) == len(found) == 1 and sentence.text.startswith(_BOTH, found[0].mention.end):
        each = [topic_of(w, lexicon) or frozenset() for w in found[0].mention.text.split("と")]
    if len(each) != 2:
        return found
    both = tuple(p for p in lexicon.projects if p.id in each[0] & each[1])
    begin, end = found[0].mention.begin, found[-1].mention.end
    mention = replace(found[0].mention, end=end, text=sentence.text[begin:end])
    sure = Sure.TOPIC if both else Sure.ABSENT
    return (Reference(mention, sure, both, why=found[0].why),)


def _missed(reference: Reference, sentence: Sentence) -> Reference:
    """A mention that is not there as a whole."""
    mention = reference.mention
    mention = replace(mention, text=sentence.text[mention.begin : mention.end])
    return Reference(mention, Sure.ABSENT)


def _near(reference: Reference) -> Reference:
    if reference.sure is not Sure.SEVERAL or len(reference.projects) > 1:
        return reference
    return replace(reference, sure=Sure.ABSENT, projects=(), near=reference.projects)


def _settled(
    sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, wanted: Wanted
) -> tuple[Reference, ...]:
    found = _resolved(sentence, mentions, lexicon, wanted)
    if len(found) + len(sentence.all(Slot.ENTITY)) < 2:
        return found
    found = tuple(
        replace(r, sure=Sure.ABSENT, projects=())
        if r.why == FEW_NAMES and not _meets(r, found)
        else r
        for r in found
    )
    found = _without_strays(found, sentence, wanted)
    exact = _exact(sentence, lexicon)
    found = tuple(r for r in found if not _only_done(r, sentence, lexicon))
    if _bounds_by_name(sentence):
        return found if exact else agreed(found, sentence, lexicon, wanted)
    found = tuple(r for r in found if not (exact and r.sure in _OPEN and exact <= set(r.projects)))
    if not exact:
        found = agreed(found, sentence, lexicon, wanted)
    return tuple(r for r in found if not _says_nothing_more(r, found, sentence, lexicon))


def _without_strays(
    found: tuple[Reference, ...], sentence: Sentence, wanted: Wanted
) -> tuple[Reference, ...]:
    """References without a word said in passing that only one other project speaks of: 財布 of 「研修代の助成って、
    財布はどの会計」. Where money is asked for, such a word is not there.
    """
    if wanted is not Wanted.ONE or len(found) != 2 or any(r.sure is not Sure.NAMED for r in found):
        return found
    stray, named = sorted(found, key=lambda r: r.why != "topic")
    first, second = found
    gap = sentence.text[first.mention.end : second.mention.begin]
    if stray.why != "topic" or named.why == "topic" or stray.projects == named.projects:
        return found
    if not gap.startswith(("は", "って", "なら")):
        return found
    if sentence.has_any(_MONEY) and not _asks_no_money(sentence):
        return (replace(stray, sure=Sure.ABSENT, projects=()), named)
    return (named,)


def _asks_no_money(sentence: Sentence) -> bool:
    """Whether all fields that are asked for are words of the list, and no amounts."""
    fields = sentence.all(Slot.ATTRIBUTE)
    return not sentence.has(Slot.MEASURE) and all(s.value not in MONEY for s in fields)


_DENIED = pattern("(?:な[いくか]|ん(?:[でのか]|$)|ず|ねえ|ねー|へん)")
"""How what is done is denied."""


def _nouns_at(sentence: Sentence, place: int) -> bool:
    return any(s.begin == place for s in sentence.all(Slot.NOUN))


def _only_done(reference: Reference, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a mention only says what is done with what is named beside it, and no list knows it:
    新規に[限っ]て, 1億円に[収まっ]てる. What is denied is no such thing.
    """
    tokens = reference.mention.tokens
    if reference.sure is not Sure.ABSENT or not tokens or any(t.pos != "動詞" for t in tokens):
        return False
    if _DENIED.match(sentence.text, reference.mention.end) or heavy(tokens):
        return False
    if tokens[-1].surface.endswith(ATTRIBUTIVE) and _nouns_at(sentence, reference.mention.end):
        return False  # 漕ぐ事業
    held = any(lexicon.topics.evidence(t).anywhere for t in tokens)
    return not held and not any(synonyms().knows(key(t.normal)) for t in tokens)


def _meets(reference: Reference, found: Sequence[Reference]) -> bool:
    """Whether the names that hold a light word hold all else that is said: 地区のなんとか活動支援."""
    others = [set(r.projects) for r in found if r is not reference]
    return bool(set(reference.projects).intersection(*others)) if all(others) else False


def _resolved(
    sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, wanted: Wanted
) -> tuple[Reference, ...]:
    """Each mention by itself; for a list, those that go on from one another together where they can. A
    topic of light words says nothing beside one that tells.
    """
    found = _together(sentence, mentions, lexicon, wanted) or _each(
        sentence, mentions, lexicon, wanted
    )
    telling = [
        r for r in found if r.sure in (Sure.TOPIC, Sure.NAMED) and not is_light(r.mention.tokens)
    ]
    if not telling:
        return found
    return tuple(r for r in found if not (r.sure is Sure.TOPIC and is_light(r.mention.tokens)))


def _together(
    sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, wanted: Wanted
) -> tuple[Reference, ...]:
    """Of a list, mentions that go on from one another as one; nothing where that is not found."""
    if wanted is not Wanted.ALL or len(mentions) < 2:
        return ()
    merged = _merged(sentence, mentions)
    if len(merged) == len(mentions):
        return ()
    found = tuple(r for m in merged for r in resolve(m, lexicon, wanted))
    return found if all(r.sure is not Sure.ABSENT for r in found) else ()


def _each(
    sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, wanted: Wanted
) -> tuple[Reference, ...]:
    spaced = " " not in sentence.text or not _ENGLISH.search(sentence.text)
    return tuple(
        r
        for m in mentions
        for r in (spaced and " " in m.text and keywords(m, lexicon)) or resolve(m, lexicon, wanted)
    )


def _bounds_by_name(sentence: Sentence) -> bool:
    """Whether a project is named for its amount, and others are asked for: 電子図書館開設より高い図書館の事業."""
    return any(sentence.text.startswith(THAN, s.end) for s in sentence.all(Slot.ENTITY))


def _exact(sentence: Sentence, lexicon: Lexicon) -> set[Project]:
    """The projects that are named exactly."""
    entities = [s.value for s in sentence.all(Slot.ENTITY) if isinstance(s.value, Entity)]
    return {p for e in entities if e.dimension is None for p in lexicon.index.take(e.scope)}


def _merged(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of one topic, where nothing between them lists: 障害の[ある]人が働く."""
    merged: list[Mention] = []
    for mention in mentions:
        before = merged[-1] if merged else None
        if before and _goes_on(before, mention, sentence):
            tokens = (*before.tokens, *mention.tokens)
            text = sentence.text[before.begin : mention.end]
            merged[-1] = Mention(before.begin, mention.end, text, tokens)
        else:
            merged.append(mention)
    return merged


def _goes_on(before: Mention, mention: Mention, sentence: Sentence) -> bool:
    gap = sentence.text[before.end : mention.begin]
    between = [s for s in sentence.spans if before.end <= s.begin and s.end <= mention.begin]
    some = heavy(before.tokens) or heavy(mention.tokens)
    plain = all(s.slot in (Slot.FILLER, Slot.THEN) for s in between)
    return bool(some) and plain and not LISTED.search(gap) and not _LEADS.search(gap)


_KINDS = frozenset(
    {"政策", "施策", "柱", "小柱", "目標", "基本目標", "章", "分野", "部署", "区分", "事業名"}
)
_OPENS = ("「", "『", '"', "“")
"""What kind of thing is quoted, and how a quotation begins: 政策「循環型社会の形成」."""


AWAY = 5
"""Characters at most between a name and the word that takes it away: 科学館の事業を除いて, excluding the."""


def _is_taken_away(mention: Mention, sentence: Sentence) -> bool:
    gaps = (
        mention.begin - s.end if s.value is True else s.begin - mention.end
        for s in sentence.all(Slot.EXCLUDE)
    )
    return any(0 <= gap <= AWAY for gap in gaps)


def _says_nothing_more(
    reference: Reference, found: Sequence[Reference], sentence: Sentence, lexicon: Lexicon
) -> bool:
    """Whether a reference may go beside what is named: it leads there, or the project says it already."""
    if reference.sure not in (Sure.ABSENT, *_OPEN):
        return False
    mention = reference.mention
    if mention.text in _KINDS and sentence.text[mention.end : mention.end + 1] in _OPENS:
        return True
    named = [r for r in found if r.sure is Sure.NAMED and not _is_taken_away(r.mention, sentence)]
    begins = [r.mention.begin for r in named]
    begins += [
        s.begin
        for s in sentence.all(Slot.ENTITY)
        if isinstance(s.value, Entity) and s.value.dimension is None
    ]
    topics = (r.mention for r in found if r.sure is Sure.TOPIC)
    leads_to = [*begins, *(m.begin for m in topics if not only_helps(m.tokens))]
    if any(mention.end <= at and _LEADS.search(sentence.text[mention.end : at]) for at in leads_to):
        return True
    if begins and reference.sure is Sure.ABSENT and _HEARD.match(sentence.text, mention.end):
        return True
    rows = {lexicon.projects.index(p) for r in named for p in r.projects}
    before = max((r.mention.end for r in named if r.mention.end <= mention.begin), default=None)
    after = min((r.mention.begin for r in named if r.mention.begin >= mention.end), default=None)
    listed = (before is not None and LISTED.search(sentence.text[before : mention.begin])) or (
        after is not None and LISTED.search(sentence.text[mention.end : after])
    )
    return (
        bool(rows and mention.tokens)
        and not listed
        and (is_light(mention.tokens) or reference.sure is Sure.TOPIC)
        and all(rows <= lexicon.topics.evidence(t).anywhere for t in mention.tokens)
    )
