"""An invented ward's list as plain rows: what the drawn documents print, and so what reading must give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A project; amounts in 千円."""

    no: int
    pillar: str
    policy: str
    department: str
    section: str
    name: str
    kind: str
    description: str
    requested: int | None
    part: int | None
    budget: int | None = None
    budget_part: int | None = None
    account: str | None = None
    note: str = ""


_OFFICES = [
    ("総務部", "危機管理室"),
    ("総務部", "職員課"),
    ("こども未来部", "保育・幼稚園課"),
    ("こども未来部", "子育て政策担当"),
    ("まちづくり推進部", "道路公園センター"),
    ("福祉保健部", "介護保険課"),
]
_NAMES = [
    "帰宅困難者一時滞在施設の備蓄更新",
    "職員研修のデジタル化",
    "保育士等キャリアアップ研修",
    "ＩＣＴを活用した一時預かり予約システムの構築及び運用保守",
    "通学路等安全点検",
    "介護予防・日常生活支援",
    "避難所運営訓練",
    "子ども食堂応援",
    "公園トイレの洋式化",
    "24時間相談ダイヤル",
    "橋りょう長寿命化（第２期）",
    "シニア・スマホ講座",
]
_TEXTS = [
    "大規模地震の発生に備え、帰宅困難者の一時滞在施設に備蓄する飲料水や毛布、簡易トイレなどを計画的に更新し、必要な数量を確保します。",
    "オンライン研修を導入します。",
    "研修の受講料及び代替職員の経費を補助します（上限10万円、年２回まで）。",
    "予約から支払までをスマートフォンで行えるシステムを構築し、利用者の利便性の向上を図るとともに、施設の事務負担を軽減します。",
    "1,200か所を点検します。",
    "地域の通いの場を20か所から35か所に増やし、専門職を派遣します。",
]
_PILLARS = [
    ("安全で災害に強いまち", "災害への備えの充実"),
    ("安全で災害に強いまち", "日常の安全の確保"),
    ("子どもの笑顔があふれるまち", "保育の質の向上"),
    ("子どもの笑顔があふれるまち", "切れ目のない支援"),
]


def _line(at: int, total: int) -> Line:
    pillar, policy = _PILLARS[at * len(_PILLARS) // total]
    department, section = _OFFICES[at * len(_OFFICES) // total]
    new = at % 3 == 0
    requested = (at + 3) * 1_237 % 90_000 + 7 * at
    part = None if new else requested // 3
    budget = [requested, requested - 100, requested + 55, None][at % 4]
    return Line(
        at + 1, pillar, policy, department, section,
        _NAMES[at % len(_NAMES)] + ("" if at < len(_NAMES) else f"（その{at // len(_NAMES) + 1}）"),
        "新規" if new else "拡充",
        _TEXTS[at % len(_TEXTS)], requested, part, budget,
        None if new or budget is None else budget // 4,
        "介護保険会計" if section == "介護保険課" and at % 2 else None,
        "重点" if at % 5 == 0 else "",
    )  # fmt: skip


def ward(total: int = 26) -> list[Line]:
    """The ward's projects."""
    return [_line(at, total) for at in range(total)]
