"""Who is speaking and of what: a language, the index and the edition an answer is about.

Shared by the layouts; here live the sentences that every kind of answer has (stage, source, warning).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import import_module
from typing import TypeVar
from weakref import WeakKeyDictionary

from bot.locales.amounts import numbers
from bot.locales.base import Locale
from bot.message import Language
from data.index import Index
from data.model import Edition, EditionId, Project, Stage, Yen
from data.query import Measure

T = TypeVar("T")

REMEMBERED = 20_000
"""Small things that a voice remembers."""

ROWS = 60
"""Rows of one message: each may hold an entity, and Telegram takes 100 entities a message."""

ROOM = 3_400
"""Characters that rows may fill, leaving room for what stands above and below them."""

LATER_REQUEST = {Measure.REQUESTED, Measure.REQUESTED_LEVELUP, Measure.NEW_MONEY}
"""Measures that are requests, whatever stage the list has reached."""


@dataclass(frozen=True, eq=False)
class Voice:
    """A language speaking of one edition; `understood` (plain text) replaces how a query reads."""

    locale: Locale
    index: Index
    edition: Edition
    understood: str | None = None

    @cached_property
    def measures(self) -> dict[Measure, str]:
        """What each money is called here, in the edition's own word for level-up."""
        word = self.locale.name(self.edition.level_up_word)
        return {m: t.format(level_up=word) for m, t in self.locale.words.measures.items()}

    @cached_property
    def quotable(self) -> list[str]:
        """What the edition says of itself, where it holds digits."""
        edition, locale = self.edition, self.locale
        texts = (edition.title, edition.municipality, edition.level_up_word)
        ways = {way for t in texts for way in (locale.published(t), locale.name(t))}
        return [way for way in ways if any(map(str.isdecimal, way))]

    @cached_property
    def labels(self) -> tuple[tuple[Measure, str, int], ...]:
        """What each money is called, and how long that is."""
        return tuple((m, t, len(t)) for m, t in self.measures.items() if m is not Measure.COUNT)

    @cached_property
    def _memo(self) -> dict[Hashable, object]:
        return {}

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for a key before, as nothing here ever changes; forgotten when it grows large."""
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) >= REMEMBERED:
                self._memo.clear()
            found = self._memo[key] = make()
        return found  # type: ignore[return-value]

    def measure(self, measure: Measure) -> str:
        """What money it is."""
        return self.measures[measure]

    def amount(self, yen: Yen) -> str:
        """Yen as people read them."""
        return self.locale.amount(yen)

    def printed(self, yen: Yen) -> str:
        """Yen as the list prints them."""
        return self.locale.printed_amount(yen, self.edition.unit)

    def page(self, project: Project) -> str:
        """The page in brackets, nothing where the list has no pages."""
        return self.locale.say.page.format(page=project.page) if project.page else ""

    def stage(self, measure: Measure | None) -> Iterable[str]:
        """How far the money has come; nothing where no money is said."""
        say = self.locale.say
        if measure is None or measure is Measure.COUNT:
            return
        if self.edition.id.stage is Stage.REQUESTED:
            yield say.stage_requested
        elif measure in LATER_REQUEST:
            yield say.request_at_later_stage
        elif self.edition.id.stage is Stage.DRAFT:
            yield say.stage_draft
        else:
            yield say.stage_approved

    def source(self, projects: Iterable[Project] = (), page: str = "") -> Iterable[str]:
        """Which list it stands in, and the doubts of its reader."""
        nos = [p.no for p in projects if p.edition == self.edition.id]
        yield self.listed(self.locale.say.source, nos=numbers(nos) if nos else "", page=page)
        if self.edition.warnings:
            yield self.locale.say.warned

    def listed(self, template: str, **more: str) -> str:
        """A sentence with the ward, year and stage of the list."""
        locale, edition = self.locale, self.edition
        return template.format(
            ward=locale.name(edition.municipality),
            year=locale.year(edition.id.fiscal_year),
            stage=locale.words.stages[edition.id.stage],
            **more,
        ).strip()

    def fitted(self, rows: list[str], of: int | None = None, room: int = ROOM) -> list[str]:
        """As many rows as one message takes, and how many of all (`of`) were left out."""
        kept = 0
        for row in rows[:ROWS]:
            room -= len(row) + 1
            if room < 0:
                break
            kept += 1
        left = (of or len(rows)) - kept
        return rows if not left else [*rows[:kept], self.locale.say.more.format(n=left)]


@cache
def locale_of(language: Language) -> Locale:
    """The tables of a language; a language is loaded when it is first spoken."""
    locale: Locale = import_module(f"bot.locales.{language}").LOCALE
    return locale


_VOICES: WeakKeyDictionary[Index, dict[tuple[Language, EditionId], Voice]] = WeakKeyDictionary()


def voice_of(
    index: Index, language: Language, edition: Edition, understood: str | None = None
) -> Voice:
    """The voice of a language for an edition; made once for an index, as its words never change."""
    voices = _VOICES.setdefault(index, {})
    key = language, edition.id
    if key not in voices:
        voices[key] = Voice(locale_of(language), index, edition)
    return replace(voices[key], understood=understood) if understood else voices[key]
