"""The status of a sales order as a function of its lines (letters: `SalesOrd` in Oracle's status dictionary)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.money import number, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.emulator.rules.ports import Body

PENDING_APPROVAL = "A"
PENDING_FULFILLMENT = "B"
CANCELLED = "C"
PARTIALLY_FULFILLED = "D"
PENDING_BILLING_PARTIALLY_FULFILLED = "E"
PENDING_BILLING = "F"
BILLED = "G"
CLOSED = "H"


class OrderLine:
    """The counters of one order line.

    Attributes:
        fulfillable: The line waits for goods to be shipped.
    """

    def __init__(self, line: Body, *, fulfillable: bool) -> None:
        self.fulfillable = fulfillable
        self.ordered = number(line.get("quantity", 1))
        self.fulfilled = number(line.get("quantityFulfilled"))
        self.billed = number(line.get("quantityBilled"))
        self.closed = bool(line.get("isClosed"))

    @property
    def left_to_ship(self) -> float:
        """Quantity still to be shipped; a closed line has none."""
        return 0.0 if self.closed or not self.fulfillable else max(0.0, tidy(self.ordered - self.fulfilled))

    @property
    def billable_now(self) -> float:
        """Quantity that may be billed: what is shipped, or all of it where nothing is shipped."""
        return max(0.0, tidy(self._basis - self.billed))

    @property
    def _basis(self) -> float:
        if self.fulfillable:
            return self.fulfilled
        return 0.0 if self.closed else self.ordered


def status_of(lines: Sequence[OrderLine]) -> str:
    """Status of an approved order that was not cancelled.

    Closed means that all lines are closed; otherwise what is left to ship decides before what is left to bill.
    """
    if all(line.closed for line in lines):
        return CLOSED
    billable = any(line.billable_now for line in lines)
    if any(line.left_to_ship for line in lines):
        if not any(line.fulfilled for line in lines):
            return PENDING_FULFILLMENT
        shipped_unbilled = any(line.billable_now for line in lines if line.fulfillable)
        return PENDING_BILLING_PARTIALLY_FULFILLED if shipped_unbilled else PARTIALLY_FULFILLED
    return PENDING_BILLING if billable else BILLED
