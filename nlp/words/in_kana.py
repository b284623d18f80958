"""The words of a mention that is written in kana, as the tokenizer cut it: right as a whole, or not at all.

Kana that is cut wrong makes words of anything: さい and ばん of さいばん. Then the mention is compared by its
reading alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from nlp.words.patterns import pattern
from nlp.words.text import has_kanji
from nlp.words.tokens import Token, is_word

_HIRAGANA = pattern("[\u3041-\u3096]{3}")
_PARTICLES = frozenset("のとやもをがにではへ")
_SIGNS = frozenset({"空白", "補助記号"})


def words_in_kana(
    text: str, content: Sequence[Token], tokens: Sequence[Token]
) -> tuple[Token, ...]:
    """The words of a mention without kanji, of all its tokens; none where they are not the whole of it."""
    if not _HIRAGANA.search(text):
        return tuple(content)
    if sum(len(t.surface) for t in tokens) > len(text):
        return ()  # the last is cut by the end of the mention
    told = {t.begin for t in content}
    before: Token | None = None
    for token in tokens:
        if token.begin not in told and not _between(before, token):
            return ()
        before = token
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


def _between(before: Token | None, token: Token) -> bool:
    """Whether a token only stands between words, ends one, or is a verb that says nothing: たすける."""
    if token.pos in _SIGNS or (token.pos == "助詞" and token.surface in _PARTICLES):
        return True
    if before is None:
        return len(token.surface) >= 3 and token.pos == "名詞"
    if before.pos == "動詞":
        return token.pos in ("助動詞", "助詞")
    return token.pos == "動詞" and len(token.surface) >= 2 and before.pos in ("助詞", "空白")


def _one(before: Token, token: Token) -> Token:
    """Two words as the one that they make: 生活保護."""
    word = before.normal + token.normal
    said = before.reading + token.reading
    return replace(before, end=token.end, surface=word, normal=word, reading=said)
