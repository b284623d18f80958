"""English is read against the list that is asked: its words, its offices, its slips of the keyboard."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.query import Dimension
from data.records import edition_from_json
from data.shipped import shipped
from nlp.english.asking import plainly_asked
from nlp.english.names import Label, Printed, Word, alone, settled
from nlp.english.needs import read_needs
from nlp.english.offices import office
from nlp.english.questions import to_japanese
from nlp.english.spelling import respelled
from nlp.words.glossary import glossary

GOLD = Path(__file__).parent / "gold"


@cache
def assistant(name: str = "") -> Assistant:
    if not name:
        return Assistant(Index.of([shipped()]))
    records = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    return Assistant(Index.of([edition_from_json(records)]))


def asked(question: str, name: str = "", *turns: str) -> tuple[object, list[int], object]:
    bot, context = assistant(name), Context()
    for turn in turns:
        context = bot.reply(turn, context).context
    reply = bot.reply(question, context)
    said: Any = payload(reply.answers, reply.message, reply.understood)
    value = said["value"] or {}
    return said["status"], [p["no"] for p in said["projects"]], value.get("amount")


def a_list(*names: str, offices: tuple[tuple[Dimension, str], ...] = ()) -> Printed:
    labels = [Label(label, label, dimension) for dimension, label in offices]
    return Printed((*labels, *(Label(n, n, None) for n in names)), "\n".join(names))


def run(*words: str) -> list[Word]:
    return [Word(w, glossary()[w]) for w in words]


def test_of_several_words_the_one_that_stands_in_one_name_is_taken() -> None:
    assert settled(run("tourism", "promotion"), a_list("観光振興", "産業推進")) == ["観光", "振興"]
    assert settled(run("tourism", "promotion"), a_list("観光推進")) == ["観光", "推進"]
    assert settled(run("tourism", "promotion"), a_list()) == ["観光", "プロモーション"]


def test_a_word_by_itself_is_said_as_names_say_it_and_else_as_is_usual() -> None:
    (health,) = run("health")
    assert alone(health, a_list("保健指導")) == "保健"
    assert alone(health, a_list("防災")) == "健康"


def test_one_character_within_another_word_says_nothing() -> None:
    (museum,) = run("museum")
    assert alone(museum, a_list("図書館運営", "郷土博物館")) == "博物館"


def test_a_second_name_that_shares_its_words_is_found() -> None:
    words = run("sign language", "interpreter", "dispatch")
    words.append(Word("training", glossary()["training"], " and "))
    known = a_list("手話通訳派遣事業", "手話通訳者養成事業", "保育士研修")
    assert settled(words, known)[-1] == "手話通訳者養成事業"


OFFICES = a_list(
    offices=(
        (Dimension.DEPARTMENT, "企画経営部"),
        (Dimension.SECTION, "子ども家庭課"),
        (Dimension.SECTION, "観光政策担当"),
        (Dimension.SECTION, "障害者福祉課"),
        (Dimension.SECTION, "建築課"),
    )
)


@pytest.mark.parametrize(
    ("words", "called", "label"),
    [
        (("planning", "management"), "department", "企画経営部"),
        (("child", "family"), "section", "子ども家庭課"),
        (("tourism", "policy"), "section", "観光政策担当"),
        (("disability", "welfare"), "division", "障害者福祉課"),
        (("construction",), "section", None),
        (("child",), "section", None),
        (("disability", "family"), "section", None),
    ],
)
def test_an_office_is_the_one_whose_label_accounts_for_every_word(
    words: tuple[str, ...], called: str, label: str | None
) -> None:
    assert office(run(*words), called, OFFICES) == label


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("disastor prevension radio buget", "disaster prevention radio budget"),
        ("elevater safty device", "elevator safety device"),
        ("levle-up portion", "level-up portion"),
        ("sign langage interpretor traning", "sign language interpreter training"),
        ("requsted ammount", "requested amount"),
    ],
)
def test_slips_of_the_keyboard_are_put_right(typed: str, meant: str) -> None:
    assert respelled(typed, lambda _: False) == meant


@pytest.mark.parametrize("word", ["horse", "hostel", "funeral", "hundred", "refuge", "fever"])
def test_another_word_is_no_slip(word: str) -> None:
    assert respelled(word, lambda _: False) == word


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("nos. 5 and 18", "no.5 and no.18"),
        ("combined cost of no. 14, 15 and 16", "combined cost of no.14, no.15 and no.16"),
        ("pillar 3", "柱3"),
        ("new projects below ¥5m", "new projects below 5000000 yen"),
        ("more than half a million yen", "more than 0.5 million yen"),
        ("above two hundred million yen", "above 200 million yen"),
        ("bottom 3", "3 smallest"),
        ("which aren't new", "which are not new"),
        ("how many % of it", "what percentage of it"),
        ("new, or an upgrade of something that already exists?", "new or level-up?"),
        ("how much of the canal project would be level-up", "level-up part of the canal project"),
        ("which new projects were cut?", "which new projects 査定で減らされた?"),
        ("everything under the tax section", "everything in the tax section"),
        ("projects under 5 million yen", "projects under 5 million yen"),
        ("whose level-up part is small? list pls", "list whose level-up part is small"),
        ("the radio, can't remember its name. how much?", "name forgotten, the radio, how much?"),
    ],
)
def test_ways_to_ask_become_those_that_the_tables_know(said: str, plain: str) -> None:
    assert plainly_asked(said) == plain


def test_a_city_that_counts_people_names_no_amount() -> None:
    assert "yen" not in plainly_asked("projects for more than 3 million people")


FOUR_DEPARTMENTS = sorted(
    p.no
    for p in shipped().projects
    if p.department in {"学校教育部", "防災危機管理室", "環境リサイクル支援部", "保健福祉支援部"}
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Of the disaster radio request, what percentage is level-up?", [27]),
        ("the disaster radio's level-up, how much?", [27]),
        ("which departments requested over 500 million yen in total?", FOUR_DEPARTMENTS),
        ("My baby's two months old and I'm exhausted. Anything for me?", [3]),
        ("I'm writing a piece on Tokyo. How much is the canal attractiveness project?", [50]),
        ("Ward Mayor's Office projects?", [42, 63]),
        ("Tax and Industry Promotion Sections' projects", [45, 46, 56, 57, 58]),
    ],
)
def test_english_is_asked_of_the_shipped_list(question: str, answer: list[int]) -> None:
    status, numbers, _ = asked(question)
    assert status == "answered"
    assert sorted(numbers) == answer


@pytest.mark.parametrize(
    "question",
    [
        "Parks and Roads Section projects?",
        "budget of the Construction Division",
        "How much for the monorail extension?",
        "hostel renovation budget",
        "free school lunch budget?",
        "Forest Policy Department total",
    ],
)
def test_what_the_list_does_not_hold_is_not_found_in_english_either(question: str) -> None:
    assert asked(question) == ("not_found", [], None)


@pytest.mark.parametrize(
    ("question", "of", "numbers", "amount"),
    [
        ("How much for the tsunami evacuation buildings?", "naha-2023", [1], 48_600_000),
        ("How much is level-up in the disaster radio system renewal?", "naha-2023", [3], 298_000_000),
        ("Total requested by the Fire Bureau", "hiroshima-2025", [55, 56], 2_281_900_000),
        ("free school lunch budget?", "koto-2024", [23], 1_768_900_000),
        ("shingels vaccine subsidy amount", "koto-2024", [55], 167_200_000),
    ],
)  # fmt: skip
def test_english_is_asked_of_other_lists(
    question: str, of: str, numbers: list[int], amount: int
) -> None:
    assert asked(question, of) == ("answered", numbers, amount)


def test_a_question_goes_on_from_the_one_before() -> None:
    assert asked(
        "same question for the touting prevention", "", "how much for the disaster radio"
    ) == (
        "answered",
        [21],
        355_199_000,
    )
    assert asked("and 28?", "", "What's No. 27?")[1] == [28]


def test_of_a_name_that_is_forgotten_those_it_may_be_are_offered() -> None:
    question = "one of the sign language ones, can't recall which. how much?"
    assert asked(question)[0] == "choices"


def test_brackets_that_say_the_same_again_are_no_second_topic() -> None:
    new = [1, 4, 6, 7, 12, 13, 17, 18]
    assert asked("Total of the new projects in pillar 1 (children)?")[1] == new


@pytest.mark.parametrize(
    "question",
    [
        "total for the two sign language projects",
        "what share of its department's total is the disaster radio?",
        "which projects are under the average request?",
        "projects that are mostly level-up",
    ],
)
def test_what_cannot_be_told_is_given_no_figure(question: str) -> None:
    status, numbers, amount = asked(question)
    assert status in ("not_found", "out_of_scope")
    assert not numbers
    assert amount is None


def test_accounts_and_romanised_names_are_found() -> None:
    assert asked("what's in the nursing care account?", "kita-2024")[1] == [12]
    assert asked("kodomo shokudo oen jigyo - what will it do?", "kita-2024")[1] == [14]


def test_every_line_of_needs_says_words_and_ways() -> None:
    needs = read_needs()
    told = {way.need for ways in needs.ways.values() for way in ways}
    assert told == set(range(len(needs.words)))


def test_without_a_list_words_are_what_they_are_usually_called() -> None:
    assert "防災ラジオ" in to_japanese("how much is the disaster prevention radio?")
