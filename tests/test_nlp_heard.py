"""Words that are none are heard as the words of the list's names; words that are others never are."""

from __future__ import annotations

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from data.index import Index
from data.shipped import shipped
from nlp.names.lexicon import Lexicon

EDITION = shipped()
LEXICON = Lexicon(Index.of([EDITION]), EDITION.id)
ASSISTANT = Assistant(Index.of([EDITION]))


def asked(*turns: str) -> tuple[str, list[int]]:
    context = Context()
    for turn in turns:
        reply = ASSISTANT.reply(turn, context)
        context = reply.context
    found = payload(reply.answers, reply.message, reply.understood)
    return str(found["status"]), [p["no"] for p in found["projects"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("認痴症の人のおかえりサポト", "認知症の人のおかえりサポート"),
        ("上動喫煙の防止たいさく", "受動喫煙の防止対策"),
        ("土砂災外対策", "土砂災害対策"),
        ("にほんご の べんきょう", "日本語 の べんきょう"),
    ],
)
def test_strange_words_are_said_as_the_names_say_them(typed: str, meant: str) -> None:
    assert LEXICON.heard.of(typed) == meant


@pytest.mark.parametrize(
    "typed", ["講演", "きゅうしょくひ", "動物園", "夜空の観察会", "サポタージュ"]
)
def test_what_is_a_word_or_sounds_like_none_stays(typed: str) -> None:
    assert LEXICON.heard.of(typed) is None


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("かがくかんの うんえいひは いくらですか", [18]),
        ("minna ni kubaru bousai rajio, tantou wa doko?", [27]),
        ("ちょうかいの かつどうを しえんする おかねは いくら", [43]),
        ("ﾜｰﾙﾄﾞﾌﾟﾛﾓｰｼｮﾝ ﾊ ﾅﾆｦｽﾙ?", [47]),
        ("上動喫煙の防止たいさくの予算", [49]),
    ],
)
def test_kana_between_spaces_is_read_word_by_word(question: str, numbers: list[int]) -> None:
    assert asked(question) == ("answered", numbers)


@pytest.mark.parametrize(
    ("question", "status", "numbers"),
    [
        ("なんとか支援センターって名前の事業、いくらだっけ", "choices", [31, 35]),
        (
            "障害者のナントカセンターの予算、名前がわからないんですがいくらですか",
            "choices",
            [35, 36],
        ),
        ("〇〇管理運営って名前の事業、施設のやつ全部", "answered", [18, 31, 36, 44]),
        ("頭に「障害者」がつく事業を教えて", "answered", [30, 35, 37]),
        ("説明に「新設」と書かれているのはどの事業ですか", "answered", [32, 37]),
    ],
)
def test_what_is_remembered_of_a_name_is_looked_for_in_the_names(
    question: str, status: str, numbers: list[int]
) -> None:
    assert asked(question) == (status, numbers)


@pytest.mark.parametrize("second", ["それ新規？", "そのうち新規は何件？", "それの担当は？"])
def test_nothing_is_asked_of_the_whole_list_after_what_was_not_found(second: str) -> None:
    assert asked("スキー場の予算は？", second) == ("not_found", [])


@pytest.mark.parametrize(
    ("turns", "numbers"),
    [
        (
            (
                "海のプラスチックごみの担当は？",
                "建築物低炭素化促進は？",
                "最初に聞いたやつの金額は？",
            ),
            [53],
        ),
        (("手話通訳の事業の予算は？", "いや、派遣するほうのやつ"), [33]),
        (("小学校特別支援学級運営はいくら？", "中学校は？"), [15]),
    ],
)
def test_what_points_back_is_found_there(turns: tuple[str, ...], numbers: list[int]) -> None:
    assert asked(*turns) == ("answered", numbers)
