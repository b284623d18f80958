"""A sentence understood against the last answer: それ, その課, じゃあ, 他には, 新規だけだと, 2番目の.

Keeps the last query where the sentence leaves something open, and drops it where the sentence stands on
its own: a change of topic never keeps an old filter.
"""

from __future__ import annotations

from collections.abc import Callable

from data.query import Attribute, Choices, Dimension, Intent, Operation, Query
from nlp.asking.asked import TOTALS, Asked, names_something, uncomputable
from nlp.asking.compose import compose
from nlp.asking.context import Memory, is_list, is_place, is_single, projects_of, reached, shown
from nlp.asking.of_ranked import beside_first
from nlp.asking.refuse import unrelated, unsubtracted
from nlp.asking.same_money import of_same_column, of_same_money
from nlp.meaning.reference import Sure
from nlp.meaning.resolve import topic_of
from nlp.talk.after_compared import after_compared, larger_first
from nlp.talk.asked_after import asked_after
from nlp.talk.asked_again import asked_again
from nlp.talk.beside_last import beside_named, than_figure, than_last
from nlp.talk.by_place import by_number
from nlp.talk.chosen import among_offered, chosen, dearest, none_meant, other_of_two
from nlp.talk.counterparts import added_instead, counterpart
from nlp.talk.earlier import (
    asked_earlier,
    asked_first,
    of_nothing_shown,
    of_refusal,
    rest_of,
    this_year,
)
from nlp.talk.going_back import gone_back
from nlp.talk.of_another import of_another
from nlp.talk.of_both import of_both, within_ranking
from nlp.talk.of_compared import of_compared, of_compared_before, of_two_shown
from nlp.talk.of_field import around_field
from nlp.talk.of_groups import (
    group_of_placed,
    of_groups,
    of_parent,
    same_group,
    sibling,
)
from nlp.talk.of_its_group import around_named
from nlp.talk.of_kinds import (
    all_of_a_kind,
    figure_of_first_group,
    level_up_of_last,
    of_first_group,
    other_kind,
    rows_of_first_group,
)
from nlp.talk.of_last import (
    all_but_last,
    content_of_last,
    field_of_last,
    other_one,
    share_of_last,
    still_last,
    untold_of_last,
)
from nlp.talk.of_outcome import outcome_of_last, outcome_of_set
from nlp.talk.other_topic import other_topic
from nlp.talk.shown_places import (
    FIRST_OR_LAST,
    more,
    next_number,
    nth,
    other_page,
    reordered,
    same_of_page,
    up_to,
)
from nlp.talk.spoken_of import (
    named_among_shown,
    of_department_before,
    office_spoken_of,
    without_spoken,
)
from nlp.talk.together import added, together, without, without_first
from nlp.talk.within import (
    GROUPED,
    first_of_last,
    narrowed,
    without_bounds,
    without_names,
)
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot


def follow_up(asked: Asked, memory: Memory) -> Intent:
    """The intent of a sentence in a conversation; without what was spoken of, where others are asked for."""
    asked = named_among_shown(office_spoken_of(asked, memory), memory)
    asked = of_department_before(asked, memory)
    return larger_first(asked, without_spoken(asked, _follow(asked, memory), memory))


def _follow(asked: Asked, memory: Memory) -> Intent:
    """The intent of a sentence in a conversation: first what is asked of several earlier answers, then what is asked
    of the last one, else what the sentence asks by itself.
    """
    named = names_something(asked) or asked.sentence.has(Slot.WHOLE)
    if named and _NEW_TOPIC.match(asked.sentence.text):
        return compose(asked)
    asked = of_same_money(by_number(around_field(asked, memory), memory), memory)
    asked = of_same_column(asked, memory)
    if _ASKS_PLACE.search(asked.sentence.text) and not asked.parts:
        memory = _with_card(memory, asked)
    if told := asked_after(asked, memory) or _offered(asked, memory):
        return told
    asked, memory = dearest(asked, memory), among_offered(asked, memory)
    last = asked_first(asked, memory) or of_refusal(memory) or memory.query
    if own := _of_several(asked, memory, last):
        return own
    runs_on = asked.sentence.has_any(_RUNS_ON) and not names_something(asked)
    if last and runs_on and is_single(last):
        last = memory.place_told or last  # 「その次は」 after what the first of a ranking does
    if last and (again := asked_again(asked, last)):
        return again
    refused = unsubtracted(asked) or unrelated(asked, last)
    if refused or not last or asked.sentence.has(Slot.HELP) or _leaves_out_others(asked, last):
        return refused or compose(asked)
    if memory.listed and is_single(last) and _of_places(asked):
        last = memory.listed
    place = memory.place_told if is_single(last) else None
    if last.attributes and not _OF_THOSE.search(asked.sentence.text):
        place = None  # 「新規？」 after a field of the first is asked of that one
    if place and _other_kind_than_shown(asked, last):
        last = place  # 「レベルアップは」 after the first of the new, and its card
    for way in _OF_LAST:
        if intent := way(asked, last):
            return intent
    return compose(asked)


def _leaves_out_others(asked: Asked, last: Query) -> bool:
    """Whether what is left out was none of what was shown: 「税務課以外の新規事業は」 after 防災課 stands alone."""
    away = [p for p in asked.parts if p.excluded]
    if not away or len(away) == len(asked.parts) or asked.sentence.has(Slot.REFER):
        return False
    select, whole = asked.lexicon.index.select, asked.lexicon.whole
    before = set(select(last.scope))
    return all(before.isdisjoint(select(whole.narrow(p.entity.scope))) for p in away)


_ASKS_PLACE = pattern("何番目|何位", among="何番目 何位")


def _with_card(memory: Memory, asked: Asked) -> Memory:
    """A conversation in which the project that came first was shown by itself: 「全体で何番目？」 is asked of it."""
    last = memory.query
    if last is None or not is_place(last):
        return memory
    return Memory((*memory.last, Query(Operation.DETAIL, reached(last, asked.lexicon))))


_OF_THOSE = pattern(
    "(?:では|だと|なら|に限(?:ると|れば)|の(?:中|うち)(?:では|だと|で))(?:どう)?[?。]*$"
)


def _other_kind_than_shown(asked: Asked, last: Query) -> bool:
    """Whether another kind is named, alone, than that of the project that was shown."""
    kinds = [p.entity.scope.kinds for p in asked.parts if p.entity.dimension is Dimension.KIND]
    alone = len(kinds) == len(asked.parts) == 1 and asked.asks_nothing
    return alone and all(p.kind not in (kinds[0] or ()) for p in shown(last, asked.lexicon))


def _offered(asked: Asked, memory: Memory) -> Intent | None:
    """The one of what was offered, or of two that were asked about, that is meant."""
    choices = memory.choices
    meant = (none_meant(asked, choices) or chosen(asked, choices)) if choices else None
    offers = sum(isinstance(i, Choices) for i in memory.last)
    if offers > 1 and isinstance(meant, Query) and meant.operation is Operation.COMPARE:
        return uncomputable(asked)  # 「差は」 after 福祉はいくら and 教育はいくら: of which of them
    return meant or other_of_two(asked, memory)


def _of_several(asked: Asked, memory: Memory, last: Query | None) -> Intent | None:
    """What is asked of several earlier answers, or of a name and what is around it, whatever was last."""
    if last and (
        other := than_last(asked, last)
        or than_figure(asked, last)
        or beside_first(asked, memory, last)
    ):
        return other
    if last and memory.listed and is_single(last) and _of_places(asked):
        last = memory.listed
    return (
        of_compared_before(asked, memory)
        or gone_back(asked, memory)
        or rest_of(asked, memory)
        or this_year(asked, memory)
        or _kind_of_which(asked, memory)
        or after_compared(asked, memory)
        or (_of_shown(asked, last) if last else None)
        or around_named(asked)
        or of_both(asked, memory)
        or together(asked, memory)
        or asked_earlier(asked, memory)
        or (of_nothing_shown(asked, memory) if not last else None)
    )


_NEW_TOPIC = pattern(
    "(?:あ、|それで、?|で、)?(?:ところで|話(?:は|が|を)?変(?:わ|え)|別件|(?:全然|まったく)別の話|別の話)(?!.*(?:その|それ|この|これ))",
)


def _of_places(asked: Asked) -> bool:
    """Whether a place is told after one of a list was shown: 「3番目の金額」「最後のやつは」."""
    named = names_something(asked) or asked.sentence.has(Slot.EXTREME)
    placed = asked.sentence.has_any(_PLACES) or FIRST_OR_LAST.match(asked.sentence.text)
    return bool(placed) and not named


_PLACES = frozenset({Slot.ORDINAL, Slot.PLACES})
_RUNS_ON = frozenset({Slot.ORDINAL, Slot.PLACES, Slot.MORE})


def _of_shown(asked: Asked, last: Query) -> Intent | None:
    """What is asked of the sides of a comparison, of all but what was shown, or of a name like the last one."""
    return (
        of_compared(asked, last)
        or of_two_shown(asked, last)
        or all_but_last(asked, last)
        or added_instead(asked, last)
    )


_BARE = pattern("(?:の(?:は)?|は)?[?。]*")
_ONLY = pattern("だけ|のみ|のほう|の方|に絞")


def _topic_of_last(asked: Asked, last: Query) -> Intent | None:
    """「教育関係だけ」 after a list: those of it that are about that."""
    topics = [p for p in asked.parts if p.topic and not p.excluded]
    if len(topics) != 1 or len(asked.parts) != 1 or not asked.asks_nothing or is_single(last):
        return None
    if not _NARROWING.search(asked.sentence.text) or last.operation is not Operation.LIST:
        return None
    about = topics[0].entity.scope.projects or frozenset()
    among = [p for p in asked.lexicon.index.take(last.scope) if p.id in about]
    if not among or last.scope.is_open:
        return None
    return Query(Operation.LIST, asked.lexicon.of_projects(among), last.measure)


_NARROWING = pattern("だけ|のみ|に絞")


_WHICH_KIND = pattern("(?:どちら|どっち|どれ)が[^、。が]{2,8}?(?:です|なの|なん)?か?[?。]*")


def _kind_of_which(asked: Asked, memory: Memory) -> Query | None:
    """「どちらが新規？」 after two projects: what each of them is."""
    kinds = [p for p in asked.parts if p.entity.dimension is Dimension.KIND]
    pair = memory.singles[-2:]
    last = memory.query
    which = Operation.COMPARE in asked.operations and len(kinds) == len(asked.parts) == 1
    if which and last and _WHICH_KIND.fullmatch(asked.sentence.text):
        if is_list(last):
            return Query(Operation.LIST, asked.scope().narrow(reached(last, asked.lexicon)))
        pair = memory.singles
    elif not which or len(pair) < 2:
        return None
    if not last or not is_single(last):
        return None
    projects = projects_of(pair, asked.lexicon)
    return Query(
        Operation.DETAIL, asked.lexicon.of_projects(projects), attributes=(Attribute.KIND,)
    )


def _among_last(asked: Asked, last: Query) -> Intent | None:
    """「消防のほうだけ」 after a list: of those whose names say so, the ones that were shown."""
    several = [r for r in asked.references if r.sure is Sure.SEVERAL]
    if len(several) != 1 or asked.parts or is_single(last):
        return None
    bare = asked.asks_nothing and _BARE.fullmatch(asked.sentence.text, several[0].mention.end)
    if not bare and not _ONLY.search(asked.sentence.text):
        return None
    before = shown(last, asked.lexicon)
    about = {p.id for p in several[0].projects}
    if not bare:
        about |= topic_of(several[0].mention.text, asked.lexicon) or frozenset()
    among = [p for p in before if p.id in about]
    if not among or last.operation not in GROUPED:
        return None
    return Query(Operation.LIST, asked.lexicon.of_projects(among), last.measure)


_INSIDE = pattern(
    "(?:じゃあ?|では|で)?、?(?:その)?(?:明細|(?:中に)?何が(?:入って|含まれて)(?:い)?る)(?:の|は|を|です|ん|か|見せて|教えて)*[?。]*"
)
_NAMES = pattern("名前|事業名|どれとどれ|どの事業|一覧|リスト|具体的に")


def _names_of_last(asked: Asked, last: Query) -> Intent | None:
    """「名前も教えて」 after a total: the projects underneath."""
    if last.operation in TOTALS and not last.by and _INSIDE.fullmatch(asked.sentence.text):
        return Query(Operation.LIST, last.scope, last.measure)
    if last.operation not in TOTALS or last.by or names_something(asked) or asked.attributes:
        return None
    if set(asked.operations) - {Operation.LIST} or not _NAMES.search(asked.sentence.text):
        return None
    return (
        Query(Operation.LIST, last.scope, last.measure)
        if not asked.sentence.has(Slot.WHOLE)
        else None
    )


_OF_LAST: tuple[Callable[[Asked, Query], Intent | None], ...] = (
    # what the list cannot tell of it, or prints of it
    figure_of_first_group,
    rows_of_first_group,
    within_ranking,
    same_of_page,
    outcome_of_last,
    outcome_of_set,
    untold_of_last,
    content_of_last,
    # a part of it, and without its conditions
    share_of_last,
    still_last,
    all_of_a_kind,
    without_bounds,
    _topic_of_last,
    group_of_placed,
    _names_of_last,
    # more and less of it
    added,
    without_first,
    without,
    # its groups, and those around it
    of_groups,
    of_parent,
    level_up_of_last,
    field_of_last,
    same_group,
    # places in it
    other_page,
    next_number,
    nth,
    up_to,
    reordered,
    more,
    of_first_group,
    first_of_last,
    # conditions that are added, or take the place of its own
    narrowed,
    other_kind,
    beside_named,
    without_names,
    # something else in its place
    sibling,
    counterpart,
    other_topic,
    of_another,
    other_one,
    _among_last,
)
"""The ways to ask of the last answer, in the order in which they are tried: the first that reads a sentence has it, so
the narrower stand before the wider of their kind.
"""
