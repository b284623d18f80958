"""Finding a project by part of its name: ours beside stock engines, over queries made by rule.

Run by `make bench`, or alone: `python -m bench.lookup [FILE.json …] [--seed N]`, over the shipped list and the
lists in the files (as `yosan parse --json` prints them). An answer is right when the first name is the one
the query was made from (or holds the same words); a query for a name that is not there is right when
nothing is found. No query is made by looking at what an engine finds.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from nlp.names.match import Names
from nlp.words.readings import reading
from nlp.words.text import fold, katakana, normalize
from nlp.words.tokens import Token, tokenize

Engine = Callable[[str], list[int]]
"""A query to places of names, best first."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A query of a kind; `right` are the places of the names that it may find first, none if absent."""

    kind: str
    text: str
    right: frozenset[int]


HOMOPHONES = dict(
    pair.split("/")
    for pair in [
        "科学/化学",
        "施設/私設",
        "公園/講演",
        "対策/大作",
        "推進/水深",
        "支給/至急",
        "健康/兼行",
        "向上/工場",
        "児童/自動",
        "高齢/恒例",
        "会議/懐疑",
        "保証/保障",
        "検診/健診",
        "指導/始動",
        "改修/回収",
        "支援/私怨",
        "管理/監理",
        "環境/艦橋",
        "清掃/成層",
        "制度/精度",
        "開設/解説",
        "設置/接地",
        "給付/休符",
        "歩道/補導",
        "更新/行進",
        "観光/刊行",
        "緑化/録化",
        "文化/分化",
        "工事/公示",
        "障害/傷害",
        "校舎/後者",
        "消防/小坊",
        "食事/植字",
        "相談/想談",
        "電子/伝師",
        "機能/帰納",
        "教育/共育",
        "構想/高層",
        "交流/拘留",
        "創造/想像",
        "解消/改称",
    ]
)
"""Words and what a keyboard offers for the same sound."""

STRANGERS = (
    "落語",
    "鯨",
    "天文台",
    "温泉",
    "競馬",
    "養蜂",
    "空港",
    "酪農",
    "漁港",
    "蒸気機関車",
    "盆踊り",
    "陶芸",
    "将棋",
    "林道",
    "鉱山",
    "灯台",
    "茶道",
    "相撲",
    "水族館",
    "植物園",
    "城跡",
    "索道",
    "除雪",
    "牧場",
    "雪像",
    "砂丘",
    "果樹",
    "海苔",
    "真珠",
    "刀剣",
    "古墳",
    "気球",
    "潜水艦",
    "製糸",
    "醸造",
    "干潟",
    "弓道",
    "和紙",
    "鵜飼",
    "花火",
    "獅子舞",
    "狩猟",
    "養鶏",
    "灌漑",
    "地熱",
    "風車",
    "潮干狩り",
    "棚田",
    "ダム",
    "湿原",
    "尺八",
    "琵琶",
    "火山",
    "氷河",
    "鍾乳洞",
    "砂防",
    "流鏑馬",
    "漆器",
    "養豚",
    "競輪",
    "ロケット",
    "クルーズ船",
    "ゴルフ場",
    "スキー場",
)
"""Words of other places, from which names are made that a list does not hold."""

FRAMES = (
    "{}の事業",
    "{}の予算",
    "{}事業の予算額",
    "{}について",
    "{}に関する事業",
    "{}の要求額",
    "{}って",
)
"""What people say around a name."""

_GENERIC = re.compile(
    r"事業|推進|支援|整備|運営|管理|等|の|に|を|実施|対策|促進|充実|強化|及び|経費|費|プロジェクト|区民|市民|準備|活用|公開"
)


def squeezed(name: str) -> str:
    """A name as people type part of it: one width, no signs."""
    return re.sub(r"[\s・、。,.()\[\]「」『』~-]", "", normalize(name))


def lookups(names: Sequence[str], seed: int) -> Iterator[Lookup]:
    """Every kind of query over these names."""
    dice = random.Random(seed)
    plain = [fold(squeezed(n)) for n in names]
    alphabet = sorted({c for n in names for c in squeezed(n)})
    for place, name in enumerate(names):
        whole = squeezed(name)
        for kind, text, source in _of(name, whole, dice, alphabet):
            parts = {fold(squeezed(text)), fold(source or whole)}
            right = {place} | {i for i, p in enumerate(plain) if any(s in p for s in parts)}
            if kind in _CHANGED and any(fold(squeezed(text)) in p for p in plain):
                continue  # the slip made another name, or none
            yield Lookup(kind, text, frozenset(right))
    for text in _absent(names, dice):
        if not any(fold(squeezed(text)) in p for p in plain):
            yield Lookup("absent", text, frozenset())


_CHANGED = {"wrong character", "dropped", "swapped", "same sound"}


def _of(
    name: str, whole: str, dice: random.Random, alphabet: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Kind, query, and the part of the name that it was made of ("" for all of it)."""
    for size in (4, 4, 5, 6):
        if len(whole) >= size:
            at = dice.randrange(len(whole) - size + 1)
            yield "fragment", whole[at : at + size], ""
    if len(whole) >= 5:
        yield "prefix", whole[: dice.randrange(4, len(whole))], ""
    yield from _slips(whole, dice, alphabet)
    for word, other in HOMOPHONES.items():
        if word in whole and len(whole) >= 6:
            yield "same sound", whole.replace(word, other, 1), ""
    for kind, text in (*_spoken(name), *_pieces(name, dice)):
        yield kind, text, ""
    yield "width", "".join(_wide(c) for c in whole), ""
    yield "extra words", dice.choice(FRAMES).format(whole.removesuffix("事業")), ""


def _slips(
    whole: str, dice: random.Random, alphabet: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    size = min(len(whole), dice.randrange(6, 11))
    if size < 6:
        return
    start = dice.randrange(len(whole) - size + 1)
    part = whole[start : start + size]
    at = dice.randrange(1, size - 2)
    if "ー" in part[: at + 2]:
        return  # a long mark behind another character is a hyphen
    yield "wrong character", part[:at] + dice.choice(alphabet) + part[at + 1 :], part
    yield "dropped", part[:at] + part[at + 1 :], part
    if part[at] != part[at + 1]:
        yield "swapped", part[:at] + part[at + 1] + part[at] + part[at + 2 :], part


def _spoken(name: str) -> Iterator[tuple[str, str]]:
    kana = re.sub(r"[\s・、。,.()\[\]「」『』~-]", "", reading(name))
    yield "hiragana", kana
    yield "katakana", katakana(kana)
    part = re.sub("[a-z]+$", "", kana[: max(6, len(kana) * 2 // 3)])
    yield "hiragana", part + "の予算は"[: 1 if len(part) % 2 else 4]
    spaced = " ".join(fold(t.reading or t.surface) for t in _words(name))
    for style in STYLES:
        yield "romaji " + style, romaji(spaced if style == "hepburn" else kana, style)


def _words(name: str) -> list[Token]:
    return [t for t in tokenize(normalize(name)) if t.pos not in ("補助記号", "空白", "記号")]


def _wide(character: str) -> str:
    if "!" <= character <= "~":
        return chr(ord(character) + 0xFEE0)
    return _HALF.get(character, character)


_HALF = {
    unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF66, 0xFF9E) if c != 0xFF70
} | {"ー": "ー"}


def _pieces(name: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    chunks = [c for c in re.split(_GENERIC, squeezed(name)) if len(c) >= 2]
    if len(chunks) < 2:
        half = len(squeezed(name)) // 2
        chunks = [squeezed(name)[:half], squeezed(name)[half:]]
    if min(map(len, chunks[:2])) < 3:
        return
    first, second = chunks[:2]
    yield "two pieces", f"{first} {second}"
    yield "two pieces", dice.choice(("{} {}", "{}　{}", "{}の{}")).format(second, first)


def _absent(names: Sequence[str], dice: random.Random) -> Iterator[str]:
    """Names near present ones: the word that tells them apart is another."""
    strangers = [s for s in STRANGERS if not any(s in normalize(n) for n in names)]
    for name in names:
        words = [w for w in _words(name) if w.pos == "名詞" and not _GENERIC.fullmatch(w.surface)]
        stranger = dice.choice(strangers)
        whole = normalize(name)
        if len(words) >= 2:
            first = max(words[:2], key=lambda w: w.end - w.begin)
            yield whole[: first.begin] + stranger + whole[first.end :]
        yield stranger + dice.choice(("事業", "の整備", "支援事業", "の推進", "管理運営", "の改修"))
        if words:
            yield stranger + words[-1].surface
        other = [w for w in _words(dice.choice(names)) if w.pos == "名詞"]
        if words and other:
            yield from _strange_pair(words[0].surface, other[-1].surface, names)
            yield from _strange_pair(other[0].surface, words[-1].surface, names)


def _strange_pair(first: str, last: str, names: Sequence[str]) -> Iterator[str]:
    """Two words that no name holds together: 防災アプリ where there is only a 防災ラジオ."""
    generic = _GENERIC.fullmatch(first) or _GENERIC.fullmatch(last)
    together = any(fold(first) in n and fold(last) in n for n in map(_folded, names))
    if not (generic or together or len(first) < 2 or len(last) < 2):
        yield first + last


def _folded(name: str) -> str:
    return fold(squeezed(name))


STYLES = ("hepburn", "kunrei", "typed")
_DIGRAPHS = {"ゃ": "a", "ゅ": "u", "ょ": "o", "ぁ": "a", "ぃ": "i", "ぇ": "e", "ぉ": "o"}
_KUNREI = dict(
    zip(
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
        "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぅ",
        [
            "a",
            "i",
            "u",
            "e",
            "o",
            "ka",
            "ki",
            "ku",
            "ke",
            "ko",
            "sa",
            "si",
            "su",
            "se",
            "so",
            "ta",
            "ti",
            "tu",
            "te",
            "to",
            "na",
            "ni",
            "nu",
            "ne",
            "no",
            "ha",
            "hi",
            "hu",
            "he",
            "ho",
            "ma",
            "mi",
            "mu",
            "me",
            "mo",
            "ya",
            "yu",
            "yo",
            "ra",
            "ri",
            "ru",
            "re",
            "ro",
            "wa",
            "o",
            "n",
            "ga",
            "gi",
            "gu",
            "ge",
            "go",
            "za",
            "zi",
            "zu",
            "ze",
            "zo",
            "da",
            "zi",
            "zu",
            "de",
            "do",
            "ba",
            "bi",
            "bu",
            "be",
            "bo",
            "pa",
            "pi",
            "pu",
            "pe",
            "po",
            "vu",
            "u",
        ],
        strict=True,
    )
)
_HEPBURN = {
    **_KUNREI,
    **dict(zip("しちつふじぢ", ["shi", "chi", "tsu", "fu", "ji", "ji"], strict=True)),
}
_TYPED = {**_HEPBURN, "ん": "nn", "を": "wo", "づ": "du", "じ": "zi", "し": "si"}


def romaji(kana: str, style: str) -> str:
    """Kana in Latin letters: Hepburn with long vowels left out, Kunrei with ^, or as a keyboard takes it."""
    table = {"hepburn": _HEPBURN, "kunrei": _KUNREI, "typed": _TYPED}[style]
    out: list[str] = []
    doubled = False
    for character in kana:
        if character == "っ":
            doubled = True
        elif character in _DIGRAPHS and out and len(out[-1]) > 1:
            out[-1] = _joined(out[-1], _DIGRAPHS[character])
        elif character == "ー":
            out.append("-" if style == "typed" else "")
        else:
            letters = table.get(character, character)
            out.append(letters[0] + letters if doubled and letters[0].isalpha() else letters)
            doubled = False
    text = "".join(out)
    if style == "hepburn":
        return text.replace("cch", "tch").replace("ou", "o").replace("uu", "u").replace("oo", "o")
    return text.replace("ou", "ô").replace("uu", "û") if style == "kunrei" else text


def _joined(before: str, vowel: str) -> str:
    """A syllable and the small kana behind it: ki+ya → kya, shi+ya → sha, hu+a → fa, te+i → ti."""
    if before in ("hu", "fu", "vu"):
        return ("v" if before == "vu" else "f") + vowel
    stem = before[:-1]
    soft = before[-1] != "i" or stem.endswith(("sh", "ch", "j"))
    return stem + ("" if soft else "y") + vowel


def engines(names: Sequence[str]) -> dict[str, Engine]:
    """Ours and the stock ones over these names."""
    ours = Names.of(enumerate(names))
    plain = [normalize(n) for n in names]
    return {
        "yosan": lambda q: [c.key for c in ours.search(q)],
        "RapidFuzz WRatio": lambda q: [
            row
            for _, _, row in process.extract(
                normalize(q), plain, scorer=fuzz.WRatio, limit=5, score_cutoff=60
            )
        ],
        "FTS5": _fts(plain, "unicode61"),
        "FTS5 trigram": _fts(plain, "trigram"),
    }


def _fts(names: Sequence[str], tokenizer: str) -> Engine:
    table = sqlite3.connect(":memory:")
    table.execute(f"create virtual table n using fts5(name, tokenize='{tokenizer}')")
    table.executemany("insert into n(rowid, name) values (?, ?)", enumerate(names))

    def find(query: str) -> list[int]:
        words = " OR ".join('"' + w.replace('"', '""') + '"' for w in normalize(query).split())
        sql = "select rowid from n where n match ? order by rank limit 5"
        return [row for (row,) in table.execute(sql, (words,))] if words else []

    return find


def is_right(lookup: Lookup, found: Sequence[int]) -> bool:
    """Whether an engine found the name first, or nothing where there is none."""
    return found[0] in lookup.right if found and lookup.right else not (found or lookup.right)


def measure(engine: Engine, asked: Sequence[Lookup]) -> tuple[dict[str, list[int]], list[float]]:
    """Right and all by kind; microseconds of each look-up."""
    table: dict[str, list[int]] = {}
    took: list[float] = []
    for lookup in asked:
        start = time.perf_counter()
        found = engine(lookup.text)
        took.append((time.perf_counter() - start) * 1e6)
        row = table.setdefault(lookup.kind, [0, 0])
        row[0] += is_right(lookup, found)
        row[1] += 1
    return table, took


def compare(title: str, names: Sequence[str], seed: int) -> None:
    """Print the table of one list."""
    asked = list(lookups(names, seed))
    print(f"\n{title}: {len(names)} names, {len(asked)} look-ups (seed {seed}), % right first")
    results = {name: measure(engine, asked) for name, engine in engines(names).items()}
    print(f"{'':18}{'n':>6}" + "".join(f"{name:>18}" for name in results))
    for kind in dict.fromkeys(q.kind for q in asked):
        rows = [table[kind] for table, _ in results.values()]
        print(f"{kind:18}{rows[0][1]:6}" + "".join(f"{100 * right / n:18.1f}" for right, n in rows))
    for label, at in (("p50 µs", 50), ("p99 µs", 99)):
        cuts = [statistics.quantiles(took, n=100)[at - 1] for _, took in results.values()]
        print(f"{label:24}" + "".join(f"{cut:18.0f}" for cut in cuts))


def main(arguments: Sequence[str]) -> None:
    """Compare over the shipped list and the given ones."""
    from data.records import edition_from_json  # noqa: PLC0415 - the tests need the queries alone
    from data.shipped import shipped  # noqa: PLC0415 - the same

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args(arguments)
    editions = [shipped()]
    import json  # noqa: PLC0415 - only where a file is given

    editions += [
        edition_from_json(json.loads(f.read_text(encoding="utf-8"))) for f in options.files
    ]
    for edition in editions:
        compare(str(edition.id), [p.name for p in edition.projects], options.seed)


if __name__ == "__main__":
    main(sys.argv[1:])
