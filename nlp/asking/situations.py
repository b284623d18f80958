"""What someone's situation has to do with the list: 「熊が怖くて散歩もできない。何とかする事業は？」.

A statement tells more than a list speaks of. What it tells is taken in pieces, each of words side by side;
those of which the list speaks say what is asked, the rest is why it is asked. Only a list is answered so,
never an amount, and the answer says which words it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.query import Attribute, Operation, Scope
from nlp.asking.asked import TOTALS, Asked
from nlp.asking.shapes import is_per_unit
from nlp.meaning.about import COMMON, heavy
from nlp.meaning.parts import Part
from nlp.meaning.reference import Sure
from nlp.meaning.resolve import OFFICE
from nlp.names.lexicon import Entity, Lexicon
from nlp.rules.particles import TELLING, words
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.synonyms import key, synonyms
from nlp.words.tokens import Token

MOST = 8
"""Projects at most that a situation may mean; words that mean more tell nothing."""

_STATING = frozenset({"動詞", "形容詞"})
_SUMS = TOTALS | {Operation.SHARE, Operation.COMPARE, Operation.BREAKDOWN}


def told_by(statement: Asked, question: Asked) -> Part | None:
    """The projects that speak of what a statement tells, where a question only asks for projects."""
    if not asks_of_projects(question) or not _states(statement):
        return None
    held = list(_held(statement))
    if not held or (statement.sentence.has(Slot.NOUN) and not _mostly(held, statement)):
        return None
    if (wanted := _object(statement)) and all(wanted not in piece for piece, _ in held):
        return None  # 紙おむつ代を補助する事業
    if (place := _put_in(statement)) and all(place not in piece for piece, _ in held):
        return None  # 体育館にエアコンつける事業
    if (asked_for := _asked_for(statement)) and all(asked_for not in piece for piece, _ in held):
        return None  # 蒲田でおいしい餃子屋おしえて
    if all(_is_vague(piece) for piece, _ in held):
        return None
    if not frozenset.intersection(*(rows for _, rows in held)):
        held = [min(held, key=_size)]
    if _size(min(held, key=_size)) > MOST:
        return None
    rows = frozenset.intersection(*(rows for _, rows in held))
    words = "の".join("".join(t.surface for t in piece) for piece, _ in held)
    ids = frozenset(statement.lexicon.projects[row].id for row in rows)
    begin, end = held[0][0][0].begin, held[-1][0][-1].end
    return Part(begin, end, Entity(None, Scope(projects=ids, topic=words), words), topic=True)


_DONE = pattern("を[^をがはに、。]+$")


def _object(asked: Asked) -> Token | None:
    """The last word of what is to be done something with, where a sentence only describes a project."""
    return _last_before(_DONE, asked)


_PUT = pattern(
    "に[^をがはに、。]*(?:つける|付ける|置く|設ける|設置する|取り付ける|入れる|建てる|造る|作る|つくる)(?:っていう|という|ような)?$"
)


def _put_in(asked: Asked) -> Token | None:
    """The last word of where something is to be put, where a sentence only describes a project."""
    return _last_before(_PUT, asked)


def _last_before(ends: re.Pattern[str], asked: Asked) -> Token | None:
    """The last word before what a description of a project ends with."""
    noun = asked.sentence.first(Slot.NOUN)
    found = noun and ends.search(asked.sentence.text[: noun.begin])
    if not found:
        return None
    before = [t for r in asked.references for t in r.mention.tokens if t.end <= found.start()]
    return before[-1] if before else None


_TELL = pattern("[をはが]?(?:教え|おしえ|知りた|探して|さがして)")


def _asked_for(asked: Asked) -> Token | None:
    """The last word of what somebody asks to be told, where it is a noun right before that."""
    for reference in asked.references:
        if _TELL.match(asked.sentence.text, reference.mention.end) and reference.mention.tokens:
            last = reference.mention.tokens[-1]
            whole = last.end == reference.mention.end
            return last if whole and last.pos in ("名詞", "接尾辞") else None
    return None


def asks_of_projects(question: Asked) -> bool:
    """Whether a sentence asks at most which projects there are: for no amount and no field of them."""
    asks_else = set(question.operations) & _SUMS or _asks_field(question)
    return not asks_else and not question.sentence.has_any(_FIELDS)


def _asks_field(question: Asked) -> bool:
    """Whether a field is asked for; 「関係する予算はどれ」 asks for projects."""
    if question.sentence.has(Slot.ABOUT):
        return bool(set(question.attributes) - {Attribute.REQUESTED})
    return bool(question.attributes)


PART = 0.5
"""The least part of the telling words that the list must speak of, where all tell one kind of project."""


def _mostly(held: list[Piece], asked: Asked) -> bool:
    """Whether the words of which the list speaks weigh at least as much as the rest."""
    topics = asked.lexicon.topics
    words = [t for r in asked.references for t in heavy(topics.compounds(r.mention.tokens))]
    told = [t for t in words if t.pos != "形状詞"]
    known = {t.begin for piece, _ in held for t in piece}
    total = sum(map(topics.weight, told))
    return sum(topics.weight(t) for t in told if t.begin in known) >= PART * total


def _size(held: Piece) -> int:
    return len(held[1])


_FIELDS = frozenset({Slot.MEASURE, Slot.EXTREME, Slot.UNTOLD, Slot.AMOUNT, Slot.OUTCOME})


def _of_projects(asked: Asked) -> bool:
    return asked.sentence.has(Slot.NOUN) or Operation.LIST in asked.operations


_ASKS = pattern(
    "何(?!か|とか|だか|やら)|どこ|いつ|誰|だれ|なぜ|どうして|どうやって|どうすれば|どうしたら|何時"
)
_CLAUSE = pattern(".[をが].")
_WORRIES = pattern("不安|心配|困って|怖|つら|辛い|大変|悩んで")


def _states(asked: Asked) -> bool:
    """Whether a sentence tells something of which a part is not in the list, and names nothing."""
    text = asked.sentence.text
    if _ASKS.search(text) or (text.endswith("?") and not _of_projects(asked)):
        return False
    return tells(asked)


def tells(asked: Asked) -> bool:
    """Whether a sentence tells of someone or something, a part of it is not in the list, and it names nothing."""
    unknown = [r for r in asked.references if r.sure is Sure.ABSENT]
    if not unknown or asked.parts or any(r.why == OFFICE for r in unknown):
        return False
    if is_per_unit(asked.sentence.text):
        return False  # 防災ラジオを区民1人あたりにすると
    spans = asked.sentence.spans
    clause = any(_CLAUSE.search(r.mention.text) for r in unknown)
    clause = clause or bool(_WORRIES.search(asked.sentence.text))
    return clause or any(
        t.pos in _STATING and not any(s.begin <= t.begin < s.end for s in spans)
        for t in asked.sentence.tokens
    )


_DESCRIBES = pattern("[うくぐすつぬぶむるたいだ](?:ような|ための)?$")
_BUYS = pattern("を(?:買|購入|つけ|付け|設置|取り付け)")
_HELPS = pattern(
    "(?:助け|たすけ|支え|使え|もらえ|役立|役に立|味方に|力に|関係|関わ|あり|当てはま|ため)[^、。]{0,8}$"
)


def describes(asked: Asked) -> bool:
    """Whether a sentence describes a project: a verb stands right before the word for it."""
    if _BUYS.search(asked.sentence.text):
        return True  # 補聴器を買うときの補助
    noun = asked.sentence.first(Slot.NOUN)
    before = asked.sentence.text[: noun.begin] if noun else ""
    return bool(_DESCRIBES.search(before)) and not _HELPS.search(before)


def _rows(piece: list[Token], lexicon: Lexicon) -> frozenset[int]:
    """The rows whose own text speaks of all words of a piece, or of what they include."""
    words = lexicon.topics.compounds(piece)
    telling = [t for t in words if t in heavy(words) or synonyms().knows(key(t.normal))]
    said = [lexicon.topics.evidence(t) for t in telling]
    return frozenset.intersection(*(e.text | e.related for e in said)) if said else frozenset()


Piece = tuple[list[Token], frozenset[int]]
"""Words side by side, and the rows that speak of them."""


_VAGUE = frozenset(words("設備 場所 仕事 教室 建物 講習 運転 部屋 料金 機会 会場"))
"""Things of many projects: by themselves they do not say which of them helps."""


def _is_vague(piece: list[Token]) -> bool:
    nouns = [t for t in piece if t.pos == "名詞"]
    return len(nouns) == 1 and nouns[0].surface in _VAGUE


def _held(asked: Asked) -> Iterator[Piece]:
    """The pieces of what was told that the list speaks of; what is said to be of something else counts only
    where the list speaks of that as well: 歯の検査.
    """
    for chain in _chains(asked):
        for piece in chain:
            rows = _rows(piece, asked.lexicon)
            deed = all(t.pos == "動詞" and t.normal not in TELLING for t in piece)
            if not rows or deed or (len(piece) == 1 and piece[0].surface in COMMON):
                break  # 道 alone tells nothing
            yield piece, rows


def _chains(asked: Asked) -> Iterator[list[list[Token]]]:
    """Words side by side, in chains that の holds together."""
    text = asked.sentence.text
    for reference in asked.references:
        chain: list[list[Token]] = []
        for token in reference.mention.tokens:
            last = chain[-1][-1] if chain else None
            if last and token.begin == last.end:
                chain[-1].append(token)
            elif last and text[last.end : token.begin] == "の":
                chain.append([token])
            else:
                yield chain
                chain = [[token]]
        yield chain
