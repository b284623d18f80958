"""`yosan verify CODE`: computes the answer of a code again from the records, and says what has changed."""

from __future__ import annotations

import argparse

from bot.library import load_index
from bot.locales.base import Locale
from bot.proof import Verdict, counts, verify
from bot.render import render
from bot.voice import locale_of
from data.errors import YosanError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", metavar="CODE", help="the code under an answer (確認コード)")


def run(args: argparse.Namespace) -> int:
    """Print the verdict and the answer as it is computed now; 1 where it is not the same."""
    index = load_index()
    verdict = verify(args.code, index)
    if verdict.answer is None:
        raise YosanError(said(verdict, locale_of("ja")))
    print(said(verdict, locale_of("ja")))
    print(render(verdict.answer, index).plain)
    return 0 if verdict.state == "same" else 1


def said(verdict: Verdict, locale: Locale) -> str:
    """The verdict in a sentence."""
    say, was = locale.say, verdict.was or 0
    match verdict.state:
        case "same":
            return say.verified
        case "changed":
            amount = f"{was:,}件" if counts(verdict) else locale.amount(was)
            return say.verified_changed.format(was=amount)
        case "parts":
            return say.verified_parts
        case "unknown":
            return say.unverified
        case "miscopied":
            return say.miscopied
