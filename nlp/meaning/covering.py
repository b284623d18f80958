"""Which of some projects hold all that was said, and whether that is enough to mean one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from msgspec.structs import replace

from data.model import Project
from nlp.meaning.about import is_figure
from nlp.names.heard import ORDINALS
from nlp.names.lexicon import Lexicon
from nlp.rules.particles import ATTRIBUTIVE, DEEDS, LIGHT, WORKS
from nlp.words.text import holds_any, normalize
from nlp.words.tokens import Token, is_word, tokenize


def covering(
    tokens: Sequence[Token], projects: Iterable[Project], lexicon: Lexicon
) -> tuple[Project, ...]:
    """Those of some projects that hold all telling nouns; the one that also holds the rest, or holds them
    in its own words, where there is one.
    """
    said = tokens
    tokens = [t for t in lexicon.topics.compounds(tokens) if _is_held(t)]
    telling = [t for t in tokens if t.normal not in LIGHT and t.pos != "形容詞"]
    tokens = [t for t in tokens if t.pos != "接尾辞"]
    rows = {lexicon.projects.index(p) for p in projects if not is_of_another(said, p)}
    narrower = [_holding(telling, rows, lexicon, own=False), set[int]()]
    narrower[1:] = [
        _holding(telling, narrower[0], lexicon, own=True),
        _holding(tokens, narrower[0], lexicon, own=False),
        _holding(tokens, narrower[0], lexicon, own=True),
    ]
    one = next((found for found in narrower if len(found) == 1), narrower[0])
    return tuple(lexicon.projects[row] for row in sorted(one))


_APART = (
    ("幼稚園", "小学", "中学", "高校", "大学"),
    ("男", "女"),
    ("公立", "私立"),
    ("屋内", "屋外"),
    ("平日", "休日"),
    ("改修", "建設", "新設", "解体", "撤去", "廃止", "移転"),
    ("国内", "海外"),
    ("有償", "無償"),
    ("有料", "無料"),
    ("自動車", "自転車", "電動車"),
)
"""Things each of which is another than the next: what is said of one is not meant of another."""


_PARTED = tuple(chain.from_iterable(_APART))


def _both(name: str) -> set[str]:
    return {"小学", "中学"} if "小中" in name else set()


def is_of_another(tokens: Sequence[Token], project: Project) -> bool:
    """Whether a project is of another school, or other people, than was asked for: 中学校特別支援学級運営,
    of 小学校. What the name leaves open the description may say.
    """
    asked = "".join([t.surface for t in tokens])
    ordinals = set(ORDINALS.findall(asked)) if "第" in asked else set()
    printed = set(ORDINALS.findall(normalize(project.name))) if ordinals else set()
    if ordinals and printed and not ordinals & printed:
        return True
    if not holds_any(asked, _PARTED):
        return False
    for group in _APART:
        wanted = {one for one in group if one in asked}
        if not wanted:
            continue
        said = {one for one in group if one in project.name}
        said = said or {one for one in group if one in project.description}
        if said and not wanted <= said | _both(project.name):
            return True
    return False


def does_otherwise(tokens: Sequence[Token], project: Project, lexicon: Lexicon) -> bool:
    """Whether what is done, in one word with what it is done to, is nothing that a project does: 舟運改修, of
    舟運活性化.
    """
    row = lexicon.projects.index(project)
    acts = [
        other
        for one, other in pairwise(tokens)
        if one.end == other.begin and other.normal in LIGHT and len(other.surface) >= 2
    ]
    acts = [t for t in acts if t.normal not in _VAGUE]
    acts += [
        t
        for t, after in pairwise(tokens)
        if t.pos == "動詞" and t.end == after.begin and not t.surface.endswith(_TELLING)
    ]
    undone = any(row not in lexicon.topics.evidence(t).anywhere for t in acts)
    return undone or is_other_deed(tokens, project, lexicon)


def is_other_deed(tokens: Sequence[Token], project: Project, lexicon: Lexicon) -> bool:
    """Whether something else is asked to be done with a thing than what a project is called by: 認可保育所の運営,
    of its 整備; a name that tells no deed may be called by any but building works: 西川緑道公園の改修, of テラス社会実験.
    """
    if len(tokens) < 2 or tokens[-2].end == tokens[-1].begin:
        return False
    asked = next((alike for alike in DEEDS if tokens[-1].normal in alike), None)
    works = tokens[-1].normal in WORKS
    if asked and works and "建設" in asked and _is_done_elsewhere(tokens[:-1], asked, project):
        return True
    if not asked or lexicon.projects.index(project) in lexicon.topics.evidence(tokens[-1]).anywhere:
        return False
    named = [alike for alike in DEEDS if holds_any(project.name, alike)]
    return asked not in named if named or works else False


def _is_done_elsewhere(things: Sequence[Token], deed: tuple[str, ...], project: Project) -> bool:
    """Whether a project's name tells a deed, and only its description the thing: 老人ホームの整備, of a robot that is
    tried there.
    """
    said, name = normalize(project.description), normalize(project.name)
    nouns = [t.surface for t in things if t.pos == "名詞"]
    elsewhere = bool(nouns) and all(n in said and n not in name for n in nouns)
    return elsewhere and holds_any(name, deed) and not holds_any(said, deed)


_TELLING = (*ATTRIBUTIVE, "た", "だ")
"""How a verb ends that tells of what follows, and is no part of its name: 取り締まるパトロール."""

_VAGUE = frozenset({"対策", "支援", "推進", "応援", "作り"})
"""What may be said of any project."""


def _is_held(token: Token) -> bool:
    """Whether a project may hold a word, or another: no figure, no にくい of 聞こえにくい."""
    suffix = token.pos == "接尾辞" and token.detail != "名詞的"
    stem = token.detail == "助動詞語幹"
    return token.pos in _HELD and not suffix and not stem and not is_figure(token)


_HELD = ("名詞", "形状詞", "形容詞", "接尾辞")


def _holding(tokens: Sequence[Token], rows: set[int], lexicon: Lexicon, *, own: bool) -> set[int]:
    """The rows that hold all words, in their own text or in any field."""
    for evidence in map(lexicon.topics.evidence, tokens):
        rows = rows & (evidence.text if own else evidence.text | evidence.office | evidence.related)
    return rows


def hold_all(
    tokens: Sequence[Token], projects: Iterable[Project], lexicon: Lexicon
) -> set[Project]:
    """Those of some projects whose own words hold every noun, light ones too."""
    rows = {lexicon.projects.index(p) for p in projects}
    nouns = [t for t in tokens if t.pos == "名詞"]
    return {lexicon.projects[row] for row in _holding(nouns, rows, lexicon, own=False)}


def tells(tokens: Sequence[Token], project: Project, lexicon: Lexicon) -> bool:
    """Whether words say enough to mean the project that holds them all: one of them as it is printed, and
    no word of two of which only the first is (運動会, of 運動).
    """
    row, topics = lexicon.projects.index(project), lexicon.topics
    nouns = [t for t in topics.compounds(tokens) if _is_held(t)]
    said = [t for t in nouns if row in topics.evidence(t).text]
    telling = [t for t in said if t.normal not in LIGHT]
    if not telling or (len(nouns) == 1 and not topics.prints(row, telling[0])):
        return False
    made = made_of(tokens)
    if made and not topics.prints(row, made):
        return False
    return len(said) > 1 or len(telling[0].surface) > 1 or _is_word_of(project, telling[0].surface)


def _is_word_of(project: Project, character: str) -> bool:
    """Whether a single character is a word of a name: 猫 of 飼い主のいない猫対策事業."""
    return any(t.surface == character for t in tokenize(normalize(project.name), short=True))


def made_of(tokens: Sequence[Token]) -> Token | None:
    """The word that a noun and one more character make at the end: 運動会, 電気代, 歯医者."""
    for one, other in pairwise(tokens[-2:]):
        short = len(other.surface) == 1 or len(one.surface) == 1
        word = one.surface + other.surface
        if one.end == other.begin and short and one.pos == "名詞" and is_word(word):
            return replace(one, end=other.end, surface=word, normal=word)
    return None
