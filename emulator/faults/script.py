"""The fault script of one account: read, checked, run, and asked what it did."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.faults.kinds import Delivery
from suiteplug.emulator.faults.rule import Moment, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from suiteplug.emulator.account import Account
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.faults.kinds import Work


class FaultScriptError(ValueError):
    """The script does not fit its schema; says where."""


class Faults:
    """Spoils the requests that its rules name; without rules nothing goes wrong.

    Attributes:
        rules: In the order they are asked.
        injected: How many requests went wrong, by kind, since the script was loaded or started over.
        over_limit: How many of these were told that the limit of requests in flight was reached.
    """

    def __init__(self) -> None:
        self.rules: tuple[Rule, ...] = ()
        self.injected: Counter[str] = Counter()
        self.over_limit = 0
        self._seed = 0

    def load(self, script: Mapping[str, Any]) -> None:
        """Replace all rules by those of a script.

        Raises:
            FaultScriptError: It does not fit ``faults/schema.json``.
        """
        _check(script)
        self._seed = script.get("seed", 0)
        self._forget()
        self.rules = tuple(
            Rule(given, seed=f"{self._seed}:{number}") for number, given in enumerate(script["rules"], 1)
        )

    def load_file(self, path: Path) -> None:
        """Replace all rules by those of a JSON file.

        Raises:
            FaultScriptError: It is no JSON, or does not fit the schema.
        """
        try:
            script = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise FaultScriptError(f"{path} is no JSON: {error}") from error
        self.load(script)

    def add(self, fault: Mapping[str, Any], **rule: Any) -> Rule:
        """Add one rule after the others; gives it, to be asked how often it fired.

        ``faults.add({"kind": "drop", "when": "after"}, method="POST", path="*/salesOrder", nth=1)``

        Raises:
            FaultScriptError: It does not fit the schema.
        """
        given = {**rule, "fault": dict(fault)}
        _check({"rules": [given]})
        added = Rule(given, seed=f"{self._seed}:{len(self.rules) + 1}")
        self.rules = (*self.rules, added)
        return added

    def clear(self) -> None:
        """End all faults. What they did (a clock that was moved, a queue that stands still) stays."""
        self.rules = ()

    def rewind(self) -> None:
        """Start the script over, as if no request had come."""
        self._forget()
        for rule in self.rules:
            rule.rewind()

    def _forget(self) -> None:
        self.injected.clear()
        self.over_limit = 0

    async def deliver(self, account: Account, request: Request, work: Work) -> Delivery:
        """The answer to a request, spoiled by the first rule that fires; every rule counts what fits it."""
        lanes = account.lanes
        moment = Moment(account.clock.timestamp(), lanes.in_flight + lanes.held)
        firing = [rule for rule in self.rules if rule.fits(request, moment)]
        if not firing:
            return Delivery(await work())
        kind, fault = firing[0].pick(request)
        self.injected[kind] += 1
        self.over_limit += getattr(fault, "status", 0) == HTTPStatus.TOO_MANY_REQUESTS
        delivery = await fault.deliver(account, request, work)
        delivery.fault = firing[0].name
        return delivery

    def as_dict(self) -> dict[str, Any]:
        """The script, with what each rule has seen and done."""
        return {
            "seed": self._seed,
            "injected": dict(sorted(self.injected.items())),
            "rules": [{**rule.given, "seen": rule.seen, "fired": rule.fired} for rule in self.rules],
        }


def schema() -> dict[str, Any]:
    """JSON Schema of a script."""
    text = (files("suiteplug.emulator.faults") / "schema.json").read_text(encoding="utf-8")
    known: dict[str, Any] = json.loads(text)
    return known


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only accounts with faults pay for it

    return Draft202012Validator(schema())


def _check(script: Any) -> None:
    from jsonschema.exceptions import best_match  # noqa: PLC0415 - as above

    error = best_match(_relevant(_validator().iter_errors(script)))
    if error is not None:
        raise FaultScriptError(f"{error.json_path}: {error.message}")


def _relevant(errors: Any) -> Sequence[Any]:
    """Under a choice of faults only the complaints of the kind that was meant."""
    found = []
    for error in errors:
        meant = [inner for inner in error.context or () if _is_of_the_kind_meant(inner, error)]
        found += meant or [error]
    return found


def _is_of_the_kind_meant(inner: Any, choice: Any) -> bool:
    if choice.validator != "oneOf":
        return False
    branch = choice.schema["oneOf"][inner.schema_path[0]]
    kind = branch["properties"]["kind"]["const"]
    return isinstance(choice.instance, dict) and choice.instance.get("kind") == kind
