"""Projects by how their names are written: 「事業名に『支援』が入るのは」「『事業』で終わる名前」."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from data.model import Project
from data.query import Scope
from nlp.meaning.parts import Part
from nlp.names.lexicon import Entity, Lexicon
from nlp.sentences.sentence import Sentence
from nlp.words.gates import Gates
from nlp.words.patterns import pattern
from nlp.words.text import fold, holds_any, normalize

_NAMES = ("事業名", "名前", "名称", "タイトル", "事業の名前")
_NAME = rf"(?:{'|'.join(_NAMES)})"
_ENDS = ("頭に", "先頭に", "尻に", "後ろに", "最後に", "最初に")
_COLUMNS = ("説明", "内容", "概要")
_ATTACHES = ("つく", "つい", "付く", "付い", "つか", "付か")
_BOUNDS = ("で終わ", "で始ま", "から始ま")
_WORDS = ("言葉", "ことば", "単語", "文字")
_GATES = Gates([([*_NAMES, *_ENDS, *_ATTACHES, *_COLUMNS, *_BOUNDS, *_WORDS], True)])
"""Without one of these nothing is described by how it is written."""

_QUOTED = r"[「『\"']?([^「」『』\"'、。\s]{1,20}?)[」』\"']?"
_WORD = r"(?:という|って|とか|の)?(?:[0-9一二三四]?文字|言葉|ことば|単語|語|字)?"
_ATTACHED = r"(?:つ|付)(?:く|いて|いた|いと|か(?=な))"
_HELD = rf"(?:が|を|の|と)?(?:入(?:る|って|っと|った|ら(?=な))|含(?:む|まれ|んで|ま(?=な))|{_ATTACHED}|ある|あり|書(?:いて|かれ)|使って|な(?=い))"
_DENIED = pattern(r"(?:い|る)?(?:な(?:い|く|かった)|ません)|(?<=な)い")
"""Behind such words it is denied; what is denied alone (がない) ends with its な."""

_WAYS = (
    (pattern(rf"{_QUOTED}{_WORD}(?:が|を|って)?{_NAME}(?:の中|のなか)?に{_HELD}"), str.__contains__),
    (pattern(rf"{_NAME}(?:そのもの)?(?:の中|のなか)?に、?{_QUOTED}{_WORD}{_HELD}"), str.__contains__),
    (pattern(rf"{_QUOTED}(?:って|という|っていう){_NAME}(?:が|の){_ATTACHED}"), str.__contains__),
    (pattern(rf"(?:頭|先頭|最初)に{_QUOTED}(?:が|の)?{_ATTACHED}"), str.startswith),
    (pattern(rf"(?:お?尻|後ろ|最後)に{_QUOTED}(?:が|の)?{_ATTACHED}"), str.endswith),
    (pattern(rf"{_NAME}の(?:終わり|最後|末尾|お?尻)が{_QUOTED}(?:の|で|な)"), str.endswith),
    (pattern(rf"{_NAME}(?:が|は)?{_QUOTED}で終わ(?:る|っ|ら(?=な))"), str.endswith),
    (pattern(rf"{_NAME}(?:が|は)?{_QUOTED}(?:で|から)始ま(?:る|っ|ら(?=な))"), str.startswith),
    (pattern("「([^「」]{1,20})」で終わ(?:る|って(?:い)?る)(?:事業|もの|やつ|の)"), str.endswith),
    (pattern("「([^「」]{1,20})」(?:で|から)始ま(?:る|って(?:い)?る)(?:事業|もの|やつ|の)"), str.startswith),
    (pattern(rf"{_QUOTED}(?:という|って|っていう)(?:名前|名称|事業名)の事業(?=は?(?:何件|いくつ|全部|一覧))"), str.__contains__),
    (pattern(rf"{_QUOTED}で終わ(?:る|っ)(?:て(?:い)?る)?{_NAME}"), str.endswith),
    (pattern(rf"{_QUOTED}(?:で|から)始ま(?:る|っ)(?:て(?:い)?る)?{_NAME}"), str.startswith),
    (pattern(rf"{_QUOTED}と(?:名|名前|名称)の{_ATTACHED}"), str.__contains__),
    (pattern(r"[「『\"]([^「」『』\"]{1,20})[」』\"]を含(?:む|んだ|んで(?:い)?る)(?:事業名|名前|名称|タイトル)"), str.__contains__),
    (pattern(rf"(?<!に)[「『\"]([^「」『』\"]{{1,20}})[」』\"](?:って|と|が|の)?{_ATTACHED}"), str.__contains__),
)  # fmt: skip

_TWO = "「([^「」]{1,20})」(?:か|や|と|・|、|または|もしくは|あるいは)「([^「」]{1,20})」"
_EITHER = pattern(
    rf"{_NAME}(?:の中|のなか)?に、?{_TWO}{_WORD}(?P<one>の(?:どちら|いずれ)か)?(?P<both>の?両方)?{_HELD}"
    rf"|{_TWO}(?:が|を)?{_NAME}(?:の中|のなか)?に{_HELD}"
    rf"|{_TWO}(?:って|と|が|の)?{_ATTACHED}"
)
"""Either of two words: 事業名に「もも」か「桃」の字が入ってるの; or both of them."""

_ALSO = pattern(rf"[「『\"]([^「」『』\"]{{1,20}})[」』\"]{_WORD}{_HELD}")
"""Another word of a name, behind the first that is said to stand in one: 名前に「支援」が入る事業と「推進」が入る事業."""

_SCRIPTS = frozenset(
    {"カタカナ", "ひらがな", "漢字", "英字", "英語", "数字", "アルファベット", "ローマ字"}
)
_OTHER_THINGS = pattern("(?:い|る|た|ない|なかった)*[部課係局柱]")
"""What else may be called so: 名前に「支援」がつく課."""


def spelled(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """The projects whose names hold, begin with or end with what is quoted, one part for each that is quoted so."""
    text = sentence.text
    if not _GATES.open(text, sentence.held):
        return []
    if holds_any(text, _COLUMNS) and (found := _DESCRIBED.search(text)):
        written = found[1].startswith("書")  # 「啓発」をやると説明に書いてある
        return [] if written else [_described(found, lexicon)]
    if holds_any(text, _WORDS) and not holds_any(text, _NAMES) and (up := _COMES_UP.search(text)):
        return [_described(up, lexicon, anywhere=True)]
    if "」" in text and (found := _EITHER.search(text)):
        return [_of_two(found, lexicon)]
    first = _first(text, 0, lexicon)
    parts = [first] if first else []
    while parts and (
        more := _first(text, parts[-1].end, lexicon) or _also(text, parts[-1].end, lexicon)
    ):
        parts.append(more)
    return parts


def _first(text: str, begin: int, lexicon: Lexicon) -> Part | None:
    """The first that is described so behind a place."""
    for said, fits in _WAYS:
        found = said.search(text, begin)
        if found and found[1] not in _SCRIPTS and not _OTHER_THINGS.match(text, found.end()):
            if said is _WAYS[-1][0] and lexicon.kind_at(fold(found[1]), 0):
                continue  # 「新規」がつく事業 are of that kind
            return _part(found, _held(found[1], fits, lexicon), f"「{found[1]}」{_SAID[fits]}名前")
    return None


def _also(text: str, begin: int, lexicon: Lexicon) -> Part | None:
    found = _ALSO.search(text, begin)
    label = f"「{found[1]}」を含む名前" if found else ""
    return _part(found, _held(found[1], str.__contains__, lexicon), label) if found else None


def _of_two(found: re.Match[str], lexicon: Lexicon) -> Part:
    """The projects whose names hold one of two words, or both where that is said."""
    one, other = (w for w in found.groups() if w and w not in (found["one"], found["both"]))
    held = [list(_held(word, str.__contains__, lexicon)) for word in (one, other)]
    if found["both"]:
        return _part(
            found, [p for p in held[0] if p in held[1]], f"「{one}」と「{other}」を含む名前"
        )
    return _part(found, [*held[0], *held[1]], f"「{one}」か「{other}」を含む名前")


def _described(found: re.Match[str], lexicon: Lexicon, *, anywhere: bool = False) -> Part:
    """The projects whose descriptions hold a word; their names too, where it need only come up (出てくる)."""
    word, anywhere = fold(normalize(found[1])), anywhere or found[0].endswith("出て")
    held = (
        p
        for p in lexicon.projects
        if word in fold(normalize(f"{p.name}\n{p.description}" if anywhere else p.description))
    )
    return _part(found, held, f"「{found[1]}」を含む{'名前か説明' if anywhere else '説明'}")


_SAID = {str.__contains__: "を含む", str.startswith: "で始まる", str.endswith: "で終わる"}


def _part(found: re.Match[str], projects: Iterable[Project], label: str) -> Part:
    """The projects that some words of a sentence describe by how they are written, as `label` says it; all
    but those where the words are denied.
    """
    denied = _DENIED.match(found.string, found.end())
    end = denied.end() if denied else found.end()
    scope = Scope(projects=frozenset(p.id for p in projects), label=label)
    entity = Entity(None, scope, label)
    excluded = denied is not None
    return Part(found.start(), end, entity, topic=True, excluded=excluded, trait="spelled")


_DESCRIBED = pattern(
    rf"(?:要求)?(?:{'|'.join(_COLUMNS)})(?:文|欄)?(?:の中)?(?:に|で){_QUOTED}{_WORD}(?:と|って|が|を|の|に)?(?:書(?:かれて|いて)|触れて|載って|入って|含まれて|ある|出て|な(?=い))"
)
"""Whoever asks for a word of the descriptions: 説明に「老朽化」と書かれているのは."""

_COMES_UP = pattern(
    rf"{_QUOTED}(?:って|という|っていう)(?:{'|'.join(_WORDS)})(?:が|の|を)?(?:入って|含まれて|使われて|出て)(?:く|い)?る(?:事業|もの|やつ|の)?"
)
"""Whoever asks where a word comes up at all: 銭湯って言葉が出てくるの."""

_FORGOTTEN = "なんとか|何とか|ナントカ|なんちゃら|ほにゃらら|〇〇|○○"
_IS_FORGOTTEN = Gates([(_FORGOTTEN.split("|"), True)])
"""What stands for a part of a name that is forgotten."""

SEEN_ONE = pattern("(?:ひとつ|一つ|1つ|1個|一件|1件)|見かけ|はずです|はずなん|はずだ|たはず|たしか")
"""What says that one of those was meant, whose name is half forgotten."""

_HALF = pattern(
    rf"([^、。\sはがを]*?)の?(?:{_FORGOTTEN})の?([^、。\sはがを]*?)"
    r"(?=って|という|とか|みたいな|っぽい|の(?:予算|額|金額|要求|事業)|は|が|、|。|\?|$)"
)
"""A name of which a part is forgotten: なんとか支援センター, 障害者のナントカセンター."""


_MANAGES = pattern("(?:何とか|なんとか)(?:し[てた]|する|なら|なり|なる|なん|でき)")
"""It is said that something be done, and no name."""


def is_forgotten(sentence: Sentence) -> bool:
    """Whether something stands in a sentence for what is forgotten of a name."""
    return bool(_IS_FORGOTTEN.open(sentence.text, sentence.held))


def half_known(sentence: Sentence, lexicon: Lexicon) -> Part | None:
    """The projects whose names hold what is remembered of one; None where nothing is, or none does."""
    if not is_forgotten(sentence):
        return None
    found = None if _MANAGES.search(sentence.text) else _HALF.search(sentence.text)
    kept = [fold(normalize(w)) for w in (found[1].removesuffix("者"), found[2])] if found else []
    if not found or sum(map(len, kept)) < 2:
        return None
    shape = re.compile(".*".join(map(re.escape, kept)))
    named = zip(lexicon.plain_names, lexicon.projects, strict=True)
    held = [p for name, p in named if shape.search(name)]
    return _part(found, held, found[0]) if held else None


def _held(words: str, fits: Callable[[str, str], bool], lexicon: Lexicon) -> Iterator[Project]:
    wanted = fold(normalize(words))
    named = zip(lexicon.plain_names, lexicon.projects, strict=True)
    return (project for name, project in named if fits(name, wanted))
