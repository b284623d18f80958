"""`make gallery`: conversations as Telegram shows them, with their charts, on one page to look at.

Everything is real: questions go through the assistant, pictures are drawn, announcements are worded from
two editions. Written to `build/gallery.html` (or the path given).
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from pathlib import Path

from msgspec.structs import replace

from bot.announce import announce, taken_back
from bot.assistant import Assistant, Context
from bot.charts import picture
from bot.message import Chart, Language, Message, Show
from bot.voice import locale_of
from data.answer import answer
from data.diff import diff
from data.index import Index
from data.model import Amount, Edition, Stage
from data.shipped import shipped

TALKS: dict[Language, dict[str, tuple[str, ...]]] = {
    "ja": {
        "はじめて": ("/help", "防災ラジオの予算はいくら？", "担当は？", "どこに書いてある？"),
        "一覧と合計": ("防災課の事業を教えて", "合計は？", "その計算式は？"),
        "くらべる": (
            "部ごとの内訳",
            "レベルアップ分の多い順で5件",
            "タバコルール推進は防災ラジオの何倍？",
            "みなと科学館は全体の何％？",
        ),
        "新しいお金": ("新しく増えるお金は全部で？", "新規とレベルアップの内訳"),
        "えらぶ・ない・わからない": (
            "特別支援学級運営の予算は？",
            "給食費無償化の予算は？",
            "防災ラジオの去年の予算は？",
            "明日の天気は？",
        ),
    },
    "easy": {"やさしい日本語": ("/help", "防災ラジオはいくら？", "新規は何件？", "去年の予算は？")},
    "en": {
        "English": (
            "/help",
            "How much is the disaster prevention radio?",
            "Which project has the largest requested amount?",
            "Requested amount by department",
        )
    },
}
"""What is asked, by language and conversation."""

STYLE = """
body{margin:0;background:#e7ebf0;font:15px/1.45 -apple-system,'Noto Sans CJK JP','IPAexGothic',sans-serif;color:#111}
h1{font-size:20px;margin:24px}.row{display:flex;flex-wrap:wrap;gap:24px;padding:0 24px 40px;align-items:flex-start}
.phone{width:380px;background:#c6d7c3;border-radius:18px;padding:12px;box-shadow:0 2px 10px #0003}
.phone h2{font-size:14px;margin:2px 6px 10px;color:#345}
.me,.bot{max-width:92%;padding:7px 10px;border-radius:12px;margin:5px 0;white-space:pre-wrap;overflow-wrap:anywhere}
.me{background:#effdde;margin-left:auto;width:fit-content}.bot{background:#fff;width:fit-content}
.bot img{max-width:100%;border-radius:8px;display:block;margin-bottom:6px}
code,pre{background:#f1f3f5;border-radius:4px;padding:1px 3px;font-size:13px;white-space:pre-wrap}
.keys{display:flex;gap:4px;margin:3px 0;max-width:92%}
.keys span{flex:1;background:#6b8f66cc;color:#fff;text-align:center;border-radius:8px;padding:6px 4px;font-size:13px}
"""


def bubble(message: Message) -> str:
    """A message with its buttons."""
    rows = (
        "<div class=keys>" + "".join(f"<span>{escape(b.label)}</span>" for b in row) + "</div>"
        for row in message.buttons
    )
    return f"<div class=bot>{message.html}</div>" + "".join(rows)


def pictures(message: Message, index: Index, language: Language) -> Iterable[str]:
    """What pressing a chart button sends."""
    for button in (b for row in message.buttons for b in row):
        if not isinstance(button.action, Chart):
            continue
        drawn = picture(answer(button.action.query, index), index, language)
        yield f"<div class=me>［{escape(button.label)}］</div>"
        if drawn:
            png = b64encode(drawn.png).decode()
            image = f'<img alt="" src="data:image/png;base64,{png}">'
            yield f"<div class=bot>{image}{drawn.caption}</div>"


def talk(assistant: Assistant, language: Language, questions: Iterable[str]) -> Iterable[str]:
    """A conversation, every chart button pressed once."""
    context = Context(language=language)
    for question in questions:
        yield f"<div class=me>{escape(question)}</div>"
        reply = assistant.reply(question.removeprefix("/"), context)
        context = reply.context
        yield bubble(reply.message)
        yield from pictures(reply.message, assistant.index, language)


def card(assistant: Assistant, language: Language) -> Iterable[str]:
    """A project's card as a picture."""
    reply = assistant.reply("港区防災ラジオ", Context(language=language))
    details = next(
        b.action.intent for row in reply.message.buttons for b in row if isinstance(b.action, Show)
    )
    drawn = picture(answer(details, assistant.index), assistant.index, language)
    if drawn:
        png = b64encode(drawn.png).decode()
        yield f'<div class=bot><img alt="" src="data:image/png;base64,{png}"></div>'


def news(language: Language) -> Iterable[str]:
    """Announcements: a first list, the next stage of it (invented), and one taken back."""
    before = shipped()
    yield bubble(announce(diff(None, before), language))
    yield bubble(announce(diff(before, decided(before)), language))
    yield bubble(taken_back(before, language))


def decided(edition: Edition) -> Edition:
    """An invented decision: every fifth request cut by a tenth, the last project gone."""
    later = replace(edition.id, stage=Stage.DRAFT)
    rows = []
    for project in edition.projects[:-1]:
        asked = project.requested.total or 0
        granted = asked * 9 // 10 if project.no % 5 == 0 else asked
        rows.append(replace(project, edition=later, budgeted=Amount(granted // 1_000 * 1_000)))
    return replace(edition, id=later, projects=tuple(rows))


def phone(title: str, parts: Iterable[str]) -> str:
    """One conversation."""
    return f"<section class=phone><h2>{escape(title)}</h2>{''.join(parts)}</section>"


def page() -> str:
    """The whole gallery."""
    assistant = Assistant(Index.of([shipped()]))
    out = [f"<!doctype html><meta charset=utf-8><title>予算さん</title><style>{STYLE}</style>"]
    for language, talks in TALKS.items():
        phones = [phone(title, talk(assistant, language, asked)) for title, asked in talks.items()]
        phones.append(phone("📢", news(language)))
        phones.append(phone(locale_of(language).labels.details, card(assistant, language)))
        out.append(f"<h1>{language}</h1><div class=row>{''.join(phones)}</div>")
    return "\n".join(out)


def main() -> None:
    """Write the page."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "build/gallery.html")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
