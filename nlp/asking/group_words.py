"""What a word for offices or headings means in a list: 局 may be a department in one and a section in another."""

from __future__ import annotations

from data.query import Dimension
from nlp.asking.asked import Asked

GROUP_WORDS = {
    "小柱": Dimension.POLICY,
    "柱": Dimension.PILLAR,
    "章": Dimension.PILLAR,
    "分野": Dimension.PILLAR,
    "会計": Dimension.ACCOUNT,
    "区分": Dimension.KIND,
    "課": Dimension.SECTION,
    "係": Dimension.SECTION,
    "室": Dimension.SECTION,
    "担当": Dimension.SECTION,
    "部署": Dimension.SECTION,
    "部": Dimension.DEPARTMENT,
    "局": Dimension.DEPARTMENT,
}
"""What a word means where the list itself does not tell."""


_WORDS = tuple(GROUP_WORDS)


def ends_in_group_word(said: str) -> bool:
    """Whether a phrase ends in a word for a group: 同じ課."""
    return said.endswith(_WORDS)


def group_word(said: str, asked: Asked) -> Dimension:
    """The dimension that a word for an office or a heading means in this list: 局 may be a department."""
    word = next((w for w in GROUP_WORDS if w in said), "課")
    return asked.lexicon.offices.get(word) or GROUP_WORDS[word]
