"""What a language must bring for everything the bot says beside answers: greetings, settings, refusals.

A sentence with places in braces is a template; what fills it is already escaped. Every language has the
same places (a test holds this). Here lives no sentence and no decision.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Menu(Struct, frozen=True):
    """What Telegram shows of the bot: its profile, and its commands in private chats and in groups."""

    name: str
    description: str
    short: str
    private: Mapping[str, str]
    group: Mapping[str, str]


class Hello(Struct, frozen=True):
    """Who the bot is and how to ask."""

    start: str
    help: str
    help_group: str
    joined: str
    ask_what: str
    search_what: str
    editions: str
    edition: str
    no_editions: str
    open_here: str


class Trouble(Struct, frozen=True):
    """What cannot be done, kindly."""

    failed: str
    too_fast: str
    not_text: str
    stale: str
    old_button: str
    not_understood: str
    admins_only: str
    no_chart: str
    nothing_to_send: str


class Options(Struct, frozen=True):
    """The settings, privacy and subscriptions of a chat."""

    title: str
    language: str
    ward: str
    quiet: str
    subscriptions: str
    none: str
    by_client: str
    languages: Mapping[str, str]
    quiet_off: str
    quiet_hours: str
    everything: str
    drop: str
    saved: str
    privacy: str
    forgotten: str
    subscribed: str
    subscribed_twice: str
    unsubscribed: str
    not_subscribed: str


class Feedback(Struct, frozen=True):
    """What is asked and said of an answer's worth."""

    ask: str
    reasons: Mapping[str, str]
    thanks: str


class Staff(Struct, frozen=True):
    """What admins are told: publishing, and the weekly digest."""

    denied: str
    unreadable: str
    not_fetched: str
    owed: str
    preview: str
    publish: str
    discard: str
    take_back: str
    published: str
    discarded: str
    taken_back: str
    gone: str
    too_large: str
    digest: str
    digest_row: str


class Talking(Struct, frozen=True):
    """One language's sentences for a chat."""

    menu: Menu
    hello: Hello
    trouble: Trouble
    options: Options
    feedback: Feedback
    staff: Staff
    file_caption: str
