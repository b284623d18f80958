"""Words that carry no content when they are left over, in the forms in which Sudachi writes them."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """A list of words as it is easiest to read and to change."""
    return tuple(text.split())


PALE = frozenset(
    words("""
    助ける 助け 支える 手助け 役立てる 頼れる 頼る 頼り 救う 守れる 増やす 減らす 伸ばす 払う 起こす 防げる 相手 古い 昔 ご近所 お宅 持ち主 心配 不安 助かる 買う 困る 悩む 話題 影響
    """)
)
"""Words that add nothing to a name or a topic, and say something where nothing else is said."""

IDLE = PALE | frozenset(
    words("""
    新た 新ただ ついで 序で 序でに 何か 何かしら チャット キャンペーン 君 気味 ぎみ 仕組み しくみ 代 話題 件 企画 構想 試み 動き 新しめ 良さ 残す 広げる 身内 知人 母 我が家 残る 直す 付ける 乗る 出来上がる 合わせる 分ける 当方
    テーマ 持ち 貰えそう 使えそう 関わり 影響 興味 関心 こと やつ 再来 再来月 再来週 来週 再来年 先々月 明日 明後日 一昨日 近々 間もなく 金 連絡 宛 宛て 毎 辺り 辺 近辺 周辺 周り 余所 一緒 共に 食う 貰える 使える 参考 嬉しい 有り難い     最初 やる 遣る 聞ける 足りる     うち うろ覚え お か が ご さっき さん そう た だ ちゃん って つ て です と な なんとか に ね の は ばかり
    ます みたい も もっと よ を キーワード ナントカ プロジェクト ページ ボット ポイント リスト 一 一応
    一般 一覧 万 三 上 上げる 下 下さる 並び替える 並べる 並べ替える 中 中身 主 予定 予算 事 事業 二 人 今
    今回 今年 今年度 今度 今日 今週 他 付く 令和 以上 以下 仰る 件 会計 伺う 住む 住民 何 何とか 何れ
    何処 何方 作る 使う 例えば 俺 個 僕 億 先 先日 先月 先程 入る 入れる 全て 全体 全般 全部 公開 共 其れ
    其処 具体 内 内容 円 凄い 出す 出てくる 出る 出来る 分 分かる 別 制度 前 助かる 区 区分 区民 千 単位
    単語 参照 参考 又 及び 友人 友達 取り組み 取る 取組 取組み 号 各 同じ 名 名前 向け 君 含まれる 含む
    含める 呉れる 呼ぶ 嘘 噓 回答 因る 困る 場合 外 大体 失礼 奴 如何 始まる 始め 始める 委員会 存ずる 存在
    宜しい 実質 実際 室 家族 対する 対象 小柱 就く 居る 属する 市 平成 年 年度 幾つ 幾ら 度 引く 当 当たる
    当てはまる 当て嵌まる 当区 当該 形 役立つ 彼れ 彼処 後 御 御座る 御願い 忘れる 思う 恐れ入る 恐縮 悩む
    情報 感 感じ 感じる 成る 我々 所 所管 把握 担当 拝見 持つ 挙がる 挙げる 掛かる 探す 提示 教える 教示 数
    数字 提出 いま 丸ごと 年間 半年 数年 類 類い たぐい 整理 文字 新しい 新規 方 方々 於く 施策 早い 昨日 時 時点 暮らす 書く 最近 有る 未満 本年度 本当
    本当に 来る 来月 柱 案件 案内 検索 概要 様 様々 様だ 次 欲しい 正直 正確 此れ 此処 段階 比べる 氏 気
    気になる 求める 決める 沢山 済みません 済む 準備 点 為 為さる 為に 為る 無い 物 特に 現在 用 申す 町 番
    発表 的 皆 皆さん 皆様 相当 知り合い 知る 確認 示す 示る 私 積む 積もり 筈 等 答える 算出 簡単 系 約 級
    紹介 組む 結構 纏める 置く 考える 者 聞く 自分 致す 良い 色々 行う 行く 行なう 表 要する 要するに 要る
    要求 要点 見える 見せる 見る 見込み 覚える 親戚 解る 解説 触れる 言う 言葉 計上 計画 計算 訳 話 話す
    該当 詳しい 詳細 語る 誰 課 調べる 議案 貰う 貴方 費 資料 質問 足す 足る 載せる 載っける 載る 近所
    進める 達 遣る 選ぶ 部 部局 部署 金額 関する 関わる 関係 関連 頂く 項目 頼む 額 願う
    """)
)
"""Content words by part of speech that say nothing about which project is meant."""

THINGS = frozenset(
    words("""
    制度 構想 キャンペーン 企画 情報 文字 連絡 ロボット チャット 議会 案内 計画 ポイント 公開 会議 計算 委員会 ボット 年金 発表 準備 検索 仕事 家族
    """)
)
"""Idle words that make a thing where they are joined to another word: ポイント of 健康ポイント."""

LIGHT = frozenset(
    words("""
    後押し 隣 隣家 元気 活気 嫌 煙 嫌い 大変 面倒 迷惑 好き 必要 便利 機械 器具 道具 役員 会員 不自由 苦手 困難 子 民 母 父 夫 妻 息子 娘 孫 兄 姉 弟 妹 兄弟 家族 母親 父親 母さん 父さん ママ パパ 我が家 本人 奇麗 現場 イベント 催し 行事 見直し 不足 問題 課題 トラブル 関心 pr PR 最中 予定日     応援 手伝い 命 裏 夜 今後 崩れ 状態 部分 一環 機会 場 種類     対策 支援 推進 促進 充実 強化 整備 向上 確保 実施 活動 運営 管理 サービス 施設 取得 導入 拡充 改善 普及
    啓発 維持 作成 提供 派遣 助成 体制 機能 利用 活用 開催 設置 対応 工夫 費 会 人 者 士 員 師 系 化 等 業務 プラン 団体
    機関 方法 状況 地域 生活 仕組み お金 減らし 取り出し 改修 新設 更新 開始 在住 在勤 在学 居住 当事者
    家庭 世帯 保護者 親 連携 協働 協力 増額 重点 要素 多く 様子 方面 分野 策 作り 近く 世の中 世間 みんな 市民 町民 村民 県民
    """)
)
"""Words of which every list is full: they narrow a topic only where they can."""

DEEDS = tuple(
    words(alike)
    for alike in (
        "運営 管理 維持 保全",
        "整備 設置 新設 導入 開設 建設 取得 開始",
        "改修 更新 修繕 建替え 建て替え",
        "開催 実施",
        "派遣 配置",
        "廃止 解体 撤去",
    )
)
"""What is done with a thing, said in words that are alike: the 運営 of one is another project than its 整備."""

WORKS = frozenset(words("新設 建設 整備 更新 改修 修繕 建替え 建て替え 解体 撤去"))
"""Deeds that are said of what is built, and never of what only goes on there."""

TURNING = frozenset("外非未無不反下")
"""What makes another thing of the word beside it: 認可外, 非課税, 未就学, 下水道."""

ATTRIBUTIVE = tuple("うくぐすつぬふぶむる")
"""How a verb ends that stands before the noun it tells of: 漕ぐ事業."""

TELLING = frozenset(
    words("""
    働く 学ぶ 遊ぶ 泳ぐ 歌う 踊る 読む 泊まる 通う 育てる 老いる 逃げる 溺れる 走る 登る 滑る 釣る
    引っ越す 移り住む 転ぶ 倒れる 飲む 食べる 預ける 預かる 看取る 植える 耕す 捨てる 燃やす
    """)
)
"""Verbs that name a topic by themselves; others only say what is done to it."""

PARTICLES = tuple(
    sorted(
        words("""
    でしたか でした だった でしょうか について に関して に関する に対する における でしょう なんです のうち なんて なんか からの
    までの までは けれど ですか ますか んです って? とか って だと では には とは への での だけ のみ より
    から まで など なら ので のに けど です ます った だよ だね なの の? は? が は を に へ と で の も や か
    よ ね な さ わ ぞ だ ? ! 、 。 , . ・ : ; ~ - " ' ( ) [ ] { } < > 「 」 『 』 【 】 / … ― ！
        """),
        key=len,
        reverse=True,
    )
)
"""What may stand at the edges of a mention in text that a tokenizer cannot cut (kana alone)."""
