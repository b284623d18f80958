"""What is said around a question in English, and how a conversation goes on."""

from __future__ import annotations

from nlp.english_figures import NUMERALS, spelled
from nlp.patterns import pattern
from nlp.rules.words_en import OFFICE, Way

TOLD: tuple[Way, ...] = (
    # --- what is only told beside a question
    (
        pattern(
            r"(?:,| -)? (?:but |though )?i (?:forgot|forget|can't remember|can't recall|don't remember|don't recall|am not sure of) (?:what|its|the|how|exactly)\b[^.?!]*"
        ),
        "",
    ),
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
)
"""Conversations and little words."""
