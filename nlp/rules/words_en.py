"""English words that many ways to ask share, as pieces of patterns."""

from __future__ import annotations

import re
from collections.abc import Callable

KIND = r"(?:new|level-?up)(?: (?:ones?|projects?|things?|programs?|items?))?"
LEVEL_UP = r"(?:the |a |an |for |due to |actually |just |really )*level-?up(?: (?:part|portion|amount|money|share))?"
IS_PARTLY = r"(?:'s| is| are| was| were| would be| will be| might be| does| goes to| go to| comes from| come from| represents| counts as| consists of| stems from| is made up of| is due to)"
OFFICE = r"(?:section|department|division|bureau|office|team|center)"
RARE_GROUP = "policy|policies|sub-?pillars?|kinds?|types?|category|categories|accounts?"
"""What English may call groups, and other things as well."""

RATIO = r"(?:percentage|percent|%|share|proportion|fraction|portion|part)"
MONEY = (
    r"(?:requests?|requested|budgets?|budgeted|amounts?|money|totals?|costs?|sum|funding|figures?)"
)
MORE = r"(more expensive|pricier|costlier|more|higher|bigger|larger|greater)"
LESS = r"(less expensive|cheaper|less|lower|smaller)"
SMALL = r"(?:cheapest|lowest|smallest|least expensive|lowest-cost|low|small|cheap)"
LARGE = r"(?:largest|biggest|highest|most expensive|priciest|costliest|dearest|high|large|big|expensive)"

Way = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]"]
"""What is said, and what stands for it."""
