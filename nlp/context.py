"""What a question is understood against: the last intents of the same conversation."""

from __future__ import annotations

from msgspec import Struct

from data.model import Project
from data.query import Choices, Intent, NotFound, Operation, Query
from nlp.lexicon import Lexicon


class Memory(Struct, frozen=True):
    """The last intents of a conversation, newest last; nothing that was said."""

    last: tuple[Intent, ...] = ()

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
    if any(isinstance(i, Query | Choices | NotFound) for i in now):
        return now
    remembered = [i for i in before if isinstance(i, Query | Choices)][-1:]
    return (*now, *remembered) if remembered else now


def shown(query: Query, lexicon: Lexicon) -> list[Project]:
    """The projects the last answer showed, in its order, so that 2番目 means what the reader sees."""
    from data.answer import Comparison, Details, Listing, Ranking, answer  # noqa: PLC0415 - cheap, and rare

    match answer(query, lexicon.index):
        case Details(projects=projects) | Listing(projects=projects):
            return list(projects)
        case Ranking(places=places):
            return [place.project for place in places]
        case Comparison() as comparison:
            return list(comparison.projects)
        case other:
            return list(getattr(other, "projects", ()))


def is_single(query: Query) -> bool:
    """Whether the last query was about one named project."""
    return query.operation is Operation.DETAIL and len(query.scope.projects or ()) == 1
