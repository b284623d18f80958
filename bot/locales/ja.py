"""Japanese: the bot's own language. Short, polite, and always with what money it is and its stage."""

from __future__ import annotations

from functools import lru_cache

from bot.locales.amounts import era_year, printed, yen_words
from bot.locales.base import Conditions, Labels, Locale, Sentences, Words
from bot.message import escaped
from data.diff import Outcome
from data.model import Project, Stage
from data.query import Attribute, Dimension, Measure, Operation, Untold


@lru_cache(maxsize=8192)
def published(text: str) -> str:
    """A published name or description, escaped for HTML."""
    return escaped(text)


def subject(project: Project) -> str:
    """A project's name as published."""
    return published(project.name)


MEASURES = {
    Measure.REQUESTED: "要求額",
    Measure.REQUESTED_LEVELUP: "うち{level_up}分",
    Measure.BUDGET: "予算額",
    Measure.BUDGET_LEVELUP: "予算額のうち{level_up}分",
    Measure.NEW_MONEY: "新しく増えるお金（新規の要求額＋{level_up}分）",
    Measure.ONGOING: "要求額から{level_up}分を除いた額",
    Measure.CHANGE: "要求額から予算額への増減",
    Measure.LEVELUP_SHARE: "要求額に占める{level_up}分の割合",
    Measure.CUT: "要求額から予算額への減額",
    Measure.COUNT: "件数",
}

ATTRIBUTES = {
    Attribute.NAME: "事業名",
    Attribute.REQUESTED: "要求額",
    Attribute.REQUESTED_LEVELUP: "うち{level_up}分",
    Attribute.BUDGET: "予算額",
    Attribute.BUDGET_LEVELUP: "予算額のうち{level_up}分",
    Attribute.DEPARTMENT: "担当部",
    Attribute.SECTION: "担当",
    Attribute.DESCRIPTION: "内容",
    Attribute.KIND: "区分",
    Attribute.PILLAR: "柱",
    Attribute.POLICY: "小柱",
    Attribute.ACCOUNT: "会計",
    Attribute.SOURCE: "出典",
}

DIMENSIONS = {
    Dimension.DEPARTMENT: "部",
    Dimension.SECTION: "課",
    Dimension.KIND: "区分",
    Dimension.PILLAR: "柱",
    Dimension.POLICY: "小柱",
    Dimension.ACCOUNT: "会計",
    Dimension.EDITION: "一覧",
}

STAGES = {Stage.REQUESTED: "要求段階", Stage.DRAFT: "予算案", Stage.APPROVED: "当初予算"}

UNTOLD = {
    Untold.LAST_YEAR: "ほかの年度の額や、前の年度からの増減は、この一覧には載っていません。",
    Untold.DECISION: "要求がその後どう決まったかは、この一覧には載っていません。",
    Untold.REASON: "金額や事業の理由・内訳は、この一覧には載っていません。",
    Untold.TIME: "いつ行うか、いつまでかといった日程は、この一覧には載っていません。",
    Untold.PLACE: "場所や会場、連絡先は、この一覧には載っていません。",
    Untold.HOW_TO: "申し込みや手続きのしかたは、この一覧には載っていません。",
    Untold.ELIGIBILITY: "対象になる方や、受けられる額などの条件は、この一覧には載っていません。",
    Untold.USERS: "利用者や参加者の人数は、この一覧には載っていません。",
    Untold.PERSON: "人の名前や役職は、この一覧には載っていません。",
    Untold.OPINION: "良し悪しや意見については、お答えできません。",
    Untold.UNCOMPUTED: "申し訳ありませんが、その形の計算や条件にはお答えできません。言い方を変えて、一つずつお尋ねください。",
    Untold.OTHER_EDITION: "お尋ねの年度・段階の一覧は、ここには収めていません。",
    Untold.TOO_LONG: "ご質問が長すぎて読み取れませんでした。短くしてお尋ねください。",
    Untold.UNREADABLE: "ご質問を読み取れませんでした。事業の名前や課の名前でお尋ねください。",
    Untold.UNRELATED: "申し訳ありませんが、予算の事業一覧に関するご質問にだけお答えしています。",
}

READINGS = {
    Operation.DETAIL: "事業名: {what}",
    Operation.LIST: "{what}の事業",
    Operation.COUNT: "{what}の件数",
    Operation.SUM: "{what}の{measure}の合計",
    Operation.AVERAGE: "{what}の{measure}の平均",
    Operation.MEDIAN: "{what}の{measure}の中央値",
    Operation.MAX: "{what}の{measure}が大きい順",
    Operation.MIN: "{what}の{measure}が小さい順",
    Operation.SHARE: "{what}の{measure}の割合",
    Operation.COMPARE: "{what}の{measure}の比較",
    Operation.BREAKDOWN: "{what}の{measure}の{by}ごとの内訳",
}

OUTCOMES = {
    Outcome.FULL: "満額",
    Outcome.CUT: "減額",
    Outcome.RAISED: "増額",
    Outcome.DROPPED: "見送り",
    Outcome.NEW: "新規",
    Outcome.ENDED: "廃止",
    Outcome.MORE: "増額",
    Outcome.LESS: "減額",
    Outcome.SAME: "変更なし",
    Outcome.UNKNOWN: "比較できません",
}

WORDS = Words(
    measures=MEASURES,
    attributes=ATTRIBUTES,
    dimensions=DIMENSIONS,
    stages=STAGES,
    untold=UNTOLD,
    readings=READINGS,
    outcomes=OUTCOMES,
    scales={100_000_000: "億円", 10_000: "万円", 1: "円"},
    everything="一覧全体",
    nothing="当てはまるものなし",
    largest="大きい",
    smallest="小さい",
    most="多い",
    fewest="少ない",
    unnamed="（記載なし）",
    colon="：",
)

CONDITIONS = Conditions(
    join=" × ",
    either="・",
    all_but="{names}以外",
    topic="「{topic}」関連",
    some="選んだ{n}件",
    bounds="{measure}{bounds}",
    some_of="{measure}あり",
    counted="{n}件",
    exactly="{amount}ちょうど",
    at_least="{amount}以上",
    more_than="{amount}超",
    at_most="{amount}以下",
    less_than="{amount}未満",
    and_also="",
)

SENTENCES = Sentences(
    tagged="{name}〔{edition}〕",
    edition="{year} {stage}",
    edition_of_ward="{ward} {year} {stage}",
    title="<b>{what}</b>",
    titled="<b>{what}</b>：{n}件",
    name="<b>{name}</b>（No.{no}）",
    name_paged="<b>{name}</b>（No.{no}{page}）",
    figure="{label}：<b>{amount}</b>（{printed}）",
    about="{label}：約<b>{amount}</b>",
    empty_cell="{label}：一覧に記載がありません（－）",
    new_has_none="{label}：ありません（{kind}の事業のため）",
    text="{label}：{text}",
    stage_requested="※要求段階の額であり、決定額ではありません。",
    level_up_note="※{level_up}分は事業の充実のための額で、前年度からの増減ではありません。",
    stage_draft="※予算案の額であり、議決前のものです。",
    stage_approved="※議決後の当初予算の額です。",
    request_at_later_stage="※要求額は担当部署が求めた額であり、決定額ではありません。",
    source="出典：{ward} {year} {stage}の一覧 {nos}{page}",
    page="・{page}ページ",
    source_title="一覧：{title}",
    source_row="一覧の記載（金額の単位は{unit}、－は空欄）：",
    warned="※この一覧の読み取りには、確認が必要な箇所があります。",
    amounts_are="（金額は{label}）",
    row="・No.{no} {name}：{amount}（{printed}）{page}",
    row_empty="・No.{no} {name}：－{page}",
    ranked_share="{rank}位 No.{no} {name}：<b>{percent}</b>{page}",
    ranked="{rank}位 No.{no} {name}：<b>{amount}</b>（{printed}）{page}",
    group="・{name}：{amount}（{printed}、{n}件{share}）",
    group_share="、{percent}",
    group_empty="・{name}：－（{n}件）",
    group_counted="・{name}：{n}件{share}",
    group_ranked="{rank}位 {name}：<b>{amount}</b>（{printed}、{n}件）",
    group_ranked_counted="{rank}位 {name}：<b>{n}件</b>",
    side="・{name}：<b>{amount}</b>（{printed}）",
    no_difference="差と倍率は計算できません。",
    side_counted="・{name}：<b>{n}件</b>",
    number="<b>{n}件</b>です。",
    span="（{n}件中 {start}〜{end}件目）",
    total="{label}の合計：{amount}（{printed}）",
    total_counted="合計：{n}件",
    total_average="全体の平均：{amount}（{printed}）",
    sum="<b>{amount}</b>（{printed}）です。",
    average="約<b>{amount}</b>です。",
    basis_plain="対象：{n}件",
    basis="対象：{n}件（{nos}）",
    lacking="ほかに{n}件ありますが、{label}の記載がありません。",
    more="（ほか{n}件）",
    none_fit="当てはまる事業は、この一覧にありません（0件）。",
    none_ranked="順位が付くのは{n}件で、その順位の事業はありません。",
    no_amount="当てはまる事業に、{label}の記載はありません（－）。",
    column="・{label}の合計：{amount}（{printed}）",
    column_of_one="・{label}：{amount}（{printed}）",
    divided="合計{amount}（{printed}） ÷ {n}件",
    formula_row="　No.{no} {name}：{printed}",
    formula="＝ {printed}（{n}件の{label}の合計）",
    share="<b>{percent}</b>です。",
    share_of="{part_name}の{part_label}：{part}（{part_printed}）\n÷ {whole_name}の{whole_label}：{whole}（{whole_printed}）",
    share_counted="{part_name}：{part}件 ÷ {whole_name}：{whole}件",
    no_whole="もとになる額がないため、割合は計算できません。",
    difference="差：<b>{amount}</b>（{printed}）",
    difference_counted="差：<b>{n}件</b>",
    same="差はありません。",
    larger="<b>{name}</b>のほうが多くなっています。",
    times="{name}は、{other}の約{times}倍です。",
    place_one="{what}で{measure}が最も{size}事業",
    place_many="{what}の{measure}が{size}順・{n}件",
    place_nth="{what}の{measure}が{size}順・{first}番目から",
    place_group="{what}で{measure}が最も{size}{by}",
    place_nth_group="{what}で{measure}が{size}{by}・{first}番目から",
    averaged="{measure}の平均",
    having="{text}（{bounds}の{by}）",
    list_of_money="{what}の事業（{measure}）",
    group_number="{what}の{by}の数",
    versus=" と ",
    code="確認コード：<code>{code}</code>",
    which="どれのことでしょうか。お選びください。",
    option="{n}. {name}",
    option_named="{name}（No.{no}・{section}）",
    absent="「{words}」は、{ward} {year} {stage}の一覧には見つかりませんでした。",
    absent_figure="お尋ねの番号や金額に当てはまる事業は、{ward} {year} {stage}の一覧には見つかりませんでした。",
    nearest="一覧にある近い名前：",
    suggestion="・{name}（No.{no}）",
    refusal_source="ここにあるのは、{ward} {year} {stage}の一覧（事業名・担当・内容・金額）です。",
    ask_section="「{name}」については、{section}にお問い合わせください。",
    help_head="{ward} {year} {stage}の一覧について、事業の金額・担当・内容をお答えします。たとえば、こうお尋ねください。",
    help_name="{name}はいくら？",
    help_section="{section}の事業の合計は？",
    help_kind="{kind}の事業を多い順に",
    help_row="・「{question}」",
    help_end="名前の一部でも、ひらがなでも探せます。",
    more_answers="（ほか{n}つのご質問は、もう一度お尋ねください）",
    too_long="お答えが長くなりすぎるため、表示できません。条件を絞ってお尋ねください。",
    cut="…（以下略）",
    holds="はい、そのとおりです。",
    does_not_hold="いいえ、そうではありません。",
    apology="申し訳ありません。お答えの数字を一覧と照らし合わせて確かめることができなかったため、表示を控えます。",
    stale="一覧が更新されたため、このボタンは使えなくなりました。お手数ですが、もう一度お尋ねください。",
    verified="✓ 一覧からもう一度計算し、同じ結果になりました。",
    verified_changed="✗ コードを出したときの値は{was}でしたが、いまの一覧から計算すると次のとおりです。",
    verified_parts="✗ 値は同じですが、コードを出したときから一覧の記録が変わっています。",
    unverified="このコードが指す一覧（版）は、ここにないか、構成が変わっています。",
    miscopied="このコードは読み取れません。写し間違いがないか、お確かめください。",
    chart_axis="{label}（{unit}）",
    chart_counts="件数（件）",
    chart_top="上位{n}件",
    news="📢 <b>{ward} {year} {stage}の一覧</b>が公開されました。",
    news_again="📢 <b>{ward} {year} {stage}の一覧</b>が更新されました。",
    news_new="<b>新しい事業：{n}件</b>",
    news_row="・No.{no} {name}：{label} {amount}（{printed}）",
    news_changed="<b>金額が変わった事業：{n}件</b>",
    news_decided="<b>予算の段階が進んだ事業：{n}件</b>",
    news_change="・No.{no} {name}：{was_label} {was} → {label} {amount}（{difference}{outcome}）",
    news_advanced="前の一覧（{before}）から段階が進みました。",
    news_gone="<b>一覧からなくなった事業：{n}件</b>",
    news_gone_row="・{name}（{section}）",
    news_nothing="お知らせの条件に合う変更はありません。",
    news_taken_back="{ward} {year} {stage}の一覧の公開は取り消されました。前のお知らせの内容は取り消します。",
    news_up="{amount}増・",
    news_down="{amount}減・",
)

LABELS = Labels(
    details="詳しく",
    same_section="同じ課の事業",
    pillar="この柱の内訳",
    following="次の{n}件",
    preceding="前の{n}件",
    chart="グラフ",
    source="出典",
    formula="計算式",
    export="表で保存",
    listed="事業の一覧",
    by_department="部ごとの内訳",
    broken_down="{by}ごとの内訳",
    ranking="多い順",
)

LOCALE = Locale(
    code="ja",
    words=WORDS,
    conditions=CONDITIONS,
    say=SENTENCES,
    labels=LABELS,
    year=era_year,
    amount=yen_words,
    printed_amount=printed,
    polish=str,
    published=published,
    name=published,
    subject=subject,
)
