"""Read one item fulfillment."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import ITEM_FULFILLMENTS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    ITEM_FULFILLMENTS,
    description="Reads one item fulfillment with its lines and packages.",
    guidance="Use it when the fulfillment's ID is known; list-item-fulfillments finds it.",
    examples=(
        Example(
            "Number and status of a fulfillment",
            {"record_id": "5021", "fields": ["tranId", "shipStatus"]},
            {
                "record_type": "itemFulfillment",
                "record": {"shipStatus": {"id": "C", "refName": "Shipped"}, "tranId": "IF1001"},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
