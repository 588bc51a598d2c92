"""What was probably meant."""

from __future__ import annotations

import pytest

from suiteplug.connector.errors import InvalidQueryError
from suiteplug.connector.suiteql.hints import add_hint

UNKNOWN = "Search error occurred: Unknown identifier '{}'. Available identifiers are: {{t=transaction, c=customer}}."
REMOVED = "Search error occurred: Field '{}' for record '{}' was not found. Reason: REMOVED - Field is removed."


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        (UNKNOWN.format("subsidiary"), "read l.subsidiary"),
        (UNKNOWN.format("t.createdfrom"), "read l.createdfrom"),
        (UNKNOWN.format("balance"), "balancesearch"),
        (REMOVED.format("subsidiary", "transaction"), "read l.subsidiary"),
        (REMOVED.format("amount", "transactionLine"), "netamount"),
        (UNKNOWN.format("foreigntotl"), "Did you mean foreigntotal?"),
        (UNKNOWN.format("compnyname"), "Did you mean companyname"),
        (UNKNOWN.format("custbody_unheard"), ""),
        ("Invalid search type: SalesOrders.", "type = 'SalesOrd'"),
        ("Invalid search type: customers.", "Did you mean customer?"),
        ("Invalid search type: class.", "classification"),
        ("Something else.", ""),
    ],
)
def test_hints(message: str, hint: str) -> None:
    error = InvalidQueryError(message, fix="Correct it.")
    add_hint(error)
    add_hint(error)
    assert hint in error.fix
    assert error.fix.endswith("Correct it.")
    assert error.fix.count("Correct it.") == 1
    assert bool(hint) is (error.fix != "Correct it.")
