"""What a chat chooses: `/settings`, `/subscribe`, `/unsubscribe`, and `/privacy`, `/forget`.

In a group only its admins choose. The data of the keys is `!s:WHAT:VALUE`; they change the message that
they stand under. Subscriptions keep the condition as it was written, since it is asked of each new list.
"""

from __future__ import annotations

import asyncio
from html import escape
from typing import Final, get_args

from msgspec.structs import replace
from telegram import Update

from bot.chats import Chat, QuietHours
from bot.conditions import scope_of
from bot.handlers.commands import not_understood, words_after
from bot.handlers.talk import Ctx, Talk, parts, press, talk
from bot.locales.talk import TALKING
from bot.message import Language
from bot.sending import Key, Keys, Outgoing
from bot.subscriptions import EVERYTHING, Subscription
from data.query import Operation, Query, Scope

QUIET: Final = (None, QuietHours(21 * 60, 8 * 60), QuietHours(18 * 60, 9 * 60))
"""The quiet hours that can be chosen."""


async def settings(update: Update, context: Ctx) -> None:
    """`/settings`: what is chosen here, with keys to choose otherwise."""
    here = await talk(update, context)
    if here is not None and await here.managed():
        out = await settings_of(here)
        await here.say(out.html, out.keys)


async def settings_of(here: Talk) -> Outgoing:
    """The settings as a message."""
    chat, words = here.known.chat, here.words.options
    mine = await asyncio.to_thread(here.desk.services.subscriptions.of, here.place.chat_id)
    named = "、".join(escape(condition_name(s.condition, here)) for s in mine)
    language = words.languages[chat.language] if chat.language else words.by_client
    lines = [
        words.title,
        words.language.format(value=language),
        words.ward.format(value=escape(_ward(here))),
        words.quiet.format(value=_quiet(chat.quiet, here)),
        words.subscriptions.format(value=named or words.none),
    ]
    return Outgoing("\n".join(lines), _keys(here, mine))


def condition_name(condition: str, here: Talk) -> str:
    """A condition as it was written; all projects where there is none."""
    return here.words.options.everything if condition == EVERYTHING else condition


def _quiet(hours: QuietHours | None, here: Talk) -> str:
    words = here.words.options
    if hours is None:
        return words.quiet_off
    start, end = (f"{m // 60}:{m % 60:02}" for m in (hours.start, hours.end))
    return words.quiet_hours.format(start=start, end=end)


def _wards(here: Talk) -> dict[str, str]:
    return {e.id.municipality: e.municipality for e in here.assistant.index.editions}


def _ward(here: Talk) -> str:
    code = here.assistant.newest(here.context).municipality
    return _wards(here).get(code, code)


def _keys(here: Talk, mine: tuple[Subscription, ...]) -> Keys:
    words, wards = here.words.options, _wards(here)
    chat, ward = here.known.chat, here.assistant.newest(here.context).municipality
    languages = tuple(
        Key(_marked(name, here.language == code), f"!s:lang:{code}")
        for code, name in words.languages.items()
    )
    quiet = tuple(
        Key(_marked(_quiet(q, here), q == chat.quiet), f"!s:quiet:{n}") for n, q in enumerate(QUIET)
    )
    places = tuple(
        Key(_marked(name, code == ward), f"!s:ward:{code}")
        for code, name in list(wards.items())[:8]
    )
    drops = tuple(
        (Key(words.drop.format(condition=condition_name(s.condition, here)), f"!s:drop:{n}"),)
        for n, s in enumerate(mine)
    )
    rows = (languages, quiet, places if len(wards) > 1 else ())
    return (*(row for row in rows if row), *drops)


def _marked(label: str, chosen: bool) -> str:  # noqa: FBT001 - a label and its mark
    return f"✓ {label}" if chosen else label


async def chosen(update: Update, context: Ctx) -> None:
    """A key under the settings was pressed."""
    pressed = await press(update, context)
    if pressed is None:
        return
    here = pressed.here
    if not await here.may_manage():
        await pressed.acknowledge(here.words.trouble.admins_only, alert=True)
        return
    what, value = parts(pressed.query.data)
    chat = await asyncio.to_thread(_choose, here, what, value)
    now = replace(here, known=replace(here.known, chat=chat))
    await now.desk.sender.edit(now.place, pressed.message.message_id, await settings_of(now))
    await pressed.acknowledge(now.words.options.saved)


def _choose(here: Talk, what: str, value: str) -> Chat:
    chats, place = here.desk.services.chats, here.place
    if what == "lang" and value in get_args(Language):
        return chats.choose(place.chat_id, place.kind, language=value)
    if what == "quiet" and value.isdecimal() and int(value) < len(QUIET):
        return chats.choose(place.chat_id, place.kind, quiet=QUIET[int(value)])
    if what == "ward" and value in _wards(here):
        return chats.choose(place.chat_id, place.kind, municipality=value)
    if what == "drop" and value.isdecimal():
        _drop(here, int(value))
    return chats.get(place.chat_id, place.kind)


def _drop(here: Talk, number: int) -> None:
    subscriptions = here.desk.services.subscriptions
    mine = subscriptions.of(here.place.chat_id)
    if number < len(mine):
        subscriptions.remove(here.place.chat_id, mine[number].condition)


async def subscribe(update: Update, context: Ctx) -> None:
    """`/subscribe [conditions]`: confirmed in one line, with how many fit today."""
    here = await talk(update, context)
    if here is None or not await here.managed():
        return
    condition = words_after(update)
    scope = scope_of(here.assistant, condition, here.context)
    if scope is None:
        await not_understood(here, update, condition)
        return
    wanted = Subscription(here.place.chat_id, condition, here.place.thread_id or 0)
    added = await asyncio.to_thread(
        here.desk.services.subscriptions.add, wanted, here.place.kind, here.person
    )
    words = here.words.options
    sentence = words.subscribed if added else words.subscribed_twice
    await here.say(sentence.format(**_confirmed(here, condition, scope)))


def _confirmed(here: Talk, condition: str, scope: Scope) -> dict[str, object]:
    """How a condition was understood, and how many projects fit it today."""
    listed = here.assistant.show((Query(Operation.LIST, scope),), here.context)
    return {
        "condition": escape(condition_name(condition, here)),
        "understood": escape(listed.understood),
        "count": len(here.assistant.index.select(scope)),
    }


async def unsubscribe(update: Update, context: Ctx) -> None:
    """`/unsubscribe [conditions]`: from one, or from all."""
    here = await talk(update, context)
    if here is None or not await here.managed():
        return
    condition = words_after(update) or None
    ended = await asyncio.to_thread(
        here.desk.services.subscriptions.remove, here.place.chat_id, condition
    )
    words = here.words.options
    await here.say(words.unsubscribed.format(count=ended) if ended else words.not_subscribed)


async def privacy(update: Update, context: Ctx) -> None:
    """`/privacy`: what is kept."""
    here = await talk(update, context)
    if here is not None:
        await here.say(here.words.options.privacy)


async def forget(update: Update, context: Ctx) -> None:
    """`/forget`: wipe the chat."""
    here = await talk(update, context)
    if here is not None and await here.managed():
        await asyncio.to_thread(here.desk.services.chats.forget, here.place.chat_id)
        forgotten = Outgoing(TALKING[here.client].options.forgotten)
        await here.desk.sender.send(here.place, forgotten, here.reply_to)  # and keep nothing of it
