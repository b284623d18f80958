"""What is refused before anything is computed: what a list cannot tell, what contradicts itself, what is
not computed here. A refusal never carries a figure.
"""

from __future__ import annotations

import re

from data.model import Project, Stage
from data.query import (
    Attribute,
    Dimension,
    Intent,
    NotFound,
    Operation,
    OutOfScope,
    Query,
    Untold,
)
from nlp.asking.asked import ASKING, DIFFERENCES, Asked, uncomputable
from nlp.asking.relative import all_but_top
from nlp.asking.told_numbers import asks_for_each, asks_number, is_told
from nlp.meaning.exclude import left_over
from nlp.meaning.parts import Part
from nlp.rules.particles import DEEDS
from nlp.rules.untold import SPENT
from nlp.sentences.editions import stages_of
from nlp.sentences.outcomes import ASSESSED
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot, Span
from nlp.words.text import holds_any, normalize


def says_nothing(asked: Asked) -> bool:
    """A greeting, a thank-you: no name, no question."""
    named = asked.parts or asked.references or asked.sentence.has_any(_SAYS)
    return not named and (asked.asks_nothing or _only_how_much(asked))


_SAYS = frozenset(
    {
        Slot.OUTCOME, Slot.AMOUNT, Slot.NUMBER, Slot.NOUN, Slot.WHOLE, Slot.TERM, Slot.PILLAR_NUMBER,
        Slot.PLACES, Slot.PAGE, Slot.BOUND, Slot.UNCOMPUTED,
    }
)  # fmt: skip
"""What says something though it neither names nor asks."""


def _only_how_much(asked: Asked) -> bool:
    """「いくら？」「担当は？」 alone, with nothing before it: of what is not said."""
    asking = [s for s in asked.sentence.spans if s.slot in ASKING]
    text = asked.sentence.text
    if all(s.slot is Slot.ATTRIBUTE and s.value is not Attribute.REQUESTED for s in asking):
        return True
    return all(
        s.value is Attribute.REQUESTED
        and not re.search("予算|要求|よさん|ようきゅう|budget|request", text[s.begin : s.end])
        for s in asking
    )


def untold(asked: Asked) -> Intent | None:
    """What the list cannot tell, whoever is asked about; what the description of a project tells."""
    one = asked.single or (asked.lone[1] if asked.lone else None)
    if one and is_told(asked, one):
        scope = asked.lexicon.of_projects([one])
        return Query(Operation.DETAIL, scope, attributes=(Attribute.DESCRIPTION,))
    span = asked.sentence.first(Slot.UNTOLD)
    if one and not span and (reason := _number_untold(asked)):
        return OutOfScope(asked.lexicon.edition.id, reason, (one.id,))
    if not span or not isinstance(span.value, Untold):
        return None
    if asked.sentence.has(Slot.OUTCOME) and span.value in (Untold.DECISION, Untold.LAST_YEAR):
        return None
    decided = span.value is Untold.DECISION and span.rule != SPENT
    if decided and asked.lexicon.has_budget:
        money = asked.attributes or asked.sentence.has(Slot.MEASURE)
        if one and not money and "結果" in asked.sentence.text:  # 査定結果は
            both = (Attribute.REQUESTED, Attribute.BUDGET)
            return Query(Operation.DETAIL, asked.lexicon.of_projects([one]), attributes=both)
        return None if money else uncomputable(asked)
    if span.value is Untold.LAST_YEAR and asked.dated:
        return None
    about = (asked.single.id,) if asked.single else ()
    if asked.single and _said_of(asked, span, asked.single):
        return None
    if _tells_which(asked, span):
        return None
    return OutOfScope(asked.lexicon.edition.id, span.value, about)


_EXPENSE = pattern("(?P<deed>[\u3400-\u9fff々]{2,4})費$", among="費")


def other_expense(asked: Asked) -> NotFound | None:
    """「図書館の改修費」 of 電子図書館サービス拡大: what is paid for is nothing that the one project does."""
    lone = asked.lone
    if not lone:
        return None
    part, project = lone
    text = normalize(f"{project.name} {project.description}")
    for span in asked.sentence.all(Slot.ATTRIBUTE):
        found = _EXPENSE.search(asked.sentence.text[span.begin : span.end])
        alike = next((d for d in DEEDS if found and found["deed"] in d), None)
        if alike and 0 <= span.begin - part.end <= 1 and not holds_any(text, alike):
            words = asked.sentence.text[part.begin : span.end]
            return NotFound(asked.lexicon.edition.id, words, (project.id,))
    return None


def _number_untold(asked: Asked) -> Untold | None:
    """Why a number is not told that only a description could tell: 砂箱は何基, 1地区の補助金は何円."""
    text = asked.sentence.text
    if asks_for_each(text):
        return Untold.ELIGIBILITY
    if asked.operations or asked.attributes or asked.sentence.has(Slot.MEASURE):
        return None
    return Untold.USERS if asks_number(text) else None


def _said_of(asked: Asked, span: Span, project: Project) -> bool:
    """「区長の記者発表を流すやつの予算」: whether the word only tells which project is meant."""
    own = _first_word(asked, span) in normalize(f"{project.name} {project.description}")
    after = [p for p in asked.parts if p.is_project and p.end > span.end]
    fields = asked.sentence.has(Slot.ATTRIBUTE) or asked.sentence.has(Slot.MEASURE)
    return own and bool(after) and fields


def _first_word(asked: Asked, span: Span) -> str:
    """The first word of a phrase, if it is long enough to stand in a text by itself."""
    first = next((t.surface for t in asked.sentence.tokens if t.begin == span.begin), "")
    return first if len(first) >= 2 else "\0"


_WHICH = pattern(
    r"(?:どの|何の|なんの|どれ|どんな|どういう)(?:事業|やつ|もの|プロジェクト)|(?:事業|やつ|もの)は(?:どれ|何|なに|ある|あり)"
)
_OF_THING = pattern(
    r"(?:る|ます|た)?(?:(?:とか|みたいな|ような)?、?(?:(?:そう|こう)(?:いう|いった)|そんな|こんな))?(?:事業|やつ|もの|制度|サービス|取り?組み?|仕組み|プロジェクト|って話|話)"
)
_PAST = pattern(
    r"度?の(?!予算|当初|補正|要求|決算|実績|事業|金額|合計|総額|一覧|数字|費用|査定|今年|[額分同方と])[\u3400-\u9fff\u30a1-\u30fa]"
)
"""What happened in another year, and is no amount of it: おととしの大雨."""

_CHANGED = pattern(r"[をがの]?(?!教|知|聞)[^、。?をが]{1,8}(?:事業|やつ|もの|取組)")
_DONE_TO = pattern(
    r"(?:き)?(?:の(?:オンライン|電子|デジタル|簡素|迅速|ワンストップ|効率|負担)|(?:とか|や)[^、。]{1,6}の(?:事業|やつ|取り?組み?))"
)
"""What a project does to 手続, which people ask how to do."""

_MADE = pattern(r"を?(?:作|つく|造|増|広|提供|確保|整|設|用意)|づくり")
_HOW_MUCH = pattern(
    r"(?:いくら|何円|なんぼ|どれ(?:だけ|くらい|ぐらい)|どの(?:くらい|ぐらい))(?:が|は)?$"
)


def _tells_which(asked: Asked, span: Span) -> bool:
    """Whether a word that could ask for what the list lacks only tells which projects are meant:
    「補助率を上げるのはどの事業」「ポイントがもらえる事業」「場所を作る話」「いくら必要なの」.
    """
    text = asked.sentence.text
    if span.value is Untold.LAST_YEAR:
        return asked.sentence.has(Slot.NOUN) and bool(_PAST.match(text, span.end))
    if span.value is Untold.OPINION:
        return bool(_HOW_MUCH.search(text[: span.begin]))
    if span.value is Untold.HOW_TO:
        own = _first_word(asked, span) in asked.lexicon.text
        return own and bool(_DONE_TO.match(text, span.end))
    if span.value is Untold.PLACE:
        return bool(_MADE.match(text, span.end))
    if span.value is Untold.PERSON:
        return text[span.begin : span.end].endswith("の") and bool(asked.references)
    if span.value not in (Untold.ELIGIBILITY, Untold.USERS) or not (
        asked.parts or asked.references
    ):
        return False
    if _OF_THING.match(text, span.end):
        return True
    told = _WHICH.search(text) or _CHANGED.match(text, span.end)
    return bool(told) and _first_word(asked, span) in asked.lexicon.text


_ORDER = list(Stage)


def other_year(asked: Asked) -> Intent | None:
    """A fiscal year, or a later stage, of which no list is kept here."""
    edition = asked.lexicon.edition.id
    stages, years = stages_of(asked.sentence.text), asked.sentence.all(Slot.YEAR)
    if not stages and not years:
        return None
    later = _ORDER[_ORDER.index(edition.stage) + 1 :]
    if any(stage in later for stage in stages) or any(
        s.value != edition.fiscal_year for s in years
    ):
        about = (asked.single.id,) if asked.single else ()
        return OutOfScope(edition, Untold.OTHER_EDITION, about)
    return None


_CHANGES = frozenset({Slot.MEASURE, Slot.OUTCOME})


def incomparable(asked: Asked) -> OutOfScope | None:
    """A change that no two lists kept here can tell."""
    if not asked.sentence.has_any(_CHANGES):
        return None
    differences = [s for s in asked.sentence.all(Slot.MEASURE) if s.value in DIFFERENCES]
    if differences and not asked.lexicon.has_budget:
        about = (asked.single.id,) if asked.single else ()
        return OutOfScope(asked.lexicon.edition.id, Untold.DECISION, about)
    for span in asked.sentence.all(Slot.OUTCOME):
        if not any(p.begin == span.begin for p in asked.parts):
            decided = span.value in ASSESSED
            reason = Untold.DECISION if decided else Untold.LAST_YEAR
            about = (asked.single.id,) if asked.single else ()
            return OutOfScope(asked.lexicon.edition.id, reason, about)
    return None


_NUMBERED = frozenset({Slot.NUMBER, Slot.PILLAR_NUMBER, Slot.PAGE})


def missing_number(asked: Asked) -> Intent | None:
    """No.64 of a list that ends with 63, 柱9 of a list with four, a page that it does not have."""
    edition = asked.lexicon.edition.id
    if not asked.sentence.has_any(_NUMBERED):
        return None
    numbered = (Slot.NUMBER, Slot.PILLAR_NUMBER, *(() if asked.single else (Slot.PAGE,)))
    for span in (s for slot in numbered for s in asked.sentence.all(slot)):
        if not any(p.begin == span.begin for p in asked.parts):
            words = asked.sentence.text[span.begin : span.end]
            return NotFound(edition, words.replace("no.", "No.", 1))
    return None


_PLACES = (Dimension.DEPARTMENT, Dimension.SECTION, Dimension.PILLAR, Dimension.POLICY)


_OF_SETS = frozenset({Operation.COMPARE, Operation.SHARE, Operation.SUM})


def contradicted(asked: Asked) -> Intent | None:
    """「建築課の母子手帳アプリ」, which another section runs: the list holds no such thing."""
    if len(asked.parts) < 2:
        return None
    if beside := _beside_named(asked):
        return beside
    project = asked.single
    if not project:
        return None
    named = next(p for p in asked.parts if p.is_project)
    groups = [p for p in asked.parts if p.entity.dimension is not None and not p.excluded]
    if not groups:
        return None
    joined = [p for p in groups if _joined_to(p, named, asked.sentence.text)]
    places = [p for p in groups if p.entity.dimension in _PLACES or p in joined]
    wants = _OF_SETS.intersection(asked.operations)
    if wants == {Operation.SUM} and joined:
        wants, places = frozenset[Operation](), joined  # 「運河の新規事業の合計」
    if not places or wants or asked.sentence.has(Slot.PER_EACH):
        return None
    money = Attribute.REQUESTED in asked.attributes or asked.sentence.has(Slot.MEASURE)
    if not joined and any(p.begin > named.begin for p in places) and not money:
        return None  # 「防災ラジオは防災課？」 asks; it does not claim
    scope = asked.lexicon.whole.narrow(named.entity.scope)
    if all(asked.lexicon.index.select(scope.narrow(p.entity.scope)) for p in places):
        return None
    begin, end = min(places[0].begin, named.begin), max(places[0].end, named.end)
    words = asked.sentence.text[begin:end]
    return NotFound(asked.lexicon.edition.id, words, (project.id,))


def _joined_to(group: Part, named: Part, text: str) -> bool:
    """Whether a group and a name say one thing together: 防災課の防災ラジオ, 運河の新規事業."""
    before = text[group.end : named.begin] if group.end <= named.begin else ""
    after = text[named.end : group.begin] if named.end <= group.begin else ""
    return "の" in (before, after)


def _beside_named(asked: Asked) -> NotFound | None:
    """「がけ改修助成は新規という理解で」: what is about other projects than the one beside it is not in the list."""
    if asked.operations:
        return None
    exact = {s.begin for s in asked.sentence.all(Slot.ENTITY)}
    named = [p for p in asked.parts if p.is_project and not p.excluded and p.begin in exact]
    topics = [p for p in asked.parts if p.topic and not p.excluded and p.entity.scope.topic]
    if len(named) != 1 or any(p.listed for p in (*named, *topics)):
        return None
    ids = named[0].entity.scope.projects or frozenset()
    others = [p for p in topics if not ids & (p.entity.scope.projects or frozenset())]
    if not others:
        return None
    words = asked.sentence.text[others[0].begin : others[0].end]
    return NotFound(asked.lexicon.edition.id, words, tuple(sorted(ids)))


_UNNAMED = pattern(r"^(?:[部課局係室]|部署|柱|会計)の(?:事業|一覧|予算|合計)")


def unrelated(asked: Asked, last: Query | None) -> Intent | None:
    """「同じ局の事業」「局の事業」 of nothing: not the whole list."""
    same = asked.sentence.has(Slot.SAME) and not last and not asked.lone and not asked.references
    unnamed = not asked.parts and not asked.references and _UNNAMED.match(asked.sentence.text)
    if same or (unnamed and not last):
        return OutOfScope(asked.lexicon.edition.id, Untold.UNREADABLE)
    return None


def unsubtracted(asked: Asked) -> Intent | None:
    """Something is to be taken away, and it is not clear what: the answer might be just that."""
    if not asked.sentence.has(Slot.EXCLUDE):
        return None
    if left_over(asked.sentence, asked.spent) and not all_but_top(asked):
        return uncomputable(asked)
    return None
