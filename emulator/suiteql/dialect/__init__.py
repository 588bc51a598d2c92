"""From a SuiteQL statement to one that SQLite runs."""
