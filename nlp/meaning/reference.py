"""What a mention refers to, and how sure that is."""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

from data.model import Project
from nlp.names.lexicon import Entity
from nlp.sentences.sentence import Mention


class Sure(Enum):
    """How a mention was resolved."""

    NAMED = auto()
    """One name was clearly meant."""
    SEVERAL = auto()
    """Several names fit equally."""
    TOPIC = auto()
    """The words are a topic that the projects are about."""
    GROUP = auto()
    """A department, section, pillar, policy or account."""
    ABSENT = auto()
    """The edition does not hold it."""


class Reference(Struct, frozen=True):
    """What a mention refers to. `near` are suggestions where nothing fits; `unmet` are those of several things
    that the mention lists which no project is about.
    """

    mention: Mention
    sure: Sure
    projects: tuple[Project, ...] = ()
    group: Entity | None = None
    near: tuple[Project, ...] = ()
    why: str = ""
    unmet: str = ""


class Wanted(Enum):
    """What a question wants of a mention."""

    ONE = auto()
    """One project, or several to choose from."""
    ANY = auto()
    """One project, or else all that the mention is about: nothing was asked of it."""
    TOTAL = auto()
    """A sum: one project's, or that of all the mention is about."""
    ALL = auto()
    """Whatever the mention is about."""
