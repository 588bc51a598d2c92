"""Worked examples of suiteplug."""
