"""Readings: kanji to kana, Latin letters to kana and back, and a loose key under which they meet.

The loose key forgets what people type differently: long vowels, small kana, つまる音, を and お.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.rules.particles import words
from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize
from nlp.words.tokens import Token, tokenize

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ",
    "t": "たちつてと", "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ", "m": "まみむめも", "r": "らりるれろ", "l": "らりるれろ",
}  # fmt: skip
_GLIDES = {
    "k": "き",
    "g": "ぎ",
    "s": "し",
    "z": "じ",
    "t": "ち",
    "d": "ぢ",
    "n": "に",
    "h": "ひ",
    "b": "び",
    "p": "ぴ",
    "m": "み",
    "r": "り",
    "l": "り",
}
_VOWELS = "aiueo"


def _table() -> dict[str, str]:
    table = {c + v: kana for c, row in _ROWS.items() for v, kana in zip(_VOWELS, row, strict=True)}
    small = {"a": "ゃ", "u": "ゅ", "o": "ょ"}
    for consonant, kana in _GLIDES.items():
        table |= {f"{consonant}y{v}": kana + s for v, s in small.items()}
    for spelling, kana in (
        ("sh", "し"),
        ("ch", "ち"),
        ("j", "じ"),
        ("ty", "ち"),
        ("cy", "ち"),
        ("jy", "じ"),
        ("zy", "じ"),
        ("sy", "し"),
    ):
        table |= {spelling + v: kana + s for v, s in small.items()}
        table[spelling + "e"] = kana + "ぇ"
    table |= {
        "shi": "し",
        "chi": "ち",
        "tsu": "つ",
        "fu": "ふ",
        "ji": "じ",
        "ya": "や",
        "yu": "ゆ",
        "yo": "よ",
        "wa": "わ",
        "wi": "うぃ",
        "we": "うぇ",
        "wo": "を",
    }
    table |= {
        "fa": "ふぁ",
        "fi": "ふぃ",
        "fe": "ふぇ",
        "fo": "ふぉ",
        "va": "ゔぁ",
        "vi": "ゔぃ",
        "vu": "ゔ",
        "ve": "ゔぇ",
        "vo": "ゔぉ",
        "ti": "ち",
        "di": "ぢ",
        "dhi": "でぃ",
        "thi": "てぃ",
        "tu": "つ",
        "du": "づ",
    }
    return table


_KANA = _table()
_LONG = str.maketrans(
    {
        "ā": "aa",
        "ī": "ii",
        "ū": "uu",
        "ē": "ee",
        "ō": "ou",
        "â": "aa",
        "î": "ii",
        "û": "uu",
        "ê": "ee",
        "ô": "ou",
    }
)
_WORD = pattern(r"[a-z'’āīūēōâîûêô-]+")


def kana_of_romaji(text: str) -> str | None:
    """Hiragana of Latin letters in any usual romanisation; None where a word is not romanised Japanese.

    Hepburn, Kunrei and Nihon-shiki, with or without long vowels (ō, ou, oo), as people type them.
    Spaces and figures stay.
    """
    out: list[str] = []
    for piece in re.split(rf"({_WORD.pattern})", text.lower()):
        if not _WORD.fullmatch(piece):
            out.append(piece)
            continue
        kana = _kana_of_word(piece.translate(_LONG).replace("-", "").replace("’", "'"))
        if kana is None:
            return None
        out.append(kana)
    return "".join(out)


def _kana_of_word(word: str) -> str | None:
    out: list[str] = []
    at = 0
    while at < len(word):
        here = word[at]
        following = word[at + 1 : at + 2]
        if here == "'":
            at += 1
        elif (here in "nm" and following not in _VOWELS + "y") or (here == "n" and not following):
            if here == "m" and following not in "bpm":
                return None
            out.append("ん")
            at += (
                2
                if following == "'"
                or (following == "n" and word[at + 2 : at + 3] not in (*_VOWELS, "y"))
                else 1
            )
        elif (here == following and here not in _VOWELS) or word.startswith("tch", at):
            out.append("っ")
            at += 1
        else:
            size = next((n for n in (4, 3, 2, 1) if word[at : at + n] in _KANA), 0)
            if not size:
                return None
            out.append(_KANA[word[at : at + size]])
            at += size
    return "".join(out)


@lru_cache(maxsize=4096)
def reading(text: str) -> str:
    """The reading of a name in hiragana, letters and figures as they are."""
    return reading_of(tokenize(normalize(text)))


def reading_of(tokens: list[Token] | tuple[Token, ...], *, letters: bool = True) -> str:
    """The reading of tokens in hiragana; what has no reading stays as written, and Latin letters do so
    unless they are to be read as well (DV: ディーブイ).
    """
    return fold("".join(_read(t, letters=letters) for t in tokens))


def _read(token: Token, *, letters: bool) -> str:
    if token.pos in ("空白", "補助記号", "記号") or not token.reading or token.reading == "キゴウ":
        return "" if token.pos in ("空白", "補助記号") else token.surface
    if token.surface.isdecimal() and not letters:
        return number_reading(token.surface)
    return token.surface if letters and token.surface.isascii() else token.reading


_DIGITS = dict(
    zip("0123456789", words("ぜろ いち に さん よん ご ろく なな はち きゅう"), strict=True)
)
_PLACES = ("", "じゅう", "ひゃく", "せん")
_CHANGED = {
    "さんひゃく": "さんびゃく",
    "ろくひゃく": "ろっぴゃく",
    "はちひゃく": "はっぴゃく",
    "さんせん": "さんぜん",
    "はちせん": "はっせん",
}


def number_reading(digits: str) -> str:
    """How a number is said: にじゅうよん for 24; digit by digit from five digits on."""
    if len(digits) > len(_PLACES) or digits.startswith("0"):
        return "".join(_DIGITS[d] for d in digits)
    said = ""
    for digit, place in zip(digits, reversed(_PLACES[: len(digits)]), strict=True):
        if digit != "0":
            one = (_DIGITS[digit] if digit != "1" or not place else "") + place
            said += _CHANGED.get(one, one)
    return said


OTHERWISE = {
    word: said
    for word, _, said in (
        pair.partition("/")
        for pair in words(
            "病/びょう 眼鏡/めがね 雨水/うすい 薪/まき 宿/しゅく 市立/いちりつ 私立/わたくしりつ 日本/にっぽん 工場/こうば 市場/しじょう "
            "牧場/まきば 風車/かざぐるま 生物/なまもの 身体/からだ 施策/せさく 依存/いぞん 代替/だいがえ 重複/じゅうふく "
            "家/いえ 町/まち 街/まち 川/がわ 橋/ばし 空/そら 水/みず 人/ひと 間/ま 館/やかた 園/その 金/かね 場/ば 上/うえ 下/した "
            "中/なか 外/そと 内/うち 山/さん 島/じま 坂/ざか 沢/ざわ 畑/はた 田/でん 森/しん 木/き 花/か 草/そう 石/せき 一日/ついたち "
            "今日/こんにち 明日/あす 昨日/さくじつ 大人/だいにん 一人/いちにん 七/しち 四/し 九/く 何/なん 他/ほか 方/かた 本/もと"
        )
    )
}
"""Words that are read in another way as well, and how."""


_LOOSE = str.maketrans(
    {
        "ぁ": "あ",
        "ぃ": "い",
        "ぅ": "う",
        "ぇ": "え",
        "ぉ": "お",
        "ゃ": "や",
        "ゅ": "ゆ",
        "ょ": "よ",
        "ゎ": "わ",
        "っ": None,
        "ー": None,
        "を": "お",
        "づ": "ず",
        "ぢ": "じ",
        "ゔ": "ぶ",
        "・": None,
        " ": None,
        "-": None,
    }
)
_N_VOWEL = pattern("ん[あいうえお]")
_N_N = pattern("ん(?=[なにぬねの])")
_N_ROW = dict(zip("あいうえお", "なにぬねの", strict=True))
"""Romaji leaves open whether `unei` is うねい or うんえい; both get one key."""
_LONG_O = pattern("(?<=[おこごそぞとどのほぼぽもよろ])[うお]")
_LONG_U = pattern("(?<=[うくぐすずつぬふぶぷむゆる])う")
_LONG_E = pattern("(?<=[えけげせぜてでねへべぺめれ])[いえ]")
_LONG_A = pattern("(?<=[あかがさざただなはばぱまやらわ])あ")
_LONG_I = pattern("(?<=[いきぎしじちにひびぴみり])い")


@lru_cache(maxsize=8192)
def loose(kana: str) -> str:
    """The key under which spellings of one reading meet: とうきょう, とーきょー, toukyou, tokyo."""
    text = (
        fold(kana)
        .replace("ふぁ", "は")
        .replace("ふぃ", "ひ")
        .replace("ふぇ", "へ")
        .replace("ふぉ", "ほ")
    )
    text = text.replace("てぃ", "ち").replace("でぃ", "じ").translate(_LOOSE)
    text = _N_N.sub("", text)
    text = _N_VOWEL.sub(lambda m: _N_ROW[m[0][1]], text)
    for long in (_LONG_O, _LONG_U, _LONG_E, _LONG_A, _LONG_I):
        text = long.sub("", text)
    return text


_HEPBURN = {v: k for k, v in reversed(list(_KANA.items())) if len(v) == 1} | {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu", "を": "o", "ん": "n",
    "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ら": "ra", "り": "ri", "る": "ru", "れ": "re", "ろ": "ro",
}  # fmt: skip
_GLIDE_ENDS = {"ゃ": "a", "ゅ": "u", "ょ": "o"}


def romanize(kana: str) -> str:
    """Kana in Hepburn letters: for readers of English beside a Japanese name."""
    out: list[str] = []
    doubled = False
    for character in fold(kana):
        if character == "っ":
            doubled = True
            continue
        if character in _GLIDE_ENDS and out:
            out[-1] = _glide(out[-1], _GLIDE_ENDS[character])
            continue
        if character == "ー":
            out.append(out[-1][-1] if out else "")
            continue
        letters = _HEPBURN.get(character, character)
        if doubled:
            letters = ("t" if letters.startswith("ch") else letters[:1]) + letters
            doubled = False
        out.append(letters)
    return "".join(out)


def _glide(before: str, vowel: str) -> str:
    stem = before.removesuffix("i")
    return stem + vowel if stem.endswith(("sh", "ch", "j")) else f"{stem}y{vowel}"
