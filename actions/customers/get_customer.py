"""Read one customer."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import CUSTOMERS
from suiteplug.connector.shortcuts.getting import get_action

ACTION = get_action(
    CUSTOMERS,
    description="Reads one customer with addresses, currencies and contact data.",
    guidance="Use it when the customer's ID is known; list-customers finds it by e-mail or name.",
    examples=(),
)
Inputs = ACTION.inputs
Output = ACTION.output
