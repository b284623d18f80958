"""What a language must bring: tables of words and sentences, and how it writes an amount and a name.

A sentence is a template in the small HTML of Telegram; its places in braces are filled with text that is
already escaped. Every language has the same places (a test holds this). A new language is one more value
of `Locale`. What never lives here: which sentence is said when, and any figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from data.diff import Outcome
from data.model import Project, Stage, Yen
from data.query import Attribute, Dimension, Measure, Operation, Untold


class Words(Struct, frozen=True):
    """The nouns of a list. `{level_up}` is what the list calls its kind that is not new.

    `scales` are the units of a chart's axis by their size in yen, the largest first. `level_up_of_request` is what
    the level-up part of a request is called where a list has budgets too.
    """

    measures: Mapping[Measure, str]
    level_up_of_request: str
    attributes: Mapping[Attribute, str]
    dimensions: Mapping[Dimension, str]
    stages: Mapping[Stage, str]
    untold: Mapping[Untold, str]
    readings: Mapping[Operation, str]
    outcomes: Mapping[Outcome, str]
    scales: Mapping[int, str]
    everything: str
    nothing: str
    largest: str
    smallest: str
    most: str
    fewest: str
    unnamed: str
    colon: str


class Conditions(Struct, frozen=True):
    """How the conditions of a scope are said, one each, joined by `join`."""

    join: str
    either: str
    all_but: str
    topic: str
    some: str
    bounds: str
    some_of: str
    counted: str
    exactly: str
    at_least: str
    more_than: str
    at_most: str
    less_than: str
    and_also: str


class Sentences(Struct, frozen=True):
    """Everything said in an answer, a template each."""

    title: str
    tagged: str
    edition: str
    edition_of_ward: str
    titled: str
    name: str
    name_paged: str
    figure: str
    about: str
    empty_cell: str
    new_has_none: str
    text: str
    stage_requested: str
    level_up_note: str
    stage_draft: str
    stage_approved: str
    request_at_later_stage: str
    source: str
    page: str
    source_title: str
    source_row: str
    warned: str
    amounts_are: str
    row: str
    row_empty: str
    ranked: str
    ranked_share: str
    group: str
    group_counted: str
    group_empty: str
    group_share: str
    group_ranked: str
    group_ranked_counted: str
    side: str
    no_difference: str
    side_counted: str
    number: str
    span: str
    no_more: str
    total: str
    total_counted: str
    total_average: str
    sum: str
    average: str
    basis: str
    basis_plain: str
    lacking: str
    more: str
    none_fit: str
    none_ranked: str
    no_amount: str
    divided: str
    column: str
    column_of_one: str
    formula_row: str
    formula: str
    share: str
    share_of: str
    share_counted: str
    no_whole: str
    difference: str
    difference_counted: str
    same: str
    larger: str
    times: str
    place_one: str
    place_many: str
    place_nth: str
    place_group: str
    place_nth_group: str
    averaged: str
    having: str
    list_of_money: str
    group_number: str
    versus: str
    code: str
    which: str
    option: str
    option_named: str
    absent: str
    absent_figure: str
    nearest: str
    suggestion: str
    refusal_source: str
    ask_section: str
    help_head: str
    help_name: str
    help_section: str
    help_kind: str
    help_row: str
    help_end: str
    more_answers: str
    too_long: str
    cut: str
    apology: str
    holds: str
    does_not_hold: str
    stale: str
    verified: str
    verified_changed: str
    verified_parts: str
    unverified: str
    miscopied: str
    chart_axis: str
    chart_counts: str
    chart_top: str
    news: str
    news_again: str
    news_new: str
    news_row: str
    news_changed: str
    news_decided: str
    news_change: str
    news_advanced: str
    news_gone: str
    news_gone_row: str
    news_nothing: str
    news_taken_back: str
    news_up: str
    news_down: str


class Labels(Struct, frozen=True):
    """What stands on buttons."""

    details: str
    same_section: str
    pillar: str
    following: str
    preceding: str
    chart: str
    source: str
    formula: str
    export: str
    listed: str
    by_department: str
    broken_down: str
    ranking: str


class Locale(Struct, frozen=True):
    """One language: its tables, and the functions that write years, amounts and names.

    `amount` writes yen as people of the language read them, `printed_amount` as the list prints them;
    `polish` mends a whole text where words meet figures (1 project, 2 projects). `published` escapes text as it was published; `name` does too, and adds a reading where the language
    needs one.
    """

    code: str
    words: Words
    conditions: Conditions
    say: Sentences
    labels: Labels
    year: Callable[[int], str]
    amount: Callable[[Yen], str]
    printed_amount: Callable[[Yen, Yen], str]
    polish: Callable[[str], str]
    published: Callable[[str], str]
    name: Callable[[str], str]
    subject: Callable[[Project], str]
