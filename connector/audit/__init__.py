"""The audit log: every write, who asked for it, why, and what became of it."""
