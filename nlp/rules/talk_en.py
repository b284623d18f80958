"""What is said around a question in English, and how a conversation goes on."""

from __future__ import annotations

from nlp.english_figures import NUMERALS, spelled
from nlp.patterns import pattern
from nlp.rules.words_en import OFFICE, Way

_FORGOT = r"(?:(?:have |'ve |just |really |totally |completely )*(?:forgot(?:ten)?|forget|can'?t (?:remember|recall|think of)|cannot (?:remember|recall)|(?:do not|don'?t|didn'?t) (?:remember|recall|know)|am not sure of|'m not sure of|not sure of))"
_ITS_NAME = r"(?:(?:exactly )?(?:which|what|how)(?: (?:one|project|program))?(?: (?:it|that|they|this)(?:'s| is| was| were| are)?(?: (?:called|named|exactly))?)?|(?:exactly )?(?:what|which|its|the|his|how)(?: (?:exact|full|official|proper|actual|real|whole|the|its))* (?:name|title|wording|names)(?: is| was| of it| exactly)?|what the name (?:is|was))"
_ESCAPES = r"(?:(?:the |its |whose )?(?:exact |full |official )*(?:name|title) (?:escapes me|escaped me|has slipped my mind|slipped my mind|slips my mind|won't come to me|is on the tip of my tongue|i (?:forgot|forget|can't recall|can't remember)))"
"""What somebody says who knows of a project and not its name."""

MESSAGE: tuple[Way, ...] = (
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

TALK: tuple[Way, ...] = (
    (
        pattern(
            r"^(?:could you |can you |please |would you )*(?:walk|talk|take|run) me through (?:what )?(?:the )?(.+?)(?: (?:involves?|entails?|does|is about|is|will do|covers?))?[?.!]*$"
        ),
        r"tell me about \1",
    ),
    (
        pattern(
            r"^(?:so |and )?(?:can you tell me |tell me |explain |i wonder )?what (?:does |do |will )?(?:the )?(.+?) (?:involves?|entails?|consists? of|covers?)[?.!]*$"
        ),
        r"tell me about \1",
    ),
    (
        pattern(
            r"\bwhat(?:'s| is| would be| will be| was) the (?:bill|tab|price tag|damage|outlay|expense) (?:for|on|of)\b"
        ),
        "how much is",
    ),
    (
        pattern(
            r"\b(have|has|got|having|had) on (?:its|their|the) (?:plate|books|list|agenda|wish ?list|to-do list|table)\b"
        ),
        r"\1",
    ),
    (
        pattern(
            r"\b(which|what) (section|department|division|bureau|office) (?:should get|gets|takes|deserves|answers|is accountable|is to blame|is the one)(?: the)?(?: credit| blame)? (?:for|running|handling|behind)\b"
        ),
        r"which \2 is in charge of",
    ),
    (
        pattern(
            r"\b(projects?|items?|programs?|ones?|everything|anything|those|things|requests?|what's|what is) under (?=(?:the )?(?!\d|\xa5|the \d|half|a (?:million|billion|hundred)|one (?:million|billion)|budget))"
        ),
        r"\1 in ",
    ),
    (
        pattern(
            r"\b(?:something|anything|one|project|thing) (?:with|containing) (?:an? |the )?([^,.?]+?) in (?:it|the name|its name|the title|its title)\b"
        ),
        r"\1 project",
    ),
    (
        pattern(
            r"\b(?:that |which |who )?(?:falls?|comes?|sits?|sit|fall|is|are|listed|filed|grouped|stands?|belongs?|goes|go)(?: all)? (?:under|into|beneath|within)(?= (?!\d|¥))"
        ),
        "in",
    ),
    (
        pattern(
            r"\bwhat (?:(?:are|do|will|would|did) (?:they|you|we|people)|(?:is|will|does) (?:it|the (?:ward|city|town|village))) (?:(?:be|plan to|want to|going to|planning to|actually) )*(?:buy|buying|build|building|do|doing|make|making|change|changing|install|installing|set up|setting up|get|getting|plan|planning|improve|improving)(?: exactly| there| with it| about it| for it)?(?=[?.!]|$)"
        ),
        "what will it do",
    ),
    (
        pattern(
            r"\bin (?:what way|which way|what sense) (?:will|is|are|does|do) (?:it|they|this|that) (?:be )?(?:improved?|changed?|expanded?|upgraded?|better)\b"
        ),
        "what will it do",
    ),
    (
        pattern(
            r"^(?:and |but |or |ok(?:ay)?,? |so |what about |and what about |how about )?(?:only )?(?:among|within|out of|amongst|of|for|in) (?:just |only )?(?:the )?(new|level-?up)(?: (?:projects?|ones?|programs?|items?))?(?: only)?[?.!]*$"
        ),
        lambda m: f"{'新規' if m[1] == 'new' else 'レベルアップ'}の中では?",
    ),
    (
        pattern(
            r"\b(?:children|kids|people|families|parents|residents|folks|someone|mothers|babies) (?:(?:just )?like|such as) (?:him|her|them|me|us|this|that|these)\b|\bsuch (?:children|kids|people|families|parents|residents|folks|cases)\b"
        ),
        "them",
    ),
    (pattern(r"\b(?:such as|like|for) (?:him|her|them|me|us|these|those)(?=[?.!]|$)"), ""),
    # --- the conversation
    (
        pattern(
            r"^(?:ok(?:ay)?,? )?(?:and |what about |and what about |how about |what's |show me )?(?:the )?next (?:one|project|biggest|largest|highest)?[?. ]*$"
        ),
        "その次は?",
    ),
    (
        pattern(
            r"^(?:no|nope|oh|ah|oops|wait|sorry|actually|hmm)\b[ ,.]*(?:(?:no|sorry|wait|not that one|not that|my mistake|my bad|i'm sorry)[ ,.]+)*(?:i |what i )?(?:meant|mean)(?: to (?:say|ask)| was)?(?: about)? (.+?)(?: projects?| one| program)?[.?!]?$"
        ),
        r"じゃあ\1は?",
    ),
    (
        pattern(
            r"^(?:and |ok(?:ay)?,? )?(?:the )?same (?:question |thing |again |one )?(?:for|about|with|on) (.+?)(?: projects?| one| program)?(?:,? please)?[.?!]?$"
        ),
        r"じゃあ\1は?",
    ),
    # --- one of two that are the only ones, or a field by two of its values
    (
        pattern(
            r"^(?:is |are |does |do )?(?:the )?(.+?)(?:,| -+| \u2013| \u2014|:)? (?:(?:is|are) (?:it|they|this|that) )?(?:paid |financed |funded |run |booked |part |counted )?(?:in |from |under |of |on |to |belong to )?(?:the )?(?:[a-z\u3041-\u9fff]+ ){1,4}account,? or (?:in |from |under |of |on |to )?(?:the )?(?:[a-z\u3041-\u9fff]+ ){1,4}account(?: project| one)?[?.!]*$"
        ),
        r"\1はどの会計?",
    ),
    (
        pattern(
            rf"^(?:is |are |does |do )?(?:the )?(.+?),? (?:(?:is|are) (?:it|they|this|that) )?(?:run |managed |handled |organi[sz]ed |requested |done |operated )?(?:by|under|belong to|belongs to|at|with) (?:the )?[a-z ,&]+?{OFFICE},? or (?:by |with |at |under )?(?:the )?[a-z ,&]+?{OFFICE}[?.!]*$"
        ),
        r"which section is in charge of \1?",
    ),
    (
        pattern(
            r"^(?:is |are |does |do )(?:the )?(.+?) (?:in|under|part of|belong to|of) (?:pillar|chapter) \d,? or (?:in |of |under )?(?:(?:pillar|chapter) )?\d[?.!]*$"
        ),
        r"\1はどの柱?",
    ),
    # --- little words
    (
        pattern(
            r"^(?:which|what) (?:pillar|chapter) (?:is|does|do|are) (?:the )?(.+?) (?:in|under|part of|belong to|fall under|belong under|come under|listed under)\??$"
        ),
        r"\1はどの柱?",
    ),
    (
        pattern(
            rf"^(?:so |and |ok(?:ay)?,? )?what (?:does|has|did|is|do|have) (.+? {OFFICE})(?: currently| actually)? (?:have|has|had|got|requests?|requested|requesting|asks?|asked|ask for|asked for|asking for|do|doing|want|run|running|plan|planning|working on|work on)(?: for)?[?.]?$"
        ),
        r"list projects of \1",
    ),
    (
        pattern(
            rf"\b(which|what) ({OFFICE}) (?:looks? after|takes? care of|oversees?|supervises?|is behind|deals? with|does|operates|organi[sz]es|is handling|is running)\b"
        ),
        r"\1 \2 is in charge of",
    ),
    (
        pattern(r"\b(?:added|taken|put|summed|counted|lumped)(?: all)? (?:together|up)\b"),
        "combined",
    ),
    (
        pattern(
            r"\b(elementary|primary|junior high|middle|high) (and|or|vs\.?|versus) (?:the )?(elementary|primary|junior high|middle|high) (school|student)(s?)\b"
        ),
        r"\1 \4 \2 \3 \4\5",
    ),
    (
        pattern(
            r"\b(which|what)(?: one)? (?:out )?of (?:all )?(?:the |its |their |your )?(?:\d+ )?(pillar|chapter|department|section|division)s\b"
        ),
        r"\1 \2 of all projects",
    ),
    (
        pattern(
            r"\b(?:in|inside|at|from|near|around|outside|by)(?: of)? (?:my|our|his|her|their) (?:house|home|apartment|flat|place|building|condo)\b"
        ),
        "",
    ),
    (
        pattern(
            r"\bhow many (?:of (?:them|those|these) )?(?=(?:over|under|below|above|more than|less than|at least|at most|between) ?\d)"
        ),
        "how many projects ",
    ),
    (
        pattern(
            r"\b(?:over|across|for|in|of|throughout) the (?:whole |entire |full |complete )(?:list|thing|lot|document|budget)\b|\b(?:across|throughout|over) the (?:list|board)\b"
        ),
        "of all projects",
    ),
    (
        pattern(
            r"(?<=[a-z,] )(?<!and )(?<!know )(?<!me )(?<!say )(?<!since )(?<!from )(?<!ask )(?<!until )(?<!by )(?<!exactly )(?<!about )when (?=(?:it|they|we|i|he|she|you|the|a|my|there)\b)"
        ),
        "while ",
    ),
    (
        pattern(r"^when (?=(?:it|they|we|i|he|she|you|my) (?!will|be|start|begin)\w+[^?]*,)"),
        "while ",
    ),
    (
        pattern(
            r"\bwhere(?:'s| is| does) (?:the |all the )?(?:money|budget|funding|funds)(?: go)? (?:for|to|on)\b"
        ),
        "which projects for",
    ),
    (pattern(r"\btogether(?=[?.!]*$|,? how much\b)"), "combined"),
)
"""Conversations and little words."""
