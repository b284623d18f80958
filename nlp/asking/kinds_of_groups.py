"""Groups by the kinds that they have: 新規が1件もない部は, 拡充がゼロの局はどこ; 新規とレベルアップの両方がある課."""

from __future__ import annotations

from collections.abc import Hashable

from data.index import KEYS
from data.query import Dimension, Intent, Measure, Operation, Query
from nlp.asking.asked import Asked
from nlp.asking.group_words import group_word
from nlp.names.scopes import group_scope
from nlp.words.patterns import pattern
from nlp.words.text import holds_any

_KINDS = "(?:新規|レベルアップ|拡充|充実|強化|継続)(?:事業)?"
NONE = pattern(
    f"{_KINDS}(?:が|の)、?(?:1件も|一件も|1つも|一つも|ひとつも|全く|まったく)?"
    "(?:な(?:い|かった)|無い|ありません(?:でした)?|載って(?:い)?ない|出て(?:い)?ない|(?:ゼロ|0)件?(?:の|な))の?(?P<group>[部課局]|小?柱)"
    "(?:は|って|を)?(?:どこ|どれ|何|ある|あり|いくつ|教えて|一覧)?[^、。?]{0,6}[?。]*",
    among="ない 無い ありません ゼロ 0件 0の",
)


def groups_without_kind(asked: Asked) -> tuple[Intent, ...]:
    """The groups of which no project is of the kind that is named, each with what it asks for; none where no such are
    asked.
    """
    found = NONE.fullmatch(asked.sentence.text)
    if not found:
        return ()
    kinds = frozenset[str]().union(
        *(p.entity.scope.kinds or () for p in asked.parts if p.entity.dimension is Dimension.KIND)
    )
    if not kinds or any(p.entity.dimension is not Dimension.KIND for p in asked.parts):
        return ()
    by = group_word(found["group"], asked)
    key = KEYS[by]
    every = {key(p) for p in asked.lexicon.projects}
    return (_told(asked, every - _having(kinds, by, asked), by),)


def _having(kinds: frozenset[str], by: Dimension, asked: Asked) -> set[Hashable]:
    """The groups that have a project of one of some kinds."""
    key = KEYS[by]
    return {key(p) for p in asked.lexicon.projects if p.kind in kinds}


def _told(asked: Asked, groups: set[Hashable], by: Dimension) -> Query:
    """Some groups, or how many they are where that is asked; of none, an empty list."""
    if not groups:
        return Query(Operation.LIST, asked.lexicon.of_projects(()))
    scope = asked.lexicon.whole.narrow(group_scope(by, groups))
    if holds_any(asked.sentence.text, _HOW_MANY):
        return Query(Operation.COUNT, scope, Measure.COUNT, by=by)
    return Query(Operation.BREAKDOWN, scope, asked.usual, by=by)


_HOW_MANY = ("いくつ", "何課", "何部", "何局", "何個")


BOTH = pattern(
    f"{_KINDS}(?:と|も){_KINDS}も?(?:(?:の|が)?(?:両方|どちらも|双方|2種類)(?:とも)?)?(?:が|を)?(?:ある|持つ|持って(?:い)?る|出して(?:い)?る|要求して(?:い)?る|抱える)(?P<group>[部課局]|小?柱)"
    "(?:は|って)?(?:どこ|どれ|何|いくつ|教えて|一覧)?[^、。?]{0,6}[?。]*",
    among="両方 どちらも 双方 2種類 アップも 充も 実も 化も 続も",
)


def groups_with_both(asked: Asked) -> tuple[Intent, ...]:
    """The groups that have projects of each of the two kinds that are named; none where no such are asked."""
    found = BOTH.fullmatch(asked.sentence.text)
    kinds = [
        p.entity.scope.kinds or frozenset()
        for p in asked.parts
        if p.entity.dimension is Dimension.KIND
    ]
    if not found or len(kinds) != 2 or len(asked.parts) != 2 or kinds[0] & kinds[1]:
        return ()
    by = group_word(found["group"], asked)
    both = _having(kinds[0], by, asked) & _having(kinds[1], by, asked)
    return (_told(asked, both, by),)
