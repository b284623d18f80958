"""What an account is called: 国民健康保険事業特別会計 is 国保会計, 国保特会 and 国保の特別会計 as well."""

from __future__ import annotations

_KINDS = ("事業特別会計", "特別会計", "事業会計", "会計", "特会")
"""How the name of an account ends, the longest first."""

_SAID = ("会計", "特別会計", "特会", "事業会計", "事業特別会計")

_SHORT = {"国民健康保険": "国保", "介護保険": "介護", "後期高齢者医療": "後期"}
"""The insurances of which every municipality keeps an account by law, and what those are called for short."""

_GENERAL = "一般"


def called(label: str) -> tuple[list[str], list[str]]:
    """What an account of this folded label is called, with 会計 and without it."""
    end = next((kind for kind in _KINDS if label.endswith(kind)), "")
    about = label.removesuffix(end or "事業")
    if about in ("", _GENERAL) or not (end or about in _SHORT):
        return [label], []
    stems = [about, *(s for pair in _SHORT.items() if about in pair for s in pair if s != about)]
    whole = [f"{stem}{of}{said}" for stem in stems for of in ("", "の") for said in _SAID]
    return list(dict.fromkeys([label, *whole])), stems
