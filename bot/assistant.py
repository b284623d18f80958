"""The whole product without a messenger: text and context in, message and context out.

Pure but for the dictionary that the tokenizer reads once. One `Assistant` serves one set of editions and is
never changed; a new edition means a new `Assistant`.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bot.message import Language, Message
from bot.render import describe, render_all
from data.answer import answer
from data.answers import Answer
from data.index import Index
from data.model import EditionId, Project, ProjectId
from data.query import Intent
from nlp.asking.across import across
from nlp.asking.context import Memory, kept
from nlp.english.language import is_english
from nlp.names.lexicon import Lexicon
from nlp.sentences.editions import edition_of
from nlp.understand import Understanding, understand
from nlp.words.text import normalize


class Context(Struct, frozen=True):
    """What a conversation remembers: the last intents it was answered by, and nothing else said."""

    last: tuple[Intent, ...] = ()
    municipality: str | None = None
    language: Language = "ja"


class Reply(Struct, frozen=True):
    """What to send, what it was computed from, and what the conversation remembers from here on."""

    message: Message
    answers: tuple[Answer, ...]
    context: Context
    intent: Intent
    index: Index
    language: Language

    @property
    def understood(self) -> str:
        """One line that says how the question was read."""
        return describe(self.intent, self.index, self.language)


class Found(Struct, frozen=True):
    """A project found by part of its name; score from 0 to 100."""

    project: Project
    score: float


class Assistant:
    """Answers questions about the editions of one index."""

    def __init__(self, index: Index, municipality: str | None = None) -> None:
        self.index = index
        self.municipality = municipality
        self._lexicons: dict[EditionId, Lexicon] = {}

    def lexicon(self, edition: EditionId) -> Lexicon:
        """The names of an edition, built when it is first asked about."""
        known = self._lexicons.get(edition)
        if known is None:
            known = self._lexicons[edition] = Lexicon(self.index, edition)
        return known

    def newest(self, context: Context) -> EditionId:
        """The edition a question of this chat means when it names none."""
        ward = context.municipality or self.municipality
        found = self.index.newest(ward) or self.index.newest()
        assert found is not None, "an assistant needs an edition"
        return found

    def understand(
        self, text: str, context: Context, edition: EditionId | None = None
    ) -> Understanding:
        """What a message asks in its conversation, without answering it."""
        newest = edition or self.newest(context)
        chosen = edition or newest
        if edition is None and len(self.index.editions) > 1:
            plain = normalize(text)
            if both := across(plain, newest, self.index, self.lexicon(newest)):
                return Understanding((both,), ())
            chosen = edition_of(plain, newest, self.index)
        return understand(text, Memory(context.last), self.lexicon(chosen), dated=chosen != newest)

    def reply(self, text: str, context: Context, edition: EditionId | None = None) -> Reply:
        """Answer one message of a person, about `edition` where one is given."""
        language: Language = context.language
        if language == "ja" and is_english(text):
            language = "en"
        understood = self.understand(text, context, edition)
        intents, unmet = understood.intents, understood.unmet
        if language == context.language:
            return self.show(intents, context, unmet)
        reply = self.show(intents, replace(context, language=language), unmet)
        return replace(reply, context=replace(reply.context, language=context.language))

    def show(
        self, intents: tuple[Intent, ...], context: Context, asides: tuple[Intent, ...] = ()
    ) -> Reply:
        """Answer intents that are already understood: a question's, a pressed button's, a command's.

        `asides` are said before them and not remembered.
        """
        answers = tuple([answer(intent, self.index) for intent in (*asides, *intents)])
        message = render_all(answers, self.index, context.language)
        remembered = replace(context, last=kept(context.last, intents))
        return Reply(message, answers, remembered, intents[0], self.index, context.language)

    def search(
        self,
        text: str,
        limit: int,
        edition: EditionId | None = None,
        context: Context | None = None,
    ) -> list[Found]:
        """Projects by a partial name, best first; none where nothing fits well enough."""
        lexicon = self.lexicon(edition or self.newest(context or Context()))
        found = lexicon.names.search(text, limit)
        return [Found(lexicon.projects[c.key], round(c.score, 1)) for c in found]

    def topic(self, words: str, edition: EditionId) -> frozenset[ProjectId] | None:
        """The projects that words are about, for a button that carries the words; None if none."""
        from nlp.meaning.resolve import topic_of  # noqa: PLC0415 - a button, not a question

        return topic_of(words, self.lexicon(edition)) if edition in self.index.by_id else None
