"""What a list calls what people call otherwise: 知的財産 for 知財, コミュニティバス for コミバス.

A short word that stands nowhere in the list is said in the list's words where a dictionary of synonyms
knows both for one thing, or where it is the beginnings of two words that stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize
from nlp.words.tokens import groups_of, tokenize

_SHORTENED = pattern("[\u30a1-\u30faー]{4,6}")


def _shortens(short: str, long: str) -> bool:
    """Whether a word is made of characters of another, in their order."""
    rest = iter(long)
    return 2 <= len(short) < len(long) and all(c in rest for c in short)


class OwnWords:
    """The words of some texts, to say others in."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts`: those whose words are preferred stand first."""
        self._texts: Sequence[str] = [normalize(t) for t in texts]

    @cached_property
    def _folded(self) -> str:
        return "\n".join(map(fold, self._texts))

    @cached_property
    def _by_group(self) -> dict[int, str]:
        known: dict[int, str] = {}
        for text in self._texts:
            for begin, end, ids in groups_of(text):
                if end - begin >= 2:
                    known |= {i: text[begin:end] for i in ids if i not in known}
        return known

    @cached_property
    def _side_by_side(self) -> dict[str, list[tuple[str, str]]]:
        """Words that follow one another, and parts of one long word, by the first two characters."""
        found: dict[tuple[str, str], None] = {}
        for text in self._texts:
            tokens = tokenize(text, short=True)
            for word in (t.surface for t in tokens if len(t.surface) >= 6):
                found |= {(word[:at], word[at:]): None for at in range(3, len(word) - 1)}
            for one, other in pairwise(tokens):
                if one.end == other.begin:
                    found[one.surface, other.surface] = None
        by_first: dict[str, list[tuple[str, str]]] = {}
        for pair in found:
            by_first.setdefault(pair[0][:2], []).append(pair)
        return by_first

    def of(self, text: str) -> str | None:
        """A text with its strange words said in these words; None where there is none to say so."""
        plain = normalize(text)
        changed = False
        for begin, end, ids in reversed(groups_of(plain)):
            word = plain[begin:end]
            own = next((self._by_group[i] for i in ids if i in self._by_group), None)
            if own and _shortens(word, own) and fold(word) not in self._folded:
                plain, changed = plain[:begin] + own + plain[end:], True
        for found in reversed(list(_SHORTENED.finditer(plain))):
            own = self._written_out(found[0]) if fold(found[0]) not in self._folded else None
            if own:
                plain, changed = plain[: found.start()] + own + plain[found.end() :], True
        return plain if changed else None

    def _written_out(self, short: str) -> str | None:
        """The two words of whose beginnings a word in katakana was made, where only two were."""
        pairs = {
            one + other
            for size in range(2, len(short) - 1)
            for one, other in self._side_by_side.get(short[:2], ())
            if one.startswith(short[:size]) and other.startswith(short[size:])
        }
        return pairs.pop() if len(pairs) == 1 else None
