"""The only place that knows SudachiPy: text in, tokens out.

One tokenizer a thread (the library's tokenizers are not safe to share). The dictionary is opened once,
when the first text is tokenised.
"""

from __future__ import annotations

import threading
from functools import cache, lru_cache

from msgspec import Struct
from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

LIMIT = 16_000
"""Characters that are tokenised at most: Sudachi refuses more than 49,149 bytes."""

CONTENT = frozenset(
    {"名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞", "代名詞", "連体詞", "感動詞"}
)
"""Parts of speech that may carry meaning; the rest are particles, auxiliaries, symbols and spaces."""


class Token(Struct, frozen=True):
    """A word of a text: where it stands, its normal form, its reading (katakana), its part of speech."""

    begin: int
    end: int
    surface: str
    normal: str
    reading: str
    pos: str
    detail: str


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")


_local = threading.local()


def _tokenizer() -> Tokenizer:
    tokenizer: Tokenizer | None = getattr(_local, "tokenizer", None)
    if tokenizer is None:
        tokenizer = _local.tokenizer = _dictionary().tokenizer()
    return tokenizer


class _Parts(dict[int, tuple[str, str]]):
    """Parts of speech by the dictionary's numbers, each looked up once."""

    def __missing__(self, pos_id: int) -> tuple[str, str]:
        pos = _dictionary().pos_of(pos_id)
        self[pos_id] = found = (pos[0], pos[1])
        return found


_PARTS = _Parts()

_REMEMBERED = 50_000
"""Words of the dictionary that are kept at most."""

_UNKNOWN = 0xF << 28
"""The numbers from here on are no words of the dictionary: each stands for many."""


_WORDS: dict[int, tuple[str, str, str, str]] = {}
"""Normal form, reading and part of speech of words by the dictionary's numbers, each looked up once."""


def _told(morpheme: Morpheme) -> tuple[str, str, str, str]:
    """What the dictionary says of a word that is not known yet, or the tokenizer of what is no word."""
    normal, reading = morpheme.normalized_form(), morpheme.reading_form()
    told = (normal, reading, *_PARTS[morpheme.part_of_speech_id()])
    number = morpheme.word_id()
    if number < _UNKNOWN:
        if len(_WORDS) >= _REMEMBERED:
            _WORDS.clear()
        _WORDS[number] = told
    return told


def tokenize(text: str, *, short: bool = False) -> list[Token]:
    """The tokens of normalised text: Sudachi's longest units, or its shortest."""
    tokens: list[Token] = []
    known, begin = _WORDS.get, 0
    for morpheme in _tokenizer().tokenize(text[:LIMIT], SplitMode.A if short else SplitMode.C):
        # the tokens cover the text, and asking each for its place takes as long as all else
        surface = morpheme.surface()
        end = begin + len(surface)
        normal, reading, pos, detail = known(morpheme.word_id()) or _told(morpheme)
        tokens.append(Token(begin, end, surface, normal, reading, pos, detail))
        begin = end
    return tokens


def groups_of(text: str) -> list[tuple[int, int, list[int]]]:
    """The nouns of normalised text for which the dictionary knows synonyms: where, and which groups."""
    found = _tokenizer().tokenize(text[:LIMIT], SplitMode.C)
    return [
        (m.begin(), m.end(), ids)
        for m in found
        if (ids := m.synonym_group_ids()) and _PARTS[m.part_of_speech_id()][0] == "名詞"
    ]


@lru_cache(maxsize=4096)
def is_word(text: str) -> bool:
    """Whether the dictionary holds a text as one word: no name of a person or a firm, but a place's."""
    found = list(_tokenizer().tokenize(text[:LIMIT], SplitMode.C))
    if len(found) != 1 or found[0].is_oov():
        return False
    pos = _dictionary().pos_of(found[0].part_of_speech_id())
    return bool(pos[1] != "固有名詞" or pos[2] == "地名")
