"""The words of a mention that is written in kana, as the tokenizer cut it: right as a whole, or not at all.

Kana that is cut wrong makes words of anything: さい and ばん of さいばん. Then the mention is compared by its
reading alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from nlp.patterns import pattern
from nlp.text import has_kanji
from nlp.tokens import Token, is_word

_HIRAGANA = pattern("[\u3041-\u3096]{3}")
_BETWEEN = str.maketrans("", "", " のとや・、もをがに")
"""What may stand between words."""


def words_in_kana(text: str, content: Sequence[Token]) -> tuple[Token, ...]:
    """The words of a mention without kanji; none where they are not the whole of it."""
    if not _HIRAGANA.search(text):
        return tuple(content)
    told = sum(len(t.surface.translate(_BETWEEN)) for t in content)
    if told != len(text.translate(_BETWEEN)):
        return ()
    words: list[Token] = []
    for token in content:
        before = words[-1] if words else None
        if before is None or before.end != token.begin:
            words.append(token)
        elif token.pos != "名詞":
            return ()
        elif has_kanji(before.normal) and is_word(before.normal + token.normal):
            words[-1] = _one(before, token)
        else:
            words.append(token)
    return tuple(words)


def _one(before: Token, token: Token) -> Token:
    """Two words as the one that they make: 生活保護."""
    word = before.normal + token.normal
    said = before.reading + token.reading
    return replace(before, end=token.end, surface=word, normal=word, reading=said)
