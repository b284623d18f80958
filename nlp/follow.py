"""A sentence understood against the last answer: それ, その課, じゃあ, 他には, 新規だけだと, 2番目の.

Keeps the last query where the sentence leaves something open, and drops it where the sentence stands on
its own: a change of topic never keeps an old filter.
"""

from __future__ import annotations

from msgspec.structs import replace

from data.model import Project
from data.query import (
    Choices,
    Intent,
    Measure,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Scope,
    Untold,
)
from nlp.asked import TOTALS, Asked, attributes_of, names_something, ranges
from nlp.compare import comparison
from nlp.compose import compose
from nlp.context import Memory, is_single, reached, shown
from nlp.details import detail
from nlp.of_compared import of_compared
from nlp.of_groups import (
    group_of_named,
    of_groups,
    of_parent,
    same_group,
    same_of_named,
    sibling,
)
from nlp.of_last import content_of_last, field_of_last, other_one, outcome_of_last, untold_of_last
from nlp.parts import Part, scope_of
from nlp.patterns import pattern
from nlp.phrases import Slot
from nlp.reference import Sure
from nlp.refuse import unrelated, unsubtracted
from nlp.relative import is_relative, pointing
from nlp.shown_places import more, next_number, nth, reordered, up_to
from nlp.text import fold, normalize
from nlp.together import added, together, without
from nlp.within import GROUPED, level_up_of_last, narrowed, other_kind, without_names


def follow(asked: Asked, memory: Memory) -> Intent:
    """The intent of a sentence in a conversation."""
    last = _asked_first(asked, memory) or _of_refusal(memory) or memory.query
    if memory.choices and (chosen := _chosen(asked, memory.choices)):
        return chosen
    than_last = _than_last(asked, last) if last else None
    own = (
        than_last
        or (_of_shown(asked, last) if last else None)
        or group_of_named(asked)
        or same_of_named(asked)
        or together(asked, memory)
    )
    own = own or _asked_earlier(asked, memory)
    own = own or (_of_nothing_shown(asked, memory) if not last else None)
    if own:
        return own
    refused = unsubtracted(asked) or unrelated(asked, last)
    if refused or not last or asked.sentence.has(Slot.HELP):
        return refused or compose(asked)
    for way in (
        outcome_of_last,
        untold_of_last,
        content_of_last,
        _share_of_last,
        _still_last,
        _all_but_last,
        _names_of_last,
        added,
        without,
        of_groups,
        of_parent,
        field_of_last,
        same_group,
        next_number,
        nth,
        up_to,
        reordered,
        more,
        level_up_of_last,
        narrowed,
        other_kind,
        _compared,
        without_names,
        sibling,
        _counterpart,
        _names_only,
        other_one,
        _among_last,
    ):
        intent = way(asked, last)
        if intent:
            return intent
    return compose(asked)


_OF_LIST = frozenset({Slot.NOUN, Slot.WHOLE, Slot.EXTREME, Slot.DIMENSION, Slot.HELP, Slot.AMOUNT})
"""What says that more than a project is asked about."""


def _of_nothing_shown(asked: Asked, memory: Memory) -> NotFound | Choices | None:
    """「そのうち新規は？」 after what is not in the list, or what is still to be chosen: not of the whole list."""
    newest = memory.last[-1] if memory.last else None
    if not isinstance(newest, NotFound | Choices):
        return None
    named = asked.references or any(p.is_project or p.topic for p in asked.parts)
    of_list = asked.sentence.has(Slot.WHOLE) or _THIS_LIST.search(asked.sentence.text)
    refers = asked.sentence.has(Slot.REFER) and not named and not of_list
    asks = asked.attributes or asked.sentence.has(Slot.MEASURE) or set(asked.operations) & _SUMS
    listed = set(asked.operations) - _SUMS
    asks_field = bool(asks) and not (listed or asked.parts or of_list)
    open_field = asks_field and not named and not asked.sentence.has_any(_OF_LIST)
    silent = asked.asks_nothing and not (named or asked.parts)
    said_no_more = silent and asked.sentence.has(Slot.THEN)
    pointing = refers or open_field or said_no_more or asked.sentence.has(Slot.NARROW)
    return newest if pointing else None


_SUMS = TOTALS
_THIS_LIST = pattern("この(?:一覧|リスト|資料|表|区|市|町|村)")

_FIRST = pattern("(?:最初|はじめ|初め)に(?:聞|き|尋|質問|言)")
_EARLIER = pattern("(?:さっき|先ほど|先程|前に(?:聞い|きい|言っ))(?!の[2-9二三四五]つ)")


def _asked_first(asked: Asked, memory: Memory) -> Query | None:
    """「最初に聞いたやつ」: the first of the projects that were asked about one after the other."""
    return memory.singles[0] if memory.singles and _FIRST.search(asked.sentence.text) else None


_ASKS_MORE = frozenset(
    {
        Slot.EXCLUDE, Slot.SAME, Slot.TERM, Slot.AMOUNT, Slot.PER_EACH, Slot.DIRECTION, Slot.EXTREME,
        Slot.LIMIT, Slot.ORDINAL, Slot.OWN_RANK, Slot.DIMENSION, Slot.NARROW, Slot.WHOLE,
    }
)  # fmt: skip
"""What asks more than a field of one project."""


def _asked_earlier(asked: Asked, memory: Memory) -> Query | None:
    """「さっきのタバコの方」: a field of that one of the projects that were asked about one after the other."""
    words = [fold(m.text) for m in asked.sentence.mentions]
    if not words or not memory.singles or not _EARLIER.search(asked.sentence.text):
        return None
    named = {q: shown(q, asked.lexicon)[0].name for q in memory.singles}
    if asked.operations or asked.sentence.has_any(_ASKS_MORE):
        return None  # さっきのラジオ以外の合計
    told = [q for q, name in named.items() if all(w in fold(normalize(name)) for w in words)]
    fields = detail(replace(asked, parts=(), references=()), ())
    return replace(fields, scope=told[0].scope) if len(told) == 1 else None


def _of_refusal(memory: Memory) -> Query | None:
    """What was asked of a project and no list tells: the next question is asked of that project."""
    newest = memory.last[-1] if memory.last else None
    if not isinstance(newest, OutOfScope) or len(newest.about) != 1:
        return None
    edition = newest.about[0].edition
    scope = Scope(editions=frozenset({edition}), projects=frozenset(newest.about))
    return Query(Operation.DETAIL, scope)


def _than_last(asked: Asked, last: Query) -> Intent | None:
    """「それより高い事業は」「これと同じ額の事業は」: of the amount of the one project shown last."""
    pointed = pointing(asked, last)
    return compose(pointed) if pointed and is_relative(pointed) else None


_ONLY = pattern("だけ|のみ|のほう|の方|に絞")


def _among_last(asked: Asked, last: Query) -> Intent | None:
    """「消防のほうだけ」 after a list: of those whose names say so, the ones that were shown."""
    several = [r for r in asked.references if r.sure is Sure.SEVERAL]
    if len(several) != 1 or asked.parts or is_single(last) or not _ONLY.search(asked.sentence.text):
        return None
    before = shown(last, asked.lexicon)
    among = [p for p in several[0].projects if p in before]
    if not among or last.operation not in GROUPED:
        return None
    return Query(Operation.LIST, asked.lexicon.of_projects(among), last.measure)


def _counterpart(asked: Asked, last: Query) -> Intent | None:
    """「中学校は？」 after 小学校トイレ改修: the one whose name says it where the last name said another."""
    other = _instead(asked, last) if is_single(last) and asked.asks_nothing else None
    return replace(last, scope=asked.lexicon.of_projects([other])) if other else None


def _instead(asked: Asked, last: Query) -> Project | None:
    """The one other project whose name says what is said where the name of the last one says another thing."""
    before = fold(normalize(shown(last, asked.lexicon)[0].name))
    if len(asked.sentence.mentions) != 1 or len(asked.sentence.mentions[0].text) < 2:
        return None
    words = fold(asked.sentence.mentions[0].text)
    named = zip(asked.lexicon.plain_names, asked.lexicon.projects, strict=True)
    said = [(n, p) for n, p in named if words in n and words not in before]
    alike = [p for n, p in said if _says_instead(n, words, before)]
    alike = alike or [p for n, p in said if _shares(n.replace(words, "\n"), before)]
    return alike[0] if len(alike) == 1 else None


def _of_shown(asked: Asked, last: Query) -> Intent | None:
    """What is asked of the sides of a comparison, or of a name like the last one."""
    return of_compared(asked, last) or _added_instead(asked, last)


_ADDED = pattern(
    "(?:の?も|を)(?:一緒に)?(?:足(?!さ)|たす|たし|加え(?!な)|入れ(?!な)|含め(?!な)|合わせ)|と(?:合わせ|足(?!さ))"
)


def _added_instead(asked: Asked, last: Query) -> Query | None:
    """「小学校のも足すと」 after 中学校大規模改修: both of the two that are named alike."""
    if not is_single(last) or asked.parts or not _ADDED.search(asked.sentence.text):
        return None
    other = _instead(asked, last)
    both = [*shown(last, asked.lexicon), *([other] if other else [])]
    scope = asked.lexicon.of_projects(both)
    return Query(Operation.SUM, scope, last.measure) if other else None


def _share_of_last(asked: Asked, last: Query) -> Intent | None:
    """「それって障害者福祉課の合計の何％」: what was shown last as a part of the group that is named; refused where
    it is none.
    """
    refers = asked.sentence.has(Slot.REFER) and Operation.SHARE in asked.operations
    if not refers or asked.references or len(asked.parts) != 1 or asked.parts[0].excluded:
        return None
    part, whole = reached(last, asked.lexicon), asked.scope(asked.parts)
    rows = asked.lexicon.index.select
    if not set(rows(part)) <= set(rows(whole)):
        return OutOfScope(asked.lexicon.edition.id, Untold.UNCOMPUTED)
    measure = Measure.COUNT if Operation.COUNT in asked.operations else asked.measure
    return Query(Operation.SHARE, part, measure, parts=(whole,))


_SIDE = pattern("(?:のほう|の方|のやつ)(?:ね|だよ|です|で)?[。]?$")


def _still_last(asked: Asked, last: Query) -> Query | None:
    """「中学生のほうね」 after a project that is about them: that one is meant."""
    topics = [p for p in asked.parts if p.topic and not p.excluded]
    if not is_single(last) or len(topics) != 1 or len(asked.parts) != 1 or not asked.asks_nothing:
        return None
    about = topics[0].entity.scope.projects or frozenset()
    meant = (last.scope.projects or frozenset()) <= about
    return last if meant and _SIDE.search(asked.sentence.text) else None


def _all_but_last(asked: Asked, last: Query) -> Intent | None:
    """「それ以外の会計の合計は」「それを抜いた残りの合計」: what was asked about without what was shown."""
    refer, away = asked.sentence.first(Slot.REFER), asked.sentence.first(Slot.EXCLUDE)
    if not refer or not away or not 0 <= away.begin - refer.end <= 1 or asked.parts:
        return None
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


ALIKE = 4
"""Characters that two names share at least where one of them is said by its own word."""


def _shares(name: str, before: str) -> bool:
    pieces = (name[i : i + ALIKE] for i in range(len(name) - ALIKE + 1))
    return any(piece in before for piece in pieces)


def _says_instead(name: str, words: str, before: str) -> bool:
    head, said, tail = name.partition(words)
    fits = before.startswith(head) and before.endswith(tail)
    return bool(said) and fits and len(head) + len(tail) < len(before)


_END = pattern("(?:(最初|はじめ|上|前者)|最後|下|後者)(?:の|で|が|$)(?!課|部|事業費)")


def _chosen(asked: Asked, choices: Choices) -> Intent | None:
    """Which of the offered options is meant: by place, by all of them, or by a word of its name."""
    options, sentence = choices.options, asked.sentence
    nth = sentence.first(Slot.ORDINAL) or sentence.first(Slot.NUMBER)
    limit = sentence.first(Slot.LIMIT)
    if nth and isinstance(nth.value, int) and 1 <= nth.value <= len(options):
        return options[nth.value - 1]
    if sentence.text.isdecimal() and 1 <= int(sentence.text) <= len(options):
        return options[int(sentence.text) - 1]
    if place := _END.match(sentence.text):
        return options[0] if place[1] else options[-1]
    every = frozenset().union(*(q.scope.projects or frozenset() for q in options))
    every_one = limit is not None and limit.value == len(options)
    if (sentence.has(Slot.AND) or sentence.has(Slot.WHOLE) or every_one) and not asked.operations:
        return replace(options[0], scope=replace(options[0].scope, projects=every))
    named = [q for q in options if _is_meant(asked, q)]
    return _with_fields(asked, named[0]) if len(named) == 1 else None


def _with_fields(asked: Asked, option: Query) -> Query:
    attributes = attributes_of(asked)
    return replace(option, attributes=attributes) if attributes else option


def _is_meant(asked: Asked, option: Query) -> bool:
    projects = asked.lexicon.index.take(option.scope)
    groups = [p for p in asked.parts if p.entity.dimension is not None]
    if groups and not asked.references:
        scopes = [option.scope.narrow(p.entity.scope) for p in groups]
        return all(asked.lexicon.index.select(s) for s in scopes)
    if any(p.is_project and p.entity.scope.projects == option.scope.projects for p in asked.parts):
        return True
    words = [m.text for m in asked.sentence.mentions]
    return bool(words) and all(
        any(_holds(p, w) or _is_among(p, w, asked) for p in projects) for w in words
    )


def _is_among(project: Project, words: str, asked: Asked) -> bool:
    """Whether words by themselves are about a project, among others: 派遣するほう."""
    about = [p for p in asked.parts if p.topic and asked.sentence.text[p.begin : p.end] == words]
    return any(project.id in (p.entity.scope.projects or ()) for p in about)


def _holds(project: Project, words: str) -> bool:
    return fold(words) in fold(normalize(f"{project.name} {project.section} {project.department}"))


_NAMES = pattern("名前|事業名|どれとどれ|どの事業|一覧|リスト|具体的に")


def _names_of_last(asked: Asked, last: Query) -> Intent | None:
    """「名前も教えて」 after a total: the projects underneath."""
    if last.operation not in TOTALS or last.by or names_something(asked) or asked.attributes:
        return None
    if set(asked.operations) - {Operation.LIST} or not _NAMES.search(asked.sentence.text):
        return None
    return (
        Query(Operation.LIST, last.scope, last.measure)
        if not asked.sentence.has(Slot.WHOLE)
        else None
    )


def _compared(asked: Asked, last: Query) -> Intent | None:
    """「防災ラジオと比べてどっちが高い？」「防災ラジオと同額？」: what was shown last against what is named now."""
    equal = is_relative(asked) and asked.sentence.has(Slot.SAME)
    compared = Operation.COMPARE in asked.operations or asked.sentence.has(Slot.PER_EACH)
    if asked.sentence.has(Slot.NOUN) if equal else not compared:
        return None
    named = [p for p in asked.parts if not p.excluded]
    if is_single(last) and (other := _instead(asked, last)):
        return comparison(asked, [last.scope, asked.lexicon.of_projects([other])])
    if len(named) != 1 or last.operation is Operation.COMPARE:
        return None
    return comparison(asked, [last.scope, scope_of(named, ranges(asked), asked.lexicon)])


def _names_only(asked: Asked, last: Query) -> Intent | None:
    """「じゃあ土砂災害対策は？」「レベルアップは？」: the last question asked of something else."""
    if not asked.asks_nothing or not asked.parts or asked.sentence.has(Slot.AMOUNT):
        return None
    if asked.sentence.has(Slot.NOUN) and not asked.sentence.has(Slot.THEN):
        return None
    if any(r.sure is Sure.ABSENT for r in asked.references):
        return None
    projects = [p for p in asked.parts if p.is_project]
    if projects:
        if last.operation is not Operation.DETAIL or len(projects) != len(asked.parts):
            return None
        return replace(last, scope=scope_of(projects, (), asked.lexicon))
    if last.operation not in GROUPED or any(p.topic for p in asked.parts):
        return None
    return replace(last, scope=_replaced(last.scope, list(asked.parts), asked), first=1)


def _replaced(scope: Scope, parts: list[Part], asked: Asked) -> Scope:
    """The last scope with what is named now in place of what was named in the same dimension."""
    fresh = scope_of(parts, (), asked.lexicon)
    if fresh.departments is not None or fresh.sections is not None:
        scope = replace(scope, departments=None, sections=None, projects=None, topic=None)
    if fresh.pillars is not None or fresh.policies is not None:
        scope = replace(scope, pillars=None, policies=None)
    if fresh.kinds is not None:
        scope = replace(scope, kinds=None)
    if fresh.accounts is not None:
        scope = replace(scope, accounts=None)
    return scope.narrow(fresh)
