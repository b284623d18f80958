"""Amounts, numbers of projects and of pillars, as English says them."""

from __future__ import annotations

from nlp.rules.words_en import RARE_GROUP, Way
from nlp.words.english_figures import (
    PLACES,
    by_total,
    first_of_projects,
    listed,
    most_projects,
    yen,
)
from nlp.words.patterns import pattern

GROUP = "(?:department|section|division|bureau|pillar|chapter)"

FIGURES: tuple[Way, ...] = (
    (
        pattern(
            r"^(?:(?:which|what) (department|section|division|bureau|office) (?:runs?|handles?|has|manages?|oversees?|leads?|owns?|carries out|is (?:in charge of|responsible for|behind|running))|(?:who(?:'s| is) (?:in charge of|responsible for|behind|running)|who (?:runs|handles|manages|oversees|leads))) (?:the )?(most expensive|costliest|priciest|largest|biggest|highest|cheapest|least expensive|smallest|lowest)(?: budget)?((?: new| level-?up)?) (?:project|item|program)(?: (?:in|of|within|under|among) (?:the )?((?!(?:whole |entire |full )?(?:list|total|budget|plan)\b|all\b).+?))?[?.!]*$"
        ),
        first_of_projects,
    ),
    (
        pattern(
            r"^(?:what is |what's )?(?:the )?difference between (?:the )?requested(?: amount)? and (?:the )?budget(?:ed)?(?: amounts?)? (?:for|of) (?:the )?(.+?)\??$"
        ),
        r"\1の要求額と予算額の差",
    ),
    (pattern(r"^how expensive (?:is|was|are|will|would) "), "how much is "),
    (pattern(r"\bprice tag\b"), "cost"),
    (pattern(r"\bzero yen\b"), "0 yen"),
    (pattern(r" ?≥ ?"), " at least "),
    (pattern(r" ?≤ ?"), " at most "),
    (pattern(r"\bno cheaper than\b"), "at least"),
    (pattern(r"\bgreater than\b"), "more than"),
    (pattern(r"\bmiddle value\b"), "median"),
    (
        pattern(
            rf"^(?:show |give me |list )?(?:the )?({GROUP})-?(?:wise| by {GROUP}) totals?\??$|^(?:show |give me |list )?(?:the )?totals? (?:grouped by|per|for each|for every|by) ({GROUP})\??$"
        ),
        lambda m: f"total by {m[1] or m[2]}",
    ),
    (
        pattern(r"^(?:by )?how much (?:does|do|did) (.+?) exceed (.+?)\??$"),
        r"difference between \1 and \2",
    ),
    (
        pattern(
            r"^how (?:much|many yen) (?:more|less|higher|lower) (?:is|was|are) (.+?) than (.+?)\??$"
        ),
        r"difference between \1 and \2",
    ),
    (pattern(r"^(?:what is |what's )?(?:the )?gap between "), "difference between "),
    (
        pattern(r"^(?:what is |what's )?(?:the )?ratio of (.+?) to (.+?)\??$"),
        r"\1は\2の何倍",
    ),
    (
        pattern(rf"^who (?:asks for|requests|wants) (?:the )?most(?: money)? among ({GROUP})s\??$"),
        r"which \1 requests the most?",
    ),
    (
        pattern(
            rf"^(which|what) ({GROUP}) (?:contains|holds|includes) the (?:highest|largest|greatest) number of ((?:new |level-?up )?projects)\??$"
        ),
        r"\1 \2 has the most \3?",
    ),
    (
        pattern(r"\bbetween ¥?(\d[\d,]*) and ¥?(\d[\d,]*)(?= ?(?:yen|jpy)?\b)(?<=,\d{3})"),
        r"between \1 and \2 yen",
    ),
    (
        pattern(
            r"\b(?:costing |in the |of |from )?(\d+)(?: ?- ?| to | and )(\d+) (million|billion)(?: yen)?(?: range)?\b"
        ),
        r"between \1 \3 and \2 \3 yen",
    ),
    (
        pattern(r"\bhow much (?:was|is|has been|were|are) budgeted (?:for|to) "),
        "what is the budget of ",
    ),
    (
        pattern(r"\bbudgeted (?:amounts?|money|sum|figure)\b|\b(?:amounts?|money|sum) budgeted\b"),
        "budget",
    ),
    (
        pattern(
            rf"^(?:which|what) ({GROUP}) (?:has|had|makes|made|with) the (?:largest|biggest|highest|greatest)(?: total| overall)?(?: budget)? (?:requests?|requested amount|amount|total)(?: overall| in total)?\??$"
        ),
        r"which \1 requests the most?",
    ),
    (
        pattern(
            rf"^(?:which|what) ({GROUP}) (?:has|had|makes|made|with) the (?:smallest|lowest|least)(?: total| overall)?(?: budget)? (?:requests?|requested amount|amount|total)(?: overall| in total)?\??$"
        ),
        r"which \1 requests the least?",
    ),
    (
        pattern(
            rf"^(?:the )?({GROUP}) with (?:the )?(most|fewest) ((?:new |level-?up )?projects)\??$"
        ),
        r"which \1 has the \2 \3?",
    ),
    (
        pattern(rf"\b(?:for|of|in) (?:each|every) ({GROUP})\b"),
        r"by \1",
    ),
    (
        pattern(
            r"^how many times (?:is )?(?:the )?(.+?)'s (?:request|budget|amount) is (?:the )?(.+?)'s(?: request| budget)?\??$"
        ),
        r"\2は\1の何倍",
    ),
    (pattern(rf"\bper ({GROUP})\b"), r"by \1"),
    (pattern(r"\bby bureau\b"), "by department"),
    (
        pattern(
            r"\bnew money[^.?]{0,16}[:,(] ?new projects (?:plus|and|\+) (?:the )?level-?up (?:amounts|portions|parts|part)\)?"
        ),
        "new money in total",
    ),
    (
        pattern(
            r"^which (?:one )?(?:asks for|requests|wants|needs|gets) (more|less),? (?:money,? )?(.+?) or (.+?)\??$"
        ),
        r"which costs \1, \2 or \3?",
    ),
    (
        pattern(
            r"^(?:does|do) (.+?) or (.+?) (?:ask for|request|want|need|cost|get) (more|less)(?: money)?\??$"
        ),
        r"which costs \3, \1 or \2?",
    ),
    (
        pattern(
            r"^how much (?:more|less) (?:does|do) (.+?) (?:ask for|request|cost|get|want) than (.+?)\??$"
        ),
        r"difference between \1 and \2",
    ),
    (
        pattern(
            r"^how much (?:more|less) than (.+?) (?:does|do) (.+?) (?:ask for|request|cost|get|want)\??$"
        ),
        r"difference between \2 and \1",
    ),
    (pattern(r"\bbetween (?:the )?totals? (?:of|for) "), "between "),
    (pattern(r"\b(new and level-?up|level-?up and new)(?: projects?'?)? totals\b"), r"\1"),
    (
        pattern(r"^how many (?:projects )?(?:is|are|was|were) (?:that|those|these|they|it)\?*$"),
        "how many?",
    ),
    (pattern(r"\b(?:total|overall|combined|full) (number|count)\b"), r"\1"),
    (pattern(r"\bexceeds? (?=[¥\d])"), "over "),
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
            rf"^(?:(?:which|what) |the (?={RARE_GROUP}))(department|section|division|bureau|office|pillar|{RARE_GROUP})s? (?:has|have|had|got|runs?|with|is running|requested|requests|asked for|asks for) (?:the )?(most|fewest|least)(?: number of)?((?: new| level-?up)?) (?:projects|requests|items|programs)(?:,? (?:of |worth )?(more than|over|above|exceeding|at least|less than|under|below|at most) (\d[\d,.]*) ?(thousand|million|billion)? ?yen)?[?.!]*$"
        ),
        most_projects,
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
)
"""Amounts first: what comes after reads them as they are written here."""
