"""Work on a stranger's file in processes of its own, held to a time and a memory, so that no document can
harm or stop the program. Knows no format.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import resource
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from data.errors import ListError

PATIENCE = 15.0
"""Seconds that a file may take."""

MEMORY = 850 * 1024 * 1024
"""Bytes of address space that a reading process may take; two of them read side by side."""

Words = ParamSpec("Words")
Found = TypeVar("Found")


def guard() -> None:
    """In a reading process: a memory it may not pass, and silence."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable(logging.CRITICAL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # Python itself writes when memory ends


def held(
    name: str, work: Callable[Words, Found], *args: Words.args, **named: Words.kwargs
) -> Found:
    """What a function gives that runs in a process of its own.

    Raises:
        ListError: it took too long or too much; or what it raised itself.
    """
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, initializer=guard) as pool:
        try:
            return pool.apply_async(work, args, named).get(timeout=PATIENCE)
        except multiprocessing.TimeoutError:
            raise ListError(
                f"「{name}」の読み取りに時間がかかりすぎるため、中止しました。"
            ) from None
        except MemoryError:
            raise ListError(
                f"「{name}」は大きすぎて読み取れません（メモリの上限を超えました）。"
            ) from None
