"""Create a journal entry."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.shortcuts.creating import CreateShortcut, Given, GivenLines
from suiteplug.connector.shortcuts.creating_fields import (
    CURRENCY,
    MEMO,
    SUBSIDIARY,
    TRAN_DATE,
    Positive,
    reference,
    text,
)
from suiteplug.connector.shortcuts.families import JOURNAL_ENTRIES
from suiteplug.connector.shortcuts.fields import Day
from suiteplug.connector.spec import Example

_LINE = (
    reference("account_id", "account", "Account by internal ID.", "accounts", required=True),
    Given(name="debit", field="debit", type=Positive, description="Debit in the entry's currency; this or credit."),
    Given(name="credit", field="credit", type=Positive, description="Credit in the entry's currency; this or debit."),
    text("memo", "memo", "Memo of the line."),
    reference("entity_id", "entity", "Customer, vendor or employee by internal ID.", "customers"),
    reference("department_id", "department", "Department by internal ID.", "departments"),
    reference("class_id", "class", "Class by internal ID.", "classes"),
    reference("location_id", "location", "Location by internal ID.", "locations"),
)


def _check(inputs: Any) -> None:
    """Raises InputError when a line has not exactly one amount, or debits and credits differ."""
    debit, credit = Decimal(0), Decimal(0)
    for index, line in enumerate(inputs.lines):
        if (line.debit is None) == (line.credit is None):
            raise InputError(
                "A line has either a debit or a credit.",
                code="DEBIT_OR_CREDIT",
                field=f"lines[{index}]",
                cause="Nothing was sent.",
                fix="Give exactly one of the two.",
            )
        debit += Decimal(str(line.debit or 0))
        credit += Decimal(str(line.credit or 0))
    if debit != credit:
        raise InputError(
            f"Debits of {debit} and credits of {credit} do not balance.",
            code="NOT_BALANCED",
            field="lines",
            cause="Nothing was sent.",
            fix=f"They differ by {abs(debit - credit)}.",
        )


_SHORTCUT = CreateShortcut(
    family=JOURNAL_ENTRIES,
    given=(
        SUBSIDIARY,
        CURRENCY,
        TRAN_DATE,
        MEMO,
        Given(name="reversal_date", field="reversalDate", type=Day, description="Reversed on this day, YYYY-MM-DD."),
    ),
    lines=(
        GivenLines(
            name="lines",
            sublist="line",
            line=_LINE,
            description="Debits and credits; they have to balance.",
            required=True,
        ),
    ),
    check=_check,
)

ACTION = _SHORTCUT.action(
    description="Creates a journal entry whose debits and credits balance.",
    guidance="Use it to book from account to account; sales and purchases have their own actions. Whether it posts "
    "at once depends on the approval settings of the account.",
    examples=(
        Example(
            "Fees paid from the bank",
            {
                "subsidiary_id": "1",
                "memo": "Card fees of October",
                "external_id": "EXAMPLE-JE-1",
                "lines": [{"account_id": "26", "debit": 42.5}, {"account_id": "1", "credit": 42.5}],
            },
            {"record_type": "journalEntry", "record_id": "5421", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
