"""One project as lines: what was asked of it first, then who is in charge and where it is printed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.describe import value_name
from bot.locales.amounts import UNIT_WORDS, cell
from bot.voice import Voice
from data.answers import Details
from data.index import account_of, amount, section_of
from data.model import Project
from data.query import MONEY, Attribute, Measure

LEVEL_UP = {Measure.REQUESTED_LEVELUP, Measure.BUDGET_LEVELUP}

CARD = (
    Attribute.DESCRIPTION,
    Attribute.KIND,
    Attribute.REQUESTED,
    Attribute.REQUESTED_LEVELUP,
    Attribute.BUDGET,
    Attribute.BUDGET_LEVELUP,
    Attribute.SECTION,
    Attribute.PILLAR,
    Attribute.POLICY,
    Attribute.ACCOUNT,
)
"""Everything a card tells, in order."""

SHOWN = 8
"""Projects that one message tells in detail."""

LONGEST = 1_200
"""Characters of one description; longer ones are cut, and say so."""


def details(answer: Details, voice: Voice) -> list[str]:
    """The lines of one project or a few."""
    projects, say = answer.projects, voice.locale.say
    if not projects:
        return [say.none_fit, *voice.source()]
    asked = answer.query.attributes
    measures = [MONEY[a] for a in asked or CARD if a in MONEY]
    if len(projects) == 1:
        lines = [_named(projects[0], voice, ""), *_facts(projects[0], asked, voice)]
        lines += voice.stage(measures[0] if measures else None)
        return [*lines, *voice.source(projects, voice.page(projects[0]))]
    blocks = [_block(p, asked, voice) for p in projects[:SHOWN]]
    lines = voice.fitted(blocks, of=len(projects))
    lines += voice.stage(measures[0] if measures else None)
    return [*lines, *voice.source(projects)]


def _block(project: Project, asked: tuple[Attribute, ...], voice: Voice) -> str:
    """One project among several, with an empty line below."""
    lines = [_named(project, voice, voice.page(project)), *_facts(project, asked, voice), ""]
    return "\n".join(lines)


def _named(project: Project, voice: Voice, page: str) -> str:
    template = voice.locale.say.name_paged if page else voice.locale.say.name
    return template.format(name=voice.subject(project), no=project.no, page=page)


def _facts(project: Project, asked: tuple[Attribute, ...], voice: Voice) -> Iterable[str]:
    if set(asked) <= {Attribute.NAME}:
        return [line for a in CARD if _told(a, project) for line in fact(a, project, voice)]
    lines = [line for a in asked for line in fact(a, project, voice)]
    if not {Attribute.SECTION, Attribute.SOURCE} & set(asked) and _told(Attribute.SECTION, project):
        lines += fact(Attribute.SECTION, project, voice)
    return lines


def _told(attribute: Attribute, project: Project) -> bool:
    """Whether a card mentions an attribute: an empty cell only where the money matters."""
    match attribute:
        case Attribute.REQUESTED_LEVELUP:
            return project.requested.level_up is not None
        case Attribute.BUDGET:
            return project.budgeted.total is not None
        case Attribute.BUDGET_LEVELUP:
            return project.budgeted.level_up is not None
        case Attribute.KIND:
            return bool(project.kind)
        case Attribute.SECTION:
            return bool(project.department or project.section)
        case Attribute.PILLAR:
            return project.pillar is not None
        case Attribute.POLICY:
            return project.policy is not None
        case Attribute.ACCOUNT:
            return project.account is not None
        case _:
            return True


def fact(attribute: Attribute, project: Project, voice: Voice) -> Iterable[str]:
    """The lines of one attribute of a project."""
    if attribute in MONEY:
        return (_money(MONEY[attribute], project, voice),)
    if attribute is Attribute.SOURCE:
        return _source(project, voice)
    if attribute is Attribute.NAME:
        return ()
    text = _text(attribute, project, voice)
    label = voice.locale.words.attributes[attribute]
    return (voice.locale.say.text.format(label=label, text=text),)


def _money(measure: Measure, project: Project, voice: Voice) -> str:
    yen, say, label = amount(project, measure), voice.locale.say, voice.measure(measure)
    if yen is not None:
        return say.figure.format(
            label=label, amount=voice.amount(yen), printed=voice.printed(yen, project)
        )
    if measure in LEVEL_UP and project.is_new:
        return say.new_has_none.format(label=label, kind=voice.locale.name(project.kind))
    return say.empty_cell.format(label=label)


def _text(attribute: Attribute, project: Project, voice: Voice) -> str:
    name, unnamed = voice.locale.name, voice.locale.words.unnamed
    match attribute:
        case Attribute.DEPARTMENT:
            return value_name(project.department, voice.locale)
        case Attribute.SECTION:
            return value_name(section_of(project), voice.locale)
        case Attribute.DESCRIPTION:
            return voice.locale.published(cut(project.description, voice.locale.say.cut)) or unnamed
        case Attribute.KIND:
            return value_name(project.kind, voice.locale)
        case Attribute.PILLAR:
            return name(project.pillar) if project.pillar else unnamed
        case Attribute.POLICY:
            return name(project.policy) if project.policy else unnamed
        case _:
            return name(account_of(project))


def cut(text: str, mark: str) -> str:
    """A long text up to its last whole sentence or word within `LONGEST`, marked as cut."""
    if len(text) <= LONGEST:
        return text
    end = text.rfind("。", 0, LONGEST) + 1 or LONGEST
    return text[:end].rstrip("0123456789０１２３４５６７８９,，.．") + mark


def _source(project: Project, voice: Voice) -> Iterable[str]:
    edition = voice.index.by_id.get(project.edition, voice.edition)
    locale, unit = voice.locale, edition.unit
    yield locale.say.source_title.format(title=locale.published(edition.title))
    yield locale.say.source_row.format(unit=UNIT_WORDS.get(unit, UNIT_WORDS[1]))
    cells = (
        str(project.no),
        project.department,
        project.section,
        (f"【{project.account}】" if project.account else "") + project.name,
        project.kind,
        cut(project.description, locale.say.cut),
        *(cell(yen, unit) for yen in _columns(project)),
    )
    yield f"<pre>{locale.published('｜'.join(cells))}</pre>"


def _columns(project: Project) -> list[int | None]:
    """The amounts of a row in the order of the columns; budget columns only where they are filled."""
    amounts = [project.requested.total, project.requested.level_up]
    if project.budgeted.total is not None or project.budgeted.level_up is not None:
        amounts += [project.budgeted.total, project.budgeted.level_up]
    return amounts
