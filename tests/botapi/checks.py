"""What Telegram checks before it takes a method, with the words it refuses by. Knows no state.

Stricter than Telegram in one place: more than 100 entities are refused, where Telegram drops the rest
silently and a reader would miss their formatting.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

TEXT, CAPTION, ENTITIES, DATA, RESULTS = 4096, 1024, 100, 64, 50

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ACTIONS = {"typing", "upload_photo", "upload_document", "find_location", "choose_sticker"}
BUTTON_KINDS = {
    "callback_data",
    "url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "web_app",
    "login_url",
    "pay",
}
TOKEN = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));?|<([^>]*)>|<", re.DOTALL)


class Refused(Exception):  # noqa: N818 - Telegram's word for it is "error", ours says what happened
    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(why: str) -> Refused:
    return Refused(400, f"Bad Request: {why}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Text without tags, and the entities that the tags were."""

    text: str
    entities: tuple[Json, ...]


def parse_html(source: str) -> Parsed:
    """Read Telegram's HTML as the Bot API does."""
    out: list[str] = []
    entities: list[Json] = []
    open_tags: list[tuple[str, int, str]] = []
    at = 0
    for found in TOKEN.finditer(source):
        out.append(source[at : found.start()])
        at = found.end()
        if found[0] == "<":
            raise bad("can't parse entities: Unclosed start tag")
        if found[4] is None:
            out.append(_character(found))
        else:
            _tag(found[4], _units("".join(out)), open_tags, entities)
    out.append(source[at:])
    if open_tags:
        raise bad(f"can't parse entities: Can't find end tag for \"{open_tags[-1][0]}\"")
    return Parsed("".join(out), tuple(entities))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1]))
    if found[2]:
        return chr(int(found[2], 16))
    return NAMED.get(found[3], found[0])


def _tag(inside: str, at: int, stack: list[tuple[str, int, str]], entities: list[Json]) -> None:
    if inside.startswith("/"):
        if not stack or stack[-1][0] != inside[1:].strip().lower():
            raise bad(f'can\'t parse entities: Unmatched end tag "{inside}"')
        name, start, attributes = stack.pop()
        if at > start:
            link = re.search(r'href="([^"]*)"', attributes)
            url = {"url": link[1]} if link else {}
            entities.append({"type": TAGS[name], "offset": start, "length": at - start, **url})
        return
    name, _, attributes = inside.partition(" ")
    if name.lower() not in TAGS:
        raise bad(f'can\'t parse entities: Unsupported start tag "{name}"')
    if name == "span" and 'class="tg-spoiler"' not in attributes:
        raise bad('can\'t parse entities: Tag "span" must have class "tg-spoiler"')
    stack.append((name.lower(), at, attributes))


def text_of(params: Json, field: str = "text", limit: int = TEXT) -> Parsed:
    """The text of a method, parsed and within Telegram's limits."""
    source = str(params.get(field) or "")
    parsed = parse_html(source) if params.get("parse_mode") == "HTML" else Parsed(source, ())
    if field == "text" and not parsed.text.strip():
        raise bad("message text is empty")
    if len(parsed.text) > limit:
        raise bad("message is too long" if field == "text" else "message caption is too long")
    if len(parsed.entities) > ENTITIES:
        raise bad("too many entities (this server refuses what Telegram drops)")
    return parsed


def decoded(value: Any) -> Any:
    """A parameter that may have come as JSON text."""
    return json.loads(value) if isinstance(value, str) and value else value


def keyboard(params: Json) -> Json | None:
    """The reply markup, checked; None where there is none."""
    markup = decoded(params.get("reply_markup"))
    if markup is None or markup == "":
        return None
    if not {"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"} & set(markup):
        raise bad("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return dict(markup)
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise bad("reply markup is too long")
    for button in (b for row in rows for b in row):
        _button(button)
    return {"inline_keyboard": rows} if rows else None


def _button(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise bad("BUTTON_TEXT_INVALID")
    kinds = BUTTON_KINDS & set(button)
    if len(kinds) != 1:
        raise bad("BUTTON_TYPE_INVALID: text buttons are unallowed in the inline keyboard")
    if "callback_data" in kinds and not 1 <= len(button["callback_data"].encode()) <= DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in kinds and not re.match(r"(https?|tg)://\S+$", button["url"]):
        raise bad("BUTTON_URL_INVALID")


def commands(params: Json) -> list[Json]:
    """The commands of setMyCommands."""
    given = decoded(params.get("commands")) or []
    if len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in given:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return list(given)


def language(params: Json) -> str:
    """The language of a description, menu or command list; empty for all."""
    code = params.get("language_code") or ""
    if not re.fullmatch(r"|[a-z]{2}", code):
        raise bad("LANGUAGE_CODE_INVALID")
    return str(code)


def inline_results(params: Json) -> list[Json]:
    """The results of answerInlineQuery."""
    results = decoded(params.get("results")) or []
    if len(results) > RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    ids = [r["id"] for r in results]
    if len(set(ids)) < len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    if len(str(params.get("next_offset") or "").encode()) > 64:
        raise bad("NEXT_OFFSET_INVALID")
    for result in results:
        inline_result(result)
    return list(results)


def inline_result(result: Json) -> Parsed:
    """One article of inline or guest mode; what it would post."""
    if not 1 <= len(str(result["id"]).encode()) <= 64:
        raise bad("RESULT_ID_INVALID")
    if result.get("type") != "article" or not str(result.get("title", "")).strip():
        raise bad("RESULT_TYPE_INVALID: this server knows articles")
    keyboard(result)
    content = result["input_message_content"]
    content = {**content, "text": content.get("message_text")}
    return text_of(content)


def picture(data: bytes) -> None:
    """Refuse what is not a picture that Telegram would show."""
    if not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8")):
        raise bad("IMAGE_PROCESS_FAILED")
    if len(data) > 10 * 2**20:
        raise bad("file is too big")
    if data.startswith(b"\x89PNG"):
        width, height = (int.from_bytes(data[i : i + 4], "big") for i in (16, 20))
        if width + height > 10000 or max(width, height) > 20 * min(width, height):
            raise bad("PHOTO_INVALID_DIMENSIONS")
