"""SuiteQL."""
