"""Errors that suiteplug makes itself, with what the catalogue says where they say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.faults.catalogue import own_entry

if TYPE_CHECKING:
    from suiteplug.connector.errors import NetSuiteConnectorError


def complete(error: NetSuiteConnectorError) -> NetSuiteConnectorError:
    """Fill cause, fix and retry class that the error leaves open; what it says itself stays."""
    if error.topic or (error.cause and error.fix):
        return error
    entry = own_entry(error.code) if error.code else None
    if entry is not None:
        error.cause = error.cause or entry.cause
        error.fix = error.fix or entry.fix
    return error
