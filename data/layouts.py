"""How publishers lay such lists out, as values: what columns are called, how headings and totals look.

General vocabulary of Japanese budget lists; nothing of one ward. Labels are compared without spaces and
in one width, so 「事　業　名」 and 「事業名」 are the same.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Role(StrEnum):
    """What a column holds; OFFICE is 部 and 課 in one; NOTE and OTHER_MONEY are read past."""

    NO = "no"
    DEPARTMENT = "department"
    SECTION = "section"
    NAME = "name"
    KIND = "kind"
    DESCRIPTION = "description"
    ACCOUNT = "account"
    OFFICE = "office"
    PILLAR = "chapter"
    POLICY = "policy"
    REQUESTED = "requested"
    REQUESTED_LEVELUP = "requested_levelup"
    BUDGET = "budget"
    BUDGET_LEVELUP = "budget_levelup"
    OTHER_MONEY = "other_money"
    NOTE = "note"


AMOUNTS = (Role.REQUESTED, Role.REQUESTED_LEVELUP, Role.BUDGET, Role.BUDGET_LEVELUP)
"""The columns that hold the amounts of a record."""

_LABELS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (
            Role.OTHER_MONEY,
            r"前年|昨年|増減|増[△▲]減|差引|差額|伸び?率|比較|財源|国庫|都支出|決算|前々年|繰越|補正|執行|累計|地方債|起債|区債",
        ),
        (
            Role.BUDGET_LEVELUP,
            r"(?:予算(?!要求|要望|見積)|査定|決定|計上|内示).*(?:うち|内訳|内|レベルアップ分|拡充分|\(内)[^容示]",
        ),
        (
            Role.REQUESTED_LEVELUP,
            r"(?:要求|要望|見積).*(?:うち|内訳|レベルアップ分|拡充分|\(内)[^容]|^\(?(?:うち|内)(?!容|訳$|示)|^\(?(?:レベルアップ|拡充|充実)(?:分|額|経費)",
        ),
        (
            Role.REQUESTED,
            r"要求(?:総)?額|要求金額|予算要求(?:額)?$|要望額|要求総額|当初要求|要求(?:\(.*\))?$|見積額|概算額",
        ),
        (
            Role.BUDGET,
            r"予算額|予算案|(?:査定|決定|計上|内示|予算)(?:総|金)?額|当初予算|^予算(?:\(.*\))?$|年度予算(?:\(.*\))?$|(?:査定|内示)(?:後|結果)?(?:\(.*\))?$",
        ),
        (Role.REQUESTED, r"^(?:金額|事業費|総事業費|総額|予算規模)(?:\(.*\))?$"),
        (
            Role.NO,
            r"^(?:no\.?|№|番号|整理番号|事業番号|項番|連番|通番|通し番号|#|no\.?\(番号\)|番)$",
        ),
        (Role.ACCOUNT, r"^会計(?:名|区分|別)?$"),
        (
            Role.KIND,
            r"区分|^新規.*(?:レベル|拡充|継続|充実)|種別|^新[・/]?拡|^新規(?:等|の別)?$|^(?:分類|種類)$",
        ),
        (Role.POLICY, r"^(?:小柱|施策(?:名)?|政策|基本施策|取組の方向)$"),
        (Role.PILLAR, r"^(?:柱|大柱|分野|基本目標|章|重点分野|政策分野|体系)$"),
        (
            Role.NAME,
            r"事業名|事業の?名称|^(?:主な|主要|重点|個別|予算)?事業(?:等)?$|件名|事務事業|取組名|^取組$|^項目(?:名)?$|^事項(?:名)?$|^名称$|事業・取組",
        ),
        (Role.DESCRIPTION, r"内容|概要|説明|要旨|主な取組|目的"),
        (Role.OFFICE, r"^(?:所管|担当|所属)?部(?:局|室)?(?:名)?[・･/]?課(?:・?室)?(?:名|等)?$"),
        (
            Role.DEPARTMENT,
            r"^(?:部|部名|部局|部局名|所管部|所管部局|担当部|担当部局|担当部名|部室|部・室|部等|部門|局|局名|所管局|所管部名|部\(局\)名|部局等)$",
        ),
        (
            Role.SECTION,
            r"^(?:課|課名|課・室|課室|課室名|所管課|担当課|所管課名|担当課名|担当|担当名|所管|所属|課等|所管部署|担当部署|課・担当|課\(室\)名|担当係|所管課等|所管課室|担当課室|主管課|課名等|担当課・室)$",
        ),
        (Role.NOTE, r"備考|摘要|適用|参考|ページ|頁|関連|写真|図"),
    )
)


def squeezed(text: str) -> str:
    """A label in one width without spaces, lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


ENGLISH: dict[str, Role] = {
    **{str(role): role for role in Role if role not in (Role.OTHER_MONEY, Role.NOTE, Role.OFFICE)},
    "pillar": Role.PILLAR,
    "number": Role.NO,
    "project": Role.NAME,
}
"""Column names in English: those of the contract's records, whose amounts are yen."""


def role_of(label: str) -> Role | None:
    """What a column with this label holds; None for a label that says nothing known."""
    text = squeezed(label)
    if text in ENGLISH:
        return ENGLISH[text]
    if not text or len(text) > 40:
        return None
    return next((role for role, pattern in _LABELS if pattern.search(text)), None)


UNIT = re.compile(
    r"[(（\[]?単位[:：]?(千円|百万円|億円|万円|円)[)）\]]?|[(（](千円|百万円|億円|万円|円)[)）]|(?:金額は|は)(千円|百万円|億円|万円)単位|(千円|百万円|億円|万円)単位"
)
"""How a page says what its amounts are counted in."""

TOTAL = re.compile(
    r"^(?:総合計|合計|小計|総計|計|部計|課計|柱計|累計|.{1,20}(?:合計|小計|(?<![設会家統時推集])計|会計計))$"
)
"""The words of a row that adds up others (squeezed)."""

POLICY_MARK = re.compile(
    r"^(?:[（(][0-9０-９一二三四五六七八九十]+[)）]|[①-⑳]|[ア-ンｱ-ﾝ][.．、]|[0-9０-９]+[-－][0-9０-９]+[.．、]?)[\s　]*"
)
"""How the heading of a policy begins."""

PILLAR_MARK = re.compile(
    r"^(?:第?[0-9０-９一二三四五六七八九十]+(?:章|節|の柱)?[\s　.．、:：]+|柱[0-9０-９一二三四五六七八九十]+[\s　.．、:：]*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[\s　.．、]*|[■●◆◎○▼□★][\s　]*|基本目標[0-9０-９ⅠⅡⅢⅣⅤ]+[\s　.．、:：]*)"
)
"""How the heading of a pillar begins."""

DITTO = frozenset({"〃", "同上", "″", "“", "”", '"', "々", "〃〃", "〻"})
"""As above."""

EMPTY = frozenset({"", "－", "-", "―", "—", "‐", "−", "ー", "–", "─", "…", "***", "*", "／", "/"})
"""A cell without an amount."""

ACCOUNT = re.compile(
    r"【([^】]*会計[^】]*)】|〔([^〕]*会計[^〕]*)〕|\[([^\]]*会計[^\]]*)\]|［([^］]*会計[^］]*)］"
)
"""The account of a record, wherever in the row it is printed."""
