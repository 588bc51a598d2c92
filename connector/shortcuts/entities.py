"""Filters that lists of customers, vendors, contacts, employees and items share. ``table`` is the alias in FROM."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Filter
from suiteplug.connector.shortcuts.conditions import flag, same_text, since
from suiteplug.connector.shortcuts.fields import ZONE, Moment, Words


def email_filter(table: str) -> Filter:
    """By e-mail address."""
    return Filter(
        name="email",
        type=Words,
        description="This e-mail address, upper or lower case.",
        build=same_text(f"{table}.email"),
    )


def inactive_filter(table: str) -> Filter:
    """Inactive ones, active ones or both."""
    return Filter(
        name="is_inactive",
        type=bool,
        description="True: only inactive ones. False: only active ones. Left out: both.",
        build=flag(f"{table}.isinactive"),
    )


def modified_filter(table: str) -> Filter:
    """By the time of the last change."""
    return Filter(
        name="modified_since",
        type=Moment,
        description=f"Changed at this time or later. {ZONE}",
        build=since(f"{table}.lastmodifieddate"),
    )


def sku_filter(table: str) -> Filter:
    """By SKU."""
    return Filter(
        name="sku", type=Words, description="This SKU, upper or lower case.", build=same_text(f"{table}.itemid")
    )
