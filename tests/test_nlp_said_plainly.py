"""Plain words for the usual ones: each question is read as the other."""

import pytest

from bot.assistant import Context
from data.query import OutOfScope
from tests.test_nlp_asked_next import MINATO

PAIRS = [
    ("この一覧に載る事業は合わせて何件？", "全部で何件"),
    ("もっとも要求額がかさむ事業はどれですか", "一番要求額が高い事業"),
    ("防災課のツートップは", "防災課の上位2件は"),
    ("防災課が全要求額に占める割合", "防災課が全体の要求額に占める割合"),
    ("防災課と建築課の要求額を見比べたい", "防災課と建築課の要求額を比べて"),
    ("防災課と建築課、開きはどれだけですか", "防災課と建築課の差は"),
    ("防災ラジオとみなと科学館はいくら離れてますか", "防災ラジオとみなと科学館の差はいくら"),
    ("手話が関係する要求を調べてる", "手話が関係する事業を調べてる"),
    ("手話がらみの要求を拾ってください", "手話がらみの事業を教えて"),
    ("下から5番目まで", "下位5件"),
    ("上から3番目までを教えて", "上位3件を教えて"),
    ("要求額で3番目に来るのはどれ", "要求額が3番目に高いのはどれ"),
    ("防災課で高いのは？", "防災課で一番高いのは？"),
    ("新規とレベルアップはそれぞれ何件でいくら", "新規とレベルアップはそれぞれいくら"),
    ("防災課と税務課は何件でいくらずつですか", "防災課と税務課はそれぞれいくら"),
    ("課別トップ5", "トップ5の課"),
    ("みなと保健所の事業で安いのはどれ", "みなと保健所の事業で一番安いのはどれ"),
]


@pytest.mark.parametrize(("said", "usual"), PAIRS)
def test_plain_words_are_read_as_the_usual_ones(said: str, usual: str) -> None:
    read, wanted = (MINATO.understand(q, Context()).intents for q in (said, usual))
    assert read == wanted
    assert not isinstance(read[0], OutOfScope)
