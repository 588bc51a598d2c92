"""Which requests a rule spoils."""

from __future__ import annotations

import random
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.faults.kinds import fault_of

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request


class Rule:
    """One rule with what it has seen so far.

    Attributes:
        seen: Requests that fitted method, path and contents.
        fired: Requests that it spoiled.
    """

    def __init__(self, given: dict[str, Any], *, seed: str) -> None:
        """``given`` fits the schema of the script."""
        self.given = given
        self.name: str = given.get("name", given["fault"]["kind"])
        self.fault = fault_of(given["fault"])
        self._methods = _several(given.get("method"))
        self._path: str | None = given["path"].lower() if "path" in given else None
        self._contains: str | None = given.get("contains")
        self._nth = _several(given.get("nth"))
        self._every: int = given.get("every", 1)
        self._times: float = given.get("times", float("inf"))
        self._probability: float = given.get("probability", 1)
        self._seed = seed
        self.rewind()

    def rewind(self) -> None:
        """Forget what was seen; the same requests will go wrong again."""
        self.seen = self.fired = 0
        self._random = random.Random(self._seed)  # noqa: S311 - reproducible faults, no secrets

    def fits(self, request: Request) -> bool:
        """Count the request if it is one of this rule's, and say whether it goes wrong."""
        if not self._is_meant(request):
            return False
        self.seen += 1
        if self.seen % self._every or (self._nth and self.seen not in self._nth):
            return False
        # Drawn for every candidate, so that a limit on the number does not change which ones come later.
        return self._random.random() < self._probability and self.fired < self._times

    def _is_meant(self, request: Request) -> bool:
        if self._methods and request.method not in self._methods:
            return False
        if self._path is not None and not fnmatchcase(request.path.lower(), self._path):
            return False
        if self._contains is None:
            return True
        return self._contains in request.raw_query or self._contains.encode() in request.body


def _several(value: Any) -> frozenset[Any]:
    """One value or a list of them; nothing when there is none."""
    if value is None:
        return frozenset()
    return frozenset(value if isinstance(value, list) else [value])
