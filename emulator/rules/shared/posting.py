"""Headers of transactions without a customer or vendor of their own: date, subsidiary, currency, number, period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.sales_header import exchange_rate
from suiteplug.emulator.rules.shared.numbering import PREFIXES
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


def fill_posting_header(context: Context, record_type: str, old: Body | None, new: Body, ledger: str | None) -> None:
    """Fill ``new`` in place and refuse a closed period.

    Args:
        context: The account.
        record_type: Decides the number's prefix.
        old: The saved body, or None.
        new: The body to complete.
        ledger: Which lock of the period counts; None for a document that does not post.
    """
    new.setdefault("tranDate", context.calendar.today())
    if context.one_world and "subsidiary" in new:
        subsidiary = context.lookup.get("subsidiary", new["subsidiary"])
        if subsidiary is None or subsidiary.get("isInactive"):
            raise invalid_value(new["subsidiary"], "subsidiary", "subsidiary")
        new.setdefault("currency", subsidiary.get("currency"))
    if new.get("currency") is None:
        new["currency"] = "1"
    moved = (
        old is not None
        and old.get("currency") != new["currency"]
        and old.get("exchangeRate") == new.get("exchangeRate")
    )
    if "exchangeRate" not in new or moved:
        new["exchangeRate"] = exchange_rate(context, new["currency"], new.get("subsidiary"), new["tranDate"])
    if ledger is not None:
        period = context.calendar.require_open(new["tranDate"], ledger)
        if period is not None:
            new["postingPeriod"] = period
    if "tranId" not in new and record_type in PREFIXES:
        new["tranId"] = context.numbering.next(record_type)


def require_account(
    context: Context, new: Body, types: frozenset[str], *, field: str = "account", path: str | None = None
) -> Body:
    """The account in a field; refuses one of another type, of another subsidiary or out of use."""
    record_id = new.get(field)
    account = context.lookup.get("account", record_id)
    if record_id is None:
        raise missing(["Account"], path or field)
    if account is None or account.get("isInactive") or account.get("isSummary"):
        raise invalid_value(record_id, field, path or field)
    if types and account.get("acctType") not in types:
        raise invalid_value(record_id, field, path or field)
    return account
