"""やさしい日本語: short plain sentences with spaces between the words, and readings for published names.

Whoever learns Japanese reads this: no honorifics, no words of offices without what they mean.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from bot.locales import ja
from bot.locales.ja import published
from data.diff import Outcome
from data.model import Project, Stage
from data.query import Attribute, Dimension, Measure, Operation, Untold
from nlp.words.readings import reading


@lru_cache(maxsize=8192)
def name(text: str) -> str:
    """A published name with its reading in kana where it has kanji."""
    kana = published(reading(text))
    if not any("一" <= letter <= "鿿" for letter in text) or not kana:
        return published(text)
    return f"{published(text)}（{kana}）"


def subject(project: Project) -> str:
    """A project's name with its reading."""
    return name(project.name)


MEASURES = {
    Measure.REQUESTED: "ほしいと 言った お金（要求額）",
    Measure.REQUESTED_LEVELUP: "ほしいと 言った お金の うち、よくする ための お金（{level_up}分）",
    Measure.BUDGET: "使う 予定の お金（予算額）",
    Measure.BUDGET_LEVELUP: "使う 予定の お金の うち、よくする ための お金（{level_up}分）",
    Measure.NEW_MONEY: "新しく 増える お金（新規と {level_up}分）",
    Measure.ONGOING: "要求額から {level_up}分を ひいた お金",
    Measure.CHANGE: "お願いした お金と、予算の お金の ちがい",
    Measure.LEVELUP_SHARE: "ほしいと 言った お金の うち、よくする ための お金（{level_up}分）の わりあい",
    Measure.GRANTED_SHARE: "ほしいと 言った お金の うち、予算に なった わりあい",
    Measure.CUT: "お願いした お金から、へった お金",
    Measure.COUNT: "数",
}

ATTRIBUTES = ja.ATTRIBUTES | {
    Attribute.NAME: "仕事の 名前（事業名）",
    Attribute.DEPARTMENT: "する ところ（部）",
    Attribute.SECTION: "する ところ（担当）",
    Attribute.DESCRIPTION: "どんな ことを するか（内容）",
    Attribute.KIND: "新しいか どうか（区分）",
    Attribute.PILLAR: "大きな めあて（柱）",
    Attribute.POLICY: "小さな めあて（小柱）",
    Attribute.ACCOUNT: "お金の 入れもの（会計）",
    Attribute.SOURCE: "書いて ある ところ（出典）",
}

DIMENSIONS = {
    Dimension.DEPARTMENT: "部（大きな グループ）",
    Dimension.SECTION: "課（小さな グループ）",
    Dimension.KIND: "新しいか どうか",
    Dimension.PILLAR: "柱（大きな めあて）",
    Dimension.POLICY: "小柱（小さな めあて）",
    Dimension.ACCOUNT: "会計（お金の 入れもの）",
    Dimension.EDITION: "表",
}

STAGES = {
    Stage.REQUESTED: "要求段階（お金を お願いした とき）",
    Stage.DRAFT: "予算案（決まる 前）",
    Stage.APPROVED: "当初予算（決まった もの）",
}

UNTOLD = {
    Untold.LAST_YEAR: "ほかの 年の お金は、この 表に 書いて ありません。",
    Untold.DECISION: "あとで どう 決まったかは、この 表に 書いて ありません。",
    Untold.REASON: "どうしてかは、この 表に 書いて ありません。",
    Untold.TIME: "いつかは、この 表に 書いて ありません。",
    Untold.PLACE: "どこで するかは、この 表に 書いて ありません。",
    Untold.HOW_TO: "申しこみの しかたは、この 表に 書いて ありません。",
    Untold.ELIGIBILITY: "だれが 使えるかは、この 表に 書いて ありません。",
    Untold.USERS: "使う 人の 数は、この 表に 書いて ありません。",
    Untold.PERSON: "人の 名前は、この 表に 書いて ありません。",
    Untold.OPINION: "よいか わるいかは、答える ことが できません。",
    Untold.UNCOMPUTED: "ごめんなさい。その 計算や えらび方は できません。短い 文で、一つずつ 聞いて ください。",
    Untold.OTHER_EDITION: "その 年の 表は、ここに ありません。",
    Untold.TOO_LONG: "文が 長すぎて、読む ことが できません。短く 書いて ください。",
    Untold.UNREADABLE: "読む ことが できません。仕事の 名前で 聞いて ください。",
    Untold.UNRELATED: "ごめんなさい。区の お金の 表の ことだけ、答える ことが できます。",
}

READINGS = {
    Operation.DETAIL: "仕事の 名前: {what}",
    Operation.LIST: "{what} の 仕事",
    Operation.COUNT: "{what} の 数",
    Operation.SUM: "{what}：{measure}を ぜんぶ たした もの",
    Operation.AVERAGE: "{what}：{measure}の 平均（へいきん）",
    Operation.MEDIAN: "{what}：{measure}の まんなかの 値（中央値）",
    Operation.MAX: "{what}：{measure}が 多い 順",
    Operation.MIN: "{what}：{measure}が 少ない 順",
    Operation.SHARE: "{what}：{measure}の 割合（わりあい）",
    Operation.COMPARE: "{what}：{measure}を くらべます",
    Operation.BREAKDOWN: "{what}：{measure}（{by}ごと）",
}

OUTCOMES = {
    Outcome.FULL: "ぜんぶ もらえます",
    Outcome.CUT: "へりました",
    Outcome.RAISED: "ふえました",
    Outcome.DROPPED: "なくなりました",
    Outcome.NEW: "新しい",
    Outcome.ENDED: "おわりました",
    Outcome.MORE: "ふえました",
    Outcome.LESS: "へりました",
    Outcome.SAME: "同じ",
    Outcome.UNKNOWN: "くらべる ことが できません",
}

WORDS = replace(
    ja.WORDS,
    measures=MEASURES,
    level_up_of_request=MEASURES[Measure.REQUESTED_LEVELUP],
    attributes=ATTRIBUTES,
    dimensions=DIMENSIONS,
    stages=STAGES,
    untold=UNTOLD,
    readings=READINGS,
    outcomes=OUTCOMES,
    everything="表の ぜんぶ",
    nothing="ありません",
    largest="多い",
    smallest="少ない",
    unnamed="（書いて ありません）",
)

CONDITIONS = replace(
    ja.CONDITIONS,
    either=" か ",
    all_but="{names} で ない もの",
    topic="「{topic}」の こと",
    some="えらんだ {n}件",
    bounds="{measure}が {bounds}",
    and_also="、",
)

SENTENCES = replace(
    ja.SENTENCES,
    empty_cell="{label}：表に 書いて ありません（－）",
    new_has_none="{label}：ありません（{kind}の 仕事です）",
    stage_requested="※お願いした お金です。まだ 決まって いません。",
    level_up_note="※{level_up}分は、仕事を よく する ための お金です。前の 年から ふえた お金では ありません。",
    stage_draft="※決まる 前の お金です。これから 区の 議会（ぎかい）で 決めます。",
    stage_approved="※議会（ぎかい）で 決まった お金です。",
    request_at_later_stage="※「要求額」は お願いした お金です。決まった お金では ありません。",
    source="書いて ある ところ：{ward} {year} {stage}の 表 {nos}{page}",
    source_title="表の 名前：{title}",
    source_row="表に 書いて ある こと（お金は {unit}、－は 空き）：",
    warned="※この 表には、よく 読めない ところが あります。",
    amounts_are="（お金は {label}）",
    basis_plain="仕事の 数：{n}件",
    basis="仕事の 数：{n}件（{nos}）",
    lacking="ほかに {n}件 あります。その 仕事には {label}が 書いて ありません。",
    none_fit="その 仕事は、この 表に ありません（0件）。",
    none_ranked="じゅんいが つく 仕事は {n}件です。その じゅんいの 仕事は ありません。",
    no_difference="ちがいは わかりません。",
    no_amount="{label}は 書いて ありません（－）。",
    total="{label}を ぜんぶ たすと：{amount}（{printed}）",
    total_counted="ぜんぶで：{n}件",
    total_average="ぜんぶの 平均（へいきん）：{amount}（{printed}）",
    column="・{label}の ぜんぶ：{amount}（{printed}）",
    column_of_one="・{label}：{amount}（{printed}）",
    divided="ぜんぶ {amount}（{printed}） ÷ {n}件",
    formula="＝ {printed}（{n}件の {label}）",
    no_whole="もとの お金が ないので、割合（わりあい）は わかりません。",
    difference="ちがい：<b>{amount}</b>（{printed}）",
    difference_counted="ちがい：<b>{n}件</b>",
    same="同じです。",
    larger="<b>{name}</b>の ほうが 多いです。",
    times="{name}は、{other}の だいたい {times}倍です。",
    place_one="{what}：{measure}が いちばん {size} 仕事",
    place_many="{what}：{measure}が {size} 順・{n}件",
    place_nth="{what}：{measure}が {size} 順・{first}番目から",
    place_group="{what}：{measure}が いちばん {size} {by}",
    place_nth_group="{what}：{measure}が {size} {by}・{first}番目から",
    averaged="{measure}の 平均（へいきん）",
    having="{text}（{bounds} の {by}）",
    list_of_money="{what} の 仕事（{measure}）",
    group_number="{what}：{by}の 数",
    code="たしかめる 番号：<code>{code}</code>",
    which="どれの ことですか。えらんで ください。",
    absent="「{words}」は、{ward} {year} {stage}の 表に ありません。",
    absent_figure="その 番号や お金の 仕事は、{ward} {year} {stage}の 表に ありませんでした。",
    nearest="にて いる 名前：",
    refusal_source="ここに あるのは、{ward} {year} {stage}の 表です（仕事の 名前、する ところ、内容、お金）。",
    ask_section="「{name}」の ことは、{section}に 聞いて ください。",
    help_head="{ward} {year} {stage}の 表に ある 仕事の お金や 内容を 答えます。たとえば、こう 聞いて ください。",
    help_name="{name}は いくら？",
    help_section="{section}の 仕事は ぜんぶで いくら？",
    help_kind="{kind}の 仕事を 多い 順に",
    help_end="名前の 一部だけでも、ひらがなでも いいです。",
    more_answers="（ほかの {n}つは、もう一度 聞いて ください）",
    too_long="答えが 長すぎます。もう少し せまく 聞いて ください。",
    cut="…（つづきは 表を 見て ください）",
    holds="はい、そうです。",
    does_not_hold="いいえ、ちがいます。",
    apology="ごめんなさい。お金の 数字が 正しいか、たしかめる ことが できませんでした。まちがいを 見せないように、ここでは 出しません。",
    stale="表が 新しく なりました。この ボタンは もう 使えません。もう一度 聞いて ください。",
    verified="✓ もう一度 計算しました。同じに なりました。",
    verified_changed="✗ 前は {was}でした。今の 表で 計算すると、こう なります。",
    verified_parts="✗ 値は 同じですが、表の 中が 変わりました。",
    unverified="この 番号の 表は、ここに ないか、変わって います。",
    miscopied="この 番号は 読めません。もう一度 よく 見て ください。",
    chart_counts="数（件）",
    chart_top="多い {n}件",
    news="📢 <b>{ward} {year} {stage}の 表</b>が 出ました。",
    news_again="📢 <b>{ward} {year} {stage}の 表</b>が 新しく なりました。",
    news_new="<b>新しい 仕事：{n}件</b>",
    news_changed="<b>お金が 変わった 仕事：{n}件</b>",
    news_decided="<b>次に すすんだ 仕事：{n}件</b>",
    news_advanced="前の 表（{before}）の 次です。",
    news_gone="<b>なくなった 仕事：{n}件</b>",
    news_nothing="あなたに 知らせる ことは ありません。",
    news_taken_back="{ward} {year} {stage}の 表は 取り消しに なりました。前の お知らせは 忘れて ください。",
    news_up="{amount} ふえた・",
    news_down="{amount} へった・",
)

LABELS = replace(
    ja.LABELS,
    details="くわしく",
    same_section="同じ 課の 仕事",
    pillar="この めあての お金",
    following="次の {n}件",
    preceding="前の {n}件",
    source="書いて ある ところ",
    formula="計算の しかた",
    export="表を もらう",
    listed="仕事を 見る",
    by_department="部ごとの お金",
    broken_down="{by}ごと",
    ranking="多い 順",
)

LOCALE = replace(
    ja.LOCALE,
    code="easy",
    words=WORDS,
    conditions=CONDITIONS,
    say=SENTENCES,
    labels=LABELS,
    name=name,
    subject=subject,
)
