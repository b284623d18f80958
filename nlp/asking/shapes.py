"""Conditions of a shape that no query has: 新規または1億円以上, 防災ラジオの次に高い事業, a median of each group.

They are refused, and never passed off as another figure.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf

from data.query import SHARES, Attribute, Dimension, Intent, Measure, Operation, OutOfScope, Untold
from nlp.asking.asked import TOTALS, Asked, ranges, says_budget, uncomputable
from nlp.asking.firsts import topped
from nlp.asking.group import grouping
from nlp.asking.places import are_places_uncomputed
from nlp.asking.relative import average_of_groups, settled
from nlp.names.scopes import HEADINGS
from nlp.rules.uncomputed import UNCOMPUTED
from nlp.words.gates import Gates
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, holds_any, normalize

_TWISTED = pattern(
    "ないとは(?:言え|いえ|限ら)ない|なくはない|ない(?:わけ|こと)(?:では|じゃ|も)ない"
)
"""What is denied twice."""

_WITHIN_FIRST = pattern(
    "(?:一番|いちばん|最も|番目に[高安多少大小])[^、。]{1,9}[部課局係柱]の(?:新規|レベルアップ|事業)|(?:一番|いちばん|最も|番目に)[高安]い[部課局係柱]の件数|1位の(?:[部課局柱]の)?事業(?:一覧|は(?!何|どれ|いくら))",
    among="部の 課の 局の 係の 柱の 1位の",
)
"""What is asked of the group that is first."""

_VAGUE = pattern(
    "(?:高額|少額|大型|小型|大口|小口|主要|重要|目玉)な?の?(?:新規|レベルアップ)?事業の(?:合計|件数|平均|総額|数)|気になる事業の(?:合計|件数|平均|総額)"
)
"""Projects that nothing tells from others."""

_NEXT_TO = pattern("(?:より(?:一つ|ひとつ|1つ)(?:だけ)?|(?<!そ)の次に)(?:高|安|多|少な|大き|小さ)")
"""The one beside another in a ranking: 防災ラジオの次に高い事業."""

_LACKING_GROUP = pattern(
    "を(?:一件|1件|一つ|ひとつ)も(?:出し|持っ|要求し)て(?:い)?ない(?:の)?(?:[部課局係柱]|部局)|(?:が|も|の)(?:一つも|ひとつも|一件も|1件も|全く|まったく)?(?:な|無)い(?:の)?[部課局係柱]|しか(?:出|持|や|な|し)[^、。]{0,8}[部課局係柱]|(?:一件|1件|一つ|ひとつ)だけの[部課局係柱]|(?<=新規)だけの[部課局係]|[課係]が(?:一番|いちばん|最も)(?:多い|少ない)[部局]"
)
"""Groups that have none, or nothing else."""

_OR = pattern("(?:または|もしくは|あるいは|か、)$")


_EITHER = ("または", "もしくは", "あるいは", "か、")


def _either(asked: Asked) -> bool:
    """「新規または1億円以上」: conditions of which one is enough."""
    summed = Operation.COMPARE not in asked.operations and not TOTALS.isdisjoint(asked.operations)
    if len(asked.parts) > 1 and summed and _joins_unlike(asked):
        return True
    if not holds_any(asked.sentence.text, _EITHER):
        return False
    ends = [p.end for p in asked.parts if not p.is_project]
    ends += [s.end for s in asked.sentence.all(Slot.AMOUNT)]
    begins = [p.begin for p in asked.parts if not p.is_project]
    begins += [s.begin for s in asked.sentence.all(Slot.AMOUNT)]
    amounts = asked.sentence.all(Slot.AMOUNT)
    text = asked.sentence.text
    gaps = (text[end:begin] for end in ends for begin in begins if 0 < begin - end <= 8)
    groups = {p.entity.dimension for p in asked.parts if p.entity.dimension is not None}
    return (bool(amounts) or len(groups) > 1) and any(_OR.search(gap) for gap in gaps)


def _joins_unlike(asked: Asked) -> bool:
    """「新規と国保の合計」: both, though they are groups of different kinds."""
    named = sorted((p for p in asked.parts if p.entity.dimension), key=lambda p: p.begin)
    return any(
        one.entity.dimension is not other.entity.dimension
        and asked.sentence.text[one.end : other.begin] == "と"
        for one, other in pairwise(named)
    )


_OFFICE_OF = (
    "の部署",
    "の担当課",
    "の担当部",
    "の所管課",
    "関係の部署",
    "関連の部署",
    "の課が",
    "の部が",
)


def _of_office_of_topic(asked: Asked) -> bool:
    """「街づくりの部署が出した企画の合計」: an office that is only told by what it does, of which no total is that of
    the projects that the words are about.
    """
    topics = [p for p in asked.parts if p.topic]
    text = asked.sentence.text
    return bool(TOTALS.intersection(asked.operations)) and any(
        text.startswith(_OFFICE_OF, p.end) for p in topics
    )


_WITHIN = ("のうち", "のうちの", "の中の", "の中で", "の中に", "の内")


def _kind_within_kind(asked: Asked) -> bool:
    """「新規のうちレベルアップは何件」: none is both, and their sum is not what was asked for."""
    if len(asked.parts) < 2:
        return False
    kinds = [p for p in asked.parts if p.entity.dimension is Dimension.KIND]
    gaps = (asked.sentence.text[one.end : other.begin] for one, other in pairwise(kinds))
    return any(gap in _WITHIN for gap in gaps)


def _shaped_otherwise(asked: Asked) -> bool:
    """Whether a condition is of a shape that no query has. A pattern is tried only behind a string that it needs."""
    text = asked.sentence.text
    if asked.measure in SHARES and (
        set(asked.operations) - {Operation.LIST}
        or grouping(asked)
        or not asked.sentence.has_any(_RANKS)
    ):
        return True
    if Operation.MEDIAN in asked.operations and Operation.COMPARE in asked.operations:
        return True
    if Operation.COMPARE in asked.operations and _lacks_side(asked):
        return True
    if "だけ" in text and (asked.single or asked.lone) and _part_only(asked):
        return True
    held = asked.sentence.held
    if any(shape.search(text) for shape in UNCOMPUTED.open(text, held)):
        return True
    return bool(_HINTS.open(text, held)) and _hinted(asked)


_BESIDE_IT = pattern("(?:^|[、。])(?!それ|これ|あれ)[^、。はがのでに]{2,12}と$", among="と")

_BESIDE_OTHER = pattern("の?(?:やつ|もの|ほう|方)?とどっち|の?(?:やつ|もの|ほう|方)?とどちら")


def _lacks_side(asked: Asked) -> bool:
    """Whether what a thing is set beside is not known: 「バスと自動運転バス、どっちが高い」, of which only one is named."""
    if len(asked.parts) != 1 or asked.references[1:] or asked.sentence.has(Slot.REFER):
        return False
    part, text = asked.parts[0], asked.sentence.text
    return bool(_BESIDE_IT.search(text[: part.begin]) or _BESIDE_OTHER.match(text, part.end))


def _hinted(asked: Asked) -> bool:
    """The same of shapes of which one of `_HINTS` stands in the text."""
    text = asked.sentence.text
    if asked.parts and (_NEXT_TO.search(text) or _is_other_of_two(asked)):
        return True
    if is_per_unit(text) and not asked.sentence.has(Slot.NOUN):
        return True
    if _BY_RATIO.search(text) or (not asked.references and _VAGUE.search(text)):
        return True
    if not asked.sentence.has(Slot.REFER) and _WITHIN_FIRST.search(text):
        return True
    return bool(_LACKING_GROUP.search(text) or _TWISTED.search(text))


def _is_other_of_two(asked: Asked) -> bool:
    """Whether the other of two is asked for, of which only the one is known."""
    return holds_any(asked.sentence.text, _NOT_THAT) and all(p.excluded for p in asked.parts)


_PART_ONLY = pattern(
    "の?だけ(?:(?:の|で)(?:購入費|工事費|費用|経費|設計料|委託料|金額|額|予算|要求額)|(?:だと|で|なら|では)?、?(?:何円|いくら|幾ら|なんぼ))"
)


def _part_only(asked: Asked) -> bool:
    """Whether a part of a project is asked about, which no list prints: 避難所に入れる冷風機だけの購入費. What its
    name holds is no part of it.
    """
    found = _PART_ONLY.search(asked.sentence.text)
    project = asked.single or (asked.lone[1] if asked.lone else None)
    if not found or not project or _is_measure(asked, found.start()):
        return False
    word, end = "", found.start()
    for token in reversed(asked.sentence.tokens):
        if token.end == end and token.pos in _IN_A_WORD:
            word, end = token.surface + word, token.begin
    return bool(word) and fold(word) not in fold(normalize(project.name))


def _is_measure(asked: Asked, end: int) -> bool:
    """Whether what ends there is a column of the list: 拡充分だけ."""
    return any(s.end == end for s in asked.sentence.all(Slot.MEASURE))


_IN_A_WORD = ("名詞", "接尾辞", "接頭辞")


_NOT_THAT = ("じゃないほう", "じゃない方", "ではないほう", "ではない方")
"""The other of two, of which only the one is known."""

_RANKS = frozenset({Slot.EXTREME, Slot.DIRECTION, Slot.ORDINAL, Slot.LIMIT, Slot.PLACES})

_UNITS = ("当たり", "あたり", "率", "何%", "何パーセント", "何割", "ポイント", "予算額から")
_EACH_UNIT = pattern(
    "(?:一人|ひとり|1人|1世帯|一世帯)(?:当たり|あたり)|何(?:%|パーセント|割)(?:削|減|カット|増え|上が|下が)|%?ポイント(?:違|差|高|低)"
    "|(?<![比占有能効確])率(?:は|って|が|を)?、?[^、。]{0,4}(?:何%|何割|何パーセント)"
    "|予算額から、?[^、。]{0,8}分を(?:引|差し引|除)"
)
"""What is asked of each person, in per cent of a change, or of parts that no column holds."""


def is_per_unit(text: str) -> bool:
    """Whether an amount for each person, a change in per cent or a rate is asked for, which no column holds."""
    return holds_any(text, _UNITS) and bool(_EACH_UNIT.search(text))


_RATIOS = ("割合", "比率", "構成比")
_BY_RATIO = pattern(
    "分の?(?:占める)?(?:割合|比率|構成比)(?:が|の)(?:トップ|最|[^、。]{0,8}(?:高|低|大き|小さ|多|少な)[い順])"
)
"""What is ranked by one amount of another."""

_BESIDE = ("の次に", "より一つ", "よりひとつ", "より1つ")
_SIZES = ("高額", "少額", "大型", "小型", "大口", "小口", "主要", "重要", "目玉", "気になる")
_OF_GROUPS = ("部の", "課の", "局の", "係の", "柱の", "1位の")
_LACKS = ("い部", "い課", "い局", "い係", "い柱", "いの", "しか", "だけの", "課が", "係が")
_DENIED = ("ない", "なく")

_HINTS = Gates(
    [
        (
            [*_BESIDE, *_NOT_THAT, *_UNITS, *_RATIOS, *_SIZES, *_OF_GROUPS, *_LACKS, *_DENIED],
            True,
        )
    ]
)
"""Without one of these a text has no shape but those behind strings of their own."""


_OFFICES = (Attribute.DEPARTMENT, Attribute.SECTION)


def _of_two_runs(asked: Asked) -> bool:
    """「1000万円台と3000万円台の事業」: amounts that nothing can have both of."""
    if len(asked.sentence.all(Slot.AMOUNT)) < 2:
        return False
    bounds: dict[Measure, tuple[int, float]] = {}
    for limits in ranges(asked):
        low, high = bounds.get(limits.measure, (-(10**15), inf))
        low = low if limits.low is None else max(low, limits.low)
        high = high if limits.high is None else min(high, limits.high)
        bounds[limits.measure] = low, high
    return any(low > high for low, high in bounds.values())


def _share_in_groups(asked: Asked) -> bool:
    """「新規の割合が一番高い部」「各部の新規の割合」: a share within each of some groups; 新規の部別の割合 is of all new ones."""
    if Operation.SHARE not in asked.operations:
        return False
    kinds = [p for p in asked.parts if p.entity.dimension is Dimension.KIND and not p.excluded]
    if len(kinds) == 1 and (each := asked.sentence.first(Slot.DIMENSION)):
        within = asked.sentence.text.startswith(("が占め", "の占め"), kinds[0].end)
        return within or (each.end <= kinds[0].begin and len(asked.parts) == 1)
    extreme = asked.sentence.first(Slot.EXTREME)
    if not extreme:
        return False
    groups = [*asked.sentence.all(Slot.TERM)]
    groups += [s for s in asked.sentence.all(Slot.ATTRIBUTE) if s.value in _OFFICES]
    grouped = any(p.entity.dimension is not None for p in asked.parts)
    return grouped and any(s.begin >= extreme.end for s in groups) and not topped(settled(asked))


_OF_RANKED = frozenset({Slot.EXTREME, Slot.ORDINAL, Slot.PLACES})


def _loses_ranked(asked: Asked) -> bool:
    """「2番目に高い事業のレベルアップ分の割合」「上位10件の新規は上位10件の何％」: a part of a ranking that no share of here is of."""
    if Operation.SHARE not in asked.operations or asked.sentence.has(Slot.DIMENSION):
        return False
    if asked.measure in SHARES:
        return False
    if len(asked.sentence.all(Slot.LIMIT)) > 1:
        return True
    return asked.sentence.has_any(_OF_RANKED) and not topped(settled(asked))


_DECIDED = ("決定", "査定", "確定", "議決", "可決")


def _is_decided(asked: Asked) -> bool:
    """Whether the money of a decision is asked for, and no request that is called a budget: 査定額."""
    spans, text = asked.sentence.all(Slot.MEASURE), asked.sentence.text
    return bool(spans) and any(text.startswith(_DECIDED, s.begin) for s in spans)


def undecided(asked: Asked) -> Intent | None:
    """A refusal where the money of a decision is asked for that the list does not print."""
    if asked.lexicon.has_budget or not _is_decided(asked):
        return None
    project = asked.single or (asked.lone[1] if asked.lone else None)
    about = (project.id,) if project else ()
    return OutOfScope(asked.lexicon.edition.id, Untold.DECISION, about)


_MONEY_SAID = frozenset({Slot.MEASURE, Slot.BOUND})


def _granted_untold(asked: Asked) -> Intent | None:
    """A refusal where the part of a request that was granted is asked for, and the list prints no budgets."""
    if asked.lexicon.has_budget or not asked.sentence.has_any(_MONEY_SAID):
        return None
    told = (*asked.sentence.all(Slot.MEASURE), *asked.sentence.all(Slot.BOUND))
    granted = any(getattr(s.value, "measure", s.value) is Measure.GRANTED_SHARE for s in told)
    return OutOfScope(asked.lexicon.edition.id, Untold.DECISION) if granted else None


def _parts_of_budget(asked: Asked) -> bool:
    """「拡充分がなかったら予算額は」「予算額に占める拡充分の割合が高い事業」: what is only computed of requests."""
    if asked.measure not in (Measure.ONGOING, Measure.LEVELUP_SHARE):
        return False
    said = any(s.value is Measure.BUDGET for s in asked.sentence.all(Slot.MEASURE))
    return said or says_budget(asked)


_HEADED = pattern(
    "(?<=[^、。ごと別各どの])(?:小柱|柱)(?:の(?:合計|総額|事業|件数|平均|要求)|で(?:一番|最も|いちばん)|は何件)",
    among="柱の 柱で 柱は",
)


def _of_unknown_heading(asked: Asked) -> bool:
    """「高齢者や障害者等の小柱の合計」: of a heading that is told by some of its words, and is not known by them."""
    if not _HEADED.search(asked.sentence.text) or asked.sentence.has(Slot.DIMENSION):
        return False
    named = any(p.entity.dimension in HEADINGS for p in asked.parts)
    told = any(p.topic or p.is_project for p in asked.parts) or bool(asked.references)
    return told and not named and asked.sentence.has(Slot.TERM)


def uncomputed(asked: Asked) -> Intent | None:
    """A median of each group, or groups that the list does not make: never passed off as another figure."""
    columns = asked.sentence.has(Slot.PER_EACH) and asked.sentence.has(Slot.MEASURE)
    if columns and Attribute.REQUESTED in asked.attributes and len(asked.parts) < 2:
        return uncomputable(asked)
    if asked.lexicon.has_budget and _parts_of_budget(asked):
        return uncomputable(asked)
    if decision := undecided(asked) or _granted_untold(asked):
        return decision
    if _shaped_otherwise(asked) or _either(asked):
        return uncomputable(asked)
    if (
        _loses_ranked(asked)
        or are_places_uncomputed(asked)
        or _share_in_groups(asked)
        or _of_two_runs(asked)
    ):
        return uncomputable(asked)
    if {Operation.COUNT, Operation.COMPARE} <= set(asked.operations) and (
        len(asked.parts) == 1 and asked.parts[0].topic
    ):
        return uncomputable(asked)  # 健康と教育の件数はどちらが多い
    if average_of_groups(asked) or _kind_within_kind(asked) or _of_office_of_topic(asked):
        return uncomputable(asked)
    if _of_unknown_heading(asked):
        return uncomputable(asked)
    median = Operation.MEDIAN in asked.operations and grouping(asked) and not asked.single
    if median or asked.sentence.has(Slot.UNCOMPUTED):
        return uncomputable(asked)
    return None
