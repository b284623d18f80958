"""What is asked about a topic as about one project, or told of it: 「観光について何をやるの」「城が好きです」.

Both are read as the list of the topic, 「観光の事業」, where the list holds it and no project is named.
"""

from __future__ import annotations

from nlp.asking.asked import Asked
from nlp.meaning.about import heavy
from nlp.meaning.reference import Reference, Sure
from nlp.words.gates import Gates
from nlp.words.patterns import pattern, strings_of
from nlp.words.phrases import Slot
from nlp.words.synonyms import key, synonyms
from nlp.words.text import fold, normalize

NAMED, NAMED_BY_FIELD = 0.5, 0.7
"""The part of a project's name from which words mean that one, and no topic; and a word for many things
(スポーツ of スポーツ振興).
"""

_TOPIC = "([^、。?]{1,20}?)"
_END = "(?:の|ん)?(?:です|でしょう|だ)?(?:か|ね|よ|かな)*[?。!]*"
_DO = "(?:[すや]る(?:予定|つもり)?|して(?:い)?る|やって(?:い)?る|します|して(?:い)?ます|やります|やって(?:い)?ます|して(?:くれる|もらえる|くれます|もらえます))"
_TELL = "(?:教えて|おしえて|知りた|聞きた|詳しく)[^、。?]{0,10}"
_HOW = "(?:どう|どんなことを)"

_ASKED = pattern(
    f"{_TOPIC}(?:"
    f"(?:について|に関して)(?:は|って)?、?(?:{_TELL}|(?:何|なに)を?{_DO}|{_HOW}{_DO})"
    f"|(?:では|には|に対して(?:は)?|で|に|は|って)、?(?:何|なに|どんなこと)を?{_DO}"
    f"){_END}",
    among="について に関して 何を 何す 何や なにを なにす なにや 何し なにし どんなことを どんなことす どんなことや どんなことし",
)
"""「環境では何をしますか」「高齢者に対して何をしてくれる」."""

_LIKED = (
    "(?:(?:大|だい)?(?:好き|すき))(?:です|だ|な(?:んです|の|ので|んだ))*(?:が|けど|けれど|から)?"
)
_WISH = "(?:た(?:い|く)(?:です|ん(?:です|だ))?|(?:て|で)(?:い)?(?:る|ます))"
_USES = "(?:使(?:う|います|って(?:い)?(?:る|ます))|利用(?:する|します|して(?:い)?(?:る|ます))|行(?:く|きます))"

_TOLD = pattern(
    f"{_TOPIC}(?:"
    f"(?:の|こと)?[がは]{_LIKED}"
    f"|[がは]趣味(?:です|なんです|だ)?"
    f"|(?:を(?:し|やり|飼(?:い|っ))|に乗り?){_WISH}"
    f"|を(?:する|やる|します|やります)"
    f"|[をに](?:よく|いつも|毎日|ときどき|時々){_USES}"
    f"){_END}",
    among="好き すき 趣味 をし をや に乗 を飼 をす をよく によく をいつ にいつ を毎日 に毎日 を時々 をとき に時々 にとき",
)
"""「バスケットボールをしたい」「自転車をよく使う」."""

_SEEN = pattern("(?:を(?:見|聴|聞|歌|読|眺め|育て|作)[^がはを]{0,3}|に乗る)の$")
"""What somebody likes to do with a thing: 歌を歌うの."""


_SHAPES = Gates([(strings_of(_ASKED), (_ASKED, False)), (strings_of(_TOLD), (_TOLD, True))])
"""What is asked about a topic, and what is told of one."""

_FIELD = pattern("の(?:分野|面|方面|関係|こと)$")


def listing(asked: Asked) -> str | None:
    """The words that ask for the list of a topic that a sentence asks or tells of."""
    text = asked.sentence.text
    for shape, told in _SHAPES.open(text, asked.sentence.held):
        if found := shape.fullmatch(text):
            return _listing_of(found[1], asked, told=told)
    return None


def _listing_of(words: str, asked: Asked, *, told: bool) -> str | None:
    if any(not _is_vague(r, asked) for r in asked.references):
        return None
    if asked.sentence.has_any(_ELSE) or (asked.parts and words.endswith(OFFICES)):
        return None
    if asked.sentence.has(Slot.NOUN) and not _FIELD.search(words):
        return None
    if told and words.endswith("長"):
        return None  # 区長が好きです
    if not told and any(p.entity.dimension is not None for p in asked.parts):
        return None
    topic = _SEEN.sub("", words) if told else _FIELD.sub("", words)
    return f"{topic}の事業"


OFFICES = ("部", "課", "局", "室", "係", "会計")
"""How an office is called, and no thing that somebody likes."""

_ELSE = frozenset({Slot.MEASURE, Slot.EXTREME, Slot.AMOUNT})


def _is_vague(reference: Reference, asked: Asked) -> bool:
    """Whether words are no project's name, nor nearly, and no group."""
    if reference.sure is Sure.GROUP:
        return False
    if reference.sure is not Sure.NAMED:
        return True
    words = len(fold(normalize(reference.mention.text)))
    lexicon = asked.lexicon
    telling = heavy(lexicon.topics.compounds(reference.mention.tokens))
    if len(telling) > 1:
        return False  # ワクチンの接種体制
    field = any(synonyms().knows(key(t.normal)) for t in telling)
    part = NAMED_BY_FIELD if field else NAMED
    names = [lexicon.plain_names[lexicon.projects.index(p)] for p in reference.projects]
    return all(words < part * len(name.removesuffix("事業")) for name in names)


def is_list(asked: Asked, before: Asked) -> bool:
    """Whether what is asked so is a topic of the list, which says more than what was asked before."""
    parts = asked.parts
    if not parts or any(p.is_project or p.excluded for p in parts):
        return False
    if any(r.sure is not Sure.TOPIC or r.unmet for r in asked.references):
        return False
    if not all(heavy(asked.lexicon.topics.compounds(r.mention.tokens)) for r in asked.references):
        return False  # 市民に何をしてくれるの
    one = parts[0].topic and len(parts[0].entity.scope.projects or ()) == 1
    return not (before.parts and one)
