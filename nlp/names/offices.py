"""Departments, sections, accounts and pillars by part of their names, or with a slip.

A part that fits several (総合支所) means all of them; what looks like an office and is none in this
edition (建設課) is not there, whatever the projects' texts say of 建設.
"""

from __future__ import annotations

from data.query import Dimension, Scope
from nlp.names.lexicon import Entity, Lexicon
from nlp.names.scopes import HEADINGS
from nlp.rules.particles import IDLE, TURNING
from nlp.words.numerals import may_hold_number
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.synonyms import key, synonyms
from nlp.words.text import fold, holds_any, normalize
from nlp.words.tokens import tokenize

SURE = 0.85
"""The least part of a mention that the name of a group must account for."""

_OFFICES = (Dimension.DEPARTMENT, Dimension.SECTION, Dimension.ACCOUNT)


STEM = 4
"""The least characters of an office's name that stand for it."""

HEADING = 8
"""The least characters of a heading that stand for it."""

_ENDINGS = ("課", "係", "委員会", "事務局", "支所", "本部")
"""How an office is called, whatever comes before."""

_OFTEN = ("部", "局", "室")
"""The same, of words that are no offices as well: 図書室, 薬局."""

_CALLED = (*_ENDINGS, *_OFTEN)

_SERVED = ("委員会", "議会")
"""What a list of offices knows by its secretariat: 教育委員会 is 教育委員会事務局."""


_DUTY = pattern(
    r"(?:^|(?<=[、。 ]))([^、。]{1,20}?)を(?:(?:担当|所管|主管)(?:する|して(?:い)?る)|扱(?:う|って(?:い)?る))([^、。のはがをにでと ?]{2,14})"
)
"""An office by what it does: 建物を担当する建築課."""


def _anywhere(_begin: int, _end: int) -> bool:
    return True


_OF_WARD = pattern("^(?:この)?区役所の(?=予算|要求|事業|合計|総額)", among="区役所")


def of_whole_ward(text: str, lexicon: Lexicon) -> str:
    """A sentence about the office of a ward is one about its list; a city has several, which are offices of its own."""
    if "区役所" not in text or not lexicon.edition.municipality.endswith("区"):
        return text
    return _OF_WARD.sub("", text)


def without_duties(text: str, lexicon: Lexicon) -> str:
    """A sentence in which an office that is named is not told by what it does as well.

    What its projects speak of, and a kind or an amount, are conditions and stay.
    """
    found = _DUTY.search(text) if holds_any(text, ("担当", "管", "扱")) else None
    named = group_of(fold(normalize(found[2])), lexicon) if found else None
    if not found or not named or may_hold_number(found[1]):
        return text
    duty = fold(found[1])
    spans = lexicon.phrases.scan(duty, _anywhere)
    field = holds_any(
        duty, ("や", "など", "とか")
    )  # 給食や入学 is what an office does, and no project
    if any(s.slot is Slot.ENTITY for s in spans) or (
        not field and _speaks_of(named, duty, lexicon)
    ):
        return text
    return text[: found.start()] + text[found.start(2) :]


def _speaks_of(office: Entity, words: str, lexicon: Lexicon) -> bool:
    """Whether a project of an office speaks of a noun among some words."""
    inside = lexicon.index.take(lexicon.whole.narrow(office.scope))
    said = "".join(fold(normalize(p.name + p.description)) for p in inside)
    return any(t.surface in said for t in tokenize(words, short=True) if t.pos == "名詞")


def group_of(plain: str, lexicon: Lexicon) -> Entity | None:
    """The office, account or heading that words mean, in folded text."""
    if not plain:
        return None
    if plain.endswith(_SERVED):
        served = [g for label, g in lexicon.plain_groups if label.endswith(f"{plain}事務局")]
        if len(served) == 1:
            return served[0]
    if plain[-1] in lexicon.endings:
        return None if is_any_place(plain, lexicon) else _office(plain, lexicon)
    if len(plain) >= STEM and (office := _by_stem(plain, lexicon)):
        return office
    return _heading(plain, lexicon) if len(plain) >= HEADING else None


def is_any_place(plain: str, lexicon: Lexicon) -> bool:
    """Whether a word is what many places are called, offices and those that projects are named after: センター."""
    held = plain in _PLACES and plain in lexicon.all_names
    return held and all(label != plain for label, _ in lexicon.plain_offices)


_PLACES = frozenset({fold(word) for word in ("センター", "事務所")})
_CALLED_SO = frozenset(("部", "課", "室", "局", "係", "担当", "支所"))


_DEEDS = ("", "支援", "推進", "政策", "振興", "総合")
"""What may stand before the word for an office, and is left out with it: 環境リサイクル of 環境リサイクル支援部."""

_LEFT_OUT = frozenset(f"{deed}{called}" for called in _CALLED_SO for deed in _DEEDS)


def _by_stem(plain: str, lexicon: Lexicon) -> Entity | None:
    """The one office of which only the word for an office is left out, where no project's name holds the rest: 健康推進."""
    if plain in lexicon.all_names:
        return None
    after, endings = len(plain), _CALLED_SO if synonyms().knows(key(plain)) else _LEFT_OUT
    offices = ((label, g) for label, g in lexicon.plain_offices if label.startswith(plain))
    named = [g for label, g in offices if label[after:] in endings]  # スポーツ is no スポーツ振興課
    return named[0] if len(named) == 1 else _all_of(named) if named else None


def _office(plain: str, lexicon: Lexicon) -> Entity | None:
    offices = lexicon.plain_offices
    ending = [g for label, g in offices if label.endswith(plain)]
    if len(plain) >= 2 and len(ending) > 1:
        return _all_of([g for g in ending if g.dimension is ending[0].dimension])
    within = _holding(plain, lexicon)
    if len(within) > 1 and len({g.dimension for g in within}) == 1:
        return _all_of(within)
    found = lexicon.group_names.find(plain, 4)
    if found and (len(found) == 1 or found[1].score < found[0].score):
        best = lexicon.groups[found[0].key]
        same_end = fold(normalize(best.label))[-1] == plain[-1]
        sure = found[0].coverage >= SURE and _holds_idle_words(plain, best)
        if same_end and best.dimension in _OFFICES and sure and not _is_end_of_other(plain, best):
            return best
    return within[0] if len(within) == 1 else None


def _holding(plain: str, lexicon: Lexicon) -> list[Entity]:
    """The offices that end alike and hold the rest of words, but for the one that is called just so: 河川防災課 and
    防災推進課, of 防災課.
    """
    offices, stem = lexicon.plain_offices, plain[:-1]
    if not stem or any(label == plain for label, _ in offices):
        return []
    return [
        g
        for label, g in offices
        if stem in label and label[-1] == plain[-1] and not _is_end_of_other(plain, g)
    ]


def _is_end_of_other(plain: str, office: Entity) -> bool:
    """Whether words are only the end of what an office is for: 水道局, of 下水道局 and 下水道河川局."""
    if len(plain) < 2:
        return False
    before, found, _ = fold(normalize(office.label)).partition(plain[:-1])
    return bool(found) and before[-1:] in TURNING and bool(before)


def _holds_idle_words(plain: str, office: Entity) -> bool:
    """Whether an office has what would say nothing in a name of a project: 会計管理室 is not 危機管理室."""
    label = fold(normalize(office.label))
    words = (t for t in tokenize(plain, short=True) if t.normal in IDLE and len(t.surface) > 1)
    return all(t.surface in label for t in words)


def _all_of(groups: list[Entity]) -> Entity:
    """Several groups of one dimension as one."""
    departments = [g.scope.departments for g in groups if g.scope.departments]
    sections = [g.scope.sections for g in groups if g.scope.sections]
    accounts = [g.scope.accounts for g in groups if g.scope.accounts]
    scope = Scope(
        departments=frozenset().union(*departments) if departments else None,
        sections=frozenset().union(*sections) if sections else None,
        accounts=frozenset().union(*accounts) if accounts else None,
    )
    return Entity(groups[0].dimension, scope, "・".join(g.label for g in groups))


def _heading(plain: str, lexicon: Lexicon) -> Entity | None:
    """The pillar or policy of which a long part is said."""
    held = [g for label, g in lexicon.plain_groups if plain in label and g.dimension in HEADINGS]
    return held[0] if len(held) == 1 else None


def looks_like_office(plain: str, lexicon: Lexicon) -> bool:
    """Whether words in folded text are called as offices are, and no project is: 建設課, 教育委員会."""
    if not plain.endswith((*_CALLED, "会計")) or len(plain) < 3 or "の" in plain:
        return False
    if plain in lexicon.all_names:
        return False
    if plain.endswith("会計"):
        return plain not in lexicon.text
    last = tokenize(plain, short=True)[-1].surface
    if last in _OFTEN:
        return plain not in lexicon.text
    return last in _ENDINGS or plain.endswith(_ENDINGS[2:])
