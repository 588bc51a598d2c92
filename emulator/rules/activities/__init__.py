"""Tasks, calls, events, messages and support cases."""
