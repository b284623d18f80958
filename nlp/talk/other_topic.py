"""A topic named after an answer about many: 「障害者向けは？」 after the total of the new projects, 「防災は？」 after 手話の事業.

As with a section that is named so, what was asked is asked of the topic, and kinds and amounts stay: they are told in
the answer.
"""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Intent, Operation, Query, Scope
from nlp.asking.asked import Asked
from nlp.asking.context import is_set
from nlp.meaning.about import heavy
from nlp.meaning.by_topic import IN_PART
from nlp.meaning.reference import Reference, Sure
from nlp.meaning.resolve import topic_of
from nlp.talk.of_bounds import LEAD
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_ELSEWHERE = frozenset(
    {Slot.NOUN, Slot.AMOUNT, Slot.EXTREME, Slot.EXCLUDE, Slot.WHOLE, Slot.SAME, Slot.REFER, Slot.TERM}
)  # fmt: skip
_BARE = pattern(
    f"{LEAD}(?P<topic>[^、。?]{{1,16}}?)(?:(?:関連|関係|向け|系|分野)(?:の(?:もの|やつ)?)?|の(?:もの|やつ|分)?)?(?:は|だと|では|なら|だけだと|だけなら)(?:どう)?(?:です|でしょう)?か?[?。]*"
)


def other_topic(asked: Asked, last: Query) -> Intent | None:
    """What was asked last, of the topic that is named now; None where a name or a group is, or nothing stays."""
    ranked = last.operation in (Operation.MAX, Operation.MIN) and not last.by
    if not (is_set(last) or ranked) or not asked.asks_nothing:
        return None
    bare = None if asked.sentence.has_any(_ELSEWHERE) else _BARE.fullmatch(asked.sentence.text)
    if not bare or [m.text for m in asked.sentence.mentions] != [bare["topic"]]:
        return None
    conditions = Scope(
        editions=last.scope.editions, kinds=last.scope.kinds, ranges=last.scope.ranges
    )
    plain = replace(conditions, topic=last.scope.topic, projects=last.scope.projects)
    if last.scope not in (conditions, plain) or last.scope.is_open:
        return None  # a group was spoken of, or projects that were chosen
    if last.scope.projects and not last.scope.topic:
        return None
    topic = _topic(asked)
    if topic is None or topic.projects == last.scope.projects:
        return None
    return replace(last, scope=conditions.narrow(topic), first=1)


def _topic(asked: Asked) -> Scope | None:
    """The topic of which a sentence speaks, also where one name holds its one word."""
    if len(asked.references) != 1 or any(p.entity.dimension for p in asked.parts):
        return None
    found = asked.references[0]
    if found.sure is Sure.TOPIC and found.why != IN_PART and not found.unmet:
        return asked.parts[0].entity.scope if len(asked.parts) == 1 else None
    return _of_one_word(found, asked) if found.sure in (Sure.NAMED, Sure.SEVERAL) else None


def _of_one_word(found: Reference, asked: Asked) -> Scope | None:
    words = found.mention.text
    if len(heavy(asked.lexicon.topics.compounds(found.mention.tokens))) != 1:
        return None
    about = topic_of(words, asked.lexicon)
    if not about or len(about) < len(found.projects):
        return None
    return Scope(projects=about, topic=words)
