"""Shares, comparisons, rankings and orders, as English asks for them."""

from __future__ import annotations

from nlp.rules.words_en import (
    IS_PARTLY,
    KIND,
    LARGE,
    LESS,
    LEVEL_UP,
    MONEY,
    MORE,
    RATIO,
    SMALL,
    Way,
)
from nlp.words.english_figures import EXTREMES
from nlp.words.patterns import pattern

_GRANTED = r"(?:予算額|budget(?:ed amount)?|draft(?: budget| amount)?|approved (?:amount|budget)|final (?:amount|budget)|allocation)"
_ASKED = r"(?:(?:the|its|their|what was|what is) )?(?:request(?:s|ed)?(?: amounts?)?|要求額?|what (?:they|it|was|were|had)(?: was| were| had| been)* (?:asked|requested)(?: for)?|asked for|(?:they|it) (?:asked for|requested))"

_HOW_FAR = r"\b(?:how much|amounts?|totals?|sum|by what|the most|most|least|largest|biggest|highest|smallest|average)\b"
"""Asked of the money that was cut, and not of what it was cut from."""

COMPUTED: tuple[Way, ...] = (
    # --- what was granted
    (pattern(r"\bdraft budget(?: \(予算額\))?"), "予算額"),
    (
        pattern(
            r"^how many projects (?:got|received|were (?:given|granted)|had) (?:exactly )?(?:the |their )?full (?:amount|request|funding)(?: (?:they )?(?:requested|asked for))?(?: \(満額\))?[?.!]*$"
        ),
        "満額ついた事業は何件?",
    ),
    (
        pattern(
            r"^(?:which |what |list |show )?(?:the )?projects (?:got|received|that got|which got|were) (?:exactly )?(?:the |their )?(?:full(?:y)?) (?:amount|request|funding|funded)(?: (?:they )?(?:requested|asked for))?(?: \(満額\))?[?.!]*$"
        ),
        "満額ついた事業は?",
    ),
    # --- shares
    (
        pattern(
            rf"(?=.*\b{RATIO}).*\b(?:of|in|within|for) (?:the|its|their|his|that|the whole|its own|their own) (?:section|department|division|bureau|office|pillar|chapter)(?:'s)?(?: (?:whole|entire|overall))?(?: {MONEY})*(?=[?.,!]|$| (?:is|does|goes)\b).*"
        ),
        "share of own group",
    ),
    (
        pattern(
            rf"^(?:and )?(?:what's |what is |what was |tell me )?(?:the )?(?:percentage|percent|%|share|proportion|fraction) of {LEVEL_UP} (?:in|of|within|for) (?:the )?(?!(?:whole|total|overall|entire|grand|all|list|everything|projects|requests?|budget)\b)(.+?)[?.!]*$"
        ),
        r"\1のレベルアップ分の割合は?",
    ),
    (
        pattern(
            r"^(?:and )?(?:what's |what is |what was |tell me )?(?:the )?level-?up (?:percentage|percent|%|share|proportion|fraction|ratio) (?:in|of|within|for) (?:the )?(?!(?:whole|total|overall|entire|grand|all|list|everything|projects|requests?|budget)\b)(.+?)[?.!]*$"
        ),
        r"\1のレベルアップ分の割合は?",
    ),
    (
        pattern(
            rf"^(?:and )?(?:what's |what is |what was |tell me )?(?:the )?(?!share\b|percentage\b|proportion\b)(.+?)(?:'s)? (?:percentage|share|proportion|fraction) of {LEVEL_UP}[?.!]*$"
        ),
        r"\1のレベルアップ分の割合は?",
    ),
    (
        pattern(
            rf"^(?:what|how many|which)(?: is the|'s the)? {RATIO} of (?:all |the |all the )*(?:projects|items|programs) (?:are|is|were|comes?|belongs?|goes|go) (?:from |of |in |by |to )?(.+?)\??$"
        ),
        r"by number of projects, what share is \1?",
    ),
    (
        pattern(
            r"^(?:what's|what is|what was) (?:the )?(?!share\b)(.+?)(?:'s)? share (?:within|in|of|among) (?!(?:the )?(?:whole|total|overall|entire|list|budget|requests?|all)\b)(?:the )?(.+?)\??$"
        ),
        r"\2に占める\1の割合は?",
    ),
    (
        pattern(
            r"^(?:and |so )?how much (?:do|did|would|will) (?=[^?]*\b(?:projects|items|all|everything|and|nos?|requests)\b)(.+?) (?:come|add up|amount|run|sum) (?:up )?to(?: in total| altogether| in all| together)?[?.!]*$"
        ),
        r"total of \1",
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
            rf"^(?:out )?of (.+?),? (?:what|how many|how much|which)(?: is the)? {RATIO}(?: of it)? (?:is|are|was|were|would be|will be|goes to|comes from) {LEVEL_UP}\??$"
        ),
        r"\1のレベルアップ分の割合は?",
    ),
    (
        pattern(
            rf"^(?:what|how many|how much|which)(?: is the|'s the)? {RATIO} of (.+?)(?:'s)?(?: {MONEY}| total {MONEY})?{IS_PARTLY} {LEVEL_UP}\??$"
        ),
        r"\1のレベルアップ分の割合は?",
    ),
    (
        pattern(
            rf"^(?:what|how many|how much|which)(?: is the|'s the)? {RATIO} of (?!(?:the )?(?:whole|total|overall|entire|grand|all|list|everything|requests?|budget|amount|money)\b)(.+?)(?:'s)?(?: total| whole| overall| entire)*(?: {MONEY})? (?:is|are|goes to|goes on|comes from|belongs to|is taken by|is spent on|is for|does|do) (.+?)(?: account for| make up| represent| take| have)?\??$"
        ),
        r"\1に占める\2の割合は?",
    ),
    (
        pattern(
            rf"^(?:out )?of (?!(?:the )?(?:whole|total|overall|entire|grand|all|list|everything)\b)(.+?)(?:'s)?(?: total| whole)*(?: {MONEY})?,? (?:what|how many|which) {RATIO} (?:is|are|goes to|goes on|comes from|belongs to) (.+?)\??$"
        ),
        r"\1に占める\2の割合は?",
    ),
    (
        pattern(r"\b(?:how many|how much|what|which) ?(?:%|percents?|per cent)(?=[ ?])"),
        "what percentage",
    ),
    (
        pattern(
            rf"^(?:is|are) there (?:more|fewer) {KIND} (?:or|than) {KIND}\??$|^which (?:is|are) (?:there )?more(?: of)?[,:]? {KIND} or {KIND}\??$"
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
            r"^(?:which|what)(?: other)? (?:projects?|ones?) (?:(?:do |are )?(?:cost|costing|request|requesting|ask for)s? more|(?:are|is) (?:more expensive|bigger|larger|dearer)) than (?!\d)(?:the )?(.+?)(?: projects?)?\??$"
        ),
        r"\1より高い事業は?",
    ),
    (
        pattern(
            r"^(?:which|what)(?: other)? (?:projects?|ones?) (?:(?:do |are )?(?:cost|costing|request|requesting|ask for)s? less|(?:are|is) (?:cheaper|less expensive|smaller)) than (?!\d)(?:the )?(.+?)(?: projects?)?\??$"
        ),
        r"\1より安い事業は?",
    ),
    (
        pattern(
            r"^how many (?:projects?|ones?) (?:(?:cost|request|ask for) more|are (?:more expensive|bigger|larger)) than (?!\d)(?:the )?(.+?)(?: projects?)?\??$"
        ),
        r"\1より高い事業は何件?",
    ),
    (
        pattern(
            r"^how many (?:projects?|ones?) (?:(?:cost|request|ask for) less|are (?:cheaper|less expensive|smaller)) than (?!\d)(?:the )?(.+?)(?: projects?)?\??$"
        ),
        r"\1より安い事業は何件?",
    ),
    (
        pattern(
            r"^(?:which|what) (?:section|department|division|bureau|office|pillar)s? (?:has|have|requests?|asks? for|gets?|is|are)(?: an?)? (?:more|larger|bigger|higher|smaller|less|lower)(?: (?:budget|money|amount|total))? than .+\??$"
        ),
        "課あたりの比較は?",
    ),
    (
        pattern(
            r"^how much (?:do|does|did|will) (?:the )?(.+?) and (?:the )?(.+?) each (?:request|cost|ask for|need|want)s?\??$"
        ),
        r"\1と\2はそれぞれいくら?",
    ),
    (
        pattern(rf"^which is (?:bigger|larger|more|higher|greater)[,:]? {KIND} or {KIND}\??$"),
        "新規とレベルアップはどちらが多い?",
    ),
    (
        pattern(
            rf"^(?:and |so )?(?:is|was) (?:it|that|this)(?: one| project)? {MORE} than (?!\d)(?:the )?(.+?)(?: projects?| one| program| request)?\??$"
        ),
        r"\2より高い?",
    ),
    (
        pattern(
            rf"^(?:and |so )?(?:is|was) (?:it|that|this)(?: one| project)? {LESS} than (?!\d)(?:the )?(.+?)(?: projects?| one| program| request)?\??$"
        ),
        r"\2より安い?",
    ),
    (
        pattern(
            rf"^(?:is|are|does|do|did) (?!there\b)(.+?) (?:cost |ask for |request |need )?(?:{MORE}|{LESS}) than (?!\d|one\b|a\b)(.+?)(?: does| do| is| are)?\??$"
        ),
        r"which is more expensive, \1 or \4?",
    ),
    (
        pattern(
            r"\b(?:how far apart|what's the gap|how big is the gap|how wide is the gap|what is the gap|the gap)\b(?: are they| are| is| between)?"
        ),
        "difference",
    ),
    # --- what was granted of a request
    (
        pattern(
            r"^(?:and )?(?:by )?how (?:much|far) (?:was|were|has|have|did|got) (?!cut\b|reduced\b)(.+?) (?:been |get |got )?(?:cut|cut back|reduced|trimmed|slashed)(?: by)?[?.!]*$"
        ),
        r"how much was cut from \1?",
    ),
    (
        pattern(
            rf"\b(?:by )?how much (?:is|was) (?:the |its |their )?{_GRANTED} (?:below|lower than|under|less than|smaller than|short of) {_ASKED}"
        ),
        "how much was cut",
    ),
    (
        pattern(
            rf"\b(?:that |which |who |whose )?(?:got |have |has |had |received |with |where |were given |getting )?(?:the |its |their |an? )?{_GRANTED} (?:(?:that )?(?:is|was|are|were) )?(?:lower than|smaller than|less than|below|under|short of) {_ASKED}"
        ),
        "査定で減らされた",
    ),
    (
        pattern(
            rf"\b(?:got|received|were given|was given|get) (?:less|not as much|lower|smaller) (?:money )?(?:than|as) {_ASKED}"
        ),
        "査定で減らされた",
    ),
    (
        pattern(
            rf"^(?!.*{_HOW_FAR})(?=.*\b(?:projects?|ones?|items?|programs?|which|what|those|them|anything|everything|list)\b)(.*?)\b(?:that |which |who )?(?:(?:were|was|got|have been|had been|has been|are|is|being|been) )+(?:actually |then )?(?:cut|cut back|cut down|reduced|trimmed|slashed)\b(?: (?:by|in|during|after) (?:the )?(?:assessment|review|budget|finance \w+))?"
        ),
        r"\1査定で減らされた",
    ),
    (
        pattern(
            rf"\b(?:that |which |who )?(?:got|received|were given|was given|get|were granted|was granted|granted|given) (?:exactly |just |all |all of |everything |the full |the whole |the same as )*{_ASKED}(?: in full)?|\b(?:that |which )?(?:were|was|got|been|are) (?:granted|funded|approved|given|accepted) in full|\b(?:that |which )?(?:weren't|wasn't|were not|was not|not) cut\b"
        ),
        "満額だった",
    ),
    (
        pattern(
            rf"\b(?:that |which |who )?(?:got|received|were given|was given|get) more (?:money )?than {_ASKED}"
        ),
        "要求より増えた",
    ),
    (
        pattern(
            r"\b(?:that |which |who )?(?:got nothing|got no money|got zero|got 0 yen|(?:were|was|got) (?:rejected|dropped|turned down|denied|refused)|(?:were|was) (?:not|never) (?:funded|granted))\b"
        ),
        "ゼロ査定の",
    ),
    (
        pattern(
            r",? (?:and |but )?not (?:what|how much|the amount) (?:(?:they|it|was|were|is|had|been) )+(?:asked|asking|requested|requesting)(?: for)?|,? (?:and |but )?not the request(?:ed amount)?(?=[?.!,]|$)"
        ),
        "",
    ),
    (pattern(r"(?=.*予算額)\b(?:in the end|after all|finally)\b"), ""),
    (
        pattern(
            r"\bdid (?:it|they|that) (?:finally |actually )?(?:end up with|end up getting|get|receive)(?=[?.!]|$)"
        ),
        "",
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
            rf"\b(?:(?:please )?(?:sort|order|rank|arrange|list|put|show)(?: them| those| these| it| the list)?(?: all)?(?: in order)?(?: by (?:the )?(?:requested )?{MONEY})?[,:]? ?)?(?:from )?(?:the )?{SMALL} (?:ones? )?(?:first|to (?:the )?(?:largest|biggest|highest|most expensive|high|large|big|expensive|priciest))"
        ),
        "安い順に並べて",
    ),
    (
        pattern(
            rf"\b(?:(?:please )?(?:sort|order|rank|arrange|list|put|show)(?: them| those| these| it| the list)?(?: all)?(?: in order)?(?: by (?:the )?(?:requested )?{MONEY})?[,:]? ?)?(?:from )?(?:the )?{LARGE} (?:ones? )?(?:first|to (?:the )?(?:smallest|lowest|cheapest|low|small|cheap))"
        ),
        "高い順に並べて",
    ),
    (
        pattern(
            r"^(?:please |can you |could you )?(?:rank|sort|order|arrange)(?: (?:all|them|it|the list))?(?: the)? (?:by )?(department|section|pillar|bureau|division)s?(?: by (?:the |their )?(?:total |requested )?(?:totals?|amounts?|requests?|budgets?|size|money|sum))?[.?!]*$"
        ),
        r"total by \1 in order",
    ),
    (
        pattern(
            r"^(?:please |can you |could you )?(?:rank|sort|order|arrange)(?: all)? (?=.+(?:高い順に並べて|安い順に並べて))"
        ),
        "list ",
    ),
    (
        pattern(
            rf"^(?:please |can you |could you )?(?:rank|sort|order|arrange)(?: all)? ((?!by\b|them|those|these|it\b|(?:all )?(?:the )?(?:department|section|pillar|bureau|division)s\b).+?)(?: in order)?(?: (?:by|according to|in order of|on) (?:the |their )?(?:requested |total )?{MONEY})?[?.!]*$"
        ),
        r"list \1 高い順に並べて",
    ),
    (pattern(r"\b(?:in )?ascending(?: order)?\b"), "安い順に並べて"),
    (pattern(r"\b(?:in )?descending(?: order)?\b"), "高い順に並べて"),
    (
        pattern(
            rf"^(?:please )?(?:sort|order|rank|arrange)(?: them| those| these| it)?(?: by (?:the )?(?:requested )?{MONEY})?[.?!]?$"
        ),
        "高い順に並べて",
    ),
    (
        pattern(
            r"^(?:please )?(?:rank|sort|order) (?:all )?(?:the )?(department|section|pillar|bureau|division)s(?: by (?:the )?(?:their )?(?:total|amount|request|budget|size)s?)?[.?!]?$"
        ),
        r"total by \1 in order",
    ),
)
"""What is computed of several projects."""
