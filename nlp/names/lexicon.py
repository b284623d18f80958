"""Every name in one edition, ready to be found in a question. Built once from the index.

Here stands all vocabulary that belongs to a document: departments, sections, pillars, policies,
accounts, kinds and project names. Nothing of it is written in the code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from msgspec import Struct

from data.index import Index, account_of, policy_of, section_of
from data.model import GENERAL_ACCOUNT, NEW, Edition, EditionId, Project, ProjectId
from data.query import Attribute, Dimension, Measure, Scope
from nlp.names.group_names import group_spellings
from nlp.names.heard import Heard
from nlp.names.in_kanji import InKanji
from nlp.names.match import Names
from nlp.names.name import Name
from nlp.names.scopes import OFFICES
from nlp.names.topics import Topics
from nlp.rules import classes, ja
from nlp.words.misspelled import misspelled
from nlp.words.patterns import pattern
from nlp.words.phrases import Entry, Phrases, Rule, Slot
from nlp.words.readings import reading
from nlp.words.spellings import spellings
from nlp.words.text import fold, normalize

SPECIAL_ACCOUNTS = "特別会計"
"""Every account but the general one (地方自治法 第209条)."""


class Entity(Struct, frozen=True):
    """Something in the index that words can name: a project, or a group of a dimension."""

    dimension: Dimension | None
    scope: Scope
    label: str


class Lexicon:
    """The names of one edition, and the ways to ask that every edition shares."""

    def __init__(self, index: Index, edition: EditionId) -> None:
        self.index = index
        self.edition: Edition = index.by_id[edition]
        self.projects: tuple[Project, ...] = self.edition.projects
        self.groups: tuple[Entity, ...] = tuple(_groups(self.projects))
        own = (*_kind_rules(self.projects), *_level_up(self.edition), *_pillars(self.pillars))
        self.phrases = Phrases(_own(self), (*own, *ja.RULES))

    @cached_property
    def whole(self) -> Scope:
        """The whole list."""
        return Scope(editions=frozenset({self.edition.id}))

    @cached_property
    def spoken(self) -> Phrases:
        """The names in kana, for questions that are written without kanji."""
        return Phrases(_in_kana(self.projects, self.groups))

    @cached_property
    def names(self) -> Names[int]:
        """The project names, by place in the edition."""
        return Names.of(enumerate(p.name for p in self.projects))

    @cached_property
    def group_names(self) -> Names[int]:
        """The names of departments, sections, pillars, policies and accounts, by place in `groups`."""
        return Names.of((i, g.label) for i, g in enumerate(self.groups))

    def names_of(self, dimension: Dimension) -> Names[int]:
        """The names of the groups of one dimension, by place in `groups`."""
        known = self._names_of.get(dimension)
        if known is None:
            entries = ((i, g.label) for i, g in enumerate(self.groups) if g.dimension is dimension)
            known = self._names_of[dimension] = Names.of(entries)
        return known

    @cached_property
    def _names_of(self) -> dict[Dimension, Names[int]]:
        return {}

    @cached_property
    def has_budget(self) -> bool:
        """Whether the budget column of the edition holds anything."""
        return self.edition.has_budget

    @cached_property
    def endings(self) -> frozenset[str]:
        """The last characters of departments, sections and accounts: 課, 部, 室, 所."""
        offices = (Dimension.DEPARTMENT, Dimension.SECTION, Dimension.ACCOUNT)
        labels = (g.label for g in self.groups if g.dimension in offices and g.label)
        return frozenset(fold(normalize(label))[-1] for label in labels)

    @cached_property
    def plain_names(self) -> list[str]:
        """The names of the projects, folded, in their order."""
        return [fold(normalize(p.name)) for p in self.projects]

    @cached_property
    def all_names(self) -> str:
        """The names of the projects, folded, a line each."""
        return "\n".join(self.plain_names)

    @cached_property
    def pieces_of_names(self) -> frozenset[str]:
        """All stretches of four to six characters of `all_names`: whether one is there is found by one look-up."""
        names = self.all_names
        ends = [(size, len(names) - size + 1) for size in (4, 5, 6)]
        return frozenset(names[at : at + size] for size, end in ends for at in range(end))

    @cached_property
    def written_names(self) -> str:
        """The names of the projects in their own kana, a line each."""
        return "\n".join(normalize(p.name) for p in self.projects)

    @cached_property
    def spoken_place(self) -> str:
        """The municipality in kana, without what it is: みなと of 港区."""
        return reading(self.edition.municipality.rstrip("都道府県市区町村"))

    @cached_property
    def sounds(self) -> frozenset[str]:
        """How words of names, offices and the place are read, alone and with their neighbours, under the loose key."""
        said = [p.name for p in self.projects] + [g.label for g in self.groups]
        names = (Name(0, "", w) for w in (*said, self.edition.municipality))
        return frozenset().union(*(name.spoken_words for name in names))

    @cached_property
    def plain_groups(self) -> list[tuple[str, Entity]]:
        """The groups by their folded labels."""
        return [(fold(normalize(g.label)), g) for g in self.groups]

    @cached_property
    def plain_offices(self) -> list[tuple[str, Entity]]:
        """The departments, sections and accounts by their folded labels."""
        offices = (Dimension.DEPARTMENT, Dimension.SECTION, Dimension.ACCOUNT)
        return [(label, g) for label, g in self.plain_groups if g.dimension in offices]

    @cached_property
    def topics(self) -> Topics:
        """The words of every field of the projects."""
        return Topics.of(self.projects)

    @cached_property
    def heard(self) -> Heard:
        """The words of the names by their sound."""
        return Heard(
            self.written_names.split("\n"),
            self.text,
            lambda token: bool(self.topics.evidence(token).anywhere),
        )

    @cached_property
    def in_kanji(self) -> InKanji:
        """The words of the list by how they are read."""
        return InKanji(
            [p.name for p in self.projects],
            [g.label for g in self.groups],
            [p.description for p in self.projects],
        )

    @cached_property
    def level_up_word(self) -> str:
        """What this list calls a project that goes on and grows."""
        return self.edition.level_up_word

    @cached_property
    def offices(self) -> dict[str, Dimension]:
        """What 部, 課, 係 are in this list: the column in which most names end so."""
        ends = Counter((g.label[-1], g.dimension) for g in self.groups if g.dimension in OFFICES)
        return {
            last: dimension
            for (last, dimension), _ in reversed(ends.most_common())
            if dimension is not None
        }

    @cached_property
    def text(self) -> str:
        """All text of the projects, folded: whether a word occurs in it at all."""
        return "\n".join(
            fold(f"{normalize(p.name)} {normalize(p.description)}") for p in self.projects
        )

    @cached_property
    def printed(self) -> str:
        """The same with the names of the groups."""
        return "\n".join([self.text, *(label for label, _ in self.plain_groups)])

    @cached_property
    def pillars(self) -> list[str]:
        """The pillars in the order of the list; the first is 柱1."""
        return list(dict.fromkeys(p.pillar for p in self.projects if p.pillar))

    def kind_at(self, folded: str, begin: int) -> tuple[str, Entity] | None:
        """The printed kind that stands at a place of folded text."""
        return next((k for k in self._printed_kinds if folded.startswith(k[0], begin)), None)

    @cached_property
    def _printed_kinds(self) -> list[tuple[str, Entity]]:
        return [(fold(normalize(e.label)), e) for e, _ in _kinds(self.projects)]

    def of_projects(self, projects: Iterable[Project]) -> Scope:
        """A scope of just these projects."""
        return Scope(
            editions=frozenset({self.edition.id}), projects=frozenset(p.id for p in projects)
        )

    def numbered(self, no: int) -> Project | None:
        """The project with this printed number."""
        return self.index.project(ProjectId(self.edition.id, no))


def project_entity(project: Project) -> Entity:
    """One project as something that can be named."""
    return Entity(None, Scope(projects=frozenset({project.id})), project.name)


def namesakes_entity(projects: Iterable[Project]) -> Entity:
    """Projects of one name as what the name says."""
    alike = tuple(dict.fromkeys(projects))
    return Entity(None, Scope(projects=frozenset(p.id for p in alike)), alike[0].name)


def _groups(projects: tuple[Project, ...]) -> Iterator[Entity]:
    """The groups of an edition; a section name under two departments is one entity of both."""
    for department in dict.fromkeys(p.department for p in projects if p.department):
        yield Entity(Dimension.DEPARTMENT, Scope(departments=frozenset({department})), department)
    yield from _bureaus(dict.fromkeys(p.department for p in projects if p.department))
    by_name: dict[str, set[object]] = {}
    for project in projects:
        if project.section:
            by_name.setdefault(project.section, set()).add(section_of(project))
    for name, sections in by_name.items():
        yield Entity(Dimension.SECTION, Scope(sections=frozenset(sections)), name)  # type: ignore[arg-type]
    for pillar in dict.fromkeys(p.pillar for p in projects if p.pillar):
        yield Entity(Dimension.PILLAR, Scope(pillars=frozenset({pillar})), pillar)
    for policy in dict.fromkeys(policy_of(p) for p in projects):
        if policy:
            yield Entity(Dimension.POLICY, Scope(policies=frozenset({policy})), policy.name)
    accounts = dict.fromkeys([*map(account_of, projects), GENERAL_ACCOUNT])
    for account in accounts:
        yield Entity(Dimension.ACCOUNT, Scope(accounts=frozenset({account})), account)


_BUREAU = pattern("(.{1,10}?(?:局|委員会|本部|庁))(?=.+[部室]$)", among="局 委員会 本部 庁")


def _bureaus(departments: Iterable[str]) -> Iterator[Entity]:
    """The departments whose names begin with one bureau, as that bureau: 民生局 of 民生局健康部."""
    under: dict[str, set[str]] = {}
    for department in departments:
        if found := _BUREAU.match(department):
            under.setdefault(found[1], set()).add(department)
    for bureau, own in under.items():
        if len(own) > 1:
            yield Entity(Dimension.DEPARTMENT, Scope(departments=frozenset(own)), bureau)


def _kinds(projects: tuple[Project, ...]) -> Iterator[tuple[Entity, str]]:
    """The printed kinds, each with the ways to say it."""
    kinds = list(dict.fromkeys(p.kind for p in projects if p.kind))
    for kind in kinds:
        yield (
            Entity(Dimension.KIND, Scope(kinds=frozenset({kind})), kind),
            f"{normalize(kind)}{{事業,のもの,もの,案件,}}",
        )
    new = frozenset(k for k in kinds if k.startswith(NEW))
    grown = frozenset(kinds) - new - {"継続"}
    called = new or frozenset({NEW})  # where nothing is new, that is the answer
    yield Entity(Dimension.KIND, Scope(kinds=called), NEW), classes.NEW_WORDS
    raised = {p.kind for p in projects if p.requested.level_up is not None} & grown
    for meant, words in (
        (raised or grown, classes.LEVEL_UP_WORDS),
        (grown, classes.EXISTING_WORDS),
    ):
        if meant:
            label = "・".join(sorted(meant))
            yield Entity(Dimension.KIND, Scope(kinds=frozenset(meant)), label), words


def _own(lexicon: Lexicon) -> Iterator[Entry]:
    projects = lexicon.projects
    named: dict[str, list[Project]] = {}
    for spelling, project in spellings(projects):
        named.setdefault(spelling, []).append(project)
    heads = tuple(label for label, _ in lexicon.plain_groups)
    for spelling, namesakes in named.items():
        yield spelling, "name", Slot.ENTITY, namesakes_entity(namesakes)
        short = spelling.removesuffix("事業")
        if short != spelling and short not in named and short.startswith(heads):
            yield short, "name", Slot.ENTITY, namesakes_entity(namesakes)  # 動物園再生, of 動物園
    for group in lexicon.groups:
        for spelling in group_spellings(group.dimension, group.label, projects):
            yield spelling, f"group {group.dimension}", Slot.ENTITY, group
    yield from _misspelled(lexicon)
    others = frozenset(p.account for p in projects if p.account)
    if others:
        entity = Entity(Dimension.ACCOUNT, Scope(accounts=others), SPECIAL_ACCOUNTS)
        for said in (SPECIAL_ACCOUNTS, "特会"):
            yield said, "special accounts", Slot.ENTITY, entity
    ward = fold(normalize(lexicon.edition.municipality))
    yield from ((ward + end, "ward", Slot.FILLER, None) for end in ("", "の", "では", "は", "内"))


def _misspelled(lexicon: Lexicon) -> Iterator[Entry]:
    """Offices with the ending that a keyboard offers, where nothing else is called so: 防災化."""
    for group in lexicon.groups:
        if group.dimension in OFFICES:
            for spelling in misspelled(fold(normalize(group.label))):
                if spelling not in lexicon.text:
                    yield spelling, f"group {group.dimension}", Slot.ENTITY, group


def _kind_rules(projects: tuple[Project, ...]) -> Iterator[Rule]:
    printed = list(dict.fromkeys(normalize(p.kind) for p in projects if p.kind))
    for kind in printed:
        ways = f"{kind}{{事業,}}{{なの,の,}}{{かどうか,か否か}} {kind}{{事業,}}{{という,って}}{{理解,認識,解釈}}で{{合ってますか,合っていますか,合ってる?,いいですか,よいですか,よろしいですか,正しいですか,いいんですか}} {kind}{{事業,}}な{{んすか,のか,んですか,んでしょうか}}"
        yield Rule("kind asked", Slot.ATTRIBUTE, Attribute.KIND, ways)
    kinds = ",".join(dict.fromkeys([*printed, *classes.KINDS]))
    either = f"{{{kinds}}}{{事業ですか,ですか,か,なのか,でしたっけ,だっけ,でしたか,だったか}}{{、,}}{{それとも,}}{{{kinds}}}{{事業,}}{{ですか,か,なの,なのか}}"
    either += f" {{{kinds}}}{{事業,}}{{ですか,か,なのか,なの,扱い,でしたっけ,だっけ,でしたか,だったか}}{{、,}}それとも{{、,}}{{{kinds}}}"
    yield Rule("kind asked", Slot.ATTRIBUTE, Attribute.KIND, either)
    for entity, ways in _kinds(projects):
        yield Rule("kind", Slot.ENTITY, entity, ways)


def _pillars(pillars: Sequence[str]) -> Iterator[Rule]:
    """「4本の柱」: all of them, where a list has so many."""
    n = len(pillars)
    figures = ",".join((str(n), "〇一二三四五六七八九"[n])) if n < 10 else str(n)
    yield Rule("which pillar", Slot.TERM, Dimension.PILLAR, f"{{{figures}}}本の柱")


def _level_up(edition: Edition) -> Iterator[Rule]:
    """What the level-up part is called in this list."""
    word = normalize(edition.level_up_word)
    ways = f"{word}{{した,する,された,される,になってる,になっている,になる,となる}}{{分,額,ぶん}} {{うち,内,}}{word}{{分,額,の分,の額,要求額,部分,の部分,分の要求額,分の金額,分の額,分の合計,の金額}} うち{word} {word}_{{ぶん,がく}} {word}の{{増額,増加,上乗せ}}{{分,額,}} {word}で{{いくら,どれだけ,どのくらい}}{{増え,アップし,上が}}{{る,ます,た}}"
    yield Rule("levelup", Slot.MEASURE, Measure.REQUESTED_LEVELUP, ways)
    ongoing = (
        f"{word}{{分,額,の分,の額}}{{を,}}{{除,引,差し引,差引,抜,省,のぞ}}{{く,いた,いて,くと,いたら,き,けば}}{{額,要求額,残り,残額,金額,分,}} "
        f"{word}{{分,}}{{じゃない,ではない}}{{部分,分,額,ところ}} {word}分{{以外,抜き}}{{の,で,}}{{額,要求額,金額,分,}} {{既存,継続,従来}}{{分,部分}}{{の額,}}"
    )
    yield Rule("ongoing", Slot.MEASURE, Measure.ONGOING, ongoing)
    budget = (
        f"予算{{額,}}{{の,の中の,で,における,}}{{うち,}}{word}{{分,}}{{の額,の金額,の予算,の予算額,}} "
        f"決定額のうち{word}{{分,}} {{うち,}}{word}分の予算{{額,}} {{うち,}}{word}分{{は,、,の,}}予算額{{では,で,だと,ベースで,なら}}"
    )
    yield Rule("budget level-up", Slot.MEASURE, Measure.BUDGET_LEVELUP, budget)
    rates = f"{{全額,全部,すべて,半分,半額,大半,大部分}}{{が,は,}}{{うち,}}{word}"
    yield Rule("not computed", Slot.UNCOMPUTED, None, rates)


SHORTEST_OFFICE = 4
"""Kana of an office that is told from other words; below `SPOKEN_ALONE` only where it stands alone."""

SPOKEN_ALONE = 5


def _in_kana(projects: tuple[Project, ...], groups: tuple[Entity, ...]) -> Iterator[Entry]:
    """The readings of names that are long enough to be told from other words."""
    named: dict[str, list[Project]] = {}
    for project in projects:
        if len(kana := fold(reading(project.name))) >= 4:
            named.setdefault(kana, []).append(project)
    for kana, namesakes in named.items():
        yield kana, "name", Slot.ENTITY, namesakes_entity(namesakes)
    for group in groups:
        kana = fold(reading(group.label))
        if group.dimension in OFFICES and len(kana) >= SHORTEST_OFFICE:
            yield kana, f"group {group.dimension}", Slot.ENTITY, group


@cache
def english() -> Phrases:
    """The ways to ask in English, for questions that hold Latin letters."""
    from nlp.rules import en  # noqa: PLC0415 - most questions hold none

    return Phrases((), en.RULES)
