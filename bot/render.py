"""Answers to messages: `render(answer, index, language)`, guarded before it leaves.

Pure but for one log line when the guard withholds a figure. The words are in `bot.locales`, the order
of lines in `bot.texts`, `bot.card` and `bot.asides`; here is which of them an answer gets.
"""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from bot.asides import absent, guidance, offer, refusal
from bot.buttons import buttons
from bot.card import details
from bot.describe import describe as describe_in
from bot.describe import edition_of
from bot.grouped import breakdown
from bot.guard import doubt
from bot.message import MESSAGE_LIMIT, Language, Message
from bot.texts import comparison, listing, ranking, share, total, verdict
from bot.voice import Voice, voice_of
from data.answers import (
    Absent,
    Answer,
    Breakdown,
    Comparison,
    Computed,
    Details,
    Guidance,
    Listing,
    Offer,
    Ranking,
    Refusal,
    Share,
    Total,
)
from data.index import Index
from data.model import Edition, EditionId
from data.query import Choices, Help, Intent, NotFound, OutOfScope, Query, Scope

ENTITY_LIMIT = 100
"""Entities (bold, code …) that Telegram takes in one message."""

LEFT_OUT = 120
"""Characters of the line that says how many answers were left out."""


def describe(intent: Intent, index: Index, language: Language = "ja") -> str:
    """One line that says how a question was read, as plain text."""
    voice = voice_of(index, language, _subject(intent, index))
    ids = intent.scope.editions or () if isinstance(intent, Query) else ()
    if len(ids) > 1:
        voice = replace(voice, spans=tuple(index.by_id[i] for i in sorted(ids) if i in index.by_id))
    text = describe_in(intent, voice)
    return Message(text).plain


def render(
    answer: Answer, index: Index, language: Language = "ja", understood: str | None = None
) -> Message:
    """The message that says an answer; an apology where its figures cannot be confirmed.

    `understood` is plain text that replaces the first line of how the question was read.
    """
    voice = voice_for(answer, index, language)
    if understood:
        voice = replace(voice, understood=understood)
    head, *rest = _lines(answer, voice)
    text = voice.locale.polish("\n".join([head, *verdict(answer, voice), *rest]))
    found = doubt(text, answer, voice)
    if found:
        import logging  # noqa: PLC0415 - for the one line that should never be written

        logging.getLogger("yosan.guard").error(
            "figure withheld: %s in %s of %s", found, type(answer).__name__, voice.edition.id
        )
        return Message(voice.locale.say.apology, withheld=True)
    if isinstance(answer, Computed):
        text += _proven(answer, voice)
    message = Message(text, buttons(answer, voice))
    if len(text) > MESSAGE_LIMIT and len(message.plain) > MESSAGE_LIMIT:
        return Message(voice.locale.say.too_long, message.buttons)
    return message


def _proven(answer: Computed, voice: Voice) -> str:
    """The line with the code by which an answer can be computed again."""
    from bot.proof import code  # noqa: PLC0415 - most answers are not computed

    proof = code(answer, voice.index) if answer.projects else None
    return "\n" + voice.locale.say.code.format(code=proof) if proof else ""


def render_all(
    answers: tuple[Answer, ...],
    index: Index,
    language: Language = "ja",
    understood: tuple[str | None, ...] = (),
) -> Message:
    """One message for the answers to several questions, the buttons of the last one below."""
    if len(answers) == 1:
        return render(answers[0], index, language, understood[0] if understood else None)
    words = understood or (None,) * len(answers)
    parts = [render(a, index, language, w) for a, w in zip(answers, words, strict=True)]
    text, kept = parts[0].html, 1
    while kept < len(parts) and _fits(f"{text}\n\n{parts[kept].html}"):
        text += f"\n\n{parts[kept].html}"
        kept += 1
    if kept < len(parts):
        more = voice_for(answers[0], index, language).locale.say.more_answers
        text += "\n\n" + more.format(n=len(parts) - kept)
    return Message(text, parts[kept - 1].buttons, any(part.withheld for part in parts))


def _fits(html: str) -> bool:
    """Whether one message takes it, with room for the line that says what is left out."""
    return len(html) + LEFT_OUT <= MESSAGE_LIMIT and html.count("</") <= ENTITY_LIMIT


def voice_for(answer: Answer, index: Index, language: Language) -> Voice:
    """The voice that says an answer: of the edition its projects stand in, or of several."""
    ids = _held(answer) if len(index.editions) > 1 else set()
    if len(ids) == 1:
        return voice_of(index, language, index.by_id[ids.pop()])
    voice = voice_of(index, language, _edition(answer, index))
    return replace(voice, spans=tuple(index.by_id[i] for i in sorted(ids))) if ids else voice


def _held(answer: Answer) -> set[EditionId]:
    """The editions of an answer's projects."""
    match answer:
        case Ranking():
            return {place.project.edition for place in answer.places}
        case Absent() | Refusal() | Guidance():
            return set()
        case _:
            return {project.edition for project in answer.projects}


def _edition(answer: Answer, index: Index) -> Edition:
    match answer:
        case Offer():
            return _subject(answer.choices, index)
        case Absent() | Refusal() | Guidance():
            return _subject(answer.intent, index)
        case _:
            return _subject(answer.query, index)


def _subject(intent: Intent, index: Index) -> Edition:
    """The edition that an intent is about."""
    match intent:
        case Query():
            return edition_of(intent.parts[0] if intent.parts else intent.scope, index)
        case Choices():
            return edition_of(intent.options[0].scope if intent.options else Scope(), index)
        case NotFound() | OutOfScope() | Help():
            return index.by_id.get(intent.edition) or edition_of(Scope(), index)
        case _:
            assert_never(intent)


def _lines(answer: Answer, voice: Voice) -> list[str]:
    match answer:
        case Details():
            return details(answer, voice)
        case Listing():
            return listing(answer, voice)
        case Total():
            return total(answer, voice)
        case Ranking():
            return ranking(answer, voice)
        case Breakdown():
            return breakdown(answer, voice)
        case Share():
            return share(answer, voice)
        case Comparison():
            return comparison(answer, voice)
        case Offer():
            return offer(answer, voice)
        case Absent():
            return absent(answer, voice)
        case Refusal():
            return refusal(answer, voice)
        case Guidance():
            return guidance(answer, voice)
        case _:
            assert_never(answer)
