"""What is missing, counted by shape: operation, kinds of slot, why refused; and 👍/👎 by operation.

Here lives counting and the digest of it. Never a word that anybody wrote, never a person or a chat.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from msgspec import Struct
from sqlalchemy import select

from data.answers import Absent, Answer, Offer, Refusal
from data.database import Database, insert_into
from data.query import Query
from data.schema import ledger

REASONS = ("figure", "meaning", "wording")
"""Why an answer was no good: a wrong figure, not what was asked, hard to understand."""


JAPAN = dt.timezone(dt.timedelta(hours=9))


def today_in_japan() -> dt.date:
    """The day that it is where the lists are of, wherever the machine is."""
    return dt.datetime.now(JAPAN).date()


class Count(Struct, frozen=True):
    """A shape and how often it was seen in a week."""

    week: str
    shape: str
    count: int


class Ledger(Struct, frozen=True):
    """The ledger of a database; `today` is asked for the week. Calls block for a moment."""

    database: Database
    today: Callable[[], dt.date] = today_in_japan

    def add(self, shape: str) -> None:
        """Count a shape once more this week."""
        week = week_of(self.today())
        with self.database.write() as connection:
            new = insert_into(connection, ledger).values(shape=shape[:200], week=week, count=1)
            more = {"count": ledger.c.count + 1}
            connection.execute(
                new.on_conflict_do_update(index_elements=["shape", "week"], set_=more)
            )

    def counts(self, week: str | None = None) -> tuple[Count, ...]:
        """What was counted (in that week), the newest week and the most frequent first."""
        query = select(ledger).order_by(ledger.c.week.desc(), ledger.c.count.desc(), ledger.c.shape)
        if week:
            query = query.where(ledger.c.week == week)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Count(r["week"], r["shape"], r["count"]) for r in rows)


def week_of(day: dt.date) -> str:
    """The ISO week of a day: `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def status_of(answers: Iterable[Answer]) -> str:
    """The contract's word for how a question went: answered, choices, not_found, out_of_scope."""
    kinds = {type(a) for a in answers}
    if kinds & {Refusal}:
        return "out_of_scope"
    if kinds & {Absent}:
        return "not_found"
    return "choices" if kinds & {Offer} else "answered"


def operation_of(answers: Iterable[Answer]) -> str:
    """The operation of the first answer; `none` where nothing was computed."""
    for one in answers:
        query = getattr(one, "query", None)
        if isinstance(query, Query):
            return query.operation.value
        if isinstance(one, Offer):
            return one.choices.options[0].operation.value
    return "none"


def shape_of(answers: Iterable[Answer]) -> str | None:
    """The shape of a question that got no answer; None for one that got one."""
    for one in answers:
        match one:
            case Absent():
                return f"not_found suggestions={'some' if one.nearest else 'none'}"
            case Refusal():
                about = "project" if one.about else "nothing"
                return f"out_of_scope reason={one.intent.reason.value} about={about}"
    return None
