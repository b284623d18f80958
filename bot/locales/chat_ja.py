"""Japanese: everything the bot says beside answers. Polite, short, and never blaming the asker."""

from bot.locales.chat import Feedback, Hello, Menu, Options, Staff, Talking, Trouble

_ASK = {
    "ask": "質問する（例：/ask 新規の事業は？）",
    "search": "事業を名前の一部から探す",
    "list": "事業の一覧（例：/list 新規）",
    "total": "合計額と件数（例：/total 新規）",
    "ranking": "金額の大きい順",
    "new": "新規の事業",
    "chart": "グラフで見る（例：/chart 部別）",
}
_REST = {
    "editions": "収録している一覧",
    "export": "CSV・Excel のファイルで受け取る",
    "subscribe": "新しい事業のお知らせを受け取る",
    "unsubscribe": "お知らせをやめる",
    "settings": "ことば・お知らせなどの設定",
    "help": "使い方",
    "privacy": "何を保存しているか",
    "forget": "このチャットの記録を消す",
}

JA = Talking(
    menu=Menu(
        name="予算さん",
        description=(
            "区の予算の一覧に、ふだんの言葉で質問できます。\n\n"
            "事業の名前（一部でも）や、「新規は全部で何件？」「一番大きい事業は？」のように送ってください。"
            "答えの金額はすべて、公表された一覧から計算し、No. とページを添えてお伝えします。"
        ),
        short="区の予算の一覧に、ふだんの言葉で質問できます。金額は出典つきでお答えします。",
        private={"start": "はじめに", **_ASK, **_REST},
        group={**_ASK, **_REST},
    ),
    hello=Hello(
        start=(
            "こんにちは、<b>予算さん</b>です。区の予算の一覧について、ふだんの言葉でご質問ください。\n\n"
            "いまお答えできる一覧：\n{editions}\n\n"
            "たとえば、下のボタンを押してみてください。"
        ),
        help=(
            "<b>使い方</b>\n"
            "事業の名前（一部でも、かなでも、ローマ字でも）や知りたいことを、そのまま送ってください。\n\n"
            "・{project}の予算はいくら？\n"
            "・{section}の事業は？\n"
            "・新規は全部で何件、いくら？\n"
            "・そのうち1000万円以上は？（続けて質問できます）\n\n"
            "/list {section}　一覧　　/total 新規　合計\n"
            "/ranking　大きい順　　/chart 部別　グラフ\n"
            "/export　ファイルで受け取る\n"
            "/subscribe 子育て　新しい事業のお知らせ\n"
            "/settings　ことば・お知らせの設定\n\n"
            "ほかのチャットでも <code>@{bot} 事業名</code> と入力すると、事業を探せます。"
        ),
        help_group=(
            "<b>グループでの聞きかた</b>\n"
            "・<code>/ask {project}の予算は？</code> と送る\n"
            "・私のメッセージに返信する（続けて質問できます）\n"
            "・<code>@{bot} 事業名</code> と入力して候補から選ぶ\n\n"
            "それ以外の会話は読みません。お知らせの登録は、グループの管理者の方が /subscribe でできます。"
        ),
        joined=(
            "はじめまして、<b>予算さん</b>です。区の予算の一覧についてお答えします。\n"
            "<code>/ask {project}の予算は？</code> のように送るか、私のメッセージに返信してください。"
            "ほかの会話は読みません。"
        ),
        ask_what="ご質問を続けて書いてください。例：<code>/ask {project}の予算はいくら？</code>",
        search_what="探したい名前の一部を続けて書いてください。例：<code>/search {project}</code>",
        editions="<b>収録している一覧</b>\n{editions}",
        edition="・{municipality} {title}（{count}件）",
        no_editions="まだ一覧がありません。",
        open_here="予算さんで開く",
    ),
    trouble=Trouble(
        failed="申し訳ありません。うまくお答えできませんでした。少し待ってから、もう一度お試しください。",
        too_fast="たくさんのご質問をありがとうございます。少し（1分ほど）待ってから、もう一度お送りください。",
        not_text="ありがとうございます。私が読めるのは文字だけですので、ご質問は文章でお送りください。",
        stale="この一覧は取り下げられたか、新しいものに替わりました。お手数ですが、もう一度ご質問ください。",
        old_button="このボタンは古くなりました。お手数ですが、もう一度ご質問ください。",
        not_understood=(
            "「{condition}」が何を指すのか分かりませんでした。"
            "例：<code>{command} 新規</code>、<code>{command} {section}</code>、<code>{command} 子育て</code>"
        ),
        admins_only="グループでは、管理者の方だけができます。",
        no_chart="グラフにできるのは、内訳や順位のように比べるものがあるときです。例：<code>/chart 部別</code>",
        nothing_to_send="当てはまる事業がありませんでした。条件を変えてお試しください。",
    ),
    options=Options(
        title="<b>設定</b>",
        language="ことば：{value}",
        ward="自治体：{value}",
        quiet="お知らせを控える時間：{value}",
        subscriptions="お知らせ：{value}",
        none="なし",
        by_client="アプリに合わせる",
        languages={"ja": "日本語", "easy": "やさしい日本語", "en": "English"},
        quiet_off="控えない",
        quiet_hours="{start}〜{end}",
        everything="すべての新しい事業",
        drop="やめる：{condition}",
        saved="設定しました。",
        privacy=(
            "<b>保存しているもの</b>\n"
            "・このチャットの設定（ことば、自治体、お知らせの条件と時間）\n"
            "・直前の答えが何についてだったか（事業や条件。7日で消えます）\n"
            "・答えられなかった質問の<b>種類</b>の数と、👍👎の数（だれが何と書いたかは含みません）\n"
            "・届いたメッセージは、お答えするまでの間だけ保存し、終わると本文を消します\n\n"
            "ご質問の文章やお名前は残しません。/forget で、このチャットの記録をすべて消せます。"
        ),
        forgotten="このチャットの設定・お知らせ・会話の記録を、すべて消しました。",
        subscribed="お知らせを登録しました：<b>{condition}</b>（{understood}）\nいまの一覧では{count}件が当てはまります。やめるときは /unsubscribe をお送りください。",
        subscribed_twice="すでに登録されているか、登録できる数（20件）に達しています：<b>{condition}</b>",
        unsubscribed="お知らせをやめました（{count}件）。",
        not_subscribed="登録されているお知らせはありません。",
    ),
    feedback=Feedback(
        ask="どこがよくなかったか、教えていただけますか。",
        reasons={"figure": "金額が違う", "meaning": "質問と違う答え", "wording": "分かりにくい"},
        thanks="ありがとうございます。今後の改善に役立てます。",
    ),
    staff=Staff(
        denied=(
            "ありがとうございます。一覧の公開は担当者だけが行えるため、このファイルは読まずに破棄しました。"
            "ご質問は文章でお送りください。"
        ),
        unreadable="「{name}」は取り込めませんでした。{why}",
        not_fetched="Telegram から受け取れませんでした。少し待ってから、もう一度お送りください。",
        owed="公開すると、{chats}件のチャットにお知らせします。",
        preview="<b>お知らせの見本</b>\n{text}",
        publish="公開する",
        discard="やめる",
        take_back="公開を取り消す",
        published="公開しました。{chats}件のチャットにお知らせします。",
        discarded="やめました。何も公開していません。",
        taken_back="公開を取り消しました。",
        gone="この操作はもう済んでいるか、できなくなっています。",
        too_large="ファイルが大きすぎます（20MBまで）。",
        digest="<b>今週、お答えできなかった質問の種類</b>（{week}）\n{rows}",
        digest_row="・{shape}：{count}件",
    ),
    file_caption="{title}（{count}件）",
)
