"""What people tell of themselves in the word that lists print for it: 学校に行けない is 不登校.

General Japanese from `idioms.txt`; what a list itself says stays as it is.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from nlp.text import KANJI

_ENDINGS = {
    "{neg}": "(?:ない|なく(?:て|なって)?|なかった|なくなっ(?:た|て)|ません|ず(?:に)?|ん(?:とです|です|で|く(?:て)?)?|へん)",
    "{adj}": "(?:い|く(?:て|なって|なった)?|かった)",
    "{verb}": "(?:[いきぎしちにびみり]?(?:た|て(?:い|し(?:まい|まう|まって|まった))?(?:る|た|ます|ました|て)?|だ|で)|[うくぐすつぬぶむる]|り?そう|まし?た|っ(?:た|て))",
}


@cache
def _idioms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = Path(__file__).with_name("idioms.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return tuple((word, _pattern(said)) for word, said in pairs)


def _pattern(said: str) -> re.Pattern[str]:
    for name, ending in _ENDINGS.items():
        said = said.replace(name, ending)
    return re.compile("|".join(f"(?:{way.strip()})" for way in said.split(" | ")))


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(said.pattern for _, said in _idioms()))


def plainly(text: str, printed: str) -> str:
    """Normalised text with such phrases as that word, but for what is `printed`."""
    found = _any().search(text)
    if not found or found[0] in printed:
        return text
    for word, said in _idioms():
        text = said.sub(partial(_noun, word), text)
    return text


def _noun(word: str, match: re.Match[str]) -> str:
    """The word, joined to the noun before which the phrase stood: 不登校の子."""
    after = match.string[match.end() : match.end() + 1]
    noun = f"{word}の" if after and KANJI.match(after) else word
    return f"、{noun}" if match.string[: match.start()].endswith("の") else noun
