"""Asked of the one project that was shown last: いつから, これって新規, 新しい車には何が付くの, クマのほうは."""

from __future__ import annotations

from msgspec.structs import replace

from data.index import GROUP_FIELDS
from data.query import (
    Attribute,
    Dimension,
    Intent,
    Measure,
    Operation,
    OutOfScope,
    Query,
)
from nlp.asking.asked import Asked, names_something, uncomputable
from nlp.asking.compare import OF_WHICH, figure_of
from nlp.asking.compose import compose
from nlp.asking.context import is_place, is_set, is_single, reached, shown
from nlp.asking.told_numbers import is_told, only_counts
from nlp.meaning.reference import Sure
from nlp.rules.ways import GROWN
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot


def untold_of_last(asked: Asked, last: Query) -> Intent | None:
    """「いつから？」 after an answer about one project is asked of that project."""
    unnamed = not asked.parts or only_counts(asked)
    if is_single(last) and unnamed and is_told(asked, shown(last, asked.lexicon)[0]):
        return replace(last, attributes=(Attribute.DESCRIPTION,))
    if names_something(asked) or not asked.sentence.has(Slot.UNTOLD):
        return None
    intent = compose(asked)
    if isinstance(intent, OutOfScope) and is_single(last):
        return replace(intent, about=tuple(last.scope.projects or ()))
    return None if isinstance(intent, Query) else intent  # 「決まった額は」 is printed


_WHAT = pattern(
    r"なんて書|何て書|どう書|何が|なにが|何を|なにを|どんな|どこが|どこの(?![部課局室係]|小?柱|会計|担当)|どの(?=大学|会社|企業|国|団体|学校|地区)|どう(?!し|や)"
)


def content_of_last(asked: Asked, last: Query) -> Intent | None:
    """「新しい車には何が付くの」 after a project that speaks of a new car: what it does."""
    said = [t for r in asked.references for t in r.mention.tokens]
    named = any(not p.topic for p in asked.parts) or any(
        r.sure is Sure.NAMED for r in asked.references
    )
    if not is_single(last) or not said or named or asked.sentence.has_any(_OF_MANY):
        return None
    if asked.operations or asked.attributes or not _WHAT.search(asked.sentence.text):
        return None
    row = asked.lexicon.projects.index(shown(last, asked.lexicon)[0])
    if not all(asked.lexicon.topics.prints(row, t) for t in said):
        return None
    return replace(last, attributes=(Attribute.DESCRIPTION,))


_TERMS = {
    "部": Attribute.DEPARTMENT,
    "局": Attribute.DEPARTMENT,
    "課": Attribute.SECTION,
    "係": Attribute.SECTION,
    "柱": Attribute.PILLAR,
    "小柱": Attribute.POLICY,
    "会計": Attribute.ACCOUNT,
    "区分": Attribute.KIND,
}
_TERM = pattern(
    r"(?:じゃあ|では|で、|あと)?(部|局|課|係|小柱|柱|会計|区分)(?:の名前)?(?:は|って|も)[?。]*|会計は(?:一般|特別|国保|介護|どっち).*"
)
"""「部は？」 after one project: its department, and no breakdown."""

_IS_KIND = pattern(r"(?:なの|なん|ですか|です|だ|か)*\?|(?:なの|なん|ですか)+")
"""What asks whether it is of a kind: 新規なん？; 「新規は」 asks of others."""

_ASKS_FOR_ROWS = pattern(
    "(?:は|って)[?。]*|を?(?:全部|一覧|教えて|見せて|挙げて|出して)(?:ください|くれ|もらえますか)?[?。]*"
)
_ABOVE = pattern("(?:じゃあ?|では|で)?、?(?:それ|そこ|これ)?(?:は|の)?[部局](?:は|って)[?。]*")
"""「部は」 after a section: the department that it stands under."""

_OFFICE = pattern("([部局課係])(?:は|って)?(?:どこ|どちら|何)")


def field_of_last(asked: Asked, last: Query) -> Intent | None:
    """「これって新規？」「課はどこ」: a kind, an account or an office, asked of the one project shown last."""
    kind = asked.parts and _IS_KIND.fullmatch(asked.sentence.text, asked.parts[0].end)
    if is_place(last) and (asked.sentence.has(Slot.REFER) or kind):
        last = Query(Operation.DETAIL, reached(last, asked.lexicon))
    term = _TERM.fullmatch(asked.sentence.text) if is_single(last) else None
    if term:
        return replace(last, attributes=(_TERMS[term[1] or "会計"],))
    under = _ABOVE.fullmatch(asked.sentence.text) if last.scope.sections else None
    if under and is_set(last):
        projects = shown(last, asked.lexicon)
        scope = asked.lexicon.of_projects(projects)
        return Query(Operation.DETAIL, scope, attributes=(Attribute.DEPARTMENT,))
    office = _OFFICE.match(asked.sentence.text) if is_single(last) and not asked.parts else None
    if office:
        field = Attribute.DEPARTMENT if office[1] in "部局" else Attribute.SECTION
        return replace(last, attributes=(field,))
    fields = {Dimension.KIND: Attribute.KIND, Dimension.ACCOUNT: Attribute.ACCOUNT}
    groups = [p.entity.dimension for p in asked.parts]
    found = [fields[g] for g in groups if g in fields]
    if not is_single(last) or not found or len(found) != len(groups) or not asked.asks_nothing:
        return None
    said = asked.sentence.text[asked.parts[-1].begin : asked.parts[-1].end]
    rows = said.endswith("事業") and _ASKS_FOR_ROWS.fullmatch(
        asked.sentence.text, asked.parts[-1].end
    )
    if rows and not asked.sentence.has(Slot.REFER):
        return None  # 「新規事業を教えて」 is asked of all
    if asked.sentence.has(Slot.NOUN) or asked.sentence.has(Slot.AMOUNT):
        return None
    return replace(last, attributes=tuple(dict.fromkeys(found)))


def other_one(asked: Asked, last: Query) -> Intent | None:
    """「クマのほうは？」 after one project: the other one whose own words say it, of those it may be about."""
    topics = [r for r in asked.references if r.sure is Sure.TOPIC]
    alone = len(topics) == 1 == len(asked.parts) and is_single(last)
    if not alone or not asked.asks_nothing or asked.sentence.has_any(_OF_MANY):
        return None
    tokens, lexicon = topics[0].mention.tokens, asked.lexicon
    said = [p for p in topics[0].projects if p not in shown(last, lexicon)]
    rows = {p: lexicon.projects.index(p) for p in said}
    own = [p for p in said if all(lexicon.topics.prints(rows[p], t) for t in tokens)]
    return replace(last, scope=lexicon.of_projects(own)) if len(own) == 1 and tokens else None


_OF_MANY = frozenset({Slot.NOUN, Slot.ABOUT})


_WITHIN = pattern("の(?:中|なか|うち)(?:では|で|だと)")
_OF_WHAT = pattern("(?:全体)?(?:で|では|に占める)?(?:の)?(?:何|なん|割合|比率|シェア)")


def _wider(asked: Asked, last: Query) -> bool:
    """Whether the group that is named holds what was shown last, and more; or is all of it, and was not what was named."""
    rows = asked.lexicon.index.select
    inside, around = set(rows(reached(last, asked.lexicon))), set(rows(asked.scope(asked.parts)))
    return inside < around or (inside == around and last.scope.projects is not None)


def _part_of_itself(asked: Asked, last: Query) -> Query | None:
    """「それは要求額の何パーセント」 after the level-up part of a project: of that project's request."""
    shared = is_single(last) and Operation.SHARE in asked.operations
    if shared and _ITS_PART.fullmatch(asked.sentence.text):
        return Query(Operation.SHARE, last.scope, Measure.REQUESTED_LEVELUP, parts=(last.scope,))
    grown = last.operation is Operation.SUM and last.measure is Measure.REQUESTED_LEVELUP
    if grown and not asked.parts and _OF_THE_REQUEST.fullmatch(asked.sentence.text):
        return Query(Operation.SHARE, last.scope, last.measure, parts=(last.scope,))
    part = last.attributes == (Attribute.REQUESTED_LEVELUP,) and is_single(last)
    of_request = part and _OF_REQUEST.search(asked.sentence.text)
    if not of_request or asked.parts or Operation.SHARE not in asked.operations:
        return None
    return Query(Operation.SHARE, last.scope, Measure.REQUESTED_LEVELUP, parts=(last.scope,))


_ITS_PART = pattern(
    f"(?:じゃあ?|では|で)?、?(?:(?:その|この)?(?:うち|中)の?、?)?{GROWN}(?:分|額)?(?:の|が|は)?(?:占める)?"
    "(?:割合|比率|何%|何割|何パーセント|何分の1)[^、。]{0,8}[?。]*",
)
"""How much of one project is level-up: レベルアップの占める割合."""

_OF_THE_REQUEST = pattern(
    "(?:じゃあ?|では|で)?、?要求額(?:全体)?(?:に(?:占める|対する)割合|の(?:何%|何割|何パーセント))[^、。]{0,6}[?。]*"
)
_OF_REQUEST = pattern(
    "(?:要求額|要求|全額|(?<!全体の)予算)(?:の(?:うちの?)?|に占める)(?:何|なん|どの|割合|比率)"
)


def _part_of_narrowed(asked: Asked, last: Query) -> Query | None:
    """「新規の割合は」 after 防災課 and of them 新規: of 防災課, and not of all 新規."""
    if len(asked.parts) != 1 or Operation.SHARE not in asked.operations:
        return None
    field = GROUP_FIELDS.get(asked.parts[0].entity.dimension or Dimension.EDITION)
    said = getattr(asked.parts[0].entity.scope, field) if field else None
    around = replace(last.scope, **{field: None}) if field else last.scope
    if said is None or said != getattr(last.scope, field or "") or around.is_open:
        return None
    if asked.sentence.has(Slot.WHOLE) or last.scope.projects is not None:
        return None
    measure = figure_of(asked)
    if OF_WHICH.match(asked.sentence.text, asked.parts[0].end):
        around = asked.scope(asked.parts)  # 「教育部の何％」 after its new projects
    return Query(Operation.SHARE, last.scope, measure, parts=(around,))


_HOLDS = pattern(
    "(?:の分)?(?:が|の)占める(?:割合|比率)|(?:が|の)(?:何%|何割)(?:を占め|です|か|[?。]|$)|の(?:割合|比率)(?:は|って)[^、。]{0,4}[?。]*$|は何(?:%|割)[^、。]{0,4}[?。]*$"
)


def _part_of_total(asked: Asked, last: Query) -> Query | None:
    """「税務課が占める割合」 after the total of an office's new projects: of that total."""
    one = asked.parts[0] if len(asked.parts) == 1 and not asked.parts[0].excluded else None
    if one is None or one.entity.dimension is None or Operation.SHARE not in asked.operations:
        return None
    if last.operation is not Operation.SUM or last.scope.is_open or asked.sentence.has(Slot.WHOLE):
        return None
    if not _HOLDS.match(asked.sentence.text, one.end):
        return None
    rows = asked.lexicon.index.select
    part = last.scope.narrow(replace(one.entity.scope, editions=None))
    inside, around = set(rows(part)), set(rows(last.scope))
    if not inside or not inside < around:
        return None
    return Query(Operation.SHARE, part, last.measure, parts=(last.scope,))


_RATIO_TO = pattern(
    "(?:の(?:要求額|予算額|合計額?|総額))?に(?:対する|対して)(?:の)?(?:割合|比率|何%|何割)"
)


def _against_named(asked: Asked, last: Query) -> Query | None:
    """「建築課の何％」 after 税務課, which is no part of it: the one as a ratio of the other."""
    if len(asked.parts) != 1 or asked.parts[0].excluded or len(asked.references) > 1:
        return None
    text, end = asked.sentence.text, asked.parts[0].end
    if not OF_WHICH.match(text, end) and not _RATIO_TO.match(text, end):
        return None
    if not (is_single(last) or is_set(last)) or asked.sentence.has(Slot.REFER):
        return None
    part, whole = reached(last, asked.lexicon), asked.scope(asked.parts)
    rows = asked.lexicon.index.select
    if not set(rows(part)).isdisjoint(rows(whole)):
        return None
    counted = Operation.COUNT in (*asked.operations, last.operation) and not asked.attributes
    measure = Measure.COUNT if counted else asked.measure
    return Query(Operation.SHARE, part, measure, parts=(whole,))


_OF_ALL_GROWN = pattern(
    f"(?:全体|一覧|全部)の{GROWN}分の(?:合計)?の?何(?:%|割|パーセント)", among="%  割 パーセント"
)


_OF_EVERYTHING = pattern(
    "(?:区|市|町|村)?(?:全体|一覧(?:全体)?)(?:の|に占める|に対する|で(?:は)?)(?:何(?:%|割|パーセント)|割合|比率)",
    among="全体 一覧",
)


def share_of_last(asked: Asked, last: Query) -> Intent | None:
    """「それって障害者福祉課の合計の何％」: what was shown last as a part of the group that is named; refused where
    it is none.
    """
    if not asked.lexicon.index.select(last.scope):
        return None
    grown = last.measure is Measure.REQUESTED_LEVELUP
    firsts = last.operation in (Operation.MAX, Operation.MIN) and (last.limit or 1) > 1
    several = is_set(last) or (firsts and not last.by)
    grown = grown or (is_single(last) and last.attributes == (Attribute.REQUESTED_LEVELUP,))
    of_all = (several or grown) and not asked.parts and _OF_EVERYTHING.search(asked.sentence.text)
    if grown and (of_all or _OF_ALL_GROWN.search(asked.sentence.text)):
        return Query(
            Operation.SHARE,
            reached(last, asked.lexicon),
            Measure.REQUESTED_LEVELUP,
            parts=(asked.lexicon.whole,),
        )
    own = _part_of_itself(asked, last) or _part_of_narrowed(asked, last)
    if own := own or _part_of_total(asked, last):
        return own
    if beside := _against_named(asked, last):
        return beside
    alone = len(asked.parts) == 1 and asked.parts[0].entity.dimension is not None
    end = asked.parts[0].end if alone else 0
    within = alone and _WITHIN.match(asked.sentence.text, end)
    again = within and asked.asks_nothing and last.operation is Operation.SHARE
    if not again and Operation.SHARE not in asked.operations:
        return None  # 「教育委員会の中では？」 after a share asks for another
    of_group = within or (alone and _OF_WHAT.match(asked.sentence.text, end))
    if not asked.sentence.has(Slot.REFER) and not (of_group and _wider(asked, last)):
        return None
    others = any(r.sure is not Sure.GROUP for r in asked.references)
    if others or len(asked.parts) != 1 or asked.parts[0].excluded:
        return None
    part, whole = reached(last, asked.lexicon), asked.scope(asked.parts)
    rows = asked.lexicon.index.select
    if not set(rows(part)) <= set(rows(whole)):
        return uncomputable(asked)
    measure = figure_of(asked)
    return Query(Operation.SHARE, part, measure, parts=(whole,))


_SIDE = pattern("(?:のほう|の方|のやつ)(?:ね|だよ|です|で)?[。]?$")


def still_last(asked: Asked, last: Query) -> Query | None:
    """「中学生のほうね」 after a project that is about them: that one is meant."""
    topics = [p for p in asked.parts if p.topic and not p.excluded]
    if not is_single(last) or len(topics) != 1 or len(asked.parts) != 1 or not asked.asks_nothing:
        return None
    about = topics[0].entity.scope.projects or frozenset()
    meant = (last.scope.projects or frozenset()) <= about
    return last if meant and _SIDE.search(asked.sentence.text) else None


def all_but_last(asked: Asked, last: Query) -> Intent | None:
    """「それ以外の会計の合計は」「それを抜いた残りの合計」: what was asked about without what was shown."""
    refer, away = asked.sentence.first(Slot.REFER), asked.sentence.first(Slot.EXCLUDE)
    if not refer or not away or not 0 <= away.begin - refer.end <= 1 or asked.parts:
        return None
    if Attribute.REQUESTED_LEVELUP in last.attributes:
        return None  # without that amount, and not without that project
    ranked = last.operation in (Operation.MAX, Operation.MIN)
    lexicon = asked.lexicon
    whole = last.scope if ranked else lexicon.whole
    gone = set(shown(last, lexicon)) if ranked else set(lexicon.index.take(last.scope))
    left = lexicon.of_projects(p for p in lexicon.index.take(whole) if p not in gone)
    spans = tuple(
        s for s in asked.sentence.spans if s not in (refer, away) and s.slot is not Slot.TERM
    )
    rest = replace(asked, sentence=replace(asked.sentence, spans=spans), within=left)
    if asked.references or not gone:
        return None
    return compose(rest)
