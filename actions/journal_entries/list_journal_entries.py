"""List journal entries."""

from __future__ import annotations

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import within
from suiteplug.connector.shortcuts.families import JOURNAL_ENTRIES
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import (
    CURRENCY,
    transaction_list,
)
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = transaction_list(
    JOURNAL_ENTRIES,
    main_line=False,
    columns=(
        CURRENCY,
        Column(name="posting_period", sql="BUILTIN.DF(t.postingperiod)", description="Posting period by name."),
        Column(
            name="is_reversal", sql="t.isreversal", kind=Kind.BOOLEAN, description="Whether it reverses another entry."
        ),
        Column(name="reversal_date", sql="t.reversaldate", kind=Kind.DATE, description="Reversed on, YYYY-MM-DD."),
    ),
    filters=(
        Filter(
            name="account_id",
            type=RecordId,
            description="Only entries that book on this account.",
            build=within("t.id", "SELECT transaction FROM transactionaccountingline WHERE account = ?"),
            choices="accounts",
        ),
    ),
)

ACTION = _LIST.action(
    description="Lists journal entries with number, date, status, period and memo.",
    guidance="Use it to find entries by account, date, status or number; get-journal-entry reads one with its lines.",
    examples=(
        Example(
            "Entries on the account for payment fees",
            {"account_id": "26"},
            one_page(
                {
                    "id": "5420",
                    "tran_id": "JE1001",
                    "tran_date": "2026-11-20",
                    "status": "B",
                    "status_name": "Approved for Posting",
                    "currency": "US Dollar",
                    "posting_period": "Nov 2026",
                    "is_reversal": False,
                    "reversal_date": None,
                    "memo": "Card fees",
                    "subsidiary_id": "1",
                    "location_id": None,
                    "external_id": None,
                    "created": "2026-11-20T04:00:00",
                    "last_modified": "2026-11-20T04:00:00",
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
