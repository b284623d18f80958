"""Pieces of a mention: what it lists, words that are one, clauses that only lead to it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from nlp.rules.particles import ATTRIBUTIVE, LIGHT, THINGS
from nlp.sentences.sentence import Mention
from nlp.words.bare import content
from nlp.words.patterns import pattern
from nlp.words.readings import reading
from nlp.words.text import holds_any, katakana
from nlp.words.tokens import is_word, tokenize

_CLAUSE = pattern(
    r"(?:ですが|ますが|だが|のじゃが|んじゃが|けれど|けれども|けども|けど|ねんけど|ので|んで|のに|から、|し、)(?:、|\.\.\.)?",
    among="ですが ますが だが じゃが けれど けども けど ので んで のに から、 し、",
)
"""What ends a clause that only leads to the question."""


def clauses_of(text: str) -> list[str]:
    """A text cut behind the clauses that lead to its end; 遊んで and のできる end none."""
    found = list(_CLAUSE.finditer(text))
    if not found:
        return [text]
    words = tokenize(text, short=True)
    bounds = {0, len(text)} | {t.begin for t in words} | {t.end for t in words}
    pieces, begin = [], 0
    for end in found:
        if end.start() in bounds and end.end() in bounds:
            pieces.append(text[begin : end.start()])
            begin = end.end()
    return [*pieces, text[begin:]]


def mention_of(text: str) -> Mention:
    """Words as a mention of their own."""
    text = text.strip(" 、。")
    return Mention(0, len(text), text, tuple(content(text)))


_JOINER = pattern(
    r"だの|だとか|とか|など(?:の|、)?(?=[\u3400-\u9fff])|および|及び|ならびに|並びに|または|もしくは|みたいな|のような|やら|という?か|っていうか|って|と(?<!こと)(?!き|ころ|おり|もに|の)|[や、,・/&+]|は|より|に対して|に比べて|たり|だり|なんか|か|も|\band\b|\bor\b"
)
_JOINING = frozenset("や、,・/&+はとよりなにかもっだ及並ao")
"""Characters of which one stands in whatever joins."""

_DONE = pattern("を.$")
_OF_VERBS = ("を", "が", "に")
_BETWEEN = ("か", "も")
"""What joins two things only where it stands between nouns: 猫か犬."""


def segments_of(mention: Mention) -> list[Mention]:
    """A mention cut where it lists things: 虐待やDV."""
    pieces: list[Mention] = []
    begin = 0
    joiners = () if _JOINING.isdisjoint(mention.text) else _JOINER.finditer(mention.text)
    for joiner in (*joiners, None):
        end = joiner.start() if joiner else len(mention.text)
        if joiner and not begin and joiner[0].startswith("など"):
            continue  # 特許などの権利, where 鉄道・バスなど公共交通 lists three
        if joiner and any(
            t.begin - mention.begin < joiner.end() and end < t.end - mention.begin
            for t in mention.tokens
        ):
            continue  # in a word: や of やめる
        if joiner and joiner[0] == "って" and _DONE.search(mention.text, 0, end):
            continue  # 空き家を買って
        if joiner and joiner[0] == "や" and mention.text[max(end - 1, 0) : end] in _OF_VERBS:
            continue  # 音楽をやりたい
        if joiner and joiner[0] in _BETWEEN and not _is_between(mention, joiner):
            continue
        if joiner and (_follows_from(mention, joiner) or mention.text.endswith("で", 0, end)):
            continue
        first, last = mention.begin + begin, mention.begin + end
        tokens = tuple([t for t in mention.tokens if first <= t.begin and t.end <= last])
        if tokens or (not mention.tokens and end - begin >= 3):
            start = mention.begin + begin
            words = mention.text[begin:end].strip(" のはがを")
            pieces.append(Mention(start, mention.begin + end, words, tokens))
        begin = joiner.end() if joiner else end
    return pieces


def _is_between(mention: Mention, joiner: re.Match[str]) -> bool:
    """Whether nouns stand right before and after a joiner."""
    begin, end = (mention.begin + at for at in joiner.span())
    before = any(t.end in (begin, begin - 1) and t.pos == "名詞" for t in mention.tokens)
    after = any(t.begin == end and t.pos == "名詞" for t in mention.tokens)
    return before and after


def _follows_from(mention: Mention, joiner: re.Match[str]) -> bool:
    """Whether what stands before と is done, so that it says what comes of it: 上限が上がると."""
    before = (t for t in mention.tokens if t.end - mention.begin == joiner.start())
    return joiner[0] == "と" and any(
        t.pos in ("動詞", "形容詞") and t.surface.endswith(_ENDS) for t in before
    )


_ENDS = (*ATTRIBUTIVE, "い")
"""How verbs and adjectives end where something follows from them."""

KEYWORD = pattern(r"\S+")
"""A word between spaces."""


def piece(mention: Mention, begin: int, end: int) -> Mention:
    """The part of a mention between two places of its text."""
    begin, end = mention.begin + begin, mention.begin + end
    tokens = tuple(t for t in mention.tokens if begin <= t.begin and t.end <= end)
    return Mention(begin, end, mention.text[begin - mention.begin : end - mention.begin], tokens)


_LAST = frozenset("費区市町村県都府会園館代場所")
_SUFFIXES = pattern(
    "[費区市町村県都府]|[会園館代場所](?:(?=[\u3041-\u30ffa-z0-9])|(?!\\w))|"
    + "|".join(sorted(w for w in THINGS if len(w) > 1))
)
"""What makes another word of what is before it."""


_TOWNS = frozenset("区市町村県都府")
_MAKES = frozenset("費会園館代場所")
"""What makes an expense, a gathering or a place of a word: 養育費, 運動会, 動物園."""


def may_have_suffix(text: str) -> bool:
    """Whether something that makes another word may stand in a text."""
    return not _LAST.isdisjoint(text) or holds_any(text, THINGS)


def with_suffixes(mention: Mention) -> Mention:
    """A mention in which an expense that is a word, another town, and what is joined to a word are one
    word: 養育費 is nothing of 養育, 目黒区 nothing of 目黒川, 健康ポイント nothing of 健康.
    """
    tokens, changed = list(mention.tokens), False
    for found in _SUFFIXES.finditer(mention.text):
        at = mention.begin + found.start()
        place = next((i for i, t in enumerate(tokens) if t.end == at), None)
        if place is None or tokens[place].normal in LIGHT:
            continue
        before = tokens[place]
        word = before.surface + found[0]
        town = before.detail == "固有名詞" and found[0] in _TOWNS
        made = found[0] in _MAKES and is_word(word)
        if town or made or found[0] in THINGS:
            said = before.reading + katakana(reading(found[0]))
            end = at + len(found[0])
            tokens[place] = replace(before, end=end, surface=word, normal=word, reading=said)
            changed = True
    return replace(mention, tokens=tuple(tokens)) if changed else mention
