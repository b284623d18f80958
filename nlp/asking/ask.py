"""One sentence: which of its words name what, and what it wants of them. `ask(text, lexicon) -> Asked`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from data.query import Operation
from nlp.asking.asked import Asked
from nlp.asking.of_topics import is_list, listing
from nlp.asking.wanted import wanted_of
from nlp.meaning.accounts import listed_accounts, without_general
from nlp.meaning.agree import LISTED
from nlp.meaning.exclude import taken_away
from nlp.meaning.parts import Part, parts_of, scope_of, under_their_departments
from nlp.meaning.reference import Reference, Sure, Wanted
from nlp.meaning.selections import selections, without_lacked
from nlp.meaning.settle import references_of
from nlp.meaning.spelled import half_known, spelled
from nlp.meaning.titled import (
    headings_in_full,
    kind_of_name,
    quoted_parts,
    titled_parts,
    without_heading,
)
from nlp.names.in_kanji import in_kanji
from nlp.names.lexicon import Lexicon, project_entity
from nlp.names.name import Candidate
from nlp.names.offices import of_whole_ward, without_duties
from nlp.rules.particles import LIGHT
from nlp.sentences.denied import without_denied
from nlp.sentences.reworded import reworded
from nlp.sentences.sentence import Mention, Sentence, read
from nlp.sentences.unnamed import is_stem, tells_nothing
from nlp.words.gates import Held
from nlp.words.misspelled import respelled
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import fold, normalize


def ask(text: str, lexicon: Lexicon, held: Held | None = None) -> Asked:
    """Read one sentence and find out what its words refer to; `held`: what stands in its message.

    Names are typed in kana as well; topics in kana are read in kanji where they stand alone or name nothing.
    """
    text = respelled(text)
    held = held.of(text) if held else Held(text)
    text = of_whole_ward(without_duties(reworded(text, held), lexicon), lexicon)
    text = headings_in_full(kind_of_name(text, lexicon), lexicon)
    asked = _written(text, lexicon, held)
    if (topic := listing(asked)) and is_list(listed := _written(topic, lexicon, held), asked):
        return listed
    return asked


def _written(text: str, lexicon: Lexicon, held: Held) -> Asked:
    """A sentence read as it is written, or in kanji what is in kana."""
    written = in_kanji(text, lexicon)
    if written is not None and written.alone:
        return _ask(written.text, lexicon, held)
    asked = _ask(text, lexicon, held)
    if written is None or not _lost(asked):
        return asked
    other = _ask(written.text, lexicon, held)
    return asked if _lost(other) else other


def _lost(asked: Asked) -> bool:
    """Whether a sentence names nothing that the list holds."""
    return not asked.parts and all(r.sure is Sure.ABSENT for r in asked.references)


def _ask(text: str, lexicon: Lexicon, held: Held) -> Asked:
    sentence = read(text, lexicon, held.of(text))
    half, written = half_known(sentence, lexicon), spelled(sentence, lexicon)
    quoted = quoted_parts(sentence, lexicon)
    titled = [
        *titled_parts(sentence, lexicon),
        *without_heading(sentence, lexicon),
        *listed_accounts(sentence, lexicon),
        *(q for q in quoted if not any(w.begin <= q.begin and q.end <= w.end for w in written)),
        *(written or ([half] if half else [])),
    ]
    sentence = without_denied(_taken(sentence, titled))
    wanted = wanted_of(sentence)
    mentions = [m for m in sentence.mentions if not tells_nothing(m, sentence)]
    if titled:
        mentions = [m for m in mentions if not is_stem(m)]
    apart = mentions if wanted is not Wanted.ALL else ()
    shared = [p for m in apart for p in _sharing(m, lexicon)]
    if shared:
        mentions = [m for m in mentions if not any(p.begin == m.begin for p in shared)]
    references = references_of(sentence, mentions, lexicon, wanted)
    if half:  # what else is said of it only tells what it is: 〇〇管理運営って名前の、施設のやつ
        references = tuple(r for r in references if r.sure is not Sure.TOPIC)
    if wanted is Wanted.ONE and not _OF_SETS.intersection(
        s.value for s in sentence.all(Slot.OPERATION)
    ):
        references += tuple(_which(p, lexicon) for p in titled if p.topic)
        titled = [p for p in titled if not p.topic]
    parts = [
        *selections(sentence, lexicon),
        *titled,
        *shared,
        *parts_of(sentence, references, lexicon),
    ]
    sentence = without_lacked(sentence)
    parts, alike = _namesakes(_within_names(parts, sentence, lexicon), lexicon)
    references += alike
    parts.sort(key=lambda p: p.begin)
    parts = under_their_departments(parts, sentence.text)
    parts = without_included(without_general(parts, sentence), sentence, lexicon)
    parts, spent = taken_away(sentence, _listed(parts, sentence), lexicon)
    return Asked(sentence, tuple(parts), references, lexicon, spent=spent)


_INCLUDED = pattern(
    "(?:の?(?:分|ぶん|もの|やつ|事業)|にある(?:分|もの|事業))?(?:も(?:含め(?!な)|含む|入れ(?!な)|込み)|を(?:含めた|含めて|含む))"
)


def without_included(parts: list[Part], sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「国保会計も含めた保健福祉支援部」: what is included in what is named beside it sets nothing apart."""
    if len(parts) < 2:
        return parts

    def rows(part: Part) -> set[int]:
        return set(lexicon.index.select(lexicon.whole.narrow(part.entity.scope)))

    kept = []
    for part in parts:
        others = [p for p in parts if p is not part and not p.excluded]
        included = others and _INCLUDED.match(sentence.text, part.end)
        if not included or not any(rows(part) & rows(other) for other in others):
            kept.append(part)
    return kept


_OF_SETS = frozenset({Operation.SHARE, Operation.COMPARE, Operation.BREAKDOWN})
"""What is asked of all that is named so: 名前に「支援」が入る事業は全体の何割."""


def _which(part: Part, lexicon: Lexicon) -> Reference:
    """One of the projects that are described by their names was meant."""
    mention = Mention(part.begin, part.end, part.entity.label, ())
    projects = tuple(lexicon.index.take(lexicon.whole.narrow(part.entity.scope)))
    sure = Sure.NAMED if len(projects) == 1 else Sure.SEVERAL if projects else Sure.ABSENT
    return Reference(mention, sure, projects)


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
    if len(parts) < 2:
        return parts
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
    if not parts:
        return parts, ()
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
    (pattern(r"(.{2,}?)の(.{2,}?)(?:と|や|、|・)(.{2,}?)の\2", among="の"), (1, 3, 2)),
    (pattern(rf"{_NAMED}(?:と|や|、|・){_NAMED}の(.{{2,}})", among="の"), (1, 2, 3)),
    (pattern(rf"(.{{2,}}?)(?:の、?|、|は、?|って、?){_NAMED}(?:と|や|、|・){_NAMED}"), (2, 3, 1)),
    (pattern(rf"{_NAMED}の(.{{2,}}?)(?:は|って|と|、){_NAMED}", among="の"), (1, 3, 2)),
    (pattern(rf"{_NAMED}の(.{{2,}}?)(?:は|って|と|、){_NAMED}", among="の"), (2, 3, 1)),
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
