"""English: everything the bot says beside answers. Names of projects stay as published."""

from bot.locales.chat import Feedback, Hello, Menu, Options, Staff, Talking, Trouble

_ASK = {
    "ask": "Ask a question (e.g. /ask new projects)",
    "search": "Find projects by part of a name",
    "list": "List projects (e.g. /list new)",
    "total": "Total and count (e.g. /total new)",
    "ranking": "Largest amounts first",
    "new": "New projects",
    "chart": "See it as a chart",
}
_REST = {
    "editions": "The lists held here",
    "export": "Get a CSV or Excel file",
    "subscribe": "Be told of new projects",
    "unsubscribe": "Stop being told",
    "settings": "Language, notices and more",
    "help": "How to ask",
    "privacy": "What is kept",
    "forget": "Wipe this chat's record",
}

EN = Talking(
    menu=Menu(
        name="Yosan-san",
        description=(
            "Ask about a ward's published budget list in plain words.\n\n"
            "The name of a project (part of it will do), “how many new projects?”, “the largest project”. "
            "Every figure is computed from the published list and cited with its No. and page."
        ),
        short="Ask about the ward's budget list in plain words; every figure comes with its source.",
        private={"start": "Begin here", **_ASK, **_REST},
        group={**_ASK, **_REST},
    ),
    hello=Hello(
        start=(
            "Hello, I am <b>Yosan-san</b>. Ask me about the ward's budget list in plain words.\n\n"
            "The lists I can answer from:\n{editions}\n\n"
            "Try one of the buttons below."
        ),
        help=(
            "<b>How to ask</b>\n"
            "Send the name of a project (part of it, in kana or Latin letters too) or a question.\n\n"
            "· How much is {project}?\n"
            "· Projects of {section}\n"
            "· How many new projects, and how much in total?\n\n"
            "/list {section} — a list\n/total new — a total\n/ranking — largest first\n"
            "/chart — a chart\n/export — a file\n"
            "/subscribe 子育て — be told of new projects\n/settings — language and notices\n\n"
            "In any other chat, type <code>@{bot} name</code> to look a project up."
        ),
        help_group=(
            "<b>How to ask in a group</b>\n"
            "· Send <code>/ask budget of {project}</code>\n"
            "· Reply to one of my messages\n"
            "· Type <code>@{bot} name</code> and choose\n\n"
            "I read nothing else here. A group's admin can /subscribe it to notices."
        ),
        joined=(
            "Hello, I am <b>Yosan-san</b> and answer questions about the ward's budget list.\n"
            "Send <code>/ask budget of {project}</code>, or reply to one of my messages. "
            "I read nothing else here."
        ),
        ask_what="Please write your question after it, e.g. <code>/ask budget of {project}</code>",
        search_what="Please write part of a name after it, e.g. <code>/search {project}</code>",
        editions="<b>The lists held here</b>\n{editions}",
        edition="· {municipality} {title} ({count} projects)",
        no_editions="There is no list yet.",
        open_here="Open in Yosan-san",
    ),
    trouble=Trouble(
        failed="Sorry, I could not answer that just now. Please try again in a moment.",
        too_fast="Thank you for so many questions. Please wait about a minute and send it again.",
        not_text="Thank you. I can only read text, so please write your question.",
        stale="This list was withdrawn or replaced. Please ask again.",
        old_button="This button is too old. Please ask again.",
        not_understood=(
            "I could not tell what “{condition}” means. "
            "For example: <code>{command} 新規</code>, <code>{command} {section}</code>, "
            "<code>{command} 子育て</code>"
        ),
        admins_only="In a group, only its admins can do this.",
        no_chart="There is nothing to compare in a chart. For example: <code>/chart by department</code>",
        nothing_to_send="Nothing fits that. Please try other words.",
    ),
    options=Options(
        title="<b>Settings</b>",
        language="Language: {value}",
        ward="Municipality: {value}",
        quiet="No notices between: {value}",
        subscriptions="Notices: {value}",
        none="none",
        by_client="as the app",
        languages={"ja": "日本語", "easy": "やさしい日本語", "en": "English"},
        quiet_off="any time is fine",
        quiet_hours="{start}–{end}",
        everything="all new projects",
        drop="Stop: {condition}",
        saved="Saved.",
        privacy=(
            "<b>What is kept</b>\n"
            "· This chat's settings (language, municipality, notices and their hours)\n"
            "· What the last answer was about (projects, conditions; for 7 days)\n"
            "· How many questions of which <b>kind</b> got no answer, and counts of 👍 and 👎 "
            "(never who wrote what)\n"
            "· A message that arrives is kept until it is answered, then its text is wiped\n\n"
            "No question and no name is kept. /forget wipes this chat's record."
        ),
        forgotten="This chat's settings, notices and conversation were wiped.",
        subscribed=(
            "You will be told of: <b>{condition}</b> ({understood})\n"
            "{count} projects of the present list fit. /unsubscribe stops it."
        ),
        subscribed_twice="Already subscribed, or there are too many (20): <b>{condition}</b>",
        unsubscribed="Notices stopped ({count}).",
        not_subscribed="There are no notices to stop.",
    ),
    feedback=Feedback(
        ask="What was wrong with it?",
        reasons={
            "figure": "Wrong figure",
            "meaning": "Not what I asked",
            "wording": "Hard to read",
        },
        thanks="Thank you. It helps to do better.",
    ),
    staff=Staff(
        denied=(
            "Thank you. Only staff can publish lists, so this file was not read and is not kept. "
            "Please write your question as text."
        ),
        unreadable="“{name}” could not be taken in. {why}",
        not_fetched="It could not be fetched from Telegram. Please send it again in a moment.",
        owed="Publishing will notify {chats} chats.",
        preview="<b>What they would be told</b>\n{text}",
        publish="Publish",
        discard="Cancel",
        take_back="Take back",
        published="Published. {chats} chats will be told.",
        discarded="Cancelled. Nothing was published.",
        taken_back="The publication was taken back.",
        gone="This was already done, or can no longer be done.",
        too_large="The file is too large (20 MB at most).",
        digest="<b>Kinds of question without an answer this week</b> ({week})\n{rows}",
        digest_row="· {shape}: {count}",
    ),
    file_caption="{title} ({count} projects)",
)
