"""Editions kept in the database: publications in, editions out.

A publication is one list published once; it is never changed, only taken back. The edition of an id is
its newest publication that was not. Here lives only that; who is told of it is never decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from data.model import Amount, Edition, EditionId, Project
from data.schema import projects, publications


class Origin(Struct, frozen=True):
    """Where a list came from: the file, its digest, who published it (a name or `telegram:ID`), when."""

    filename: str
    sha256: str
    by: str
    at: float


class Publication(Struct, frozen=True):
    """One list published once. `base` is the publication it was compared with; `changes` are counts."""

    id: int
    edition: EditionId
    title: str
    municipality: str
    origin: Origin
    base: int | None = None
    changes: Mapping[str, int] = {}
    retracted_by: str | None = None
    retracted_at: float | None = None


def add(
    connection: Connection,
    edition: Edition,
    origin: Origin,
    base: int | None = None,
    changes: Mapping[str, int] | None = None,
) -> Publication:
    """Keep an edition as a new publication, within the caller's transaction."""
    values = {
        "edition": str(edition.id),
        "title": edition.title,
        "municipality": edition.municipality,
        "unit": edition.unit,
        "warnings": list(edition.warnings),
        "filename": origin.filename,
        "sha256": origin.sha256,
        "published_by": origin.by,
        "published_at": origin.at,
        "base": base,
        "changes": dict(changes or {}),
    }
    number = connection.execute(insert(publications).values(values)).inserted_primary_key
    assert number is not None
    rows = [_row(number[0], at, project) for at, project in enumerate(edition.projects)]
    if rows:
        connection.execute(insert(projects), rows)
    return Publication(
        number[0],
        edition.id,
        edition.title,
        edition.municipality,
        origin,
        base,
        dict(changes or {}),
    )


def retract(connection: Connection, publication: int, by: str, at: float) -> bool:
    """Take a publication back; False if it was already, or never was."""
    done = connection.execute(
        update(publications)
        .where(publications.c.id == publication, publications.c.retracted_at.is_(None))
        .values(retracted_by=by, retracted_at=at)
    )
    return done.rowcount == 1


def history(connection: Connection) -> tuple[Publication, ...]:
    """Every publication, oldest first."""
    rows = connection.execute(select(publications).order_by(publications.c.id)).mappings()
    return tuple(_publication(row) for row in rows)


def current(connection: Connection, edition: EditionId) -> Publication | None:
    """The publication that stands for an edition now."""
    found = connection.execute(
        select(publications)
        .where(publications.c.edition == str(edition), publications.c.retracted_at.is_(None))
        .order_by(publications.c.id.desc())
        .limit(1)
    ).mappings()
    row = found.first()
    return _publication(row) if row else None


def editions(connection: Connection) -> tuple[Edition, ...]:
    """The editions as they stand, the one published last at the end."""
    newest = (
        select(func.max(publications.c.id))
        .where(publications.c.retracted_at.is_(None))
        .group_by(publications.c.edition)
    )
    return _load(connection, select(publications.c.id).where(publications.c.id.in_(newest)))


def edition(connection: Connection, publication: int) -> Edition | None:
    """The list as it was published."""
    found = _load(connection, select(publications.c.id).where(publications.c.id == publication))
    return found[0] if found else None


def state(connection: Connection) -> tuple[int, int]:
    """A mark that differs whenever the editions do: how many were published, how many taken back."""
    row = connection.execute(
        select(func.count(publications.c.id), func.count(publications.c.retracted_at))
    ).one()
    return int(row[0]), int(row[1])


def _load(connection: Connection, chosen: Any) -> tuple[Edition, ...]:  # noqa: ANN401 - a select
    heads = connection.execute(
        select(publications).where(publications.c.id.in_(chosen)).order_by(publications.c.id)
    ).mappings()
    rows: dict[int, list[RowMapping]] = {}
    found = connection.execute(
        select(projects)
        .where(projects.c.publication.in_(chosen))
        .order_by(projects.c.publication, projects.c.position)
    )
    for row in found.mappings():
        rows.setdefault(row["publication"], []).append(row)
    return tuple(_edition(head, rows.get(head["id"], ())) for head in heads)


def _publication(row: RowMapping) -> Publication:
    origin = Origin(row["filename"], row["sha256"], row["published_by"], row["published_at"])
    return Publication(
        row["id"],
        EditionId.parse(row["edition"]),
        row["title"],
        row["municipality"],
        origin,
        row["base"],
        row["changes"],
        row["retracted_by"],
        row["retracted_at"],
    )


def _edition(head: RowMapping, rows: Iterable[RowMapping]) -> Edition:
    edition_id = EditionId.parse(head["edition"])
    return Edition(
        edition_id,
        head["title"],
        head["municipality"],
        tuple(_project(edition_id, row) for row in rows),
        tuple(head["warnings"]),
        head["unit"],
    )


_PLAIN = (
    "no",
    "name",
    "kind",
    "department",
    "section",
    "description",
    "account",
    "pillar",
    "policy",
    "page",
)
"""Fields of a project whose column has the same name."""


def _project(edition_id: EditionId, row: RowMapping) -> Project:
    return Project(
        edition=edition_id,
        requested=Amount(row["requested"], row["requested_levelup"]),
        budgeted=Amount(row["budget"], row["budget_levelup"]),
        **{name: row[name] for name in _PLAIN},
    )


def _row(publication: int, position: int, project: Project) -> dict[str, Any]:
    return {
        "publication": publication,
        "position": position,
        "requested": project.requested.total,
        "requested_levelup": project.requested.level_up,
        "budget": project.budgeted.total,
        "budget_levelup": project.budgeted.level_up,
        **{name: getattr(project, name) for name in _PLAIN},
    }
