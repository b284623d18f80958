from msgspec.structs import replace

from bot.announce import announce, doubt_changes, taken_back
from bot.codec import encode
from bot.message import MESSAGE_LIMIT, Language
from bot.voice import voice_of
from data.diff import diff
from data.index import Index
from data.model import Amount, Edition, EditionId, Stage
from tests.worlds import MINATO, NORTH

LANGUAGES: tuple[Language, ...] = ("ja", "easy", "en")
DRAFT = EditionId("13103", 2020, Stage.DRAFT)


def decided(edition: Edition) -> Edition:
    """The same list at the next stage: three granted less, one dropped, one added."""
    rows = [
        replace(p, edition=DRAFT, budgeted=Amount((p.requested.total or 0) - (p.no < 4) * 100_000))
        for p in edition.projects[:-1]
    ]
    rows.append(replace(rows[0], no=99, name="桜まつり2021の支援", description="祭り。"))
    return replace(edition, id=DRAFT, projects=tuple(rows))


def test_a_first_edition_tells_what_is_new() -> None:
    message = announce(diff(None, MINATO))
    assert "港区 令和2年度 要求段階の一覧" in message.plain
    assert "新しい事業：19件" in message.plain
    assert "No.1 みなと母子手帳アプリ：要求額 151万1千円（1,511千円）" in message.plain
    assert "決定額ではありません" in message.plain
    assert 1 <= len(message.buttons) <= 6


def test_the_next_stage_tells_what_was_granted_and_what_is_gone() -> None:
    changes = diff(MINATO, decided(MINATO))
    text = announce(changes).plain
    assert "要求段階" in text
    assert "桜まつり2021の支援" in text
    assert "要求額 151万1千円 → 予算額 141万1千円（10万円減・減額）" in text
    assert "報道機関情報提供活動" in text
    assert "議決前" in text


def test_every_announcement_is_confirmed_short_enough_and_its_buttons_fit() -> None:
    for changes in (
        diff(None, MINATO),
        diff(None, NORTH),
        diff(MINATO, decided(MINATO)),
        diff(decided(MINATO), decided(MINATO)),
        diff(NORTH, replace(NORTH, projects=NORTH.projects[:2])),
    ):
        for language in LANGUAGES:
            message = announce(changes, language)
            voice = voice_of(Index.of([changes.after]), language, changes.after)
            assert doubt_changes(message.html, changes, voice) is None
            assert len(message.plain) <= MESSAGE_LIMIT
            for button in (b for row in message.buttons for b in row):
                assert encode(button.action, Index.of([changes.after]))


def test_a_wrong_figure_is_withheld() -> None:
    changes = diff(MINATO, decided(MINATO))
    voice = voice_of(Index.of([changes.after]), "ja", changes.after)
    text = announce(changes).html
    for old, new in (("141万1千円", "151万2千円"), ("10万円減", "11万円減"), ("：62件", "：61件")):
        assert old in text
        assert doubt_changes(text.replace(old, new, 1), changes, voice)


def test_a_publication_taken_back_is_said_without_figures() -> None:
    assert "取り消されました" in taken_back(MINATO).plain
