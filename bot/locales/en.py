"""English. Names stay as published, with their reading in Latin letters beside them."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.locales.amounts import printed
from bot.locales.base import Conditions, Labels, Locale, Sentences, Words
from bot.locales.ja import published
from data.diff import Outcome
from data.model import Project, Stage, Yen
from data.query import Attribute, Dimension, Measure, Operation, Untold
from nlp.words.readings import reading_of, romanize
from nlp.words.text import normalize
from nlp.words.tokens import tokenize

KNOWN = {
    "新規": "new",
    "レベルアップ": "level-up",
    "一般会計": "general account",
    "国保会計": "National Health Insurance account",
    "その他": "other",
}
"""Terms of budget lists that have an English word."""


@lru_cache(maxsize=8192)
def name(text: str) -> str:
    """A published name with its English word, or its reading in Latin letters, word by word."""
    if text in KNOWN:
        return f"{published(text)} ({KNOWN[text]})"
    letters = published(_letters(text))
    return f"{published(text)} ({letters})" if letters else published(text)


def _letters(text: str) -> str:
    """The reading in Latin letters, words apart and endings joined by a hyphen: Minato-ku bousai rajio."""
    words: list[str] = []
    for token in tokenize(normalize(text)):
        letters = romanize(reading_of((token,)))
        if letters and token.pos == "接尾辞" and words:
            words[-1] += f"-{letters}"
        elif letters:
            words.append(letters)
    said = " ".join(words)
    return "" if said.casefold() == text.casefold() else said[:1].upper() + said[1:]


ONE = re.compile(r"(?<![\d,.])1 projects")


def polish(text: str) -> str:
    """One project, two projects."""
    return ONE.sub("1 project", text)


def subject(project: Project) -> str:
    """A project's name with its reading."""
    return name(project.name)


def year(fiscal_year: int) -> str:
    """A fiscal year with its era: FY2020 (Reiwa 2)."""
    era, number = (
        ("Reiwa", fiscal_year - 2018) if fiscal_year >= 2019 else ("Heisei", fiscal_year - 1988)
    )
    return f"FY{fiscal_year} ({era} {number})"


def amount(yen: Yen) -> str:
    """Yen in digits: ¥201,352,000."""
    return f"-¥{-yen:,}" if yen < 0 else f"¥{yen:,}"


MEASURES = {
    Measure.REQUESTED: "Requested amount",
    Measure.REQUESTED_LEVELUP: "Level-up part of the request",
    Measure.BUDGET: "Budgeted amount",
    Measure.BUDGET_LEVELUP: "Level-up part of the budget",
    Measure.NEW_MONEY: "New money (requests for new projects + level-up parts)",
    Measure.ONGOING: "Request without its level-up part",
    Measure.CHANGE: "Change from request to budget",
    Measure.LEVELUP_SHARE: "Share of the request that is level-up",
    Measure.GRANTED_SHARE: "Budget as a share of the request",
    Measure.CUT: "Cut from request to budget",
    Measure.COUNT: "Number of projects",
}

ATTRIBUTES = {
    Attribute.NAME: "Project",
    Attribute.REQUESTED: "Requested amount",
    Attribute.REQUESTED_LEVELUP: "Level-up part of the request",
    Attribute.BUDGET: "Budgeted amount",
    Attribute.BUDGET_LEVELUP: "Level-up part of the budget",
    Attribute.DEPARTMENT: "Department",
    Attribute.SECTION: "In charge",
    Attribute.DESCRIPTION: "What it is (in Japanese, as published)",
    Attribute.KIND: "Kind",
    Attribute.PILLAR: "Pillar",
    Attribute.POLICY: "Policy",
    Attribute.ACCOUNT: "Account",
    Attribute.SOURCE: "Source",
}

DIMENSIONS = {
    Dimension.DEPARTMENT: "department",
    Dimension.SECTION: "section",
    Dimension.KIND: "kind",
    Dimension.PILLAR: "pillar",
    Dimension.POLICY: "policy",
    Dimension.ACCOUNT: "account",
    Dimension.EDITION: "list",
}

STAGES = {
    Stage.REQUESTED: "budget requests",
    Stage.DRAFT: "draft budget",
    Stage.APPROVED: "initial budget",
}

UNTOLD = {
    Untold.LAST_YEAR: "This list does not print amounts of other years, nor changes from them.",
    Untold.DECISION: "This list does not say what was decided on the requests.",
    Untold.REASON: "This list does not say why, nor what an amount is made of.",
    Untold.TIME: "This list does not give dates or schedules.",
    Untold.PLACE: "This list does not give places, venues or how to get in touch.",
    Untold.HOW_TO: "This list does not say how to apply or what to do.",
    Untold.ELIGIBILITY: "This list does not say who is eligible, nor how much a person receives.",
    Untold.USERS: "This list does not give numbers of users or participants.",
    Untold.PERSON: "This list does not name people or their posts.",
    Untold.OPINION: "I cannot judge whether something is good or bad.",
    Untold.UNCOMPUTED: "I am sorry, I cannot compute that or select by it. Please ask in simpler words, one thing at a time.",
    Untold.OTHER_EDITION: "The list of that year or stage is not kept here.",
    Untold.TOO_LONG: "That question is too long for me. Please ask it in fewer words.",
    Untold.UNREADABLE: "I could not read that. Please ask by the name of a project or a section.",
    Untold.UNRELATED: "I am sorry, I only answer questions about this list of budget projects.",
}

READINGS = {
    Operation.DETAIL: "Project: {what}",
    Operation.LIST: "Projects: {what}",
    Operation.COUNT: "Number of projects: {what}",
    Operation.SUM: "{measure}, total: {what}",
    Operation.AVERAGE: "{measure}, average: {what}",
    Operation.MEDIAN: "{measure}, median: {what}",
    Operation.MAX: "{measure}, largest first: {what}",
    Operation.MIN: "{measure}, smallest first: {what}",
    Operation.SHARE: "{measure}, share: {what}",
    Operation.COMPARE: "{measure}, compared: {what}",
    Operation.BREAKDOWN: "{measure} by {by}: {what}",
}

OUTCOMES = {
    Outcome.FULL: "granted in full",
    Outcome.CUT: "cut",
    Outcome.RAISED: "raised",
    Outcome.DROPPED: "dropped",
    Outcome.NEW: "new",
    Outcome.ENDED: "ended",
    Outcome.MORE: "more",
    Outcome.LESS: "less",
    Outcome.SAME: "unchanged",
    Outcome.UNKNOWN: "cannot be compared",
}

WORDS = Words(
    measures=MEASURES,
    level_up_of_request=MEASURES[Measure.REQUESTED_LEVELUP],
    attributes=ATTRIBUTES,
    dimensions=DIMENSIONS,
    stages=STAGES,
    untold=UNTOLD,
    readings=READINGS,
    outcomes=OUTCOMES,
    scales={1_000_000_000: "billion yen", 1_000_000: "million yen", 1: "yen"},
    everything="the whole list",
    nothing="nothing that fits",
    largest="largest",
    smallest="smallest",
    most="largest",
    fewest="smallest",
    unnamed="(not printed)",
    colon=": ",
)

CONDITIONS = Conditions(
    join=" × ",
    either=" / ",
    all_but="all but {names}",
    topic="about “{topic}”",
    some="{n} projects chosen",
    bounds="{measure} {bounds}",
    some_of="{measure}: some",
    counted="{n} projects",
    exactly="exactly {amount}",
    at_least="at least {amount}",
    more_than="more than {amount}",
    at_most="at most {amount}",
    less_than="less than {amount}",
    and_also=" and ",
)

SENTENCES = Sentences(
    tagged="{name} [{edition}]",
    edition="{year}, {stage}",
    edition_of_ward="{ward}, {year}, {stage}",
    title="<b>{what}</b>",
    titled="<b>{what}</b>: {n} projects",
    name="<b>{name}</b> (No.{no})",
    name_paged="<b>{name}</b> (No.{no}{page})",
    figure="{label}: <b>{amount}</b> ({printed} in the list)",
    about="{label}: about <b>{amount}</b>",
    empty_cell="{label}: not printed in the list (－)",
    new_has_none="{label}: none, as the project is {kind}",
    text="{label}: {text}",
    stage_requested="* These are amounts requested, not decided.",
    level_up_note="* The level-up part ({level_up}分) pays for what is improved; it is no growth over the year before.",
    stage_draft="* These are amounts of a draft budget, not yet voted on.",
    stage_approved="* These are amounts of the budget as voted.",
    request_at_later_stage="* A requested amount is what the section asked for, not what was decided.",
    source="Source: {ward}, {year}, {stage} {nos}{page}",
    page=", p. {page}",
    source_title="List: {title}",
    source_row="The row as printed (amounts in {unit}, － is an empty cell):",
    warned="* Some places of this list could not be read with certainty.",
    amounts_are="(amounts: {label})",
    row="・No.{no} {name}: {amount} ({printed}){page}",
    row_empty="・No.{no} {name}: －{page}",
    ranked_share="#{rank} No.{no} {name}: <b>{percent}</b>{page}",
    ranked="#{rank} No.{no} {name}: <b>{amount}</b> ({printed}){page}",
    group="・{name}: {amount} ({printed}, {n} projects{share})",
    group_share=", {percent}",
    group_empty="・{name}: － ({n} projects)",
    group_counted="・{name}: {n} projects{share}",
    group_ranked="#{rank} {name}: <b>{amount}</b> ({printed}, {n} projects)",
    group_ranked_counted="#{rank} {name}: <b>{n} projects</b>",
    side="・{name}: <b>{amount}</b> ({printed})",
    no_difference="Without both amounts there is no difference to tell.",
    side_counted="・{name}: <b>{n} projects</b>",
    number="<b>{n} projects</b>",
    span="({start}–{end} of {n} projects)",
    no_more="There are no others: you have seen all {n} projects.",
    total="{label}, total: {amount} ({printed})",
    total_counted="Total: {n} projects",
    total_average="Average of all: {amount} ({printed})",
    sum="<b>{amount}</b> ({printed} in the list)",
    average="about <b>{amount}</b>",
    basis_plain="From {n} projects",
    basis="From {n} projects ({nos})",
    lacking="Not counted: {n} projects without this amount ({label}).",
    more="(and {n} projects more)",
    none_fit="No project of this list fits.",
    none_ranked="{n} projects are ranked, and none has that place.",
    no_amount="{label}: not printed for any project that fits (－).",
    column="- {label}, total: {amount} ({printed})",
    column_of_one="- {label}: {amount} ({printed})",
    divided="total {amount} ({printed}) ÷ {n} projects",
    formula_row="  No.{no} {name}: {printed}",
    formula="= {printed} ({label}, total of {n} projects)",
    share="<b>{percent}</b>",
    share_of="{part_name}, {part_label}: {part} ({part_printed})\n÷ {whole_name}, {whole_label}: {whole} ({whole_printed})",
    share_counted="{part_name}: {part} projects ÷ {whole_name}: {whole} projects",
    no_whole="There is no amount to take a share of.",
    difference="Difference: <b>{amount}</b> ({printed})",
    difference_counted="Difference: <b>{n} projects</b>",
    same="There is no difference.",
    larger="<b>{name}</b> is larger.",
    times="{name} is about {times} times {other}.",
    place_one="{measure}, {size} project: {what}",
    place_many="{measure}, {size} first, {n} projects: {what}",
    place_nth="{measure}, {size} first, from no. {first}: {what}",
    place_group="{measure}, {size} {by}: {what}",
    place_nth_group="{measure}, {size} {by} first, from no. {first}: {what}",
    averaged="average {measure}",
    having="{text} ({by}: {bounds})",
    list_of_money="Projects: {what} ({measure})",
    group_number="Number of groups ({by}): {what}",
    versus=" and ",
    code="Code to verify: <code>{code}</code>",
    which="Which one do you mean?",
    option="{n}. {name}",
    option_named="{name} (No.{no}, {section})",
    absent="“{words}” was not found in the list of {ward}, {year}, {stage}.",
    absent_figure="No project of that number or amount was found in the list of {ward}, {year}, {stage}.",
    nearest="Names in the list that come near:",
    suggestion="・{name} (No.{no})",
    refusal_source="What is kept here is a list of projects, sections in charge, descriptions and amounts ({ward}, {year}, {stage}).",
    ask_section="About “{name}”, please ask {section}.",
    help_head="I answer questions about amounts, sections in charge and contents of projects in the list of {ward}, {year}, {stage}. For example:",
    help_name="How much is {name}?",
    help_section="Total of the projects of {section}",
    help_kind="Projects that are {kind}, largest first",
    help_row="・{question}",
    help_end="Part of a name is enough; Latin letters work too.",
    more_answers="(Please ask the other {n} questions again.)",
    too_long="The answer would be too long. Please narrow the question.",
    cut="… (cut)",
    holds="Yes, that is so.",
    does_not_hold="No, that is not so.",
    apology="I am sorry: I could not confirm the figures of this answer against the list, so I do not show it.",
    stale="The list was updated, so this button no longer works. Please ask again.",
    verified="✓ Computed again from the list, with the same result.",
    verified_changed="✗ When the code was made the value was {was}; computed from the list as it is now:",
    verified_parts="✗ The value is the same, but records of the list have changed since the code was made.",
    unverified="The list this code is about is not kept here, or is made up differently now.",
    miscopied="This code cannot be read. Please check that it was copied rightly.",
    chart_axis="{label} ({unit})",
    chart_counts="Projects",
    chart_top="The first {n} projects",
    news="📢 <b>The list of {ward}, {year}, {stage}</b> was published.",
    news_again="📢 <b>The list of {ward}, {year}, {stage}</b> was updated.",
    news_new="<b>New: {n} projects</b>",
    news_row="・No.{no} {name}: {label} {amount} ({printed})",
    news_changed="<b>Amount changed: {n} projects</b>",
    news_decided="<b>Moved to the next stage: {n} projects</b>",
    news_change="・No.{no} {name}: {was_label} {was} → {label} {amount} ({difference}{outcome})",
    news_advanced="It follows the list at the stage before ({before}).",
    news_gone="<b>No longer in the list: {n} projects</b>",
    news_gone_row="・{name} ({section})",
    news_nothing="Nothing changed that fits your conditions.",
    news_taken_back="The publication of the list of {ward}, {year}, {stage} was taken back; please disregard the earlier message.",
    news_up="{amount} more, ",
    news_down="{amount} less, ",
)

LABELS = Labels(
    details="Details",
    same_section="Same section",
    pillar="This pillar",
    following="Next {n}",
    preceding="Previous {n}",
    chart="Chart",
    source="Source",
    formula="Formula",
    export="Save as table",
    listed="List of projects",
    by_department="By department",
    broken_down="By {by}",
    ranking="Largest first",
)

LOCALE = Locale(
    code="en",
    words=WORDS,
    conditions=CONDITIONS,
    say=SENTENCES,
    labels=LABELS,
    year=year,
    amount=amount,
    printed_amount=printed,
    polish=polish,
    published=published,
    name=name,
    subject=subject,
)
