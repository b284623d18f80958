"""Which projects words are about: rows of an edition by what their names and texts say.

Every noun that tells must be accounted for; a noun found nowhere means that nothing is about all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from nlp.names.lexicon import Lexicon
from nlp.names.topics import Evidence
from nlp.rules.particles import LIGHT, TELLING
from nlp.sentences.sentence import Mention
from nlp.words.patterns import pattern
from nlp.words.synonyms import key, synonyms
from nlp.words.tokens import Token

Rows = frozenset[int]

CLEAR = 0.12
"""How far the best project must be ahead of the next to be the one that was meant."""

DESCRIBED = 0.72
"""The least part of the asked words that a project must account for to be found by what it does."""

_DOES = pattern(
    "^[^をがにのでへ]*(?:(?:でき|出来)(?:る|て|た|そう)+|する|したい|しやすい)$",
    among="でき 出来 する したい しやすい",
)

_NOUNS = frozenset({"名詞", "形状詞"})


COMMON = frozenset("家道人車足手目口町水日店村川親子")
"""What anybody tells of, and no topic where it is told with what no project does: 家で倒れ."""


def heavy(tokens: Iterable[Token]) -> list[Token]:
    """The words that say what is meant: nouns, and verbs that name a topic by themselves (働く)."""
    return [t for t in tokens if _is_noun(t) and t.normal not in LIGHT and not is_figure(t)]


_STEM = "助動詞語幹"
"""What よう and そう are, which only tell how."""


def _is_stem(token: Token) -> bool:
    """Whether a token is よう or そう, which only tells how."""
    return token.detail == _STEM


def _is_noun(token: Token) -> bool:
    if token.pos in _NOUNS:
        return token.detail != _STEM
    return token.pos == "動詞" and token.normal in TELLING


def is_figure(token: Token) -> bool:
    """Whether a token is a number, which tells nothing by itself: 3 of 3歳 and of 令和3年."""
    return token.detail == "数詞" or token.surface.isdecimal()


_HELP = frozenset({"応援", "相談", "支援", "援助", "補助", "助成", "給付", "手当", "サポート"})


def only_helps(tokens: Sequence[Token]) -> bool:
    """Whether words say only what help is looked for: in what, what was said before them tells."""
    return all(t.normal in _HELP for t in heavy(tokens))


def is_light(tokens: Sequence[Token]) -> bool:
    """Whether none of the words tells which project is meant."""
    return not heavy(tokens)


def rows_of(tokens: Sequence[Token], lexicon: Lexicon, *, wide: bool) -> Rows:
    """The rows that hold all the nouns, in text before offices before headings; light words may go."""
    tokens = lexicon.topics.compounds(tokens)
    if wide and (whole := _as_printed(tokens, lexicon)):
        return whole
    nouns = [t for t in tokens if _is_noun(t) and not is_figure(t)]
    telling = _without_aim(heavy(nouns), tokens)
    if not telling:
        if any(_untold(t, lexicon) for t in tokens):
            return frozenset()  # 親が死ん
        return _most_of(nouns or list(tokens), lexicon, wide=wide)
    if all(t.surface in COMMON for t in telling):
        return _done_to(telling, tokens, lexicon)
    if wide and len(telling) > 1 and telling[-1].normal == "安全":
        about = frozenset.intersection(*(lexicon.topics.evidence(t).text for t in telling[:-1]))
        if 0 < len(about) <= FEW:
            return about  # 「通学路の安全」: whatever is done there
    for kept in _fewer_verbs(telling) if wide else (nouns, telling):
        evidence = [lexicon.topics.evidence(t) for t in kept]
        for level in _levels(evidence, wide=wide):
            rows = level[0].intersection(*level[1:])
            if rows:
                return rows
    return frozenset()


def _without_aim(telling: list[Token], tokens: Sequence[Token]) -> list[Token]:
    """Words without what any measure is for: 用水路の安全対策."""
    aims = {
        t.begin for t, after in pairwise(tokens) if t.normal == "安全" and after.normal in LIGHT
    }
    return [t for t in telling if t.begin not in aims] or telling


def _as_printed(tokens: Sequence[Token], lexicon: Lexicon) -> Rows:
    """The rows that print a compound as it is said, whose first word alone says little: 特別支援, 大規模改修."""
    said = "".join(t.surface for t in tokens)
    run = tokens[-1].end - tokens[0].begin == len(said) if tokens else False
    nouns = all(t.pos in _NOUNS or t.pos == "接尾辞" for t in tokens)
    if (
        not run
        or not 1 < len(tokens) < 4
        or not nouns
        or key(tokens[0].normal) in synonyms().included
    ):
        return frozenset()
    if any(t.normal not in LIGHT for t in tokens[1:]) or synonyms().knows(key(said)):
        return frozenset()
    return lexicon.topics.printing(key(said))


def _fewer_verbs(telling: list[Token]) -> Iterable[list[Token]]:
    """All words; then without one verb after the other, the first of them first, but for the last word:
    子どもを預け of 働いていなくても子どもを預け.
    """
    kept = list(telling)
    yield kept
    for token in telling:
        if token.pos == "動詞" and len(kept) > 1:
            kept = [t for t in kept if t is not token]
            yield kept


def _done_to(nouns: list[Token], tokens: Sequence[Token], lexicon: Lexicon) -> Rows:
    """The rows that speak of what anybody tells of, and of what is done with it: 家で倒れ."""
    deeds = [t for t in tokens if t.pos == "動詞"]
    held = [lexicon.topics.evidence(t) for t in (*nouns, *deeds)]
    return frozenset.intersection(*(e.text | e.related for e in held))


def _untold(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb says what no project does."""
    return token.pos == "動詞" and not lexicon.topics.evidence(token).anywhere


def _levels(evidence: list[Evidence], *, wide: bool) -> Iterable[list[Rows]]:
    """Where every word must stand: in the text; there or in the office, one in the text; anywhere."""
    own = [e.text | e.related if wide else e.text for e in evidence]
    if wide and len(evidence) == 1 and evidence[0].titled:
        yield [own[0] | evidence[0].titled]
    if len(evidence) > 1:
        said = frozenset().union(*own)
        yield [(o | e.office) & said for o, e in zip(own, evidence, strict=True)]
    if not wide:
        yield own
    if wide and len(evidence) == 1 and len(own[0]) <= FEW:
        yield [
            own[0] | evidence[0].section
        ]  # 観光, of which one project speaks and an office is called
    yield [o | _few(e.section - o) for o, e in zip(own, evidence, strict=True)]
    yield [o or e.section for o, e in zip(own, evidence, strict=True)]
    yield [o | e.office for o, e in zip(own, evidence, strict=True)]
    yield [e.anywhere for e in evidence]


FEW = 2
"""Projects of an office at most that is called by a word: more say that the office does much else."""


def _few(rows: Rows) -> Rows:
    return rows if len(rows) <= FEW else frozenset()


def _most_of(nouns: list[Token], lexicon: Lexicon, *, wide: bool) -> Rows:
    """Where every word is light: the rows whose text holds most of them, at least two in three; of one
    word alone, for a list, those whose text says it.
    """
    nouns = [t for t in nouns if not is_figure(t)]
    if len(nouns) == 1 and wide:
        return lexicon.topics.evidence(nouns[0]).text
    held: Counter[int] = Counter(row for t in nouns for row in lexicon.topics.evidence(t).text)
    most = max(held.values(), default=0)
    if most < 2 or 3 * most < 2 * len(nouns):
        return frozenset()
    return frozenset(row for row, count in held.items() if count == most)


def things_of(segments: Sequence[Mention]) -> list[Mention]:
    """The pieces of a mention that say what it is about, without what is done with it: 特許とか相談できる."""
    telling = [s for s in segments if heavy(s.tokens) or _is_quality(s.tokens)]
    return [s for s in telling if not _DOES.search(s.text)] or telling or list(segments)


def _is_quality(tokens: Sequence[Token]) -> bool:
    """Whether an adjective is made a noun: 寒さ."""
    return any(one.pos == "形容詞" and other.surface == "さ" for one, other in pairwise(tokens))


def done_by(row: int, tokens: Sequence[Token], lexicon: Lexicon, *, wide: bool = False) -> bool:
    """Whether a project's own words say what is asked: at least two of the telling nouns stand in its
    name or description, the rest somewhere in the row; a suffix that makes another thing (灯 of 防犯灯)
    must stand there too. `wide`: what a word includes may stand for it (寮: 宿舎).
    """

    def holds(found: Evidence, place: Rows) -> bool:
        return row in place or (wide and row in found.related)

    evidence = [(t, lexicon.topics.evidence(t)) for t in tokens]
    telling = heavy(tokens)
    own = [t for t, e in evidence if holds(e, e.text) and t in telling]
    nouns = all(
        holds(e, e.anywhere) for t, e in evidence if t.pos == "名詞" and t.normal not in LIGHT
    )
    suffixes = all(row in e.text or t.normal in LIGHT for t, e in evidence if t.pos == "接尾辞")
    return len(own) >= 2 and nouns and suffixes


def described(tokens: Sequence[Token], lexicon: Lexicon, *, wide: bool) -> int | None:
    """The row of the project that does what is said, where one is clearly ahead."""
    told = [t for t in tokens if (t.normal not in LIGHT or t.pos == "接頭辞") and not _is_stem(t)]
    ranked = lexicon.topics.rank(told, 3)
    if len(heavy(told)) < 2 or not ranked or ranked[0].coverage < DESCRIBED:
        return None
    if len(ranked) > 1 and ranked[0].coverage - ranked[1].coverage < CLEAR:
        return None
    row = ranked[0].row
    return row if done_by(row, tokens, lexicon, wide=wide) else None
