"""What is said where there is nothing to compute: choices, what the list lacks, refusals, help.

No figure is ever said here; a test holds it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.describe import describe, value_name
from bot.figures import is_bare
from bot.voice import Voice
from data.answers import Absent, Guidance, Offer, Refusal
from data.index import section_of
from data.model import Edition, Project, ProjectId, Section
from data.query import Attribute, Operation, Query, Scope, Untold

NOT_OF_THE_LIST = {Untold.UNRELATED, Untold.TOO_LONG, Untold.UNREADABLE}
"""Refusals that say nothing of what the list holds."""

LONGEST_ECHO = 60
"""Characters of the asker's own words that are said back."""


def offer(answer: Offer, voice: Voice) -> list[str]:
    """The options, numbered as their buttons are."""
    say = voice.locale.say
    names = option_names(answer, voice)
    rows = [say.option.format(n=n, name=name) for n, name in enumerate(names, 1)]
    return [say.which, *voice.fitted(rows), *voice.source()]


def option_names(answer: Offer, voice: Voice) -> list[str]:
    """What tells the options apart: a project's name with its section, or how the query reads."""
    return [
        _option(query, projects, voice)
        for query, projects in zip(answer.choices.options, answer.options, strict=True)
    ]


def _option(query: Query, projects: tuple[Project, ...], voice: Voice) -> str:
    if query.operation is Operation.DETAIL and len(projects) == 1:
        project, locale = projects[0], voice.locale
        named = locale.say.option_named
        return named.format(
            name=voice.subject(project),
            no=project.no,
            section=value_name(section_of(project), locale, within=True),
        )
    return describe(query, voice)


def absent(answer: Absent, voice: Voice) -> list[str]:
    """That the list does not hold it, and what comes near."""
    say = voice.locale.say
    words = voice.locale.published(answer.intent.words[:LONGEST_ECHO].strip())
    bare = is_bare(words)  # a figure is not said back
    lines = [voice.listed(say.absent_figure) if bare else voice.listed(say.absent, words=words)]
    if answer.nearest:
        rows = [
            say.suggestion.format(name=voice.locale.subject(p), no=p.no) for p in answer.nearest
        ]
        lines += [say.nearest, *voice.fitted(rows)]
    return lines


def refusal(answer: Refusal, voice: Voice) -> list[str]:
    """Why the list cannot tell, what it is, and whom to ask."""
    say, reason = voice.locale.say, answer.intent.reason
    lines = [voice.locale.words.untold[reason]]
    if reason not in NOT_OF_THE_LIST:
        lines.append(voice.listed(say.refusal_source))
    for project in answer.about[:3]:
        if not project.department and not project.section:
            continue
        section = value_name(section_of(project), voice.locale)
        lines.append(say.ask_section.format(name=voice.locale.subject(project), section=section))
    return lines


def guidance(answer: Guidance, voice: Voice) -> list[str]:
    """Short help with examples drawn from the edition."""
    del answer
    say = voice.locale.say
    rows = [say.help_row.format(question=question) for question, _ in examples(voice)]
    return [voice.listed(say.help_head), *rows, say.help_end]


def prominent(edition: Edition) -> tuple[Project | None, Section | None, str | None]:
    """What examples are made of: the dearest project, the section with most projects, the new kind."""
    projects = edition.projects
    dearest = max(projects, key=lambda p: p.requested.total or 0, default=None)
    sections = Counter(section_of(p) for p in projects).most_common(1)
    kinds = [p.kind for p in projects if p.is_new] or [p.kind for p in projects]
    return dearest, sections[0][0] if sections else None, kinds[0] if kinds else None


def examples(voice: Voice) -> Iterable[tuple[str, Query]]:
    """Questions one may ask of the edition, each with its query."""
    here, say, locale = frozenset({voice.edition.id}), voice.locale.say, voice.locale
    project, section, kind = prominent(voice.edition)
    if project:
        asked = Query(Operation.DETAIL, only(project.id), attributes=(Attribute.REQUESTED,))
        yield say.help_name.format(name=locale.subject(project)), asked
    if section:
        whole = Query(Operation.SUM, Scope(editions=here, sections=frozenset({section})))
        yield say.help_section.format(section=locale.name(section.name)), whole
    if kind:
        scope = Scope(editions=here, kinds=frozenset({kind}))
        yield (
            say.help_kind.format(kind=locale.name(kind)),
            Query(Operation.LIST, scope, descending=True),
        )


def only(project: ProjectId) -> Scope:
    """The scope of one project."""
    return Scope(editions=frozenset({project.edition}), projects=frozenset({project}))
