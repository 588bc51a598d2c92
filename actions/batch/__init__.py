"""Actions on many records at once, and on the jobs that do the work."""
