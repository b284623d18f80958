"""Accounts that are listed by short names: 介護・国保・後期の合計, 特別会計（国保・後期）."""

from __future__ import annotations

from data.query import Dimension
from nlp.meaning.agree import LISTED
from nlp.meaning.parts import Part
from nlp.names.lexicon import Entity, Lexicon
from nlp.sentences.sentence import Sentence
from nlp.words.phrases import Slot
from nlp.words.text import fold


def listed_accounts(sentence: Sentence, lexicon: Lexicon) -> list[Part]:
    """「介護・国保・後期の合計」: what is listed with accounts and begins the name of one is that account."""
    if not sentence.mentions or not sentence.has(Slot.ENTITY):
        return []
    named = [s for s in sentence.all(Slot.ENTITY) if _is_account(s.value)]
    groups = [g for g in lexicon.plain_groups if _is_account(g[1])] if named else []
    found = []
    for mention in sentence.mentions if groups else ():
        beside = any(
            LISTED.fullmatch(sentence.text, *gap)
            for s in named
            for gap in ((mention.end, s.begin), (s.end, mention.begin))
            if gap[0] < gap[1]
        )
        meant = [g for label, g in groups if label.startswith(fold(mention.text))]
        if beside and len(meant) == 1:
            found.append(Part(mention.begin, mention.end, meant[0]))
    return found


def _is_account(value: object) -> bool:
    return isinstance(value, Entity) and value.dimension is Dimension.ACCOUNT


def without_general(parts: list[Part], sentence: Sentence) -> list[Part]:
    """「特別会計（国保・後期）」: those in the brackets, and no others."""
    accounts = [p for p in parts if p.entity.dimension is Dimension.ACCOUNT]
    if not accounts:
        return parts
    heads = [
        p
        for p in accounts
        if sentence.text.startswith("(", p.end) and all(_within(o, p) for o in accounts)
    ]
    return [p for p in parts if p not in heads] if len(accounts) > len(heads) else parts


def _within(part: Part, other: Part) -> bool:
    mine, theirs = part.entity.scope.accounts, other.entity.scope.accounts
    return mine is not None and theirs is not None and mine <= theirs
