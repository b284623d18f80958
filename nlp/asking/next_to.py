"""The project that stands right behind another in a ranking: 防災ラジオの次に高い事業, and 次に高いのは after it; those with the
same description as another.
"""

from __future__ import annotations

from data.index import amount
from data.model import Project
from data.query import Intent, Measure, Operation, Query, Scope
from nlp.asking.asked import Asked, uncomputable
from nlp.names.lexicon import Lexicon
from nlp.words.patterns import pattern

_NEXT_TO = pattern(
    "の次に(?:(?:要求額|予算額?|金額)が)?(?P<size>高|安|大き|小さ|多|少な)い(?:の?事業|もの|やつ|の)?(?:は|って|を)?(?:どれ|何|なに|教えて)?(?:です|なの|なん)?か?[?。]*",
    among="の次に",
)


_SAME_TEXT = pattern(
    "と、?(?:同じ(?:内容|説明)|(?:内容|説明)が(?:同じ|一緒|同一))の?(?:事業|もの|やつ)(?:は|って|を)?(?:ある|あります|どれ|何|教えて)?(?:です|なの)?か?[?。]*",
    among="内容 説明",
)


def same_description(asked: Asked) -> Query | None:
    """「58番と内容が同じ事業は」: the others of which the list says the same."""
    if not asked.lone or len(asked.parts) != 1:
        return None
    part, project = asked.lone
    if part.begin or not _SAME_TEXT.fullmatch(asked.sentence.text, part.end):
        return None
    alike = (p for p in asked.lexicon.projects if p.description == project.description)
    return Query(Operation.LIST, asked.lexicon.of_projects(p for p in alike if p != project))


def next_to_named(asked: Asked) -> Intent | None:
    """「防災ラジオの次に高い事業は」: the one right behind the project that is named."""
    if "の次に" not in asked.sentence.text or not asked.lone or len(asked.parts) != 1:
        return None
    part, project = asked.lone
    found = _NEXT_TO.fullmatch(asked.sentence.text, part.end)
    if not found or part.begin:
        return None
    behind = right_behind(
        project,
        asked.scope([]),
        asked.measure,
        asked.lexicon,
        descending=found["size"] in ("高", "大き", "多"),
    )
    return behind or uncomputable(asked)


def right_behind(
    project: Project, among: Scope, measure: Measure, lexicon: Lexicon, *, descending: bool
) -> Query | None:
    """The ranking of some projects, from the first that stands behind one of them; None where none does, or it has
    no amount.
    """
    mine = amount(project, measure)
    if mine is None:
        return None
    values = [v for p in lexicon.index.take(among) if (v := amount(p, measure)) is not None]
    passed = sum((v >= mine) if descending else (v <= mine) for v in values)
    if passed == len(values):
        return None
    way = Operation.MAX if descending else Operation.MIN
    return Query(way, among, measure, descending=descending, first=1 + passed, limit=1)
