"""What a question is understood against: the last intents of the same conversation."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from data.answer import answer
from data.answers import Breakdown, Comparison, Details, Listing, Ranking
from data.groups import group_places
from data.index import KEYS
from data.model import Project
from data.query import Choices, Help, Intent, NotFound, Operation, Query, Scope
from nlp.asking.asked import TOTALS
from nlp.names.lexicon import Lexicon


class Memory(Struct, frozen=True):
    """The last intents of a conversation, newest last; nothing that was said.

    Of projects that were asked about one after the other a few are kept, so that they can be added up
    or compared (「2つ足すと？」).
    """

    last: tuple[Intent, ...] = ()

    @property
    def singles(self) -> list[Query]:
        """The projects asked about one after the other up to now, each once, newest last."""
        found: dict[Scope, Query] = {}
        for intent in reversed(self.last):
            if not isinstance(intent, Query) or not is_single(intent):
                break
            found.setdefault(intent.scope, intent)
        return list(reversed(found.values()))

    @property
    def totals(self) -> list[Query]:
        """The totals asked for one after the other up to now, each once, newest last."""
        found: dict[Scope, Query] = {}
        for intent in reversed(self.last):
            if not isinstance(intent, Query) or not is_total(intent):
                break
            found.setdefault(intent.scope, intent)
        return list(reversed(found.values()))

    @property
    def sets(self) -> list[Query]:
        """The groups whose list or total was asked for one after the other up to now, each once, newest last."""
        found: dict[Scope, Query] = {}
        for intent in reversed(self.last):
            if not isinstance(intent, Query) or not is_set(intent):
                break
            found.setdefault(intent.scope, intent)
        return list(reversed(found.values()))

    @property
    def shares(self) -> list[Query]:
        """The shares asked for one after the other up to now, each once, newest last."""
        found: dict[Scope, Query] = {}
        for intent in reversed(self.last):
            if not isinstance(intent, Query) or intent.operation is not Operation.SHARE:
                break
            found.setdefault(intent.scope, intent)
        return list(reversed(found.values()))

    @property
    def ranked(self) -> list[Query]:
        """The first ones, last ones and others at one place that were asked for up to now, newest last."""
        found: list[Query] = []
        for intent in reversed(self.last):
            if not isinstance(intent, Query) or not is_place(intent):
                break
            if intent not in found:
                found.append(intent)
        return found[::-1]

    @property
    def place(self) -> Query | None:
        """The place of a ranking that was told last, or of which the answers since told fields of one project."""
        told: set[Scope] = set()
        for intent in reversed(self.last):
            if not isinstance(intent, Query) or not (is_place(intent) or is_single(intent)):
                return None
            if is_place(intent):
                return intent if len(told) < 2 else None
            told.add(intent.scope)
        return None

    @property
    def place_told(self) -> Query | None:
        """The place of a ranking of which the newest answers told fields."""
        last = self.query
        return self.place if last and is_single(last) else None

    @property
    def listed(self) -> Query | None:
        """The newest list, in whatever order, of which places were asked about."""
        lists = (i for i in reversed(self.last) if isinstance(i, Query) and is_list(i))
        return next(lists, None)

    @property
    def offered(self) -> Query | Choices | None:
        """The list or the choices of which the newest projects were asked about."""
        for intent in reversed(self.last):
            if isinstance(intent, Choices) or (isinstance(intent, Query) and not is_single(intent)):
                return intent
        return None

    @property
    def query(self) -> Query | None:
        """The last query, if the conversation was answered by one."""
        return next((i for i in reversed(self.last) if isinstance(i, Query)), None)

    @property
    def choices(self) -> Choices | None:
        """The choices that were offered last and not taken yet."""
        newest = self.last[-1] if self.last else None
        return newest if isinstance(newest, Choices) else None


def kept(before: tuple[Intent, ...], now: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """What a conversation remembers after an answer: a greeting or a refusal forgets nothing, but
    what was asked after something that is not in the list is not asked of what came before.
    """
    if not before:
        return now
    if all(isinstance(i, Help) for i in now):
        return before  # 「ありがとう」
    if isinstance(before[-1], Choices) and all(isinstance(i, Choices) for i in now):
        return (before[-1], *now)
    if any(isinstance(i, Query | Choices | NotFound) for i in now):
        if all(isinstance(i, Query) and is_single(i) for i in now):
            return (*_offered(before), *_run(before), *now)
        if all(isinstance(i, Query) and is_place(i) for i in now):
            return (*_offered(before), *Memory(before).ranked[-REMEMBERED:], *now)
        if all(isinstance(i, Query) and i.operation is Operation.SHARE for i in now):
            return (*Memory(before).shares[-REMEMBERED:], *now)
        if not all(isinstance(i, Query) and is_set(i) for i in now):
            return now
        run = Memory(before).sets[-REMEMBERED:]
        total = all(isinstance(i, Query) and is_total(i) for i in now)
        offered = [i for i in _offered(before) if i not in run] if total else ()
        return (*offered, *run, *now)
    remembered = [i for i in before if isinstance(i, Query | Choices)][-1:]
    return (*now, *remembered) if remembered else now


REMEMBERED = 4
"""Projects asked about one after the other that are kept beside the newest."""


def _offered(before: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """The list, the comparison or the choices of which one project after the other is asked about."""
    memory = Memory(before)
    offered = memory.offered
    if isinstance(offered, Choices) or (offered and offered.operation is Operation.COMPARE):
        return (offered,)
    place = (memory.place,) if memory.place else ()
    return (memory.listed, *place) if memory.listed else place


def _run(before: tuple[Intent, ...]) -> tuple[Intent, ...]:
    run = Memory(before).singles
    return tuple(run[-REMEMBERED:])


def reached(query: Query, lexicon: Lexicon) -> Scope:
    """What the last answer was about: of a ranking, those at the places that were shown."""
    if query.operation in (Operation.MAX, Operation.MIN):
        return lexicon.of_projects(shown(query, lexicon))
    return query.scope


def shown(query: Query, lexicon: Lexicon) -> list[Project]:
    """The projects the last answer showed, in its order, so that 2番目 means what the reader sees."""
    match answer(query, lexicon.index):
        case Details(projects=projects) | Listing(projects=projects):
            return list(projects)
        case Ranking(places=places):
            return [place.project for place in places]
        case Breakdown() as groups if query.operation in (Operation.MAX, Operation.MIN):
            keys = {group.key for _, _, group in group_places(groups)}
            key = KEYS[query.by] if query.by else None
            return [p for p in groups.projects if key and key(p) in keys]
        case Comparison() as comparison:
            return list(comparison.projects)
        case other:
            return list(getattr(other, "projects", ()))


def projects_of(queries: Iterable[Query], lexicon: Lexicon) -> list[Project]:
    """The projects of some queries, one query after the other."""
    return [p for q in queries for p in lexicon.index.take(q.scope)]


def is_total(query: Query) -> bool:
    """Whether the last query was a sum, a count or a middle of some projects as one."""
    return query.operation in TOTALS and not query.by


def is_set(query: Query) -> bool:
    """Whether the last query was a list or a total of some group."""
    return is_total(query) or (query.operation is Operation.LIST and not query.scope.is_open)


def is_place(query: Query) -> bool:
    """Whether the last query was about one place of a ranking of projects."""
    return _ranks_projects(query) and query.limit == 1


def is_list(query: Query) -> bool:
    """Whether the last query was a list of projects, or a ranking of more than one."""
    ranked = _ranks_projects(query) and query.limit != 1
    return query.operation is Operation.LIST or ranked


def _ranks_projects(query: Query) -> bool:
    return query.operation in (Operation.MAX, Operation.MIN) and query.by is None


def is_single(query: Query) -> bool:
    """Whether the last query was about one named project."""
    return query.operation is Operation.DETAIL and len(query.scope.projects or ()) == 1
