"""Whole questions in English, and the Japanese ones that they are: who runs the second largest project.

What names a subject in them stays in English; it is put into Japanese afterwards.
"""

from __future__ import annotations

import re

from nlp.rules.words_en import LARGE, SMALL, Way
from nlp.words.english_figures import PLACES, bounded, group_in_japanese, kind_in_japanese
from nlp.words.patterns import pattern

_WORDS = "|".join(said for said, place in PLACES.items() if place != "1" and said.isalpha())
_NTH = rf"(?:(?P<nth>{_WORDS}|\d{{1,2}}(?:st|nd|rd|th))[ -])?"
_RANK = rf"(?:the )?{_NTH}(?:(?:{LARGE}|top)|(?P<small>{SMALL}))"
_KIND = r"(?: (?P<kind>new|level-?up))?"
_PROJECT = r" (?:projects?|programs?|items?)"
_OFFICE = r"(?:section|division|office|(?P<high>department|bureau))"
_RUNS = r"(?:runs?|manages?|handles?|(?:is|are) in charge of|(?:is|are) responsible for|oversees?|operates?|carr(?:y|ies) out)"
_ANY = r"(?P<by>pillar|chapter|department|bureau|section|division|account)s?"
_END = r"[?.!]*$"


def _number(nth: str | None) -> int:
    return 1 if not nth else int(PLACES.get(nth) or re.sub(r"\D", "", nth))


def _place(told: dict[str, str | None], size: str) -> str:
    """How Japanese names a place of a ranking: 一番高い, 3番目に安い."""
    number = _number(told["nth"])
    return f"一番{size}" if number == 1 else f"{number}番目に{size}"


def _kind(told: dict[str, str | None]) -> str:
    return kind_in_japanese(told.get("kind"))


def _field(told: dict[str, str | None]) -> str:
    return "担当部" if told.get("high") else "担当課"


def _cost(told: dict[str, str | None]) -> str:
    return "安い" if told["small"] else "高い"


def _runs(match: re.Match[str]) -> str:
    """「2番目に高い新規事業の担当課は」; without a bound, which stands in English."""
    told = match.groupdict()
    within = told.get("inside") or told.get("within")
    place = _place(told, _cost(told))
    return f"{f'{within} で' if within else ''}{place}{_kind(told)}事業の{_field(told)}は?"


def _runs_grown(match: re.Match[str]) -> str:
    """「レベルアップ分が2番目に大きい事業の担当部は」."""
    told = match.groupdict()
    return f"レベルアップ分が{_place(told, '小さい' if told['small'] else '大きい')}事業の{_field(told)}は?"


def _run_first(match: re.Match[str]) -> str:
    """「安い順に3件の担当課は」."""
    told = match.groupdict()
    kind = f"{_kind(told)}の" if told["kind"] else ""
    return f"{kind}{_cost(told)}順に{told['many']}件の{_field(told)}は?"


def _is_kind(match: re.Match[str]) -> str:
    """「3番目に高い事業は新規」."""
    told = match.groupdict()
    return f"{_place(told, _cost(told))}事業は{_kind(told)}ですか?"


def _beyond(match: re.Match[str]) -> str:
    """「no.31より高いレベルアップ事業は」."""
    told = match.groupdict()
    return f"{told['name']} より{'安い' if told['less'] else '高い'}{_kind(told)}事業は{'何件' if told['many'] else ''}?"


def _first_of_each(match: re.Match[str]) -> str:
    """「部ごとの一番高い事業は」."""
    told = match.groupdict()
    return f"{group_in_japanese(told['by'])}ごとの一番{_cost(told)}{_kind(told)}事業は?"


def _most_projects(match: re.Match[str]) -> str:
    """「新規の件数が2番目に多い部は」."""
    told = match.groupdict()
    place = _place(told, "少ない" if told["few"] else "多い")
    kind = f"{_kind(told)}の" if told["kind"] else ""
    return f"{kind}件数が{place}{group_in_japanese(told['by'])}は?"


def _by_number_of(match: re.Match[str]) -> str:
    """「部ごとの新規の件数を多い順に」."""
    told = match.groupdict()
    kind = f"{_kind(told)}の" if told["kind"] else ""
    return f"{group_in_japanese(told['by'])}ごとの{kind}件数を多い順に"


def _part_of(match: re.Match[str]) -> str:
    """「税務課に占める口座振替の割合は」: of a whole that it lies in."""
    told = match.groupdict()
    return f"{told['whole']}に占める {told['part']} の割合は?"


def _new_of(match: re.Match[str]) -> str:
    """「税務課の新規の割合は何%」."""
    told = match.groupdict()
    return f"{told['whole']} の{_kind(told)}の割合は何%?"


_MORE = r"(?:more expensive|bigger|larger|higher|costlier|pricier|dearer|greater)"
_LESS = r"(?P<less>cheaper|smaller|lower|less expensive|less costly)"
_PERCENT = r"(?:what|which) (?:percentage|percent|share|proportion|%|part) of"

_AMOUNT = r"(?P<bound>more than|over|above|exceeding|less than|under|below|at least|at most) ¥?(?P<figure>[\d.,]+) ?(?P<unit>million|billion|thousand|k|m|bn)?(?: yen)?"


def _runs_bounded(match: re.Match[str]) -> str:
    """「10000000円未満の事業で一番高い事業の担当課は」."""
    told = match.groupdict()
    within = bounded(match["bound"], match["figure"], match["unit"])
    return f"{within}事業で{_place(told, _cost(told))}{_kind(told)}事業の{_field(told)}は?"


def _of_its_office(match: re.Match[str]) -> str:
    """「no.24と同じ課の合計は」."""
    told = match.groupdict()
    asked = f"{_kind(told)}は何件" if told["kind"] else "事業は何件" if told["many"] else "合計は"
    return f"no.{told['number']}と同じ{'部' if told['high'] else '課'}の{asked}?"


ASKED: tuple[Way, ...] = (
    (
        pattern(
            rf"^(?:(?:which|what) {_OFFICE} {_RUNS}|who (?:runs|manages|handles|is in charge of|is responsible for)) {_RANK}{_KIND}{_PROJECT} (?:that costs |costing )?{_AMOUNT}{_END}"
        ),
        _runs_bounded,
    ),
    (
        pattern(
            rf"^(?:(?P<many>how many)(?: (?P<kind>new|level-?up))? projects (?:does|are in) |(?:the )?total (?:of|for) )the {_OFFICE} (?:of|that runs|running|in charge of) (?:project |no\.? ?)(?P<number>\d{{1,3}})(?: have)?{_END}"
        ),
        _of_its_office,
    ),
    (
        pattern(
            rf"^(?:what|which) (?:proportion|percentage|percent|share|%) of (?:the )?(?P<whole>(?!its |their |that |this ).+? (?:section|division|department|bureau)|[^a-z]*[課部局室])'s (?:request|total|budget|money) is (?:for )?(?P<kind>new|level-?up) projects{_END}"
        ),
        _new_of,
    ),
    (
        pattern(
            rf"^(?:what|which) (?:proportion|percentage|percent|share|%) of (?:the )?(?P<whole>(?!its |their |that |this ).+? (?:section|division|department|bureau)|[^a-z]*[課部局室])'s (?:request|total|budget|money) is (?:the )?(?P<part>.+?){_END}"
        ),
        _part_of,
    ),
    (
        pattern(
            rf"^(?:in (?:the )?(?P<inside>[^,]+), )?(?:(?:which|what) {_OFFICE} {_RUNS}|who (?:runs|manages|handles|is in charge of|is responsible for)|(?:tell me |what(?:'s| is) )?the (?:section|office) of|in charge of) {_RANK}{_KIND}{_PROJECT}(?: (?:in|of|from) (?:the )?(?P<within>.+?))?{_END}"
        ),
        _runs,
    ),
    (
        pattern(
            rf"^(?:which|what) {_OFFICE} {_RUNS} the project with the {_NTH}(?:largest|biggest|highest|(?P<small>smallest|lowest)) level-?up (?:portion|part|amount|share){_END}"
        ),
        _runs_grown,
    ),
    (
        pattern(
            rf"^(?:which|what) {_OFFICE}s? {_RUNS} (?:the )?(?=[^?]*(?P<many>(?<![0-9])[0-9]{{1,2}}))(?:\d+ )?(?:{LARGE}|top|(?P<small>{SMALL}))(?: \d+)?{_KIND}{_PROJECT}{_END}"
        ),
        _run_first,
    ),
    (
        pattern(rf"^is {_RANK}{_PROJECT}(?: an?)? (?P<kind>new|level-?up)(?: project| one)?{_END}"),
        _is_kind,
    ),
    (
        pattern(
            rf"^(?:(?:list|show|show me|give me) (?:the |all )?)?(?:(?P<many>how many)(?: are)?|(?:(?P<kind>new|level-?up) )?projects?)(?: projects)?(?: (?:that|which) are)?(?: are)? (?:{_MORE}|{_LESS}) than (?:the )?(?P<name>(?!\d|¥|average|mean|(?:the )?(?:{LARGE}|{SMALL})).+?){_END}"
        ),
        _beyond,
    ),
    (
        pattern(
            rf"^how much (?:more(?: expensive)?|larger|bigger) is the (?:{LARGE}|top) project than the second(?: (?:{LARGE}))?(?: one| project)?{_END}"
        ),
        "一番高い事業と2番目に高い事業の差は?",
    ),
    (
        pattern(
            rf"^is (?P<name>.+?) (?:in|among) the top (?:\d+|ten|five|three)(?: projects)?{_END}"
        ),
        lambda m: f"{m['name']} は何番目に高い?",
    ),
    (
        pattern(
            rf"^(?:what(?:'s| is| are) |list |show(?: me)? )?{_RANK}{_KIND}{_PROJECT} (?:in each|per|of every|of each|for each|for every|in every|by) {_ANY}{_END}"
        ),
        lambda m: m[0] if m["nth"] else _first_of_each(m),
    ),
    (
        pattern(
            rf"^(?:in|for) (?:each|every) {_ANY}, (?:which|what) (?:project )?is {_RANK}{_KIND}(?: project| one)?{_END}"
        ),
        lambda m: m[0] if m["nth"] else _first_of_each(m),
    ),
    (
        pattern(
            rf"^(?:which|what) {_ANY} has the {_NTH}(?:most|(?P<few>fewest)){_KIND} projects{_END}"
        ),
        _most_projects,
    ),
    (
        pattern(
            rf"^(?:rank |order |sort )?(?:the )?{_ANY}(?: ranked| ordered| sorted)? by (?:the )?(?:number of|how many){_KIND} projects{_END}"
        ),
        _by_number_of,
    ),
    (
        pattern(
            rf"^(?:rank|order|sort) (?:the )?{_ANY} by (?:the |their )?(?:total )?(?:requests?|totals?|amounts?|budgets?|money)(?: amounts?)?{_END}"
        ),
        lambda m: f"{group_in_japanese(m['by'])}を合計の大きい順に並べて",
    ),
    (
        pattern(rf"^compare (?:all )?(?:the )?(?:\d |four |three |five )?{_ANY}(?<=s){_END}"),
        lambda m: f"{group_in_japanese(m['by'])}ごとの合計は?",
    ),
    (
        pattern(
            rf"^(?:to )?(?:which|what) (?P<high>department|bureau) (?:does|is) (?:the )?(?P<name>.+?) (?:belong(?: to)?|part of|in|under){_END}"
        ),
        lambda m: f"{m['name']} は何部?",
    ),
    (
        pattern(
            rf"^{_PERCENT} (?:the )?(?P<whole>(?!its |their |that |this ).+?)'s projects (?:are|is) (?P<kind>new|level-?up){_END}"
        ),
        lambda m: f"{m['whole']} の{_kind(m.groupdict())}の割合は件数で何%?",
    ),
    (
        pattern(
            rf"^(?:what(?:'s| is) the )?(?:proportion|share|percentage) of (?P<kind>new|level-?up) projects in (?:the )?(?P<whole>.+? (?:section|division|department|bureau)|.*[課部局]){_END}"
        ),
        _new_of,
    ),
    (
        pattern(
            rf"^(?:what(?:'s| is) the )?(?:proportion|share|percentage) of (?:the )?(?P<part>project \d+|no\.? ?\d+|(?!new\b|level|projects|all\b|total|requests?\b|budget|money)[^,]+? (?:account|section)) (?:in|within|of) (?:the )?(?P<whole>.+? (?:section|division|department|bureau)|.*[課部局]){_END}"
        ),
        _part_of,
    ),
    (
        pattern(
            rf"^{_PERCENT} (?:the )?new projects' (?:money|total|budget|requests?) (?:goes to|is for|comes from|is) (?:the )?(?P<part>.+?){_END}"
        ),
        lambda m: f"{m['part']} は新規全体の何%?",
    ),
    (
        pattern(
            rf"^how much of (?:the )?(?P<whole>.+?) is (?:the )?(?P<part>.+?),? in (?:percent|percentage|%){_END}"
        ),
        _part_of,
    ),
    (
        pattern(
            rf"^(?:(?:which|what|list|show me|show) )?(?:(?P<many>how many)|(?:(?P<kind>new|level-?up) )?projects)(?: projects)?(?: (?:are|cost))? (?:(?P<less>below|under|less than)|above|over|more than) (?:the )?average(?: of (?P<of>new|level-?up) projects)?{_END}"
        ),
        lambda m: (
            m[0]
            if m["of"] and m["of"] != m["kind"]
            else f"{_kind(m.groupdict())}{'で' if m['kind'] else ''}{kind_in_japanese(m['of'])}{'の' if m['of'] else ''}平均より{'安い' if m['less'] else '高い'}事業は{'何件' if m['many'] else ''}?"
        ),
    ),
    (pattern(rf"^(?:the )?(?:{SMALL}) (\d+)(?: projects)?{_END}"), r"安い順に\1件"),
    (
        pattern(rf"^(?:what(?:'s| is) |which is )?{_RANK}{_KIND}{_PROJECT}{_END}"),
        lambda m: (
            f"{_place(m.groupdict(), _cost(m.groupdict()))}{_kind(m.groupdict())}事業は?"
            if m["nth"]
            else m[0]
        ),
    ),
    (
        pattern(
            rf"^which project (?:ranks|is ranked|comes) (?P<nth>\d+(?:st|nd|rd|th)|{_WORDS}){_END}"
        ),
        lambda m: f"{_number(m['nth'])}番目に高い事業は?",
    ),
    (
        pattern(
            rf"^projects (?:ranked|ranking|from no\.?) (\d+) (?:to|through|-) (\d+)(?: by (?:amount|request|budget))?{_END}"
        ),
        r"\1位から\2位の事業は?",
    ),
    (
        pattern(
            rf"^(?:the )?(?P<one>{_WORDS}) and (?P<two>{_WORDS}) (?:{LARGE}|(?P<small>{SMALL})) projects{_END}"
        ),
        lambda m: (
            f"{PLACES[m['one']]}番目と{PLACES[m['two']]}番目に{'安い' if m['small'] else '高い'}事業は?"
        ),
    ),
    (pattern(rf"^(?:the )?last project (?:in|of|on) the list{_END}"), "一覧の最後の事業は?"),
    (
        pattern(
            rf"^(?P<what>total|average|sum)(?: of all projects)? (?:without|except|excluding) the (?:{LARGE}|(?P<small>{SMALL})) project{_END}"
        ),
        lambda m: (
            f"一番{'安い' if m['small'] else '高い'}事業を除いた{'平均' if m['what'] == 'average' else '合計'}は?"
        ),
    ),
    (
        pattern(
            rf"^(?:list |show |show me )?(?:all )?(?:(?P<kind>new|level-?up) )?projects(?: (?:in|of|from) (?:the )?(?P<group>.+?))? (?:except|without|excluding|apart from|other than) (?:those |the ones |projects )?(?:in|of|from) (?:the )?(?P<away>(?:(?! and ).)+?)(?:: (?P<many>how many))?{_END}"
        ),
        lambda m: (
            f"{m['group'] + ' で' if m['group'] else ''}{m['away']} 以外の{_kind(m.groupdict())}事業は{'何件' if m['many'] else ''}?"
        ),
    ),
    (
        pattern(
            rf"^how many (?:(?P<kind>new|level-?up) )?projects (?:are )?outside (?:of )?(?:the )?(?P<away>.+?){_END}"
        ),
        lambda m: f"{m['away']} 以外の{_kind(m.groupdict())}事業は何件?",
    ),
    (
        pattern(
            rf"^how many (?P<times>times )?more (?P<kind>new|level-?up) projects (?:than|are there than) (?P<other>new|level-?up) projects(?: are there)?{_END}"
        ),
        lambda m: (
            f"{_kind(m.groupdict())}の件数は{kind_in_japanese(m['other'])}の件数の何倍?"
            if m["times"]
            else f"{_kind(m.groupdict())}と{kind_in_japanese(m['other'])}の件数の差は?"
        ),
    ),
    (
        pattern(
            rf"^(?:what(?:'s| is) the )?share of the (?:{LARGE}|top) project in its (?P<office>department|section){_END}"
        ),
        lambda m: f"一番高い事業は{group_in_japanese(m['office'])}の何%?",
    ),
    (
        pattern(
            rf"^{_PERCENT} (?:the )?(?P<kind>new|level-?up) projects (?:belong to|are in|is in|are run by) (?:the )?(?P<name>(?!pillar|chapter).+?){_END}"
        ),
        lambda m: f"{m['name']} の{_kind(m.groupdict())}は{_kind(m.groupdict())}全体の件数で何%?",
    ),
    (
        pattern(
            rf"^(?:the )?(?P<many>\d) (?:largest|biggest) {_ANY}' share(?: of the (?:total|whole))?{_END}"
        ),
        lambda m: f"上位{m['many']}{group_in_japanese(m['by'])}で全体の何%?",
    ),
    (
        pattern(
            rf"^(?:what(?:'s| is) )?(?:the )?average (?:requested )?(?:(?:amount|request|budget|cost) )?per (?P<kind>new|level-?up) project{_END}"
        ),
        lambda m: f"{_kind(m.groupdict())}の平均は?",
    ),
    (
        pattern(
            rf"^(?:(?:compare|(?:what(?:'s| is) )?(?:the )?difference (?:between|in)) (?:the )?averages? (?:of|for) (?:the )?(?P<one>.+?) (?:and|with|to) (?:the )?(?P<other>.+?)"
            rf"|(?:the )?averages? (?:of|for) (?:the )?(?P<a>.+?) and (?:the )?(?P<b>.+?),? which (?:one )?is (?:higher|larger|bigger|lower|smaller)"
            rf"|which is (?:higher|larger|bigger|lower|smaller),? (?:the )?average (?:of|for) (?:the )?(?P<c>.+?) or (?:(?:that )?of )?(?:the )?(?P<d>.+?)){_END}"
        ),
        lambda m: (
            f"{m['one'] or m['a'] or m['c']} の平均と{m['other'] or m['b'] or m['d']} の平均の差は?"
        ),
    ),
)
"""Questions that are put whole; the first that fits changes a sentence, and the rest find nothing in it."""
