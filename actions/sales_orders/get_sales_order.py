"""Read one sales order."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import SALES_ORDERS
from suiteplug.connector.shortcuts.getting import get_action

ACTION = get_action(
    SALES_ORDERS,
    description="Reads one sales order with its lines and addresses.",
    guidance="Use it when the order's ID is known; list-sales-orders finds it. "
    "Lines are in record.item.items, each with its key line.",
    examples=(),
)
Inputs = ACTION.inputs
Output = ACTION.output
