"""Read one item fulfillment."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import ITEM_FULFILLMENTS
from suiteplug.connector.shortcuts.getting import get_action

ACTION = get_action(
    ITEM_FULFILLMENTS,
    description="Reads one item fulfillment with its lines and packages.",
    guidance="Use it when the fulfillment's ID is known; list-item-fulfillments finds it.",
    examples=(),
)
Inputs = ACTION.inputs
Output = ACTION.output
