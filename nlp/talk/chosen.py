"""Which of the options that were offered is meant: by place, by amount, all of them, or by words of its name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from data.index import KEYS
from data.model import Project
from data.query import Attribute, Choices, Dimension, Help, Intent, Operation, Query
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, uncomputable
from nlp.asking.compose import query_of
from nlp.asking.context import Memory, is_single, projects_of, shown
from nlp.asking.fields import attributes_of
from nlp.asking.group_words import group_word
from nlp.asking.same_money import money_of
from nlp.meaning.about import heavy
from nlp.meaning.parts import union
from nlp.names.scopes import OFFICES
from nlp.rules.ways import LEADS_ON
from nlp.talk.of_compared import compared, of_compared
from nlp.talk.of_groups import same_group
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, normalize

_END = pattern("(?:(最初|はじめ|上|前者)|最後|下|後者)(?:の|で|が|$)(?!課|部|事業費)")


_ENGLISH = pattern(
    r"(?:i mean(?:t)? |ok(?:ay)?,? )?(?:the )?(?:(first|former)|(last|latter)|(second|third|fourth|fifth))(?: one)?(?:,? please)?[?.! ]*",
    among="first former last latter second third fourth fifth",
)
_NTH = ("second", "third", "fourth", "fifth")
_NONE = pattern(
    "(?:いや|いえ)?、?(?:どれ|どっち|どちら|両方|二つ|2つ|全部)(?:とも|でも|も)?(?:違|ちが|ちゃ|じゃな|な(?:い|く)|ありません)[^、。]{0,8}[?。]*|neither(?: of them)?|none(?: of them)?",
    among="違 ちが ちゃ ない なく ありません じゃな neither none",
)


def none_meant(asked: Asked, choices: Choices) -> Help | None:
    """「どれでもない」: none of what was offered, and nothing else is said yet."""
    return (
        Help(asked.lexicon.edition.id)
        if choices.options and _NONE.fullmatch(asked.sentence.text)
        else None
    )


def chosen(asked: Asked, choices: Choices) -> Intent | None:
    """Which of the offered options is meant: by place, by all of them, or by a word of its name."""
    options, sentence = choices.options, asked.sentence
    if sentence.has(Slot.EXCLUDE) or asked.operations == [Operation.COUNT]:
        return None  # asked of all that is offered
    if of_office := _of_their_office(asked, options):
        return of_office
    nth = sentence.first(Slot.ORDINAL) or sentence.first(Slot.NUMBER)
    limit = sentence.first(Slot.LIMIT)
    if sentence.has_any(_OF_AMOUNT) and sentence.has(Slot.ORDINAL):
        return None  # 「2番目に高いのは」
    if nth and isinstance(nth.value, int) and 1 <= nth.value <= len(options):
        return _with_fields(asked, options[nth.value - 1])
    if nth and sentence.has(Slot.ORDINAL) and asked.asks_nothing and not asked.parts:
        return uncomputable(asked)  # 「4番目」 of three
    if sentence.text.isdecimal() and 1 <= int(sentence.text) <= len(options):
        return options[int(sentence.text) - 1]
    if place := _END.match(sentence.text):
        return _with_fields(asked, options[0] if place[1] else options[-1])
    if told := _ENGLISH.fullmatch(sentence.text):
        at = 0 if told[1] else len(options) - 1 if told[2] else _NTH.index(told[3]) + 1
        return options[at] if at < len(options) else None
    every = frozenset().union(*(q.scope.projects or frozenset() for q in options))
    every_one = limit is not None and limit.value == len(options)
    if (sentence.has(Slot.AND) or sentence.has(Slot.WHOLE) or every_one) and not asked.operations:
        return replace(options[0], scope=replace(options[0].scope, projects=every))
    if _asks_of_more(asked):
        return None
    named = [q for q in options if _is_meant(asked, q)] or _spoken_of(asked, options)
    if len(named) == 1:
        if _BESIDE_IT.search(sentence.text):
            return None  # 「自動運転のとどっちが多い」
        return _with_fields(asked, named[0])
    each = projects_of(options, asked.lexicon)
    pair = compared(each, options[0], asked)
    intent = of_compared(asked, pair) if pair.operation is Operation.COMPARE else None
    fields = attributes_of(asked)
    beside = isinstance(intent, Query) and intent.operation is Operation.COMPARE
    if beside and len(each) > 2 and isinstance(intent, Query) and len(intent.parts) == 2:
        return uncomputable(asked)  # 「差は」 of three that were offered
    if beside and fields and not sentence.has_any(_COMPARES):
        return Query(Operation.DETAIL, union(pair.parts), attributes=fields)
    return intent


_BESIDE_IT = pattern("と(?:は|、)?(?:どっち|どちら)が", among="とどっ とどち と、ど とはど")


_THEIR_OFFICE = pattern(
    f"{LEADS_ON}(?:その|この)?[課部局係室](?:全体)?の(?:合計|平均|件数|総額|事業|他|ほか)",
    among="課 部 局 係 室",
)
_ELSE_OF = pattern("の(?:他|ほか)の?")


def _of_their_office(asked: Asked, options: Sequence[Query]) -> Intent | None:
    """「課の合計は」 of what is offered is of the section of all of them, and refused where they have several;
    「環境課の他の事業は」 chooses none of them.
    """
    groups = [p for p in asked.parts if p.entity.dimension in OFFICES and not p.excluded]
    projects = projects_of(options, asked.lexicon)
    if len(groups) == 1 and _ELSE_OF.match(asked.sentence.text, groups[0].end):
        there = query_of(asked)
        rest = [p.id for p in asked.lexicon.index.take(there.scope) if p not in projects]
        return replace(there, scope=replace(there.scope, projects=frozenset(rest)))
    if asked.parts or not _THEIR_OFFICE.match(asked.sentence.text):
        return None
    word = group_word(asked.sentence.text[:6], asked)
    if len({KEYS[word](p) for p in projects}) > 1:
        return uncomputable(asked)
    offered = Query(Operation.LIST, asked.lexicon.of_projects(projects))
    return same_group(
        ask(f"その{asked.sentence.text.removeprefix('その')}", asked.lexicon), offered
    )


_WHOLE_QUESTIONS = frozenset({Slot.NOUN, Slot.EXTREME, Slot.WHOLE, Slot.OPERATION})


def _asks_of_more(asked: Asked) -> bool:
    """Whether what is asked of a section or of a topic is no choice: みなと保健所の予算は, ごみの事業は; 保健所の方 is one."""
    if _SIDE.search(asked.sentence.text) or any(p.is_project for p in asked.parts):
        return False
    whole = asked.sentence.has_any(_WHOLE_QUESTIONS)
    office = any(p.entity.dimension in OFFICES for p in asked.parts)
    topic = any(p.topic for p in asked.parts)
    money = Attribute.REQUESTED in asked.attributes
    return (office and (whole or money)) or (topic and asked.sentence.has(Slot.NOUN))


_COMPARES = frozenset({Slot.OPERATION, Slot.PER_EACH, Slot.DIRECTION, Slot.EXTREME})


def _spoken_of(asked: Asked, options: Sequence[Query]) -> list[Query]:
    """「派遣するほう」「防犯のほう」: the options that alone speak of what is said."""
    words = [t for m in asked.sentence.mentions for t in heavy(m.tokens) or m.tokens]
    if not words or not _SIDE.search(asked.sentence.text):
        return []
    topics, projects = asked.lexicon.topics, asked.lexicon.projects

    def speaks(option: Query) -> bool:
        rows = [projects.index(p) for p in asked.lexicon.index.take(option.scope)]
        return all(row in topics.evidence(t).text for row in rows for t in words if t.pos != "動詞")

    return [q for q in options if speaks(q)]


_SIDE = pattern("(?:ほう|方|やつ)(?:です|だよ|で|ね|の|を|は|$)")
_OTHER = pattern(
    "(?:もう|別の)(?:一つ|ひとつ|一個|1つ|1個|一方|片方|片一方|一件|1件)(?:のほう|の方)?",
    among="もう 別の",
)


def other_of_two(asked: Asked, memory: Memory) -> Query | None:
    """「もう一方は」: the other of two that were shown or offered before one of them was asked about."""
    found = _OTHER.search(asked.sentence.text)
    single = memory.query
    if not found or not single or asked.parts:
        return None
    if not is_single(single):
        return _other_of_list(asked, memory, single)
    others = [m for m in asked.sentence.mentions if m.text not in found[0]]
    two = memory.offered
    if others or two is None:
        return None
    if isinstance(two, Choices):
        projects = projects_of(two.options, asked.lexicon)
    else:
        projects = shown(two, asked.lexicon)
    mine = asked.lexicon.index.take(single.scope)
    rest = [p for p in projects if p not in mine]
    if len(projects) != 2 or len(rest) != 1:
        return None
    fields = attributes_of(asked) or single.attributes
    return replace(single, scope=asked.lexicon.of_projects(rest), attributes=fields)


def _other_of_list(asked: Asked, memory: Memory, last: Query) -> Query | None:
    """「もう一つは」 after 「新規の方」 of two: the other one of the list before."""
    mine = shown(last, asked.lexicon) if last.operation is Operation.LIST else []
    lists = [i for i in memory.last[:-1] if isinstance(i, Query) and i.operation is Operation.LIST]
    both = shown(lists[-1], asked.lexicon) if lists and len(mine) == 1 else []
    rest = [p for p in both if p not in mine]
    if len(both) != 2 or len(rest) != 1:
        return None
    scope = asked.lexicon.of_projects(rest)
    return Query(Operation.DETAIL, scope, attributes=attributes_of(asked))


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


_TOTALLED = frozenset({Operation.SUM, Operation.COUNT, Operation.AVERAGE})
_OF_AMOUNT = frozenset({Slot.EXTREME, Slot.DIRECTION, Slot.AMOUNT})


def among_offered(asked: Asked, memory: Memory) -> Memory:
    """「一番高いのは」「1億円以上は」「新規は」 after what was offered: of those, as after their list."""
    choices = memory.choices
    away = bool(asked.parts) and all(p.excluded for p in asked.parts)
    if not choices or (asked.references and not away) or asked.sentence.has(Slot.WHOLE):
        return memory
    if asked.operations == [Operation.COUNT] and not asked.parts:
        narrows = asked.sentence.text.startswith(("何件", "全部で何件", "いくつ", "じゃあ何件"))
    elif away:
        narrows = True
    elif asked.parts:
        kinds = all(p.entity.dimension is Dimension.KIND for p in asked.parts)
        narrows = kinds and (asked.asks_nothing or set(asked.operations) <= _TOTALLED)
    else:
        narrows = asked.sentence.has_any(_OF_AMOUNT)
    if not narrows:
        return memory
    queries = [o for o in choices.options if isinstance(o, Query) and is_single(o)]
    if len(queries) < len(choices.options):
        return memory
    projects = projects_of(queries, asked.lexicon)
    offered = Query(Operation.LIST, asked.lexicon.of_projects(projects), money_of(queries[0]))
    return Memory((offered,))


_DEAREST = pattern(
    f"{LEADS_ON}(?:(?:どれ|何|なに)が(?P<one>高|安)い|(?P<other>高|安)いのは(?:どれ|何|なに)?)(?:の|です|か)*[?。]*",
    among="高 安",
)


def dearest(asked: Asked, memory: Memory) -> Asked:
    """「高いのは？」「どれが安い」 after a list or an offer: the first of it; after a comparison, the side that is."""
    found = _DEAREST.fullmatch(asked.sentence.text)
    if not found:
        return asked
    last = memory.query
    way = found["one"] or found["other"]
    if memory.choices or (last and last.operation is Operation.LIST and not last.by):
        return ask(f"一番{way}いのは", asked.lexicon)
    if last and last.operation is Operation.COMPARE:
        return ask(f"{way}い方は", asked.lexicon)
    return asked
