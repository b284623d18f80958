"""How a conversation goes on: the money that was asked for, places of a list, groups that are put together, going back."""

from functools import cache
from typing import Any

import pytest

from bot.assistant import Assistant, Context
from bot.payload import payload
from tests.test_laws_gold import assistant_of

assistant = cache(assistant_of)


def talked(over: Assistant, *said: str) -> dict[str, Any]:
    context = Context()
    for turn in said[:-1]:
        context = over.reply(turn, context).context
    reply = over.reply(said[-1], context)
    return dict(payload(reply.answers, reply.message, reply.understood))


def numbers(found: dict[str, Any]) -> list[int]:
    return sorted(p["no"] for p in found["projects"])


def amount(found: dict[str, Any]) -> float | None:
    value: dict[str, float] | None = found["value"]
    return value["amount"] if value else None


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        (("防災備蓄品の予算額は", "ハザードマップは", "差は"), 89_900_000),
        (("防災備蓄品の予算額は", "ハザードマップは", "要求額の差は"), 79_500_000),
        (("防災備蓄品はいくら", "ハザードマップは", "差は"), 79_500_000),
        (("子ども部の予算額の合計は", "保健部は", "子ども部との差は"), 4_600_680_000),
        (("子ども部の予算額の合計は", "全体の何％"), 23.8073),
        (("子ども部の予算額の合計は", "要求額だと", "差は"), 50_700_000),
        (("一番予算額が大きい事業は", "2番目は", "1位との差は"), 1_472_000_000),
        (("予算額が1億円以上の事業は", "合計は"), 18_512_800_000),
        (("予算額が1億円以上の事業は", "要求額の合計は"), 19_467_000_000),
        (("一番減額された事業は", "いくら減った"), 630_000_000),
        (("こども医療費助成はいくら", "決まった額は"), 3_398_000_000),
    ],
)
def test_the_money_that_was_asked_for_is_kept(said: tuple[str, ...], figure: float) -> None:
    assert amount(talked(assistant("kawaguchi-2024"), *said)) == pytest.approx(figure)


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        (("防災ラジオのレベルアップ分は", "土砂災害対策は", "差は"), 169_910_000),
        (("防災ラジオのレベルアップ分は", "総額は"), 201_352_000),
        (("一番レベルアップ額が大きい事業は", "総額は"), 269_549_000),
        (("新規は何件", "全体に占める割合は"), 30.1587),
        (("新規は何件", "金額では何％"), 19.3026),
        (("防災課は何件", "全部でいくら"), 846_484_000),
        (("防災課の件数は", "建築課は", "税務課は", "合わせて何件"), 10),
        (("防災課の合計は", "建築課は", "二つの課の合計"), 1_309_833_000),
        (("障害者福祉課の事業", "新規だけ", "足すといくら"), 462_529_000),
        (("防災ラジオはいくら", "土砂災害対策は", "避難所機能の強化は", "平均は"), 150_097_666.67),
        (("防災ラジオはいくら", "土砂災害対策は", "全体の平均は"), 89_074_507.94),
        (("障害者福祉課の事業", "2番目は課の何割"), 34.0614),
        (("障害者福祉課の事業", "一番上と一番下を比べて"), 3_617_000),
        (("一番高い事業は", "一番安いのとの差は"), 737_682_000),
        (("防災課で一番高い事業は", "一番安いのとの差は"), 314_238_000),
        (("防災課の事業は", "2番目と建築課の合計の差"), 255_369_000),
        (("防災課の合計は", "最大のもの以外の合計"), 491_285_000),
    ],
)
def test_figures_of_what_was_asked_before(said: tuple[str, ...], figure: float) -> None:
    assert amount(talked(assistant("minato"), *said)) == pytest.approx(figure)


@pytest.mark.parametrize(
    ("said", "which"),
    [
        (("障害者福祉課の事業", "2番目と4番目の金額は"), [31, 33]),
        (("障害者福祉課の事業", "下から2番目は"), [36]),
        (("障害者福祉課の事業", "2番目", "その次のは"), [32]),
        (("障害者福祉課の事業", "2番目", "次は防災ラジオ"), [27]),
        (("障害者福祉課の事業", "2番目", "一覧に戻って"), [30, 31, 32, 33, 34, 35, 36, 37]),
        (("新規の事業は", "続き", "このページの一番上の"), [31]),
        (("税務課の事業は", "産業振興課は", "最初の課に戻って"), [56, 57, 58]),
        (("防災課の事業は", "1億円以上に絞って", "元に戻して"), [21, 22, 26, 27, 28]),
        (("税務課の事業", "税務課ではなく建築課です"), [23, 24]),
        (("手話通訳の事業の予算は", "最初の方", "後者は"), [34]),
        (("防災課の事業は", "2番目より高い事業は"), [5, 18, 19, 21, 24, 31, 36, 48]),
    ],
)
def test_projects_that_are_pointed_at(said: tuple[str, ...], which: list[int]) -> None:
    assert numbers(talked(assistant("minato"), *said)) == which


@pytest.mark.parametrize(
    "said",
    [
        ("子育て関係の合計は", "障害者関係の合計は", "合わせて"),  # one project is of both
        ("防災課のレベルアップ分の合計は", "建築課はいくら", "差は"),  # of two moneys
        ("一番高い事業は", "一番高い事業との差は"),
        ("一番高い部は", "一番安い部との差は"),
        ("1億円以上3億円以下の事業は", "それ以上は"),
        ("防災課の事業は", "9番目の金額は"),
        ("防災課の事業は", "一番上と一番安いのの差は"),
        ("防災課の事業は", "他の課の合計は"),
        ("防災課の合計は", "減額されたのは"),  # no list tells
        ("防災ラジオはいくら", "予算額との差は"),
        ("防災ラジオはいくら", "土砂災害対策は", "2番目を除いた合計"),
        ("手話通訳の事業の予算は", "どっちでもない"),
    ],
)
def test_what_is_not_sure_gives_no_figure(said: tuple[str, ...]) -> None:
    found = talked(assistant("minato"), *said)
    assert found["value"] is None
    assert not found["projects"]


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (
            "kawaguchi-2024",
            ("教育総務課の事業は", "空調の合計"),
        ),  # those of the list, or all of the topic
        ("minato", ("防災課の事業は", "税務課は", "足すといくら")),  # the list, or both lists
    ],
)
def test_what_fits_two_things_is_offered(over: str, said: tuple[str, ...]) -> None:
    assert talked(assistant(over), *said)["status"] == "choices"
