"""Read one invoice."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import INVOICES
from suiteplug.connector.shortcuts.getting import get_action

ACTION = get_action(
    INVOICES,
    description="Reads one invoice with its lines and addresses.",
    guidance="Use it when the invoice's ID is known; list-invoices finds it. amountRemaining is what is still to pay.",
    examples=(),
)
Inputs = ACTION.inputs
Output = ACTION.output
