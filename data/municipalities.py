"""Names of wards by 全国地方公共団体コード (総務省; five digits, without the check digit)."""

from __future__ import annotations

import re

_TOKYO = [
    "千代田区",
    "中央区",
    "港区",
    "新宿区",
    "文京区",
    "台東区",
    "墨田区",
    "江東区",
    "品川区",
    "目黒区",
    "大田区",
    "世田谷区",
    "渋谷区",
    "中野区",
    "杉並区",
    "豊島区",
    "北区",
    "荒川区",
    "板橋区",
    "練馬区",
    "足立区",
    "葛飾区",
    "江戸川区",
]
NAMES = {str(13101 + place): name for place, name in enumerate(_TOKYO)}
"""The special wards of Tokyo (特別区), 13101 to 13123."""


def name_of(code: str, title: str = "") -> str:
    """The name of a municipality; of an unknown code, what the title calls it, or what its code is."""
    known = NAMES.get(code[:5])
    if known:
        return known
    said = re.search(r"(?:^|[\s　度])([一-龥ぁ-んァ-ヶ]{1,6}?[区市町村])(?=[\s　の令平])", title)
    return said[1] if said else called(code)


def called(name: str) -> str:
    """A name that a figure cannot be taken for: 自治体13199."""
    return f"自治体{name}" if name.isdecimal() else name
