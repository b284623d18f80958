"""The bot as python-telegram-bot's Application: what update goes where, on one page.

Here lives the routing table and nothing that handles. The application has no updater: whoever takes
updates from Telegram gives them to `process_update`, as many at once as there are; those of one chat are
done in order. It holds nothing that must survive.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final
from weakref import WeakValueDictionary

from telegram import Message, Update
from telegram.error import BadRequest, NetworkError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers import (
    buttons,
    commands,
    feedback,
    files,
    inline,
    options,
    publishing,
    questions,
    start,
)
from bot.handlers.talk import App, Ctx, Desk, desk_of, place_of
from bot.lanes import Lanes, Pace
from bot.limits import Limits
from bot.locales.talk import TALKING
from bot.memory import client_language
from bot.redaction import hide
from bot.sending import Outgoing, Sender
from bot.services import Services
from bot.settings import Settings
from bot.wire import Wire

_LOG = logging.getLogger(__name__)

UPDATES: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    "guest_message",
)
"""The kinds of update to ask Telegram for."""

COMMANDS: Final = {
    "start": start.start,
    "help": start.help_,
    "ask": commands.ask,
    "search": commands.search,
    "list": commands.listing,
    "total": commands.total,
    "ranking": commands.ranking,
    "new": commands.new,
    "editions": commands.editions,
    "chart": files.chart_command,
    "export": files.export_command,
    "subscribe": options.subscribe,
    "unsubscribe": options.unsubscribe,
    "settings": options.settings,
    "privacy": options.privacy,
    "forget": options.forget,
}


ANSWERED_ANEW: Final = frozenset({"ask", "search", "list", "total", "ranking", "new"})
"""Commands that ask; edited, they are answered again in the same message."""


def routes() -> list[BaseHandler[Update, Ctx, Any]]:
    """Every handler; the first that takes an update is the only one to."""
    heard = filters.UpdateType.MESSAGE
    spoken = heard | filters.UpdateType.EDITED_MESSAGE
    text = filters.TEXT & ~filters.COMMAND & spoken
    unknown = filters.COMMAND & filters.ChatType.PRIVATE
    moved = filters.StatusUpdate.MIGRATE
    other = heard & ~filters.StatusUpdate.ALL & ~filters.COMMAND
    return [
        MessageHandler(heard & moved, start.migrated),
        *(
            CommandHandler(name, do, filters=spoken if name in ANSWERED_ANEW else heard)
            for name, do in COMMANDS.items()
        ),
        MessageHandler(text, questions.question),
        MessageHandler(heard & unknown, start.help_),
        MessageHandler(heard & filters.Document.ALL & ~filters.ANIMATION, publishing.received),
        MessageHandler(other, questions.not_text),
        CallbackQueryHandler(feedback.feedback, r"^!f:"),
        CallbackQueryHandler(options.chosen, r"^!s:"),
        CallbackQueryHandler(publishing.decided, r"^!p:"),
        CallbackQueryHandler(buttons.pressed),
        InlineQueryHandler(inline.looked_up),
        ChatMemberHandler(start.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        TypeHandler(Update, inline.guest),
    ]


class Orderly(Application[Any, Any, Any, Any, Any, Any]):
    """An application that does one chat's updates in order, and different chats' at the same time."""

    async def process_update(self, update: object) -> None:
        """Do one update after those of the same chat (or person, where there is no chat) before it."""
        chat = update.effective_chat if isinstance(update, Update) else None
        who = chat or (update.effective_user if isinstance(update, Update) else None)
        if who is None:
            await super().process_update(update)
            return
        turns = self.bot_data["turns"]
        turn = turns.get(who.id) or asyncio.Lock()
        turns[who.id] = turn
        async with turn:
            await super().process_update(update)


def build(
    services: Services,
    settings: Settings,
    *,
    connections: int = 256,
    pace: Pace | None = None,
    limits: Limits | None = None,
) -> App:
    """The application, ready to be initialised; `connections` to Telegram at once."""
    hide(settings.token)
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    app: App = (
        ApplicationBuilder()
        .application_class(Orderly)
        .token(settings.token)
        .base_url(settings.telegram_api_base_url)
        .base_file_url(settings.telegram_api_base_file_url)
        .request(Wire(connections))
        .get_updates_request(Wire(2))
        .rate_limiter(Lanes(pace))
        .updater(None)
        .build()
    )
    app.bot_data["services"] = services
    app.bot_data["turns"] = WeakValueDictionary()
    sender = Sender(app.bot, _moved(services))
    app.bot_data["desk"] = Desk(services, sender, limits or Limits())
    app.add_handlers(routes())
    app.add_error_handler(failed)
    return app


def _moved(services: Services) -> Any:  # noqa: ANN401 - a coroutine function
    async def moved(old: int, new: int) -> None:
        await asyncio.to_thread(services.chats.migrate, old, new)

    return moved


async def failed(update: object, context: Ctx) -> None:
    """An error in a handler: a line in the log, one sentence to the person, nothing to anyone else."""
    error = context.error
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        _LOG.warning("Telegram could not be reached: %s", type(error).__name__)
        return
    _LOG.error("an update failed", exc_info=error)
    if isinstance(update, Update) and (update.message or update.callback_query):
        await _apologise(update, context)


async def _apologise(update: Update, context: Ctx) -> None:
    """Without memory, which may be what failed."""
    message, user = update.effective_message, update.effective_user
    if isinstance(message, Message) and user and not user.is_bot:
        words = TALKING[client_language(user.language_code)]
        out = Outgoing(words.trouble.failed)
        await desk_of(context).sender.send(place_of(message), out)
