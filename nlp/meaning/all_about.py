"""What a total or an amount for one thing is of: the project of that name, or all that have to do with it."""

from __future__ import annotations

from msgspec.structs import replace

from nlp.meaning.about import heavy
from nlp.meaning.by_name import ALMOST_WHOLE, MOST, OFFERED
from nlp.meaning.by_topic import BY_TOPIC
from nlp.meaning.reference import Reference, Sure, Wanted
from nlp.meaning.resolve import EXPENSE, OFFICE, resolve
from nlp.names.lexicon import Lexicon
from nlp.sentences.mentions import mention_of
from nlp.sentences.sentence import Mention, Sentence
from nlp.words.patterns import pattern
from nlp.words.text import fold, normalize
from nlp.words.tokens import Token


def all_about(reference: Reference, lexicon: Lexicon, *, of_many: bool) -> Reference:
    """A reference; all that one word is about, where it is a part of the one name that holds it: a total of 除雪 is
    not that of 除雪機械更新.
    """
    mention = reference.mention
    if reference.sure is not Sure.NAMED or len(lexicon.topics.compounds(mention.tokens)) != 1:
        return reference
    name = lexicon.plain_names[lexicon.projects.index(reference.projects[0])]
    least = MOST if len(mention.tokens) == 1 else ALMOST_WHOLE
    if len(mention.text) >= least * len(name) and not of_many:
        return reference
    topic = next(iter(resolve(mention, lexicon, Wanted.ALL)), reference)
    return topic if topic.sure is Sure.TOPIC and len(topic.projects) > 1 else reference


def amount_about(reference: Reference, sentence: Sentence, lexicon: Lexicon) -> Reference:
    """What an amount is asked of; all that have to do with one thing, where its name does not say so: an amount for 子育て
    is not that of the one that speaks of it, nor たばこ対策 that of 受動喫煙防止対策.
    """
    mention = reference.mention
    said = fold(normalize(mention.text)).removesuffix(EXPENSE)
    rows = (lexicon.projects.index(p) for p in reference.projects)
    if reference.sure is Sure.NAMED and any(said in lexicon.plain_names[row] for row in rows):
        return reference
    thing = heavy(lexicon.topics.compounds(mention.tokens))
    if len(thing) != 1 or thing[0].pos != "名詞":
        return reference
    if reference.sure is Sure.SEVERAL:
        budget = _BUDGET.fullmatch(sentence.text, mention.end) and len(mention.tokens) == 1
        return _with_others(reference, lexicon) if budget else reference
    if reference.sure is Sure.ABSENT and reference.why != OFFICE:
        one = len(lexicon.topics.compounds(mention.tokens)) == 1
        alone = one and not mention.text.endswith(EXPENSE)
        return _offered(reference, lexicon) if alone else reference
    if reference.sure is not Sure.NAMED:
        return reference
    alone = len(thing) == len(lexicon.topics.compounds(mention.tokens))
    about = mention if alone else mention_of(thing[0].surface)
    if not alone and not _is_measure(mention, thing[0]):
        return reference
    if alone and reference.why != BY_TOPIC:
        return reference
    topic = next(iter(resolve(about, lexicon, Wanted.ALL)), reference)
    held = set(reference.projects) <= set(topic.projects)
    if topic.sure is not Sure.TOPIC or len(topic.projects) < 2 or not held:
        return reference
    named = [p for p in topic.projects if lexicon.topics.names(lexicon.projects.index(p), thing[0])]
    if not alone and len(named) < 2:
        return reference
    return replace(topic, mention=mention, sure=Sure.SEVERAL)


def _offered(reference: Reference, lexicon: Lexicon) -> Reference:
    """What no name says, as all that have to do with it, to choose from (環境の予算); more than can be offered as a topic."""
    topic = next(iter(resolve(reference.mention, lexicon, Wanted.ALL)), reference)
    several = topic.sure is Sure.TOPIC and len(topic.projects) > 1
    if several and len(topic.projects) <= OFFERED:
        topic = replace(topic, sure=Sure.SEVERAL)
    return topic if several else reference


def _with_others(reference: Reference, lexicon: Lexicon) -> Reference:
    """Those whose names say a word, to choose from, with the others that it is about: 合計は afterwards is of them all."""
    topic = next(iter(resolve(reference.mention, lexicon, Wanted.ALL)), reference)
    held = set(reference.projects) < set(topic.projects)
    if topic.sure is not Sure.TOPIC or not held or len(topic.projects) > OFFERED:
        return reference
    others = tuple(p for p in topic.projects if p not in reference.projects)
    return replace(reference, projects=(*reference.projects, *others))


_BUDGET = pattern(
    "(?:の予算|予算|にかかるお金|にかける(?:お金|予算))(?:額)?(?:は|って|を)?(?:いくら|何円|教えて(?:ください)?|どれ(?:くらい|ぐらい|だけ))?(?:です|なの|ある|あります|になる)?か?[?。]*"
)
_MEASURES = ("対策", "支援", "対応", "推進", "施策", "政策")


def _is_measure(mention: Mention, thing: Token) -> bool:
    """Whether a mention is a thing and that something is done about it: ごみ対策費."""
    rest = fold(normalize(mention.text)).removesuffix(EXPENSE).removeprefix(fold(thing.surface))
    return rest in _MEASURES
