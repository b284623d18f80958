"""What only the whole list tells: 全体の5％以上を占める事業, 最後のページの合計."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from nlp.names.lexicon import Lexicon
from nlp.words.patterns import pattern
from nlp.words.text import holds_any

_TELLING = ("占め", "最初の", "最後の", "最終", "ページ")
"""Without one of these nothing is told of the whole list."""


def told_in_full(text: str, lexicon: Lexicon, *, opens: bool) -> str:
    """A message in which only what its words say is left to be read; `opens`: nothing was shown before it."""
    if not holds_any(text, _TELLING):
        return text
    if opens:
        text = first_or_last(text, lexicon)
    return last_page(parts_in_yen(text, lexicon), lexicon)


_PART = pattern(
    r"(?:全体|一覧|総額|要求総額|合計)?(?<!額)の?(?<!額の)(?P<part>[0-9]+(?:\.[0-9]+)?)(?P<unit>%|割)(?P<bound>以上|超|以下|未満)を?占め(?:る|て(?:い)?る)の?(?=事業|もの|やつ|は|って)",
    among="占め",
)


def parts_in_yen(text: str, lexicon: Lexicon) -> str:
    """A sentence with a part of all that is requested as the yen that it is."""
    found = _PART.search(text)
    if not found:
        return text
    whole = sum(p.requested.total or 0 for p in lexicon.projects)
    part = whole * Fraction(found["part"]) / (100 if found["unit"] == "%" else 10)
    yen = ceil(part) if found["bound"] in ("以上", "未満") else floor(part)
    return f"{text[: found.start()]}要求額が{yen}円{found['bound']}の{text[found.end() :]}"


_ENDS = pattern(
    "^(?:一覧の)?(?P<end>最初|最後)の(?P<many>[1-9][0-9]?)(?:件|事業)(?P<rest>の(?:事業|合計|平均|総額|金額).*|は?[?。]*|(?:を|だけ)[^、。]*)$",
    among="最初の 最後の",
)


def first_or_last(text: str, lexicon: Lexicon) -> str:
    """A sentence with the first or the last projects of the list, before anything was shown, by their numbers."""
    found = _ENDS.match(text)
    if not found:
        return text
    many, numbers = int(found["many"]), [p.no for p in lexicon.projects]
    if not 1 < many <= len(numbers):
        return text
    some = numbers[:many] if found["end"] == "最初" else numbers[-many:]
    rest = found["rest"].removeprefix("の事業")
    return f"no.{some[0]}からno.{some[-1]}まで{rest}"


_LAST_PAGE = pattern(
    "(?:一番)?(?:最後|最終|ラスト)の?ページ(?=の(?:事業|合計|件数|平均|要求|総額)|に|で)",
    among="ページ",
)


def last_page(text: str, lexicon: Lexicon) -> str:
    """A sentence with the last page of the list by its number."""
    if not _LAST_PAGE.search(text):
        return text
    last = max((p.page or 0 for p in lexicon.projects), default=0)
    return _LAST_PAGE.sub(f"{last}ページ", text) if last else text
