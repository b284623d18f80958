"""Going back in a conversation: to a list that was shown, to a group that was asked about, to what was not narrowed yet.

Where nothing of the kind was asked, nothing is answered: 「元に戻して」 never means the whole list.
"""

from __future__ import annotations

from msgspec.structs import replace

from data.index import GROUP_FIELDS
from data.query import Dimension, Intent, Operation, Query, Scope
from nlp.asking.ask import ask
from nlp.asking.asked import TOTALS, Asked, uncomputable
from nlp.asking.compose import query_of
from nlp.asking.context import Memory, is_set, is_single, shown
from nlp.asking.group_words import group_word
from nlp.talk.of_groups import around_of
from nlp.words.patterns import pattern

_LEAD = "(?:じゃあ?|では|で|それで|いや|いえ)?、?(?:やっぱり|やっぱ|やはり)?、?"
_PLEASE = "(?:もう(?:一度|一回|1回|1度))?(?:戻って|戻る|戻して|戻し|見せて|出して|お願い|ください|表示して|みせて)*"
_GROUP = "(?P<of>[部課局室]|会計|小?柱)"

_LIST = pattern(
    f"{_LEAD}(?P<again>もう(?:一度|一回|1回|1度)、?)?(?P<before>(?:さっき|前|元|もと|先ほど|最初)の)?(?:一覧|リスト)(?:に|を|へ)?{_PLEASE}[?。]*",
    among="一覧 リスト",
)
_BACK = ("戻", "もう一", "もう1")

_SET = pattern(
    f"{_LEAD}(?:(?P<first>最初|はじめ|初め)|一つ前|ひとつ前|1つ前|前|さっき(?=の[^、。]{{1,3}}に戻))(?:の|と同じ)(?:{_GROUP})?(?:の(?:事業|一覧|合計|件数))?(?P<back>に(?:戻って|戻る|戻して))?(?:は|って|を|だと|では|なら)?{_PLEASE}[?。]*",
    among="最初 はじめ 初め 前の 前と さっきの",
)
_UNDO = pattern(
    f"{_LEAD}(?:絞(?:る|り込み?)の?(?:は|を)?(?:やめ|なし|解除|外)|(?:条件|絞り込み|フィルター?)(?:を|は)(?:全部)?(?:外|はず|解除|やめ|なくし|取り消)|(?:元|もと)に戻)[^、。]{{0,6}}[?。]*",
    among="絞 条件 フィルタ 元に もとに",
)
_WITHOUT = pattern(
    f"{_LEAD}(?:全部|全て|すべて)の(?P<every>[部課局室係])(?:だと|では|で|なら)、?(?:何件|いくら|合計)?(?:は)?(?:ある|です)?か?[?。]*|"
    f"{_LEAD}(?P<of>[部課局室]|会計|小?柱|区分|新規)(?:の(?:条件|絞り込み|縛り))?(?:は|を|も)?(?:問わず|問わない(?:と|で)?|関係なく|関係なし(?:で|に)?|外して|外すと|外したら|はずして|なしで)"
    f"、?(?:全部で)?(?:何件|いくら|合計|一覧)?(?:は|に|を)?(?:ある|です)?か?{_PLEASE}[?。]*",
    among="問わ 関係な 外し 外す はずし なしで 全部の 全ての すべての",
)
_WIDER = pattern(
    f"{_LEAD}(?:その|この)?{_GROUP}(?:の)?(?:全体|全部)(?:に(?:戻して|戻って|して|戻る)|を(?:見せて|出して)?|で|は|の(?:合計|総額|件数|平均)(?:は)?)?[?。]*",
    among="全体 全部",
)
_FIELDS = {"区分": ("kinds",), "会計": ("accounts",), "柱": ("pillars",), "小柱": ("policies",)}
_OFFICES = ("departments", "sections")


def gone_back(asked: Asked, memory: Memory) -> Intent | None:
    """What a sentence goes back to that asks for nothing else, or None where it does not go back."""
    last = memory.query
    if told := _of_set_before(asked, memory):
        return told
    if last is None or any(not p.topic for p in asked.parts):
        return None
    return (
        _once_more(asked, memory)
        or _list_again(asked, memory)
        or _set_again(asked, memory)
        or _not_narrowed(asked, memory, last)
        or _without_one(asked, memory, last)
        or _of_wider_group(asked, last)
    )


_AGAIN = pattern(
    "(?:(?:さっきの)?(?:答え|それ|今の)を?)?、?もう(?:一度|一回|1回|1度|いっぺん)、?(?:教えて|言って|お願い|見せて|答えて)?(?:ください|くれ|します|もらえますか)?[?。]*"
    "|(?:それ(?:は|って)?)?(?:本当|ほんと|ほんま|まじ|マジ|合って(?:い)?る|あって(?:い)?る|間違いない)(?:に|です|なの|の|ん)*か?[?。]*",
    among="もう 本当 ほん まじ マジ 合って あって 間違い",
)


def _once_more(asked: Asked, memory: Memory) -> Query | None:
    """「もう一度」「本当？」: the last answer once more."""
    newest = memory.last[-1]
    return newest if isinstance(newest, Query) and _AGAIN.fullmatch(asked.sentence.text) else None


def _list_again(asked: Asked, memory: Memory) -> Query | None:
    """「さっきの一覧」「一覧に戻って」: the list of which a project was asked about."""
    found = _LIST.fullmatch(asked.sentence.text)
    back = found and (found["before"] or found["again"] or any(w in found[0] for w in _BACK))
    if not back or not memory.listed:
        return None
    return replace(memory.listed, first=1) if memory.listed.operation is Operation.LIST else None


def _set_again(asked: Asked, memory: Memory) -> Query | None:
    """「最初の課に戻って」「一つ前の課は」: the group that was asked about then."""
    sets = memory.sets
    found = _SET.fullmatch(asked.sentence.text) if sets else None
    if not found or not (found["of"] or found["back"]):
        return None
    if len(sets) < 2 and not found["first"]:
        return None
    then = sets[0] if found["first"] else sets[-2]
    if found["of"] and not found["back"]:
        field = GROUP_FIELDS.get(group_word(found["of"], asked))
        if field is None or getattr(then.scope, field) is None:
            return None
    total = next((o for o in asked.operations if o in TOTALS), then.operation)
    return replace(then, operation=total, first=1)


_OF_SET = pattern(
    f"{_LEAD}(?:(?P<first>(?:一番)?(?:最初|はじめ|初め)(?:に(?:聞い|言っ|きい)た)?)|(?P<before>(?:一つ|ひとつ|1つ)?前)|(?P<last>さっき|今))(?:の)?(?P<of>[部課局]|方|ほう|(?=に戻|件数|合計|平均|総額))(?:に戻(?:って|ると|して|したら)、?|の(?:うち|中)で|の|は|って|で|(?=件数|合計|平均|総額))(?P<rest>[^、。]{{2,}})",
    among="最初 はじめ 初め 前 さっき 今",
)


def _of_set_before(asked: Asked, memory: Memory) -> Intent | None:
    """「最初の部の新規は何件」 after two departments: asked of the first of them; of 前の部, of the one before
    the last; of さっきの部, of the last one.
    """
    found = _OF_SET.fullmatch(asked.sentence.text)
    sets = memory.sets
    if not found or len(sets) < 2:
        return None
    then = sets[0] if found["first"] else sets[-2] if found["before"] else sets[-1]
    named = found["of"] not in ("", "方", "ほう")
    field = GROUP_FIELDS.get(group_word(found["of"], asked)) if named else None
    if named and (field is None or getattr(then.scope, field) is None):
        return None
    rest = ask(found["rest"], asked.lexicon)
    if rest.references or any(p.entity.dimension is not Dimension.KIND for p in rest.parts):
        return uncomputable(asked)
    return query_of(replace(rest, within=then.scope))


def _not_narrowed(asked: Asked, memory: Memory, last: Query) -> Intent | None:
    """「絞るのやめて」「元に戻して」: what was asked about before it was narrowed."""
    if not _UNDO.fullmatch(asked.sentence.text) or not is_set(last):
        return None
    wider = _wider(memory, asked)
    return replace(wider, first=1) if wider else None


def _wider(memory: Memory, asked: Asked) -> Query | None:
    select, sets = asked.lexicon.index.select, memory.sets
    mine = set(select(sets[-1].scope)) if sets else set()
    return next((q for q in reversed(sets[:-1]) if mine < set(select(q.scope))), None)


def _without_one(asked: Asked, memory: Memory, last: Query) -> Intent | None:
    """「区分は関係なく」「課を問わず何件？」: what was asked about, without that one condition."""
    found = _WITHOUT.fullmatch(asked.sentence.text)
    if not found or not is_set(last):
        return None
    of = found["of"] or found["every"]
    fields = _FIELDS.get(of) or (("kinds",) if of == "新規" else _OFFICES)
    if fields == _OFFICES and group_word(of, asked) is Dimension.SECTION:
        fields = ("sections",) if last.scope.departments else _OFFICES
    opened = replace(last.scope, **dict.fromkeys(fields))
    wider = _wider(memory, asked)
    narrow = fields[-1:] if fields is _OFFICES else fields
    if wider and all(getattr(wider.scope, field) is None for field in narrow):
        opened = wider.scope  # the department of which a section was asked about
    if found["every"] and opened.is_open:
        return None  # 「全部の部だと」 after one department shows all of them
    if opened == last.scope or last.scope.projects is not None:
        return uncomputable(asked)
    total = next((o for o in asked.operations if o in TOTALS), last.operation)
    return replace(last, operation=total, scope=opened, first=1)


def _of_wider_group(asked: Asked, last: Query) -> Intent | None:
    """「やっぱり部の全部」 after one of its sections: all of the group around what was shown."""
    found = _WIDER.fullmatch(asked.sentence.text)
    if not found or is_single(last) or not is_set(last):
        return None
    around: Scope = around_of(found["of"], asked, shown(last, asked.lexicon))
    whole = replace(asked.lexicon.whole.narrow(around), kinds=last.scope.kinds)
    total = next((o for o in asked.operations if o in TOTALS), last.operation)
    return replace(last, operation=total, scope=whole, first=1)
