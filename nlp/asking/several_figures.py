"""The ends of a ranking asked for beside totals: 最大と最小と平均, 合計・平均・最大額を教えて."""

from __future__ import annotations

import re
from collections.abc import Callable

from data.query import Intent, Query
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, uncomputable
from nlp.asking.context import Memory
from nlp.words.patterns import pattern

_END = "最[大高小低](?:の事業|値|額)?"
_TOTAL = "(?:合計|総額|平均|中央値|件数)(?:金?額|値)?"
_JOINED = "(?:と|、|・|や|及び|および)、?"
FIGURES = pattern(
    f"(?=[^。]*最[大高小低])(?P<head>(?:(?!{_END}|{_TOTAL})[^、。])*?)(?P<figures>(?:(?:{_END}|{_TOTAL}){_JOINED})+(?:{_END}|{_TOTAL}))"
    "(?:は|を|って|も)?(?:それぞれ)?(?:いくら|何円|教えて|知りたい|見せて|出して)?(?:ください|です|か|の)*[?。]*",
    among="最大 最高 最小 最低",
)
_FIGURE = pattern(f"{_END}|{_TOTAL}")


def several_figures(
    asked: Asked, memory: Memory, follow: Callable[[Asked, Memory], Intent]
) -> tuple[Intent, ...]:
    """One answer for each of several figures of the same projects, where both an end and a total are among them."""
    found = FIGURES.fullmatch(asked.sentence.text)
    figures: list[str] = _FIGURE.findall(found["figures"]) if found else []
    ends = [f for f in figures if f.startswith("最")]
    if not found or not ends or len(ends) == len(figures):
        return ()
    head = re.sub("の?$", "の", found["head"]) if found["head"] else ""
    said = [f"{head}{_in_full(figure)}は" for figure in dict.fromkeys(figures)]
    intents = tuple(follow(ask(each, asked.lexicon), memory) for each in said)
    return intents if all(isinstance(i, Query) for i in intents) else (uncomputable(asked),)


def _in_full(figure: str) -> str:
    """The question for one figure."""
    if not figure.startswith("最"):
        return figure
    return "一番高い事業" if figure[1] in "大高" else "一番安い事業"
