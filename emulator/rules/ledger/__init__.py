"""Entries in the books: journals, checks, deposits to the bank, expense reports."""
