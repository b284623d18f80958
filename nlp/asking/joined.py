"""Sentences of one message that belong together: what one only tells, the next asks about."""

from __future__ import annotations

from msgspec.structs import replace

from data.query import Attribute, Dimension, Untold
from nlp.asking.ask import ask
from nlp.asking.asked import ASKING, Asked
from nlp.asking.needs import helped_by
from nlp.asking.situations import asks_of_projects, describes, tells, told_by
from nlp.meaning.about import is_figure
from nlp.meaning.parts import Part
from nlp.meaning.reference import Sure
from nlp.meaning.resolve import OFFICE
from nlp.meaning.spelled import SEEN_ONE, is_forgotten
from nlp.names.lexicon import Entity, Lexicon
from nlp.rules.particles import LIGHT
from nlp.sentences.denied import only_denies
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot


def joined(asked: list[Asked], lexicon: Lexicon) -> list[Asked]:
    """「耳が聞こえない母がいます。使えそうな事業は？」: what the first sentence names belongs to the second."""
    if len(asked) == 1:
        return [_situated(a, a, a) if a.asks_nothing else a for a in asked]
    kept: list[Asked] = []
    told = [a for a in asked if not only_denies(a.sentence)] or asked
    if any(a.parts for a in told):
        told = [a for a in told if a.parts or not _introduces(a)]
    for one in [*(_told_of(a) for a in told[:-1] if not _vents(a)), *told[-1:]]:
        while len(kept) > 1 and _says_little(kept[-1]):
            kept.pop()
        before = kept[-1] if kept else None
        if before and one.sentence.text.startswith("それとも"):
            either = _which_kind(before, one)
            if Attribute.KIND in either.attributes:
                kept[-1] = either
                continue
        if before and _tells(before) and _tells(one) and not (_names(before) and _names(one)):
            kept[-1] = _sure_or(before, ask(_run_on(before, one), lexicon))
            continue
        if before and _half_known(before, one):
            kept[-1] = _sure_or(before, ask(_run_on(before, one), lexicon))
            continue
        bare = all(p.topic for p in one.parts) and _only_light(one) and _asks_or_nouns(one)
        if (
            before
            and bare
            and before.asks_nothing
            and before.references
            and not before.sentence.text.endswith("?")
        ):
            kept[-1] = _situated(ask(_run_on(before, one), lexicon), before, one)
        elif (before and _limits(before, one)) or (
            before
            and _waits(before)
            and one.asks_nothing
            and (one.parts or one.references)
            and not one.sentence.text.startswith(_OF_THOSE)
        ):
            kept[-1] = ask(f"{one.sentence.text.rstrip('。? ')}、{before.sentence.text}", lexicon)
        else:
            kept.append(_narrowed(before, one) if before else one)
    if len(kept) == 1 and kept[0].asks_nothing:
        kept = [_situated(kept[0], kept[0], kept[0])]
    return kept


_SELF = pattern("(?:i|i'm|i'd|i've|we|we're|my|our|hi|hello)\\b(?!.*\\?)")


def _introduces(asked: Asked) -> bool:
    """Whether a sentence in English only says who asks, where another names what is asked about."""
    return bool(_SELF.match(asked.sentence.text)) and asked.asks_nothing


def _which_kind(before: Asked, one: Asked) -> Asked:
    """「…は新規？それとも拡充？」 as one sentence; where both say a kind, the kind of what is named before them."""
    kinds = [p for p in before.parts if p.entity.dimension is Dimension.KIND]
    others = [p for p in one.parts if p.entity.dimension is Dimension.KIND]
    if len(kinds) == len(others) == 1 and len(before.parts) > 1:
        subject = before.sentence.text[: kinds[0].begin].rstrip("はがって、 ")
        return ask(f"{subject}の区分は", before.lexicon)
    return ask(f"{before.sentence.text.rstrip('?。 ')}、{one.sentence.text}", before.lexicon)


_WHERE_IN = pattern("[^、。]{2,16}で[?。]*")


def _limits(before: Asked, one: Asked) -> bool:
    """「レベルアップ分の平均は？レベルアップ事業1件あたりで」: what is only asked of follows what is asked."""
    same = set(one.operations) <= set(before.operations) and not one.attributes
    asked = bool(before.operations) and bool(one.parts) and not before.parts
    return asked and same and bool(_WHERE_IN.fullmatch(one.sentence.text))


def _half_known(before: Asked, one: Asked) -> bool:
    """「防災課の例の事業、名前が出てこない。いくら」: a field of the one that is only half known."""
    asks_field = bool(one.attributes) and not (one.parts or one.references or one.operations)
    forgotten = before.sentence.has(Slot.FORGOTTEN) or is_forgotten(before.sentence)
    labelled = any(p.entity.scope.label for p in before.parts)
    forgotten = forgotten or (labelled and bool(SEEN_ONE.search(before.sentence.text)))
    return forgotten and not before.attributes and asks_field


def _narrowed(before: Asked, one: Asked) -> Asked:
    """「息子が補聴器をつけています。学校で使えそうな事業は」: of the topic asked about, what speaks of what was told."""
    told = [p for p in before.parts if p.topic and not p.excluded]
    if not _tells(before) or not told or len(told) != len(before.parts) or len(one.parts) != 1:
        return one
    part = one.parts[0]
    if not part.topic or part.excluded or not asks_of_projects(one):
        return one
    about = frozenset().union(*(p.entity.scope.projects or frozenset() for p in told))
    both = (part.entity.scope.projects or frozenset()) & about
    if not both:
        return one
    entity = replace(part.entity, scope=replace(part.entity.scope, projects=both))
    return replace(one, parts=(replace(part, entity=entity),))


_TAXES = frozenset({"税金", "血税", "公金", "税", "金", "お金"})


def _vents(asked: Asked) -> bool:
    """Whether a sentence only says what someone thinks of spending: 税金の無駄遣いばかりして."""
    spoken_of = {t.normal for r in asked.references for t in r.mention.tokens}
    return _opines(asked) and not asked.parts and spoken_of <= _TAXES


def _opines(asked: Asked) -> bool:
    opinions = [s for s in asked.sentence.all(Slot.UNTOLD) if s.value is Untold.OPINION]
    return bool(opinions) and not asked.sentence.text.rstrip().endswith("?")


_CLAIMED = pattern(
    r"「([^「」]{2,40})」(?:と|って|とか)(?:言|い(?:い|っ)|主張|断言|聞|きい|書|かい)"
)
"""What somebody says, and whoever asks does not believe."""


def _told_of(asked: Asked) -> Asked:
    """「防災ラジオは無駄遣いだ。予算は」: an opinion only says what is asked about next."""
    text = asked.sentence.text
    if claim := _CLAIMED.search(text):
        said = ask(claim[1], asked.lexicon)
        spans = tuple(s for s in said.sentence.spans if s.slot is Slot.ENTITY)
        bare = replace(said.sentence, spans=spans)
        return replace(said, sentence=bare, bounds=()) if said.parts else asked
    opinion = asked.sentence.first(Slot.UNTOLD) if _opines(asked) else None
    if not opinion:
        return asked
    sides = (ask(said, asked.lexicon) for said in (text[: opinion.begin], text[opinion.end :]))
    return next((one for one in sides if one.parts or one.references), asked)


_STATING = frozenset({"動詞", "助動詞", "形容詞"})


def _tells(asked: Asked) -> bool:
    """Whether a sentence only tells of someone: 離婚しそうです, 小さい子がいます."""
    text = asked.sentence.text
    if not asked.asks_nothing or text.endswith("?"):
        return False
    tokens = [t for t in asked.sentence.tokens if t.pos != "補助記号"]
    return bool(tokens) and tokens[-1].pos in _STATING


def _names(asked: Asked) -> bool:
    return any(not p.topic for p in asked.parts)


def _sure_or(before: Asked, whole: Asked) -> Asked:
    """A run-on sentence, or the first of its two alone where only that one is of the list: 「お年寄り向けの事業が
    知りたい。母が独り暮らしなので」.
    """
    lost = any(r.sure is Sure.ABSENT for r in whole.references)
    known = before.parts and not any(r.sure is Sure.ABSENT for r in before.references)
    return before if lost and known else whole


def _run_on(one: Asked, other: Asked) -> str:
    return one.sentence.text.rstrip("。 ") + "、" + other.sentence.text


def _situated(whole: Asked, statement: Asked, question: Asked) -> Asked:
    """What was asked; where the list does not speak of all that was told, what it speaks of."""
    if all(r.sure is not Sure.ABSENT for r in whole.references):
        return whole
    part = told_by(statement, question)
    if tells(statement) and asks_of_projects(question) and not describes(question):
        part = _nearer(helped_by(whole.sentence.text, whole.lexicon), part)
    parts = (part,) if part else _told(statement) if statement is not question else ()
    return _about(parts, whole.lexicon) if parts else whole


def _about(parts: tuple[Part, ...], lexicon: Lexicon) -> Asked:
    return replace(ask("関連する事業", lexicon), parts=parts, references=())


def _nearer(helping: Part | None, told: Part | None) -> Part | None:
    """What helps with what was told; of that, what speaks of the same words, where anything does."""
    if not helping or not told:
        return helping or told
    both = (helping.entity.scope.projects or frozenset()) & (
        told.entity.scope.projects or frozenset()
    )
    scope = replace(helping.entity.scope, projects=both) if both else helping.entity.scope
    return replace(helping, entity=replace(helping.entity, scope=scope))


def helping(asked: list[Asked], lexicon: Lexicon) -> Asked | None:
    """What sentences ask in which nothing was found: for the projects that help with what they tell."""
    if not any(map(tells, asked)) or not all(map(asks_of_projects, asked)):
        return None
    if any(map(describes, asked)):
        return None  # ポイントがたまる事業
    part = helped_by("。".join(a.sentence.text for a in asked), lexicon)
    return _about((part,), lexicon) if part else None


def _told(statement: Asked) -> tuple[Part, ...]:
    """What a statement names, and the list speaks of: 「離婚しそうです、小さい子がいます。何か支援は」."""
    office = any(r.why == OFFICE for r in statement.references)
    if office or any(p.excluded for p in statement.parts):
        return ()
    return tuple(_topic(p, statement) for p in statement.parts)


def _topic(part: Part, statement: Asked) -> Part:
    """A project that was told of is one of those that are asked for."""
    if not part.is_project:
        return part
    words = statement.sentence.text[part.begin : part.end]
    entity = Entity(None, replace(part.entity.scope, topic=words), words)
    return replace(part, entity=entity, topic=True)


def _says_little(asked: Asked) -> bool:
    """「30代です。」 between what someone tells and what they ask."""
    telling = [t for r in asked.references for t in r.mention.tokens if not is_figure(t)]
    return asked.asks_nothing and not asked.parts and all(t.pos == "接尾辞" for t in telling)


_OF_THOSE = ("うち", "そのうち", "このうち")
"""How a question begins that is asked of what was asked before."""


def _waits(asked: Asked) -> bool:
    """「何ページに載ってる？防災ラジオ」: a question whose subject comes after it."""
    return not (asked.asks_nothing or asked.parts or asked.references)


def _only_light(asked: Asked) -> bool:
    return all(t.normal in LIGHT for r in asked.references for t in r.mention.tokens)


def _asks_or_nouns(asked: Asked) -> bool:
    asking = asked.sentence.text.rstrip("。? ").endswith(("か", "の", "ある"))
    noun = asked.sentence.has(Slot.NOUN) or asked.sentence.has(Slot.ABOUT)
    return asks(asked) or noun or asking


_ALSO = ("も", "も。", "も!")


_REMARK = pattern("(?:て|で|から|ので|けど|ですが|ますが|です|ます|ました)[、。…]*$")


def _remarks(asked: Asked) -> bool:
    """「道路陥没のニュースが怖くて。」: a word of what no list tells in a sentence that asks nothing."""
    if not asked.sentence.has(Slot.UNTOLD):
        return False
    asking = [s for s in asked.sentence.spans if s.slot in ASKING]
    unrelated = all(s.slot is Slot.UNTOLD and s.value is Untold.UNRELATED for s in asking)
    return bool(asking) and unrelated and bool(_REMARK.search(asked.sentence.text))


def asks(asked: Asked) -> bool:
    """Whether a sentence asks, or names one more thing to be answered (あとタバコルールも)."""
    if _remarks(asked):
        return False
    also = bool(asked.parts) and asked.sentence.text.endswith(_ALSO)
    return not asked.asks_nothing or asked.sentence.text.endswith("?") or also
