"""The external IDs that make a second run harmless: every record the example creates carries the shop's own number.

NetSuite takes letters, digits, ``_`` and ``-`` in an external ID that is used in a URL (Oracle help:
section_156334828635), so a guest's e-mail address becomes a slug with a short hash against collisions.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

_NOT_ALLOWED = re.compile(r"[^a-z0-9]+")


def customer(order: dict[str, Any]) -> str:
    """``SHOP-C-<customer id>``, or ``SHOP-G-<slug>`` of the e-mail address for a guest."""
    if order["customer"]:
        return f"SHOP-C-{order['customer']['id']}"
    address = order["email"].strip().lower()
    slug = _NOT_ALLOWED.sub("-", address).strip("-")[:40].strip("-")
    return f"SHOP-G-{slug}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"


def sales_order(order_id: int) -> str:
    """``SHOP-O-<order id>``: order numbers repeat between the shops of a company, ids do not."""
    return f"SHOP-O-{order_id}"


def fulfillment(fulfillment_id: int) -> str:
    """``SHOP-F-<fulfilment id>``."""
    return f"SHOP-F-{fulfillment_id}"


def invoice(order_id: int, number: int = 1) -> str:
    """``SHOP-I-<order id>``; what ships after the first invoice is billed on ``SHOP-I-<order id>-2``, and so on."""
    return f"SHOP-I-{order_id}" if number == 1 else f"SHOP-I-{order_id}-{number}"


def payment(transaction_id: int) -> str:
    """``SHOP-P-<transaction id>``."""
    return f"SHOP-P-{transaction_id}"
