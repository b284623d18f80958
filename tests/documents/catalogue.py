"""The documents that reading is proven on, each a form by its name."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.forms import Form

_PLAIN = Form(("no", "部", "課", "name", "kind", "内容", "要求額", "うち"))
_OTHER = Form(
    ("番号", "所管部", "担当課", "kind", "事業名称", "予算要求額", "うち", "概要", "備考"),
    title="令和７年度　主要事業一覧（予算要求）",
)
_DRAFT = Form(
    ("no", "所管部", "担当課", "事業名称", "kind", "概要", "要求額", "うち", "予算額", "予算うち"),
    title="令和８年度当初予算案　主要事業",
)

FORMS: dict[str, Form] = {
    "ruled": _PLAIN,
    "other-order": _OTHER,
    "draft": _DRAFT,
    "totals": replace(_PLAIN, totals=True),
    "header-once": replace(_PLAIN, header_every_page=False),
    "horizontal": replace(_PLAIN, rules="horizontal"),
    "unruled": replace(_PLAIN, rules="none", pad=5),
    "unruled-other": replace(_OTHER, rules="none", pad=5),
    "unruled-once": replace(_PLAIN, rules="none", pad=5, header_every_page=False),
    "faint": replace(_PLAIN, rules="faint"),
    "dotted": replace(_PLAIN, rules="dotted"),
    "filled": replace(_PLAIN, rules="filled"),
    "merged": replace(_PLAIN, merge=True),
    "ditto": replace(_PLAIN, ditto=True),
    "rotated-90": replace(_PLAIN, rotate=90),
    "rotated-270": replace(_PLAIN, rotate=270),
    "crop": replace(_PLAIN, crop=True),
    "bold": replace(_PLAIN, bold=True),
    "watermark": replace(_PLAIN, watermark="内部資料"),
    "cover": replace(_PLAIN, cover=True),
    "summary": replace(_PLAIN, cover=True, summary=True),
    "two-up": replace(_PLAIN, two_up=True),
    "shaded": replace(_OTHER, shaded=True, rules="horizontal"),
    "wide": replace(_PLAIN, full_width=True),
    "flat": replace(_OTHER, headings=False),
    "money": Form(("no", "課", "name", "kind", "査定額", "前年度", "増減", "概要"), title="令和６年度予算案　主な事業"),
    "no-number": Form(("部", "課", "name", "kind", "要求額", "うち", "内容"), headings=False),
    "totals-unruled": replace(_PLAIN, totals=True, rules="none", pad=5),
    "totals-horizontal": replace(_OTHER, totals=True, rules="horizontal"),
}  # fmt: skip

BROWSER: dict[str, Form] = {
    name: FORMS[name] for name in ("ruled", "horizontal", "unruled", "header-once")
} | {
    "merged": replace(_OTHER, merge=True),
    "striped": replace(_PLAIN, shaded=True),
    "dotted-totals": replace(_DRAFT, rules="dotted", totals=True),
    "broken-rows": replace(_PLAIN, split_rows=True, header_every_page=False),
}  # fmt: skip
"""What Chromium prints."""

SHEETS: dict[str, Form] = {
    name: FORMS[name] for name in ("ruled", "horizontal", "unruled", "header-once", "dotted")
} | {
    "merged": replace(_OTHER, merge=True),
    "totals": replace(_DRAFT, totals=True),
}  # fmt: skip
"""What LibreOffice prints."""
