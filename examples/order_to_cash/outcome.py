"""What became of each order, and what was written to NetSuite on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from examples.order_to_cash.books import RefusedError
from suiteplug import InputError, NetSuiteConnectorError, RejectedError

STEPS = ("Customers", "Sales orders", "Shipments", "Invoices", "Payments")
ADDED_LINES = "Added lines"
CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


class End(StrEnum):
    """How far an order came."""

    PAID = "paid"
    INVOICED = "invoiced, not paid"
    PART_SHIPPED = "partly shipped"
    BOOKED = "waits for shipment"
    CANCELLED = "cancelled in the shop, not booked"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an order stopped, in words for whoever has to mend it. ``refused``: the data is at fault, not the run."""

    step: str
    message: str
    cause: str
    fix: str
    refused: bool

    @classmethod
    def of(cls, step: str, error: NetSuiteConnectorError | RefusedError) -> Trouble:
        """From an error of suiteplug or of the example."""
        refused = isinstance(error, RefusedError | RejectedError | InputError)
        return cls(step, error.message, error.cause, error.fix, refused)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One order's end."""

    name: str
    end: End
    trouble: Trouble | None = None


@dataclass(slots=True)
class Tally:
    """Records per step and what happened to them."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, step: str, happened: str) -> None:
        """Count one record."""
        self.counts[step, happened] += 1

    def of(self, step: str, happened: str) -> int:
        """How many."""
        return self.counts[step, happened]
