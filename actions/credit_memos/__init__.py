"""Credit memos."""
