"""How a mention may be read aloud, where it is written in kana or in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.words.bare import bare_of
from nlp.words.patterns import pattern
from nlp.words.readings import kana_of_romaji
from nlp.words.text import is_japanese

_LATIN = pattern("[a-z]")


def aloud(text: str, latin: Sequence[str]) -> Iterator[str]:
    """Kana of a mention, with and without the words that names write in Latin letters: DV, LINE."""
    if not _LATIN.search(text):
        yield text
        return
    if not is_japanese(text) and (kana := kana_of_romaji(text)):
        yield bare_of(kana.replace(" ", ""))
    inside = [w for w in latin if w in text]
    for words in ([w] for w in inside):
        yield _read_around(text, words)
    if len(inside) > 1:
        yield _read_around(text, inside)
    yield _read_around(text, [])


def _read_around(text: str, words: Sequence[str]) -> str:
    """The kana of what stands around words that stay as they are."""
    pieces = re.split(f"({'|'.join(words)})", text) if words else [text]
    spoken = [p if i % 2 else kana_of_romaji(p) for i, p in enumerate(pieces)]
    said = "".join(p if p is not None else pieces[i] for i, p in enumerate(spoken))
    return bare_of(said.replace(" ", ""))
