"""The action for what has no action yet."""
