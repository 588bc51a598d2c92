"""Whether two connections to one account see the same: the proof that one may stand in for the other. Only reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from suiteplug import registry
from suiteplug.api import NetSuite
from suiteplug.connector.errors import NetSuiteConnectorError
from suiteplug.doctor import State, examine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from suiteplug.connector.connection_model import ConnectionModel
    from suiteplug.doctor import Examination
    from suiteplug.opening import Options

    Look = Callable[[NetSuite], Awaitable[str]]

_COUNTS: Final = {
    "accounts": "SELECT COUNT(*) AS n FROM account",
    "customers": "SELECT COUNT(*) AS n FROM customer",
    "vendors": "SELECT COUNT(*) AS n FROM vendor",
    "employees": "SELECT COUNT(*) AS n FROM employee",
    "items": "SELECT COUNT(*) AS n FROM item",
    "transactions": "SELECT COUNT(*) AS n FROM transaction",
    "transaction lines": "SELECT COUNT(*) AS n FROM transactionline",
}
_RECORD_TYPES: Final = ("currency", "customer", "vendor", "salesOrder", "purchaseOrder", "invoice")
_ROUNDS: Final = 3
"""Others work on in the account: what differs is read again before it is called different."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that was read through both connections, as each showed it."""

    what: str
    old: str
    new: str

    @property
    def equal(self) -> bool:
        """Whether both showed the same."""
        return self.old == self.new


async def compare(old: ConnectionModel, new: ConnectionModel, options: Options | None = None) -> list[Comparison]:
    """Read the same through both: checks, record types, counts, records by ID, what the role may list.

    A refusal is compared as well: what both may not see is the same for both.

    Raises:
        SignInError: One of them does not get in.
    """
    found = [Comparison("account", _place(old), _place(new))]
    async with NetSuite(old, options) as one, NetSuite(new, options) as other:
        for netsuite in (one, other):
            await netsuite.run("verify-connection")
        found += [await _compared(what, look, one, other) for what, look in _looks()]
    found += _actions(await examine(old, options=options), await examine(new, options=options))
    return found


def _place(model: ConnectionModel) -> str:
    return f"{model.account.account_id} at {model.account.origin()}"


def _looks() -> list[tuple[str, Look]]:
    looks: list[tuple[str, Look]] = [("user and role", _who), ("checks", _checks), ("record types", _record_types)]
    looks += [(f"number of {what}", partial(_number, query)) for what, query in _COUNTS.items()]
    looks += [(f"first {record_type}", partial(_first, record_type)) for record_type in _RECORD_TYPES]
    return looks


async def _compared(what: str, look: Look, old: NetSuite, new: NetSuite) -> Comparison:
    for _ in range(_ROUNDS - 1):
        found = Comparison(what, await _seen(look, old), await _seen(look, new))
        if found.equal:
            return found
    return Comparison(what, await _seen(look, old), await _seen(look, new))


async def _seen(look: Look, netsuite: NetSuite) -> str:
    try:
        return await look(netsuite)
    except NetSuiteConnectorError as error:
        return f"refused: {error.code}"


async def _who(netsuite: NetSuite) -> str:
    """Equal reads prove nothing of what may be written; the same role does."""
    found = await netsuite.run("verify-connection")
    return f"user {found['user_id']}, role {found['role_id']} ({found['role_name']})"


async def _checks(netsuite: NetSuite) -> str:
    checks = (await netsuite.run("verify-connection"))["checks"]
    failed = sorted(check["name"] for check in checks if not check["ok"])
    return f"failed: {', '.join(failed)}" if failed else "all passed"


async def _record_types(netsuite: NetSuite) -> str:
    types = (await netsuite.run("list-record-types", {"refresh": True}))["record_types"]
    return f"{len(types)} types, {_digest(sorted(entry['name'] for entry in types))}"


async def _number(query: str, netsuite: NetSuite) -> str:
    rows = (await netsuite.run("run-suiteql", {"query": query}))["rows"]
    return str(rows[0]["n"])


async def _first(record_type: str, netsuite: NetSuite) -> str:
    items = (await netsuite.run("list-records", {"record_type": record_type, "limit": 1}))["items"]
    if not items:
        return "none"
    record_id = items[0]["id"]
    record = (await netsuite.run("get-record", {"record_type": record_type, "record_id": record_id}))["record"]
    return f"ID {record_id}, {len(record)} fields, {_digest(record)}"


def _digest(value: object) -> str:
    """A few letters that differ where the value does; tells nothing about it."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:8]


def _actions(old: Examination, new: Examination) -> list[Comparison]:
    """What the doctor says of each action: how many may be run, and each that only one of both may run."""
    keys = {spec.key for spec in registry.actions()}
    one, other = (
        {finding.name: finding.state for finding in examined.findings if finding.name in keys}
        for examined in (old, new)
    )
    allowed = [sum(state is State.OK for state in states.values()) for states in (one, other)]
    found = [Comparison("listing actions the role may run", str(allowed[0]), str(allowed[1]))]
    for key in sorted(one.keys() | other.keys()):
        states = [str(states.get(key, State.UNTRIED)) for states in (one, other)]
        if states[0] != states[1]:
            found.append(Comparison(key, *states))
    return found
