"""Asked of the groups around one project or section that a sentence names: 防災ラジオと同じ課の事業, 科学館の部の合計は,
障害者福祉課が部の中で占める割合.
"""

from __future__ import annotations

from msgspec.structs import replace

from data.index import KEYS
from data.query import Attribute, Dimension, Intent, Operation, Query
from nlp.asking.ask import ask
from nlp.asking.asked import Asked, uncomputable
from nlp.asking.group_words import ends_in_group_word, group_word
from nlp.asking.next_to import same_description
from nlp.asking.relative import is_relative
from nlp.names.scopes import OFFICES, groups_around
from nlp.rules.ways import FIGURE, GROWN
from nlp.talk.of_groups import same_group
from nlp.words.patterns import pattern
from nlp.words.phrases import Slot

_WITH = pattern("と(?:同じ|一緒の)")


_IN_ITS_GROUP = pattern(
    "(?:その|所属(?:する)?|担当の?|所管の?|(?<=[がはとの])|(?<=[はとの]、))([部課局章]|小?柱)(?:全体|の合計|内)?(?:に占める|に対する|の中で|のうち|における|で(?=占める|の割合)|の(?=何|なん|割合))"
)


_RANKED_FIRST = frozenset({Slot.EXTREME, Slot.ORDINAL})


_TOGETHER = pattern("合わせ|あわせ|足し|足す|合計")


def around_named(asked: Asked) -> Intent | None:
    """What is asked of the groups around what the sentence itself names, or of others like it."""
    return (
        same_description(asked)
        or share_of_its_group(asked)
        or group_of_named(asked)
        or same_of_named(asked)
        or of_its_group(asked)
    )


def share_of_its_group(asked: Asked) -> Intent | None:
    """「防災ラジオがその部に占める割合」「障害者福祉課は部の中で何％」: the part of what is named in the group around it; of
    several, where they are added up and stand in one group.
    """
    if Operation.SHARE not in asked.operations or any(p.excluded for p in asked.parts):
        return None
    together = len(asked.parts) > 1 and bool(_TOGETHER.search(asked.sentence.text))
    if not together and len(asked.parts) != 1:
        return None
    if asked.sentence.has_any(_RANKED_FIRST):
        return None  # 「防災課で一番高い事業は課の何%」 is no share of the section
    found = _IN_ITS_GROUP.search(asked.sentence.text)
    if not found:
        return None
    own = asked.lexicon.of_projects([asked.single]) if asked.single else asked.scope()
    projects = asked.lexicon.index.take(own)
    by = group_word(found[1], asked)
    if len({KEYS[by](p) for p in projects}) > 1:
        return uncomputable(asked)
    whole = asked.lexicon.whole.narrow(groups_around(by, projects))
    return Query(Operation.SHARE, own, asked.measure, parts=(whole,))


def group_of_named(asked: Asked) -> Intent | None:
    """「防災ラジオと同じ課の事業」: the group of the project that the sentence itself names."""
    if not asked.sentence.has(Slot.SAME) or not asked.parts or asked.parts[0].excluded:
        return None
    kinds = asked.parts[1:]
    if any(p.entity.dimension not in (Dimension.KIND, Dimension.ACCOUNT) for p in kinds):
        return None
    office = asked.parts[0].entity.dimension in OFFICES
    if not asked.single and not (office and _WITH.match(asked.sentence.text, asked.parts[0].end)):
        return None
    if is_relative(asked):
        return None  # 「科学館と同じくらいの金額」
    rest = replace(asked, parts=kinds, references=())
    named = asked.scope(asked.parts[:1])
    projects = [asked.single] if asked.single else asked.lexicon.index.take(named)
    return same_group(rest, Query(Operation.LIST, asked.lexicon.of_projects(projects)))


def same_of_named(asked: Asked) -> Query | None:
    """「防災ラジオと土砂災害対策は同じ課？」: that field of the projects that the sentence itself names."""
    span = asked.sentence.first(Slot.SAME)
    if not span:
        return None
    named = [p for p in asked.parts if p.is_project and not p.excluded]
    if len(named) < 2 or len(named) != len(asked.parts) or asked.operations:
        return None
    if is_relative(asked) or asked.sentence.has(Slot.NOUN):
        return None
    said = asked.sentence.text[span.begin : span.end]
    if asked.attributes or not ends_in_group_word(said):
        return None
    field = Attribute(group_word(said, asked).value)
    return Query(Operation.DETAIL, asked.scope(), attributes=(field,))


_ITS = pattern(
    "(?:(?:の|を|が)(?:(?:担当|所管|所属)(?:して(?:い)?る|する|の)?|ある|あたる|属する|属して(?:い)?る|載って(?:い)?る)?)?(?P<word>小?柱|章|[課部局])(?:全体|内|の中)?(?:の|で(?:は)?|に(?:は)?|は、?)"
)
_MORE_THAN_ITS_NAME = pattern(
    f"(?:合計|総額|平均|中央値|件数|何件|いくつ|(?:新規|継続|{GROWN})(?:の|は|事業)|(?:一番|いちばん|最も|[0-9]番目に)[^、。?]{{0,6}}[高安大小多少]|{FIGURE}(?:以上|以下|未満|を?超)|(?:他|ほか)の?事業|事業(?:一覧|は|を|数|の一覧)|全体(?:の|に占める)(?:何|割合))"
)
"""What asks of all that stands in a group, where 「科学館の課は」 asks for its name."""

_OF_ALL = pattern("^(?:の?合計(?:額)?は?|は)?全体(?:の|で|に占める)(?:何|割合)")


def of_its_group(asked: Asked) -> Intent | None:
    """「科学館の部の合計は」「防災ラジオの課で一番高い事業は」: all that stands in the group around the project that is named."""
    named = asked.parts[0] if asked.parts else None
    if not named or named.begin or named.excluded or asked.sentence.has(Slot.SAME):
        return None
    section = named.entity.dimension is Dimension.SECTION
    if not section and not (asked.lone and asked.lone[0] is named):
        return None
    found = _ITS.match(asked.sentence.text, named.end)
    if not found or (section and group_word(found["word"], asked) is Dimension.SECTION):
        return None
    rest = asked.sentence.text[found.end() :]
    if not _MORE_THAN_ITS_NAME.match(rest):
        return None
    own = Query(Operation.LIST, asked.scope([named]))
    if _OF_ALL.match(rest):
        around = groups_around(
            group_word(found["word"], asked), asked.lexicon.index.take(own.scope)
        )
        return Query(Operation.SHARE, asked.lexicon.whole.narrow(around), asked.measure)
    return same_group(ask(f"その{found['word']}の{rest}", asked.lexicon), own)
