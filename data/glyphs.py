"""Characters set right: what PDF fonts put in the place of ordinary characters.

Only look-alikes are replaced; full width stays full width. Kangxi radicals (U+2F00–2FD5) and CJK
compatibility ideographs are folded by NFKC; the radicals supplement (U+2E80–2EF3) hardly, so its
equivalents (Unicode, EquivalentUnifiedIdeograph.txt) stand here.
"""

from __future__ import annotations

import re
import unicodedata

UNKNOWN = "〓"
"""The printer's mark for a character that cannot be told: its font does not say what it is."""

_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺅⺇⺈⺉⺊⺌⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺭⺮⺯⺰⺱⺲⺳⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻几刀刂卜小兀尣尢巳幺彑忄心扌攵旡月歺母民氵氺灬爫爫丬犭王疋目礻竹糸纟罓罒网罓羊羊羊老肀聿肉臼艹艹艹虎衤覀西见角覀讠贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_OTHERS = {"‧": "・", "∙": "・", "⋅": "・"}
_LOOK_ALIKE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufaff\u2027\u2219\u22c5\u00ad\ufeff\u200b-\u200f\u2060]|[\U0002f800-\U0002fa1f]"
)


def right(text: str) -> str:
    """The text in ordinary characters."""
    return _LOOK_ALIKE.sub(_ordinary, text)


def _ordinary(match: re.Match[str]) -> str:
    character = match[0]
    if character in _OTHERS:
        return _OTHERS[character]
    if unicodedata.category(character) in {"Cc", "Cf"}:
        return ""  # nothing is printed
    return _SUPPLEMENT.get(character) or unicodedata.normalize("NFKC", character)
