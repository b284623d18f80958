"""Two things with conditions or figures of their own: 柱2の新規と柱3の新規, 防災課の合計と税務課の件数; two words: 恐竜と猫.

What stands with the first of them is no condition on the second; what stands with the last may be meant of both
(防災課と建築課の新規) and is left to the other ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from data.model import Project
from data.query import Attribute, Measure, Operation, OutOfScope, Query, Scope
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.meaning.parts import Part
from nlp.meaning.reference import Reference, Sure, Wanted
from nlp.meaning.resolve import resolve, topic_of
from nlp.names.lexicon import Entity, Lexicon, project_entity
from nlp.names.scopes import HEADINGS, OFFICES
from nlp.sentences.mentions import mention_of
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span

_JOIN = pattern(
    "[^、。]{0,12}?(?:と|と、|、|は、?|より(?:も)?、?|に(?:対して|比べて)、?|で、)",
    among="と 、 は より に",
)
"""What may stand between the last word of one side and the first of the other."""

_ALIKE = (
    frozenset(OFFICES),
    frozenset(HEADINGS),
)
"""Dimensions of which the one may stand beside the other."""


class Side(Struct, frozen=True):
    """One of two things: the parts and the phrases that stand with it."""

    parts: tuple[Part, ...]
    spans: tuple[Span, ...]

    def values(self, slot: Slot) -> set[object]:
        """What its phrases of a kind mean."""
        return {s.value for s in self.spans if s.slot is slot}

    @property
    def figures(self) -> set[object]:
        """The totals that are asked of it."""
        return self.values(Slot.OPERATION) & TOTALS

    @property
    def money(self) -> set[Measure]:
        """The money that is said with it."""
        said = {v for v in self.values(Slot.MEASURE) if isinstance(v, Measure)}
        request = Attribute.REQUESTED in self.values(Slot.ATTRIBUTE)
        return said or ({Measure.REQUESTED} if request else set())


def of_their_own(asked: Asked) -> Query | OutOfScope | None:
    """What is asked of two sides with conditions of their own; a refusal where a figure or a money is asked of each
    that is not the other's; None where there are no such sides.
    """
    if len(asked.parts) < 2 or Operation.SHARE in asked.operations:
        return None
    if added := _added(asked):
        return added
    sides = _sides(asked)
    if not sides:
        return None
    one, other = sides
    refused = uncomputable(asked)
    if one.figures and other.figures and one.figures != other.figures:
        return refused
    if one.money and other.money and one.money != other.money:
        return refused
    if one.money - {Measure.REQUESTED} and other.figures and not other.money:
        return refused  # 防災課のレベルアップ分と新規の合計
    if not _alike(one.parts[0], other.parts[0]):
        return None
    if len(one.parts) < 2 and not _bounded(asked, one, other):
        return None
    return _answered(asked, [_scope(asked, side, sides) for side in sides]) or refused


_SUMMED = pattern(
    "(?:の(?:要求額の?)?(?:合計|総額)額?|を(?:合わせ|あわせ|足し|合計し)た(?:要求額|金額|額|もの)?)(?:と|は|が|より)、?",
    among="合計 総額 合わせた あわせた 足した",
)


_AGAINST = pattern("(?:の(?:要求額の?)?(?:合計|総額)額?)(?:より|と比べ|との差|の何倍)")


def _added(asked: Asked) -> Query | None:
    """「防災課と建築課の合計と障害者福祉課の差」「障害者福祉課は防災課と建築課の合計よりいくら少ない」: two together beside a third."""
    named = sorted((p for p in asked.parts if not p.excluded), key=lambda p: p.begin)
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    if len(named) != 3 or len(asked.parts) > 3 or not compared:
        return None
    if len({p.entity.dimension for p in named}) > 1:
        return None
    one, other, third = named
    text = asked.sentence.text
    if text[one.end : other.begin] == "と" and _SUMMED.fullmatch(text, other.end, third.begin):
        return comparison(asked, [asked.scope([one, other]), asked.scope([third])])
    first = text[one.end : other.begin] in ("は", "は、", "って")
    if first and text[other.end : third.begin] == "と" and _AGAINST.match(text, third.end):
        return comparison(asked, [asked.scope([one]), asked.scope([other, third])])
    return None


def _bounded(asked: Asked, one: Side, other: Side) -> bool:
    """Whether an amount is a bound of the first side alone; what stands before both names, and is not said again of
    the other, is meant of both (1億円以上の防災課と建築課).
    """
    amounts = [s for s in one.spans if s.slot is Slot.AMOUNT]
    again = any(s.slot is Slot.AMOUNT for s in other.spans)
    whole = "事業" in asked.sentence.text[one.parts[0].end : other.parts[0].begin]
    return bool(amounts) and (again or whole or amounts[-1].begin >= one.parts[0].end)


def _answered(asked: Asked, scopes: list[Scope]) -> Query | None:
    wanted = set(asked.operations)
    which = asked.sentence.has(Slot.DIRECTION) or asked.sentence.has(Slot.PER_EACH)
    if Operation.COMPARE in wanted or which:
        return comparison(asked, scopes)
    if wanted - TOTALS - {Operation.LIST}:
        return None
    rows = [set(asked.lexicon.index.select(scope)) for scope in scopes]
    if rows[0] & rows[1] or len(wanted & TOTALS) > 1:
        return None
    projects = list(chain.from_iterable(map(asked.lexicon.index.take, scopes)))
    total = next(iter(wanted & TOTALS), Operation.LIST)
    return Query(total, asked.lexicon.of_projects(projects), asked.measure)


def _scope(asked: Asked, side: Side, sides: Sequence[Side]) -> Scope:
    """What one side selects: its own parts and amounts, and no others."""
    others = {id(s) for other in sides if other is not side for s in other.spans}
    spans = tuple(s for s in asked.sentence.spans if id(s) not in others)
    alone = replace(asked, parts=side.parts, sentence=replace(asked.sentence, spans=spans))
    return alone.scope()


def _sides(asked: Asked) -> tuple[Side, Side] | None:
    """The two sides of a sentence, where their heads are of one kind and one joins them."""
    parts = sorted((p for p in asked.parts if not p.excluded), key=lambda p: p.begin)
    if len(parts) < 2 or len(parts) < len(asked.parts):
        return None
    heads = parts if len(parts) == 2 else [p for p in parts if _alike(p, parts[0])]
    if len(heads) != 2 or heads[0] is not parts[0]:
        return None
    edge = heads[1].begin
    first = tuple(p for p in parts if p.begin < edge)
    ends = [p.end for p in first]
    ends += [s.end for s in asked.sentence.all(Slot.AMOUNT) if s.end <= edge]
    if not first or not _JOIN.fullmatch(asked.sentence.text, max(ends), edge):
        return None
    spans = asked.sentence.spans
    return (
        Side(first, tuple(s for s in spans if s.begin < edge)),
        Side(
            tuple(p for p in parts if p.begin >= edge), tuple(s for s in spans if s.begin >= edge)
        ),
    )


def _alike(one: Part, other: Part) -> bool:
    mine, theirs = one.entity.dimension, other.entity.dimension
    if mine is None or theirs is None:
        return mine is theirs
    return mine is theirs or any({mine, theirs} <= alike for alike in _ALIKE)


_AND = pattern("と(?!も|い)|や")


def of_words(reference: Reference, meant: Sequence[Project], lexicon: Lexicon) -> list[Part]:
    """What is compared in one mention that fits several projects: the two that are `meant` of them, or what each of two
    words is about (恐竜と猫); nothing where that is not clear.
    """
    mention = reference.mention
    words = _AND.split(mention.text)
    if len(words) == 1 or len(reference.projects) == 2:
        return [Part(mention.begin, mention.end, project_entity(p)) for p in meant]
    sides = []
    for word in words:
        found = resolve(mention_of(word), lexicon, Wanted.ONE)
        named = [p for r in found if r.sure is Sure.NAMED for p in r.projects]
        about = Entity(None, Scope(projects=topic_of(word, lexicon), topic=word), word)
        entity = project_entity(named[0]) if len(named) == 1 else about
        if entity.scope.projects:
            sides.append(Part(mention.begin, mention.end, entity, topic=entity is about))
    if len(sides) != 2 or len(words) != 2 or sides[0].topic is not sides[1].topic:
        return []  # a project beside all of a topic
    one, other = (s.entity.scope.projects or frozenset() for s in sides)
    return sides if one.isdisjoint(other) else []
