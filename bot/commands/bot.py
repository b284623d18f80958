"""`yosan bot`: runs the Telegram bot."""

from __future__ import annotations

import argparse
import logging


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.description = (
        "Runs the Telegram bot until SIGTERM or Ctrl-C: by long polling, or as a webhook server where"
        " YOSAN_WEBHOOK_URL is set. Needs TELEGRAM_BOT_TOKEN; .env.example names every setting,"
        " deploy/RUNBOOK.md says how to run it for real."
    )
    parser.add_argument("--verbose", action="store_true", help="log every step")


def run(args: argparse.Namespace) -> int:
    """Run the bot."""
    from bot.serve import run as serve  # noqa: PLC0415 - Telegram's library, for this command alone
    from bot.settings import read  # noqa: PLC0415 - beside it

    logging.basicConfig(
        level=logging.INFO if args.verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("yosan").setLevel(logging.INFO)
    return serve(read())
