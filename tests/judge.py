"""Judges an answer object against a gold line: passed, or what is wrong with it.

A gold line says which status, operations, projects and value are right; `may` are projects that may be
named as well, `says` words and `rows` figures that the text must hold. `WRONG` is the dangerous kind: an
answer with a figure or a project that was not asked for, or an answer where there is none.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

Gold = Mapping[str, Any]
NONE = {"not_found", "out_of_scope"}
SETS = {"detail", "list", "max", "min", "compare"}
TOTALS = {"sum", "count", "average", "share", "breakdown"}


class Verdict(Enum):
    PASS = auto()
    WRONG = auto()
    ABSTAINED = auto()
    FORM = auto()


def judge(gold: Gold, reply: Gold) -> Verdict:
    if gold["status"] in NONE:
        return _refused(reply)
    if reply["status"] != gold["status"]:
        offered = gold["status"] == "choices" and reply["status"] == "answered"
        return Verdict.WRONG if offered else Verdict.ABSTAINED
    wrong = not _projects(gold, reply) or not _value(gold, reply)
    return Verdict.WRONG if wrong else _form(gold, reply)


def _refused(reply: Gold) -> Verdict:
    if reply["status"] in NONE:
        return Verdict.PASS if not reply["projects"] and reply["value"] is None else Verdict.FORM
    asks = reply["status"] == "choices" or reply["operation"] == "help"
    return Verdict.FORM if asks else Verdict.WRONG


def _projects(gold: Gold, reply: Gold) -> bool:
    must, may = gold.get("must") or [], set(gold.get("may") or [])
    said = [p["no"] for p in reply["projects"]]
    operations = set(gold.get("operation") or [])
    matters = gold["status"] == "choices" or (operations & SETS and not operations & TOTALS)
    if "breakdown" in operations or (not must and not may) or not (matters or said):
        return True
    complete = set(must) <= set(said) <= set(must) | may
    return complete and (not gold.get("ordered") or [n for n in said if n in must] == must)


def _value(gold: Gold, reply: Gold) -> bool:
    wanted, said = gold.get("value"), reply["value"]
    if not wanted or said is None:
        return True
    if wanted["unit"] == "text":
        names = {_squeezed(n) for n in [wanted["amount"], *wanted.get("alt", [])]}
        return _squeezed(str(said["amount"])) in names
    near = {"yen": 0.5, "count": 0.5, "percent": 0.1, "ratio": 0.05}[wanted["unit"]]
    return bool(said["unit"] == wanted["unit"] and abs(said["amount"] - wanted["amount"]) <= near)


def _form(gold: Gold, reply: Gold) -> Verdict:
    text = _squeezed(reply["text"])
    words = [w if isinstance(w, list) else [w] for w in gold.get("says") or []]
    if gold.get("value") and reply["value"] is None:
        return Verdict.FORM
    if not all(any(_squeezed(w) in text for w in ways) for ways in words):
        return Verdict.FORM
    if not all(_shows(text, r) for r in gold.get("rows") or []):
        return Verdict.FORM
    operations = gold.get("operation") or [reply["operation"]]
    return Verdict.PASS if reply["operation"] in operations else Verdict.FORM


def _shows(text: str, row: Gold | str) -> bool:
    """Whether a name or a figure stands in a text, as it is printed in the list or as a number of rows; an
    average that is no whole number of thousands, in yen.
    """
    if isinstance(row, str):
        return _squeezed(row) in text
    if row["unit"] == "yen" and row["amount"] % 1000:
        return bool(re.search(rf"(?<![\d,]){round(row['amount']):,}円", text))
    if row["unit"] == "yen":
        printed = re.escape(f"{row['amount'] // 1000:,}")
        return bool(re.search(rf"(?<![\d,]){printed}千円", text))
    return bool(re.search(rf"(?<![\d.]){row['amount']}(?!\d)", text))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
