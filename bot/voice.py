"""Who is speaking and of what: a language, the index and the edition an answer is about.

Shared by the layouts; here live the sentences that every kind of answer has (stage, source, warning).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache, cached_property, partial
from importlib import import_module
from typing import TypeVar
from weakref import WeakKeyDictionary

from msgspec import Struct

from bot.locales.amounts import numbers
from bot.locales.base import Locale
from bot.message import Language
from data.index import Index
from data.model import Edition, EditionId, Project, Stage, Yen
from data.query import SHARES, Measure

T = TypeVar("T")

REMEMBERED = 20_000
"""Small things that a voice remembers."""

NONE = len("No.")
LONGEST = 600
"""Characters of the numbers of an answer's projects; longer ones are left out."""

ROWS = 60
"""Rows of one message: each may hold an entity, and Telegram takes 100 entities a message."""

ROOM = 3_400
"""Characters that rows may fill, leaving room for what stands above and below them."""

LEVEL_UP = {Measure.REQUESTED_LEVELUP, Measure.BUDGET_LEVELUP}
"""Money that is no growth over the year before, however it is called."""

LATER_REQUEST = {
    Measure.REQUESTED,
    Measure.REQUESTED_LEVELUP,
    Measure.NEW_MONEY,
    Measure.ONGOING,
}
"""Measures that are requests, whatever stage the list has reached."""


class Voice(Struct, frozen=True, eq=False, dict=True):
    """A language speaking of one edition; `understood` (plain text) replaces how a query reads.

    `spans` are the editions of an answer that holds projects of several; each is then named where it stands.
    """

    locale: Locale
    index: Index
    edition: Edition
    understood: str | None = None
    spans: tuple[Edition, ...] = ()

    @cached_property
    def measures(self) -> dict[Measure, str]:
        """What each money is called here, in the edition's own word for level-up."""
        word, words = self.locale.name(self.edition.level_up_word), self.locale.words
        named = {m: t.format(level_up=word) for m, t in words.measures.items()}
        if self.edition.has_budget:
            named[Measure.REQUESTED_LEVELUP] = words.level_up_of_request.format(level_up=word)
        return named

    @cached_property
    def quotable(self) -> list[str]:
        """What the edition says of itself, where it holds digits."""
        edition, locale = self.edition, self.locale
        texts = (edition.title, edition.municipality, edition.level_up_word)
        ways = {way for t in texts for way in (locale.published(t), locale.name(t))}
        return [way for way in ways if any(map(str.isdecimal, way))]

    @cached_property
    def labels(self) -> dict[str, Measure]:
        """The money that each label names, the longest label first."""
        named = {t: m for m, t in self.measures.items() if m is not Measure.COUNT}
        return dict(sorted(named.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def any_label(self) -> re.Pattern[str]:
        """Whatever names money."""
        return re.compile("|".join(map(re.escape, self.labels)))

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

    def printed(self, yen: Yen, project: Project | None = None) -> str:
        """Yen as the list prints them."""
        edition = self.index.by_id.get(project.edition) if project and self.spans else None
        return self.locale.printed_amount(yen, (edition or self.edition).unit)

    def subject(self, project: Project) -> str:
        """A project's name, with its edition where several are spoken of."""
        name = self.locale.subject(project)
        edition = self.index.by_id.get(project.edition) if self.spans else None
        return self.tagged(name, edition) if edition else name

    def tagged(self, name: str, edition: Edition) -> str:
        """A name with the edition it stands in."""
        return self.locale.say.tagged.format(name=name, edition=self.edition_name(edition))

    def edition_name(self, edition: Edition) -> str:
        """An edition's year and stage; its ward too where lists of several wards are kept."""
        say = self.locale.say
        wards = {e.id.municipality for e in self.index.editions}
        template = say.edition if len(wards) == 1 else say.edition_of_ward
        return self.listed(template, edition)

    def page(self, project: Project) -> str:
        """The page in brackets, nothing where the list has no pages."""
        return self.locale.say.page.format(page=project.page) if project.page else ""

    def stage(self, measure: Measure | None) -> Iterable[str]:
        """How far the money has come; nothing where no money is said."""
        if measure is None or measure is Measure.COUNT:
            return ()
        measure = SHARES.get(measure, measure)
        return self.remembered(("stage", measure), partial(self._stages, measure))

    def _stages(self, measure: Measure) -> Iterable[str]:
        editions = self.spans or (self.edition,)
        notes = dict.fromkeys(self._stage(edition, measure) for edition in editions)
        if measure in LEVEL_UP:
            notes[self.listed_word(self.locale.say.level_up_note)] = None
        return notes

    def listed_word(self, template: str) -> str:
        """A sentence with what the list calls its level-up part."""
        return template.format(level_up=self.locale.published(self.edition.level_up_word))

    def _stage(self, edition: Edition, measure: Measure) -> str:
        say = self.locale.say
        if edition.id.stage is Stage.REQUESTED:
            return say.stage_requested
        if measure in LATER_REQUEST:
            return say.request_at_later_stage
        return say.stage_draft if edition.id.stage is Stage.DRAFT else say.stage_approved

    def source(self, projects: Sequence[Project] = (), page: str = "") -> Iterable[str]:
        """Which lists it stands in, and the doubts of their reader."""
        if projects or page:
            return self._sources(projects, page)
        return self.remembered("source", lambda: tuple(self._sources((), "")))

    def _sources(self, cited: Sequence[Project], page: str) -> Iterable[str]:
        for edition in self.spans or (self.edition,):
            nos = numbers(p.no for p in cited if p.edition == edition.id) if cited else ""
            shown = nos if NONE < len(nos) <= LONGEST else ""
            yield self.listed(self.locale.say.source, edition, nos=shown, page=page)
        if any(edition.warnings for edition in self.spans or (self.edition,)):
            yield self.locale.say.warned

    def listed(self, template: str, edition: Edition | None = None, **more: str) -> str:
        """A sentence with the ward, year and stage of the list."""
        locale, about = self.locale, edition or self.edition
        return template.format(
            ward=locale.name(about.municipality),
            year=locale.year(about.id.fiscal_year),
            stage=locale.words.stages[about.id.stage],
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


def voice_of(index: Index, language: Language, edition: Edition) -> Voice:
    """The voice of a language for an edition; made once for an index, as its words never change."""
    voices = _VOICES.get(index)
    if voices is None:
        voices = _VOICES[index] = {}
    key = language, edition.id
    voice = voices.get(key)
    if voice is None:
        voice = voices[key] = Voice(locale_of(language), index, edition)
    return voice
