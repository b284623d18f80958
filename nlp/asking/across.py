"""Two stored lists beside each other: 令和2年度と令和3年度の合計を比べて, 防災ラジオは去年よりいくら増えた.

Only where both lists are kept, and only for what both hold: the whole list, groups by their names, or one
project that has the same name in both. Anything else is left to what refuses it.
"""

from __future__ import annotations

from msgspec.structs import replace

from data.index import Index
from data.model import EditionId
from data.query import Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import Asked
from nlp.meaning.reference import Sure
from nlp.names.lexicon import Lexicon
from nlp.words.counts import counted
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, normalize

_COMPARED = pattern(
    "比べ|比較|差額|差は|の差|違い|違う|増減|(?:いくら|どれだけ|どのくらい|どれくらい|なんぼ)(?:増|減|変わ|上が|下が|違|伸び)"
)
_LAST_YEAR = pattern(
    "(?:去年|昨年|前年|前の年)(?:度)?(?:の(?:予算|要求額?|額|金額))?(?:と|より|から|に)?"
)
_SHORT_YEAR = pattern("(?:と|、|・|から)([0-9]{1,2})年度")
_LEFT = pattern(
    "^[のとは、でに]+|(?:を|で|に|は|の|と|、)*(?:比べ|比較).*$|(?:の|は|が)?(?:増減|差額|差|違い).*$|(?:は|が|って)?(?:いくら|どれだけ|どのくらい|どれくらい|なんぼ)(?:増|減|変わ|上が|下が|違|伸び).*$"
)
_LISTS = pattern("事業(?:を|は|って|の一覧|一覧)|やつ|どれ(?!だけ|くらい|ぐらい)|何件|いくつ")


def across(text: str, newest: EditionId, index: Index, lexicon: Lexicon) -> Query | None:
    """What two lists are compared by, where normalised text names both; `lexicon` is of the newest."""
    if not _COMPARED.search(text) or _LISTS.search(text):
        return None
    pair = _pair(text, newest, index)
    if pair is None:
        return None
    asked = ask(_rest(text), lexicon)
    if any(r.sure is not Sure.NAMED for r in asked.references) or any(
        p.topic or p.excluded for p in asked.parts
    ):
        return None
    sides = [_side(asked, edition, index) for edition in pair]
    if None in sides:
        return None
    parts = tuple(s for s in sides if s is not None)
    counted_rows = Operation.COUNT in asked.operations
    ids = [s.projects for s in parts]
    projects = frozenset().union(*(i for i in ids if i)) if all(ids) else None
    scope = Scope(editions=frozenset(pair), projects=projects)
    return Query(
        Operation.COMPARE, scope, Measure.COUNT if counted_rows else asked.measure, parts=parts
    )


def _pair(text: str, newest: EditionId, index: Index) -> tuple[EditionId, EditionId] | None:
    """The two lists that are named, the earlier first."""
    years = [
        s.value for s in counted(fold(text)) if s.slot is Slot.YEAR and isinstance(s.value, int)
    ]
    if len(years) == 1 and (short := _SHORT_YEAR.search(text)):
        years.append(int(short[1]) + 2018)
    if _LAST_YEAR.search(text):
        years = (
            [*years, newest.fiscal_year - 1]
            if years
            else [newest.fiscal_year - 1, newest.fiscal_year]
        )
    kept = [e.id for e in index.editions if e.id.municipality == newest.municipality]
    found = [_of_year(year, kept, newest) for year in sorted(set(years))]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


def _of_year(year: int, kept: list[EditionId], newest: EditionId) -> EditionId | None:
    """A year's list of the stage that the newest has reached; else its last."""
    of_year = [e for e in kept if e.fiscal_year == year]
    alike = [e for e in of_year if e.stage is newest.stage]
    return max(alike or of_year, default=None)


def _rest(text: str) -> str:
    """What is compared, without the years and the words that compare."""
    for span in sorted(
        (s for s in counted(fold(text)) if s.slot is Slot.YEAR), key=lambda s: -s.begin
    ):
        text = text[: span.begin] + text[span.end :]
    text = _LAST_YEAR.sub("", _SHORT_YEAR.sub("", text))
    return _LEFT.sub("", text).strip("のとはで、を?。 ")


def _side(asked: Asked, edition: EditionId, index: Index) -> Scope | None:
    """What is asked of, in one of the lists; None where that list does not hold it."""
    scope = replace(asked.scope(), editions=frozenset({edition}))
    if scope.projects is None:
        return scope if index.select(scope) else None
    names = {fold(normalize(p.name)) for i in scope.projects if (p := index.project(i))}
    same = [p.id for p in index.by_id[edition].projects if fold(normalize(p.name)) in names]
    alone = len(names) == 1 and len(same) == 1
    return Scope(editions=frozenset({edition}), projects=frozenset(same)) if alone else None
