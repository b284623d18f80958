"""Pages whose fonts do not say, or say wrongly, what their characters are."""

import pytest

from data.errors import ListError
from data.glyphs import UNKNOWN
from data.municipalities import name_of
from data.parse import edition_of_pages
from data.pdf import Glyph, Page

HEAD = ("番号", "事業名", "区分", "要求額")


def written(*rows: tuple[str, ...]) -> Page:
    lines = [("令和７年度予算要求　事業一覧（単位：千円）",), HEAD, *rows]
    glyphs = [
        Glyph(letter, x * 150 + at * 8, y * 30, x * 150 + at * 8 + 8, y * 30 + 8, 8)
        for y, row in enumerate(lines, 1)
        for x, text in enumerate(row)
        for at, letter in enumerate(text)
    ]
    return Page(1, 700, 800, tuple(glyphs), (), ())


def test_a_page_of_plain_characters_is_read() -> None:
    edition = edition_of_pages([written(("1", "甲事業", "新規", "1,200"))], "13199").edition
    assert [(p.name, p.requested.total) for p in edition.projects] == [("甲事業", 1_200_000)]
    assert edition.warnings == ()


def test_characters_that_a_font_names_wrongly_are_doubted() -> None:
    page = written(("1", "ûüÿĀ事業ÿ", "新規", "1,200"))
    warnings = edition_of_pages([page], "13199").edition.warnings
    assert [w for w in warnings if w.startswith("p.1: 文字化け")]


def test_fonts_without_characters_are_named_as_the_reason() -> None:
    glyphs = tuple(Glyph(UNKNOWN, x * 9.0, 20, x * 9.0 + 8, 28, 8) for x in range(40))
    with pytest.raises(ListError, match="フォント"):
        edition_of_pages([Page(1, 700, 800, glyphs, (), ())], "13199")


def test_a_ward_without_a_name_is_no_figure() -> None:
    assert name_of("13199") == "自治体13199"
    assert name_of("13199", "令和7年度 夢見市 予算") == "夢見市"
    assert name_of("13103") == "港区"
