"""What is only told beside a question in English, and slips too short to be put right by themselves."""

from __future__ import annotations

from nlp.rules.words_en import Way
from nlp.words.english_figures import NUMERALS, spelled
from nlp.words.patterns import pattern

_FORGOT = r"(?:(?:have |'ve |just |really |totally |completely )*(?:forgot(?:ten)?|forget|can'?t (?:remember|recall|think of)|cannot (?:remember|recall)|(?:do not|don'?t|didn'?t) (?:remember|recall|know)|am not sure of|'m not sure of|not sure of))"
_ITS_NAME = r"(?:(?:exactly )?(?:which|what|how)(?: (?:one|project|program))?(?: (?:it|that|they|this)(?:'s| is| was| were| are)?(?: (?:called|named|exactly))?)?|(?:exactly )?(?:what|which|its|the|his|how)(?: (?:exact|full|official|proper|actual|real|whole|the|its))* (?:name|title|wording|names)(?: is| was| of it| exactly)?|what the name (?:is|was))"
_ESCAPES = r"(?:(?:the |its |whose )?(?:exact |full |official )*(?:name|title) (?:escapes me|escaped me|has slipped my mind|slipped my mind|slips my mind|won't come to me|is on the tip of my tongue|i (?:forgot|forget|can't recall|can't remember)))"
"""What somebody says who knows of a project and not its name."""

MESSAGE: tuple[Way, ...] = (
    (
        pattern(
            r"^(?:as an? (?:[a-z]+ ){1,3}?(?=i (?:need|want|would|'d))|(?:i'm|i am) an? [a-z]+(?: living in [a-z]+)?(?:\.| and) |for my [a-z]+: |(?:press|media|quick|simple|short|one|another|last) question: )(?:,? ?i (?:need|want|would like)(?: to (?:know|ask|see))? )?(?=.*\b(?:total|cheapest|most expensive|largest|smallest|how many|average|sum)\b)"
        ),
        "",
    ),
    (
        pattern(
            r"^as an? (?:[a-z]+ ){0,2}[a-z]+, (?:i (?:need|want|would like)(?: to (?:know|ask|see))? )?(?=.*\b(?:total|cheapest|most expensive|largest|smallest|how many|average|sum)\b)"
        ),
        "",
    ),
    (
        pattern(
            r"^(?:if|when) (?:you|we|i|one) (?:leave out|exclude|ignore|(?:don't|do not) count|take (?:away|out)|remove|subtract|drop|skip|forget about) (.+?), (?!how much of\b)([^?!.]+)[?!.]*$"
        ),
        r"\2 except \1?",
    ),
    (
        pattern(
            r"^if (?:i|you|we|one) (?:add(?:ed)?|sum|summed|put|combined?|took|take|count)(?: up| together)? (?:the )?(?:(?:2|two) )?(.+?)(?: together| up)?, (?:what|how much)\b[^?]*\?*$"
        ),
        r"total of \1",
    ),
    (
        pattern(
            rf"^(.*?)[,.;:\u2026 (-]*\b(?:but |though |and |sorry,? )?(?:(?:i )?{_FORGOT} {_ITS_NAME}|{_ESCAPES})(?=[,.;?!)\u2026]| -|$)[,.;?!)\u2026 -]*(?:(?:but|and|so) )?(?:it(?:'s| is| was) (?:something )?(?:about|for|to do with) )?(.*)$"
        ),
        lambda m: f"name forgotten, {m[1]}{', ' if m[1] and m[2] else ''}{m[2]}",
    ),
    (
        pattern(
            r"(?:^|(?<=[.?!;,]) ?)(?:i'm |i am |we're |we are )?(?:currently |just )?(?:writing|preparing|making|working on|doing|drafting|putting together)(?: (?:up|a|an|my|some|the|our))+ (?:[a-z]+ )?(?:piece|article|report|essay|presentation|thesis|paper|summary|story|post|slides?|speech|homework|research|newsletter)(?: for (?:a|an|my|our|the) [a-z ]+?)?(?:[.?!,;] ?|$)"
        ),
        "",
    ),
    (
        pattern(
            r"(?:^|(?<=[.?!;,]) ?)it(?:'s| is) for (?:a|an|my|our|the|some) [a-z ]*?(?:report|class|meeting|newsletter|article|presentation|homework|essay|thesis|research|paper|story)(?:[.?!,;] ?|$)"
        ),
        "",
    ),
    (
        pattern(
            r"\b(?:i'm |i am )?sorry (?:to|for) (?:bother|bothering|trouble|troubling|disturb|disturbing|ask|asking)(?: you)?(?: again)?[,.]? ?(?:but )?"
        ),
        "",
    ),
    (
        pattern(
            r"\b(?:it's |this is |i'm )?(?:my )?first[ -]time(?: (?:here|using (?:this|it)|asking|user|on here|visitor))\b[,.!]? ?"
        ),
        "",
    ),
    (
        pattern(
            r"\b(?:(?:you )?(?:useless|stupid|dumb|silly|damn|bloody|crappy|lazy|rubbish) (?:bot|thing|program|machine|robot|ai|app)|(?:stop|cut|skip|spare me|enough(?: with| of)?|quit) (?:all )?(?:the |this |that |your )?(?:(?:blah ?)+|chatter|chit-?chat|small talk|nonsense|talking|waffle|bullshit|crap|excuses))\b[,.!]*(?: and| -)? ?"
        ),
        "",
    ),
    (
        pattern(
            r"^(?!.*\b(?:how much|how many|total|sum|average|share|percent\w*|what (?:is|are|does|do|was|were)|tell me|explain|who)\b)(.+?)[?.!] (?:please |pls |just |can you |could you )?(?:list|name|show|give)(?: me)?(?: (?:them|those|these|it))?(?: all)?(?:,? (?:please|pls|plz))?[?.!]?$"
        ),
        r"list \1",
    ),
)
"""What is only told beside a question, or asked of the sentence before, over a whole message."""

TOLD: tuple[Way, ...] = (
    # --- slips too short for the spelling to be sure of, and words of asking that are romanised
    (pattern(r"\b(?:wich|whitch|whcih|whihc)\b"), "which"),
    (pattern(r"\b(?:waht|whta|wat)\b"), "what"),
    (pattern(r"\b(?:hwo|hoe|hw)(?= (?:much|many)\b)"), "how"),
    (pattern(r"\bhow (?:mcuh|muhc|mutch|mush|uch)\b"), "how much"),
    (pattern(r"\b(?:adn|nad|annd)\b"), "and"),
    (pattern(r"\b(?:fro|ofr)(?= the\b)"), "for"),
    (pattern(r"\bshinki(?= (?:or|projects?|ones?|jigyou?)\b|[?.!]|$)"), "new"),
    (
        pattern(
            r"\b(?:kakuju+|kakujuu|reberu ?appu)(?= (?:or|projects?|ones?|jigyou?|bun)\b|[?.!]|$)"
        ),
        "level-up",
    ),
    (pattern(r"\b(?:um+|uh+|erm*|hmm+|ahem)\b[, ]*"), ""),
    (
        pattern(
            r",? ?\bin (?:just )?(?:one|a|an|1|two|a few|a couple of|few|plain|short|simple) (?:lines?|words?|sentences?|nutshell|english|terms)\b[,:]? ?"
        ),
        " ",
    ),
    (
        pattern(
            r"\bhow (?:big|large|high|small) (?:is|was|are) (?=(?:the )?(?:increase|level-?up|request|budget|amount|sum|total)\b)"
        ),
        "how much is ",
    ),
    (pattern(r"\b(?:in fact|actually|really|in reality|truly|effectively) "), ""),
    (pattern(r"\b(?:pricier|costlier|dearer)\b"), "more expensive"),
    (
        pattern(
            r",? (?:please|pls|plz|thanks|thank you|thx|exactly|roughly|approximately|anyway|though|btw|by the way|if (?:you know|possible|i may ask))(?=[?.!]*$)"
        ),
        "",
    ),
    (
        pattern(
            r"\bwho (?:at|in|from|within) (?:the |our )?(?:(?:ward|city|town|village|local) )?(?:office|hall|government|council|administration)\b"
        ),
        "who",
    ),
    (
        pattern(r"\b(?:how much|what) (?:are|is|were) (?:they|it|the (?:ward|city|town)) after\b"),
        "how much is requested",
    ),
    (
        pattern(
            r"\bneither (new|level-?up) nor (?:below|under|less than|cheaper than) (?=[\d\xa5])"
        ),
        r"which are not \1 and at least ",
    ),
    (pattern(r"\bbudget-wise\b|\bin terms of (?:money|budget|cost|yen)\b"), "by amount"),
    (
        pattern(
            r"^(?=[^?]*\b(?:i|i'm|my|me|we|our|us|she|he|they|her)\b)((?:(?!\b(?:what|how|which|list|show|total)\b)[^,.?!])+), (?=(?:what|how|which|who|is there|are there|anything|any|does|do|can|where's|where is)\b)"
        ),
        r"\1. ",
    ),
    (
        pattern(
            r"\b(are|is|were|was) (?:marked|flagged|tagged|labell?ed|classified|listed|categori[sz]ed) as\b"
        ),
        r"\1",
    ),
    # --- amounts
    (
        pattern(
            rf"\b((?:half an?|half|an?|(?:{NUMERALS})(?:[ -](?:{NUMERALS}))?)(?: hundred)?(?:(?: and)? (?:{NUMERALS})(?:[ -](?:{NUMERALS}))?)?) (?=(?:thousand|million|billion)\b)"
        ),
        spelled,
    ),
)
"""What is said before numbers in words are read as figures; the rest after that."""
