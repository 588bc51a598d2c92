"""Actions on records of any type."""
