"""Item receipts."""
