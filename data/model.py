"""Projects and editions as values. All amounts are whole yen; 千円 ends in the readers.

Here live the nouns of a budget list, frozen and slotted. What never lives here: reading, computing,
words of an asker, anything that touches the world.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import total_ordering
from typing import TypeAlias

from msgspec import Struct

Yen: TypeAlias = int

UNITS = {"円": 1, "千円": 1_000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}
"""What lists print amounts in, as yen."""

NEW = "新規"
"""The kind (区分) every ward prints for a project that did not exist before."""

GENERAL_ACCOUNT = "一般会計"
"""What a project without a 【…会計】 mark belongs to (地方自治法 第209条)."""


class Stage(StrEnum):
    """How far a budget has come, in order: requested (要求段階), draft (予算案), approved (議決後)."""

    REQUESTED = "requested"
    DRAFT = "draft"
    APPROVED = "approved"


_STAGES = tuple(Stage)


@total_ordering
class EditionId(Struct, frozen=True, cache_hash=True):
    """全国地方公共団体コード, fiscal year (2020 = 令和2年度) and stage: `13103-2020-requested`."""

    municipality: str
    fiscal_year: int
    stage: Stage

    def __str__(self) -> str:
        return f"{self.municipality}-{self.fiscal_year}-{self.stage}"

    def __lt__(self, other: EditionId) -> bool:
        """Older first: by ward, year, then how far the budget has come."""
        return self._order() < other._order()

    def _order(self) -> tuple[str, int, int]:
        return self.municipality, self.fiscal_year, _STAGES.index(self.stage)

    @classmethod
    def parse(cls, text: str) -> EditionId:
        """Read the written form.

        Raises:
            ValueError: the text is not `CODE-YEAR-STAGE`.
        """
        found = re.fullmatch(r"(\d{5,6})-(\d{4})-(requested|draft|approved)", text)
        if not found:
            raise ValueError(
                f"「{text}」は一覧（版）の識別子ではありません（例: 13103-2020-requested）。"
            )
        return cls(found[1], int(found[2]), Stage(found[3]))


class ProjectId(Struct, frozen=True, order=True, cache_hash=True):
    """A project by its edition and its printed number (No)."""

    edition: EditionId
    no: int


class Section(Struct, frozen=True, order=True):
    """課 (室, 担当, 所, 支所 are the same level) within its 部; the name alone is not unique."""

    department: str
    name: str


class Policy(Struct, frozen=True, order=True):
    """小柱 within its 柱 (JSON `policy` and `chapter`)."""

    pillar: str
    name: str


class Amount(Struct, frozen=True):
    """An amount in yen and the part of it that is level-up; None where the cell is empty or －."""

    total: Yen | None = None
    level_up: Yen | None = None


class Project(Struct, frozen=True, cache_hash=True):
    """One row of a list. Text is as printed; `kind` is the printed 区分 (新規, レベルアップ, 拡充, …)."""

    edition: EditionId
    no: int
    name: str
    kind: str
    department: str
    section: str
    description: str
    requested: Amount
    budgeted: Amount = Amount()
    account: str | None = None
    pillar: str | None = None
    policy: str | None = None
    page: int | None = None

    @property
    def id(self) -> ProjectId:
        """Edition and number."""
        return ProjectId(self.edition, self.no)

    @property
    def is_new(self) -> bool:
        """Whether the printed kind says that the project is new."""
        return self.kind.startswith(NEW)


class Edition(Struct, frozen=True):
    """A published list: who published it, for which year, at which stage, and its projects in order.

    `unit` is what the list prints amounts in, as yen (千円 = 1000); amounts here are yen all the same.
    `warnings` are the reader's doubts, a sentence each, with page and No.
    """

    id: EditionId
    title: str
    municipality: str
    projects: tuple[Project, ...]
    warnings: tuple[str, ...] = ()
    unit: Yen = 1000

    @property
    def has_budget(self) -> bool:
        """Whether the budget column holds anything."""
        return any(p.budgeted.total is not None for p in self.projects)

    @property
    def level_up_word(self) -> str:
        """What this list calls the kind that is not new: レベルアップ here, 拡充 elsewhere; of several the one that
        has a part of its amount for it (充実 beside 継続).
        """
        kinds = {p.kind for p in self.projects if p.kind and not p.is_new}
        if len(kinds) > 1:
            kinds &= {p.kind for p in self.projects if p.requested.level_up is not None}
        return kinds.pop() if len(kinds) == 1 else "レベルアップ"
