"""Secrets kept out of every log line, whoever writes it: the message, its parts and the traceback.

httpx logs each address it calls, and Telegram's addresses hold the token. Installed once for the process.
"""

from __future__ import annotations

import logging
from typing import Any, Final

_SECRETS: Final[set[str]] = set()
_FORMATTER: Final = logging.Formatter()


def hide(secret: str) -> None:
    """From now on no log record of this process shows the secret."""
    if not _SECRETS:
        _install()
    _SECRETS.add(secret)


def redacted(text: str) -> str:
    """The text without any secret."""
    for secret in _SECRETS:
        text = text.replace(secret, "•••")
    return text


def _install() -> None:
    make = logging.getLogRecordFactory()

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401 - logging's own
        made = make(*args, **kwargs)
        said = made.getMessage()
        if (clean := redacted(said)) != said:
            made.msg, made.args = clean, ()
        if made.exc_info and made.exc_info[0]:
            made.exc_text = redacted(_FORMATTER.formatException(made.exc_info))
        return made

    logging.setLogRecordFactory(record)
