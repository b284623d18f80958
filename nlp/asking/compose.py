"""One sentence becomes one intent: which operation, over which scope, in which measure.

Decisions only, each a small function over `Asked`; what the words mean stands in the rule tables and
which projects they name in `nlp.meaning.parts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from data.model import Project
from data.query import (
    Attribute,
    Choices,
    Dimension,
    Help,
    Intent,
    NotFound,
    Operation,
    Query,
    Scope,
)
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import DIFFERENCE, asks_which, comparison, fraction, share, shares, sides_of
from nlp.asking.details import detail
from nlp.asking.firsts import both_ends, ends_compared, firsts_of_groups, top_of_each, topped
from nlp.asking.group import (
    asked_of_each,
    both_ends_of_groups,
    breakdown,
    dimension_of,
    grouping,
    terms,
)
from nlp.asking.next_to import next_to_named
from nlp.asking.of_places import of_places
from nlp.asking.places import at_places
from nlp.asking.plain import plain
from nlp.asking.rank import (
    is_ordered,
    is_ordered_list,
    own_rank,
    ranked_among,
    ranking,
    which_is,
    within_top,
)
from nlp.asking.refuse import (
    contradicted,
    incomparable,
    missing_number,
    other_expense,
    other_year,
    says_nothing,
    unsubtracted,
    untold,
)
from nlp.asking.relative import settled
from nlp.asking.shapes import uncomputed
from nlp.asking.sides import of_their_own, of_words
from nlp.meaning.about import is_light
from nlp.meaning.by_name import OFFERED
from nlp.meaning.parts import Part, scope_of
from nlp.meaning.reference import Reference, Sure
from nlp.meaning.spelled import SEEN_ONE, is_forgotten
from nlp.names.lexicon import Entity
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, holds_any, normalize


def compose(asked: Asked) -> Intent:
    """The intent of a sentence that stands alone."""
    edition = asked.lexicon.edition.id
    if asks_term(asked) or (asks_help(asked) and not asked.parts) or says_nothing(asked):
        return Help(edition)
    refused = untold(asked) or other_year(asked) or incomparable(asked)
    if refused:
        return refused
    if other := other_expense(asked):
        return other
    absent = _first(asked, Sure.ABSENT)
    if absent:
        if held := _of_group(asked, absent):
            return uncomputed(asked) or held
        return NotFound(edition, absent.mention.text, tuple(p.id for p in absent.near))
    missing = missing_number(asked)
    if missing:
        return missing
    chained = _chained(asked)
    if chained:
        return chained
    if placed := of_places(asked) or next_to_named(asked):
        return placed
    odd = contradicted(asked) or unsubtracted(asked) or uncomputed(asked)
    if odd:
        return odd
    several = _first(asked, Sure.SEVERAL)
    if several:
        return _several(asked, several)
    if sides := firsts_of_groups(asked) or of_their_own(asked):
        return sides
    return _to_choose(asked) or _kind_of_lone(asked) or _field_of_one(asked, query_of(asked))


def _first(asked: Asked, sure: Sure) -> Reference | None:
    """The first reference of a kind."""
    for reference in asked.references:
        if reference.sure is sure:
            return reference
    return None


def _field_of_one(asked: Asked, intent: Intent) -> Intent:
    """「…を回れる券をつくる事業っていくら」: a field of the one project that there is, and no list of one."""
    if not isinstance(intent, Query) or intent.operation is not Operation.LIST or intent.by:
        return intent
    named = bool(asked.parts) and all(p.topic for p in asked.parts)
    if not asked.attributes or asked.operations or not named:
        return intent
    projects = asked.lexicon.index.take(intent.scope)
    if len(projects) != 1:
        return intent
    return replace(detail(asked, ()), scope=asked.lexicon.of_projects(projects))


_KIND_ASKED = pattern(
    "(?:事業)?(?:なの|なん(?:ですか|すか)?|ですか|(?:です|だ|でした)よね|ですね|でしょ)[?。]?$"
)


def _kind_of_lone(asked: Asked) -> Query | None:
    """「ヤングケアラーのやつって新規なの」: a field of the one project that words are about, and no list."""
    if len(asked.parts) != 2 or asked.operations or not asked.lone:
        return None
    kinds = [p for p in asked.parts if p.entity.dimension is Dimension.KIND]
    if len(kinds) != 1:
        return None
    part, project = asked.lone
    if part.end > kinds[0].begin or not _KIND_ASKED.match(asked.sentence.text, kinds[0].end):
        return None
    scope = asked.lexicon.of_projects([project])
    return Query(Operation.DETAIL, scope, attributes=(Attribute.KIND,))


_THAT_ONE = pattern(
    "(?:^|の|、)あの(?:新規|レベルアップ)?(?:事業|やつ|補助|助成|一?件|プロジェクト|計画)|のあれ(?=[、はって]|$)|例の(?:一件|件|事業|やつ)"
)


def _to_choose(asked: Asked) -> Choices | Query | None:
    """「あの国保のやつ、名前忘れたけどいくら」: of a few projects the one that is meant, and not their sum."""
    if asked.operations or not asked.attributes or not asked.parts:
        return None
    text = asked.sentence.text
    pointed = holds_any(text, ("あの", "あれ", "例の")) and _THAT_ONE.search(text)
    vague = asked.sentence.has(Slot.FORGOTTEN) or pointed or is_forgotten(asked.sentence)
    labelled = any(p.entity.scope.label for p in asked.parts)
    vague = vague or (labelled and SEEN_ONE.search(text) is not None)
    if not vague:
        return None
    projects = asked.lexicon.index.take(asked.scope())
    if len(projects) < 2:
        return None
    if len(projects) > OFFERED:
        return Query(Operation.LIST, asked.scope())
    base = detail(asked, ())
    return Choices(tuple(replace(base, scope=asked.lexicon.of_projects([p])) for p in projects))


def _of_group(asked: Asked, absent: Reference) -> Intent | None:
    """「建築課の助成」: the project of a group whose name says a word of which every list is full, or those
    to choose from.
    """
    groups = [p for p in asked.parts if p.entity.dimension is not None]
    if len(groups) != len(asked.parts) or not groups or len(asked.references) > 1:
        return None
    if set(asked.operations) or not is_light(absent.mention.tokens):
        return None
    word = fold(absent.mention.text)
    inside = asked.lexicon.index.take(asked.scope())
    held = [p for p in inside if word in fold(normalize(p.name))]
    base = detail(asked, ())
    options = tuple(replace(base, scope=asked.lexicon.of_projects([p])) for p in held)
    if len(options) > MOST_OPTIONS:
        return None
    return options[0] if len(options) == 1 else Choices(options) if options else None


MOST_OPTIONS = 5
"""Projects that are offered for a word that tells little."""


_TERM_ASKED = pattern(
    r"(?:(?:要求額|予算額|要求段階|レベルアップ分|レベルアップ(?:事業)?|区分|柱|小柱)(?:って|とは)(?:何|なに|なん|何のこと)|(?:要求額|予算額|要求段階|レベルアップ分|レベルアップ|新規|区分|柱|小柱)(?:って|とは|の)、?(?:どういう|どんな|何の)?意味(?:は)?)(?:です|なの|なん)?(?:か|ですか|の)?[?。]*",
    among="何 なに なん 意味",
)
"""「要求額って何」 is asked of the program's words."""


def asks_term(asked: Asked) -> bool:
    """Whether what a word of the list means is asked: 「レベルアップって何」 is not the list of them."""
    text = asked.sentence.text
    said = holds_any(text, ("って", "とは", "意味"))
    return said and _TERM_ASKED.fullmatch(text) is not None


def asks_help(asked: Asked) -> bool:
    """「使い方は？」 of nothing is asked of the program."""
    helps = asked.sentence.all(Slot.HELP)
    if not asked.references:
        return bool(helps) or asked.sentence.text.startswith("使い方")
    said = {asked.sentence.text[s.begin : s.end] for s in helps}
    return bool(helps) and said != {"help"}  # any help with daycare fees


def _chained(asked: Asked) -> Intent | None:
    """Two names where one only describes the other (高齢者の学習支援) are no list of two."""
    if len(asked.parts) < 2:
        return None
    named = [p for p in asked.parts if p.is_project and not p.excluded]
    text = asked.sentence.text
    for one, other in pairwise(named):
        if text[one.end : other.begin] in ("の", "における", "での", "向けの"):
            both = asked.lexicon.index.take(scope_of([one, other], (), asked.lexicon))
            base = detail(asked, ())
            if len(both) > 1:
                return Choices(
                    tuple(replace(base, scope=asked.lexicon.of_projects([p])) for p in both)
                )
    return None


_HALF_KNOWN = frozenset({Slot.FORGOTTEN, Slot.REFER})


def _inside_groups(asked: Asked, projects: Sequence[Project]) -> Sequence[Project]:
    """Those of some projects that are in a group named beside them, or that hold its words: 介護保険課のあの補助."""
    groups = [p for p in asked.parts if p.entity.dimension is not None and not p.excluded]
    if not groups or len(groups) != len(asked.parts):
        return projects
    inside = asked.lexicon.index.take(asked.scope())
    both = [p for p in projects if p in inside]
    words = [fold(r.mention.text) for r in asked.references]
    held = [p for p in inside if any(w in fold(normalize(p.name + p.description)) for w in words)]
    meant = inside if asked.sentence.has_any(_HALF_KNOWN) else projects
    return both or held or meant


def _several(asked: Asked, reference: Reference) -> Intent:
    """Several names fit: whoever asks for a list or a total means all, who asks for one must choose."""
    wants = set(asked.operations)
    compared = Operation.COMPARE in wants or asked.sentence.has(Slot.PER_EACH)
    if (
        wants & (TOTALS | {Operation.LIST, Operation.SHARE, Operation.BREAKDOWN})
        or compared
        or asked.sentence.has(Slot.EXTREME)
        or asked.sentence.has(Slot.ABOUT)
    ):
        scope = Scope(
            projects=frozenset(p.id for p in reference.projects), topic=reference.mention.text
        )
        mention = reference.mention
        others = len(asked.references) > 1 or any(p.entity.dimension is None for p in asked.parts)
        if compared:
            meant = _inside_groups(asked, reference.projects)
            found = [] if others else of_words(reference, meant, asked.lexicon)
            if len(found) != 2:
                return uncomputable(asked)  # of two sides one is not clear
        else:
            found = [
                Part(mention.begin, mention.end, Entity(None, scope, mention.text), topic=True)
            ]
        rest = tuple(r for r in asked.references if r is not reference)
        return compose(replace(asked, parts=(*asked.parts, *found), references=rest))
    base = detail(asked, ())
    projects = _inside_groups(asked, reference.projects)
    options = tuple(replace(base, scope=asked.lexicon.of_projects([p])) for p in projects[:OFFERED])
    return options[0] if len(options) == 1 else Choices(options)


def query_of(asked: Asked) -> Query:
    """The query of a sentence whose names are all resolved."""
    asked = settled(asked)
    sentence, operations = asked.sentence, asked.operations
    if not sentence.has_any(_ARRANGED) and not asked_of_each(asked):
        return plain(asked)
    if special := _averages_compared(asked) or at_places(asked):
        return special
    if _splits(asked) and grouping(asked):
        return breakdown(asked)
    if Operation.COMPARE in operations or sentence.has(Slot.PER_EACH):
        if ends := ends_compared(asked):
            return ends
        compared = None if asks_which(asked) else comparison(asked, sides_of(asked))
        if compared:
            return compared
        if both := _both_of(asked):
            return both
        if not asks_which(asked) and (first := which_is(asked)):
            return first
    if _which_of_two(asked):
        compared = comparison(asked, sides_of(asked))
        if compared:
            return compared
    if Operation.SHARE in operations and not sentence.has(Slot.DIMENSION):
        return fraction(asked) or topped(asked) or shares(asked) or share(asked)
    if inside := within_top(asked):
        return inside
    special = (
        own_rank(asked) or both_ends_of_groups(asked) or both_ends(asked) or top_of_each(asked)
    )
    if special:
        return special
    if among := ranked_among(asked):
        return among
    if grouping(asked) and dimension_of(asked) is not None:
        return breakdown(asked)
    if sentence.has(Slot.EXTREME) or is_ordered(asked):
        return ranking(asked)
    if _lists_groups(asked):
        return breakdown(asked)
    return plain(asked)


def _both_of(asked: Asked) -> Query | None:
    """「保育課の2事業の差額」: the two projects that there are, beside each other."""
    if (
        not asked.parts
        or not DIFFERENCE.search(asked.sentence.text)
        or asked.sentence.has(Slot.TERM)
    ):
        return None
    projects = asked.lexicon.index.take(asked.scope())
    if len(projects) != 2 or asked.sentence.has(Slot.EXTREME):
        return None
    return comparison(asked, [asked.lexicon.of_projects([p]) for p in projects])


def _splits(asked: Asked) -> bool:
    """「a breakdown by new vs level-up」: the groups of one dimension that make up what is broken down."""
    named = [p.entity.dimension for p in asked.parts if not p.excluded]
    alike = len(named) > 1 and len(set(named)) == 1 and named[0] is not None
    return alike and {Operation.BREAKDOWN, Operation.COMPARE} <= set(asked.operations)


_ARRANGED = frozenset(
    {
        Slot.OPERATION, Slot.PER_EACH, Slot.DIRECTION, Slot.DIMENSION, Slot.EXTREME, Slot.OWN_RANK,
        Slot.TERM, Slot.ORDINAL, Slot.LIMIT, Slot.PLACES, Slot.TALLY,
    }
)  # fmt: skip
"""What compares, shares, groups or ranks; without any of it a question is a plain one."""


def _averages_compared(asked: Asked) -> Query | None:
    """「新規の平均とレベルアップの平均どっちが高い」「防災課の平均と全体の平均の差」: averages beside each other."""
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    if not compared or Operation.AVERAGE not in asked.operations:
        return None
    named = [p.entity.dimension for p in asked.parts if not p.excluded]
    twice = asked.sentence.text.count("平均") > 1
    if len(named) == 1 and twice and asked.sentence.has(Slot.WHOLE):
        sides = [asked.scope(), asked.lexicon.whole]
    elif twice or (len(set(named)) == 1 and named[0] is not None):
        sides = sides_of(asked)
    else:
        return None
    beside = comparison(asked, sides)
    return replace(beside, measure=asked.measure, each=Operation.AVERAGE) if beside else None


_OTHER_PLACES = frozenset({Slot.NOUN, Slot.LIMIT, Slot.ORDINAL, Slot.PLACES, Slot.EXTREME})


def _which_of_two(asked: Asked) -> bool:
    """「防災課と建築課、要求額が多いのは」; 「国保会計で高いのはどっち」 is a ranking."""
    if not asked.sentence.has(Slot.DIRECTION) or asked.sentence.has_any(_OTHER_PLACES):
        return False
    dimensions = [p.entity.dimension for p in asked.parts if not p.excluded and not p.topic]
    return len(dimensions) == 2 and len(set(dimensions)) == 1 and not is_ordered_list(asked)


def _lists_groups(asked: Asked) -> bool:
    """「部の一覧」「どんな課がある？」: the groups themselves, and not their projects."""
    if asked.sentence.has(Slot.NOUN) or asked.single or asked.attributes:
        return False
    if any(p.topic for p in asked.parts):
        return False  # 「…に関する施策は」
    if set(asked.operations) - {Operation.LIST}:
        return False
    return bool(terms(asked))
