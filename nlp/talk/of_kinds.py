"""Follow-ups about kinds, accounts and sections that take the place of others: レベルアップのほうは何件, 企画課だけ."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Attribute, Dimension, Intent, Measure, Operation, Query, Scope
from nlp.asking.asked import DIFFERENCES, Asked
from nlp.asking.compose import query_of
from nlp.asking.context import is_list, is_single, reached, shown
from nlp.asking.same_money import says_money
from nlp.meaning.parts import scope_of
from nlp.names.scopes import groups_around
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

KIND_OR_ACCOUNT = (Dimension.KIND, Dimension.ACCOUNT)


def of_first_group(asked: Asked, last: Query) -> Intent | None:
    """「新規は何件」 after the section that is first: of that section."""
    kinds = bool(asked.parts) and all(p.entity.dimension in KIND_OR_ACCOUNT for p in asked.parts)
    if not kinds or asked.references or asked.sentence.has(Slot.WHOLE):
        return None
    if asked.sentence.has(Slot.NOUN) or asked.sentence.has(Slot.TERM):
        return None
    group = _first_group(asked, last)
    if group is None:
        return None
    return query_of(replace(asked, within=without_other_kinds(last.scope, asked).narrow(group)))


_ITS_ROWS = pattern(
    "(?:じゃあ?|では|で)?、?(?:その(?:[部課局](?:の)?)?|それらの)?(?:事業|中身|内訳の事業)(?:は|って|の一覧|を(?:見せて|教えて))?(?:どれ|何)?(?:です)?か?[?。]*",
    among="事業 中身",
)


def rows_of_first_group(asked: Asked, last: Query) -> Query | None:
    """「その事業は」 after the department with most projects of an amount at least: those projects of it."""
    group = _first_group(asked, last) if _ITS_ROWS.fullmatch(asked.sentence.text) else None
    if group is None:
        return None
    return Query(Operation.LIST, last.scope.narrow(group))


_FIGURE = pattern(
    "(?:じゃあ?|では|で)?、?(?:その)?(?:(件数|事業数)|(?:合計|金額|予算額?|要求額)(?:の合計)?)(?:は|って)(?:いくら|何件)?[?。]*"
)


def figure_of_first_group(asked: Asked, last: Query) -> Intent | None:
    """「件数は」「金額は」 after the department that is first: of that department."""
    found = _FIGURE.fullmatch(asked.sentence.text)
    if not found or asked.parts or asked.references:
        return None
    group = _first_group(asked, last)
    if group is None:
        return None
    of_its_own = last.measure not in (Measure.COUNT, *DIFFERENCES)
    money: Measure = last.measure if of_its_own else Measure.REQUESTED
    if asked.sentence.has(Slot.MEASURE) or says_money(asked):
        money = replace(asked, usual=Measure.REQUESTED).measure
    operation, measure = (Operation.COUNT, Measure.COUNT) if found[1] else (Operation.SUM, money)
    return Query(operation, last.scope.narrow(group), measure)


def _first_group(asked: Asked, last: Query) -> Scope | None:
    """The one group that a ranking of groups was asked for."""
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.limit == 1
    if last.by is None or not ranked:
        return None
    return groups_around(last.by, shown(last, asked.lexicon))


def without_other_kinds(scope: Scope, asked: Asked) -> Scope:
    """「やっぱりレベルアップだけ」 after 新規だけ, 「企画課だけ」 after 区長室だけ: the other takes the place of the first."""
    said = [p.entity.scope for p in asked.parts if not p.excluded]
    kinds = frozenset().union(*(s.kinds for s in said if s.kinds))
    accounts = frozenset().union(*(s.accounts for s in said if s.accounts))
    if kinds and scope.kinds and not kinds & scope.kinds:
        scope = replace(scope, kinds=None)
    if accounts and scope.accounts and not accounts & scope.accounts:
        scope = replace(scope, accounts=None)
    sections = frozenset().union(*(s.sections for s in said if s.sections))
    if sections and scope.sections and not sections & scope.sections:
        scope = replace(scope, sections=None)
    return scope


def beside_level_up(last: Query, asked: Asked) -> Query:
    """The last answer without the kind that has no level-up part, where that part is asked for next: 「新規の合計は」 >
    「レベルアップ分の合計は」.
    """
    if last.scope.kinds is None or asked.measure is not Measure.REQUESTED_LEVELUP:
        return last
    if any(p.requested.level_up is not None for p in asked.lexicon.index.take(last.scope)):
        return last
    return replace(last, scope=replace(last.scope, kinds=None))


def _asks_its_increase(asked: Asked) -> bool:
    """「そのうちレベルアップはいくら」: how much of one project is level-up, and no total of that kind."""
    kind = frozenset({asked.lexicon.edition.level_up_word})
    if len(asked.parts) != 1 or asked.references or asked.sentence.has(Slot.NOUN):
        return False
    part, text = asked.parts[0], asked.sentence.text
    if part.entity.scope.kinds != kind or text[part.begin : part.end].endswith("事業"):
        return False
    return Attribute.REQUESTED in asked.attributes or "うち" in text


def level_up_of_last(asked: Asked, last: Query) -> Intent | None:
    """「そのうちレベルアップは」 after an amount: the part of it, and not the projects of that kind."""
    text = asked.sentence.text
    if is_single(last) and _asks_its_increase(asked):
        fields = (Attribute.REQUESTED_LEVELUP, Attribute.REQUESTED)
        return replace(last, operation=Operation.DETAIL, attributes=fields)
    listed = asked.sentence.has(Slot.NOUN) or "事業" in text or "うち" not in text
    if not asked.asks_nothing or not asked.sentence.has(Slot.NARROW) or len(asked.parts) != 1:
        return None
    if listed:
        return None
    kinds = asked.parts[0].entity.scope.kinds
    grown = kinds == frozenset({asked.lexicon.edition.level_up_word})
    money = last.operation is Operation.SUM or is_single(last)
    if not grown or not money or last.by or last.measure is not Measure.REQUESTED:
        return None
    measure = Measure.REQUESTED_LEVELUP
    if last.operation is Operation.SUM:
        return replace(last, measure=measure, first=1)
    return replace(last, attributes=(Attribute.REQUESTED_LEVELUP,))


_OTHER_KIND = pattern("(?:事業)?(?:のほう|の方|なら|だと|では|については)")

_KIND_FIRST = pattern("[^、。の事業]{2,8}(?:は|の|で)(?!事業)")


def other_kind(asked: Asked, last: Query) -> Intent | None:
    """「レベルアップのほうは何件？」 after the new projects of an office: the other kind, of that office."""
    parts, text = asked.parts, asked.sentence.text
    kinds = [p for p in parts if p.entity.dimension is Dimension.KIND and not p.excluded]
    if len(kinds) != 1 or len(parts) != 1 or last.scope.kinds is None or asked.references:
        return None
    around = replace(last.scope, kinds=None)
    told = _OTHER_KIND.match(text, kinds[0].end) or asked.sentence.has(Slot.THEN)
    turned = not kinds[0].entity.scope.kinds or not kinds[0].entity.scope.kinds & last.scope.kinds
    alone = turned and not asked.sentence.has(Slot.NOUN) and _KIND_FIRST.match(text)
    if (
        around.is_open
        or not (told or alone)
        or asked.sentence.has(Slot.WHOLE)
        or asked.asks_nothing
    ):
        return None
    return query_of(replace(asked, within=around))


_ALL_OF_A_KIND = pattern(
    "(?:じゃあ?|では|で)?、?(?:(?:これ|それ)(?:は|って)?)?(?:全部|ぜんぶ|全て|すべて|みんな|どれも)(?:が|とも)?(?:新規|継続|レベルアップ|拡充)(?:事業)?(?:です|なの|なん)?か?[?。]*",
    among="全部 ぜんぶ 全て すべて みんな どれも",
)


def all_of_a_kind(asked: Asked, last: Query) -> Query | None:
    """「全部新規？」 after a list: those of it that are."""
    if not _ALL_OF_A_KIND.fullmatch(asked.sentence.text) or not is_list(last):
        return None
    named = scope_of(asked.parts, (), asked.lexicon)
    return Query(Operation.LIST, reached(last, asked.lexicon).narrow(replace(named, editions=None)))
