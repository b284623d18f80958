"""The guard at the door: every number in a text is read back and must be a field of the record that its
line cites, or a value computed anew from the records. Whatever number it does not understand it refuses.

`doubt` gives the first reason not to send a text, in a word for the log and never with anything the user
said; None lets it pass. The reading here is its own: it shares nothing with how texts are written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import ClassVar

from msgspec import Struct

from bot.card import cut
from bot.describe import key_name
from bot.evidence import MONEY, PARTS, Evidence, evidence_for
from bot.figures import (
    DIGITS,
    INT,
    KANJI,
    ROW_BEGINS,
    TOKEN,
    WHOLE_ROW,
    expanded,
    is_bare,
    is_bound,
    near,
    read_yen,
    single,
    spells_amount,
)
from bot.verdicts import wrong_verdict
from bot.voice import Voice
from data.answers import Absent, Answer, Details, Guidance, Offer, Refusal
from data.model import EditionId, Project
from data.query import Measure, Operation, Query, Scope
from nlp.words.patterns import pattern

TAG = pattern(r"</?[a-z]+>")
PRE = pattern(r"(?s)<pre>(.*?)</pre>")
RANK = pattern(r"^(?:・|\d+位 |#\d+ )")


def doubt(text: str, answer: Answer, voice: Voice) -> str | None:
    """Why a text must not be sent, or None."""
    if wrong_verdict(text, answer, voice):
        return "verdict"
    if not DIGITS.search(text) and not spells_amount(text):
        return None
    found = evidence_for(answer, voice.index)
    return Reader(found, voice, answer).read(text)


class Place(Struct, frozen=True):
    """What a line is about: a record, a group of a breakdown, a side of a comparison, or the whole."""

    record: Project | None = None
    group: tuple[int, int, int] | None = None
    name: str = ""
    side: int | None = None


MINUS = ("△", "-", "△¥", "-¥")
"""What stands before an amount below zero."""

NOWHERE = Place()
"""What a line is about that cites nothing."""


class Reader:
    """Reads one text against its evidence."""

    def __init__(self, found: Evidence, voice: Voice, answer: Answer | None = None) -> None:
        self.found, self.voice = found, voice
        self.answer = answer
        self.computed = not isinstance(answer, (Offer, Absent, Refusal, Guidance))
        ours = found.records
        if len(voice.index.editions) > 1 and not voice.spans:
            ours = [p for p in ours if p.edition == voice.edition.id] or ours
        self.records: dict[Hashable, Project] = (
            {(p.edition, p.no): p for p in ours} if voice.spans else {p.no: p for p in ours}
        )
        self.names = {e.id: voice.edition_name(e) for e in voice.spans}
        self.only = (
            found.records[0] if isinstance(answer, Details) and len(self.records) == 1 else None
        )
        self.groups = self._group_names() if found.groups else {}
        self.heads = tuple([name + voice.locale.words.colon for name in self.groups])
        self.options = self.bullets = 0
        self.spelled = True
        asked = [*self._asked()] if found.texts else []
        if self.groups:
            asked += filter(DIGITS.search, self.groups)
        self.texts = _told(voice)
        if asked:
            self.texts = _longest_first([*self.texts, *(t for t in asked if not is_bare(t))])

    def _asked(self) -> Iterable[str]:
        """What may be quoted from the question or the records it names, where it holds digits."""
        for text in filter(DIGITS.search, self.found.texts):
            yield from (self.voice.locale.published(text), self.voice.locale.name(text))

    def _group_names(self) -> dict[str, Hashable]:
        voice, keys = self.voice, self.found.groups
        names: dict[str, Hashable] = {key_name(k, voice): k for k in keys}
        short = [key_name(k, voice, within=True) for k in keys]
        names.update({n: k for n, k in zip(short, keys, strict=True) if short.count(n) == 1})
        return names

    def read(self, text: str) -> str | None:
        """The first thing in a text that is not so."""
        if self.only and "<pre>" in text:
            if not all(self._printed(row, self.only) for row in PRE.findall(text)):
                return "printed row"
            text = PRE.sub("", text)
        text = TAG.sub("", text)
        self.spelled = spells_amount(text)
        if self.only:
            return self._line(text, Place(record=self.only))
        place = Place()
        rows = not (self.groups or self.found.sides or self.names or self.found.pairs)
        for line in text.split("\n"):
            row = WHOLE_ROW.fullmatch(line) if rows and line[:1] in ROW_BEGINS else None
            if row and self._is_so(row):
                continue
            place = self._place(line, place)
            if place.record and line.startswith(f"{place.record.no}｜"):  # a row as printed
                if not self._printed(line, place.record):
                    return "printed row"
            elif wrong := self._line(line, place):
                return wrong
        return None

    def _is_so(self, row: re.Match[str]) -> bool:
        """Whether all that a row says is so; what is not is read again, number by number."""
        rank, no, name, yen, printed, page = row.groups()
        record = self.records.get(int(no))
        if not record or not self.computed or self.found.money is Measure.COUNT:
            return False
        amount = MONEY[self.found.money](record)
        return (
            read_yen(yen) == amount
            and (printed is None or read_yen(printed) == amount)
            and int(page) == record.page
            and name == self.voice.locale.subject(record)
            and (rank is None or int(rank) == self._rank_of(record))
        )

    def _place(self, line: str, before: Place) -> Place:
        """What a line is about; the lines under a project in detail go on being about it."""
        if self.groups:
            name = self._group(line)
            return Place(group=self.found.groups.get(self.groups.get(name, self)), name=name)
        cited = single(line)
        if cited is not None:
            return Place(record=self.records.get(self._key(line, cited)))
        if self.found.sides and line.startswith("・") and self.bullets < len(self.found.sides):
            self.bullets += 1
            return Place(side=self.found.sides[self.bullets - 1])
        return before if isinstance(self.answer, Details) and line else NOWHERE

    def _edition(self, line: str) -> EditionId:
        """The edition that a line names; the one spoken of where it names none."""
        named = (edition for edition, name in self.names.items() if name in line)
        return next(named, self.voice.edition.id)

    def _key(self, line: str, no: int) -> Hashable:
        """What a number in a line stands for: a project of the one edition, or of the one it names."""
        return (self._edition(line), no) if self.names else no

    def _group(self, line: str) -> str:
        """The name of the group that a row is about, or nothing."""
        colon, body = self.voice.locale.words.colon, RANK.sub("", line)
        head = body.rpartition(colon)[0]
        if head in self.groups:
            return head
        names = self.groups if body.startswith(self.heads) else ()
        return max((n for n in names if body.startswith(n + colon)), key=len, default="")

    def _line(self, line: str, place: Place) -> str | None:
        if self.spelled and not all(self._quoted(w, place.record) for w in KANJI.findall(line)):
            return "kanji"
        if not DIGITS.search(line):
            return None
        line, checks = self._masked(line, place), self._CHECKS
        for token in TOKEN.finditer(line):
            kind = token.lastgroup or "other"  # a digit matches at least as itself
            if not checks[kind](self, token, line, place):
                return kind.removesuffix("_after")
        return None

    def _quoted(self, words: str, record: Project | None) -> bool:
        """Whether words stand in a record, in the question, or in a name of a group."""
        said: list[str | None] = [self.voice.edition.title, *self.found.texts, *self.groups]
        if record:
            said += [record.name, record.description, record.department, record.section]
            said += [record.pillar, record.policy, record.kind, record.account]
        return any(words in text for text in said if text)

    def _masked(self, line: str, place: Place) -> str:
        """The line without what is quoted from the list or from the question."""
        if place.name and not is_bare(place.name):
            line = line.replace(place.name, "・", 1)
        for text in self._quotes(place.record) if place.record else self.texts:
            line = line.replace(text, "・")
        return line

    def _quotes(self, record: Project) -> list[str]:
        """What may be quoted in a line about a record, the longest first."""
        if self.texts is _told(self.voice):  # nothing of the question
            return self.voice.remembered(("quotes", record.id), lambda: self._all_quotes(record))
        return self._all_quotes(record)

    def _all_quotes(self, record: Project) -> list[str]:
        return _longest_first({*self.texts, *quotable(record, self.voice)})

    def _printed(self, row: str, record: Project) -> bool:
        for text in _longest_first(quotable(record, self.voice)):
            row = row.replace(text, "・")
        unit = self.voice.index.by_id.get(record.edition, self.voice.edition).unit
        cells = [record.requested, record.budgeted]
        amounts = [yen for cell in cells for yen in (cell.total, cell.level_up) if yen is not None]
        said = [int(n.replace(",", "").replace("△", "-")) for n in re.findall(r"△?\d[\d,]*", row)]
        return said == [record.no, *(y // unit if y % unit == 0 else y for y in amounts)]

    def _nos(self, token: re.Match[str], line: str, place: Place) -> bool:
        del place
        if self.groups:
            return False
        if token[0].isdecimal():
            return self._key(line, int(token[0])) in self.records
        said = set(expanded(token[0]))
        if not self.names:
            return said == self.records.keys()
        edition = self._edition(line)
        return said == {p.no for p in self.records.values() if p.edition == edition}

    def _yen(self, token: re.Match[str], line: str, place: Place) -> bool:
        if not self.computed:
            return False
        signed = line.endswith(MINUS, 0, token.start())
        yen = -read_yen(token[0]) if signed else read_yen(token[0])
        if self.found.bounds and is_bound(token, line):
            return yen in self.found.bounds
        measure = self._label(line, token.start()) or self.found.money
        if place.record and place.record.no in self.found.pairs:
            return yen in self.found.pairs[place.record.no]
        if place.record:
            return measure is not Measure.COUNT and yen == MONEY[measure](place.record)
        if place.group:
            return measure is self.found.money and yen == place.group[1]
        if place.side is not None:
            return yen == place.side
        return yen in self.found.yen.get(measure, ())

    def _label(self, line: str, end: int) -> Measure | None:
        """The money that the words before a figure name: the last label, the longest where two begin."""
        start = line.rfind("\n", 0, end) + 1
        named = self.voice.any_label.findall(line, start, end)
        return self.voice.labels[named[-1]] if named else None

    def _count(self, token: re.Match[str], line: str, place: Place) -> bool:
        n = int(INT.findall(token[0].replace(",", ""))[0])
        if place.group:
            return n in place.group[: 2 if self.found.money is Measure.COUNT else 1]
        if place.side is not None:
            return n == place.side or self._chosen(token, line, n)
        if line.strip() == self.voice.locale.say.more.format(n=n):
            return 0 < n < max(len(self.found.records), len(self.found.groups))
        return n in self.found.counts or n in self.found.own

    def _chosen(self, token: re.Match[str], line: str, n: int) -> bool:
        """Whether a count is the name of a side that is so many projects: 選んだ14件."""
        name = self.voice.locale.conditions.some.format(n=n)
        parts = getattr(self.answer, "query", Query(Operation.LIST, Scope())).parts
        side = parts[self.bullets - 1] if 0 < self.bullets <= len(parts) else Scope()
        named = line.find(name, max(0, token.start() - len(name))) >= 0
        return named and n == len(side.projects or ())

    def _percent(self, token: re.Match[str], line: str, place: Place) -> bool:
        sign = "-" if line[: token.start()].endswith("-") else ""
        said = sign + token[0].rstrip("%")
        if place.record and self.found.money in PARTS:
            part = PARTS[self.found.money](place.record)
            return part is not None and near(said, {100 * part})
        return near(said, self.found.shares(place.group))

    def _times(self, token: re.Match[str], line: str, place: Place) -> bool:
        del place
        sign = "-" if line[: token.start()].endswith("-") else ""
        return near(sign + re.sub(r"倍| times", "", token[0]), self.found.ratios)

    def _page(self, token: re.Match[str], line: str, place: Place) -> bool:
        del line
        page = int(INT.findall(token[0])[0])
        if place.record:
            return page == place.record.page
        return any(page == record.page for record in self.found.records)

    def _rank(self, token: re.Match[str], line: str, place: Place) -> bool:
        del line
        rank = int(INT.findall(token[0])[0])
        if place.group:
            return rank == place.group[2]
        return place.record is not None and rank == self._rank_of(place.record)

    def _rank_of(self, record: Project) -> int:
        mine = MONEY[self.found.money](record) or 0
        query = getattr(self.answer, "query", None)
        if query and query.operation == "min":
            return 1 + bisect_left(self._values, mine)
        return 1 + len(self._values) - bisect_right(self._values, mine)

    @cached_property
    def _values(self) -> list[int]:
        """The money of the records that have some, in order."""
        money = map(MONEY[self.found.money], self.found.records)
        return sorted(yen for yen in money if yen is not None)

    def _year(self, token: re.Match[str], line: str, place: Place) -> bool:
        del line, place
        said = int(INT.findall(token[0])[0])
        meant = (said, said + 2018, said + 1988)
        if self.voice.edition.id.fiscal_year in meant or not self.found.years.isdisjoint(meant):
            return True
        return any(edition.fiscal_year in meant for edition in self.names)

    def _span(self, token: re.Match[str], line: str, place: Place) -> bool:
        del line, place
        return tuple(map(int, INT.findall(token[0]))) == self.found.span

    def _nth(self, token: re.Match[str], line: str, place: Place) -> bool:
        del line, place
        return int(INT.findall(token[0])[0]) in self.found.own

    def _option(self, token: re.Match[str], line: str, place: Place) -> bool:
        del line, place
        self.options += 1
        return token.start() == 0 and int(INT.findall(token[0])[0]) == self.options

    def _other(self, token: re.Match[str], line: str, place: Place) -> bool:
        del token, line, place
        return False

    _CHECKS: ClassVar = {
        "nos": _nos,
        "yen": _yen,
        "yen_after": _yen,
        "page": _page,
        "page_after": _page,
        "rank": _rank,
        "rank_after": _rank,
        "nth": _nth,
        "nth_after": _nth,
        "year": _year,
        "span": _span,
        "count": _count,
        "percent": _percent,
        "times": _times,
        "option": _option,
        "other": _other,
    }
    """How a number of each kind is checked."""


def _told(voice: Voice) -> list[str]:
    """What an edition says of itself and may be quoted everywhere, the longest first."""
    return voice.remembered(
        "told", lambda: _longest_first(text for text in voice.quotable if not is_bare(text))
    )


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=len, reverse=True)


def quotable(record: Project, voice: Voice) -> tuple[str, ...]:
    """A record's name, then its texts that hold digits, in every way they may be quoted."""
    return voice.remembered(("quotable", record.id), lambda: tuple(_quotable(record, voice)))


def _quotable(record: Project, voice: Voice) -> Iterable[str]:
    locale = voice.locale
    subject = locale.subject(record)
    if is_bare(record.name):  # a name that is a figure is a name only beside its number
        yield f"No.{record.no} {subject}{locale.words.colon}"
        yield from (f"{subject}{bracket}No.{record.no}" for bracket in ("（", " ("))
    else:
        yield subject
    if DIGITS.search(record.description):
        yield locale.published(cut(record.description, locale.say.cut))
    names = (record.name, record.department, record.section, record.kind)
    for text in (*names, record.pillar, record.policy, record.account):
        if text and DIGITS.search(text) and not is_bare(text):
            yield from (locale.published(text), locale.name(text))
