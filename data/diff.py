"""Two editions side by side: `diff(before, after) -> Changes`, and what became of each project.

A project is followed by its name first and by what it does second; how sure that is stands beside every
pair. Here lives only comparing of printed records: no database, no sentence, no asker.

What a pair says depends on the editions. Within one fiscal year, from a stage to a later one, it is the
assessment (査定: 満額, 減額, 増額, 見送り); from year to year it is the trend (新規, 継続, 廃止, 増, 減).
Both are computed from the amounts and never read from words.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from data.model import Edition, EditionId, Project, ProjectId, Yen

SURE = 1.0
"""Confidence of a pair with the same name and section."""

MOVED = 0.95
"""Confidence of a pair with the same name under another section."""

LEAST = 0.6
"""A pair of unlike names is believed from here on."""

_CLOSE = 0.94
_CANDIDATES = 20


class Outcome(StrEnum):
    """What became of a request (査定), or of a project from one year to the next (前年度比).

    UNKNOWN: an amount is missing on one side.
    """

    FULL = "full"  # 満額: granted as requested
    CUT = "cut"  # 減額: granted less
    RAISED = "raised"  # 増額: granted more
    DROPPED = "dropped"  # 見送り: withdrawn, or granted nothing
    NEW = "new"  # 新規: not in the edition before
    ENDED = "ended"  # 廃止: in the edition before, no longer
    MORE = "more"  # 増: continued with more money
    LESS = "less"  # 減: continued with less money
    SAME = "same"  # 継続: continued with the same money
    UNKNOWN = "unknown"


_FIELDS = (
    "name",
    "kind",
    "department",
    "section",
    "account",
    "pillar",
    "policy",
    "description",
    "requested",
    "budgeted",
)
"""What can differ in a pair, beside edition, number and page."""


class Pair(Struct, frozen=True):
    """The same project in two editions; `confidence` is from 0 to 1 (1: name and section agree)."""

    before: Project
    after: Project
    confidence: float = SURE

    @property
    def renamed(self) -> bool:
        """Whether it goes by another name now."""
        return folded(self.before.name) != folded(self.after.name)

    @property
    def amounts(self) -> tuple[Yen | None, Yen | None]:
        """What counts on each side, in yen: the budget where there is one, else the request."""
        return money(self.before), money(self.after)

    @property
    def difference(self) -> Yen | None:
        """How much more it is now, in yen; None where a side has no amount."""
        before, after = self.amounts
        return None if before is None or after is None else after - before

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(f for f in _FIELDS if getattr(self.before, f) != getattr(self.after, f))

    @property
    def outcome(self) -> Outcome:
        """What became of the project between its two editions."""
        if assesses(self.before.edition, self.after.edition):
            asked = self.after.requested.total
            return assessment(
                self.before.requested.total if asked is None else asked, self.after.budgeted.total
            )
        return _trend(*self.amounts)


class Changes(Struct, frozen=True):
    """What differs from one edition to another. `before` is None for a ward's first edition.

    `pairs` are all projects found in both, in the order of the later list; `new` have no counterpart
    before, `withdrawn` none after. For a first edition, `new` are those the list itself calls 新規.
    """

    before: Edition | None
    after: Edition
    new: tuple[Project, ...]
    withdrawn: tuple[Project, ...]
    pairs: tuple[Pair, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The pairs in which any field differs."""
        return tuple(pair for pair in self.pairs if pair.fields)

    @property
    def repriced(self) -> tuple[Pair, ...]:
        """The pairs whose money differs (any of request, budget, and their level-up parts)."""
        return tuple(p for p in self.pairs if {"requested", "budgeted"} & set(p.fields))

    @property
    def renamed(self) -> tuple[Pair, ...]:
        """The pairs that go by another name now."""
        return tuple(pair for pair in self.pairs if pair.renamed)

    @property
    def advanced(self) -> bool:
        """Whether the same year's budget is at a later stage: every pair has then changed its stage."""
        return self.before is not None and assesses(self.before.id, self.after.id)

    @property
    def nothing(self) -> bool:
        """Whether the two say the same."""
        return not (self.new or self.withdrawn or self.changed or self.advanced)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each, for a record of what a publication changed."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "repriced": len(self.repriced),
            "renamed": len(self.renamed),
            "withdrawn": len(self.withdrawn),
        }


def diff(before: Edition | None, after: Edition) -> Changes:
    """Compare two editions of a ward; without one before, only what the list calls new is new."""
    if before is None:
        return Changes(None, after, tuple(p for p in after.projects if p.is_new), (), ())
    pairs = follow(before.projects, after.projects)
    known = {pair.after.id for pair in pairs}
    kept = {pair.before.id for pair in pairs}
    return Changes(
        before,
        after,
        tuple(p for p in after.projects if p.id not in known),
        tuple(p for p in before.projects if p.id not in kept),
        pairs,
    )


def outcomes(changes: Changes) -> dict[ProjectId, Outcome]:
    """What became of every project: those of the later edition, and those that are no longer in it.

    「査定で減らされた事業」 are the ids with CUT, 「要求どおり」 those with FULL, 「前年度より増えた」 MORE.
    """
    if changes.before is None:
        return {p.id: Outcome.NEW for p in changes.new}
    gone = Outcome.DROPPED if assesses(changes.before.id, changes.after.id) else Outcome.ENDED
    found = {pair.after.id: pair.outcome for pair in changes.pairs}
    found.update({p.id: Outcome.NEW for p in changes.new})
    found.update({p.id: gone for p in changes.withdrawn})
    return found


def assesses(before: EditionId, after: EditionId) -> bool:
    """Whether the later edition decides on the earlier one: same ward and year, a later stage."""
    same = (before.municipality, before.fiscal_year) == (after.municipality, after.fiscal_year)
    return same and before < after


def assessment(requested: Yen | None, granted: Yen | None) -> Outcome:
    """What a decision made of a request; both in yen. Also for one list that prints both columns."""
    if requested is None or granted is None:
        return Outcome.UNKNOWN
    if granted == requested:
        return Outcome.FULL
    if granted == 0:
        return Outcome.DROPPED
    return Outcome.CUT if granted < requested else Outcome.RAISED


def _trend(before: Yen | None, after: Yen | None) -> Outcome:
    if before is None or after is None:
        return Outcome.UNKNOWN
    if before == after:
        return Outcome.SAME
    return Outcome.LESS if after < before else Outcome.MORE


def money(project: Project) -> Yen | None:
    """What a project is to cost, in yen: the budget where it is known, else the request."""
    granted = project.budgeted.total
    return project.requested.total if granted is None else granted


def folded(text: str) -> str:
    """A text without the differences that printing makes: widths, spaces, case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def follow(before: Sequence[Project], after: Sequence[Project]) -> tuple[Pair, ...]:
    """The projects found in both, each in one pair at most, in the order of the later list."""
    left, right = dict(enumerate(before)), dict(enumerate(after))
    pairs = _alike(left, right, lambda p: (folded(p.name), p.department, p.section), SURE)
    pairs |= _alike(left, right, lambda p: folded(p.name), MOVED)
    pairs |= _close(left, right)
    return tuple(pairs[at] for at in sorted(pairs))


def _alike(
    left: dict[int, Project],
    right: dict[int, Project],
    key: Callable[[Project], Hashable],
    sure: float,
) -> dict[int, Pair]:
    """Pair what has the same key and take it out; of several, those that do the same thing first."""
    known: dict[Hashable, list[int]] = defaultdict(list)
    for at, project in left.items():
        known[key(project)].append(at)
    pairs = {}
    for fits in (_same_work, lambda _one, _other: True):
        for at, project in tuple(right.items()):
            waiting = known[key(project)]
            found = next((other for other in waiting if fits(left[other], project)), None)
            if found is not None:
                waiting.remove(found)
                pairs[at] = Pair(left.pop(found), right.pop(at), sure)
    return pairs


def _same_work(one: Project, other: Project) -> bool:
    return folded(one.description) == folded(other.description)


def _close(left: dict[int, Project], right: dict[int, Project]) -> dict[int, Pair]:
    """Pair what is left by likeness, the most alike first."""
    old = {at: _Traits.of(project) for at, project in left.items()}
    nearest = _candidates(old)
    scored = [
        (-score, other, at)
        for at, traits in ((at, _Traits.of(project)) for at, project in right.items())
        for other in nearest(traits)
        if (score := likeness(old[other], traits)) >= LEAST
    ]
    pairs: dict[int, Pair] = {}
    for score, other, at in sorted(scored):
        if other in left and at not in pairs:
            pairs[at] = Pair(left.pop(other), right[at], round(min(-score, _CLOSE), 2))
    return pairs


class _Traits(Struct, frozen=True):
    """What likeness is judged by, computed once a project."""

    name: Counter[str]
    work: Counter[str]
    section: tuple[str, str]
    amount: Yen | None

    @classmethod
    def of(cls, project: Project) -> _Traits:
        place = (project.department, project.section)
        return cls(
            _bigrams(project.name), _bigrams(project.description), place, project.requested.total
        )


def likeness(one: _Traits, other: _Traits) -> float:
    """How alike two projects are, from 0 to 1: half by name, then by work, section and amount."""
    same_amount = one.amount is not None and one.amount == other.amount
    rest = 0.1 * (one.section == other.section) + 0.1 * same_amount
    if not one.work or not other.work:
        return 0.8 * _dice(one.name, other.name) + rest
    return 0.5 * _dice(one.name, other.name) + 0.3 * _dice(one.work, other.work) + rest


def _candidates(old: Mapping[int, _Traits]) -> Callable[[_Traits], Iterable[int]]:
    """Whom to compare with: those that share most of the name, and those of the same section and sum."""
    names: dict[str, list[int]] = defaultdict(list)
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at, traits in old.items():
        for gram in traits.name:
            names[gram].append(at)
        places[traits.section, traits.amount].append(at)

    def nearest(traits: _Traits) -> Iterable[int]:
        shared = Counter(at for gram in traits.name for at in names.get(gram, ()))
        likely = [at for at, _ in shared.most_common(_CANDIDATES)]
        same = places.get((traits.section, traits.amount), ())
        return dict.fromkeys([*likely, *same[:_CANDIDATES]])

    return nearest


def _bigrams(text: str) -> Counter[str]:
    plain = folded(text)
    return Counter(plain[i : i + 2] for i in range(max(len(plain) - 1, min(len(plain), 1))))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
