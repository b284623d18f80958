"""How English asks for what is told of a project, and how a conversation goes on."""

from __future__ import annotations

from nlp.rules.words_en import OFFICE, Way
from nlp.words.patterns import pattern

TALK: tuple[Way, ...] = (
    (
        pattern(
            r"^(?:and |so )?what(?:'s| is| was) (?!it\b|that\b|this\b)(?:the )?(.+?) (?:all )?about[?.!]*$"
        ),
        r"tell me about \1",
    ),
    (
        pattern(
            r"^(?:and |so )?(?:what (?:do|does|is|are|will) (?:they|the ward|the city|the town|you|we|it) (?:do|doing|offer|offering|have|provide|providing|plan|planning|got)|what(?:'s| is) (?:there|available|on offer|planned|in there|being done)) for (?=(?:my |our |the )?[a-z\u3041-\u9fff])"
        ),
        "which projects for ",
    ),
    (
        pattern(
            r"^(?:please )?(?:show|list|give)(?: me)? (?:everything|all|all that|whatever) (?:the )?(.+?) (?:asked|asks|is asking|has asked|requested|requests|wants|is requesting)(?: for)?[.?!]*$"
        ),
        r"list projects of \1",
    ),
    (
        pattern(
            r"\b(cost|price|budget|money|amount|request)s? (?:of|for|to) (?:putting on|put on|stag(?:e|ing)|host(?:ing)?|organi[sz](?:e|ing)|running|run|holding|hold) "
        ),
        r"\1 of ",
    ),
    (
        pattern(
            r"\bhow many (?:out )?of (?:the|all|all the|these|those) (?:\d+ )?(?=projects|items|programs|requests)"
        ),
        "how many ",
    ),
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
            r"\b(projects?|items?|programs?|ones?|everything|anything|those|things|requests?|what's|what is) under (?=(?:the )?(?:policy|heading|category|umbrella|theme|その他|[\u3041-\u9fff]|(?:[a-z,&]+ ){1,5}?(?:section|department|division|bureau|office|account|pillar|chapter)\b))"
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
            r"\b(?:that |which |who )?(?:falls?|comes?|sits?|sit|fall|is|are|listed|filed|grouped|stands?|belongs?|goes|go)(?: all)? (?:under|into)(?= (?!\d|¥|\\|half|(?:the |an? |its |their )?(?:average|mean|median|requests?|budget|amount|million|billion|hundred|that|this|what|it|same)\b))"
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
    (
        pattern(
            r"\b(?:such as|like) (?:him|her|them|me|us|these|those)(?=[?.!]|$)|\bfor (?:me|us)(?=[?.!]|$)"
        ),
        "",
    ),
    # --- the conversation
    (
        pattern(
            r"^(?:no|nope|not that|sorry|oops|actually)[, ]+(?=(?:the )?(?:cheapest|smallest|lowest|largest|biggest|highest|most expensive|least expensive)\b)"
        ),
        "",
    ),
    (
        pattern(
            r"^(?:and )?where (?:is|was) (?:that|this|it) (?:written|printed|from|stated)[?. ]*$"
        ),
        "どのページに載ってる?",
    ),
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
    (
        pattern(
            r"^(?:and |so |ok(?:ay)?,? )?how much (?:is it |is that |are they |do they cost |does it come to |would it be )?(?:in all|in total|altogether|all together)[?.! ]*$"
        ),
        "合計はいくら?",
    ),
    # --- one of two that are the only ones, or a field by two of its values
    (
        pattern(
            r"^(?!which|what|who|compare|how)(?:is |are |does |do )?(?:the )?(.+?)(?:,| -+| \u2013| \u2014|:)? (?:(?:is|are) (?:it|they|this|that) )?(?:paid |financed |funded |run |booked |part |counted )?(?:in |from |under |of |on |to |belong to )?(?:the )?(?:[a-z\u3041-\u9fff]+ ){1,4}account,? or (?:in |from |under |of |on |to )?(?:the )?(?:[a-z\u3041-\u9fff]+ ){1,4}account(?: project| one)?[?.!]*$"
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
