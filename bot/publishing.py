"""Publishing: a checked list becomes an edition, and every subscribed chat is owed its digest, or nothing.

One transaction keeps the list, records who published what and what it changed, and fills the outbox; it
is all done or nothing is, whatever happens meanwhile. Taking back undoes it: what was not sent is not, and
what was is corrected by editing. How things are worded and what conditions mean is passed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select, text

from bot import outbox, subscriptions
from bot.chats import QuietHours
from bot.letters import Letter, Owed
from bot.message import Language
from bot.pacing import after_quiet
from bot.subscriptions import Subscription, Understand
from data import store
from data.database import Database
from data.diff import Changes, diff
from data.index import Index
from data.model import Edition, EditionId, ProjectId
from data.schema import chats
from data.shipped import shipped
from data.store import Origin, Publication

_LOCK = 0x796F7A
"""Publications are compared with each other, so they happen one at a time."""


class Herald(Protocol):
    """How announcements are worded."""

    def digest(self, changes: Changes, language: Language) -> Letter:
        """What a chat is told of the changes that fit its conditions."""
        ...

    def correction(self, publication: Publication, language: Language) -> Letter:
        """What stands in place of a digest whose publication was taken back."""
        ...


class Published(Struct, frozen=True):
    """A publication, what it changed, and how many chats are owed a digest."""

    publication: Publication
    changes: Changes
    chats: int


class Plan(Struct, frozen=True):
    """What publishing an edition would do; `known` if it stands already as it is."""

    changes: Changes
    base: Publication | None
    known: bool
    letters: tuple[Owed, ...]

    @property
    def chats(self) -> int:
        """How many chats would be told."""
        return len({owed.chat for owed in self.letters})


class Press(Struct, frozen=True):
    """Publishes into a database. Calls block: from a coroutine, use `asyncio.to_thread`."""

    database: Database
    herald: Herald
    understand: Understand

    def plan(self, edition: Edition, sha256: str, now: float) -> Plan:
        """What publishing would do, done to nothing."""
        with self.database.read() as connection:
            return self._plan(connection, edition, sha256, now)

    def publish(self, edition: Edition, origin: Origin) -> Published | None:
        """Publish an edition; None if it stands already as it is."""
        with self.database.write() as connection:
            if self.database.shared:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            plan = self._plan(connection, edition, origin.sha256, origin.at)
            if plan.known:
                return None
            base = plan.base.id if plan.base else None
            kept = store.add(connection, edition, origin, base, plan.changes.counts)
            outbox.owe(connection, kept.id, plan.letters, origin.at)
            self.database.notify(connection)
        return Published(kept, plan.changes, plan.chats)

    def take_back(self, publication: int, by: str, now: float) -> tuple[int, int] | None:
        """Undo a publication: how many digests are not sent, and how many corrected; None if it is gone."""
        with self.database.write() as connection:
            found = next((p for p in store.history(connection) if p.id == publication), None)
            if found is None or not store.retract(connection, publication, by, now):
                return None
            told = outbox.told(connection, publication)
            known = _manners(connection)
            letters = {
                chat: self.herald.correction(found, known.get(chat, _NO_MANNERS).language)
                for chat in told
            }
            done = outbox.cancel(connection, publication, letters, now)
            self.database.notify(connection)
        return done

    def _plan(self, connection: Connection, edition: Edition, sha256: str, now: float) -> Plan:
        standing = store.current(connection, edition.id)
        before, base = _before(connection, edition.id, standing)
        same = standing is not None and (standing.origin.sha256 == sha256 or before == edition)
        changes = diff(before, edition)
        letters = () if same else tuple(self._letters(connection, changes, now))
        return Plan(changes, base, same, letters)

    def _letters(self, connection: Connection, changes: Changes, now: float) -> list[Owed]:
        subscribed = subscriptions.by_chat(connection)
        known = _manners(connection)
        fits = self._fits({s.condition for each in subscribed.values() for s in each}, changes)
        worded: dict[tuple[frozenset[ProjectId], Language], Letter | None] = {}
        letters = []
        for chat, wanted in subscribed.items():
            manners = known.get(chat, _NO_MANNERS)
            if manners.municipality not in {None, changes.after.id.municipality}:
                continue
            ids = frozenset[ProjectId]().union(*(fits[s.condition] for s in wanted))
            if (ids, manners.language) not in worded:
                worded[ids, manners.language] = self._digest(changes, ids, manners.language)
            letter = worded[ids, manners.language]
            if letter is not None:
                due = after_quiet(manners.quiet, now)
                letters.append(Owed(chat, letter, due, _topic(wanted, fits, ids)))
        return letters

    def _fits(self, conditions: set[str], changes: Changes) -> dict[str, frozenset[ProjectId]]:
        """The projects that fit each condition, those no longer in the list by the list before."""
        sides = [changes.after] + ([changes.before] if changes.before else [])
        found = [subscriptions.fitting(conditions, Index.of([s]), self.understand) for s in sides]
        return {c: frozenset().union(*(side[c] for side in found)) for c in conditions}

    def _digest(
        self, changes: Changes, ids: frozenset[ProjectId], language: Language
    ) -> Letter | None:
        mine = narrowed(changes, ids)
        return self.herald.digest(mine, language) if worth_telling(mine) else None


def narrowed(changes: Changes, ids: frozenset[ProjectId]) -> Changes:
    """The changes among some projects."""
    return replace(
        changes,
        new=tuple(p for p in changes.new if p.id in ids),
        withdrawn=tuple(p for p in changes.withdrawn if p.id in ids),
        pairs=tuple(p for p in changes.pairs if p.after.id in ids or p.before.id in ids),
    )


def worth_telling(changes: Changes) -> bool:
    """Whether anything is new, gone, of other money, or at another stage."""
    moved = changes.advanced and changes.pairs
    return bool(changes.new or changes.withdrawn or changes.repriced or moved)


def _before(
    connection: Connection, edition: EditionId, standing: Publication | None
) -> tuple[Edition | None, Publication | None]:
    """What to compare with: what stood for this edition, else the newest older one of the ward."""
    if standing is not None:
        return store.edition(connection, standing.id), standing
    kept = {e.id: e for e in (shipped(), *store.editions(connection))}
    older = [e for e in kept if e.municipality == edition.municipality and e < edition]
    if not older:
        return None, None
    newest = max(older)
    return kept[newest], store.current(connection, newest)


class _Manners(Struct, frozen=True):
    language: Language = "ja"
    quiet: QuietHours | None = None
    municipality: str | None = None


_NO_MANNERS = _Manners()


def _manners(connection: Connection) -> Mapping[int, _Manners]:
    """How each chat wants to be spoken to."""
    columns = (chats.c.language, chats.c.quiet_from, chats.c.quiet_to, chats.c.municipality)
    return {
        chat: _Manners(language or "ja", None if begin is None else QuietHours(begin, end), ward)
        for chat, language, begin, end, ward in connection.execute(select(chats.c.id, *columns))
    }


def _topic(
    wanted: tuple[Subscription, ...],
    fits: Mapping[str, frozenset[ProjectId]],
    ids: frozenset[ProjectId],
) -> int:
    """The topic of the first condition that something fits; one digest a chat goes to one topic."""
    return next((s.topic for s in wanted if fits[s.condition] & ids), wanted[0].topic)
