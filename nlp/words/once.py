"""A value that is found out when it is first asked for, and kept.

As `functools.cached_property`, without the lock that it takes before Python 3.12: a sentence has several
such values, and the lock would cost each a microsecond. Finding a value twice does no harm here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - a decorator, like property
    """The value of a method without arguments, found once for each object."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:  # noqa: ANN401 - any object
        value = self._find(instance)
        instance.__dict__[self._name] = value
        return value
