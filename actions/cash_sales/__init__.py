"""Cash sales."""
