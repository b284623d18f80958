"""Several topics at once: 「子育てと防災の合計をそれぞれ」, one answer after the other; 「観光と子育てはどっちが多い」, all that
the one is about beside all that the other is.
"""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Intent, Measure, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compare import comparison
from nlp.asking.compose import compose
from nlp.asking.context import Memory, is_list
from nlp.meaning.about import heavy
from nlp.meaning.reference import Sure
from nlp.meaning.resolve import topic_of
from nlp.names.lexicon import Entity
from nlp.words.bare import content
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any

EACH = pattern(
    "(?:は|、|で|を|に)*(?:それぞれ|おのおの|各々)(?:の|は|で|に|、)*",
    among="それぞれ おのおの 各々",
)
_BESIDE = pattern("(?:関連|関係)?(?:の?事業)?(?:と|や|、|・)")
_ABOUT = frozenset({Sure.TOPIC, Sure.SEVERAL})
_MOST = 5
"""Topics of which each is answered."""


def each_of_topics(asked: Asked) -> tuple[Intent, ...]:
    """What is asked of one topic after the other; a refusal where it cannot be answered so; none where no such are
    asked.
    """
    text = asked.sentence.text
    if not EACH.search(text):
        return ()
    if any(p.excluded or p.trait for p in asked.parts) or asked.sentence.has(Slot.DIMENSION):
        return ()
    said = [(p.begin, p.end) for p in asked.parts if p.topic]
    said += [(r.mention.begin, r.mention.end) for r in asked.references if r.sure in _ABOUT]
    begin, end = min((b for b, _ in said), default=0), max((e for _, e in said), default=0)
    if any(begin < p.end and p.begin < end for p in asked.parts if not p.topic):
        return ()
    found = EACH.search(text, end)
    words = [w for w in _BESIDE.split(text[begin:end]) if w]
    if not found or not 1 < len(words) <= _MOST:
        return ()
    rest = text[found.end() :]
    after = f"の{rest}" if found.start() == end else f"{text[end : found.start()]}{rest}"
    intents = tuple(compose(ask(f"{text[:begin]}{w}{after}", asked.lexicon)) for w in words)
    told = all(isinstance(i, Query) and not i.scope.is_open and not i.by for i in intents)
    return intents if told else (uncomputable(asked),)


_FIELD = (
    "(?:関連|関係|向け|系|分野|施策|政策|対策)?(?:の(?:予算|事業|お金|要求額|施策|分野|ほう|方))?"
)
_MONEY = "(?:予算額?|要求額|金額|お金|額|件数|事業数|事業)"
_SIZE = "(?:多|大き|高|少な|小さ|安|低)[いく]"
_WORD = "[^、。?とのはがを ]{1,8}?"
_WHICH = f"(?:どちら|どっち)(?:の(?:ほう|方|{_MONEY}))?(?:に|が|を|の)?、?(?:{_MONEY}(?:が|を)?)?、?(?:{_SIZE}|かけ|使|力|上)[^、。]{{0,10}}"
COMPARED = pattern(
    f"(?P<one>{_WORD}){_FIELD}(?:と|か)、?(?P<other>{_WORD}){_FIELD}(?:では|だと|って|で|は|、|の|を)*"
    f"(?:{_WHICH}|(?:{_MONEY}(?:が|の|を|で)?)?(?:{_SIZE}(?:の|ほう|方)(?:は|が)[^、。]{{0,6}}|比べ[^、。]{{0,8}}|比較[^、。]{{0,8}}|(?:差額?|違い|開き)[^、。]{{0,10}}))[?。]*",
    among="どちら どっち 比べ 比較 差 違い 開き のは ほう 方",
)
TIMES = pattern(
    f"(?P<one>{_WORD}){_FIELD}は、?(?P<other>{_WORD}){_FIELD}の(?:何|なん)倍[^、。]{{0,6}}[?。]*",
    among="倍",
)
_ROWS = ("件数", "事業数", "何件")


def topics_compared(asked: Asked) -> tuple[Intent, ...]:
    """The comparison of two topics of which a sentence names each by one word; none where they are names of projects or
    groups, or neither is of more than one project.
    """
    text = asked.sentence.text
    found = COMPARED.fullmatch(text) or TIMES.fullmatch(text)
    if not found or any(isinstance(s.value, Entity) for s in asked.sentence.all(Slot.ENTITY)):
        return ()
    sides = [_about(found[side], asked) for side in ("one", "other")]
    about = [side.projects or frozenset() for side in sides if side]
    if len(about) != 2 or max(map(len, about)) < 2 or about[0] == about[1]:
        return ()
    beside = comparison(replace(asked, parts=()), [side for side in sides if side])
    if beside is None:
        return ()
    return (replace(beside, measure=Measure.COUNT) if holds_any(text, _ROWS) else beside,)


SUMMED = pattern(
    f"(?P<one>{_WORD}){_FIELD}(?:と|・)、?(?P<other>{_WORD}){_FIELD}(?:を|で|、|の|は)*(?:全部で)?(?:合計|総額|合わせ|足し|足す|件数|平均|何件)[^、。]{{0,10}}[?。]*",
    among="合計 総額 合わせ 足 件数 平均 何件",
)


def topics_summed(asked: Asked, memory: Memory) -> tuple[Intent, ...]:
    """The total of two topics of which a sentence names each by one word, and of no project that bears one of them."""
    found = SUMMED.fullmatch(asked.sentence.text)
    total = next((o for o in asked.operations if o in TOTALS), None)
    some = holds_any(asked.sentence.text, ("だけ", "のみ", "以外", "除"))
    shown = memory.query is not None and is_list(memory.query)  # of those that were listed
    if not found or total is None or len(asked.operations) > 1 or some or shown:
        return ()
    if any(isinstance(s.value, Entity) for s in asked.sentence.all(Slot.ENTITY)):
        return ()
    spans = [found.span(side) for side in ("one", "other")]
    sides = [
        _named(span, asked) or _about(found[side], asked)
        for span, side in zip(spans, ("one", "other"), strict=True)
    ]
    about = [side.projects or frozenset() for side in sides if side]
    if len(about) != 2 or max(map(len, about)) < 2:
        return ()
    scope = asked.lexicon.whole.narrow(
        Scope(projects=about[0] | about[1], topic=f"{found['one']}と{found['other']}")
    )
    return (Query(total, scope, Measure.REQUESTED if total is Operation.COUNT else asked.measure),)


def _named(span: tuple[int, int], asked: Asked) -> Scope | None:
    """The project that words name by more than one word of theirs: 防災ラジオ."""
    here = [p for p in asked.parts if p.is_project and (p.begin, p.end) == span]
    words = heavy(asked.lexicon.topics.compounds(content(asked.sentence.text[span[0] : span[1]])))
    return here[0].entity.scope if here and len(words) > 1 else None


def _about(word: str, asked: Asked) -> Scope | None:
    """All that one word is about."""
    if len(heavy(asked.lexicon.topics.compounds(content(word)))) != 1:
        return None
    about = topic_of(word, asked.lexicon)
    return asked.lexicon.whole.narrow(Scope(projects=about, topic=word)) if about else None
