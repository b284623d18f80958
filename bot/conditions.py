"""Words that say which projects: the same understanding as of questions, of which only the scope is used.

`/list 防災課`, `/total 新規`, `/subscribe 子育て 1000万円以上` and `/export …` come through here. Pure.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.assistant import Assistant, Context
from data.index import Index
from data.query import Choices, Intent, Operation, Query, Scope


def intents_of(assistant: Assistant, condition: str, context: Context) -> tuple[Intent, ...]:
    """What the words mean by themselves, without the conversation before them."""
    return assistant.reply(condition, replace(context, last=())).context.last


def query_of(assistant: Assistant, condition: str, context: Context) -> Query | None:
    """The one query that the words mean; everything in the newest edition where there are none."""
    if not condition.strip():
        return Query(Operation.LIST, Scope(editions=frozenset({assistant.newest(context)})))
    intents = intents_of(assistant, condition, context)
    match intents:
        case (Query() as query,):
            return query
        case (Choices(options=options),):
            return _together(options)
    return None


def scope_of(assistant: Assistant, condition: str, context: Context) -> Scope | None:
    """Which projects the words mean; None where they are not understood."""
    query = query_of(assistant, condition, context)
    return query.scope if query else None


def understand_condition(condition: str, index: Index) -> Scope | None:
    """What a subscription's condition means in an index; the edition it is asked of is left open."""
    scope = scope_of(Assistant(index), condition, Context())
    return None if scope is None else replace(scope, editions=None)


def _together(options: tuple[Query, ...]) -> Query | None:
    """All of several projects that the words fit equally, as one list."""
    ids = [q.scope.projects for q in options]
    if any(found is None for found in ids):
        return None
    projects = frozenset(p for found in ids for p in found or ())
    return Query(Operation.LIST, Scope(projects=projects))
