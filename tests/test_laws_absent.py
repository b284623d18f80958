"""What a list does not hold gets no amount: everyday civic words, in kanji and in kana, over every list here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.assistant import Assistant, Context
from data.answers import Details, Listing, Total
from data.index import Index
from data.model import Edition
from data.records import edition_from_json
from data.shipped import shipped

GOLD = Path(__file__).parent / "gold"

WORDS = """
    お茶の会/おちゃのかい 猫の手術/ねこのしゅじゅつ 海の家/うみのいえ 動物園/どうぶつえん 水族館/すいぞくかん 観覧車/かんらんしゃ 犬の糞/いぬのふん 結婚相談/けっこんそうだん
    花火大会/はなびたいかい 盆踊り/ぼんおどり 運動会/うんどうかい マラソン大会/まらそんたいかい トンネル工事/とんねるこうじ 地下鉄/ちかてつ 空港/くうこう ごみ袋/ごみぶくろ
    水道料金/すいどうりょうきん ガス料金/がすりょうきん 電気代/でんきだい 生活保護/せいかつほご 奨学金/しょうがくきん 留学/りゅうがく スキー場/すきーじょう 温泉/おんせん
    サウナ/さうな 美術館/びじゅつかん 音楽会/おんがくかい 演劇/えんげき 落語/らくご 将棋/しょうぎ ゴルフ場/ごるふじょう 競馬/けいば 自転車レース/じてんしゃれーす
    駐車場/ちゅうしゃじょう 道路舗装/どうろほそう 橋の架け替え/はしのかけかえ 川の掃除/かわのそうじ 池の水/いけのみず 森の手入れ/もりのていれ 竹藪/たけやぶ ごきぶり/ごきぶり
    鳩/はと 蛍/ほたる 市議会議員の報酬/しぎかいぎいんのほうしゅう 庁舎の建て替え/ちょうしゃのたてかえ 職員の給料/しょくいんのきゅうりょう 姉妹都市/しまいとし 選挙/せんきょ
    成人式/せいじんしき 敬老会/けいろうかい 墓地/ぼち 火葬場/かそうじょう 消防車/しょうぼうしゃ 救急車/きゅうきゅうしゃ 交番/こうばん 信号機/しんごうき 横断歩道/おうだんほどう
    街路樹/がいろじゅ 噴水/ふんすい 銅像/どうぞう 銭湯/せんとう 商店街のアーケード/しょうてんがいのあーけーど 農園/のうえん 漁港/ぎょこう 林道/りんどう 牛乳/ぎゅうにゅう
    給食費/きゅうしょくひ 制服/せいふく 修学旅行/しゅうがくりょこう 学習塾/がくしゅうじゅく 英会話/えいかいわ 図書カード/としょかーど 児童館/じどうかん 学童/がくどう
    保育士/ほいくし 助産師/じょさんし 献血/けんけつ 歯医者/はいしゃ 眼科/がんか 入院/にゅういん 介護職員/かいごしょくいん 老人ホーム/ろうじんほーむ 遺言/ゆいごん 相続/そうぞく
    空き家/あきや 家賃補助/やちんほじょ 引越し/ひっこし 太陽光/たいようこう 風力発電/ふうりょくはつでん 原発/げんぱつ 放射能/ほうしゃのう 騒音/そうおん 悪臭/あくしゅう
    花粉/かふん 熱中症/ねっちゅうしょう インフルエンザ/いんふるえんざ 新型コロナ/しんがたころな 難民/なんみん 宗教/しゅうきょう 自衛隊/じえいたい 刑務所/けいむしょ 裁判/さいばん
"""
"""Things that people ask a town about, each with its reading."""

MOST = 0.015
"""Words at most that are answered with the money of what a reader may well have meant (消防車: 消防団車両更新)."""


def _editions() -> list[Edition]:
    files = sorted(GOLD.glob("*.json"))
    return [shipped(), *(edition_from_json(json.loads(f.read_text("utf-8"))) for f in files)]


def _said(edition: Edition) -> str:
    return "\n".join(f"{p.name}{p.description}{p.section}{p.department}" for p in edition.projects)


@pytest.mark.parametrize("spelling", [0, 1], ids=["kanji", "kana"])
def test_what_no_list_holds_gets_no_amount(spelling: int) -> None:
    asked, answered = 0, []
    for edition in _editions():
        assistant, said = Assistant(Index.of([edition])), _said(edition)
        for pair in WORDS.split():
            word = pair.split("/")[spelling]
            if any(w in said for w in pair.split("/")):
                continue
            asked += 1
            reply = assistant.reply(f"{word}はいくら", Context())
            shown = [a for a in reply.answers if isinstance(a, Details | Listing | Total)]
            if any(a.projects for a in shown):
                answered.append(f"{edition.id.municipality} {word}")
    assert asked > 1_000
    assert len(answered) <= MOST * asked, answered
