"""What people tell of themselves in the word that lists print for it: 学校に行けない is 不登校.

General Japanese from `idioms.txt`; what a list itself says stays as it is.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from msgspec import Struct

from nlp.words.gates import Gates, Held
from nlp.words.once import once
from nlp.words.synonyms import key, synonyms
from nlp.words.text import fold, is_kanji, normalize

_ENDINGS = {
    "{neg}": "(?:ない|なかった|なくなっ(?:て(?:しま(?:う|い(?:まし?た|ます|そう)?|っ(?:た|て)))|た|て)|なく(?:て|なって)?|ません|ず(?:に)?|ん(?:とです|です|で|く(?:て)?)?|へん)",
    "{adj}": "(?:い|く(?:て|なって|なった)?|かった)",
    "{verb}": "(?:[いきぎしちにびみり]?(?:た|て(?:い|し(?:まい|まう|まって|まった))?(?:る|た|ます|ました|て)?|だ|で)|[うくぐすつぬぶむる]|り?そう|ます|まし?た|っ(?:た|て(?:い)?(?:る|ます)|て))",
}


class _Idiom(Struct, frozen=True, dict=True):
    """A word, and the ways to tell of it; each way holds one of a few short strings."""

    word: str
    everywhere: bool
    holds: tuple[str, ...]
    said: str

    @once
    def pattern(self) -> re.Pattern[str]:
        """Any of the ways."""
        said = self.said
        for name, ending in _ENDINGS.items():
            said = said.replace(name, ending)
        return re.compile("|".join(f"(?:{way.strip()})" for way in said.split(" | ")))


@cache
def _idioms() -> Gates[_Idiom]:
    lines = Path(__file__).with_name("idioms.txt").read_text(encoding="utf-8").splitlines()
    found = [_read(line) for line in lines if line and not line.startswith("#")]
    return Gates((idiom.holds, idiom) for idiom in found)


def _read(line: str) -> _Idiom:
    head, said = line.split(": ", 1)
    word, holds = head.split(" < ")
    return _Idiom(word.removeprefix("!"), word.startswith("!"), tuple(holds.split()), said)


def plainly(text: str, printed: str, held: Held | None = None) -> str:
    """Normalised text with such phrases as that word, but for what is `printed`, and words that no list would
    know. `held`: what stands in the text.
    """
    for idiom in _idioms().open(text, held):
        found = idiom.pattern.search(text)
        if found and found[0] not in printed and _is_known(idiom, printed):
            text = idiom.pattern.sub(partial(_noun, idiom.word), text)
    return text


def _is_known(idiom: _Idiom, printed: str) -> bool:
    """Whether a list holds the word, or words for the same."""
    word = normalize(idiom.word)
    return idiom.everywhere or fold(word) in printed or synonyms().knows(key(word))


def _noun(word: str, match: re.Match[str]) -> str:
    """The word, joined to the noun before which the phrase stood: 不登校の子."""
    after = match.string[match.end() : match.end() + 1]
    noun = f"{word}の" if is_kanji(after) else word
    return f"、{noun}" if match.string[: match.start()].endswith("の") else noun
