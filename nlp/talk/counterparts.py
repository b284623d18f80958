"""Projects that are named like the last one but for a word: 中学校は after 小学校トイレ改修, ワールドじゃなくてシティ."""

from __future__ import annotations

from msgspec.structs import replace

from data.model import Project
from data.query import Intent, Operation, Query
from nlp.asking.asked import Asked
from nlp.asking.context import is_single, shown
from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize


def counterpart(asked: Asked, last: Query) -> Intent | None:
    """「中学校は？」 after 小学校トイレ改修: the one whose name says it where the last name said another."""
    other = instead(asked, last) if is_single(last) and asked.asks_nothing else None
    return replace(last, scope=asked.lexicon.of_projects([other])) if other else None


def instead(asked: Asked, last: Query) -> Project | None:
    """The one other project whose name says what is said where the name of the last one says another thing."""
    before = fold(normalize(shown(last, asked.lexicon)[0].name))
    if len(asked.sentence.mentions) != 1 or len(asked.sentence.mentions[0].text) < 2:
        return None
    words = fold(asked.sentence.mentions[0].text)
    named = zip(asked.lexicon.plain_names, asked.lexicon.projects, strict=True)
    said = [(n, p) for n, p in named if words in n and words not in before]
    alike = [p for n, p in said if _says_instead(n, words, before)]
    alike = alike or [p for n, p in said if _shares(n.replace(words, "\n"), before)]
    return alike[0] if len(alike) == 1 else None


_ADDED = pattern(
    "(?:の?も|を)(?:一緒に)?(?:足(?!さ)|たす|たし|加え(?!な)|入れ(?!な)|含め(?!な)|合わせ)|と(?:合わせ|足(?!さ))"
)


def added_instead(asked: Asked, last: Query) -> Query | None:
    """「小学校のも足すと」 after 中学校大規模改修: both of the two that are named alike."""
    if not is_single(last) or asked.parts or not _ADDED.search(asked.sentence.text):
        return None
    other = instead(asked, last)
    both = [*shown(last, asked.lexicon), *([other] if other else [])]
    scope = asked.lexicon.of_projects(both)
    return Query(Operation.SUM, scope, last.measure) if other else None


ALIKE = 4
"""Characters that two names share at least where one of them is said by its own word."""


def _shares(name: str, before: str) -> bool:
    pieces = (name[i : i + ALIKE] for i in range(len(name) - ALIKE + 1))
    return any(piece in before for piece in pieces)


def _says_instead(name: str, words: str, before: str) -> bool:
    head, said, tail = name.partition(words)
    fits = before.startswith(head) and before.endswith(tail)
    return bool(said) and fits and len(head) + len(tail) < len(before)
