"""One sentence: which of its words name what, and what it wants of them. `ask(text, lexicon) -> Asked`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from data.query import Dimension, Operation
from nlp.accounts import listed_accounts, without_general
from nlp.agree import LISTED
from nlp.asked import ASKING, TOTALS, Asked
from nlp.by_name import OFFERED
from nlp.denied import without_denied
from nlp.exclude import taken_away
from nlp.in_kanji import in_kanji
from nlp.lexicon import Entity, Lexicon, project_entity
from nlp.misspelled import respelled
from nlp.names import Candidate
from nlp.offices import without_duties
from nlp.parts import Part, parts_of, scope_of
from nlp.patterns import pattern
from nlp.phrases import Slot
from nlp.reference import Reference, Sure, Wanted
from nlp.reworded import reworded
from nlp.rules.particles import LIGHT
from nlp.selections import selections
from nlp.sentence import Mention, Sentence, read
from nlp.settle import references_of
from nlp.spelled import half_known, spelled
from nlp.text import fold, normalize


def ask(text: str, lexicon: Lexicon) -> Asked:
    """Read one sentence and find out what its words refer to.

    Names are typed in kana as well; topics in kana are read in kanji where they stand alone or name nothing.
    """
    text = without_duties(reworded(respelled(text)), lexicon)
    text = _kind_of_name(text, lexicon)
    written = in_kanji(text, lexicon)
    if written is not None and written.alone:
        return _ask(written.text, lexicon)
    asked = _ask(text, lexicon)
    if written is None or not _lost(asked):
        return asked
    other = _ask(written.text, lexicon)
    return asked if _lost(other) else other


_IS_KIND = pattern(
    "([^、。]{4,})は(?:新規|レベルアップ|拡充)(?:事業)?(?:ですか|なのか|なの|なんですか|でしょうか|か)?\\?"
)


def _kind_of_name(text: str, lexicon: Lexicon) -> str:
    """「書かない窓口は新規ですか」: of the one project whose name holds it the kind is asked for."""
    found = _IS_KIND.fullmatch(text)
    if not found:
        return text
    said = fold(found[1])
    held = [name for name in lexicon.plain_names if said in name]
    other = any(said in label for label, _ in lexicon.plain_groups)
    return f"{found[1]}の区分は" if len(held) == 1 and not other else text


def _lost(asked: Asked) -> bool:
    """Whether a sentence names nothing that the list holds."""
    return not asked.parts and all(r.sure is Sure.ABSENT for r in asked.references)


def _ask(text: str, lexicon: Lexicon) -> Asked:
    sentence = read(text, lexicon)
    half = half_known(sentence, lexicon)
    titled = [
        *_titled(sentence, lexicon),
        *listed_accounts(sentence, lexicon),
        *_quoted(sentence, lexicon),
        *filter(None, [spelled(sentence, lexicon) or half]),
    ]
    sentence = without_denied(_taken(sentence, titled))
    wanted = _wanted(sentence)
    mentions = [m for m in sentence.mentions if not _tells_nothing(m, sentence)]
    if titled:
        mentions = [m for m in mentions if not _is_stem(m)]
    shared = [p for m in mentions for p in _sharing(m, lexicon) if wanted is not Wanted.ALL]
    mentions = [m for m in mentions if not any(p.begin == m.begin for p in shared)]
    references = references_of(sentence, mentions, lexicon, wanted)
    if half:  # what else is said of it only tells what it is: 〇〇管理運営って名前の、施設のやつ
        references = tuple(r for r in references if r.sure is not Sure.TOPIC)
    if wanted is Wanted.ONE:
        references += tuple(_which(p, lexicon) for p in titled if p.topic)
        titled = [p for p in titled if not p.topic]
    parts = [
        *selections(sentence, lexicon),
        *titled,
        *shared,
        *parts_of(sentence, references, lexicon),
    ]
    parts, alike = _namesakes(_within_names(parts, sentence, lexicon), lexicon)
    references += alike
    parts.sort(key=lambda p: p.begin)
    parts = without_included(without_general(parts, sentence), sentence, lexicon)
    parts, spent = taken_away(sentence, _listed(parts, sentence), lexicon)
    return Asked(sentence, tuple(parts), references, lexicon, spent=spent)


_INCLUDED = pattern(
    "(?:の?(?:分|ぶん|もの|やつ|事業)|にある(?:分|もの|事業))?も(?:含め(?!な)|入れ(?!な)|込み)"
)


def without_included(parts: list[Part], sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「国保会計も含めた保健福祉支援部」: what is included in what is named beside it sets nothing apart."""

    def rows(part: Part) -> set[int]:
        return set(lexicon.index.select(lexicon.whole.narrow(part.entity.scope)))

    kept = []
    for part in parts:
        others = [p for p in parts if p is not part and not p.excluded]
        included = others and _INCLUDED.match(sentence.text, part.end)
        if not included or not any(rows(part) & rows(other) for other in others):
            kept.append(part)
    return kept


_HEADINGS = (Dimension.PILLAR, Dimension.POLICY, Dimension.ACCOUNT)
_CALLED = pattern(r"(?:って|という|っていう|とかいう|との)")


def _titled(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「子どもを健やかに育むって柱」: a group by part of its name, where the word for its kind follows."""
    found = []
    for mention in sentence.mentions:
        for term in sentence.all(Slot.TERM):
            if not isinstance(term.value, Dimension):
                continue
            called = _CALLED.fullmatch(sentence.text, mention.end, term.begin)
            between = sentence.text[mention.end : term.begin].lstrip('」』”"')
            heading = term.value in _HEADINGS and between == "の"
            if not called and not heading:
                continue
            kinds = [term.value, *([Dimension.POLICY] if term.value is Dimension.PILLAR else [])]
            named = (_group(mention, kind, lexicon) for kind in kinds)
            group = next((g for g in named if g), None)
            if group:
                found.append(Part(mention.begin, term.end, group))
    return found


_QUOTED = pattern("[「『]([^「」『』]{4,})[」』]")


def _quoted(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「書かない窓口」を担当している部署は: the one project whose name holds what is quoted, where the sentence's
    own phrases take nothing of it.
    """
    if "「" not in sentence.text and "『" not in sentence.text:
        return []
    found = []
    for quoted in _QUOTED.finditer(sentence.text):
        begin, end = quoted.span(1)
        said = fold(quoted[1])
        if any(s.begin < end and begin < s.end for s in sentence.spans):
            continue
        held = [p for p, n in zip(lexicon.projects, lexicon.plain_names, strict=True) if said in n]
        if len(held) == 1 and not any(said in label for label, _ in lexicon.plain_groups):
            found.append(Part(begin, end, project_entity(held[0])))
    return found


def _group(mention: Mention, kind: Dimension, lexicon: Lexicon) -> Entity | None:
    """The one group of a dimension whose name accounts for a mention best."""
    known = lexicon.names_of(kind)
    names = known.find(mention.text, 2, mention.tokens) or known.search(mention.text, 2)
    alone = len(names) == 1 or (names and names[0].score > names[1].score)
    return lexicon.groups[names[0].key] if alone else None


def _which(part: Part, lexicon: Lexicon) -> Reference:
    """One of the projects that are described by their names was meant."""
    mention = Mention(part.begin, part.end, part.entity.label, ())
    projects = tuple(lexicon.index.take(lexicon.whole.narrow(part.entity.scope)))
    sure = Sure.NAMED if len(projects) == 1 else Sure.SEVERAL if projects else Sure.ABSENT
    return Reference(mention, sure, projects[:OFFERED])


def _listed(parts: list[Part], sentence: Sentence) -> list[Part]:
    """Parts with those marked that are listed beside the one before: 防災課とたばこ."""
    marked = parts[:1]
    for before, part in pairwise(parts):
        gap = sentence.text[before.end : part.begin]
        marked.append(replace(part, listed=True) if LISTED.search(gap) else part)
    return marked


def _joined(text: str) -> str:
    return fold(text).replace("の", "")


def _within_names(parts: list[Part], sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """Parts without the groups that only begin a project's name: 園田支所 of 園田支所の建替え."""
    index = lexicon.index

    def begins(group: Part) -> bool:
        for part in parts:
            if part.is_project and 0 <= part.begin - group.end <= 1:
                words = _joined(sentence.text[group.begin : part.end])
                label = _joined(normalize(group.entity.label))
                named = index.take(lexicon.whole.narrow(part.entity.scope))
                names = [_joined(normalize(p.name)) for p in named]
                return all(words in name or name.startswith(label) for name in names)
        return False

    return [p for p in parts if p.entity.dimension is None or not begins(p)]


def _namesakes(parts: list[Part], lexicon: Lexicon) -> tuple[list[Part], tuple[Reference, ...]]:
    """A name that several projects bear means the one that fits what else is said, or leaves the choice."""
    kept: list[Part] = []
    alike: list[Reference] = []
    groups = [p for p in parts if p.entity.dimension is not None]
    for part in parts:
        if not part.is_project or len(part.entity.scope.projects or ()) < 2:
            kept.append(part)
            continue
        among = scope_of([*groups, part], (), lexicon)
        fitting = lexicon.index.take(among) or lexicon.index.take(part.entity.scope)
        if len(fitting) == 1:
            kept.append(replace(part, entity=project_entity(fitting[0])))
        else:
            mention = Mention(part.begin, part.end, part.entity.label, ())
            alike.append(Reference(mention, Sure.SEVERAL, tuple(fitting)))
    return kept, tuple(alike)


_JOINS = frozenset("とや、・はて")
"""Without one of these no two names share a part."""

_NAMED = r"([^とや、の]{2,})"
_SHARED = (
    (pattern(r"(.{2,}?)の(.{2,}?)(?:と|や|、|・)(.{2,}?)の\2"), (1, 3, 2)),
    (pattern(rf"{_NAMED}(?:と|や|、|・){_NAMED}の(.{{2,}})"), (1, 2, 3)),
    (pattern(rf"(.{{2,}}?)(?:の、?|、|は、?|って、?){_NAMED}(?:と|や|、|・){_NAMED}"), (2, 3, 1)),
    (pattern(rf"{_NAMED}の(.{{2,}}?)(?:は|って|と|、){_NAMED}"), (1, 3, 2)),
    (pattern(rf"{_NAMED}の(.{{2,}}?)(?:は|って|と|、){_NAMED}"), (2, 3, 1)),
)
"""Two names that begin or end alike: AのXとBのX, AとBのX, XのAとB, AのXはB(の何倍); where A, B and X stand."""


def _sharing(mention: Mention, lexicon: Lexicon) -> list[Part]:
    """「小学校と中学校のトイレ改修」「小学校のトイレ改修は中学校の…」: two names of which the end is said once."""
    if _JOINS.isdisjoint(mention.text):
        return []
    for shape, (one, other, end) in _SHARED:
        if said := shape.fullmatch(mention.text):
            common, own = said[end].replace("の", ""), (said[one], said[other])
            if common in LIGHT and common not in lexicon.all_names:
                continue
            for names in ([w + common for w in own], [common + w for w in own]):
                alone = [_only(lexicon.names.search(name, 2)) for name in names]
                projects = [lexicon.projects[key] for key in alone if key is not None]
                if len(set(projects)) == 2:
                    return [Part(mention.begin, mention.end, project_entity(p)) for p in projects]
    return []


def _only(found: Sequence[Candidate[int]]) -> int | None:
    """The one name, and no other, that holds what was looked up."""
    held = [c for c in found if c.how in ("exact", "contains")]
    held = held or [c for c in found if c.how == "words" and not c.missing and c.coverage > 0.99]
    return held[0].key if len(held) == 1 or (held and held[0].how == "exact") else None


def _taken(sentence: Sentence, parts: list[Part]) -> Sentence:
    """A sentence without the words that parts of their own took."""

    def free(begin: int, end: int) -> bool:
        return all(end <= p.begin or p.end <= begin for p in parts)

    if not parts:
        return sentence
    spans = tuple(s for s in sentence.spans if free(s.begin, s.end))
    mentions = tuple(m for m in sentence.mentions if free(m.begin, m.end))
    return replace(sentence, spans=spans, mentions=mentions)


_COUNTED = pattern("何(?:言語|種類|地区|団体|学校)")


def _counts(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention asks how many there are of what is named before it: 何言語."""
    return (
        mention.begin > 0 and bool(_COUNTED.fullmatch(mention.text)) and len(sentence.mentions) > 1
    )


def _is_stem(mention: Mention) -> bool:
    """Whether a mention is よう of できるようになる."""
    return bool(mention.tokens) and all(t.detail == "助動詞語幹" for t in mention.tokens)


_WHAT = ("何を", "なにを", "どこを", "どこに", "どのように", "どうやって")
_DEED = pattern("(?:する|し(?:ます|て)?|される)?$")


def _tells_nothing(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention names nothing: it repeats, it counts, or it is the verb of what is asked (何を増設する)."""
    if _repeats(mention, sentence) or _counts(mention, sentence):
        return True
    if _IS_WHAT.match(sentence.text, mention.end) and _named_before(mention, sentence):
        return True  # 「多言語対応推進で配る機械は何」
    verb = len(mention.tokens) == 1 and mention.text != mention.tokens[0].surface
    verb = verb and bool(_DEED.match(mention.text, len(mention.tokens[0].surface)))
    return verb and sentence.text.endswith(_WHAT, 0, mention.begin)


_IS_WHAT = pattern(r"(?:は|って)(?:何|なに|なん)(?:です|なん|なの)?(?:か|ですか)?[?。]*$")


def _named_before(mention: Mention, sentence: Sentence) -> bool:
    """Whether a project is named before a mention that で parts from it."""
    end = mention.begin - 1
    whole = any(s.end == end and s.slot is Slot.ENTITY for s in sentence.spans)
    return end > 0 and sentence.text[end] == "で" and whole


def _repeats(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention only says again what an exact name beside it says: Tax Division (税務課)."""
    labels = [s.value.label for s in sentence.all(Slot.ENTITY) if isinstance(s.value, Entity)]
    words = [t.surface for t in mention.tokens]
    return bool(words) and any(all(w in label for w in words) for label in labels)


def _wanted(sentence: Sentence) -> Wanted:
    """What the sentence wants of its mentions."""
    if sentence.has(Slot.EXTREME) and _about(sentence):
        return Wanted.ALL  # 交通系で一番高いの
    if sentence.has(Slot.EXTREME):
        return Wanted.TOTAL  # what is ranked is a set, and all of it
    if _wants_many(sentence):
        return Wanted.ALL
    operations = {s.value for s in sentence.all(Slot.OPERATION)}
    if operations & TOTALS or (operations & _OF_SETS and _only_words(sentence)):
        return Wanted.TOTAL
    return Wanted.ONE if sentence.has_any(ASKING) else Wanted.ANY


_WHICH_THING = pattern("(?:どっち|どちら)の")
_OF_SETS = frozenset({Operation.SHARE, Operation.COMPARE})


def _only_words(sentence: Sentence) -> bool:
    """Whether all that is named is named by one word, as topics are: 防災と子育て、どっちが多い."""
    words = [len(m.tokens) for m in sentence.mentions]
    plain = not sentence.text.isascii() and not _WHICH_THING.search(sentence.text)
    return plain and bool(words) and max(words) == 1


_PLAIN_AMOUNTS = ("amount exact", "amount about", "amount round")
_FIELDS = frozenset({Slot.ATTRIBUTE, Slot.MEASURE, Slot.PER_EACH})


def _wants_many(sentence: Sentence) -> bool:
    """Whether whatever fits is wanted: a list, a topic, a count; not one project's fields."""
    operations = {s.value for s in sentence.all(Slot.OPERATION)}
    if sentence.has(Slot.SAME):
        return False
    if operations & {Operation.LIST, Operation.COUNT} or _about(sentence):
        return True
    if operations or sentence.has_any(_FIELDS) or sentence.has(Slot.EXTREME):
        return False
    if _SOMETHING.search(sentence.text):
        return True
    bounded = any(s.rule not in _PLAIN_AMOUNTS for s in sentence.all(Slot.AMOUNT))
    return sentence.has(Slot.NOUN) or bounded or _has_group(sentence)


_SOMETHING = pattern(r"(?:何か|なにか|なんか).*(?:ある|あり|ない|やって|して)[^、。]*$")
"""「何か見守りとかありますか」."""


def _about(sentence: Sentence) -> bool:
    """Whether what a topic is about is said; 「小学生のために集音マイクを置く」 tells what one does."""

    def within(begin: int, end: int) -> bool:
        return any(m.begin < begin and end < m.end for m in sentence.mentions)

    return any(
        "ため" not in sentence.text[s.begin : s.end] or not within(s.begin, s.end)
        for s in sentence.all(Slot.ABOUT)
    )


def _has_group(sentence: Sentence) -> bool:
    entities = [s.value for s in sentence.all(Slot.ENTITY) if isinstance(s.value, Entity)]
    fields = (Dimension.KIND, Dimension.ACCOUNT)
    groups = [e.dimension for e in entities if e.dimension is not None]
    asked = sentence.text.rstrip("?。 ").endswith(tuple(e.label for e in entities if e.label))
    return bool(groups) and not (
        asked and all(g in fields for g in groups) and bool(sentence.mentions)
    )
