"""One step from what was answered: the place above or below (その上は), the other groups beside one (他の課も見せて), the
first of several topics (一番多いのは).
"""

from __future__ import annotations

from msgspec.structs import replace

from data.index import GROUP_FIELDS
from data.query import Intent, Operation, Query
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.context import Memory, is_place, is_single
from nlp.asking.group_words import group_word
from nlp.asking.rank import descending
from nlp.talk.of_bounds import LEAD
from nlp.talk.of_sets import AMONG
from nlp.words.patterns import pattern
from nlp.words.text import holds_any

_ABOVE = pattern(
    f"{LEAD}(?:(?:その|この)(?:すぐ|1つ|一つ|ひとつ)?|すぐ|1つ|一つ|ひとつ|ワンランク)(?P<way>上|下)(?:位)?(?:の(?:順位)?(?:の)?(?:事業|もの|やつ|部|課|局)?)?(?:は|って|だと)?(?:何|どれ|どこ)?(?:です|なの)?(?:か)?[?。]*",
    among="上 下",
)
_OTHER_GROUPS = pattern(
    f"{LEAD}(?:他|ほか|別)の(?P<group>[部課局]|小?柱|会計|区分)(?:も|と(?:も)?比べて|を(?:教えて|見せて|並べて))(?:一緒に|あわせて)?(?:教えて|見せて|知りたい|出して|並べて|お願い)?[^、。?]{{0,6}}[?。]*",
    among="他の ほかの 別の",
)


def one_step(asked: Asked, memory: Memory) -> Intent | None:
    """What stands one step from the last answer; None where a sentence asks for something else."""
    last = memory.query
    if last is None:
        return None
    return (
        _above_or_below(asked, last)
        or _other_groups(asked, last)
        or _first_of_topics(asked, memory)
    )


def _above_or_below(asked: Asked, last: Query) -> Intent | None:
    """「その上は」「一つ下は」 after the place of a project or a group: the one beside it."""
    found = _ABOVE.fullmatch(asked.sentence.text)
    ranked = last.operation in (Operation.MAX, Operation.MIN) and last.limit == 1
    if not found or not (ranked or is_place(last)):
        return None
    dearer = (found["way"] == "上") is (last.operation is Operation.MAX)
    place = last.first - 1 if dearer else last.first + 1
    if place < 1:
        return uncomputable(asked)
    return replace(last, first=place, limit=1, parts=())


def _other_groups(asked: Asked, last: Query) -> Intent | None:
    """「他の課も見せて」 after one section: all of them beside each other, under the other conditions."""
    found = _OTHER_GROUPS.fullmatch(asked.sentence.text)
    if not found or last.by or last.operation not in (*TOTALS, Operation.LIST):
        return None
    by = group_word(found["group"], asked)
    groups = getattr(last.scope, GROUP_FIELDS[by])
    if groups is None or len(groups) != 1 or last.scope.projects is not None:
        return None
    whole = replace(last.scope, **{GROUP_FIELDS[by]: None})
    way = Operation.AVERAGE if last.operation is Operation.AVERAGE else Operation.SUM
    return Query(Operation.BREAKDOWN, whole, last.measure, by=by, each=way)


def _first_of_topics(asked: Asked, memory: Memory) -> Intent | None:
    """「一番多いのは」 after the totals of several topics: those beside each other, and which is the largest."""
    found = AMONG.fullmatch(asked.sentence.text)
    totals = [q for q in memory.last[-_MOST:] if isinstance(q, Query)]
    run = [q for q in totals if (q.operation is Operation.SUM and q.scope.topic) or is_single(q)]
    topical = sum(bool(q.scope.topic) for q in run) > 1
    alike = topical and len(run) == len(totals) and len({q.measure for q in run}) == 1
    if not found or found["of"] or found["group"] or not alike or len(run) < 2:
        return None
    if not holds_any(asked.sentence.text, ("多", "大き")):
        return (
            uncomputable(asked) if not descending(asked) else None
        )  # 「一番高いのは」: of projects
    beside = comparison(asked, [q.scope for q in run])
    return replace(beside, measure=run[-1].measure) if beside else None


_MOST = 5
"""Topics at most that are set beside each other."""
