"""How many questions one person and one chat may ask: token buckets by the time of asking.

Pure but for the counts it keeps in memory. Whoever is over the limit is told once, then not answered
until there is room again: telling each time would be the flood itself. The time of asking is Telegram's,
so that questions that had to wait for the bot are not held against anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from msgspec import Struct


class Verdict(Enum):
    """What to do with a question."""

    ANSWER = "answer"
    TELL = "tell"
    IGNORE = "ignore"


class Rate(Struct, frozen=True):
    """A bucket of `burst` questions that refills by `per_second`."""

    burst: float
    per_second: float


PERSON: Final = Rate(20, 0.5)
"""Twenty at once, then thirty a minute: more than anyone types, less than a script sends."""

CHAT: Final = Rate(30, 1.0)
"""A group's questions together."""

KEPT: Final = 10_000
"""Buckets in memory before the full ones are dropped."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    told: bool = False


class Limits:
    """Counts questions."""

    def __init__(self, person: Rate = PERSON, chat: Rate = CHAT) -> None:
        self._person, self._chat = person, chat
        self._buckets: dict[tuple[str, int], tuple[Rate, _Bucket]] = {}
        self._most = KEPT

    def ask(self, person: int, chat: int, at: float) -> Verdict:
        """Count one question of a person in a chat, asked at that second."""
        buckets = [self._bucket("person", person, self._person, at)]
        if chat != person:
            buckets.append(self._bucket("chat", chat, self._chat, at))
        if all(b.tokens >= 1 for b in buckets):
            for bucket in buckets:
                bucket.tokens -= 1
                bucket.told = False
            return Verdict.ANSWER
        empty = next(b for b in buckets if b.tokens < 1)
        verdict = Verdict.IGNORE if empty.told else Verdict.TELL
        empty.told = True
        return verdict

    def _bucket(self, kind: str, key: int, rate: Rate, now: float) -> _Bucket:
        if len(self._buckets) >= self._most:
            self._drop_full(now)
        _, bucket = self._buckets.setdefault((kind, key), (rate, _Bucket(rate.burst, now)))
        bucket.tokens = min(rate.burst, bucket.tokens + max(0.0, now - bucket.at) * rate.per_second)
        bucket.at = max(now, bucket.at)
        return bucket

    def _drop_full(self, now: float) -> None:
        def full(rate: Rate, bucket: _Bucket) -> bool:
            return bucket.tokens + (now - bucket.at) * rate.per_second >= rate.burst

        self._buckets = {k: pair for k, pair in self._buckets.items() if not full(*pair)}
        self._most = max(KEPT, 2 * len(self._buckets))
