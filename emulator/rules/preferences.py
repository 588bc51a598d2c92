"""Company preferences that decide how transactions behave; the values are those of the emulated company."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def _vat_countries() -> Mapping[str, str]:
    return MappingProxyType({"GB": "VAT-GB-S", "DE": "VAT-DE-S"})


@dataclass(frozen=True, slots=True)
class Preferences:
    """Switches of *Setup > Accounting* and *Setup > Company*.

    Attributes:
        time_zone: Zone that says which day "today" is.
        invoice_before_fulfillment: *Invoice in Advance of Fulfillment*; off, so that only shipped goods are billed.
        default_order_status: Status of a new sales order without ``orderStatus``: A waits for approval (what Oracle
            help section_159795516182 says happens), B does not.
        default_ship_status: Status of a fulfilment without ``shipStatus``. With *Pick, Pack and Ship* on, NetSuite
            may start at picked; the emulated company ships at once (which of the two is not published).
        default_work_order_status: Status of a new work order without ``orderStatus``: B is released, A only planned.
        tax_item_by_country: ``itemId`` of the tax item for customers of subsidiaries in that country, when the
            customer has none. Countries that are not named have no default: their tax depends on the destination.
        auto_number_entities: Customers get a number (``CUST1001``) as entity ID when the request names none.
    """

    time_zone: str = "America/Los_Angeles"
    invoice_before_fulfillment: bool = False
    default_order_status: str = "A"
    default_ship_status: str = "C"
    default_work_order_status: str = "B"
    tax_item_by_country: Mapping[str, str] = field(default_factory=_vat_countries)
    auto_number_entities: bool = True
