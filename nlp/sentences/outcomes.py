"""Which projects a change is said of: 査定で減らされた, 要求どおり通った, 前年度より増えた.

Words become project ids here; what became of each project is computed by `data.diff`, from the two
columns of one list or from two lists of the same ward.
"""

from __future__ import annotations

from data.diff import Outcome, assesses, assessment, diff, outcomes
from data.model import Edition, Project, ProjectId, Yen
from nlp.names.lexicon import Lexicon

ASSESSED = frozenset({Outcome.FULL, Outcome.CUT, Outcome.RAISED, Outcome.DROPPED})
"""What a decision makes of a request; the others are said of one year after another."""


def changed(outcome: Outcome, lexicon: Lexicon) -> frozenset[ProjectId] | None:
    """The projects of which an outcome is true; None where the lists that are kept cannot tell."""
    edition = lexicon.edition
    if outcome is Outcome.UNKNOWN:
        return frozenset(p.id for p in edition.projects if p.budgeted.total is None)
    before = _before(edition, lexicon, assessed=outcome in ASSESSED)
    found = outcomes(diff(before, edition)) if before else {}
    became = frozenset(project for project, one in found.items() if one is outcome)
    if outcome in ASSESSED and lexicon.has_budget:
        gone = frozenset(p for p in became if p.edition != edition.id)
        return _within(outcome, edition) | gone
    return became if before else None


def _within(outcome: Outcome, edition: Edition) -> frozenset[ProjectId]:
    """By the request and the budget that one list prints; where the budget is empty nothing was granted, and nothing is
    known of a cut.
    """
    missing = 0 if outcome is Outcome.DROPPED else None
    included = _INCLUDES.get(outcome, (outcome,))
    return frozenset(p.id for p in edition.projects if _assessed(p, missing) in included)


def _assessed(project: Project, missing: Yen | None) -> Outcome:
    """What became of a request; `missing`: what an empty budget stands for, in yen."""
    granted = project.budgeted.total
    return assessment(project.requested.total, missing if granted is None else granted)


_INCLUDES = {Outcome.CUT: (Outcome.CUT, Outcome.DROPPED)}
"""What was cut to nothing was cut as well."""


def _before(edition: Edition, lexicon: Lexicon, *, assessed: bool) -> Edition | None:
    """The list to compare with: the same year's earlier stage, or the year before."""
    kept = [e for e in lexicon.index.editions if e.id.municipality == edition.id.municipality]
    if assessed:
        earlier = [e for e in kept if assesses(e.id, edition.id)]
    else:
        earlier = [e for e in kept if e.id.fiscal_year == edition.id.fiscal_year - 1]
        same_stage = [e for e in earlier if e.id.stage is edition.id.stage]
        earlier = same_stage or earlier
    return max(earlier, key=lambda e: e.id, default=None)
