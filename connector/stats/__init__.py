"""Counters of what a connection does: calls, errors, times, attempts, refusals over the limit."""
