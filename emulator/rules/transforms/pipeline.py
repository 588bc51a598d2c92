"""Targets made from opportunities, estimates, projects and employees; customers and vendors made from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.billed_lines import carried_header, carried_lines
from suiteplug.emulator.rules.shared.money import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found

_CLOSED = frozenset("CDV")
_SAME_COMPANY = (
    *("isPerson", "companyName", "firstName", "lastName", "email", "phone", "subsidiary", "currency", "terms"),
    *("addressBook", "comments", "url", "fax"),
)


def _convert(_context: Context, source: Found) -> Body | None:
    """The whole prospect, as often as it is asked for, while it is not closed."""
    body = source.body
    if body.get("status") in _CLOSED and not (source.record_type == "opportunity" and body["status"] == "C"):
        return None
    left = {line["line"]: number(line["quantity"]) for line in body.get("item", ()) if line.get("quantity") is not None}
    lines = carried_lines(body, left) if left else []
    for line in lines:
        line["orderDoc"] = source.record_id
    header = carried_header(body, "shippingCost", "handlingCost", "title")
    return {**header, "entity": body["entity"], "createdFrom": source.record_id, "item": lines}


def _estimate(context: Context, source: Found) -> Body | None:
    target = _convert(context, source)
    if target is not None:
        target["opportunity"] = source.record_id
        for name in ("probability", "entityStatus", "expectedCloseDate", "forecastType"):
            if name in source.body:
                target[name] = source.body[name]
    return target


def _for_project(context: Context, source: Found) -> Body | None:
    """A sale to the project's customer."""
    customer = context.lookup.get("customer", source.body.get("parent") or source.body.get("customer"))
    if customer is None:
        return None
    names = ("subsidiary", "currency")
    return {"entity": customer["id"], **{name: customer[name] for name in names if name in customer}}


def _other_role(_context: Context, source: Found) -> Body | None:
    """The same company as a vendor, or as a customer."""
    target = {name: source.body[name] for name in _SAME_COMPANY if name in source.body}
    if not source.body.get("autoName"):
        target["entityId"] = source.body["entityId"]
    return target


def _hours(_context: Context, source: Found) -> Body:
    return {"employee": source.record_id}


PAIRS: dict[tuple[str, str], Callable[[Context, Found], Body | None]] = {
    **{(source, target): _convert for source in ("estimate", "opportunity") for target in ("cashSale", "invoice")},
    ("estimate", "salesOrder"): _convert,
    ("opportunity", "salesOrder"): _convert,
    ("opportunity", "estimate"): _estimate,
    **{("job", target): _for_project for target in ("cashSale", "invoice", "salesOrder", "estimate")},
    ("employee", "timeBill"): _hours,
    ("customer", "vendor"): _other_role,
    ("vendor", "customer"): _other_role,
}
