"""Which edition a question is about: by the fiscal year and the stage it names."""

from __future__ import annotations

from data.index import Index
from data.model import EditionId, Stage
from nlp.words.counts import counted
from nlp.words.numerals import may_hold_number
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, holds_any

_STAGES = (
    (
        Stage.REQUESTED,
        ("要求段階", "要求時点", "要求の時点", "査定前", "at the request stage"),
    ),
    (Stage.DRAFT, ("予算案", "案の段階", "draft budget")),
    (
        Stage.APPROVED,
        (
            *(
                f"{voted}{after}"
                for voted in ("議決", "可決")
                for after in ("後", "の後", "のあと", "され")
            ),
            *("可決し", "成立した", "最終的な予算", "最終的な当初予算", "approved budget"),
        ),
    ),
)
_BEFORE = (
    (
        1,
        pattern(
            "(?:去年|昨年|前年|前の年|last year|previous year)(?!度?(?:比|より|から増|から減|と比べ|に比べ|と同|にはな|には無|になか|になく))"
        ),
    ),
    (2, pattern("一昨年|おととし|前々年")),
)


def stages_of(text: str) -> list[Stage]:
    """The stages that normalised text names."""
    return [stage for stage, said in _STAGES if holds_any(text, said)]


def edition_of(text: str, newest: EditionId, index: Index) -> EditionId:
    """The edition that normalised text names, or `newest` where it names none that is kept here."""
    stages = stages_of(text)
    year = _year(text, newest)
    if year is None and not stages:
        return newest
    kept = [e.id for e in index.editions if e.id.municipality == newest.municipality]
    same_year = [e for e in kept if e.fiscal_year == (year or newest.fiscal_year)]
    wanted = [e for e in same_year if not stages or e.stage in stages]
    if year is None and not wanted:  # 予算案では, where the next year has been asked for since
        wanted = [e for e in kept if e.stage in stages]
    return max(wanted or (same_year if year else []), default=newest)


def _year(text: str, newest: EditionId) -> int | None:
    for years, said in reversed(_BEFORE):
        if said.search(text):
            return newest.fiscal_year - years
    if not may_hold_number(text):
        return None
    return next(
        (s.value for s in counted(fold(text)) if s.slot is Slot.YEAR and isinstance(s.value, int)),
        None,
    )
