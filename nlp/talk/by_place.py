"""Places of what was shown, read as the numbers of the projects that stand there.

「2番目と4番目の金額は」 after a list is asked of No.31 and No.33, 「最初のやつの担当は」 after three projects of the first of
them. Ranks (2位, 2番目に高い) are no places of a list, and a place that was not shown is left as it was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from data.answer import PAGE
from data.model import Project
from data.query import Choices, Dimension, Operation, Query
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked
from nlp.asking.context import Memory, is_list, is_place, is_single, projects_of, shown
from nlp.asking.places import number_of
from nlp.asking.same_money import money_of, says_money
from nlp.talk.shown_places import FIRST_OR_LAST
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot
from nlp.words.text import holds_any

_ONE = "(?:の(?:やつ|もの|事業|ほう|方|ん)|のほう|の方|の(?=と|を|は|が|で|も|より|の|だけ|に戻|、|[?。]|$))?"
_FIELD = "差|合計|平均|金額|額|担当|内容|要求額|予算|割合|比率|何|全体|比較"
_AGAIN = "(?P<again>に戻(?:って|る|ると)、?)"
_EDGE = rf"(?=と|を|は|が|で|も|より|って|だけ|、|[?。]|$|の(?:{_FIELD}))"
_COUNT = "(?:番目|つ目|つめ|番め|個目|件目)"
_PLACE = pattern(
    rf"(?P<back>(?:下|後ろ|うしろ|最後|末尾|お尻)から)?(?:上から|前から|頭から)?(?P<nth>[0-9]{{1,2}}|[一二三四五六七八九十]){_COUNT}(?!に|以|から|まで){_ONE}"
    rf"|最後の(?:一つ|1つ|ひとつ)前{_ONE}{_EDGE}"
    rf"|(?P<page>(?:この|今の)ページの)?(?:(?P<first>(?:一番|いちばん)(?:上|最初|はじめ|初め|頭)|最初|先頭|冒頭|前者|先に(?:聞いた|聞いてた)(?=ほう|方|やつ))"
    rf"|(?P<last>(?:一番|いちばん)(?:下|最後|後ろ|うしろ)|最後|末尾|ラスト|後者)){_ONE}(?:{_AGAIN}|{_EDGE})",
    among="目 つめ 番め 番上 番最 番頭 番は 番初 番下 番後 番う ばん 最初 最後 先頭 冒頭 末尾 ラスト 前者 後者 先に",
)
_ENGLISH = pattern(
    r"(?:\bthe )?\b(?:(?P<first>first|former)|(?P<last>last|latter)|(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth))"
    r"(?: (?:one|project))?(?= (?:and|or|is|was|of them|of those|please|together|vs|versus|cost)\b|[,?.!]|'s|$)",
    among="first former last latter second third fourth fifth sixth seventh eighth",
)
_ENGLISH_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

_BESIDE = "(?:(?:その|この)(?:すぐ)?(?:一つ|1つ|ひとつ)?|(?:一つ|1つ|ひとつ))[前次後上下]"
_THAT = "の(?:やつ|もの|事業|ほう|方)"
_ASKED = "(?:は|も|って|を|の)?(?:[?。]|$|いくら|いつ|何|どう|どこ|誰|教えて|見せて|お願い)"
_NEIGHBOUR = pattern(
    rf"^(?:じゃあ?|では|で)?、?(?P<way>(?:{_BESIDE}(?:{_THAT}|の)?|(?:次|[前後上下]|あと){_THAT})(?=の?(?:{_FIELD})|{_ASKED})|(?:次|(?:[前後上下]|あと)(?=の))の?(?={_ASKED}))",
    among="前 次 後 あと 上 下",
)
_ENGLISH_NEXT = pattern(r"^(?:and )?the (?P<way>next|previous) one\b", among="next previous")
_BEFORE = ("前", "上", "previous")

_RANKS = pattern(
    "一番|いちばん|最も|もっとも|最[大小高低安多少]|トップ|ごと|別の?に?(?:見|内)|most|least"
)
_RANKED = pattern(
    "(?:番目|つ目)に(?:高|安|大|小|多|少)|(?:高|安|大き|小さ|多|少な)い(?:方|ほう|順)|[0-9]位|(?:額|予算|件数)(?:の|で|が)?(?:下|上)から"
)
_BESIDES = frozenset({Slot.PER_EACH, Slot.EXCLUDE})
_COMPUTES = frozenset({Operation.COMPARE, Operation.SHARE, Operation.SUM, Operation.AVERAGE})


def by_number(asked: Asked, memory: Memory) -> Asked:
    """A sentence with numbers of projects in place of where they stand in what was shown."""
    text = asked.sentence.text
    if memory.choices:
        return _of_offered(asked, memory.choices)
    if memory.query is None or _RANKED.search(text):
        return asked
    if near := _neighbour(text, memory, asked):
        return ask(near, asked.lexicon)
    if (counted := _counted(text, memory, asked)) != text:
        return by_number(ask(counted, asked.lexicon), memory)
    told = [*_PLACE.finditer(text)] or [*_ENGLISH.finditer(text)]
    if not told or _RANKS.search(_EDGES.sub("", text)):
        return asked
    if len(memory.sets) > 1 and TOTALS.intersection(asked.operations) and not _nth(told):
        return asked  # 「最初の方の合計」 after two sections
    before = _shown_before(memory, asked)
    if len(memory.ranked) > 1 and is_place(memory.query) and not _nth(told):
        # 「最初のは」 after the first and the second
        before = [p for q in memory.ranked for p in shown(q, asked.lexicon)]
    places = [_at(found, before, memory.query) for found in told]
    if not before or any(p is None for p in places):
        return asked
    kinds = all(p.entity.dimension is Dimension.KIND for p in asked.parts)
    if len(told) == 1 and asked.parts and not kinds and not _computes(asked):
        return asked  # 「最初は建築課のつもりだった」
    listed = memory.listed is not None and not isinstance(memory.offered, Choices)
    ranked = memory.query.operation in (Operation.MAX, Operation.MIN) and not memory.query.by
    if len(told) == 1 and not ranked and not _is_apart(asked, told[0], listed=listed):
        return asked
    if asked.sentence.has(Slot.EXCLUDE) and not is_list(memory.query):
        return asked  # without one of two that were asked about is not all of the list without it
    if len(told) > 2 and Operation.COMPARE in asked.operations:
        return asked
    numbers = iter(f"no.{p.no}" for p in places if p)
    read = told[0].re.sub(lambda found: next(numbers) + _link(found, text), text)
    return ask(_joined(read), asked.lexicon)


_PLACE_SAID = pattern(
    "(?<![0-9.])([1-9])(?:番(?!目)|位)?(?=[とのはを、,]|だけ|以[外降]|じゃない|から|[?。]|$)"
)
_RUN = pattern("([1-9])番目から([1-9])番目(?:まで)?|([1-9])番目以降", among="番目から 番目以")
_OTHERS = pattern(
    "([1-9])番目(?:以外|を除(?:いた|く|いて)|じゃない(?:方|ほう|やつ))",
    among="番目以 番目を 番目じ",
)


def _of_offered(asked: Asked, choices: Choices) -> Asked:
    """「1番と3番の差」「2番目以降の合計」「1番目以外」 of what is offered; one of them alone is chosen elsewhere."""
    offered = projects_of(choices.options, asked.lexicon)
    many = len(choices.options)
    said = _PLACE_SAID.sub(r"\1番目", asked.sentence.text)
    text = _RUN.sub(lambda f: _places(range(int(f[1] or f[3]), int(f[2] or many) + 1)), said)
    text = _OTHERS.sub(lambda f: _places(n for n in range(1, many + 1) if n != int(f[1])), text)
    told = [*_PLACE.finditer(text)]
    if len(offered) != many or (len(told) < 2 and text == said) or not _nth(told):
        return asked
    at = [number_of(found["nth"]) - 1 if found["nth"] else -1 for found in told]
    if not all(0 <= place < many for place in at):
        return asked
    numbers = iter(f"no.{offered[place].no}" for place in at)
    read = ask(_joined(_PLACE.sub(lambda _: next(numbers), text)), asked.lexicon)
    return read if says_money(asked) else replace(read, usual=money_of(choices.options[0]))


def _places(numbers: Iterable[int]) -> str:
    return "と".join(f"{n}番目" for n in numbers)


def _nth(told: Sequence[re.Match[str]]) -> bool:
    """Whether a place is told by its number."""
    return any(found["nth"] for found in told)


_NUMBERED = pattern(
    "(?:(?<![0-9.])([0-9]{1,2})番|^no\\.([二三四五六七八九十]))(?=と|の|は|が|って|を|、|ど(?:っち|ちら)|[?。]|$)",
    among="番 no.",
)
"""A number that is said: 2番, and 二番, which is read as no.二."""


def _counted(text: str, memory: Memory, asked: Asked) -> str:
    """「2番は」 after a ranking or a list, 「1番と2番どっちが高い」: places, where no number of those shown is said."""
    said = [number_of(one or other) for one, other in _NUMBERED.findall(text)]
    last = memory.query
    if not said or last is None:
        return text
    if is_list(last) or is_place(last):
        before = shown(last, asked.lexicon)
    elif is_single(last) and memory.offered is not None:
        before = list(_shown_before(memory, asked))
    else:
        return text
    if is_single(last) and max(said) > len(before):
        return text
    beyond = last.operation is Operation.LIST and max(said) > len(before)
    held = beyond or any(p.no in said for p in before)
    return (
        text
        if held
        else _NUMBERED.sub(lambda found: f"{number_of(found[1] or found[2])}番目", text)
    )


def _link(found: re.Match[str], text: str) -> str:
    """What joins a number to the field that is asked of it: 最初のに戻って担当は."""
    again = found.groupdict().get("again")
    return "の" if again and not _PARTICLE.match(text, found.end()) else ""


_PARTICLE = pattern("$|[はがをのも、。?]")


_EDGES = pattern("(?:一番|いちばん)(?:上|下|最初|最後|頭)|(?:上|下|後ろ|最後)から")
_ONLY_LISTED = pattern(r"(no\.[0-9]+)(?=no\.)")


def _joined(text: str) -> str:
    """Numbers that stand beside each other without a word are two."""
    return _ONLY_LISTED.sub(r"\1と", text)


def _computes(asked: Asked) -> bool:
    """Whether more is asked than a field of what stands at a place."""
    computed = _COMPUTES.intersection(asked.operations) or asked.sentence.has_any(_BESIDES)
    return bool(computed) or "より" in asked.sentence.text


_WHETHER = pattern("(?:は|って)[^、。はがの]{2,10}?(?:なの|なん|です|でしょう|事業)*か?[?。]*")


def _is_apart(asked: Asked, found: re.Match[str], *, listed: bool) -> bool:
    """Whether one place is told in words, or beside others, that the ways to ask of one place do not know."""
    parts = found.groupdict()
    if _computes(asked):
        return True
    if parts.get("page"):
        return True
    kind_of = _WHETHER.fullmatch(asked.sentence.text, found.end())
    if parts["nth"] and listed and asked.parts and kind_of:
        return True  # 「3番目は新規？」
    if parts["nth"] and listed:
        return bool(parts.get("back")) or "め" in found[0] or found.re is _ENGLISH
    plain = FIRST_OR_LAST.match(asked.sentence.text) or _EDGES.search(asked.sentence.text)
    return not (plain and listed)


def _shown_before(memory: Memory, asked: Asked) -> Sequence[Project]:
    """The projects that were shown or offered last, in their order; those asked about one after the other."""
    last, lexicon = memory.query, asked.lexicon
    if last is None:
        return ()
    if is_list(last):
        return shown(last, lexicon)
    if not is_single(last):
        return ()
    offered = memory.offered
    if isinstance(offered, Choices):
        return projects_of(offered.options, lexicon)
    if memory.listed:
        return shown(memory.listed, lexicon)
    return projects_of(memory.singles, lexicon) if len(memory.singles) > 1 else ()


def _at(found: re.Match[str], before: Sequence[Project], last: Query) -> Project | None:
    """The project at the place that is told; None where none was shown there."""
    parts = found.groupdict()
    if parts.get("page") and is_list(last):
        before = before[last.first - 1 : last.first - 1 + (last.limit or PAGE)]
    many, said = len(before), parts["nth"]
    if said:
        nth = _ENGLISH_NTH.index(said) + 1 if said in _ENGLISH_NTH else number_of(said)
        at = many - nth if parts.get("back") else nth - 1
    else:
        at = 0 if parts["first"] else many - 1 if parts["last"] else many - 2
    return before[at] if 0 <= at < many and many > 1 else None


def _neighbour(text: str, memory: Memory, asked: Asked) -> str | None:
    """「その次のは」 after one of a list: the sentence with the number of the one beside it."""
    found = _NEIGHBOUR.search(text) or _ENGLISH_NEXT.search(text)
    last = memory.query
    if not found or last is None or not is_single(last):
        return None
    before, mine = _shown_before(memory, asked), shown(last, asked.lexicon)
    alone = memory.listed is None and not memory.ranked and memory.place_told is None
    if not before and len(mine) == 1 and alone:
        before = asked.lexicon.projects  # of the list itself
    if not mine or mine[0] not in before:
        return None
    at = before.index(mine[0]) + (-1 if holds_any(found["way"], _BEFORE) else 1)
    if alone and not 0 <= at < len(
        before
    ):  # behind those that were asked about one after the other
        before = asked.lexicon.projects
        at = before.index(mine[0]) + (-1 if holds_any(found["way"], _BEFORE) else 1)
    if not 0 <= at < len(before):
        return None
    link = "" if _PARTICLE.match(text, found.end()) else "の"
    return f"no.{before[at].no}{link}{text[found.end() :]}"
