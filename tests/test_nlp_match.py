"""Look-ups by part of a name hold their laws over queries made by rule, with fixed seeds."""

import random
from collections import defaultdict

import pytest

from bench.lookup import HOMOPHONES, is_right, lookups, measure
from data.shipped import shipped
from nlp.names.match import Names

SEEDS = (20261124, 7)

THINGS = """商店街 河川 通学路 水道管 古民家 児童館 産業祭 消防団 農業体験 植物園 屋内プール 駐輪場 文化財 放課後教室 ひきこもり
町工場 コミュニティバス 粗大ごみ 防犯カメラ 帯状疱疹ワクチン 空き家 認知症カフェ 学校給食 自転車道 救急医療 木造住宅 盲導犬
スケートボード場 太陽光発電 子ども食堂""".split()  # noqa: SIM905 - words are read more easily as text
ACTS = """活性化 護岸工事 見守り隊の増員 耐震化 保存と公開 開館時間の延長 三十周年記念 装備の更新 受入れ 夜間開放 屋根の張替え
照明のLED化 調査報告書 指導員の配置 相談窓口 販路開拓 新規路線 戸別収集 設置助成 接種費用の補助 跡地の取得 家族交流会
無償化 標識の塗り直し 輪番制 除却の補助 飼い主の会 騒音対策 蓄電池 食材の確保""".split()  # noqa: SIM905 - the same

INVENTED = [f"{thing}{act}" for thing, act in zip(THINGS, ACTS, strict=True)]

LAWS = {
    "fragment": 0.99,
    "prefix": 0.99,
    "wrong character": 0.93,
    "dropped": 0.96,
    "swapped": 0.96,
    "hiragana": 0.97,
    "katakana": 0.97,
    "romaji hepburn": 0.97,
    "romaji kunrei": 0.97,
    "romaji typed": 0.97,
    "two pieces": 0.99,
    "width": 0.99,
    "extra words": 0.97,
    "same sound": 0.95,
    "absent": 0.985,
}
"""The least part that is right; slips below their law make another word, and are refused rightly."""


def lists() -> dict[str, list[str]]:
    return {"shipped": [p.name for p in shipped().projects], "invented": INVENTED}


@pytest.mark.parametrize("which", ["shipped", "invented"])
def test_every_kind_of_query_holds_its_law(which: str) -> None:
    names = lists()[which]
    ours = Names.of(enumerate(names))
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for seed in SEEDS:
        found, _ = measure(lambda q: [c.key for c in ours.search(q)], [*lookups(names, seed)])
        for kind, (right, asked) in found.items():
            table[kind][0] += right
            table[kind][1] += asked
    short = {k: r for k, r in table.items() if r[0] < LAWS[k] * r[1] - 1}
    assert not short
    assert set(table) >= set(LAWS) - {"same sound"}


def test_a_wrong_first_name_is_rare() -> None:
    wrong = asked = 0
    for names in lists().values():
        ours = Names.of(enumerate(names))
        for seed in SEEDS:
            for lookup in lookups(names, seed):
                found = [c.key for c in ours.search(lookup.text)]
                asked += 1
                wrong += bool(found) and not is_right(lookup, found)
    assert asked > 3000
    assert wrong <= 0.005 * asked


NAMES = [p.name for p in shipped().projects]


@pytest.mark.parametrize(
    "mention",
    [
        "ちぃばすの運行補助", "みなと図書館の改修", "防災アプリ", "北区防災ラジオ", "鯨支援事業", "陶芸防止プロジェクト",
        "赤色防犯パトロール", "防犯ラジオ", "くじらしえんじぎょう", "真珠総合相談支援センター事業", "", "？", "12345",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(mention: str) -> None:
    assert Names.of(enumerate(NAMES)).search(mention) == []


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("kagakukan no yosan wa", "みなと科学館管理運営"),
        ("みなと化学館", "みなと科学館管理運営"),
        ("口座振替等農政奨励", "口座振替等納税奨励"),
        ("dv higaisha", "ＤＶ被害者支援推進事業"),
        ("ﾎﾞｳｻｲﾗｼﾞｵ", "港区防災ラジオ"),
        ("雲河の魅力向上", "運河の魅力向上事業"),
        ("どしゃさいがいたいさくのよさんは", "土砂災害対策"),
    ],
)
def test_slips_and_sounds_find_their_name(mention: str, name: str) -> None:
    found = Names.of((n, n) for n in NAMES).search(mention)
    assert [c.key for c in found][:1] == [name]


def test_queries_of_a_seed_are_always_the_same() -> None:
    assert [*lookups(NAMES, 3)] == [*lookups(NAMES, 3)]
    other = random.Random(1).sample(sorted(HOMOPHONES), 3)
    assert all(len(HOMOPHONES[w]) == len(w) for w in other)
