"""English ways to ask that no table of phrases can hold, and how the tables of rules know them."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.english_figures import EXTREMES, GROUPS, NUMERALS, PLACES, by_total, listed, spelled, yen
from nlp.patterns import pattern

_KIND = r"(?:new|level-?up)(?: (?:ones?|projects?|things?|programs?|items?))?"
_LEVEL_UP = r"(?:the |a |an |for |due to |actually |just |really )*level-?up(?: (?:part|portion|amount|money|share))?"
_OFFICE = r"(?:section|department|division|bureau|office|team|center)"
_RATIO = r"(?:percentage|percent|%|share|proportion|fraction|portion|part)"
_MONEY = (
    r"(?:requests?|requested|budgets?|budgeted|amounts?|money|totals?|costs?|sum|funding|figures?)"
)
_MORE = r"(more expensive|pricier|costlier|more|higher|bigger|larger|greater)"
_LESS = r"(less expensive|cheaper|less|lower|smaller)"
_SMALL = r"(?:cheapest|lowest|smallest|least expensive|lowest-cost|low|small|cheap)"
_LARGE = r"(?:largest|biggest|highest|most expensive|priciest|costliest|dearest|high|large|big|expensive)"

Way = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]"]
"""What is said, and what stands for it."""

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

WAYS: tuple[Way, ...] = (
    (pattern(r"\b(\d+(?:\.\d+)?) hundred (?=(?:thousand|million|billion)\b)"), r"\g<1>00 "),
    (
        pattern(
            r"(?:¥|\\|jpy ?|yen )(\d[\d,]*(?:\.\d+)?) ?(thousand|million|billion|mill?|bn|k|m|b)?\b(?: ?(?:yen|jpy))?"
        ),
        yen,
    ),
    (
        pattern(
            r"\b(over|above|below|under|more than|less than|at least|at most|up to|exceeding|fewer than) (\d[\d,.]*) ?(thousand|million|billion)\b(?! ?(?:yen|jpy|people|residents|to\b|and\b|or more|or less|[a-z]+s\b))"
        ),
        r"\1 \2 \3 yen",
    ),
    (
        pattern(
            r"\b(\d[\d,.]*) ?(thousand|million|billion) or (more|less|over|under|above|below)\b"
        ),
        lambda m: f"{m[1]} {m[2]} yen or {'more' if m[3] in ('more', 'over', 'above') else 'less'}",
    ),
    (pattern(r"\byen (?:or|and) (?:over|above|higher|up|upwards)\b"), "yen or more"),
    (pattern(r"\byen (?:or|and) (?:under|below|lower|fewer)\b"), "yen or less"),
    (pattern(r"\b(?:no|not) more than (?=\d)"), "at most "),
    (pattern(r"\b(?:no|not) less than (?=\d)"), "at least "),
    (
        pattern(
            r"\b(?:cheaper|lower|smaller|fewer) than (?=\d[\d,.]* ?(?:thousand|million|billion|yen|k|m|bn))"
        ),
        "less than ",
    ),
    (
        pattern(
            r"\b(?:bigger|larger|higher|greater|pricier) than (?=\d[\d,.]* ?(?:thousand|million|billion|yen|k|m|bn))"
        ),
        "more than ",
    ),
    (
        pattern(r"\bbetween (\d[\d,.]*) yen and (\d[\d,.]*) yen"),
        r"between \1 and \2 yen",
    ),
    (
        pattern(
            r"\b(?:that |which |who )?(?:(?:do |does |did )?(?:costs?|ask(?:s|ed)? for|requests?|requested|needs?|want|wants)|costing|asking for|requesting|needing|worth|priced|valued)(?: at)? (?=(?:more than|less than|at least|at most|over|under|below|above|up to|exactly|between|about|around)\b ?\d)"
        ),
        "",
    ),
    (
        pattern(
            r"\bfrom (\d[\d,.]*)(?: ?(thousand|million|billion))?(?: yen)? (?:up )?to (\d[\d,.]*) (thousand|million|billion)(?: yen)?\b"
        ),
        lambda m: f"between {m[1]}{f' {m[2]}' if m[2] else ''} and {m[3]} {m[4]} yen",
    ),
    (
        pattern(r"\byen or more,? but (?=(?:less|under|below|not more|no more|at most|up to)\b)"),
        "yen or more and ",
    ),
    (
        pattern(
            r"\b(more than|over|above|at least) (\d[\d,.]* ?(?:thousand |million |billion )?yen),? but (?=(?:less|under|below|not more|no more|at most|up to)\b)"
        ),
        r"\1 \2 and ",
    ),
    # --- groups by their totals
    (
        pattern(
            r"^(how many|which|what) (department|section|division|bureau|office|pillar)s?\b.*?\b(more than|over|above|exceeding|at least|less than|under|below|at most) (\d[\d,.]*) ?(thousand|million|billion)? ?yen (?:in total|altogether|in all|overall|combined)\??$"
        ),
        by_total,
    ),
    (
        pattern(
            r"^(?:which|what) (department|section|division|bureau|office|pillar)s? (?:has|have|had|got|runs?|with|is running|requested|requests|asked for|asks for) (?:the )?(most|fewest|least)(?: number of)?((?: new| level-?up)?) (?:projects|requests|items|programs)\??$"
        ),
        lambda m: (
            f"{m[3]}事業の件数が一番{'多い' if m[2] == 'most' else '少ない'}{GROUPS[m[1]]}は?"
        ),
    ),
    # --- numbers of projects, pillars
    (
        pattern(
            r"^(?:please )?(?:give me|show me|show|list|what are|i want|display)? ?(?:the )?(?:items?|projects?|nos?\.?|numbers?) (\d+) ?(?:to|-|through|until) ?(\d+)[?.]?$"
        ),
        r"list no.\1-\2",
    ),
    (
        pattern(
            r"(?:\b(?:nos?\.?|numbers?|items?|projects?)|#) ?((?:no\.? ?|#)?\d+(?:(?:, and |, | and | & | plus | or | vs\.? | versus )(?:no\.? ?|number |#)?\d+)+)(?! ?(?:thousand|million|billion|yen|%|k\b|m\b|bn\b))"
        ),
        listed,
    ),
    (
        pattern(
            r"(?:\b(?:nos?\.?|numbers?|items?|projects?)|#) ?(\d+(?: to | ?- ?| through | until )(?:no\.? ?|#)?\d+)(?! ?(?:thousand|million|billion|yen|%|k\b|m\b|bn\b))"
        ),
        listed,
    ),
    (
        pattern(
            r"\b(?:project|item) (?:no\.? ?|number |#)?(\d{1,4})(?=\b(?! ?(?:thousand|million|billion|yen|%)))"
        ),
        r"no.\1",
    ),
    (
        pattern(r"^(?:and|what about|how about|and what about|then|and then)? ?(\d{1,4})[?. ]*$"),
        r"no.\1?",
    ),
    (pattern(r"\b(?:pillar|chapter) (?:no\.? ?|number |#)?(\d)\b"), r"柱\1"),
    (pattern(r"\b(?:pillars|chapters) (\d) (?:and|&) (\d)\b"), r"柱\1 and 柱\2"),
    (
        pattern(r"\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th) (?:pillar|chapter)\b"),
        lambda m: f"柱{PLACES[m[1]]}",
    ),
    (pattern(r"[\"'“”]?\bothers?[\"'“”]? (?:pillar|chapter)\b"), "その他の柱"),
    (pattern(r"\b(?:pillar|chapter) [\"'“”]others?[\"'“”]"), "その他の柱"),
    (
        pattern(
            r"\b(?:the )?(?:two|three|four|five|six|2|3|4|5|6)? ?(?:main |big )?(pillar|chapter)s\b"
        ),
        r"\1s",
    ),
    (
        pattern(r"\b(?:by|per|for each|each|for every|across) (?:sub-?pillar|policy|policies)\b"),
        "小柱別",
    ),
    # --- kinds
    (
        pattern(
            r"(?:(?:do|does|did|would) )?(?:\b(?:count(?:ed|s)?|class(?:ed)?|classified|listed|considered|regarded|treated|labell?ed|marked|filed) (?:as )?)?(?:an? )?\bnew(?: (?:one|project|thing|item|program))?(?:,)? or (?:as |is it |is this |just |rather )?(?:an? )?(?:level-?up|expan\w+|upgraded?|existing|enhance\w*|improve\w*|extension)(?: (?:of an existing )?(?:one|project|thing|item|program))?(?=[?.,!]|$)"
        ),
        "new or level-up",
    ),
    (
        pattern(
            rf"\b{_KIND}(?: and| vs\.?| versus| or|,)? (?:the )?{_KIND}(?: projects)?,? (?:separately|respectively|each|side by side|apart)\b"
        ),
        "by kind",
    ),
    (
        pattern(
            rf"\b(?:do|does|are|is|which)\b[^?]*\b{_KIND} or {_KIND}[^?]*\b(?:cost|more|larger|bigger|higher|less|cheaper)\b[^?]*\baverage\b"
        ),
        "average by kind",
    ),
    (
        pattern(
            rf"(?:\b(?:that|which|who|ones that|ones which) )?\b(?:aren't|isn't|are not|is not|weren't|wasn't|ain't) (?:an? |exactly |actually |really |marked |marked as |classed as )*(?={_KIND}\b)"
        ),
        "which are not ",
    ),
    (pattern(rf"(?<!are )(?<!is )\bnot (?:an? )?(?={_KIND}\b)"), "which are not "),
    (pattern(rf"\bnon-?(?={_KIND}\b)"), "which are not "),
    # --- the level-up part
    (
        pattern(
            rf"\b(?:how much|what part|which part|what portion|what amount) of (?:it|that|this|them|(?:the |this |that |its )?{_MONEY})(?:'s| is| are| was| were| does| goes to| comes from| represents| counts as)? {_LEVEL_UP}(?![ -][a-z]*project)"
        ),
        "level-up part",
    ),
    (
        pattern(
            rf"\b(?:how much|what part|which part|what amount) of (.+?)(?:'s)?(?: {_MONEY})?(?: is| are| was| were| goes to| comes from| represents| counts as) {_LEVEL_UP}(?=[?.,]|$)"
        ),
        r"level-up part of \1",
    ),
    (
        pattern(
            rf"^(?:out )?of (.+?), how much (?:of it |of that )?(?:is|are|was|were) {_LEVEL_UP}(?=[?.,]|$)"
        ),
        r"level-up part of \1",
    ),
    (
        pattern(
            r"\bhow much (?:of (?:a|the) )?(?:is|was|are) (?:the |a )?level-?up (?:in|for|of|at|on|to) (?!(?:all|total|projects)\b)"
        ),
        "level-up part of ",
    ),
    (
        pattern(
            r"\bhow much level-?up(?: money| is there| is requested| is asked)?(?: in| for| of) "
        ),
        "level-up part of ",
    ),
    (
        pattern(
            r"\b(?:what's|what is|what was) the level-?up (?:of|for|in) (?!(?:all|total|projects)\b)"
        ),
        "level-up part of ",
    ),
    (pattern(r"\blevel-?up (?:portions|parts|amounts)\b"), "level-up amount"),
    (
        pattern(
            r"(?<=[a-z]) and (?:also )?(?:the |its |their )?(?=level-?up (?:part|portion|amount))"
        ),
        ", ",
    ),
    (
        pattern(
            r"(?<!\bor)(?<!\band)(?<!,) level-?up[,:-]? (?:how much|how many yen|what's the amount|what amount)(?: is it| is that| was it)?\??$"
        ),
        " level-upいくら?",
    ),
    (
        pattern(
            r"\bhow much (?:extra|additional|added|new)(?: money| funding)? (?:is|was|are they|do they|is being)?(?: ?(?:requested|asked|asked for|asking|added|needed|request|want))?(?: for| to| on) "
        ),
        "level-up part of ",
    ),
    # --- shares
    (
        pattern(
            rf"^(?:what|how many|which)(?: is the|'s the)? {_RATIO} of (?:all |the |all the )*(?:projects|items|programs) (?:are|is|were|comes?|belongs?|goes|go) (?:from |of |in |by |to )?(.+?)\??$"
        ),
        r"by number of projects, what share is \1?",
    ),
    (
        pattern(
            r"^(?:what's|what is|what was) (?:the )?(?!share\b)(.+?)(?:'s)? share (?:within|in|of|among) (?!(?:the )?(?:whole|total|overall|entire|list|budget|requests?|all)\b)(?:the )?(.+?)\??$"
        ),
        r"\2に占める\1の割合は?",
    ),
    # --- two totals, two sides
    (
        pattern(
            r"^how much (?:does|did|do|is|has) (.+?) (?:ask for|request|requested|want|need|get|asked for|cost),? and (?:for )?how many (?:projects|items)[^?]*\??$"
        ),
        r"\1: how many projects and total?",
    ),
    (
        pattern(
            r"^(?:between|out of|of) (.+? (?:and|or) .+?), (?:who|which|which one|what) (?:wants|requests|asks for|asked for|requested|costs|gets|needs|has|is|was|spends)(?: the)? (?:more|most|larger|bigger|higher|largest|biggest|highest|more expensive)[^?]*\??$"
        ),
        r"compare \1",
    ),
    (
        pattern(
            r"\b(everything|everyone|all|all projects|all of them|every project|anything) but (?=(?:the|new|level)\b)"
        ),
        r"\1 except ",
    ),
    (
        pattern(
            rf"^(?:out )?of (.+?),? (?:what|how many|how much|which)(?: is the)? {_RATIO}(?: of it)? (?:is|are|was|were|goes to|comes from) {_LEVEL_UP}\??$"
        ),
        r"\1のレベルアップ分の割合は?",
    ),
    (
        pattern(
            rf"^(?:what|how many|how much|which)(?: is the|'s the)? {_RATIO} of (.+?)(?:'s)?(?: {_MONEY}| total {_MONEY})?(?: is| are| was| were| goes to| comes from) {_LEVEL_UP}\??$"
        ),
        r"\1のレベルアップ分の割合は?",
    ),
    (
        pattern(
            rf"^(?:what|how many|how much|which)(?: is the|'s the)? {_RATIO} of (?!(?:the )?(?:whole|total|overall|entire|grand|all|list|everything|requests?|budget|amount|money)\b)(.+?)(?:'s)?(?: total| whole| overall| entire)*(?: {_MONEY})? (?:is|are|goes to|goes on|comes from|belongs to|is taken by|is spent on|is for|does|do) (.+?)(?: account for| make up| represent| take| have)?\??$"
        ),
        r"\1に占める\2の割合は?",
    ),
    (
        pattern(
            rf"^(?:out )?of (?!(?:the )?(?:whole|total|overall|entire|grand|all|list|everything)\b)(.+?)(?:'s)?(?: total| whole)*(?: {_MONEY})?,? (?:what|how many|which) {_RATIO} (?:is|are|goes to|goes on|comes from|belongs to) (.+?)\??$"
        ),
        r"\1に占める\2の割合は?",
    ),
    (
        pattern(r"\b(?:how many|how much|what|which) ?(?:%|percents?|per cent)(?=[ ?])"),
        "what percentage",
    ),
    (
        pattern(
            rf"^(?:is|are) there (?:more|fewer) {_KIND} (?:or|than) {_KIND}\??$|^which (?:is|are) (?:there )?more(?: of)?[,:]? {_KIND} or {_KIND}\??$"
        ),
        "how many projects by kind?",
    ),
    (
        pattern(r"^(?:what is|what's) the ratio of (.+?) to (.+?)\??$"),
        r"how many times larger is \1 than \2?",
    ),
    # --- comparisons
    (
        pattern(
            rf"^(?:and |so )?(?:is|was) (?:it|that|this)(?: one| project)? {_MORE} than (?!\d)(?:the )?(.+?)(?: projects?| one| program| request)?\??$"
        ),
        r"\2より高い?",
    ),
    (
        pattern(
            rf"^(?:and |so )?(?:is|was) (?:it|that|this)(?: one| project)? {_LESS} than (?!\d)(?:the )?(.+?)(?: projects?| one| program| request)?\??$"
        ),
        r"\2より安い?",
    ),
    (
        pattern(
            rf"^(?:is|are|does|do|did) (?!there\b)(.+?) (?:cost |ask for |request |need )?(?:{_MORE}|{_LESS}) than (?!\d|one\b|a\b)(.+?)(?: does| do| is| are)?\??$"
        ),
        r"which is more expensive, \1 or \4?",
    ),
    (
        pattern(
            r"\b(?:how far apart|what's the gap|how big is the gap|how wide is the gap|what is the gap|the gap)\b(?: are they| are| is| between)?"
        ),
        "difference",
    ),
    # --- rankings and order
    (
        pattern(
            r"\b(bottom|lowest|cheapest|smallest|top|biggest|largest|highest|priciest) (?:the )?(\d{1,3})\b(?! ?(?:thousand|million|billion|yen|%))"
        ),
        lambda m: f"{m[2]} {EXTREMES.get(m[1], m[1])}",
    ),
    (
        pattern(
            rf"\b(?:(?:please )?(?:sort|order|rank|arrange|list|put|show)(?: them| those| these| it| the list)?(?: all)?(?: in order)?(?: by (?:the )?(?:requested )?{_MONEY})?[,:]? ?)?(?:from )?(?:the )?{_SMALL} (?:ones? )?(?:first|to (?:the )?(?:largest|biggest|highest|most expensive|high|large|big|expensive|priciest))"
        ),
        "安い順に並べて",
    ),
    (
        pattern(
            rf"\b(?:(?:please )?(?:sort|order|rank|arrange|list|put|show)(?: them| those| these| it| the list)?(?: all)?(?: in order)?(?: by (?:the )?(?:requested )?{_MONEY})?[,:]? ?)?(?:from )?(?:the )?{_LARGE} (?:ones? )?(?:first|to (?:the )?(?:smallest|lowest|cheapest|low|small|cheap))"
        ),
        "高い順に並べて",
    ),
    (pattern(r"\b(?:in )?ascending(?: order)?\b"), "安い順に並べて"),
    (pattern(r"\b(?:in )?descending(?: order)?\b"), "高い順に並べて"),
    (
        pattern(
            rf"^(?:please )?(?:sort|order|rank|arrange)(?: them| those| these| it)?(?: by (?:the )?(?:requested )?{_MONEY})?[.?!]?$"
        ),
        "高い順に並べて",
    ),
    (
        pattern(
            r"^(?:please )?(?:rank|sort|order) (?:all )?(?:the )?(department|section|pillar|bureau|division)s(?: by (?:the )?(?:their )?(?:total|amount|request|budget|size)s?)?[.?!]?$"
        ),
        r"total by \1 in order",
    ),
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
            rf"^(?:so |and |ok(?:ay)?,? )?what (?:does|has|did|is|do|have) (.+? {_OFFICE})(?: currently| actually)? (?:have|has|had|got|requests?|requested|requesting|asks?|asked|ask for|asked for|asking for|do|doing|want|run|running|plan|planning|working on|work on)(?: for)?[?.]?$"
        ),
        r"list projects of \1",
    ),
    (
        pattern(
            rf"\b(which|what) ({_OFFICE}) (?:looks? after|takes? care of|oversees?|supervises?|is behind|deals? with|does|operates|organi[sz]es|is handling|is running)\b"
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
"""How people ask, and how the tables of rules know it; each is applied where it stands."""
