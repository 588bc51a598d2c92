"""Read one journal entry."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import JOURNAL_ENTRIES
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    JOURNAL_ENTRIES,
    description="Reads one journal entry with its debits and credits.",
    guidance="Use it when the entry's ID is known; list-journal-entries finds it.",
    examples=(
        Example(
            "Number and memo of an entry",
            {"record_id": "5420", "fields": ["tranId", "memo"]},
            {"record_type": "journalEntry", "record": {"memo": "Card fees", "tranId": "JE1001"}, "not_expanded": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
