"""Actions on the lines of records."""
