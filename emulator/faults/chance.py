"""Chance that repeats itself: the same request meets the same luck, in whatever order requests come."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request

_DIGEST_BYTES = 16
_KEPT = 100_000


class Chance:
    """Random numbers of one rule, drawn from what is asked and how often it was asked before.

    Programs send their requests at the same time and in an order that changes from run to run. So a number belongs to
    method, URL and body, and to how many times exactly this has come: a repeat has luck of its own. Of very many
    different requests the oldest are forgotten.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._seen: dict[bytes, int] = {}

    def of(self, request: Request) -> random.Random:
        """The numbers for this request; asking counts as its next coming."""
        asked = hashlib.blake2b(digest_size=_DIGEST_BYTES)
        for part in (request.method.encode(), request.raw_path.encode(), request.raw_query.encode(), request.body):
            asked.update(len(part).to_bytes(8, "big"))
            asked.update(part)
        key = asked.digest()
        coming = self._seen[key] = self._seen.pop(key, 0) + 1
        if len(self._seen) > _KEPT:
            del self._seen[next(iter(self._seen))]
        return random.Random(f"{self._seed}:{key.hex()}:{coming}")  # noqa: S311 - reproducible, no secrets
