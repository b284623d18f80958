"""Words that are none, said as the words of the list's names that sound so: 案全装置, サポト.

What a dictionary holds is never taken for another word of its sound: 講演 is not 公園.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nlp.names.converted import common_prefix
from nlp.names.slips import far
from nlp.rules.particles import LIGHT
from nlp.words.bare import content
from nlp.words.once import once
from nlp.words.patterns import pattern
from nlp.words.readings import loose, reading, reading_of
from nlp.words.text import fold, has_kanji
from nlp.words.tokens import Token, is_word, tokenize

_CHUNKS = pattern("[のをにはがとへでも ・、]+")
"""What stands between the chunks of a mention."""

_LEFT = pattern("(?<=[\u3041-\u3096]{2})[のをにはがとでも](?= |$)|(?<![^ ])[のをにはがとでも](?= )")
"""Particles of a mention whose words stand between spaces."""

_HIRAGANA = pattern("[\u3041-\u3096ー]+")

WORDS = 5
"""Words of a name at most that are one chunk: おかえりサポート is three."""

SURE = 4
"""Kana at least of what is heard exactly."""

SLIPPED = 6
"""Kana at least of what is heard with one slip."""


class Heard:
    """The words of some names by their sound."""

    def __init__(self, names: Sequence[str], texts: str, knows: Callable[[Token], bool]) -> None:
        """`names`: normalised; `texts`: all that the list says, folded; `knows`: whether it says a word, or
        another for it.
        """
        self._names = names
        self._texts = texts
        self._knows = knows

    @once
    def _by_sound(self) -> dict[str, str]:
        """Stretches of the names and general words by their loose reading; no stretch of a sound that is
        written in two ways.
        """
        found: dict[str, set[str]] = {}
        for name in self._names:
            words = tokenize(name, short=True)
            kana = [reading_of((word,)) for word in words]
            for i in range(len(words)):
                for j in range(i + 1, min(i + WORDS, len(words)) + 1):
                    stretch = name[words[i].begin : words[j - 1].end]
                    if _CHUNKS.search(stretch):
                        continue
                    sound = loose("".join(kana[i:j]))
                    if len(sound) >= SURE:
                        found.setdefault(sound, set()).add(stretch)
        named = {sound: said.pop() for sound, said in found.items() if len(said) == 1}
        return {loose(reading(word)): word for word in LIGHT if len(word) >= 2} | named

    def of(self, text: str) -> str | None:
        """A mention with its strange chunks as they stand in the names; None where one stays strange."""
        changed = text
        for chunk in sorted(set(_chunks(text)), key=len, reverse=True):
            if not chunk or self._known(chunk):
                continue
            own = self._meant(chunk)
            if own is None:
                return None
            changed = changed.replace(chunk, own)
        return changed if changed != text else None

    def _known(self, chunk: str) -> bool:
        tokens = content(chunk)
        if _HIRAGANA.fullmatch(chunk) and [t.surface for t in tokens] != [chunk]:
            return not tokens  # kana that is cut in pieces may be cut wrong
        return fold(chunk) in self._texts or all(
            t.normal in LIGHT or self._prints(t.surface) or self._is_said(t) for t in tokens
        )

    def _is_said(self, token: Token) -> bool:
        return len(token.normal) >= 2 and self._knows(token)

    def _prints(self, word: str) -> bool:
        return len(word) >= 2 and fold(word) in self._texts

    def _meant(self, chunk: str) -> str | None:
        """The words of the list that a strange chunk is; one all in kana only if it sounds the same."""
        sound = loose(reading(chunk))
        own = self._by_sound.get(sound)
        if _HIRAGANA.fullmatch(chunk):
            stems = (chunk.removesuffix(end) for end in ("ひ", "する"))
            return own or next(filter(None, (self._by_sound.get(loose(s)) for s in stems)), None)
        if own and _HIRAGANA.fullmatch(chunk, common_prefix(chunk, own)):
            return own
        if not _is_none(chunk):
            return None
        if own or len(sound) < SLIPPED:
            return own
        near = [own for heard, own in self._by_sound.items() if far(sound, heard) <= 1]
        return near[0] if len(near) == 1 and not _says_more(chunk, near[0]) else None


def _chunks(text: str) -> list[str]:
    """A mention cut at its particles; one in hiragana at its spaces, for any kana may be a particle there."""
    if not _HIRAGANA.fullmatch(text.replace(" ", "")):
        return _CHUNKS.split(text)
    return _LEFT.sub("", text).split() if " " in text else []


ORDINALS = pattern("第([0-9一二三四五六七八九十]+)")
"""What tells names of a kind apart: 第一浄水場, 第六次計画."""


def _says_more(chunk: str, own: str) -> bool:
    """Whether a chunk holds a word that stands not in what it may be, or all of that and more: 公立学校 is not
    私立学校, 青色防犯灯 more than 青色防犯.
    """
    words = [t.surface for t in tokenize(chunk) if len(t.surface) >= 2 and has_kanji(t.surface)]
    if ORDINALS.findall(chunk) != ORDINALS.findall(own):
        return True
    sound = _unvoiced(own)
    other = (w for w in words if is_word(w) and w not in own)
    return own in chunk or any(_unvoiced(w) not in sound for w in other)


def _unvoiced(word: str) -> str:
    """How a word sounds, in whatever it is joined to: つくり of くらづくり."""
    return loose(reading(word)).translate(_VOICED)


_VOICED = str.maketrans(
    "がぎぐげござじずぜぞだぢちづすでどばびぶべぼ", "かきくけこさしつせそたししつつてとはひふへほ"
)


def _is_none(chunk: str) -> bool:
    """Whether what is strange in a chunk is no word: single characters, or nothing a dictionary holds."""
    if is_word(chunk):
        return False
    tokens = tokenize(chunk)
    return any(len(t.surface) == 1 or not is_word(t.surface) for t in tokens)
