"""Ways to ask in English. `_` is a space."""

from __future__ import annotations

from data.query import Attribute, Dimension, Measure, Operation, Untold
from nlp.rules.asking_en import FILLERS
from nlp.words.phrases import Rule, Slot

RULES: tuple[Rule, ...] = (
    Rule("count", Slot.OPERATION, Operation.COUNT, "how_many number_of count"),
    Rule(
        "sum", Slot.OPERATION, Operation.SUM, "total sum altogether in_total combined add_up plus"
    ),
    Rule("average", Slot.OPERATION, Operation.AVERAGE, "average mean per_project"),
    Rule("median", Slot.OPERATION, Operation.MEDIAN, "median"),
    Rule(
        "share",
        Slot.OPERATION,
        Operation.SHARE,
        "account_for accounts_for share_of what_share which_share {their,its,'s,biggest,largest,highest,what}_share{_of,_is,_does,} share_{in,does,do,goes,go,is,among,?} percentage percent what_percent proportion fraction",
    ),
    Rule(
        "compare",
        Slot.OPERATION,
        Operation.COMPARE,
        "difference how_far_apart far_apart how_much_more_{does,is,do,will,did} how_much_less_{does,is,do,did} how_much_{bigger,larger,smaller,higher,lower,cheaper}_is which_{had,has,is,was,got,requested}_the_{larger,higher,bigger,smaller,lower,greater} compare compared versus vs differ which_is_larger which_is_bigger which_is_more_expensive more_expensive which_costs_more which_one_costs_more costs_more costs_less cost_less cheaper which_is_cheaper cost_more_than_the costs_more_than_the cost_less_than_the costs_less_than_the",
    ),
    Rule("times", Slot.PER_EACH, Operation.COMPARE, "how_many_times times_as_much times_larger"),
    Rule(
        "breakdown",
        Slot.OPERATION,
        Operation.BREAKDOWN,
        "breakdown break_down broken_down grouped split",
    ),
    Rule("each", Slot.OPERATION, Operation.BREAKDOWN, "separately respectively"),
    Rule(
        "list",
        Slot.OPERATION,
        Operation.LIST,
        "list show_me_all show_all are_there_any is_there_any{thing,} anything_for anything_about what_projects which_projects",
    ),
    Rule(
        "amount",
        Slot.ATTRIBUTE,
        Attribute.REQUESTED,
        "how_many_yen how_much budget_request{ed,} requested_amount{s,} amount{s,} cost{s,} request{ed,s,} budget{s,} money price requested_for asked_for",
    ),
    Rule(
        "levelup",
        Slot.MEASURE,
        Measure.REQUESTED_LEVELUP,
        "increased_amount added_amount amount_added how_much_is_added level-up_only only_the_level-up{_part,_amount,} level_up_only only_the_level_up{_part,_amount,} level-up_{part,amount,portion} level_up_{part,amount,portion} levelup_{part,amount,portion} of_which_level-up",
    ),
    Rule(
        "cut",
        Slot.MEASURE,
        Measure.CUT,
        "{was,were,is,been,got}_cut{_from,_by,} cut_from {was,were,got}_reduced{_from,_by,} reduction",
    ),
    Rule("new money", Slot.MEASURE, Measure.NEW_MONEY, "new_money additional_money"),
    Rule(
        "section",
        Slot.ATTRIBUTE,
        Attribute.SECTION,
        "which_{section,division,office} who_is_{responsible,in_charge} in_charge{_of,} responsible{_for,} runs who_runs",
    ),
    Rule("department", Slot.ATTRIBUTE, Attribute.DEPARTMENT, "which_{department,bureau}"),
    Rule(
        "description",
        Slot.ATTRIBUTE,
        Attribute.DESCRIPTION,
        "what_{exactly_,}will_{be_done,it_do,happen} what_is_it_for tell_me_{more_,}about what_is what_does what's describe details in_detail in_more_detail more_about explain",
    ),
    Rule(
        "kind",
        Slot.ATTRIBUTE,
        Attribute.KIND,
        "new_or_{an_,}{expansion,expanded,existing,level-up,level_up,upgrade}{_of_an_existing_one,_of_an_existing_project,_one,_project,} is_{it,this,that}_new",
    ),
    Rule("account", Slot.ATTRIBUTE, Attribute.ACCOUNT, "{which,what}_account"),
    Rule(
        "source",
        Slot.ATTRIBUTE,
        Attribute.SOURCE,
        "source page_number which_page what_page where_is_that",
    ),
    Rule(
        "by department", Slot.DIMENSION, Dimension.DEPARTMENT, "{by,per,each,every}_department{s,}"
    ),
    Rule(
        "by section",
        Slot.DIMENSION,
        Dimension.SECTION,
        "{by,per,each,every}_{section,division}{s,}",
    ),
    Rule("by kind", Slot.DIMENSION, Dimension.KIND, "{by,per}_{kind,type,category}"),
    Rule("by pillar", Slot.DIMENSION, Dimension.PILLAR, "{by,per,each,every}_{pillar,chapter}{s,}"),
    Rule("by account", Slot.DIMENSION, Dimension.ACCOUNT, "{by,per}_account"),
    Rule("which department", Slot.TERM, Dimension.DEPARTMENT, "department{s,} bureau"),
    Rule("which section", Slot.TERM, Dimension.SECTION, "section{s,} division{s,} office"),
    Rule("which pillar", Slot.TERM, Dimension.PILLAR, "pillar{s,} chapter{s,}"),
    Rule(
        "largest",
        Slot.EXTREME,
        True,
        "priciest costliest largest biggest highest most_expensive top most greatest maximum",
    ),
    Rule(
        "smallest",
        Slot.EXTREME,
        False,
        "smallest lowest cheapest fewest least least_expensive bottom minimum",
    ),
    Rule("second", Slot.ORDINAL, 2, "second 2nd"),
    Rule("third", Slot.ORDINAL, 3, "third 3rd"),
    Rule("fourth", Slot.ORDINAL, 4, "fourth 4th"),
    Rule("fifth", Slot.ORDINAL, 5, "fifth 5th"),
    Rule(
        "order",
        Slot.DIRECTION,
        None,
        "in_order sorted ranked ranking from_{highest,largest,biggest,most_expensive}_to_{lowest,smallest,cheapest}",
    ),
    Rule(
        "last year",
        Slot.UNTOLD,
        Untold.LAST_YEAR,
        "last_year previous_year what_will_increase what_increased will_increase {does,did,has,will,is}_the_{total_,}{budget,amount,request,total,sum}_{increase,increased,increasing,go_up,gone_up,rise,rising}",
    ),
    Rule(
        "decision",
        Slot.UNTOLD,
        Untold.DECISION,
        "approved decided final_budget finally_decided passed",
    ),
    Rule("reason", Slot.UNTOLD, Untold.REASON, "why reason"),
    Rule(
        "time",
        Slot.UNTOLD,
        Untold.TIME,
        "when{?,_will,_is,_are,_does,_do,_did,_can,_was,_the,_it,_they} deadline schedule",
    ),
    Rule("place", Slot.UNTOLD, Untold.PLACE, "where_can where_is address phone_number"),
    Rule("how to", Slot.UNTOLD, Untold.HOW_TO, "how_do_i how_can_i how_to apply register"),
    Rule("eligibility", Slot.UNTOLD, Untold.ELIGIBILITY, "eligible who_can am_i"),
    Rule("users", Slot.UNTOLD, Untold.USERS, "how_many_{people,users,visitors}"),
    Rule(
        "unrelated",
        Slot.UNTOLD,
        Untold.UNRELATED,
        "weather ignore_{all_,}previous system_prompt drop_table poem joke mayor",
    ),
    Rule(
        "help",
        Slot.HELP,
        None,
        "help what_can_you_do how_do_i_use who_are_you what_can_i_ask what_{kind_of_,kinds_of_,sort_of_,}{things,questions,stuff}_can_i_ask what_can_you_{answer,tell_me} what_do_you_know what_are_you_for how_does_this_work how_do_you_work what_questions_can_you_answer",
    ),
    Rule("not computed", Slot.UNCOMPUTED, None, "share_of_own_group"),
    Rule("forgotten", Slot.FORGOTTEN, None, "name_forgotten"),
    Rule("refer", Slot.REFER, None, "it that that_one this_one those them its"),
    Rule(
        "narrow",
        Slot.NARROW,
        None,
        "only_{those,the_ones} just_{those,the_ones} of_those among_them of_them among_those",
    ),
    Rule(
        "exclude",
        Slot.EXCLUDE,
        True,
        "that_are_not which_are_not but_not not_{the,from,in} except{_for,} excluding other_than without not_including not_counting apart_from leaving_out minus",
    ),
    Rule(
        "whole",
        Slot.WHOLE,
        None,
        "in_all overall whole entire all_projects all_requests all_of_them all_items all_the_{projects,requests,items} every_project everything",
    ),
    Rule("noun", Slot.NOUN, None, "project{s,} program{s,} programme{s,} initiative{s,} item{s,}"),
    Rule("around a question", Slot.FILLER, None, " ".join(FILLERS)),
    Rule(
        "please",
        Slot.FILLER,
        None,
        "want_to own i'm_a i_am_a i'm_an i_am_an i_live_in i_live_here i'm i_am live belong{s,}_to belong{s,} listed included includes service{s,} help{s,} all every each_of just really please tell_me show_me give_me can_you could_you i_want_to_know i_would_like_to_know the a an of for in on to by with is are was were do does there has have what which how who me my and any about at be please show find give display see ask asks asked need needs get gets use uses have having planned ward fiscal it's i it we between than larger bigger and anything something everything some town city village spend spending spent spends pay pays going looking related concerning regarding involving named called one also too currently hey ok okay dear sir excuse sorry or should us their they people there good_{morning,afternoon,evening} hello hi thanks thank_you allocated run manage managed handle handles handled for_the in_the",
    ),
)
