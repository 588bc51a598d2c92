"""What a body tells about how to find the record again. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.connector.exactly_once.proof import MadeFrom, Proof

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERS = ("tranId", "otherRefNum", "entityId", "itemId", "caseNumber", "acctNumber")
"""Fields that number a record in the company's own words. Names and addresses of people are none."""

_REFERENCES = ("entity", "customer", "vendor", "account", "item")
_AMOUNTS = ("payment", "total", "userTotal", "amount")

WITHOUT_EXTERNAL_ID = frozenset({"accountingperiod"})
"""Record types, in lower case, whose published schema has no externalId."""


def proof_of_new(
    record_type: str, body: Mapping[str, Any], *, nameable: bool = True, made_from: MadeFrom | None = None
) -> Proof:
    """For a create or a transform. ``nameable`` is False where the metadata shows no externalId."""
    given = body.get("externalId")
    return Proof(
        record_type=record_type,
        external_id="" if given is None else str(given),
        nameable=given is None and nameable and record_type.lower() not in WITHOUT_EXTERNAL_ID,
        made_from=made_from,
        natural=_numbers(body),
        expected=_facts(body),
    )


def _numbers(body: Mapping[str, Any]) -> dict[str, str]:
    """Document numbers that a filter can hold."""
    found = {name: body[name] for name in _NUMBERS if isinstance(body.get(name), str) and body[name]}
    return {name: value for name, value in found.items() if '"' not in value}


def _facts(body: Mapping[str, Any]) -> dict[str, Any]:
    """Plain references, amounts, and quantities by the line of the source."""
    facts: dict[str, Any] = {}
    for name in _REFERENCES:
        value = body.get(name)
        if isinstance(value, dict):
            value = value.get("id")
        if isinstance(value, str | int) and not isinstance(value, bool):
            facts[name] = str(value)
    for name in _AMOUNTS:
        if isinstance(body.get(name), int | float):
            facts[name] = body[name]
    lines = _quantities(body.get("item"))
    return {**facts, "lines": lines} if lines else facts


def _quantities(sublist: Any) -> dict[str, Any]:
    items = sublist.get("items") if isinstance(sublist, dict) else None
    return {
        str(line["orderLine"]): line["quantity"]
        for line in items or []
        if isinstance(line, dict) and line.get("orderLine") is not None and line.get("quantity") is not None
        if line.get("itemReceive") is not False
    }
