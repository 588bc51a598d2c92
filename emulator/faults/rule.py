"""Which requests a rule spoils."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.faults.chance import Chance
from suiteplug.emulator.faults.kinds import fault_of

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.faults.kinds import Fault


class Moment(NamedTuple):
    """How things stand when a request arrives.

    Attributes:
        now: The account's time, in seconds.
        in_flight: Other requests that the account is working on.
    """

    now: float = 0
    in_flight: int = 0


class Rule:
    """One rule with what it has seen so far.

    Attributes:
        seen: Requests that fitted method, path, contents and load.
        fired: Requests that it spoiled.
    """

    def __init__(self, given: dict[str, Any], *, seed: str) -> None:
        """``given`` fits the schema of the script."""
        self.given = given
        faults = given["faults"] if "faults" in given else [given["fault"]]
        self.name: str = given.get("name", faults[0]["kind"] if len(faults) == 1 else "one of several")
        self._kinds = [str(fault["kind"]) for fault in faults]
        self._faults = [fault_of(fault) for fault in faults]
        self._methods = _several(given.get("method"))
        self._path: str | None = given["path"].lower() if "path" in given else None
        self._contains: str | None = given.get("contains")
        self._min_in_flight: int = given.get("min_in_flight", 0)
        self._nth = _several(given.get("nth"))
        self._every: int = given.get("every", 1)
        self._times: float = given.get("times", float("inf"))
        self._probability: float = given.get("probability", 1)
        self._burst: int = given.get("burst", 1)
        self._lasts_s: float = given.get("lasts_s", 0)
        self._seed = seed
        self.rewind()

    def rewind(self) -> None:
        """Forget what was seen; the same requests will go wrong again."""
        self.seen = self.fired = 0
        self._chance = Chance(self._seed)
        self._choice = Chance(f"{self._seed}:which")
        self._left_in_burst = 0
        self._bad_until = float("-inf")

    def fits(self, request: Request, moment: Moment = Moment()) -> bool:  # noqa: B008 - a constant
        """Count the request if it is one of this rule's, and say whether it goes wrong."""
        if moment.in_flight < self._min_in_flight or not self._is_meant(request):
            return False
        self.seen += 1
        # Asked for every candidate, so that a limit on the number does not change which ones come later.
        begins = self._begins(request)
        if self.fired >= self._times:
            return False
        if begins:
            self._left_in_burst = max(self._left_in_burst, self._burst)
            self._bad_until = max(self._bad_until, moment.now + self._lasts_s)
        goes_on = self._left_in_burst > 0 or moment.now < self._bad_until
        self._left_in_burst = max(self._left_in_burst - 1, 0)
        return begins or goes_on

    def pick(self, request: Request) -> tuple[str, Fault]:
        """Kind and fault for a request that goes wrong; one of several is drawn for each anew."""
        self.fired += 1
        if len(self._faults) == 1:
            return self._kinds[0], self._faults[0]
        place = self._choice.of(request).randrange(len(self._faults))
        return self._kinds[place], self._faults[place]

    def _begins(self, request: Request) -> bool:
        """Whether trouble begins with this request, by number and chance."""
        if self.seen % self._every or (self._nth and self.seen not in self._nth):
            return False
        return self._probability >= 1 or self._chance.of(request).random() < self._probability

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
