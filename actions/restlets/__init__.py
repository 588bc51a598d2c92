"""Actions that call the account's own scripts."""
