"""What leaves the program, whoever carries it: a text, a few buttons, perhaps a picture.

`html` is the small HTML of Telegram (b, i, a, code, pre, blockquote, tg-spoiler), already escaped; `plain` is the
same for a terminal and for JSON. A button's action is an intent (or another page of one), never state.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from msgspec import Struct

from data.query import Intent, Query

Language: TypeAlias = Literal["ja", "easy", "en"]
"""Japanese, やさしい日本語 (plain Japanese), English."""

MESSAGE_LIMIT = 4096
"""Characters of text after entities parsing that Telegram takes in one message (Bot API, sendMessage)."""


_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&"))
"""What `html.escape` writes; the only entities in our messages."""


def escaped(text: str) -> str:
    """Published text for the small HTML of a message (as `html.escape` without quotes)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescaped(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


class Show(Struct, frozen=True):
    """A button that answers its intent in place of the message it stands under."""

    intent: Intent


class Chart(Struct, frozen=True):
    """A button that sends the answer of its query as a picture."""

    query: Query


class Export(Struct, frozen=True):
    """A button that sends the projects of its query as a file."""

    query: Query


Action: TypeAlias = Show | Chart | Export


class Button(Struct, frozen=True):
    """A label and what pressing it asks."""

    label: str
    action: Action


class Message(Struct, frozen=True):
    """Something to say: `html` at most 4,096 characters of text, rows of buttons below it.

    `withheld`: a figure could not be confirmed, so that nothing is said of it.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    withheld: bool = False

    @property
    def plain(self) -> str:
        """The text without tags and entities."""
        return _unescaped(re.sub(r"</?[a-z][^>]*>", "", self.html))
