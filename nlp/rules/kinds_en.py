"""New and level-up in English: the kinds, and the part of a request that is level-up."""

from __future__ import annotations

from nlp.rules.words_en import IS_PARTLY, KIND, LEVEL_UP, MONEY, Way
from nlp.words.patterns import pattern

_EXPANDED = r"(?:expanded|expansion|enhanced|enhancement|upgraded|beefed-up|scaled-up|level+ed-up|extended|increased|additional|拡充|level-?up)"
"""Other words for what is level-up."""

KINDS: tuple[Way, ...] = (
    (
        pattern(
            rf"\b{_EXPANDED} (?:portion|part|share|amount|bit)(?: \((?:拡充|レベルアップ|増額)分?\))?"
        ),
        "level-up part",
    ),
    (pattern(r" \((?:拡充|レベルアップ|増額)分\)"), " level-up part"),
    (
        pattern(
            r"\b(are|were|is|was|count as) (?:an? )?(?:(?:expansion|enhancement|upgrade|extension|improvement)s?|expanded|enhanced|upgraded)(?: \((?:拡充|レベルアップ)\))?(?=[?.!,]|$)"
        ),
        r"\1 level-up",
    ),
    (
        pattern(
            rf"\b{_EXPANDED}(?= (?:projects?|ones?|programs?|items?|(?:or|and|vs\.?|versus) new)\b)"
        ),
        "level-up",
    ),
    (
        pattern(
            rf"(?<=\bnew )(or|and|vs\.?|versus) {_EXPANDED}(?= (?:projects?|ones?|programs?|items?)\b|[?.!]|$)"
        ),
        r"\1 level-up",
    ),
    (
        pattern(
            rf"^(?:the )?(?:numbers?|counts?) of {KIND}(?: and| vs\.?| versus| or|,)? (?:the )?{KIND}(?:,? (?:please|pls))?[?.!]*$"
        ),
        "how many projects by kind?",
    ),
    (
        pattern(
            r"\bnew(?: (?:one|project|thing|item|program))?,? or (?:is it |is this |just |rather )?(?:an? )?(?:upgrade|add-?on|addition|top-?up|expansion|extension|improvement|continuation|enhancement|level-?up) (?:of|to|on) (?:an? |the |some)?(?:existing|something|one|older|already|previous|earlier|old|thing)[a-z -]*(?=[?.,!]|$)"
        ),
        "new or level-up",
    ),
    # --- kinds
    (
        pattern(
            r"(?:(?:do|does|did|would) )?(?:\b(?:count(?:ed|s)?|class(?:ed)?|classified|listed|considered|regarded|treated|labell?ed|marked|filed) (?:as )?)?(?:an? )?\bnew(?: (?:one|project|thing|item|program))?(?:,)? or (?:as |is it |is this |just |rather )?(?:an? )?(?:level-?up|expan\w+|upgraded?|existing|enhance\w*|improve\w*|extension)(?: (?:of an existing )?(?:one|project|thing|item|program))?(?=[?.,!]|$)"
        ),
        "new or level-up",
    ),
    (pattern(r",? (?:is|was) (?:it|this|that) (?=new or level-up)"), ", "),
    (
        pattern(
            rf"\b{KIND}(?: and| vs\.?| versus| or|,)? (?:the )?{KIND}(?: projects)?,? (?:separately|respectively|each|side by side|apart|how much (?:is |are |for )?(?:they )?each)\b"
        ),
        "by kind",
    ),
    (
        pattern(
            rf"\b(?:do|does|are|is|which)\b[^?]*\b{KIND} or {KIND}[^?]*\b(?:cost|more|larger|bigger|higher|less|cheaper)\b[^?]*\baverage\b"
        ),
        "average by kind",
    ),
    (
        pattern(
            rf"(?:\b(?:that|which|who|ones that|ones which) )?\b(?:aren't|isn't|are not|is not|weren't|wasn't|ain't) (?:an? |exactly |actually |really |marked |marked as |classed as )*(?={KIND}\b)"
        ),
        "which are not ",
    ),
    (pattern(rf"(?<!are )(?<!is )\bnot (?:an? )?(?={KIND}\b)"), "which are not "),
    (pattern(rf"\bnon-?(?={KIND}\b)"), "which are not "),
    (
        pattern(
            r"\bnewly (?:requested|started|starting|proposed|added|launched|introduced|established|created|planned|begun) (?=projects?|ones?|items?|programs?|things)"
        ),
        "new ",
    ),
    # --- the level-up part
    (
        pattern(
            rf"\b(?:what|which|how much) ?(?:portion|part|share|fraction|amount)? of (.+?)(?:'s)?(?: {MONEY})?{IS_PARTLY} {LEVEL_UP},? (?:in (?:yen|money|actual money|yen terms)|as an amount|not as a percentage)(?=[?.,]|$)"
        ),
        r"level-up part of \1",
    ),
    (
        pattern(
            rf"\b(?:how much|what part|which part|what portion|what amount) of (?:it|that|this|them|(?:the |this |that |its )?{MONEY}){IS_PARTLY}? {LEVEL_UP}(?![ -][a-z]*project)"
        ),
        "level-up part",
    ),
    (
        pattern(
            rf"\b(?:how much|what part|which part|what amount) of (.+?)(?:'s)?(?: {MONEY})?{IS_PARTLY} {LEVEL_UP}(?=[?.,]|$)"
        ),
        r"level-up part of \1",
    ),
    (
        pattern(
            rf"^(?:out )?of (.+?), how much (?:of it |of that )?(?:is|are|was|were|would be|will be) {LEVEL_UP}(?=[?.,]|$)"
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
)
"""What is said of kinds and of the level-up part."""
