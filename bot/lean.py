"""Libraries imported without what one question does not use of them.

They import modules that they need for other things: a check of a signature, a schema, a look at the platform.
Together those take as long as all else that is imported. Each is found where it is imported, as ever, and run
when something is first taken from it (`importlib.util.LazyLoader`), so that whoever needs it has it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

LATER = frozenset(
    {
        "copy",  # dataclasses
        "inspect",  # dataclasses
        "ipaddress",  # urllib.parse
        "msgspec.inspect",
        "msgspec.json",
        "msgspec.toml",
        "msgspec.yaml",
        "rapidfuzz",  # names that are spelled as the list has them need none
        "rapidfuzz.process",
        "rapidfuzz.utils",
        "sysconfig",  # sudachipy
    }
)
"""Modules that are run when they are first used."""


class _Later:
    """Finds the modules of `LATER`, and has them run later."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As any finder of `sys.meta_path`; None where another is to find it."""
        spec = PathFinder.find_spec(name, path, target) if name in LATER else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


def import_lean() -> None:
    """Import the libraries of an answer lean; only for a process of one thread that answers and ends."""
    sys.meta_path.insert(0, _Later)
    _import_msgspec()


def _import_msgspec() -> None:
    """Import msgspec without typing_extensions, which takes a tenth of the whole time.

    msgspec takes what it needs of it from `typing` where it is not there, and since Python 3.11 all of that is.
    """
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    import_module("msgspec")
    del sys.modules["typing_extensions"]
