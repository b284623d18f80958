"""Which language's sentences: one value each for Japanese, plain Japanese and English."""

from __future__ import annotations

from collections.abc import Mapping

from bot.locales.chat import Talking
from bot.locales.chat_easy import EASY
from bot.locales.chat_en import EN
from bot.locales.chat_ja import JA
from bot.message import Language

TALKING: Mapping[Language, Talking] = {"ja": JA, "easy": EASY, "en": EN}
