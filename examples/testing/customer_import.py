"""The code under test, as a project of yours might have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import suiteplug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def import_customers(netsuite: suiteplug.SyncNetSuite, buyers: Iterable[Mapping[str, str]]) -> list[str]:
    """Bring a shop's buyers into NetSuite, each of them once however often this runs; gives their internal IDs.

    Raises:
        suiteplug.OutcomeUnknownError: An answer was lost, and NetSuite could not be asked; run it again.
    """
    return [_found(netsuite, buyer["key"]) or _created(netsuite, buyer) for buyer in buyers]


def _found(netsuite: suiteplug.SyncNetSuite, key: str) -> str | None:
    try:
        customer = netsuite.run("get-customer", {"external_id": key, "fields": ["id"]})
    except suiteplug.NotFoundError:
        return None
    return str(customer["record"]["id"])


def _created(netsuite: suiteplug.SyncNetSuite, buyer: Mapping[str, str]) -> str:
    new = {"company_name": buyer["company"], "external_id": buyer["key"], "subsidiary_id": "1"}
    return str(netsuite.run("create-customer", new)["record_id"])
