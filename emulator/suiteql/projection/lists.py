"""Rows of set-up lists, and of what follows from several of them: exchange rates and account maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Values = dict[str, Any]


def account_row(body: Values) -> Values:
    """The row of ``account``."""
    named = " ".join(str(body[name]) for name in ("acctnumber", "acctname") if body.get(name))
    return {
        **body,
        "accttype": body.get("accttype"),
        "fullname": body.get("acctname"),
        "displaynamewithhierarchy": body.get("acctname"),
        "accountsearchdisplayname": named,
        "accountsearchdisplaynamecopy": named,
    }


def hierarchical_row(body: Values) -> Values:
    """The row of a list with a tree path."""
    return {**body, "fullname": body.get("fullname") or body.get("name")}


def main_address(body: Values) -> list[Values]:
    """The main address of a location or subsidiary, keyed by it."""
    address = body.get("mainaddress")
    if not isinstance(address, dict):
        return []
    named = {name.lower(): value for name, value in address.items()}
    stamp = body["lastmodifieddate"]
    return [{**named, "nkey": body["id"], "recordowner": int(body["id"]), "lastmodifieddate": stamp}]


def subsidiary_map_rows(body: Values) -> Iterator[Values]:
    """Rows of ``accountsubsidiarymap``."""
    for subsidiary in body.get("subsidiary") or []:
        yield {"account": body["id"], "subsidiary": subsidiary}


def rate_rows(currencies: list[Values]) -> Iterator[Values]:
    """``currencyrate``: what one unit of a currency is worth in every other, from their worth in the root one."""
    for base in currencies:
        for other in currencies:
            if base["id"] == other["id"] or not base.get("exchangerate") or not other.get("exchangerate"):
                continue
            yield {
                "id": int(base["id"]) * 1000 + int(other["id"]),
                "basecurrency": base["id"],
                "transactioncurrency": other["id"],
                "exchangerate": round(other["exchangerate"] / base["exchangerate"], 8),
                "effectivedate": str(other["lastmodifieddate"])[:10],
                "lastmodifieddate": other["lastmodifieddate"],
            }


def consolidated_rows(
    periods: list[Values], subsidiaries: list[Values], worth: Mapping[str, float]
) -> Iterator[Values]:
    """``consolidatedexchangerate`` from every subsidiary to its parents; one rate for all three kinds."""
    by_id = {body["id"]: body for body in subsidiaries}
    pairs = [
        (child, by_id[ancestor]) for child in subsidiaries for ancestor in [child["id"], *_ancestors(child, by_id)]
    ]
    for period in periods:
        for child, ancestor in pairs:
            rate = round(worth.get(child.get("currency", ""), 1.0) / worth.get(ancestor.get("currency", ""), 1.0), 8)
            yield {
                "id": (int(period["id"]) * 1000 + int(child["id"])) * 1000 + int(ancestor["id"]),
                "postingperiod": period["id"],
                "fromsubsidiary": child["id"],
                "tosubsidiary": ancestor["id"],
                "fromcurrency": child.get("currency"),
                "tocurrency": ancestor.get("currency"),
                "accountingbook": 1,
                **dict.fromkeys(("averagerate", "currentrate", "historicalrate"), rate),
            }


def _ancestors(body: Values, by_id: Mapping[str, Values]) -> list[str]:
    found: list[str] = []
    parent = str(body.get("parent", ""))
    while parent in by_id and parent not in found:
        found.append(parent)
        parent = str(by_id[parent].get("parent", ""))
    return found
