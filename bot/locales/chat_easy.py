"""やさしい日本語 (plain Japanese): short sentences, readings beside hard words. Everything but answers."""

from bot.locales.chat import Feedback, Hello, Menu, Options, Staff, Talking, Trouble
from bot.locales.chat_ja import JA

EASY = Talking(
    menu=Menu(
        name=JA.menu.name,
        description=JA.menu.description,
        short=JA.menu.short,
        private=JA.menu.private,
        group=JA.menu.group,
    ),
    hello=Hello(
        start=(
            "こんにちは。<b>予算（よさん）さん</b>です。区（く）のお金の使い方を答えます。\n\n"
            "いま答えられる一覧（いちらん）：\n{editions}\n\n"
            "下のボタンを押してください。"
        ),
        help=(
            "<b>使い方</b>\n"
            "知りたいことを、書いて送ってください。ひらがなでも、ローマ字でも、いいです。\n\n"
            "・{project}は いくら？\n"
            "・{section}の 事業（じぎょう）は？\n"
            "・新規（しんき＝新しいもの）は いくつ？\n\n"
            "/list　一覧（いちらん）\n/total　合計（ごうけい）\n/ranking　大きい順（じゅん）\n"
            "/subscribe　お知らせ\n/settings　設定（せってい）\n\n"
            "ほかのチャットでも <code>@{bot} 名前</code> と書くと、さがせます。"
        ),
        help_group=(
            "<b>グループでの聞き方</b>\n"
            "・<code>/ask {project}はいくら？</code> と送ってください\n"
            "・私（わたし）のメッセージに返信（へんしん）してください\n"
            "・<code>@{bot} 名前</code> と書いて、選んでください\n\n"
            "ほかの話は読みません。"
        ),
        joined=(
            "はじめまして。<b>予算（よさん）さん</b>です。区（く）のお金のことを答えます。\n"
            "<code>/ask {project}はいくら？</code> のように送ってください。ほかの話は読みません。"
        ),
        ask_what="聞きたいことも書いてください。例（れい）：<code>/ask {project}はいくら？</code>",
        search_what="さがす名前も書いてください。例（れい）：<code>/search {project}</code>",
        editions="<b>一覧（いちらん）</b>\n{editions}",
        edition="・{municipality} {title}（{count}件）",
        no_editions="まだ一覧（いちらん）がありません。",
        open_here="予算さんで開く",
    ),
    trouble=Trouble(
        failed="ごめんなさい。うまく答えられませんでした。少し待って、もう一度送ってください。",
        too_fast="質問（しつもん）が多いです。1分ぐらい待って、もう一度送ってください。",
        not_text="ありがとうございます。私（わたし）は文字だけ読めます。文字で書いて送ってください。",
        stale="この一覧（いちらん）は、もうありません。もう一度聞いてください。",
        old_button="このボタンは古いです。もう一度聞いてください。",
        not_understood=(
            "「{condition}」の意味（いみ）が分かりませんでした。例（れい）：<code>{command} 新規</code>、"
            "<code>{command} {section}</code>"
        ),
        admins_only="グループでは、管理者（かんりしゃ）だけができます。",
        no_chart="グラフにするものがありません。例（れい）：<code>/chart 部別</code>",
        nothing_to_send="何も見つかりませんでした。ほかの言い方で書いてください。",
    ),
    options=Options(
        title="<b>設定（せってい）</b>",
        language="ことば：{value}",
        ward="区・市：{value}",
        quiet="お知らせを送らない時間：{value}",
        subscriptions="お知らせ：{value}",
        none="なし",
        by_client="アプリと同じ",
        languages=JA.options.languages,
        quiet_off="いつでも送る",
        quiet_hours="{start}〜{end}",
        everything="新しい事業（じぎょう）ぜんぶ",
        drop="やめる：{condition}",
        saved="設定（せってい）しました。",
        privacy=(
            "<b>私（わたし）が覚えていること</b>\n"
            "・このチャットの設定（せってい）\n"
            "・さっき何について答えたか（7日で消えます）\n"
            "・答えられなかった質問（しつもん）の種類（しゅるい）の数\n\n"
            "書いた言葉（ことば）や名前は、残（のこ）しません。/forget で、ぜんぶ消せます。"
        ),
        forgotten="ぜんぶ消しました。",
        subscribed="お知らせを送ります：<b>{condition}</b>（{understood}）\nいまは{count}件あります。やめるとき：/unsubscribe",
        subscribed_twice="もう登録（とうろく）してあるか、数が多すぎます（20まで）：<b>{condition}</b>",
        unsubscribed="お知らせをやめました（{count}件）。",
        not_subscribed="お知らせはありません。",
    ),
    feedback=Feedback(
        ask="どこがよくなかったですか。",
        reasons={"figure": "金額がちがう", "meaning": "答えがちがう", "wording": "むずかしい"},
        thanks="ありがとうございます。",
    ),
    staff=Staff(
        denied="ありがとうございます。このファイルは、担当（たんとう）の人だけが送れます。読まないで消しました。",
        unreadable=JA.staff.unreadable,
        not_fetched=JA.staff.not_fetched,
        owed=JA.staff.owed,
        preview=JA.staff.preview,
        publish=JA.staff.publish,
        discard=JA.staff.discard,
        take_back=JA.staff.take_back,
        published=JA.staff.published,
        discarded=JA.staff.discarded,
        taken_back=JA.staff.taken_back,
        gone=JA.staff.gone,
        too_large=JA.staff.too_large,
        digest=JA.staff.digest,
        digest_row=JA.staff.digest_row,
    ),
    file_caption=JA.file_caption,
)
"""Staff are told as in Japanese; the menu is the Japanese one, since Telegram knows no plain Japanese."""
